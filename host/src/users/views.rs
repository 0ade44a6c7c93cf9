//! Pages about people.
mod fields;

use chrono::{DateTime, Utc};
use maud::{Markup, html};

use super::form::{UserForm, source_name};
use super::model::{AddressPart, Page, PageAnchor, Problem, User, UserFilter, UserKind, UserSummary};
use crate::extensions::field_schemas::OwnedField;
use crate::locale::{Culture, Texts};
use crate::paths::Paths;
use crate::ui::{
    self, ButtonStyle, Chip, Choice, DetailHead, Field, Form, Illustration, ListPane, Mark, MenuItem, Notice,
    Pager, Row, Search, Source, State, Tab, Tabs, Tile, Width,
};

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
    pub filter: &'a UserFilter,
    /// Where the page begins.
    pub anchor: Option<&'a PageAnchor>,
    /// The rows.
    pub page: &'a Page<UserSummary>,
    /// Whose detail is open.
    pub open: Option<elenco_db::UserId>,
    /// Whether the reader may add people.
    pub may_add: bool,
    /// Whether the reader may import and export.
    pub may_move: (bool, bool),
}

/// Words that differ between clients and specialists.
pub struct KindWords {
    /// `Clients`.
    pub plural: String,
    /// `New client`.
    pub new: String,
    /// `Save client`.
    pub save: String,
}

/// The words of a kind.
pub fn kind_words(t: Texts, kind: UserKind) -> KindWords {
    let (plural, new, save) = match kind {
        UserKind::Client => ("users-clients", "users-new-client", "users-save-client"),
        UserKind::Specialist => ("users-specialists", "users-new-specialist", "users-save-specialist"),
    };
    KindWords { plural: t.t(plural).into_owned(), new: t.t(new).into_owned(), save: t.t(save).into_owned() }
}

/// The address of the list with a filter and an anchor.
pub fn list_address(base: &str, filter: &UserFilter, anchor: Option<&PageAnchor>) -> String {
    let mut pairs = Vec::new();
    if let Some(search) = &filter.search {
        pairs.push(format!("search={}", encoded(search)));
    }
    if let Some(active) = filter.active {
        pairs.push(format!("active={active}"));
    }
    if let Some(anchor) = anchor {
        let way = if anchor.backwards { "before" } else { "after" };
        pairs.push(format!("{way}={}&key={}", anchor.id, encoded(&anchor.sort_key)));
    }
    if pairs.is_empty() { base.to_owned() } else { format!("{base}?{}", pairs.join("&")) }
}

fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
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
        href: list_address(&view.paths.user(view.kind, person.id), view.filter, view.anchor),
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

fn chips(view: &ListView<'_>) -> Vec<Chip> {
    let base = view.paths.users(view.kind);
    let chip = |label: String, active: Option<bool>, count: i64| Chip {
        label,
        href: list_address(&base, &UserFilter { active, ..view.filter.clone() }, None),
        count: Some(view.t.number(count)),
        current: view.filter.active == active,
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
    let menu = [
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
    html! {
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
    if view.filter.search.is_some() || view.filter.active.is_some() {
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
    let shown = view.page.items.len();
    let kept = view.filter.active.map(|active| ("active".to_owned(), active.to_string()));
    let summary = t.ta("users-shown", &[("shown", shown.into()), ("total", view.total.into())]);
    let address =
        |anchor: &Option<PageAnchor>| anchor.as_ref().map(|a| list_address(&base, view.filter, Some(a)));
    ListPane {
        t,
        count: Some(t.number(view.total)),
        actions: list_actions(view, &words),
        search: Some(Search {
            action: base.clone(),
            value: view.filter.search.clone().unwrap_or_default(),
            label: t.ta("users-search", &[("kind", words.plural.as_str().into())]),
            placeholder: t.t("users-search-hint").into_owned(),
            kept: kept.into_iter().collect(),
        }),
        chips: chips(view),
        rows: view.page.items.iter().map(|person| row(view, person)).collect(),
        selectable: false,
        empty: empty_list(view, &words),
        pager: Pager { summary, previous: address(&view.page.previous), next: address(&view.page.next) },
        title: words.plural,
    }
    .render()
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

/// What the detail pane shows.
pub struct DetailView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// Clients or specialists.
    pub kind: UserKind,
    /// The person as stored; nothing for a new one.
    pub user: Option<&'a User>,
    /// What the controls hold.
    pub form: &'a UserForm,
    /// Additional fields; or why there are none to show.
    pub fields: Result<&'a [OwnedField], String>,
    /// Locations to choose from: id and name.
    pub locations: &'a [(String, String)],
    /// What was refused.
    pub problems: &'a [Problem],
    /// One sentence when the last try was refused as a whole.
    pub refused: Option<String>,
    /// The open tab.
    pub tab: &'static str,
    /// The session's form token.
    pub csrf: &'a str,
    /// Whether the reader may save.
    pub may_save: bool,
    /// Whether the reader may delete.
    pub may_delete: bool,
    /// Now, for times that are told as "ago".
    pub now: DateTime<Utc>,
}

/// The tab that a control is on.
pub fn tab_of(field: &str) -> &'static str {
    if field.starts_with("address.") {
        "address"
    } else if field.starts_with("fields.") {
        "additional"
    } else {
        "details"
    }
}

impl DetailView<'_> {
    fn problem(&self, field: &str) -> Option<String> {
        let all: Vec<&str> = self
            .problems
            .iter()
            .filter(|problem| problem.field == field)
            .map(|p| p.message.as_str())
            .collect();
        (!all.is_empty()).then(|| all.join(" · "))
    }

    fn text(&self, name: &str, label: String) -> Field {
        Field::text(self.t, name, label)
            .value(self.form.get(name))
            .problem(self.problem(name))
            .max_length(200)
    }

    fn identity(&self) -> Markup {
        let t = self.t;
        let email = self.form.get("email").to_owned();
        let no_email = email.is_empty().then(|| t.t("users-email-none").into_owned());
        let phone = |name: &'static str, label: String| {
            Field::telephone(t, name, label).value(self.form.get(name)).problem(self.problem(name))
        };
        ui::section(
            &t.t("users-identity"),
            &t.t("users-identity-text"),
            html! {
                (self.text("first_names", t.t("column-first-names").into_owned()).required(true))
                (self.text("last_names", t.t("column-last-names").into_owned()).required(true))
                (Field::email(t, "email", t.t("column-email")).value(email).problem(self.problem("email")).warning(no_email))
                (phone("phone", t.t("column-phone").into_owned()))
                (phone("mobile", t.t("column-mobile").into_owned()))
                (self.text("position", t.t("column-position").into_owned()))
                (self.text("external_id", t.t("column-external-id").into_owned()).mono())
            },
        )
    }

    fn access(&self) -> Markup {
        let t = self.t;
        let cultures = Culture::ALL
            .iter()
            .map(|culture| Choice::new(culture.tag(), culture.native_name()))
            .collect::<Vec<_>>();
        let date = |name: &'static str, label: String| {
            Field::date(t, name, label).value(self.form.get(name)).problem(self.problem(name))
        };
        let password_label = if self.user.is_some_and(|user| user.has_password) {
            t.t("users-new-password")
        } else {
            t.t("column-password")
        };
        let switch = |name: &'static str, label: String, word: String| {
            Field::switch(t, name, label, word).checked(self.form.is_on(name)).width(Width::Half)
        };
        ui::section(
            &t.t("users-access"),
            &t.t("users-access-text"),
            html! {
                (self.text("username", t.t("column-username").into_owned()).required(true).mono())
                (Field::password(t, "password", password_label, &self.paths.password_rules())
                    .value(self.form.get("password")).problem(self.problem("password")))
                (Field::select(t, "culture", t.t("column-culture"), cultures, None)
                    .value(self.form.get("culture")).help(t.t("users-culture-help")).problem(self.problem("culture"))
                    .width(Width::Third))
                (date("valid_since", t.t("column-valid-since").into_owned()).width(Width::Third))
                (date("valid_until", t.t("column-valid-until").into_owned()).width(Width::Third).help(t.t("users-valid-until-help")))
                (switch("active", t.t("column-status").into_owned(), t.t("users-may-sign-in").into_owned()))
                (switch("must_change_password", t.t("column-must-change").into_owned(), t.t("users-must-change").into_owned()))
            },
        )
    }

    fn place(&self) -> Markup {
        let t = self.t;
        let choices =
            self.locations.iter().map(|(id, name)| Choice::new(id.as_str(), name.as_str())).collect();
        ui::section(
            &t.t("users-place"),
            &t.t("users-place-text"),
            html! {
                (Field::select(t, "location", t.t("column-location"), choices, Some(t.t("users-no-location").into_owned()))
                    .value(self.form.get("location")).problem(self.problem("location"))
                    .fills(self.paths.fill_address(self.kind)).width(Width::Full))
                div.f.f-12 { (filled_note(t, None)) }
            },
        )
    }

    fn additional(&self) -> Markup {
        match &self.fields {
            Ok(fields) => {
                fields::sections(self.t, self.form, fields, &|name| self.problem(name), self.is_active())
            }
            Err(reason) => ui::notice(&Notice {
                state: State::Failed,
                icon: Some("puzzle"),
                text: html! { b { (self.t.t("users-fields-away")) } " " (reason) },
                actions: html! {},
            }),
        }
    }

    fn is_active(&self) -> bool {
        self.form.is_on("active")
    }

    fn tabs(&self) -> Tabs {
        let t = self.t;
        let base = match self.user {
            Some(user) => self.paths.user(self.kind, user.id),
            None => self.paths.new_user(self.kind),
        };
        let tab = |key: &'static str, label: String| Tab {
            key,
            label,
            href: format!("{base}?tab={key}"),
            problems: self.problems.iter().filter(|problem| tab_of(&problem.field) == key).count(),
            ..Tab::default()
        };
        Tabs {
            t,
            label: kind_words(t, self.kind).plural,
            tabs: vec![
                tab("details", t.t("users-tab-details").into_owned()),
                tab("address", t.t("users-tab-address").into_owned()),
                tab("additional", t.t("users-tab-additional").into_owned()),
            ],
            current: self.tab,
            why: None,
        }
    }

    fn head(&self) -> DetailHead {
        let t = self.t;
        let words = kind_words(t, self.kind);
        let (tile, title, meta) = match self.user {
            None => (Tile::icon("user-plus"), words.new.clone(), html! { span { (t.t("users-new-text")) } }),
            Some(user) => {
                let name = user.full_name();
                let tile = match user.photo_id {
                    Some(photo) => Tile::photo(self.paths.photo(photo)),
                    None => Tile::initials(&name, ui::hue_of(user.id.as_uuid().as_bytes())),
                };
                (tile, name, self.meta(user))
            }
        };
        DetailHead {
            t,
            tile: tile.large(),
            photo_field: self.may_save.then_some("photo"),
            title,
            meta,
            actions: self.actions(),
            back: self.paths.users(self.kind),
        }
    }

    fn meta(&self, user: &User) -> Markup {
        let t = self.t;
        html! {
            @if user.active { (ui::status(State::Completed, &t.t("users-active"))) }
            @else { (ui::status(State::Quiet, &t.t("users-inactive"))) }
            @if let Some(external) = &user.external_id { span.mono { (external) } }
            span { (ui::icon_small("history")) (t.t("users-last-change")) " " (ui::time(t, user.updated_at.to_chrono())) }
            @if let Some(at) = user.last_sign_in_at {
                span { (ui::icon_small("login")) (t.t("users-last-sign-in")) " " (t.ago(at.to_chrono(), self.now)) }
            }
        }
    }

    fn actions(&self) -> Markup {
        let t = self.t;
        let Some(user) = self.user.filter(|_| self.may_delete) else { return html! {} };
        let delete = MenuItem {
            label: t.t("users-delete").into_owned(),
            href: self.paths.delete_user(self.kind, user.id),
            icon: Some("trash"),
            post: Some(self.csrf.to_owned()),
            danger: true,
            confirm: Some(t.ta("users-delete-confirm", &[("name", user.full_name().as_str().into())])),
            ..MenuItem::default()
        };
        ui::action_menu(&t.t("users-more"), &[delete])
    }

    /// The pane.
    pub fn render(&self) -> Markup {
        let t = self.t;
        let words = kind_words(t, self.kind);
        let tabs = self.tabs();
        let form = Form {
            t,
            action: match self.user {
                Some(user) => self.paths.user(self.kind, user.id),
                None => self.paths.users(self.kind),
            },
            csrf: self.csrf.to_owned(),
            hidden: self.user.map(|user| ("version", user.version.to_string())).into_iter().collect(),
            is_new: self.user.is_none(),
            new_label: t.ta("users-not-saved", &[("what", words.new.as_str().into())]),
            save_label: words.save,
            discard: match self.user {
                Some(user) => self.paths.user(self.kind, user.id),
                None => self.paths.users(self.kind),
            },
            refused: self.refused.clone(),
            read_only: (!self.may_save).then(|| t.t("users-not-allowed").into_owned()),
        };
        ui::detail_pane(
            &self.head(),
            html! {
                (tabs.bar())
                (form.render(html! {
                    (Field::photo(t, "photo", t.t("ui-change-photo"), "image/jpeg,image/png,image/webp").problem(self.problem("photo")))
                    (tabs.panel("details", html! { (self.identity()) (self.access()) (self.place()) }))
                    (tabs.panel("address", address_section(t, self.form, &|name| self.problem(name))))
                    (tabs.panel("additional", self.additional()))
                }))
            },
        )
    }
}

/// The sentence below the location that says how much was filled; replaced out of band.
pub fn filled_note(t: Texts, filled: Option<usize>) -> Markup {
    html! {
        p.hint #filled-note hx-swap-oob=[filled.map(|_| "true")] aria-live="polite" {
            @if let Some(filled) = filled.filter(|filled| *filled > 0) {
                (ui::icon_small("sparkles-2"))
                span {
                    (t.ta("users-filled", &[("count", filled.into())])) " "
                    a.link href="?tab=address" data-show-tab="address" { (t.t("users-filled-look")) } " · "
                    button.link.t12 type="button" data-undo-fill { (t.t("users-filled-undo")) }
                }
            }
        }
    }
}

fn part_label(t: Texts, part: AddressPart) -> String {
    match part {
        AddressPart::Country => t.t("column-country"),
        AddressPart::Region => t.t("column-region"),
        AddressPart::City => t.t("column-city"),
        AddressPart::District => t.t("column-district"),
        AddressPart::Street => t.t("column-street"),
        AddressPart::Number => t.t("column-number"),
        AddressPart::Complement => t.t("column-complement"),
        AddressPart::PostalCode => t.t("column-postal-code"),
        AddressPart::Reference => t.t("column-reference"),
        AddressPart::Phone => t.t("column-address-phone"),
    }
    .into_owned()
}

/// The section of the address: what auto-fill replaces.
pub fn address_section(t: Texts, form: &UserForm, problem: &dyn Fn(&str) -> Option<String>) -> Markup {
    let edited = form.edited();
    let width = |part: AddressPart| match part {
        AddressPart::Street => Width::TwoThirds,
        AddressPart::Reference => Width::TwoThirds,
        _ => Width::Third,
    };
    let content = ui::section(
        &t.t("users-address"),
        &t.t("users-address-text"),
        html! {
            @for part in AddressPart::ALL {
                @let name = format!("address.{}", part.as_str());
                @let source = form.source(part);
                (Field::text(t, name.as_str(), part_label(t, part)).value(form.get(&name)).width(width(part))
                    .problem(problem(&name)).max_length(200)
                    .source(match &source {
                        Some(by) => Some(Source::Filled(by.clone())),
                        None if edited.contains(&name) => Some(Source::Changed { suggested: None }),
                        None => None,
                    }))
            }
        },
    );
    let sources = html! {
        @for part in AddressPart::ALL {
            @if let Some(source) = form.source(part) { input type="hidden" name=(source_name(part)) value=(source); }
        }
    };
    Field::filled_fields(t, &edited, html! { (sources) (content) })
}
