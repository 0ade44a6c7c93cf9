//! The list, a plugin beside it, and the dialogs over it.
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use elenco_db::PluginVersionId;
use maud::{Markup, html};
use serde::Deserialize;

use crate::auth::permission::Permission;
use crate::context::RequestContext;
use crate::context::console::{self, Section};
use crate::error::AppError;
use crate::plugins::model::{PluginDetail, PluginProblem, PluginSummary, Tried};
use crate::plugins::service;
use crate::plugins::views::{
    self, CanaryView, ConsentView, DetailView, FiguresView, ListView, LogView, Tab, TryView,
};
use crate::ui::{self, Pane, Toast};

/// What the address of the list may say.
#[derive(Debug, Default, Deserialize)]
pub struct ListQuery {
    search: Option<String>,
    tab: Option<String>,
    said: Option<String>,
}

impl ListQuery {
    /// The page of a tab.
    pub(super) fn of(tab: Tab) -> Self {
        Self { tab: Some(tab.key().to_owned()), ..Self::default() }
    }
}

fn matches(plugin: &PluginSummary, search: &str) -> bool {
    let folded = search.trim().to_lowercase();
    plugin.name.to_lowercase().contains(&folded) || plugin.kinds.iter().any(|kind| kind.contains(&folded))
}

fn toasts(cx: &RequestContext, said: Option<&str>) -> Vec<Toast> {
    let text = match said {
        Some("active") => cx.texts.t("plugins-said-active"),
        Some("off") => cx.texts.t("plugins-said-off"),
        Some("on") => cx.texts.t("plugins-said-on"),
        Some("removed") => cx.texts.t("plugins-said-removed"),
        Some("version-removed") => cx.texts.t("plugins-said-version-removed"),
        Some("trial") => cx.texts.t("plugins-canary-said-started"),
        Some("no-trial") => cx.texts.t("plugins-canary-said-stopped"),
        Some("compared") => cx.texts.t("plugins-canary-said-compared"),
        Some("uploaded") => cx.texts.t("plugins-said-uploaded"),
        _ => return Vec::new(),
    };
    vec![Toast::completed(text)]
}

/// A page with the list at its left.
async fn page(
    cx: &RequestContext,
    query: &ListQuery,
    all: &[PluginSummary],
    open: Option<&str>,
    detail: Markup,
) -> Result<Markup, AppError> {
    let said = toasts(cx, query.said.as_deref());
    page_saying(cx, query, all, open, detail, said).await
}

async fn page_saying(
    cx: &RequestContext,
    query: &ListQuery,
    all: &[PluginSummary],
    open: Option<&str>,
    detail: Markup,
    said: Vec<Toast>,
) -> Result<Markup, AppError> {
    let search = query.search.as_deref().unwrap_or_default();
    let found: Vec<PluginSummary> = all.iter().filter(|plugin| matches(plugin, search)).cloned().collect();
    let list = ListView {
        t: cx.texts,
        paths: &cx.paths,
        plugins: &found,
        total: all.len(),
        search,
        open,
        may_add: cx.service.permissions.allow(Permission::PluginsAdd),
    };
    let show = if open.is_some() { Pane::Detail } else { Pane::List };
    let main = ui::split(show, list.render(), detail);
    let title = cx.texts.t("plugins-title");
    Ok(console::shell(cx, &title, Section::Plugins, said).await?.page(main))
}

/// `GET /plugins`.
///
/// # Errors
/// [`AppError`].
pub async fn list(cx: RequestContext, Query(query): Query<ListQuery>) -> Result<Markup, AppError> {
    let all = service::list_plugins(&cx.service).await?;
    page(&cx, &query, &all, None, views::none_chosen(cx.texts)).await
}

/// What the open tab holds.
async fn content(
    cx: &RequestContext,
    plugin: &PluginDetail,
    tab: Tab,
    tried: &Tried,
) -> Result<Markup, AppError> {
    let (t, name) = (cx.texts, plugin.summary.name.as_str());
    let may_change = cx.service.permissions.allow(Permission::PluginsUpdate);
    Ok(match tab {
        Tab::Overview => {
            let hours = service::figures::hours(&cx.service, name).await?;
            FiguresView { t, hours: &hours, limits: &plugin.limits }.render()
        }
        Tab::Log => {
            let lines = service::figures::log_lines(&cx.service, name).await?;
            let failures = service::figures::failures(&cx.service, name).await?;
            LogView {
                t,
                paths: &cx.paths,
                plugin: name,
                lines: &lines,
                failures: &failures,
                csrf: cx.csrf(),
                may_change,
            }
            .render()
        }
        Tab::TryIt => TryView {
            t,
            paths: &cx.paths,
            plugin: name,
            kinds: &plugin.summary.kinds,
            tried,
            csrf: cx.csrf(),
            may_change,
        }
        .render(),
        Tab::Canary => {
            let compared = service::canary::compared(&cx.service, name).await?;
            let csrf = cx.csrf();
            CanaryView { t, paths: &cx.paths, plugin, compared: compared.as_ref(), csrf, may_change }.render()
        }
        Tab::Settings => html! {},
    })
}

/// A plugin's page with its settings open.
pub(super) async fn settings_page(
    cx: &RequestContext,
    name: &str,
    content: Markup,
    said: Vec<Toast>,
) -> Result<Markup, AppError> {
    let (all, plugin) = service::open_plugin(&cx.service, name).await?;
    let detail = DetailView {
        t: cx.texts,
        paths: &cx.paths,
        plugin: &plugin,
        tab: Tab::Settings,
        content,
        csrf: cx.csrf(),
        may_change: cx.service.permissions.allow(Permission::PluginsUpdate),
        may_remove: cx.service.permissions.allow(Permission::PluginsDelete),
        problem: None,
    };
    page_saying(cx, &ListQuery::of(Tab::Settings), &all, Some(name), detail.render(), said).await
}

/// A plugin's page, with what could not be done.
pub(super) async fn detail_page(
    cx: &RequestContext,
    query: &ListQuery,
    name: &str,
    problem: Option<&PluginProblem>,
) -> Result<Response, AppError> {
    tab_page(cx, query, name, problem, &Tried::default()).await
}

/// The same with what was tried.
pub(super) async fn tab_page(
    cx: &RequestContext,
    query: &ListQuery,
    name: &str,
    problem: Option<&PluginProblem>,
    tried: &Tried,
) -> Result<Response, AppError> {
    let (all, plugin) = service::open_plugin(&cx.service, name).await?;
    let tab = Tab::of(query.tab.as_deref());
    let detail = DetailView {
        t: cx.texts,
        paths: &cx.paths,
        plugin: &plugin,
        tab,
        content: content(cx, &plugin, tab, tried).await?,
        csrf: cx.csrf(),
        may_change: cx.service.permissions.allow(Permission::PluginsUpdate),
        may_remove: cx.service.permissions.allow(Permission::PluginsDelete),
        problem,
    };
    let page = page(cx, query, &all, Some(name), detail.render()).await?;
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok((status, page).into_response())
}

/// `GET /plugins/{plugin}`.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(
    cx: RequestContext,
    Path((_, name)): Path<(String, String)>,
    Query(query): Query<ListQuery>,
) -> Result<Response, AppError> {
    if Tab::of(query.tab.as_deref()) == Tab::Settings {
        return Ok(Redirect::to(&cx.paths.plugin_settings(&name)).into_response());
    }
    detail_page(&cx, &query, &name, None).await
}

pub(super) async fn upload_page(
    cx: &RequestContext,
    problem: Option<&PluginProblem>,
) -> Result<Response, AppError> {
    let dialog = views::upload_dialog(
        cx.texts,
        &cx.paths,
        cx.csrf(),
        service::LARGEST_COMPONENT,
        problem,
        cx.service.app.extensions.requires_signature(),
    );
    let detail = html! { (views::none_chosen(cx.texts)) (dialog) };
    let all = service::list_plugins(&cx.service).await?;
    let page = page(cx, &ListQuery::default(), &all, None, detail).await?;
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok((status, page).into_response())
}

/// `GET /plugins/-/new`: the dialog that takes a component in.
///
/// # Errors
/// [`AppError`].
pub async fn new(cx: RequestContext) -> Result<Response, AppError> {
    upload_page(&cx, None).await
}

/// The dialog in which a version is granted what it asks for.
pub(super) async fn consent_page(
    cx: &RequestContext,
    name: &str,
    id: PluginVersionId,
    problem: Option<&PluginProblem>,
) -> Result<Response, AppError> {
    let (all, plugin) = service::open_plugin(&cx.service, name).await?;
    let version = plugin.version(id).ok_or(AppError::NotFound)?;
    let dialog =
        ConsentView { t: cx.texts, paths: &cx.paths, plugin: &plugin, version, csrf: cx.csrf(), problem };
    let detail = html! { (views::none_chosen(cx.texts)) (dialog.render()) };
    let page = page(cx, &ListQuery::default(), &all, Some(name), detail).await?;
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok((status, page).into_response())
}

/// `GET /plugins/{plugin}/versions/{id}`.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn version(
    cx: RequestContext,
    Path((_, name, id)): Path<(String, String, PluginVersionId)>,
) -> Result<Response, AppError> {
    consent_page(&cx, &name, id, None).await
}
