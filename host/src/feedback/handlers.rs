//! Comments: the panel for any page that shows somebody they are about, and what its forms send.
//!
//! A page needs no more than [`panel`] for its tab `feedback` and [`count`] beside the tab's name, and [`toast`] among its
//! toasts.
use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use elenco_db::FeedbackId;
use maud::{Markup, html};

use super::form::{Asked, CommentForm};
use super::model::{Comment, CommentPage, NamedSubject, Subject};
use super::service;
use super::views::{self, PanelView, Typed};
use crate::auth::permission::Permission;
use crate::companies::model::CompanyKind;
use crate::context::RequestContext;
use crate::context::console::{self, Section};
use crate::error::AppError;
use crate::ui::{self, Pane, Toast};
use crate::users::model::UserKind;

/// Comments on a page.
const PAGE: usize = 20;

/// What the panel shows beside the comments themselves.
struct Shown<'a> {
    page: CommentPage,
    asked: Asked,
    typed: Option<Typed<'a>>,
}

fn render(cx: &RequestContext, of: &NamedSubject, shown: Shown<'_>) -> Markup {
    let may = |permission| cx.service.permissions.allow(permission);
    views::panel(&PanelView {
        t: cx.texts,
        paths: &cx.paths,
        of,
        page: &shown.page,
        asked: &shown.asked,
        typed: shown.typed,
        reader: cx.service.actor.user(),
        may_add: may(Permission::FeedbackAdd),
        may_delete: may(Permission::FeedbackDelete),
        csrf: cx.csrf(),
        now: cx.service.app.clock.now().to_chrono(),
    })
}

/// The tab's panel: the newest comments and a box for another one. What the page's address says about older ones, and
/// about editing one, it reads itself.
///
/// # Errors
/// [`AppError::Forbidden`]; [`AppError::NotFound`].
pub async fn panel(cx: &RequestContext, subject: Subject) -> Result<Markup, AppError> {
    let asked: Asked = cx.asked();
    let of = service::named(&cx.service, subject).await?;
    let page = service::list_comments(&cx.service, subject, asked.older, PAGE).await?;
    Ok(render(cx, &of, Shown { page, asked, typed: None }))
}

/// The number beside the tab's name; nothing for a reader who may not know.
///
/// # Errors
/// The database's.
pub async fn count(cx: &RequestContext, subject: Subject) -> Result<Option<usize>, AppError> {
    if !cx.service.permissions.allow(Permission::FeedbackList) {
        return Ok(None);
    }
    let count = service::count_comments(&cx.service, subject).await?;
    Ok(usize::try_from(count).ok())
}

/// What a page says after one of the forms was sent: `said` of its address.
pub fn toast(cx: &RequestContext, said: Option<&str>) -> Option<Toast> {
    let words = match said? {
        "comment-added" => cx.texts.t("feedback-added"),
        "comment-changed" => cx.texts.t("feedback-changed"),
        "comment-deleted" => cx.texts.t("feedback-deleted"),
        _ => return None,
    };
    Some(Toast::completed(words))
}

async fn back(cx: &RequestContext, subject: Subject, said: &str) -> Result<Response, AppError> {
    let of = service::named(&cx.service, subject).await?;
    Ok(Redirect::to(&format!("{}&said={said}", cx.paths.comments_on(&of))).into_response())
}

/// The panel with a form that was refused, on a page of its own: a script takes the panel out of it.
async fn refused(cx: &RequestContext, subject: Subject, typed: Typed<'_>) -> Result<Response, AppError> {
    let of = service::named(&cx.service, subject).await?;
    let mut page = service::list_comments(&cx.service, subject, None, PAGE).await?;
    if let Some(edited) = typed.edited
        && page.comments.iter().all(|comment| comment.id != edited.id)
    {
        page.comments.insert(0, edited.clone());
    }
    let panel = render(cx, &of, Shown { page, asked: Asked::default(), typed: Some(typed) });
    let section = match subject {
        Subject::User(_) => Section::Users(of.kind.unwrap_or(UserKind::Client)),
        Subject::Company(_) if of.company_kind == Some(CompanyKind::Supplier) => Section::Suppliers,
        Subject::Company(_) => Section::Companies,
    };
    let pane = views::own_page(cx.texts, &cx.paths, &of, panel);
    let title = cx.texts.ta("feedback-on", &[("name", of.name.as_str().into())]);
    let page = console::page(cx, &title, section, ui::split(Pane::Detail, html! {}, pane)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

fn words(error: AppError) -> Result<String, AppError> {
    match error {
        AppError::Invalid(problems) => {
            Ok(problems.into_iter().map(|problem| problem.message).collect::<Vec<_>>().join(" "))
        }
        other => Err(other),
    }
}

/// `POST /feedback`: a new comment.
///
/// # Errors
/// [`AppError`]; a text that was refused comes back with the form.
pub async fn create(cx: RequestContext, Form(form): Form<CommentForm>) -> Result<Response, AppError> {
    let subject = form.subject().ok_or(AppError::NotFound)?;
    match service::add_comment(&cx.service, subject, &form.body).await {
        Ok(_) => back(&cx, subject, "comment-added").await,
        Err(error) => {
            let problem = words(error)?;
            refused(&cx, subject, Typed { edited: None, body: &form.body, problem, is_stale: false }).await
        }
    }
}

/// `POST /feedback/{id}`: another text.
///
/// # Errors
/// [`AppError`]; a text that was refused comes back with the form, and so does one for a comment that was changed in
/// the meantime, with what it says now.
pub async fn update(
    cx: RequestContext,
    Path((_, id)): Path<(String, FeedbackId)>,
    Form(form): Form<CommentForm>,
) -> Result<Response, AppError> {
    let outcome = service::change_comment(&cx.service, id, form.version, &form.body).await;
    let (problem, is_stale) = match outcome {
        Ok(comment) => return back(&cx, comment.subject, "comment-changed").await,
        Err(AppError::Conflict) => (cx.texts.t("feedback-conflict").into_owned(), true),
        Err(error) => (words(error)?, false),
    };
    let present: Comment = service::find_comment(&cx.service, id).await?;
    let typed = Typed { edited: Some(&present), body: &form.body, problem, is_stale };
    refused(&cx, present.subject, typed).await
}

/// `POST /feedback/{id}/delete`.
///
/// # Errors
/// [`AppError`].
pub async fn delete(
    cx: RequestContext,
    Path((_, id)): Path<(String, FeedbackId)>,
) -> Result<Response, AppError> {
    let comment = service::delete_comment(&cx.service, id).await?;
    back(&cx, comment.subject, "comment-deleted").await
}
