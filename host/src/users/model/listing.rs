//! How a list of people is sorted, and what a page of it is.
use elenco_db::{Instant, PhotoId, UserId};
use serde::{Deserialize, Serialize};

use super::FieldValues;
use crate::locale::Culture;

/// What a row of the list shows.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the same as in `User`")]
pub struct UserSummary {
    pub id: UserId,
    pub username: String,
    pub email: String,
    pub first_names: String,
    pub last_names: String,
    pub phone: String,
    pub mobile: String,
    pub position: String,
    pub external_id: Option<String>,
    pub active: bool,
    pub culture: Culture,
    pub photo_id: Option<PhotoId>,
    pub location: Option<String>,
    pub sort_key: String,
    pub fields: FieldValues,
    pub has_password: bool,
    pub must_change_password: bool,
    pub valid_since: Option<Instant>,
    pub valid_until: Option<Instant>,
    pub last_sign_in_at: Option<Instant>,
    pub created_at: Instant,
    pub updated_at: Instant,
}

impl UserSummary {
    /// First and last names as one line.
    pub fn full_name(&self) -> String {
        format!("{} {}", self.first_names, self.last_names).trim().to_owned()
    }
}

/// Where a page begins: after, or before, this sort key and id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageAnchor {
    /// What the list is sorted by, folded; a list that has several parts writes the part in front.
    pub sort_key: String,
    /// Breaks ties between equal names.
    pub id: UserId,
    /// Walks towards the beginning instead of the end.
    pub backwards: bool,
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<T> {
    /// The rows in order.
    pub items: Vec<T>,
    /// Where the next page begins; nothing at the end.
    pub next: Option<PageAnchor>,
    /// Where the page before begins; nothing at the beginning.
    pub previous: Option<PageAnchor>,
}

/// Whom a page shows, and the ways on, of keys in the direction of the walk, one more than fit when there are more.
/// `reached` says where to look further when the walk stopped before the end; then the page may be short, even empty.
pub fn paged(
    mut keys: Vec<(String, UserId)>,
    reached: Option<(String, UserId)>,
    anchor: Option<&PageAnchor>,
    limit: usize,
) -> Page<UserId> {
    let more = keys.len() > limit;
    keys.truncate(limit);
    let backwards = anchor.is_some_and(|anchor| anchor.backwards);
    let at = |key: (String, UserId), backwards| PageAnchor { sort_key: key.0, id: key.1, backwards };
    let ahead = if more { keys.last().cloned() } else { reached };
    if backwards {
        keys.reverse();
    }
    // Where one came from is behind, even when nobody was found on the way.
    let nearest = if backwards { keys.last() } else { keys.first() };
    let behind =
        anchor.map(|anchor| nearest.cloned().unwrap_or_else(|| (anchor.sort_key.clone(), anchor.id)));
    let (next, previous) = if backwards { (behind, ahead) } else { (ahead, behind) };
    Page {
        items: keys.into_iter().map(|(_, id)| id).collect(),
        next: next.map(|key| at(key, false)),
        previous: previous.map(|key| at(key, true)),
    }
}

/// What a list is sorted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "each name says it")]
pub enum SortBy {
    #[default]
    Name,
    LastName,
    Username,
    Email,
    Changed,
    Created,
    SignedIn,
}

impl SortBy {
    /// All of them, in order of display.
    pub const ALL: [Self; 7] = [
        Self::Name,
        Self::LastName,
        Self::Username,
        Self::Email,
        Self::Changed,
        Self::Created,
        Self::SignedIn,
    ];

    /// The word in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::LastName => "last-name",
            Self::Username => "username",
            Self::Email => "email",
            Self::Changed => "changed",
            Self::Created => "created",
            Self::SignedIn => "signed-in",
        }
    }
}

/// An order of a list. People who are alike in it follow by their identifiers, so that it is always the same.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Sort {
    /// By what.
    pub by: SortBy,
    /// From the end to the beginning.
    pub descending: bool,
}

impl Sort {
    /// The word in addresses; a `-` in front turns the order round.
    pub fn word(self) -> String {
        format!("{}{}", if self.descending { "-" } else { "" }, self.by.as_str())
    }

    /// Reads the word again.
    pub fn parse(word: &str) -> Option<Self> {
        let (descending, name) = word.strip_prefix('-').map_or((false, word), |name| (true, name));
        let by = SortBy::ALL.into_iter().find(|by| by.as_str() == name)?;
        Some(Self { by, descending })
    }
}

/// A page of a list, and how much of the rest is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Listing {
    /// The rows, with the ways on.
    pub page: Page<UserSummary>,
    /// How many match in all, where they are few enough to be known.
    pub total: Option<usize>,
    /// So many were looked through without a page being full; where to go on looking is the page's next (or previous,
    /// on the way back).
    pub looked_through: Option<usize>,
}

impl Listing {
    /// Where to go on looking on the way from this anchor, when the search stopped before the end.
    pub fn further(&self, anchor: Option<&PageAnchor>) -> Option<&PageAnchor> {
        self.looked_through?;
        if anchor.is_some_and(|anchor| anchor.backwards) {
            self.page.previous.as_ref()
        } else {
            self.page.next.as_ref()
        }
    }
}
