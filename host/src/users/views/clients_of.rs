//! The clients of a thing, of a company or a service: who they are, and whom to associate.
use std::collections::HashSet;

use elenco_db::UserId;

use crate::locale::Texts;
use crate::paths::{ClientAddresses, Paths};
use crate::ui::{
    self, Associated, ButtonStyle, Choose, ChooseRow, Illustration, Mark, More, Pager, Search, State, Tile,
};
use crate::users::model::{Page, PageAnchor, UserKind, UserSummary};

/// What the tab shows.
pub struct ClientsView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// Those of the thing.
    pub at: &'a ClientAddresses,
    /// Its name.
    pub name: &'a str,
    /// How many clients it has.
    pub count: i64,
    /// What is searched for.
    pub search: Option<&'a str>,
    /// The clients of this page.
    pub people: &'a Page<UserSummary>,
    /// The session's form token.
    pub csrf: &'a str,
    /// Whether the reader may associate and disassociate.
    pub may_change: bool,
}

/// What the choice of clients shows.
pub struct ChooseClientsView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// Those of the thing.
    pub at: &'a ClientAddresses,
    /// Name of the project whose clients are offered.
    pub project: &'a str,
    /// What is searched for.
    pub search: Option<&'a str>,
    /// The clients of this page.
    pub people: &'a Page<UserSummary>,
    /// Who of them is associated already.
    pub present: &'a HashSet<UserId>,
    /// The session's form token.
    pub csrf: &'a str,
}

fn row(t: Texts, paths: &Paths, person: &UserSummary) -> ChooseRow {
    let name = format!("{} {}", person.first_names, person.last_names).trim().to_owned();
    let mut marks = Vec::new();
    if !person.active {
        let word = t.t("users-inactive").into_owned();
        marks.push(Mark { state: State::Quiet, icon: "circle-minus", word });
    }
    ChooseRow {
        value: person.id.to_string(),
        tile: match person.photo_id {
            Some(photo) => Tile::photo(paths.photo(photo)),
            None => Tile::initials(&name, ui::hue_of(person.id.as_uuid().as_bytes())),
        },
        note: if person.email.is_empty() { person.username.clone() } else { person.email.clone() },
        href: Some(paths.user(UserKind::Client, person.id)),
        name,
        marks,
        checked: false,
        taken: None,
    }
}

fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

/// The foot; `base` ends with `?` or `&`.
fn pager(t: Texts, base: &str, search: Option<&str>, people: &Page<UserSummary>) -> Pager {
    let turned = |anchor: &Option<PageAnchor>| {
        let anchor = anchor.as_ref()?;
        let way = if anchor.backwards { "before" } else { "after" };
        let search = search.map(|search| format!("&search={}", encoded(search))).unwrap_or_default();
        Some(format!("{base}{way}={}&key={}{search}", anchor.id, encoded(&anchor.sort_key)))
    };
    Pager {
        summary: t.ta("associations-clients-shown", &[("count", people.items.len().into())]),
        previous: turned(&people.previous),
        next: turned(&people.next),
    }
}

fn is_all(people: &Page<UserSummary>) -> bool {
    people.next.is_none() && people.previous.is_none()
}

fn search_box(t: Texts, action: &str, search: Option<&str>, kept: Vec<(String, String)>) -> Search {
    Search {
        action: action.to_owned(),
        value: search.unwrap_or_default().to_owned(),
        label: t.t("associations-search-clients").into_owned(),
        placeholder: t.t("users-search-hint").into_owned(),
        kept,
    }
}

/// The tab.
pub fn clients_panel(view: &ClientsView<'_>) -> maud::Markup {
    let (t, at) = (view.t, view.at);
    let matching = match view.search {
        Some(_) => t.t("associations-all-found").into_owned(),
        None => t.ta("associations-all-clients", &[("count", view.count.into())]),
    };
    Associated {
        t,
        label: t.t("associations-clients").into_owned(),
        search: Some(search_box(t, &at.page, view.search, vec![("tab".to_owned(), "clients".to_owned())])),
        action: at.dissociate.clone(),
        csrf: view.csrf.to_owned(),
        confirm: t.ta("associations-clients-confirm", &[("name", view.name.into())]),
        rows: view.people.items.iter().map(|person| row(t, view.paths, person)).collect(),
        nothing: (
            t.t("associations-no-clients").into_owned(),
            t.t("associations-no-clients-text").into_owned(),
        ),
        none_found: (t.t("users-none-found").into_owned(), t.t("users-none-found-text").into_owned()),
        matching: (!is_all(view.people)).then_some(matching),
        pager: pager(t, &format!("{}&", at.tab), view.search, view.people),
        remark: t.t("associations-clients-remark").into_owned(),
        more: view.may_change.then(|| More {
            href: at.choose.clone(),
            label: t.t("associations-associate-clients").into_owned(),
            in_dialog: false,
        }),
    }
    .render()
}

/// The choice of clients of the project.
pub fn choose_clients_panel(view: &ChooseClientsView<'_>) -> maud::Markup {
    let (t, at) = (view.t, view.at);
    let rows = view.people.items.iter().map(|person| {
        let taken = view.present.contains(&person.id).then(|| t.t("ui-associated").into_owned());
        ChooseRow { taken, ..row(t, view.paths, person) }
    });
    let matching = match view.search {
        Some(_) => t.t("associations-all-found").into_owned(),
        None => t.ta("associations-everybody", &[("project", view.project.into())]),
    };
    Choose {
        t,
        label: t.t("associations-associate-clients").into_owned(),
        search: Some(search_box(t, &at.choose, view.search, Vec::new())),
        in_dialog: false,
        action: at.associate.clone(),
        csrf: view.csrf.to_owned(),
        confirm: None,
        rows: rows.collect(),
        empty: ui::empty_state(
            Illustration::Search,
            &t.t("users-none-found"),
            maud::html! { (t.t("users-none-found-text")) },
            ui::link_button(ButtonStyle::Plain, &at.choose, None, &t.t("users-show-all"), ""),
        ),
        matching: (!is_all(view.people)).then_some(matching),
        pager: pager(t, &format!("{}?", at.choose), view.search, view.people),
        further: maud::html! {},
        remark: t.ta("associations-clients-of-project", &[("project", view.project.into())]),
        buttons: maud::html! {
            (ui::link_button(ButtonStyle::Plain, &at.tab, None, &t.t("ui-cancel"), ""))
            button.btn.btn-go type="submit" { (ui::icon("plus")) (t.t("ui-associate")) }
        },
    }
    .render()
}
