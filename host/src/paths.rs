//! Addresses of the console, in one place, so that no view spells one out.
mod calendars;
mod companies;
mod feedback;
mod fields;
mod lists;
mod locations;
mod mail;
mod places;
mod plugins;
mod projects;
mod roles;
mod services;
mod tokens;

pub use companies::{ClientAddresses, company_category};

use elenco_db::{ExportId, GroupId, ImportId, ImportMappingId, NotificationId, PhotoId, UserId};

use crate::users::model::UserKind;

/// What is written with percent signs where a name stands in an address.
const SEGMENT: &percent_encoding::AsciiSet =
    &percent_encoding::NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Addresses below one tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    base: String,
}

fn category(kind: UserKind) -> &'static str {
    match kind {
        UserKind::Client => "clients",
        UserKind::Specialist => "specialists",
    }
}

/// The kind that a category of an address names.
pub fn kind_of(category: &str) -> Option<UserKind> {
    match category {
        "clients" => Some(UserKind::Client),
        "specialists" => Some(UserKind::Specialist),
        _ => None,
    }
}

#[allow(missing_docs, reason = "each name says which page it leads to")]
impl Paths {
    pub fn of(tenant_slug: &str) -> Self {
        Self { base: format!("/t/{tenant_slug}") }
    }
    pub fn home(&self) -> String {
        format!("{}/", self.base)
    }
    pub fn sign_in(&self) -> String {
        format!("{}/sign-in", self.base)
    }
    pub fn sign_out(&self) -> String {
        format!("{}/sign-out", self.base)
    }
    pub fn choose_project(&self) -> String {
        format!("{}/project", self.base)
    }
    pub fn choose_culture(&self) -> String {
        format!("{}/culture", self.base)
    }
    pub fn users(&self, kind: UserKind) -> String {
        format!("{}/users/{}", self.base, category(kind))
    }
    pub fn new_user(&self, kind: UserKind) -> String {
        format!("{}/new", self.users(kind))
    }
    pub fn look_up(&self, kind: UserKind) -> String {
        format!("{}/look-up", self.users(kind))
    }
    pub fn new_found_user(&self, kind: UserKind, plugin: &str, id: &str) -> String {
        let word = |text| percent_encoding::utf8_percent_encode(text, SEGMENT);
        format!("{}?plugin={}&found={}", self.new_user(kind), word(plugin), word(id))
    }
    pub fn user(&self, kind: UserKind, id: UserId) -> String {
        format!("{}/{id}", self.users(kind))
    }
    pub fn delete_user_photo(&self, kind: UserKind, id: UserId) -> String {
        format!("{}/photo/delete", self.user(kind, id))
    }
    pub fn delete_user(&self, kind: UserKind, id: UserId) -> String {
        format!("{}/delete", self.user(kind, id))
    }
    pub fn photo(&self, id: PhotoId) -> String {
        format!("{}/photos/{id}", self.base)
    }
    pub fn password_rules(&self) -> String {
        format!("{}/password-rules", self.base)
    }
    pub fn fill_address(&self, kind: UserKind) -> String {
        format!("{}/fill-address", self.users(kind))
    }
    pub fn imports(&self) -> String {
        format!("{}/imports", self.base)
    }
    pub fn new_import(&self, kind: UserKind) -> String {
        format!("{}/import", self.users(kind))
    }
    pub fn import(&self, id: ImportId) -> String {
        format!("{}/imports/{id}", self.base)
    }
    pub fn import_errors(&self, id: ImportId) -> String {
        format!("{}/imports/{id}/errors", self.base)
    }
    pub fn cancel_import(&self, id: ImportId) -> String {
        format!("{}/imports/{id}/cancel", self.base)
    }
    pub fn review_import(&self, id: ImportId) -> String {
        format!("{}/imports/{id}/review", self.base)
    }
    pub fn review_cell(&self, id: ImportId) -> String {
        format!("{}/imports/{id}/review/cell", self.base)
    }
    pub fn review_leave_out(&self, id: ImportId) -> String {
        format!("{}/imports/{id}/review/leave-out", self.base)
    }
    pub fn commit_import(&self, id: ImportId) -> String {
        format!("{}/imports/{id}/commit", self.base)
    }
    pub fn mapping_import(&self, id: ImportId) -> String {
        format!("{}/imports/{id}/mapping", self.base)
    }
    pub fn import_mappings(&self, kind: UserKind) -> String {
        format!("{}/import-mappings", self.users(kind))
    }
    pub fn import_mapping(&self, id: ImportMappingId) -> String {
        format!("{}/import-mappings/{id}", self.base)
    }
    pub fn delete_import_mapping(&self, id: ImportMappingId) -> String {
        format!("{}/delete", self.import_mapping(id))
    }
    pub fn exports(&self) -> String {
        format!("{}/exports", self.base)
    }
    pub fn new_export(&self, kind: UserKind) -> String {
        format!("{}/export", self.users(kind))
    }
    pub fn export_file(&self, id: ExportId) -> String {
        format!("{}/exports/{id}/file", self.base)
    }
    pub fn export_again(&self, id: ExportId) -> String {
        format!("{}/exports/{id}/again", self.base)
    }
    pub fn cancel_export(&self, id: ExportId) -> String {
        format!("{}/exports/{id}/cancel", self.base)
    }
    pub fn notifications(&self) -> String {
        format!("{}/notifications", self.base)
    }
    pub fn notification_stream(&self) -> String {
        format!("{}/notifications/stream", self.base)
    }
    pub fn read_notifications(&self) -> String {
        format!("{}/notifications/read", self.base)
    }
    pub fn notification(&self, id: NotificationId) -> String {
        format!("{}/notifications/{id}", self.base)
    }
    /// The list of a kind; it has a query already.
    pub fn groups(&self, kind: UserKind) -> String {
        format!("{}/groups?kind={}", self.base, kind.as_str())
    }
    pub fn create_group(&self) -> String {
        format!("{}/groups", self.base)
    }
    pub fn new_group(&self, kind: UserKind) -> String {
        format!("{}/groups/new?kind={}", self.base, kind.as_str())
    }
    pub fn new_group_below(&self, parent: GroupId) -> String {
        format!("{}/groups/new?parent={parent}", self.base)
    }
    pub fn group(&self, id: GroupId) -> String {
        format!("{}/groups/{id}", self.base)
    }
    pub fn delete_group(&self, id: GroupId) -> String {
        format!("{}/delete", self.group(id))
    }
    pub fn members(&self, id: GroupId) -> String {
        format!("{}/members", self.group(id))
    }
    pub fn add_members(&self, id: GroupId) -> String {
        format!("{}/members/new", self.group(id))
    }
    pub fn remove_members(&self, id: GroupId) -> String {
        format!("{}/members/remove", self.group(id))
    }
    pub fn group_projects(&self, id: GroupId) -> String {
        format!("{}/projects", self.group(id))
    }
    pub fn user_groups(&self, kind: UserKind, id: UserId) -> String {
        format!("{}/groups", self.user(kind, id))
    }
    pub fn leave_groups(&self, kind: UserKind, id: UserId) -> String {
        format!("{}/groups/remove", self.user(kind, id))
    }
    pub fn new_password(&self) -> String {
        format!("{}/new-password", self.base)
    }
    pub fn new_password_rules(&self) -> String {
        format!("{}/new-password/rules", self.base)
    }
}
