//! What the first phase leaves for the second: the rows in numbered, sealed pieces, and a plan.
use elenco_db::{ImportId, TenantId};
use elenco_runtime::contract::Value;
use serde::{Deserialize, Serialize};
use serde_json::Value as Document;

use super::sealed::ImportKey;
use crate::files::{self, Files, FilesError};
use crate::ids::IdSource;
use crate::imports::model::{Match, Sample, SheetPlan};
use crate::users::field_values::{from_document, to_document};

/// Rows of one piece.
pub const PIECE: u64 = 500;

/// A row of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct StagedRow {
    /// Number among the rows of the file that are not empty, counted from 1.
    pub line: u64,
    /// Sheet, counted from 0.
    pub sheet: usize,
    /// Row in its sheet, counted from 1 as people do.
    pub row: u64,
    /// Its cells, from the left.
    pub cells: Vec<Value>,
}

/// Where a row stands in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// Sheet, counted from 0.
    pub sheet: usize,
    /// Row in its sheet, counted from 1.
    pub row: u64,
}

/// Everything that the second phase needs to know about the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// Rows that are staged.
    pub rows: u64,
    /// The sheets.
    pub sheets: Vec<SheetPlan>,
    /// Rows that share a user name, or whatever else tells whom they are about, group by group.
    pub shared_names: Vec<Vec<Place>>,
    /// What tells whom a row is about.
    #[serde(default)]
    pub matching: Match,
}

/// A cell as a document; nothing is null.
pub fn document(value: &Value) -> Document {
    to_document(value).unwrap_or(Document::Null)
}

fn encode(rows: &[StagedRow]) -> Vec<u8> {
    let mut lines = Vec::new();
    for row in rows {
        let cells: Vec<Document> = row.cells.iter().map(document).collect();
        let line = serde_json::json!([row.line, row.sheet, row.row, cells]);
        lines.extend_from_slice(line.to_string().as_bytes());
        lines.push(b'\n');
    }
    lines
}

fn decode(lines: &[u8]) -> Result<Vec<StagedRow>, String> {
    let mut rows = Vec::new();
    for line in lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        let (line, sheet, row, cells): (u64, usize, u64, Vec<Document>) =
            serde_json::from_slice(line).map_err(|error| error.to_string())?;
        rows.push(StagedRow { line, sheet, row, cells: cells.iter().map(from_document).collect() });
    }
    Ok(rows)
}

/// The files of one import.
#[derive(Clone)]
pub struct Staging {
    files: Files,
    ids: IdSource,
    key: std::sync::Arc<ImportKey>,
    folder: String,
}

fn folder(import: ImportId) -> String {
    format!("imports/{import}")
}

/// Name of an import's upload in the file store.
pub fn upload_key(tenant: TenantId, import: ImportId) -> String {
    files::key(tenant, &folder(import), "upload")
}

/// Folder of everything that an import keeps while it runs.
pub fn whole_folder(tenant: TenantId, import: ImportId) -> String {
    format!("{tenant}/{}", folder(import))
}

impl Staging {
    /// The files of this import.
    pub fn new(files: Files, ids: IdSource, key: ImportKey, tenant: TenantId, import: ImportId) -> Self {
        Self { files, ids, key: std::sync::Arc::new(key), folder: whole_folder(tenant, import) }
    }

    /// The import's key.
    pub fn key(&self) -> &ImportKey {
        &self.key
    }

    /// The same, for whoever works elsewhere.
    pub fn shared_key(&self) -> std::sync::Arc<ImportKey> {
        std::sync::Arc::clone(&self.key)
    }

    fn piece(&self, number: u64) -> String {
        format!("{}/rows-{number}", self.folder)
    }

    fn ties(&self, number: u64) -> String {
        format!("{}/ties-{number}", self.folder)
    }

    fn plan(&self) -> String {
        format!("{}/plan", self.folder)
    }

    /// Writes the piece of this number. Writing one again, after a crash, replaces it.
    ///
    /// # Errors
    /// [`FilesError`].
    pub async fn put_rows(&self, number: u64, rows: &[StagedRow]) -> Result<(), FilesError> {
        self.key.put(&self.files, &self.ids, &self.piece(number), &encode(rows)).await
    }

    /// Puts a piece of rows that only tie people aside. Their lines are counted by themselves.
    ///
    /// # Errors
    /// [`FilesError`].
    pub async fn put_ties(&self, number: u64, rows: &[StagedRow]) -> Result<(), FilesError> {
        self.key.put(&self.files, &self.ids, &self.ties(number), &encode(rows)).await
    }

    /// Writes the rows that are in no piece yet, and behind them those that were put aside: ties come after all people,
    /// wherever they stand in the file.
    ///
    /// # Errors
    /// [`FilesError`].
    pub async fn join_ties(
        &self,
        (people, ties): (u64, u64),
        (rest, tied): (Vec<StagedRow>, Vec<StagedRow>),
    ) -> Result<(), FilesError> {
        let mut waiting = rest;
        let mut number = (people - waiting.len() as u64) / PIECE;
        let aside = (ties - tied.len() as u64) / PIECE;
        for piece in 0..=aside {
            let rows = if piece == aside {
                tied.clone()
            } else {
                let lines = self.key.get(&self.files, &self.ties(piece)).await?;
                decode(&lines).map_err(FilesError::Unavailable)?
            };
            waiting.extend(rows.into_iter().map(|row| StagedRow { line: row.line + people, ..row }));
            while waiting.len() as u64 >= PIECE {
                let later = waiting.split_off(usize::try_from(PIECE).unwrap_or(usize::MAX));
                self.put_rows(number, &waiting).await?;
                (waiting, number) = (later, number + 1);
            }
        }
        if waiting.is_empty() { Ok(()) } else { self.put_rows(number, &waiting).await }
    }

    /// Reads the piece that holds a line and the following ones.
    ///
    /// # Errors
    /// [`FilesError`].
    pub async fn rows_from(&self, line: u64) -> Result<Vec<StagedRow>, FilesError> {
        let number = line.saturating_sub(1) / PIECE;
        let lines = self.key.get(&self.files, &self.piece(number)).await?;
        let mut rows = decode(&lines).map_err(FilesError::Unavailable)?;
        rows.retain(|row| row.line >= line);
        Ok(rows)
    }

    /// Writes the plan.
    ///
    /// # Errors
    /// [`FilesError`].
    pub async fn put_plan(&self, plan: &Plan) -> Result<(), FilesError> {
        let document =
            serde_json::to_vec(plan).map_err(|error| FilesError::Unavailable(error.to_string()))?;
        self.key.put(&self.files, &self.ids, &self.plan(), &document).await
    }

    fn sample(&self) -> String {
        format!("{}/sample", self.folder)
    }

    /// Writes what the file shows of itself.
    ///
    /// # Errors
    /// [`FilesError`].
    pub async fn put_sample(&self, sample: &Sample) -> Result<(), FilesError> {
        let document =
            serde_json::to_vec(sample).map_err(|error| FilesError::Unavailable(error.to_string()))?;
        self.key.put(&self.files, &self.ids, &self.sample(), &document).await
    }

    /// Reads it again.
    ///
    /// # Errors
    /// [`FilesError`].
    pub async fn get_sample(&self) -> Result<Sample, FilesError> {
        let document = self.key.get(&self.files, &self.sample()).await?;
        serde_json::from_slice(&document).map_err(|error| FilesError::Unavailable(error.to_string()))
    }

    /// Reads the plan.
    ///
    /// # Errors
    /// [`FilesError`].
    pub async fn get_plan(&self) -> Result<Plan, FilesError> {
        let document = self.key.get(&self.files, &self.plan()).await?;
        serde_json::from_slice(&document).map_err(|error| FilesError::Unavailable(error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn value() -> impl Strategy<Value = Value> {
        prop_oneof![
            Just(Value::None),
            "\\PC{0,12}".prop_map(Value::Text),
            (-9_007_199_254_740_991_i64..=9_007_199_254_740_991).prop_map(Value::Integer),
            "-?[0-9]{1,9}\\.[0-9]{1,9}".prop_map(Value::Decimal),
            any::<bool>().prop_map(Value::Boolean),
            Just(Value::Date("2026-11-23".into())),
            Just(Value::Instant("2026-11-23T08:30:00Z".into())),
        ]
    }

    proptest! {
        #[test]
        fn rows_come_back_as_they_went(rows in proptest::collection::vec(proptest::collection::vec(value(), 0..8), 0..20)) {
            let rows: Vec<StagedRow> = rows
                .into_iter()
                .enumerate()
                .map(|(at, cells)| StagedRow { line: at as u64 + 1, sheet: at % 3, row: at as u64 + 2, cells })
                .collect();
            prop_assert_eq!(decode(&encode(&rows)).expect("decodes"), rows);
        }
    }
}
