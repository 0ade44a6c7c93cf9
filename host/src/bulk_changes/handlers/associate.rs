//! The associate mode: gathers what its page shows.
use std::collections::HashMap;

use axum::extract::{Path, Query};
use elenco_db::{BulkChangeId, ProjectId, UserId};
use maud::{Markup, html};
use serde::Deserialize;

use super::{kind_of, toast};
use crate::auth::permission::Permission;
use crate::bulk_changes::views::{self, AssociateView, Shown};
use crate::context::RequestContext;
use crate::error::AppError;
use crate::ui::Toast;
use crate::users;
use crate::users::model::{PageAnchor, UserKind};
use crate::users::service::everybody::{self, Circle};

/// People on a page.
const PAGE: usize = 50;
/// Longest search, in characters.
const SEARCH: usize = 100;

/// What the address may say.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct AssociateQuery {
    show: Option<String>,
    search: Option<String>,
    after: Option<UserId>,
    before: Option<UserId>,
    key: Option<String>,
    change: Option<BulkChangeId>,
    said: Option<String>,
}

impl AssociateQuery {
    fn search(&self) -> Option<String> {
        let text = self.search.as_deref().map(str::trim).filter(|text| !text.is_empty());
        text.map(|text| text.chars().take(SEARCH).collect())
    }

    fn anchor(&self) -> Option<PageAnchor> {
        let sort_key = self.key.clone()?;
        match (self.after, self.before) {
            (Some(id), _) => Some(PageAnchor { sort_key, id, backwards: false }),
            (None, Some(id)) => Some(PageAnchor { sort_key, id, backwards: true }),
            (None, None) => None,
        }
    }
}

async fn panel(cx: &RequestContext, kind: UserKind, query: &AssociateQuery) -> Result<Markup, AppError> {
    let project = cx.project()?;
    let shown = Shown::named(query.show.as_deref());
    let circle = match shown {
        Shown::Everybody => Circle::Everybody,
        Shown::Others => Circle::NotIn(project.id),
        Shown::Members => Circle::In(project.id),
    };
    let search = query.search();
    let people =
        everybody::list_candidates(&cx.service, kind, circle, search.clone(), query.anchor(), PAGE).await?;
    let counts = users::service::count_users(&cx.service, project.id, kind).await?;
    let names: HashMap<ProjectId, String> =
        cx.projects.iter().map(|project| (project.id, project.name.clone())).collect();
    let may = |permission| cx.service.permissions.allow(permission);
    Ok(views::associate_panel(&AssociateView {
        t: cx.texts,
        paths: &cx.paths,
        kind,
        project: (project.id, &project.name),
        names: &names,
        members: counts.total(),
        shown,
        search: search.as_deref(),
        people: &people,
        may: (may(Permission::ProjectsAddUsers), may(Permission::ProjectsDeleteUsers)),
        csrf: cx.csrf(),
    }))
}

/// The page below a dialog.
pub(super) async fn beneath(
    cx: &RequestContext,
    kind: UserKind,
    search: Option<String>,
    dialog: Markup,
) -> Result<Markup, AppError> {
    let panel = panel(cx, kind, &AssociateQuery { search, ..AssociateQuery::default() }).await?;
    users::handlers::beside(cx, kind, Some(panel), Vec::new(), dialog).await
}

/// `GET /users/{category}/associate`: people of all projects, to associate with the chosen one.
///
/// # Errors
/// [`AppError`].
pub async fn show(
    cx: RequestContext,
    Path((_, category)): Path<(String, String)>,
    Query(query): Query<AssociateQuery>,
) -> Result<Markup, AppError> {
    let kind = kind_of(&category)?;
    let panel = panel(&cx, kind, &query).await?;
    let mut toasts: Vec<Toast> = toast(&cx, query.change).await?.into_iter().collect();
    if query.said.as_deref() == Some("nobody") {
        toasts.push(Toast::pending(cx.texts.t("bulk-nobody")));
    }
    users::handlers::beside(&cx, kind, Some(panel), toasts, html! {}).await
}
