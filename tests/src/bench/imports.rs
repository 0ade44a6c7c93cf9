//! An import of a hundred thousand rows while an administrator saves people.
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{Request, StatusCode, header};
use elenco::imports::model::{ImportOptions, ImportState};
use elenco::imports::service;
use elenco::jobs::runner;
use elenco::users::model::UserKind;
use elenco::{router, tokens, users};
use futures_util::stream;
use http_body_util::BodyExt as _;
use secrecy::ExposeSecret as _;
use tokio::io::AsyncReadExt as _;
use tokio::time::{MissedTickBehavior, interval};
use tower::ServiceExt as _;

use super::cost::{OwnMemory, cpu_seconds, peak_mib};
use super::figure::{Figure, percentile};
use super::ground::{Ground, open};
use super::people;

const SECTION: &str = "Import of 100,000 rows of 16 columns without passwords, SQLite";
/// How often the administrator saves.
const SAVES: Duration = Duration::from_millis(50);
/// People whom the administrator saves in turn.
const SAVED: usize = 20;
/// Bytes of a piece of an upload.
const PIECE: usize = 64 << 10;
const PEAK: &str = "peak memory of the process, the mapped database included";
const OWN: &str = "peak of the process's own memory";

fn upload(file: tokio::fs::File) -> impl futures_util::Stream<Item = Result<Bytes, std::io::Error>> {
    stream::unfold(file, |mut file| async move {
        let mut piece = vec![0; PIECE];
        match file.read(&mut piece).await {
            Ok(0) => None,
            Ok(read) => {
                piece.truncate(read);
                Some((Ok(Bytes::from(piece)), file))
            }
            Err(error) => Some((Err(error), file)),
        }
    })
}

/// Changes one person after the other through the router until told to stop; answers how long each took.
async fn save(
    router: Router,
    token: String,
    ids: Vec<elenco_db::UserId>,
    over: Arc<AtomicBool>,
) -> Vec<Duration> {
    let mut times = Vec::new();
    let mut ticks = interval(SAVES);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    while !over.load(Ordering::Relaxed) {
        ticks.tick().await;
        let number = times.len();
        let body = serde_json::json!({ "phone": format!("+55 11 5555-{number:04}"), "position": format!("Round {number}") });
        let request = Request::patch(format!("/api/v1/users/{}", ids[number % ids.len()]))
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body.to_string()))
            .expect("a request");
        let began = Instant::now();
        let response = router.clone().oneshot(request).await.expect("it answers");
        times.push(began.elapsed());
        let status = response.status();
        let text = response.into_body().collect().await.expect("a body").to_bytes();
        assert_eq!(status, StatusCode::OK, "{}", String::from_utf8_lossy(&text));
    }
    times
}

async fn saved_people(ground: &Ground) -> Vec<elenco_db::UserId> {
    let people: Vec<_> = (0..SAVED).map(|number| people::full(&ground.cx, 900_000 + number)).collect();
    let ids = people.iter().map(|user| user.id).collect();
    users::service::add_generated(&ground.cx, ground.project, people).await.expect("people are added");
    ids
}

/// Imports a file.
pub async fn measure(folder: &Path, file: &Path) -> Vec<Figure> {
    let name = file.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
    let ground = open(folder, None).await;
    let ids = saved_people(&ground).await;
    let token =
        tokens::service::create_token(&ground.app, &ground.cx.scope, ground.admin.id, "benchmark", None)
            .await
            .expect("a token");
    let runner = runner::start(ground.app.clone());
    let mut bell = ground.app.bell.listen(ground.cx.scope.tenant(), ground.admin.id);
    let upload = upload(tokio::fs::File::open(file).await.expect("it was made"));
    let (project, options) = (ground.project, ImportOptions::default());
    let over = Arc::new(AtomicBool::new(false));
    let saver = tokio::spawn(save(
        router::build(ground.app.clone()),
        token.expose_secret().to_owned(),
        ids,
        Arc::clone(&over),
    ));
    let own = OwnMemory::watch();
    let (began, cpu) = (Instant::now(), cpu_seconds());
    let id = service::start_import(&ground.cx, project, UserKind::Client, upload, &name, options)
        .await
        .expect("taken in");
    let mut reading = None;
    let import = loop {
        let import = service::find_import(&ground.cx, id).await.expect("there");
        if reading.is_none() && import.rows.settled() > 0 {
            reading = Some(began.elapsed().as_secs_f64());
        }
        if import.state.is_over() {
            break import;
        }
        assert!(bell.heard().await);
    };
    let (wall, cpu) = (began.elapsed().as_secs_f64(), cpu_seconds() - cpu);
    over.store(true, Ordering::Relaxed);
    let saves = saver.await.expect("the administrator goes on");
    assert_eq!(import.state, ImportState::Completed, "{import:?}");
    assert_eq!(import.rows.created, import.rows.read, "{import:?}");
    let rows = import.rows.read as f64;
    runner.stop().await;
    ground.app.db.close();
    let figure =
        |what: &str, value: f64, unit: &str| Figure::new(SECTION, format!("{name}: {what}"), value, unit);
    let (peak, own) = (figure(PEAK, peak_mib(), "MiB"), figure(OWN, own.peak_mib(), "MiB"));
    if name.starts_with("small") {
        return vec![peak, own];
    }
    vec![
        figure("rows, from upload to the end", rows / wall, "rows/s").at_least(5_000.0),
        figure("reading and staging", reading.unwrap_or(wall), "s"),
        figure("whole import", wall, "s"),
        figure("processor time", cpu, "s"),
        figure("saves of an administrator meanwhile, p50", percentile(&saves, 50.0), "ms"),
        figure("saves of an administrator meanwhile, p95", percentile(&saves, 95.0), "ms").at_most(50.0),
        figure("saves of an administrator meanwhile, p99", percentile(&saves, 99.0), "ms"),
        peak,
        own,
    ]
}

/// Adds how much the memory grows with ten times the rows.
pub fn compare(mut figures: Vec<Figure>) -> Vec<Figure> {
    for kind in ["csv", "xlsx"] {
        let peak = |size: &str| {
            let name = format!("{size}.{kind}: {OWN}");
            figures.iter().find(|figure| figure.name == name).map_or(0.0, |figure| figure.value)
        };
        let ratio = peak("large") / peak("small");
        figures.push(Figure::new(
            SECTION,
            format!("{kind}: own memory at its peak, 100,000 rows beside 10,000"),
            ratio,
            "",
        ));
    }
    figures
}
