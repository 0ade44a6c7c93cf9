-- Files that stand in additional fields. The bytes are in the file store; the field's value is the id.
CREATE TABLE field_files (
  tenant_id BLOB NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  id BLOB NOT NULL,
  field TEXT NOT NULL,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size INTEGER NOT NULL,
  created_by BLOB,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, id)
) STRICT;
