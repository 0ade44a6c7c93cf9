//! Queries about locations.
mod people;

use diesel::prelude::*;
use elenco_db::schema::locations;
use elenco_db::{Conn, DbError, Instant, Json, LocationId, TenantId, TenantScope, each};

use super::model::{Location, LocationAnchor, LocationFilter, LocationPage};
use crate::fold::fold;

pub(super) use people::{count_people, list_people};

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
    fn of(scope: &TenantScope, place: &Location) -> Self {
        Self {
            tenant_id: scope.tenant(),
            id: place.id,
            code: place.code.clone(),
            code_key: fold(&place.code),
            name: place.name.clone(),
            name_key: fold(&place.name),
            address: Json(serde_json::to_value(&place.address).unwrap_or_default()),
            latitude: place.latitude,
            longitude: place.longitude,
            phone: place.phone.clone(),
            active: place.active,
            version: place.version,
            created_at: place.created_at,
            updated_at: place.updated_at,
        }
    }

    fn into_location(self) -> Location {
        Location {
            id: self.id,
            code: self.code,
            name: self.name,
            address: serde_json::from_value(self.address.0).unwrap_or_default(),
            latitude: self.latitude,
            longitude: self.longitude,
            phone: self.phone,
            active: self.active,
            version: self.version,
            created_at: self.created_at,
            updated_at: self.updated_at,
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

/// Locations of these folded codes.
pub(super) fn find_codes(
    conn: &mut Conn,
    scope: &TenantScope,
    keys: &[String],
) -> Result<Vec<Location>, DbError> {
    let mut found = Vec::new();
    for chunk in keys.chunks(500) {
        let rows: Vec<LocationRow> = locations::table
            .filter(locations::tenant_id.eq(scope.tenant()))
            .filter(locations::code_key.eq_any(chunk))
            .select(LocationRow::as_select())
            .load(conn)?;
        found.extend(rows.into_iter().map(LocationRow::into_location));
    }
    Ok(found)
}

/// A page of locations by name.
pub(super) fn page(
    conn: &mut Conn,
    scope: &TenantScope,
    filter: &LocationFilter,
    anchor: Option<LocationAnchor>,
    limit: usize,
) -> Result<LocationPage, DbError> {
    let edge = match anchor {
        Some(LocationAnchor::After(id) | LocationAnchor::Before(id)) => find(conn, scope, id)?,
        None => None,
    };
    let backwards = edge.is_some() && matches!(anchor, Some(LocationAnchor::Before(_)));
    let mut query = locations::table
        .filter(locations::tenant_id.eq(scope.tenant()))
        .select(LocationRow::as_select())
        .limit(i64::try_from(limit).unwrap_or(i64::MAX - 1) + 1)
        .into_boxed();
    if let Some(active) = filter.active {
        query = query.filter(locations::active.eq(active));
    }
    if let Some(text) = &filter.search {
        let pattern = fold(text).replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        let pattern = format!("%{pattern}%");
        let named = locations::name_key.like(pattern.clone()).escape('\\');
        query = query.filter(named.or(locations::code_key.like(pattern).escape('\\')));
    }
    query = match &edge {
        Some(edge) if backwards => {
            let key = fold(&edge.name);
            let before = locations::name_key.lt(key.clone()).or(locations::id.lt(edge.id));
            query
                .filter(locations::name_key.le(key).and(before))
                .order((locations::name_key.desc(), locations::id.desc()))
        }
        Some(edge) => {
            let key = fold(&edge.name);
            let after = locations::name_key.gt(key.clone()).or(locations::id.gt(edge.id));
            query.filter(locations::name_key.ge(key).and(after)).order((locations::name_key, locations::id))
        }
        None => query.order((locations::name_key, locations::id)),
    };
    let mut items: Vec<Location> = query.load(conn)?.into_iter().map(LocationRow::into_location).collect();
    let more = items.len() > limit;
    items.truncate(limit);
    if backwards {
        items.reverse();
    }
    let (has_next, has_previous) = if backwards { (true, more) } else { (more, edge.is_some()) };
    let next = items.last().filter(|_| has_next).map(|last| LocationAnchor::After(last.id));
    let previous = items.first().filter(|_| has_previous).map(|first| LocationAnchor::Before(first.id));
    Ok(LocationPage { items, next, previous })
}

/// Adds locations.
///
/// # Errors
/// [`DbError::Unique`] with `locations_code`.
pub(super) fn insert(conn: &mut Conn, scope: &TenantScope, places: &[Location]) -> Result<(), DbError> {
    let rows: Vec<LocationRow> = places.iter().map(|place| LocationRow::of(scope, place)).collect();
    for chunk in rows.chunks(500) {
        each!(conn, c => diesel::insert_into(locations::table).values(chunk).execute(c))?;
    }
    Ok(())
}

/// Puts a location in the place of its version before.
///
/// # Errors
/// [`DbError::NotFound`] when somebody else was faster; [`DbError::Unique`] as in [`insert`].
pub(super) fn update(conn: &mut Conn, scope: &TenantScope, place: &Location) -> Result<(), DbError> {
    let row = LocationRow::of(scope, place);
    let changed = diesel::update(
        locations::table
            .filter(locations::tenant_id.eq(scope.tenant()))
            .filter(locations::id.eq(place.id))
            .filter(locations::version.eq(place.version - 1)),
    )
    .set((
        locations::code.eq(row.code),
        locations::code_key.eq(row.code_key),
        locations::name.eq(row.name),
        locations::name_key.eq(row.name_key),
        locations::address.eq(row.address),
        locations::latitude.eq(row.latitude),
        locations::longitude.eq(row.longitude),
        locations::phone.eq(row.phone),
        locations::active.eq(row.active),
        locations::version.eq(row.version),
        locations::updated_at.eq(row.updated_at),
    ))
    .execute(conn)?;
    if changed == 0 { Err(DbError::NotFound) } else { Ok(()) }
}

/// Deletes a location.
///
/// # Errors
/// [`DbError::ForeignKey`] while people belong to it.
pub(super) fn delete(conn: &mut Conn, scope: &TenantScope, id: LocationId) -> Result<(), DbError> {
    diesel::delete(
        locations::table.filter(locations::tenant_id.eq(scope.tenant())).filter(locations::id.eq(id)),
    )
    .execute(conn)?;
    Ok(())
}
