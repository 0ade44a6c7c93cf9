//! Why a file is not read, in words for the person who chose it.

use elenco_sdk::{Error, InvalidValue, Language};

/// A reason to refuse a file, with the line that it is about. Each has a stable code, which crosses as the `field` of
/// an `invalid` error.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// Not text.
    Binary,
    /// A line that is no part of an entry, or stands where it does not belong.
    Line(u32),
    /// A version other than 1.
    Version(u32),
    /// The file holds changes to entries and not entries.
    Changes(u32),
    /// A value is kept in another file.
    Url(u32),
    /// Base64 that is none.
    Base64(u32),
    /// Text that is not UTF-8.
    Encoding(u32),
    /// A line, an entry, or one of its attributes is longer than the limit.
    TooMuchText(u32),
    /// The host could not read the file.
    Host(Error),
}

impl Refusal {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Binary => "file.binary",
            Self::Line(_) => "file.line",
            Self::Version(_) => "file.version",
            Self::Changes(_) => "file.change-records",
            Self::Url(_) => "file.url",
            Self::Base64(_) => "file.base64",
            Self::Encoding(_) => "file.encoding",
            Self::TooMuchText(_) => "file.entry-too-long",
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
            Self::Binary | Self::Host(_) => language.pick(
                "This is not a text file. Export the entries as LDIF and import that file.".into(),
                "No es un archivo de texto. Exporte las entradas como LDIF e importe ese archivo.".into(),
                "Este não é um arquivo de texto. Exporte as entradas como LDIF e importe esse arquivo.".into(),
            ),
            Self::Line(line) => language.pick(
                format!("Line {line} does not belong in an LDIF file. An entry begins with “dn:” and has one “name: value” on each line; an empty line ends it. Put it right and import the file again."),
                format!("La línea {line} no corresponde a un archivo LDIF. Una entrada empieza con “dn:” y tiene un “nombre: valor” en cada línea; una línea vacía la termina. Corríjala e importe el archivo de nuevo."),
                format!("A linha {line} não pertence a um arquivo LDIF. Uma entrada começa com “dn:” e tem um “nome: valor” em cada linha; uma linha vazia a encerra. Corrija e importe o arquivo de novo."),
            ),
            Self::Version(line) => language.pick(
                format!("Line {line} names a version of LDIF other than 1. Export the entries as version 1."),
                format!("La línea {line} indica una versión de LDIF distinta de 1. Exporte las entradas como versión 1."),
                format!("A linha {line} indica uma versão de LDIF diferente de 1. Exporte as entradas como versão 1."),
            ),
            Self::Changes(line) => language.pick(
                format!("Line {line} is part of a list of changes. Export the entries themselves and import that file."),
                format!("La línea {line} es parte de una lista de cambios. Exporte las entradas mismas e importe ese archivo."),
                format!("A linha {line} faz parte de uma lista de alterações. Exporte as próprias entradas e importe esse arquivo."),
            ),
            Self::Url(line) => language.pick(
                format!("Line {line} points to a value in another file, which is not read. Export the entries with their values and import that file."),
                format!("La línea {line} apunta a un valor en otro archivo, que no se lee. Exporte las entradas con sus valores e importe ese archivo."),
                format!("A linha {line} aponta para um valor em outro arquivo, que não é lido. Exporte as entradas com seus valores e importe esse arquivo."),
            ),
            Self::Base64(line) => language.pick(
                format!("The value in line {line} is not valid Base64. Export the entries again."),
                format!("El valor de la línea {line} no es Base64 válido. Exporte las entradas de nuevo."),
                format!("O valor da linha {line} não é Base64 válido. Exporte as entradas de novo."),
            ),
            Self::Encoding(line) => language.pick(
                format!("Line {line} is not UTF-8 text. Save the file as UTF-8 and import it again."),
                format!("La línea {line} no es texto UTF-8. Guarde el archivo como UTF-8 e impórtelo de nuevo."),
                format!("A linha {line} não é texto UTF-8. Salve o arquivo como UTF-8 e importe-o de novo."),
            ),
            Self::TooMuchText(line) => language.pick(
                format!("The entry or value at line {line} is too long. Export the entries without pictures and certificates."),
                format!("La entrada o el valor de la línea {line} es demasiado largo. Exporte las entradas sin fotos ni certificados."),
                format!("A entrada ou o valor da linha {line} é longo demais. Exporte as entradas sem fotos nem certificados."),
            ),
        }
    }
}
