//! One client's things.
use elenco_db::{Conn, UserId};

use super::{HasClients, Keys, let_go, stranger, take_in};
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::fold::fold;
use crate::users::model::UserKind;
use crate::users::queries;
use crate::users::service::validate;

/// Associates one client with things. Answers with how many more.
///
/// # Errors
/// [`AppError::Invalid`] when a thing is not there, or the person is no client; then nothing is changed.
/// [`AppError::NotFound`] when nobody is there.
pub async fn associate_person<T: HasClients>(
    cx: &ServiceContext,
    user: UserId,
    things: Vec<T>,
) -> Result<usize, AppError> {
    change_person(cx, user, things, true).await
}

/// Takes one client away from things. Answers from how many.
///
/// # Errors
/// As in [`associate_person`].
pub async fn dissociate_person<T: HasClients>(
    cx: &ServiceContext,
    user: UserId,
    things: Vec<T>,
) -> Result<usize, AppError> {
    change_person(cx, user, things, false).await
}

/// Ties clients to a thing, or takes them from it, inside the caller's transaction. Answers for whom that was a change;
/// whoever is no client is passed over.
///
/// # Errors
/// [`AppError::Forbidden`]; [`AppError::NotFound`] when the thing is gone.
pub fn exchange_some<T: HasClients>(
    cx: &ServiceContext,
    conn: &mut Conn,
    of: T,
    people: &[UserId],
    come: bool,
) -> Result<Vec<UserId>, AppError> {
    cx.require(T::UPDATE)?;
    let name = of.name(conn, cx)?.ok_or(AppError::NotFound)?;
    let present = of.among(conn, cx, people)?;
    let mut moved: Vec<UserId> = people.iter().copied().filter(|id| present.contains(id) != come).collect();
    moved.sort_unstable();
    moved.dedup();
    if come {
        let found = queries::find_by_ids(conn, &cx.scope, &moved)?;
        let clients =
            found.into_iter().map(|stored| stored.user).filter(|user| user.kind == UserKind::Client);
        let keys: Keys = clients.map(|user| (fold(&user.full_name()), user.id)).collect();
        moved = keys.iter().map(|(_, id)| *id).collect();
        take_in(cx, conn, (of, &name), keys)?;
    } else {
        let_go(cx, conn, (of, &name), &moved)?;
    }
    Ok(moved)
}

async fn change_person<T: HasClients>(
    cx: &ServiceContext,
    user: UserId,
    things: Vec<T>,
    come: bool,
) -> Result<usize, AppError> {
    cx.require(T::UPDATE)?;
    let (cx, db) = (cx.clone(), cx.app.db.clone());
    db.write(move |conn| {
        let person = queries::find(conn, &cx.scope, user)?.ok_or(AppError::NotFound)?.user;
        if person.kind != UserKind::Client {
            return Err(stranger(&cx));
        }
        let mut changed = 0;
        for of in &things {
            let Some(name) = of.name(conn, &cx)? else {
                let key = "associations-problem-thing";
                let problem = validate::problem(&cx, T::CHANGE, "association.unknown", key);
                return Err(AppError::Invalid(vec![problem]));
            };
            changed += if come {
                take_in(&cx, conn, (*of, &name), vec![(fold(&person.full_name()), user)])?
            } else if of.among(conn, &cx, &[user])?.is_empty() {
                0
            } else {
                let_go(&cx, conn, (*of, &name), &[user])?
            };
        }
        Ok(usize::try_from(changed).unwrap_or(usize::MAX))
    })
    .await
}
