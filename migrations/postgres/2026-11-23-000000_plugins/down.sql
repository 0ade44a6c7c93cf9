CREATE TABLE plugin_settings_old (
  tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  plugin text NOT NULL,
  settings jsonb NOT NULL,
  version bigint NOT NULL DEFAULT 1,
  changed_by uuid,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, plugin)
);
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
ALTER TABLE plugin_settings RENAME CONSTRAINT plugin_settings_old_pkey TO plugin_settings_pkey;
ALTER TABLE plugin_settings RENAME CONSTRAINT plugin_settings_old_tenant_id_fkey TO plugin_settings_tenant_id_fkey;
