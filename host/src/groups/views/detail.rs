//! A group: head, tabs, form.
use maud::{Markup, html};

use super::{kind_title, new_title};
use crate::groups::form::GroupForm;
use crate::groups::model::{Group, PlacedGroup, Usage};
use crate::locale::Texts;
use crate::paths::Paths;
use crate::ui::{self, Choice, DetailHead, Field, Form, MenuItem, State, Tab, Tabs, Tile, Width};
use crate::users::model::{Problem, UserKind};

/// What the detail pane shows.
pub struct DetailView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// Clients or specialists.
    pub kind: UserKind,
    /// The group as stored; nothing for a new one.
    pub group: Option<&'a Group>,
    /// The groups above it, the topmost first.
    pub above: &'a [Group],
    /// Where it is in use.
    pub usage: &'a Usage,
    /// What the controls hold.
    pub form: &'a GroupForm,
    /// Groups below which it may stand.
    pub parents: &'a [PlacedGroup],
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
    /// Whether the reader may add groups.
    pub may_add: bool,
    /// Whether the reader may save.
    pub may_save: bool,
    /// Whether the reader may delete.
    pub may_delete: bool,
    /// Why the reader may not see the roles that it gives.
    pub roles_lock: Option<String>,
}

impl DetailView<'_> {
    fn problem(&self, field: &str) -> Option<String> {
        let all: Vec<&str> =
            self.problems.iter().filter(|p| p.field == field).map(|p| p.message.as_str()).collect();
        (!all.is_empty()).then(|| all.join(" · "))
    }

    fn fields(&self) -> Markup {
        let t = self.t;
        let choices =
            self.parents.iter().map(|placed| Choice::new(placed.group.id.to_string(), placed.path()));
        let parent = self.form.parent.map(|id| id.to_string()).unwrap_or_default();
        let sentence = match self.kind {
            UserKind::Client => t.t("groups-identity-clients"),
            UserKind::Specialist => t.t("groups-identity-specialists"),
        };
        html! {
            (ui::section(&t.t("groups-identity"), &sentence, html! {
                (Field::text(t, "name", t.t("groups-name")).value(&self.form.name).problem(self.problem("name"))
                    .required(true).max_length(100).width(Width::TwoThirds))
                (Field::switch(t, "active", t.t("groups-status"), t.t("groups-active")).checked(self.form.active)
                    .width(Width::Third))
                (Field::long_text(t, "description", t.t("groups-description")).value(&self.form.description)
                    .problem(self.problem("description")).max_length(2000))
            }))
            (ui::section(&t.t("groups-place"), &t.t("groups-place-text"), html! {
                (Field::select(t, "parent", t.t("groups-parent"), choices.collect(), Some(t.t("groups-no-parent").into_owned()))
                    .value(parent).problem(self.problem("parent")).width(Width::Full))
                @if let Some(group) = self.group { (self.below(group)) }
            }))
        }
    }

    /// The groups below, to walk down the tree.
    fn below(&self, group: &Group) -> Markup {
        let t = self.t;
        html! {
            div.f.f-12 {
                span.lab { span { (t.t("groups-below")) } }
                @if self.usage.children.is_empty() { p.hint { (t.t("groups-none-below")) } }
                @else {
                    p.chips { @for (id, name) in &self.usage.children {
                        a.chip href=(self.paths.group(*id)) { (ui::icon_small("users")) (name) }
                    } }
                }
                @if self.may_add {
                    p { a.link href=(self.paths.new_group_below(group.id)) { (ui::icon_small("plus")) (t.t("groups-new-below")) } }
                }
            }
        }
    }

    fn tabs(&self) -> Tabs {
        let t = self.t;
        let base = match self.group {
            Some(group) => format!("{}?", self.paths.group(group.id)),
            None => format!("{}&", self.paths.new_group(self.kind)),
        };
        let lock = self.group.is_none().then(|| t.t("groups-tab-locked").into_owned());
        let tab = |key: &'static str, label: String, count: Option<i64>| Tab {
            key,
            label,
            href: format!("{base}tab={key}"),
            count: count.filter(|_| self.group.is_some()).map(|count| t.number(count)),
            problems: if key == "details" { self.problems.len() } else { 0 },
            lock: lock.clone().filter(|_| key != "details"),
            elsewhere: key != "details" || self.panel.is_some(),
        };
        let members = self.group.map(|group| group.members);
        let projects = i64::try_from(self.usage.projects.len()).ok();
        Tabs {
            t,
            label: self.title(),
            tabs: vec![
                tab("details", t.t("groups-tab-details").into_owned(), None),
                tab("members", t.t("groups-tab-members").into_owned(), members),
                tab("projects", t.t("groups-tab-projects").into_owned(), projects),
                Tab {
                    lock: lock.clone().or_else(|| self.roles_lock.clone()),
                    ..tab("roles", t.t("roles-title").into_owned(), None)
                },
            ],
            current: self.tab,
            why: lock.map(|why| html! { (why) }),
        }
    }

    fn title(&self) -> String {
        self.group.map_or_else(|| new_title(self.t, self.kind), |group| group.name.clone())
    }

    fn meta(&self) -> Markup {
        let t = self.t;
        let Some(group) = self.group else { return html! { span { (t.t("groups-new-text")) } } };
        html! {
            span.crumbs role="navigation" aria-label=(t.t("groups-way")) {
                a href=(self.paths.groups(self.kind)) { (kind_title(t, self.kind)) }
                @for above in self.above {
                    span aria-hidden="true" { "›" }
                    a href=(self.paths.group(above.id)) { (above.name) }
                }
            }
            @if group.active { (ui::status(State::Completed, &t.t("groups-active"))) }
            @else { (ui::status(State::Quiet, &t.t("groups-inactive"))) }
            span { (ui::icon_small("users")) (t.ta("groups-people", &[("count", group.members.into())])) }
            span { (ui::icon_small("history")) (t.t("groups-last-change")) " " (ui::time(t, group.updated_at.to_chrono())) }
        }
    }

    fn actions(&self) -> Markup {
        let t = self.t;
        let Some(group) = self.group else { return html! {} };
        let mut items = Vec::new();
        if self.may_add {
            items.push(MenuItem {
                label: t.t("groups-new-below").into_owned(),
                href: self.paths.new_group_below(group.id),
                icon: Some("plus"),
                ..MenuItem::default()
            });
        }
        if self.may_delete {
            items.push(MenuItem {
                label: t.t("groups-delete").into_owned(),
                href: self.paths.delete_group(group.id),
                icon: Some("trash"),
                dialog: true,
                danger: true,
                ..MenuItem::default()
            });
        }
        if items.is_empty() {
            html! {}
        } else {
            ui::action_menu(&t.t("groups-more"), &items)
        }
    }

    fn form(&self, tabs: &Tabs) -> Markup {
        let t = self.t;
        let mut hidden = vec![("kind", self.kind.as_str().to_owned())];
        hidden.extend(self.form.version.map(|version| ("version", version.to_string())));
        let (action, discard) = match self.group {
            Some(group) => (self.paths.group(group.id), self.paths.group(group.id)),
            None => (self.paths.create_group(), self.paths.groups(self.kind)),
        };
        let title = self.title();
        Form {
            t,
            action,
            csrf: self.csrf.to_owned(),
            hidden,
            is_new: self.group.is_none(),
            new_label: t.ta("groups-not-saved", &[("what", title.as_str().into())]),
            save_label: t.t("groups-save").into_owned(),
            discard,
            refused: self.refused.clone(),
            read_only: (!self.may_save).then(|| t.t("groups-not-allowed").into_owned()),
        }
        .render(html! { (tabs.panel("details", self.fields())) })
    }

    /// The pane.
    pub fn render(&self) -> Markup {
        let tabs = self.tabs();
        let head = DetailHead {
            t: self.t,
            tile: Tile::icon("users-group").large(),
            photo_field: None,
            title: self.title(),
            meta: self.meta(),
            actions: self.actions(),
            back: self.paths.groups(self.kind),
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
