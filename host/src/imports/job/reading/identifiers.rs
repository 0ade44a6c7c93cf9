//! What a workbook of ours says about itself, whatever language its labels are in.
use std::collections::HashMap;

use elenco_runtime::contract::Value;

use crate::extensions::ExtensionError;
use crate::extensions::streams::FileReader;
use crate::imports::cells::{IDS_SHEET, display, rows_of};
use crate::users::columns::ties::Relation;

/// The sheet whose rows are people.
const PEOPLE: &str = "users";
/// Rows that the plugin is asked for at a time.
const BATCH: u32 = 500;
/// The sheet whose rows tie people to things of several sorts.
const TIES: &str = "ties";
/// Sheets with more columns than this are none of ours.
const MOST_COLUMNS: usize = 16_384;

/// Identifiers of sheets and columns: one row each, with the sheet's name, the column counted from 1 (0 for the sheet
/// itself) and the identifier.
#[derive(Debug, Default)]
pub struct Identifiers {
    sheets: HashMap<String, SheetIdentifiers>,
}

#[derive(Debug, Default)]
struct SheetIdentifiers {
    id: String,
    columns: Vec<Option<String>>,
}

impl Identifiers {
    /// Reads the sheet. Blocking.
    ///
    /// # Errors
    /// The plugin's.
    pub fn read(reader: &mut FileReader, sheet: u32) -> Result<Self, ExtensionError> {
        let mut identifiers = Self::default();
        while let Some(batch) = reader.read(sheet, BATCH)? {
            for (_, cells) in rows_of(&batch) {
                identifiers.row(&cells);
            }
        }
        Ok(identifiers)
    }

    /// Takes a row of the sheet. Whatever does not look like one of ours is passed over.
    pub fn row(&mut self, cells: &[Value]) {
        let [sheet, column, id, ..] = cells else { return };
        let (sheet, id) = (display(sheet), display(id));
        let Ok(column) = display(column).parse::<usize>() else { return };
        if column > MOST_COLUMNS {
            return;
        }
        let known = self.sheets.entry(sheet).or_default();
        match column.checked_sub(1) {
            None => known.id = id,
            Some(column) => {
                if known.columns.len() <= column {
                    known.columns.resize(column + 1, None);
                }
                known.columns[column] = Some(id);
            }
        }
    }

    /// Ids of the columns of a sheet; empty when the file does not say.
    pub fn ids_of(&self, sheet: &str) -> Vec<Option<String>> {
        self.sheets.get(sheet).map(|known| known.columns.clone()).unwrap_or_default()
    }

    /// The id of a sheet without the number that tells sheets of one sort apart.
    fn sort_of(&self, sheet: &str) -> &str {
        let id = self.sheets.get(sheet).map_or("", |known| known.id.as_str());
        match id.rsplit_once('-') {
            Some((sort, number)) if number.chars().all(|c| c.is_ascii_digit()) => sort,
            _ => id,
        }
    }

    /// Whether the file says that this sheet holds neither people nor what they are tied to.
    pub fn is_of_ours(&self, sheet: &str) -> bool {
        let sort = self.sort_of(sheet);
        let is_read = sort.is_empty() || sort == PEOPLE || sort == TIES || Relation::parse(sort).is_some();
        sheet == IDS_SHEET || !is_read
    }

    /// What the file says that the rows of this sheet tie people to.
    pub fn relation_of(&self, sheet: &str) -> Option<Relation> {
        Relation::parse(self.sort_of(sheet))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workbook_tells_its_sheets_and_columns() {
        let mut identifiers = Identifiers::default();
        let text = |text: &str| Value::Text(text.into());
        for (sheet, column, id) in [
            ("elenco", Value::Integer(1), "workbook"),
            ("Clientes", Value::Integer(0), "users"),
            ("Clientes", Value::Integer(1), "username"),
            ("Clientes", Value::Integer(3), "fields.cpf"),
            ("Proyectos", Value::Integer(0), "projects"),
            ("Grupos", Value::Integer(0), "groups-3"),
            ("Clientes 2", Value::Integer(0), "users-2"),
            ("Información", Value::Integer(0), "info"),
            ("Clientes", Value::Integer(2_000_000_000), "far"),
        ] {
            identifiers.row(&[text(sheet), column, text(id), text("label")]);
        }
        identifiers.row(&[]);
        let ids = identifiers.ids_of("Clientes");
        assert_eq!(ids, [Some("username".to_owned()), None, Some("fields.cpf".to_owned())]);
        assert!(!identifiers.is_of_ours("Clientes"));
        assert!(!identifiers.is_of_ours("Clientes 2"));
        assert!(!identifiers.is_of_ours("Proyectos"));
        assert!(identifiers.is_of_ours("Información"));
        assert_eq!(identifiers.relation_of("Proyectos"), Some(Relation::Projects));
        assert_eq!(identifiers.relation_of("Grupos"), Some(Relation::Groups));
        assert_eq!(identifiers.relation_of("Clientes"), None);
        assert!(identifiers.is_of_ours(IDS_SHEET));
        assert!(!identifiers.is_of_ours("Hoja1"));
    }
}
