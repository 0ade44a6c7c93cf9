//! Why a file is not written, in words for the person who wanted it.

use elenco_sdk::{Error, InvalidValue, Language};

/// Characters of a value that a sentence repeats.
const SHOWN: usize = 60;

/// A reason to stop. Each has a stable code, which crosses as the `field` of an `invalid` error.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// The settings name a column that the sheet does not have.
    MissingColumn { column: String, sheet: String },
    /// A value does not fit.
    TooLong { sheet: String, line: u64, column: String, value: String, width: usize },
    /// A value has a character that the encoding does not have.
    Character { sheet: String, line: u64, column: String, character: char },
}

impl Refusal {
    /// The refusal as the contract's error.
    pub fn into_error(self, language: Language) -> Error {
        let (code, message) = match self {
            Self::MissingColumn { column, sheet } => (
                "export.missing-column",
                language.pick(
                    format!("The sheet {sheet} has no column “{column}”. Correct the columns in the settings of the plugin format-fixed-width."),
                    format!("La hoja {sheet} no tiene la columna “{column}”. Corrija las columnas en los ajustes del complemento format-fixed-width."),
                    format!("A folha {sheet} não tem a coluna “{column}”. Corrija as colunas nas configurações do plugin format-fixed-width."),
                ),
            ),
            Self::TooLong { sheet, line, column, value, width } => {
                let length = value.chars().count();
                let value = shown(&value);
                (
                    "export.value-too-long",
                    language.pick(
                        format!("Sheet {sheet}, line {line}, column {column}: “{value}” has {length} characters and only {width} fit. Shorten it, or make the column wider in the settings of the plugin format-fixed-width."),
                        format!("Hoja {sheet}, línea {line}, columna {column}: “{value}” tiene {length} caracteres y solo caben {width}. Acórtelo o amplíe la columna en los ajustes del complemento format-fixed-width."),
                        format!("Folha {sheet}, linha {line}, coluna {column}: “{value}” tem {length} caracteres e só cabem {width}. Encurte o valor ou alargue a coluna nas configurações do plugin format-fixed-width."),
                    ),
                )
            }
            Self::Character { sheet, line, column, character } => (
                "export.unknown-character",
                language.pick(
                    format!("Sheet {sheet}, line {line}, column {column}: the encoding has no “{character}”. Change the value, or choose another encoding in the settings of the plugin format-fixed-width."),
                    format!("Hoja {sheet}, línea {line}, columna {column}: la codificación no tiene “{character}”. Cambie el valor o elija otra codificación en los ajustes del complemento format-fixed-width."),
                    format!("Folha {sheet}, linha {line}, coluna {column}: a codificação não tem “{character}”. Mude o valor ou escolha outra codificação nas configurações do plugin format-fixed-width."),
                ),
            ),
        };
        Error::Invalid(InvalidValue { field: code.into(), message })
    }
}

fn shown(value: &str) -> String {
    match value.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value.to_owned(),
    }
}
