//! Pages about services.
mod companies;
mod delete;
mod detail;
mod list;

use crate::locale::Texts;
use crate::paths::Paths;
use crate::services::model::Service;
use crate::ui::{ChooseRow, Mark, State, Tile};

pub use companies::{CompaniesView, choose_companies, companies_panel};
pub use delete::delete_dialog;
pub use detail::DetailView;
pub use list::{ListView, list_pane, none_chosen};

fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

fn marks(t: Texts, service: &Service) -> Vec<Mark> {
    let mark =
        || Mark { state: State::Quiet, icon: "circle-minus", word: t.t("services-inactive").into_owned() };
    if service.active { Vec::new() } else { vec![mark()] }
}

/// A service where one is chosen, or listed among what something is associated with.
pub fn service_row(t: Texts, paths: &Paths, service: &Service) -> ChooseRow {
    let clients = || t.ta("companies-clients-count", &[("count", service.clients.into())]);
    ChooseRow {
        value: service.id.to_string(),
        tile: Tile::icon("tool"),
        name: service.name.clone(),
        note: service.description.lines().next().map_or_else(clients, str::to_owned),
        href: Some(paths.service(service.id)),
        marks: marks(t, service),
        checked: false,
        taken: None,
    }
}
