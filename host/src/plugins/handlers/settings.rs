//! Settings of a plugin: HTTP in and out.
use axum::Form;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use elenco_db::ProjectId;
use maud::Markup;
use serde::Deserialize;

use crate::auth::permission::Permission;
use crate::context::RequestContext;
use crate::error::AppError;
use crate::plugins::form::settings::{self as form, SettingsForm};
use crate::plugins::model::schema::Node;
use crate::plugins::model::settings::{Below, SettingsScope};
use crate::plugins::service::settings::{self as service, OpenSettings};
use crate::plugins::views::settings::{Scopes, SettingsView, VersionsView};
use crate::ui::Toast;
use crate::users::model::Problem;

use super::pages::settings_page;

/// What the address of the settings may say.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct SettingsQuery {
    scope: Option<String>,
    r#as: Option<String>,
    said: Option<String>,
    before: Option<i64>,
    asked: Option<u64>,
}

/// What the page shows, besides the settings themselves.
#[derive(Default)]
struct Shown<'a> {
    form: SettingsForm,
    problems: Vec<Problem>,
    refused: Option<String>,
    as_json: bool,
    unsaved: bool,
    below: Option<Below>,
    confirm: Option<String>,
    versions: Option<&'a VersionsView<'a>>,
    toasts: Vec<Toast>,
}

type Pairs = Vec<(String, String)>;

fn value<'a>(pairs: &'a [(String, String)], name: &str) -> &'a str {
    pairs.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value.as_str())
}

fn scope_of(word: &str) -> Result<SettingsScope, AppError> {
    SettingsScope::parse(word).ok_or(AppError::NotFound)
}

async fn open(cx: &RequestContext, plugin: &str, of: SettingsScope) -> Result<OpenSettings, AppError> {
    if let SettingsScope::Project(id) = of {
        cx.project_named(id)?;
    }
    service::open(&cx.service, plugin, of).await
}

/// What there is to set; nothing for a schema that names no property.
fn node_of(open: &OpenSettings) -> Option<Node> {
    let names_something = |schema: &&serde_json::Value| {
        schema.get("properties").and_then(serde_json::Value::as_object).is_some_and(|all| !all.is_empty())
    };
    open.configurable.schema.as_ref().filter(names_something).map(Node::of_schema)
}

async fn page(cx: &RequestContext, open: &OpenSettings, shown: Shown<'_>) -> Result<Markup, AppError> {
    let t = cx.texts;
    let node = node_of(open);
    let may_save = cx.service.permissions.allow(Permission::PluginsUpdate);
    let projects: Vec<(ProjectId, String)> = if open.by_project() {
        cx.projects.iter().map(|project| (project.id, project.name.clone())).collect()
    } else {
        Vec::new()
    };
    let view = SettingsView {
        t,
        paths: &cx.paths,
        plugin: &open.plugin,
        node: node.as_ref(),
        broken: open.broken.as_ref().map(ToString::to_string),
        form: &shown.form,
        problems: &shown.problems,
        refused: shown.refused,
        csrf: cx.csrf(),
        scopes: Scopes { of: open.of, projects: &projects, groups: &open.groups, narrower: &open.narrower },
        newest: open.newest,
        is_saved: open.saved.is_some(),
        as_json: shown.as_json,
        unsaved: shown.unsaved,
        below: shown.below.as_ref(),
        confirm: shown.confirm,
        may_save,
        may_ask: may_save && cx.service.permissions.allow(Permission::UsersUpdate),
        versions: shown.versions,
    };
    settings_page(cx, &open.plugin, view.tab(), shown.toasts).await
}

/// Whose passwords are below standard, for those who may know and for plugins that judge passwords.
async fn standing(
    cx: &RequestContext,
    open: &OpenSettings,
    document: &serde_json::Value,
) -> Result<Option<Below>, AppError> {
    if !open.by_group() || !cx.service.permissions.allow(Permission::PluginsUpdate) {
        return Ok(None);
    }
    service::below_standard(&cx.service, open, document).await.map(Some)
}

fn saying(cx: &RequestContext, query: &SettingsQuery) -> Vec<Toast> {
    let t = cx.texts;
    match query.said.as_deref() {
        Some("saved") => vec![Toast::completed(t.t("plugin-settings-saved"))],
        Some("same") => vec![Toast::completed(t.t("plugin-settings-unchanged"))],
        Some("removed") => vec![Toast::completed(t.t("plugin-settings-removed"))],
        Some("asked") => {
            let count = query.asked.unwrap_or(0);
            vec![Toast::completed(t.ta("plugin-settings-asked", &[("count", count.into())]))]
        }
        _ => Vec::new(),
    }
}

/// `GET /plugins/{plugin}/settings`.
///
/// # Errors
/// [`AppError`].
pub async fn show(
    cx: RequestContext,
    Path((_, plugin)): Path<(String, String)>,
    Query(query): Query<SettingsQuery>,
) -> Result<Markup, AppError> {
    let open = open(&cx, &plugin, scope_of(query.scope.as_deref().unwrap_or_default())?).await?;
    let below = standing(&cx, &open, &open.document).await?;
    let shown = Shown {
        form: SettingsForm { document: open.document.clone(), ..SettingsForm::default() },
        as_json: query.r#as.as_deref() == Some("json"),
        below: below.filter(|_| open.saved.is_some()),
        toasts: saying(&cx, &query),
        ..Shown::default()
    };
    page(&cx, &open, shown).await
}

/// What the form holds, with every secret in the vault before anything else looks at it.
async fn read(cx: &RequestContext, open: &OpenSettings, pairs: &Pairs) -> Result<SettingsForm, AppError> {
    let mut read = match (value(pairs, "as"), node_of(open)) {
        ("json", _) | (_, None) => form::read_json(value(pairs, "json")),
        (_, Some(node)) => form::read(&node, pairs)?,
    };
    service::take_secrets(&cx.service, open, &mut read.document).await?;
    Ok(read)
}

/// `POST /plugins/{plugin}/settings`: saves, or changes the rows of a list in the form.
///
/// # Errors
/// [`AppError`]; values that were refused come back with the form.
pub async fn update(
    cx: RequestContext,
    Path((_, plugin)): Path<(String, String)>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, AppError> {
    let of = scope_of(value(&pairs, "scope"))?;
    let open = open(&cx, &plugin, of).await?;
    let form = read(&cx, &open, &pairs).await?;
    let as_json = value(&pairs, "as") == "json";
    if form.only_rows {
        let shown = Shown { form, as_json, unsaved: true, ..Shown::default() };
        return Ok(page(&cx, &open, shown).await?.into_response());
    }
    if !form.unreadable.is_empty() {
        let problem = AppError::Invalid(Vec::new());
        return refused(&cx, &open, form, as_json, problem).await;
    }
    if let Err(error) = service::check(&cx.service, &open, &form.document).await {
        return refused(&cx, &open, form, as_json, error).await;
    }
    settle(&cx, &open, form, as_json, &pairs).await
}

/// Saves what was found good; of a policy only when whoever saves knows whose passwords it puts below standard.
async fn settle(
    cx: &RequestContext,
    open: &OpenSettings,
    form: SettingsForm,
    as_json: bool,
    pairs: &Pairs,
) -> Result<Response, AppError> {
    let below = standing(cx, open, &form.document).await?;
    let word = blake3::hash(form.document.to_string().as_bytes()).to_hex().to_string();
    let harms = below.as_ref().is_some_and(|below| below.asks_more && below.below + below.unknown > 0);
    if harms && value(pairs, "confirmed") != word {
        let shown = Shown { form, as_json, unsaved: true, below, confirm: Some(word), ..Shown::default() };
        return Ok(page(cx, open, shown).await?.into_response());
    }
    let expected = value(pairs, "version").parse().unwrap_or(-1);
    let changed = match service::save(&cx.service, open, Some(form.document.clone()), expected).await {
        Ok(changed) => changed,
        Err(error) => return refused(cx, open, form, as_json, error).await,
    };
    if value(pairs, "ask") == "true" {
        return ask(cx, &open.plugin, open.of).await;
    }
    Ok(moved(cx, &open.plugin, open.of, if changed { "saved" } else { "same" }))
}

fn moved(cx: &RequestContext, plugin: &str, of: SettingsScope, said: &str) -> Response {
    let address = cx.paths.plugin_settings(plugin);
    Redirect::to(&format!("{address}?scope={}&said={said}", of.to_word())).into_response()
}

/// The form again, with what was refused at its place and everything that was typed.
async fn refused(
    cx: &RequestContext,
    open: &OpenSettings,
    form: SettingsForm,
    as_json: bool,
    error: AppError,
) -> Result<Response, AppError> {
    let t = cx.texts;
    let (problems, sentence) = match error {
        AppError::Invalid(problems) => {
            let count = problems.len() + form.unreadable.len();
            (problems, t.ta("plugin-settings-refused", &[("count", count.into())]))
        }
        AppError::Conflict => (Vec::new(), t.t("plugin-settings-conflict").into_owned()),
        other => return Err(other),
    };
    let shown = Shown { form, problems, refused: Some(sentence), as_json, unsaved: true, ..Shown::default() };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page(cx, open, shown).await?).into_response())
}

async fn ask(cx: &RequestContext, plugin: &str, of: SettingsScope) -> Result<Response, AppError> {
    let open = open(cx, plugin, of).await?;
    let asked = service::ask_people(&cx.service, &open).await?;
    Ok(moved(cx, plugin, of, &format!("asked&asked={asked}")))
}

/// `POST /plugins/{plugin}/settings/ask`: people whose passwords were taken under weaker rules are to choose others.
///
/// # Errors
/// [`AppError`].
pub async fn ask_people(
    cx: RequestContext,
    Path((_, plugin)): Path<(String, String)>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, AppError> {
    ask(&cx, &plugin, scope_of(value(&pairs, "scope"))?).await
}

/// `POST /plugins/{plugin}/settings/delete`: takes settings away, so that the wider ones count alone.
///
/// # Errors
/// [`AppError`].
pub async fn delete(
    cx: RequestContext,
    Path((_, plugin)): Path<(String, String)>,
    Query(query): Query<SettingsQuery>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, AppError> {
    let word = query.scope.as_deref().unwrap_or_else(|| value(&pairs, "scope"));
    let of = scope_of(word)?;
    let open = open(&cx, &plugin, of).await?;
    service::save(&cx.service, &open, None, open.newest).await?;
    Ok(moved(&cx, &plugin, of, "removed"))
}

/// `GET /plugins/{plugin}/settings/versions`.
///
/// # Errors
/// [`AppError`].
pub async fn versions(
    cx: RequestContext,
    Path((_, plugin)): Path<(String, String)>,
    Query(query): Query<SettingsQuery>,
) -> Result<Markup, AppError> {
    let open = open(&cx, &plugin, scope_of(query.scope.as_deref().unwrap_or_default())?).await?;
    let (versions, more) = service::versions(&cx.service, &open, query.before).await?;
    let node = node_of(&open);
    let view = VersionsView {
        t: cx.texts,
        paths: &cx.paths,
        plugin: &open.plugin,
        node: node.as_ref(),
        of: open.of,
        versions: &versions,
        present: open.saved.as_ref().map(|saved| saved.version),
        newest: open.newest,
        more,
        csrf: cx.csrf(),
        may_save: cx.service.permissions.allow(Permission::PluginsUpdate),
    };
    page(&cx, &open, Shown { versions: Some(&view), ..Shown::default() }).await
}

/// `POST /plugins/{plugin}/settings/versions/{version}`: saves an older version again.
///
/// # Errors
/// [`AppError`]; a version that the plugin does not take any more comes back as the form.
pub async fn restore(
    cx: RequestContext,
    Path((_, plugin, version)): Path<(String, String, i64)>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, AppError> {
    let of = scope_of(value(&pairs, "scope"))?;
    let open = open(&cx, &plugin, of).await?;
    let document = service::restorable(&cx.service, &open, version).await?;
    let form = SettingsForm { document, ..SettingsForm::default() };
    match service::check(&cx.service, &open, &form.document).await {
        Ok(()) => settle(&cx, &open, form, false, &pairs).await,
        Err(error) => refused(&cx, &open, form, false, error).await,
    }
}
