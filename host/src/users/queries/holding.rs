//! Who has a value in an additional field. No index tells, so people are looked at some thousands at a time.
use diesel::prelude::*;
use elenco_db::dialect::json_text;
use elenco_db::schema::users;
use elenco_db::{Conn, DbError, TenantScope, UserId};

use crate::users::model::UserKind;

/// Of the next people of a kind by id, `window` at most: those with a value in a field, and the last one that was
/// looked at; nobody at the end.
///
/// # Errors
/// The engine's.
pub fn holding(
    conn: &mut Conn,
    scope: &TenantScope,
    kind: UserKind,
    field: &str,
    after: Option<UserId>,
    window: i64,
) -> Result<(Vec<UserId>, Option<UserId>), DbError> {
    let mut query = users::table
        .filter(users::tenant_id.eq(scope.tenant()))
        .filter(users::kind.eq(kind.as_str()))
        .order(users::id)
        .limit(window)
        .select((users::id, json_text(users::fields, field).is_not_null()))
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(users::id.gt(after));
    }
    let rows: Vec<(UserId, bool)> = query.load(conn)?;
    let last = rows.last().map(|(id, _)| *id);
    Ok((rows.into_iter().filter(|(_, has)| *has).map(|(id, _)| id).collect(), last))
}
