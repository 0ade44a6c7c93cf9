//! What whoever imports chose about the sheets and columns of a file.
use std::collections::BTreeMap;

use elenco_db::{ImportMappingId, Instant};
use serde::{Deserialize, Serialize};

use super::{Match, Mode, OnProblem};
use crate::fold::fold;
use crate::imports::dates::DateOrder;
use crate::imports::headers::plain;
use crate::imports::numbers::DecimalMark;

/// What is to become of one column.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnChoice {
    /// What stands in its header.
    pub header: String,
    /// Id of the column of people that it fills; nothing when it is left out.
    #[serde(default)]
    pub field: Option<String>,
    /// What its values mean, by [`fold`]ed value; an empty text leaves the field as it is.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, String>,
}

fn yes() -> bool {
    true
}

/// What is to become of one sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetChoice {
    /// Its name.
    pub name: String,
    /// Whether its rows are read.
    #[serde(default = "yes")]
    pub read: bool,
    /// Its columns, from the left.
    #[serde(default)]
    pub columns: Vec<ColumnChoice>,
}

impl SheetChoice {
    /// Whether this was chosen for a sheet with these headers.
    pub fn fits<'a>(&self, mut headers: impl ExactSizeIterator<Item = &'a str>) -> bool {
        headers.len() == self.columns.len()
            && self.columns.iter().all(|column| headers.next().is_some_and(|header| header == column.header))
    }

    /// A field that several of its columns fill, with those columns.
    pub fn doubled(&self) -> Option<(&str, Vec<usize>)> {
        let mut by_field: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, column) in self.columns.iter().enumerate() {
            if let Some(field) = &column.field {
                by_field.entry(field).or_default().push(at);
            }
        }
        by_field.into_iter().find(|(_, columns)| columns.len() > 1)
    }
}

/// What a tenant keeps under a name, to choose it again for files that are alike.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct KeptChoices {
    /// The sheets.
    pub sheets: Vec<SheetChoice>,
    /// How the format's plugin is to read the file.
    pub reading: BTreeMap<String, String>,
    /// How people are found.
    #[serde(rename = "match")]
    pub matching: Match,
    /// What rows may do.
    pub mode: Mode,
    /// What becomes of rows with problems.
    pub on_problem: OnProblem,
    /// The decimal mark, when it is not for the columns to tell.
    pub decimal: Option<DecimalMark>,
    /// What comes first in dates, when it is not for the columns to tell.
    pub dates: Option<DateOrder>,
}

/// Choices under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedMapping {
    /// Which.
    pub id: ImportMappingId,
    /// Its name; unique among those of the same people.
    pub name: String,
    /// What files it is chosen for by itself: [`signature`].
    pub signature: String,
    /// The choices.
    pub choices: KeptChoices,
    /// Counts changes.
    pub version: i64,
    /// When it was kept first.
    pub created_at: Instant,
    /// When it was changed last.
    pub updated_at: Instant,
}

/// What a tenant has confirmed of one header.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Confirmed {
    /// What it fills; nothing when it was left out.
    pub field: Option<String>,
    /// What its values mean.
    pub values: BTreeMap<String, String>,
}

/// What a tenant has confirmed, by [`plain`] header.
pub type Memory = BTreeMap<String, Confirmed>;

/// Longest header that is remembered, in characters of its plain form.
const REMEMBERED: usize = 200;

/// The name under which a header is remembered; nothing for one that says nothing or too much.
pub fn memory_key(header: &str) -> Option<String> {
    let key = plain(header);
    (!key.is_empty() && key.chars().count() <= REMEMBERED).then_some(key)
}

/// What files with the same headers have in common, whatever the order of their columns and the names of their sheets.
pub fn signature<'a>(sheets: impl Iterator<Item = Vec<&'a str>>) -> String {
    let mut sheets: Vec<String> = sheets
        .map(|headers| {
            let mut names: Vec<String> =
                headers.into_iter().map(plain).filter(|name| !name.is_empty()).collect();
            names.sort();
            names.join("\u{1f}")
        })
        .filter(|sheet| !sheet.is_empty())
        .collect();
    sheets.sort();
    blake3::hash(sheets.join("\u{1e}").as_bytes()).to_hex().to_string()
}

/// What stands for the meaning of a value about which somebody said that it is read as it stands.
pub const AS_IT_STANDS: &str = "?";

/// A value as it is looked up in what values mean.
pub fn value_key(text: &str) -> String {
    fold(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_about_headers_only() {
        let of = |sheets: &[&[&str]]| signature(sheets.iter().map(|sheet| sheet.to_vec()));
        let one = of(&[&["Usuário", "Nome", ""]]);
        assert_eq!(one, of(&[&["nome", "USUARIO"]]), "neither order, case, accents nor empty headers count");
        assert_ne!(one, of(&[&["Usuário", "Nome", "Nome"]]), "a doubled header is another file");
        assert_ne!(one, of(&[&["Usuário"], &["Nome"]]), "nor are two sheets one");
        assert_eq!(of(&[&["a"], &["b"]]), of(&[&["b"], &["a"]]));
        assert_eq!(one, of(&[&["Usuário", "Nome"], &[""]]), "an empty sheet says nothing");
    }

    #[test]
    fn what_a_sheet_was_chosen_for_is_told_by_its_headers() {
        let column = |header: &str, field: Option<&str>| ColumnChoice {
            header: header.to_owned(),
            field: field.map(str::to_owned),
            ..ColumnChoice::default()
        };
        let sheet = SheetChoice {
            name: "A".to_owned(),
            read: true,
            columns: vec![column("a", Some("email")), column("b", None), column("c", Some("email"))],
        };
        assert!(sheet.fits(["a", "b", "c"].into_iter()));
        assert!(!sheet.fits(["a", "b"].into_iter()));
        assert!(!sheet.fits(["a", "c", "b"].into_iter()));
        assert_eq!(sheet.doubled(), Some(("email", vec![0, 2])));
        assert_eq!(memory_key(&"x".repeat(300)), None);
        assert_eq!(memory_key(" — "), None);
        assert_eq!(memory_key("E-Mail").as_deref(), Some("e mail"));
    }
}
