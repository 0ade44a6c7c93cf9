//! Who asks, for which tenant, in which language, by which way: settled once, before any handler runs.
use std::sync::Arc;

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use axum::http::{Method, header};
use elenco_db::{ProjectId, SessionId, TenantScope, TokenId, UserId};

use crate::app::App;
use crate::audit::model::{Actor, Way};
use crate::auth::permission::{Permission, Permissions};
use crate::auth::{csrf, session_cookie};
use crate::error::AppError;
use crate::extensions::Caller;
use crate::locale::{Culture, Texts};
use crate::paths::Paths;
use crate::projects::model::Project;
use crate::sessions;
use crate::tenants::{self, model::Tenant};
use crate::tokens;
use crate::users::model::User;

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

    /// Texts in the actor's language.
    pub fn texts(&self) -> Texts {
        Texts::of(self.culture)
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
}

/// The session of a request.
#[derive(Debug, Clone)]
pub struct CurrentSession {
    /// Digest of its secret, which is its key.
    pub id: SessionId,
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
