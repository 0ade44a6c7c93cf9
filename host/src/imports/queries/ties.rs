//! What rows tie people to.
use std::collections::HashMap;

use diesel::prelude::*;
use elenco_db::schema::{calendars, companies, groups, projects, roles, services, users};
use elenco_db::{
    CalendarId, CompanyId, Conn, DbError, GroupId, ProjectId, RoleId, ServiceId, TenantScope, UserId,
};
use uuid::Uuid;

use crate::users::columns::ties::Thing;
use crate::users::model::UserKind;

/// Something that a cell may name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its id.
    pub id: Uuid,
    /// Its name, folded.
    pub key: String,
    /// Its name.
    pub name: String,
    /// The group above it.
    pub above: Option<Uuid>,
}

/// The kind of companies that have clients.
const WITH_CLIENTS: &str = "company";

macro_rules! named {
    ($conn:ident, $scope:ident, $table:ident, $id:ty, $most:ident) => {{
        let rows: Vec<($id, String, String)> = $table::table
            .filter($table::tenant_id.eq($scope.tenant()))
            .select(($table::id, $table::name_key, $table::name))
            .order(($table::name_key, $table::id))
            .limit($most)
            .load($conn)?;
        rows.into_iter().map(|(id, key, name)| Named { id: id.as_uuid(), key, name, above: None }).collect()
    }};
}

/// The things of a sort, by name; of very many the first ones. Groups are those of one kind of people.
///
/// # Errors
/// The engine's.
pub fn things(
    conn: &mut Conn,
    scope: &TenantScope,
    thing: Thing,
    kind: UserKind,
    most: i64,
) -> Result<Vec<Named>, DbError> {
    Ok(match thing {
        Thing::Project => named!(conn, scope, projects, ProjectId, most),
        Thing::Service => named!(conn, scope, services, ServiceId, most),
        Thing::Role => named!(conn, scope, roles, RoleId, most),
        Thing::Calendar => named!(conn, scope, calendars, CalendarId, most),
        Thing::Company => {
            let rows: Vec<(CompanyId, String, String)> = companies::table
                .filter(companies::tenant_id.eq(scope.tenant()))
                .filter(companies::kind.eq(WITH_CLIENTS))
                .select((companies::id, companies::name_key, companies::name))
                .order((companies::name_key, companies::id))
                .limit(most)
                .load(conn)?;
            rows.into_iter()
                .map(|(id, key, name)| Named { id: id.as_uuid(), key, name, above: None })
                .collect()
        }
        Thing::Group => {
            let rows: Vec<(GroupId, String, String, Option<GroupId>)> = groups::table
                .filter(groups::tenant_id.eq(scope.tenant()))
                .filter(groups::kind.eq(kind.as_str()))
                .select((groups::id, groups::name_key, groups::name, groups::parent_id))
                .order((groups::name_key, groups::id))
                .limit(most)
                .load(conn)?;
            rows.into_iter()
                .map(|(id, key, name, above)| Named {
                    id: id.as_uuid(),
                    key,
                    name,
                    above: above.map(GroupId::as_uuid),
                })
                .collect()
        }
    })
}

/// The companies of these folded names.
///
/// # Errors
/// The engine's.
pub fn companies_called(
    conn: &mut Conn,
    scope: &TenantScope,
    keys: &[String],
) -> Result<Vec<Named>, DbError> {
    let rows: Vec<(CompanyId, String, String)> = companies::table
        .filter(companies::tenant_id.eq(scope.tenant()))
        .filter(companies::kind.eq(WITH_CLIENTS))
        .filter(companies::name_key.eq_any(keys))
        .select((companies::id, companies::name_key, companies::name))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, key, name)| Named { id: id.as_uuid(), key, name, above: None }).collect())
}

/// People of these folded user names.
///
/// # Errors
/// The engine's.
pub fn people_called(
    conn: &mut Conn,
    scope: &TenantScope,
    keys: &[String],
) -> Result<HashMap<String, (UserId, UserKind)>, DbError> {
    let rows: Vec<(String, UserId, String)> = users::table
        .filter(users::tenant_id.eq(scope.tenant()))
        .filter(users::username_key.eq_any(keys))
        .select((users::username_key, users::id, users::kind))
        .load(conn)?;
    Ok(rows.into_iter().filter_map(|(key, id, kind)| Some((key, (id, UserKind::parse(&kind)?)))).collect())
}
