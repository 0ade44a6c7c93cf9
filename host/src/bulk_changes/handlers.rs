//! Changes to many people over HTTP: the question, the change, what came of it, and the way back.
mod associate;
mod said;

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use elenco_db::BulkChangeId;
use maud::Markup;

use super::form::ChangeForm;
use super::model::{Action, Amount, BulkChange, Selection, Target};
use super::service::{self, Patience, Request};
use super::views::{self, AskView};
use crate::auth::permission::Permission;
use crate::context::RequestContext;
use crate::error::AppError;
use crate::groups;
use crate::paths;
use crate::ui::Toast;
use crate::users;
use crate::users::handlers::lead_to;
use crate::users::model::UserKind;

pub use associate::show as associate;
pub(crate) use said::toast;

fn kind_of(category: &str) -> Result<UserKind, AppError> {
    paths::kind_of(category).ok_or(AppError::NotFound)
}

/// What a change is about, as far as the form says it. Without a chosen target one is taken that can be counted with.
async fn request_of(
    cx: &RequestContext,
    kind: UserKind,
    form: &ChangeForm,
    is_final: bool,
) -> Result<Request, AppError> {
    let (action, own) = (form.action()?, cx.project()?);
    let project = |project: &crate::projects::model::Project| Target::Project {
        id: project.id,
        name: project.name.clone(),
    };
    let target = match action {
        Action::Activate | Action::Deactivate | Action::Delete => None,
        Action::Disassociate => Some(project(own)),
        Action::Associate if form.from_associate => Some(project(own)),
        Action::Associate => match form.project {
            Some(id) => Some(project(cx.project_named(id)?)),
            None if is_final => return Err(AppError::NotFound),
            None => None,
        },
        Action::AddToGroup => match form.group {
            Some(id) => Some(service::group_target(&cx.service, kind, id).await?),
            None if is_final => return Err(AppError::NotFound),
            None => None,
        },
    };
    if form.from_associate && form.project.is_some_and(|project| project != own.id) {
        // Another project was chosen in the header meanwhile: what was checked was meant for the other one.
        return Err(AppError::Conflict);
    }
    Ok(Request { project: own.id, kind, action, target, selection: form.selection()? })
}

async fn targets(
    cx: &RequestContext,
    kind: UserKind,
    action: Action,
) -> Result<Vec<(String, String)>, AppError> {
    match action {
        Action::Associate => {
            let own = cx.project()?.id;
            let others = cx.projects.iter().filter(|project| project.id != own);
            Ok(others.map(|project| (project.id.to_string(), project.name.clone())).collect())
        }
        Action::AddToGroup => {
            let all = groups::service::list_groups(&cx.service, kind, None, None, GROUPS).await?.groups;
            Ok(all.into_iter().map(|placed| (placed.group.id.to_string(), placed.path())).collect())
        }
        _ => Ok(Vec::new()),
    }
}

/// Groups that are offered at most.
const GROUPS: usize = 2_000;

/// The dialog over the page that it came from.
async fn question(
    cx: &RequestContext,
    kind: UserKind,
    form: &ChangeForm,
    problem: Option<String>,
) -> Result<Markup, AppError> {
    let request = request_of(cx, kind, form, false).await?;
    let amount = service::count(&cx.service, &request, Patience::Page).await?;
    let only = match &request.selection {
        Selection::People { ids } if ids.len() == 1 => {
            Some(users::service::find_user(&cx.service, ids[0]).await?.full_name())
        }
        _ => None,
    };
    let targets = targets(cx, kind, request.action).await?;
    let close = if form.from_associate { cx.paths.associate(kind) } else { cx.paths.users(kind) };
    let dialog = views::ask_dialog(&AskView {
        t: cx.texts,
        paths: &cx.paths,
        kind,
        action: request.action,
        form,
        amount,
        only,
        count: format!("{}?{}", cx.paths.count_bulk_change(kind), query_of(form)),
        project: &cx.project()?.name,
        targets: &targets,
        problem,
        close,
        csrf: cx.csrf(),
    });
    if form.from_associate {
        return associate::beneath(cx, kind, form.search.clone(), dialog).await;
    }
    users::handlers::beside(cx, kind, None, Vec::new(), dialog).await
}

/// `GET /users/{category}/changes/new`: asks, and says how many and what.
///
/// # Errors
/// [`AppError`].
pub async fn new(
    cx: RequestContext,
    Path((_, category)): Path<(String, String)>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Markup, AppError> {
    let kind = kind_of(&category)?;
    let form = ChangeForm::of_pairs(pairs)?;
    if form.action.is_none() {
        // The address alone asks for nothing.
        let nobody = vec![Toast::pending(cx.texts.t("bulk-nobody"))];
        return users::handlers::beside(&cx, kind, None, nobody, maud::html! {}).await;
    }
    question(&cx, kind, &form, None).await
}

/// `GET /users/{category}/changes/count`: how many are meant, beside a question that could not wait for it.
///
/// # Errors
/// [`AppError`].
pub async fn count(
    cx: RequestContext,
    Path((_, category)): Path<(String, String)>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Markup, AppError> {
    let kind = kind_of(&category)?;
    let form = ChangeForm::of_pairs(pairs)?;
    if form.action.is_none() {
        return Ok(maud::html! {});
    }
    let request = request_of(&cx, kind, &form, false).await?;
    let amount = service::count(&cx.service, &request, Patience::Beside).await?;
    Ok(views::counted(cx.texts, amount))
}

/// What is written with percent signs in an address; ids stay readable.
const QUERY: &percent_encoding::AsciiSet = &percent_encoding::NON_ALPHANUMERIC.remove(b'-').remove(b'_');

fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, QUERY).to_string()
}

fn query_of(form: &ChangeForm) -> String {
    let pairs = form.pairs();
    pairs.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect::<Vec<_>>().join("&")
}

/// The list, deleted people or the associate mode, as it was when the form was sent; a person's page may be gone.
fn place(cx: &RequestContext, kind: UserKind, headers: &HeaderMap) -> (String, BTreeMap<String, String>) {
    let list = cx.paths.users(kind);
    let known = [list.clone(), cx.paths.associate(kind)];
    let referer = headers.get(header::REFERER).and_then(|value| value.to_str().ok());
    let path = referer
        .and_then(|url| url.split_once("://"))
        .and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..]))
        .unwrap_or_default();
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    if !known.iter().any(|known| known == path) {
        return (list, BTreeMap::new());
    }
    let mut kept: BTreeMap<String, String> = BTreeMap::new();
    for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
        if !matches!(name, "said" | "change" | "after" | "before" | "key" | "tab") {
            kept.insert(name.to_owned(), value.to_owned());
        }
    }
    (path.to_owned(), kept)
}

/// Back to where one was, with a word about a change.
fn back(
    cx: &RequestContext,
    kind: UserKind,
    headers: &HeaderMap,
    from_associate: bool,
    word: (&str, String),
) -> Response {
    let (mut path, kept) = place(cx, kind, headers);
    if from_associate {
        path = cx.paths.associate(kind);
    }
    let mut pairs: Vec<String> = kept.iter().map(|(name, value)| format!("{name}={value}")).collect();
    pairs.push(format!("{}={}", word.0, encoded(&word.1)));
    lead_to(headers, &format!("{path}?{}", pairs.join("&")))
}

/// Whether what was typed is what the dialog asked for.
fn is_typed(t: crate::locale::Texts, typed: &str, amount: Amount, project: &str) -> bool {
    let typed = typed.trim();
    match amount {
        Amount::Exactly(count) => {
            let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
            let plain = typed
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\u{a0}' | '\u{202f}'));
            plain && digits == count.to_string()
                || typed == t.number(i64::try_from(count).unwrap_or(i64::MAX))
        }
        Amount::MoreThan(_) => typed == project,
    }
}

/// `POST /users/{category}/changes`: does it, or asks first when the page has not.
///
/// # Errors
/// [`AppError`]; a number that does not fit comes back with the dialog.
pub async fn create(
    cx: RequestContext,
    Path((_, category)): Path<(String, String)>,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let kind = kind_of(&category)?;
    let form = ChangeForm::of_pairs(pairs)?;
    let action = form.action()?;
    let asks = form.all || !form.from_associate;
    if asks && !form.confirmed {
        let ask = format!("{}?{}", cx.paths.new_bulk_change(kind), query_of(&form));
        return Ok(lead_to(&headers, &ask));
    }
    let request = request_of(&cx, kind, &form, true).await?;
    if action == Action::Delete {
        let amount = service::count(&cx.service, &request, Patience::Page).await?;
        let name = &cx.project()?.name;
        if amount.is_typed() && !is_typed(cx.texts, &form.typed, amount, name) {
            let problem = Some(cx.texts.t("bulk-typed-wrong").into_owned());
            let page = question(&cx, kind, &form, problem).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    }
    Ok(match service::start(&cx.service, request).await? {
        Some(change) => back(&cx, kind, &headers, form.from_associate, ("change", change.id.to_string())),
        None => back(&cx, kind, &headers, form.from_associate, ("said", "nobody".to_owned())),
    })
}

fn may_undo(cx: &RequestContext, change: &BulkChange) -> bool {
    let may = |permission: Permission| cx.service.permissions.allow(permission);
    may(change.action.undo_permission()) && change.can_be_undone(cx.service.app.clock.now())
}

/// `GET /changes/{id}`: what a change did, and whom taking it back could not restore.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(
    cx: RequestContext,
    Path((_, id)): Path<(String, BulkChangeId)>,
) -> Result<Markup, AppError> {
    let change = service::find_change(&cx.service, id).await?;
    let undo = (cx.service.app.clock.now(), may_undo(&cx, &change));
    let dialog = views::result_dialog(cx.texts, &cx.paths, &change, undo, cx.csrf());
    users::handlers::beside(&cx, change.kind, None, Vec::new(), dialog).await
}

/// `POST /changes/{id}/undo`: takes a change back.
///
/// # Errors
/// [`AppError`].
pub async fn undo(
    cx: RequestContext,
    Path((_, id)): Path<(String, BulkChangeId)>,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let change = service::find_change(&cx.service, id).await?;
    match service::undo(&cx.service, id).await {
        // Somebody pressed twice: the page says what came of the first time.
        Ok(_) | Err(AppError::Conflict) => {}
        Err(error) => return Err(error),
    }
    Ok(back(&cx, change.kind, &headers, false, ("change", id.to_string())))
}

/// `POST /changes/{id}/cancel`: stops a change.
///
/// # Errors
/// [`AppError`].
pub async fn cancel(
    cx: RequestContext,
    Path((_, id)): Path<(String, BulkChangeId)>,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let change = service::find_change(&cx.service, id).await?;
    service::cancel(&cx.service, id).await?;
    if headers.contains_key("hx-request") {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    Ok(back(&cx, change.kind, &headers, false, ("change", id.to_string())))
}
