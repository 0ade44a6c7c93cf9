//! A project: head, tabs, form, people.
use maud::{Markup, html};

use crate::locale::Texts;
use crate::paths::Paths;
use crate::projects::form::ProjectForm;
use crate::projects::model::{Project, ProjectPeople};
use crate::ui::{self, ButtonStyle, DetailHead, Field, Form, MenuItem, State, Tab, Tabs, Tile, Width};
use crate::users::model::{Problem, UserKind};

/// What the detail pane shows.
pub struct DetailView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// The project as stored; nothing for a new one.
    pub project: Option<&'a Project>,
    /// Its people.
    pub people: ProjectPeople,
    /// Whether it is the one of the header.
    pub is_chosen: bool,
    /// What the controls hold.
    pub form: &'a ProjectForm,
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
    /// Whether the reader may associate people.
    pub may_associate: bool,
}

impl DetailView<'_> {
    fn problem(&self, field: &str) -> Option<String> {
        let all: Vec<&str> =
            self.problems.iter().filter(|p| p.field == field).map(|p| p.message.as_str()).collect();
        (!all.is_empty()).then(|| all.join(" · "))
    }

    fn title(&self) -> String {
        let new = || self.t.t("projects-new-title").into_owned();
        self.project.map_or_else(new, |project| project.name.clone())
    }

    fn fields(&self) -> Markup {
        let t = self.t;
        ui::section(
            &t.t("projects-identity"),
            &t.t("projects-identity-text"),
            html! {
                (Field::text(t, "name", t.t("projects-name")).value(&self.form.name).problem(self.problem("name"))
                    .required(true).max_length(100).width(Width::Full))
                (Field::long_text(t, "description", t.t("projects-description")).value(&self.form.description)
                    .problem(self.problem("description")).max_length(2000))
            },
        )
    }

    fn tabs(&self) -> Tabs {
        let t = self.t;
        let base =
            self.project.map_or_else(|| self.paths.new_project(), |project| self.paths.project(project.id));
        let lock = self.project.is_none().then(|| t.t("projects-tab-locked").into_owned());
        let tab = |key: &'static str, label: String, count: Option<i64>| Tab {
            key,
            label,
            href: format!("{base}?tab={key}"),
            count: count.filter(|_| self.project.is_some()).map(|count| t.number(count)),
            problems: if key == "details" { self.problems.len() } else { 0 },
            lock: lock.clone().filter(|_| key != "details"),
            elsewhere: key != "details" || self.tab == "people",
        };
        Tabs {
            t,
            label: self.title(),
            tabs: vec![
                tab("details", t.t("projects-tab-details").into_owned(), None),
                tab("people", t.t("projects-tab-people").into_owned(), Some(self.people.total())),
            ],
            current: self.tab,
            why: lock.map(|why| html! { (why) }),
        }
    }

    fn meta(&self) -> Markup {
        let t = self.t;
        let Some(project) = self.project else { return html! { span { (t.t("projects-new-text")) } } };
        html! {
            @if self.is_chosen { (ui::status(State::Completed, &t.t("projects-chosen"))) }
            span { (ui::icon_small("users")) (t.ta("bulk-amount", &[("count", self.people.total().into())])) }
            span { (ui::icon_small("history")) (t.t("projects-since")) " " (ui::time(t, project.created_at.to_chrono())) }
        }
    }

    fn actions(&self) -> Markup {
        let t = self.t;
        let Some(project) = self.project.filter(|_| self.may_delete) else { return html! {} };
        let delete = MenuItem {
            label: t.t("projects-delete").into_owned(),
            href: self.paths.delete_project(project.id),
            icon: Some("trash"),
            dialog: true,
            danger: true,
            ..MenuItem::default()
        };
        ui::action_menu(&t.t("projects-more"), &[delete])
    }

    fn form(&self, tabs: &Tabs) -> Markup {
        let t = self.t;
        let (action, discard) = match self.project {
            Some(project) => (self.paths.project(project.id), self.paths.project(project.id)),
            None => (self.paths.projects(), self.paths.projects()),
        };
        Form {
            t,
            action,
            csrf: self.csrf.to_owned(),
            hidden: self.form.version.map(|version| ("version", version.to_string())).into_iter().collect(),
            is_new: self.project.is_none(),
            new_label: t.t("projects-not-saved").into_owned(),
            save_label: t.t("projects-save").into_owned(),
            discard,
            refused: self.refused.clone(),
            read_only: (!self.may_save).then(|| t.t("users-not-allowed").into_owned()),
        }
        .render(html! { (tabs.panel("details", self.fields())) })
    }

    /// The people of a kind: how many, and the ways to them. Lists show the chosen project, so another one is chosen
    /// on the way.
    fn people_of(&self, project: &Project, kind: UserKind) -> Markup {
        let t = self.t;
        let (active, inactive) = self.people.of(kind);
        let (title, icon) = match kind {
            UserKind::Client => (t.t("users-clients"), "user"),
            UserKind::Specialist => (t.t("users-specialists"), "headset"),
        };
        let way = |href: String, icon: &'static str, label: String, style: ButtonStyle| {
            html! {
                @if self.is_chosen { (ui::link_button(style, &href, Some(icon), &label, "")) }
                @else {
                    form.inline method="post" action=(self.paths.choose_project()) {
                        input type="hidden" name="csrf" value=(self.csrf);
                        input type="hidden" name="project" value=(project.id);
                        input type="hidden" name="next" value=(href);
                        button.btn.btn-go[style == ButtonStyle::Primary] type="submit" { (ui::icon(icon)) (label) }
                    }
                }
            }
        };
        html! {
            section.project-kind {
                h2 { (ui::icon(icon)) (title) }
                (ui::key_figures(&[
                    (t.t("projects-active").into_owned(), html! { (t.number(active)) }),
                    (t.t("projects-inactive").into_owned(), html! { (t.number(inactive)) }),
                ]))
                div.row {
                    (way(self.paths.users(kind), "users", t.t("projects-see-people").into_owned(), ButtonStyle::Plain))
                    @if self.may_associate {
                        (way(self.paths.associate(kind), "user-share", t.t("associate-mode").into_owned(), ButtonStyle::Primary))
                    }
                }
            }
        }
    }

    /// The pane.
    pub fn render(&self) -> Markup {
        let tabs = self.tabs();
        let head = DetailHead {
            t: self.t,
            tile: Tile::icon("folder").large(),
            photo_field: None,
            title: self.title(),
            meta: self.meta(),
            actions: self.actions(),
            back: self.paths.projects(),
        };
        let people = self.project.filter(|_| self.tab == "people");
        ui::detail_pane(
            &head,
            html! {
                (tabs.bar())
                @if let Some(project) = people {
                    div.work role="tabpanel" id="panel-people" aria-labelledby="tab-people" {
                        div.scroll {
                            p.dim.project-people-t { (self.t.t("projects-people-text")) }
                            div.project-people {
                                (self.people_of(project, UserKind::Client))
                                (self.people_of(project, UserKind::Specialist))
                            }
                        }
                    }
                } @else { (self.form(&tabs)) }
            },
        )
    }
}
