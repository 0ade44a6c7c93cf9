//! Pages about companies and suppliers.
mod delete;
mod detail;
mod import;
mod list;
mod services;

use crate::companies::model::{CompanyKind, CompanyPage, CompanySummary};
use crate::locale::Texts;
use crate::paths::Paths;
use crate::ui::{ChooseRow, Mark, State, Tile};

pub use delete::delete_dialog;
pub use detail::{DetailView, TabEntry};
pub use import::import_dialog;
pub use list::{ListView, list_pane, none_chosen};
pub use services::{ServicesView, choose_services, services_panel};

fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

/// Title and sentence in the place of companies when a search shows none: there are none, or the page stopped looking
/// before the end of the list.
pub fn none_found(t: Texts, page: &CompanyPage) -> (String, String) {
    match page.looked_through {
        Some(looked) => {
            (t.t("companies-further").into_owned(), t.ta("companies-looked", &[("looked", looked.into())]))
        }
        None => (t.t("companies-none-found").into_owned(), t.t("companies-none-found-text").into_owned()),
    }
}

/// Words that differ between companies and suppliers.
pub struct KindWords {
    /// `Companies`.
    pub plural: String,
    /// `Company`.
    pub singular: String,
    /// `New company`.
    pub new: String,
    /// `Save company`.
    pub save: String,
    /// `Search companies`.
    pub search: String,
    /// `Import companies`.
    pub import: String,
    /// Its icon.
    pub icon: &'static str,
}

/// The words of a kind.
pub fn kind_words(t: Texts, kind: CompanyKind) -> KindWords {
    let text = |key: &str| t.t(key).into_owned();
    match kind {
        CompanyKind::Company => KindWords {
            plural: text("companies-title"),
            singular: text("companies-company"),
            new: text("companies-new-company"),
            save: text("companies-save-company"),
            search: text("companies-search-companies"),
            import: text("companies-import"),
            icon: "building",
        },
        CompanyKind::Supplier => KindWords {
            plural: text("companies-suppliers"),
            singular: text("companies-supplier"),
            new: text("companies-new-supplier"),
            save: text("companies-save-supplier"),
            search: text("companies-search-suppliers"),
            import: text("companies-import-suppliers"),
            icon: "truck-delivery",
        },
    }
}

/// What tells two of the same name apart.
fn note(company: &CompanySummary) -> String {
    let external = company.external_id.as_deref().unwrap_or_default();
    [company.tax_id.as_str(), external].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// A company where one is chosen, or listed among what something is associated with.
pub fn company_row(t: Texts, paths: &Paths, company: &CompanySummary) -> ChooseRow {
    let words = kind_words(t, company.kind);
    let mut marks = Vec::new();
    if !company.active {
        let word = t.t("companies-inactive").into_owned();
        marks.push(Mark { state: State::Quiet, icon: "circle-minus", word });
    }
    let note = note(company);
    ChooseRow {
        value: company.id.to_string(),
        tile: Tile::icon(words.icon),
        name: company.name.clone(),
        note: if note.is_empty() { words.singular } else { format!("{} · {note}", words.singular) },
        href: Some(paths.company(company.kind, company.id)),
        marks,
        checked: false,
        taken: None,
    }
}
