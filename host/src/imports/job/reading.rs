//! First phase: from the file to staged rows and a plan. Nothing that it does changes anybody.
mod chosen;
mod identifiers;
pub mod parts;
mod scan;

use std::sync::Arc;

use elenco_db::Instant;
use serde_json::json;
use tokio::runtime::Handle;

use super::catalogue::Catalogue;
use super::sealed::{SealedSource, StoreFailure};
use super::staging::{Plan, Staging};
use crate::app::App;
use crate::context::ServiceContext;
use crate::extensions::ExtensionError;
use crate::extensions::streams::Failure;
use crate::files::FilesError;
use crate::imports::cells::{IDS_SHEET, rows_of};
use crate::imports::model::{Import, Memory};
use crate::imports::queries;
use crate::jobs;
use crate::jobs::meter::Meter;
use crate::jobs::model::{JobContext, Stop};
use chosen::Rules;
pub use identifiers::Identifiers;
use parts::{OpenPart, Part};
use scan::{Piece, Scan};

/// Rows that the plugin is asked for at a time.
const BATCH: u32 = 500;
/// Most rows of a file: more than a directory of people has.
const MOST_ROWS: u64 = 2_000_000;
/// How often progress is written down, in microseconds.
const PROGRESS: i64 = 500_000;

/// Stops the job because of the file.
pub(super) fn refused(code: &str, detail: serde_json::Value) -> Stop {
    Stop::Failed { code: code.to_owned(), detail }
}

/// What a failure of the file store means to the job.
pub(super) fn store_failed(error: FilesError) -> Stop {
    match error {
        // What the job staged itself is gone: no try will bring it back.
        FilesError::Missing(key) => refused("import.lost", json!({ "key": key })),
        FilesError::Full | FilesError::Unavailable(_) => Stop::of_store(&error),
    }
}

/// What a failure of a format plugin means to the job.
pub fn plugin_failed(error: ExtensionError, store: &StoreFailure) -> Stop {
    if let Some(detail) = store.lock().ok().and_then(|failure| failure.clone()) {
        return Stop::of_store(&FilesError::Unavailable(detail));
    }
    match error.failure() {
        Failure::Stopping => Stop::ServerStopping,
        Failure::Busy => Stop::busy(error.to_string()),
        Failure::Unavailable(detail) => Stop::busy(detail),
        Failure::NotReady => refused("import.format-plugin", json!({ "reason": error.to_string() })),
        Failure::Refused(code, message) => {
            refused(code.unwrap_or("import.file-refused"), json!({ "message": message }))
        }
        Failure::Failed => refused("import.file-limit", json!({ "reason": error.code() })),
    }
}

/// What the first phase found.
pub struct Reading {
    /// The plugin that read the file.
    pub plugin: String,
    /// What the second phase needs to know.
    pub plan: Plan,
}

/// Reads the file from its beginning, however far an earlier run came: the same rows are staged under the same names.
///
/// # Errors
/// [`Stop::Failed`] when something is wrong with the file as a whole.
pub async fn read(
    job: &JobContext,
    cx: &ServiceContext,
    import: &Import,
    staging: &Staging,
    catalogue: Arc<Catalogue>,
) -> Result<Reading, Stop> {
    let scope = job.scope();
    let kind = import.kind;
    let memory = job.app.db.read(move |conn| queries::memory(conn, &scope, kind)).await?;
    let mut files = Vec::new();
    for part in parts::find(&job.app, job.tenant, staging, import).await? {
        let OpenPart { source, head, store } = parts::open(&job.app, staging, &part).await?;
        let plugin = recognise(&job.app, cx, &part, head, &store).await?;
        files.push(File { part, source, store, plugin });
    }
    let plugin = files.first().map(|file| file.plugin.clone()).unwrap_or_default();
    let work = Work {
        job: job.clone(),
        cx: cx.clone(),
        import: import.clone(),
        staging: staging.clone(),
        handle: Handle::current(),
    };
    let plan = tokio::task::spawn_blocking(move || work.run(files, &catalogue, &memory))
        .await
        .map_err(|error| if error.is_panic() { Stop::Crashed } else { Stop::ServerStopping })??;
    staging.put_plan(&plan).await.map_err(store_failed)?;
    Ok(Reading { plugin, plan })
}

/// The plugin that reads a file.
///
/// # Errors
/// [`Stop::Failed`] when there is none.
pub async fn recognise(
    app: &App,
    cx: &ServiceContext,
    part: &Part,
    head: Vec<u8>,
    store: &StoreFailure,
) -> Result<String, Stop> {
    let failed = |error| in_part(plugin_failed(error, store), part);
    let plugin = app.extensions.recognise(&cx.caller, part.name.clone(), head).await.map_err(failed)?;
    if let Some(plugin) = plugin {
        return Ok(plugin);
    }
    let known = app.extensions.import_formats(&cx.caller, cx.culture).await.map_err(failed)?;
    let endings: Vec<String> =
        known.into_iter().flat_map(|format| format.extensions).map(|ending| format!(".{ending}")).collect();
    Err(in_part(refused("import.no-format", json!({ "formats": endings.join(", ") })), part))
}

/// Says in which of several files something is wrong.
fn in_part(stop: Stop, part: &Part) -> Stop {
    match stop {
        Stop::Failed { code, mut detail } if part.packed => {
            if let Some(detail) = detail.as_object_mut() {
                detail.insert("in".to_owned(), json!(part.name));
            }
            Stop::Failed { code, detail }
        }
        other => other,
    }
}

/// The name of a sheet among those of all files.
pub fn sheet_name(part: &Part, sheet: &str) -> String {
    if part.packed { format!("{} › {sheet}", part.name) } else { sheet.to_owned() }
}

/// A file that is about to be read.
struct File {
    part: Part,
    source: SealedSource,
    store: StoreFailure,
    plugin: String,
}

/// The blocking part: the plugin reads in this thread, so memory holds one batch.
struct Work {
    job: JobContext,
    cx: ServiceContext,
    import: Import,
    staging: Staging,
    handle: Handle,
}

impl Work {
    fn run(&self, files: Vec<File>, catalogue: &Catalogue, memory: &Memory) -> Result<Plan, Stop> {
        let rules = Rules { options: &self.import.options, memory };
        let mut scan = Scan::new(catalogue, rules, self.import.locale);
        let now = self.job.app.clock.now();
        let mut told = (Meter::new(now, 0), now);
        for file in files {
            let part = file.part.clone();
            self.read(file, &mut scan, &mut told).map_err(|stop| in_part(stop, &part))?;
        }
        let seen = scan.finish()?;
        let people = seen.plan.rows - seen.ties;
        self.handle.block_on(self.staging.join_ties((people, seen.ties), seen.rest)).map_err(store_failed)?;
        Ok(seen.plan)
    }

    fn read(&self, file: File, scan: &mut Scan<'_>, told: &mut (Meter, Instant)) -> Result<(), Stop> {
        let File { part, source, store, plugin } = file;
        let failed = |error| plugin_failed(error, &store);
        let reading = &self.import.options.reading;
        let (extensions, caller) = (&self.job.app.extensions, &self.cx.caller);
        let mut reader = extensions
            .read_file_as(caller, &plugin, Box::new(source), self.cx.culture, reading, false)
            .map_err(failed)?;
        let sheets = reader.sheets().map_err(failed)?;
        let mut identifiers = Identifiers::default();
        for (index, sheet) in (0_u32..).zip(&sheets) {
            if index == 0 && sheet.name == IDS_SHEET {
                identifiers = Identifiers::read(&mut reader, index).map_err(failed)?;
            }
            let about_itself = identifiers.is_of_ours(&sheet.name);
            let relation = identifiers.relation_of(&sheet.name);
            let name = sheet_name(&part, &sheet.name);
            scan.begin_sheet(&name, identifiers.ids_of(&sheet.name), relation, about_itself);
            if about_itself {
                continue;
            }
            while let Some(batch) = reader.read(index, BATCH).map_err(failed)? {
                self.job.check()?;
                for (row, cells) in rows_of(&batch) {
                    if let Some(piece) = scan.row(row, cells)? {
                        self.put(&piece)?;
                    }
                }
                if scan.lines() > MOST_ROWS {
                    return Err(refused("import.too-many-rows", json!({ "limit": MOST_ROWS })));
                }
                if scan.skips_sheet() {
                    break;
                }
                let now = self.job.app.clock.now();
                if now.timestamp_micros() - told.1.timestamp_micros() >= PROGRESS {
                    told.1 = now;
                    self.note(&mut told.0, scan.lines())?;
                }
            }
        }
        Ok(())
    }

    fn put(&self, piece: &Piece) -> Result<(), Stop> {
        let put = async {
            if piece.ties {
                self.staging.put_ties(piece.number, &piece.rows).await
            } else {
                self.staging.put_rows(piece.number, &piece.rows).await
            }
        };
        self.handle.block_on(put).map_err(store_failed)
    }

    fn note(&self, meter: &mut Meter, rows: u64) -> Result<(), Stop> {
        let progress = meter.progress(self.job.app.clock.now(), rows, None, "read");
        let (lease, import) = (self.job.lease.clone(), self.import.id);
        self.handle.block_on(self.job.app.db.write(move |conn| {
            jobs::service::save_progress(conn, &lease, &progress)?;
            queries::save_reading(conn, &lease.scope(), import, rows)
        }))?;
        self.job.app.bell.ring(self.job.tenant, self.import.created_by);
        Ok(())
    }
}
