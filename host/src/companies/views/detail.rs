//! A company: head, tabs, form.
use elenco_runtime::contract::Field as FieldDefinition;
use maud::{Markup, html};

use super::kind_words;
use crate::companies::form::CompanyForm;
use crate::companies::model::{Company, CompanyKind, CompanySummary, CompanyTab};
use crate::locale::Texts;
use crate::paths::Paths;
use crate::ui::{
    self, DetailHead, Field, Form, MapField, MapSource, MenuItem, Notice, State, Tab, Tabs, Tile, Width,
};
use crate::users::model::Problem;
use crate::users::views::{address_parts, field_sections};

/// A tab of the bar.
#[derive(Debug, Clone, Copy)]
pub struct TabEntry {
    /// Which.
    pub tab: CompanyTab,
    /// Whether the reader may open it.
    pub is_allowed: bool,
    /// The number beside its name.
    pub count: Option<i64>,
}

/// What the detail pane shows.
pub struct DetailView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// Company or supplier.
    pub kind: CompanyKind,
    /// The company as stored; nothing for a new one.
    pub company: Option<&'a Company>,
    /// What the controls hold.
    pub form: &'a CompanyForm,
    /// Additional fields; or why there are none to show.
    pub fields: Result<&'a [FieldDefinition], String>,
    /// What maps are drawn from.
    pub map: MapSource,
    /// What its position is called.
    pub near: Option<String>,
    /// What was refused.
    pub problems: &'a [Problem],
    /// The one that has the name or the external id already.
    pub owner: Option<&'a CompanySummary>,
    /// One sentence when the last try was refused as a whole.
    pub refused: Option<String>,
    /// The open tab.
    pub tab: CompanyTab,
    /// All tabs.
    pub tabs: &'a [TabEntry],
    /// What the open tab shows instead of the form.
    pub panel: Option<Markup>,
    /// The session's form token.
    pub csrf: &'a str,
    /// Whether the reader may save.
    pub may_save: bool,
    /// Whether the reader may delete.
    pub may_delete: bool,
}

impl DetailView<'_> {
    fn problem(&self, field: &str) -> Option<String> {
        let all: Vec<&str> =
            self.problems.iter().filter(|p| p.field == field).map(|p| p.message.as_str()).collect();
        (!all.is_empty()).then(|| all.join(" · "))
    }

    /// The way to the one that has a refused name or external id.
    fn owner(&self, field: &str) -> Markup {
        let taken = |problem: &Problem| problem.field == field && problem.code.ends_with("-taken");
        html! {
            @if let Some(owner) = self.owner.filter(|_| self.problems.iter().any(taken)) {
                p.hint.f.f-12 {
                    a.link href=(self.paths.company(owner.kind, owner.id)) {
                        (self.t.ta("companies-open", &[("name", owner.name.as_str().into())]))
                    }
                }
            }
        }
    }

    fn details(&self) -> Markup {
        let t = self.t;
        let text = |name: &'static str, label: String, limit: u32| {
            Field::text(t, name, label)
                .value(self.form.get(name))
                .problem(self.problem(name))
                .max_length(limit)
        };
        let label = |key: &str| t.t(key).into_owned();
        let (sentence, switch) = (t.t("companies-identity-text"), t.t("companies-in-use"));
        html! {
            (ui::section(&t.t("companies-identity"), &sentence, html! {
                (text("name", label("companies-name"), 200).required(true).width(Width::TwoThirds))
                (Field::switch(t, "active", t.t("companies-status"), switch).checked(self.form.is_active())
                    .problem(self.problem("active")).width(Width::Third))
                (self.owner("name"))
                (text("tax_id", label("companies-tax-id"), 50).help(t.t("companies-tax-id-help")).mono())
                (text("external_id", label("companies-external-id"), 200).mono())
                (self.owner("external_id"))
                (Field::long_text(t, "description", t.t("companies-description"))
                    .value(self.form.get("description")).problem(self.problem("description")).max_length(2000))
            }))
            (ui::section(&t.t("companies-contact"), &t.t("companies-contact-text"), html! {
                (Field::email(t, "email", t.t("companies-email")).value(self.form.get("email"))
                    .problem(self.problem("email")))
                (Field::telephone(t, "phone", t.t("companies-phone")).value(self.form.get("phone"))
                    .problem(self.problem("phone")))
                (text("website", label("companies-website"), 500).placeholder("https://").width(Width::Full))
            }))
            (self.geolocation())
        }
    }

    /// Where it is on the map; there is something to place only after the first save.
    fn geolocation(&self) -> Markup {
        let t = self.t;
        let (title, text) = (t.t("companies-geolocation"), t.t("companies-geolocation-text"));
        if self.company.is_none() {
            let later = t.t("companies-geolocation-later");
            return ui::section(
                &title,
                &text,
                html! { p.hint.f.f-12 { (ui::icon_small("lock")) span { (later) } } },
            );
        }
        let map = MapField {
            t,
            source: self.map.clone(),
            latitude: self.form.get("latitude").to_owned(),
            longitude: self.form.get("longitude").to_owned(),
            latitude_problem: self.problem("latitude"),
            longitude_problem: self.problem("longitude"),
            near: self.near.clone(),
            offer: None,
            lock: (!self.may_save).then(|| t.t("companies-not-allowed").into_owned()),
        };
        ui::section(&title, &text, html! { (map) })
    }

    fn address(&self) -> Markup {
        let t = self.t;
        let parts = address_parts(t, self.form.controls(), &|name| self.problem(name));
        ui::section(&t.t("companies-address"), &t.t("companies-address-text"), parts)
    }

    fn additional(&self) -> Markup {
        match &self.fields {
            Ok(fields) => {
                let active = self.form.is_active();
                field_sections(self.t, self.form.controls(), fields, &|name| self.problem(name), active)
            }
            Err(reason) => ui::notice(&Notice {
                state: State::Failed,
                icon: Some("puzzle"),
                text: html! { b { (self.t.t("users-fields-away")) } " " (reason) },
                actions: html! {},
            }),
        }
    }

    fn tabs(&self) -> Tabs {
        let t = self.t;
        let base = match self.company {
            Some(company) => self.paths.company(self.kind, company.id),
            None => self.paths.new_company(self.kind),
        };
        let later = self.company.is_none().then(|| t.t("companies-tabs-later").into_owned());
        let lock = |entry: &TabEntry| match (&later, entry.is_allowed) {
            (Some(later), _) if !entry.tab.is_form() => Some(later.clone()),
            (_, false) => Some(t.t("companies-not-allowed").into_owned()),
            _ => None,
        };
        let label = |tab: CompanyTab| match tab {
            CompanyTab::Details => t.t("companies-tab-details"),
            CompanyTab::Address => t.t("companies-tab-address"),
            CompanyTab::Additional => t.t("companies-tab-additional"),
            CompanyTab::Clients => t.t("companies-tab-clients"),
            CompanyTab::Services => t.t("companies-tab-services"),
            CompanyTab::Feedback => t.t("companies-tab-feedback"),
            CompanyTab::History => t.t("companies-tab-history"),
        };
        let problems = |tab| self.problems.iter().filter(|p| CompanyTab::of_field(&p.field) == tab).count();
        let tab = |entry: &TabEntry| Tab {
            key: entry.tab.key(),
            label: label(entry.tab).into_owned(),
            href: format!("{base}?tab={}", entry.tab.key()),
            count: entry.count.map(|count| t.number(count)),
            problems: problems(entry.tab),
            lock: lock(entry),
            elsewhere: self.panel.is_some() || !entry.tab.is_form(),
        };
        Tabs {
            t,
            label: self.title(),
            tabs: self.tabs.iter().map(tab).collect(),
            current: self.tab.key(),
            why: later.clone().map(|why| html! { (why) }),
        }
    }

    fn title(&self) -> String {
        self.company.map_or_else(|| kind_words(self.t, self.kind).new, |company| company.name.clone())
    }

    fn meta(&self) -> Markup {
        let t = self.t;
        let Some(company) = self.company else { return html! { span { (t.t("companies-new-text")) } } };
        html! {
            @if company.active { (ui::status(State::Completed, &t.t("companies-active"))) }
            @else { (ui::status(State::Quiet, &t.t("companies-inactive"))) }
            @if !company.tax_id.is_empty() { span.mono { (company.tax_id) } }
            @if !company.website.is_empty() {
                span { (ui::icon_small("world")) a.link href=(company.website) rel="noopener noreferrer" target="_blank" {
                    (company.website.trim_start_matches("https://"))
                } }
            }
            span { (ui::icon_small("history")) (t.t("companies-last-change")) " " (ui::time(t, company.updated_at.to_chrono())) }
        }
    }

    fn actions(&self) -> Markup {
        let t = self.t;
        let Some(company) = self.company.filter(|_| self.may_delete) else { return html! {} };
        let delete = MenuItem {
            label: t.t("companies-delete").into_owned(),
            href: self.paths.delete_company(self.kind, company.id),
            icon: Some("trash"),
            dialog: true,
            danger: true,
            ..MenuItem::default()
        };
        ui::action_menu(&t.t("companies-more"), &[delete])
    }

    fn form(&self, tabs: &Tabs) -> Markup {
        let t = self.t;
        let words = kind_words(t, self.kind);
        let list = self.paths.companies_of(self.kind);
        let own = self.company.map(|company| self.paths.company(self.kind, company.id));
        Form {
            t,
            action: own.clone().unwrap_or_else(|| list.clone()),
            csrf: self.csrf.to_owned(),
            hidden: self.form.version().map(|version| ("version", version.to_string())).into_iter().collect(),
            is_new: self.company.is_none(),
            new_label: t.ta("companies-not-saved", &[("what", words.new.as_str().into())]),
            save_label: words.save,
            discard: own.unwrap_or(list),
            refused: self.refused.clone(),
            read_only: (!self.may_save).then(|| t.t("companies-not-allowed").into_owned()),
        }
        .render(html! {
            (tabs.panel("details", self.details()))
            (tabs.panel("address", self.address()))
            (tabs.panel("additional", self.additional()))
        })
    }

    /// The pane.
    pub fn render(&self) -> Markup {
        let tabs = self.tabs();
        let head = DetailHead {
            t: self.t,
            tile: Tile::icon(kind_words(self.t, self.kind).icon).large(),
            photo_field: None,
            title: self.title(),
            meta: self.meta(),
            actions: self.actions(),
            back: self.paths.companies_of(self.kind),
        };
        ui::detail_pane(
            &head,
            html! {
                (tabs.bar())
                @match &self.panel {
                    Some(panel) => div.work role="tabpanel" id={ "panel-" (self.tab.key()) }
                        aria-labelledby={ "tab-" (self.tab.key()) } { (panel) },
                    None => (self.form(&tabs)),
                }
            },
        )
    }
}
