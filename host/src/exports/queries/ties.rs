//! What people are tied to.
use diesel::prelude::*;
use elenco_db::schema::{
    calendars, companies, company_clients, group_members, roles, service_clients, services, shifts,
    user_roles,
};
use elenco_db::{Conn, Day, DbError, GroupId, TenantScope, UserId};

/// People of one query.
const STEP: usize = 500;

/// A person, and the name of something that the person is tied to.
pub type Tied = Vec<(UserId, String)>;

macro_rules! tied {
    ($name:ident, $doc:literal, $links:ident, $owner:ident, $things:ident) => {
        #[doc = $doc]
        ///
        /// # Errors
        /// The engine's.
        pub fn $name(conn: &mut Conn, scope: &TenantScope, people: &[UserId]) -> Result<Tied, DbError> {
            let mut all = Tied::new();
            for people in people.chunks(STEP) {
                let some: Tied = $links::table
                    .inner_join(
                        $things::table
                            .on($things::tenant_id.eq($links::tenant_id).and($things::id.eq($links::$owner))),
                    )
                    .filter($links::tenant_id.eq(scope.tenant()))
                    .filter($links::user_id.eq_any(people))
                    .select(($links::user_id, $things::name))
                    .load(conn)?;
                all.extend(some);
            }
            Ok(all)
        }
    };
}

tied!(companies_of, "Companies whose clients these people are.", company_clients, company_id, companies);
tied!(services_of, "Services that these people have.", service_clients, service_id, services);
tied!(roles_of, "Roles that were given to these people.", user_roles, role_id, roles);

/// Groups into which these people were put.
///
/// # Errors
/// The engine's.
pub fn groups_of(
    conn: &mut Conn,
    scope: &TenantScope,
    people: &[UserId],
) -> Result<Vec<(UserId, GroupId)>, DbError> {
    let mut all = Vec::new();
    for people in people.chunks(STEP) {
        let some: Vec<(UserId, GroupId)> = group_members::table
            .filter(group_members::tenant_id.eq(scope.tenant()))
            .filter(group_members::user_id.eq_any(people))
            .select((group_members::user_id, group_members::group_id))
            .load(conn)?;
        all.extend(some);
    }
    Ok(all)
}

/// A shift of a person: since, until, name of its calendar.
pub type ShiftRow = (UserId, Day, Day, String);

/// Shifts of these people.
///
/// # Errors
/// The engine's.
pub fn shifts_of(conn: &mut Conn, scope: &TenantScope, people: &[UserId]) -> Result<Vec<ShiftRow>, DbError> {
    let mut all = Vec::new();
    for people in people.chunks(STEP) {
        let some: Vec<ShiftRow> =
            shifts::table
                .inner_join(calendars::table.on(
                    calendars::tenant_id.eq(shifts::tenant_id).and(calendars::id.eq(shifts::calendar_id)),
                ))
                .filter(shifts::tenant_id.eq(scope.tenant()))
                .filter(shifts::user_id.eq_any(people))
                .select((shifts::user_id, shifts::since, shifts::until, calendars::name))
                .load(conn)?;
        all.extend(some);
    }
    Ok(all)
}

/// Names of calendars that shifts can have, at most so many.
///
/// # Errors
/// The engine's.
pub fn calendar_names(conn: &mut Conn, scope: &TenantScope, most: i64) -> Result<Vec<String>, DbError> {
    Ok(calendars::table
        .filter(calendars::tenant_id.eq(scope.tenant()))
        .filter(calendars::active.eq(true))
        .order((calendars::name_key, calendars::id))
        .select(calendars::name)
        .limit(most)
        .load(conn)?)
}

macro_rules! names {
    ($name:ident, $doc:literal, $things:ident) => {
        #[doc = $doc]
        ///
        /// # Errors
        /// The engine's.
        pub fn $name(conn: &mut Conn, scope: &TenantScope, most: i64) -> Result<Vec<String>, DbError> {
            Ok($things::table
                .filter($things::tenant_id.eq(scope.tenant()))
                .order(($things::name_key, $things::id))
                .select($things::name)
                .limit(most)
                .load(conn)?)
        }
    };
}

names!(role_names, "Names of roles, at most so many.", roles);
names!(service_names, "Names of services, at most so many.", services);
