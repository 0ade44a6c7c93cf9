//! The extractors: a session or a token becomes a context, or the request ends here.
use std::sync::Arc;

use axum::extract::{FromRequestParts, OptionalFromRequestParts, RawPathParams};
use axum::http::request::Parts;
use axum::http::{Method, Uri, header};
use axum_extra::extract::CookieJar;
use elenco_db::{Conn, DbError, TenantScope};

use super::{CurrentSession, RequestContext, ServiceContext};
use crate::app::App;
use crate::audit::model::{Actor, Way};
use crate::auth::permission::{Permission, Permissions};
use crate::auth::{csrf, session_cookie};
use crate::error::AppError;
use crate::extensions::Caller;
use crate::locale::Texts;
use crate::paths::Paths;
use crate::projects::model::Project;
use crate::tenants::model::Tenant;
use crate::tokens::model::Token;
use crate::ui::Theme;
use crate::users::model::User;
use crate::{plugins, projects, roles, sessions, tenants, tokens, users};

/// The permission that the route table names for a route. A route without one is refused, not let through.
#[derive(Debug, Clone, Copy)]
pub struct RoutePermission(pub Permission);

/// Marks the few routes about one's own account. They ask for no permission, and are open to somebody who is to choose
/// another password before anything else.
#[derive(Debug, Clone, Copy)]
pub struct OwnAccount;

/// The context of a call to the API: the same as a page's, proved by a token instead of a session.
#[derive(Clone)]
pub struct ApiContext(pub RequestContext);

struct Known {
    tenant: Tenant,
    user: User,
    permissions: Permissions,
    projects: Vec<Project>,
    caller: Caller,
}

/// Everything about the person that a request needs, in one read. With a token one may do no more than it says.
fn know(conn: &mut Conn, tenant: Tenant, user: User, token: Option<&Token>) -> Result<Known, DbError> {
    let scope = TenantScope::of(tenant.id);
    let permissions = roles::service::permissions_of(conn, &scope, user.id)?;
    let permissions = match token {
        Some(token) => token.permissions(permissions),
        None => permissions,
    };
    let projects = projects::service::visible_to(conn, &scope, user.id, &permissions)?;
    let caller = plugins::service::caller(conn, &scope)?;
    Ok(Known { tenant, user, permissions, projects, caller })
}

fn assemble(app: &App, known: Known, actor: Actor, way: Way, uri: Uri) -> RequestContext {
    let culture = known.user.culture;
    let paths = Paths::of(&known.tenant.slug);
    let service = ServiceContext {
        app: app.clone(),
        scope: TenantScope::of(known.tenant.id),
        actor,
        way,
        permissions: Arc::new(known.permissions),
        culture,
        tenant_name: known.tenant.name.as_str().into(),
        caller: known.caller,
    };
    RequestContext {
        service,
        tenant: known.tenant,
        user: known.user,
        session: None,
        project: known.projects.first().cloned(),
        projects: known.projects,
        paths,
        texts: Texts::of(culture),
        theme: None,
        uri,
    }
}

/// What a route of the console asks for; nothing when it is about one's own account.
fn asked_by_route(parts: &Parts) -> Result<Option<Permission>, AppError> {
    if parts.extensions.get::<OwnAccount>().is_some() { Ok(None) } else { route_permission(parts).map(Some) }
}

fn route_permission(parts: &Parts) -> Result<Permission, AppError> {
    let named = parts.extensions.get::<RoutePermission>();
    named.map(|route| route.0).ok_or_else(|| AppError::Internal("a route names no permission".to_owned()))
}

fn changes_something(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

async fn of_session(parts: &mut Parts, app: &App) -> Result<RequestContext, AppError> {
    let slug = match RawPathParams::from_request_parts(parts, app).await {
        Ok(params) => params.iter().find(|(name, _)| *name == "tenant").map(|(_, value)| value.to_owned()),
        Err(_) => None,
    };
    let slug = slug.ok_or(AppError::NotFound)?;
    let jar = CookieJar::from_headers(&parts.headers);
    let secret = jar
        .get(session_cookie::name(app.config.secure()))
        .and_then(|cookie| session_cookie::read(cookie.value()))
        .ok_or(AppError::Unauthenticated)?;
    let digest = session_cookie::digest(&secret);
    let (now, idle) = (app.clock.now(), app.config.limits.session_idle_minutes);
    let key = digest.clone();
    let found = app
        .db
        .read(move |conn| {
            let Some(tenant) = tenants::service::find_by_slug(conn, &slug)? else { return Ok(None) };
            let scope = TenantScope::of(tenant.id);
            let Some(session) = sessions::service::find_live(conn, &scope, &key, now, idle)? else {
                return Ok(None);
            };
            let Some(user) = users::service::may_act(conn, &scope, session.user_id, now)? else {
                return Ok(None);
            };
            Ok::<_, DbError>(Some((know(conn, tenant, user, None)?, session)))
        })
        .await
        .map_err(AppError::Database)?;
    let (known, session) = found.ok_or(AppError::Unauthenticated)?;
    sessions::service::touch(app, &session, now).await?;
    let actor = Actor::User(known.user.id);
    let mut context = assemble(app, known, actor, Way::Form, parts.uri.clone());
    if let Some(chosen) = session.project_id
        && let Some(project) = context.projects.iter().find(|project| project.id == chosen)
    {
        context.project = Some(project.clone());
    }
    if let Some(project) = &context.project {
        context.service.caller = context.service.caller.in_project(project.id);
    }
    context.theme = jar.get(Theme::COOKIE).and_then(|cookie| Theme::from_cookie(cookie.value()));
    context.session = Some(CurrentSession { id: digest, csrf: session.csrf_token });
    Ok(context)
}

impl FromRequestParts<App> for RequestContext {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, AppError> {
        let asked = asked_by_route(parts)?;
        let context = of_session(parts, app).await?;
        if changes_something(&parts.method) {
            let given =
                parts.headers.get(csrf::HEADER).and_then(|value| value.to_str().ok()).unwrap_or_default();
            context.check_csrf(given)?;
        }
        let Some(permission) = asked else { return Ok(context) };
        if context.user.must_change_password {
            return Err(AppError::PasswordIsOld);
        }
        context.service.require(permission)?;
        Ok(context)
    }
}

impl OptionalFromRequestParts<App> for RequestContext {
    type Rejection = AppError;

    /// For pages that anybody may see, and that look different to somebody who is signed in.
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Option<Self>, AppError> {
        match of_session(parts, app).await {
            Ok(context) => Ok(Some(context)),
            Err(AppError::Unauthenticated | AppError::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

impl ApiContext {
    /// The same anew, for answers that go on for long: with the permissions that the person and the token have by now.
    ///
    /// # Errors
    /// [`AppError::Unauthenticated`] once the token or its person is no good any more.
    pub async fn renew(&self) -> Result<Self, AppError> {
        let cx = &self.0.service;
        let Actor::Token(id, _) = cx.actor else { return Err(AppError::Unauthenticated) };
        let (scope, now) = (cx.scope, cx.app.clock.now());
        let read = move |conn: &mut Conn| {
            let Some(token) = tokens::service::find_again(conn, &scope, id, now)? else { return Ok(None) };
            let Some(tenant) = tenants::service::find(conn, scope.tenant())? else { return Ok(None) };
            let Some(user) = users::service::may_act(conn, &scope, token.user_id, now)? else {
                return Ok(None);
            };
            Ok::<_, DbError>(Some(know(conn, tenant, user, Some(&token))?))
        };
        let known = cx.app.db.read(read).await.map_err(AppError::Database)?;
        let known = known.ok_or(AppError::Unauthenticated)?;
        Ok(Self(assemble(&cx.app, known, cx.actor, Way::Api, self.0.uri.clone())))
    }
}

impl FromRequestParts<App> for ApiContext {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, AppError> {
        let permission = route_permission(parts)?;
        let secret = parts
            .headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split_once(' '))
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
            .map(|(_, secret)| secret.trim().to_owned())
            .ok_or(AppError::Unauthenticated)?;
        let now = app.clock.now();
        let found = app
            .db
            .read(move |conn| {
                let Some(token) = tokens::service::find_live(conn, &secret, now)? else { return Ok(None) };
                let scope = TenantScope::of(token.tenant_id);
                let Some(tenant) = tenants::service::find(conn, token.tenant_id)? else { return Ok(None) };
                let Some(user) = users::service::may_act(conn, &scope, token.user_id, now)? else {
                    return Ok(None);
                };
                Ok::<_, DbError>(Some((know(conn, tenant, user, Some(&token))?, token)))
            })
            .await
            .map_err(AppError::Database)?;
        let (known, token) = found.ok_or(AppError::Unauthenticated)?;
        tokens::service::touch(app, &token, now).await?;
        let actor = Actor::Token(token.id, known.user.id);
        let context = assemble(app, known, actor, Way::Api, parts.uri.clone());
        context.service.require(permission)?;
        Ok(Self(context))
    }
}
