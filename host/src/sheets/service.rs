//! Reads a list from a file and writes one, through the format plugins.
mod reading;
mod writing;

use std::collections::HashMap;

use bytes::Bytes;

use super::model::{Columns, MOST_ROWS, Rows};
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::position::{Position, Unreadable};
use crate::users::model::Problem;

pub use writing::write_sheet;

/// A problem of the file as a whole.
pub fn whole(code: &str, message: String) -> AppError {
    AppError::Invalid(vec![Problem { field: "file".to_owned(), code: code.to_owned(), message }])
}

/// The columns and rows of a file.
///
/// # Errors
/// [`AppError::Invalid`] for what no plugin can read, for a file without rows or with too many, and when two of its
/// columns mean the same.
pub async fn read_sheet<T: Copy + PartialEq>(
    cx: &ServiceContext,
    name: String,
    bytes: Bytes,
    known: &HashMap<String, T>,
) -> Result<(Columns<T>, Rows), AppError> {
    let t = cx.texts();
    let mut rows = reading::read_rows(cx, name, bytes).await?.into_iter();
    let Some((_, headers)) = rows.next() else {
        return Err(whole("sheet.empty", t.t("sheets-problem-empty").into_owned()));
    };
    let columns = Columns::read(&headers, known).map_err(|header| {
        let message = t.ta("sheets-problem-twice", &[("column", header.as_str().into())]);
        whole("sheet.column-twice", message)
    })?;
    let rows: Rows = rows.collect();
    if rows.len() > MOST_ROWS {
        let message = t.ta("sheets-problem-rows", &[("limit", MOST_ROWS.into())]);
        return Err(whole("sheet.rows", message));
    }
    Ok((columns, rows))
}

/// What two cells say of a position. A half that cannot be read is no number, which every validation refuses.
pub fn position_of(latitude: &str, longitude: &str) -> Option<(f64, f64)> {
    match Position::read(latitude, longitude) {
        Ok(position) => position.map(|position| (position.latitude, position.longitude)),
        Err(Unreadable { latitude, longitude }) => {
            let half = |is_unreadable: bool| if is_unreadable { f64::NAN } else { 0.0 };
            Some((half(latitude), half(longitude)))
        }
    }
}
