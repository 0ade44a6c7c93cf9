//! Every query about companies and suppliers; here the companies themselves.
mod pages;

/// The clients of companies.
pub(super) mod clients {
    use elenco_db::CompanyId;

    elenco_db::people_of!(company_clients, company_id: CompanyId);
}
mod links;
mod lists;

use diesel::prelude::*;
use elenco_db::schema::companies;
use elenco_db::{CompanyId, Conn, DbError, Instant, Json, TenantId, TenantScope, each};

use super::model::{Company, CompanyKind};
use crate::fold::fold;
use crate::users::model::{Address, FieldValues};

pub(super) use links::{associate, count_comments, count_services, dissociate, names, services_of};
pub(super) use lists::{find_matching, insert_all, whole};
pub(super) use pages::{count, page};

#[derive(Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = companies, treat_none_as_default_value = false)]
struct CompanyRow {
    tenant_id: TenantId,
    id: CompanyId,
    kind: String,
    name: String,
    name_key: String,
    tax_id: String,
    external_id: Option<String>,
    email: String,
    phone: String,
    website: String,
    description: String,
    active: bool,
    address: Json<Address>,
    latitude: Option<f64>,
    longitude: Option<f64>,
    fields: Json<FieldValues>,
    version: i64,
    created_at: Instant,
    updated_at: Instant,
    clients: i64,
    search_text: String,
}

impl CompanyRow {
    fn of(scope: &TenantScope, company: &Company) -> Self {
        let company = company.clone();
        Self {
            tenant_id: scope.tenant(),
            id: company.id,
            kind: company.kind.as_str().to_owned(),
            name_key: fold(&company.name),
            search_text: search_text(&company),
            name: company.name,
            tax_id: company.tax_id,
            external_id: company.external_id,
            email: company.email,
            phone: company.phone,
            website: company.website,
            description: company.description,
            active: company.active,
            address: Json(company.address),
            latitude: company.position.map(|(latitude, _)| latitude),
            longitude: company.position.map(|(_, longitude)| longitude),
            fields: Json(company.fields),
            version: company.version,
            created_at: company.created_at,
            updated_at: company.updated_at,
            clients: company.clients,
        }
    }

    /// The company of a row. An unknown kind of a newer version reads as a company.
    fn into_company(self) -> Company {
        Company {
            id: self.id,
            kind: CompanyKind::parse(&self.kind).unwrap_or(CompanyKind::Company),
            name: self.name,
            tax_id: self.tax_id,
            external_id: self.external_id,
            email: self.email,
            phone: self.phone,
            website: self.website,
            description: self.description,
            active: self.active,
            address: self.address.0,
            position: self.latitude.zip(self.longitude),
            fields: self.fields.0,
            clients: self.clients,
            version: self.version,
            created_at: self.created_at,
            updated_at: self.updated_at,
        }
    }
}

/// What a search looks into.
fn search_text(company: &Company) -> String {
    let external = company.external_id.as_deref().unwrap_or_default();
    fold(&[company.name.as_str(), &company.tax_id, external, &company.email].join(" "))
}

pub(super) fn find(conn: &mut Conn, scope: &TenantScope, id: CompanyId) -> Result<Option<Company>, DbError> {
    let row = companies::table
        .filter(companies::tenant_id.eq(scope.tenant()))
        .filter(companies::id.eq(id))
        .select(CompanyRow::as_select())
        .first(conn)
        .optional()?;
    Ok(row.map(CompanyRow::into_company))
}

/// The one of a kind that has this name, however it is written.
pub(super) fn named(
    conn: &mut Conn,
    scope: &TenantScope,
    kind: CompanyKind,
    name: &str,
) -> Result<Option<CompanyId>, DbError> {
    Ok(companies::table
        .filter(companies::tenant_id.eq(scope.tenant()))
        .filter(companies::kind.eq(kind.as_str()))
        .filter(companies::name_key.eq(fold(name)))
        .select(companies::id)
        .first(conn)
        .optional()?)
}

/// The one that has this external id, of whichever kind.
pub(super) fn with_external_id(
    conn: &mut Conn,
    scope: &TenantScope,
    external: &str,
) -> Result<Option<CompanyId>, DbError> {
    Ok(companies::table
        .filter(companies::tenant_id.eq(scope.tenant()))
        .filter(companies::external_id.eq(external))
        .select(companies::id)
        .first(conn)
        .optional()?)
}

/// Adds a company.
///
/// # Errors
/// [`DbError::Unique`] with `companies_name` or `companies_external_id`.
pub(super) fn insert(conn: &mut Conn, scope: &TenantScope, company: &Company) -> Result<(), DbError> {
    let row = CompanyRow::of(scope, company);
    each!(conn, c => diesel::insert_into(companies::table).values(&row).execute(c))?;
    Ok(())
}

/// Puts other values in the place of those with `expected_version`.
///
/// # Errors
/// [`DbError::NotFound`] when somebody else was faster; [`DbError::Unique`] as in [`insert`].
pub(super) fn update(
    conn: &mut Conn,
    scope: &TenantScope,
    company: &Company,
    expected_version: i64,
) -> Result<(), DbError> {
    let row = CompanyRow::of(scope, company);
    let changed = diesel::update(
        companies::table
            .filter(companies::tenant_id.eq(scope.tenant()))
            .filter(companies::id.eq(company.id))
            .filter(companies::version.eq(expected_version)),
    )
    .set((
        companies::name.eq(row.name),
        companies::name_key.eq(row.name_key),
        companies::tax_id.eq(row.tax_id),
        companies::external_id.eq(row.external_id),
        companies::email.eq(row.email),
        companies::phone.eq(row.phone),
        companies::website.eq(row.website),
        companies::description.eq(row.description),
        companies::active.eq(row.active),
        companies::address.eq(row.address),
        companies::latitude.eq(row.latitude),
        companies::longitude.eq(row.longitude),
        companies::fields.eq(row.fields),
        companies::search_text.eq(row.search_text),
        companies::version.eq(expected_version + 1),
        companies::updated_at.eq(row.updated_at),
    ))
    .execute(conn)?;
    if changed == 0 { Err(DbError::NotFound) } else { Ok(()) }
}

/// Deletes a company; its clients and services are let go, comments on it are gone.
pub(super) fn delete(conn: &mut Conn, scope: &TenantScope, id: CompanyId) -> Result<(), DbError> {
    diesel::delete(
        companies::table.filter(companies::tenant_id.eq(scope.tenant())).filter(companies::id.eq(id)),
    )
    .execute(conn)?;
    Ok(())
}
