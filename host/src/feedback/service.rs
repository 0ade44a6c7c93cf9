//! Use cases about comments.
use std::collections::BTreeMap;

use elenco_db::{Conn, DbError, FeedbackId, UserId};
use serde_json::{Value, json};

use super::model::{Comment, CommentPage, LONGEST, NamedSubject, Subject, is_empty, tidy};
use super::queries;
use crate::audit::model::{AuditEntry, Change};
use crate::audit::queries as audit;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::users;
use crate::users::model::Problem;

/// Whoever reads comments may read whom they are about.
fn may_see(cx: &ServiceContext, subject: Subject) -> Result<(), AppError> {
    cx.require(Permission::FeedbackList)?;
    cx.require(match subject {
        Subject::User(_) => Permission::UsersGetObject,
        Subject::Company(_) => Permission::CompaniesGetObject,
    })
}

/// The entry about the comment, and one about whom it is about.
fn entries(cx: &ServiceContext, comment: &Comment, action: &'static str, body: Change) -> [AuditEntry; 2] {
    let now = cx.app.clock.now();
    let subject = match comment.subject {
        Subject::User(id) => ("user", id.as_uuid()),
        Subject::Company(id) => ("company", id.as_uuid()),
    };
    // The comment's own history has the words; of whom it is about it is enough to know that somebody spoke.
    let told = Change { old: Value::Null, new: json!(action) };
    [
        cx.audit_entry(now, ("feedback", comment.id.as_uuid()), action, [("body".to_owned(), body)].into()),
        cx.audit_entry(now, subject, "update", BTreeMap::from([("feedback".to_owned(), told)])),
    ]
}

fn checked(cx: &ServiceContext, body: &str) -> Result<String, AppError> {
    let t = cx.texts();
    let body = tidy(body);
    let refuse = |code: &str, message: String| {
        let problem = Problem { field: "body".to_owned(), code: code.to_owned(), message };
        Err(AppError::Invalid(vec![problem]))
    };
    let length = body.chars().count();
    if is_empty(&body) {
        return refuse("feedback.required", t.t("feedback-problem-required").into_owned());
    }
    if length > LONGEST {
        let words = [("limit", LONGEST.into()), ("length", length.into())];
        return refuse("feedback.too-long", t.ta("feedback-problem-too-long", &words));
    }
    Ok(body)
}

/// Gives comments the names and photos that their authors have today.
fn with_authors(conn: &mut Conn, cx: &ServiceContext, comments: &mut [Comment]) -> Result<(), DbError> {
    let ids: Vec<UserId> = comments.iter().filter_map(|comment| comment.author).collect();
    let people = users::service::summaries(conn, &cx.scope, &ids)?;
    for comment in comments {
        if let Some(person) = people.iter().find(|person| Some(person.id) == comment.author) {
            comment.author_name = format!("{} {}", person.first_names, person.last_names).trim().to_owned();
            comment.author_photo = person.photo_id;
        }
    }
    Ok(())
}

/// Comments, the newest first; or those older than this one.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn list_comments(
    cx: &ServiceContext,
    subject: Subject,
    older: Option<FeedbackId>,
    limit: usize,
) -> Result<CommentPage, AppError> {
    may_see(cx, subject)?;
    let cx = cx.clone();
    let db = cx.app.db.clone();
    db.read(move |conn| {
        let most = i64::try_from(limit).unwrap_or(i64::MAX - 1);
        let mut comments = queries::list(conn, &cx.scope, subject, older, most)?;
        let has_more = comments.len() > limit;
        comments.truncate(limit);
        with_authors(conn, &cx, &mut comments)?;
        let older = comments.last().map(|comment| comment.id).filter(|_| has_more);
        Ok::<_, AppError>(CommentPage { comments, older })
    })
    .await
}

/// How many comments there are.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn count_comments(cx: &ServiceContext, subject: Subject) -> Result<i64, AppError> {
    may_see(cx, subject)?;
    let scope = cx.scope;
    cx.app.db.read(move |conn| queries::count(conn, &scope, subject)).await.map_err(AppError::Database)
}

/// Whom comments are about.
///
/// # Errors
/// [`AppError::NotFound`], for another tenant's people and companies too.
pub async fn named(cx: &ServiceContext, subject: Subject) -> Result<NamedSubject, AppError> {
    may_see(cx, subject)?;
    let scope = cx.scope;
    let found = cx.app.db.read(move |conn| queries::named(conn, &scope, subject));
    found.await.map_err(AppError::Database)?.ok_or(AppError::NotFound)
}

/// One comment.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn find_comment(cx: &ServiceContext, id: FeedbackId) -> Result<Comment, AppError> {
    cx.require(Permission::FeedbackList)?;
    let cx = cx.clone();
    let db = cx.app.db.clone();
    db.read(move |conn| {
        let mut comment = queries::find(conn, &cx.scope, id)?.ok_or(AppError::NotFound)?;
        may_see(&cx, comment.subject)?;
        with_authors(conn, &cx, std::slice::from_mut(&mut comment))?;
        Ok(comment)
    })
    .await
}

/// Adds a comment in the name of the one who acts.
///
/// # Errors
/// [`AppError::Invalid`]; [`AppError::NotFound`] when there is nobody to comment on.
pub async fn add_comment(cx: &ServiceContext, subject: Subject, body: &str) -> Result<Comment, AppError> {
    cx.require(Permission::FeedbackAdd)?;
    may_see(cx, subject)?;
    let body = checked(cx, body)?;
    let now = cx.app.clock.now();
    let comment = Comment {
        id: FeedbackId::from_uuid(cx.app.ids.uuid()),
        subject,
        author: cx.actor.user(),
        author_name: String::new(),
        author_photo: None,
        body,
        version: 1,
        created_at: now,
        updated_at: now,
    };
    let cx = cx.clone();
    let db = cx.app.db.clone();
    db.write(move |conn| {
        let mut comment = comment.clone();
        queries::named(conn, &cx.scope, subject)?.ok_or(AppError::NotFound)?;
        with_authors(conn, &cx, std::slice::from_mut(&mut comment))?;
        queries::insert(conn, &cx.scope, &comment)?;
        let body = Change { old: Value::Null, new: json!(comment.body) };
        audit::insert(conn, &cx.scope, &entries(&cx, &comment, "create", body))?;
        Ok::<_, AppError>(comment)
    })
    .await
}

/// Changes one's own comment.
///
/// # Errors
/// [`AppError::Conflict`] when `expected_version` is not the present one; [`AppError::Invalid`], also for somebody
/// else's comment.
pub async fn change_comment(
    cx: &ServiceContext,
    id: FeedbackId,
    expected_version: Option<i64>,
    body: &str,
) -> Result<Comment, AppError> {
    cx.require(Permission::FeedbackAdd)?;
    let body = checked(cx, body);
    let cx = cx.clone();
    let db = cx.app.db.clone();
    let body = match body {
        Ok(body) => body,
        // Whoever may not change it is told that first.
        Err(error) => return Err(find_comment(&cx, id).await.err().unwrap_or(error)),
    };
    db.write(move |conn| {
        let before = queries::find(conn, &cx.scope, id)?.ok_or(AppError::NotFound)?;
        may_see(&cx, before.subject)?;
        if !before.is_by(cx.actor.user()) {
            let message = cx.texts().t("feedback-problem-not-yours").into_owned();
            let problem =
                Problem { field: "body".to_owned(), code: "feedback.not-yours".to_owned(), message };
            return Err(AppError::Invalid(vec![problem]));
        }
        if expected_version.is_some_and(|expected| expected != before.version) {
            return Err(AppError::Conflict);
        }
        if before.body == body {
            return Ok(before);
        }
        let updated = queries::update(conn, &cx.scope, id, before.version, &body, cx.app.clock.now());
        updated.map_err(|error| match error {
            DbError::NotFound => AppError::Conflict,
            other => AppError::from(other),
        })?;
        let change = Change { old: json!(before.body), new: json!(body) };
        audit::insert(conn, &cx.scope, &entries(&cx, &before, "update", change))?;
        queries::find(conn, &cx.scope, id)?.ok_or(AppError::NotFound)
    })
    .await
}

/// Deletes a comment: one's own, or anybody's with the permission for that. Answers what it was.
///
/// # Errors
/// [`AppError::Forbidden`]; [`AppError::NotFound`].
pub async fn delete_comment(cx: &ServiceContext, id: FeedbackId) -> Result<Comment, AppError> {
    cx.require(Permission::FeedbackList)?;
    let cx = cx.clone();
    let db = cx.app.db.clone();
    db.write(move |conn| {
        let comment = queries::find(conn, &cx.scope, id)?.ok_or(AppError::NotFound)?;
        may_see(&cx, comment.subject)?;
        let is_own = comment.is_by(cx.actor.user()) && cx.permissions.allow(Permission::FeedbackAdd);
        if !is_own {
            cx.require(Permission::FeedbackDelete)?;
        }
        queries::delete(conn, &cx.scope, id)?;
        let change = Change { old: json!(comment.body), new: Value::Null };
        audit::insert(conn, &cx.scope, &entries(&cx, &comment, "delete", change))?;
        Ok::<_, AppError>(comment)
    })
    .await
}
