//! The log of a plugin, its failed calls, and the page on which it is asked something.
use maud::{Markup, html};

use crate::locale::Texts;
use crate::paths::Paths;
use crate::plugins::model::{KeptFailure, LogLevel, LogLine, Tried};
use crate::ui::{self, State};

/// Functions that can be tried, by kind.
const FUNCTIONS: &[(&str, &[&str])] = &[
    ("password-policy", &["password-policy.rules", "password-policy.evaluate"]),
    (
        "field-schema",
        &["field-schema.fields", "field-schema.check", "field-schema.parse", "field-schema.format"],
    ),
    ("location-autofill", &["location-autofill.suggest"]),
    ("import-format", &["import-format.formats", "import-format.recognise", "import-format.read-all"]),
    ("export-format", &["export-format.formats", "export-format.write-all"]),
    ("client-lookup", &["client-lookup.find", "client-lookup.read"]),
];

/// The functions of these kinds.
pub fn functions(kinds: &[String]) -> Vec<&'static str> {
    FUNCTIONS
        .iter()
        .filter(|(kind, _)| kinds.iter().any(|own| own == kind))
        .flat_map(|(_, functions)| functions.iter().copied())
        .collect()
}

fn level(level: LogLevel) -> (&'static str, &'static str) {
    match level {
        LogLevel::Debug => ("log-debug", "debug"),
        LogLevel::Info => ("log-info", "info"),
        LogLevel::Warn => ("log-warn", "warn"),
        LogLevel::Error => ("log-error", "error"),
    }
}

fn lines(t: Texts, label: &str, lines: &[LogLine]) -> Markup {
    html! {
        ol.log tabindex="0" aria-label=(label) {
            @for line in lines {
                @let (class, word) = level(line.level);
                li class=(class) { span { (ui::time(t, line.at.to_chrono())) } b { (word) } span { (line.text) } }
            }
        }
    }
}

/// The tab with the log and the failed calls.
pub struct LogView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// The plugin's name.
    pub plugin: &'a str,
    /// The last lines, the newest first.
    pub lines: &'a [LogLine],
    /// The last failed calls, the newest first.
    pub failures: &'a [KeptFailure],
    /// Token for its forms.
    pub csrf: &'a str,
    /// Whether the reader may replay.
    pub may_change: bool,
}

fn pretty(value: &serde_json::Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

impl LogView<'_> {
    /// Whether a kept input can be given again: not one that was left out.
    fn can_replay(failure: &KeptFailure) -> bool {
        let left_out = ["sealed", "too-large", "position"];
        let input = &failure.call.input;
        !input.is_null() && left_out.iter().all(|name| input.get(name).is_none())
    }

    fn failure(&self, failure: &KeptFailure) -> Markup {
        let t = self.t;
        let call = &failure.call;
        html! {
            details.data {
                summary {
                    (ui::status(State::Failed, &call.code)) " " code { (call.function) } " "
                    (call.message) " " span.dim.nw { (ui::time(t, call.at.to_chrono())) }
                }
                h4 { (t.t("plugins-failure-input")) }
                pre.code-out tabindex="0" { (pretty(&call.input)) }
                @if !call.log.is_empty() {
                    h4 { (t.t("plugins-failure-log")) }
                    (lines(t, &t.t("plugins-failure-log"), &call.log))
                }
                @if self.may_change && Self::can_replay(failure) {
                    form.inline method="post" action=(self.paths.try_plugin(self.plugin)) {
                        input type="hidden" name="csrf" value=(self.csrf);
                        input type="hidden" name="function" value=(call.function);
                        input type="hidden" name="input" value=(pretty(&call.input));
                        button.btn.btn-s { (ui::icon("refresh")) (t.t("plugins-replay")) }
                    }
                } @else if !Self::can_replay(failure) {
                    p.hint { (ui::icon_small("lock")) span { (t.t("plugins-replay-sealed")) } }
                }
            }
        }
    }

    /// The tab's body.
    pub fn render(&self) -> Markup {
        let t = self.t;
        html! {
            section {
                h2.sec-h { (t.t("plugins-failures")) }
                @if self.failures.is_empty() {
                    p.hint { (ui::icon_small("circle-check")) span { (t.t("plugins-failures-none")) } }
                } @else { @for failure in self.failures { (self.failure(failure)) } }
            }
            section {
                h2.sec-h { (t.t("plugins-log")) }
                @if self.lines.is_empty() {
                    p.hint { span { (t.t("plugins-log-none")) } }
                } @else { (lines(t, &t.t("plugins-log"), self.lines)) }
            }
        }
    }
}

/// The tab on which a plugin is asked something.
pub struct TryView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// The plugin's name.
    pub plugin: &'a str,
    /// What it answers.
    pub kinds: &'a [String],
    /// What was asked last.
    pub tried: &'a Tried,
    /// Token for its form.
    pub csrf: &'a str,
    /// Whether the reader may.
    pub may_change: bool,
}

impl TryView<'_> {
    fn answer(&self) -> Markup {
        let t = self.t;
        html! {
            @match &self.tried.answer {
                None => {},
                Some(Ok(answer)) => {
                    section {
                        h2.sec-h { (t.t("plugins-try-answer")) }
                        pre.code-out tabindex="0" { (answer) }
                    }
                },
                Some(Err((code, reason))) => {
                    (ui::notice(&ui::Notice {
                        state: State::Failed,
                        icon: None,
                        text: html! { b { (t.t("plugins-try-failed")) } " " (reason) " " code { (code) } },
                        actions: html! {},
                    }))
                },
            }
        }
    }

    /// The tab's body.
    pub fn render(&self) -> Markup {
        let t = self.t;
        if !self.may_change {
            return html! { p.hint { (ui::icon_small("lock")) span { (t.t("plugins-may-not-change")) } } };
        }
        let offered = functions(self.kinds);
        let chosen = if self.tried.function.is_empty() {
            offered.first().copied().unwrap_or_default()
        } else {
            self.tried.function.as_str()
        };
        html! {
            p.lead { (t.t("plugins-try-text")) }
            form.fields method="post" action=(self.paths.try_plugin(self.plugin)) data-busy {
                input type="hidden" name="csrf" value=(self.csrf);
                (ui::Field::select(
                    t,
                    "function",
                    t.t("plugins-try-function"),
                    offered
                        .iter()
                        .map(|name| ui::Choice { value: (*name).to_owned(), label: (*name).to_owned() })
                        .collect(),
                    None,
                ).value(chosen))
                (ui::Field::long_text(t, "input", t.t("plugins-try-input"))
                    .value(if self.tried.input.is_empty() { "{}" } else { &self.tried.input })
                    .problem(self.tried.problem.clone())
                    .help(t.t("plugins-try-input-help"))
                    .mono()
                    .width(ui::Width::Full))
                div.f.f-12 { p.acts { button.btn.btn-go { (ui::icon("bolt")) (t.t("plugins-try-go")) } } }
            }
            (self.answer())
        }
    }
}
