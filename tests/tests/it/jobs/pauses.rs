//! A full disk, a full database, a database that is gone: the job stands still, says why, and goes on by itself. Nothing
//! is lost and nothing doubled.
use std::fmt;
use std::io::{Cursor, Read as _};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::http::{HeaderMap, Method};
use bytes_of_store::{BoxStream, Bytes};
use elenco::exports::handlers::file_response;
use elenco::exports::model::{ExportMode, ExportRequest, ExportState};
use elenco::files::Files;
use elenco::imports::model::ImportState;
use elenco::jobs::model::{JobState, Pause};
use elenco::jobs::runner;
use elenco::locale::Culture;
use elenco::notifications::model::Detail;
use elenco::users::model::UserKind;
use elenco::{exports, imports, notifications};
use elenco_db::testing::leave_room;
use elenco_db::{Engine, JobId};
use http_body_util::BodyExt as _;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::{
    CopyOptions, GetOptions, GetResult, ListResult, MultipartUpload, ObjectMeta, ObjectStore,
    PutMultipartOptions, PutOptions, PutPayload, PutResult, Result as StoreResult, UploadPart,
};

use super::{look, until};
use crate::host::{Host, on_each_engine};
use crate::imports::{PLUGINS, acting, counts, over, people, start};

mod bytes_of_store {
    pub use axum::body::Bytes;
    pub use futures_util::stream::BoxStream;
}

/// Longer than any wait between two tries.
const LONG: i64 = 120;

/// A disk that has no room while a test says so.
#[derive(Debug)]
struct Disk {
    inner: LocalFileSystem,
    full: Arc<AtomicBool>,
}

fn room(full: &AtomicBool) -> StoreResult<()> {
    if full.load(Ordering::SeqCst) {
        let source = Box::new(std::io::Error::from(std::io::ErrorKind::StorageFull));
        return Err(object_store::Error::Generic { store: "disk", source });
    }
    Ok(())
}

impl fmt::Display for Disk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a disk")
    }
}

/// A file that is being written to it.
#[derive(Debug)]
struct Writing {
    inner: Box<dyn MultipartUpload>,
    full: Arc<AtomicBool>,
}

#[async_trait::async_trait]
impl MultipartUpload for Writing {
    fn put_part(&mut self, piece: PutPayload) -> UploadPart {
        let (full, written) = (Arc::clone(&self.full), self.inner.put_part(piece));
        Box::pin(async move {
            room(&full)?;
            written.await
        })
    }

    async fn complete(&mut self) -> StoreResult<PutResult> {
        room(&self.full)?;
        self.inner.complete().await
    }

    async fn abort(&mut self) -> StoreResult<()> {
        self.inner.abort().await
    }
}

#[async_trait::async_trait]
impl ObjectStore for Disk {
    async fn put_opts(&self, at: &Key, bytes: PutPayload, options: PutOptions) -> StoreResult<PutResult> {
        room(&self.full)?;
        self.inner.put_opts(at, bytes, options).await
    }

    async fn put_multipart_opts(
        &self,
        at: &Key,
        options: PutMultipartOptions,
    ) -> StoreResult<Box<dyn MultipartUpload>> {
        let inner = self.inner.put_multipart_opts(at, options).await?;
        Ok(Box::new(Writing { inner, full: Arc::clone(&self.full) }))
    }

    async fn get_opts(&self, at: &Key, options: GetOptions) -> StoreResult<GetResult> {
        self.inner.get_opts(at, options).await
    }

    async fn get_ranges(&self, at: &Key, ranges: &[Range<u64>]) -> StoreResult<Vec<Bytes>> {
        self.inner.get_ranges(at, ranges).await
    }

    fn delete_stream(
        &self,
        keys: BoxStream<'static, StoreResult<Key>>,
    ) -> BoxStream<'static, StoreResult<Key>> {
        self.inner.delete_stream(keys)
    }

    fn list(&self, prefix: Option<&Key>) -> BoxStream<'static, StoreResult<ObjectMeta>> {
        self.inner.list(prefix)
    }

    async fn list_with_delimiter(&self, prefix: Option<&Key>) -> StoreResult<ListResult> {
        self.inner.list_with_delimiter(prefix).await
    }

    async fn copy_opts(&self, from: &Key, to: &Key, options: CopyOptions) -> StoreResult<()> {
        room(&self.full)?;
        self.inner.copy_opts(from, to, options).await
    }
}

/// Puts the files of a host onto a disk, and answers what fills it up.
fn on_disk(host: &mut Host, folder: &Path) -> Arc<AtomicBool> {
    let full = Arc::new(AtomicBool::new(false));
    let inner = LocalFileSystem::new_with_prefix(folder).expect("a folder");
    host.app.files = Files::over(Arc::new(Disk { inner, full: Arc::clone(&full) }));
    full
}

/// Waits until a job is held up for this reason so many times in a row; moves the clock on to the next try meanwhile.
async fn held_up(host: &Host, job: JobId, pause: Pause, times: u32) {
    until("the pause", async || {
        let (job, told) = look(host, job).await?;
        if told.pause == Some(pause) && job.progress.delays >= times {
            assert_eq!(job.state, JobState::Queued);
            let wait = job.run_at.timestamp_millis() - host.app.clock.now().timestamp_millis();
            assert!(wait <= pause.longest_wait() * 1000, "{wait} ms");
            return Some(());
        }
        if job.state == JobState::Queued {
            host.clock.forward(LONG);
            host.app.queue.wake();
        }
        None
    })
    .await;
}

/// Lets the clock run on until the job is over.
async fn goes_on(host: &Host, job: JobId) {
    until("the end of the job", async || {
        let (job, _) = look(host, job).await?;
        if job.state == JobState::Queued {
            host.clock.forward(LONG);
            host.app.queue.wake();
        }
        job.state.is_over().then_some(())
    })
    .await;
}

/// Lines of all text files in an archive, without their headers.
fn lines(zip: Vec<u8>) -> Vec<String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(zip)).expect("an archive");
    let mut lines = Vec::new();
    for at in 0..zip.len() {
        let mut text = String::new();
        zip.by_index(at).expect("an entry").read_to_string(&mut text).expect("text");
        lines.extend(text.lines().skip(1).map(str::to_owned));
    }
    lines
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_waits_for_room_on_the_disk_and_is_whole_afterwards() {
    const PEOPLE: usize = 40;
    on_each_engine(PLUGINS, async |mut host| {
        let folder = tempfile::tempdir().expect("a folder");
        let full = on_disk(&mut host, folder.path());
        let somebody =
            (0..PEOPLE).map(|n| host.person(UserKind::Client, &format!("cliente{n:03}"))).collect();
        host.add(somebody).await;
        let cx = host.acting(host.admin.id, Culture::En).await;
        let request = ExportRequest::of_all(UserKind::Client, ExportMode::WithoutRelationships, "csv");
        let export = exports::service::start_export(&cx, host.project.id, request).await.expect("scheduled");
        let job = export.job.expect("a job");
        full.store(true, Ordering::SeqCst);
        let runner = runner::start(host.app.clone());
        held_up(&host, job, Pause::FilesFull, 1).await;
        let (items, _) = notifications::service::list_items(&cx, None, 1).await.expect("the bell's lines");
        let Detail::Export(told) = &items[0].detail else { panic!("{items:?}") };
        assert_eq!(told.progress.as_ref().and_then(|progress| progress.pause), Some(Pause::FilesFull));
        held_up(&host, job, Pause::FilesFull, 3).await;
        full.store(false, Ordering::SeqCst);
        goes_on(&host, job).await;
        runner.stop().await;
        let done = exports::service::find_export(&cx, export.id).await.expect("there");
        assert_eq!((done.state, done.records), (ExportState::Completed, PEOPLE as i64), "{done:?}");
        let answer = file_response(&cx, export.id, &Method::GET, &HeaderMap::new()).await.expect("a file");
        let bytes = answer.into_body().collect().await.expect("the whole file").to_bytes();
        let mut names: Vec<String> = lines(bytes.to_vec());
        let all = names.len();
        names.sort();
        names.dedup();
        assert_eq!((all, names.len()), (PEOPLE, PEOPLE));
    })
    .await;
}

fn rows(count: u64) -> String {
    let mut text = String::from("Login;First name;Last name;Mail\r\n");
    for number in 1..=count {
        text.push_str(&format!("person{number};Ana;Rojas {number};p{number}@example.com\r\n"));
    }
    text
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_waits_for_room_on_the_disk_and_counts_each_row_once() {
    const ROWS: u64 = 700;
    on_each_engine(PLUGINS, async |mut host| {
        let folder = tempfile::tempdir().expect("a folder");
        let full = on_disk(&mut host, folder.path());
        let cx = acting(&host).await;
        let id = start(&host, &cx, UserKind::Client, "people.csv", rows(ROWS).as_bytes()).await;
        let job = imports::service::find_import(&cx, id).await.expect("there").job_id;
        full.store(true, Ordering::SeqCst);
        let runner = runner::start(host.app.clone());
        held_up(&host, job, Pause::FilesFull, 2).await;
        full.store(false, Ordering::SeqCst);
        goes_on(&host, job).await;
        let done = over(&host, &cx, id).await;
        runner.stop().await;
        assert_eq!((done.state, done.rows), (ImportState::Completed, counts(ROWS, ROWS, 0, 0, 0)));
        assert_eq!(people(&host, &cx, UserKind::Client).await, ROWS as i64);
    })
    .await;
}

/// In the middle of writing people the database has no room (SQLite) or is gone (PostgreSQL).
#[tokio::test(flavor = "multi_thread")]
async fn an_import_waits_for_its_database_and_counts_each_row_once() {
    const ROWS: u64 = 4_000;
    on_each_engine(PLUGINS, async |host| {
        let cx = acting(&host).await;
        let id = start(&host, &cx, UserKind::Client, "people.csv", rows(ROWS).as_bytes()).await;
        let job = imports::service::find_import(&cx, id).await.expect("there").job_id;
        let runner = runner::start(host.app.clone());
        until("the first people", async || {
            let import = imports::service::find_import(&cx, id).await.expect("there");
            (import.rows.settled() > 0).then_some(())
        })
        .await;
        let pause = match host.app.db.engine() {
            Engine::Sqlite => {
                leave_room(&host.app.db, false).await.expect("no room");
                Pause::DatabaseFull
            }
            Engine::Postgres => {
                host.database.shut().await;
                Pause::DatabaseAway
            }
        };
        until("the pause", async || {
            // A database that is gone cannot be told; the process that has the job knows.
            let told = look(&host, job).await.and_then(|(_, told)| told.pause);
            (told.or(host.app.queue.stuck(job)) == Some(pause)).then_some(())
        })
        .await;
        leave_room(&host.app.db, true).await.expect("room");
        host.database.open_again().await;
        goes_on(&host, job).await;
        let done = over(&host, &cx, id).await;
        runner.stop().await;
        assert_eq!(host.app.queue.stuck(job), None);
        assert_eq!((done.state, done.rows), (ImportState::Completed, counts(ROWS, ROWS, 0, 0, 0)));
        assert_eq!(people(&host, &cx, UserKind::Client).await, ROWS as i64);
    })
    .await;
}
