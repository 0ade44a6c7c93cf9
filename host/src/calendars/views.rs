//! Pages about calendars.
mod delete;
mod detail;
mod holidays;
mod list;
mod year;

pub use delete::delete_dialog;
pub use detail::DetailView;
pub use list::{ListView, list_pane, none_chosen};
pub use year::{YearView, told, year_panel};
