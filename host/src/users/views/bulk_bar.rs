//! What is done with the chosen people of a list.
use maud::{Markup, html};

use super::ListView;

/// The bar below the lines of the list, inside its form `#people-form`.
pub fn bulk_bar(_view: &ListView<'_>) -> Markup {
    html! {}
}
