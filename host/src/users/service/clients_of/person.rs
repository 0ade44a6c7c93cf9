//! One client's things.
use elenco_db::UserId;

use super::{HasClients, let_go, stranger, take_in};
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
