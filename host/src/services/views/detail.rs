//! A service: head, tabs, form.
use maud::{Markup, html};

use crate::locale::Texts;
use crate::paths::Paths;
use crate::services::form::ServiceForm;
use crate::services::model::{OfferedCalendar, Service, Usage};
use crate::ui::{self, Choice, DetailHead, Field, Form, MenuItem, State, Tab, Tabs, Tile, Width};
use crate::users::model::Problem;

/// What the detail pane shows.
pub struct DetailView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// The service as stored; nothing for a new one.
    pub service: Option<&'a Service>,
    /// Where it is in use.
    pub usage: Usage,
    /// What the controls hold.
    pub form: &'a ServiceForm,
    /// Calendars to choose from.
    pub calendars: &'a [OfferedCalendar],
    /// What was refused.
    pub problems: &'a [Problem],
    /// The one that has the name already.
    pub owner: Option<&'a Service>,
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
    /// Whether the reader may see clients, companies, and the history.
    pub may_see: (bool, bool, bool),
}

impl DetailView<'_> {
    fn problem(&self, field: &str) -> Option<String> {
        let all: Vec<&str> =
            self.problems.iter().filter(|p| p.field == field).map(|p| p.message.as_str()).collect();
        (!all.is_empty()).then(|| all.join(" · "))
    }

    fn fields(&self) -> Markup {
        let t = self.t;
        let word = |calendar: &OfferedCalendar| {
            if calendar.active {
                return calendar.name.clone();
            }
            t.ta("services-calendar-inactive", &[("name", calendar.name.as_str().into())])
        };
        let choices =
            self.calendars.iter().map(|calendar| Choice::new(calendar.id.to_string(), word(calendar)));
        let none = t.t("services-no-calendar").into_owned();
        ui::section(
            &t.t("services-identity"),
            &t.t("services-identity-text"),
            html! {
                (Field::text(t, "name", t.t("services-name")).value(self.form.get("name"))
                    .problem(self.problem("name")).required(true).max_length(200).width(Width::TwoThirds))
                (Field::switch(t, "active", t.t("services-status"), t.t("services-in-use"))
                    .checked(self.form.is_active()).problem(self.problem("active")).width(Width::Third))
                @if let Some(owner) = self.owner {
                    p.hint.f.f-12 {
                        a.link href=(self.paths.service(owner.id)) {
                            (t.ta("companies-open", &[("name", owner.name.as_str().into())]))
                        }
                    }
                }
                (Field::long_text(t, "description", t.t("services-description"))
                    .value(self.form.get("description")).problem(self.problem("description")).max_length(2000))
                (Field::select(t, "calendar", t.t("services-calendar"), choices.collect(), Some(none))
                    .value(self.form.get("calendar")).problem(self.problem("calendar"))
                    .help(t.t("services-calendar-help")).width(Width::Full))
            },
        )
    }

    fn tabs(&self) -> Tabs {
        let t = self.t;
        let base = match self.service {
            Some(service) => self.paths.service(service.id),
            None => self.paths.new_service(),
        };
        let later = self.service.is_none().then(|| t.t("services-tabs-later").into_owned());
        let tab = |key: &'static str, label: String, count: Option<i64>, is_allowed: bool| Tab {
            key,
            label,
            href: format!("{base}?tab={key}"),
            count: count.filter(|_| self.service.is_some() && is_allowed).map(|count| t.number(count)),
            problems: if key == "details" { self.problems.len() } else { 0 },
            lock: later
                .clone()
                .filter(|_| key != "details")
                .or_else(|| (!is_allowed).then(|| t.t("services-not-allowed").into_owned())),
            elsewhere: key != "details" || self.panel.is_some(),
        };
        let (clients, companies, history) = self.may_see;
        let usage = self.usage;
        Tabs {
            t,
            label: self.title(),
            tabs: vec![
                tab("details", t.t("services-tab-details").into_owned(), None, true),
                tab("clients", t.t("services-tab-clients").into_owned(), Some(usage.clients), clients),
                tab(
                    "companies",
                    t.t("services-tab-companies").into_owned(),
                    Some(usage.companies + usage.suppliers),
                    companies,
                ),
                tab("history", t.t("services-tab-history").into_owned(), None, history),
            ],
            current: self.tab,
            why: later.clone().map(|why| html! { (why) }),
        }
    }

    fn title(&self) -> String {
        let new = || self.t.t("services-new-service").into_owned();
        self.service.map_or_else(new, |service| service.name.clone())
    }

    fn meta(&self) -> Markup {
        let t = self.t;
        let Some(service) = self.service else { return html! { span { (t.t("services-new-text")) } } };
        let calendar = self.calendars.iter().find(|calendar| Some(calendar.id) == service.calendar);
        html! {
            @if service.active { (ui::status(State::Completed, &t.t("services-active"))) }
            @else { (ui::status(State::Quiet, &t.t("services-inactive"))) }
            @if let Some(calendar) = calendar { span { (ui::icon_small("calendar")) (calendar.name) } }
            span { (ui::icon_small("history")) (t.t("services-last-change")) " " (ui::time(t, service.updated_at.to_chrono())) }
        }
    }

    fn actions(&self) -> Markup {
        let t = self.t;
        let Some(service) = self.service.filter(|_| self.may_delete) else { return html! {} };
        let delete = MenuItem {
            label: t.t("services-delete").into_owned(),
            href: self.paths.delete_service(service.id),
            icon: Some("trash"),
            dialog: true,
            danger: true,
            ..MenuItem::default()
        };
        ui::action_menu(&t.t("services-more"), &[delete])
    }

    fn form(&self, tabs: &Tabs) -> Markup {
        let t = self.t;
        let own =
            self.service.map_or_else(|| self.paths.services(), |service| self.paths.service(service.id));
        Form {
            t,
            action: own.clone(),
            csrf: self.csrf.to_owned(),
            hidden: self.form.version().map(|version| ("version", version.to_string())).into_iter().collect(),
            is_new: self.service.is_none(),
            new_label: t.t("services-not-saved").into_owned(),
            save_label: t.t("services-save").into_owned(),
            discard: own,
            refused: self.refused.clone(),
            read_only: (!self.may_save).then(|| t.t("services-not-allowed").into_owned()),
        }
        .render(html! { (tabs.panel("details", self.fields())) })
    }

    /// The pane.
    pub fn render(&self) -> Markup {
        let tabs = self.tabs();
        let head = DetailHead {
            t: self.t,
            tile: Tile::icon("tool").large(),
            photo_field: None,
            title: self.title(),
            meta: self.meta(),
            actions: self.actions(),
            back: self.paths.services(),
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
