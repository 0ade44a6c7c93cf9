//! The list of people.
use maud::{Markup, html};

use super::{KindWords, bulk_bar, kind_words};
use crate::locale::Texts;
use crate::paths::Paths;
use crate::ui::{
    self, ButtonStyle, Chip, Illustration, ListPane, Mark, MenuItem, Pager, Row, Search, State, Tile,
};
use crate::users::model::{ListState, Listing, PageAnchor, UserKind, UserSummary, query};

/// What the list pane shows.
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
    /// Where the page begins.
    pub anchor: Option<&'a PageAnchor>,
    /// The rows.
    pub listing: &'a Listing,
    /// Whose detail is open.
    pub open: Option<elenco_db::UserId>,
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

fn row(view: &ListView<'_>, person: &UserSummary) -> Row {
    let name = format!("{} {}", person.first_names, person.last_names);
    let mut marks = Vec::new();
    if !person.active {
        let word = view.t.t("users-inactive").into_owned();
        marks.push(Mark { state: State::Quiet, icon: "circle-minus", word });
    } else if person.email.is_empty() {
        marks.push(Mark {
            state: State::Pending,
            icon: "mail-off",
            word: view.t.t("users-no-email").into_owned(),
        });
    }
    Row {
        id: person.id.to_string(),
        // The address of a person keeps the list as it was, for a reload and for the way back.
        href: list_address(&view.paths.user(view.kind, person.id), view.state, view.anchor),
        tile: match person.photo_id {
            Some(photo) => Tile::photo(view.paths.photo(photo)),
            None => Tile::initials(&name, ui::hue_of(person.id.as_uuid().as_bytes())),
        },
        note: if person.email.is_empty() { person.username.clone() } else { person.email.clone() },
        name,
        place: person.location.clone(),
        marks,
        current: view.open == Some(person.id),
    }
}

fn with_active(state: &ListState, active: Option<bool>) -> ListState {
    let mut state = state.clone();
    state.filter.active = active;
    state
}

fn chips(view: &ListView<'_>) -> Vec<Chip> {
    let base = view.paths.users(view.kind);
    let chip = |label: String, active: Option<bool>, count: i64| Chip {
        label,
        href: list_address(&base, &with_active(view.state, active), None),
        count: Some(view.t.number(count)),
        current: view.state.filter.active == active,
    };
    vec![
        chip(view.t.t("users-all").into_owned(), None, view.total),
        chip(view.t.t("users-active-many").into_owned(), Some(true), view.active),
        chip(view.t.t("users-inactive-many").into_owned(), Some(false), view.total - view.active),
    ]
}

fn list_actions(view: &ListView<'_>, words: &KindWords) -> Markup {
    let (t, paths) = (view.t, view.paths);
    let lock = |allowed: bool| (!allowed).then(|| t.t("users-not-allowed").into_owned());
    let mut menu = vec![
        MenuItem {
            label: t.t("users-import").into_owned(),
            href: paths.new_import(view.kind),
            icon: Some("table-import"),
            dialog: true,
            lock: lock(view.may_move.0),
            ..MenuItem::default()
        },
        MenuItem {
            label: t.t("users-export").into_owned(),
            href: paths.new_export(view.kind),
            icon: Some("table-export"),
            dialog: true,
            lock: lock(view.may_move.1),
            ..MenuItem::default()
        },
    ];
    if view.can_look_up {
        menu.push(MenuItem {
            label: t.t("users-look-up").into_owned(),
            href: paths.look_up(view.kind),
            icon: Some("plug-connected"),
            dialog: true,
            lock: lock(view.may_add),
            ..MenuItem::default()
        });
    }
    menu.push(MenuItem {
        label: t.t("deleted-title").into_owned(),
        href: paths.deleted_users(view.kind),
        icon: Some("trash"),
        lock: lock(view.may_delete),
        ..MenuItem::default()
    });
    html! {
        @if view.may_associate {
            (ui::link_button(ButtonStyle::Plain, &paths.associate(view.kind), Some("user-share"), "", &t.t("associate-mode")))
        }
        @if view.may_add {
            (ui::link_button_with_menu(&paths.new_user(view.kind), "plus", &t.t("users-new"), &t.t("users-more-ways"), &menu))
        } @else {
            (ui::action_menu(&t.t("users-more-ways"), &menu))
        }
        span.sr { (words.new) }
    }
}

fn empty_list(view: &ListView<'_>, words: &KindWords) -> Markup {
    let (t, paths) = (view.t, view.paths);
    if view.state.filter.search.is_some() || view.state.filter.active.is_some() {
        let all = paths.users(view.kind);
        return ui::empty_state(
            Illustration::Search,
            &t.t("users-none-found"),
            html! { (t.t("users-none-found-text")) },
            html! { (ui::link_button(ButtonStyle::Plain, &all, None, &t.t("users-show-all"), "")) },
        );
    }
    ui::empty_state(
        Illustration::Roster,
        &t.t("users-nobody"),
        html! { (t.t("users-nobody-text")) },
        html! {
            @if view.may_add {
                (ui::link_button(ButtonStyle::Primary, &paths.new_user(view.kind), Some("plus"), &words.new, ""))
            }
        },
    )
}

/// The list pane.
pub fn list_pane(view: &ListView<'_>) -> Markup {
    let t = view.t;
    let words = kind_words(t, view.kind);
    let base = view.paths.users(view.kind);
    let shown = view.listing.page.items.len();
    let kept = view.state.filter.active.map(|active| ("active".to_owned(), active.to_string()));
    let summary = t.ta("users-shown", &[("shown", shown.into()), ("total", view.total.into())]);
    let address =
        |anchor: &Option<PageAnchor>| anchor.as_ref().map(|a| list_address(&base, view.state, Some(a)));
    ListPane {
        t,
        count: Some(t.number(view.total)),
        actions: list_actions(view, &words),
        search: Some(Search {
            action: base.clone(),
            value: view.state.filter.search.clone().unwrap_or_default(),
            label: t.ta("users-search", &[("kind", words.plural.as_str().into())]),
            placeholder: t.t("users-search-hint").into_owned(),
            kept: kept.into_iter().collect(),
        }),
        chips: chips(view),
        rows: view.listing.page.items.iter().map(|person| row(view, person)).collect(),
        selectable: !view.may_change.is_empty(),
        empty: empty_list(view, &words),
        pager: Pager {
            summary,
            previous: address(&view.listing.page.previous),
            next: address(&view.listing.page.next),
        },
        title: words.plural,
    }
    .render_with(bulk_bar(view))
}

/// The detail's place while nobody is chosen.
pub fn nobody_chosen(t: Texts, paths: &Paths, kind: UserKind, may_add: bool) -> Markup {
    let words = kind_words(t, kind);
    ui::empty_detail(
        &t.t("users-choose"),
        html! {
            (t.t("users-choose-keys")) " "
            kbd.key { "↑" } " " kbd.key { "↓" } " " kbd.key { "Enter" } " " kbd.key { "N" }
        },
        html! {
            @if may_add {
                (ui::link_button(ButtonStyle::Plain, &paths.new_user(kind), Some("plus"), &words.new, ""))
            }
        },
    )
}
