//! Names of what filters name, and what they can name.
use diesel::prelude::*;
use elenco_db::schema::{companies, groups, locations};
use elenco_db::{CompanyId, Conn, DbError, GroupId, LocationId, TenantScope};

use crate::users::model::{Placed, UserFilter, UserKind};

/// Most things that a filter offers to choose from.
const OFFERED: i64 = 300;

/// The names of a filter's location, group and company, in that order; nothing for what is gone.
pub type Named = (Option<String>, Option<String>, Option<String>);

/// The names of what a filter names.
///
/// # Errors
/// The engine's.
pub fn named(conn: &mut Conn, scope: &TenantScope, filter: &UserFilter) -> Result<Named, DbError> {
    macro_rules! name {
        ($table:ident, $id:expr) => {
            match $id {
                None => None,
                Some(id) => $table::table
                    .filter($table::tenant_id.eq(scope.tenant()))
                    .filter($table::id.eq(id))
                    .select($table::name)
                    .first(conn)
                    .optional()?,
            }
        };
    }
    let location = match filter.location {
        Some(Placed::At(id)) => Some(id),
        Some(Placed::Nowhere) | None => None,
    };
    Ok((name!(locations, location), name!(groups, filter.group), name!(companies, filter.company)))
}

/// Groups of a kind by name.
///
/// # Errors
/// The engine's.
pub fn groups_to_choose(
    conn: &mut Conn,
    scope: &TenantScope,
    kind: UserKind,
) -> Result<Vec<(GroupId, String)>, DbError> {
    Ok(groups::table
        .filter(groups::tenant_id.eq(scope.tenant()))
        .filter(groups::kind.eq(kind.as_str()))
        .order((groups::name_key, groups::id))
        .limit(OFFERED)
        .select((groups::id, groups::name))
        .load(conn)?)
}

/// Companies by name, without suppliers.
///
/// # Errors
/// The engine's.
pub fn companies_to_choose(
    conn: &mut Conn,
    scope: &TenantScope,
) -> Result<Vec<(CompanyId, String)>, DbError> {
    Ok(companies::table
        .filter(companies::tenant_id.eq(scope.tenant()))
        .filter(companies::kind.eq("company"))
        .order((companies::name_key, companies::id))
        .limit(OFFERED)
        .select((companies::id, companies::name))
        .load(conn)?)
}

/// Locations by name.
///
/// # Errors
/// The engine's.
pub fn locations_to_choose(
    conn: &mut Conn,
    scope: &TenantScope,
) -> Result<Vec<(LocationId, String)>, DbError> {
    Ok(locations::table
        .filter(locations::tenant_id.eq(scope.tenant()))
        .order((locations::name_key, locations::id))
        .limit(OFFERED)
        .select((locations::id, locations::name))
        .load(conn)?)
}
