//! An example of a domain: rows as the host writes them, and a small directory to test with.
use diesel::prelude::*;
use elenco_db::schema::{jobs, memberships, projects, tenants, users};
use elenco_db::{
    Conn, DbError, Instant, JobId, Json, LocationId, PhotoId, ProjectId, TenantId, TenantScope, UserId, each,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Address {
    pub city: String,
    pub lines: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = users, treat_none_as_default_value = false)]
pub struct User {
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
    pub address: Json<Address>,
    pub fields: Json<BTreeMap<String, serde_json::Value>>,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    pub password_hash: Option<String>,
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

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = memberships, treat_none_as_default_value = false)]
pub struct Membership {
    pub tenant_id: TenantId,
    pub project_id: ProjectId,
    pub user_id: UserId,
    pub kind: String,
    pub sort_key: String,
    pub active: bool,
    pub created_at: Instant,
}

/// Ids that are the same in every run.
pub fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

pub fn now() -> Instant {
    Instant::from_micros(1_780_000_000_123_456).unwrap()
}

pub fn scope(number: u128) -> TenantScope {
    TenantScope::of(TenantId::from_uuid(id(number)))
}

pub fn user(scope: &TenantScope, number: u128) -> User {
    let name = format!("ana {number}");
    User {
        tenant_id: scope.tenant(),
        id: UserId::from_uuid(id(number)),
        kind: "client".into(),
        username: name.clone(),
        username_key: name.clone(),
        email: String::new(),
        email_key: String::new(),
        first_names: "Ána".into(),
        last_names: "Núñez".into(),
        phone: "+55 11 99999-0000".into(),
        mobile: String::new(),
        position: String::new(),
        external_id: number.is_multiple_of(2).then(|| format!("x{number}")),
        active: !number.is_multiple_of(3),
        culture: "es".into(),
        photo_id: Some(PhotoId::from_uuid(id(number))),
        location_id: None,
        address: Json(Address { city: "São Paulo".into(), lines: vec!["'\"\\ 漢".into()] }),
        fields: Json(BTreeMap::from([("shoe".into(), serde_json::json!({ "size": 42 }))])),
        latitude: Some(-23.5),
        longitude: None,
        password_hash: None,
        must_change_password: true,
        valid_since: Some(now()),
        valid_until: None,
        last_sign_in_at: None,
        search_text: format!("ana nunez {number}"),
        sort_key: format!("nunez {number:09}"),
        version: 1,
        created_at: now(),
        updated_at: now(),
    }
}

pub fn insert_tenant(conn: &mut Conn, scope: &TenantScope) -> Result<(), DbError> {
    let slug = scope.tenant().to_string();
    diesel::insert_into(tenants::table)
        .values((
            tenants::id.eq(scope.tenant()),
            tenants::slug.eq(slug),
            tenants::name.eq("Tenant"),
            tenants::culture.eq("en"),
            tenants::created_at.eq(now()),
        ))
        .execute(conn)?;
    Ok(())
}

pub fn insert_project(conn: &mut Conn, scope: &TenantScope, project: ProjectId) -> Result<(), DbError> {
    diesel::insert_into(projects::table)
        .values((
            projects::tenant_id.eq(scope.tenant()),
            projects::id.eq(project),
            projects::name.eq("Project"),
            projects::name_key.eq(project.to_string()),
            projects::created_at.eq(now()),
        ))
        .execute(conn)?;
    Ok(())
}

pub fn insert_users(conn: &mut Conn, rows: &[User]) -> Result<usize, DbError> {
    let mut inserted = 0;
    for chunk in rows.chunks(1000) {
        inserted += each!(conn, c => diesel::insert_into(users::table).values(chunk).execute(c))?;
    }
    Ok(inserted)
}

pub fn find_user(conn: &mut Conn, scope: &TenantScope, user: UserId) -> Result<Option<User>, DbError> {
    Ok(users::table.find((scope.tenant(), user)).select(User::as_select()).first(conn).optional()?)
}

pub fn insert_job(conn: &mut Conn, scope: &TenantScope, number: u128) -> Result<JobId, DbError> {
    let job = JobId::from_uuid(id(number));
    diesel::insert_into(jobs::table)
        .values((
            jobs::tenant_id.eq(scope.tenant()),
            jobs::id.eq(job),
            jobs::kind.eq("import"),
            jobs::state.eq("queued"),
            jobs::payload.eq(Json(serde_json::json!({ "number": number.to_string() }))),
            jobs::run_at.eq(now()),
            jobs::created_at.eq(now()),
        ))
        .execute(conn)?;
    Ok(job)
}
