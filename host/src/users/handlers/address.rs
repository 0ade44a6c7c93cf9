//! What the address of a list of people says.
use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use elenco_db::{BulkChangeId, UserId};

use crate::error::AppError;
use crate::users::model::{ListState, PageAnchor, Read, UserKind, UserTab};

/// The words of an address: the list's state, where its page begins, and what else is open.
#[derive(Debug, Clone, Default)]
pub struct ListQuery {
    /// Filters, order, columns, view.
    pub(super) state: ListState,
    /// Words of the state that say nothing (any more).
    pub(super) unknown: Vec<String>,
    pub(super) after: Option<UserId>,
    pub(super) before: Option<UserId>,
    pub(super) key: Option<String>,
    pub(super) tab: Option<String>,
    pub(super) said: Option<String>,
    /// The plugin that found the person to begin a new one with, and the person's identifier there.
    pub(super) plugin: Option<String>,
    pub(super) found: Option<String>,
    /// Only the lines of the list are wanted, not what is open beside it.
    pub(super) is_for_list: bool,
    /// The change to many people that brought the reader here.
    pub(super) change: Option<BulkChangeId>,
}

impl ListQuery {
    /// Reads the words of an address.
    pub(super) fn read(pairs: Vec<(String, String)>) -> Self {
        let mut query = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "after" => query.after = value.parse().ok(),
                "before" => query.before = value.parse().ok(),
                "key" => query.key = Some(value),
                "tab" => query.tab = Some(value),
                "said" => query.said = Some(value),
                "unknown" => query.unknown.push(value),
                "plugin" => query.plugin = Some(value),
                "found" => query.found = Some(value),
                "change" => query.change = value.parse().ok(),
                _ => match query.state.take(&name, &value) {
                    Read::Bad => query.unknown.push(name),
                    Read::Known | Read::Other => {}
                },
            }
        }
        query
    }

    /// What it says about the list.
    pub fn state(&self) -> &ListState {
        &self.state
    }

    /// Whether it says nothing at all about the list, so that the reader's own beginning holds.
    pub(super) fn is_bare(&self) -> bool {
        self.state == ListState::default()
            && self.unknown.is_empty()
            && self.key.is_none()
            && self.said.is_none()
            && self.change.is_none()
    }

    pub(super) fn anchor(&self) -> Option<PageAnchor> {
        let sort_key = self.key.clone()?;
        match (self.after, self.before) {
            (Some(id), _) => Some(PageAnchor { sort_key, id, backwards: false }),
            (None, Some(id)) => Some(PageAnchor { sort_key, id, backwards: true }),
            (None, None) => None,
        }
    }

    pub(super) fn tab(&self, kind: UserKind) -> UserTab {
        UserTab::named(kind, self.tab.as_deref())
    }
}

impl<S: Send + Sync> FromRequestParts<S> for ListQuery {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, AppError> {
        match Query::<Vec<(String, String)>>::from_request_parts(parts, state).await {
            Ok(Query(pairs)) => {
                let target = parts.headers.get("hx-target").map(|value| value.as_bytes());
                Ok(Self { is_for_list: target == Some(b"list-body"), ..Self::read(pairs) })
            }
            Err(error) => Err(AppError::BadRequest { code: "request.address", detail: error.body_text() }),
        }
    }
}
