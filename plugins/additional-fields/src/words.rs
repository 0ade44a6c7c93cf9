//! Sentences and words in three languages.

use elenco_sdk::Language;

/// Case, accents and surrounding blanks do not matter when names are compared.
pub fn fold(text: &str) -> String {
    let accents = |letter: char| match letter {
        'á' | 'à' | 'â' | 'ã' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'õ' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        other => other,
    };
    text.trim().chars().flat_map(char::to_lowercase).map(accents).collect()
}

/// Yes or no in any of the languages, and as programs write it.
pub fn yes_or_no(text: &str) -> Option<bool> {
    match fold(text).as_str() {
        "yes" | "y" | "true" | "1" | "on" | "x" | "✓" | "si" | "s" | "verdadero" | "cierto" | "sim"
        | "verdadeiro" => Some(true),
        "no" | "n" | "false" | "0" | "off" | "falso" | "nao" => Some(false),
        _ => None,
    }
}

/// How people read yes and no.
pub fn yes_no_word(yes: bool, language: Language) -> &'static str {
    if yes { language.pick("Yes", "Sí", "Sim") } else { language.pick("No", "No", "Não") }
}

pub fn unknown_field(field: &str, language: Language) -> String {
    language.pick(
        format!("There is no field “{field}” here."),
        format!("Aquí no hay ningún campo “{field}”."),
        format!("Aqui não há nenhum campo “{field}”."),
    )
}

pub fn given_twice(language: Language) -> String {
    language
        .pick(
            "This field is given twice. Give it once.",
            "Este campo viene dos veces. Indíquelo una sola vez.",
            "Este campo veio duas vezes. Informe-o uma só vez.",
        )
        .into()
}

pub fn required(label: &str, language: Language) -> String {
    language.pick(
        format!("Fill in “{label}”."),
        format!("Complete “{label}”."),
        format!("Preencha “{label}”."),
    )
}

pub fn unknown_choice(text: &str, some: &str, language: Language) -> String {
    language.pick(
        format!("“{text}” is not among the choices. Choose one of: {some}."),
        format!("“{text}” no está entre las opciones. Elija una de: {some}."),
        format!("“{text}” não está entre as opções. Escolha uma de: {some}."),
    )
}

pub fn ambiguous_choice(text: &str, path: &str, language: Language) -> String {
    language.pick(
        format!("“{text}” names several choices. Write the whole path, such as {path}."),
        format!("“{text}” nombra varias opciones. Escriba la ruta completa, como {path}."),
        format!("“{text}” indica várias opções. Escreva o caminho completo, como {path}."),
    )
}

pub fn not_yes_or_no(text: &str, language: Language) -> String {
    language.pick(
        format!("“{text}” is neither yes nor no. Write Yes or No."),
        format!("“{text}” no es ni sí ni no. Escriba Sí o No."),
        format!("“{text}” não é sim nem não. Escreva Sim ou Não."),
    )
}

pub fn too_long(length: usize, max_length: u32, language: Language) -> String {
    language.pick(
        format!("This has {length} characters. Write at most {max_length}."),
        format!("Tiene {length} caracteres. Escriba {max_length} como máximo."),
        format!("Tem {length} caracteres. Escreva no máximo {max_length}."),
    )
}

pub fn one_line(language: Language) -> String {
    language.pick("Write it in one line.", "Escríbalo en una sola línea.", "Escreva em uma só linha.").into()
}

pub fn control_character(language: Language) -> String {
    language
        .pick(
            "This has characters that cannot be shown. Remove them.",
            "Tiene caracteres que no se pueden mostrar. Quítelos.",
            "Tem caracteres que não podem ser mostrados. Remova-os.",
        )
        .into()
}

pub fn not_a_link(text: &str, language: Language) -> String {
    language.pick(
        format!("“{text}” is no web address. Write one such as https://example.com/page."),
        format!("“{text}” no es una dirección web. Escriba una como https://example.com/page."),
        format!("“{text}” não é um endereço da web. Escreva um como https://example.com/page."),
    )
}

pub fn not_a_position(text: &str, language: Language) -> String {
    language.pick(
        format!("“{text}” is no position. Write latitude and longitude, such as -23.5505, -46.6333."),
        format!("“{text}” no es una posición. Escriba latitud y longitud, como -34.6037, -58.3816."),
        format!("“{text}” não é uma posição. Escreva latitude e longitude, como -23.5505, -46.6333."),
    )
}

pub fn not_a_file(language: Language) -> String {
    language
        .pick(
            "This is no file of Elenco. Upload the file in the form.",
            "No es un archivo de Elenco. Suba el archivo en el formulario.",
            "Não é um arquivo do Elenco. Envie o arquivo no formulário.",
        )
        .into()
}
