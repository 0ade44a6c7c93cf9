//! Headers of a sheet about which somebody has said what they mean.
use serde_json::json;

use super::refused;
use crate::imports::headers::{How, OURS, Recognised, letters};
use crate::imports::job::catalogue::Catalogue;
use crate::imports::model::{AS_IT_STANDS, ImportOptions, Memory, SheetChoice, SheetPlan, memory_key};
use crate::jobs::model::Stop;

/// By what rules headers are read.
#[derive(Clone, Copy)]
pub struct Rules<'a> {
    /// What whoever imports chose.
    pub options: &'a ImportOptions,
    /// What the tenant confirmed before.
    pub memory: &'a Memory,
}

impl<'a> Rules<'a> {
    /// What was chosen for a sheet.
    pub fn choice(self, sheet: &str) -> Option<&'a SheetChoice> {
        self.options.sheets.iter().find(|choice| choice.name == sheet)
    }

    /// Whether a sheet is not to be read.
    pub fn leaves_out(self, sheet: &str) -> bool {
        self.choice(sheet).is_some_and(|choice| !choice.read)
    }

    /// What the headers of a sheet were said to mean; nothing when nobody said.
    ///
    /// # Errors
    /// [`Stop::Failed`] when that was said of other headers, or says too much or too little.
    pub fn recognise(
        self,
        sheet: &str,
        headers: &[String],
        catalogue: &Catalogue,
    ) -> Result<Option<Vec<Recognised>>, Stop> {
        let Some(choice) = self.choice(sheet).filter(|choice| !choice.columns.is_empty()) else {
            return Ok(None);
        };
        if !choice.fits(headers.iter().map(String::as_str)) {
            return Err(refused("import.mapping-other", json!({ "sheet": sheet })));
        }
        if let Some((field, columns)) = choice.doubled() {
            let named = |at: &usize| format!("{} ({})", headers[*at], letters(*at));
            let headers: Vec<String> = columns.iter().map(named).collect();
            let label = catalogue.label(field).unwrap_or(field);
            let detail = json!({ "sheet": sheet, "field": label, "headers": headers.join(", ") });
            return Err(refused("import.competing-headers", detail));
        }
        let key = self.options.matching.field();
        if choice.columns.iter().all(|column| column.field.as_deref() != Some(key)) {
            let label = catalogue.label(key).unwrap_or(key);
            return Err(refused("import.mapping-no-key", json!({ "sheet": sheet, "field": label })));
        }
        let recognised = choice.columns.iter().map(|column| match &column.field {
            Some(field) => Recognised { field: Some(field.clone()), how: How::Chosen },
            None if column.header.starts_with(OURS) => Recognised { field: None, how: How::Ours },
            None => Recognised { field: None, how: How::LeftOut },
        });
        Ok(Some(recognised.collect()))
    }

    /// Tells the columns of a sheet what their values mean.
    pub fn give_values(self, sheet: &mut SheetPlan) {
        let choice = self.choice(&sheet.name).filter(|choice| !choice.columns.is_empty());
        for (at, column) in sheet.columns.iter_mut().enumerate() {
            let values = match choice {
                Some(choice) => choice.columns.get(at).map(|column| &column.values),
                None => memory_key(&column.header)
                    .and_then(|key| self.memory.get(&key))
                    .filter(|confirmed| confirmed.field.is_some() && confirmed.field == column.field)
                    .map(|confirmed| &confirmed.values),
            };
            column.values = values.cloned().unwrap_or_default();
            column.values.retain(|_, meaning| meaning != AS_IT_STANDS);
        }
    }
}
