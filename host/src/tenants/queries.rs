//! Queries about tenants. These are the only ones without a scope: they are how a scope is found.
use diesel::prelude::*;
use elenco_db::schema::tenants;
use elenco_db::{Conn, DbError, Instant, TenantId, each};

use super::model::Tenant;
use crate::locale::Culture;

#[derive(Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = tenants)]
struct TenantRow {
    id: TenantId,
    slug: String,
    name: String,
    culture: String,
    created_at: Instant,
}

impl TenantRow {
    fn into_tenant(self) -> Tenant {
        let culture = Culture::from_tag(&self.culture).unwrap_or(Culture::En);
        Tenant { id: self.id, slug: self.slug, name: self.name, culture, created_at: self.created_at }
    }
}

pub(super) fn find(conn: &mut Conn, id: TenantId) -> Result<Option<Tenant>, DbError> {
    let row =
        tenants::table.filter(tenants::id.eq(id)).select(TenantRow::as_select()).first(conn).optional()?;
    Ok(row.map(TenantRow::into_tenant))
}

pub(super) fn find_by_slug(conn: &mut Conn, slug: &str) -> Result<Option<Tenant>, DbError> {
    let row = tenants::table
        .filter(tenants::slug.eq(slug))
        .select(TenantRow::as_select())
        .first(conn)
        .optional()?;
    Ok(row.map(TenantRow::into_tenant))
}

pub(super) fn list(conn: &mut Conn, limit: i64) -> Result<Vec<Tenant>, DbError> {
    let rows = tenants::table.order(tenants::slug).limit(limit).select(TenantRow::as_select()).load(conn)?;
    Ok(rows.into_iter().map(TenantRow::into_tenant).collect())
}

pub(super) fn insert(conn: &mut Conn, tenant: &Tenant) -> Result<(), DbError> {
    let row = TenantRow {
        id: tenant.id,
        slug: tenant.slug.clone(),
        name: tenant.name.clone(),
        culture: tenant.culture.tag().to_owned(),
        created_at: tenant.created_at,
    };
    each!(conn, c => diesel::insert_into(tenants::table).values(&row).execute(c))?;
    Ok(())
}
