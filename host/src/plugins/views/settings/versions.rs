//! What was saved before: who, when, and what differs.
use maud::{Markup, html};
use serde_json::Value;

use super::controls::label;
use crate::locale::Texts;
use crate::paths::Paths;
use crate::plugins::model::differences::{ValueChange, without_secrets};
use crate::plugins::model::schema::{Control, Node, unescape};
use crate::plugins::model::settings::{SettingsScope, ShownVersion};
use crate::ui;

/// Longest value that is shown, in characters.
const SHOWN: usize = 160;

/// The list of versions.
pub struct VersionsView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// The plugin.
    pub plugin: &'a str,
    /// Its settings as a form, for the names of values.
    pub node: Option<&'a Node>,
    /// For whom.
    pub of: SettingsScope,
    /// The versions, the newest first.
    pub versions: &'a [ShownVersion],
    /// Number of the version that counts now.
    pub present: Option<i64>,
    /// Number of the newest version.
    pub newest: i64,
    /// There are older ones.
    pub more: bool,
    /// Token of the forms.
    pub csrf: &'a str,
    /// Whether the reader may restore one.
    pub may_save: bool,
}

impl VersionsView<'_> {
    pub(super) fn render(&self) -> Markup {
        let t = self.t;
        let address = self.paths.plugin_settings_versions(self.plugin);
        html! {
            div.scroll { div.form {
                ol.set-versions { @for version in self.versions { (self.version(version)) } }
                @if let (true, Some(last)) = (self.more, self.versions.last()) {
                    a.btn href={ (address) "?scope=" (self.of.to_word()) "&before=" (last.version.version) } {
                        (t.t("plugin-settings-older"))
                    }
                }
            } }
        }
    }

    fn version(&self, shown: &ShownVersion) -> Markup {
        let t = self.t;
        let version = &shown.version;
        let present = self.present == Some(version.version);
        html! {
            li.set-version {
                div.set-version-h {
                    b { (t.ta("plugin-settings-version", &[("number", version.version.into())])) }
                    span { @match &shown.who { Some(who) => (who), None => (t.t("plugin-settings-server")) } }
                    (ui::time(t, version.at.to_chrono()))
                    @if present { (ui::status(ui::State::Completed, &t.t("plugin-settings-present"))) }
                    @if self.may_save && !present && version.document.is_some() {
                        form method="post" action={ (self.paths.plugin_settings_versions(self.plugin)) "/" (version.version) } {
                            input type="hidden" name="csrf" value=(self.csrf);
                            input type="hidden" name="scope" value=(self.of.to_word());
                            input type="hidden" name="version" value=(self.newest);
                            button.btn { (ui::icon("arrow-back-up")) (t.t("plugin-settings-restore")) }
                        }
                    }
                }
                @if version.document.is_none() {
                    p.hint { (t.t("plugin-settings-taken-away")) }
                } @else if shown.changes.is_empty() {
                    p.hint { (t.t("plugin-settings-same")) }
                } @else {
                    dl.set-changes { @for change in &shown.changes { (self.change(change)) } }
                }
            }
        }
    }

    fn shown(&self, value: Option<&Value>) -> String {
        let t = self.t;
        match value.map(without_secrets) {
            None => "—".to_owned(),
            Some(Value::String(text)) if text == "***" => t.t("plugin-settings-secret-shown").into_owned(),
            Some(Value::String(text)) => text.chars().take(SHOWN).collect(),
            Some(Value::Bool(true)) => t.t("plugin-settings-on").into_owned(),
            Some(Value::Bool(false)) => t.t("plugin-settings-off").into_owned(),
            Some(other) => other.to_string().chars().take(SHOWN).collect(),
        }
    }

    fn change(&self, change: &ValueChange) -> Markup {
        // A secret shows only that it is another one now.
        let is_secret =
            |value: &Option<Value>| value.as_ref().is_some_and(|value| without_secrets(value) != *value);
        html! {
            div {
                dt { (self.name_of(&change.address)) }
                dd {
                    @if is_secret(&change.old) && is_secret(&change.new) { (self.t.t("plugin-settings-secret-other")) }
                    @else {
                        del { (self.shown(change.old.as_ref())) }
                        (ui::icon_small("chevron-right"))
                        ins { (self.shown(change.new.as_ref())) }
                    }
                }
            }
        }
    }

    /// The titles on the way to a value, or what its address says where there is none.
    fn name_of(&self, address: &str) -> String {
        let t = self.t;
        let mut names = Vec::new();
        let mut node = self.node;
        for part in address.split('/').skip(1).map(unescape) {
            let (name, next) = match node.map(|node| &node.control) {
                Some(Control::Group(properties)) => {
                    let found = properties.iter().find(|property| property.name == part);
                    let name = found.map(|property| label(t, &property.name, &property.node.title));
                    (name, found.map(|property| &property.node))
                }
                Some(Control::Records { item, .. }) => (None, Some(item.as_ref())),
                _ => (None, None),
            };
            names.push(name.unwrap_or(part));
            node = next;
        }
        if names.is_empty() { t.t("plugin-settings-all").into_owned() } else { names.join(" › ") }
    }
}
