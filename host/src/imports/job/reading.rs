//! First phase: from the file to staged rows and a plan. Nothing that it does changes anybody.
mod identifiers;
mod scan;

use std::sync::Arc;

use serde_json::json;
use tokio::runtime::Handle;

use super::catalogue::Catalogue;
use super::sealed::{SealedSource, StoreFailure};
use super::staging::{Plan, Staging};
use crate::context::ServiceContext;
use crate::extensions::ExtensionError;
use crate::extensions::streams::{Failure, FileReader, FileSource as _};
use crate::files::FilesError;
use crate::imports::cells::rows_of;
use crate::imports::model::Import;
use crate::imports::queries;
use crate::jobs;
use crate::jobs::meter::Meter;
use crate::jobs::model::{JobContext, Stop};
use identifiers::{IDS_SHEET, Identifiers};
use scan::{Piece, Scan};

/// Bytes from the beginning of a file by which a format is recognised.
const HEAD: usize = 4096;
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
        FilesError::Full | FilesError::Unavailable(_) => Stop::Delay { detail: error.to_string() },
    }
}

/// What a failure of a format plugin means to the job.
fn plugin_failed(error: ExtensionError, store: &StoreFailure) -> Stop {
    if let Some(detail) = store.lock().ok().and_then(|failure| failure.clone()) {
        return Stop::Delay { detail };
    }
    match error.failure() {
        Failure::Stopping => Stop::ServerStopping,
        Failure::Busy => Stop::Delay { detail: error.to_string() },
        Failure::Unavailable(detail) => Stop::Delay { detail: detail.to_owned() },
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
    let store = StoreFailure::default();
    let files = &job.app.files;
    let mut source =
        SealedSource::open(files, staging.key(), &import.upload_key, &import.file_name, Arc::clone(&store))
            .await
            .map_err(store_failed)?;
    let (source, head) = tokio::task::spawn_blocking(move || {
        let mut head = vec![0; HEAD];
        let count = source.read_at(0, &mut head);
        count.map(|count| {
            head.truncate(count);
            (source, head)
        })
    })
    .await
    .map_err(|_| Stop::ServerStopping)?
    .map_err(|error| Stop::Delay { detail: error.to_string() })?;
    let extensions = &job.app.extensions;
    let plugin = extensions
        .recognise(&cx.caller, import.file_name.clone(), head)
        .await
        .map_err(|error| plugin_failed(error, &store))?;
    let Some(plugin) = plugin else {
        let known = extensions
            .import_formats(&cx.caller, cx.culture)
            .await
            .map_err(|error| plugin_failed(error, &store))?;
        let endings: Vec<String> = known
            .into_iter()
            .flat_map(|format| format.extensions)
            .map(|ending| format!(".{ending}"))
            .collect();
        return Err(refused("import.no-format", json!({ "formats": endings.join(", ") })));
    };
    let work = Work {
        job: job.clone(),
        cx: cx.clone(),
        import: import.clone(),
        staging: staging.clone(),
        handle: Handle::current(),
        store,
        plugin: plugin.clone(),
    };
    let plan = tokio::task::spawn_blocking(move || work.run(source, &catalogue))
        .await
        .map_err(|error| if error.is_panic() { Stop::Crashed } else { Stop::ServerStopping })??;
    staging.put_plan(&plan).await.map_err(store_failed)?;
    Ok(Reading { plugin, plan })
}

/// The blocking part: the plugin reads in this thread, so memory holds one batch.
struct Work {
    job: JobContext,
    cx: ServiceContext,
    import: Import,
    staging: Staging,
    handle: Handle,
    store: StoreFailure,
    plugin: String,
}

impl Work {
    fn failed(&self, error: ExtensionError) -> Stop {
        plugin_failed(error, &self.store)
    }

    fn run(&self, source: SealedSource, catalogue: &Catalogue) -> Result<Plan, Stop> {
        let mut reader = self
            .job
            .app
            .extensions
            .read_file(&self.cx.caller, &self.plugin, Box::new(source), self.cx.culture)
            .map_err(|error| self.failed(error))?;
        let sheets = reader.sheets().map_err(|error| self.failed(error))?;
        let mut identifiers = Identifiers::default();
        let mut scan = Scan::new(catalogue, &self.import.options.mapping, self.import.locale);
        let mut meter = Meter::new(self.job.app.clock.now(), 0);
        let mut noted_at = self.job.app.clock.now();
        for (index, sheet) in (0_u32..).zip(&sheets) {
            if index == 0 && sheet.name == IDS_SHEET {
                self.identifiers(&mut reader, index, &mut identifiers)?;
            }
            let about_itself = identifiers.is_of_ours(&sheet.name);
            let relation = identifiers.relation_of(&sheet.name);
            scan.begin_sheet(&sheet.name, identifiers.ids_of(&sheet.name), relation, about_itself);
            if about_itself {
                continue;
            }
            while let Some(batch) = reader.read(index, BATCH).map_err(|error| self.failed(error))? {
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
                if now.timestamp_micros() - noted_at.timestamp_micros() >= PROGRESS {
                    noted_at = now;
                    self.note(&mut meter, scan.lines())?;
                }
            }
        }
        let seen = scan.finish()?;
        let people = seen.plan.rows - seen.ties;
        self.handle.block_on(self.staging.join_ties((people, seen.ties), seen.rest)).map_err(store_failed)?;
        Ok(seen.plan)
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

    fn identifiers(
        &self,
        reader: &mut FileReader,
        sheet: u32,
        identifiers: &mut Identifiers,
    ) -> Result<(), Stop> {
        while let Some(batch) = reader.read(sheet, BATCH).map_err(|error| self.failed(error))? {
            for (_, cells) in rows_of(&batch) {
                identifiers.row(&cells);
            }
        }
        Ok(())
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
