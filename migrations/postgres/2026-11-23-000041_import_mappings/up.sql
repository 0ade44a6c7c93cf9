-- Mappings of columns that a tenant keeps under a name. `signature` tells which files they are taken for by themselves.
CREATE TABLE import_mappings (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('client', 'specialist')),
  name text NOT NULL,
  name_key text NOT NULL,
  signature text NOT NULL,
  choices jsonb NOT NULL,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX import_mappings_name ON import_mappings (tenant_id, kind, name_key);
CREATE INDEX import_mappings_signature ON import_mappings (tenant_id, kind, signature, updated_at);

-- What a tenant has confirmed of headers: what they fill, nothing for those that are left out, and what their values mean.
CREATE TABLE import_memory (
  tenant_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('client', 'specialist')),
  header text NOT NULL,
  field text,
  value_map jsonb NOT NULL,
  confirmed_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, kind, header),
  FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE
);

-- The problems of rows that were not taken, apart from the rows, so that they can be counted and found by reason.
CREATE TABLE import_problems (
  tenant_id uuid NOT NULL,
  import_id uuid NOT NULL,
  code text NOT NULL,
  field text NOT NULL,
  line bigint NOT NULL,
  PRIMARY KEY (tenant_id, import_id, code, field, line),
  FOREIGN KEY (tenant_id, import_id) REFERENCES imports (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX import_problems_line ON import_problems (tenant_id, import_id, line);
