//! A version on trial: how its answers compare with those of the active one.
use maud::{Markup, html};
use serde_json::Value;

use crate::locale::Texts;
use crate::paths::Paths;
use crate::plugins::model::canary::{Compared, KeptDifference};
use crate::plugins::model::{PluginDetail, Version, VersionState};
use crate::ui::{self, ButtonStyle, Notice, State};

/// The tab's body.
pub struct CanaryView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// The plugin.
    pub plugin: &'a PluginDetail,
    /// What was compared; nothing when no version is on trial.
    pub compared: Option<&'a Compared>,
    /// Token for its forms.
    pub csrf: &'a str,
    /// Whether the reader may change it.
    pub may_change: bool,
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

fn number(version: Option<&Version>) -> &str {
    version.map_or("", |version| &version.described.version)
}

impl CanaryView<'_> {
    fn name(&self) -> &str {
        &self.plugin.summary.name
    }

    fn on_trial(&self) -> Option<&Version> {
        self.plugin.install.as_ref()?.canary.and_then(|id| self.plugin.version(id))
    }

    /// Versions that could be tried.
    fn candidates(&self) -> Vec<&Version> {
        let active = self.plugin.active().map(|active| active.id);
        let ready = |version: &&Version| version.state == VersionState::Ready && Some(version.id) != active;
        self.plugin.versions.iter().filter(ready).collect()
    }

    fn begin(&self) -> Markup {
        let t = self.t;
        let candidates = self.candidates();
        let choices = candidates
            .iter()
            .map(|version| ui::Choice {
                value: version.id.to_string(),
                label: version.described.version.clone(),
            })
            .collect();
        html! {
            section {
                h2.sec-h { (t.t("plugins-canary-title")) }
                p.lead { (t.t("plugins-canary-text")) }
                @if self.plugin.active().is_none() || candidates.is_empty() {
                    p.hint { (ui::icon_small("info-circle")) span { (t.t("plugins-canary-no-candidate")) } }
                } @else if self.may_change {
                    form.fields method="post" action=(self.paths.start_canary(self.name())) data-busy {
                        input type="hidden" name="csrf" value=(self.csrf);
                        (ui::Field::select(t, "version", t.t("plugins-canary-version"), choices, None)
                            .value(candidates[0].id.to_string()).width(ui::Width::Third))
                        div.f.f-12 { p.acts { button.btn.btn-go { (ui::icon("zoom-check")) (t.t("plugins-canary-start")) } } }
                    }
                } @else {
                    p.hint { (ui::icon_small("lock")) span { (t.t("plugins-may-not-change")) } }
                }
            }
        }
    }

    fn verdict(&self, compared: &Compared) -> Markup {
        let t = self.t;
        let (state, text) = if compared.total() == 0 {
            (State::Pending, t.t("plugins-canary-nothing-yet").into_owned())
        } else if compared.different + compared.failed == 0 {
            let count = [("count", compared.same.into())];
            (State::Completed, t.ta("plugins-canary-all-same", &count))
        } else {
            let count = [
                ("count", (compared.different + compared.failed).into()),
                ("total", compared.total().into()),
            ];
            (State::Failed, t.ta("plugins-canary-some-differ", &count))
        };
        ui::notice(&Notice { state, icon: None, text: html! { (text) }, actions: html! {} })
    }

    fn counts(&self, compared: &Compared) -> Markup {
        let t = self.t;
        let figure = |count: u64| t.number(i64::try_from(count).unwrap_or(i64::MAX));
        html! {
            dl.limits {
                div.limit { dt { (t.t("plugins-canary-same")) } dd { b { (figure(compared.same)) } } }
                div.limit { dt { (t.t("plugins-canary-different")) } dd { b { (figure(compared.different)) } } }
                div.limit { dt { (t.t("plugins-canary-failed")) } dd { b { (figure(compared.failed)) } } }
                @if let Some((since, until)) = compared.between {
                    div.limit { dt { (t.t("plugins-canary-since")) } dd { (ui::time(t, since.to_chrono())) } }
                    div.limit { dt { (t.t("plugins-canary-until")) } dd { (ui::time(t, until.to_chrono())) } }
                }
            }
        }
    }

    fn difference(&self, difference: &KeptDifference) -> Markup {
        let t = self.t;
        let active = t.ta("plugins-canary-answer-of", &[("version", number(self.plugin.active()).into())]);
        let canary = t.ta("plugins-canary-answer-of", &[("version", number(self.on_trial()).into())]);
        html! {
            details.data {
                summary {
                    code { (difference.function) } " " span.dim.nw { (ui::time(t, difference.at.to_chrono())) }
                }
                h4 { (t.t("plugins-canary-asked")) }
                @match &difference.input {
                    Some(input) => pre.code-out tabindex="0" { (pretty(input)) },
                    None => p.hint { (ui::icon_small("lock")) span { (t.t("plugins-canary-not-kept")) } },
                }
                div.two {
                    section { h4 { (active) } pre.code-out tabindex="0" aria-label=(active) { (pretty(&difference.active)) } }
                    section { h4 { (canary) } pre.code-out tabindex="0" aria-label=(canary) { (pretty(&difference.canary)) } }
                }
            }
        }
    }

    fn actions(&self) -> Markup {
        let t = self.t;
        let (paths, name) = (self.paths, self.name());
        let fields = self.plugin.summary.kinds.iter().any(|kind| kind == "field-schema");
        let ask = t.ta("plugins-canary-promote-confirm", &[("version", number(self.on_trial()).into())]);
        html! {
            @if self.may_change {
                (ui::post_button(ButtonStyle::Primary, &paths.promote_canary(name), self.csrf, Some("circle-check"), &t.t("plugins-canary-promote"), Some(&ask)))
                @if fields {
                    (ui::post_button(ButtonStyle::Plain, &paths.canary_on_imports(name), self.csrf, Some("refresh"), &t.t("plugins-canary-on-imports"), None))
                }
                (ui::post_button(ButtonStyle::Quiet, &paths.stop_canary(name), self.csrf, None, &t.t("plugins-canary-stop"), None))
            }
        }
    }

    /// The tab's body.
    pub fn render(&self) -> Markup {
        let t = self.t;
        let Some(compared) = self.compared else { return self.begin() };
        let versions =
            [("active", number(self.plugin.active()).into()), ("version", number(self.on_trial()).into())];
        html! {
            section {
                h2.sec-h { (t.ta("plugins-canary-beside", &versions)) }
                (self.verdict(compared))
                (self.counts(compared))
                (self.actions())
            }
            @if !compared.differences.is_empty() {
                section {
                    h2.sec-h { (t.t("plugins-canary-differences")) }
                    p.dim { (t.t("plugins-canary-differences-text")) }
                    @for difference in &compared.differences { (self.difference(difference)) }
                }
            }
        }
    }
}
