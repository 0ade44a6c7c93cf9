//! Pages of locations.
mod delete;
mod detail;
mod import;
mod list;
mod people;

use maud::Markup;

use super::model::Location;
use crate::locale::Texts;
use crate::ui::Field;
use crate::users::model::AddressPart;

pub use delete::DeleteView;
pub use detail::DetailView;
pub use import::import_dialog;
pub use list::{ListView, list_pane, none_chosen};
pub use people::people_panel;

fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

/// `BOG-01 · Bogotá`.
fn note(location: &Location) -> String {
    let city = location.address.get(&AddressPart::City).map(|city| city.value.as_str());
    [Some(location.code.as_str()), city].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Options of the drop-down of a form.
pub fn choices(t: Texts, found: &[Location]) -> Markup {
    let options: Vec<(String, String, String)> =
        found.iter().map(|place| (place.id.to_string(), place.name.clone(), note(place))).collect();
    Field::options(&options, &t.t("locations-none-found"))
}
