//! A version that waits: what it is, what it asks for, what is new in it.
use maud::{Markup, html};

use super::words;
use crate::locale::Texts;
use crate::paths::Paths;
use crate::plugins::model::{PluginDetail, PluginProblem, Powers, Version, VersionState};
use crate::ui::{self, Dialog, State};

/// The dialog in which a version is granted what it asks for and made active.
pub struct ConsentView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// The plugin as it stands.
    pub plugin: &'a PluginDetail,
    /// The version.
    pub version: &'a Version,
    /// Token for its form.
    pub csrf: &'a str,
    /// What was wrong with the last try.
    pub problem: Option<&'a PluginProblem>,
}

/// One power in the list of what is asked for.
pub(super) struct Asked<'a> {
    pub(super) icon: &'static str,
    pub(super) title: String,
    pub(super) text: String,
    pub(super) code: &'a str,
    /// It was not asked for before.
    pub(super) new: bool,
    /// Name and value of the box that grants it; nothing when the list only tells.
    pub(super) choice: Option<(&'static str, String)>,
    /// Whether it is granted.
    pub(super) granted: bool,
}

/// The powers, each with what it means. Hosts stand one by one, because each may be refused alone.
pub(super) fn asked<'a>(t: Texts, asked: &'a Powers, granted: &Powers, new: &Powers) -> Vec<Asked<'a>> {
    let mut all = Vec::new();
    for capability in &asked.capabilities {
        let (icon, title, text) = words::power(t, capability);
        all.push(Asked {
            icon,
            title,
            text,
            code: capability,
            new: new.capabilities.contains(capability),
            choice: None,
            granted: granted.capabilities.contains(capability),
        });
    }
    for host in &asked.http_hosts {
        all.push(Asked {
            icon: "world",
            title: t.ta("plugins-power-host", &[("host", host.as_str().into())]),
            text: t.t("plugins-power-host-text").into_owned(),
            code: "http",
            new: new.http_hosts.contains(host),
            choice: Some(("host", host.clone())),
            granted: granted.http_hosts.contains(host),
        });
    }
    all
}

pub(super) fn asked_list(t: Texts, list: &[Asked<'_>], choosing: bool) -> Markup {
    html! {
        ul.grants {
            @for power in list {
                li.grant.grant-new[power.new] {
                    span.tile.tile-none { (ui::icon(power.icon)) }
                    div {
                        b { (power.title) }
                        @if power.new { " " (ui::status_with_icon(State::Pending, &t.t("plugins-power-new"), "sparkles-2")) }
                        p { (power.text) }
                    }
                    code { (power.code) }
                    @match &power.choice {
                        Some((name, value)) if choosing => {
                            label.switch { input type="checkbox" role="switch" name=(name) value=(value) checked aria-label=(power.title); }
                        },
                        _ if choosing => { span.dim { (t.t("plugins-power-needed")) } },
                        _ if power.granted => { (ui::status(State::Completed, &t.t("plugins-power-granted"))) },
                        _ => { (ui::status(State::Quiet, &t.t("plugins-power-refused"))) },
                    }
                }
            }
        }
    }
}

/// What no plugin can do, and what this one gets to see.
pub(super) fn sees(t: Texts, kinds: &[String]) -> Markup {
    html! {
        @for kind in kinds {
            @if let Some(text) = words::sees(t, kind) {
                p.hint { (ui::icon_small("eye")) span { (text) } }
            }
        }
        p.hint.cant { (ui::icon_small("shield-lock")) span { (t.t("plugins-cannot")) } }
    }
}

impl ConsentView<'_> {
    fn facts(&self) -> Markup {
        let t = self.t;
        let described = &self.version.described;
        let kinds: Vec<String> = described.kinds.iter().map(|kind| words::kind(t, kind)).collect();
        ui::key_figures(&[
            (t.t("plugins-publisher").into_owned(), html! { (described.publisher) }),
            (t.t("plugins-signature").into_owned(), words::signature(t, &self.version.signature)),
            (t.t("plugins-answers").into_owned(), html! { (kinds.join(", ")) }),
            (t.t("plugins-size").into_owned(), html! { (t.bytes(described.size)) }),
            (t.t("plugins-digest").into_owned(), words::digest(&described.digest)),
        ])
    }

    fn powers(&self, fresh: &Powers) -> Markup {
        let t = self.t;
        let described = &self.version.described;
        let list = asked(t, &described.asked, &self.plugin.granted, fresh);
        let gone = self.plugin.granted.beyond(&described.asked);
        html! {
            section {
                h3.sec-h { (t.t("plugins-asks-for")) }
                @if list.is_empty() {
                    p.hint { (ui::icon_small("shield-half")) span { (t.t("plugins-asks-nothing")) } }
                } @else { (asked_list(t, &list, true)) }
                @if !gone.is_empty() {
                    @let names: Vec<String> = gone.capabilities.iter().chain(&gone.http_hosts).cloned().collect();
                    p.hint { span { (t.ta("plugins-asks-no-more", &[("names", names.join(", ").into())])) } }
                }
                (sees(t, &described.kinds))
            }
        }
    }

    /// The dialog.
    pub fn render(&self) -> Markup {
        let t = self.t;
        let described = &self.version.described;
        let updating = self.plugin.active().is_some();
        let fresh = if updating { described.asked.beyond(&self.plugin.granted) } else { Powers::default() };
        let name_and_version =
            [("name", described.name.as_str().into()), ("version", described.version.as_str().into())];
        let title = if updating {
            t.ta("plugins-consent-update", &name_and_version)
        } else {
            t.ta("plugins-consent-first", &name_and_version)
        };
        let ready = self.version.state == VersionState::Ready;
        let body = html! {
            @if let Some(problem) = self.problem { (words::problem_notice(t, problem)) }
            @match &self.version.state {
                VersionState::Preparing => {
                    (ui::notice(&ui::Notice {
                        state: State::Pending,
                        icon: Some("loader-2"),
                        text: html! { (t.t("plugins-preparing-text")) },
                        actions: html! {},
                    }))
                },
                VersionState::Refused(refusal) => {
                    (words::problem_notice(t, &PluginProblem::Refused(refusal.clone())))
                },
                VersionState::Ready => {},
            }
            p.lead { (words::description(t, described)) }
            (self.facts())
            (self.powers(&fresh))
        };
        ui::dialog(&Dialog {
            t,
            title,
            wide: true,
            close: self.paths.plugin(&described.name),
            form: Some((self.paths.activate_plugin(&described.name, self.version.id), self.csrf.to_owned())),
            multipart: false,
            body,
            remark: t.t("plugins-consent-remark").into_owned(),
            buttons: html! {
                button.btn.btn-go type="submit" name="consent" value="true" disabled[!ready] {
                    (ui::icon("circle-check"))
                    @if described.asked.is_empty() { (t.t("plugins-activate")) } @else { (t.t("plugins-allow-and-activate")) }
                }
            },
        })
    }
}
