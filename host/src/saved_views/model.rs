//! A kept view of a list.
use elenco_db::{Instant, SavedViewId, UserId};

use crate::users::model::Words;

/// Filters, order and columns under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    /// Which.
    pub id: SavedViewId,
    /// Whose.
    pub user_id: UserId,
    /// Of which list.
    pub page: String,
    /// Its name, which this person has given to no other view of the list.
    pub name: String,
    /// What it shows, as words of an address. They may be older than the program.
    pub words: Words,
    /// Everybody who sees the list sees it.
    pub shared: bool,
    /// Grows with every change.
    pub version: i64,
    /// When it was made.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}

/// What somebody wants a view to be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ViewValues {
    /// Its name.
    pub name: String,
    /// Everybody is to see it.
    pub shared: bool,
    /// What it is to show; nothing to leave it as it is.
    pub words: Option<Words>,
}

/// How a reader's list begins.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Preference {
    /// Identifiers of the columns that were chosen; nothing for the usual ones.
    pub columns: Option<Vec<String>>,
    /// The view that the list begins with.
    pub default_view: Option<SavedViewId>,
}
