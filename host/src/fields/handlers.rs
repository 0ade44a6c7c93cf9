//! Pages of additional fields: HTTP in and out.
mod catalogs;
mod page;
mod transfer;

use axum::Form;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use elenco_db::FieldFileId;
use maud::Markup;

use super::form::FieldForm;
use super::model::{Definition, FieldConcept, Step};
use super::{service, views};
use crate::context::{RequestContext, ServiceContext};
use crate::error::AppError;
use crate::exports::handlers::attachment;
use crate::users::model::Problem;

use page::{Detail, PageQuery, concept_of, detail, page, scope_of, with_dialog};

pub use catalogs::{
    ask_delete_catalog, catalog, catalogs, create_catalog, delete_catalog, new_catalog, update_catalog,
};
pub use transfer::{apply, ask_import, definitions, preview};

/// What a form sends.
type Pairs = Vec<(String, String)>;

/// `GET /additional-fields`: the fields of a concept.
///
/// # Errors
/// [`AppError`].
pub async fn list(cx: RequestContext, Query(query): Query<PageQuery>) -> Result<Markup, AppError> {
    let concept = query.concept();
    let open = service::open_fields(&cx.service, scope_of(&cx, &query)?).await?;
    let nothing = views::none_chosen(&page::around(&cx, &query, &open));
    page(&cx, &query, &open, concept, None, nothing).await
}

/// `GET /additional-fields/{concept}/-new`: an empty form.
///
/// # Errors
/// [`AppError`].
pub async fn new(
    cx: RequestContext,
    Path((_, concept)): Path<(String, String)>,
    Query(mut query): Query<PageQuery>,
) -> Result<Markup, AppError> {
    let concept = concept_of(&concept)?;
    let open = service::open_fields(&cx.service, scope_of(&cx, &query)?).await?;
    let form = FieldForm::of_definition(&Definition::blank(concept), |_| false);
    query.tab.get_or_insert_with(|| "details".to_owned());
    let pane = detail(&cx, &query, &open, Detail::new(concept, None, &form))?;
    page(&cx, &query, &open, concept, None, pane).await
}

/// The form again, with what was refused at its place and everything that was typed.
async fn again(
    cx: &RequestContext,
    query: &PageQuery,
    (concept, id): (FieldConcept, Option<&str>),
    form: &FieldForm,
    error: Option<AppError>,
) -> Result<Response, AppError> {
    let open = service::open_fields(&cx.service, scope_of(cx, query)?).await?;
    let (problems, refused): (Vec<Problem>, Option<String>) = match error {
        None => (Vec::new(), None),
        Some(AppError::Invalid(problems)) => {
            let general = problems.iter().find(|problem| problem.field.is_empty());
            let sentence = general.map(|problem| problem.message.clone());
            let count = [("count", problems.len().into())];
            (problems, Some(sentence.unwrap_or_else(|| cx.texts.ta("fields-refused", &count))))
        }
        Some(AppError::Conflict) => (Vec::new(), Some(cx.texts.t("fields-conflict").into_owned())),
        Some(other) => return Err(other),
    };
    let definition = id.and_then(|id| open.document.find(concept, id));
    let is_rows = refused.is_none();
    let mut shown =
        Detail { problems: &problems, refused, unsaved: true, ..Detail::new(concept, definition, form) };
    shown.tab =
        if is_rows { "values" } else { views::tab_of(problems.first().map_or("", |first| &first.field)) };
    let pane = detail(cx, query, &open, shown)?;
    let page = page(cx, query, &open, concept, id, pane).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// Controls that hold no number though they should.
fn unreadable(cx: &RequestContext, bad: Vec<&'static str>) -> Option<AppError> {
    let problem = |name: &str| Problem {
        field: name.to_owned(),
        code: "field.number".to_owned(),
        message: cx.texts.t("fields-problem-number").into_owned(),
    };
    let problems: Vec<Problem> = bad.into_iter().map(problem).collect();
    (!problems.is_empty()).then_some(AppError::Invalid(problems))
}

fn saved(cx: &RequestContext, query: &PageQuery, definition: &Definition, concept: FieldConcept) -> Response {
    let concept = if definition.concepts.contains(&concept) { concept } else { definition.concepts[0] };
    let address = cx.paths.field(concept.as_str(), &definition.id, query.of_project());
    let mark = if query.of_project() { '&' } else { '?' };
    Redirect::to(&format!("{address}{mark}said=saved")).into_response()
}

/// `POST /additional-fields/{concept}`: a new field.
///
/// # Errors
/// [`AppError`]; values that were refused come back with the form.
pub async fn create(
    cx: RequestContext,
    Path((_, concept)): Path<(String, String)>,
    Query(query): Query<PageQuery>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, AppError> {
    let concept = concept_of(&concept)?;
    let form = FieldForm::read(pairs, cx.texts.culture())?;
    if form.only_rows() {
        return again(&cx, &query, (concept, None), &form, None).await;
    }
    let (definition, bad) = form.definition(concept);
    if let Some(error) = unreadable(&cx, bad) {
        return again(&cx, &query, (concept, None), &form, Some(error)).await;
    }
    let of = scope_of(&cx, &query)?;
    match service::create_field(&cx.service, of, concept, definition.clone()).await {
        Ok(()) => Ok(saved(&cx, &query, &definition, concept)),
        Err(error) => again(&cx, &query, (concept, None), &form, Some(error)).await,
    }
}

/// `GET /additional-fields/{concept}/{key}`: a field.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(
    cx: RequestContext,
    Path((_, concept, id)): Path<(String, String, String)>,
    Query(query): Query<PageQuery>,
) -> Result<Markup, AppError> {
    let concept = concept_of(&concept)?;
    let open = service::open_fields(&cx.service, scope_of(&cx, &query)?).await?;
    let definition = open.document.find(concept, &id).ok_or(AppError::NotFound)?;
    let ticked = |other: &str| views::can_tick(&open.document, concept, other);
    let form = FieldForm::of_definition(definition, ticked);
    let mut shown = Detail::new(concept, Some(definition), &form);
    shown.tab = query.tab();
    let pane = detail(&cx, &query, &open, shown)?;
    page(&cx, &query, &open, concept, Some(&id), pane).await
}

/// `POST /additional-fields/{concept}/{key}`: changes to a field.
///
/// # Errors
/// [`AppError`]; values that were refused come back with the form.
pub async fn update(
    cx: RequestContext,
    Path((_, concept, id)): Path<(String, String, String)>,
    Query(query): Query<PageQuery>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, AppError> {
    let concept = concept_of(&concept)?;
    let form = FieldForm::read(pairs, cx.texts.culture())?;
    if form.only_rows() {
        return again(&cx, &query, (concept, Some(&id)), &form, None).await;
    }
    let (definition, bad) = form.definition(concept);
    let definition = Definition { id: id.clone(), ..definition };
    if let Some(error) = unreadable(&cx, bad) {
        return again(&cx, &query, (concept, Some(&id)), &form, Some(error)).await;
    }
    let of = scope_of(&cx, &query)?;
    match service::update_field(&cx.service, of, (concept, &id), definition.clone(), form.digest()).await {
        Ok(()) => Ok(saved(&cx, &query, &definition, concept)),
        Err(error) => again(&cx, &query, (concept, Some(&id)), &form, Some(error)).await,
    }
}

fn value<'a>(pairs: &'a [(String, String)], name: &str) -> &'a str {
    pairs.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value.as_str())
}

/// `POST /additional-fields/{concept}/-order`: a field, or its group, one step up or down.
///
/// # Errors
/// [`AppError`].
pub async fn reorder(
    cx: RequestContext,
    Path((_, concept)): Path<(String, String)>,
    Query(query): Query<PageQuery>,
    Form(pairs): Form<Pairs>,
) -> Result<Redirect, AppError> {
    let concept = concept_of(&concept)?;
    let step = Step::parse(value(&pairs, "do")).ok_or(AppError::NotFound)?;
    let of = scope_of(&cx, &query)?;
    service::move_field(&cx.service, of, (concept, value(&pairs, "id")), step).await?;
    let open = value(&pairs, "open");
    let page = if open.is_empty() {
        cx.paths.concept_fields(concept.as_str(), query.of_project())
    } else {
        cx.paths.field(concept.as_str(), open, query.of_project())
    };
    Ok(Redirect::to(&page))
}

async fn delete_page(
    cx: &RequestContext,
    query: &PageQuery,
    concept: FieldConcept,
    id: &str,
) -> Result<Markup, AppError> {
    let open = service::open_fields(&cx.service, scope_of(cx, query)?).await?;
    let definition = open.document.find(concept, id).ok_or(AppError::NotFound)?;
    let form = FieldForm::of_definition(definition, |other| views::can_tick(&open.document, concept, other));
    let pane = detail(cx, query, &open, Detail::new(concept, Some(definition), &form))?;
    let only = Definition { concepts: vec![concept], ..definition.clone() };
    let uses = open.document.depending_on(&only, cx.texts.culture());
    let around = page::around(cx, query, &open);
    let dialog = views::delete_dialog(&around, concept, definition, &uses);
    with_dialog(cx, query, &open, concept, Some(id), pane, dialog).await
}

/// `GET /additional-fields/{concept}/{key}/delete`: asks, and says what depends on the field.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn ask_delete(
    cx: RequestContext,
    Path((_, concept, id)): Path<(String, String, String)>,
    Query(query): Query<PageQuery>,
) -> Result<Markup, AppError> {
    delete_page(&cx, &query, concept_of(&concept)?, &id).await
}

/// `GET /additional-fields/{concept}/{key}/uses`: how many people have a value, for the dialog that asks.
///
/// # Errors
/// [`AppError`].
pub async fn uses(
    cx: RequestContext,
    Path((_, concept, id)): Path<(String, String, String)>,
) -> Result<Markup, AppError> {
    let counted = service::count_values(&cx.service, concept_of(&concept)?, &id).await?;
    Ok(views::counted(cx.texts, counted))
}

/// `POST /additional-fields/{concept}/{key}/delete`.
///
/// # Errors
/// [`AppError`]; a field that others depend on is shown with them.
pub async fn delete(
    cx: RequestContext,
    Path((_, concept, id)): Path<(String, String, String)>,
    Query(query): Query<PageQuery>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, AppError> {
    let concept = concept_of(&concept)?;
    let with_values = value(&pairs, "values") == "remove";
    match service::delete_field(&cx.service, scope_of(&cx, &query)?, (concept, &id), with_values).await {
        Ok(()) => {
            let list = cx.paths.concept_fields(concept.as_str(), query.of_project());
            Ok(Redirect::to(&format!("{list}&said=deleted")).into_response())
        }
        Err(AppError::Invalid(_)) => {
            let page = delete_page(&cx, &query, concept, &id).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}

/// `POST /additional-fields/-/scope`: gives the chosen project fields of its own, or takes them away.
///
/// # Errors
/// [`AppError`].
pub async fn set_scope(cx: RequestContext, Form(pairs): Form<Pairs>) -> Result<Redirect, AppError> {
    let query = PageQuery { scope: Some("project".to_owned()), ..PageQuery::default() };
    let own = value(&pairs, "own") == "true";
    let version = value(&pairs, "version").parse().map_err(|_| AppError::Conflict)?;
    service::set_own(&cx.service, scope_of(&cx, &query)?, own, version).await?;
    let concept = FieldConcept::parse(value(&pairs, "concept")).unwrap_or(FieldConcept::Client);
    let list = cx.paths.concept_fields(concept.as_str(), true);
    Ok(Redirect::to(&format!("{list}&said={}", if own { "own" } else { "shared" })))
}

/// A file of a field, to keep: a browser never shows what somebody sent here as a page of ours. Whoever calls this has
/// seen that the reader may see the value.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn download(cx: &ServiceContext, id: FieldFileId, field: &str) -> Result<Response, AppError> {
    let (file, content) = service::read_file(cx, id, field).await?;
    Ok(attachment(&file.name, &file.media_type, content))
}
