//! A page of fifty people among a million: through the whole router, and the query alone.
mod asked;

use std::path::Path;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use elenco::auth::session_cookie;
use elenco::sessions::service::{Credentials, sign_in};
use elenco::users::model::{PageAnchor, Sort, UserFilter, UserKind};
use elenco::{demo, router, tenants, users};
use elenco_db::{DbError, UserId};
use http_body_util::BodyExt as _;
use secrecy::{ExposeSecret as _, SecretString};
use tower::ServiceExt as _;

use super::figure::{Figure, percentile};
use super::ground::{ADMIN, Ground, Size, TENANT, open};
use crate::server::ADMIN_PASSWORD;

/// How many people there are.
pub(super) const PEOPLE: usize = 1_000_000;
const ROWS: usize = 50;
/// Milliseconds of the server.
const LIMIT: f64 = 10.0;
/// The same where people are held against filters.
const FILTERED: f64 = 20.0;
/// Requests of a kind.
const REQUESTS: usize = 400;
/// Requests before those that count.
const WARMING: usize = 12;

/// One page: whom, in which order, from where.
#[derive(Clone, Default)]
struct Asked {
    filter: UserFilter,
    sort: Sort,
    anchor: Option<PageAnchor>,
}

/// A kind of page.
struct Kind {
    name: &'static str,
    /// Milliseconds for the slowest of a hundred.
    limit: Option<f64>,
    asked: Vec<Asked>,
}

/// Adds the people, unless they are there.
pub async fn seed(folder: &Path, size: Size, engine: &str, database: Option<String>) -> Vec<Figure> {
    let ground = open(folder, database).await;
    let there =
        users::service::count_users(&ground.cx, ground.project, UserKind::Client).await.expect("counted");
    if there.total() > 0 {
        ground.app.db.close();
        return Vec::new();
    }
    let count = size.of(PEOPLE);
    let began = Instant::now();
    demo::seed(&ground.app, TENANT.to_owned(), count as u64).await.expect("people are added");
    let rate = count as f64 / began.elapsed().as_secs_f64();
    ground.app.db.close();
    vec![Figure::new(&section(engine), "people added by `elenco seed`", rate, "rows/s")]
}

fn section(engine: &str) -> String {
    format!("List page of 50 among 1,000,000 people, {engine}")
}

fn searches(name: &'static str, limited: bool, texts: &[&str]) -> Kind {
    let filter =
        |text: &&str| Asked { filter: UserFilter::searching(Some((*text).to_owned())), ..Asked::default() };
    Kind { name, limit: limited.then_some(LIMIT), asked: texts.iter().map(filter).collect() }
}

/// Places at a part of the way through the list. The ids of the people tell nothing about their names, so some of
/// them are a fair sample of the names.
async fn anchors(ground: &Ground, from: f64, to: f64) -> Vec<Asked> {
    let (scope, project) = (ground.cx.scope, ground.project);
    let people = ground
        .app
        .db
        .read::<_, DbError>(move |conn| {
            users::queries::list_by_id(conn, &scope, project, UserKind::Client, None, None, 4_000)
        })
        .await
        .expect("read");
    let mut keys: Vec<(String, UserId)> =
        people.into_iter().map(|user| (elenco::fold::fold(&user.full_name()), user.id)).collect();
    keys.sort();
    let part = |at: f64| (at * keys.len() as f64) as usize;
    keys[part(from)..part(to)]
        .iter()
        .map(|(sort_key, id)| Asked {
            // The digit is the part of the list: there is but one.
            anchor: Some(PageAnchor { sort_key: format!("0{sort_key}"), id: *id, backwards: false }),
            ..Asked::default()
        })
        .collect()
}

fn held(name: &'static str, asked: Vec<Asked>) -> Kind {
    Kind { name, limit: Some(FILTERED), asked }
}

async fn kinds(ground: &Ground) -> Vec<Kind> {
    let first = Asked::default();
    vec![
        Kind { name: "first page", limit: Some(LIMIT), asked: vec![first] },
        Kind {
            name: "deep page, in the middle",
            limit: Some(LIMIT),
            asked: anchors(ground, 0.45, 0.55).await,
        },
        Kind {
            name: "deep page, near the end",
            limit: Some(LIMIT),
            asked: anchors(ground, 0.97, 0.99).await,
        },
        searches(
            "search, common: thousands to tens of thousands match",
            true,
            &[
                "adr",
                "fer",
                "lucia",
                "joao",
                "gonz",
                "thiago",
                "avery",
                "loz",
                "quispe",
                "conceicao",
                "gon",
                "ximena",
            ],
        ),
        // Inside user names: no name begins so, and the limit is for beginnings.
        searches(
            "search, inside: thousands match, nobody's name begins so",
            false,
            &["123", "777", "ndez", "uim"],
        ),
        searches(
            "search, medium: hundreds to thousands match",
            true,
            &[
                "lucia her",
                "rodrigo qui",
                "thiago alb",
                "joao mor",
                "avery ben",
                "sofia nun",
                "camila figueiredo",
                "tomas sos",
            ],
        ),
        searches(
            "search, rare: at most some dozens match",
            true,
            &[
                "lucia hernandez sosa",
                "avery bennett col",
                "12345",
                "joao moraes alc",
                "gonzalo quispe mamani",
                "99887",
                "zzqx",
                "5550001",
            ],
        ),
        searches("search, one or two letters", false, &["a", "an", "lu", "qu", "ze", "zx", "qz"]),
        searches(
            "search, last names: tens of thousands match",
            true,
            &["hernandez", "quispe", "goncalves", "bennett", "nunez", "hernandez lucia", "moraes joao"],
        ),
        held("sorted by everything, either way", asked::sorted()),
        held("filtered: few, some and many match", asked::filtered()),
    ]
}

/// A session of the administrator's.
pub(super) async fn cookie(ground: &Ground) -> String {
    let tenant = tenants::service::named(&ground.app, TENANT.to_owned()).await.expect("it is there");
    let credentials = Credentials {
        username: ADMIN.to_owned(),
        password: SecretString::from(ADMIN_PASSWORD),
        address: None,
        agent: "benchmark".to_owned(),
    };
    let Ok(signed_in) = sign_in(&ground.app, &tenant, credentials).await else {
        panic!("the password is right")
    };
    session_cookie::issue(signed_in.secret.expose_secret(), false).to_string()
}

/// Text in an address.
fn escaped(text: &str) -> String {
    text.replace(' ', "%20").replace('.', "%2E")
}

fn address(asked: &Asked) -> String {
    let mut address = format!("/t/{TENANT}/users/clients?view=none&sort={}", asked.sort.word());
    for (name, value) in asked.filter.words() {
        address += &format!("&{name}={}", escaped(&value));
    }
    if let Some(anchor) = &asked.anchor {
        address += &format!("&after={}&key={}", anchor.id, escaped(&anchor.sort_key));
    }
    address
}

async fn page(router: &axum::Router, cookie: &str, address: &str) -> Duration {
    let request =
        Request::get(address).header(header::COOKIE, cookie).body(Body::empty()).expect("a request");
    let began = Instant::now();
    let response = router.clone().oneshot(request).await.expect("it answers");
    let status = response.status();
    let body = response.into_body().collect().await.expect("the page").to_bytes();
    let took = began.elapsed();
    assert_eq!(status, StatusCode::OK, "{address}");
    assert!(body.starts_with(b"<!DOCTYPE html>"), "{address}");
    took
}

async fn query(ground: &Ground, asked: &Asked) -> Duration {
    let (scope, anchor) = (ground.cx.scope, asked.anchor.clone());
    let ask = users::queries::Ask {
        project: ground.project,
        kind: UserKind::Client,
        filter: asked.filter.clone(),
        sort: asked.sort,
        now: ground.app.clock.now(),
        bounds: users::queries::Bounds::default(),
    };
    let read = move |conn: &mut elenco_db::Conn| {
        let began = Instant::now();
        users::queries::list(conn, &scope, &ask, anchor.as_ref(), ROWS)?;
        Ok::<_, DbError>(began.elapsed())
    };
    ground.app.db.read(read).await.expect("read")
}

/// Asks for pages of every kind in turns, one after the other.
pub async fn measure(folder: &Path, size: Size, engine: &str, database: Option<String>) -> Vec<Figure> {
    let requests = if database.is_some() { REQUESTS / 4 } else { REQUESTS };
    let requests = if size.quick { requests / 4 } else { requests };
    let ground = open(folder, database).await;
    let (router, cookie) = (router::build(ground.app.clone()), cookie(&ground).await);
    let kinds = kinds(&ground).await;
    let mut times: Vec<(Vec<Duration>, Vec<Duration>)> = kinds.iter().map(|_| Default::default()).collect();
    for turn in 0..requests + WARMING {
        for (kind, (pages, queries)) in kinds.iter().zip(&mut times) {
            // A search that takes long is not asked as often; it says so soon enough.
            if turn > WARMING + 20 && percentile(pages, 50.0) > 4.0 * LIMIT {
                continue;
            }
            let asked = &kind.asked[turn % kind.asked.len()];
            let (whole, alone) = (page(&router, &cookie, &address(asked)).await, query(&ground, asked).await);
            if turn >= WARMING {
                pages.push(whole);
                queries.push(alone);
            }
        }
    }
    let mut figures = Vec::new();
    for (kind, (pages, queries)) in kinds.iter().zip(&times) {
        let figure = |what: &str, value: f64| {
            Figure::new(&section(engine), format!("{}: {what}", kind.name), value, "ms")
        };
        figures.push(figure("page, p50", percentile(pages, 50.0)));
        let slowest = figure("page, p99", percentile(pages, 99.0));
        figures.push(match kind.limit {
            Some(limit) => slowest.at_most(limit),
            None => slowest,
        });
        figures.push(figure("query alone, p50", percentile(queries, 50.0)));
        figures.push(figure("query alone, p99", percentile(queries, 99.0)));
    }
    figures
}
