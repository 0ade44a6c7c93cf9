//! Saving and deleting people never takes away the last one who may do everything, and never opens somebody's account
//! to one who may do less.
use elenco_db::{Conn, DbError, Instant, UserId};

use super::prepare::Draft;
use super::validate::problem;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::roles;
use crate::roles::model::Standing;
use crate::users::model::{Problem, User};

fn standing(user: &User, now: Instant) -> Standing {
    Standing::of(user.active, (user.valid_since, user.valid_until), now)
}

/// Whether a change takes away what somebody may do, at once or one day.
pub(super) fn weakens(before: &User, after: &User, now: Instant) -> bool {
    standing(after, now) < standing(before, now)
}

/// Refuses drafts that would leave nobody who may do everything, and new passwords for people who may do what the
/// actor may not: with the password one would be them.
pub(super) async fn judge(cx: &ServiceContext, drafts: &mut [Draft]) -> Result<(), AppError> {
    let now = cx.app.clock.now();
    let known = |draft: &Draft| draft.before.as_ref().map(|before| before.user.clone());
    let mut weakened = Vec::new();
    let mut opened = Vec::new();
    for (at, draft) in drafts.iter().enumerate() {
        let Some(before) = known(draft) else { continue };
        if weakens(&before, &draft.after, now) {
            weakened.push((at, before.id));
        }
        let own = cx.actor.user() == Some(before.id);
        if draft.new_password.is_some() && !own && !cx.permissions.are_all() {
            opened.push((at, before.id));
        }
    }
    if weakened.is_empty() && opened.is_empty() {
        return Ok(());
    }
    let (scope, own) = (cx.scope, std::sync::Arc::clone(&cx.permissions));
    let read = cx.app.db.read(move |conn| {
        let (mut last, mut mightier, mut gone) = (Vec::new(), Vec::new(), Vec::new());
        for (at, id) in weakened {
            gone.push(id);
            if roles::service::would_lock_out(conn, &scope, now, &gone)? {
                gone.pop();
                last.push(at);
            }
        }
        for (at, id) in opened {
            let theirs = roles::service::permissions_of(conn, &scope, id)?;
            if !theirs.iter().all(|permission| own.allow(permission)) {
                mightier.push(at);
            }
        }
        Ok::<_, DbError>((last, mightier))
    });
    let (last, mightier) = read.await.map_err(AppError::Database)?;
    for at in last {
        let ends = drafts[at].after.active;
        drafts[at].problems.push(last_administrator(cx, if ends { "valid_until" } else { "active" }));
    }
    for at in mightier {
        let refusal = problem(cx, "password", "user.beyond-own", "users-problem-password-beyond");
        drafts[at].problems.push(refusal);
    }
    Ok(())
}

fn last_administrator(cx: &ServiceContext, field: &str) -> Problem {
    problem(cx, field, "role.last-administrator", "roles-problem-last")
}

/// Asked again in the transaction that writes: two changes at once might each rely on the person whom the other one
/// takes away. Then somebody else was faster, and the judgement is made anew.
pub(super) fn still_safe(cx: &ServiceContext, conn: &mut Conn, weakened: &[UserId]) -> Result<(), DbError> {
    if weakened.is_empty() {
        return Ok(());
    }
    roles::service::lock(conn, &cx.scope)?;
    match roles::service::would_lock_out(conn, &cx.scope, cx.app.clock.now(), weakened)? {
        true => Err(DbError::NotFound),
        false => Ok(()),
    }
}

/// Refuses to delete, or to switch off, people without whom nobody could do everything.
///
/// # Errors
/// [`AppError::Invalid`] with `role.last-administrator`.
pub fn may_lose(cx: &ServiceContext, conn: &mut Conn, people: &[UserId]) -> Result<(), AppError> {
    roles::service::lock(conn, &cx.scope)?;
    match roles::service::would_lock_out(conn, &cx.scope, cx.app.clock.now(), people)? {
        true => Err(AppError::Invalid(vec![last_administrator(cx, "")])),
        false => Ok(()),
    }
}

/// Those of these people whom the tenant may lose all at once, so that somebody is left who may do everything.
///
/// # Errors
/// The database's.
pub(super) fn may_go(
    cx: &ServiceContext,
    conn: &mut Conn,
    people: Vec<UserId>,
) -> Result<Vec<UserId>, AppError> {
    match may_lose(cx, conn, &people) {
        Ok(()) => return Ok(people),
        Err(AppError::Invalid(_)) => {}
        Err(other) => return Err(other),
    }
    let mut gone = Vec::with_capacity(people.len());
    for id in people {
        gone.push(id);
        match may_lose(cx, conn, &gone) {
            Ok(()) => {}
            Err(AppError::Invalid(_)) => {
                gone.pop();
            }
            Err(other) => return Err(other),
        }
    }
    Ok(gone)
}
