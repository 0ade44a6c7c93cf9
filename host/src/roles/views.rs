//! Pages about roles.
mod delete;
mod detail;
mod groups;
mod list;
mod matrix;
mod people;
mod person;
mod words;

pub use delete::delete_dialog;
pub use detail::DetailView;
pub use groups::{ChooseGroupsView, choose_groups, groups_panel};
pub use list::{ListView, list_pane, none_chosen};
pub use matrix::Matrix;
pub use people::{AddView, PeopleView, add_panel, people_panel};
pub use person::{ChooseRolesView, PersonView, choose_roles, person_panel};
pub use words::{permission_words, summary};

fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}
