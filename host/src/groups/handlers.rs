//! Pages of groups: HTTP in and out.
mod members;
mod page;
mod roles;

use axum::Form;
use axum::extract::{Multipart, Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use elenco_db::{GroupId, ProjectId};
use maud::Markup;

use super::form::GroupForm;
use super::model::Group;
use super::service;
use super::views;
use crate::auth::permission::Permission;
use crate::context::RequestContext;
use crate::error::AppError;
use crate::users::model::{Problem, UserKind};

use page::{Detail, ListQuery, Shown, detail, page};

pub use members::{add_members, choose_members, remove_members};
pub use roles::set_roles;

/// `GET /groups`: the tree of a kind.
///
/// # Errors
/// [`AppError`].
pub async fn list(cx: RequestContext, Query(query): Query<ListQuery>) -> Result<Markup, AppError> {
    let kind = query.kind();
    let may_add = cx.service.permissions.allow(Permission::GroupsAdd);
    let nothing = views::none_chosen(cx.texts, &cx.paths, kind, may_add);
    page(&cx, kind, &query, None, nothing).await
}

/// `GET /groups/new`: an empty form, for a group below the one that the address may name.
///
/// # Errors
/// [`AppError`].
pub async fn new(cx: RequestContext, Query(mut query): Query<ListQuery>) -> Result<Markup, AppError> {
    let mut kind = query.kind();
    if let Some(parent) = query.parent {
        kind = service::find_group(&cx.service, parent).await?.0.kind;
    }
    let form = GroupForm::blank(query.parent);
    query.tab = Some("details".to_owned());
    let pane = detail(&cx, kind, Detail::form(None, &form)).await?;
    page(&cx, kind, &query, None, pane).await
}

/// The form again, with what was refused at its place and everything that was typed.
async fn refused(
    cx: &RequestContext,
    kind: UserKind,
    group: Option<&Group>,
    form: &GroupForm,
    error: AppError,
) -> Result<Response, AppError> {
    let (problems, sentence): (Vec<Problem>, String) = match error {
        AppError::Invalid(problems) => {
            // What is about rights belongs to no control, so the bar says it.
            let of_rights = problems.iter().find(|problem| problem.code.starts_with("role."));
            let sentence = match of_rights {
                Some(problem) => problem.message.clone(),
                None => cx.texts.ta("groups-refused", &[("count", problems.len().into())]),
            };
            (problems, sentence)
        }
        AppError::Conflict => (Vec::new(), cx.texts.t("groups-conflict").into_owned()),
        other => return Err(other),
    };
    let shown = Detail { problems: &problems, refused: Some(sentence), ..Detail::form(group, form) };
    let pane = detail(cx, kind, shown).await?;
    let query = ListQuery { tab: Some("details".to_owned()), ..ListQuery::default() };
    let page = page(cx, kind, &query, group.map(|group| group.id), pane).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// `POST /groups`: a new group.
///
/// # Errors
/// [`AppError`]; values that were refused come back with the form.
pub async fn create(cx: RequestContext, multipart: Multipart) -> Result<Response, AppError> {
    let form = GroupForm::read(multipart).await?;
    let kind = form.kind.unwrap_or(UserKind::Client);
    match service::create_group(&cx.service, kind, form.values()).await {
        Ok(group) => Ok(Redirect::to(&format!("{}?said=saved", cx.paths.group(group.id))).into_response()),
        Err(error) => refused(&cx, kind, None, &form, error).await,
    }
}

/// `GET /groups/{id}`: a group.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(
    cx: RequestContext,
    Path((_, id)): Path<(String, GroupId)>,
    Query(query): Query<ListQuery>,
) -> Result<Markup, AppError> {
    shown(&cx, id, &query).await
}

/// A group at the tab that the address names.
async fn shown(cx: &RequestContext, id: GroupId, query: &ListQuery) -> Result<Markup, AppError> {
    let (group, _) = service::find_group(&cx.service, id).await?;
    let form = GroupForm::of_group(&group);
    let sees_roles = cx.service.permissions.allow(Permission::RolesList);
    let shown = match query.tab() {
        "members" => Shown::Panel(members::panel(cx, &group, query).await?),
        "projects" => Shown::Panel(projects_panel(cx, &group).await?),
        "roles" if sees_roles => Shown::Panel(roles::panel(cx, &group).await?),
        _ => Shown::Form,
    };
    let tab = if matches!(shown, Shown::Form) { "details" } else { query.tab() };
    let pane = detail(cx, group.kind, Detail { tab, shown, ..Detail::form(Some(&group), &form) }).await?;
    page(cx, group.kind, query, Some(id), pane).await
}

/// The tab again, with a sentence that says why nothing was changed.
async fn not_done(
    cx: &RequestContext,
    id: GroupId,
    tab: &str,
    error: AppError,
) -> Result<Response, AppError> {
    let AppError::Invalid(problems) = error else { return Err(error) };
    let told: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
    let query =
        ListQuery { tab: Some(tab.to_owned()), refused: Some(told.join(" ")), ..ListQuery::default() };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, shown(cx, id, &query).await?).into_response())
}

/// `POST /groups/{id}`: changes to a group.
///
/// # Errors
/// [`AppError`]; values that were refused come back with the form.
pub async fn update(
    cx: RequestContext,
    Path((_, id)): Path<(String, GroupId)>,
    multipart: Multipart,
) -> Result<Response, AppError> {
    let form = GroupForm::read(multipart).await?;
    let (group, _) = service::find_group(&cx.service, id).await?;
    match service::change_group(&cx.service, id, form.version, form.values()).await {
        Ok(_) => Ok(Redirect::to(&format!("{}?said=saved", cx.paths.group(id))).into_response()),
        Err(error) => refused(&cx, group.kind, Some(&group), &form, error).await,
    }
}

/// The dialog that says where a group is in use, over the group.
async fn delete_page(cx: &RequestContext, id: GroupId) -> Result<Markup, AppError> {
    let (group, _) = service::find_group(&cx.service, id).await?;
    let usage = service::usage(&cx.service, id).await?;
    let form = GroupForm::of_group(&group);
    let pane = detail(cx, group.kind, Detail::form(Some(&group), &form)).await?;
    let dialog = views::delete_dialog(cx.texts, &cx.paths, &group, &usage, cx.csrf());
    page::with_dialog(cx, group.kind, &ListQuery::default(), Some(id), pane, dialog).await
}

/// `GET /groups/{id}/delete`: asks, and says where the group is in use.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn ask_delete(
    cx: RequestContext,
    Path((_, id)): Path<(String, GroupId)>,
) -> Result<Markup, AppError> {
    delete_page(&cx, id).await
}

/// `POST /groups/{id}/delete`.
///
/// # Errors
/// [`AppError`]; a group that is in use is shown with where.
pub async fn delete(
    cx: RequestContext,
    Path((_, id)): Path<(String, GroupId)>,
) -> Result<Response, AppError> {
    match service::delete_group(&cx.service, id).await {
        Ok(group) => {
            let list = cx.paths.groups(group.kind);
            Ok(Redirect::to(&format!("{list}&said=deleted")).into_response())
        }
        Err(error @ AppError::Invalid(_)) if error_is_of_rights(&error) => {
            not_done(&cx, id, "details", error).await
        }
        Err(AppError::Invalid(_)) => {
            Ok((StatusCode::UNPROCESSABLE_ENTITY, delete_page(&cx, id).await?).into_response())
        }
        Err(error) => Err(error),
    }
}

fn error_is_of_rights(error: &AppError) -> bool {
    matches!(error, AppError::Invalid(problems) if problems.iter().any(|problem| problem.code.starts_with("role.")))
}

async fn projects_panel(cx: &RequestContext, group: &Group) -> Result<Markup, AppError> {
    let own = service::projects_of(&cx.service, group.id).await?;
    let may_save = cx.service.permissions.allow(Permission::GroupsUpdate);
    let visible: Vec<(ProjectId, String)> =
        cx.projects.iter().map(|project| (project.id, project.name.clone())).collect();
    Ok(views::projects_panel(cx.texts, &cx.paths, group, &visible, &own, cx.csrf(), may_save))
}

/// `POST /groups/{id}/projects`: the projects in which the group works.
///
/// # Errors
/// [`AppError`].
pub async fn set_projects(
    cx: RequestContext,
    Path((_, id)): Path<(String, GroupId)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Redirect, AppError> {
    let wanted = super::form::ChooseForm::of_pairs(pairs).ids()?;
    service::find_group(&cx.service, id).await?;
    let visible = cx.projects.iter().map(|project| project.id).collect();
    service::set_projects(&cx.service, id, wanted, visible).await?;
    Ok(Redirect::to(&format!("{}?tab=projects&said=saved", cx.paths.group(id))))
}
