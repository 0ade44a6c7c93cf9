//! People whom rows name.
use std::collections::HashMap;

use diesel::prelude::*;
use elenco_db::schema::users;
use elenco_db::{Conn, DbError, Json, LocationId, TenantScope, UserId};
use serde_json::Value;

use crate::users::model::Address;

/// What a row needs to know about the person it names.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownPerson {
    /// Who.
    pub id: UserId,
    /// Where; nowhere is a location too.
    pub location: Option<LocationId>,
    /// So that what somebody typed there is not filled over.
    pub address: Address,
}

/// People by folded user name.
///
/// # Errors
/// The engine's.
pub fn find_people(
    conn: &mut Conn,
    scope: &TenantScope,
    keys: &[String],
) -> Result<HashMap<String, KnownPerson>, DbError> {
    type Row = (String, UserId, Option<LocationId>, Json<Value>);
    let rows: Vec<Row> = users::table
        .filter(users::tenant_id.eq(scope.tenant()))
        .filter(users::username_key.eq_any(keys))
        .select((users::username_key, users::id, users::location_id, users::address))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(key, id, location, address)| {
            (
                key,
                KnownPerson { id, location, address: serde_json::from_value(address.0).unwrap_or_default() },
            )
        })
        .collect())
}
