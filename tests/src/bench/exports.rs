//! An export of a hundred thousand people with forty columns.
use std::path::Path;
use std::time::Instant;

use elenco::exports::model::{ExportMode, ExportRequest, ExportState};
use elenco::exports::service;
use elenco::jobs::runner;
use elenco::users;
use elenco::users::model::UserKind;

use super::cost::{OwnMemory, cpu_seconds, peak_mib};
use super::figure::{Figure, median};
use super::ground::{Size, open};
use super::people;

const SECTION: &str = "Export of 100,000 people with 40 columns, workbooks of 7,000 in an archive";
const PEOPLE: usize = 100_000;
const BATCH: usize = 1_000;
const WALL: &str = "time from request to archive";
const CPU: &str = "processor time";
const PEAK: &str = "peak memory of the process, the mapped database included";
const OWN: &str = "peak of the process's own memory";
/// What the plain loop is called.
pub const PLAIN_CPU: &str = "processor time of the plain loop";

/// Adds people with every column filled.
pub async fn seed(folder: &Path, size: Size) -> Vec<Figure> {
    let ground = open(folder, None).await;
    let count = size.of(PEOPLE);
    for first in (0..count).step_by(BATCH) {
        let batch =
            (first..count.min(first + BATCH)).map(|number| people::full(&ground.cx, number)).collect();
        users::service::add_generated(&ground.cx, ground.project, batch).await.expect("people are added");
    }
    ground.app.db.close();
    Vec::new()
}

/// Exports everybody and leaves the archive beside.
pub async fn measure(folder: &Path, archive: &Path) -> Vec<Figure> {
    let ground = open(folder, None).await;
    let runner = runner::start(ground.app.clone());
    let own = OwnMemory::watch();
    let (began, cpu) = (Instant::now(), cpu_seconds());
    let mut bell = ground.app.bell.listen(ground.cx.scope.tenant(), ground.admin.id);
    let request = ExportRequest::of_all(UserKind::Client, ExportMode::WithData, "xlsx");
    let started = service::start_export(&ground.cx, ground.project, request).await.expect("scheduled");
    let export = loop {
        let export = service::find_export(&ground.cx, started.id).await.expect("there");
        if export.state.is_over() {
            break export;
        }
        assert!(bell.heard().await);
    };
    let (wall, cpu) = (began.elapsed().as_secs_f64(), cpu_seconds() - cpu);
    assert_eq!(export.state, ExportState::Completed, "{export:?}");
    let peak = peak_mib();
    let download = service::open_file(&ground.cx, export.id).await.expect("a file");
    std::fs::copy(folder.join("files").join(&download.key), archive).expect("the archive is a file");
    // The next turn begins as this one did.
    ground.app.files.delete(&download.key).await.expect("deleted");
    runner.stop().await;
    ground.app.db.close();
    vec![
        Figure::new(SECTION, WALL, wall, "s"),
        Figure::new(SECTION, CPU, cpu, "s"),
        Figure::new(SECTION, PEAK, peak, "MiB"),
        Figure::new(SECTION, OWN, own.peak_mib(), "MiB"),
        Figure::new(SECTION, "people in the archive", export.records as f64, "people"),
    ]
}

/// One figure of each turn's.
pub fn summary(turns: &[Figure]) -> Vec<Figure> {
    let all = |name: &str| -> Vec<f64> {
        turns.iter().filter(|figure| figure.name == name).map(|figure| figure.value).collect()
    };
    let (ours, plain) = (median(all(CPU)), median(all(PLAIN_CPU)));
    let most = |name: &str| all(name).into_iter().fold(0.0, f64::max);
    vec![
        Figure::new(SECTION, WALL, median(all(WALL)), "s"),
        Figure::new(SECTION, CPU, ours, "s"),
        Figure::new(SECTION, PLAIN_CPU, plain, "s"),
        Figure::new(SECTION, "processor time, beside the plain loop", ours / plain, "").at_most(1.6),
        Figure::new(SECTION, PEAK, most(PEAK), "MiB").at_most(300.0),
        Figure::new(SECTION, OWN, most(OWN), "MiB"),
    ]
}

/// For the plain loop.
pub fn plain(cpu: f64) -> Figure {
    Figure::new(SECTION, PLAIN_CPU, cpu, "s")
}
