//! What the rows of lists show.
use std::collections::HashMap;

use diesel::prelude::*;
use elenco_db::schema::{locations, users};
use elenco_db::{Conn, DbError, Instant, Json, LocationId, PhotoId, TenantScope, UserId};

use crate::locale::Culture;
use crate::users::model::UserSummary;

#[derive(Queryable, Selectable)]
#[diesel(table_name = users)]
struct SummaryRow {
    id: UserId,
    username: String,
    email: String,
    first_names: String,
    last_names: String,
    phone: String,
    mobile: String,
    position: String,
    external_id: Option<String>,
    active: bool,
    culture: String,
    photo_id: Option<PhotoId>,
    location_id: Option<LocationId>,
    sort_key: String,
    fields: Json,
    must_change_password: bool,
    valid_since: Option<Instant>,
    valid_until: Option<Instant>,
    last_sign_in_at: Option<Instant>,
    created_at: Instant,
    updated_at: Instant,
}

/// What a row of a list shows of these people.
///
/// # Errors
/// The engine's.
pub fn summaries(
    conn: &mut Conn,
    scope: &TenantScope,
    ids: &[UserId],
) -> Result<HashMap<UserId, UserSummary>, DbError> {
    let rows: Vec<(SummaryRow, bool)> = users::table
        .filter(users::tenant_id.eq(scope.tenant()))
        .filter(users::id.eq_any(ids))
        .select((SummaryRow::as_select(), users::password_hash.is_not_null()))
        .load(conn)?;
    let places: Vec<LocationId> = rows.iter().filter_map(|(row, _)| row.location_id).collect();
    let names: HashMap<LocationId, String> = locations::table
        .filter(locations::tenant_id.eq(scope.tenant()))
        .filter(locations::id.eq_any(places))
        .select((locations::id, locations::name))
        .load::<(LocationId, String)>(conn)?
        .into_iter()
        .collect();
    Ok(rows
        .into_iter()
        .map(|(row, has_password)| {
            let summary = UserSummary {
                id: row.id,
                username: row.username,
                email: row.email,
                first_names: row.first_names,
                last_names: row.last_names,
                phone: row.phone,
                mobile: row.mobile,
                position: row.position,
                external_id: row.external_id,
                active: row.active,
                culture: Culture::from_tag(&row.culture).unwrap_or(Culture::En),
                photo_id: row.photo_id,
                location: row.location_id.and_then(|id| names.get(&id).cloned()),
                sort_key: row.sort_key,
                fields: serde_json::from_value(row.fields.0).unwrap_or_default(),
                has_password,
                must_change_password: row.must_change_password,
                valid_since: row.valid_since,
                valid_until: row.valid_until,
                last_sign_in_at: row.last_sign_in_at,
                created_at: row.created_at,
                updated_at: row.updated_at,
            };
            (row.id, summary)
        })
        .collect())
}
