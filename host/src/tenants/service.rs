//! Use cases about tenants.
use elenco_db::{Conn, DbError, TenantId, TenantScope};

use super::model::{Tenant, is_slug};
use super::queries;
use crate::app::App;
use crate::error::AppError;
use crate::locale::Culture;
use crate::roles;

/// A tenant by id.
///
/// # Errors
/// The engine's.
pub fn find(conn: &mut Conn, id: TenantId) -> Result<Option<Tenant>, DbError> {
    queries::find(conn, id)
}

/// A tenant by its word in addresses.
///
/// # Errors
/// The engine's.
pub fn find_by_slug(conn: &mut Conn, slug: &str) -> Result<Option<Tenant>, DbError> {
    queries::find_by_slug(conn, slug)
}

/// The tenant that an address names.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn named(app: &App, slug: String) -> Result<Tenant, AppError> {
    let found =
        app.db.read(move |conn| queries::find_by_slug(conn, &slug)).await.map_err(AppError::Database)?;
    found.ok_or(AppError::NotFound)
}

/// The only tenant of an installation; nothing when there are several, or none.
///
/// # Errors
/// The database's.
pub async fn only_one(app: &App) -> Result<Option<Tenant>, AppError> {
    let mut some = app.db.read(|conn| queries::list(conn, 2)).await.map_err(AppError::Database)?;
    Ok(if some.len() == 1 { some.pop() } else { None })
}

/// Makes a tenant, with its ready-made roles.
///
/// # Errors
/// [`AppError::BadRequest`] when the word cannot stand in addresses or is taken.
pub async fn create_tenant(app: &App, slug: &str, name: &str, culture: Culture) -> Result<Tenant, AppError> {
    if !is_slug(slug) {
        let detail =
            format!("`{slug}` cannot stand in addresses: use lower-case letters, digits and hyphens");
        return Err(AppError::BadRequest { code: "tenant.slug", detail });
    }
    let tenant = Tenant {
        id: TenantId::from_uuid(app.ids.uuid()),
        slug: slug.to_owned(),
        name: name.to_owned(),
        culture,
        created_at: app.clock.now(),
    };
    let (row, ids) = (tenant.clone(), app.ids.clone());
    let made = app.db.write(move |conn| {
        queries::insert(conn, &row)?;
        roles::service::make_ready_made(conn, &TenantScope::of(row.id), row.culture, &ids, row.created_at)
    });
    match made.await {
        Ok(()) => Ok(tenant),
        Err(DbError::Unique { .. }) => Err(AppError::BadRequest {
            code: "tenant.taken",
            detail: format!("there is a tenant `{slug}` already"),
        }),
        Err(error) => Err(AppError::Database(error)),
    }
}
