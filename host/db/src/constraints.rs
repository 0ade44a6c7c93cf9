//! Names of constraints. PostgreSQL reports a violated constraint by its name, SQLite by its columns; this table makes
//! the two one. A test compares it with both live schemas.

/// A primary key or unique index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct UniqueConstraint {
    /// The name, which is that of the index on PostgreSQL.
    pub name: &'static str,
    /// The table.
    pub table: &'static str,
    /// The columns, in the order of the index.
    pub columns: &'static [&'static str],
}

/// Stands for a constraint whose name the engine does not tell.
pub const UNKNOWN: &str = "unknown";

const fn on(name: &'static str, table: &'static str, columns: &'static [&'static str]) -> UniqueConstraint {
    UniqueConstraint { name, table, columns }
}

/// Every constraint that [`crate::DbError::Unique`] may name, sorted.
pub const UNIQUE: &[UniqueConstraint] = &[
    on("audit_entries_pkey", "audit_entries", &["tenant_id", "id"]),
    on("bulk_change_people_pkey", "bulk_change_people", &["tenant_id", "bulk_change_id", "user_id"]),
    on("bulk_changes_pkey", "bulk_changes", &["tenant_id", "id"]),
    on("calendars_name", "calendars", &["tenant_id", "name_key"]),
    on("calendars_pkey", "calendars", &["tenant_id", "id"]),
    on("companies_external_id", "companies", &["tenant_id", "external_id"]),
    on("companies_name", "companies", &["tenant_id", "kind", "name_key"]),
    on("companies_pkey", "companies", &["tenant_id", "id"]),
    on("company_clients_pkey", "company_clients", &["tenant_id", "company_id", "user_id"]),
    on("company_counts_pkey", "company_counts", &["tenant_id", "kind", "active"]),
    on("company_services_pkey", "company_services", &["tenant_id", "company_id", "service_id"]),
    on("deleted_users_pkey", "deleted_users", &["tenant_id", "id"]),
    on("export_parts_pkey", "export_parts", &["tenant_id", "export_id", "part"]),
    on("exports_pkey", "exports", &["tenant_id", "id"]),
    on("feedback_pkey", "feedback", &["tenant_id", "id"]),
    on("field_files_pkey", "field_files", &["tenant_id", "id"]),
    on("group_members_pkey", "group_members", &["tenant_id", "group_id", "user_id"]),
    on("group_projects_pkey", "group_projects", &["tenant_id", "group_id", "project_id"]),
    on("group_roles_pkey", "group_roles", &["tenant_id", "group_id", "role_id"]),
    on("groups_name", "groups", &["tenant_id", "kind", "name_key"]),
    on("groups_pkey", "groups", &["tenant_id", "id"]),
    on("idempotency_keys_pkey", "idempotency_keys", &["tenant_id", "token_or_user", "key"]),
    on("import_edits_pkey", "import_edits", &["tenant_id", "import_id", "line"]),
    on("import_failures_pkey", "import_failures", &["tenant_id", "import_id", "line"]),
    on("import_mappings_name", "import_mappings", &["tenant_id", "kind", "name_key"]),
    on("import_mappings_pkey", "import_mappings", &["tenant_id", "id"]),
    on("import_memory_pkey", "import_memory", &["tenant_id", "kind", "header"]),
    on("import_problems_pkey", "import_problems", &["tenant_id", "import_id", "code", "field", "line"]),
    on("imports_pkey", "imports", &["tenant_id", "id"]),
    on("jobs_pkey", "jobs", &["tenant_id", "id"]),
    on("list_preferences_pkey", "list_preferences", &["tenant_id", "user_id", "page"]),
    on("locations_code", "locations", &["tenant_id", "code_key"]),
    on("locations_pkey", "locations", &["tenant_id", "id"]),
    on("mail_wishes_pkey", "mail_wishes", &["tenant_id", "user_id"]),
    on("mails_pkey", "mails", &["tenant_id", "id"]),
    on("membership_counts_pkey", "membership_counts", &["tenant_id", "project_id", "kind", "active"]),
    on("memberships_pkey", "memberships", &["tenant_id", "project_id", "user_id"]),
    on("notifications_pkey", "notifications", &["tenant_id", "id"]),
    on("password_bases_pkey", "password_bases", &["tenant_id", "id"]),
    on("password_links_pkey", "password_links", &["tenant_id", "secret_hash"]),
    on(
        "plugin_comparisons_pkey",
        "plugin_comparisons",
        &["tenant_id", "plugin", "active_digest", "canary_digest"],
    ),
    on("plugin_differences_pkey", "plugin_differences", &["tenant_id", "id"]),
    on("plugin_failures_pkey", "plugin_failures", &["tenant_id", "id"]),
    on("plugin_figures_pkey", "plugin_figures", &["tenant_id", "plugin", "digest", "minute"]),
    on("plugin_installs_pkey", "plugin_installs", &["tenant_id", "plugin"]),
    on("plugin_key_values_pkey", "plugin_key_values", &["tenant_id", "plugin", "key"]),
    on("plugin_publishers_key", "plugin_publishers", &["tenant_id", "public_key"]),
    on("plugin_publishers_pkey", "plugin_publishers", &["tenant_id", "id"]),
    on("plugin_secrets_pkey", "plugin_secrets", &["tenant_id", "plugin", "name"]),
    on(
        "plugin_settings_history_pkey",
        "plugin_settings_history",
        &["tenant_id", "plugin", "scope_kind", "scope_id", "version"],
    ),
    on("plugin_settings_pkey", "plugin_settings", &["tenant_id", "plugin", "scope_kind", "scope_id"]),
    on("plugin_versions_digest", "plugin_versions", &["tenant_id", "plugin", "digest"]),
    on("plugin_versions_pkey", "plugin_versions", &["tenant_id", "id"]),
    on("plugin_versions_version", "plugin_versions", &["tenant_id", "plugin", "version"]),
    on("projects_name", "projects", &["tenant_id", "name_key"]),
    on("projects_pkey", "projects", &["tenant_id", "id"]),
    on("roles_name", "roles", &["tenant_id", "name_key"]),
    on("roles_pkey", "roles", &["tenant_id", "id"]),
    on("roles_template", "roles", &["tenant_id", "template"]),
    on("saved_views_name", "saved_views", &["tenant_id", "user_id", "page", "name_key"]),
    on("saved_views_pkey", "saved_views", &["tenant_id", "id"]),
    on("service_clients_pkey", "service_clients", &["tenant_id", "service_id", "user_id"]),
    on("services_name", "services", &["tenant_id", "name_key"]),
    on("services_pkey", "services", &["tenant_id", "id"]),
    on("sessions_pkey", "sessions", &["id_hash"]),
    on("shifts_pkey", "shifts", &["tenant_id", "id"]),
    on("sign_in_failures_pkey", "sign_in_failures", &["tenant_id", "subject"]),
    on("tenants_pkey", "tenants", &["id"]),
    on("tenants_slug", "tenants", &["slug"]),
    on("tokens_pkey", "tokens", &["tenant_id", "id"]),
    on("tokens_secret", "tokens", &["secret_hash"]),
    on("user_roles_pkey", "user_roles", &["tenant_id", "user_id", "role_id"]),
    on("users_external_id", "users", &["tenant_id", "external_id"]),
    on("users_pkey", "users", &["tenant_id", "id"]),
    on("users_username", "users", &["tenant_id", "username_key"]),
];

/// Every constraint that [`crate::DbError::ForeignKey`] may name, sorted. PostgreSQL only.
pub const FOREIGN_KEYS: &[&str] = &[
    "audit_entries_tenant_id_fkey",
    "bulk_change_people_tenant_id_bulk_change_id_fkey",
    "bulk_changes_tenant_id_fkey",
    "bulk_changes_tenant_id_project_id_fkey",
    "calendars_tenant_id_fkey",
    "companies_tenant_id_fkey",
    "company_clients_tenant_id_company_id_fkey",
    "company_clients_tenant_id_user_id_fkey",
    "company_counts_tenant_id_fkey",
    "company_services_tenant_id_company_id_fkey",
    "company_services_tenant_id_service_id_fkey",
    "deleted_users_tenant_id_fkey",
    "export_parts_tenant_id_export_id_fkey",
    "exports_tenant_id_project_id_fkey",
    "feedback_tenant_id_company_id_fkey",
    "feedback_tenant_id_user_id_fkey",
    "field_files_tenant_id_fkey",
    "group_members_tenant_id_group_id_fkey",
    "group_members_tenant_id_user_id_fkey",
    "group_projects_tenant_id_group_id_fkey",
    "group_projects_tenant_id_project_id_fkey",
    "group_roles_tenant_id_group_id_fkey",
    "group_roles_tenant_id_role_id_fkey",
    "groups_tenant_id_fkey",
    "groups_tenant_id_parent_id_fkey",
    "idempotency_keys_tenant_id_fkey",
    "import_edits_tenant_id_import_id_fkey",
    "import_failures_tenant_id_import_id_fkey",
    "import_mappings_tenant_id_fkey",
    "import_memory_tenant_id_fkey",
    "import_problems_tenant_id_import_id_fkey",
    "imports_tenant_id_project_id_fkey",
    "jobs_tenant_id_fkey",
    "list_preferences_tenant_id_user_id_fkey",
    "locations_tenant_id_fkey",
    "mail_wishes_tenant_id_user_id_fkey",
    "mails_tenant_id_user_id_fkey",
    "membership_counts_tenant_id_project_id_fkey",
    "memberships_tenant_id_project_id_fkey",
    "memberships_tenant_id_user_id_fkey",
    "notifications_tenant_id_user_id_fkey",
    "password_bases_tenant_id_fkey",
    "password_links_tenant_id_user_id_fkey",
    "plugin_comparisons_tenant_id_fkey",
    "plugin_differences_tenant_id_fkey",
    "plugin_failures_tenant_id_fkey",
    "plugin_figures_tenant_id_fkey",
    "plugin_installs_tenant_id_active_version_id_fkey",
    "plugin_installs_tenant_id_canary_version_id_fkey",
    "plugin_installs_tenant_id_fkey",
    "plugin_installs_tenant_id_previous_version_id_fkey",
    "plugin_key_values_tenant_id_fkey",
    "plugin_publishers_tenant_id_fkey",
    "plugin_secrets_tenant_id_fkey",
    "plugin_settings_history_tenant_id_fkey",
    "plugin_settings_tenant_id_fkey",
    "plugin_versions_tenant_id_fkey",
    "projects_tenant_id_fkey",
    "roles_tenant_id_fkey",
    "saved_views_tenant_id_user_id_fkey",
    "service_clients_tenant_id_service_id_fkey",
    "service_clients_tenant_id_user_id_fkey",
    "services_tenant_id_calendar_id_fkey",
    "services_tenant_id_fkey",
    "sessions_tenant_id_project_id_fkey",
    "sessions_tenant_id_user_id_fkey",
    "shifts_tenant_id_calendar_id_fkey",
    "shifts_tenant_id_user_id_fkey",
    "sign_in_failures_tenant_id_fkey",
    "tokens_tenant_id_user_id_fkey",
    "user_roles_tenant_id_role_id_fkey",
    "user_roles_tenant_id_user_id_fkey",
    "users_tenant_id_fkey",
    "users_tenant_id_location_id_fkey",
];

/// The constraint by PostgreSQL's name, or by SQLite's message "UNIQUE constraint failed: table.column, table.column".
pub(crate) fn unique(name: Option<&str>, message: &str) -> &'static str {
    let columns = message.strip_prefix("UNIQUE constraint failed: ").unwrap_or_default();
    UNIQUE
        .iter()
        .find(|constraint| match name {
            Some(name) => constraint.name == name,
            None => constraint.is_over(columns),
        })
        .map_or(UNKNOWN, |constraint| constraint.name)
}

/// The constraint by PostgreSQL's name.
pub(crate) fn foreign_key(name: Option<&str>) -> &'static str {
    FOREIGN_KEYS.iter().copied().find(|known| Some(*known) == name).unwrap_or(UNKNOWN)
}

impl UniqueConstraint {
    fn is_over(&self, reported: &str) -> bool {
        let mut reported = reported.split(", ");
        self.columns.iter().all(|column| {
            reported.next().and_then(|name| name.split_once('.')) == Some((self.table, *column))
        }) && reported.next().is_none()
    }
}
