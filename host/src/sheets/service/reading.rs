//! The rows of a file, as the format plugins read them.
use std::io;

use bytes::Bytes;

use super::whole;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::extensions::ExtensionError;
use crate::extensions::streams::{Failure, FileSource};
use crate::imports::cells::{IDS_SHEET, rows_of};
use crate::sheets::model::{MOST_ROWS, Rows};

/// Bytes by which a format is recognised, and rows that a plugin is asked for at a time.
const HEAD: usize = 4096;
const BATCH: u32 = 500;

struct InMemory {
    name: String,
    bytes: Bytes,
}

impl FileSource for InMemory {
    fn name(&self) -> &str {
        &self.name
    }

    fn size(&self) -> u64 {
        self.bytes.len() as u64
    }

    fn read_at(&mut self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let rest =
            usize::try_from(offset).ok().and_then(|offset| self.bytes.get(offset..)).unwrap_or_default();
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        Ok(count)
    }
}

/// All rows of the first sheet that holds any; one more than may be when there are too many.
///
/// # Errors
/// [`AppError::Invalid`] for what no plugin can read.
pub(super) async fn read_rows(cx: &ServiceContext, name: String, bytes: Bytes) -> Result<Rows, AppError> {
    let t = cx.texts();
    let extensions = cx.app.extensions.clone();
    let head = bytes[..bytes.len().min(HEAD)].to_vec();
    let plugin = extensions.recognise(&cx.caller, name.clone(), head).await.map_err(AppError::Extension)?;
    let Some(plugin) = plugin else {
        return Err(whole("sheet.no-format", t.t("sheets-problem-format").into_owned()));
    };
    let (caller, culture) = (cx.caller.clone(), cx.culture);
    let read = move || {
        let mut reader =
            extensions.read_file(&caller, &plugin, Box::new(InMemory { name, bytes }), culture)?;
        let mut rows = Rows::new();
        for (sheet, known) in reader.sheets()?.into_iter().enumerate() {
            let Ok(sheet) = u32::try_from(sheet) else { break };
            if known.name == IDS_SHEET {
                continue;
            }
            while let Some(batch) = reader.read(sheet, BATCH)? {
                rows.extend(rows_of(&batch));
                if rows.len() > MOST_ROWS + 1 {
                    return Ok(rows);
                }
            }
            // The first sheet that holds anything is the one that is meant.
            if !rows.is_empty() {
                break;
            }
        }
        Ok(rows)
    };
    let read = tokio::task::spawn_blocking(read).await;
    let read = read.map_err(|_| AppError::Internal("the server is stopping".to_owned()))?;
    read.map_err(|error: ExtensionError| match error.failure() {
        Failure::Refused(_, message) => whole("sheet.file", message.to_owned()),
        Failure::Failed => whole("sheet.file", t.ta("sheets-problem-file", &[("code", error.code().into())])),
        _ => AppError::Extension(error),
    })
}
