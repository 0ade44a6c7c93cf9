//! Where somebody stands in a list.
use elenco_db::{Instant, UserId};

use crate::users::model::{PageAnchor, SortBy};

/// What a list is sorted by, of one person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// Folded.
    Text(String),
    At(Instant),
}

/// A person's place in a list: first by part, then by key, then by id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// Which part of the matches of a search; the first one everywhere else.
    pub part: u8,
    pub key: Key,
    pub id: UserId,
}

/// Whether a list is sorted by a time, in this part of it.
pub(super) fn is_time(by: SortBy) -> bool {
    matches!(by, SortBy::Changed | SortBy::Created | SortBy::SignedIn)
}

impl Place {
    /// The place as an anchor: its part is one digit in front of the key.
    pub fn anchor(&self, backwards: bool) -> PageAnchor {
        let key = match &self.key {
            Key::Text(text) => text.clone(),
            Key::At(at) => at.timestamp_micros().to_string(),
        };
        PageAnchor { sort_key: format!("{}{key}", self.part), id: self.id, backwards }
    }

    /// The place of an anchor that [`Self::anchor`] wrote; nothing for any other, such as one of another order.
    pub fn read(anchor: &PageAnchor, by: SortBy) -> Option<Self> {
        let part = anchor.sort_key.chars().next()?.to_digit(10)?;
        let key = anchor.sort_key.get(1..)?;
        let key = if is_time(by) {
            Key::At(Instant::from_micros(key.parse().ok()?)?)
        } else {
            Key::Text(key.to_owned())
        };
        Some(Self { part: u8::try_from(part).ok()?, key, id: anchor.id })
    }

    /// The place of an anchor whose key is a name as it is.
    pub fn named(anchor: &PageAnchor) -> Self {
        Self { part: 0, key: Key::Text(anchor.sort_key.clone()), id: anchor.id }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn an_anchor_leads_back_to_its_place(part in 0_u8..4, key in "\\PC{0,20}", micros in any::<i32>(), id in any::<u128>(), back in any::<bool>()) {
            let id = UserId::from_uuid(uuid::Uuid::from_u128(id));
            let place = Place { part, key: Key::Text(key), id };
            prop_assert_eq!(Place::read(&place.anchor(back), SortBy::Name), Some(place.clone()));
            let at = Instant::from_micros(i64::from(micros)).unwrap();
            let place = Place { key: Key::At(at), ..place };
            prop_assert_eq!(Place::read(&place.anchor(back), SortBy::Changed), Some(place));
        }

        #[test]
        fn whatever_an_address_says_is_a_place_or_none(key in "\\PC{0,20}", time in any::<bool>()) {
            let anchor = PageAnchor { sort_key: key, id: UserId::from_uuid(uuid::Uuid::nil()), backwards: false };
            let by = if time { SortBy::SignedIn } else { SortBy::Email };
            if let Some(place) = Place::read(&anchor, by) {
                prop_assert_eq!(matches!(place.key, Key::At(_)), time);
            }
        }
    }
}
