//! A person as the table has one, and the way between the two.
use diesel::prelude::*;
use elenco_db::schema::users;
use elenco_db::{Instant, Json, LocationId, PhotoId, TenantId, UserId};

use super::model::{User, UserKind};
use crate::fold::fold;
use crate::locale::Culture;

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = users, treat_none_as_default_value = false, treat_none_as_null = true)]
pub(super) struct UserRow {
    pub tenant_id: TenantId,
    pub id: UserId,
    pub kind: String,
    pub username: String,
    pub username_key: String,
    pub email: String,
    pub email_key: String,
    pub first_names: String,
    pub last_names: String,
    pub phone: String,
    pub mobile: String,
    pub position: String,
    pub external_id: Option<String>,
    pub active: bool,
    pub culture: String,
    pub photo_id: Option<PhotoId>,
    pub location_id: Option<LocationId>,
    pub address: Json,
    pub fields: Json,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    pub password_hash: Option<String>,
    pub password_basis: Option<String>,
    pub must_change_password: bool,
    pub valid_since: Option<Instant>,
    pub valid_until: Option<Instant>,
    pub last_sign_in_at: Option<Instant>,
    pub search_text: String,
    pub sort_key: String,
    pub version: i64,
    pub created_at: Instant,
    pub updated_at: Instant,
}

/// How somebody is found and sorted by last name: folded, the last names before the first ones.
pub(super) fn last_key(user: &User) -> String {
    fold(&format!("{} {}", user.last_names, user.first_names))
}

impl UserRow {
    /// The row of a person, with the columns that are derived: folded keys, search text, sort key.
    pub(super) fn of(user: &User, password_hash: Option<String>, password_basis: Option<String>) -> Self {
        let external = user.external_id.clone().unwrap_or_default();
        let name = user.full_name();
        let search = format!("{name} {} {} {external} {}", user.username, user.email, user.position);
        Self {
            tenant_id: user.tenant_id,
            id: user.id,
            kind: user.kind.as_str().to_owned(),
            username: user.username.clone(),
            username_key: fold(&user.username),
            email: user.email.clone(),
            email_key: fold(&user.email),
            first_names: user.first_names.clone(),
            last_names: user.last_names.clone(),
            phone: user.phone.clone(),
            mobile: user.mobile.clone(),
            position: user.position.clone(),
            external_id: user.external_id.clone(),
            active: user.active,
            culture: user.culture.tag().to_owned(),
            photo_id: user.photo_id,
            location_id: user.location_id,
            address: Json(serde_json::to_value(&user.address).unwrap_or_default()),
            fields: Json(serde_json::to_value(&user.fields).unwrap_or_default()),
            latitude: user.latitude,
            longitude: user.longitude,
            password_hash,
            password_basis,
            must_change_password: user.must_change_password,
            valid_since: user.valid_since,
            valid_until: user.valid_until,
            last_sign_in_at: user.last_sign_in_at,
            search_text: fold(&search),
            sort_key: fold(&name),
            version: user.version,
            created_at: user.created_at,
            updated_at: user.updated_at,
        }
    }

    /// The person of a row. Unknown words of a newer version read as the most careful ones.
    pub(super) fn into_user(self) -> User {
        User {
            tenant_id: self.tenant_id,
            id: self.id,
            kind: UserKind::parse(&self.kind).unwrap_or(UserKind::Client),
            username: self.username,
            email: self.email,
            first_names: self.first_names,
            last_names: self.last_names,
            phone: self.phone,
            mobile: self.mobile,
            position: self.position,
            external_id: self.external_id,
            active: self.active,
            culture: Culture::from_tag(&self.culture).unwrap_or(Culture::En),
            photo_id: self.photo_id,
            location_id: self.location_id,
            address: serde_json::from_value(self.address.0).unwrap_or_default(),
            fields: serde_json::from_value(self.fields.0).unwrap_or_default(),
            latitude: self.latitude,
            longitude: self.longitude,
            has_password: self.password_hash.is_some(),
            must_change_password: self.must_change_password,
            valid_since: self.valid_since,
            valid_until: self.valid_until,
            last_sign_in_at: self.last_sign_in_at,
            version: self.version,
            created_at: self.created_at,
            updated_at: self.updated_at,
        }
    }
}
