//! People whom rows name.
use std::collections::HashMap;

use diesel::prelude::*;
use elenco_db::schema::users;
use elenco_db::{Conn, DbError, Json, LocationId, TenantScope, UserId};
use serde_json::Value;

use crate::imports::model::Match;
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

/// Who has the key that a row names.
#[derive(Debug, Clone, PartialEq)]
pub enum Known {
    /// This person.
    One(KnownPerson),
    /// So many, and which of them is meant nobody can tell.
    Several(usize),
}

/// People by what rows name them with, as it is compared.
///
/// # Errors
/// The engine's.
pub fn find_people(
    conn: &mut Conn,
    scope: &TenantScope,
    matching: Match,
    keys: &[String],
) -> Result<HashMap<String, Known>, DbError> {
    type Row = (String, Option<String>, String, UserId, Option<LocationId>, Json<Value>);
    let mine = users::table.filter(users::tenant_id.eq(scope.tenant())).into_boxed();
    let named = match matching {
        Match::Username => mine.filter(users::username_key.eq_any(keys)),
        Match::Email => mine.filter(users::email_key.eq_any(keys)),
        Match::ExternalId => mine.filter(users::external_id.eq_any(keys)),
    };
    let rows: Vec<Row> = named
        .select((
            users::username_key,
            users::external_id,
            users::email_key,
            users::id,
            users::location_id,
            users::address,
        ))
        .load(conn)?;
    let mut found: HashMap<String, Known> = HashMap::new();
    for (username, external, email, id, location, address) in rows {
        let key = match matching {
            Match::Username => username,
            Match::Email => email,
            Match::ExternalId => external.unwrap_or_default(),
        };
        let address = serde_json::from_value(address.0).unwrap_or_default();
        let person = Known::One(KnownPerson { id, location, address });
        let now = match found.get(&key) {
            None => person,
            Some(Known::One(_)) => Known::Several(2),
            Some(Known::Several(count)) => Known::Several(count + 1),
        };
        found.insert(key, now);
    }
    Ok(found)
}
