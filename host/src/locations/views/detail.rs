//! A location: head, tabs, form.
use maud::{Markup, html};

use crate::locale::Texts;
use crate::locations::form::LocationForm;
use crate::locations::model::{Location, Usage};
use crate::paths::Paths;
use crate::ui::{
    self, DetailHead, Field, Form, MapField, MapSource, MenuItem, State, Tab, Tabs, Tile, Width,
};
use crate::users::model::{AddressPart, Problem};

/// What the detail pane shows.
pub struct DetailView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// The location as stored; nothing for a new one.
    pub location: Option<&'a Location>,
    /// Who belongs to it.
    pub usage: Usage,
    /// What the controls hold.
    pub form: &'a LocationForm,
    /// What the map is drawn from.
    pub map: MapSource,
    /// What its position is called.
    pub near: Option<String>,
    /// What was refused.
    pub problems: &'a [Problem],
    /// One sentence when the last try was refused as a whole.
    pub refused: Option<String>,
    /// The open tab.
    pub tab: &'static str,
    /// What the open tab shows instead of the form.
    pub panel: Option<Markup>,
    /// The session's form token.
    pub csrf: &'a str,
    /// Whether the reader may save.
    pub may_save: bool,
    /// Whether the reader may delete.
    pub may_delete: bool,
    /// Whether the reader may see people, and histories.
    pub may_see: (bool, bool),
}

impl DetailView<'_> {
    fn problem(&self, field: &str) -> Option<String> {
        let all: Vec<&str> =
            self.problems.iter().filter(|p| p.field == field).map(|p| p.message.as_str()).collect();
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
        ui::section(
            &t.t("locations-identity"),
            &t.t("locations-identity-text"),
            html! {
                (self.text("name", t.t("locations-name").into_owned()).required(true).width(Width::TwoThirds))
                (self.text("code", t.t("locations-code").into_owned()).required(true).mono().max_length(50).width(Width::Third))
                (Field::telephone(t, "phone", t.t("locations-phone")).value(self.form.get("phone"))
                    .problem(self.problem("phone")).max_length(200).width(Width::TwoThirds))
                (Field::switch(t, "active", t.t("locations-status"), t.t("locations-active"))
                    .checked(self.form.get("active") == "true").width(Width::Third))
            },
        )
    }

    fn address(&self) -> Markup {
        let t = self.t;
        let width = |part: AddressPart| match part {
            AddressPart::Street | AddressPart::Reference => Width::TwoThirds,
            _ => Width::Third,
        };
        ui::section(
            &t.t("users-address"),
            &t.t("locations-address-text"),
            html! {
                @for part in AddressPart::ALL.into_iter().filter(|part| *part != AddressPart::Phone) {
                    (self.text(&format!("address.{}", part.as_str()), part.label(t)).width(width(part)))
                }
            },
        )
    }

    fn position(&self) -> Markup {
        let t = self.t;
        let map = MapField {
            t,
            source: self.map.clone(),
            latitude: self.form.get("latitude").to_owned(),
            longitude: self.form.get("longitude").to_owned(),
            latitude_problem: self.problem("latitude"),
            longitude_problem: self.problem("longitude"),
            near: self.near.clone(),
            offer: None,
            lock: (!self.may_save).then(|| t.t("locations-not-allowed").into_owned()),
        };
        ui::section(&t.t("locations-position"), &t.t("locations-position-text"), html! { (map) })
    }

    fn people(&self) -> String {
        let count = self.t.number(self.usage.people);
        if self.usage.is_more { format!("{count}+") } else { count }
    }

    fn tabs(&self) -> Tabs {
        let t = self.t;
        let base =
            self.location.map_or_else(|| self.paths.new_location(), |place| self.paths.location(place.id));
        let later = self.location.is_none().then(|| t.t("locations-tab-locked").into_owned());
        let tab = |key: &'static str, label: String, count: Option<String>, may: bool| Tab {
            key,
            label,
            href: format!("{base}?tab={key}"),
            count: count.filter(|_| self.location.is_some()),
            problems: if key == "details" { self.problems.len() } else { 0 },
            lock: later
                .clone()
                .or_else(|| (!may).then(|| t.t("locations-not-allowed").into_owned()))
                .filter(|_| key != "details"),
            elsewhere: key != "details" || self.panel.is_some(),
        };
        let (people, history) = self.may_see;
        Tabs {
            t,
            label: self.title(),
            tabs: vec![
                tab("details", t.t("locations-tab-details").into_owned(), None, true),
                tab("people", t.t("locations-tab-people").into_owned(), Some(self.people()), people),
                tab("history", t.t("locations-tab-history").into_owned(), None, history),
            ],
            current: self.tab,
            why: later.map(|why| html! { (why) }),
        }
    }

    fn title(&self) -> String {
        self.location.map_or_else(|| self.t.t("locations-new").into_owned(), |place| place.name.clone())
    }

    fn meta(&self) -> Markup {
        let t = self.t;
        let Some(place) = self.location else { return html! { span { (t.t("locations-fills")) } } };
        html! {
            @if place.active { (ui::status(State::Completed, &t.t("locations-active"))) }
            @else { (ui::status(State::Quiet, &t.t("locations-inactive"))) }
            span.mono { (place.code) }
            span { (ui::icon_small("users")) (t.ta("locations-people", &[("count", self.people().into())])) }
            span { (ui::icon_small("history")) (t.t("locations-last-change")) " " (ui::time(t, place.updated_at.to_chrono())) }
        }
    }

    fn actions(&self) -> Markup {
        let t = self.t;
        let Some(place) = self.location.filter(|_| self.may_delete) else { return html! {} };
        let delete = MenuItem {
            label: t.t("locations-delete").into_owned(),
            href: self.paths.delete_location(place.id),
            icon: Some("trash"),
            dialog: true,
            danger: true,
            ..MenuItem::default()
        };
        ui::action_menu(&t.t("locations-more"), &[delete])
    }

    fn form(&self, tabs: &Tabs) -> Markup {
        let t = self.t;
        let (action, discard) = match self.location {
            Some(place) => (self.paths.location(place.id), self.paths.location(place.id)),
            None => (self.paths.locations(), self.paths.locations()),
        };
        let version = self.form.version().map(|version| ("version", version.to_string()));
        let title = self.title();
        Form {
            t,
            action,
            csrf: self.csrf.to_owned(),
            hidden: version.into_iter().collect(),
            is_new: self.location.is_none(),
            new_label: t.ta("locations-not-saved", &[("what", title.as_str().into())]),
            save_label: t.t("locations-save").into_owned(),
            discard,
            refused: self.refused.clone(),
            read_only: (!self.may_save).then(|| t.t("locations-not-allowed").into_owned()),
        }
        .render_plain(
            false,
            html! { (tabs.panel("details", html! { (self.identity()) (self.address()) (self.position()) })) },
        )
    }

    /// The pane.
    pub fn render(&self) -> Markup {
        let tabs = self.tabs();
        let head = DetailHead {
            t: self.t,
            tile: Tile::icon("map-pin").large(),
            photo_field: None,
            title: self.title(),
            meta: self.meta(),
            actions: self.actions(),
            back: self.paths.locations(),
        };
        ui::detail_pane(
            &head,
            html! {
                (tabs.bar())
                @match &self.panel {
                    Some(panel) => div.work role="tabpanel" id={ "panel-" (self.tab) } aria-labelledby={ "tab-" (self.tab) } { (panel) },
                    None => (self.form(&tabs)),
                }
            },
        )
    }
}
