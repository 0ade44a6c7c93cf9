//! How the file is read and what its rows may do.
use maud::{Markup, html};

use super::{MappingView, options, pick};
use crate::imports::dates::DateOrder;
use crate::imports::model::{Match, Mode, OnProblem, ReadingChoice};
use crate::imports::numbers::DecimalMark;
use crate::ui;

fn labelled(id: &'static str, label: &str, control: Markup) -> Markup {
    html! { div.mapping-way { label.lab for=(id) { (label) } (control) } }
}

impl MappingView<'_> {
    pub(super) fn ways(&self) -> Markup {
        let t = self.t;
        html! {
            section.mapping-part aria-labelledby="mapping-ways" {
                h2 #mapping-ways { (t.t("mapping-ways")) }
                div.mapping-ways { (self.saved()) (self.rows_ways()) }
            }
            section.mapping-part aria-labelledby="mapping-reading" {
                h2 #mapping-reading { (t.t("mapping-reading")) }
                div.mapping-ways {
                    @for choice in &self.proposal.reading { (self.setting(choice)) }
                    (self.marks())
                }
                @if !self.proposal.lines.is_empty() {
                    p.lab #mapping-lines { (t.t("mapping-lines")) }
                    pre.mapping-lines tabindex="0" role="region" aria-labelledby="mapping-lines" dir="auto" {
                        @for line in &self.proposal.lines { (line) "\n" }
                    }
                }
            }
        }
    }

    fn saved(&self) -> Markup {
        let t = self.t;
        let chosen =
            self.proposal.options.saved.filter(|id| self.saved.iter().any(|mapping| mapping.id == *id));
        let chosen = chosen.map(|id| id.to_string()).unwrap_or_default();
        let mut all = vec![(String::new(), t.t("mapping-saved-none").into_owned())];
        all.extend(self.saved.iter().map(|mapping| (mapping.id.to_string(), mapping.name.clone())));
        let (name, problem) = &self.name;
        html! {
            input type="hidden" name="was" value=(chosen);
            div.mapping-way {
                label.lab for="saved" {
                    (t.t("mapping-saved"))
                    a.link href=(self.paths.import_mappings(self.import.kind)) { (t.t("mapping-saved-all")) }
                }
                (pick("saved", None, false, &options(&all, &chosen)))
            }
            div.mapping-way.mapping-wide {
                label.lab for="mapping-name" { (t.t("mapping-save-as")) }
                div.mapping-save {
                    input.in.in-bad[problem.is_some()] #mapping-name name="name" value=(name) maxlength="80" autocomplete="off"
                        placeholder=(t.t("mapping-save-example")) aria-describedby=[problem.as_ref().map(|_| "mapping-name-why")]
                        aria-invalid=[problem.as_ref().map(|_| "true")];
                    button.btn type="submit" name="do" value="save" { (ui::icon("device-floppy")) (t.t("mapping-save")) }
                }
                @if let Some(problem) = problem { p.hint.hint-bad #mapping-name-why { (ui::icon_small("alert-triangle")) (problem) } }
            }
        }
    }

    fn rows_ways(&self) -> Markup {
        let t = self.t;
        let chosen = &self.proposal.options;
        let list = |all: &[(&str, String)]| -> Vec<(String, String)> {
            all.iter().map(|(value, label)| ((*value).to_owned(), label.clone())).collect()
        };
        let text = |key: std::borrow::Cow<'static, str>| key.into_owned();
        let matching = list(&[
            ("username", text(t.t("column-username"))),
            ("email", text(t.t("column-email"))),
            ("external_id", text(t.t("column-external-id"))),
        ]);
        let mode = list(&[
            ("both", text(t.t("mapping-mode-both"))),
            ("create", text(t.t("mapping-mode-create"))),
            ("update", text(t.t("mapping-mode-update"))),
        ]);
        let problem =
            list(&[("skip", text(t.t("imports-way-skip"))), ("review", text(t.t("imports-way-review")))]);
        let mode_is = match chosen.mode {
            Mode::Both => "both",
            Mode::Create => "create",
            Mode::Update => "update",
        };
        let matching_is = match chosen.matching {
            Match::Username => "username",
            Match::Email => "email",
            Match::ExternalId => "external_id",
        };
        let problem_is = if chosen.on_problem == OnProblem::Review { "review" } else { "skip" };
        html! {
            (labelled("match", &t.t("mapping-match"), pick("match", None, false, &options(&matching, matching_is))))
            (labelled("mode", &t.t("mapping-mode"), pick("mode", None, false, &options(&mode, mode_is))))
            (labelled("on_problem", &t.t("imports-way"), pick("on_problem", None, false, &options(&problem, problem_is))))
        }
    }

    fn marks(&self) -> Markup {
        let t = self.t;
        let own = (String::new(), t.t("mapping-by-column").into_owned());
        let decimals = [
            own.clone(),
            ("point".to_owned(), t.t("mapping-decimal-point").into_owned()),
            ("comma".to_owned(), t.t("mapping-decimal-comma").into_owned()),
        ];
        let dates = [
            own,
            ("day-first".to_owned(), t.t("mapping-dates-day").into_owned()),
            ("month-first".to_owned(), t.t("mapping-dates-month").into_owned()),
        ];
        let decimal = match self.proposal.options.decimal {
            None => "",
            Some(DecimalMark::Point) => "point",
            Some(DecimalMark::Comma) => "comma",
        };
        let order = match self.proposal.options.dates {
            None => "",
            Some(DateOrder::DayFirst) => "day-first",
            Some(DateOrder::MonthFirst) => "month-first",
        };
        html! {
            (labelled("decimal", &t.t("mapping-decimal"), pick("decimal", None, false, &options(&decimals, decimal))))
            (labelled("dates", &t.t("mapping-dates"), pick("dates", None, false, &options(&dates, order))))
        }
    }

    /// A setting of the format; what the plugin found stands in the choice that leaves it to the plugin.
    fn setting(&self, choice: &ReadingChoice) -> Markup {
        let t = self.t;
        let found = choice.found.as_ref().map(|found| {
            let label = choice.choices.iter().find(|(value, _)| value == found).map(|(_, label)| label);
            label.unwrap_or(found).clone()
        });
        let automatic = match (&choice.chosen, found) {
            (None, Some(found)) => t.ta("mapping-found", &[("found", found.into())]),
            _ => t.t("mapping-automatic").into_owned(),
        };
        let mut all = vec![(String::new(), automatic)];
        all.extend(choice.choices.iter().map(|(value, label)| (format!("={value}"), label.clone())));
        let chosen = choice.chosen.as_ref().map(|value| format!("={value}")).unwrap_or_default();
        let name = format!("r.{}", choice.name);
        html! {
            div.mapping-way {
                label.lab for=(name) { (choice.title) }
                (pick(&name, None, false, &options(&all, &chosen)))
            }
        }
    }
}
