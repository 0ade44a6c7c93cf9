//! A role: head, tabs, form.
use maud::{Markup, html};

use super::{Matrix, summary};
use crate::auth::permission::Permissions;
use crate::locale::Texts;
use crate::paths::Paths;
use crate::roles::form::RoleForm;
use crate::roles::model::Role;
use crate::ui::{self, DetailHead, Field, Form, MenuItem, Notice, State, Tab, Tabs, Tile, Width};
use crate::users::model::Problem;

/// What the detail pane shows.
pub struct DetailView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// The role as stored; nothing for a new one.
    pub role: Option<&'a Role>,
    /// What the controls hold.
    pub form: &'a RoleForm,
    /// What the reader may give.
    pub own: &'a Permissions,
    /// What was refused.
    pub problems: &'a [Problem],
    /// One sentence when the last try was refused as a whole.
    pub refused: Option<String>,
    /// The open tab.
    pub tab: &'static str,
    /// What the open tab shows instead of the form.
    pub panel: Option<Markup>,
    /// How many groups give it.
    pub groups: usize,
    /// The session's form token.
    pub csrf: &'a str,
    /// Whether the reader may add roles.
    pub may_add: bool,
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

    fn fields(&self) -> Markup {
        let t = self.t;
        // Everything is more than all there is today: only who has all may give it, or take it back.
        let lock = (!self.own.are_all()).then(|| t.t("roles-locked-everything").into_owned());
        let chosen: Permissions = if self.form.everything {
            Permissions::all()
        } else {
            self.form.permissions.iter().copied().collect()
        };
        let matrix = Matrix {
            t,
            chosen: &chosen,
            may_choose: self.own,
            shown: None,
            read_only: !self.may_save,
            everything: self.form.everything,
        };
        html! {
            (ui::section(&t.t("roles-identity"), &t.t("roles-identity-text"), html! {
                (Field::text(t, "name", t.t("roles-name")).value(&self.form.name).problem(self.problem("name"))
                    .required(true).max_length(100).width(Width::Full))
                (Field::long_text(t, "description", t.t("roles-description")).value(&self.form.description)
                    .problem(self.problem("description")).max_length(2000))
            }))
            section.role-grants {
                div { h2.group-t { (t.t("roles-grants")) } p.group-d { (t.t("roles-grants-text")) } }
                @if let Some(problem) = self.problem("permissions") {
                    (ui::notice(&Notice { state: State::Failed, icon: None, text: html! { (problem) }, actions: html! {} }))
                }
                div.fields data-everything {
                    (Field::switch(t, "everything", t.t("roles-scope"), t.t("roles-everything-word"))
                        .checked(self.form.everything).width(Width::Full).help(t.t("roles-everything-help")).locked(lock.clone()))
                    // A switch that is shut is not sent; what it holds stays.
                    @if lock.is_some() && self.form.everything { input type="hidden" name="everything" value="true"; }
                }
                (matrix)
                @if !self.own.are_all() && self.may_save { p.hint { (ui::icon_small("lock")) " " (t.t("roles-locked")) } }
            }
        }
    }

    fn tabs(&self) -> Tabs {
        let t = self.t;
        let base = self.role.map_or_else(|| self.paths.new_role(), |role| self.paths.role(role.id));
        let lock = self.role.is_none().then(|| t.t("roles-tab-locked").into_owned());
        let tab = |key: &'static str, label: String, count: Option<usize>| Tab {
            key,
            label,
            href: format!("{base}?tab={key}"),
            count: count.and_then(|count| i64::try_from(count).ok()).map(|count| t.number(count)),
            problems: if key == "details" { self.problems.len() } else { 0 },
            lock: lock.clone().filter(|_| key != "details"),
            elsewhere: key != "details" || self.panel.is_some(),
        };
        let groups = self.role.map(|_| self.groups);
        Tabs {
            t,
            label: self.title(),
            tabs: vec![
                tab("details", t.t("roles-tab-details").into_owned(), None),
                tab("people", t.t("roles-tab-people").into_owned(), None),
                tab("groups", t.t("roles-tab-groups").into_owned(), groups),
            ],
            current: self.tab,
            why: lock.map(|why| html! { (why) }),
        }
    }

    fn title(&self) -> String {
        self.role.map_or_else(|| self.t.t("roles-new-title").into_owned(), |role| role.name.clone())
    }

    fn meta(&self) -> Markup {
        let t = self.t;
        let Some(role) = self.role else { return html! { span { (t.t("roles-new-text")) } } };
        html! {
            @if role.grants.everything { (ui::status(State::Note, &t.t("roles-everything"))) }
            @else { span { (ui::icon_small("checks")) (summary(t, &role.grants)) } }
            @if role.template.is_some() { span { (ui::icon_small("sparkles-2")) (t.t("roles-ready-made")) } }
            span { (ui::icon_small("history")) (t.t("roles-made")) " " (ui::time(t, role.created_at.to_chrono())) }
        }
    }

    fn actions(&self) -> Markup {
        let t = self.t;
        let Some(role) = self.role else { return html! {} };
        let mut items = Vec::new();
        if self.may_add {
            items.push(MenuItem {
                label: t.t("roles-copy").into_owned(),
                href: self.paths.copy_role(role.id),
                icon: Some("copy"),
                ..MenuItem::default()
            });
        }
        if self.may_delete {
            items.push(MenuItem {
                label: t.t("roles-delete").into_owned(),
                href: self.paths.delete_role(role.id),
                icon: Some("trash"),
                dialog: true,
                danger: true,
                ..MenuItem::default()
            });
        }
        if items.is_empty() {
            html! {}
        } else {
            ui::action_menu(&t.t("roles-more"), &items)
        }
    }

    fn form(&self, tabs: &Tabs) -> Markup {
        let t = self.t;
        let (action, discard) = match self.role {
            Some(role) => (self.paths.role(role.id), self.paths.role(role.id)),
            None => (self.paths.roles(), self.paths.roles()),
        };
        Form {
            t,
            action,
            csrf: self.csrf.to_owned(),
            hidden: self.form.version.map(|version| ("version", version.to_string())).into_iter().collect(),
            is_new: self.role.is_none(),
            new_label: t.t("roles-not-saved").into_owned(),
            save_label: t.t("roles-save").into_owned(),
            discard,
            refused: self.refused.clone(),
            read_only: (!self.may_save).then(|| t.t("roles-not-allowed").into_owned()),
        }
        .render_plain(false, html! { (tabs.panel("details", self.fields())) })
    }

    /// The pane.
    pub fn render(&self) -> Markup {
        let tabs = self.tabs();
        let head = DetailHead {
            t: self.t,
            tile: Tile::icon("shield-check").large(),
            photo_field: None,
            title: self.title(),
            meta: self.meta(),
            actions: self.actions(),
            back: self.paths.roles(),
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
