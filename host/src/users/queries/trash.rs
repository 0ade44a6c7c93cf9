//! People who were deleted, with all that hung on them: gathered, kept, put back, forgotten.
mod gathering;
mod returning;

use std::collections::HashMap;

use diesel::prelude::*;
use elenco_db::schema::{deleted_users, users};
use elenco_db::{BulkChangeId, Conn, DbError, Instant, Json, TenantId, TenantScope, UserId, each};

use super::people::StoredUser;
use crate::fold::fold;
use crate::users::model::{DeletedAnchor, DeletedDocument, DeletedUser, Deletion, UserKind};

pub use gathering::gather;
pub use returning::{put_back, remaining};

/// Somebody who is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// The person and what hung on one.
    pub document: DeletedDocument,
    /// PHC string.
    pub password_hash: Option<String>,
    /// Name of the rules that it met.
    pub password_basis: Option<String>,
    /// The change to many that the deletion was part of.
    pub change: Deletion,
}

impl Kept {
    /// The person as saving needs one.
    pub fn stored(&self) -> StoredUser {
        StoredUser {
            user: self.document.user.clone(),
            password_hash: self.password_hash.clone(),
            password_basis: self.password_basis.clone(),
        }
    }
}

#[derive(Debug, Insertable)]
#[diesel(table_name = deleted_users, treat_none_as_default_value = false)]
struct DeletedRow {
    tenant_id: TenantId,
    id: UserId,
    kind: String,
    username: String,
    name: String,
    sort_key: String,
    document: Json<DeletedDocument>,
    password_hash: Option<String>,
    password_basis: Option<String>,
    bulk_change_id: Option<BulkChangeId>,
    deleted_by: Option<UserId>,
    deleted_at: Instant,
}

/// Keeps people.
///
/// # Errors
/// The engine's.
pub fn keep(
    conn: &mut Conn,
    scope: &TenantScope,
    people: Vec<Kept>,
    by: Option<UserId>,
    now: Instant,
) -> Result<(), DbError> {
    let rows: Vec<DeletedRow> = people
        .into_iter()
        .map(|kept| {
            let user = &kept.document.user;
            let name = user.full_name();
            DeletedRow {
                tenant_id: scope.tenant(),
                id: user.id,
                kind: user.kind.as_str().to_owned(),
                username: user.username.clone(),
                sort_key: fold(&name),
                name,
                password_hash: kept.password_hash,
                password_basis: kept.password_basis,
                bulk_change_id: kept.change,
                deleted_by: by,
                deleted_at: now,
                document: Json(kept.document),
            }
        })
        .collect();
    for chunk in rows.chunks(250) {
        each!(conn, c => diesel::insert_into(deleted_users::table).values(chunk).execute(c))?;
    }
    Ok(())
}

type KeptColumns = (Json<DeletedDocument>, Option<String>, Option<String>, Option<BulkChangeId>);

/// Those of these people who are kept.
///
/// # Errors
/// The engine's.
pub fn load_kept(conn: &mut Conn, scope: &TenantScope, ids: &[UserId]) -> Result<Vec<Kept>, DbError> {
    let rows: Vec<KeptColumns> = deleted_users::table
        .filter(deleted_users::tenant_id.eq(scope.tenant()))
        .filter(deleted_users::id.eq_any(ids))
        .order(deleted_users::id)
        .select((
            deleted_users::document,
            deleted_users::password_hash,
            deleted_users::password_basis,
            deleted_users::bulk_change_id,
        ))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(document, password_hash, password_basis, change)| Kept {
            document: document.0,
            password_hash,
            password_basis,
            change,
        })
        .collect())
}

/// Forgets people who are there again. Answers how many were still kept.
///
/// # Errors
/// The engine's.
pub fn forget(conn: &mut Conn, scope: &TenantScope, ids: &[UserId]) -> Result<usize, DbError> {
    Ok(diesel::delete(
        deleted_users::table
            .filter(deleted_users::tenant_id.eq(scope.tenant()))
            .filter(deleted_users::id.eq_any(ids)),
    )
    .execute(conn)?)
}

/// One page of those who were deleted, the last ones first, and whether there are more.
///
/// # Errors
/// The engine's.
pub fn list_deleted(
    conn: &mut Conn,
    scope: &TenantScope,
    kind: UserKind,
    after: Option<DeletedAnchor>,
    limit: usize,
) -> Result<(Vec<DeletedUser>, bool), DbError> {
    type Columns = (UserId, String, String, Instant, Option<UserId>);
    let mut query = deleted_users::table
        .filter(deleted_users::tenant_id.eq(scope.tenant()))
        .filter(deleted_users::kind.eq(kind.as_str()))
        .order((deleted_users::deleted_at.desc(), deleted_users::id.desc()))
        .limit(i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1))
        .select((
            deleted_users::id,
            deleted_users::username,
            deleted_users::name,
            deleted_users::deleted_at,
            deleted_users::deleted_by,
        ))
        .into_boxed();
    if let Some(DeletedAnchor { at, id }) = after {
        query = query.filter(
            deleted_users::deleted_at
                .le(at)
                .and(deleted_users::deleted_at.lt(at).or(deleted_users::id.lt(id))),
        );
    }
    let mut rows: Vec<Columns> = query.load(conn)?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let by: Vec<UserId> = rows.iter().filter_map(|row| row.4).collect();
    let names: HashMap<UserId, String> = users::table
        .filter(users::tenant_id.eq(scope.tenant()))
        .filter(users::id.eq_any(by))
        .select((users::id, users::first_names, users::last_names))
        .load::<(UserId, String, String)>(conn)?
        .into_iter()
        .map(|(id, first, last)| (id, format!("{first} {last}").trim().to_owned()))
        .collect();
    let people = rows
        .into_iter()
        .map(|(id, username, name, deleted_at, by)| DeletedUser {
            id,
            kind,
            username,
            name,
            deleted_at,
            deleted_by: by.and_then(|by| names.get(&by).cloned()),
        })
        .collect();
    Ok((people, more))
}

/// Forgets, of every tenant, some of those who were deleted before this. Answers how many.
///
/// # Errors
/// The engine's.
pub fn sweep(conn: &mut Conn, before: Instant, limit: i64) -> Result<usize, DbError> {
    let old: Vec<(TenantId, UserId)> = deleted_users::table
        .filter(deleted_users::deleted_at.lt(before))
        .order(deleted_users::deleted_at)
        .limit(limit)
        .select((deleted_users::tenant_id, deleted_users::id))
        .load(conn)?;
    let mut swept = 0;
    let mut by_tenant: HashMap<TenantId, Vec<UserId>> = HashMap::new();
    for (tenant, id) in old {
        by_tenant.entry(tenant).or_default().push(id);
    }
    for (tenant, ids) in by_tenant {
        swept += forget(conn, &TenantScope::of(tenant), &ids)?;
    }
    Ok(swept)
}
