//! The list of people: rows beside a detail, or a table with the page for itself.
use elenco_db::{SavedViewId, UserId};
use maud::{Markup, html};

use super::list_tools;
use super::{bulk_bar, kind_words, list_cells, list_head};
use crate::locale::Texts;
use crate::paths::Paths;
use crate::ui::{self, Chip, Lines, ListPage, Mark, Pager, Row, Search, State, TableRow, Tile};
use crate::users::model::{
    FilterNames, ListColumn, ListField, ListState, Listing, PageAnchor, UserKind, UserSummary, Viewed, query,
};

/// A kept view in the list's menu.
#[derive(Debug, Clone)]
pub struct ViewEntry {
    /// Which.
    pub id: SavedViewId,
    /// Its name.
    pub name: String,
    /// Everybody sees it.
    pub shared: bool,
    /// The reader made it.
    pub own: bool,
    /// The reader's list begins with it.
    pub is_default: bool,
}

/// What the list shows.
pub struct ListView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// Clients or specialists.
    pub kind: UserKind,
    /// Everybody of the kind in the project.
    pub total: i64,
    /// How many of them are active.
    pub active: i64,
    /// What is shown of them.
    pub state: &'a ListState,
    /// Names of what the filters name.
    pub names: &'a FilterNames,
    /// Additional fields that the reader may see.
    pub fields: &'a [ListField],
    /// The columns of the table.
    pub columns: &'a [ListColumn],
    /// What the address asked for that is not known (any more).
    pub unknown: &'a [String],
    /// Kept views.
    pub views: &'a [ViewEntry],
    /// The view that the list began with shows something else.
    pub is_changed: bool,
    /// Where the page begins.
    pub anchor: Option<&'a PageAnchor>,
    /// The rows.
    pub listing: &'a Listing,
    /// Whether a detail is open beside it: somebody's, or a new person's.
    pub open: Option<Option<UserId>>,
    /// The session's form token.
    pub csrf: &'a str,
    /// Whether the reader may add people.
    pub may_add: bool,
    /// Whether the reader may import and export.
    pub may_move: (bool, bool),
    /// What the reader may do to many people at once: words of its actions.
    pub may_change: Vec<&'static str>,
    /// Whether the reader may associate people of other projects.
    pub may_associate: bool,
    /// Whether the reader may delete and restore people.
    pub may_delete: bool,
    /// Whether a plugin finds people in another system.
    pub can_look_up: bool,
    /// The reader's clock.
    pub now: chrono::DateTime<chrono::Utc>,
}

/// The address of the list in a state, from an anchor on.
pub fn list_address(base: &str, state: &ListState, anchor: Option<&PageAnchor>) -> String {
    let mut words = state.words();
    if let Some(anchor) = anchor {
        let way = if anchor.backwards { "before" } else { "after" };
        words.push((way.to_owned(), anchor.id.to_string()));
        words.push(("key".to_owned(), anchor.sort_key.clone()));
    }
    if words.is_empty() { base.to_owned() } else { format!("{base}?{}", query(&words)) }
}

impl ListView<'_> {
    /// The page that the list stands on: its filters keep the detail open.
    pub(super) fn base(&self) -> String {
        match self.open {
            None => self.paths.users(self.kind),
            Some(None) => self.paths.new_user(self.kind),
            Some(Some(id)) => self.paths.user(self.kind, id),
        }
    }

    /// The list in another state.
    pub(super) fn address(&self, state: &ListState) -> String {
        list_address(&self.base(), state, None)
    }

    /// The state with one thing changed.
    pub(super) fn with(&self, change: impl FnOnce(&mut ListState)) -> ListState {
        let mut state = self.state.clone();
        change(&mut state);
        state
    }

    /// The list without filters, and without the reader's own beginning.
    pub(super) fn cleared(&self) -> ListState {
        let mut state =
            ListState { sort: self.state.sort, columns: self.state.columns.clone(), ..Default::default() };
        state.view = if self.state.view == Viewed::Unsaid { Viewed::Unsaid } else { Viewed::Nothing };
        state
    }
}

fn tile(view: &ListView<'_>, person: &UserSummary) -> Tile {
    match person.photo_id {
        Some(photo) => Tile::photo(view.paths.photo(photo)),
        None => Tile::initials(&person.full_name(), ui::hue_of(person.id.as_uuid().as_bytes())),
    }
}

fn marks(view: &ListView<'_>, person: &UserSummary) -> Vec<Mark> {
    let t = view.t;
    let mark = |state, icon, word: &'static str| Mark { state, icon, word: t.t(word).into_owned() };
    if !person.active {
        vec![mark(State::Quiet, "circle-minus", "users-inactive")]
    } else if person.email.is_empty() {
        vec![mark(State::Pending, "mail-off", "users-no-email")]
    } else {
        Vec::new()
    }
}

fn note(person: &UserSummary) -> String {
    if person.email.is_empty() { person.username.clone() } else { person.email.clone() }
}

/// A person's address keeps the list as it was, for a reload and for the way back.
fn href(view: &ListView<'_>, person: &UserSummary) -> String {
    list_address(&view.paths.user(view.kind, person.id), view.state, view.anchor)
}

fn row(view: &ListView<'_>, person: &UserSummary) -> Row {
    Row {
        id: person.id.to_string(),
        href: href(view, person),
        tile: tile(view, person),
        note: note(person),
        name: person.full_name(),
        place: person.location.clone(),
        marks: marks(view, person),
        current: view.open == Some(Some(person.id)),
    }
}

fn table_row(view: &ListView<'_>, person: &UserSummary) -> TableRow {
    TableRow {
        id: person.id.to_string(),
        href: href(view, person),
        tile: tile(view, person),
        name: person.full_name(),
        note: note(person),
        marks: marks(view, person),
        cells: view.columns.iter().map(|column| list_cells::cell(view, person, column)).collect(),
    }
}

fn chips(view: &ListView<'_>) -> Vec<Chip> {
    let counted = view.state.filter.is_counted();
    let chip = |label: String, active: Option<bool>, count: i64| Chip {
        label,
        href: view.address(&view.with(|state| {
            state.filter.active = active;
            if state.view == Viewed::Unsaid {
                state.view = Viewed::Nothing;
            }
        })),
        // How many keep the other filters, nobody has counted.
        count: counted.then(|| view.t.number(count)),
        current: view.state.filter.active == active,
    };
    vec![
        chip(view.t.t("users-all").into_owned(), None, view.total),
        chip(view.t.t("users-active-many").into_owned(), Some(true), view.active),
        chip(view.t.t("users-inactive-many").into_owned(), Some(false), view.total - view.active),
    ]
}

fn summary(view: &ListView<'_>) -> String {
    let t = view.t;
    let shown = view.listing.page.items.len();
    let counted = view.state.filter.is_counted().then_some(match view.state.filter.active {
        None => view.total,
        Some(true) => view.active,
        Some(false) => view.total - view.active,
    });
    let known = view.listing.total.and_then(|total| i64::try_from(total).ok());
    match known.or(counted) {
        Some(total) => t.ta("users-shown", &[("shown", shown.into()), ("total", total.into())]),
        None => t.ta("users-shown-some", &[("shown", shown.into())]),
    }
}

/// The list.
pub fn list_pane(view: &ListView<'_>) -> Markup {
    let t = view.t;
    let words = kind_words(t, view.kind);
    let page = &view.listing.page;
    let address =
        |anchor: Option<&PageAnchor>| anchor.map(|a| list_address(&view.base(), view.state, Some(a)));
    let further = view.listing.further(view.anchor);
    let is_back = view.anchor.is_some_and(|anchor| anchor.backwards);
    let kept: Vec<(String, String)> =
        view.state.words().into_iter().filter(|(name, _)| name != "search").collect();
    let further_text = view.listing.looked_through.map_or_else(String::new, |looked| {
        t.ta("users-looked", &[("looked", looked.into()), ("found", page.items.len().into())])
    });
    ListPage {
        t,
        count: Some(t.number(view.total)),
        actions: list_head::actions(view, &words),
        views: list_tools::views_menu(view),
        search: Search {
            action: view.base(),
            value: view.state.filter.search.clone().unwrap_or_default(),
            label: t.ta("users-search", &[("kind", words.plural.as_str().into())]),
            placeholder: t.t("users-search-hint").into_owned(),
            kept,
        },
        tools: list_tools::tools(view),
        chips: chips(view),
        filters: list_tools::filters(view),
        clear: view.address(&view.cleared()),
        notice: list_head::notice(view),
        lines: if view.open.is_some() {
            Lines::Rows(page.items.iter().map(|person| row(view, person)).collect())
        } else {
            let rows = page.items.iter().map(|person| table_row(view, person)).collect();
            Lines::Table(list_cells::heads(view), rows)
        },
        csrf: view.csrf.to_owned(),
        bar: bulk_bar(view),
        empty: list_head::empty(view, &words),
        further: match further {
            Some(anchor) => ui::keep_looking(
                &further_text,
                &t.t("users-keep-looking"),
                &list_address(&view.base(), view.state, Some(anchor)),
            ),
            None => html! {},
        },
        pager: Pager {
            summary: summary(view),
            previous: address(page.previous.as_ref().filter(|_| further.is_none() || !is_back)),
            next: address(page.next.as_ref().filter(|_| further.is_none() || is_back)),
        },
        title: words.plural,
    }
    .render()
}
