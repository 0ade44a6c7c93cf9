CREATE TABLE plugin_settings_old (
  tenant_id BLOB NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  plugin TEXT NOT NULL,
  settings TEXT NOT NULL CHECK (json_valid(settings)),
  version INTEGER NOT NULL DEFAULT 1,
  changed_by BLOB,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, plugin)
) STRICT, WITHOUT ROWID;
INSERT INTO plugin_settings_old (tenant_id, plugin, settings, version, changed_by, changed_at)
  SELECT tenant_id, plugin, settings, version, changed_by, changed_at FROM plugin_settings WHERE scope_kind = 'tenant';
DROP TABLE group_projects;
DROP TABLE group_members;
DROP TABLE groups;
DROP TABLE plugin_comparisons;
DROP TABLE plugin_differences;
DROP TABLE plugin_failures;
DROP TABLE plugin_figures;
DROP TABLE plugin_publishers;
DROP TABLE plugin_key_values;
DROP TABLE plugin_secrets;
DROP TABLE plugin_settings_history;
DROP TABLE plugin_settings;
DROP TABLE plugin_installs;
DROP TABLE plugin_versions;
ALTER TABLE plugin_settings_old RENAME TO plugin_settings;
