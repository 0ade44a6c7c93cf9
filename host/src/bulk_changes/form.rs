//! What pages with check boxes send about a change to many people.
use elenco_db::{GroupId, ProjectId, UserId};

use super::model::{Action, Selection};
use crate::error::AppError;
use crate::users::model::UserFilter;

/// Most people that one form names by id.
const MOST: usize = 1_000;
/// Longest search, in characters.
const SEARCH: usize = 100;

fn broken(detail: &str) -> AppError {
    AppError::BadRequest { code: "form.unreadable", detail: detail.to_owned() }
}

/// What the bar of a list, its dialog and the associate mode send.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChangeForm {
    /// What is to be done.
    pub action: Option<Action>,
    /// The people who are checked.
    pub selected: Vec<String>,
    /// Everybody who matches is meant instead.
    pub all: bool,
    /// The filter of the list, as its document.
    pub filter: Option<String>,
    /// What the associate mode searches for.
    pub search: Option<String>,
    /// It comes from the associate mode, and is about the chosen project.
    pub from_associate: bool,
    /// The project to associate with.
    pub project: Option<ProjectId>,
    /// The group to add to.
    pub group: Option<GroupId>,
    /// The dialog has asked.
    pub confirmed: bool,
    /// The number that was typed.
    pub typed: String,
}

impl ChangeForm {
    /// Reads it, within limits.
    ///
    /// # Errors
    /// [`AppError::BadRequest`] for what no page of ours sends.
    pub fn of_pairs(pairs: Vec<(String, String)>) -> Result<Self, AppError> {
        let mut form = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "action" => form.action = Action::parse(&value),
                "selected" => form.selected.push(value),
                "all" => form.all = value == "true",
                "filter" => form.filter = Some(value),
                "search" => form.search = Some(value.trim().chars().take(SEARCH).collect()),
                "from" => form.from_associate = value == "associate",
                "project" => form.project = value.parse().ok(),
                "group" => form.group = value.parse().ok(),
                "confirmed" => form.confirmed = value == "true",
                "typed" => form.typed = value,
                _ => {}
            }
        }
        if form.selected.len() > MOST {
            return Err(broken("too many people"));
        }
        form.search = form.search.filter(|text| !text.is_empty());
        Ok(form)
    }

    /// What is to be done.
    ///
    /// # Errors
    /// [`AppError::BadRequest`] for a word that is none.
    pub fn action(&self) -> Result<Action, AppError> {
        self.action.ok_or_else(|| broken("an action that is none"))
    }

    /// The filter of the list.
    ///
    /// # Errors
    /// [`AppError::BadRequest`] for what is none: a filter that is not understood must not mean everybody.
    pub fn filter(&self) -> Result<UserFilter, AppError> {
        let Some(text) = self.filter.as_deref().filter(|text| !text.is_empty()) else {
            return Err(broken("no filter"));
        };
        let unreadable = |_| broken("a filter that is none");
        let document: serde_json::Value = serde_json::from_str(text).map_err(unreadable)?;
        if !document.is_object() {
            return Err(broken("a filter that is none"));
        }
        serde_json::from_value(document).map_err(unreadable)
    }

    /// Who is meant.
    ///
    /// # Errors
    /// [`AppError::BadRequest`] for what is no id and no filter.
    pub fn selection(&self) -> Result<Selection, AppError> {
        if self.all && self.from_associate {
            let search = self.search.clone();
            return Ok(match self.action()? {
                Action::Associate => Selection::Others { search },
                _ => Selection::Matching { filter: UserFilter { search, ..UserFilter::default() } },
            });
        }
        if self.all {
            return Ok(Selection::Matching { filter: self.filter()? });
        }
        let read = |id: &String| id.parse::<UserId>().map_err(|_| broken("an id that is none"));
        let ids = self.selected.iter().map(read).collect::<Result<_, _>>()?;
        Ok(Selection::People { ids })
    }

    /// The same as pairs, for an address or for hidden controls of a dialog.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        pairs.extend(self.action.map(|action| ("action", action.as_str().to_owned())));
        if self.all {
            pairs.push(("all", "true".to_owned()));
            pairs.extend(self.filter.clone().map(|filter| ("filter", filter)));
            pairs.extend(self.search.clone().map(|search| ("search", search)));
        } else {
            pairs.extend(self.selected.iter().map(|id| ("selected", id.clone())));
        }
        if self.from_associate {
            pairs.push(("from", "associate".to_owned()));
        }
        pairs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

    fn form(pairs: &[(&str, &str)]) -> ChangeForm {
        let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        ChangeForm::of_pairs(pairs).expect("reads")
    }

    #[test]
    fn everybody_is_meant_only_when_the_box_and_the_filter_say_so() {
        let some = form(&[("action", "delete"), ("selected", ID), ("filter", r#"{"active":true}"#)]);
        let ids = vec![ID.parse().expect("an id")];
        assert_eq!(some.selection().expect("reads"), Selection::People { ids });
        let all = form(&[
            ("action", "delete"),
            ("selected", ID),
            ("all", "true"),
            ("filter", r#"{"active":true}"#),
        ]);
        let filter = UserFilter { active: Some(true), ..UserFilter::default() };
        assert_eq!(all.selection().expect("reads"), Selection::Matching { filter });
        for filter in [None, Some(""), Some("[]"), Some("{\"active\":7}"), Some("{")] {
            let mut bad = form(&[("action", "delete"), ("all", "true")]);
            bad.filter = filter.map(str::to_owned);
            assert!(bad.selection().is_err(), "{filter:?} must not mean everybody");
        }
        assert!(form(&[("selected", "ana")]).selection().is_err());
    }

    #[test]
    fn the_associate_mode_means_others_or_members() {
        let pairs =
            |action| [("action", action), ("all", "true"), ("from", "associate"), ("search", " ana ")];
        let search = Some("ana".to_owned());
        let others = form(&pairs("associate")).selection().expect("reads");
        assert_eq!(others, Selection::Others { search: search.clone() });
        let members = form(&pairs("disassociate")).selection().expect("reads");
        assert_eq!(members, Selection::Matching { filter: UserFilter { search, ..UserFilter::default() } });
    }

    #[test]
    fn what_a_dialog_sends_again_means_the_same() {
        for pairs in [
            vec![
                ("action", "deactivate"),
                ("all", "true"),
                ("filter", r#"{"search":"é & =","active":null}"#),
            ],
            vec![("action", "associate"), ("selected", ID), ("from", "associate")],
        ] {
            let first = form(&pairs);
            let second = ChangeForm::of_pairs(
                first.pairs().into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
            );
            assert_eq!(second.expect("reads").selection().expect("reads"), first.selection().expect("reads"));
        }
    }
}
