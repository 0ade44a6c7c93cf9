//! Why a file is not read, in words for the person who chose it.

use elenco_sdk::{Error, InvalidValue, Language};
use std::fmt;

/// A reason to refuse a file. Each has a stable code, which crosses as the `field` of an `invalid` error.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// No bytes, or no cell with a value on any sheet.
    Empty,
    /// A password protects it.
    Encrypted,
    /// The binary format of Excel 97 to 2003.
    OldWorkbook,
    /// The end of the file is missing.
    Truncated,
    /// It would unpack to far more than it is.
    Bomb,
    /// Something else than a workbook.
    NotWorkbook,
    /// A workbook whose parts contradict each other or the format; names the part.
    Malformed(String),
    /// It uses what no spreadsheet program writes and attacks do: document types, overlapping parts.
    Unsafe,
    /// More rows or columns than a directory of people has.
    TooManyCells,
    /// More sheets than the limit.
    TooManySheets,
    /// One text, or all of them together, are too long.
    TooMuchText,
    /// The host could not read the file.
    Host(Error),
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

impl std::error::Error for Refusal {}

impl Refusal {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "file.empty",
            Self::Encrypted => "file.encrypted",
            Self::OldWorkbook => "file.xls",
            Self::Truncated => "file.truncated",
            Self::Bomb => "file.bomb",
            Self::NotWorkbook => "file.not-workbook",
            Self::Malformed(_) => "file.malformed",
            Self::Unsafe => "file.unsafe",
            Self::TooManyCells => "file.too-many-cells",
            Self::TooManySheets => "file.too-many-sheets",
            Self::TooMuchText => "file.too-much-text",
            Self::Host(_) => "file.unreadable",
        }
    }

    /// The refusal as the contract's error.
    pub fn into_error(self, language: Language) -> Error {
        match self {
            Self::Host(error) => error,
            refusal => Error::Invalid(InvalidValue {
                field: refusal.code().into(),
                message: refusal.message(language),
            }),
        }
    }

    fn message(&self, language: Language) -> String {
        if let Self::Malformed(part) = self {
            return language.pick(
                format!("The workbook is damaged (in {part}). Open it in your spreadsheet program, save it again as .xlsx and import that copy."),
                format!("El libro está dañado (en {part}). Ábralo en su programa de hojas de cálculo, guárdelo de nuevo como .xlsx e importe esa copia."),
                format!("A pasta de trabalho está danificada (em {part}). Abra-a no seu programa de planilhas, salve-a de novo como .xlsx e importe essa cópia."),
            );
        }
        let (en, es, pt) = self.texts();
        language.pick(en, es, pt).into()
    }

    fn texts(&self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Empty => (
                "The file is empty. Fill in a header row and at least one row below it, then import it.",
                "El archivo está vacío. Complete una fila de encabezados y al menos una fila debajo; luego impórtelo.",
                "O arquivo está vazio. Preencha uma linha de cabeçalho e pelo menos uma linha abaixo; depois importe-o.",
            ),
            Self::Encrypted => (
                "A password protects the workbook. Remove the password in your spreadsheet program and import that copy.",
                "El libro está protegido con contraseña. Quite la contraseña en su programa de hojas de cálculo e importe esa copia.",
                "A pasta de trabalho está protegida por senha. Remova a senha no seu programa de planilhas e importe essa cópia.",
            ),
            Self::OldWorkbook => (
                "This is a workbook in the old .xls format. Save it as .xlsx and import that copy.",
                "Es un libro en el formato antiguo .xls. Guárdelo como .xlsx e importe esa copia.",
                "Esta é uma pasta de trabalho no formato antigo .xls. Salve-a como .xlsx e importe essa cópia.",
            ),
            Self::Truncated => (
                "The end of the file is missing; perhaps it was not copied completely. Copy or download it again.",
                "Falta el final del archivo; quizá no se copió por completo. Cópielo o descárguelo de nuevo.",
                "Falta o fim do arquivo; talvez ele não tenha sido copiado por inteiro. Copie-o ou baixe-o de novo.",
            ),
            Self::Bomb => (
                "The file would unpack to far more than its size, which real workbooks do not. Save it again in your spreadsheet program and import that copy.",
                "El archivo se expandiría a mucho más que su tamaño, lo que no hacen los libros reales. Guárdelo de nuevo en su programa de hojas de cálculo e importe esa copia.",
                "O arquivo se expandiria para muito mais que seu tamanho, o que pastas de trabalho reais não fazem. Salve-o de novo no seu programa de planilhas e importe essa cópia.",
            ),
            Self::NotWorkbook | Self::Malformed(_) => (
                "This is not an Excel workbook. Open it in your spreadsheet program, save it as .xlsx and import that copy.",
                "No es un libro de Excel. Ábralo en su programa de hojas de cálculo, guárdelo como .xlsx e importe esa copia.",
                "Esta não é uma pasta de trabalho do Excel. Abra-a no seu programa de planilhas, salve-a como .xlsx e importe essa cópia.",
            ),
            Self::Unsafe => (
                "The file contains constructions that no spreadsheet program writes. Save it again in your spreadsheet program and import that copy.",
                "El archivo contiene construcciones que ningún programa de hojas de cálculo escribe. Guárdelo de nuevo en su programa e importe esa copia.",
                "O arquivo contém construções que nenhum programa de planilhas grava. Salve-o de novo no seu programa e importe essa cópia.",
            ),
            Self::TooManyCells => (
                "The sheet uses more than 1,048,576 rows or 1,024 columns. Delete what does not belong to the list and save the workbook again.",
                "La hoja usa más de 1.048.576 filas o 1.024 columnas. Elimine lo que no pertenece a la lista y guarde el libro de nuevo.",
                "A planilha usa mais de 1.048.576 linhas ou 1.024 colunas. Exclua o que não pertence à lista e salve a pasta de trabalho de novo.",
            ),
            Self::TooManySheets => (
                "The workbook has more than 256 sheets. Keep the sheets with the list and save it again.",
                "El libro tiene más de 256 hojas. Conserve las hojas de la lista y guárdelo de nuevo.",
                "A pasta de trabalho tem mais de 256 planilhas. Mantenha as planilhas da lista e salve-a de novo.",
            ),
            Self::TooMuchText => (
                "The workbook holds more text than can be read at once. Split it into several workbooks.",
                "El libro contiene más texto del que se puede leer de una vez. Divídalo en varios libros.",
                "A pasta de trabalho contém mais texto do que se pode ler de uma vez. Divida-a em várias pastas.",
            ),
            Self::Host(_) => (
                "The file cannot be read now. Try again later.",
                "El archivo no se puede leer ahora. Inténtelo más tarde.",
                "O arquivo não pode ser lido agora. Tente mais tarde.",
            ),
        }
    }
}
