//! Every page of people and of what hangs on them, in a tenant of a million: how long the server takes, and what is
//! transferred after the first visit.
mod asked;
mod doors;
pub mod spread;

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use elenco::router;
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use super::cost::processor_time;
use super::figure::{Figure, median, percentile};
use super::ground::{Ground, Size, open};
use super::lists::cookie;

pub use asked::{Page, pages};

/// Milliseconds of the server for the slowest of a hundred.
const LIMIT: f64 = 20.0;
/// Kilobytes of a page, its headers among them.
const TRANSFERRED: f64 = 100.0;
/// Rounds, whose medians count: something else that runs for a moment spoils one of them at most.
const ROUNDS: usize = 3;
/// Requests of a page in a round.
const REQUESTS: usize = 50;
/// Requests before those that count.
const WARMING: usize = 4;
/// A page that takes longer is asked for less often; it says so soon enough.
const SLOW: f64 = 100.0;

/// What was measured of a page in one round.
#[derive(Default)]
struct Round {
    times: Vec<Duration>,
    spent: Vec<Duration>,
}

/// What was measured of a page.
#[derive(Default)]
struct Measured {
    rounds: Vec<Round>,
    bytes: usize,
}

impl Measured {
    fn of(&self, figure: impl Fn(&Round) -> f64) -> f64 {
        median(self.rounds.iter().map(figure).collect())
    }

    fn p50(&self) -> f64 {
        self.of(|round| percentile(&round.times, 50.0))
    }

    fn p99(&self) -> f64 {
        self.of(|round| percentile(&round.times, 99.0))
    }

    fn processor_p99(&self) -> f64 {
        self.of(|round| percentile(&round.spent, 99.0))
    }
}

/// What one request took.
struct Asked {
    status: StatusCode,
    took: Duration,
    /// Of the processor.
    spent: Duration,
    /// Over the wire.
    bytes: usize,
}

/// One request as a browser sends it.
async fn ask(router: &axum::Router, cookie: &str, page: &Page, address: &str) -> Asked {
    let mut request = Request::get(address)
        .header(header::COOKIE, cookie)
        .header(header::ACCEPT, "text/html")
        .header(header::ACCEPT_ENCODING, "gzip, deflate, br, zstd");
    if page.is_panel {
        request = request.header("hx-request", "true");
    }
    let request = request.body(Body::empty()).expect("a request");
    let (began, spent) = (Instant::now(), processor_time());
    let response = router.clone().oneshot(request).await.expect("it answers");
    let (head, body) = response.into_parts();
    let body = body.collect().await.expect("the page").to_bytes();
    let (took, spent) = (began.elapsed(), processor_time().saturating_sub(spent));
    let headers: usize = head.headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
    Asked { status: head.status, took, spent, bytes: headers + body.len() }
}

/// Asks every address once, and keeps the pages that answer as a page. The others are told, all of them at once:
/// seeding takes too long for a measurement that stops at the first.
async fn that_answer(router: &axum::Router, cookie: &str, pages: Vec<Page>) -> (Vec<Page>, usize) {
    let (mut kept, mut refused) = (Vec::new(), 0);
    for page in pages {
        let mut answers = true;
        for address in &page.addresses {
            let first = ask(router, cookie, &page, address).await;
            if first.status != StatusCode::OK {
                eprintln!("  {} {address}", first.status);
                answers = false;
                continue;
            }
            // The rounds take many minutes, and what is far above the limit shows at once.
            let again = ask(router, cookie, &page, address).await;
            let (took, bytes) = (first.took.min(again.took).as_secs_f64() * 1000.0, again.bytes);
            if took > LIMIT || bytes as f64 > TRANSFERRED * 1000.0 {
                eprintln!("  {took:8.1} ms {bytes:7} B  {address}");
            }
        }
        if answers {
            kept.push(page);
        } else {
            refused += 1;
        }
    }
    (kept, refused)
}

async fn rounds(router: &axum::Router, cookie: &str, pages: &[Page], requests: usize) -> Vec<Measured> {
    let mut all: Vec<Measured> = pages.iter().map(|_| Measured::default()).collect();
    for round in 0..ROUNDS {
        for measured in &mut all {
            measured.rounds.push(Round::default());
        }
        for turn in 0..requests + WARMING {
            for (page, measured) in pages.iter().zip(&mut all) {
                let seen = &mut measured.rounds[round];
                if seen.times.len() > 10 && percentile(&seen.times, 50.0) > SLOW {
                    continue;
                }
                let address = &page.addresses[turn % page.addresses.len()];
                let asked = ask(router, cookie, page, address).await;
                measured.bytes = measured.bytes.max(asked.bytes);
                if turn >= WARMING {
                    seen.times.push(asked.took);
                    seen.spent.push(asked.spent);
                }
            }
        }
    }
    all
}

/// The slowest, and its name.
fn worst<'a>(of: &[(&'a Page, &Measured)], figure: impl Fn(&Measured) -> f64) -> (f64, &'a str) {
    let all = of.iter().map(|(page, measured)| (figure(measured), page.name.as_str()));
    all.max_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or((0.0, ""))
}

fn section(engine: &str) -> String {
    format!("Every page with 1,000,000 people in the tenant, {engine}")
}

/// The figures of pages that belong together; `told` has a line for every page.
fn figures(engine: &str, pages: &[Page], all: &[Measured]) -> Vec<Figure> {
    let mut families: BTreeMap<usize, Vec<(&Page, &Measured)>> = BTreeMap::new();
    let mut names: Vec<&str> = Vec::new();
    for (page, measured) in pages.iter().zip(all) {
        let at = names.iter().position(|name| *name == page.family).unwrap_or_else(|| {
            names.push(page.family);
            names.len() - 1
        });
        families.entry(at).or_default().push((page, measured));
    }
    let section = section(engine);
    let mut figures = Vec::new();
    for (at, of) in families {
        let figure = |what: String, value: f64, unit: &str| {
            Figure::new(&section, format!("{} ({}): {what}", names[at], of.len()), value, unit)
        };
        let middle = median(of.iter().map(|(_, measured)| measured.p50()).collect());
        figures.push(figure("p50".to_owned(), middle, "ms"));
        let (slowest, name) = worst(&of, Measured::p99);
        figures.push(figure(format!("p99 of the slowest, {name}"), slowest, "ms").at_most(LIMIT));
        let (most, name) = worst(&of, Measured::processor_p99);
        figures.push(figure(format!("processor time, p99 of the slowest, {name}"), most, "ms"));
        let (largest, name) = worst(&of, |measured| measured.bytes as f64 / 1000.0);
        figures
            .push(figure(format!("transferred by the largest, {name}"), largest, "kB").at_most(TRANSFERRED));
    }
    figures
}

/// Spreads what hangs on people over them, unless it was done.
pub async fn prepare(folder: &Path, size: Size, database: Option<String>) -> Vec<Figure> {
    let ground = open(folder, database).await;
    if ground.projects == 1 {
        spread::spread(&ground, size.of(super::lists::PEOPLE)).await;
    }
    ground.app.db.close();
    Vec::new()
}

/// Asks for every page in turns, one after the other.
pub async fn measure(
    folder: &Path,
    size: Size,
    engine: &str,
    (database, matching): (Option<String>, Option<&str>),
) -> Vec<Figure> {
    let requests = if size.quick { REQUESTS / 4 } else { REQUESTS };
    let ground: Ground = open(folder, database).await;
    let (router, cookie) = (router::build(ground.app.clone()), cookie(&ground).await);
    let mut pages = pages(&ground).await;
    doors::check(&pages);
    if let Some(text) = matching {
        pages.retain(|page| page.addresses.iter().any(|address| address.contains(text)));
    }
    let (pages, refused) = that_answer(&router, &cookie, pages).await;
    let all = rounds(&router, &cookie, &pages, requests).await;
    for (page, measured) in pages.iter().zip(&all) {
        let (p50, p99) = (measured.p50(), measured.p99());
        let mark = if p99 > LIMIT || measured.bytes as f64 > TRANSFERRED * 1000.0 { "  MISSED" } else { "" };
        eprintln!(
            "  {:30} {:50} p50 {p50:8.2}  p99 {p99:8.2}  cpu p99 {:8.2}  {:7} B{mark}",
            page.family,
            page.name,
            measured.processor_p99(),
            measured.bytes
        );
    }
    ground.app.db.close();
    let mut told = figures(engine, &pages, &all);
    told.push(Figure::new(&section(engine), "pages that gave no page", refused as f64, "pages").at_most(0.0));
    told
}
