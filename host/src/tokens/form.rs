//! The forms about tokens: what they hold, and what they ask for.
use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::model::{NewToken, TokenFilter};
use crate::auth::permission::Permission;

/// Days for which a new token is good unless somebody says otherwise.
const USUAL_DAYS: u64 = 365;
/// Longest search, in characters.
const SEARCH: usize = 100;

/// What the form of a new token holds, as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the controls of the form, named as they are there")]
pub struct TokenForm {
    pub description: String,
    pub until: String,
    pub endless: bool,
    /// Only the chosen permissions, instead of all that the person has.
    pub limited: bool,
    pub permissions: BTreeSet<Permission>,
}

impl TokenForm {
    /// Reads a form.
    pub fn of_pairs(pairs: Vec<(String, String)>) -> Self {
        let mut form = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "description" => form.description = value,
                "until" => form.until = value,
                "endless" => form.endless = value == "true",
                "scope" => form.limited = value != "all",
                "permission" => form.permissions.extend(Permission::parse(&value)),
                _ => {}
            }
        }
        form
    }

    /// An empty form.
    pub fn blank(today: NaiveDate, most_days: u32, unlimited: bool) -> Self {
        let usual = today.checked_add_days(Days::new(USUAL_DAYS.min(u64::from(most_days))));
        Self {
            until: usual.map(|day| day.to_string()).unwrap_or_default(),
            limited: !unlimited,
            ..Self::default()
        }
    }

    /// What the form asks for. A day that is none is none.
    pub fn values(&self) -> NewToken {
        NewToken {
            description: self.description.clone(),
            until: day(Some(&self.until)).filter(|_| !self.endless),
            scopes: self.limited.then(|| self.permissions.iter().copied().collect()),
        }
    }
}

/// A day as controls send it.
fn day(text: Option<&str>) -> Option<NaiveDate> {
    text?.trim().parse().ok()
}

/// What the address of the list of all tokens may say.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[allow(missing_docs, reason = "the controls of the form, named as they are there")]
pub struct FilterForm {
    pub search: Option<String>,
    pub created_from: Option<String>,
    pub created_to: Option<String>,
    pub expires_from: Option<String>,
    pub expires_to: Option<String>,
}

impl FilterForm {
    /// What the list is narrowed to.
    pub fn filter(&self) -> TokenFilter {
        let day = |text: &Option<String>| day(text.as_deref());
        let search = self.search.as_deref().unwrap_or_default();
        let search: String = search.chars().filter(|c| !c.is_control()).take(SEARCH).collect();
        TokenFilter {
            search: Some(search.trim().to_owned()).filter(|text| !text.is_empty()),
            created: (day(&self.created_from), day(&self.created_to)),
            expires: (day(&self.expires_from), day(&self.expires_to)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(pairs: &[(&str, &str)]) -> NewToken {
        let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        TokenForm::of_pairs(pairs.collect()).values()
    }

    #[test]
    fn without_a_word_a_token_is_limited_to_nothing_only_when_asked() {
        assert_eq!(form(&[("scope", "all"), ("permission", "Users.List")]).scopes, None);
        let some = form(&[("scope", "some"), ("permission", "Users.List"), ("permission", "*")]);
        assert_eq!(some.scopes, Some(vec![Permission::UsersList]));
        assert_eq!(form(&[("scope", "some")]).scopes, Some(Vec::new()));
        assert_eq!(form(&[("until", "2026-02-30")]).until, None);
        assert_eq!(form(&[("until", "2026-02-28"), ("endless", "true")]).until, None);
    }

    #[test]
    fn filters_are_what_can_be_meant() {
        let read = FilterForm {
            search: Some("  \u{0}ana\n ".to_owned()),
            created_from: Some("2026-01-31".to_owned()),
            created_to: Some("soon".to_owned()),
            ..FilterForm::default()
        };
        let filter = read.filter();
        assert_eq!(filter.search.as_deref(), Some("ana"));
        assert_eq!(filter.created, ("2026-01-31".parse().ok(), None));
        assert!(FilterForm::default().filter().is_empty());
    }
}
