//! Queries about links with which one chooses a password.
use diesel::prelude::*;
use elenco_db::schema::password_links;
use elenco_db::{Conn, DbError, Instant, TenantId, TenantScope, UserId, each};

#[derive(Debug, Insertable)]
#[diesel(table_name = password_links)]
pub(in crate::sessions) struct NewLink {
    pub tenant_id: TenantId,
    pub secret_hash: Vec<u8>,
    pub user_id: UserId,
    pub address: String,
    pub created_at: Instant,
    pub expires_at: Instant,
}

pub(in crate::sessions) fn insert(conn: &mut Conn, link: &NewLink) -> Result<(), DbError> {
    each!(conn, c => diesel::insert_into(password_links::table).values(link).execute(c))?;
    Ok(())
}

/// Whose link it is, and the address that it was sent to, while it is valid.
pub(in crate::sessions) fn find(
    conn: &mut Conn,
    scope: &TenantScope,
    secret_hash: &[u8],
    now: Instant,
) -> Result<Option<(UserId, String)>, DbError> {
    Ok(password_links::table
        .filter(password_links::tenant_id.eq(scope.tenant()))
        .filter(password_links::secret_hash.eq(secret_hash))
        .filter(password_links::expires_at.gt(now))
        .select((password_links::user_id, password_links::address))
        .first(conn)
        .optional()?)
}

/// Takes a link away; whether it was there. Of two who use one link at the same moment, one finds it gone.
pub(in crate::sessions) fn redeem(
    conn: &mut Conn,
    scope: &TenantScope,
    secret_hash: &[u8],
    now: Instant,
) -> Result<bool, DbError> {
    let own = password_links::table
        .filter(password_links::tenant_id.eq(scope.tenant()))
        .filter(password_links::secret_hash.eq(secret_hash));
    Ok(diesel::delete(own.filter(password_links::expires_at.gt(now))).execute(conn)? > 0)
}

/// Takes all links of somebody away.
pub(in crate::sessions) fn delete_all_of(
    conn: &mut Conn,
    scope: &TenantScope,
    user: UserId,
) -> Result<(), DbError> {
    let own = password_links::table.filter(password_links::tenant_id.eq(scope.tenant()));
    diesel::delete(own.filter(password_links::user_id.eq(user))).execute(conn)?;
    Ok(())
}

/// Takes the links of somebody away that are not valid any more.
pub(in crate::sessions) fn delete_expired_of(
    conn: &mut Conn,
    scope: &TenantScope,
    user: UserId,
    now: Instant,
) -> Result<(), DbError> {
    let own = password_links::table.filter(password_links::tenant_id.eq(scope.tenant()));
    diesel::delete(own.filter(password_links::user_id.eq(user)).filter(password_links::expires_at.le(now)))
        .execute(conn)?;
    Ok(())
}
