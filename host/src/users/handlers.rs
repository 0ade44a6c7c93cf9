//! Pages of people: HTTP in and out.
mod additional;
mod address;
mod assist;
mod deleted;
mod detail;
mod elsewhere;
mod groups;
mod invite;
mod lists;
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
use crate::bulk_changes::model::{Action, Selection};
use crate::bulk_changes::service::Request;
use crate::context::RequestContext;
use crate::error::AppError;
use crate::ui::Toast;
use crate::{bulk_changes, feedback, paths};

use detail::{Shown, detail};
pub(crate) use lists::beside;
use lists::{page, page_with};

pub use additional::file;
pub use address::ListQuery;
pub use assist::{back, choose_culture, delete_photo, fill_address, lead_to, password_rules, rules_shown};
pub use deleted::{list_deleted, restore};
pub use groups::{associate_groups, choose_groups, dissociate_groups};
pub use invite::invite;
pub use lists::{choose_columns, columns, filter, list, list_page};
pub use look_up::look_up;
pub use panels::companies::{associate_companies, choose_companies, dissociate_companies};
pub use panels::services::{associate_services, choose_services, dissociate_services};
pub use panels::{associate_roles, choose_roles, create_token, dissociate_roles, new_token, revoke_token};
pub use save::{create, update};
pub use shifts::{ask_delete_shift, create_shift, delete_shift, edit_shift, new_shift, update_shift};

fn kind_of(category: &str) -> Result<UserKind, AppError> {
    paths::kind_of(category).ok_or(AppError::NotFound)
}

fn saying(cx: &RequestContext, query: &ListQuery) -> Vec<Toast> {
    match query.said.as_deref() {
        Some("saved") => vec![Toast::completed(cx.texts.t("users-saved"))],
        Some("associated") => vec![Toast::completed(cx.texts.t("users-associated"))],
        Some("dissociated") => vec![Toast::completed(cx.texts.t("users-dissociated"))],
        Some("view-kept") => vec![Toast::completed(cx.texts.t("saved-views-kept"))],
        Some("view-deleted") => vec![Toast::completed(cx.texts.t("saved-views-deleted"))],
        Some("columns") => vec![Toast::completed(cx.texts.t("users-columns-kept"))],
        Some("came") => vec![Toast::completed(cx.texts.t("associations-came"))],
        Some("went") => vec![Toast::completed(cx.texts.t("associations-went"))],
        Some("revoked") => vec![Toast::completed(cx.texts.t("tokens-revoked"))],
        Some("nobody") => vec![Toast::pending(cx.texts.t("bulk-nobody"))],
        Some("import") => vec![Toast::pending(cx.texts.t("users-import-scheduled"))],
        Some("export") => vec![Toast::pending(cx.texts.t("users-export-scheduled"))],
        said => feedback::handlers::toast(cx, said)
            .or_else(|| shifts::toast(cx, said))
            .or_else(|| invite::toast(cx.texts, said))
            .into_iter()
            .collect(),
    }
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
            let fields = service::additional_fields(&cx.service, kind, None).await?.fields;
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
    if query.is_for_list {
        // Only the lines are wanted: a search beside an open person.
        return page(&cx, kind, &query, Some(id), html! {}, Vec::new()).await;
    }
    let form = additional::form_of(&cx, &user, query.tab(kind)).await?;
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
