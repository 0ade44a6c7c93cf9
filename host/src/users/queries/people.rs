//! One person, and some.
use std::collections::HashMap;

use diesel::prelude::*;
use elenco_db::schema::{
    company_clients, group_members, locations, memberships, service_clients, tenants, user_roles, users,
};
use elenco_db::{Conn, DbError, Instant, LocationId, TenantScope, UserId, each};

use crate::fold::fold;
use crate::users::model::User;
use crate::users::rows::{UserRow, last_key};

/// A person as saving needs one: with the hash, which no page ever sees.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredUser {
    /// The person.
    pub user: User,
    /// PHC string.
    pub password_hash: Option<String>,
    /// Under which rules the password was accepted: the id of a row that says them, when they are known.
    pub password_basis: Option<String>,
}

impl StoredUser {
    fn row(&self) -> UserRow {
        UserRow::of(&self.user, self.password_hash.clone(), self.password_basis.clone())
    }
}

/// The person of a row.
pub(in crate::users) fn stored_row(row: UserRow) -> StoredUser {
    let (password_hash, password_basis) = (row.password_hash.clone(), row.password_basis.clone());
    StoredUser { user: row.into_user(), password_hash, password_basis }
}

/// People by id.
///
/// # Errors
/// The engine's.
pub fn find_by_ids(conn: &mut Conn, scope: &TenantScope, ids: &[UserId]) -> Result<Vec<StoredUser>, DbError> {
    let rows = users::table
        .filter(users::tenant_id.eq(scope.tenant()))
        .filter(users::id.eq_any(ids))
        .select(UserRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(stored_row).collect())
}

/// One person by id.
///
/// # Errors
/// The engine's.
pub fn find(conn: &mut Conn, scope: &TenantScope, id: UserId) -> Result<Option<StoredUser>, DbError> {
    Ok(find_by_ids(conn, scope, &[id])?.into_iter().next())
}

/// People by user name, however it is written.
///
/// # Errors
/// The engine's.
pub fn find_by_usernames(
    conn: &mut Conn,
    scope: &TenantScope,
    names: &[String],
) -> Result<Vec<StoredUser>, DbError> {
    let keys: Vec<String> = names.iter().map(|name| fold(name)).collect();
    let rows = users::table
        .filter(users::tenant_id.eq(scope.tenant()))
        .filter(users::username_key.eq_any(keys))
        .select(UserRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(stored_row).collect())
}

/// Who already has these external ids.
///
/// # Errors
/// The engine's.
pub fn find_external_ids(
    conn: &mut Conn,
    scope: &TenantScope,
    external_ids: &[String],
) -> Result<HashMap<String, UserId>, DbError> {
    let rows: Vec<(Option<String>, UserId)> = users::table
        .filter(users::tenant_id.eq(scope.tenant()))
        .filter(users::external_id.eq_any(external_ids))
        .select((users::external_id, users::id))
        .load(conn)?;
    Ok(rows.into_iter().filter_map(|(external, id)| external.map(|external| (external, id))).collect())
}

/// Who has these e-mail addresses, however they are written: folded address and person.
///
/// # Errors
/// The engine's.
pub fn find_emails(
    conn: &mut Conn,
    scope: &TenantScope,
    emails: &[String],
) -> Result<Vec<(String, UserId)>, DbError> {
    let keys: Vec<String> = emails.iter().map(|email| fold(email)).collect();
    Ok(users::table
        .filter(users::tenant_id.eq(scope.tenant()))
        .filter(users::email_key.eq_any(keys))
        .select((users::email_key, users::id))
        .load(conn)?)
}

/// Lets only one transaction of a tenant go on at a time, until it ends: for what no index can keep apart.
///
/// # Errors
/// The engine's.
pub fn one_at_a_time(conn: &mut Conn, scope: &TenantScope) -> Result<(), DbError> {
    diesel::update(tenants::table.filter(tenants::id.eq(scope.tenant())))
        .set(tenants::name.eq(tenants::name))
        .execute(conn)?;
    Ok(())
}

/// Which of these locations the tenant has.
///
/// # Errors
/// The engine's.
pub fn known_locations(
    conn: &mut Conn,
    scope: &TenantScope,
    ids: &[LocationId],
) -> Result<Vec<LocationId>, DbError> {
    Ok(locations::table
        .filter(locations::tenant_id.eq(scope.tenant()))
        .filter(locations::id.eq_any(ids))
        .select(locations::id)
        .load(conn)?)
}

/// Adds people.
///
/// # Errors
/// [`DbError::Unique`] with `users_username` or `users_external_id`.
pub fn insert(conn: &mut Conn, people: &[StoredUser]) -> Result<(), DbError> {
    let rows: Vec<UserRow> = people.iter().map(StoredUser::row).collect();
    for chunk in rows.chunks(250) {
        each!(conn, c => diesel::insert_into(users::table).values(chunk).execute(c))?;
    }
    Ok(())
}

/// Puts a changed person in the place of the one with `expected_version`. The copies in memberships follow by a trigger,
/// all but the one that only this program can fold; those beside groups and the like follow here.
///
/// # Errors
/// [`DbError::NotFound`] when somebody else was faster; [`DbError::Unique`] as in [`insert`].
pub fn update(
    conn: &mut Conn,
    scope: &TenantScope,
    person: &StoredUser,
    expected_version: i64,
) -> Result<(), DbError> {
    let row = person.row();
    let (sort_key, last_key) = (row.sort_key.clone(), last_key(&person.user));
    let changed = diesel::update(
        users::table
            .filter(users::tenant_id.eq(scope.tenant()))
            .filter(users::id.eq(person.user.id))
            .filter(users::version.eq(expected_version)),
    )
    .set((
        (
            users::username.eq(&row.username),
            users::username_key.eq(&row.username_key),
            users::email.eq(&row.email),
            users::email_key.eq(&row.email_key),
            users::first_names.eq(&row.first_names),
            users::last_names.eq(&row.last_names),
            users::phone.eq(&row.phone),
            users::mobile.eq(&row.mobile),
            users::position.eq(&row.position),
            users::external_id.eq(&row.external_id),
            users::active.eq(row.active),
            users::culture.eq(&row.culture),
            users::photo_id.eq(row.photo_id),
            users::location_id.eq(row.location_id),
        ),
        (
            users::address.eq(&row.address),
            users::fields.eq(&row.fields),
            users::latitude.eq(row.latitude),
            users::longitude.eq(row.longitude),
            users::password_hash.eq(&row.password_hash),
            users::password_basis.eq(&row.password_basis),
            users::must_change_password.eq(row.must_change_password),
            users::valid_since.eq(row.valid_since),
            users::valid_until.eq(row.valid_until),
            users::search_text.eq(&row.search_text),
            users::sort_key.eq(&row.sort_key),
            users::version.eq(row.version),
            users::updated_at.eq(row.updated_at),
        ),
    ))
    .execute(conn)?;
    if changed == 0 {
        return Err(DbError::NotFound);
    }
    diesel::update(
        memberships::table
            .filter(memberships::tenant_id.eq(scope.tenant()))
            .filter(memberships::user_id.eq(person.user.id))
            .filter(memberships::last_key.ne(&last_key)),
    )
    .set(memberships::last_key.eq(&last_key))
    .execute(conn)?;
    rename_copies(conn, scope, person.user.id, &sort_key)
}

/// Wherever people are listed by name the name stands beside the id.
fn rename_copies(conn: &mut Conn, scope: &TenantScope, id: UserId, sort_key: &str) -> Result<(), DbError> {
    macro_rules! rename {
        ($($table:ident),+) => {$(
            diesel::update(
                $table::table
                    .filter($table::tenant_id.eq(scope.tenant()))
                    .filter($table::user_id.eq(id))
                    .filter($table::sort_key.ne(sort_key)),
            )
            .set($table::sort_key.eq(sort_key))
            .execute(conn)?;
        )+};
    }
    rename!(group_members, company_clients, service_clients, user_roles);
    Ok(())
}

/// Remembers a sign-in.
///
/// # Errors
/// The engine's.
pub fn signed_in(conn: &mut Conn, scope: &TenantScope, id: UserId, now: Instant) -> Result<(), DbError> {
    diesel::update(users::table.filter(users::tenant_id.eq(scope.tenant())).filter(users::id.eq(id)))
        .set(users::last_sign_in_at.eq(now))
        .execute(conn)?;
    Ok(())
}

/// Changes the language that somebody reads.
///
/// # Errors
/// The engine's.
pub fn set_culture(conn: &mut Conn, scope: &TenantScope, id: UserId, culture: &str) -> Result<(), DbError> {
    diesel::update(users::table.filter(users::tenant_id.eq(scope.tenant())).filter(users::id.eq(id)))
        .set((users::culture.eq(culture), users::version.eq(users::version + 1)))
        .execute(conn)?;
    Ok(())
}

/// Keeps the password that somebody chose for oneself, and the name of the rules that it met.
///
/// # Errors
/// The engine's.
pub fn choose_password(
    conn: &mut Conn,
    scope: &TenantScope,
    id: UserId,
    (hash, basis): (&str, &str),
    now: Instant,
) -> Result<(), DbError> {
    diesel::update(users::table.filter(users::tenant_id.eq(scope.tenant())).filter(users::id.eq(id)))
        .set((
            users::password_hash.eq(hash),
            users::password_basis.eq(basis),
            users::must_change_password.eq(false),
            users::version.eq(users::version + 1),
            users::updated_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

/// Puts another password in place, to be used as it is.
///
/// # Errors
/// The engine's.
pub fn set_password_hash(
    conn: &mut Conn,
    scope: &TenantScope,
    id: UserId,
    hash: &str,
) -> Result<(), DbError> {
    diesel::update(users::table.filter(users::tenant_id.eq(scope.tenant())).filter(users::id.eq(id)))
        .set((
            users::password_hash.eq(hash),
            users::password_basis.eq(None::<String>),
            users::must_change_password.eq(false),
        ))
        .execute(conn)?;
    Ok(())
}
