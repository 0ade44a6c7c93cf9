//! The list beside whatever detail is open, and the detail pane: gathers what they show.
use maud::{Markup, html};
use serde::Deserialize;

use crate::auth::permission::Permission;
use crate::context::RequestContext;
use crate::context::console::{self, Section};
use crate::error::AppError;
use crate::fields::form::FieldForm;
use crate::fields::model::{Definition, FieldConcept};
use crate::fields::service::{self, OpenFields};
use crate::fields::views::{self, Around, DetailView, ListView};
use crate::plugins::model::settings::SettingsScope;
use crate::ui::{self, Pane, Toast};
use crate::users::model::Problem;

/// What an address may say.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct PageQuery {
    pub(super) concept: Option<String>,
    pub(super) scope: Option<String>,
    pub(super) tab: Option<String>,
    pub(super) said: Option<String>,
    pub(super) count: Option<u64>,
}

impl PageQuery {
    pub(super) fn of_project(&self) -> bool {
        self.scope.as_deref() == Some("project")
    }

    pub(super) fn concept(&self) -> FieldConcept {
        self.concept.as_deref().and_then(FieldConcept::parse).unwrap_or(FieldConcept::Client)
    }

    pub(super) fn tab(&self) -> &'static str {
        match self.tab.as_deref() {
            Some("states") => "states",
            Some("values") => "values",
            _ => "details",
        }
    }

    pub(super) fn toasts(&self, cx: &RequestContext) -> Vec<Toast> {
        let t = cx.texts;
        match self.said.as_deref() {
            Some("saved") => vec![Toast::completed(t.t("fields-saved"))],
            Some("deleted") => vec![Toast::completed(t.t("fields-deleted"))],
            Some("own") => vec![Toast::completed(t.t("fields-now-own"))],
            Some("shared") => vec![Toast::completed(t.t("fields-now-shared"))],
            Some("imported") => {
                let count = [("count", self.count.unwrap_or(0).into())];
                vec![Toast::completed(t.ta("fields-imported", &count))]
            }
            _ => Vec::new(),
        }
    }
}

pub(super) fn concept_of(word: &str) -> Result<FieldConcept, AppError> {
    FieldConcept::parse(word).ok_or(AppError::NotFound)
}

/// For whom the page's fields count.
pub(super) fn scope_of(cx: &RequestContext, query: &PageQuery) -> Result<SettingsScope, AppError> {
    if query.of_project() { Ok(SettingsScope::Project(cx.project()?.id)) } else { Ok(SettingsScope::Tenant) }
}

/// What every part of the page needs.
pub(super) fn around<'a>(cx: &'a RequestContext, query: &PageQuery, open: &'a OpenFields) -> Around<'a> {
    Around {
        t: cx.texts,
        paths: &cx.paths,
        csrf: cx.csrf(),
        document: &open.document,
        of_project: query.of_project(),
        project: cx.project.as_ref().map(|project| project.name.as_str()),
        own: open.own,
        version: open.version(),
        unreadable: open.unreadable.as_deref(),
        may_save: cx.service.permissions.allow(Permission::FieldsUpdate),
    }
}

/// The list beside a detail, as a whole page.
pub(super) async fn page(
    cx: &RequestContext,
    query: &PageQuery,
    open: &OpenFields,
    concept: FieldConcept,
    current: Option<&str>,
    detail: Markup,
) -> Result<Markup, AppError> {
    with_dialog(cx, query, open, concept, current, detail, html! {}).await
}

/// The same with a dialog over it.
pub(super) async fn with_dialog(
    cx: &RequestContext,
    query: &PageQuery,
    open: &OpenFields,
    concept: FieldConcept,
    current: Option<&str>,
    detail: Markup,
    dialog: Markup,
) -> Result<Markup, AppError> {
    let (strange, failures) = service::strange_fields(&cx.service, open.of(), concept).await?;
    let around = around(cx, query, open);
    let list = views::list_pane(&ListView {
        around: &around,
        concept,
        strange: &strange,
        failures: &failures,
        current,
        plugins: cx.service.permissions.allow(Permission::PluginsList),
    });
    let show = if current.is_some() || query.tab.is_some() { Pane::Detail } else { Pane::List };
    let title = cx.texts.t("fields-title");
    let shell = console::shell(cx, &title, Section::Fields, query.toasts(cx)).await?;
    Ok(shell.page(html! { (ui::split(show, list, detail)) (dialog) }))
}

/// What the detail pane is to show.
pub(super) struct Detail<'a> {
    pub concept: FieldConcept,
    pub definition: Option<&'a Definition>,
    pub form: &'a FieldForm,
    pub problems: &'a [Problem],
    pub refused: Option<String>,
    pub unsaved: bool,
    pub tab: &'static str,
}

impl<'a> Detail<'a> {
    pub(super) fn new(
        concept: FieldConcept,
        definition: Option<&'a Definition>,
        form: &'a FieldForm,
    ) -> Self {
        Self { concept, definition, form, problems: &[], refused: None, unsaved: false, tab: "details" }
    }
}

/// The pane.
pub(super) fn detail(
    cx: &RequestContext,
    query: &PageQuery,
    open: &OpenFields,
    shown: Detail<'_>,
) -> Result<Markup, AppError> {
    Ok(DetailView {
        around: &around(cx, query, open),
        concept: shown.concept,
        definition: shown.definition,
        form: shown.form,
        problems: shown.problems,
        refused: shown.refused,
        unsaved: shown.unsaved,
        tab: shown.tab,
    }
    .render())
}
