-- The life of plugins in a tenant, and the groups to which settings can be narrowed.

-- Versions of plugins that a tenant has uploaded. The component itself is a file of the store, named by its
-- digest.
CREATE TABLE plugin_versions (
  tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  plugin text NOT NULL,
  version text NOT NULL,
  digest text NOT NULL,
  size bigint NOT NULL,
  publisher text NOT NULL,
  manifest jsonb NOT NULL,
  kinds jsonb NOT NULL,
  asked jsonb NOT NULL,
  signature jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('preparing', 'ready', 'refused')),
  refusal jsonb,
  uploaded_by uuid,
  uploaded_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX plugin_versions_version ON plugin_versions (tenant_id, plugin, version);
CREATE UNIQUE INDEX plugin_versions_digest ON plugin_versions (tenant_id, plugin, digest);

-- Which version of a plugin is active for a tenant, and what was granted to it. A row for an operator's plugin
-- stands here only when this tenant has switched it off.
CREATE TABLE plugin_installs (
  tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  plugin text NOT NULL,
  active_version_id uuid,
  previous_version_id uuid,
  canary_version_id uuid,
  enabled boolean NOT NULL,
  grants jsonb NOT NULL,
  limits jsonb NOT NULL,
  consented_by uuid,
  consented_at timestamptz,
  revision bigint NOT NULL,
  changed_by uuid,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, plugin),
  FOREIGN KEY (tenant_id, active_version_id) REFERENCES plugin_versions (tenant_id, id),
  FOREIGN KEY (tenant_id, previous_version_id) REFERENCES plugin_versions (tenant_id, id),
  FOREIGN KEY (tenant_id, canary_version_id) REFERENCES plugin_versions (tenant_id, id)
);

-- Settings as administrators saved them last, for the tenant or more narrowly; scope_id of the tenant's is nil.
CREATE TABLE plugin_settings_scoped (
  tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  plugin text NOT NULL,
  scope_kind text NOT NULL CHECK (scope_kind IN ('tenant', 'project', 'group')),
  scope_id uuid NOT NULL,
  settings jsonb NOT NULL,
  version bigint NOT NULL,
  changed_by uuid,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, plugin, scope_kind, scope_id)
);

-- Every version of settings that was ever saved; settings that were removed have none.
CREATE TABLE plugin_settings_history (
  tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  plugin text NOT NULL,
  scope_kind text NOT NULL,
  scope_id uuid NOT NULL,
  version bigint NOT NULL,
  settings jsonb,
  changed_by uuid,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, plugin, scope_kind, scope_id, version)
);

-- Secrets of plugins' settings, sealed with the installation's key.
CREATE TABLE plugin_secrets (
  tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  plugin text NOT NULL,
  name text NOT NULL,
  sealed bytea NOT NULL,
  changed_by uuid,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, plugin, name)
);

-- What plugins keep by their capability key-value.
CREATE TABLE plugin_key_values (
  tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  plugin text NOT NULL,
  "key" text COLLATE "C" NOT NULL,
  value bytea NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, plugin, "key")
);

-- Publishers whose signatures a tenant trusts.
CREATE TABLE plugin_publishers (
  tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  name text NOT NULL,
  public_key text NOT NULL,
  added_by uuid,
  added_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX plugin_publishers_key ON plugin_publishers (tenant_id, public_key);

-- How plugins fared, minute by minute; servers add up what each of them saw.
CREATE TABLE plugin_figures (
  tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  plugin text NOT NULL,
  digest text NOT NULL,
  minute timestamptz NOT NULL,
  calls bigint NOT NULL,
  failures bigint NOT NULL,
  fuel bigint NOT NULL,
  "rows" bigint NOT NULL,
  peak_memory bigint NOT NULL,
  times bytea NOT NULL,
  PRIMARY KEY (tenant_id, plugin, digest, minute)
);
CREATE INDEX plugin_figures_minute ON plugin_figures (minute);

-- The last calls that failed, with their input unless it held a secret.
CREATE TABLE plugin_failures (
  tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  plugin text NOT NULL,
  digest text NOT NULL,
  "at" timestamptz NOT NULL,
  kind text NOT NULL,
  function text NOT NULL,
  code text NOT NULL,
  message text NOT NULL,
  input jsonb,
  log jsonb NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX plugin_failures_plugin ON plugin_failures (tenant_id, plugin, id);

-- Answers in which a version on trial differs from the active one.
CREATE TABLE plugin_differences (
  tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  plugin text NOT NULL,
  active_digest text NOT NULL,
  canary_digest text NOT NULL,
  "at" timestamptz NOT NULL,
  kind text NOT NULL,
  function text NOT NULL,
  input jsonb,
  active jsonb NOT NULL,
  canary jsonb NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX plugin_differences_plugin ON plugin_differences (tenant_id, plugin, canary_digest, id);

-- How many answers of a version on trial were compared.
CREATE TABLE plugin_comparisons (
  tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  plugin text NOT NULL,
  active_digest text NOT NULL,
  canary_digest text NOT NULL,
  same bigint NOT NULL,
  different bigint NOT NULL,
  failed bigint NOT NULL,
  since timestamptz NOT NULL,
  until timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, plugin, active_digest, canary_digest)
);

-- Sets of clients or of specialists, in a tree.
CREATE TABLE groups (
  tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('client', 'specialist')),
  parent_id uuid,
  name text NOT NULL,
  name_key text COLLATE "C" NOT NULL,
  description text NOT NULL,
  active boolean NOT NULL,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, parent_id) REFERENCES groups (tenant_id, id)
);
CREATE UNIQUE INDEX groups_name ON groups (tenant_id, kind, name_key);
CREATE INDEX groups_parent ON groups (tenant_id, parent_id);

-- Who belongs to a group.
CREATE TABLE group_members (
  tenant_id uuid NOT NULL,
  group_id uuid NOT NULL,
  user_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, group_id, user_id),
  FOREIGN KEY (tenant_id, group_id) REFERENCES groups (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX group_members_user ON group_members (tenant_id, user_id);

-- The projects in which a group works.
CREATE TABLE group_projects (
  tenant_id uuid NOT NULL,
  group_id uuid NOT NULL,
  project_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, group_id, project_id),
  FOREIGN KEY (tenant_id, group_id) REFERENCES groups (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, project_id) REFERENCES projects (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX group_projects_project ON group_projects (tenant_id, project_id);

-- What tenants had saved before settings could be narrower than the tenant.
INSERT INTO plugin_settings_scoped (tenant_id, plugin, scope_kind, scope_id, settings, version, changed_by, changed_at)
  SELECT tenant_id, plugin, 'tenant', '00000000-0000-0000-0000-000000000000', settings, version, changed_by, changed_at
  FROM plugin_settings;
INSERT INTO plugin_settings_history (tenant_id, plugin, scope_kind, scope_id, version, settings, changed_by, changed_at)
  SELECT tenant_id, plugin, scope_kind, scope_id, version, settings, changed_by, changed_at FROM plugin_settings_scoped;
DROP TABLE plugin_settings;
ALTER TABLE plugin_settings_scoped RENAME TO plugin_settings;
ALTER TABLE plugin_settings RENAME CONSTRAINT plugin_settings_scoped_pkey TO plugin_settings_pkey;
ALTER TABLE plugin_settings RENAME CONSTRAINT plugin_settings_scoped_tenant_id_fkey TO plugin_settings_tenant_id_fkey;
ALTER TABLE plugin_settings RENAME CONSTRAINT plugin_settings_scoped_scope_kind_check TO plugin_settings_scope_kind_check;
