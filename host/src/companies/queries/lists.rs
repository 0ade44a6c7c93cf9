//! Many companies at once: those that a file is about, new ones, and those that a list shows, with all that they have.
use std::collections::HashMap;

use diesel::prelude::*;
use elenco_db::schema::companies;
use elenco_db::{CompanyId, Conn, DbError, TenantScope, each};

use super::{CompanyRow, pages};
use crate::companies::model::{Company, CompanyFilter, CompanyKind};

/// Values that are bound in one statement.
const CHUNK: usize = 500;

macro_rules! where_among {
    ($conn:ident, $scope:ident, $column:ident, $values:expr, $found:ident) => {
        for chunk in $values.chunks(CHUNK) {
            let rows: Vec<CompanyRow> = companies::table
                .filter(companies::tenant_id.eq($scope.tenant()))
                .filter(companies::$column.eq_any(chunk))
                .select(CompanyRow::as_select())
                .load($conn)?;
            $found.extend(rows.into_iter().map(|row| (row.id, row.into_company())));
        }
    };
}

/// Those of a kind that have one of these tax ids or folded names, and those of any kind that have one of these external
/// ids.
pub fn find_matching(
    conn: &mut Conn,
    scope: &TenantScope,
    kind: CompanyKind,
    tax_ids: &[String],
    external_ids: &[String],
    names: &[String],
) -> Result<Vec<Company>, DbError> {
    let mut found: HashMap<CompanyId, Company> = HashMap::new();
    where_among!(conn, scope, tax_id, tax_ids, found);
    where_among!(conn, scope, name_key, names, found);
    found.retain(|_, company| company.kind == kind);
    where_among!(conn, scope, external_id, external_ids, found);
    Ok(found.into_values().collect())
}

/// Adds companies.
///
/// # Errors
/// [`DbError::Unique`] as for one.
pub fn insert_all(conn: &mut Conn, scope: &TenantScope, new: &[Company]) -> Result<(), DbError> {
    let rows: Vec<CompanyRow> = new.iter().map(|company| CompanyRow::of(scope, company)).collect();
    for chunk in rows.chunks(CHUNK) {
        each!(conn, c => diesel::insert_into(companies::table).values(chunk).execute(c))?;
    }
    Ok(())
}

/// What a list shows, by name, with all that they have; nothing when there are more than `most`.
pub fn whole(
    conn: &mut Conn,
    scope: &TenantScope,
    filter: &CompanyFilter,
    most: usize,
) -> Result<Option<Vec<Company>>, DbError> {
    let page = pages::page(conn, scope, filter, None, most)?;
    if page.next.is_some() {
        return Ok(None);
    }
    let ids: Vec<CompanyId> = page.items.iter().map(|item| item.id).collect();
    let mut found: HashMap<CompanyId, Company> = HashMap::new();
    where_among!(conn, scope, id, ids, found);
    Ok(Some(ids.iter().filter_map(|id| found.remove(id)).collect()))
}
