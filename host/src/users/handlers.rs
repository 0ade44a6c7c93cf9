//! Pages of people: HTTP in and out.
mod address;
mod assist;
mod deleted;
mod detail;
mod elsewhere;
mod groups;
mod look_up;
mod panels;
mod save;
mod shifts;

use axum::extract::Path;
use axum::response::Redirect;
use elenco_db::UserId;
use maud::{Markup, html};

use super::form::UserForm;
use super::model::{User, UserKind, UserTab};
use super::service;
use super::views::{self, ListView};
use crate::auth::permission::Permission;
use crate::bulk_changes::model::{Action, Selection};
use crate::bulk_changes::service::Request;
use crate::context::RequestContext;
use crate::context::console::{self, Section};
use crate::error::AppError;
use crate::ui::{self, Pane, Toast};
use crate::{bulk_changes, feedback, paths};

use address::ListQuery;
use detail::{Shown, detail, fields_of};

pub use assist::{back, choose_culture, delete_photo, fill_address, lead_to, password_rules, rules_shown};
pub use deleted::{list_deleted, restore};
pub use groups::{associate_groups, choose_groups, dissociate_groups};
pub use look_up::look_up;
pub use save::{create, update};
pub use shifts::{ask_delete_shift, create_shift, delete_shift, edit_shift, new_shift, update_shift};

/// People on a page of the list.
const PAGE: usize = 50;

fn kind_of(category: &str) -> Result<UserKind, AppError> {
    paths::kind_of(category).ok_or(AppError::NotFound)
}

/// The list beside whatever detail is open, as a whole page.
async fn page(
    cx: &RequestContext,
    kind: UserKind,
    query: &ListQuery,
    open: Option<UserId>,
    detail: Markup,
    toasts: Vec<Toast>,
) -> Result<Markup, AppError> {
    page_with(cx, kind, query, open, detail, toasts, html! {}).await
}

/// The same with a dialog over it.
async fn page_with(
    cx: &RequestContext,
    kind: UserKind,
    query: &ListQuery,
    open: Option<UserId>,
    detail: Markup,
    toasts: Vec<Toast>,
    dialog: Markup,
) -> Result<Markup, AppError> {
    let project = cx.project()?;
    let mut toasts = toasts;
    toasts.extend(bulk_changes::handlers::toast(cx, query.change).await?);
    let counts = service::count_users(&cx.service, project.id, kind).await?;
    let anchor = query.anchor();
    let what = (query.state.filter.clone(), query.state.sort);
    let people = service::list_sorted(&cx.service, (project.id, kind), what, anchor.clone(), PAGE).await?;
    let may = |permission| cx.service.permissions.allow(permission);
    let list = views::list_pane(&ListView {
        t: cx.texts,
        paths: &cx.paths,
        kind,
        total: counts.total(),
        active: counts.active,
        state: &query.state,
        anchor: anchor.as_ref(),
        listing: &people,
        open,
        may_add: may(Permission::UsersAdd),
        may_move: (may(Permission::UsersImport), may(Permission::UsersExport)),
        may_change: Action::ALL
            .into_iter()
            .filter(|action| may(action.permission()))
            .map(Action::as_str)
            .collect(),
        may_associate: may(Permission::ProjectsAddUsers) && may(Permission::ProjectsList),
        may_delete: may(Permission::UsersDelete),
        can_look_up: cx.service.app.extensions.can_look_up(&cx.service.caller),
    });
    let title = views::kind_words(cx.texts, kind).plural;
    let shell = console::shell(cx, &title, Section::Users(kind), toasts).await?;
    let show = if detail_is_open(query, open) { Pane::Detail } else { Pane::List };
    Ok(shell.page(html! { (ui::split(show, list, detail)) (dialog) }))
}

/// The list beside what another domain shows of people, and a dialog over both.
pub(crate) async fn beside(
    cx: &RequestContext,
    kind: UserKind,
    detail: Option<Markup>,
    toasts: Vec<Toast>,
    dialog: Markup,
) -> Result<Markup, AppError> {
    let tab = detail.is_some().then(|| "details".to_owned());
    let query = ListQuery { tab, ..ListQuery::default() };
    let may_add = cx.service.permissions.allow(Permission::UsersAdd);
    let detail = detail.unwrap_or_else(|| views::nobody_chosen(cx.texts, &cx.paths, kind, may_add));
    page_with(cx, kind, &query, None, detail, toasts, dialog).await
}

fn detail_is_open(query: &ListQuery, open: Option<UserId>) -> bool {
    open.is_some() || query.tab.is_some()
}

fn saying(cx: &RequestContext, query: &ListQuery) -> Vec<Toast> {
    match query.said.as_deref() {
        Some("saved") => vec![Toast::completed(cx.texts.t("users-saved"))],
        Some("associated") => vec![Toast::completed(cx.texts.t("users-associated"))],
        Some("dissociated") => vec![Toast::completed(cx.texts.t("users-dissociated"))],
        Some("nobody") => vec![Toast::pending(cx.texts.t("bulk-nobody"))],
        Some("import") => vec![Toast::pending(cx.texts.t("users-import-scheduled"))],
        Some("export") => vec![Toast::pending(cx.texts.t("users-export-scheduled"))],
        said => feedback::handlers::toast(cx, said).or_else(|| shifts::toast(cx, said)).into_iter().collect(),
    }
}

/// `GET /users/{category}`: the list.
///
/// # Errors
/// [`AppError`].
pub async fn list(
    cx: RequestContext,
    Path((_, category)): Path<(String, String)>,
    query: ListQuery,
) -> Result<Markup, AppError> {
    let kind = kind_of(&category)?;
    let detail =
        views::nobody_chosen(cx.texts, &cx.paths, kind, cx.service.permissions.allow(Permission::UsersAdd));
    page(&cx, kind, &query, None, detail, saying(&cx, &query)).await
}

/// `GET /users/{category}/new`: an empty form.
///
/// # Errors
/// [`AppError`].
pub async fn new(
    cx: RequestContext,
    Path((_, category)): Path<(String, String)>,
    mut query: ListQuery,
) -> Result<Markup, AppError> {
    let kind = kind_of(&category)?;
    let form = match query.plugin.take().zip(query.found.take()) {
        None => UserForm::blank(cx.tenant.culture),
        Some((plugin, id)) => {
            let entries = service::read_found(&cx.service, plugin.clone(), id).await?;
            // Without its fields the page says itself why; the person's own data is filled all the same.
            let fields = fields_of(&cx, kind).await.unwrap_or_default();
            UserForm::found(cx.tenant.culture, &entries, &fields, &plugin)
        }
    };
    let tab = Some(query.tab(kind)).filter(|tab| tab.is_form()).unwrap_or(UserTab::Details);
    let shown = Shown::of(kind, None, &form, tab);
    let detail = detail(&cx, shown).await?;
    query.tab = Some(query.tab.unwrap_or_else(|| "details".to_owned()));
    page(&cx, kind, &query, None, detail, Vec::new()).await
}

async fn person(cx: &RequestContext, kind: UserKind, id: UserId) -> Result<User, AppError> {
    let user = service::find_user(&cx.service, id).await?;
    if user.kind == kind { Ok(user) } else { Err(AppError::NotFound) }
}

/// `GET /users/{category}/{id}`: a person.
///
/// # Errors
/// [`AppError`].
pub async fn show(
    cx: RequestContext,
    Path((_, category, id)): Path<(String, String, UserId)>,
    query: ListQuery,
) -> Result<Markup, AppError> {
    let kind = kind_of(&category)?;
    let user = person(&cx, kind, id).await?;
    let form = UserForm::of_user(&user);
    let shown = Shown::of(kind, Some(&user), &form, query.tab(kind));
    let detail = detail(&cx, shown).await?;
    page(&cx, kind, &query, Some(id), detail, saying(&cx, &query)).await
}

/// `POST /users/{category}/{id}/delete`: deletes a person, who can be restored for some time.
///
/// # Errors
/// [`AppError`].
pub async fn delete(
    cx: RequestContext,
    Path((_, category, id)): Path<(String, String, UserId)>,
) -> Result<Redirect, AppError> {
    let kind = kind_of(&category)?;
    person(&cx, kind, id).await?;
    if id == cx.user.id {
        service::delete_user(&cx.service, id).await?;
    }
    let request = Request {
        project: cx.project()?.id,
        kind,
        action: Action::Delete,
        target: None,
        selection: Selection::People { ids: vec![id] },
    };
    let list = cx.paths.users(kind);
    Ok(Redirect::to(&match bulk_changes::service::start(&cx.service, request).await? {
        Some(change) => format!("{list}?change={}", change.id),
        None => list,
    }))
}
