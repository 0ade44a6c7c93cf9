//! The list of people: HTTP in and out.
use axum::extract::{Form, Path};
use axum::response::{IntoResponse, Redirect, Response};
use elenco_db::UserId;
use maud::{Markup, html};

use super::{ListQuery, kind_of, saying};
use crate::auth::permission::Permission;
use crate::bulk_changes;
use crate::bulk_changes::model::Action;
use crate::context::RequestContext;
use crate::context::console::{self, Section};
use crate::error::AppError;
use crate::saved_views;
use crate::saved_views::model::{Preference, SavedView};
use crate::ui::{self, Pane, Toast};
use crate::users::model::{ListColumn, ListField, ListState, UserKind, Viewed};
use crate::users::service;
use crate::users::views::{self, FilterView, ListView, ViewEntry, list_address};

/// People on a page of the list.
const PAGE: usize = 50;
/// What stands before the words of the list in a form.
const LIST: &str = "list.";

/// The name under which views and columns of a list are kept.
pub fn list_page(kind: UserKind) -> &'static str {
    match kind {
        UserKind::Client => "clients",
        UserKind::Specialist => "specialists",
    }
}

/// The list beside whatever detail is open, as a whole page.
pub(super) async fn page(
    cx: &RequestContext,
    kind: UserKind,
    query: &ListQuery,
    open: Option<UserId>,
    detail: Markup,
    toasts: Vec<Toast>,
) -> Result<Markup, AppError> {
    page_with(cx, kind, query, open, detail, toasts, html! {}).await
}

/// Additional fields that can be shown; none while a plugin is away, which the pages of people say.
async fn fields(cx: &RequestContext, kind: UserKind) -> Vec<ListField> {
    service::list_fields(&cx.service, kind).await.unwrap_or_default()
}

/// The columns that were chosen, as far as they are known, and the names of the others.
fn columns_of(
    state: &ListState,
    preference: &Preference,
    fields: &[ListField],
) -> (Vec<ListColumn>, Vec<String>) {
    let Some(chosen) = state.columns.as_ref().or(preference.columns.as_ref()) else {
        return (ListColumn::USUAL.to_vec(), Vec::new());
    };
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for id in chosen {
        let column = ListColumn::parse(id).filter(|column| match column {
            ListColumn::Field(field) => fields.iter().any(|known| known.id == *field),
            _ => true,
        });
        match column {
            Some(column) if !known.contains(&column) => known.push(column),
            Some(_) => {}
            None => unknown.push(id.clone()),
        }
    }
    // A reader's own choice loses a column silently when its field is gone; a view or an address says so.
    if state.columns.is_none() {
        unknown.clear();
    }
    (known, unknown)
}

fn entry(cx: &RequestContext, preference: &Preference, view: &SavedView) -> ViewEntry {
    ViewEntry {
        id: view.id,
        name: view.name.clone(),
        shared: view.shared,
        own: view.user_id == cx.user.id,
        is_default: preference.default_view == Some(view.id),
    }
}

fn kept_state(view: &SavedView) -> ListState {
    ListState::read(view.words.iter().map(|(name, value)| (name.as_str(), value.as_str()))).0
}

/// The same with a dialog over it.
pub(super) async fn page_with(
    cx: &RequestContext,
    kind: UserKind,
    query: &ListQuery,
    open: Option<UserId>,
    detail: Markup,
    toasts: Vec<Toast>,
    dialog: Markup,
) -> Result<Markup, AppError> {
    let project = cx.project()?;
    let mut toasts = toasts;
    toasts.extend(bulk_changes::handlers::toast(cx, query.change).await?);
    let is_open = open.is_some() || query.tab.is_some();
    let (kept, preference) = saved_views::service::open_list(&cx.service, list_page(kind)).await?;
    // Beside a detail there are no columns, and only a filter by a field needs to know the fields.
    let needs_fields = !is_open || !query.state.filter.fields.is_empty();
    let fields = if needs_fields { fields(cx, kind).await } else { Vec::new() };
    let mut state = query.state.clone();
    let mut unknown = query.unknown.clone();
    unknown.extend(service::permitted(&cx.service, &mut state.filter, &fields));
    let (columns, gone) = columns_of(&state, &preference, &fields);
    if !is_open {
        unknown.extend(gone);
    }
    let anchor = query.anchor();
    let what = (state.filter.clone(), state.sort);
    let people = service::list_sorted(&cx.service, (project.id, kind), what, anchor.clone(), PAGE).await?;
    let counts = service::count_users(&cx.service, project.id, kind).await?;
    let names = service::filter_names(&cx.service, &state.filter).await?;
    let viewed = kept.iter().find(|view| state.view == Viewed::By(view.id));
    let may = |permission| cx.service.permissions.allow(permission);
    let list = views::list_pane(&ListView {
        t: cx.texts,
        paths: &cx.paths,
        kind,
        total: counts.total(),
        active: counts.active,
        names: &names,
        fields: &fields,
        columns: &columns,
        unknown: &unknown,
        views: &kept.iter().map(|view| entry(cx, &preference, view)).collect::<Vec<_>>(),
        is_changed: viewed.is_some_and(|view| !kept_state(view).is_alike(&state)),
        state: &state,
        anchor: anchor.as_ref(),
        listing: &people,
        open: is_open.then_some(open),
        csrf: cx.csrf(),
        may_add: may(Permission::UsersAdd),
        may_move: (may(Permission::UsersImport), may(Permission::UsersExport)),
        may_change: Action::ALL
            .into_iter()
            .filter(|action| may(action.permission()))
            .map(Action::as_str)
            .collect(),
        may_associate: may(Permission::ProjectsAddUsers) && may(Permission::ProjectsList),
        may_delete: may(Permission::UsersDelete),
        can_look_up: cx.service.app.extensions.can_look_up(&cx.service.caller),
        now: cx.service.app.clock.now().to_chrono(),
    });
    let title = views::kind_words(cx.texts, kind).plural;
    let shell = console::shell(cx, &title, Section::Users(kind), toasts).await?;
    let main = if is_open { ui::split(Pane::Detail, list, detail) } else { list };
    Ok(shell.page(html! { (main) (dialog) }))
}

/// The list beside what another domain shows of people, and a dialog over both.
pub(crate) async fn beside(
    cx: &RequestContext,
    kind: UserKind,
    detail: Option<Markup>,
    toasts: Vec<Toast>,
    dialog: Markup,
) -> Result<Markup, AppError> {
    let tab = detail.is_some().then(|| "details".to_owned());
    let query = ListQuery { tab, ..ListQuery::default() };
    page_with(cx, kind, &query, None, detail.unwrap_or_default(), toasts, dialog).await
}

/// `GET /users/{category}`: the list, as the reader's own beginning shows it when the address says nothing.
///
/// # Errors
/// [`AppError`].
pub async fn list(
    cx: RequestContext,
    Path((_, category)): Path<(String, String)>,
    query: ListQuery,
) -> Result<Response, AppError> {
    let kind = kind_of(&category)?;
    if query.is_bare() && !query.is_for_list {
        let (kept, preference) = saved_views::service::open_list(&cx.service, list_page(kind)).await?;
        let first = kept.iter().find(|view| preference.default_view == Some(view.id));
        if let Some(view) = first {
            return Ok(Redirect::to(&cx.paths.view(kind, view.id)).into_response());
        }
    }
    Ok(page(&cx, kind, &query, None, html! {}, saying(&cx, &query)).await?.into_response())
}

async fn over_list(cx: &RequestContext, kind: UserKind, dialog: Markup) -> Result<Markup, AppError> {
    let title = views::kind_words(cx.texts, kind).plural;
    console::page(cx, &title, Section::Users(kind), dialog).await
}

/// `GET /users/{category}/filter`: the dialog of filters.
///
/// # Errors
/// [`AppError`].
pub async fn filter(
    cx: RequestContext,
    Path((_, category)): Path<(String, String)>,
    query: ListQuery,
) -> Result<Markup, AppError> {
    let kind = kind_of(&category)?;
    let dialog = FilterView {
        t: cx.texts,
        paths: &cx.paths,
        kind,
        state: &query.state,
        choices: &service::filter_choices(&cx.service, kind).await?,
        fields: &fields(&cx, kind).await,
    };
    over_list(&cx, kind, dialog.render()).await
}

/// `GET /users/{category}/columns`: the dialog of columns.
///
/// # Errors
/// [`AppError`].
pub async fn columns(
    cx: RequestContext,
    Path((_, category)): Path<(String, String)>,
    query: ListQuery,
) -> Result<Markup, AppError> {
    let kind = kind_of(&category)?;
    let (_, preference) = saved_views::service::open_list(&cx.service, list_page(kind)).await?;
    let fields = fields(&cx, kind).await;
    let (chosen, _) = columns_of(&query.state, &preference, &fields);
    let what = (&query.state, chosen.as_slice(), fields.as_slice());
    over_list(&cx, kind, views::columns_dialog(cx.texts, &cx.paths, kind, what, cx.csrf())).await
}

/// `POST /users/{category}/columns`: keeps the reader's choice.
///
/// # Errors
/// [`AppError`].
pub async fn choose_columns(
    cx: RequestContext,
    Path((_, category)): Path<(String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Redirect, AppError> {
    let kind = kind_of(&category)?;
    let (mut state, mut chosen, mut usual) = (ListState::default(), Vec::new(), false);
    for (name, value) in pairs {
        match name.as_str() {
            "column" => chosen.extend(ListColumn::parse(&value).map(|column| column.id())),
            "usual" => usual = true,
            other => {
                if let Some(word) = other.strip_prefix(LIST) {
                    state.take(word, &value);
                }
            }
        }
    }
    let chosen = (!usual).then_some(chosen);
    saved_views::service::choose_columns(&cx.service, list_page(kind), chosen).await?;
    let address = list_address(&cx.paths.users(kind), &state, None);
    let and = if address.contains('?') { '&' } else { '?' };
    Ok(Redirect::to(&format!("{address}{and}said=columns")))
}
