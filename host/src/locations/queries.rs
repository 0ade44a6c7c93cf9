//! Queries about locations.
use diesel::prelude::*;
use elenco_db::schema::locations;
use elenco_db::{Conn, DbError, Instant, Json, LocationId, TenantId, TenantScope, each};

use super::model::Location;
use crate::fold::fold;

#[derive(Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = locations, treat_none_as_default_value = false)]
struct LocationRow {
    tenant_id: TenantId,
    id: LocationId,
    code: String,
    code_key: String,
    name: String,
    name_key: String,
    address: Json,
    latitude: Option<f64>,
    longitude: Option<f64>,
    phone: String,
    active: bool,
    version: i64,
    created_at: Instant,
    updated_at: Instant,
}

impl LocationRow {
    fn into_location(self) -> Location {
        Location {
            id: self.id,
            code: self.code,
            name: self.name,
            address: serde_json::from_value(self.address.0).unwrap_or_default(),
            latitude: self.latitude,
            longitude: self.longitude,
            active: self.active,
            version: self.version,
            created_at: self.created_at,
        }
    }
}

pub(super) fn find(
    conn: &mut Conn,
    scope: &TenantScope,
    id: LocationId,
) -> Result<Option<Location>, DbError> {
    let row = locations::table
        .filter(locations::tenant_id.eq(scope.tenant()))
        .filter(locations::id.eq(id))
        .select(LocationRow::as_select())
        .first(conn)
        .optional()?;
    Ok(row.map(LocationRow::into_location))
}

/// Locations whose folded code or name is among these.
pub(super) fn find_called(
    conn: &mut Conn,
    scope: &TenantScope,
    keys: &[String],
) -> Result<Vec<Location>, DbError> {
    let rows = locations::table
        .filter(locations::tenant_id.eq(scope.tenant()))
        .filter(locations::code_key.eq_any(keys).or(locations::name_key.eq_any(keys)))
        .select(LocationRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(LocationRow::into_location).collect())
}

pub(super) fn list(
    conn: &mut Conn,
    scope: &TenantScope,
    after: Option<(String, LocationId)>,
    limit: i64,
) -> Result<Vec<Location>, DbError> {
    let mut query = locations::table
        .filter(locations::tenant_id.eq(scope.tenant()))
        .order((locations::name_key, locations::id))
        .limit(limit)
        .select(LocationRow::as_select())
        .into_boxed();
    if let Some((name, id)) = after {
        let key = fold(&name);
        query = query.filter(
            locations::name_key.ge(key.clone()).and(locations::name_key.gt(key).or(locations::id.gt(id))),
        );
    }
    Ok(query.load(conn)?.into_iter().map(LocationRow::into_location).collect())
}

pub(super) fn insert(conn: &mut Conn, scope: &TenantScope, places: &[Location]) -> Result<(), DbError> {
    let rows: Vec<LocationRow> = places
        .iter()
        .map(|place| LocationRow {
            tenant_id: scope.tenant(),
            id: place.id,
            code: place.code.clone(),
            code_key: fold(&place.code),
            name: place.name.clone(),
            name_key: fold(&place.name),
            address: Json(serde_json::to_value(&place.address).unwrap_or_default()),
            latitude: place.latitude,
            longitude: place.longitude,
            phone: String::new(),
            active: place.active,
            version: place.version,
            created_at: place.created_at,
            updated_at: place.created_at,
        })
        .collect();
    for chunk in rows.chunks(500) {
        each!(conn, c => diesel::insert_into(locations::table).values(chunk).execute(c))?;
    }
    Ok(())
}
