//! Why a file is not read, in words for the person who chose it.

use elenco_sdk::{Error, InvalidValue, Language};

/// A reason to refuse a file, with the line that it is about. Each has a stable code, which crosses as the `field` of
/// an `invalid` error.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// Not text.
    Binary,
    /// A line that is no part of a card, or stands where it does not belong.
    Line(u32),
    /// A version that is not known.
    Version(u32),
    /// A card that begins here and does not end.
    Open(u32),
    /// A card inside of a card.
    Nested(u32),
    /// Base64 that is none.
    Base64(u32),
    /// A line, a card, or one of its values is longer than the limit.
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
            Self::Open(_) => "file.open-card",
            Self::Nested(_) => "file.nested-card",
            Self::Base64(_) => "file.base64",
            Self::TooMuchText(_) => "file.card-too-long",
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
                "This is not a text file. Export the contacts as vCard and import that file.".into(),
                "No es un archivo de texto. Exporte los contactos como vCard e importe ese archivo.".into(),
                "Este não é um arquivo de texto. Exporte os contatos como vCard e importe esse arquivo.".into(),
            ),
            Self::Line(line) => language.pick(
                format!("Line {line} does not belong in a vCard file. A card begins with “BEGIN:VCARD”, has one “NAME:value” on each line, and ends with “END:VCARD”. Put it right and import the file again."),
                format!("La línea {line} no corresponde a un archivo vCard. Una tarjeta empieza con “BEGIN:VCARD”, tiene un “NOMBRE:valor” en cada línea y termina con “END:VCARD”. Corríjala e importe el archivo de nuevo."),
                format!("A linha {line} não pertence a um arquivo vCard. Um cartão começa com “BEGIN:VCARD”, tem um “NOME:valor” em cada linha e termina com “END:VCARD”. Corrija e importe o arquivo de novo."),
            ),
            Self::Version(line) => language.pick(
                format!("Line {line} names a version that is not read. Export the contacts as vCard 2.1, 3.0 or 4.0."),
                format!("La línea {line} indica una versión que no se lee. Exporte los contactos como vCard 2.1, 3.0 o 4.0."),
                format!("A linha {line} indica uma versão que não é lida. Exporte os contatos como vCard 2.1, 3.0 ou 4.0."),
            ),
            Self::Open(line) => language.pick(
                format!("The card that begins in line {line} does not end: “END:VCARD” is missing. Export the contacts again."),
                format!("La tarjeta que empieza en la línea {line} no termina: falta “END:VCARD”. Exporte los contactos de nuevo."),
                format!("O cartão que começa na linha {line} não termina: falta “END:VCARD”. Exporte os contatos de novo."),
            ),
            Self::Nested(line) => language.pick(
                format!("In line {line} a card begins inside of another one. Export the contacts without their representatives, and import that file."),
                format!("En la línea {line} empieza una tarjeta dentro de otra. Exporte los contactos sin sus representantes e importe ese archivo."),
                format!("Na linha {line} um cartão começa dentro de outro. Exporte os contatos sem seus representantes e importe esse arquivo."),
            ),
            Self::Base64(line) => language.pick(
                format!("The value in line {line} is not valid Base64. Export the contacts again."),
                format!("El valor de la línea {line} no es Base64 válido. Exporte los contactos de nuevo."),
                format!("O valor da linha {line} não é Base64 válido. Exporte os contatos de novo."),
            ),
            Self::TooMuchText(line) => language.pick(
                format!("The card or value at line {line} is too long. Export the contacts without pictures."),
                format!("La tarjeta o el valor de la línea {line} es demasiado largo. Exporte los contactos sin fotos."),
                format!("O cartão ou o valor da linha {line} é longo demais. Exporte os contatos sem fotos."),
            ),
        }
    }
}
