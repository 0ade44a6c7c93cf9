//! Notifications as an open page sees them.
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::IntoResponse as _;
use elenco::auth::session_cookie;
use elenco::context::{CurrentSession, RequestContext, ServiceContext};
use elenco::error::AppError;
use elenco::locale::Culture;
use elenco::notifications::handlers::stream;
use elenco::notifications::model::{Anchor, NewNotification, NotificationKind, NotificationState};
use elenco::notifications::service;
use elenco::paths::Paths;
use elenco::sessions::service::Credentials;
use elenco::users::model::UserKind;
use elenco::{sessions, users};
use elenco_db::{DbError, NotificationId, UserId};
use http_body_util::BodyExt as _;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::json;

use crate::host::{Host, on_each_engine};

async fn message(host: &Host, user: UserId, title: &str) -> NotificationId {
    let id = NotificationId::from_uuid(host.app.ids.uuid());
    let new =
        NewNotification { id, user, kind: NotificationKind::Message, subject: json!({ "title": title }) };
    let (scope, now) = (host.scope(), host.app.clock.now());
    let sent = host.app.db.write(move |conn| service::notify(conn, &scope, &new, now)).await;
    sent.map_err(|error: DbError| error).expect("sent");
    id
}

/// The context of a page that the administrator has open.
async fn page(host: &Host) -> RequestContext {
    let system = ServiceContext::for_system(&host.app, host.tenant.id).await.expect("a context");
    let password = SecretString::from("Jacaranda-42-violeta!");
    users::service::set_password(&system, host.admin.id, password.clone()).await.expect("set");
    let credentials = Credentials { username: "admin".into(), password, address: None, agent: String::new() };
    let signed_in =
        sessions::service::sign_in(&host.app, &host.tenant, credentials).await.expect("signed in");
    let session = CurrentSession {
        id: session_cookie::digest(signed_in.secret.expose_secret()),
        csrf: "token".to_owned(),
    };
    let service = host.acting(host.admin.id, Culture::Es).await;
    RequestContext {
        texts: service.texts(),
        service,
        tenant: host.tenant.clone(),
        user: host.admin.clone(),
        session: Some(session),
        project: Some(host.project.clone()),
        projects: vec![host.project.clone()],
        paths: Paths::of(&host.tenant.slug),
        theme: None,
        uri: axum::http::Uri::default(),
    }
}

/// Events as they come.
struct Events {
    body: axum::body::Body,
    text: String,
}

impl Events {
    async fn open(host: &Host, cx: RequestContext) -> Self {
        let stream = stream(State(host.app.clone()), cx, HeaderMap::new()).await.expect("opened");
        Self { body: stream.into_response().into_body(), text: String::new() }
    }

    /// The next event, its name and what it carries; nothing when the stream has ended.
    async fn next(&mut self) -> Option<(String, String)> {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                let (event, rest) = (event.to_owned(), rest.to_owned());
                self.text = rest;
                let values = |name: &str| -> String {
                    event.lines().filter_map(|line| line.strip_prefix(name)).map(str::trim).collect()
                };
                if event.lines().any(|line| line.starts_with("event:")) {
                    return Some((values("event:"), values("data:")));
                }
                continue;
            }
            let frame = self.body.frame().await?.expect("no error");
            self.text.push_str(std::str::from_utf8(frame.data_ref().expect("data")).expect("UTF-8"));
        }
    }
}

// Time stands still unless everybody waits for it, so the slow look at the database costs nothing here.
#[tokio::test(start_paused = true)]
async fn an_open_page_hears_of_every_change_until_the_session_ends() {
    on_each_engine(&[], async |host| {
        let cx = page(&host).await;
        let service = cx.service.clone();
        message(&host, host.admin.id, "before").await;
        let mut events = Events::open(&host, cx).await;
        let event = |name: &str, data: &str| Some((name.to_owned(), data.to_owned()));
        assert_eq!(events.next().await, event("unread", "1"), "what is there already is on the page");

        message(&host, host.admin.id, "rung").await;
        host.app.bell.ring(host.tenant.id, host.admin.id);
        assert_eq!(events.next().await, event("unread", "2"));
        let (name, data) = events.next().await.expect("an event");
        assert!(name == "notification" && data.contains("rung") && !data.contains("before"), "{data}");

        message(&host, host.admin.id, "by another process").await;
        assert_eq!(events.next().await, event("unread", "3"));
        assert!(events.next().await.is_some_and(|(_, data)| data.contains("by another process")));

        service::mark_read(&service, None).await.expect("marked");
        assert_eq!(events.next().await, event("unread", "0"));
        for _ in 0..3 {
            assert_eq!(
                events.next().await.map(|(name, _)| name),
                Some("notification".to_owned()),
                "no longer unread"
            );
        }

        let (scope, user) = (host.scope(), host.admin.id);
        let ended = host.app.db.write(move |conn| sessions::service::end_all_of(conn, &scope, user)).await;
        ended.map_err(|error: DbError| error).expect("signed out everywhere");
        assert_eq!(events.next().await, None, "the stream ends with the session");
    })
    .await;
}

#[tokio::test]
async fn a_reader_has_only_their_own_notifications_page_by_page() {
    on_each_engine(&[], async |host| {
        let other = host.person(UserKind::Client, "otra");
        host.add(vec![other.clone()]).await;
        let mut own = Vec::new();
        for number in 0..7 {
            own.push(message(&host, host.admin.id, &number.to_string()).await);
            host.clock.forward(1);
        }
        let foreign = message(&host, other.id, "not yours").await;
        let cx = host.acting(host.admin.id, Culture::Es).await;
        let (mut seen, mut after): (Vec<NotificationId>, Option<Anchor>) = (Vec::new(), None);
        loop {
            let (items, next) = service::list_items(&cx, after, 3).await.expect("a page");
            seen.extend(items.iter().map(|item| item.notification.id));
            assert!(items.iter().all(|item| item.notification.state == NotificationState::Completed));
            let Some(next) = next else { break };
            after = Anchor::from_text(&next.to_text());
            assert_eq!(after, Some(next));
        }
        own.reverse();
        assert_eq!(seen, own);
        assert!(matches!(service::find_item(&cx, foreign).await, Err(AppError::NotFound)));
        service::mark_read(&cx, Some(foreign)).await.expect("nothing happens");
        let (scope, user) = (host.scope(), other.id);
        let unread = host
            .app
            .db
            .read(move |conn| elenco::notifications::queries::fingerprint(conn, &scope, user))
            .await;
        assert_eq!(unread.map_err(|error: DbError| error).expect("read").unread, 1);
        assert_eq!(service::count_unread(&cx).await.expect("counted"), 7);
        for garbage in ["", ".", "x.y", "1", "99999999999999999999.0", "1.1"] {
            assert_eq!(Anchor::from_text(garbage), None, "{garbage}");
        }
    })
    .await;
}
