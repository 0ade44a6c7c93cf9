//! Pages about people.
mod address;
mod associated;
mod bulk_bar;
mod clients_of;
mod deleted;
mod detail;
mod detail_head;
mod fields;
mod groups;
mod list;
mod list_cells;
mod list_dialogs;
mod list_head;
mod list_tools;
mod look_up;
mod mail;
mod merged;
mod place;
mod tabs;

use super::model::UserKind;
use crate::locale::Texts;

pub use address::{FilledNote, address_parts, address_section};
pub use associated::{OfPerson, choose_companies, choose_services, companies_panel, services_panel};
use bulk_bar::bulk_bar;
pub use clients_of::{ChooseClientsView, ClientsView, choose_clients_panel, clients_panel};
pub use deleted::{DeletedView, deleted_panel};
pub use detail::{DetailView, Taken};
pub use fields::sections as field_sections;
pub use groups::{ChooseGroupsView, choose_groups, decide_projects, groups_panel};
pub use list::{ListView, ViewEntry, list_address, list_pane};
pub use list_dialogs::{FilterView, columns_dialog};
pub use look_up::LookUpView;
pub use mail::MailView;
pub use merged::{ChangedByBoth, Elsewhere};
pub use tabs::{TabEntry, tab_of};

/// Words that differ between clients and specialists.
pub struct KindWords {
    /// `Clients`.
    pub plural: String,
    /// `New client`.
    pub new: String,
    /// `Save client`.
    pub save: String,
}

/// The words of a kind.
pub fn kind_words(t: Texts, kind: UserKind) -> KindWords {
    let (plural, new, save) = match kind {
        UserKind::Client => ("users-clients", "users-new-client", "users-save-client"),
        UserKind::Specialist => ("users-specialists", "users-new-specialist", "users-save-specialist"),
    };
    KindWords { plural: t.t(plural).into_owned(), new: t.t(new).into_owned(), save: t.t(save).into_owned() }
}
