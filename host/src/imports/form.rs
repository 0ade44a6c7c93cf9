//! What comes with an upload besides the file, and the form of a mapping.
pub mod mapping;

use super::model::ImportOptions;
use crate::error::AppError;

/// Most bytes of the options.
pub const MOST_OPTIONS: usize = 64 << 10;

/// Reads the options, a JSON document; nothing means the usual ones.
///
/// # Errors
/// [`AppError::BadRequest`] with `import.options` names what is wrong.
pub fn parse_options(text: &str) -> Result<ImportOptions, AppError> {
    if text.trim().is_empty() {
        return Ok(ImportOptions::default());
    }
    // Serde would take a list for a document too.
    serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(text)
        .and_then(|document| serde_json::from_value(serde_json::Value::Object(document)))
        .map_err(|error| AppError::BadRequest { code: "import.options", detail: format!("options: {error}") })
}

/// Takes a choice of the dialog about what people are tied to.
///
/// # Errors
/// [`AppError::BadRequest`] with `import.options` for a word that is none of the choices.
pub fn take_word(options: &mut ImportOptions, name: &str, word: &str) -> Result<(), AppError> {
    let said = serde_json::Value::String(word.to_owned());
    let taken = if name == "missing" {
        serde_json::from_value(said).map(|missing| options.missing = missing)
    } else {
        serde_json::from_value(said).map(|joins| options.group_projects = joins)
    };
    taken.map_err(|error| AppError::BadRequest { code: "import.options", detail: format!("{name}: {error}") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::imports::model::{GroupProjects, Missing, Mode, OnProblem};
    use crate::locale::Culture;

    #[test]
    fn words_of_the_dialog_are_read_and_others_refused() {
        let mut options = ImportOptions::default();
        take_word(&mut options, "missing", "create").expect("a choice");
        take_word(&mut options, "group_projects", "join").expect("a choice");
        assert_eq!((options.missing, options.group_projects), (Missing::Create, GroupProjects::Join));
        assert!(take_word(&mut options, "missing", "perhaps").is_err());
        assert!(take_word(&mut options, "group_projects", "leave").is_err());
    }

    #[test]
    fn options_are_read_and_what_is_not_offered_is_refused() {
        assert_eq!(parse_options(" ").expect("usual"), ImportOptions::default());
        let read = parse_options(
            r#"{"on_problem":"skip","mode":"update","match":"username","locale":"pt","mapping":{"A":"email","B":null}}"#,
        );
        let read = read.expect("reads");
        assert_eq!(
            (read.mode, read.locale, read.on_problem),
            (Mode::Update, Some(Culture::Pt), OnProblem::Skip)
        );
        assert_eq!(read.mapping.get("B"), Some(&None));
        for bad in [
            r#"{"on_problem":"perhaps"}"#,
            r#"{"match":"phone"}"#,
            r#"{"colour":"red"}"#,
            "[]",
            "{",
            r#"{"locale":"fr"}"#,
        ] {
            let refused = parse_options(bad).expect_err(bad);
            assert_eq!(refused.code(), "import.options", "{bad}");
        }
    }
}
