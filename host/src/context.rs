//! Who asks, for which tenant, in which language, by which way: settled once, before any handler runs.
pub mod console;
mod extract;

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::Query;
use axum::http::Uri;
use elenco_db::{AuditId, Instant, ProjectId, TenantId, TenantScope, UserId};
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::app::App;
use crate::audit::model::{Actor, AuditEntry, Change, Way};
use crate::auth::csrf;
use crate::auth::permission::{Permission, Permissions};
use crate::error::AppError;
use crate::extensions::Caller;
use crate::locale::{Culture, Texts};
use crate::paths::Paths;
use crate::plugins;
use crate::projects::model::Project;
use crate::roles;
use crate::tenants;
use crate::tenants::model::Tenant;
use crate::ui::Theme;
use crate::users::model::User;

pub use extract::{ApiContext, OwnAccount, RoutePermission};

/// What every service function needs to know about the one who acts. A form, an import, the API and a plugin's host
/// function all act through one of these.
#[derive(Clone)]
pub struct ServiceContext {
    /// The server.
    pub app: App,
    /// The tenant: no query runs without it.
    pub scope: TenantScope,
    /// Who acts, for the audit.
    pub actor: Actor,
    /// By which way, for the audit.
    pub way: Way,
    /// What the actor may do.
    pub permissions: Arc<Permissions>,
    /// The language of messages.
    pub culture: Culture,
    /// Tenant's name, which passwords must not contain.
    pub tenant_name: Arc<str>,
    /// The tenant and its plugin settings, for calls to plugins.
    pub caller: Caller,
}

impl ServiceContext {
    /// Refuses when the actor's roles do not allow it.
    ///
    /// # Errors
    /// [`AppError::Forbidden`] names the permission.
    pub fn require(&self, permission: Permission) -> Result<(), AppError> {
        if self.permissions.allow(permission) { Ok(()) } else { Err(AppError::Forbidden(permission)) }
    }

    /// What the audit keeps of something that the actor does at this instant.
    pub fn audit_entry(
        &self,
        at: Instant,
        (object_kind, object_id): (&'static str, Uuid),
        action: &'static str,
        changes: BTreeMap<String, Change>,
    ) -> AuditEntry {
        AuditEntry {
            id: AuditId::from_uuid(self.app.ids.uuid()),
            at,
            actor: self.actor,
            way: self.way.clone(),
            object_kind,
            object_id,
            action,
            changes,
        }
    }

    /// Texts in the actor's language.
    pub fn texts(&self) -> Texts {
        Texts::of(self.culture)
    }
}

impl ServiceContext {
    /// The context of somebody, outside any request: what a job and the command line act with. Permissions are read
    /// anew, so that a right that was taken away is gone for a running import too.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when the tenant is gone.
    pub async fn for_job(
        app: &App,
        tenant: TenantId,
        user: UserId,
        way: Way,
        culture: Culture,
    ) -> Result<Self, AppError> {
        let scope = TenantScope::of(tenant);
        let found = app
            .db
            .read(move |conn| {
                let Some(tenant) = tenants::service::find(conn, scope.tenant())? else { return Ok(None) };
                let permissions = roles::service::permissions_of(conn, &scope, user)?;
                let caller = plugins::service::caller(conn, &scope)?;
                Ok::<_, elenco_db::DbError>(Some((tenant, permissions, caller)))
            })
            .await
            .map_err(AppError::Database)?;
        let (found, permissions, caller) = found.ok_or(AppError::NotFound)?;
        Ok(Self {
            app: app.clone(),
            scope: TenantScope::of(tenant),
            actor: Actor::User(user),
            way,
            permissions: Arc::new(permissions),
            culture,
            tenant_name: found.name.into(),
            caller,
        })
    }

    /// The same, with the settings of plugins that a project has.
    pub fn in_project(mut self, project: ProjectId) -> Self {
        self.caller = self.caller.in_project(project);
        self
    }

    /// The server itself, which may do everything: demo data and the command line.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when the tenant is gone.
    pub async fn for_system(app: &App, tenant: TenantId) -> Result<Self, AppError> {
        let nobody = UserId::from_uuid(Uuid::nil());
        let mut context = Self::for_job(app, tenant, nobody, Way::System, Culture::En).await?;
        context.actor = Actor::System;
        context.permissions = Arc::new(Permissions::all());
        Ok(context)
    }
}

/// What a signed-in request adds for the pages of the console.
#[derive(Clone)]
pub struct RequestContext {
    /// For the services.
    pub service: ServiceContext,
    /// The organisation.
    pub tenant: Tenant,
    /// Who is signed in.
    pub user: User,
    /// The session; nothing when a token was shown instead.
    pub session: Option<CurrentSession>,
    /// The chosen project; nothing while the tenant has none that this user may see.
    pub project: Option<Project>,
    /// Projects that the user may choose.
    pub projects: Vec<Project>,
    /// Addresses of the tenant's pages.
    pub paths: Paths,
    /// Texts in the reader's language.
    pub texts: Texts,
    /// The reader's colours.
    pub theme: Option<Theme>,
    /// What was asked for.
    pub uri: Uri,
}

/// The session of a request.
#[derive(Debug, Clone)]
pub struct CurrentSession {
    /// Digest of its secret, which is its key.
    pub id: Vec<u8>,
    /// Token for its forms.
    pub csrf: String,
}

impl RequestContext {
    /// The chosen project.
    ///
    /// # Errors
    /// [`AppError::NotFound`] while there is none.
    pub fn project(&self) -> Result<&Project, AppError> {
        self.project.as_ref().ok_or(AppError::NotFound)
    }

    /// The project, when the user may see it.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for any other.
    pub fn project_named(&self, id: ProjectId) -> Result<&Project, AppError> {
        self.projects.iter().find(|project| project.id == id).ok_or(AppError::NotFound)
    }

    /// What the address says behind its question mark, for parts of a page that have parameters of their own. Whatever
    /// cannot be read is as if nothing was said.
    pub fn asked<T: DeserializeOwned + Default>(&self) -> T {
        Query::try_from_uri(&self.uri).map(|Query(asked)| asked).unwrap_or_default()
    }

    /// Token for the forms of a page; empty when no session is there to need one.
    pub fn csrf(&self) -> &str {
        self.session.as_ref().map_or("", |session| session.csrf.as_str())
    }

    /// Checks a form's token, for multipart forms whose token is not in a header.
    ///
    /// # Errors
    /// [`AppError::Csrf`].
    pub fn check_csrf(&self, given: &str) -> Result<(), AppError> {
        if csrf::matches(self.csrf(), given) { Ok(()) } else { Err(AppError::Csrf) }
    }
}
