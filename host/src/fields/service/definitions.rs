//! Changes to definitions of fields.
use super::open::{OpenFields, open_fields, problem, save, strange_fields};
use super::removal;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::fields::model::{Definition, Document, FieldConcept, Step, Use};
use crate::plugins::model::settings::SettingsScope;
use crate::users::model::Problem;

/// Longest identifier.
const ID: usize = 64;

/// What is wrong with an identifier, as text.
fn identifier_problem(cx: &ServiceContext, id: &str) -> Option<Problem> {
    let t = cx.texts();
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_".contains(&b);
    let begins = id.bytes().next().is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    if id.is_empty() {
        return Some(problem("id", "field.required", t.t("fields-problem-required")));
    }
    let fits = begins && id.len() <= ID && id.bytes().all(plain);
    (!fits).then(|| problem("id", "field.identifier", t.t("fields-problem-identifier")))
}

/// What can be said of a definition before the plugin is asked, in the reader's language.
fn problems(cx: &ServiceContext, definition: &Definition) -> Vec<Problem> {
    let t = cx.texts();
    let mut found = Vec::new();
    if definition.label.is_empty() {
        found.push(problem("label.en", "field.required", t.t("fields-problem-label")));
    }
    if definition.concepts.is_empty() {
        found.push(problem("concepts", "field.required", t.t("fields-problem-concepts")));
    }
    if definition.kind.has_choices() && definition.choices.is_empty() {
        found.push(problem("lines", "field.required", t.t("fields-problem-choices")));
    }
    if definition.kind.has_catalog() && definition.catalog.is_none() {
        found.push(problem("catalog", "field.required", t.t("fields-problem-catalog")));
    }
    let code = definition.currency.as_deref().unwrap_or_default();
    let is_code = code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase());
    if definition.kind == crate::fields::model::FieldKind::Currency && !is_code {
        found.push(problem("currency", "field.currency", t.t("fields-problem-currency")));
    }
    let mut seen = std::collections::HashSet::new();
    for (at, choice) in definition.choices.iter().enumerate() {
        if choice.label.is_empty() {
            found.push(problem(&format!("choices.{at}"), "field.required", t.t("fields-problem-label")));
        }
        if !seen.insert(choice.id.as_str()) {
            let words = [("id", choice.id.as_str().into())];
            found.push(problem(
                &format!("choices.{at}"),
                "field.choice-twice",
                t.ta("fields-problem-choice-twice", &words),
            ));
        }
    }
    found
}

/// Whether the identifier is free for each of the definition's concepts. The same one may describe several concepts
/// when its type is the same: then its value means the same thing.
async fn identifier_taken(
    cx: &ServiceContext,
    open: &OpenFields,
    definition: &Definition,
    place: Option<usize>,
) -> Result<Option<Problem>, AppError> {
    let t = cx.texts();
    let others = open.document.fields.iter().enumerate().filter(|(at, _)| Some(*at) != place);
    for (_, other) in others.filter(|(_, other)| other.id == definition.id) {
        let shared = other.concepts.iter().any(|concept| definition.concepts.contains(concept));
        let name = other.label.pick(cx.culture);
        if shared {
            let words = [("name", name.into())];
            return Ok(Some(problem("id", "field.id-taken", t.ta("fields-problem-id-taken", &words))));
        }
        if other.kind != definition.kind {
            let words = [("name", name.into())];
            return Ok(Some(problem("id", "field.id-type", t.ta("fields-problem-id-type", &words))));
        }
    }
    for concept in &definition.concepts {
        let (strange, _) = strange_fields(cx, open.of(), *concept).await?;
        if let Some((plugin, _)) = strange.iter().find(|(_, field)| field.id == definition.id) {
            let words = [("name", plugin.as_str().into())];
            return Ok(Some(problem("id", "field.id-taken", t.ta("fields-problem-id-plugin", &words))));
        }
    }
    Ok(None)
}

/// Addresses of a document as the names of controls: `/fields/3/label/en` of the field at 3 is `label.en`.
fn at_controls(error: AppError, place: usize) -> AppError {
    let AppError::Invalid(problems) = error else { return error };
    let own = format!("/fields/{place}/");
    let named = problems.into_iter().map(|problem| {
        let field = problem.field.strip_prefix(&own).map(|rest| rest.replace('/', "."));
        let field = field.map(|name| match name.strip_prefix("choices.") {
            Some(rest) => format!("choices.{}", rest.split('.').next().unwrap_or_default()),
            None => name,
        });
        Problem { field: field.unwrap_or_default(), ..problem }
    });
    AppError::Invalid(named.collect())
}

async fn put(
    cx: &ServiceContext,
    open: &OpenFields,
    concept: FieldConcept,
    definition: Definition,
    place: Option<usize>,
) -> Result<(), AppError> {
    let mut found: Vec<Problem> = identifier_problem(cx, &definition.id).into_iter().collect();
    found.extend(problems(cx, &definition));
    if found.is_empty() {
        found.extend(identifier_taken(cx, open, &definition, place).await?);
    }
    if !found.is_empty() {
        return Err(AppError::Invalid(found));
    }
    let mut document: Document = open.document.clone();
    let place = match place {
        Some(place) => {
            document.fields[place] = definition;
            place
        }
        None => {
            document.fields.push(definition);
            document.fields.len() - 1
        }
    };
    let concept = document.fields[place].concepts.first().copied().unwrap_or(concept);
    save(cx, open, &document, concept, open.version())
        .await
        .map(|_| ())
        .map_err(|error| at_controls(error, place))
}

/// A new field at the end.
///
/// # Errors
/// [`AppError::Invalid`] by control; [`AppError::Conflict`] when somebody else saved at the same moment.
pub async fn create_field(
    cx: &ServiceContext,
    of: SettingsScope,
    concept: FieldConcept,
    definition: Definition,
) -> Result<(), AppError> {
    cx.require(Permission::FieldsUpdate)?;
    let open = open_fields(cx, of).await?;
    put(cx, &open, concept, definition, None).await
}

/// Another definition in the place of a field, which keeps its identifier: values, workbooks and programs know the
/// field by it. `expected` is the digest of the definition that the change was made from.
///
/// # Errors
/// As in [`create_field`]; [`AppError::NotFound`].
pub async fn update_field(
    cx: &ServiceContext,
    of: SettingsScope,
    (concept, id): (FieldConcept, &str),
    definition: Definition,
    expected: &str,
) -> Result<(), AppError> {
    cx.require(Permission::FieldsUpdate)?;
    let open = open_fields(cx, of).await?;
    let place = open.document.place(concept, id).ok_or(AppError::NotFound)?;
    if open.document.fields[place].digest() != expected {
        return Err(AppError::Conflict);
    }
    let definition =
        Definition { id: id.to_owned(), further: open.document.fields[place].further.clone(), ..definition };
    put(cx, &open, concept, definition, Some(place)).await
}

/// Moves a field, or its group, in the order of display.
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::Conflict`].
pub async fn move_field(
    cx: &ServiceContext,
    of: SettingsScope,
    (concept, id): (FieldConcept, &str),
    step: Step,
) -> Result<(), AppError> {
    cx.require(Permission::FieldsUpdate)?;
    let open = open_fields(cx, of).await?;
    let mut document = open.document.clone();
    document.place(concept, id).ok_or(AppError::NotFound)?;
    if document.step(concept, id, step) {
        save(cx, &open, &document, concept, open.version()).await?;
    }
    Ok(())
}

/// Takes a field away from a concept; with its last concept it is gone. Values of people stay, or are removed by work
/// in the background.
///
/// # Errors
/// [`AppError::Invalid`] while other fields depend on it; [`AppError::NotFound`]; [`AppError::Conflict`].
pub async fn delete_field(
    cx: &ServiceContext,
    of: SettingsScope,
    (concept, id): (FieldConcept, &str),
    with_values: bool,
) -> Result<(), AppError> {
    cx.require(Permission::FieldsUpdate)?;
    let open = open_fields(cx, of).await?;
    let place = open.document.place(concept, id).ok_or(AppError::NotFound)?;
    let only = Definition { concepts: vec![concept], ..open.document.fields[place].clone() };
    let uses: Vec<Use> = open.document.depending_on(&only, cx.culture);
    if let Some(first) = uses.first() {
        let words = [("name", first.name.as_str().into())];
        let message = cx.texts().ta("fields-problem-in-use", &words);
        return Err(AppError::Invalid(vec![problem("", "field.in-use", message)]));
    }
    let mut document = open.document.clone();
    document.fields[place].concepts.retain(|own| *own != concept);
    if document.fields[place].concepts.is_empty() {
        document.fields.remove(place);
    }
    save(cx, &open, &document, concept, open.version()).await?;
    if with_values {
        removal::schedule(cx, concept, id).await?;
    }
    Ok(())
}
