//! Kept views: HTTP in and out.
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use elenco_db::SavedViewId;
use maud::Markup;

use super::model::{SavedView, ViewValues};
use super::service;
use super::views::ViewDialog;
use crate::auth::permission::Permission;
use crate::context::RequestContext;
use crate::context::console::{self, Section};
use crate::error::AppError;
use crate::paths;
use crate::users::handlers::{ListQuery, list_page};
use crate::users::model::{ListState, Problem, UserKind, Viewed};
use crate::users::views::{kind_words, list_address};

/// What stands before the words of the list in a form.
const LIST: &str = "list.";

fn kind_of(category: &str) -> Result<UserKind, AppError> {
    paths::kind_of(category).ok_or(AppError::NotFound)
}

/// What a form about a view sends.
#[derive(Debug, Default)]
struct ViewForm {
    name: String,
    shared: bool,
    replace: bool,
    begin: bool,
    version: i64,
    /// What the list shows behind the dialog.
    state: ListState,
}

impl ViewForm {
    fn read(pairs: Vec<(String, String)>) -> Self {
        let mut form = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "name" => form.name = value,
                "shared" => form.shared = value == "true",
                "replace" => form.replace = value == "true",
                "begin" => form.begin = value == "true",
                "version" => form.version = value.parse().unwrap_or_default(),
                other => {
                    if let Some(word) = other.strip_prefix(LIST) {
                        form.state.take(word, &value);
                    }
                }
            }
        }
        form
    }

    fn values(&self, with_state: bool) -> ViewValues {
        let words = with_state.then(|| self.state.kept_words());
        ViewValues { name: self.name.clone(), shared: self.shared, words }
    }
}

/// What a dialog shows beyond the request.
struct Shown<'a> {
    kind: UserKind,
    view: Option<&'a SavedView>,
    values: &'a ViewValues,
    state: &'a ListState,
    problems: &'a [Problem],
    refused: Option<String>,
}

async fn dialog(cx: &RequestContext, shown: Shown<'_>) -> Result<Markup, AppError> {
    let (_, preference) = service::open_list(&cx.service, list_page(shown.kind)).await?;
    let kept = shown.view.map(|view| words_state(view).0);
    let dialog = ViewDialog {
        t: cx.texts,
        paths: &cx.paths,
        kind: shown.kind,
        view: shown.view,
        values: shown.values,
        state: shown.state,
        is_changed: kept.is_some_and(|kept| !kept.is_alike(shown.state)),
        is_default: shown.view.is_some_and(|view| preference.default_view == Some(view.id)),
        may_share: cx.service.permissions.allow(Permission::UsersUpdate),
        problems: shown.problems,
        refused: shown.refused,
        csrf: cx.csrf(),
    };
    let title = kind_words(cx.texts, shown.kind).plural;
    console::page(cx, &title, Section::Users(shown.kind), dialog.render(cx.user.id)).await
}

/// What a view shows, and the names of what is not known any more.
fn words_state(view: &SavedView) -> (ListState, Vec<String>) {
    ListState::read(view.words.iter().map(|(name, value)| (name.as_str(), value.as_str())))
}

fn to_list(cx: &RequestContext, kind: UserKind, state: &ListState, said: Option<&str>) -> Redirect {
    let address = list_address(&cx.paths.users(kind), state, None);
    match said {
        None => Redirect::to(&address),
        Some(said) => {
            Redirect::to(&format!("{address}{}said={said}", if address.contains('?') { '&' } else { '?' }))
        }
    }
}

/// `GET /users/{category}/views/new`: the dialog.
///
/// # Errors
/// [`AppError`].
pub async fn new(
    cx: RequestContext,
    Path((_, category)): Path<(String, String)>,
    query: ListQuery,
) -> Result<Markup, AppError> {
    let kind = kind_of(&category)?;
    let values = ViewValues::default();
    let shown =
        Shown { kind, view: None, values: &values, state: query.state(), problems: &[], refused: None };
    dialog(&cx, shown).await
}

async fn refused(
    cx: &RequestContext,
    kind: UserKind,
    view: Option<&SavedView>,
    form: &ViewForm,
    error: AppError,
) -> Result<Response, AppError> {
    let (problems, sentence) = match error {
        AppError::Invalid(problems) => (problems, None),
        AppError::Conflict => (Vec::new(), Some(cx.texts.t("saved-views-conflict").into_owned())),
        other => return Err(other),
    };
    let values = form.values(false);
    let shown =
        Shown { kind, view, values: &values, state: &form.state, problems: &problems, refused: sentence };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, dialog(cx, shown).await?).into_response())
}

/// `POST /users/{category}/views`: keeps what the list shows.
///
/// # Errors
/// [`AppError`]; a name that was refused comes back with the dialog.
pub async fn create(
    cx: RequestContext,
    Path((_, category)): Path<(String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let kind = kind_of(&category)?;
    let form = ViewForm::read(pairs);
    match service::create_view(&cx.service, list_page(kind), form.values(true)).await {
        Ok(view) => {
            if form.begin {
                service::begin_with(&cx.service, list_page(kind), Some(view.id)).await?;
            }
            let state = ListState { view: Viewed::By(view.id), ..form.state };
            Ok(to_list(&cx, kind, &state, Some("view-kept")).into_response())
        }
        Err(error) => refused(&cx, kind, None, &form, error).await,
    }
}

/// `GET /users/{category}/views/{id}`: the list as the view shows it. What is not known any more is named.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(
    cx: RequestContext,
    Path((_, category, id)): Path<(String, String, SavedViewId)>,
) -> Result<Redirect, AppError> {
    let kind = kind_of(&category)?;
    let view = service::find_view(&cx.service, list_page(kind), id).await?;
    let (mut state, unknown) = words_state(&view);
    state.view = Viewed::By(id);
    let mut address = list_address(&cx.paths.users(kind), &state, None);
    for name in unknown {
        address += &format!("&{}", crate::users::model::query(&[("unknown".to_owned(), name)]));
    }
    Ok(Redirect::to(&address))
}

/// `GET /users/{category}/views/{id}/edit`: the dialog.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn edit(
    cx: RequestContext,
    Path((_, category, id)): Path<(String, String, SavedViewId)>,
    query: ListQuery,
) -> Result<Markup, AppError> {
    let kind = kind_of(&category)?;
    let view = service::find_view(&cx.service, list_page(kind), id).await?;
    let values = ViewValues { name: view.name.clone(), shared: view.shared, words: None };
    // From another view's menu line the list behind shows that other view: it does not replace this one.
    let kept = words_state(&view).0;
    let state = if query.state().view == Viewed::By(id) { query.state() } else { &kept };
    let shown = Shown { kind, view: Some(&view), values: &values, state, problems: &[], refused: None };
    dialog(&cx, shown).await
}

/// `POST /users/{category}/views/{id}`: renames, shares, replaces.
///
/// # Errors
/// [`AppError`]; a name that was refused comes back with the dialog.
pub async fn update(
    cx: RequestContext,
    Path((_, category, id)): Path<(String, String, SavedViewId)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let kind = kind_of(&category)?;
    let form = ViewForm::read(pairs);
    let view = service::find_view(&cx.service, list_page(kind), id).await?;
    let values = form.values(form.replace);
    match service::change_view(&cx.service, list_page(kind), (id, form.version), values).await {
        Ok(_) => {
            let state = ListState { view: Viewed::By(id), ..form.state };
            Ok(to_list(&cx, kind, &state, Some("view-kept")).into_response())
        }
        Err(error) => refused(&cx, kind, Some(&view), &form, error).await,
    }
}

/// `POST /users/{category}/views/{id}/delete`.
///
/// # Errors
/// [`AppError::NotFound`] for somebody else's.
pub async fn delete(
    cx: RequestContext,
    Path((_, category, id)): Path<(String, String, SavedViewId)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Redirect, AppError> {
    let kind = kind_of(&category)?;
    service::delete_view(&cx.service, list_page(kind), id).await?;
    let state = ListState { view: Viewed::Nothing, ..ViewForm::read(pairs).state };
    Ok(to_list(&cx, kind, &state, Some("view-deleted")))
}

/// `POST /users/{category}/views/{id}/begin`: the reader's list begins with it, or with none when it did.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn begin(
    cx: RequestContext,
    Path((_, category, id)): Path<(String, String, SavedViewId)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Redirect, AppError> {
    let kind = kind_of(&category)?;
    let stops = pairs.iter().any(|(name, value)| name == "begin_with" && value == "none");
    service::find_view(&cx.service, list_page(kind), id).await?;
    service::begin_with(&cx.service, list_page(kind), (!stops).then_some(id)).await?;
    Ok(Redirect::to(&cx.paths.view(kind, id)))
}
