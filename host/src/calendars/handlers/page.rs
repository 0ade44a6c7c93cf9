//! The list beside whatever detail is open, and the detail pane: gathers what they show.
use elenco_db::CalendarId;
use maud::{Markup, html};

use crate::auth::permission::Permission;
use crate::calendars::form::{CalendarForm, ListQuery, search_of};
use crate::calendars::model::{Calendar, CalendarAnchor};
use crate::calendars::service;
use crate::calendars::views::{self, DetailView, ListView};
use crate::context::RequestContext;
use crate::context::console::{self, Section};
use crate::error::AppError;
use crate::ui::{self, Pane, Toast};
use crate::users::model::Problem;

/// Calendars on a page of the list.
const PAGE: usize = 50;

pub(super) fn tab_of(query: &ListQuery) -> &'static str {
    match query.tab.as_deref() {
        Some("year") => "year",
        Some("history") => "history",
        _ => "details",
    }
}

fn toasts(cx: &RequestContext, query: &ListQuery) -> Vec<Toast> {
    match query.said.as_deref() {
        Some("saved") => vec![Toast::completed(cx.texts.t("calendars-saved"))],
        Some("deleted") => vec![Toast::completed(cx.texts.t("calendars-deleted"))],
        _ => Vec::new(),
    }
}

/// The list beside a detail, as a whole page.
pub(super) async fn page(
    cx: &RequestContext,
    query: &ListQuery,
    open: Option<CalendarId>,
    detail: Markup,
) -> Result<Markup, AppError> {
    with_dialog(cx, query, open, detail, html! {}).await
}

/// The same with a dialog over it.
pub(super) async fn with_dialog(
    cx: &RequestContext,
    query: &ListQuery,
    open: Option<CalendarId>,
    detail: Markup,
    dialog: Markup,
) -> Result<Markup, AppError> {
    let search = search_of(query.search.as_deref());
    let anchor = query.after.map(CalendarAnchor::After).or(query.before.map(CalendarAnchor::Before));
    let total = service::count_calendars(&cx.service).await?;
    let calendars = service::list_calendars(&cx.service, search.clone(), anchor, PAGE).await?;
    let list = views::list_pane(&ListView {
        t: cx.texts,
        paths: &cx.paths,
        total,
        search: search.as_deref(),
        anchor,
        page: &calendars,
        open,
        may_add: cx.service.permissions.allow(Permission::CalendarsAdd),
    });
    let show = if open.is_some() || query.tab.is_some() { Pane::Detail } else { Pane::List };
    let title = cx.texts.t("calendars-title");
    let shell = console::shell(cx, &title, Section::Calendars, toasts(cx, query)).await?;
    Ok(shell.page(html! { (ui::split(show, list, detail)) (dialog) }))
}

/// What the detail pane is to show.
pub(super) struct Detail<'a> {
    pub calendar: Option<&'a Calendar>,
    pub form: &'a CalendarForm,
    pub problems: &'a [Problem],
    pub refused: Option<String>,
    pub unsaved: bool,
    pub focus: Option<usize>,
    pub tab: &'static str,
    pub panel: Option<Markup>,
}

impl<'a> Detail<'a> {
    pub(super) fn form(calendar: Option<&'a Calendar>, form: &'a CalendarForm) -> Self {
        Self {
            calendar,
            form,
            problems: &[],
            refused: None,
            unsaved: false,
            focus: None,
            tab: "details",
            panel: None,
        }
    }
}

/// The pane.
pub(super) fn detail(cx: &RequestContext, shown: Detail<'_>) -> Result<Markup, AppError> {
    let may = |permission| cx.service.permissions.allow(permission);
    let save = if shown.calendar.is_some() { Permission::CalendarsUpdate } else { Permission::CalendarsAdd };
    Ok(DetailView {
        t: cx.texts,
        paths: &cx.paths,
        calendar: shown.calendar,
        form: shown.form,
        problems: shown.problems,
        refused: shown.refused,
        unsaved: shown.unsaved,
        focus: shown.focus,
        tab: shown.tab,
        panel: shown.panel,
        csrf: cx.csrf(),
        may_save: may(save),
        may_delete: may(Permission::CalendarsDelete),
        may_read_history: may(Permission::HistoryList),
        now: cx.service.app.clock.now().to_chrono(),
    }
    .render())
}
