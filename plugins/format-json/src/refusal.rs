//! Why a file is not read, in words for the person who chose it.

use elenco_sdk::{Error, InvalidValue, Language};

/// A reason to refuse a file, with the line that it is about. Each has a stable code, which crosses as the `field` of
/// an `invalid` error.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// What begins here is not JSON, or not UTF-8.
    Malformed(u32),
    /// What begins here is not an object.
    NoObject(u32),
    /// The object that begins here does not end.
    Open(u32),
    /// The object that begins here is longer than the limit.
    TooLong(u32),
    /// The host could not read the file.
    Host(Error),
}

impl Refusal {
    /// The refusal as the contract's error.
    pub fn into_error(self, language: Language) -> Error {
        let (code, message) = match self {
            Self::Host(error) => return error,
            Self::Malformed(line) => (
                "file.not-json",
                language.pick(
                    format!("What begins in line {line} is not valid JSON. Put it right and import the file again."),
                    format!("Lo que empieza en la línea {line} no es JSON válido. Corríjalo e importe el archivo de nuevo."),
                    format!("O que começa na linha {line} não é JSON válido. Corrija e importe o arquivo de novo."),
                ),
            ),
            Self::NoObject(line) => (
                "file.no-object",
                language.pick(
                    format!("In line {line} there is something else than an object. Write each person as {{\"username\": \"ana\", …}}."),
                    format!("En la línea {line} hay algo que no es un objeto. Escriba cada persona como {{\"username\": \"ana\", …}}."),
                    format!("Na linha {line} há algo que não é um objeto. Escreva cada pessoa como {{\"username\": \"ana\", …}}."),
                ),
            ),
            Self::Open(line) => (
                "file.open-object",
                language.pick(
                    format!("The object that begins in line {line} does not end. Export the file again."),
                    format!("El objeto que empieza en la línea {line} no termina. Exporte el archivo de nuevo."),
                    format!("O objeto que começa na linha {line} não termina. Exporte o arquivo de novo."),
                ),
            ),
            Self::TooLong(line) => (
                "file.object-too-long",
                language.pick(
                    format!("The object that begins in line {line} is longer than a million characters. Leave out what is no text."),
                    format!("El objeto que empieza en la línea {line} supera un millón de caracteres. Omita lo que no sea texto."),
                    format!("O objeto que começa na linha {line} passa de um milhão de caracteres. Deixe de fora o que não for texto."),
                ),
            ),
        };
        Error::Invalid(InvalidValue { field: code.into(), message })
    }
}
