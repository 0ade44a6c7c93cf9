//! Pages about projects.
mod delete;
mod detail;
mod list;

pub use delete::delete_dialog;
pub use detail::DetailView;
pub use list::{ListView, list_pane, none_chosen};
