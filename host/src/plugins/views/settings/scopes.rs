//! For whom settings are: the tenant, a project, a group.
use elenco_db::{GroupId, ProjectId};
use maud::{Markup, html};

use crate::locale::Texts;
use crate::paths::Paths;
use crate::plugins::model::settings::SettingsScope;
use crate::ui;

/// For whom the settings that are open are, and for whom there can be some.
pub struct Scopes<'a> {
    /// For whom these are.
    pub of: SettingsScope,
    /// Projects for which there can be settings of their own.
    pub projects: &'a [(ProjectId, String)],
    /// Groups for which there can be settings of their own.
    pub groups: &'a [(GroupId, String)],
    /// Scopes that have some.
    pub narrower: &'a [SettingsScope],
}

impl Scopes<'_> {
    pub(super) fn render(&self, t: Texts, paths: &Paths, plugin: &str) -> Markup {
        if self.projects.is_empty() && self.groups.is_empty() {
            return html! {};
        }
        let action = paths.plugin_settings(plugin);
        html! {
            form.set-scope method="get" action=(action) hx-get=(action) hx-trigger="change" hx-target="#detail"
                hx-select="#detail" hx-swap="outerHTML show:none" hx-push-url="true" {
                label.lab for="set-scope" { (t.t("plugin-settings-for")) }
                div.pick {
                    select.in #set-scope name="scope" {
                        (self.option(t, SettingsScope::Tenant, &t.t("plugin-settings-everybody")))
                        @if !self.projects.is_empty() {
                            optgroup label=(t.t("plugin-settings-projects")) {
                                @for (id, name) in self.projects { (self.option(t, SettingsScope::Project(*id), name)) }
                            }
                        }
                        @if !self.groups.is_empty() {
                            optgroup label=(t.t("plugin-settings-groups")) {
                                @for (id, name) in self.groups { (self.option(t, SettingsScope::Group(*id), name)) }
                            }
                        }
                    }
                    (ui::icon_small("chevron-down"))
                }
                noscript { button.btn { (t.t("plugin-settings-show")) } }
            }
        }
    }

    fn option(&self, t: Texts, scope: SettingsScope, name: &str) -> Markup {
        html! {
            option value=(scope.to_word()) selected[scope == self.of] {
                (name) @if self.narrower.contains(&scope) { " · " (t.t("plugin-settings-own")) }
            }
        }
    }
}
