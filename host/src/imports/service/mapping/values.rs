//! What the different values of a column mean.
use std::collections::BTreeMap;

use elenco_runtime::contract::{FieldType, Value};

use crate::context::ServiceContext;
use crate::error::AppError;
use crate::fold::fold;
use crate::imports::job::catalogue::{Catalogue, Kind, concept};
use crate::imports::model::{AS_IT_STANDS, ColumnSample, ValueProposal, value_key};
use crate::locale::Culture;
use crate::users::columns::{self, ColumnKind, culture_of, status_of, yes_no_of};
use crate::users::model::UserKind;

/// How alike a value and a choice must be to be proposed, from 0 to 1.
const ALIKE: f64 = 0.7;

/// What the values of a field may mean: id and label; nothing for a field whose values are what they are.
pub fn choices(cx: &ServiceContext, kind: &Kind) -> Vec<(String, String)> {
    let t = cx.texts();
    let named = |id: &str, label: &str| (id.to_owned(), t.t(label).into_owned());
    match kind {
        Kind::Core(ColumnKind::Status) => {
            vec![named("active", columns::ACTIVE), named("inactive", columns::INACTIVE)]
        }
        Kind::Core(ColumnKind::YesNo) => vec![named("yes", "mapping-yes"), named("no", "mapping-no")],
        Kind::Core(ColumnKind::Culture) => {
            Culture::ALL.iter().map(|one| (one.tag().to_owned(), one.native_name().to_owned())).collect()
        }
        Kind::Core(_) | Kind::Tie(_) => Vec::new(),
        Kind::Field(owned) => match &owned.field.kind {
            FieldType::CheckBox => vec![named("yes", "mapping-yes"), named("no", "mapping-no")],
            FieldType::ChoiceList(all) | FieldType::ChoiceTree(all) | FieldType::MultipleChoice(all) => {
                all.iter().map(|choice| (choice.id.clone(), choice.label.clone())).collect()
            }
            _ => Vec::new(),
        },
    }
}

/// What is read without anybody saying so, by value.
async fn read(
    cx: &ServiceContext,
    people: UserKind,
    kind: &Kind,
    texts: &[&str],
) -> Result<Vec<Option<String>>, AppError> {
    let word =
        |yes: Option<bool>, one: &str, other: &str| yes.map(|yes| if yes { one } else { other }.to_owned());
    let core = |of: &dyn Fn(&str) -> Option<String>| -> Vec<Option<String>> {
        texts.iter().map(|text| of(text)).collect()
    };
    Ok(match kind {
        Kind::Core(ColumnKind::Status) => core(&|text| word(status_of(text), "active", "inactive")),
        Kind::Core(ColumnKind::YesNo) => core(&|text| word(yes_no_of(text), "yes", "no")),
        Kind::Core(ColumnKind::Culture) => core(&|text| culture_of(text).map(|one| one.tag().to_owned())),
        Kind::Core(_) | Kind::Tie(_) => vec![None; texts.len()],
        Kind::Field(owned) => {
            let cells: Vec<Value> = texts.iter().map(|text| Value::Text((*text).to_owned())).collect();
            let parsed = cx
                .app
                .extensions
                .parse_cells(&cx.caller, concept(people), owned, cells, cx.culture)
                .await
                .map_err(AppError::Extension)?;
            let meaning = |value: Result<Value, String>| match value.ok()? {
                Value::Text(id) => Some(id),
                Value::Boolean(yes) => word(Some(yes), "yes", "no"),
                // Several at once are read as they stand.
                Value::Choices(ids) => (ids.len() == 1).then(|| ids.concat()),
                _ => None,
            };
            parsed.into_iter().map(meaning).collect()
        }
    })
}

/// The choice that a value nearly names.
fn nearest(text: &str, choices: &[(String, String)]) -> Option<String> {
    let wanted = fold(text);
    let mut near: Vec<(f64, &str)> = choices
        .iter()
        .flat_map(|(id, label)| [(id, id), (id, label)])
        .map(|(id, name)| (strsim::normalized_damerau_levenshtein(&wanted, &fold(name)), id.as_str()))
        .filter(|(alike, _)| *alike >= ALIKE)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0));
    near.first().map(|(_, id)| (*id).to_owned())
}

/// What the values of a column are proposed to mean for a field; empty when it has no choices.
///
/// # Errors
/// When a plugin fails.
pub async fn propose(
    cx: &ServiceContext,
    people: UserKind,
    catalogue: &Catalogue,
    field: &str,
    sample: &ColumnSample,
    said: &BTreeMap<String, String>,
) -> Result<Vec<ValueProposal>, AppError> {
    let Some(kind) = catalogue.kind(field) else { return Ok(Vec::new()) };
    let choices = choices(cx, kind);
    if choices.is_empty() {
        return Ok(Vec::new());
    }
    let texts: Vec<&str> = sample.values.iter().map(|(text, _)| text.as_str()).collect();
    let read = read(cx, people, kind, &texts).await?;
    let is_choice = |id: &String| id.is_empty() || choices.iter().any(|(choice, _)| choice == id);
    Ok(sample
        .values
        .iter()
        .zip(read)
        .map(|((text, rows), read)| {
            let key = value_key(text);
            let said = said.get(&key);
            let as_it_stands = said.is_some_and(|said| said == AS_IT_STANDS);
            let said = said.filter(|id| is_choice(id)).cloned();
            let sure = said.is_some() || read.is_some() || as_it_stands;
            let meaning = match (said, as_it_stands) {
                (Some(said), _) => Some(said),
                (None, true) => None,
                (None, false) => read.or_else(|| nearest(text, &choices)),
            };
            ValueProposal { text: text.clone(), key, rows: *rows, meaning, sure }
        })
        .collect())
}
