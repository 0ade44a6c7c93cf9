//! The columns of a person in a workbook: one definition for the header, the Info sheet and the rows of an export, and
//! for what an import recognises.
mod definitions;
pub mod ties;
mod words;

use crate::fold::fold;
use crate::locale::{Culture, Texts};

use super::model::AddressPart;
use definitions::COLUMNS;

pub use words::{culture_of, status_of, yes_no_of};

/// What a column holds, and thereby how its cells are written and read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Any text.
    Text,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// Active or inactive, by its label.
    Status,
    /// A language, by its own name for itself.
    Culture,
    /// A location, by its code.
    Location,
    /// A part of the address.
    Address(AddressPart),
    /// Decimal degrees north.
    Latitude,
    /// Decimal degrees east.
    Longitude,
    /// A day and a time, UTC.
    Instant,
    /// Yes or no.
    YesNo,
    /// A password to set; never written.
    Password,
}

/// A column that every directory has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CoreColumn {
    /// Stable across languages; also the name of the form's control.
    pub id: &'static str,
    /// Key of the header's text.
    pub label_key: &'static str,
    /// Key of the explanation in the Info sheet.
    pub help_key: &'static str,
    /// A value as people write it.
    pub example: Option<&'static str>,
    /// Whether a new person needs it.
    pub required: bool,
    /// What it holds.
    pub kind: ColumnKind,
    /// Other headers under which workbooks bring it, besides the id and the labels of every language.
    pub synonyms: &'static [&'static str],
}

impl CoreColumn {
    const fn new(
        id: &'static str,
        label_key: &'static str,
        help_key: &'static str,
        kind: ColumnKind,
    ) -> Self {
        Self { id, label_key, help_key, example: None, required: false, kind, synonyms: &[] }
    }

    const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    const fn example(self, example: &'static str) -> Self {
        Self { example: Some(example), ..self }
    }

    const fn synonyms(self, synonyms: &'static [&'static str]) -> Self {
        Self { synonyms, ..self }
    }
}

/// Key of the word for an active person.
pub const ACTIVE: &str = "column-status-active";
/// Key of the word for an inactive person.
pub const INACTIVE: &str = "column-status-inactive";

/// The user name of a row that only shows how rows are filled in begins so. No user name does: it holds a blank.
pub const EXAMPLE: &str = "# ";

/// Every column that every directory has, in the order of an export.
pub fn core_columns() -> &'static [CoreColumn] {
    COLUMNS
}

/// The column with this id.
pub fn column(id: &str) -> Option<&'static CoreColumn> {
    COLUMNS.iter().find(|column| column.id == id)
}

/// Id of the column of an additional field.
pub fn field_column(field: &str) -> String {
    format!("fields.{field}")
}

/// Text as headers and words are compared: underscores and hyphens count as blanks.
fn plain(text: &str) -> String {
    fold(&text.replace(['_', '-'], " "))
}

/// The column that a header names: by its id, by its label in any language, or by a synonym. Near matches are for the
/// import to judge.
pub fn by_header(header: &str) -> Option<&'static CoreColumn> {
    let wanted = plain(header);
    if wanted.is_empty() {
        return None;
    }
    let labelled = |column: &&CoreColumn| {
        column.id == header.trim()
            || plain(column.id) == wanted
            || Culture::ALL.iter().any(|culture| plain(&Texts::of(*culture).t(column.label_key)) == wanted)
    };
    COLUMNS.iter().find(labelled).or_else(|| {
        COLUMNS.iter().find(|column| column.synonyms.iter().any(|synonym| plain(synonym) == wanted))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn no_header_names_two_columns() {
        let mut taken: HashMap<String, &str> = HashMap::new();
        for column in core_columns() {
            let labels =
                Culture::ALL.iter().map(|culture| Texts::of(*culture).t(column.label_key).into_owned());
            let synonyms = column.synonyms.iter().map(|synonym| (*synonym).to_owned());
            for header in labels.chain(synonyms).chain([column.id.to_owned()]) {
                let owner = taken.entry(plain(&header)).or_insert(column.id);
                assert_eq!(*owner, column.id, "{header} names both");
            }
        }
    }

    #[test]
    fn headers_of_real_sheets_are_known_in_three_languages() {
        for (header, id) in [
            ("Usuário", "username"),
            ("Alias", "username"),
            ("Login", "username"),
            ("Nome", "first_names"),
            ("Nombres", "first_names"),
            ("First name", "first_names"),
            ("Sobrenome", "last_names"),
            ("Apellidos", "last_names"),
            ("Correo electrónico", "email"),
            ("E-mail", "email"),
            ("Mail", "email"),
            ("Móvil", "mobile"),
            ("Cargo", "position"),
            ("Sede", "location"),
            ("Localização", "location"),
            ("Activo", "status"),
            ("Situação", "status"),
            ("Logradouro", "address.street"),
            ("Bairro", "address.district"),
            ("UF", "address.region"),
            ("State", "address.region"),
            ("CEP", "address.postal-code"),
            ("Zip", "address.postal-code"),
            ("Cultura", "culture"),
            ("  FIRST_NAMES ", "first_names"),
            ("address.postal-code", "address.postal-code"),
        ] {
            assert_eq!(by_header(header).map(|column| column.id), Some(id), "{header}");
        }
        for stranger in ["", "  ", "CPF", "Empresa", "Turno desde", "Observações"] {
            assert_eq!(by_header(stranger), None, "{stranger}");
        }
    }

    #[test]
    fn words_are_read_in_three_languages_and_others_are_not_guessed() {
        for (word, status) in
            [("Ativo", true), ("Inactivo", false), ("inactive", false), ("Sí", true), ("Não", false)]
        {
            assert_eq!(status_of(word), Some(status), "{word}");
        }
        assert_eq!(status_of("talvez"), None);
        assert_eq!(yes_no_of("talvez"), None);
        for (word, culture) in
            [("pt", Culture::Pt), ("pt-BR", Culture::Pt), ("Español", Culture::Es), ("Inglés", Culture::En)]
        {
            assert_eq!(culture_of(word), Some(culture), "{word}");
        }
        for stranger in ["", "p", "estonian", "pt br", "fr"] {
            assert_eq!(culture_of(stranger), None, "{stranger}");
        }
    }
}
