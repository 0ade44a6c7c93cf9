//! Queries about tokens.
use diesel::prelude::*;
use elenco_db::dialect::{candidates, contains};
use elenco_db::schema::{tokens, users};
use elenco_db::{Conn, DbError, Instant, Json, TenantId, TenantScope, TokenId, UserId, each};

use super::model::{Token, TokenPage, TokenSummary};
use crate::auth::permission::Permission;
use crate::fold::fold;

/// People whose tokens are looked up one by one; when more match, the people of the tokens are looked into.
const FEW: i64 = 500;
/// Texts that are shorter have no index.
const SHORTEST_INDEXED: usize = 3;

#[derive(Debug, Insertable)]
#[diesel(table_name = tokens, treat_none_as_default_value = false)]
struct NewRow {
    tenant_id: TenantId,
    id: TokenId,
    user_id: UserId,
    description: String,
    search_text: String,
    secret_hash: Vec<u8>,
    prefix: String,
    expires_at: Option<Instant>,
    created_at: Instant,
    created_by: Option<UserId>,
    scopes: Option<Json>,
}

#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = tokens)]
struct SummaryRow {
    id: TokenId,
    user_id: UserId,
    description: String,
    prefix: String,
    created_at: Instant,
    created_by: Option<UserId>,
    expires_at: Option<Instant>,
    last_used_at: Option<Instant>,
    scopes: Option<Json>,
}

/// The scopes of a document. Words of a later version allow nothing here.
fn read_scopes(document: Json) -> Vec<Permission> {
    let words = document.0.as_array().cloned().unwrap_or_default();
    words.iter().filter_map(|word| word.as_str()).filter_map(Permission::parse).collect()
}

impl SummaryRow {
    fn into_summary(self) -> TokenSummary {
        TokenSummary {
            id: self.id,
            user_id: self.user_id,
            description: self.description,
            prefix: self.prefix,
            created_at: self.created_at,
            created_by: self.created_by,
            expires_at: self.expires_at,
            last_used_at: self.last_used_at,
            scopes: self.scopes.map(read_scopes),
        }
    }
}

pub(super) fn insert(
    conn: &mut Conn,
    scope: &TenantScope,
    token: &TokenSummary,
    secret_hash: &[u8],
) -> Result<(), DbError> {
    let words = |scopes: &Vec<Permission>| scopes.iter().map(|scope| scope.as_str()).collect::<Vec<_>>();
    let row = NewRow {
        tenant_id: scope.tenant(),
        id: token.id,
        user_id: token.user_id,
        description: token.description.clone(),
        search_text: fold(&token.description),
        secret_hash: secret_hash.to_vec(),
        prefix: token.prefix.clone(),
        expires_at: token.expires_at,
        created_at: token.created_at,
        created_by: token.created_by,
        scopes: token.scopes.as_ref().map(|scopes| Json(serde_json::json!(words(scopes)))),
    };
    each!(conn, c => diesel::insert_into(tokens::table).values(&row).execute(c))?;
    Ok(())
}

/// The token with this digest, of whatever tenant: the digest is how the tenant is found.
pub(super) fn find(conn: &mut Conn, secret_hash: &[u8], now: Instant) -> Result<Option<Token>, DbError> {
    type Columns = (TenantId, TokenId, UserId, Option<Instant>, Option<Instant>, Option<Json>);
    let row: Option<Columns> = tokens::table
        .filter(tokens::secret_hash.eq(secret_hash))
        .filter(tokens::revoked_at.is_null())
        .select((
            tokens::tenant_id,
            tokens::id,
            tokens::user_id,
            tokens::last_used_at,
            tokens::expires_at,
            tokens::scopes,
        ))
        .first(conn)
        .optional()?;
    Ok(row.filter(|row| row.4.is_none_or(|until| now < until)).map(
        |(tenant_id, id, user_id, last_used_at, _, scopes)| Token {
            tenant_id,
            id,
            user_id,
            last_used_at,
            scopes: scopes.map(read_scopes),
        },
    ))
}

pub(super) fn touch(conn: &mut Conn, scope: &TenantScope, id: TokenId, now: Instant) -> Result<(), DbError> {
    diesel::update(tokens::table.filter(tokens::tenant_id.eq(scope.tenant())).filter(tokens::id.eq(id)))
        .set(tokens::last_used_at.eq(Some(now)))
        .execute(conn)?;
    Ok(())
}

/// A token that was not revoked.
pub(super) fn find_by_id(
    conn: &mut Conn,
    scope: &TenantScope,
    id: TokenId,
) -> Result<Option<TokenSummary>, DbError> {
    let row = tokens::table
        .filter(tokens::tenant_id.eq(scope.tenant()))
        .filter(tokens::id.eq(id))
        .filter(tokens::revoked_at.is_null())
        .select(SummaryRow::as_select())
        .first(conn)
        .optional()?;
    Ok(row.map(SummaryRow::into_summary))
}

/// A person's tokens that were not revoked, the newest first.
pub(super) fn of_person(
    conn: &mut Conn,
    scope: &TenantScope,
    user: UserId,
) -> Result<Vec<TokenSummary>, DbError> {
    // Sorted here: asked for an order, SQLite takes the index that has it, and reads everybody's tokens.
    let mut rows: Vec<SummaryRow> = tokens::table
        .filter(tokens::tenant_id.eq(scope.tenant()))
        .filter(tokens::user_id.eq(user))
        .filter(tokens::revoked_at.is_null())
        .select(SummaryRow::as_select())
        .load(conn)?;
    rows.sort_unstable_by_key(|row| std::cmp::Reverse(row.id));
    Ok(rows.into_iter().map(SummaryRow::into_summary).collect())
}

pub(super) fn revoke(
    conn: &mut Conn,
    scope: &TenantScope,
    id: TokenId,
    now: Instant,
) -> Result<bool, DbError> {
    let changed = diesel::update(
        tokens::table
            .filter(tokens::tenant_id.eq(scope.tenant()))
            .filter(tokens::id.eq(id))
            .filter(tokens::revoked_at.is_null()),
    )
    .set(tokens::revoked_at.eq(Some(now)))
    .execute(conn)?;
    Ok(changed > 0)
}

/// Which tokens a page shows: from an instant on, and before one.
#[derive(Debug, Clone, Default)]
pub(super) struct Wanted {
    pub search: Option<String>,
    pub created: (Option<Instant>, Option<Instant>),
    pub expires: (Option<Instant>, Option<Instant>),
}

/// The people who match a text, when they are few.
fn few_people(conn: &mut Conn, scope: &TenantScope, text: &str) -> Result<Option<Vec<UserId>>, DbError> {
    if text.chars().count() < SHORTEST_INDEXED {
        return Ok(None);
    }
    let found: Vec<UserId> =
        users::table.filter(candidates(scope, text, FEW + 1)).select(users::id).load(conn)?;
    Ok((found.len() as i64 <= FEW).then_some(found))
}

/// Tokens that were not revoked, the newest first.
pub(super) fn list(
    conn: &mut Conn,
    scope: &TenantScope,
    wanted: &Wanted,
    older_than: Option<TokenId>,
    limit: usize,
) -> Result<TokenPage, DbError> {
    let people = users::table.on(users::tenant_id.eq(tokens::tenant_id).and(users::id.eq(tokens::user_id)));
    let mut query = tokens::table
        .inner_join(people)
        .filter(tokens::tenant_id.eq(scope.tenant()))
        .filter(tokens::revoked_at.is_null())
        .select(SummaryRow::as_select())
        .order(tokens::id.desc())
        .limit(i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1))
        .into_boxed();
    if let Some(id) = older_than {
        query = query.filter(tokens::id.lt(id));
    }
    if let Some(text) = &wanted.search {
        let pattern = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        let described = tokens::search_text.like(format!("%{pattern}%")).escape('\\');
        // The few people who match are found first: otherwise the person of every token would be looked into.
        query = match few_people(conn, scope, text)? {
            Some(people) => query.filter(described.or(tokens::user_id.eq_any(people))),
            None => query.filter(described.or(contains(text))),
        };
    }
    if let Some(from) = wanted.created.0 {
        query = query.filter(tokens::created_at.ge(from));
    }
    if let Some(to) = wanted.created.1 {
        query = query.filter(tokens::created_at.lt(to));
    }
    // Ends are instants after the last day.
    if let Some(from) = wanted.expires.0 {
        query = query.filter(tokens::expires_at.gt(from));
    }
    if let Some(to) = wanted.expires.1 {
        query = query.filter(tokens::expires_at.le(to));
    }
    let mut tokens: Vec<TokenSummary> = query.load(conn)?.into_iter().map(SummaryRow::into_summary).collect();
    let more = tokens.len() > limit;
    tokens.truncate(limit);
    let older = tokens.last().filter(|_| more).map(|token| token.id);
    Ok(TokenPage { tokens, older })
}
