//! Who may come through which door: the route table times everybody who should not.
mod ground;

use std::collections::BTreeSet;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use axum::routing::get;
use elenco::auth::csrf;
use elenco::context::{ApiContext, RequestContext};
use elenco::router::{Access, Route, routes};
use tower::ServiceExt as _;

use crate::site::{Answer, Site, Visitor, on_each_engine};
pub use ground::PICTURE;
use ground::{Ground, body_of};

/// Doors for anybody. This list may only shrink.
const OPEN: &[&str] = &[
    "GET /",
    "GET /assets/{version}/{*name}",
    "GET /healthz",
    "GET /readyz",
    "GET /t/{tenant}/forgot-password",
    "GET /t/{tenant}/password-link",
    "GET /t/{tenant}/sign-in",
    "POST /t/{tenant}/forgot-password",
    "POST /t/{tenant}/password-link",
    "POST /t/{tenant}/password-link/choose",
    "POST /t/{tenant}/password-link/rules",
    "POST /t/{tenant}/sign-in",
];

/// Doors to one's own account, which need no role. This list may only shrink.
const OWN: &[&str] = &[
    "GET /t/{tenant}/new-password",
    "POST /t/{tenant}/culture",
    "POST /t/{tenant}/new-password",
    "POST /t/{tenant}/new-password/rules",
    "POST /t/{tenant}/sign-out",
];

/// Doors of the console that answer for as long as somebody listens, so that their answers are not read to the end.
const ENDLESS: &str = "/t/{tenant}/notifications/stream";

fn table() -> Vec<Route> {
    routes().iter().flat_map(|part| part.table().to_vec()).collect()
}

fn name(route: &Route) -> String {
    format!("{} {}", route.method, route.path)
}

fn changes(route: &Route) -> bool {
    route.method != Method::GET
}

#[test]
fn every_door_is_of_its_kind_and_only_the_listed_ones_are_open() {
    let open: BTreeSet<String> =
        table().iter().filter(|route| route.access == Access::Open).map(name).collect();
    assert_eq!(open, OPEN.iter().map(|&door| door.to_owned()).collect());
    let own: BTreeSet<String> =
        table().iter().filter(|route| route.access == Access::Account).map(name).collect();
    assert_eq!(own, OWN.iter().map(|&door| door.to_owned()).collect());
    for route in table() {
        match route.access {
            Access::Open => {}
            Access::Session(_) | Access::Account => {
                assert!(route.path.starts_with("/t/{tenant}/"), "{}", name(&route));
            }
            Access::Token(_) => assert!(route.path.starts_with("/api/v1/"), "{}", name(&route)),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_comes_in_without_signing_in() {
    on_each_engine(async |site: Site| {
        let ground = Ground::lay(&site).await;
        let before = ground.state(&site).await;
        for route in table() {
            let (kind, body) = body_of(&route, &ground.home);
            let request =
                Request::builder().method(route.method.clone()).uri(ground.home.address(&route, "home"));
            let request =
                request.header(header::CONTENT_TYPE, kind).body(Body::from(body)).expect("a request");
            let answer = site.send(request).await;
            let door = name(&route);
            match route.access {
                Access::Open => assert!(!answer.status.is_server_error(), "{door}: {}", answer.status),
                Access::Token(_) => assert_eq!(
                    (answer.status, answer.code().as_str()),
                    (StatusCode::UNAUTHORIZED, "auth.required"),
                    "{door}"
                ),
                Access::Session(_) | Access::Account if changes(&route) => {
                    assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{door}")
                }
                Access::Session(_) | Access::Account => {
                    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{door}");
                    assert!(answer.header("location").starts_with("/t/home/sign-in?next="), "{door}");
                }
            }
        }
        ground.unchanged(&site, before).await;
    })
    .await;
}

async fn ask(
    site: &Site,
    visitor: &Visitor<'_>,
    route: &Route,
    ground: &Ground,
    slug: &str,
    token: Option<&str>,
) -> Answer {
    let (kind, body) = body_of(route, &ground.home);
    let mut request = visitor
        .request(route.method.clone(), &ground.home.address(route, slug))
        .header(header::CONTENT_TYPE, kind);
    if let Some(token) = token {
        request = request.header(csrf::HEADER, token);
    }
    site.send(request.body(Body::from(body)).expect("a request")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_right_every_door_is_shut() {
    on_each_engine(async |site: Site| {
        let ground = Ground::lay(&site).await;
        let powerless = site.person(&ground.home.of.tenant, &ground.home.of.project, "powerless").await;
        let visitor = site.signed_in(&ground.home.of.tenant, "powerless").await;
        let api = site.api(&ground.home.of.tenant, powerless.id).await;
        let before = ground.state(&site).await;
        for route in table() {
            let door = name(&route);
            match route.access {
                Access::Open | Access::Account => {}
                Access::Session(permission) => {
                    let answer = ask(&site, &visitor, &route, &ground, "home", Some(&visitor.csrf)).await;
                    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{door}");
                    assert!(
                        answer.text().contains(permission.as_str()),
                        "{door} does not say what is missing"
                    );
                }
                Access::Token(permission) => {
                    let (kind, body) = body_of(&route, &ground.home);
                    let request = api.request(route.method.clone(), &ground.home.address(&route, "home"));
                    let request = request.header(header::CONTENT_TYPE, kind).body(Body::from(body));
                    let answer = site.send(request.expect("a request")).await;
                    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{door}");
                    assert_eq!(answer.json()["permission"], permission.as_str(), "{door}");
                }
            }
        }
        ground.unchanged(&site, before).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_another_tenants_is_not_there() {
    on_each_engine(async |site: Site| {
        let ground = Ground::lay(&site).await;
        // An administrator, who may do everything at home: only not here.
        let stranger = site.signed_in(&ground.other.tenant, "admin").await;
        let api = site.api(&ground.other.tenant, ground.other.admin.id).await;
        let before = ground.state(&site).await;
        for route in table() {
            let door = name(&route);
            let foreign = ["{id}", "{project}", "{plugin}"].iter().any(|part| route.path.contains(part));
            match route.access {
                Access::Session(_) | Access::Account => {
                    // A page that is followed sends no token; with one it would be taken for a script's request.
                    let token = changes(&route).then_some(stranger.csrf.as_str());
                    let answer = ask(&site, &stranger, &route, &ground, "home", token).await;
                    let refused =
                        if changes(&route) { StatusCode::UNAUTHORIZED } else { StatusCode::SEE_OTHER };
                    assert_eq!(answer.status, refused, "{door} with another tenant's session");
                    if foreign {
                        let answer = ask(&site, &stranger, &route, &ground, "other", token).await;
                        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{door}");
                    }
                }
                Access::Token(_) if foreign => {
                    let (kind, body) = body_of(&route, &ground.home);
                    let request = api.request(route.method.clone(), &ground.home.address(&route, "other"));
                    let request = request.header(header::CONTENT_TYPE, kind).body(Body::from(body));
                    let answer = site.send(request.expect("a request")).await;
                    assert_eq!(
                        (answer.status, answer.code().as_str()),
                        (StatusCode::NOT_FOUND, "not-found"),
                        "{door}"
                    );
                }
                Access::Token(_) | Access::Open => {}
            }
        }
        // Ids that stand in forms and documents instead of addresses.
        let home = &ground.home;
        let place = home.location.to_string();
        let chosen = stranger.form("/project", &[("project", &home.of.project.id.to_string())]).await;
        assert_eq!(chosen.status, StatusCode::NOT_FOUND);
        let filled = stranger.form("/users/clients/fill-address", &[("location", &place)]).await;
        assert_eq!(filled.status, StatusCode::NOT_FOUND);
        let document =
            serde_json::json!({ "username": "x", "first_names": "X", "last_names": "Y", "location": place });
        let path = format!("/api/v1/projects/{}/users", ground.other.project.id);
        let refused = api.json(Method::POST, &path, &document).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(refused.json()["errors"][0]["code"], "user.location-unknown");
        ground.unchanged(&site, before).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_changes_without_the_sessions_own_token() {
    on_each_engine(async |site: Site| {
        let ground = Ground::lay(&site).await;
        let admin = site.signed_in(&ground.home.of.tenant, "admin").await;
        let elsewhere = site.signed_in(&ground.home.of.tenant, "admin").await;
        let before = ground.state(&site).await;
        let of_console = |route: &Route| matches!(route.access, Access::Session(_) | Access::Account);
        let doors = table().into_iter().filter(|route| of_console(route) && changes(route));
        for route in doors {
            for token in [None, Some(""), Some("wrong"), Some(elsewhere.csrf.as_str())] {
                let answer = ask(&site, &admin, &route, &ground, "home", token).await;
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{} with token {token:?}", name(&route));
                // No permission is missing: it is the token.
                assert!(!answer.text().contains("Console.Use"), "{}", name(&route));
            }
        }
        ground.unchanged(&site, before).await;
    })
    .await;
}

/// Without this the refusals above might be for another reason.
#[tokio::test(flavor = "multi_thread")]
async fn the_same_requests_succeed_for_somebody_who_may() {
    on_each_engine(async |site: Site| {
        let ground = Ground::lay(&site).await;
        let api = site.api(&ground.home.of.tenant, ground.home.of.admin.id).await;
        let (import, export) = (ground.home.import, ground.home.export);
        site.finished(&api, &ground.home.of, &format!("/api/v1/imports/{import}")).await;
        site.finished(&api, &ground.home.of, &format!("/api/v1/exports/{export}")).await;
        let admin = site.signed_in(&ground.home.of.tenant, "admin").await;
        // Whatever deletes comes last, and signing out after that.
        let mut all = table();
        all.sort_by_key(|route| {
            (
                route.path.ends_with("/sign-out"),
                changes(route) && (route.method == Method::DELETE || route.path.ends_with("/delete")),
            )
        });
        let mut deleted = 0;
        for route in all {
            let door = name(&route);
            let (kind, body) = body_of(&route, &ground.home);
            let address = ground.home.address(&route, "home");
            let request = match route.access {
                Access::Open => continue,
                Access::Session(_) | Access::Account => {
                    admin.request(route.method.clone(), &address).header(csrf::HEADER, &admin.csrf)
                }
                Access::Token(_) => api.request(route.method.clone(), &address),
            };
            let request =
                request.header(header::CONTENT_TYPE, kind).body(Body::from(body)).expect("a request");
            if route.path == ENDLESS {
                assert_eq!(site.status(request).await, StatusCode::OK);
                continue;
            }
            let answer = site.send(request).await;
            if changes(&route) && (route.method == Method::DELETE || route.path.ends_with("/delete")) {
                // The console and the API delete the same person, which only one of them can.
                let person =
                    route.path.ends_with("/users/{id}") || route.path.ends_with("{category}/{id}/delete");
                deleted += usize::from(person && answer.status != StatusCode::NOT_FOUND);
                continue;
            }
            let waits = ["/review", "/commit", "/rows", "/mapping", "/start"]
                .iter()
                .any(|part| route.path.contains(part));
            if waits && route.path.contains("/imports/{id}") {
                // The import here does not wait for anybody.
                continue;
            }
            if route.path.contains("/canary/") {
                // The plugin on trial has been switched off by another door, which ends the trial.
                continue;
            }
            let fine = answer.status.is_success() || answer.status.is_redirection();
            assert!(fine, "{door}: {} {}", answer.status, answer.text());
        }
        // The console and the API delete the same person, which only one of them can.
        assert_eq!(deleted, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_door_that_names_no_permission_lets_nobody_through() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let admin = site.signed_in(&home.tenant, "admin").await;
        let api = site.api(&home.tenant, home.admin.id).await;
        let router = Router::new()
            .route("/t/{tenant}/forgotten", get(async |_: RequestContext| "secret"))
            .route("/api/v1/forgotten", get(async |_: ApiContext| "secret"))
            .with_state(site.app.clone());
        for request in
            [admin.request(Method::GET, "/t/home/forgotten"), api.request(Method::GET, "/api/v1/forgotten")]
        {
            let answer = router
                .clone()
                .oneshot(request.body(Body::empty()).expect("a request"))
                .await
                .expect("an answer");
            assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
        }
    })
    .await;
}
