//! A list's filters, order and columns as words of an address, and back. Kept views hold the same words, so that an old
//! one is read as an old address is: what is still known applies, and the names of the rest are told.
use chrono::NaiveDate;
use elenco_db::{Day, SavedViewId};

use super::{Days, Mailed, Placed, Sort, UserFilter, Validity};
use crate::locale::Culture;

/// Characters of a text that is looked for.
const TEXT: usize = 100;
/// What stands before an additional field's identifier.
const FIELD: &str = "fields.";

/// Names and values of an address.
pub type Words = Vec<(String, String)>;

fn text(word: &str) -> Option<String> {
    let text: String = word.trim().chars().take(TEXT).collect();
    (!text.is_empty()).then_some(text)
}

fn yes_no(word: &str) -> Option<bool> {
    match word {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

fn day(word: &str) -> Option<Day> {
    NaiveDate::parse_from_str(word, "%Y-%m-%d").ok().map(Day)
}

/// Reads a value into its place; whether it could be read.
fn put<T>(place: &mut Option<T>, value: Option<T>) -> bool {
    let known = value.is_some();
    if known {
        *place = value;
    }
    known
}

/// What a word of an address was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Read {
    /// It was read.
    Known,
    /// Its name is a filter's, but no filter has this value.
    Bad,
    /// Its name is no filter's.
    Other,
}

impl UserFilter {
    /// Takes one word of an address. An empty value says nothing.
    pub fn take(&mut self, name: &str, value: &str) -> Read {
        if value.trim().is_empty() {
            return Read::Known;
        }
        let known = match name {
            "search" => put(&mut self.search, text(value)),
            "active" => put(&mut self.active, yes_no(value)),
            "location" => {
                let place =
                    if value == "none" { Some(Placed::Nowhere) } else { value.parse().ok().map(Placed::At) };
                put(&mut self.location, place)
            }
            "culture" => put(&mut self.culture, Culture::from_tag(value)),
            "position" => put(&mut self.position, text(value)),
            "email" => {
                let mailed = match value {
                    "any" => Some(Mailed::Any),
                    "none" => Some(Mailed::None),
                    _ => None,
                };
                put(&mut self.email, mailed)
            }
            "email_contains" => put(&mut self.email, text(value).map(Mailed::Holding)),
            "valid" => put(&mut self.validity, Validity::parse(value)),
            "must_change_password" => put(&mut self.must_change_password, yes_no(value)),
            "has_password" => put(&mut self.has_password, yes_no(value)),
            "signed_in" => {
                self.never_signed_in = value == "never";
                self.never_signed_in
            }
            "signed_in_since" => put(&mut self.signed_in.since, day(value)),
            "signed_in_until" => put(&mut self.signed_in.until, day(value)),
            "created_since" => put(&mut self.created.since, day(value)),
            "created_until" => put(&mut self.created.until, day(value)),
            "changed_since" => put(&mut self.changed.since, day(value)),
            "changed_until" => put(&mut self.changed.until, day(value)),
            "group" => put(&mut self.group, value.parse().ok()),
            "company" => put(&mut self.company, value.parse().ok()),
            _ => {
                let Some(field) = name.strip_prefix(FIELD).filter(|field| !field.is_empty()) else {
                    return Read::Other;
                };
                let Some(value) = text(value) else { return Read::Bad };
                self.fields.insert(field.to_owned(), value);
                true
            }
        };
        if known { Read::Known } else { Read::Bad }
    }

    /// The words that say the same.
    pub fn words(&self) -> Words {
        let mut words = Words::new();
        let mut say = |name: &str, value: Option<String>| {
            words.extend(value.map(|value| (name.to_owned(), value)));
        };
        let days = |days: &Days| {
            let word = |day: Option<Day>| day.map(|day| day.to_string());
            (word(days.since), word(days.until))
        };
        let yes = |value: Option<bool>| value.map(|value| value.to_string());
        say("search", self.search.clone());
        say("active", yes(self.active));
        say(
            "location",
            self.location.map(|place| match place {
                Placed::Nowhere => "none".to_owned(),
                Placed::At(id) => id.to_string(),
            }),
        );
        say("culture", self.culture.map(|culture| culture.tag().to_owned()));
        say("position", self.position.clone());
        match &self.email {
            None => {}
            Some(Mailed::Any) => say("email", Some("any".to_owned())),
            Some(Mailed::None) => say("email", Some("none".to_owned())),
            Some(Mailed::Holding(text)) => say("email_contains", Some(text.clone())),
        }
        say("valid", self.validity.map(|validity| validity.as_str().to_owned()));
        say("must_change_password", yes(self.must_change_password));
        say("has_password", yes(self.has_password));
        say("signed_in", self.never_signed_in.then(|| "never".to_owned()));
        let (since, until) = days(&self.signed_in);
        say("signed_in_since", since);
        say("signed_in_until", until);
        let (since, until) = days(&self.created);
        say("created_since", since);
        say("created_until", until);
        let (since, until) = days(&self.changed);
        say("changed_since", since);
        say("changed_until", until);
        say("group", self.group.map(|id| id.to_string()));
        say("company", self.company.map(|id| id.to_string()));
        for (field, value) in &self.fields {
            say(&format!("{FIELD}{field}"), Some(value.clone()));
        }
        words
    }
}

/// Which kept view a list began with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Viewed {
    /// The address does not say: the reader's own beginning, when there is one.
    #[default]
    Unsaid,
    /// None, although the reader has a beginning.
    Nothing,
    /// This one.
    By(SavedViewId),
}

/// Everything that an address says about a list but where its page begins.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListState {
    /// Who is shown.
    pub filter: UserFilter,
    /// In which order.
    pub sort: Sort,
    /// Identifiers of columns; nothing for the reader's own choice.
    pub columns: Option<Vec<String>>,
    /// The view that it began with.
    pub view: Viewed,
}

impl ListState {
    /// Takes one word of an address.
    pub fn take(&mut self, name: &str, value: &str) -> Read {
        match name {
            "sort" => match Sort::parse(value) {
                Some(sort) => {
                    self.sort = sort;
                    Read::Known
                }
                None => Read::Bad,
            },
            "columns" => {
                let named = value.split(',').map(str::trim).filter(|column| !column.is_empty());
                self.columns = Some(named.map(str::to_owned).collect());
                Read::Known
            }
            "view" => match value.parse() {
                Ok(id) => {
                    self.view = Viewed::By(id);
                    Read::Known
                }
                Err(_) => {
                    self.view = Viewed::Nothing;
                    Read::Known
                }
            },
            _ => self.filter.take(name, value),
        }
    }

    /// The words of what a view keeps: filters, order, columns.
    pub fn kept_words(&self) -> Words {
        let mut words = self.filter.words();
        if self.sort != Sort::default() {
            words.push(("sort".to_owned(), self.sort.word()));
        }
        if let Some(columns) = &self.columns {
            words.push(("columns".to_owned(), columns.join(",")));
        }
        words
    }

    /// The words that say all of it.
    pub fn words(&self) -> Words {
        let mut words = self.kept_words();
        match self.view {
            Viewed::Unsaid => {}
            Viewed::Nothing => words.push(("view".to_owned(), "none".to_owned())),
            Viewed::By(id) => words.push(("view".to_owned(), id.to_string())),
        }
        words
    }

    /// Reads words; the names of those that say nothing any more are told.
    pub fn read<'a>(words: impl IntoIterator<Item = (&'a str, &'a str)>) -> (Self, Vec<String>) {
        let (mut state, mut unknown) = (Self::default(), Vec::new());
        for (name, value) in words {
            if state.take(name, value) != Read::Known {
                unknown.push(name.to_owned());
            }
        }
        (state, unknown)
    }

    /// Whether it shows, sorts and lays out the same as another one.
    pub fn is_alike(&self, other: &Self) -> bool {
        self.filter == other.filter && self.sort == other.sort && self.columns == other.columns
    }
}

/// Words as the query of an address.
pub fn query(words: &[(String, String)]) -> String {
    let encoded = |text: &str| {
        percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
    };
    let pairs: Vec<String> =
        words.iter().map(|(name, value)| format!("{}={}", encoded_name(name), encoded(value))).collect();
    pairs.join("&")
}

/// Names are ours, but for additional fields.
fn encoded_name(name: &str) -> String {
    const NAME: &percent_encoding::AsciiSet =
        &percent_encoding::NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.');
    percent_encoding::utf8_percent_encode(name, NAME).to_string()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(words: &[(&str, &str)]) -> (ListState, Vec<String>) {
        ListState::read(words.iter().copied())
    }

    #[test]
    fn what_is_not_known_any_more_is_told_and_the_rest_applies() {
        let (state, unknown) = read(&[
            ("search", " ana "),
            ("active", "perhaps"),
            ("favourites", "yes"),
            ("created_since", "2026-02-30"),
            ("sort", "-email"),
            ("valid", "over"),
            ("culture", ""),
        ]);
        assert_eq!(unknown, ["active", "favourites", "created_since"]);
        assert_eq!(state.filter.search.as_deref(), Some("ana"));
        assert_eq!(state.filter.validity, Some(Validity::Over));
        assert_eq!(state.sort.word(), "-email");
    }

    #[test]
    fn the_last_day_counts() {
        let (state, _) = read(&[("created_since", "2026-01-31"), ("created_until", "2026-01-31")]);
        let (from, before) = (state.filter.created.from().unwrap(), state.filter.created.before().unwrap());
        assert_eq!(before.timestamp() - from.timestamp(), 86_400);
        let last = Days { since: None, until: Some(Day(NaiveDate::MAX)) };
        assert_eq!(last.before(), None, "the end of the calendar is no bound");
    }

    fn words() -> impl Strategy<Value = Words> {
        let uuid = any::<u128>().prop_map(|id| uuid::Uuid::from_u128(id).to_string());
        let day = (1900_i32..2200, 1_u32..13, 1_u32..29).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}"));
        let text = "[\\PC]{1,20}";
        let pair = prop_oneof![
            (Just("search".to_owned()), text.prop_map(String::from)),
            (Just("position".to_owned()), text.prop_map(String::from)),
            (Just("email_contains".to_owned()), text.prop_map(String::from)),
            (Just("fields.any-field_1".to_owned()), text.prop_map(String::from)),
            (Just("active".to_owned()), any::<bool>().prop_map(|yes| yes.to_string())),
            (Just("location".to_owned()), prop_oneof![Just("none".to_owned()), uuid.clone()]),
            (Just("group".to_owned()), uuid.clone()),
            (Just("company".to_owned()), uuid.clone()),
            (Just("view".to_owned()), prop_oneof![Just("none".to_owned()), uuid]),
            (Just("changed_until".to_owned()), day.clone()),
            (Just("signed_in_since".to_owned()), day),
            (Just("signed_in".to_owned()), Just("never".to_owned())),
            (Just("sort".to_owned()), Just("-signed-in".to_owned())),
            (Just("columns".to_owned()), Just("email,fields.cpf".to_owned())),
        ];
        prop::collection::vec(pair, 0..8)
    }

    proptest! {
        #[test]
        fn words_that_were_read_say_the_same_again(words in words()) {
            let (state, _) = ListState::read(words.iter().map(|(name, value)| (name.as_str(), value.as_str())));
            let again = state.words();
            let (read, unknown) = ListState::read(again.iter().map(|(name, value)| (name.as_str(), value.as_str())));
            prop_assert_eq!(unknown, Vec::<String>::new());
            prop_assert_eq!(read, state);
        }
    }
}
