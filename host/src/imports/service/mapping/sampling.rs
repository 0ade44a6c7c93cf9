//! A first look at a file: bounded in rows, sheets, text and time, and done once for each way to read it.
use std::time::Duration;

use elenco_runtime::contract::Value;

use crate::context::ServiceContext;
use crate::error::AppError;
use crate::extensions::per_file::TOLD_SHEET;
use crate::files::FilesError;
use crate::fold::fold;
use crate::imports::cells::{IDS_SHEET, display, rows_of};
use crate::imports::headers::OURS;
use crate::imports::job::reading::parts::{self, OpenPart, Part};
use crate::imports::job::reading::{Identifiers, plugin_failed, recognise, sheet_name};
use crate::imports::job::staging::{Staging, document};
use crate::imports::model::{
    ColumnSample, Import, LONGEST_SHOWN, LOOKED_AT, SHOWN_ROWS, Sample, SheetSample,
};
use crate::jobs::model::Stop;
use crate::users::columns::{self, ColumnKind};

/// Sheets that are looked at.
const SHEETS: usize = 60;
/// Columns of a sheet that are looked at; one with more is refused when it is read.
const COLUMNS: usize = 1_024;
/// Cells of all sheets that are looked at.
const CELLS: u64 = 400_000;
/// Rows that the plugin is asked for at a time.
const BATCH: u32 = 100;
/// Words in the headers of passwords.
const PASSWORD_NAMES: [&str; 5] = ["password", "passwort", "contrasena", "clave", "senha"];
/// After so long the rest is left unseen.
const LONGEST: Duration = Duration::from_secs(5);

/// What is left of what one look may cost.
struct Budget {
    cells: u64,
    until: tokio::time::Instant,
}

impl Budget {
    fn is_spent(&self) -> bool {
        self.cells == 0 || tokio::time::Instant::now() >= self.until
    }
}

struct Look {
    cx: ServiceContext,
    import: Import,
}

impl Look {
    fn file(
        &self,
        part: &Part,
        open: OpenPart,
        plugin: &str,
        sample: &mut Sample,
        budget: &mut Budget,
    ) -> Result<(), Stop> {
        let OpenPart { source, store, .. } = open;
        let failed = |error| plugin_failed(error, &store);
        let extensions = &self.cx.app.extensions;
        let culture = self.import.locale;
        let mut reader = extensions
            .read_file_as(
                &self.cx.caller,
                plugin,
                Box::new(source),
                culture,
                &self.import.options.reading,
                true,
            )
            .map_err(failed)?;
        let sheets = reader.sheets().map_err(failed)?;
        let mut identifiers = Identifiers::default();
        for (index, sheet) in (0_u32..).zip(&sheets) {
            if index == 0 && sheet.name == IDS_SHEET {
                identifiers = Identifiers::read(&mut reader, index).map_err(failed)?;
                continue;
            }
            if sheet.name == TOLD_SHEET {
                while let Some(batch) = reader.read(index, BATCH).map_err(failed)? {
                    for (_, cells) in rows_of(&batch) {
                        if let [name, value, ..] = cells.as_slice() {
                            sample.told.push((display(name), display(value)));
                        }
                    }
                }
                continue;
            }
            if sample.sheets.len() >= SHEETS {
                sample.more = true;
                continue;
            }
            // Sheets that tie people are read by rules of their own.
            let ties = identifiers.relation_of(&sheet.name).is_some();
            let apart = ties || identifiers.is_of_ours(&sheet.name);
            let ids = identifiers.ids_of(&sheet.name);
            let mut found =
                SheetSample { name: sheet_name(part, &sheet.name), apart, ids, ..SheetSample::default() };
            let mut waiting = !apart;
            while waiting && !budget.is_spent() {
                let Some(batch) = reader.read(index, BATCH).map_err(failed)? else { break };
                for (row, cells) in rows_of(&batch) {
                    waiting = take(&mut found, row, &cells, budget);
                    if !waiting {
                        break;
                    }
                }
            }
            found.more |= budget.is_spent();
            sample.sheets.push(found);
        }
        Ok(())
    }
}

fn shortened(cell: &Value) -> Value {
    match cell {
        Value::Text(text) if text.chars().count() > LONGEST_SHOWN => {
            Value::Text(text.chars().take(LONGEST_SHOWN).chain(['…']).collect())
        }
        other => other.clone(),
    }
}

/// Whether nobody may see what stands below a header, whatever it will be said to mean.
pub(super) fn is_secret(header: &str) -> bool {
    if let Some(column) = columns::by_header(header) {
        return column.kind == ColumnKind::Password;
    }
    let folded = fold(header);
    PASSWORD_NAMES.iter().any(|name| folded.contains(name))
}

/// Takes a row; false when no more of the sheet is wanted.
fn take(sheet: &mut SheetSample, row: u64, cells: &[Value], budget: &mut Budget) -> bool {
    let cells = &cells[..cells.len().min(COLUMNS)];
    if sheet.headers.is_empty() {
        sheet.headers = cells.iter().map(|cell| display(cell).trim().to_owned()).collect();
        sheet.columns = vec![ColumnSample::default(); cells.len()];
        return true;
    }
    if sheet.seen == LOOKED_AT {
        sheet.more = true;
        return false;
    }
    sheet.seen += 1;
    budget.cells = budget.cells.saturating_sub(cells.len() as u64);
    for ((column, header), cell) in sheet.columns.iter_mut().zip(&sheet.headers).zip(cells) {
        if is_secret(header) {
            column.filled += u64::from(!matches!(cell, Value::None));
        } else {
            column.observe(cell);
        }
    }
    if sheet.rows.len() < SHOWN_ROWS {
        let shown = |(at, cell): (usize, &Value)| match sheet.headers.get(at) {
            Some(header) if is_secret(header) => document(&Value::None),
            Some(header) if header.starts_with(OURS) => document(&Value::None),
            _ => document(&shortened(cell)),
        };
        sheet.rows.push((row, cells.iter().enumerate().map(shown).collect()));
    }
    true
}

async fn look(cx: &ServiceContext, import: &Import, staging: &Staging) -> Result<Sample, Stop> {
    let mut sample = Sample { reading: import.options.reading.clone(), ..Sample::default() };
    let mut budget = Budget { cells: CELLS, until: tokio::time::Instant::now() + LONGEST };
    for part in parts::find(&cx.app, cx.scope.tenant(), staging, import).await? {
        if budget.is_spent() || sample.sheets.len() >= SHEETS {
            sample.more = true;
            break;
        }
        let open = parts::open(&cx.app, staging, &part).await?;
        let plugin = recognise(&cx.app, cx, &part, open.head.clone(), &open.store).await?;
        sample.plugin.get_or_insert_with(|| plugin.clone());
        let look = Look { cx: cx.clone(), import: import.clone() };
        let looked = tokio::task::spawn_blocking(move || {
            let outcome = look.file(&part, open, &plugin, &mut sample, &mut budget);
            (outcome, sample, budget)
        });
        let (outcome, so_far, rest) = looked
            .await
            .map_err(|error| if error.is_panic() { Stop::Crashed } else { Stop::ServerStopping })?;
        (sample, budget) = (so_far, rest);
        if let Err(stop) = outcome {
            match stop {
                // What the plugin said before it refused the file may tell how to read it instead.
                Stop::Failed { code, detail } => sample.problem = Some((code, detail)),
                other => return Err(other),
            }
            break;
        }
    }
    Ok(sample)
}

/// The first look at the file of an import; one that was taken before in the same way is taken again from the store.
///
/// # Errors
/// [`AppError::Files`] when the store fails or plugins are busy.
pub async fn sample(cx: &ServiceContext, import: &Import, staging: &Staging) -> Result<Sample, AppError> {
    if let Ok(kept) = staging.get_sample().await
        && kept.reading == import.options.reading
    {
        return Ok(kept);
    }
    let sample = match look(cx, import, staging).await {
        Ok(sample) => sample,
        Err(Stop::Failed { code, detail }) => Sample {
            reading: import.options.reading.clone(),
            problem: Some((code, detail)),
            ..Sample::default()
        },
        Err(Stop::Delay { detail, .. }) => return Err(AppError::Files(FilesError::Unavailable(detail))),
        Err(other) => return Err(AppError::Internal(format!("{other:?}"))),
    };
    staging.put_sample(&sample).await.map_err(AppError::Files)?;
    Ok(sample)
}
