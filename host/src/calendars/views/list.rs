//! The list of calendars.
use elenco_db::CalendarId;
use maud::{Markup, html};

use crate::calendars::model::{Calendar, CalendarAnchor, CalendarPage};
use crate::locale::Texts;
use crate::paths::Paths;
use crate::ui::{self, ButtonStyle, Illustration, ListPane, Mark, Pager, Row, Search, State, Tile};

/// What the list pane shows.
pub struct ListView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// How many there are.
    pub total: i64,
    /// What is searched for.
    pub search: Option<&'a str>,
    /// Where the page begins.
    pub anchor: Option<CalendarAnchor>,
    /// The rows.
    pub page: &'a CalendarPage,
    /// The one whose detail is open.
    pub open: Option<CalendarId>,
    /// Whether the reader may add calendars.
    pub may_add: bool,
}

/// What of the list an address keeps: search and page.
fn kept(search: Option<&str>, anchor: Option<CalendarAnchor>) -> String {
    let encoded =
        |text| percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string();
    let search = search.map(|search| format!("search={}", encoded(search)));
    let anchor = anchor.map(|anchor| match anchor {
        CalendarAnchor::After(id) => format!("after={id}"),
        CalendarAnchor::Before(id) => format!("before={id}"),
    });
    let pairs: Vec<String> = search.into_iter().chain(anchor).collect();
    if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
}

/// Hours of a week: `40 h`.
fn hours(t: Texts, calendar: &Calendar) -> String {
    let minutes = calendar.week.minutes();
    let hours = i64::from(minutes / 60);
    match minutes % 60 {
        0 => t.ta("calendars-hours-a-week", &[("hours", t.number(hours).into())]),
        rest => t.ta("calendars-hours-a-week", &[("hours", format!("{}:{rest:02}", t.number(hours)).into())]),
    }
}

fn row(view: &ListView<'_>, calendar: &Calendar) -> Row {
    let t = view.t;
    let mut marks = Vec::new();
    if !calendar.active {
        let word = t.t("calendars-inactive").into_owned();
        marks.push(Mark { state: State::Quiet, icon: "circle-minus", word });
    }
    Row {
        id: calendar.id.to_string(),
        href: format!("{}{}", view.paths.calendar(calendar.id), kept(view.search, view.anchor)),
        tile: Tile::icon("calendar"),
        name: calendar.name.clone(),
        note: calendar.time_zone.replace('_', " "),
        place: Some(hours(t, calendar)),
        marks,
        current: view.open == Some(calendar.id),
    }
}

fn empty(view: &ListView<'_>) -> Markup {
    let t = view.t;
    if view.search.is_some() {
        return ui::empty_state(
            Illustration::Search,
            &t.t("calendars-none-found"),
            html! { (t.t("calendars-none-found-text")) },
            html! { (ui::link_button(ButtonStyle::Plain, &view.paths.calendars(), None, &t.t("calendars-show-all"), "")) },
        );
    }
    ui::empty_state(
        Illustration::Sheet,
        &t.t("calendars-none"),
        html! { (t.t("calendars-none-text")) },
        html! {
            @if view.may_add {
                (ui::link_button(ButtonStyle::Primary, &view.paths.new_calendar(), Some("plus"), &t.t("calendars-new-title"), ""))
            }
        },
    )
}

/// The list pane.
pub fn list_pane(view: &ListView<'_>) -> Markup {
    let t = view.t;
    let address = |anchor: Option<CalendarAnchor>| {
        anchor.map(|anchor| format!("{}{}", view.paths.calendars(), kept(view.search, Some(anchor))))
    };
    let shown = [("shown", view.page.calendars.len().into()), ("total", view.total.into())];
    ListPane {
        t,
        title: t.t("calendars-title").into_owned(),
        count: Some(t.number(view.total)),
        actions: html! {
            @if view.may_add {
                a.btn.btn-go href=(view.paths.new_calendar()) data-new { (ui::icon("plus")) (t.t("calendars-new")) }
            }
        },
        search: Some(Search {
            action: view.paths.calendars(),
            value: view.search.unwrap_or_default().to_owned(),
            label: t.t("calendars-search").into_owned(),
            placeholder: t.t("calendars-search-hint").into_owned(),
            kept: Vec::new(),
        }),
        chips: Vec::new(),
        rows: view.page.calendars.iter().map(|calendar| row(view, calendar)).collect(),
        selectable: false,
        empty: empty(view),
        pager: Pager {
            summary: t.ta("calendars-shown", &shown),
            previous: address(view.page.previous),
            next: address(view.page.next),
        },
    }
    .render()
}

/// The detail's place while no calendar is chosen.
pub fn none_chosen(t: Texts, paths: &Paths, may_add: bool) -> Markup {
    ui::empty_detail(
        &t.t("calendars-choose"),
        html! { (t.t("calendars-choose-text")) },
        html! {
            @if may_add {
                (ui::link_button(ButtonStyle::Plain, &paths.new_calendar(), Some("plus"), &t.t("calendars-new-title"), ""))
            }
        },
    )
}
