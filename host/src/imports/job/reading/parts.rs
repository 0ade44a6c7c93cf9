//! The files of an import: the upload itself, or those that it holds when it is an archive.
mod archive;

use elenco_db::TenantId;
use serde_json::json;
use tokio::runtime::Handle;

use super::{refused, store_failed};
use crate::app::App;
use crate::extensions::streams::FileSource as _;
use crate::files::FilesError;
use crate::imports::job::sealed::{SealedSource, SealedWriter, StoreFailure};
use crate::imports::job::staging::{Staging, whole_folder};
use crate::imports::model::Import;
use crate::jobs::model::Stop;
use archive::Refusal;

/// Most files of one archive.
const MOST_FILES: usize = 100;
/// Bytes from the beginning of a file by which a format is recognised.
const HEAD: usize = 4096;
/// The name of a file that only a workbook holds.
const WORKBOOK: &str = "[Content_Types].xml";
/// Endings of archives, which are not looked into when they lie in another.
const ARCHIVES: [&str; 6] = [".zip", ".7z", ".rar", ".gz", ".tar", ".tgz"];

/// A file to read.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its name, by which its format is recognised.
    pub name: String,
    /// Where it lies, sealed.
    pub key: String,
    /// Whether it came in an archive, so that its sheets have to say where they are from.
    pub packed: bool,
}

/// A file to read, opened, and its first bytes.
pub struct OpenPart {
    /// The file.
    pub source: SealedSource,
    /// Its first bytes.
    pub head: Vec<u8>,
    /// What the store says when it fails under the plugin.
    pub store: StoreFailure,
}

/// Opens a file.
///
/// # Errors
/// [`Stop`].
pub async fn open(app: &App, staging: &Staging, part: &Part) -> Result<OpenPart, Stop> {
    let store = StoreFailure::default();
    let mut source =
        SealedSource::open(&app.files, staging.key(), &part.key, &part.name, std::sync::Arc::clone(&store))
            .await
            .map_err(store_failed)?;
    tokio::task::spawn_blocking(move || {
        let mut head = vec![0; HEAD];
        let count = source
            .read_at(0, &mut head)
            .map_err(|error| Stop::of_store(&FilesError::Unavailable(error.to_string())))?;
        head.truncate(count);
        Ok(OpenPart { source, head, store })
    })
    .await
    .map_err(|_| Stop::ServerStopping)?
}

fn explain(refusal: Refusal, name: &str) -> Stop {
    match refusal {
        Refusal::Broken => refused("import.archive-broken", json!({ "file": name })),
        Refusal::TooMany => refused("import.archive-many", json!({ "limit": MOST_FILES })),
        Refusal::Encrypted(file) => refused("import.archive-encrypted", json!({ "file": file })),
        Refusal::Bomb(file) => refused("import.archive-bomb", json!({ "file": file })),
        Refusal::Store(error) => Stop::of_store(&FilesError::Unavailable(error.to_string())),
    }
}

/// A failure while a file is taken out: the archive's, or that of the store that the file goes to.
enum Failed {
    Refused(Refusal),
    Stopped(Stop),
}

impl From<Refusal> for Failed {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Programs that pack files add some of their own.
fn is_aside(name: &str) -> bool {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    name.starts_with("__MACOSX/") || last.starts_with('.') || last.eq_ignore_ascii_case("thumbs.db")
}

fn shown(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|c| !c.is_control()).take(120).collect()
}

struct Unpacking {
    app: App,
    staging: Staging,
    tenant: TenantId,
    import: Import,
    handle: Handle,
}

impl Unpacking {
    /// Takes the files out; nothing when it is a workbook after all. Doing it again, after a crash, replaces them.
    fn run(&self, source: &mut SealedSource) -> Result<Option<Vec<Part>>, Stop> {
        let name = &self.import.file_name;
        let entries = archive::entries(source).map_err(|refusal| explain(refusal, name))?;
        if entries.iter().any(|entry| entry.name == WORKBOOK) {
            return Ok(None);
        }
        let entries: Vec<_> = entries.into_iter().filter(|entry| !is_aside(&entry.name)).collect();
        if entries.len() > MOST_FILES {
            return Err(explain(Refusal::TooMany, name));
        }
        let lower = |entry: &archive::Entry| entry.name.to_lowercase();
        if let Some(nested) =
            entries.iter().find(|e| ARCHIVES.iter().any(|ending| lower(e).ends_with(ending)))
        {
            return Err(refused("import.archive-nested", json!({ "file": shown(&nested.name) })));
        }
        let limit = self.app.config.limits.import_bytes;
        if entries.iter().map(|entry| entry.size).sum::<u64>() > limit {
            return Err(refused("import.archive-large", json!({ "limit": limit })));
        }
        if entries.is_empty() {
            return Err(refused("import.archive-empty", json!({})));
        }
        let mut parts = Vec::with_capacity(entries.len());
        for (number, entry) in entries.iter().enumerate() {
            let key = format!("{}/part-{number}", whole_folder(self.tenant, self.import.id));
            self.unpack(source, entry, &key)?;
            parts.push(Part { name: shown(&entry.name), key, packed: true });
        }
        Ok(Some(parts))
    }

    fn unpack(&self, source: &mut SealedSource, entry: &archive::Entry, key: &str) -> Result<(), Stop> {
        let begin = SealedWriter::begin(&self.app.files, &self.app.ids, self.staging.key(), key);
        let mut writer = self.handle.block_on(begin).map_err(store_failed)?;
        let unpacked = archive::unpack(source, entry, |piece| {
            self.handle
                .block_on(writer.write(piece))
                .map_err(|error: FilesError| Failed::Stopped(store_failed(error)))
        });
        if let Err(failed) = unpacked {
            if let Err(error) = self.handle.block_on(writer.abandon()) {
                tracing::warn!(%error, "pieces of an unpacked file are left to the sweeper");
            }
            return Err(match failed {
                Failed::Refused(refusal) => explain(refusal, &self.import.file_name),
                Failed::Stopped(stop) => stop,
            });
        }
        self.handle.block_on(writer.finish()).map(|_| ()).map_err(store_failed)
    }
}

/// The files of an import.
///
/// # Errors
/// [`Stop::Failed`] for an archive that is not read.
pub async fn find(
    app: &App,
    tenant: TenantId,
    staging: &Staging,
    import: &Import,
) -> Result<Vec<Part>, Stop> {
    let whole = Part { name: import.file_name.clone(), key: import.upload_key.clone(), packed: false };
    if !import.file_name.to_lowercase().ends_with(".zip") {
        return Ok(vec![whole]);
    }
    let OpenPart { mut source, head, .. } = open(app, staging, &whole).await?;
    if !head.starts_with(b"PK") {
        return Ok(vec![whole]);
    }
    let unpacking = Unpacking {
        app: app.clone(),
        staging: staging.clone(),
        tenant,
        import: import.clone(),
        handle: Handle::current(),
    };
    let parts = tokio::task::spawn_blocking(move || unpacking.run(&mut source))
        .await
        .map_err(|error| if error.is_panic() { Stop::Crashed } else { Stop::ServerStopping })??;
    Ok(parts.unwrap_or_else(|| vec![whole]))
}
