//! Pages about groups.
mod delete;
mod detail;
mod list;
mod members;
mod projects;
mod roles;

use crate::locale::Texts;
use crate::users::model::UserKind;

pub use delete::delete_dialog;
pub use detail::DetailView;
pub use list::{ListView, list_pane, none_chosen};
pub use members::{AddView, MembersView, add_panel, members_panel};
pub use projects::projects_panel;
pub use roles::{RolesView, roles_panel};

fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

/// `Groups of clients`.
fn kind_title(t: Texts, kind: UserKind) -> String {
    match kind {
        UserKind::Client => t.t("groups-of-clients"),
        UserKind::Specialist => t.t("groups-of-specialists"),
    }
    .into_owned()
}

/// `Clients`.
fn kind_word(t: Texts, kind: UserKind) -> String {
    match kind {
        UserKind::Client => t.t("groups-clients"),
        UserKind::Specialist => t.t("groups-specialists"),
    }
    .into_owned()
}

/// `New group of clients`.
fn new_title(t: Texts, kind: UserKind) -> String {
    match kind {
        UserKind::Client => t.t("groups-new-of-clients"),
        UserKind::Specialist => t.t("groups-new-of-specialists"),
    }
    .into_owned()
}
