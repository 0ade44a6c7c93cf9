//! Ready-made roles: made with each tenant, and again where somebody deleted one.
use std::collections::BTreeMap;

use elenco_db::{Conn, DbError, Instant, RoleId, TenantScope, UserId};

use super::entry;
use crate::audit::queries as audit;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::fold::fold;
use crate::ids::IdSource;
use crate::locale::{Culture, Texts};
use crate::roles::model::{ReadyMade, Role};
use crate::roles::queries;
use crate::roles::service::guard::require_giving;
use crate::{tenants, users};

fn named(role: ReadyMade, culture: Culture) -> (String, String) {
    let t = Texts::of(culture);
    let (name, description) = match role {
        ReadyMade::Administrator => (t.t("roles-ready-administrator"), t.t("roles-ready-administrator-text")),
        ReadyMade::DirectoryManager => (t.t("roles-ready-directory"), t.t("roles-ready-directory-text")),
        ReadyMade::Importer => (t.t("roles-ready-importer"), t.t("roles-ready-importer-text")),
        ReadyMade::Auditor => (t.t("roles-ready-auditor"), t.t("roles-ready-auditor-text")),
        ReadyMade::PluginManager => (t.t("roles-ready-plugins"), t.t("roles-ready-plugins-text")),
    };
    (name.into_owned(), description.into_owned())
}

/// A name like this one that no role has.
fn free(wanted: &str, taken: &[Role]) -> String {
    let is_free = |name: &str| taken.iter().all(|role| fold(&role.name) != fold(name));
    if is_free(wanted) {
        return wanted.to_owned();
    }
    (2..).map(|number| format!("{wanted} {number}")).find(|name| is_free(name)).unwrap_or_default()
}

fn make(
    conn: &mut Conn,
    scope: &TenantScope,
    template: ReadyMade,
    culture: Culture,
    (ids, now): (&IdSource, Instant),
) -> Result<Role, DbError> {
    let (name, description) = named(template, culture);
    let role = Role {
        id: RoleId::from_uuid(ids.uuid()),
        name: free(&name, &queries::all(conn, scope)?),
        description,
        grants: template.grants(),
        template: Some(template),
        version: 1,
        created_at: now,
    };
    queries::insert(conn, scope, &role)?;
    Ok(role)
}

/// Makes those of a new tenant, named in its language.
///
/// # Errors
/// The engine's.
pub fn make_ready_made(
    conn: &mut Conn,
    scope: &TenantScope,
    culture: Culture,
    ids: &IdSource,
    now: Instant,
) -> Result<(), DbError> {
    for template in ReadyMade::ALL {
        make(conn, scope, template, culture, (ids, now))?;
    }
    Ok(())
}

/// Ready-made roles that the tenant has not, or has no more.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn missing(cx: &ServiceContext) -> Result<Vec<ReadyMade>, AppError> {
    cx.require(Permission::RolesList)?;
    let scope = cx.scope;
    let all = cx.app.db.read(move |conn| queries::all(conn, &scope)).await.map_err(AppError::Database)?;
    Ok(without(&all))
}

fn without(all: &[Role]) -> Vec<ReadyMade> {
    ReadyMade::ALL
        .into_iter()
        .filter(|wanted| all.iter().all(|role| role.template != Some(*wanted)))
        .collect()
}

/// Makes the missing ones that the actor may give. Answers how many.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn add_missing(cx: &ServiceContext) -> Result<usize, AppError> {
    cx.require(Permission::RolesAdd)?;
    let cx = cx.clone();
    let db = cx.app.db.clone();
    db.write(move |conn| {
        queries::lock(conn, &cx.scope)?;
        let culture = culture(conn, &cx.scope)?;
        let wanted = without(&queries::all(conn, &cx.scope)?);
        let mut made = 0;
        for template in wanted.into_iter().filter(|role| require_giving(&cx, &role.grants()).is_ok()) {
            let role = make(conn, &cx.scope, template, culture, (&cx.app.ids, cx.app.clock.now()))?;
            audit::insert(conn, &cx.scope, &[entry(&cx, role.id, "create", BTreeMap::new())])?;
            made += 1;
        }
        Ok(made)
    })
    .await
}

fn culture(conn: &mut Conn, scope: &TenantScope) -> Result<Culture, DbError> {
    Ok(tenants::service::find(conn, scope.tenant())?.map_or(Culture::En, |tenant| tenant.culture))
}

/// Gives somebody the administrator's role, which is made when the tenant has none.
///
/// # Errors
/// The database's.
pub async fn make_administrator(cx: &ServiceContext, user: UserId) -> Result<(), AppError> {
    cx.require(Permission::RolesUpdate)?;
    let cx = cx.clone();
    let db = cx.app.db.clone();
    let role = db
        .write(move |conn| {
            queries::lock(conn, &cx.scope)?;
            let all = queries::all(conn, &cx.scope)?;
            let own = all.iter().find(|role| role.template == Some(ReadyMade::Administrator));
            // It may have been narrowed, or deleted, and another one made in its place.
            let found = own.filter(|role| role.grants.everything);
            let role = match found.or_else(|| all.iter().find(|role| role.grants.everything)) {
                Some(role) => role.id,
                None => {
                    let role = Role {
                        id: RoleId::from_uuid(cx.app.ids.uuid()),
                        name: free(&named(ReadyMade::Administrator, culture(conn, &cx.scope)?).0, &all),
                        description: String::new(),
                        grants: ReadyMade::Administrator.grants(),
                        template: own.is_none().then_some(ReadyMade::Administrator),
                        version: 1,
                        created_at: cx.app.clock.now(),
                    };
                    queries::insert(conn, &cx.scope, &role)?;
                    role.id
                }
            };
            let person = users::service::summaries(conn, &cx.scope, &[user])?;
            let person: Vec<(String, UserId)> =
                person.into_iter().map(|person| (person.sort_key, person.id)).collect();
            if queries::people::among(conn, &cx.scope, role, &[user])?.is_empty() {
                queries::people::add(conn, &cx.scope, role, &person)?;
            }
            Ok::<RoleId, DbError>(role)
        })
        .await;
    role.map(|_| ()).map_err(AppError::Database)
}
