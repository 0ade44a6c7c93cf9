//! Signing in, and how a session comes to its end.
use std::net::SocketAddr;

use axum::http::{Method, StatusCode};
use elenco::sessions::model::{FIRST_WAIT, TRIES};
use serde_json::json;

use crate::site::{PASSWORD, Site, Visitor, on_each_engine};

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;

fn from(last: u8) -> SocketAddr {
    SocketAddr::from(([198, 51, 100, last], 40_000))
}

/// A page without what each request has of its own.
fn same_for_all(text: &str, username: &str) -> String {
    text.replace(username, "NAME")
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_name_a_wrong_password_and_a_person_switched_off_look_alike() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let off = site.person(&home.tenant, &home.project, "switched-off").await;
        let api = site.api(&home.tenant, home.admin.id).await;
        let path = format!("/api/v1/users/{}", off.id);
        assert_eq!(api.json(Method::PATCH, &path, &json!({ "active": false })).await.status, 200);
        let mut answers = Vec::new();
        for (last, (name, password)) in
            [("nobody-here", PASSWORD), ("admin", "Wrong-Password-77!"), ("switched-off", PASSWORD)]
                .iter()
                .enumerate()
        {
            let mut visitor = Visitor::new(&site, &home.tenant);
            visitor.address = from(u8::try_from(last).expect("few"));
            let answer = visitor.sign_in(name, password).await;
            assert!(answer.header("set-cookie").is_empty(), "{name}");
            answers.push((answer.status, same_for_all(&answer.text(), name)));
        }
        assert_eq!(answers[0].0, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(answers[0], answers[1]);
        assert_eq!(answers[0], answers[2]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn five_failures_lock_a_name_from_everywhere_for_a_while() {
    on_each_engine(async |site: Site| {
        assert_eq!(TRIES, 5);
        let home = site.organisation("home").await;
        let mut visitor = Visitor::new(&site, &home.tenant);
        for number in 0..u8::try_from(TRIES).expect("few") {
            visitor.address = from(number);
            // However the name is written.
            let name = if number % 2 == 0 { "admin" } else { "ADMIN" };
            assert_eq!(visitor.sign_in(name, "wrong").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        visitor.address = from(99);
        assert_eq!(visitor.sign_in("admin", PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS);
        site.clock.forward(FIRST_WAIT - 1);
        assert_eq!(visitor.sign_in("admin", PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS);
        site.clock.forward(2);
        assert_eq!(visitor.sign_in("admin", PASSWORD).await.status, StatusCode::SEE_OTHER);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn guesses_that_come_all_at_once_are_counted_before_they_are_judged() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let visitor = Visitor::new(&site, &home.tenant);
        let guess = [("username", "admin"), ("password", "wrong")];
        let answers = futures_util::future::join_all((0..40).map(|_| visitor.form("/sign-in", &guess))).await;
        let count = |status| answers.iter().filter(|answer| answer.status == status).count();
        let judged = count(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(judged <= 5, "{judged} guesses were judged");
        assert_eq!(judged + count(StatusCode::TOO_MANY_REQUESTS), answers.len());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn five_failures_lock_an_address_for_every_name_and_nobody_elsewhere() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let mut visitor = Visitor::new(&site, &home.tenant);
        for number in 0..TRIES {
            let name = format!("guess{number}");
            assert_eq!(visitor.sign_in(&name, "wrong").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        assert_eq!(visitor.sign_in("admin", PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS);
        let mut elsewhere = Visitor::new(&site, &home.tenant);
        elsewhere.address = from(1);
        assert_eq!(elsewhere.sign_in("admin", PASSWORD).await.status, StatusCode::SEE_OTHER);
        site.clock.forward(FIRST_WAIT + 1);
        assert_eq!(visitor.sign_in("admin", PASSWORD).await.status, StatusCode::SEE_OTHER);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_sign_in_has_a_secret_of_its_own_and_takes_none_that_was_planted() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let first = site.signed_in(&home.tenant, "admin").await;
        let mut second = Visitor::new(&site, &home.tenant);
        second.cookie.clone_from(&first.cookie);
        second.sign_in("admin", PASSWORD).await;
        assert_ne!(first.cookie, second.cookie);
        assert_ne!(first.csrf, second.csrf);
        let planted = Some(format!("elenco={}", "A".repeat(43)));
        let mut third = Visitor::new(&site, &home.tenant);
        third.cookie.clone_from(&planted);
        assert!(!third.is_in().await);
        third.sign_in("admin", PASSWORD).await;
        assert_ne!(third.cookie, planted);
        third.cookie = planted;
        assert!(!third.is_in().await, "a planted secret stays nobody's");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_with_the_password_the_account_and_the_sign_out() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let api = site.api(&home.tenant, home.admin.id).await;
        let cx = site.system(&home.tenant).await;
        let person = async |name: &str| {
            let user = site.person(&home.tenant, &home.project, name).await;
            elenco::roles::service::make_administrator(&cx, user.id).await.expect("a role");
            let visitor = site.signed_in(&home.tenant, name).await;
            assert!(visitor.is_in().await);
            (format!("/api/v1/users/{}", user.id), visitor)
        };

        let (path, visitor) = person("new-password").await;
        let changed = api.json(Method::PATCH, &path, &json!({ "password": "Araucaria-77-celeste!" })).await;
        assert_eq!(changed.status, 200, "{}", changed.text());
        assert!(!visitor.is_in().await);

        let (path, visitor) = person("off").await;
        assert_eq!(api.json(Method::PATCH, &path, &json!({ "active": false })).await.status, 200);
        assert!(!visitor.is_in().await);
        assert_eq!(api.json(Method::PATCH, &path, &json!({ "active": true })).await.status, 200);
        assert!(!visitor.is_in().await, "what ended does not come back");

        let (_, visitor) = person("out").await;
        assert_eq!(visitor.form("/sign-out", &[]).await.status, StatusCode::SEE_OTHER);
        assert!(!visitor.is_in().await);

        let (path, visitor) = person("gone").await;
        assert_eq!(api.delete(&path).await.status, StatusCode::NO_CONTENT);
        assert!(!visitor.is_in().await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_when_nobody_uses_it_and_after_half_a_day_in_any_case() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let idle = site.signed_in(&home.tenant, "admin").await;
        let busy = site.signed_in(&home.tenant, "admin").await;
        site.clock.forward(50 * MINUTE);
        assert!(busy.is_in().await);
        site.clock.forward(11 * MINUTE);
        assert!(!idle.is_in().await, "an hour without use");
        assert!(busy.is_in().await);
        for _ in 0..21 {
            site.clock.forward(30 * MINUTE);
            assert!(busy.is_in().await);
        }
        // Eleven and a half hours and a minute so far.
        site.clock.forward(HOUR / 2);
        assert!(!busy.is_in().await, "twelve hours, however busy");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_sign_in_nobody_is_sent_to_another_site() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        for next in [
            "https://evil.example/",
            "//evil.example",
            "/\\evil.example",
            "/t/home//evil.example",
            "/t/home/\\evil.example",
            "/t/other/",
            "/t/home.evil.example/",
            "/t/home@evil.example/",
            "javascript:alert(1)",
            "/t/home/\r\nSet-Cookie: planted=1",
            "\u{0}/t/home/",
            " /t/home/",
        ] {
            let mut visitor = Visitor::new(&site, &home.tenant);
            let page = visitor
                .get(&format!("/sign-in?next={}", next.replace(['\r', '\n', '\u{0}', ' '], "%0D")))
                .await;
            assert!(!page.text().contains("evil.example"), "{next:?} stands in the page");
            let pairs = [("username", "admin"), ("password", PASSWORD), ("next", next)];
            let answer = visitor.form("/sign-in", &pairs).await;
            assert!(
                answer.header("location").is_empty() || answer.header("location") == "/t/home/",
                "{next:?}"
            );
            assert!(
                !answer
                    .headers
                    .get_all("set-cookie")
                    .iter()
                    .any(|value| value.as_bytes().starts_with(b"planted"))
            );
            visitor.cookie = None;
        }
        let visitor = Visitor::new(&site, &home.tenant);
        let pairs =
            [("username", "admin"), ("password", PASSWORD), ("next", "/t/home/users/clients?search=a")];
        assert_eq!(
            visitor.form("/sign-in", &pairs).await.header("location"),
            "/t/home/users/clients?search=a"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_of_ones_own_does_not_buy_guesses_at_others() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let mut visitor = Visitor::new(&site, &home.tenant);
        let mut answers = Vec::new();
        for number in 0..4 * TRIES {
            let name = format!("guess{number}");
            answers.push(visitor.sign_in(&name, "wrong").await.status);
            answers.push(visitor.sign_in("admin", PASSWORD).await.status);
        }
        assert!(answers.contains(&StatusCode::TOO_MANY_REQUESTS), "{answers:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ones_own_account_needs_no_role() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let user = site.person(&home.tenant, &home.project, "roleless").await;
        let api = site.api(&home.tenant, home.admin.id).await;
        let visitor = site.signed_in(&home.tenant, "roleless").await;
        let shut = visitor.get("/").await;
        assert_eq!(shut.status, StatusCode::FORBIDDEN);
        assert!(shut.text().contains("/new-password"), "the page leads to one's account");

        assert_eq!(visitor.form("/culture", &[("culture", "pt")]).await.status, StatusCode::SEE_OTHER);
        let page = visitor.get("/new-password").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text().contains("<html lang=\"pt"), "in the language just chosen: {}", page.text());
        let rules = visitor.form("/new-password/rules", &[("password", "abc")]).await;
        assert_eq!(rules.status, StatusCode::OK);

        // Also while another password is to be chosen before anything else.
        let path = format!("/api/v1/users/{}", user.id);
        let must = api.json(Method::PATCH, &path, &json!({ "must_change_password": true })).await;
        assert_eq!(must.status, StatusCode::OK, "{}", must.text());
        let asked = visitor.get("/").await;
        assert!(asked.header("location").ends_with("/new-password"), "{}", asked.status);
        let chosen = visitor.form("/new-password", &[("password", "Araucaria-77-celeste!")]).await;
        assert_eq!(chosen.status, StatusCode::SEE_OTHER, "{}", chosen.text());
        assert_eq!(visitor.get("/").await.status, StatusCode::FORBIDDEN, "chosen, and still without a role");
        assert_eq!(visitor.form("/sign-out", &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(visitor.get("/new-password").await.status, StatusCode::SEE_OTHER, "signed out");
    })
    .await;
}
