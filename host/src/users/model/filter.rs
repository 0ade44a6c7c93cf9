//! Which people a list shows.
use std::collections::BTreeMap;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use elenco_db::{CompanyId, Day, GroupId, Instant, LocationId};
use serde::{Deserialize, Serialize};

use crate::locale::Culture;

/// Whose location is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Placed {
    /// Those without any.
    Nowhere,
    /// Those of this one.
    At(LocationId),
}

/// Whose e-mail address is meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mailed {
    /// Those who have one.
    Any,
    /// Those who have none.
    None,
    /// Those in whose address this stands.
    Holding(String),
}

/// How a person's validity stands at the moment of asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Validity {
    /// It has begun and not ended.
    Now,
    /// It has not begun.
    Later,
    /// It has ended.
    Over,
}

impl Validity {
    /// All of them, in order of display.
    pub const ALL: [Self; 3] = [Self::Now, Self::Later, Self::Over];

    /// The word in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Later => "later",
            Self::Over => "over",
        }
    }

    /// Reads the word again.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|validity| validity.as_str() == word)
    }
}

/// Days from one to another, both counted in; in UTC.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Days {
    /// The first day.
    pub since: Option<Day>,
    /// The last day.
    pub until: Option<Day>,
}

fn beginning(day: Day) -> DateTime<Utc> {
    day.0.and_time(NaiveTime::MIN).and_utc()
}

impl Days {
    /// Whether every day is meant.
    pub fn is_empty(&self) -> bool {
        self.since.is_none() && self.until.is_none()
    }

    /// The first instant of the first day.
    pub fn from(&self) -> Option<Instant> {
        self.since.map(|day| Instant::from(beginning(day)))
    }

    /// The first instant after the last day.
    pub fn before(&self) -> Option<Instant> {
        let next = |day: Day| beginning(day).checked_add_signed(TimeDelta::days(1));
        self.until.and_then(next).map(Instant::from)
    }
}

/// Which people a list shows: those to whom everything that is said here applies.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UserFilter {
    /// Stands in the names, the user name, the e-mail, the external id or the position, or begins the last name. One or
    /// two letters begin a name or the user name.
    pub search: Option<String>,
    /// Only active or only inactive people.
    pub active: Option<bool>,
    /// Where they are.
    pub location: Option<Placed>,
    /// What they read.
    pub culture: Option<Culture>,
    /// Stands in the position.
    pub position: Option<String>,
    /// How they are written to.
    pub email: Option<Mailed>,
    /// Whether they may sign in by their dates.
    pub validity: Option<Validity>,
    /// Whether they must choose another password.
    pub must_change_password: Option<bool>,
    /// Whether they have a password.
    pub has_password: Option<bool>,
    /// Only those who never signed in.
    pub never_signed_in: bool,
    /// When they last signed in.
    pub signed_in: Days,
    /// When they were added.
    pub created: Days,
    /// When they last changed.
    pub changed: Days,
    /// Members of this group.
    pub group: Option<GroupId>,
    /// Clients of this company.
    pub company: Option<CompanyId>,
    /// Additional fields and the value that each must have, as text.
    pub fields: BTreeMap<String, String>,
}

impl UserFilter {
    /// Everybody in whose names or addresses this stands.
    pub fn searching(search: Option<String>) -> Self {
        Self { search, ..Self::default() }
    }

    /// Whether it says nothing at all.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether it says nothing beyond the status: then how many there are is known without counting.
    pub fn is_counted(&self) -> bool {
        Self { active: None, ..self.clone() }.is_empty()
    }

    /// Whether the people themselves have to be looked at, apart from their membership and the search.
    pub fn looks_closer(&self) -> bool {
        !Self { active: None, search: None, ..self.clone() }.is_empty()
    }
}
