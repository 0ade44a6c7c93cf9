-- The life of plugins in a tenant, and the groups to which settings can be narrowed.

-- Versions of plugins that a tenant has uploaded. The component itself is a file of the store, named by its
-- digest.
CREATE TABLE plugin_versions (
  tenant_id BLOB NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  id BLOB NOT NULL,
  plugin TEXT NOT NULL,
  version TEXT NOT NULL,
  digest TEXT NOT NULL,
  size INTEGER NOT NULL,
  publisher TEXT NOT NULL,
  manifest TEXT NOT NULL CHECK (json_valid(manifest)),
  kinds TEXT NOT NULL CHECK (json_valid(kinds)),
  asked TEXT NOT NULL CHECK (json_valid(asked)),
  signature TEXT NOT NULL CHECK (json_valid(signature)),
  state TEXT NOT NULL CHECK (state IN ('preparing', 'ready', 'refused')),
  refusal TEXT CHECK (json_valid(refusal)),
  uploaded_by BLOB,
  uploaded_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, id)
) STRICT;
CREATE UNIQUE INDEX plugin_versions_version ON plugin_versions (tenant_id, plugin, version);
CREATE UNIQUE INDEX plugin_versions_digest ON plugin_versions (tenant_id, plugin, digest);

-- Which version of a plugin is active for a tenant, and what was granted to it. A row for an operator's plugin
-- stands here only when this tenant has switched it off.
CREATE TABLE plugin_installs (
  tenant_id BLOB NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  plugin TEXT NOT NULL,
  active_version_id BLOB,
  previous_version_id BLOB,
  canary_version_id BLOB,
  enabled INTEGER NOT NULL,
  grants TEXT NOT NULL CHECK (json_valid(grants)),
  limits TEXT NOT NULL CHECK (json_valid(limits)),
  consented_by BLOB,
  consented_at INTEGER,
  revision INTEGER NOT NULL,
  changed_by BLOB,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, plugin),
  FOREIGN KEY (tenant_id, active_version_id) REFERENCES plugin_versions (tenant_id, id),
  FOREIGN KEY (tenant_id, previous_version_id) REFERENCES plugin_versions (tenant_id, id),
  FOREIGN KEY (tenant_id, canary_version_id) REFERENCES plugin_versions (tenant_id, id)
) STRICT;

-- Settings as administrators saved them last, for the tenant or more narrowly; scope_id of the tenant's is nil.
CREATE TABLE plugin_settings_scoped (
  tenant_id BLOB NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  plugin TEXT NOT NULL,
  scope_kind TEXT NOT NULL CHECK (scope_kind IN ('tenant', 'project', 'group')),
  scope_id BLOB NOT NULL,
  settings TEXT NOT NULL CHECK (json_valid(settings)),
  version INTEGER NOT NULL,
  changed_by BLOB,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, plugin, scope_kind, scope_id)
) STRICT;

-- Every version of settings that was ever saved; settings that were removed have none.
CREATE TABLE plugin_settings_history (
  tenant_id BLOB NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  plugin TEXT NOT NULL,
  scope_kind TEXT NOT NULL,
  scope_id BLOB NOT NULL,
  version INTEGER NOT NULL,
  settings TEXT CHECK (json_valid(settings)),
  changed_by BLOB,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, plugin, scope_kind, scope_id, version)
) STRICT;

-- Secrets of plugins' settings, sealed with the installation's key.
CREATE TABLE plugin_secrets (
  tenant_id BLOB NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  plugin TEXT NOT NULL,
  name TEXT NOT NULL,
  sealed BLOB NOT NULL,
  changed_by BLOB,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, plugin, name)
) STRICT;

-- What plugins keep by their capability key-value.
CREATE TABLE plugin_key_values (
  tenant_id BLOB NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  plugin TEXT NOT NULL,
  "key" TEXT NOT NULL,
  value BLOB NOT NULL,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, plugin, "key")
) STRICT;

-- Publishers whose signatures a tenant trusts.
CREATE TABLE plugin_publishers (
  tenant_id BLOB NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  id BLOB NOT NULL,
  name TEXT NOT NULL,
  public_key TEXT NOT NULL,
  added_by BLOB,
  added_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, id)
) STRICT;
CREATE UNIQUE INDEX plugin_publishers_key ON plugin_publishers (tenant_id, public_key);

-- How plugins fared, minute by minute; servers add up what each of them saw.
CREATE TABLE plugin_figures (
  tenant_id BLOB NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  plugin TEXT NOT NULL,
  digest TEXT NOT NULL,
  minute INTEGER NOT NULL,
  calls INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  fuel INTEGER NOT NULL,
  "rows" INTEGER NOT NULL,
  peak_memory INTEGER NOT NULL,
  times BLOB NOT NULL,
  PRIMARY KEY (tenant_id, plugin, digest, minute)
) STRICT;
CREATE INDEX plugin_figures_minute ON plugin_figures (minute);

-- The last calls that failed, with their input unless it held a secret.
CREATE TABLE plugin_failures (
  tenant_id BLOB NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  id BLOB NOT NULL,
  plugin TEXT NOT NULL,
  digest TEXT NOT NULL,
  "at" INTEGER NOT NULL,
  kind TEXT NOT NULL,
  function TEXT NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  input TEXT CHECK (json_valid(input)),
  log TEXT NOT NULL CHECK (json_valid(log)),
  PRIMARY KEY (tenant_id, id)
) STRICT;
CREATE INDEX plugin_failures_plugin ON plugin_failures (tenant_id, plugin, id);

-- Answers in which a version on trial differs from the active one.
CREATE TABLE plugin_differences (
  tenant_id BLOB NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  id BLOB NOT NULL,
  plugin TEXT NOT NULL,
  active_digest TEXT NOT NULL,
  canary_digest TEXT NOT NULL,
  "at" INTEGER NOT NULL,
  kind TEXT NOT NULL,
  function TEXT NOT NULL,
  input TEXT CHECK (json_valid(input)),
  active TEXT NOT NULL CHECK (json_valid(active)),
  canary TEXT NOT NULL CHECK (json_valid(canary)),
  PRIMARY KEY (tenant_id, id)
) STRICT;
CREATE INDEX plugin_differences_plugin ON plugin_differences (tenant_id, plugin, canary_digest, id);

-- How many answers of a version on trial were compared.
CREATE TABLE plugin_comparisons (
  tenant_id BLOB NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  plugin TEXT NOT NULL,
  active_digest TEXT NOT NULL,
  canary_digest TEXT NOT NULL,
  same INTEGER NOT NULL,
  different INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, plugin, active_digest, canary_digest)
) STRICT;

-- Sets of clients or of specialists, in a tree.
CREATE TABLE groups (
  tenant_id BLOB NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  id BLOB NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('client', 'specialist')),
  parent_id BLOB,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  description TEXT NOT NULL,
  active INTEGER NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, parent_id) REFERENCES groups (tenant_id, id)
) STRICT;
CREATE UNIQUE INDEX groups_name ON groups (tenant_id, kind, name_key);
CREATE INDEX groups_parent ON groups (tenant_id, parent_id);

-- Who belongs to a group.
CREATE TABLE group_members (
  tenant_id BLOB NOT NULL,
  group_id BLOB NOT NULL,
  user_id BLOB NOT NULL,
  PRIMARY KEY (tenant_id, group_id, user_id),
  FOREIGN KEY (tenant_id, group_id) REFERENCES groups (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX group_members_user ON group_members (tenant_id, user_id);

-- The projects in which a group works.
CREATE TABLE group_projects (
  tenant_id BLOB NOT NULL,
  group_id BLOB NOT NULL,
  project_id BLOB NOT NULL,
  PRIMARY KEY (tenant_id, group_id, project_id),
  FOREIGN KEY (tenant_id, group_id) REFERENCES groups (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, project_id) REFERENCES projects (tenant_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX group_projects_project ON group_projects (tenant_id, project_id);

-- What tenants had saved before settings could be narrower than the tenant.
INSERT INTO plugin_settings_scoped (tenant_id, plugin, scope_kind, scope_id, settings, version, changed_by, changed_at)
  SELECT tenant_id, plugin, 'tenant', zeroblob(16), settings, version, changed_by, changed_at FROM plugin_settings;
INSERT INTO plugin_settings_history (tenant_id, plugin, scope_kind, scope_id, version, settings, changed_by, changed_at)
  SELECT tenant_id, plugin, scope_kind, scope_id, version, settings, changed_by, changed_at FROM plugin_settings_scoped;
DROP TABLE plugin_settings;
ALTER TABLE plugin_settings_scoped RENAME TO plugin_settings;
