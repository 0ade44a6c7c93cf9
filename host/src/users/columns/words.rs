//! Words of cells, read in the three languages.
use super::{ACTIVE, INACTIVE};
use crate::fold::fold;
use crate::locale::{Culture, Texts};

/// The language that a cell names: by its own name, its name in one of ours, or its tag.
pub fn culture_of(text: &str) -> Option<Culture> {
    let wanted = fold(text);
    Culture::ALL.into_iter().find(|culture| fold(culture.native_name()) == wanted).or(match wanted.as_str() {
        "ingles" | "english" => Some(Culture::En),
        "espanhol" | "spanish" | "castellano" => Some(Culture::Es),
        "portugues" | "portuguese" => Some(Culture::Pt),
        tag if tag.len() == 2 || tag.as_bytes().get(2).is_some_and(|byte| matches!(byte, b'-' | b'_')) => {
            Culture::from_tag(tag)
        }
        _ => None,
    })
}

/// What a cell says of a person's status: the word in any language, or yes for active and no for inactive.
pub fn status_of(text: &str) -> Option<bool> {
    let wanted = fold(text);
    let is = |key: &str| Culture::ALL.iter().any(|culture| fold(&Texts::of(*culture).t(key)) == wanted);
    match wanted.as_str() {
        "" => None,
        "activa" | "ativa" | "enabled" | "habilitado" | "habilitada" => Some(true),
        "inactiva" | "inativa" | "disabled" | "deshabilitado" | "deshabilitada" | "desabilitado"
        | "desabilitada" => Some(false),
        _ if is(ACTIVE) => Some(true),
        _ if is(INACTIVE) => Some(false),
        _ => yes_no_of(text),
    }
}

/// Yes or no, as people write it in the three languages.
pub fn yes_no_of(text: &str) -> Option<bool> {
    match fold(text).as_str() {
        "yes" | "y" | "true" | "1" | "si" | "s" | "sim" | "verdadero" | "verdadeiro" | "x" => Some(true),
        "no" | "n" | "false" | "0" | "nao" | "falso" => Some(false),
        _ => None,
    }
}
