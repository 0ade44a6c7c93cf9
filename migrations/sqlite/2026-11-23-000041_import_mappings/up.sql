-- Mappings of columns that a tenant keeps under a name. `signature` tells which files they are taken for by themselves.
CREATE TABLE import_mappings (
  tenant_id BLOB NOT NULL,
  id BLOB NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('client', 'specialist')),
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  signature TEXT NOT NULL,
  choices TEXT NOT NULL CHECK (json_valid(choices)),
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE
) STRICT;
CREATE UNIQUE INDEX import_mappings_name ON import_mappings (tenant_id, kind, name_key);
CREATE INDEX import_mappings_signature ON import_mappings (tenant_id, kind, signature, updated_at);

-- What a tenant has confirmed of headers: what they fill, nothing for those that are left out, and what their values mean.
CREATE TABLE import_memory (
  tenant_id BLOB NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('client', 'specialist')),
  header TEXT NOT NULL,
  field TEXT,
  value_map TEXT NOT NULL CHECK (json_valid(value_map)),
  confirmed_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, kind, header),
  FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- The problems of rows that were not taken, apart from the rows, so that they can be counted and found by reason.
CREATE TABLE import_problems (
  tenant_id BLOB NOT NULL,
  import_id BLOB NOT NULL,
  code TEXT NOT NULL,
  field TEXT NOT NULL,
  line INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, import_id, code, field, line),
  FOREIGN KEY (tenant_id, import_id) REFERENCES imports (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX import_problems_line ON import_problems (tenant_id, import_id, line);
