//! What a cell with a problem was probably meant to say. Only slips that have one likely meaning; the check that
//! follows decides.
use std::collections::HashMap;

use elenco_runtime::contract::FieldType;
use serde_json::Value;

use crate::context::ServiceContext;
use crate::error::AppError;
use crate::imports::job::catalogue::concept;
use crate::imports::model::{Failure, Import};
use crate::locale::{Culture, Texts};
use crate::users::columns::{self, ColumnKind};
use crate::users::service::is_email;

/// How alike two words must be, from 0 to 1.
const ALIKE: f64 = 0.7;

/// Repairs for these rows: line, column, text.
///
/// # Errors
/// When a plugin fails to say what its fields are.
pub async fn suggest(
    cx: &ServiceContext,
    import: &Import,
    rows: &[Failure],
) -> Result<Vec<(u64, usize, String)>, AppError> {
    let choices = choices_of(cx, import, rows).await?;
    Ok(suggest_with(cx.texts(), import, rows, &choices))
}

/// What may stand in the additional fields with choices that these rows have problems with, by column.
async fn choices_of(
    cx: &ServiceContext,
    import: &Import,
    rows: &[Failure],
) -> Result<HashMap<String, Vec<String>>, AppError> {
    let mut problems = rows.iter().flat_map(|row| &row.problems);
    if problems.all(|problem| !problem.field.starts_with("fields.")) {
        return Ok(HashMap::new());
    }
    let fields = cx.app.extensions.fields(&cx.caller, concept(import.kind), cx.culture).await;
    let fields = fields.map_err(AppError::Extension)?;
    let named = fields.into_iter().filter_map(|owned| match owned.field.kind {
        FieldType::ChoiceList(all) | FieldType::ChoiceTree(all) | FieldType::MultipleChoice(all) => {
            let labels = all.into_iter().map(|choice| choice.label).collect();
            Some((columns::field_column(&owned.field.id), labels))
        }
        _ => None,
    });
    Ok(named.collect())
}

fn suggest_with(
    t: Texts,
    import: &Import,
    rows: &[Failure],
    choices: &HashMap<String, Vec<String>>,
) -> Vec<(u64, usize, String)> {
    let mut found = Vec::new();
    for failure in rows {
        let sheet = import.sheets.get(failure.sheet);
        for problem in &failure.problems {
            let Some(at) = problem.column else { continue };
            let field =
                sheet.and_then(|sheet| sheet.columns.get(at)).and_then(|column| column.field.as_deref());
            let Some(Value::String(text)) = failure.cells.get(at) else { continue };
            if let Some(choices) = field.and_then(|field| choices.get(field)) {
                let better = nearest(text, choices).filter(|better| better != text);
                found.extend(better.map(|better| (failure.line, at, better)));
                continue;
            }
            let Some(kind) = field.and_then(columns::column).map(|column| column.kind) else { continue };
            let better = better(t, kind, &problem.code, text).filter(|better| better != text);
            found.extend(better.map(|better| (failure.line, at, better)));
        }
    }
    found.dedup();
    found
}

fn better(t: Texts, kind: ColumnKind, code: &str, text: &str) -> Option<String> {
    match kind {
        ColumnKind::Email => email(text),
        ColumnKind::Status => {
            nearest(text, &[t.t(columns::ACTIVE).into_owned(), t.t(columns::INACTIVE).into_owned()])
        }
        ColumnKind::YesNo => {
            nearest(text, &[t.t("mapping-yes").into_owned(), t.t("mapping-no").into_owned()])
        }
        ColumnKind::Culture => {
            let names: Vec<String> =
                Culture::ALL.iter().map(|culture| culture.native_name().to_owned()).collect();
            nearest(text, &names)
        }
        ColumnKind::Text if code == "user.username-blank" => {
            Some(text.split_whitespace().collect::<Vec<_>>().join("."))
        }
        _ => None,
    }
}

/// The one word that a text nearly is.
fn nearest(text: &str, words: &[String]) -> Option<String> {
    let wanted = crate::fold::fold(text);
    let mut near: Vec<(f64, &String)> = words
        .iter()
        .map(|word| (strsim::normalized_damerau_levenshtein(&wanted, &crate::fold::fold(word)), word))
        .filter(|(alike, _)| *alike >= ALIKE)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0));
    near.first().map(|(_, word)| (*word).clone())
}

/// An address without blanks, with dots for commas, with one `@`.
fn email(text: &str) -> Option<String> {
    let lowered =
        text.trim().trim_matches(|c: char| matches!(c, '.' | ',' | ';' | '<' | '>' | '"')).to_lowercase();
    let joined: String = lowered.split_whitespace().collect();
    let candidates = [
        joined.replace(',', "."),
        joined.replace(" at ", "@").replace("(at)", "@").replace("[at]", "@").replace("(dot)", "."),
        lowered.replace(" at ", "@").replace(" arroba ", "@").split_whitespace().collect(),
        joined.replace("@@", "@"),
        joined.replace("..", "."),
        joined.replace("@.", "@"),
        format!("{joined}.com"),
    ];
    candidates.into_iter().find(|candidate| is_email(candidate))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_put_right_and_riddles_are_left() {
        for (slip, meant) in [
            ("mquispe@illimani,bo", Some("mquispe@illimani.bo")),
            (" ana rojas@example.com ", Some("anarojas@example.com")),
            ("ana at example.com", Some("ana@example.com")),
            ("ana@@example.com", Some("ana@example.com")),
            ("ana@gmail", Some("ana@gmail.com")),
            ("ana", None),
            ("@", None),
        ] {
            assert_eq!(email(slip).as_deref(), meant, "{slip}");
        }
        let t = Texts::of(Culture::En);
        assert_eq!(better(t, ColumnKind::Status, "", "Actve").as_deref(), Some("Active"));
        assert_eq!(better(t, ColumnKind::Status, "", "perhaps"), None);
        assert_eq!(better(t, ColumnKind::Culture, "", "Portugues").as_deref(), Some("Português"));
    }
}
