//! The associate mode: people of other projects come into the chosen one, and its own leave it.
use std::collections::HashMap;

use elenco_db::ProjectId;
use maud::{Markup, html};

use crate::locale::Texts;
use crate::paths::Paths;
use crate::ui::{
    self, ButtonStyle, Choose, ChooseRow, DetailHead, Illustration, Mark, Pager, Search, State, Tile,
};
use crate::users::model::{Candidate, Page, PageAnchor, UserKind};

/// Projects that a line names before it says how many more there are.
const NAMED: usize = 2;

/// Whom the page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shown {
    /// Everybody, with those of the project marked.
    #[default]
    Everybody,
    /// Who is not in the project.
    Others,
    /// Who is.
    Members,
}

impl Shown {
    /// The word in addresses.
    pub fn key(self) -> &'static str {
        match self {
            Self::Everybody => "everybody",
            Self::Others => "others",
            Self::Members => "members",
        }
    }

    /// Reads it again.
    pub fn named(word: Option<&str>) -> Self {
        match word {
            Some("others") => Self::Others,
            Some("members") => Self::Members,
            _ => Self::Everybody,
        }
    }
}

/// What the page shows.
pub struct AssociateView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// Clients or specialists.
    pub kind: UserKind,
    /// The chosen project.
    pub project: (ProjectId, &'a str),
    /// Names of the tenant's projects.
    pub names: &'a HashMap<ProjectId, String>,
    /// How many people the chosen project has.
    pub members: i64,
    /// Whom the page shows.
    pub shown: Shown,
    /// What is searched for.
    pub search: Option<&'a str>,
    /// The people.
    pub people: &'a Page<Candidate>,
    /// Whether the reader may associate, and disassociate.
    pub may: (bool, bool),
    /// The session's form token.
    pub csrf: &'a str,
}

fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

/// The address of the page with a choice, a search and an anchor.
fn address(view: &AssociateView<'_>, shown: Shown, anchor: Option<&PageAnchor>) -> String {
    let mut pairs = Vec::new();
    if shown != Shown::Everybody {
        pairs.push(format!("show={}", shown.key()));
    }
    if let Some(search) = view.search {
        pairs.push(format!("search={}", encoded(search)));
    }
    if let Some(anchor) = anchor {
        let way = if anchor.backwards { "before" } else { "after" };
        pairs.push(format!("{way}={}&key={}", anchor.id, encoded(&anchor.sort_key)));
    }
    let base = view.paths.associate(view.kind);
    if pairs.is_empty() { base } else { format!("{base}?{}", pairs.join("&")) }
}

fn row(view: &AssociateView<'_>, candidate: &Candidate) -> ChooseRow {
    let (t, person) = (view.t, &candidate.person);
    let name = format!("{} {}", person.first_names, person.last_names).trim().to_owned();
    let mut marks = Vec::new();
    if !person.active {
        let word = t.t("users-inactive").into_owned();
        marks.push(Mark { state: State::Quiet, icon: "circle-minus", word });
    }
    let mut others: Vec<&str> = candidate
        .projects
        .iter()
        .filter(|id| **id != view.project.0)
        .filter_map(|id| view.names.get(id).map(String::as_str))
        .collect();
    others.sort_unstable();
    if !others.is_empty() {
        let more = others.len().saturating_sub(NAMED);
        let mut word = others[..others.len().min(NAMED)].join(", ");
        if more > 0 {
            word = t.ta("associate-more", &[("names", word.into()), ("count", more.into())]);
        }
        marks.push(Mark { state: State::Quiet, icon: "folder", word });
    } else if candidate.projects.is_empty() {
        let word = t.t("associate-nowhere").into_owned();
        marks.push(Mark { state: State::Pending, icon: "folder", word });
    }
    if candidate.projects.contains(&view.project.0) {
        let word = t.t("associate-member").into_owned();
        marks.push(Mark { state: State::Completed, icon: "circle-check", word });
    }
    ChooseRow {
        value: person.id.to_string(),
        tile: match person.photo_id {
            Some(photo) => Tile::photo(view.paths.photo(photo)),
            None => Tile::initials(&name, ui::hue_of(person.id.as_uuid().as_bytes())),
        },
        note: if person.email.is_empty() { person.username.clone() } else { person.email.clone() },
        href: Some(view.paths.user(view.kind, person.id)),
        name,
        marks,
        checked: false,
        taken: None,
    }
}

fn empty(view: &AssociateView<'_>) -> Markup {
    let t = view.t;
    if let Some(next) = &view.people.next {
        // Only so many were looked at, and all of them are in the project.
        let further = address(view, view.shown, Some(next));
        return ui::empty_state(
            Illustration::Search,
            &t.t("associate-further"),
            html! { (t.t("associate-further-text")) },
            html! { (ui::link_button(ButtonStyle::Primary, &further, None, &t.t("associate-look-further"), "")) },
        );
    }
    if view.search.is_some() {
        let all = AssociateView { search: None, ..*view };
        let all = address(&all, view.shown, None);
        return ui::empty_state(
            Illustration::Search,
            &t.t("users-none-found"),
            html! { (t.t("users-none-found-text")) },
            html! { (ui::link_button(ButtonStyle::Plain, &all, None, &t.t("users-show-all"), "")) },
        );
    }
    let (title, text) = match view.shown {
        Shown::Members => (t.t("associate-no-members"), t.t("associate-no-members-text")),
        Shown::Everybody | Shown::Others => (t.t("associate-no-others"), t.t("associate-no-others-text")),
    };
    ui::empty_state(Illustration::Roster, &title, html! { (text) }, html! {})
}

fn chips(view: &AssociateView<'_>) -> Markup {
    let t = view.t;
    let chip = |shown: Shown, label: String, count: Option<i64>| {
        html! {
            a.chip href=(address(view, shown, None)) aria-current=[(view.shown == shown).then_some("true")] {
                (label) @if let Some(count) = count { " " b { (t.number(count)) } }
            }
        }
    };
    html! {
        nav.chips.as-seg aria-label=(t.t("associate-shown")) {
            (chip(Shown::Everybody, t.t("associate-everybody").into_owned(), None))
            (chip(Shown::Others, t.t("associate-others").into_owned(), None))
            (chip(Shown::Members, t.t("associate-members").into_owned(), Some(view.members)))
        }
    }
}

/// A button of the bar, or why it is closed.
fn button(view: &AssociateView<'_>, joins: bool) -> Markup {
    let t = view.t;
    let (value, icon, word) = if joins {
        ("associate", "user-share", t.t("bulk-associate"))
    } else {
        ("disassociate", "user-minus", t.t("bulk-disassociate"))
    };
    let allowed = if joins { view.may.0 } else { view.may.1 };
    let why = match (allowed, joins, view.shown) {
        (false, ..) => Some(t.t("users-not-allowed")),
        (_, true, Shown::Members) => Some(t.t("associate-only-others")),
        (_, false, Shown::Others) => Some(t.t("associate-only-members")),
        _ => None,
    };
    html! {
        @if let Some(why) = why {
            button.btn.btn-go[joins] type="button" aria-disabled="true" title=(why) { (ui::icon(icon)) (word) }
        } @else {
            button.btn.btn-go[joins] type="submit" name="action" value=(value) { (ui::icon(icon)) (word) }
        }
    }
}

/// The pane.
pub fn associate_panel(view: &AssociateView<'_>) -> Markup {
    let t = view.t;
    let title = match view.kind {
        UserKind::Client => t.t("associate-clients"),
        UserKind::Specialist => t.t("associate-specialists"),
    };
    let turned =
        |anchor: &Option<PageAnchor>| anchor.as_ref().map(|anchor| address(view, view.shown, Some(anchor)));
    let matching = match (view.search, view.shown) {
        (Some(_), _) => t.t("associate-all-found"),
        (None, Shown::Members) => t.t("associate-all-members"),
        (None, Shown::Others) => t.t("associate-all-others"),
        (None, Shown::Everybody) => t.t("associate-all"),
    };
    let is_all = view.people.next.is_none() && view.people.previous.is_none();
    let kept = (view.shown != Shown::Everybody).then(|| ("show".to_owned(), view.shown.key().to_owned()));
    let choose = Choose {
        t,
        label: title.to_string(),
        search: Some(Search {
            action: view.paths.associate(view.kind),
            value: view.search.unwrap_or_default().to_owned(),
            label: t.t("associate-search").into_owned(),
            placeholder: t.t("associate-search").into_owned(),
            kept: kept.into_iter().collect(),
        }),
        in_dialog: false,
        action: view.paths.bulk_changes(view.kind),
        csrf: view.csrf.to_owned(),
        confirm: None,
        rows: view.people.items.iter().map(|candidate| row(view, candidate)).collect(),
        empty: empty(view),
        matching: (!is_all).then(|| matching.into_owned()),
        pager: Pager {
            summary: t.ta("bulk-amount", &[("count", view.people.items.len().into())]),
            previous: turned(&view.people.previous),
            next: turned(&view.people.next),
        },
        further: html! {
            input type="hidden" name="from" value="associate";
            input type="hidden" name="project" value=(view.project.0);
        },
        remark: t.t("associate-remark").into_owned(),
        buttons: html! { (button(view, false)) (button(view, true)) },
    };
    let head = DetailHead {
        t,
        tile: Tile::icon("user-share").large(),
        photo_field: None,
        title: title.into_owned(),
        meta: html! { span { (t.ta("associate-text", &[("name", view.project.1.into())])) } },
        actions: html! {
            (ui::link_button(ButtonStyle::Plain, &view.paths.users(view.kind), Some("x"), &t.t("associate-end"), ""))
        },
        back: view.paths.users(view.kind),
    };
    ui::detail_pane(&head, html! { div.work.associate { (chips(view)) (choose.render()) } })
}
