//! Sentences in three languages.

use crate::documents::{Document, Flaw};
use elenco_sdk::Language;

/// Characters of a refused text that a sentence repeats: longer than any document.
const SHOWN: usize = 40;

/// Why a text is no document, and what to write.
pub fn refusal(document: Document, text: &str, flaw: Flaw, language: Language) -> String {
    let name = document.name();
    let cut = text.chars().nth(SHOWN).map(|_| text.chars().take(SHOWN).chain(['…']).collect::<String>());
    let text = cut.as_deref().unwrap_or(text);
    let example = document.example();
    match flaw {
        Flaw::Length | Flaw::Form | Flaw::Characters => language.pick(
            format!("“{text}” does not have the form of a {name}. Write it like {example}."),
            format!("“{text}” no tiene la forma de un {name}. Escríbalo como {example}."),
            format!("“{text}” não tem a forma de um {name}. Escreva como {example}."),
        ),
        Flaw::AllEqual => language.pick(
            format!("“{text}” is only one digit repeated, which is no {name}. Write the real one."),
            format!("“{text}” es solo un dígito repetido, no un {name}. Escriba el verdadero."),
            format!("“{text}” é só um dígito repetido, não um {name}. Escreva o verdadeiro."),
        ),
        Flaw::CheckDigits => language.pick(
            format!("The check digits of “{text}” do not match. Compare it with the {name}."),
            format!("Los dígitos de control de “{text}” no coinciden. Compárelo con el {name}."),
            format!("Os dígitos verificadores de “{text}” não conferem. Compare com o {name}."),
        ),
        Flaw::Date => language.pick(
            format!("The date in “{text}” does not exist. Compare it with the {name}."),
            format!("La fecha en “{text}” no existe. Compárelo con el {name}."),
            format!("A data em “{text}” não existe. Compare com o {name}."),
        ),
    }
}

/// What a document is.
pub fn help(document: Document, language: Language) -> &'static str {
    match document {
        Document::Cpf => language.pick(
            "Brazilian taxpayer number of a person: 11 digits",
            "Número de contribuyente de una persona en Brasil: 11 dígitos",
            "Cadastro de Pessoas Físicas: 11 dígitos",
        ),
        Document::Cnpj => language.pick(
            "Brazilian taxpayer number of a company: 14 digits or letters",
            "Número de contribuyente de una empresa en Brasil: 14 dígitos o letras",
            "Cadastro Nacional da Pessoa Jurídica: 14 dígitos ou letras",
        ),
        Document::Cep => language.pick(
            "Brazilian postal code: 8 digits",
            "Código postal de Brasil: 8 dígitos",
            "Código de Endereçamento Postal: 8 dígitos",
        ),
        Document::Nit => language.pick(
            "Colombian taxpayer number with its check digit",
            "Número de Identificación Tributaria de Colombia, con su dígito de verificación",
            "Número de contribuinte da Colômbia, com seu dígito verificador",
        ),
        Document::Rut => language.pick(
            "Chilean taxpayer number with its check character",
            "Rol Único Tributario de Chile, con su dígito verificador",
            "Número de contribuinte do Chile, com seu dígito verificador",
        ),
        Document::Curp => language.pick(
            "Mexican population register key: 18 characters",
            "Clave Única de Registro de Población de México: 18 caracteres",
            "Chave do registro de população do México: 18 caracteres",
        ),
        Document::Rfc => language.pick(
            "Mexican taxpayer key: 13 characters for a person, 12 for a company",
            "Registro Federal de Contribuyentes de México: 13 caracteres para personas, 12 para empresas",
            "Chave de contribuinte do México: 13 caracteres para pessoas, 12 para empresas",
        ),
    }
}

/// Says that there is no such field.
pub fn unknown_field(field: &str, language: Language) -> String {
    language.pick(
        format!("There is no field “{field}” here."),
        format!("Aquí no hay ningún campo “{field}”."),
        format!("Aqui não há nenhum campo “{field}”."),
    )
}

/// Says that a record brings a field twice.
pub fn given_twice(language: Language) -> String {
    language
        .pick(
            "This field is given twice. Give it once.",
            "Este campo viene dos veces. Indíquelo una sola vez.",
            "Este campo veio duas vezes. Informe-o uma só vez.",
        )
        .into()
}

/// Says that a field must be filled in.
pub fn required(label: &str, language: Language) -> String {
    language.pick(
        format!("Fill in “{label}”."),
        format!("Complete “{label}”."),
        format!("Preencha “{label}”."),
    )
}
