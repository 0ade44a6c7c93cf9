//! The list beside the detail.
use maud::{Markup, html};

use super::icon::{icon, icon_small};
use super::status::State;
use super::tile::Tile;
use crate::locale::Texts;

/// The list's search box, sent by GET while one types.
#[derive(Debug, Clone)]
pub struct Search {
    /// Where it is sent; the list's own address.
    pub action: String,
    /// What was searched for; the parameter is `search`.
    pub value: String,
    /// The box's name for a screen reader: `Search clients`.
    pub label: String,
    /// What can be searched: `Name, e-mail, user name`.
    pub placeholder: String,
    /// Parameters of the list that a search keeps: the chosen chip.
    pub kept: Vec<(String, String)>,
}

/// A filter that can be switched on by one click.
#[derive(Debug, Clone)]
pub struct Chip {
    /// Its name.
    pub label: String,
    /// The list with it.
    pub href: String,
    /// How many there are, already written for the reader.
    pub count: Option<String>,
    /// It is switched on.
    pub current: bool,
}

/// A small remark at the right of a row, with colour, icon and word.
#[derive(Debug, Clone)]
pub struct Mark {
    /// Its colour.
    pub state: State,
    /// One of `assets/icons.txt`.
    pub icon: &'static str,
    /// Its word.
    pub word: String,
}

/// One line of the list.
#[derive(Debug, Clone)]
pub struct Row {
    /// The identifier, the value of its check box.
    pub id: String,
    /// The detail's address.
    pub href: String,
    /// Its tile.
    pub tile: Tile,
    /// Its name.
    pub name: String,
    /// What tells two of the same name apart: an e-mail. Empty is shown as a dash.
    pub note: String,
    /// Where it is; at the right.
    pub place: Option<String>,
    /// Remarks.
    pub marks: Vec<Mark>,
    /// Its detail is open.
    pub current: bool,
}

/// The foot of the list: where one is, and the ways on.
#[derive(Debug, Clone, Default)]
pub struct Pager {
    /// `1–50 · 12,480`.
    pub summary: String,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
}

/// A list with its head, tools, rows and foot.
#[derive(Debug, Clone)]
pub struct ListPane {
    /// The reader's texts.
    pub t: Texts,
    /// Its name.
    pub title: String,
    /// How many in all, already written for the reader.
    pub count: Option<String>,
    /// Buttons at its head, the main one last.
    pub actions: Markup,
    /// The search box.
    pub search: Option<Search>,
    /// Filters.
    pub chips: Vec<Chip>,
    /// The lines of this page.
    pub rows: Vec<Row>,
    /// Whether lines can be chosen.
    pub selectable: bool,
    /// What to show when there are no rows; see [`super::empty_state`].
    pub empty: Markup,
    /// The foot.
    pub pager: Pager,
}

impl ListPane {
    /// The pane. Its body `#list-body` is what a search or another page replaces, so that the box keeps its focus.
    pub fn render(&self) -> Markup {
        self.render_with(html! {})
    }

    /// The pane with a bar below its rows that stands in their form `#people-form`: what one can do with chosen rows.
    pub fn render_with(&self, bar: Markup) -> Markup {
        html! {
            section.sheet.roster #list aria-label=(self.title) {
                div.head {
                    h1 { (self.title) }
                    @if let Some(count) = &self.count { span.sub-t { (count) } }
                    div.end { (self.actions) }
                }
                @if let Some(search) = &self.search { (search_box(search)) }
                (self.body(bar))
            }
        }
    }

    /// Only what a search or another page replaces.
    fn body(&self, bar: Markup) -> Markup {
        let t = self.t;
        html! {
            div.roster-b #list-body {
                @if !self.chips.is_empty() || self.search.is_some() {
                    div.roster-chips {
                        @if let Some(search) = &self.search {
                            @for (name, value) in &search.kept {
                                input type="hidden" name=(name) value=(value) form="list-search";
                            }
                        }
                        @if !self.chips.is_empty() {
                            nav.chips aria-label=(t.t("ui-filters")) { @for chip in &self.chips { (chip_link(chip)) } }
                        }
                    }
                }
                @if self.selectable {
                    form.roster-form #people-form method="get" aria-label=(self.title) { (self.lines()) (bar) }
                } @else { (self.lines()) }
            }
        }
    }

    fn lines(&self) -> Markup {
        html! {
            @if self.rows.is_empty() {
                div.scroll { (self.empty) }
            } @else {
                div.scroll tabindex="0" role="group" aria-label=(self.title) data-keep-scroll="list" {
                    ul data-rows { @for row in &self.rows { (self.row(row)) } }
                }
            }
            (self.foot())
        }
    }

    fn row(&self, row: &Row) -> Markup {
        html! {
            li.roster-row.no-check[!self.selectable].is-on[row.current] id={ "row-" (row.id) } data-row {
                @if self.selectable {
                    span.check {
                        input type="checkbox" name="selected" value=(row.id) data-select
                            aria-label=(self.t.ta("ui-select", &[("name", row.name.as_str().into())]));
                    }
                }
                (row.tile)
                span.who {
                    a.roster-name href=(row.href) aria-current=[row.current.then_some("true")]
                        hx-get=(row.href) hx-target="#detail" hx-select="#detail" hx-swap="outerHTML show:none"
                        hx-push-url="true" hx-sync="#detail:replace" { (row.name) }
                    span.roster-sub { @if row.note.is_empty() { "—" } @else { (row.note) } }
                }
                span.roster-side {
                    @if let Some(place) = &row.place { span.roster-place { (place) } }
                    @for mark in &row.marks {
                        span class={ "st st-bare st-" (mark.state.class()) } { (icon_small(mark.icon)) (mark.word) }
                    }
                }
            }
        }
    }

    fn foot(&self) -> Markup {
        let t = self.t;
        html! {
            div.roster-foot {
                @if self.selectable && !self.rows.is_empty() {
                    span.check {
                        input type="checkbox" data-select-all aria-label=(t.t("ui-select-all"));
                    }
                }
                span data-summary { (self.pager.summary) }
                @if self.selectable {
                    span.chosen data-chosen data-one=(t.t("ui-chosen-one")) data-other=(t.t("ui-chosen-other"))
                        aria-live="polite" hidden {}
                }
                span.end { (turn(&t.t("ui-previous"), "chevron-left", "prev", self.pager.previous.as_deref()))
                    (turn(&t.t("ui-next"), "chevron-right", "next", self.pager.next.as_deref())) }
            }
        }
    }
}

fn search_box(search: &Search) -> Markup {
    html! {
        form.roster-tools #list-search role="search" aria-label=(search.label) action=(search.action) method="get"
            hx-get=(search.action) hx-trigger="submit, input changed delay:180ms from:find input"
            hx-target="#list-body" hx-select="#list-body" hx-swap="outerHTML" hx-push-url="true" hx-sync="this:replace" {
            div.seek {
                (icon("search"))
                label.sr for="list-query" { (search.label) }
                input #list-query type="search" name="search" value=(search.value)
                    placeholder=(search.placeholder) autocomplete="off" data-list-query;
                span.key aria-hidden="true" { "/" }
            }
        }
    }
}

fn chip_link(chip: &Chip) -> Markup {
    html! {
        a.chip href=(chip.href) aria-current=[chip.current.then_some("true")]
            hx-get=(chip.href) hx-target="#list-body" hx-select="#list-body" hx-swap="outerHTML" hx-push-url="true" {
            (chip.label) @if let Some(count) = &chip.count { " " b { (count) } }
        }
    }
}

fn turn(label: &str, icon_name: &str, rel: &str, href: Option<&str>) -> Markup {
    html! {
        @if let Some(href) = href {
            a.btn.btn-s.btn-i href=(href) rel=(rel) title=(label) aria-label=(label)
                hx-get=(href) hx-target="#list-body" hx-select="#list-body" hx-swap="outerHTML" hx-push-url="true" {
                (icon(icon_name))
            }
        } @else {
            span.btn.btn-s.btn-i aria-disabled="true" role="link" aria-label=(label) { (icon(icon_name)) }
        }
    }
}
