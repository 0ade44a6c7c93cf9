//! The list beside whatever detail is open, and the detail pane: gathers what they show.
use elenco_db::{LocationId, UserId};
use maud::{Markup, html};
use serde::Deserialize;

use crate::auth::permission::Permission;
use crate::context::RequestContext;
use crate::context::console::{self, Section};
use crate::error::AppError;
use crate::locations::form::{LocationForm, search_of};
use crate::locations::model::{Location, LocationAnchor, LocationFilter, Usage};
use crate::locations::service;
use crate::locations::views::{self, DetailView, ListView};
use crate::ui::{self, Pane, Toast};
use crate::users::model::{PageAnchor, Problem};
use crate::{audit, places};

/// Locations on a page of the list, and people on one of a location.
const PAGE: usize = 50;

/// What an address may say.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct ListQuery {
    pub(super) search: Option<String>,
    pub(super) active: Option<bool>,
    pub(super) after: Option<String>,
    pub(super) before: Option<String>,
    pub(super) key: Option<String>,
    pub(super) tab: Option<String>,
    pub(super) said: Option<String>,
    pub(super) count: Option<u64>,
}

impl ListQuery {
    pub(super) fn tab(&self) -> &'static str {
        match self.tab.as_deref() {
            Some("people") => "people",
            Some("history") => "history",
            _ => "details",
        }
    }

    fn filter(&self) -> LocationFilter {
        LocationFilter { search: search_of(self.search.as_deref()), active: self.active }
    }

    fn anchor(&self) -> Option<LocationAnchor> {
        let read = |id: &Option<String>| id.as_ref().and_then(|id| id.parse::<LocationId>().ok());
        read(&self.after)
            .map(LocationAnchor::After)
            .or_else(|| read(&self.before).map(LocationAnchor::Before))
    }

    /// Where a page of people begins.
    fn people_anchor(&self) -> Option<PageAnchor> {
        let sort_key = self.key.clone()?;
        let read = |id: &Option<String>| id.as_ref().and_then(|id| id.parse::<UserId>().ok());
        match (read(&self.after), read(&self.before)) {
            (Some(id), _) => Some(PageAnchor { sort_key, id, backwards: false }),
            (None, Some(id)) => Some(PageAnchor { sort_key, id, backwards: true }),
            (None, None) => None,
        }
    }

    fn toasts(&self, cx: &RequestContext) -> Vec<Toast> {
        let t = cx.texts;
        let count = [("count", self.count.unwrap_or(0).into())];
        match self.said.as_deref() {
            Some("saved") => vec![Toast::completed(t.t("locations-saved"))],
            Some("deleted") => vec![Toast::completed(t.t("locations-deleted"))],
            Some("moved") => vec![Toast::completed(t.ta("locations-moved", &count))],
            Some("some-moved") => vec![Toast::pending(t.ta("locations-some-moved", &count))],
            Some("imported") => vec![Toast::completed(t.ta("locations-imported", &count))],
            _ => Vec::new(),
        }
    }
}

/// The list beside a detail, as a whole page.
pub(super) async fn page(
    cx: &RequestContext,
    query: &ListQuery,
    open: Option<LocationId>,
    detail: Markup,
) -> Result<Markup, AppError> {
    with_dialog(cx, query, open, detail, html! {}).await
}

/// The same with a dialog over it.
pub(super) async fn with_dialog(
    cx: &RequestContext,
    query: &ListQuery,
    open: Option<LocationId>,
    detail: Markup,
    dialog: Markup,
) -> Result<Markup, AppError> {
    // The anchor of an address belongs to the people of a location when their tab is open.
    let anchor = query.anchor().filter(|_| query.tab() == "details");
    let filter = query.filter();
    let found = service::list_locations(&cx.service, filter.clone(), anchor, PAGE).await?;
    let may = |permission| cx.service.permissions.allow(permission);
    let list = views::list_pane(&ListView {
        t: cx.texts,
        paths: &cx.paths,
        filter: &filter,
        anchor,
        page: &found,
        open,
        may_add: may(Permission::LocationsAdd),
        may_import: may(Permission::LocationsAdd) && may(Permission::LocationsUpdate),
    });
    let show = if open.is_some() || query.tab.is_some() { Pane::Detail } else { Pane::List };
    let title = cx.texts.t("locations-title");
    let shell = console::shell(cx, &title, Section::Locations, query.toasts(cx)).await?;
    Ok(shell.page(html! { (ui::split(show, list, detail)) (dialog) }))
}

/// What the detail pane is to show.
pub(super) struct Detail<'a> {
    pub location: Option<&'a Location>,
    pub form: &'a LocationForm,
    pub problems: &'a [Problem],
    pub refused: Option<String>,
    pub tab: &'static str,
    pub panel: Option<Markup>,
}

impl<'a> Detail<'a> {
    pub(super) fn form(location: Option<&'a Location>, form: &'a LocationForm) -> Self {
        Self { location, form, problems: &[], refused: None, tab: "details", panel: None }
    }
}

/// What the open tab shows instead of the form.
pub(super) async fn panel(
    cx: &RequestContext,
    location: &Location,
    query: &ListQuery,
) -> Result<Option<Markup>, AppError> {
    match query.tab() {
        "people" => {
            let (people, kinds) =
                service::list_people(&cx.service, location.id, query.people_anchor(), PAGE).await?;
            Ok(Some(views::people_panel(cx.texts, &cx.paths, location, &people, &kinds)))
        }
        "history" => {
            let tab = format!("{}?tab=history", cx.paths.location(location.id));
            Ok(Some(audit::handlers::panel(cx, ("location", location.id.as_uuid()), tab).await?))
        }
        _ => Ok(None),
    }
}

/// The pane.
pub(super) async fn detail(cx: &RequestContext, shown: Detail<'_>) -> Result<Markup, AppError> {
    let may = |permission| cx.service.permissions.allow(permission);
    let usage = match shown.location {
        Some(location) => service::usage(&cx.service, location.id).await?,
        None => Usage::default(),
    };
    let near =
        places::service::name_typed(&cx.service, shown.form.get("latitude"), shown.form.get("longitude"));
    let change =
        if shown.location.is_some() { Permission::LocationsUpdate } else { Permission::LocationsAdd };
    Ok(DetailView {
        t: cx.texts,
        paths: &cx.paths,
        location: shown.location,
        usage,
        form: shown.form,
        map: console::map_source(cx),
        near,
        problems: shown.problems,
        refused: shown.refused,
        tab: shown.tab,
        panel: shown.panel,
        csrf: cx.csrf(),
        may_save: may(change),
        may_delete: may(Permission::LocationsDelete),
        may_see: (may(Permission::UsersList), may(Permission::HistoryList)),
    }
    .render())
}
