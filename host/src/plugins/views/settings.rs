//! The settings of a plugin: the form that its schema describes, or JSON, and what was saved before.
mod controls;
mod scopes;
mod versions;

use maud::{Markup, html};

use crate::locale::Texts;
use crate::paths::Paths;
use crate::plugins::form::settings::SettingsForm;
use crate::plugins::model::schema::{Control, Node};
use crate::plugins::model::settings::{Below, SettingsScope};
use crate::ui::{self, Form, Notice, State};
use crate::users::model::Problem;

use controls::Controls;

pub use scopes::Scopes;
pub use versions::VersionsView;

/// More values than this are edited as JSON: a page with more controls is slow in every browser.
const MOST_VALUES: usize = 3_000;

/// What the tab of settings shows.
pub struct SettingsView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// The plugin's name.
    pub plugin: &'a str,
    /// The schema as a form; none for a plugin without settings.
    pub node: Option<&'a Node>,
    /// Why the schema cannot be used.
    pub broken: Option<String>,
    /// What the form holds.
    pub form: &'a SettingsForm,
    /// What is wrong with it.
    pub problems: &'a [Problem],
    /// Why the last try was refused.
    pub refused: Option<String>,
    /// Token of the form.
    pub csrf: &'a str,
    /// For whom the settings are, and for whom else there are some.
    pub scopes: Scopes<'a>,
    /// Number of the newest version.
    pub newest: i64,
    /// Whether anything is saved for this scope.
    pub is_saved: bool,
    /// JSON instead of the form.
    pub as_json: bool,
    /// The form holds something that is not saved.
    pub unsaved: bool,
    /// Whose passwords are below standard: of what is saved, or of what is to be saved.
    pub below: Option<&'a Below>,
    /// Saving was asked for and waits for a second word: what names the document that was shown.
    pub confirm: Option<String>,
    /// Whether the reader may change settings.
    pub may_save: bool,
    /// Whether the reader may ask people for other passwords.
    pub may_ask: bool,
    /// Why nothing can be seen or done right now: the reader is told instead.
    pub versions: Option<&'a VersionsView<'a>>,
}

/// How many values a document has, up to a bound.
fn values(document: &serde_json::Value) -> usize {
    use serde_json::Value;
    match document {
        Value::Array(items) => 1 + items.iter().map(values).sum::<usize>(),
        Value::Object(entries) => 1 + entries.values().map(values).sum::<usize>(),
        _ => 1,
    }
}

impl SettingsView<'_> {
    fn is_large(&self) -> bool {
        values(&self.form.document) > MOST_VALUES
    }

    /// Whether there are controls to show, and not JSON.
    fn has_controls(&self) -> bool {
        let group = self
            .node
            .is_some_and(|node| matches!(node.control, Control::Group(_)) && node.fits(&self.form.document));
        group && !self.is_large() && !self.form.unreadable.contains_key("")
    }

    fn address(&self, as_json: bool) -> String {
        let of = self.scopes.of;
        let mut words = Vec::new();
        if of != SettingsScope::Tenant {
            words.push(format!("scope={}", of.to_word()));
        }
        if as_json {
            words.push("as=json".to_owned());
        }
        let query = if words.is_empty() { String::new() } else { format!("?{}", words.join("&")) };
        format!("{}{query}", self.paths.plugin_settings(self.plugin))
    }

    /// What the tab holds: everything below the head and the tabs of the plugin's page.
    pub fn tab(&self) -> Markup {
        let t = self.t;
        if let Some(reason) = &self.broken {
            let text = html! { (t.t("plugin-settings-broken")) " " span.mono { (reason) } };
            return told(State::Failed, text);
        }
        let Some(node) = self.node else {
            return told(State::Quiet, html! { (t.t("plugin-settings-none")) });
        };
        if let Some(versions) = self.versions {
            return html! { (self.bar(false)) (versions.render()) };
        }
        let as_json = self.as_json || !self.has_controls();
        html! {
            (self.bar(as_json))
            (self.form_of(as_json).render_plain(self.unsaved, html! {
                // What Enter presses: without it the first button of a list would be pressed.
                button.sr type="submit" tabindex="-1" aria-hidden="true" { (t.t("plugin-settings-save")) }
                input type="hidden" name="scope" value=(self.scopes.of.to_word());
                @if as_json { input type="hidden" name="as" value="json"; }
                @if let Some(confirm) = &self.confirm { input type="hidden" name="confirmed" value=(confirm); }
                div.form.set-form { (self.notices(as_json)) @if as_json { (self.json(node)) } @else { (self.controls(node)) } }
            }))
        }
    }

    fn form_of(&self, as_json: bool) -> Form {
        let t = self.t;
        let save = if self.confirm.is_some() {
            t.t("plugin-settings-save-anyway")
        } else {
            t.t("plugin-settings-save")
        };
        Form {
            t,
            action: self.paths.plugin_settings(self.plugin),
            csrf: self.csrf.to_owned(),
            hidden: vec![("version", self.newest.to_string())],
            is_new: false,
            new_label: String::new(),
            save_label: save.into_owned(),
            discard: self.address(as_json && self.as_json),
            refused: self.refused.clone(),
            read_only: (!self.may_save).then(|| t.t("plugin-settings-may-not").into_owned()),
        }
    }

    /// Which settings these are, and the ways to look at them.
    fn bar(&self, as_json: bool) -> Markup {
        let t = self.t;
        let versions = format!(
            "{}?scope={}",
            self.paths.plugin_settings_versions(self.plugin),
            self.scopes.of.to_word()
        );
        let current = |on: bool| on.then_some("page");
        html! {
            div.set-bar {
                (self.scopes.render(t, self.paths, self.plugin))
                nav.set-ways aria-label=(t.t("plugin-settings-ways")) {
                    @let listed = self.versions.is_some();
                    a.chip href=(self.address(false)) aria-current=[current(!as_json && !listed)] { (t.t("plugin-settings-as-form")) }
                    a.chip href=(self.address(true)) aria-current=[current(as_json && !listed)] { (t.t("plugin-settings-as-json")) }
                    @if self.newest > 0 {
                        a.chip href=(versions) aria-current=[current(listed)] { (t.t("plugin-settings-history")) }
                    }
                    (remove_button(t, self.paths, self))
                }
            }
        }
    }

    fn notices(&self, as_json: bool) -> Markup {
        let t = self.t;
        let say = |state: State, text: Markup, actions: Markup| {
            ui::notice(&Notice { state, icon: None, text, actions })
        };
        html! {
            @if let Some(below) = self.below { (self.standing(below)) }
            @if !self.is_saved && self.may_save {
                @if self.scopes.of == SettingsScope::Tenant {
                    (say(State::Note, html! { (t.t("plugin-settings-operator")) }, html! {}))
                } @else {
                    (say(State::Note, html! { (t.t("plugin-settings-narrower-none")) }, html! {}))
                }
            }
            @if as_json && !self.as_json {
                @if self.is_large() { (say(State::Note, html! { (t.t("plugin-settings-too-many")) }, html! {})) }
                @else { (say(State::Note, html! { (t.t("plugin-settings-no-form")) }, html! {})) }
            }
            @let elsewhere: Vec<&Problem> = self.problems.iter().filter(|problem| as_json || self.is_elsewhere(problem)).collect();
            @if !elsewhere.is_empty() {
                (say(State::Failed, html! {
                    ul.set-problems { @for problem in elsewhere {
                        li { @if !problem.field.is_empty() { span.mono { (problem.field) } " " } (problem.message) }
                    } }
                }, html! {}))
            }
        }
    }

    /// Whether no control shows this problem.
    fn is_elsewhere(&self, problem: &Problem) -> bool {
        problem.field.is_empty()
    }

    /// Whose passwords are below standard, as far as that can be known.
    fn standing(&self, below: &Below) -> Markup {
        let t = self.t;
        let waits = self.confirm.is_some();
        if below.below == 0 && !(waits && below.unknown > 0) {
            return html! {};
        }
        let count = [("count", below.below.into())];
        let text = html! {
            @if below.below > 0 {
                b { @if waits { (t.ta("plugin-settings-would-be-below", &count)) } @else { (t.ta("plugin-settings-are-below", &count)) } }
                " "
            }
            @if below.unknown > 0 { (t.ta("plugin-settings-unknown", &[("count", below.unknown.into())])) " " }
            @if below.more { (t.t("plugin-settings-more-members")) " " }
            (t.t("plugin-settings-how-known"))
        };
        let actions = html! {
            @if waits && self.may_ask && below.below > 0 {
                label.tick-l { input.tick type="checkbox" name="ask" value="true"; span { (t.t("plugin-settings-ask-too")) } }
            } @else if !waits && self.may_ask {
                button.btn type="submit" name="do" value="ask" formaction=(self.paths.ask_for_passwords(self.plugin))
                    hx-post=(self.paths.ask_for_passwords(self.plugin)) hx-target="#detail" hx-select="#detail"
                    hx-select-oob="#toasts" hx-swap="outerHTML show:none" { (t.t("plugin-settings-ask")) }
            }
        };
        ui::notice(&Notice { state: State::Pending, icon: None, text, actions })
    }

    fn json(&self, node: &Node) -> Markup {
        let t = self.t;
        let text = self
            .form
            .unreadable
            .get("")
            .cloned()
            .unwrap_or_else(|| serde_json::to_string_pretty(&self.form.document).unwrap_or_default());
        let unread = self.form.unreadable.contains_key("");
        html! {
            div.fields.set-json {
                div.f.f-12 data-field="json" {
                    label.lab for="f-json" { span { (t.t("plugin-settings-json")) } }
                    textarea.in.mono #f-json name="json" rows="18" spellcheck="false" readonly[!self.may_save]
                        aria-describedby="f-json-note" aria-invalid=[(unread || !self.problems.is_empty()).then_some("true")] { "\n" (text) }
                    div.notes #f-json-note {
                        @if unread { p.hint.hint-bad { (t.t("plugin-settings-unreadable")) } }
                        p.hint { (t.t("plugin-settings-json-help")) }
                    }
                }
            }
            (controls::described(t, node))
        }
    }

    fn controls(&self, node: &Node) -> Markup {
        Controls { t: self.t, form: self.form, problems: self.problems, may_save: self.may_save }.whole(node)
    }
}

/// A sentence where the form would be.
pub fn told(state: State, text: Markup) -> Markup {
    html! { div.scroll { div.form.set-told { (ui::notice(&Notice { state, icon: None, text, actions: html! {} })) } } }
}

/// Takes the settings away that are open: those of the operator, or of the wider scope, count again.
fn remove_button(t: Texts, paths: &Paths, view: &SettingsView<'_>) -> Markup {
    if !view.is_saved || !view.may_save || view.node.is_none() {
        return html! {};
    }
    let action = format!("{}?scope={}", paths.remove_plugin_settings(view.plugin), view.scopes.of.to_word());
    let ask = match view.scopes.of {
        SettingsScope::Tenant => t.t("plugin-settings-reset-ask"),
        _ => t.t("plugin-settings-reset-narrower-ask"),
    };
    ui::post_button(
        ui::ButtonStyle::Quiet,
        &action,
        view.csrf,
        Some("arrow-back-up"),
        &t.t("plugin-settings-reset"),
        Some(&ask),
    )
}

#[cfg(test)]
mod tests;
