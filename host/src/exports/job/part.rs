//! One workbook: people are read in batches, go through the format plugin, and come out into the file store. Reading,
//! writing and storing go on at the same time, and nothing holds more than some batches.
use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::Ordering;

use bytes::Bytes;
use elenco_db::{LocationId, UserId};
use tokio::sync::mpsc;
use uuid::Uuid;

use super::{Work, files_error, parts_folder, people, stop};
use crate::error::AppError;
use crate::exports::model::Part;
use crate::exports::queries::{self, WrittenPart};
use crate::exports::service::book::Book;
use crate::exports::service::ties::tie_rows;
use crate::files::{FileWriter, Files, FilesError};
use crate::jobs::model::Stop;
use crate::users;
use crate::users::model::User;

/// People in a batch: enough that crossing into the plugin costs little, few enough that memory stays flat.
const BATCH: usize = 500;
/// The sheet of people; those of their ties follow.
const USERS: u32 = 0;
/// First row below the header.
const FIRST_ROW: u32 = 2;

/// Writes the workbook of a part.
pub(super) async fn write(work: &Work, part: Part) -> Result<WrittenPart, Stop> {
    let key = format!("{}/{:06}", parts_folder(work), part.number);
    let (book, pieces) = Book::open(&work.cx, work.format.clone(), work.sheets.book.clone());
    let (filled, stored) = tokio::join!(fill(work, &part, book), store(&work.job.app.files, &key, pieces));
    // When the store failed, the plugin failed after it because nobody took its bytes: the store's error is the cause.
    let writer = stored.map_err(|error| stop(files_error(error)))?;
    let records = match filled {
        Ok(records) => records,
        Err(reason) => {
            // What the store cannot throw away now goes with the export's folder.
            let _ = writer.abandon().await;
            return Err(reason);
        }
    };
    let file_size = writer.finish().await.map_err(|error| stop(files_error(error)))?;
    Ok(WrittenPart { number: part.number, records, file_key: key, file_size })
}

async fn store(
    files: &Files,
    key: &str,
    mut pieces: mpsc::Receiver<Bytes>,
) -> Result<FileWriter, FilesError> {
    let mut writer = files.begin(key).await?;
    while let Some(piece) = pieces.recv().await {
        writer.write(&piece).await?;
    }
    Ok(writer)
}

/// The id just before this one: batches begin after an id.
fn just_before(id: UserId) -> Option<UserId> {
    let number = id.as_uuid().as_u128();
    number.checked_sub(1).map(|before| UserId::from_uuid(Uuid::from_u128(before)))
}

async fn fill(work: &Work, part: &Part, book: Book) -> Result<i64, Stop> {
    let mut written: Vec<(UserId, String)> = Vec::new();
    let (mut after, mut row) = (just_before(part.first_user), FIRST_ROW);
    let mut codes: HashMap<LocationId, String> = HashMap::new();
    let listed = match &work.export.narrowed.shown {
        Some(_) => Some(people::listed(&work.job, &work.export, part).await?),
        None => None,
    };
    let mut steps = listed.iter().flat_map(|ids| ids.chunks(BATCH));
    loop {
        work.job.check()?;
        let (batch, full) = if listed.is_some() {
            let Some(ids) = steps.next() else { break };
            (people::read(&work.cx, ids).await?, true)
        } else {
            let batch = read(work, after, part.last_user).await?;
            let full = batch.len() == BATCH;
            (batch, full)
        };
        let Some(last) = batch.last() else { if full { continue } else { break } };
        after = Some(last.id);
        learn_codes(work, &batch, &mut codes).await?;
        let rows = work.sheets.user_rows(&work.cx, &batch, &codes, row).await.map_err(stop)?;
        if book.write(USERS, rows).await.is_err() {
            return Err(reason(book).await);
        }
        row += u32::try_from(batch.len()).unwrap_or(0);
        work.written.fetch_add(batch.len() as u64, Ordering::Relaxed);
        written.extend(batch.into_iter().map(|user| (user.id, user.username)));
        if !full {
            break;
        }
    }
    if work.format.format.many_sheets {
        for (at, relation) in (1_u32..).zip(&work.sheets.ties.relations) {
            let mut row = FIRST_ROW;
            for batch in written.chunks(BATCH) {
                work.job.check()?;
                let ids: Vec<UserId> = batch.iter().map(|(id, _)| *id).collect();
                let ties = work.sheets.ties.read(&work.cx, *relation, &ids).await.map_err(stop)?;
                for rows in tie_rows(*relation, batch, &ties, row) {
                    row += rows.count;
                    if book.write(at, rows).await.is_err() {
                        return Err(reason(book).await);
                    }
                }
            }
        }
    }
    book.finish().await.map_err(|error| stop(AppError::Extension(error)))?;
    Ok(written.len() as i64)
}

/// Why the plugin takes no more rows.
async fn reason(book: Book) -> Stop {
    match book.finish().await {
        Err(error) => stop(AppError::Extension(error)),
        Ok(()) => Stop::Failed { code: "job.internal".to_owned(), detail: "the workbook ended early".into() },
    }
}

async fn read(work: &Work, after: Option<UserId>, last: UserId) -> Result<Vec<User>, Stop> {
    let (project, kind) = (work.export.project, work.export.kind);
    let batch = users::service::export_batch(&work.cx, project, kind, after, Some(last), BATCH as i64).await;
    batch.map_err(stop)
}

/// Looks up the codes of locations that no batch before had.
async fn learn_codes(
    work: &Work,
    batch: &[User],
    codes: &mut HashMap<LocationId, String>,
) -> Result<(), Stop> {
    let unknown: BTreeSet<LocationId> =
        batch.iter().filter_map(|user| user.location_id).filter(|id| !codes.contains_key(id)).collect();
    if unknown.is_empty() {
        return Ok(());
    }
    let (scope, ids): (_, Vec<LocationId>) = (work.cx.scope, unknown.into_iter().collect());
    let found = work.job.app.db.read(move |conn| queries::location_codes(conn, &scope, &ids)).await?;
    codes.extend(found);
    Ok(())
}
