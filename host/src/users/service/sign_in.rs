//! What a sign-in asks about people.
use elenco_db::{Conn, DbError, Instant, TenantScope, UserId};

use crate::users::model::User;
use crate::users::queries;

/// Somebody who may act now: active, and inside the window of validity. Asked at every request, so that a person who
/// was switched off is out at once.
///
/// # Errors
/// The engine's.
pub fn may_act(
    conn: &mut Conn,
    scope: &TenantScope,
    id: UserId,
    now: Instant,
) -> Result<Option<User>, DbError> {
    let found = queries::find(conn, scope, id)?.map(|stored| stored.user);
    Ok(found.filter(|user| is_valid(user, now)))
}

fn is_valid(user: &User, now: Instant) -> bool {
    user.active
        && user.valid_since.is_none_or(|since| since <= now)
        && user.valid_until.is_none_or(|until| now < until)
}

/// Who signs in: the person with this user name who may act now, and the hash to compare with.
///
/// # Errors
/// The engine's.
pub fn for_sign_in(
    conn: &mut Conn,
    scope: &TenantScope,
    username: &str,
    now: Instant,
) -> Result<Option<(User, Option<String>)>, DbError> {
    let found = queries::find_by_usernames(conn, scope, &[username.to_owned()])?.into_iter().next();
    Ok(found.filter(|stored| is_valid(&stored.user, now)).map(|stored| (stored.user, stored.password_hash)))
}

/// Who forgot a password: the person with this user name or, when it is only one's, with this e-mail address, who may act
/// now.
///
/// # Errors
/// The engine's.
pub fn for_new_password(
    conn: &mut Conn,
    scope: &TenantScope,
    name: &str,
    now: Instant,
) -> Result<Option<User>, DbError> {
    if let Some((user, _)) = for_sign_in(conn, scope, name, now)? {
        return Ok(Some(user));
    }
    if !name.contains('@') {
        return Ok(None);
    }
    let found = queries::find_emails(conn, scope, &[name.to_owned()])?;
    let [(_, id)] = found.as_slice() else { return Ok(None) };
    may_act(conn, scope, *id, now)
}

/// Remembers when somebody signed in.
///
/// # Errors
/// The engine's.
pub fn signed_in(conn: &mut Conn, scope: &TenantScope, id: UserId, now: Instant) -> Result<(), DbError> {
    queries::signed_in(conn, scope, id, now)
}
