-- As which ready-made role a role was made: each is offered once.
ALTER TABLE roles ADD COLUMN template TEXT;
UPDATE roles SET template = 'administrator' WHERE name_key = 'administrator';
CREATE UNIQUE INDEX roles_template ON roles (tenant_id, template);

-- Tokens are found by what they are for.
ALTER TABLE tokens ADD COLUMN search_text TEXT NOT NULL DEFAULT '';
UPDATE tokens SET search_text = lower(description);
