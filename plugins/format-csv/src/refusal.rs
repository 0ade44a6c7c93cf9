//! Why a file is not read, in words for the person who chose it.

use elenco_sdk::{Error, InvalidValue, Language};

/// A reason to refuse a file. Each has a stable code, which crosses as the `field` of an `invalid` error.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// No bytes, or no value.
    Empty,
    /// Not text.
    Binary,
    /// A quotation mark that is opened in this row and never closed.
    OpenQuote(u32),
    /// A row with more columns than the limit.
    TooManyCells(u32),
    /// A row with more text than the limit.
    TooMuchText(u32),
    /// The host could not read the file.
    Host(Error),
}

impl Refusal {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "file.empty",
            Self::Binary => "file.binary",
            Self::OpenQuote(_) => "file.open-quote",
            Self::TooManyCells(_) => "file.too-many-cells",
            Self::TooMuchText(_) => "file.too-much-text",
            Self::Host(_) => "file.unreadable",
        }
    }

    /// The refusal as the contract's error.
    pub fn into_error(self, language: Language) -> Error {
        match self {
            Self::Host(error) => error,
            refusal => {
                let message = refusal.message(language);
                Error::Invalid(InvalidValue { field: refusal.code().into(), message })
            }
        }
    }

    fn message(&self, language: Language) -> String {
        match self {
            Self::Empty => language.pick(
                "The file is empty. Fill in a header row and at least one row below it, then import it.".into(),
                "El archivo está vacío. Complete una fila de encabezados y al menos una fila debajo; luego impórtelo.".into(),
                "O arquivo está vazio. Preencha uma linha de cabeçalho e pelo menos uma linha abaixo; depois importe-o.".into(),
            ),
            Self::Binary => language.pick(
                "This is not a text file. Save the list as .csv or .xlsx and import that copy.".into(),
                "No es un archivo de texto. Guarde la lista como .csv o .xlsx e importe esa copia.".into(),
                "Este não é um arquivo de texto. Salve a lista como .csv ou .xlsx e importe essa cópia.".into(),
            ),
            Self::OpenQuote(row) => language.pick(
                format!("A quotation mark opens a value in row {row} and none closes it. Add the missing one and import the file again."),
                format!("Una comilla abre un valor en la fila {row} y ninguna lo cierra. Agregue la que falta e importe el archivo de nuevo."),
                format!("Uma aspa abre um valor na linha {row} e nenhuma o fecha. Acrescente a que falta e importe o arquivo de novo."),
            ),
            Self::TooManyCells(row) => language.pick(
                format!("Row {row} has more than 1,024 columns. Check which character stands between the values, and save the file again."),
                format!("La fila {row} tiene más de 1.024 columnas. Verifique qué carácter separa los valores y guarde el archivo de nuevo."),
                format!("A linha {row} tem mais de 1.024 colunas. Verifique qual caractere separa os valores e salve o arquivo de novo."),
            ),
            Self::TooMuchText(row) => language.pick(
                format!("Row {row} is longer than a million characters. Check where its lines end, and save the file again."),
                format!("La fila {row} supera un millón de caracteres. Verifique dónde terminan sus líneas y guarde el archivo de nuevo."),
                format!("A linha {row} passa de um milhão de caracteres. Verifique onde terminam as linhas e salve o arquivo de novo."),
            ),
            Self::Host(_) => language.pick(
                "The file cannot be read now. Try again later.".into(),
                "El archivo no se puede leer ahora. Inténtelo más tarde.".into(),
                "O arquivo não pode ser lido agora. Tente mais tarde.".into(),
            ),
        }
    }
}
