//! Every query about people.
mod bases;
mod everybody;
mod holding;
mod lists;
mod many;
mod members;
mod people;
mod relocation;
mod summaries;
mod trash;

pub use bases::{Circle, ask_to_change, bases, count_by_basis, count_members_by_basis, keep_bases};
pub use everybody::{LOOKED_AT, Others, list_everybody};
pub use holding::holding;
pub use lists::{
    Ask, Bounds, companies_to_choose, count_few, groups_to_choose, list, locations_to_choose, matching, named,
};
pub use many::{delete_some, hold, leave_project, member_since, set_active};
pub use members::{
    count, ids_by_id, join_project, list_by_id, members_among, members_of_kind, projects_of, projects_of_some,
};
pub use people::{
    StoredUser, choose_password, find, find_by_ids, find_by_usernames, find_emails, find_external_ids,
    insert, known_locations, one_at_a_time, set_culture, set_password_hash, signed_in, update,
};
pub use relocation::relocate;
pub use summaries::summaries;
pub use trash::{Kept, forget, gather, keep, list_deleted, load_kept, put_back, remaining, sweep};

/// Undoes a transaction that was only to tell what would happen.
pub fn undo() -> elenco_db::DbError {
    elenco_db::DbError::Other(diesel::result::Error::RollbackTransaction)
}
