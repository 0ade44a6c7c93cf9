//! Forgotten passwords, and links from e-mails. Nobody here is signed in: what comes is from anybody.
use std::net::{IpAddr, SocketAddr};

use axum::Form;
use axum::extract::{ConnectInfo, Path, Query, State};
use axum::http::{Extensions, HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use maud::Markup;
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;

use super::{SignInQuery, culture_of, from_elsewhere};
use crate::app::App;
use crate::error::AppError;
use crate::locale::Texts;
use crate::mail;
use crate::mail::model::Readiness;
use crate::paths::Paths;
use crate::sessions::service::password_links::{self, Bearer};
use crate::sessions::views::Door;
use crate::tenants;
use crate::tenants::model::Tenant;
use crate::ui::Theme;
use crate::users;
use crate::users::model::Problem;
use crate::users::service::Whose;

/// What the form of the name sends.
#[derive(Deserialize)]
pub struct ForgotForm {
    name: String,
}

/// What the page behind a link sends.
#[derive(Deserialize)]
pub struct LinkForm {
    secret: SecretString,
    #[serde(default)]
    password: SecretString,
}

struct Visit {
    tenant: Tenant,
    paths: Paths,
    t: Texts,
    theme: Option<Theme>,
}

impl Visit {
    async fn of(app: &App, slug: String, query: &SignInQuery, headers: &HeaderMap) -> Result<Self, AppError> {
        let tenant = tenants::service::named(app, slug).await?;
        let theme = CookieJar::from_headers(headers)
            .get(Theme::COOKIE)
            .and_then(|cookie| Theme::from_cookie(cookie.value()));
        let (paths, t) = (Paths::of(&tenant.slug), Texts::of(culture_of(query, headers, &tenant)));
        Ok(Self { tenant, paths, t, theme })
    }

    /// The same for a form, which no other site may send: nobody here has a session whose token it could carry.
    async fn posted(
        app: &App,
        slug: String,
        query: &SignInQuery,
        headers: &HeaderMap,
    ) -> Result<Self, AppError> {
        if from_elsewhere(headers) {
            return Err(AppError::Csrf);
        }
        Self::of(app, slug, query, headers).await
    }

    fn door(&self) -> Door<'_> {
        Door { t: self.t, theme: self.theme, tenant: &self.tenant, paths: &self.paths }
    }

    /// The page for a link that opens nothing.
    fn refused(&self, error: AppError) -> Result<Response, AppError> {
        match error {
            AppError::NotFound => Ok((StatusCode::UNPROCESSABLE_ENTITY, self.door().over()).into_response()),
            AppError::TooManyTries { retry_after } => {
                Ok((StatusCode::TOO_MANY_REQUESTS, self.door().wait(retry_after)).into_response())
            }
            other => Err(other),
        }
    }
}

fn address(extensions: &Extensions) -> Option<IpAddr> {
    extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip())
}

/// `GET /forgot-password`.
///
/// # Errors
/// [`AppError::NotFound`] for a tenant that is not there.
pub async fn forgot(
    State(app): State<App>,
    Path(slug): Path<String>,
    Query(query): Query<SignInQuery>,
    headers: HeaderMap,
) -> Result<Markup, AppError> {
    let visit = Visit::of(&app, slug, &query, &headers).await?;
    Ok(visit.door().forgot(mail::service::readiness(&app), "", None))
}

/// `POST /forgot-password`: one answer for every name.
///
/// # Errors
/// [`AppError`].
pub async fn send_link(
    State(app): State<App>,
    Path(slug): Path<String>,
    Query(query): Query<SignInQuery>,
    headers: HeaderMap,
    extensions: Extensions,
    Form(form): Form<ForgotForm>,
) -> Result<Response, AppError> {
    let visit = Visit::posted(&app, slug, &query, &headers).await?;
    let readiness = mail::service::readiness(&app);
    if readiness != Readiness::Ready || form.name.trim().is_empty() {
        let page = visit.door().forgot(readiness, "", None);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    match password_links::forgot(&app, &visit.tenant, &form.name, address(&extensions)).await {
        Ok(()) => Ok(visit.door().forgot_sent().into_response()),
        Err(AppError::TooManyTries { retry_after }) => {
            let wait = visit.t.ta("sign-in-wait", &[("time", visit.t.duration(retry_after).into())]);
            let page = visit.door().forgot(readiness, &form.name, Some(wait));
            Ok((StatusCode::TOO_MANY_REQUESTS, page).into_response())
        }
        Err(error) => Err(error),
    }
}

/// `GET /password-link`: where links in e-mails lead. What they carry comes with the next request, never in an address.
///
/// # Errors
/// [`AppError::NotFound`] for a tenant that is not there.
pub async fn opening(
    State(app): State<App>,
    Path(slug): Path<String>,
    Query(query): Query<SignInQuery>,
    headers: HeaderMap,
) -> Result<Markup, AppError> {
    Ok(Visit::of(&app, slug, &query, &headers).await?.door().opening())
}

/// The page of the password, in the language of the person.
fn choosing(visit: &mut Visit, bearer: &Bearer, secret: &SecretString, problems: &[Problem]) -> Markup {
    visit.t = Texts::of(bearer.user.culture);
    visit.door().choose(bearer.user.full_name(), secret.expose_secret(), problems)
}

/// `POST /password-link`: looks at what the link carries. It stays valid: programs that look at e-mails use nothing up.
///
/// # Errors
/// [`AppError`].
pub async fn open(
    State(app): State<App>,
    Path(slug): Path<String>,
    Query(query): Query<SignInQuery>,
    headers: HeaderMap,
    extensions: Extensions,
    Form(form): Form<LinkForm>,
) -> Result<Response, AppError> {
    let mut visit = Visit::posted(&app, slug, &query, &headers).await?;
    match password_links::open(&app, &visit.tenant, &form.secret, address(&extensions)).await {
        Ok(bearer) => Ok(choosing(&mut visit, &bearer, &form.secret, &[]).into_response()),
        Err(error) => visit.refused(error),
    }
}

/// `POST /password-link/choose`: the password, once.
///
/// # Errors
/// [`AppError`]; a password that the policies refuse comes back as the page, without the password.
pub async fn choose(
    State(app): State<App>,
    Path(slug): Path<String>,
    Query(query): Query<SignInQuery>,
    headers: HeaderMap,
    extensions: Extensions,
    Form(form): Form<LinkForm>,
) -> Result<Response, AppError> {
    let mut visit = Visit::posted(&app, slug, &query, &headers).await?;
    let address = address(&extensions);
    let bearer = match password_links::open(&app, &visit.tenant, &form.secret, address).await {
        Ok(bearer) => bearer,
        Err(error) => return visit.refused(error),
    };
    let culture = bearer.user.culture;
    let problems = match password_links::choose(bearer, form.password).await {
        Ok(()) => {
            let target = format!("{}?culture={}&said=password", visit.paths.sign_in(), culture.tag());
            return Ok(Redirect::to(&target).into_response());
        }
        Err(AppError::Invalid(problems)) => problems,
        Err(AppError::Extension(error)) => {
            tracing::error!(%error, "choosing a password");
            let message = Texts::of(culture).ta("users-plugin-failed", &[("code", error.code().into())]);
            vec![Problem { field: "password".to_owned(), code: error.code().to_owned(), message }]
        }
        Err(error) => return visit.refused(error),
    };
    match password_links::open(&app, &visit.tenant, &form.secret, address).await {
        Ok(bearer) => {
            let page = choosing(&mut visit, &bearer, &form.secret, &problems);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => visit.refused(error),
    }
}

/// `POST /password-link/rules`: what the policies say about what is typed so far, to who has a valid link.
///
/// # Errors
/// [`AppError`].
pub async fn rules(
    State(app): State<App>,
    Path(slug): Path<String>,
    headers: HeaderMap,
    extensions: Extensions,
    Form(form): Form<LinkForm>,
) -> Result<Markup, AppError> {
    if from_elsewhere(&headers) {
        return Err(AppError::Csrf);
    }
    let tenant = tenants::service::named(&app, slug).await?;
    let bearer = password_links::open(&app, &tenant, &form.secret, address(&extensions)).await?;
    let typed = !form.password.expose_secret().is_empty();
    let subject = users::service::subject_of(&bearer.cx, &bearer.user);
    let whose = Whose { user: Some(bearer.user.id), project: None };
    let verdict = users::service::judge_candidate(&bearer.cx, whose, subject, form.password).await;
    users::handlers::rules_shown(Texts::of(bearer.user.culture), verdict, typed)
}
