//! Sign-in and sign-out, the front door, and the pages that stand where something failed.
use std::net::SocketAddr;

use axum::Form;
use axum::extract::{ConnectInfo, Path, Query, State};
use axum::http::{Extensions, HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use maud::{Markup, html};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

mod new_password;
mod password_link;

use super::service::{self, Credentials};
use super::views::{self, SignInView};
use crate::app::App;
use crate::auth::permission::Permission;
use crate::auth::session_cookie;
use crate::context::RequestContext;
use crate::error::AppError;
use crate::locale::{Culture, Texts};
use crate::paths::Paths;
use crate::tenants;
use crate::tenants::model::Tenant;
use crate::ui::Theme;

pub use new_password::{change_password, new_password, new_password_rules};
pub use password_link::{
    choose as choose_by_link, forgot, open as open_link, opening, rules as link_rules, send_link,
};

/// What the address of the sign-in page may say.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct SignInQuery {
    culture: Option<String>,
    next: Option<String>,
    said: Option<String>,
}

/// What the form sends.
#[derive(Deserialize)]
pub struct SignInForm {
    username: String,
    password: SecretString,
    next: Option<String>,
}

fn culture_of(query: &SignInQuery, headers: &HeaderMap, tenant: &Tenant) -> Culture {
    let chosen = query.culture.as_deref().and_then(Culture::from_tag);
    let browser =
        || headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok().and_then(Culture::from_accept_language);
    chosen.or_else(browser).unwrap_or(tenant.culture)
}

/// Only addresses inside the tenant's own pages: a sign-in never sends somebody elsewhere.
fn safe_next(next: Option<&str>, paths: &Paths) -> Option<String> {
    let home = paths.home();
    next.filter(|next| next.starts_with(&home) && !next.contains("//") && !next.contains('\\'))
        .map(str::to_owned)
}

fn page(
    tenant: &Tenant,
    query: &SignInQuery,
    headers: &HeaderMap,
    username: String,
    problem: Option<String>,
) -> Markup {
    let paths = Paths::of(&tenant.slug);
    let host = headers.get(header::HOST).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let theme =
        CookieJar::from_headers(headers).get(Theme::COOKIE).and_then(|c| Theme::from_cookie(c.value()));
    let t = Texts::of(culture_of(query, headers, tenant));
    SignInView {
        t,
        tenant,
        theme,
        host: format!("{host}/t/{}", tenant.slug),
        action: paths.sign_in(),
        username,
        problem,
        next: safe_next(query.next.as_deref(), &paths),
        done: (query.said.as_deref() == Some("password")).then(|| t.t("sign-in-chosen").into_owned()),
    }
    .render()
}

/// `GET /sign-in`. Whoever is signed in already goes on.
///
/// # Errors
/// [`AppError::NotFound`] for a tenant that is not there.
pub async fn new(
    State(app): State<App>,
    Path(slug): Path<String>,
    Query(query): Query<SignInQuery>,
    headers: HeaderMap,
    context: Option<RequestContext>,
) -> Result<Response, AppError> {
    let tenant = tenants::service::named(&app, slug).await?;
    if let Some(context) = context.filter(|context| context.tenant.id == tenant.id) {
        return Ok(Redirect::to(&context.paths.home()).into_response());
    }
    Ok(page(&tenant, &query, &headers, String::new(), None).into_response())
}

/// Another site's form must not sign somebody in: browsers say where a request comes from (Fetch Metadata).
fn from_elsewhere(headers: &HeaderMap) -> bool {
    let site = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok());
    site.is_some_and(|site| !matches!(site, "same-origin" | "none"))
}

/// `POST /sign-in`.
///
/// # Errors
/// [`AppError`]; wrong credentials come back with the page, with one answer for every reason.
pub async fn create(
    State(app): State<App>,
    Path(slug): Path<String>,
    Query(query): Query<SignInQuery>,
    headers: HeaderMap,
    extensions: Extensions,
    Form(form): Form<SignInForm>,
) -> Result<Response, AppError> {
    if from_elsewhere(&headers) {
        return Err(AppError::Csrf);
    }
    let tenant = tenants::service::named(&app, slug).await?;
    let paths = Paths::of(&tenant.slug);
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let credentials = Credentials {
        username: form.username.clone(),
        password: form.password,
        address: extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip()),
        agent: agent.to_owned(),
    };
    let texts = Texts::of(culture_of(&query, &headers, &tenant));
    let (status, problem) = match service::sign_in(&app, &tenant, credentials).await {
        Ok(signed_in) => {
            let cookie = session_cookie::issue(signed_in.secret.expose_secret(), app.config.secure());
            let next = safe_next(form.next.as_deref(), &paths).unwrap_or_else(|| paths.home());
            return Ok((CookieJar::new().add(cookie), Redirect::to(&next)).into_response());
        }
        Err(AppError::Unauthenticated) => {
            (StatusCode::UNPROCESSABLE_ENTITY, texts.t("sign-in-wrong").into_owned())
        }
        Err(AppError::TooManyTries { retry_after }) => {
            let wait = texts.duration(retry_after);
            (StatusCode::TOO_MANY_REQUESTS, texts.ta("sign-in-wait", &[("time", wait.as_str().into())]))
        }
        Err(error) => return Err(error),
    };
    let query = SignInQuery { next: form.next, said: None, ..query };
    Ok((status, page(&tenant, &query, &headers, form.username, Some(problem))).into_response())
}

/// `POST /sign-out`.
///
/// # Errors
/// [`AppError`].
pub async fn delete(State(app): State<App>, cx: RequestContext) -> Result<Response, AppError> {
    if let Some(session) = &cx.session {
        service::sign_out(&cx.service, session.id.clone()).await?;
    }
    let jar = CookieJar::new().add(session_cookie::forget(app.config.secure()));
    Ok((jar, Redirect::to(&cx.paths.sign_in())).into_response())
}

/// `GET /`: the only tenant's first page, or a word about links.
///
/// # Errors
/// The database's.
pub async fn front(State(app): State<App>, headers: HeaderMap) -> Result<Response, AppError> {
    if let Some(tenant) = tenants::service::only_one(&app).await? {
        return Ok(Redirect::to(&Paths::of(&tenant.slug).home()).into_response());
    }
    let t = browser_texts(&headers);
    Ok(views::message_page(t, &t.t("sign-in-front"), html! { (t.t("sign-in-other-company")) }, None)
        .into_response())
}

fn browser_texts(headers: &HeaderMap) -> Texts {
    let culture = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    Texts::of(culture.and_then(Culture::from_accept_language).unwrap_or(Culture::En))
}

/// An address that nothing answers to.
///
/// # Errors
/// Always [`AppError::NotFound`].
pub async fn missing() -> Result<(), AppError> {
    Err(AppError::NotFound)
}

/// Sends somebody whose session is over to the sign-in page and back again afterwards. A script gets the word to move
/// on instead, because it cannot follow a redirect to another page.
pub fn ask_to_sign_in(tenant: &str, path: &str, wants_page: bool) -> Response {
    let paths = Paths::of(tenant);
    let next = percent_encoding::utf8_percent_encode(path, percent_encoding::NON_ALPHANUMERIC);
    let target = if wants_page { format!("{}?next={next}", paths.sign_in()) } else { paths.sign_in() };
    move_on(&target, StatusCode::UNAUTHORIZED, wants_page)
}

/// Sends somebody who is to choose another password to the page where one does.
pub fn ask_for_new_password(tenant: &str, wants_page: bool) -> Response {
    move_on(&Paths::of(tenant).new_password(), StatusCode::FORBIDDEN, wants_page)
}

fn move_on(target: &str, status: StatusCode, wants_page: bool) -> Response {
    if wants_page {
        return Redirect::to(target).into_response();
    }
    let mut response = status.into_response();
    if let Ok(value) = HeaderValue::from_str(target) {
        response.headers_mut().insert(HeaderName::from_static("hx-redirect"), value);
    }
    response
}

/// A page for an error, in the reader's language, with the next step.
pub fn error_page(_: &App, error: &AppError, tenant: Option<&str>, texts: &Texts) -> Response {
    let t = *texts;
    let (title, text) = match error {
        AppError::NotFound => (t.t("errors-missing"), t.t("errors-missing-text").into_owned()),
        AppError::Forbidden(permission) => (
            t.t("errors-forbidden"),
            t.ta("errors-forbidden-text", &[("permission", permission.as_str().into())]),
        ),
        AppError::PasswordIsOld => (t.t("new-password-title"), t.t("new-password-why").into_owned()),
        AppError::Csrf => (t.t("errors-csrf"), t.t("errors-csrf-text").into_owned()),
        AppError::Conflict => (t.t("errors-conflict"), t.t("users-conflict").into_owned()),
        AppError::TooLarge { limit } => {
            (t.t("errors-large"), t.ta("errors-large-text", &[("limit", t.bytes(*limit).into())]))
        }
        AppError::TooManyTries { retry_after } => {
            (t.t("errors-busy"), t.ta("sign-in-wait", &[("time", t.duration(*retry_after).into())]))
        }
        AppError::Invalid(problems) => {
            let all: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
            (t.t("errors-refused"), all.join(" "))
        }
        AppError::BadRequest { code, .. } => {
            (t.t("errors-refused"), t.ta("errors-code", &[("code", (*code).into())]))
        }
        AppError::Unauthenticated => (t.t("errors-refused"), t.t("sign-in-wrong").into_owned()),
        AppError::Plugin(problem) => (t.t("errors-refused"), crate::plugins::problem_text(t, problem)),
        AppError::Extension(failed) if failed.plugin().is_some() => {
            let name = failed.plugin().unwrap_or_default();
            let args = [("plugin", name.into()), ("code", failed.code().into())];
            (t.t("errors-plugin"), t.ta("errors-plugin-text", &args))
        }
        AppError::Extension(_) | AppError::Database(_) | AppError::Files(_) | AppError::Internal(_) => {
            (t.t("errors-busy"), t.ta("errors-code", &[("code", error.code().into())]))
        }
    };
    let way_on = tenant.map(|slug| match error {
        // Whoever has no role at all would only come back here from the first page.
        AppError::Forbidden(Permission::ConsoleUse) => {
            (t.t("errors-account").into_owned(), Paths::of(slug).new_password())
        }
        _ => (t.t("errors-home").into_owned(), Paths::of(slug).home()),
    });
    (error.status(), views::message_page(t, &title, html! { (text) }, way_on)).into_response()
}
