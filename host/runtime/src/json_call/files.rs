//! Whole files in JSON: a file that an import format reads, a file that an export format writes.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Map, Value as Json, json};
use wasmtime::component::{Resource, Type, Val};

use super::{inputs, values};
use crate::bytes::{ByteSink, ByteSource, Sink, Source};
use crate::call::{Call, Question};
use crate::call_error::CallError;
use crate::contract::Column;
use crate::limits::{JSON_FILE_BYTES, JSON_ROWS};
use crate::plugin::Kind;

/// Rows of one guest call.
const BATCH: u32 = 200;

fn wrong(detail: impl Into<String>) -> CallError {
    CallError::Input { detail: detail.into() }
}

fn object<'a>(json: &'a Json, path: &str, known: &[&str]) -> Result<&'a Map<String, Json>, CallError> {
    let object = json.as_object().ok_or_else(|| wrong(format!("{path}: must be an object")))?;
    match object.keys().find(|key| !known.contains(&key.as_str())) {
        Some(key) => Err(wrong(format!("{path}.{key}: is not known; there are: {}", known.join(", ")))),
        None => Ok(object),
    }
}

impl Call {
    pub(super) fn read_all(&mut self, input: &Json) -> Result<Json, CallError> {
        let given = object(input, "input", &["name", "base64", "text", "locale", "max-rows"])?;
        let bytes = match (given.get("base64"), given.get("text")) {
            (Some(encoded), None) => values::bytes(encoded, "input.base64")?,
            (None, Some(Json::String(text))) => text.as_bytes().to_owned(),
            _ => return Err(wrong("input: needs `base64` or `text`, the content of the file")),
        };
        let name = given.get("name").and_then(Json::as_str).unwrap_or("file").to_owned();
        let locale = given.get("locale").and_then(Json::as_str).unwrap_or("en");
        let asked = match given.get("max-rows") {
            None => JSON_ROWS,
            Some(asked) => asked.as_u64().ok_or_else(|| wrong("input.max-rows: must be a whole number"))?,
        };
        let mut left = asked.min(JSON_ROWS);
        let source = Source(Box::new(Content { name, bytes }));
        let source = self.state().table.push(source).map_err(|error| CallError::Host(error.to_string()))?;
        let kept = || input.clone();
        let question = Question::new(Kind::ImportFormat, "read-all", 0).with(&kept);
        let reader = self.guest(question, |exports, guest| exports.open_reader(guest, source, locale))?;
        let mut sheets = Vec::new();
        let found = self.guest(question, |exports, guest| exports.sheets(guest, reader))?;
        for (at, sheet) in found.iter().enumerate() {
            let (mut rows, mut more) = (Vec::new(), false);
            loop {
                // One row beyond what is wanted tells whether there are more.
                let wanted = BATCH.min(u32::try_from(left + 1).unwrap_or(BATCH));
                let read = self.checked(
                    question,
                    |exports, guest| exports.read(guest, reader, at as u32, wanted),
                    |rows| crate::stream::check_rows(rows.as_ref(), wanted),
                )?;
                let Some(read) = read else { break };
                for row in 0..read.count as usize {
                    if left == 0 {
                        more = true;
                        break;
                    }
                    left -= 1;
                    rows.push(Json::Array(read.columns.iter().map(|column| cell(column, row)).collect()));
                }
                if more {
                    break;
                }
            }
            sheets.push(
                json!({ "name": sheet.name, "claimed-rows": sheet.claimed_rows, "rows": rows, "more": more }),
            );
        }
        Ok(json!({ "sheets": sheets }))
    }

    pub(super) fn write_all(&mut self, input: &Json) -> Result<Json, CallError> {
        let given = object(input, "input", &["format", "book", "sheets"])?;
        let kind = Kind::ExportFormat;
        let mut function = |name: &str| {
            let found = self.exported(kind, name)?;
            found.ok_or_else(|| CallError::Contract { summary: format!("`{name}` is not exported") })
        };
        let (open, write, finish) = (
            function("[static]writer.open")?,
            function("[method]writer.write")?,
            function("[method]writer.finish")?,
        );
        let sheets = given.get("sheets").and_then(Json::as_array);
        let sheets = sheets.ok_or_else(|| wrong("input.sheets: must be an array"))?;
        // Everything is looked at before the guest runs.
        let mut batches = Vec::new();
        for (at, sheet) in sheets.iter().enumerate() {
            let path = format!("input.sheets[{at}]");
            let sheet = object(sheet, &path, &["rows", "notes"])?;
            let rows = sheet.get("rows").and_then(Json::as_array);
            let rows = rows.ok_or_else(|| wrong(format!("{path}.rows: must be an array of rows")))?;
            let mut notes = sheet.get("notes").cloned().unwrap_or_else(|| json!([]));
            for (number, batch) in rows.chunks(BATCH as usize).enumerate() {
                let first = number * BATCH as usize + 1;
                let rows = rows_of(batch, first, &path)?;
                // Notes are on written rows: all of them go with the last.
                let last = first + batch.len() > rows_len(sheet);
                let notes = if last { notes.take() } else { json!([]) };
                batches.push((at as u32, batch.len(), rows, notes));
            }
        }
        let of = |of: &super::Exported, name: &str| {
            of.parameters
                .iter()
                .find(|(known, _)| known == name)
                .map(|(_, of)| of.clone())
                .unwrap_or(Type::String)
        };
        let batches = batches
            .into_iter()
            .map(|(sheet, count, rows, notes)| {
                let rows = values::from_json(&rows, &of(&write, "rows"), "input.rows")?;
                let notes = values::from_json(&notes, &of(&write, "notes"), "input.notes")?;
                Ok((sheet, count, rows, notes))
            })
            .collect::<Result<Vec<_>, CallError>>()?;
        let format = values::argument(given, "format", &of(&open, "format"))?;
        let book = values::argument(given, "book", &of(&open, "book"))?;
        let written = Written::default();
        let sink: Resource<Sink> = self
            .state()
            .table
            .push(Sink(Box::new(written.clone())))
            .map_err(|error| CallError::Host(error.to_string()))?;
        let (store, _) = self.inside()?;
        let sink = sink.try_into_resource_any(store).map_err(|error| CallError::Host(error.to_string()))?;
        let kept = || input.clone();
        let question = |rows| Question::new(kind, "write-all", rows).with(&kept);
        let Some(writer) = self.dynamic(question(0), &open, &[format, book, Val::Resource(sink)])? else {
            return Err(CallError::Contract { summary: "no writer was answered".to_owned() });
        };
        for (sheet, count, rows, notes) in batches {
            self.dynamic(question(count), &write, &[writer.clone(), Val::U32(sheet), rows, notes])?;
        }
        self.dynamic(question(0), &finish, &[writer])?;
        let bytes = std::mem::take(&mut *written.lock());
        let mut answer = json!({ "base64": BASE64_STANDARD.encode(&bytes) });
        if let Ok(text) = String::from_utf8(bytes) {
            answer["text"] = json!(text);
        }
        Ok(answer)
    }
}

fn rows_len(sheet: &Map<String, Json>) -> usize {
    sheet.get("rows").and_then(Json::as_array).map_or(0, Vec::len)
}

/// One cell of a column that was read.
fn cell(column: &Column, row: usize) -> Json {
    match column {
        Column::Empty => Json::Null,
        Column::Text(cells) => json!(cells[row]),
        Column::Number(cells) => json!(cells[row]),
        Column::Boolean(cells) => json!(cells[row]),
        Column::Date(cells) => cells[row].as_ref().map_or(Json::Null, |day| json!({ "date": day })),
        Column::Instant(cells) => cells[row].as_ref().map_or(Json::Null, |at| json!({ "instant": at })),
        Column::Mixed(cells) => inputs::value(&cells[row]),
    }
}

/// Rows of cells as the contract's columns, in JSON.
fn rows_of(rows: &[Json], first: usize, path: &str) -> Result<Json, CallError> {
    let rows = rows
        .iter()
        .map(|row| {
            row.as_array().ok_or_else(|| wrong(format!("{path}.rows: each must be an array of cells")))
        })
        .collect::<Result<Vec<_>, _>>()?;
    let width = rows.iter().map(|row| row.len()).max().unwrap_or(0);
    let column = |at: usize| {
        let cells: Vec<&Json> = rows.iter().map(|row| row.get(at).unwrap_or(&Json::Null)).collect();
        let all = |is: fn(&Json) -> bool| cells.iter().all(|cell| cell.is_null() || is(cell));
        match () {
            () if all(Json::is_null) => json!("empty"),
            () if all(Json::is_string) => json!({ "text": cells }),
            () if all(Json::is_number) => json!({ "number": cells }),
            () if all(Json::is_boolean) => json!({ "boolean": cells }),
            () => json!({ "mixed": cells }),
        }
    };
    let columns: Vec<Json> = (0..width).map(column).collect();
    Ok(json!({ "first": first, "count": rows.len(), "columns": columns }))
}

/// A file in memory.
struct Content {
    name: String,
    bytes: Vec<u8>,
}

impl ByteSource for Content {
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

/// What was written so far.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Written {
    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<u8>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ByteSink for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut written = self.lock();
        if written.len() + bytes.len() > JSON_FILE_BYTES {
            return Err(io::Error::other(format!(
                "more than {JSON_FILE_BYTES} bytes cannot be shown as JSON"
            )));
        }
        written.extend_from_slice(bytes);
        Ok(())
    }
}
