//! A list that has the page for itself as a table, and stands beside a detail as rows: with kept views, filters that
//! can be taken off one by one, and lines to choose.
use maud::{Markup, html};

use super::icon::{icon, icon_small};
use super::list::{Chip, Mark, Pager, Row, Search, chip_link, row_line, search_box, turn};
use super::tile::Tile;
use crate::locale::Texts;

/// A filter that is on.
#[derive(Debug, Clone)]
pub struct FilterChip {
    /// What is filtered by.
    pub name: String,
    /// What it has to be.
    pub value: String,
    /// The list without it.
    pub without: String,
}

/// The head of a column.
#[derive(Debug, Clone)]
pub struct TableHead {
    /// Its name.
    pub label: String,
    /// The list sorted by it: the address, and the way it is sorted now (`Some(true)` from the end).
    pub sort: Option<(String, Option<bool>)>,
    /// It holds numbers or times.
    pub number: bool,
}

/// A line of the table.
#[derive(Debug, Clone)]
pub struct TableRow {
    /// The identifier, the value of its check box.
    pub id: String,
    /// The detail's address.
    pub href: String,
    /// Its tile.
    pub tile: Tile,
    /// Its name, in the first column.
    pub name: String,
    /// What a narrow screen shows below the name instead of the columns.
    pub note: String,
    /// Remarks, on a narrow screen.
    pub marks: Vec<Mark>,
    /// The other columns.
    pub cells: Vec<Markup>,
}

/// The lines of the list.
#[derive(Debug, Clone)]
pub enum Lines {
    /// Beside a detail.
    Rows(Vec<Row>),
    /// With the page for themselves: the heads, the name's first, and the lines.
    Table(Vec<TableHead>, Vec<TableRow>),
}

impl Lines {
    fn is_empty(&self) -> bool {
        match self {
            Self::Rows(rows) => rows.is_empty(),
            Self::Table(_, rows) => rows.is_empty(),
        }
    }
}

/// The whole of it.
#[derive(Debug, Clone)]
pub struct ListPage {
    /// The reader's texts.
    pub t: Texts,
    /// Its name.
    pub title: String,
    /// How many in all, already written for the reader.
    pub count: Option<String>,
    /// Buttons at its head, the main one last.
    pub actions: Markup,
    /// Kept views, below the head.
    pub views: Markup,
    /// The search box.
    pub search: Search,
    /// Buttons beside the search box: filters, order, columns.
    pub tools: Markup,
    /// Filters to switch on by one click.
    pub chips: Vec<Chip>,
    /// Filters that are on.
    pub filters: Vec<FilterChip>,
    /// The list without any filter.
    pub clear: String,
    /// What there is to say about the list: a part of a view that is not known any more.
    pub notice: Markup,
    /// The lines of this page.
    pub lines: Lines,
    /// The session's form token, for the form around the lines.
    pub csrf: String,
    /// What is done with the chosen lines: a bar below them.
    pub bar: Markup,
    /// What to show when there are no lines; see [`super::empty_state`].
    pub empty: Markup,
    /// Below the lines: that the search stopped here, and the way to go on.
    pub further: Markup,
    /// The foot.
    pub pager: Pager,
}

/// A link that replaces the lines alone.
pub fn list_link(href: &str, class: &str, content: Markup) -> Markup {
    html! {
        a class=(class) href=(href) hx-get=(href) hx-target="#list-body" hx-select="#list-body" hx-swap="outerHTML"
            hx-push-url="true" { (content) }
    }
}

/// A link that opens its page as a dialog over this one.
pub fn dialog_link(href: &str, class: &str, label: &str, content: Markup) -> Markup {
    html! {
        a class=(class) href=(href) hx-get=(href) hx-target="#modal" hx-select="dialog[data-open]" hx-swap="innerHTML"
            title=(label) aria-label=(label) { (content) }
    }
}

impl ListPage {
    /// The list. Its body `#list-body` is what a search, a filter or another page replaces.
    pub fn render(&self) -> Markup {
        let is_table = matches!(self.lines, Lines::Table(..));
        html! {
            section.sheet.roster.roster-wide[is_table] #list aria-label=(self.title) {
                div.head {
                    h1 { (self.title) }
                    @if let Some(count) = &self.count { span.sub-t { (count) } }
                    div.end { (self.actions) }
                }
                (search_box(&self.search))
                (self.body())
            }
        }
    }

    fn body(&self) -> Markup {
        let t = self.t;
        html! {
            div.roster-b #list-body {
                div.roster-chips {
                    @for (name, value) in &self.search.kept {
                        input type="hidden" name=(name) value=(value) form="list-search";
                    }
                    div.list-tools { (self.views) span.end { (self.tools) } }
                    nav.chips aria-label=(t.t("ui-filters")) {
                        @for chip in &self.chips { (chip_link(chip)) }
                        @for filter in &self.filters { (self.filter(filter)) }
                        @if self.filters.len() > 1 {
                            (list_link(&self.clear, "link", html! { (t.t("ui-filters-clear")) }))
                        }
                    }
                    (self.notice)
                }
                form.roster-f #people-form method="post" aria-label=(self.title) {
                    input type="hidden" name="csrf" value=(self.csrf);
                    @if self.lines.is_empty() {
                        div.scroll { (self.empty) (self.further) }
                    } @else {
                        div.scroll tabindex="0" role="group" aria-label=(self.title) data-keep-scroll="list" {
                            (self.lines())
                            (self.further)
                        }
                    }
                    (self.bar)
                    (self.foot())
                }
            }
        }
    }

    fn filter(&self, filter: &FilterChip) -> Markup {
        let label = self.t.ta(
            "ui-filter-remove",
            &[("name", filter.name.as_str().into()), ("value", filter.value.as_str().into())],
        );
        html! {
            span.chip.chip-on {
                span.chip-t { (filter.name) ": " b { (filter.value) } }
                a.chip-x href=(filter.without) aria-label=(label) title=(label) hx-get=(filter.without)
                    hx-target="#list-body" hx-select="#list-body" hx-swap="outerHTML" hx-push-url="true" {
                    (icon_small("x"))
                }
            }
        }
    }

    fn lines(&self) -> Markup {
        match &self.lines {
            Lines::Rows(rows) => {
                html! { ul data-rows { @for row in rows { (row_line(self.t, row, true)) } } }
            }
            Lines::Table(heads, rows) => html! {
                table.list-t {
                    caption.sr { (self.title) }
                    thead { tr {
                        th.list-c scope="col" { span.sr { (self.t.t("ui-choose-lines")) } }
                        @for head in heads { (self.head(head)) }
                    } }
                    tbody data-rows { @for row in rows { (self.table_row(heads, row)) } }
                }
            },
        }
    }

    fn head(&self, head: &TableHead) -> Markup {
        let sorted = head.sort.as_ref().and_then(|(_, now)| *now);
        let way = sorted.map(|descending| if descending { "descending" } else { "ascending" });
        html! {
            th scope="col" .num[head.number] aria-sort=[way] {
                @match &head.sort {
                    Some((href, _)) => (list_link(href, "list-h", html! {
                        (head.label)
                        @match sorted {
                            Some(true) => (icon_small("arrow-down")),
                            Some(false) => (icon_small("arrow-up")),
                            None => span.list-o { (icon_small("selector")) },
                        }
                    })),
                    None => (head.label),
                }
            }
        }
    }

    fn table_row(&self, heads: &[TableHead], row: &TableRow) -> Markup {
        let select = self.t.ta("ui-select", &[("name", row.name.as_str().into())]);
        html! {
            tr.list-r id={ "row-" (row.id) } data-row {
                td.list-c { span.check { input type="checkbox" name="selected" value=(row.id) data-select aria-label=(select); } }
                th.list-n scope="row" {
                    div.list-w {
                        (row.tile)
                        span.who {
                            a.roster-name href=(row.href) hx-get=(row.href) hx-target="#main" hx-select="#main"
                                hx-swap="outerHTML show:none" hx-push-url="true" { (row.name) }
                            span.roster-sub { @if row.note.is_empty() { "—" } @else { (row.note) } }
                        }
                        span.roster-side {
                            @for mark in &row.marks {
                                span class={ "st st-bare st-" (mark.state.class()) } { (icon_small(mark.icon)) (mark.word) }
                            }
                        }
                    }
                }
                @for (head, cell) in heads.iter().skip(1).zip(&row.cells) { td .num[head.number] { (cell) } }
            }
        }
    }

    fn foot(&self) -> Markup {
        let t = self.t;
        html! {
            div.roster-foot {
                @if !self.lines.is_empty() {
                    span.check { input type="checkbox" data-select-all aria-label=(t.t("ui-select-all")); }
                }
                span data-summary { (self.pager.summary) }
                span.chosen data-chosen data-one=(t.t("ui-chosen-one")) data-other=(t.t("ui-chosen-other"))
                    aria-live="polite" hidden {}
                span.end { (turn(&t.t("ui-previous"), "chevron-left", "prev", self.pager.previous.as_deref()))
                    (turn(&t.t("ui-next"), "chevron-right", "next", self.pager.next.as_deref())) }
            }
        }
    }
}

/// That a search stopped before the end, and the way to go on.
pub fn keep_looking(text: &str, label: &str, href: &str) -> Markup {
    html! {
        p.list-further role="status" {
            (icon("zoom-check")) span { (text) }
            (list_link(href, "btn btn-s", html! { (label) }))
        }
    }
}
