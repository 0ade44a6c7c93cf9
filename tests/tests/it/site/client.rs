//! Who talks to the server: browsers with a cookie, programs with a token.
use std::net::SocketAddr;

use axum::body::{Body, Bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, StatusCode, header, request};
use elenco::auth::{csrf, session_cookie};
use elenco::sessions;
use elenco::tenants::model::Tenant;
use elenco_db::{DbError, TenantScope};
use serde_json::Value;

use super::Site;

const BOUNDARY: &str = "a-line-that-stands-in-no-file-7f3a";

/// An answer of the server, whole.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as a document.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("{}: {}", self.status, self.text()))
    }

    /// The stable code of a problem document.
    pub fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }

    /// A header; empty when there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

/// A part of a multipart form.
pub struct Part<'a> {
    name: &'a str,
    file_name: Option<&'a str>,
    content: &'a [u8],
}

impl<'a> Part<'a> {
    /// A control.
    pub fn text(name: &'a str, value: &'a str) -> Self {
        Self { name, file_name: None, content: value.as_bytes() }
    }

    /// A file.
    pub fn file(name: &'a str, file_name: &'a str, content: &'a [u8]) -> Self {
        Self { name, file_name: Some(file_name), content }
    }
}

/// Type and body of a multipart form.
pub fn multipart(parts: &[Part<'_>]) -> (String, Vec<u8>) {
    let mut body = Vec::new();
    for part in parts {
        let file = part.file_name.map(|name| format!("; filename=\"{name}\"")).unwrap_or_default();
        let name = part.name;
        body.extend(
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n").bytes(),
        );
        body.extend_from_slice(part.content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").bytes());
    (format!("multipart/form-data; boundary={BOUNDARY}"), body)
}

/// Type and body of an ordinary form.
pub fn form(pairs: &[(&str, &str)]) -> (String, Vec<u8>) {
    let word = |text: &str| {
        text.bytes()
            .map(|byte| {
                if byte.is_ascii_alphanumeric() {
                    char::from(byte).to_string()
                } else {
                    format!("%{byte:02X}")
                }
            })
            .collect::<String>()
    };
    let pairs: Vec<String> =
        pairs.iter().map(|(name, value)| format!("{}={}", word(name), word(value))).collect();
    ("application/x-www-form-urlencoded".to_owned(), pairs.join("&").into_bytes())
}

/// A browser.
pub struct Visitor<'a> {
    site: &'a Site,
    tenant: Tenant,
    /// From where it asks.
    pub address: SocketAddr,
    /// Name and value, once signed in.
    pub cookie: Option<String>,
    /// The token of its forms.
    pub csrf: String,
}

impl<'a> Visitor<'a> {
    /// A browser at the door of a tenant.
    pub fn new(site: &'a Site, tenant: &Tenant) -> Self {
        let address = SocketAddr::from(([192, 0, 2, 1], 50_000));
        Self { site, tenant: tenant.clone(), address, cookie: None, csrf: String::new() }
    }

    /// A request with everything that this browser sends along.
    pub fn request(&self, method: Method, path: &str) -> request::Builder {
        let mut request = Request::builder().method(method).uri(path).extension(ConnectInfo(self.address));
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        request
    }

    /// Follows a link of the tenant's pages.
    pub async fn get(&self, path: &str) -> Answer {
        let request = self.request(Method::GET, &format!("/t/{}{path}", self.tenant.slug));
        self.site.send(request.body(Body::empty()).expect("a request")).await
    }

    /// Sends a form whose type and body are given, with its token.
    pub async fn post(&self, path: &str, (kind, body): (String, Vec<u8>)) -> Answer {
        let request = self.request(Method::POST, &format!("/t/{}{path}", self.tenant.slug));
        let request = request.header(csrf::HEADER, &self.csrf).header(header::CONTENT_TYPE, kind);
        self.site.send(request.body(Body::from(body)).expect("a request")).await
    }

    /// Sends an ordinary form.
    pub async fn form(&self, path: &str, pairs: &[(&str, &str)]) -> Answer {
        self.post(path, form(pairs)).await
    }

    /// Signs in; remembers the cookie and the token of the forms when that succeeds.
    pub async fn sign_in(&mut self, username: &str, password: &str) -> Answer {
        let answer = self.form("/sign-in", &[("username", username), ("password", password)]).await;
        if answer.status == StatusCode::SEE_OTHER {
            let cookie = answer.header("set-cookie").split(';').next().unwrap_or_default().to_owned();
            let secret =
                cookie.split_once('=').and_then(|(_, value)| session_cookie::read(value)).expect("a secret");
            let (scope, now) = (TenantScope::of(self.tenant.id), self.site.app.clock.now());
            let digest = session_cookie::digest(&secret);
            let find = move |conn: &mut elenco_db::Conn| {
                sessions::service::find_live(conn, &scope, &digest, now, 60)
            };
            let session = self.site.app.db.read::<_, DbError>(find).await.expect("read").expect("a session");
            self.csrf = session.csrf_token;
            self.cookie = Some(cookie);
        }
        answer
    }

    /// Whether the server still knows who this is.
    pub async fn is_in(&self) -> bool {
        let answer = self.get("/users/clients").await;
        assert!(
            answer.status == StatusCode::OK || answer.status == StatusCode::SEE_OTHER,
            "{}",
            answer.status
        );
        answer.status == StatusCode::OK
    }
}

/// A program.
pub struct Api<'a> {
    pub site: &'a Site,
    pub token: String,
}

impl Api<'_> {
    /// A request with the token.
    pub fn request(&self, method: Method, path: &str) -> request::Builder {
        Request::builder()
            .method(method)
            .uri(path)
            .header(header::AUTHORIZATION, format!("Bearer {}", self.token))
    }

    /// Reads.
    pub async fn get(&self, path: &str) -> Answer {
        let request = self.request(Method::GET, path).header(header::ACCEPT, "application/json");
        self.site.send(request.body(Body::empty()).expect("a request")).await
    }

    /// Sends a document.
    pub async fn json(&self, method: Method, path: &str, document: &Value) -> Answer {
        let request = self.request(method, path).header(header::CONTENT_TYPE, "application/json");
        self.site.send(request.body(Body::from(document.to_string())).expect("a request")).await
    }

    /// Deletes.
    pub async fn delete(&self, path: &str) -> Answer {
        self.site.send(self.request(Method::DELETE, path).body(Body::empty()).expect("a request")).await
    }

    /// Sends a multipart form.
    pub async fn multipart(&self, path: &str, parts: &[Part<'_>]) -> Answer {
        let (kind, body) = multipart(parts);
        let request = self.request(Method::POST, path).header(header::CONTENT_TYPE, kind);
        self.site.send(request.body(Body::from(body)).expect("a request")).await
    }
}
