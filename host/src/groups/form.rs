//! The forms about groups: what they hold, and what they ask to change.
use axum::extract::Multipart;
use elenco_db::{GroupId, ProjectId, UserId};

use super::model::{Chosen, Group, GroupValues};
use crate::error::AppError;
use crate::users::model::UserKind;

/// Largest text of one control, in bytes.
const TEXT_BYTES: usize = 16 << 10;
/// Most controls of the form of a group.
const CONTROLS: usize = 20;
/// Longest search, in characters.
const SEARCH: usize = 100;

fn broken(detail: impl std::fmt::Display) -> AppError {
    AppError::BadRequest { code: "form.unreadable", detail: detail.to_string() }
}

/// What the form of a group holds, as it was typed, so that a refused form shows it again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the controls of the form, named as they are there")]
pub struct GroupForm {
    pub kind: Option<UserKind>,
    pub parent: Option<GroupId>,
    pub name: String,
    pub description: String,
    pub active: bool,
    pub version: Option<i64>,
}

impl GroupForm {
    /// Reads a form, within limits.
    ///
    /// # Errors
    /// [`AppError::BadRequest`] for what no page of ours sends; [`AppError::TooLarge`].
    pub async fn read(mut multipart: Multipart) -> Result<Self, AppError> {
        let mut form = Self::default();
        let mut controls = 0;
        while let Some(mut field) = multipart.next_field().await.map_err(broken)? {
            let name = field.name().unwrap_or_default().to_owned();
            let mut content = Vec::new();
            while let Some(piece) = field.chunk().await.map_err(broken)? {
                if content.len() + piece.len() > TEXT_BYTES {
                    return Err(AppError::TooLarge { limit: TEXT_BYTES as u64 });
                }
                content.extend_from_slice(&piece);
            }
            controls += 1;
            if controls > CONTROLS {
                return Err(broken("too many values"));
            }
            form.put(&name, String::from_utf8(content).map_err(broken)?);
        }
        Ok(form)
    }

    fn put(&mut self, name: &str, value: String) {
        match name {
            "kind" => self.kind = UserKind::parse(&value),
            "parent" => self.parent = value.parse().ok(),
            "name" => self.name = value,
            "description" => self.description = value,
            "active" => self.active = value == "true",
            "version" => self.version = value.parse().ok(),
            _ => {}
        }
    }

    /// An empty form for a new group below this one.
    pub fn blank(parent: Option<GroupId>) -> Self {
        Self { parent, active: true, ..Self::default() }
    }

    /// The form of a group as it is.
    pub fn of_group(group: &Group) -> Self {
        Self {
            kind: Some(group.kind),
            parent: group.parent,
            name: group.name.clone(),
            description: group.description.clone(),
            active: group.active,
            version: Some(group.version),
        }
    }

    /// What the form asks to change.
    pub fn values(&self) -> GroupValues {
        GroupValues {
            parent: self.parent,
            name: self.name.clone(),
            description: self.description.clone(),
            active: self.active,
        }
    }
}

/// A search as it is meant: trimmed, of bounded length; nothing when it is empty.
pub fn search_of(text: Option<&str>) -> Option<String> {
    let text = text.map(str::trim).filter(|text| !text.is_empty());
    text.map(|text| text.chars().take(SEARCH).collect())
}

/// What a page with check boxes sends.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChooseForm {
    selected: Vec<String>,
    all: bool,
    search: Option<String>,
    join: Vec<ProjectId>,
}

impl ChooseForm {
    /// Reads it.
    pub fn of_pairs(pairs: Vec<(String, String)>) -> Self {
        let mut form = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "selected" => form.selected.push(value),
                "all" => form.all = value == "true",
                "search" => form.search = search_of(Some(&value)),
                "join" => form.join.extend(value.parse::<ProjectId>().ok()),
                _ => {}
            }
        }
        form
    }

    /// The people it is about; nothing when nobody was chosen.
    ///
    /// # Errors
    /// [`AppError::BadRequest`] for what is no id.
    pub fn people(&self, project: ProjectId) -> Result<Option<Chosen>, AppError> {
        if self.all {
            return Ok(Some(Chosen::Matching { project, search: self.search.clone() }));
        }
        let ids: Vec<UserId> = self.ids()?;
        Ok((!ids.is_empty()).then_some(Chosen::People(ids)))
    }

    /// What was chosen, by id.
    ///
    /// # Errors
    /// [`AppError::BadRequest`] for what is no id.
    pub fn ids<T: std::str::FromStr>(&self) -> Result<Vec<T>, AppError> {
        let read = |id: &String| id.parse::<T>().map_err(|_| broken("an id that is none"));
        self.selected.iter().map(read).collect()
    }

    /// Projects that the people join, too.
    pub fn join(&self) -> Vec<ProjectId> {
        self.join.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

    fn form(pairs: &[(&str, &str)]) -> ChooseForm {
        ChooseForm::of_pairs(pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect())
    }

    #[test]
    fn everybody_who_matches_is_meant_only_when_the_box_says_so() {
        let project: ProjectId = ID.parse().expect("an id");
        let some = form(&[("selected", ID), ("search", " ana ")]).people(project).expect("reads");
        assert_eq!(some, Some(Chosen::People(vec![ID.parse().expect("an id")])));
        let all = form(&[("selected", ID), ("search", " ana "), ("all", "true")]).people(project);
        let search = Some("ana".to_owned());
        assert_eq!(all.expect("reads"), Some(Chosen::Matching { project, search }));
        assert_eq!(form(&[("search", "ana")]).people(project).expect("reads"), None);
        assert!(form(&[("selected", "ana")]).people(project).is_err());
    }
}
