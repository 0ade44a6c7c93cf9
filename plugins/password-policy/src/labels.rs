//! What each rule asks for, in three languages.

use crate::Kind;
use crate::settings::Settings;
use elenco_sdk::Language;

/// The label of a rule.
pub fn label(kind: Kind, settings: &Settings, language: Language) -> String {
    let pick = |en: &str, es: &str, pt: &str| language.pick(en, es, pt).to_owned();
    match kind {
        Kind::Length => {
            let (min, max) = (settings.min_length, settings.max_length);
            language.pick(
                format!("{min} to {max} characters"),
                format!("De {min} a {max} caracteres"),
                format!("De {min} a {max} caracteres"),
            )
        }
        Kind::Lower => counted(settings.lower, language, &LOWER),
        Kind::Upper => counted(settings.upper, language, &UPPER),
        Kind::Digit => counted(settings.digits, language, &DIGIT),
        Kind::Special => counted(settings.specials, language, &SPECIAL),
        Kind::AllowedSpecials => {
            let signs = &settings.allowed_specials;
            language.pick(
                format!("No special characters but {signs}"),
                format!("Ningún carácter especial aparte de {signs}"),
                format!("Nenhum caractere especial além de {signs}"),
            )
        }
        Kind::ForbiddenSpecials => {
            let signs = &settings.forbidden_specials;
            language.pick(
                format!("None of {signs}"),
                format!("Ninguno de {signs}"),
                format!("Nenhum de {signs}"),
            )
        }
        Kind::DigitEnds => pick(
            "No digit at the start or the end",
            "Ningún dígito al principio ni al final",
            "Nenhum dígito no início nem no fim",
        ),
        Kind::Identical => identical(settings.longest_identical, language),
        Kind::Repetition => pick(
            "No runs such as 1234, aaaa or qwerty",
            "Sin series como 1234, aaaa o qwerty",
            "Sem sequências como 1234, aaaa ou qwerty",
        ),
        Kind::Username => pick(
            "No part of the user name",
            "Ninguna parte del nombre de usuario",
            "Nenhuma parte do nome de usuário",
        ),
        Kind::Context => pick(
            "No names, user name, e-mail address or name of the organization",
            "Sin nombres, usuario, correo ni nombre de la organización",
            "Sem nomes, usuário, e-mail nem nome da organização",
        ),
        Kind::Blocklist => {
            pick("Not a common password", "No ser una contraseña común", "Não ser uma senha comum")
        }
    }
}

/// One and many, in English, Spanish and Portuguese.
type Nouns = [[&'static str; 2]; 3];
const LOWER: Nouns = [
    ["lower-case letter", "lower-case letters"],
    ["letra minúscula", "letras minúsculas"],
    ["letra minúscula", "letras minúsculas"],
];
const UPPER: Nouns = [
    ["upper-case letter", "upper-case letters"],
    ["letra mayúscula", "letras mayúsculas"],
    ["letra maiúscula", "letras maiúsculas"],
];
const DIGIT: Nouns = [["digit", "digits"], ["dígito", "dígitos"], ["dígito", "dígitos"]];
const SPECIAL: Nouns = [
    ["special character", "special characters"],
    ["carácter especial", "caracteres especiales"],
    ["caractere especial", "caracteres especiais"],
];

fn counted(count: usize, language: Language, nouns: &Nouns) -> String {
    let [en, es, pt] = nouns;
    let at_least = language.pick("At least", "Al menos", "Pelo menos");
    let noun = language.pick(en, es, pt)[usize::from(count != 1)];
    format!("{at_least} {count} {noun}")
}

fn identical(longest: usize, language: Language) -> String {
    if longest == 1 {
        return language
            .pick(
                "No character twice in a row",
                "Ningún carácter dos veces seguidas",
                "Nenhum caractere duas vezes seguidas",
            )
            .to_owned();
    }
    language.pick(
        format!("At most {longest} identical characters in a row"),
        format!("Como máximo {longest} caracteres iguales seguidos"),
        format!("No máximo {longest} caracteres iguais seguidos"),
    )
}
