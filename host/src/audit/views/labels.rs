//! What actions and fields are called in a history. A field that is new to a domain gets its label here.
use elenco_runtime::contract::Field;

use crate::calendars::model::{WEEKDAYS, word};
use crate::locale::Texts;
use crate::users::columns;

/// `Created`, `Changed` …: whatever an entry did.
pub(super) fn action(t: Texts, action: &str) -> String {
    match action {
        "create" => t.t("history-created"),
        "delete" => t.t("history-deleted"),
        "restore" => t.t("history-restored"),
        "revoke" => t.t("history-revoked"),
        "add-members" => t.t("history-members-added"),
        "remove-members" => t.t("history-members-removed"),
        "associate" => t.t("history-associated"),
        "dissociate" => t.t("history-dissociated"),
        "undo" => t.t("history-undone"),
        _ => t.t("history-changed"),
    }
    .into_owned()
}

/// The column of sheets that a field of the audit is.
fn column_of(field: &str) -> &str {
    if field == "active" { "status" } else { field }
}

/// What a field is called on its form, in the reader's language.
pub(super) fn label(t: Texts, field: &str, fields: &[Field]) -> String {
    if let Some(id) = field.strip_prefix("fields.") {
        let known = fields.iter().find(|known| known.id == id);
        return known.map_or_else(|| id.to_owned(), |known| known.label.clone());
    }
    if let Some(column) = columns::column(column_of(field)) {
        return t.t(column.label_key).into_owned();
    }
    if let Some(day) = field.strip_prefix("week.") {
        let weekday = WEEKDAYS.into_iter().find(|weekday| word(*weekday) == day);
        return weekday.map_or_else(|| day.to_owned(), |weekday| t.weekday(weekday));
    }
    match field {
        "photo" => t.t("history-field-photo"),
        "invitation" => t.t("users-invitation"),
        "name" => t.t("history-field-name"),
        "description" => t.t("history-field-description"),
        "kind" => t.t("history-field-kind"),
        "code" => t.t("history-field-code"),
        "parent" => t.t("history-field-parent"),
        "members" | "people" | "users" => t.t("history-field-members"),
        "clients" => t.t("history-field-clients"),
        "groups" => t.t("history-field-groups"),
        "projects" => t.t("history-field-projects"),
        "project" => t.t("history-field-project"),
        "joined" => t.t("history-field-joined"),
        "companies" => t.t("history-field-companies"),
        "company" => t.t("history-field-company"),
        "services" => t.t("history-field-services"),
        "roles" => t.t("history-field-roles"),
        "permissions" => t.t("history-field-permissions"),
        "tokens" | "token" => t.t("history-field-tokens"),
        "expires_at" => t.t("history-field-expires"),
        "scopes" => t.t("history-field-scopes"),
        "shifts" => t.t("history-field-shifts"),
        "since" => t.t("history-field-since"),
        "until" => t.t("history-field-until"),
        "calendar" => t.t("history-field-calendar"),
        "time_zone" => t.t("history-field-time-zone"),
        "week" => t.t("history-field-week"),
        "holidays" => t.t("history-field-holidays"),
        "feedback" | "body" => t.t("history-field-feedback"),
        "tax_id" => t.t("history-field-tax-id"),
        "website" => t.t("history-field-website"),
        "address" => t.t("history-field-address"),
        "fields" => t.t("history-field-fields"),
        _ => return field.to_owned(),
    }
    .into_owned()
}
