//! What lies around every door: headers that keep browsers from harm, the forms' token, errors as pages.
use std::sync::Arc;

use axum::Router;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate as _, SizeAbove};
use tower_http::trace::TraceLayer;

use super::form_token;
use crate::app::App;
use crate::auth::csrf;
use crate::error::{self, AppError};
use crate::locale::{Culture, Texts};
use crate::sessions;

/// Longest sentence of the framework's that is passed on, in bytes.
const REFUSAL_BYTES: usize = 4 << 10;

/// No script, style or frame that is not ours; no plug-ins; forms go nowhere else (CSP level 3).
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; \
                      connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'";

/// The same, with pictures from the operator's tile server when there is one.
fn policy(tiles: Option<&str>) -> HeaderValue {
    // A template is no address: `{s}` in the name of the host stands for any of several.
    let server = tiles.and_then(|tiles| {
        let (scheme, rest) = tiles.split_once("://")?;
        let host = rest.split('/').next()?.replace("{s}", "*");
        let plain =
            host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '*' | '[' | ']'));
        (matches!(scheme, "https" | "http") && plain && !host.is_empty())
            .then(|| format!("{scheme}://{host}"))
    });
    let policy = server.map(|server| POLICY.replace("img-src 'self'", &format!("img-src 'self' {server}")));
    policy.and_then(|policy| HeaderValue::from_str(&policy).ok()).unwrap_or(HeaderValue::from_static(POLICY))
}

/// Puts the layers around a router.
pub fn around(router: Router<App>, app: App) -> Router<App> {
    let worth_it = SizeAbove::new(512)
        .and(NotForContentType::new("text/event-stream"))
        .and(NotForContentType::new("application/zip"))
        .and(NotForContentType::new("font/"))
        .and(NotForContentType::IMAGES);
    let policy = policy(app.config.map.tiles.as_deref());
    router
        .layer(from_fn(form_token::to_header))
        .layer(from_fn_with_state(app, error_pages))
        .layer(from_fn_with_state(policy, safe_headers))
        .layer(CompressionLayer::new().compress_when(worth_it))
        .layer(TraceLayer::new_for_http())
}

async fn safe_headers(State(policy): State<HeaderValue>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(policy);
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()"),
    ] {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Turns an error that a handler answered with into what its reader understands: a page, or problem+json.
async fn error_pages(State(app): State<App>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let tenant = path.strip_prefix("/t/").and_then(|rest| rest.split('/').next()).map(str::to_owned);
    let language = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let culture = language.and_then(Culture::from_accept_language).unwrap_or(Culture::En);
    let by_script =
        request.headers().contains_key("hx-request") || request.headers().contains_key(csrf::HEADER);
    let wants_page = request.method() == Method::GET && !by_script;
    let response = next.run(request).await;
    let failure = match response.extensions().get::<Failure>() {
        Some(Failure(failure)) => Arc::clone(failure),
        None if is_bare_refusal(&response) => Arc::new(refusal(response).await),
        None => return response,
    };
    if path.starts_with("/api/") {
        return error::problem_response(&failure);
    }
    failure.report();
    let texts = Texts::of(culture);
    match (&*failure, tenant) {
        (AppError::Unauthenticated, Some(tenant)) => {
            sessions::handlers::ask_to_sign_in(&tenant, &path, wants_page)
        }
        (AppError::PasswordIsOld, Some(tenant)) => {
            sessions::handlers::ask_for_new_password(&tenant, wants_page)
        }
        (_, tenant) => sessions::handlers::error_page(&app, &failure, tenant.as_deref(), &texts),
    }
}

/// Whether the answer is a plain sentence of the framework's about a request that it could not read.
fn is_bare_refusal(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    response.status().is_client_error() && kind.is_none_or(|kind| kind.starts_with("text/plain"))
}

/// That sentence as an error of ours. An address whose ids are none is an address that nothing answers to.
async fn refusal(response: Response) -> AppError {
    let status = response.status();
    let text = to_bytes(response.into_body(), REFUSAL_BYTES).await.unwrap_or_default();
    let detail = String::from_utf8_lossy(&text).into_owned();
    match status {
        StatusCode::NOT_FOUND => AppError::NotFound,
        StatusCode::BAD_REQUEST if detail.starts_with("Invalid URL") => AppError::NotFound,
        StatusCode::PAYLOAD_TOO_LARGE => AppError::TooLarge { limit: form_token::FORM_BYTES as u64 },
        StatusCode::METHOD_NOT_ALLOWED => AppError::NotFound,
        _ => AppError::BadRequest { code: "request.unreadable", detail },
    }
}

/// Carries an error from a handler to the layer that writes it.
#[derive(Clone)]
struct Failure(Arc<AppError>);

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        let status: StatusCode = self.status();
        let mut response = status.into_response();
        response.extensions_mut().insert(Failure(Arc::new(self)));
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_configured_tile_server_may_send_pictures() {
        let pictures = |tiles: Option<&str>| {
            let policy = policy(tiles);
            let text = policy.to_str().expect("a policy is ASCII").to_owned();
            text.split(';').find(|part| part.contains("img-src")).unwrap_or_default().trim().to_owned()
        };
        assert_eq!(pictures(None), "img-src 'self' blob: data:");
        let own = "https://tiles.example.com/{z}/{x}/{y}.png";
        assert_eq!(pictures(Some(own)), "img-src 'self' https://tiles.example.com blob: data:");
        let several = "https://{s}.tile.example.com:8443/{z}/{x}/{y}.png";
        assert_eq!(pictures(Some(several)), "img-src 'self' https://*.tile.example.com:8443 blob: data:");
        for broken in
            ["", "tiles", "javascript://x/", "https://a b/", "https://a;script-src *//", "https:///x"]
        {
            assert_eq!(pictures(Some(broken)), "img-src 'self' blob: data:", "{broken}");
        }
    }
}
