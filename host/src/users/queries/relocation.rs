//! People who get another location together with others.
use diesel::prelude::*;
use elenco_db::schema::users;
use elenco_db::{Conn, DbError, Instant, LocationId, TenantScope, UserId};

/// Gives the first people of a location another one, at most so many; answers who they are.
///
/// # Errors
/// The engine's.
pub fn relocate(
    conn: &mut Conn,
    scope: &TenantScope,
    (from, to): (LocationId, LocationId),
    most: usize,
    now: Instant,
) -> Result<Vec<UserId>, DbError> {
    let ids: Vec<UserId> = users::table
        .filter(users::tenant_id.eq(scope.tenant()))
        .filter(users::location_id.eq(from))
        .order((users::sort_key, users::id))
        .select(users::id)
        .limit(i64::try_from(most).unwrap_or(i64::MAX))
        .load(conn)?;
    diesel::update(users::table.filter(users::tenant_id.eq(scope.tenant())).filter(users::id.eq_any(&ids)))
        .set((users::location_id.eq(to), users::version.eq(users::version + 1), users::updated_at.eq(now)))
        .execute(conn)?;
    Ok(ids)
}
