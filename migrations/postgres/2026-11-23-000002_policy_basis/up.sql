-- Under which rules a password was accepted, so that stricter ones can tell whose password may be too weak. The hash
-- cannot be judged again; nothing here says anything about the password but which rules it met when it was set.

-- The rules themselves: for each policy plugin the settings that it judged by; id is their digest.
CREATE TABLE password_bases (
  tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  id text NOT NULL,
  policies jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);

-- Names a row above; without one it is not known. There is no foreign key: rows above are never deleted alone.
ALTER TABLE users ADD COLUMN password_basis text;
CREATE INDEX users_password_basis ON users (tenant_id, password_basis, must_change_password)
  WHERE password_hash IS NOT NULL;
