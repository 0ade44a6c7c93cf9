//! Requests against servers, name servers and redirects that mean no good.
mod redirects;
mod refusals;
mod server;
mod trouble;

use std::collections::VecDeque;
use std::io::{self, Read as _};
use std::net::SocketAddr;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use elenco_db::{Instant, TenantId};
use elenco_runtime::contract::GuestError;
use elenco_runtime::{HttpProvider as _, HttpRequest, HttpResponse, PluginScope};
use secrecy::SecretString;

use super::{Names, PluginHttp, Secrets};
use crate::clock::Clock;
use crate::config::PluginHttpConfig;
use server::Server;

const TENANT: &str = "019aaf2b-7000-7000-8000-000000000001";

/// A clock that is moved by hand.
#[derive(Default)]
pub(crate) struct FakeClock(AtomicI64);

impl FakeClock {
    pub(crate) fn forward(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1_000_000, Ordering::Relaxed);
    }
}

impl Clock for FakeClock {
    fn now(&self) -> Instant {
        Instant::from_micros(1_763_900_000_000_000 + self.0.load(Ordering::Relaxed)).unwrap()
    }
}

/// Answers each question with the next list of addresses; the last one for good. Everything leads to `real`, so that a
/// look-up that is not held to its first answer is seen at once.
struct Scripted(Mutex<VecDeque<Vec<SocketAddr>>>, Mutex<Vec<String>>);

impl Scripted {
    fn new(answers: &[&[SocketAddr]]) -> Arc<Self> {
        Arc::new(Self(Mutex::new(answers.iter().map(|answer| answer.to_vec()).collect()), Mutex::default()))
    }

    fn asked(&self) -> Vec<String> {
        self.1.lock().unwrap().clone()
    }
}

impl Names for Scripted {
    fn look_up(&self, host: &str, _: u16) -> io::Result<Vec<SocketAddr>> {
        self.1.lock().unwrap().push(host.to_owned());
        let mut answers = self.0.lock().unwrap();
        let answer = if answers.len() > 1 { answers.pop_front() } else { answers.front().cloned() };
        answer.filter(|answer| !answer.is_empty()).ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

struct Safe;

impl Secrets for Safe {
    fn reveal(&self, _: TenantId, plugin: &str, name: &str) -> Result<Option<SecretString>, GuestError> {
        Ok(match (plugin, name) {
            ("plug", "key") => Some("s3cret-word".into()),
            ("plug", "lines") => Some("a\r\nx-evil: 1".into()),
            _ => None,
        })
    }
}

struct World {
    http: PluginHttp,
    names: Arc<Scripted>,
    clock: Arc<FakeClock>,
}

/// A client that may reach this server, as `a.test`, `b.test` and by its number, by plain http.
fn world(server: &Server, change: impl FnOnce(&mut PluginHttpConfig)) -> World {
    world_with(Scripted::new(&[&[server.address]]), server, change)
}

fn world_with(names: Arc<Scripted>, server: &Server, change: impl FnOnce(&mut PluginHttpConfig)) -> World {
    let port = server.address.port();
    let mut config = PluginHttpConfig {
        plain_hosts: vec![format!("a.test:{port}"), format!("b.test:{port}"), format!("127.0.0.1:{port}")],
        allow_private: vec![server.address.to_string()],
        ..PluginHttpConfig::default()
    };
    change(&mut config);
    let clock = Arc::new(FakeClock::default());
    let http = PluginHttp::new(&config, names.clone(), Arc::new(Safe), clock.clone()).unwrap();
    World { http, names, clock }
}

fn scope() -> PluginScope {
    PluginScope { plugin: "plug".into(), tenant: TENANT.into() }
}

fn request(method: &str, url: &str, headers: &[(&str, &str)], body: Option<&[u8]>) -> HttpRequest {
    let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    HttpRequest { method: method.to_owned(), url: url.to_owned(), headers, body: body.map(<[u8]>::to_vec) }
}

impl World {
    fn send(&self, server: &Server, request: HttpRequest) -> Result<HttpResponse, GuestError> {
        let port = server.address.port();
        let grants = ["a.test", "b.test", "127.0.0.1"].map(|host| format!("{host}:{port}"));
        self.http.send(&scope(), &grants, request)
    }

    fn get(&self, server: &Server, path: &str) -> Result<HttpResponse, GuestError> {
        let url = format!("http://a.test:{}{path}", server.address.port());
        self.send(server, request("GET", &url, &[], None))
    }
}

fn text(response: HttpResponse) -> Result<String, GuestError> {
    let mut body = response.body;
    let mut text = String::new();
    match body.read_to_string(&mut text) {
        Ok(_) => Ok(text),
        Err(error) => Err(error.into_inner().unwrap().downcast_ref::<GuestError>().unwrap().clone()),
    }
}

fn is_denied(answer: Result<HttpResponse, GuestError>, part: &str) {
    match answer {
        Err(GuestError::Denied(text)) => assert!(text.starts_with("http: ") && text.contains(part), "{text}"),
        other => panic!("{part}: {other:?}"),
    }
}

fn ok(body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len())
}

#[test]
fn a_request_arrives_as_it_was_meant_and_its_answer_comes_back() {
    let server = Server::answering(|_| ok("hello"));
    let world = world(&server, |_| {});
    let url = format!("http://a.test:{}/path?q=1#part", server.address.port());
    let headers = [("Content-Type", "text/plain"), ("X-Key", "Bearer {{secret:key}}!")];
    let answer = world.send(&server, request("POST", &url, &headers, Some(b"data"))).unwrap();
    assert_eq!(answer.status, 200);
    assert_eq!(text(answer).unwrap(), "hello");
    let seen = server.seen();
    let lines: Vec<&str> = seen[0].lines().collect();
    assert_eq!(lines[0], "POST /path?q=1 HTTP/1.1");
    for line in ["content-type: text/plain", "x-key: Bearer s3cret-word!", "content-length: 4"] {
        assert!(lines.contains(&line), "{line}: {seen:?}");
    }
    assert!(lines.contains(&format!("host: a.test:{}", server.address.port()).as_str()), "{seen:?}");
    assert!(seen[0].ends_with("\r\n\r\ndata"));
    assert_eq!(world.names.asked(), ["a.test"], "looked up once");
}

#[test]
fn secrets_go_into_headers_only_and_are_not_echoed() {
    let server = Server::answering(|head| {
        let key = head.lines().find_map(|line| line.strip_prefix("x-key: ")).unwrap_or_default().to_owned();
        let body = format!("you sent {key} and again {key}");
        format!("HTTP/1.1 200 OK\r\nx-echo: <{key}>\r\ncontent-length: {}\r\n\r\n{body}", body.len())
    });
    let world = world(&server, |_| {});
    let url = format!("http://a.test:{}/", server.address.port());
    let answer = world.send(&server, request("GET", &url, &[("x-key", "{{secret:key}}")], None)).unwrap();
    assert!(server.seen()[0].contains("s3cret-word"));
    let echo = answer.headers.iter().find(|(name, _)| name == "x-echo").unwrap();
    assert_eq!(echo.1, "<{{secret:key}}>");
    assert_eq!(text(answer).unwrap(), "you sent {{secret:key}} and again {{secret:key}}");

    is_denied(
        world.send(&server, request("GET", &format!("{url}?k={{{{secret:key}}}}"), &[], None)),
        "addresses",
    );
    is_denied(world.send(&server, request("POST", &url, &[], Some(b"k={{secret:key}}"))), "bodies");
    let other = PluginScope { plugin: "other".into(), tenant: TENANT.into() };
    let grants = [format!("a.test:{}", server.address.port())];
    let stranger =
        world.http.send(&other, &grants, request("GET", &url, &[("x-key", "{{secret:key}}")], None));
    assert!(matches!(stranger, Err(GuestError::Invalid(_))), "another plugin's secret: {stranger:?}");
    assert_eq!(server.seen().len(), 1);
}
