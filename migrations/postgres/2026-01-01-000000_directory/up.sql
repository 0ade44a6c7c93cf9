-- The directory on PostgreSQL. Names of tables, columns and unique constraints equal those of SQLite.
-- Folded keys that pages are sorted by have COLLATE "C", so that both engines sort them byte by byte.

CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE tenants (
  id uuid NOT NULL PRIMARY KEY,
  slug text NOT NULL,
  name text NOT NULL,
  culture text NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX tenants_slug ON tenants (slug);

CREATE TABLE projects (
  tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  name text NOT NULL,
  name_key text COLLATE "C" NOT NULL,
  description text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL,
  version bigint NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX projects_name ON projects (tenant_id, name_key);

CREATE TABLE locations (
  tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  code text NOT NULL,
  code_key text COLLATE "C" NOT NULL,
  name text NOT NULL,
  name_key text COLLATE "C" NOT NULL,
  address jsonb NOT NULL DEFAULT '{}',
  latitude double precision,
  longitude double precision,
  phone text NOT NULL DEFAULT '',
  active boolean NOT NULL DEFAULT TRUE,
  version bigint NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX locations_code ON locations (tenant_id, code_key);
CREATE INDEX locations_page ON locations (tenant_id, name_key, id);

CREATE TABLE users (
  tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('client', 'specialist')),
  username text NOT NULL DEFAULT '',
  username_key text COLLATE "C" NOT NULL DEFAULT '',
  email text NOT NULL DEFAULT '',
  email_key text COLLATE "C" NOT NULL DEFAULT '',
  first_names text NOT NULL DEFAULT '',
  last_names text NOT NULL DEFAULT '',
  phone text NOT NULL DEFAULT '',
  mobile text NOT NULL DEFAULT '',
  position text NOT NULL DEFAULT '',
  external_id text,
  active boolean NOT NULL DEFAULT TRUE,
  culture text NOT NULL DEFAULT '',
  photo_id uuid,
  location_id uuid,
  address jsonb NOT NULL DEFAULT '{}',
  fields jsonb NOT NULL DEFAULT '{}',
  latitude double precision,
  longitude double precision,
  password_hash text,
  must_change_password boolean NOT NULL DEFAULT FALSE,
  valid_since timestamptz,
  valid_until timestamptz,
  last_sign_in_at timestamptz,
  search_text text NOT NULL DEFAULT '',
  sort_key text COLLATE "C" NOT NULL DEFAULT '',
  version bigint NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, location_id) REFERENCES locations (tenant_id, id)
);
CREATE UNIQUE INDEX users_username ON users (tenant_id, username_key);
CREATE UNIQUE INDEX users_external_id ON users (tenant_id, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX users_email ON users (tenant_id, email_key);
CREATE INDEX users_page ON users (tenant_id, kind, sort_key, id);
CREATE INDEX users_location ON users (tenant_id, location_id) WHERE location_id IS NOT NULL;

CREATE INDEX users_search ON users USING gin (search_text gin_trgm_ops);

CREATE TABLE memberships (
  tenant_id uuid NOT NULL,
  project_id uuid NOT NULL,
  user_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('client', 'specialist')),
  sort_key text COLLATE "C" NOT NULL DEFAULT '',
  active boolean NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, project_id, user_id),
  FOREIGN KEY (tenant_id, project_id) REFERENCES projects (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX memberships_page ON memberships (tenant_id, project_id, kind, sort_key, user_id);
CREATE INDEX memberships_user ON memberships (tenant_id, user_id);

CREATE TABLE membership_counts (
  tenant_id uuid NOT NULL,
  project_id uuid NOT NULL,
  kind text NOT NULL,
  active boolean NOT NULL,
  total bigint NOT NULL,
  PRIMARY KEY (tenant_id, project_id, kind, active),
  FOREIGN KEY (tenant_id, project_id) REFERENCES projects (tenant_id, id) ON DELETE CASCADE
);
-- The counts change once for each statement, not for each row, so that a batch of an import writes them once.
-- Existing rows are locked in the order of their key first: two batches then wait and do not deadlock.
-- A row that is gone was removed together with its project, so a decrease never creates one.
CREATE FUNCTION memberships_apply_counts(tenant uuid[], project uuid[], kinds text[], actives boolean[], changes bigint[])
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM membership_counts c
    WHERE (c.tenant_id, c.project_id, c.kind, c.active) IN (SELECT * FROM unnest(tenant, project, kinds, actives))
    ORDER BY c.tenant_id, c.project_id, c.kind, c.active FOR UPDATE;
  INSERT INTO membership_counts AS c (tenant_id, project_id, kind, active, total)
    SELECT d.t, d.p, d.k, d.a, d.n FROM unnest(tenant, project, kinds, actives, changes) AS d (t, p, k, a, n)
    WHERE d.n > 0 ORDER BY d.t, d.p, d.k, d.a
    ON CONFLICT (tenant_id, project_id, kind, active) DO UPDATE SET total = c.total + excluded.total;
  UPDATE membership_counts c SET total = c.total + d.n
    FROM unnest(tenant, project, kinds, actives, changes) AS d (t, p, k, a, n)
    WHERE d.n < 0 AND (c.tenant_id, c.project_id, c.kind, c.active) = (d.t, d.p, d.k, d.a);
END $$;

CREATE FUNCTION memberships_count_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM memberships_apply_counts(array_agg(t), array_agg(p), array_agg(k), array_agg(a), array_agg(n))
    FROM (SELECT tenant_id, project_id, kind, active, count(*) FROM added GROUP BY 1, 2, 3, 4) AS d (t, p, k, a, n);
  RETURN NULL;
END $$;
CREATE FUNCTION memberships_count_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM memberships_apply_counts(array_agg(t), array_agg(p), array_agg(k), array_agg(a), array_agg(n))
    FROM (SELECT tenant_id, project_id, kind, active, -count(*) FROM removed GROUP BY 1, 2, 3, 4) AS d (t, p, k, a, n);
  RETURN NULL;
END $$;
CREATE FUNCTION memberships_count_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM memberships_apply_counts(array_agg(t), array_agg(p), array_agg(k), array_agg(a), array_agg(n))
    FROM (SELECT tenant_id, project_id, kind, active, sum(one)::bigint
      FROM (SELECT tenant_id, project_id, kind, active, 1 AS one FROM added
        UNION ALL SELECT tenant_id, project_id, kind, active, -1 FROM removed) AS both_sides
      GROUP BY 1, 2, 3, 4 HAVING sum(one) <> 0) AS d (t, p, k, a, n);
  RETURN NULL;
END $$;
CREATE TRIGGER memberships_count_insert AFTER INSERT ON memberships
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION memberships_count_insert();
CREATE TRIGGER memberships_count_delete AFTER DELETE ON memberships
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION memberships_count_delete();
CREATE TRIGGER memberships_count_update AFTER UPDATE ON memberships
  REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION memberships_count_update();

CREATE TABLE roles (
  tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  name text NOT NULL,
  name_key text COLLATE "C" NOT NULL,
  permissions jsonb NOT NULL DEFAULT '[]',
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX roles_name ON roles (tenant_id, name_key);

CREATE TABLE user_roles (
  tenant_id uuid NOT NULL,
  user_id uuid NOT NULL,
  role_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, user_id, role_id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, role_id) REFERENCES roles (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX user_roles_role ON user_roles (tenant_id, role_id);

CREATE TABLE sessions (
  id_hash bytea NOT NULL PRIMARY KEY,
  tenant_id uuid NOT NULL,
  user_id uuid NOT NULL,
  project_id uuid,
  csrf_token text NOT NULL,
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  address text NOT NULL DEFAULT '',
  agent text NOT NULL DEFAULT '',
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, project_id) REFERENCES projects (tenant_id, id)
);
CREATE INDEX sessions_user ON sessions (tenant_id, user_id);
CREATE INDEX sessions_project ON sessions (tenant_id, project_id) WHERE project_id IS NOT NULL;
-- A session outlives the project that was open in it. ON DELETE SET NULL would clear the tenant as well.
CREATE FUNCTION projects_leave_sessions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE sessions SET project_id = NULL WHERE tenant_id = old.tenant_id AND project_id = old.id;
  RETURN old;
END $$;
CREATE TRIGGER projects_leave_sessions BEFORE DELETE ON projects
  FOR EACH ROW EXECUTE FUNCTION projects_leave_sessions();

CREATE TABLE sign_in_failures (
  tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  subject text NOT NULL,
  failures integer NOT NULL,
  last_failure_at timestamptz NOT NULL,
  locked_until timestamptz,
  PRIMARY KEY (tenant_id, subject)
);

CREATE TABLE tokens (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  description text NOT NULL DEFAULT '',
  secret_hash bytea NOT NULL,
  prefix text NOT NULL,
  expires_at timestamptz,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz,
  revoked_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX tokens_secret ON tokens (secret_hash);
CREATE INDEX tokens_user ON tokens (tenant_id, user_id);

CREATE TABLE jobs (
  tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  kind text NOT NULL,
  state text NOT NULL CHECK (state IN ('queued', 'running', 'completed', 'failed', 'cancelled')),
  payload jsonb NOT NULL,
  "cursor" jsonb NOT NULL DEFAULT 'null',
  progress jsonb NOT NULL DEFAULT '{}',
  attempts integer NOT NULL DEFAULT 0,
  priority integer NOT NULL DEFAULT 0,
  run_at timestamptz NOT NULL,
  lease_owner text,
  lease_until timestamptz,
  cancel_requested boolean NOT NULL DEFAULT FALSE,
  error_code text,
  error_detail text,
  created_at timestamptz NOT NULL,
  started_at timestamptz,
  finished_at timestamptz,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX jobs_ready ON jobs (state, priority, run_at);

CREATE TABLE notifications (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  kind text NOT NULL,
  state text NOT NULL CHECK (state IN ('pending', 'completed', 'failed', 'review')),
  subject jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  read_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX notifications_user ON notifications (tenant_id, user_id, created_at DESC);

-- `created_by` and `job_id` are history: the person and the finished job may be gone, so no foreign key.
CREATE TABLE imports (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  project_id uuid NOT NULL,
  created_by uuid NOT NULL,
  job_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('client', 'specialist')),
  file_name text NOT NULL,
  file_size bigint NOT NULL,
  upload_key text NOT NULL,
  format text,
  locale text NOT NULL,
  options jsonb NOT NULL DEFAULT '{}',
  state text NOT NULL CHECK (state IN ('pending', 'running', 'review', 'completed', 'failed', 'cancelled')),
  phase text NOT NULL DEFAULT '',
  column_map jsonb NOT NULL DEFAULT '[]',
  notices jsonb NOT NULL DEFAULT '[]',
  rows_read bigint NOT NULL DEFAULT 0,
  rows_created bigint NOT NULL DEFAULT 0,
  rows_updated bigint NOT NULL DEFAULT 0,
  rows_unchanged bigint NOT NULL DEFAULT 0,
  rows_failed bigint NOT NULL DEFAULT 0,
  error_code text,
  error_detail jsonb,
  created_at timestamptz NOT NULL,
  started_at timestamptz,
  finished_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, project_id) REFERENCES projects (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX imports_page ON imports (tenant_id, project_id, created_at);

CREATE TABLE import_failures (
  tenant_id uuid NOT NULL,
  import_id uuid NOT NULL,
  line bigint NOT NULL,
  sheet integer NOT NULL,
  sheet_name text NOT NULL DEFAULT '',
  "row" bigint NOT NULL,
  cells jsonb NOT NULL,
  problems jsonb NOT NULL,
  PRIMARY KEY (tenant_id, import_id, line),
  FOREIGN KEY (tenant_id, import_id) REFERENCES imports (tenant_id, id) ON DELETE CASCADE
);

-- `created_by` and `job_id` as in `imports`.
CREATE TABLE exports (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  project_id uuid NOT NULL,
  created_by uuid NOT NULL,
  job_id uuid,
  kind text NOT NULL CHECK (kind IN ('client', 'specialist')),
  mode text NOT NULL,
  format text NOT NULL,
  locale text NOT NULL,
  options jsonb NOT NULL DEFAULT '{}',
  state text NOT NULL,
  records bigint NOT NULL DEFAULT 0,
  records_total bigint NOT NULL DEFAULT 0,
  parts bigint NOT NULL DEFAULT 0,
  file_key text,
  file_name text NOT NULL,
  file_size bigint,
  error_code text,
  error_detail jsonb,
  created_at timestamptz NOT NULL,
  finished_at timestamptz,
  expires_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, project_id) REFERENCES projects (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX exports_page ON exports (tenant_id, project_id, created_at);

-- `first_user` and `last_user` bound a range of ids; the users themselves may be deleted meanwhile.
CREATE TABLE export_parts (
  tenant_id uuid NOT NULL,
  export_id uuid NOT NULL,
  part integer NOT NULL,
  first_user uuid NOT NULL,
  last_user uuid NOT NULL,
  records bigint NOT NULL,
  file_key text,
  file_size bigint,
  finished_at timestamptz,
  PRIMARY KEY (tenant_id, export_id, part),
  FOREIGN KEY (tenant_id, export_id) REFERENCES exports (tenant_id, id) ON DELETE CASCADE
);

CREATE TABLE plugin_settings (
  tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  plugin text NOT NULL,
  settings jsonb NOT NULL,
  version bigint NOT NULL DEFAULT 1,
  changed_by uuid,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, plugin)
);

CREATE TABLE audit_entries (
  tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  "at" timestamptz NOT NULL,
  actor_kind text NOT NULL,
  actor_id uuid,
  way text NOT NULL,
  way_ref text,
  object_kind text NOT NULL,
  object_id uuid NOT NULL,
  action text NOT NULL,
  changes jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX audit_entries_object ON audit_entries (tenant_id, object_kind, object_id, "at");

CREATE TABLE idempotency_keys (
  tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  token_or_user uuid NOT NULL,
  "key" text NOT NULL,
  method_path text NOT NULL,
  response jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, token_or_user, "key")
);
