//! The groups of a person: the tab, choosing groups, and deciding about their projects.
use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use elenco_db::{GroupId, ProjectId, UserId};
use maud::{Markup, html};
use serde::Deserialize;

use super::detail::{Shown, detail};
use super::{ListQuery, kind_of, page_with, person};
use crate::auth::permission::Permission;
use crate::context::RequestContext;
use crate::error::AppError;
use crate::groups;
use crate::groups::form::{ChooseForm, search_of};
use crate::groups::model::{Association, GroupAnchor};
use crate::users::form::UserForm;
use crate::users::model::{User, UserKind, UserTab};
use crate::users::views::{self, ChooseGroupsView};

/// Groups on a page of the dialog.
const PAGE: usize = 50;

/// The tab's panel.
pub(super) async fn panel(cx: &RequestContext, user: &User) -> Result<Markup, AppError> {
    let own = groups::service::groups_of_person(&cx.service, user.id).await?;
    let may_change = cx.service.permissions.allow(Permission::GroupsUpdate);
    Ok(views::groups_panel(cx.texts, &cx.paths, user, &own, cx.csrf(), may_change))
}

/// How many groups a person is in; nothing for a reader who may not know.
pub(super) async fn count(cx: &RequestContext, user: &User) -> Result<Option<usize>, AppError> {
    if !cx.service.permissions.allow(Permission::GroupsList) {
        return Ok(None);
    }
    Ok(Some(groups::service::groups_of_person(&cx.service, user.id).await?.len()))
}

/// The person's page at a tab, with a dialog over it.
pub(super) async fn over(
    cx: &RequestContext,
    kind: UserKind,
    user: &User,
    tab: UserTab,
    dialog: Markup,
) -> Result<Markup, AppError> {
    let form = UserForm::of_user(user);
    let shown = Shown::of(kind, Some(user), &form, tab);
    let pane = detail(cx, shown).await?;
    let query = ListQuery { tab: Some(tab.key().to_owned()), ..ListQuery::default() };
    page_with(cx, kind, &query, Some(user.id), html! { (pane) }, Vec::new(), dialog).await
}

/// What the dialog's address may say.
#[derive(Debug, Default, Deserialize)]
pub struct ChooseQuery {
    search: Option<String>,
    after: Option<GroupId>,
    before: Option<GroupId>,
}

/// `GET /users/{category}/{id}/groups`: the dialog in which groups are chosen.
///
/// # Errors
/// [`AppError`].
pub async fn choose_groups(
    cx: RequestContext,
    Path((_, category, id)): Path<(String, String, UserId)>,
    Query(query): Query<ChooseQuery>,
) -> Result<Markup, AppError> {
    let kind = kind_of(&category)?;
    let user = person(&cx, kind, id).await?;
    let search = search_of(query.search.as_deref());
    let anchor = query.after.map(GroupAnchor::After).or(query.before.map(GroupAnchor::Before));
    let offered = groups::service::list_groups(&cx.service, kind, search.clone(), anchor, PAGE).await?;
    let own = groups::service::groups_of_person(&cx.service, id).await?;
    let dialog = views::choose_groups(&ChooseGroupsView {
        t: cx.texts,
        paths: &cx.paths,
        user: &user,
        search: search.as_deref(),
        offered: &offered,
        own: &own,
        csrf: cx.csrf(),
        may_add: cx.service.permissions.allow(Permission::GroupsAdd),
    });
    over(&cx, kind, &user, UserTab::Groups, dialog).await
}

/// What was decided: of each project, or of all of them at once.
fn decisions(pairs: &[(String, String)], visible: &[ProjectId]) -> BTreeMap<ProjectId, bool> {
    let decided = |value: &str| match value {
        "join" => Some(true),
        "group" => Some(false),
        _ => None,
    };
    let of_all = pairs.iter().find(|(name, _)| name == "of_all").and_then(|(_, value)| decided(value));
    if let Some(of_all) = of_all {
        return visible.iter().map(|project| (*project, of_all)).collect();
    }
    pairs
        .iter()
        .filter_map(|(name, value)| {
            let project = name.strip_prefix("project.")?.parse().ok()?;
            Some((project, decided(value)?))
        })
        .collect()
}

/// `POST /users/{category}/{id}/groups`: puts the person into groups; asks first about projects of the groups that
/// the person does not belong to.
///
/// # Errors
/// [`AppError`].
pub async fn associate_groups(
    cx: RequestContext,
    Path((_, category, id)): Path<(String, String, UserId)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let kind = kind_of(&category)?;
    let user = person(&cx, kind, id).await?;
    let visible: Vec<ProjectId> = cx.projects.iter().map(|project| project.id).collect();
    let decisions = decisions(&pairs, &visible);
    let chosen: Vec<GroupId> = ChooseForm::of_pairs(pairs).ids()?;
    let outcome = groups::service::associate(&cx.service, id, chosen.clone(), decisions, visible).await?;
    match outcome {
        Association::Done(_) => {
            let address = cx.paths.user(kind, id);
            Ok(Redirect::to(&format!("{address}?tab=groups&said=associated")).into_response())
        }
        Association::Undecided(projects) => {
            let dialog = views::decide_projects(cx.texts, &cx.paths, &user, &chosen, &projects, cx.csrf());
            Ok(over(&cx, kind, &user, UserTab::Groups, dialog).await?.into_response())
        }
    }
}

/// `POST /users/{category}/{id}/groups/remove`: takes the person out of groups.
///
/// # Errors
/// [`AppError`].
pub async fn dissociate_groups(
    cx: RequestContext,
    Path((_, category, id)): Path<(String, String, UserId)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Redirect, AppError> {
    let kind = kind_of(&category)?;
    person(&cx, kind, id).await?;
    groups::service::dissociate(&cx.service, id, ChooseForm::of_pairs(pairs).ids()?).await?;
    Ok(Redirect::to(&format!("{}?tab=groups&said=dissociated", cx.paths.user(kind, id))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_word_decides_about_all_projects_and_none_about_what_was_not_asked() {
        let id = |n: u128| ProjectId::from_uuid(uuid::Uuid::from_u128(n));
        let pair = |name: String, value: &str| (name, value.to_owned());
        let each = [
            pair(format!("project.{}", id(1)), "join"),
            pair(format!("project.{}", id(2)), "group"),
            pair(format!("project.{}", id(3)), "perhaps"),
            pair("project.none".to_owned(), "join"),
        ];
        let visible = [id(1), id(2)];
        assert_eq!(decisions(&each, &visible), [(id(1), true), (id(2), false)].into());
        let mut all = each.to_vec();
        all.push(pair("of_all".to_owned(), "group"));
        assert_eq!(decisions(&all, &visible), [(id(1), false), (id(2), false)].into());
        assert!(decisions(&[], &visible).is_empty());
    }
}
