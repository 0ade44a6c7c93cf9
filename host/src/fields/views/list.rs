//! The fields of a concept in their groups, with those of other plugins beside them.
use elenco_runtime::contract::{Audience, Field};
use maud::{Markup, html};

use super::{Around, words};
use crate::fields::model::{Definition, FieldConcept, Right};
use crate::ui::{self, ButtonStyle, Illustration, MenuItem, Notice, State, Tile};

/// What the list pane shows.
pub struct ListView<'a> {
    /// What every part needs.
    pub around: &'a Around<'a>,
    /// Whose fields.
    pub concept: FieldConcept,
    /// Fields of other plugins, each with its plugin.
    pub strange: &'a [(String, Field)],
    /// One sentence for each plugin that fails.
    pub failures: &'a [String],
    /// The field whose detail is open.
    pub current: Option<&'a str>,
    /// Whether the reader may look at plugins.
    pub plugins: bool,
}

impl ListView<'_> {
    fn actions(&self) -> Markup {
        let (around, t) = (self.around, self.around.t);
        let mut items = vec![
            MenuItem {
                label: t.t("fields-catalogs").into_owned(),
                href: around.paths.catalogs(around.of_project),
                icon: Some("list-tree"),
                ..MenuItem::default()
            },
            MenuItem {
                label: t.t("fields-export").into_owned(),
                href: around.paths.field_definitions(around.of_project),
                icon: Some("file-export"),
                ..MenuItem::default()
            },
        ];
        if around.can_change() {
            items.push(MenuItem {
                label: t.t("fields-import").into_owned(),
                href: around.paths.import_fields(around.of_project),
                icon: Some("upload"),
                dialog: true,
                ..MenuItem::default()
            });
        }
        let new = around.paths.new_field(self.concept.as_str(), around.of_project);
        let more = t.t("fields-more");
        html! {
            @if around.can_change() {
                (ui::link_button_with_menu(&new, "plus", &t.t("fields-new"), &more, &items))
            } @else { (ui::action_menu(&more, &items)) }
        }
    }

    /// For whom the fields count.
    fn scopes(&self) -> Markup {
        let (around, t) = (self.around, self.around.t);
        let Some(project) = around.project else { return html! {} };
        let concept = self.concept.as_str();
        let link = |of_project: bool, label: &str| {
            html! {
                a.seg href=(around.paths.concept_fields(concept, of_project))
                    aria-current=[(around.of_project == of_project).then_some("true")] { (label) }
            }
        };
        html! {
            nav.segs aria-label=(t.t("fields-scope")) {
                (link(false, &t.t("fields-everywhere")))
                (link(true, project))
            }
        }
    }

    /// That a project uses those of the whole organisation, or has its own.
    fn ownership(&self) -> Markup {
        let (around, t) = (self.around, self.around.t);
        if !around.of_project {
            return html! {};
        }
        let (text, word) = if around.own {
            (t.t("fields-are-own"), t.t("fields-share"))
        } else {
            (t.t("fields-are-shared"), t.t("fields-make-own"))
        };
        let confirm = around.own.then(|| t.t("fields-share-confirm"));
        html! {
            div.field-own {
                p.hint { (ui::icon_small("info-circle")) span { (text) } }
                @if around.may_save {
                    form.inline method="post" action=(around.paths.field_scope()) data-confirm=[confirm.as_deref()] {
                        input type="hidden" name="csrf" value=(around.csrf);
                        input type="hidden" name="version" value=(around.version);
                        input type="hidden" name="concept" value=(self.concept.as_str());
                        input type="hidden" name="own" value=((!around.own).to_string());
                        button.btn.btn-s type="submit" { (word) }
                    }
                }
            }
        }
    }

    fn marks(&self, field: &Definition) -> Markup {
        let t = self.around.t;
        let matrix = field.matrix();
        let has = |right| matrix.has(Audience::Administrator, true, right);
        html! {
            @if has(Right::Required) {
                span.st.st-bare.st-pending { (ui::icon_small("alert-triangle")) (t.t("fields-required")) }
            }
            @if field.shown_when.is_some() {
                span.st.st-bare.st-note { (ui::icon_small("eye")) (t.t("fields-dependent")) }
            }
            @if !has(Right::Visible) {
                span.st.st-bare.st-quiet { (ui::icon_small("eye-off")) (t.t("fields-hidden")) }
            }
        }
    }

    fn step(&self, id: &str, verb: &str, icon: &str, label: &str, possible: bool) -> Markup {
        let around = self.around;
        let action = around.paths.move_field(self.concept.as_str(), around.of_project);
        html! {
            form.inline method="post" action=(action) hx-post=(action) hx-target="#list-body" hx-select="#list-body"
                hx-swap="outerHTML" hx-sync="closest ul:queue" {
                input type="hidden" name="csrf" value=(around.csrf);
                input type="hidden" name="id" value=(id);
                input type="hidden" name="do" value=(verb);
                input type="hidden" name="open" value=(self.current.unwrap_or_default());
                button.btn.btn-i.btn-quiet type="submit" id={ (verb) "-" (id) } aria-label=(label) title=(label)
                    disabled[!possible] { (ui::icon_small(icon)) }
            }
        }
    }

    fn row(&self, field: &Definition, at: usize, count: usize) -> Markup {
        let (around, t) = (self.around, self.around.t);
        let concept = self.concept.as_str();
        let href = around.paths.field(concept, &field.id, around.of_project);
        let current = self.current == Some(field.id.as_str());
        let name = field.label.pick(t.culture());
        let named = [("name", name.into())];
        html! {
            li.roster-row.no-check.field-row.is-on[current] id={ "row-" (field.id) } data-row data-movable {
                (Tile::icon(words::icon(field.kind)))
                span.who {
                    a.roster-name href=(href) aria-current=[current.then_some("true")] hx-get=(href) hx-target="#detail"
                        hx-select="#detail" hx-swap="outerHTML show:none" hx-push-url="true" hx-sync="#detail:replace" {
                        (name)
                    }
                    span.roster-sub { (words::kind(t, field.kind)) " · " span.mono { (field.id) } }
                }
                span.roster-side { (self.marks(field)) }
                @if around.can_change() {
                    span.field-moves {
                        (self.step(&field.id, "up", "arrow-up", &t.ta("fields-up", &named), at > 0))
                        (self.step(&field.id, "down", "arrow-down", &t.ta("fields-down", &named), at + 1 < count))
                    }
                }
            }
        }
    }

    fn group(&self, fields: &[&Definition], at: usize, count: usize) -> Markup {
        let t = self.around.t;
        let title = if fields[0].group.is_empty() {
            t.t("fields-no-group").into_owned()
        } else {
            fields[0].group.pick(t.culture()).to_owned()
        };
        let named = [("name", title.as_str().into())];
        let first = &fields[0].id;
        html! {
            div.field-group {
                div.field-group-h {
                    h2 { (title) }
                    @if self.around.can_change() && count > 1 {
                        span.field-moves {
                            (self.step(first, "group-up", "arrow-up", &t.ta("fields-group-up", &named), at > 0))
                            (self.step(first, "group-down", "arrow-down", &t.ta("fields-group-down", &named), at + 1 < count))
                        }
                    }
                }
                ul data-rows { @for (row, field) in fields.iter().enumerate() { (self.row(field, row, fields.len())) } }
            }
        }
    }

    /// Fields of other plugins: looked at here, changed in the settings of their plugin.
    fn strange(&self) -> Markup {
        let (around, t) = (self.around, self.around.t);
        html! {
            @for sentence in self.failures {
                (ui::notice(&Notice { state: State::Failed, icon: Some("puzzle"), text: html! { (sentence) }, actions: html! {} }))
            }
            @if !self.strange.is_empty() {
                div.field-group {
                    div.field-group-h { h2 { (t.t("fields-of-plugins")) } }
                    ul {
                        @for (plugin, field) in self.strange {
                            li.roster-row.no-check.field-row.field-strange {
                                (Tile::icon("puzzle"))
                                span.who {
                                    span.roster-name { (field.label) }
                                    span.roster-sub { (t.ta("fields-of-plugin", &[("plugin", plugin.as_str().into())])) " · " span.mono { (field.id) } }
                                }
                                span.roster-side { span.st.st-bare.st-quiet { (ui::icon_small("lock")) (t.t("fields-read-only")) } }
                                @if self.plugins {
                                    a.btn.btn-i.btn-quiet href=(around.paths.plugin_settings(plugin))
                                        aria-label=(t.ta("fields-plugin-settings", &[("plugin", plugin.as_str().into())]))
                                        title=(t.t("fields-plugin-settings-short")) { (ui::icon_small("settings")) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The list pane.
pub fn list_pane(view: &ListView<'_>) -> Markup {
    let (around, t) = (view.around, view.around.t);
    let groups = around.document.groups(view.concept);
    let count: usize = groups.iter().map(Vec::len).sum();
    let new = around.paths.new_field(view.concept.as_str(), around.of_project);
    html! {
        section.sheet.roster #list aria-label=(t.t("fields-title")) {
            div.head {
                h1 { (t.t("fields-title")) }
                span.sub-t { (t.number(i64::try_from(around.document.fields.len()).unwrap_or(0))) }
                div.end { (view.actions()) }
            }
            (view.scopes())
            div.roster-b #list-body {
                div.roster-chips {
                    nav.chips aria-label=(t.t("ui-filters")) {
                        @for concept in FieldConcept::ALL {
                            @let own: usize = around.document.groups(*concept).iter().map(Vec::len).sum();
                            a.chip href=(around.list(*concept)) aria-current=[(*concept == view.concept).then_some("true")] {
                                (words::concept(t, *concept)) " " b { (own) }
                            }
                        }
                    }
                }
                (view.ownership())
                div.scroll tabindex="0" role="group" aria-label=(words::concept(t, view.concept)) data-keep-scroll="list" {
                    @if let Some(reason) = around.unreadable {
                        (ui::notice(&Notice {
                            state: State::Failed,
                            icon: Some("alert-triangle"),
                            text: html! { b { (t.t("fields-unreadable")) } " " (reason) },
                            actions: html! { (ui::link_button(ButtonStyle::Plain, &around.paths.plugin_settings("additional-fields"), Some("settings"), &t.t("fields-plugin-settings-short"), "")) },
                        }))
                    } @else if groups.is_empty() {
                        (ui::empty_state(
                            Illustration::Sheet,
                            &t.t("fields-none"),
                            html! { (t.t("fields-none-text")) },
                            html! { @if around.can_change() { (ui::link_button(ButtonStyle::Primary, &new, Some("plus"), &t.t("fields-new-field"), "")) } },
                        ))
                    }
                    @for (at, group) in groups.iter().enumerate() { (view.group(group, at, groups.len())) }
                    (view.strange())
                }
                div.roster-foot { span data-summary { (t.ta("fields-count", &[("count", count.into())])) } }
            }
        }
    }
}

/// The detail's place while no field is chosen.
pub fn none_chosen(around: &Around<'_>) -> Markup {
    let t = around.t;
    ui::empty_detail(&t.t("fields-choose"), html! { (t.t("fields-choose-text")) }, html! {})
}
