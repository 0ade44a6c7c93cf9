-- The directory on SQLite. Names of tables, columns and unique constraints equal those of PostgreSQL;
-- SQLite itself reports columns, which `constraints.rs` turns into these names.
-- uuid = 16-byte BLOB, instant = INTEGER microseconds since 1970 UTC, document = TEXT, boolean = INTEGER.

CREATE TABLE tenants (
  id BLOB NOT NULL PRIMARY KEY,
  slug TEXT NOT NULL,
  name TEXT NOT NULL,
  culture TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX tenants_slug ON tenants (slug);

CREATE TABLE projects (
  tenant_id BLOB NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  id BLOB NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id)
) STRICT;
CREATE UNIQUE INDEX projects_name ON projects (tenant_id, name_key);

CREATE TABLE locations (
  tenant_id BLOB NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  id BLOB NOT NULL,
  code TEXT NOT NULL,
  code_key TEXT NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  address TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(address)),
  latitude REAL,
  longitude REAL,
  phone TEXT NOT NULL DEFAULT '',
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, id)
) STRICT;
CREATE UNIQUE INDEX locations_code ON locations (tenant_id, code_key);
CREATE INDEX locations_page ON locations (tenant_id, name_key, id);

-- `seq` is the row's number for the full-text index; no query outside this file names it.
CREATE TABLE users (
  seq INTEGER PRIMARY KEY,
  tenant_id BLOB NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  id BLOB NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('client', 'specialist')),
  username TEXT NOT NULL DEFAULT '',
  username_key TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '',
  email_key TEXT NOT NULL DEFAULT '',
  first_names TEXT NOT NULL DEFAULT '',
  last_names TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  mobile TEXT NOT NULL DEFAULT '',
  position TEXT NOT NULL DEFAULT '',
  external_id TEXT,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  culture TEXT NOT NULL DEFAULT '',
  photo_id BLOB,
  location_id BLOB,
  address TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(address)),
  fields TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(fields)),
  latitude REAL,
  longitude REAL,
  password_hash TEXT,
  must_change_password INTEGER NOT NULL DEFAULT 0 CHECK (must_change_password IN (0, 1)),
  valid_since INTEGER,
  valid_until INTEGER,
  last_sign_in_at INTEGER,
  search_text TEXT NOT NULL DEFAULT '',
  sort_key TEXT NOT NULL DEFAULT '',
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  FOREIGN KEY (tenant_id, location_id) REFERENCES locations (tenant_id, id)
) STRICT;
CREATE UNIQUE INDEX users_pkey ON users (tenant_id, id);
CREATE UNIQUE INDEX users_username ON users (tenant_id, username_key);
CREATE UNIQUE INDEX users_external_id ON users (tenant_id, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX users_email ON users (tenant_id, email_key);
CREATE INDEX users_page ON users (tenant_id, kind, sort_key, id);
CREATE INDEX users_location ON users (tenant_id, location_id) WHERE location_id IS NOT NULL;

CREATE VIRTUAL TABLE users_fts USING fts5(
  search_text, content='users', content_rowid='seq', tokenize='trigram', columnsize=0
);
CREATE TRIGGER users_fts_insert AFTER INSERT ON users BEGIN
  INSERT INTO users_fts(rowid, search_text) VALUES (new.seq, new.search_text);
END;
CREATE TRIGGER users_fts_delete AFTER DELETE ON users BEGIN
  INSERT INTO users_fts(users_fts, rowid, search_text) VALUES ('delete', old.seq, old.search_text);
END;
CREATE TRIGGER users_fts_update AFTER UPDATE OF search_text ON users WHEN old.search_text <> new.search_text BEGIN
  INSERT INTO users_fts(users_fts, rowid, search_text) VALUES ('delete', old.seq, old.search_text);
  INSERT INTO users_fts(rowid, search_text) VALUES (new.seq, new.search_text);
END;

CREATE TABLE memberships (
  tenant_id BLOB NOT NULL,
  project_id BLOB NOT NULL,
  user_id BLOB NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('client', 'specialist')),
  sort_key TEXT NOT NULL DEFAULT '',
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, project_id, user_id),
  FOREIGN KEY (tenant_id, project_id) REFERENCES projects (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX memberships_page ON memberships (tenant_id, project_id, kind, sort_key, user_id);
CREATE INDEX memberships_user ON memberships (tenant_id, user_id);

CREATE TABLE membership_counts (
  tenant_id BLOB NOT NULL,
  project_id BLOB NOT NULL,
  kind TEXT NOT NULL,
  active INTEGER NOT NULL,
  total INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, project_id, kind, active),
  FOREIGN KEY (tenant_id, project_id) REFERENCES projects (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
-- Written without a conflict clause: inside a trigger SQLite would replace it by the outer statement's.
CREATE TRIGGER memberships_count_insert AFTER INSERT ON memberships BEGIN
  INSERT INTO membership_counts (tenant_id, project_id, kind, active, total)
    SELECT new.tenant_id, new.project_id, new.kind, new.active, 0
    WHERE NOT EXISTS (SELECT 1 FROM membership_counts WHERE tenant_id = new.tenant_id
      AND project_id = new.project_id AND kind = new.kind AND active = new.active);
  UPDATE membership_counts SET total = total + 1 WHERE tenant_id = new.tenant_id
    AND project_id = new.project_id AND kind = new.kind AND active = new.active;
END;
CREATE TRIGGER memberships_count_delete AFTER DELETE ON memberships BEGIN
  UPDATE membership_counts SET total = total - 1 WHERE tenant_id = old.tenant_id
    AND project_id = old.project_id AND kind = old.kind AND active = old.active;
END;
CREATE TRIGGER memberships_count_update AFTER UPDATE OF tenant_id, project_id, kind, active ON memberships
WHEN (old.tenant_id, old.project_id, old.kind, old.active) <> (new.tenant_id, new.project_id, new.kind, new.active)
BEGIN
  UPDATE membership_counts SET total = total - 1 WHERE tenant_id = old.tenant_id
    AND project_id = old.project_id AND kind = old.kind AND active = old.active;
  INSERT INTO membership_counts (tenant_id, project_id, kind, active, total)
    SELECT new.tenant_id, new.project_id, new.kind, new.active, 0
    WHERE NOT EXISTS (SELECT 1 FROM membership_counts WHERE tenant_id = new.tenant_id
      AND project_id = new.project_id AND kind = new.kind AND active = new.active);
  UPDATE membership_counts SET total = total + 1 WHERE tenant_id = new.tenant_id
    AND project_id = new.project_id AND kind = new.kind AND active = new.active;
END;

CREATE TABLE roles (
  tenant_id BLOB NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  id BLOB NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  permissions TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(permissions)),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, id)
) STRICT;
CREATE UNIQUE INDEX roles_name ON roles (tenant_id, name_key);

CREATE TABLE user_roles (
  tenant_id BLOB NOT NULL,
  user_id BLOB NOT NULL,
  role_id BLOB NOT NULL,
  PRIMARY KEY (tenant_id, user_id, role_id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, role_id) REFERENCES roles (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX user_roles_role ON user_roles (tenant_id, role_id);

CREATE TABLE sessions (
  id_hash BLOB NOT NULL PRIMARY KEY,
  tenant_id BLOB NOT NULL,
  user_id BLOB NOT NULL,
  project_id BLOB,
  csrf_token TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  address TEXT NOT NULL DEFAULT '',
  agent TEXT NOT NULL DEFAULT '',
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, project_id) REFERENCES projects (tenant_id, id)
) STRICT;
CREATE INDEX sessions_user ON sessions (tenant_id, user_id);
CREATE INDEX sessions_project ON sessions (tenant_id, project_id) WHERE project_id IS NOT NULL;
-- A session outlives the project that was open in it. ON DELETE SET NULL would clear the tenant as well.
CREATE TRIGGER projects_leave_sessions BEFORE DELETE ON projects BEGIN
  UPDATE sessions SET project_id = NULL WHERE tenant_id = old.tenant_id AND project_id = old.id;
END;

CREATE TABLE sign_in_failures (
  tenant_id BLOB NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  subject TEXT NOT NULL,
  failures INTEGER NOT NULL,
  last_failure_at INTEGER NOT NULL,
  locked_until INTEGER,
  PRIMARY KEY (tenant_id, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE tokens (
  tenant_id BLOB NOT NULL,
  id BLOB NOT NULL,
  user_id BLOB NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  secret_hash BLOB NOT NULL,
  prefix TEXT NOT NULL,
  expires_at INTEGER,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER,
  revoked_at INTEGER,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
) STRICT;
CREATE UNIQUE INDEX tokens_secret ON tokens (secret_hash);
CREATE INDEX tokens_user ON tokens (tenant_id, user_id);

CREATE TABLE jobs (
  tenant_id BLOB NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  id BLOB NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'completed', 'failed', 'cancelled')),
  payload TEXT NOT NULL CHECK (json_valid(payload)),
  "cursor" TEXT NOT NULL DEFAULT 'null' CHECK (json_valid("cursor")),
  progress TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(progress)),
  attempts INTEGER NOT NULL DEFAULT 0,
  priority INTEGER NOT NULL DEFAULT 0,
  run_at INTEGER NOT NULL,
  lease_owner TEXT,
  lease_until INTEGER,
  cancel_requested INTEGER NOT NULL DEFAULT 0 CHECK (cancel_requested IN (0, 1)),
  error_code TEXT,
  error_detail TEXT,
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  finished_at INTEGER,
  PRIMARY KEY (tenant_id, id)
) STRICT;
CREATE INDEX jobs_ready ON jobs (state, priority, run_at);

CREATE TABLE notifications (
  tenant_id BLOB NOT NULL,
  id BLOB NOT NULL,
  user_id BLOB NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'completed', 'failed', 'review')),
  subject TEXT NOT NULL CHECK (json_valid(subject)),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  read_at INTEGER,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX notifications_user ON notifications (tenant_id, user_id, created_at DESC);

-- `created_by` and `job_id` are history: the person and the finished job may be gone, so no foreign key.
CREATE TABLE imports (
  tenant_id BLOB NOT NULL,
  id BLOB NOT NULL,
  project_id BLOB NOT NULL,
  created_by BLOB NOT NULL,
  job_id BLOB NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('client', 'specialist')),
  file_name TEXT NOT NULL,
  file_size INTEGER NOT NULL,
  upload_key TEXT NOT NULL,
  format TEXT,
  locale TEXT NOT NULL,
  options TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(options)),
  state TEXT NOT NULL CHECK (state IN ('pending', 'running', 'review', 'completed', 'failed', 'cancelled')),
  phase TEXT NOT NULL DEFAULT '',
  column_map TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(column_map)),
  notices TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(notices)),
  rows_read INTEGER NOT NULL DEFAULT 0,
  rows_created INTEGER NOT NULL DEFAULT 0,
  rows_updated INTEGER NOT NULL DEFAULT 0,
  rows_unchanged INTEGER NOT NULL DEFAULT 0,
  rows_failed INTEGER NOT NULL DEFAULT 0,
  error_code TEXT,
  error_detail TEXT CHECK (json_valid(error_detail)),
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  finished_at INTEGER,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, project_id) REFERENCES projects (tenant_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX imports_page ON imports (tenant_id, project_id, created_at);

CREATE TABLE import_failures (
  tenant_id BLOB NOT NULL,
  import_id BLOB NOT NULL,
  line INTEGER NOT NULL,
  sheet INTEGER NOT NULL,
  sheet_name TEXT NOT NULL DEFAULT '',
  "row" INTEGER NOT NULL,
  cells TEXT NOT NULL CHECK (json_valid(cells)),
  problems TEXT NOT NULL CHECK (json_valid(problems)),
  PRIMARY KEY (tenant_id, import_id, line),
  FOREIGN KEY (tenant_id, import_id) REFERENCES imports (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- `created_by` and `job_id` as in `imports`.
CREATE TABLE exports (
  tenant_id BLOB NOT NULL,
  id BLOB NOT NULL,
  project_id BLOB NOT NULL,
  created_by BLOB NOT NULL,
  job_id BLOB,
  kind TEXT NOT NULL CHECK (kind IN ('client', 'specialist')),
  mode TEXT NOT NULL,
  format TEXT NOT NULL,
  locale TEXT NOT NULL,
  options TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(options)),
  state TEXT NOT NULL,
  records INTEGER NOT NULL DEFAULT 0,
  records_total INTEGER NOT NULL DEFAULT 0,
  parts INTEGER NOT NULL DEFAULT 0,
  file_key TEXT,
  file_name TEXT NOT NULL,
  file_size INTEGER,
  error_code TEXT,
  error_detail TEXT CHECK (json_valid(error_detail)),
  created_at INTEGER NOT NULL,
  finished_at INTEGER,
  expires_at INTEGER,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, project_id) REFERENCES projects (tenant_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX exports_page ON exports (tenant_id, project_id, created_at);

-- `first_user` and `last_user` bound a range of ids; the users themselves may be deleted meanwhile.
CREATE TABLE export_parts (
  tenant_id BLOB NOT NULL,
  export_id BLOB NOT NULL,
  part INTEGER NOT NULL,
  first_user BLOB NOT NULL,
  last_user BLOB NOT NULL,
  records INTEGER NOT NULL,
  file_key TEXT,
  file_size INTEGER,
  finished_at INTEGER,
  PRIMARY KEY (tenant_id, export_id, part),
  FOREIGN KEY (tenant_id, export_id) REFERENCES exports (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE plugin_settings (
  tenant_id BLOB NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  plugin TEXT NOT NULL,
  settings TEXT NOT NULL CHECK (json_valid(settings)),
  version INTEGER NOT NULL DEFAULT 1,
  changed_by BLOB,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, plugin)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_entries (
  tenant_id BLOB NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  id BLOB NOT NULL,
  "at" INTEGER NOT NULL,
  actor_kind TEXT NOT NULL,
  actor_id BLOB,
  way TEXT NOT NULL,
  way_ref TEXT,
  object_kind TEXT NOT NULL,
  object_id BLOB NOT NULL,
  action TEXT NOT NULL,
  changes TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(changes)),
  PRIMARY KEY (tenant_id, id)
) STRICT;
CREATE INDEX audit_entries_object ON audit_entries (tenant_id, object_kind, object_id, "at");

CREATE TABLE idempotency_keys (
  tenant_id BLOB NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  token_or_user BLOB NOT NULL,
  "key" TEXT NOT NULL,
  method_path TEXT NOT NULL,
  response TEXT NOT NULL CHECK (json_valid(response)),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, token_or_user, "key")
) STRICT, WITHOUT ROWID;
