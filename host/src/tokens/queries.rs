//! Queries about tokens.
use diesel::prelude::*;
use elenco_db::schema::tokens;
use elenco_db::{Conn, DbError, Instant, TenantId, TenantScope, TokenId, UserId, each};

use super::model::Token;

#[derive(Debug, Insertable)]
#[diesel(table_name = tokens)]
pub(super) struct NewToken {
    pub tenant_id: TenantId,
    pub id: TokenId,
    pub user_id: UserId,
    pub description: String,
    pub secret_hash: Vec<u8>,
    pub prefix: String,
    pub expires_at: Option<Instant>,
    pub created_at: Instant,
}

pub(super) fn insert(conn: &mut Conn, token: &NewToken) -> Result<(), DbError> {
    each!(conn, c => diesel::insert_into(tokens::table).values(token).execute(c))?;
    Ok(())
}

/// The token with this digest, of whatever tenant: the digest is how the tenant is found.
pub(super) fn find(conn: &mut Conn, secret_hash: &[u8], now: Instant) -> Result<Option<Token>, DbError> {
    type Columns = (TenantId, TokenId, UserId, Option<Instant>, Option<Instant>);
    let row: Option<Columns> = tokens::table
        .filter(tokens::secret_hash.eq(secret_hash))
        .filter(tokens::revoked_at.is_null())
        .select((tokens::tenant_id, tokens::id, tokens::user_id, tokens::last_used_at, tokens::expires_at))
        .first(conn)
        .optional()?;
    Ok(row
        .filter(|row| row.4.is_none_or(|until| now < until))
        .map(|(tenant_id, id, user_id, last_used_at, _)| Token { tenant_id, id, user_id, last_used_at }))
}

pub(super) fn touch(conn: &mut Conn, scope: &TenantScope, id: TokenId, now: Instant) -> Result<(), DbError> {
    diesel::update(tokens::table.filter(tokens::tenant_id.eq(scope.tenant())).filter(tokens::id.eq(id)))
        .set(tokens::last_used_at.eq(Some(now)))
        .execute(conn)?;
    Ok(())
}
