//! Pages of the lists and trees that fields share.
use axum::Form;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::Pairs;
use super::page::{PageQuery, around, scope_of};
use crate::context::RequestContext;
use crate::context::console::{self, Section};
use crate::error::AppError;
use crate::fields::form::FieldForm;
use crate::fields::service::{self, OpenFields};
use crate::fields::views::{self, CatalogView};
use crate::ui::{self, Pane};
use crate::users::model::Problem;

async fn page(
    cx: &RequestContext,
    query: &PageQuery,
    open: &OpenFields,
    current: Option<&str>,
    detail: Markup,
    dialog: Markup,
) -> Result<Markup, AppError> {
    let list = views::catalog_list(&around(cx, query, open), current);
    let show = if current.is_some() || query.tab.is_some() { Pane::Detail } else { Pane::List };
    let title = cx.texts.t("fields-catalogs");
    let shell = console::shell(cx, &title, Section::Fields, query.toasts(cx)).await?;
    Ok(shell.page(html! { (ui::split(show, list, detail)) (dialog) }))
}

/// `GET /additional-fields/-/catalogs`.
///
/// # Errors
/// [`AppError`].
pub async fn catalogs(cx: RequestContext, Query(query): Query<PageQuery>) -> Result<Markup, AppError> {
    let open = service::open_fields(&cx.service, scope_of(&cx, &query)?).await?;
    let nothing = views::no_catalog_chosen(&around(&cx, &query, &open));
    page(&cx, &query, &open, None, nothing, html! {}).await
}

async fn shown(
    cx: &RequestContext,
    query: &PageQuery,
    id: Option<&str>,
    form: &FieldForm,
    (problems, refused): (&[Problem], Option<String>),
    asks: bool,
) -> Result<Markup, AppError> {
    let open = service::open_fields(&cx.service, scope_of(cx, query)?).await?;
    let around = around(cx, query, &open);
    let catalog = match id {
        Some(id) => Some(open.document.catalogs.iter().find(|own| own.id == id).ok_or(AppError::NotFound)?),
        None => None,
    };
    let unsaved = refused.is_some() || form.only_rows();
    let view = CatalogView { around: &around, catalog, form, problems, refused, unsaved };
    let dialog = match catalog.filter(|_| asks) {
        Some(catalog) => {
            let uses = open.document.taking_from(&catalog.id, cx.texts.culture());
            views::delete_catalog_dialog(&around, catalog, &uses)
        }
        None => html! {},
    };
    let query = PageQuery { tab: Some("details".to_owned()), ..query.clone() };
    page(cx, &query, &open, id, view.render(), dialog).await
}

/// `GET /additional-fields/-/catalogs/-new`.
///
/// # Errors
/// [`AppError`].
pub async fn new_catalog(cx: RequestContext, Query(query): Query<PageQuery>) -> Result<Markup, AppError> {
    shown(&cx, &query, None, &FieldForm::default(), (&[], None), false).await
}

async fn form_of(cx: &RequestContext, query: &PageQuery, id: &str) -> Result<FieldForm, AppError> {
    let open = service::open_fields(&cx.service, scope_of(cx, query)?).await?;
    let catalog = open.document.catalogs.iter().find(|own| own.id == id).ok_or(AppError::NotFound)?;
    Ok(FieldForm::of_catalog(catalog))
}

/// `GET /additional-fields/-/catalogs/{catalog}`.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn catalog(
    cx: RequestContext,
    Path((_, id)): Path<(String, String)>,
    Query(query): Query<PageQuery>,
) -> Result<Markup, AppError> {
    let form = form_of(&cx, &query, &id).await?;
    shown(&cx, &query, Some(&id), &form, (&[], None), false).await
}

async fn save(
    cx: &RequestContext,
    query: &PageQuery,
    id: Option<&str>,
    pairs: Pairs,
) -> Result<Response, AppError> {
    let form = FieldForm::read(pairs, cx.texts.culture())?;
    let (problems, sentence) = if form.only_rows() {
        (Vec::new(), None)
    } else {
        let known = id.map(|id| (id, form.digest()));
        match service::save_catalog(&cx.service, scope_of(cx, query)?, known, form.catalog()).await {
            Ok(id) => {
                let address = cx.paths.catalog(&id, query.of_project());
                let mark = if query.of_project() { '&' } else { '?' };
                return Ok(Redirect::to(&format!("{address}{mark}said=saved")).into_response());
            }
            Err(AppError::Invalid(problems)) => {
                let general = problems.iter().find(|problem| problem.field.is_empty());
                let count = [("count", problems.len().into())];
                let sentence =
                    general.map_or_else(|| cx.texts.ta("fields-refused", &count), |one| one.message.clone());
                (problems, Some(sentence))
            }
            Err(AppError::Conflict) => (Vec::new(), Some(cx.texts.t("fields-conflict").into_owned())),
            Err(error) => return Err(error),
        }
    };
    let page = shown(cx, query, id, &form, (&problems, sentence), false).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// `POST /additional-fields/-/catalogs`.
///
/// # Errors
/// [`AppError`]; values that were refused come back with the form.
pub async fn create_catalog(
    cx: RequestContext,
    Query(query): Query<PageQuery>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, AppError> {
    save(&cx, &query, None, pairs).await
}

/// `POST /additional-fields/-/catalogs/{catalog}`.
///
/// # Errors
/// [`AppError`]; values that were refused come back with the form.
pub async fn update_catalog(
    cx: RequestContext,
    Path((_, id)): Path<(String, String)>,
    Query(query): Query<PageQuery>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, AppError> {
    save(&cx, &query, Some(&id), pairs).await
}

/// `GET /additional-fields/-/catalogs/{catalog}/delete`: asks, and says which fields use it.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn ask_delete_catalog(
    cx: RequestContext,
    Path((_, id)): Path<(String, String)>,
    Query(query): Query<PageQuery>,
) -> Result<Markup, AppError> {
    let form = form_of(&cx, &query, &id).await?;
    shown(&cx, &query, Some(&id), &form, (&[], None), true).await
}

/// `POST /additional-fields/-/catalogs/{catalog}/delete`.
///
/// # Errors
/// [`AppError`]; a catalogue that fields use is shown with them.
pub async fn delete_catalog(
    cx: RequestContext,
    Path((_, id)): Path<(String, String)>,
    Query(query): Query<PageQuery>,
) -> Result<Response, AppError> {
    match service::delete_catalog(&cx.service, scope_of(&cx, &query)?, &id).await {
        Ok(()) => {
            let address = cx.paths.catalogs(query.of_project());
            let mark = if query.of_project() { '&' } else { '?' };
            Ok(Redirect::to(&format!("{address}{mark}said=deleted")).into_response())
        }
        Err(AppError::Invalid(_)) => {
            let form = form_of(&cx, &query, &id).await?;
            let page = shown(&cx, &query, Some(&id), &form, (&[], None), true).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}
