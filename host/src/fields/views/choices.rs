//! The values of a list or tree: a row each, and a place to paste many.
use maud::{Markup, html};

use super::words;
use crate::fields::form::{FieldForm, ROWS};
use crate::fields::model::{ChoiceLine, LANGUAGES};
use crate::locale::Texts;
use crate::ui::{self, Field, Width};
use crate::users::model::Problem;

/// The editor.
pub(super) struct Choices<'a> {
    pub t: Texts,
    pub form: &'a FieldForm,
    pub problems: &'a [Problem],
    pub locked: bool,
}

fn button(verb: &str, at: usize, icon: &str, label: &str, possible: bool) -> Markup {
    html! {
        button.btn.btn-i.btn-quiet type="submit" name="do" value={ (verb) ":" (at) } formnovalidate
            aria-label=(label) title=(label) disabled[!possible] { (ui::icon_small(icon)) }
    }
}

impl Choices<'_> {
    fn problem(&self, name: &str) -> Option<String> {
        let found = self.problems.iter().find(|problem| problem.field == name);
        found.map(|problem| problem.message.clone())
    }

    fn row(&self, line: &ChoiceLine, at: usize) -> Markup {
        let t = self.t;
        let name = line.label.pick(t.culture());
        let named = [("name", name.into())];
        let problem = self.problem(&format!("choices.{at}"));
        let rows = &self.form.choices;
        let is_tree = self.form.is_tree();
        let above = at > 0 && rows[at - 1].level >= line.level;
        html! {
            li.choice-row data-focus[self.form.focus == Some(at)] data-level=(line.level.min(6)) {
                input type="hidden" name="choice.id" value=(line.id);
                input type="hidden" name="choice.level" value=(line.level);
                div.choice-names {
                    @for culture in LANGUAGES {
                        input.in.in-bad[problem.is_some()] type="text" name={ "choice.label." (culture.tag()) } maxlength="500"
                            value=(line.label.of(culture).unwrap_or_default()) placeholder=(words::language(culture))
                            aria-label=(t.ta("fields-choice-in", &[("number", (at + 1).into()), ("language", words::language(culture).into())]))
                            autocomplete="off" readonly[self.locked];
                    }
                    @if !line.id.is_empty() { small.mono { (line.id) } }
                    @if let Some(problem) = &problem { p.hint.hint-bad { (problem) } }
                }
                @if !self.locked {
                    div.field-moves {
                        @if is_tree {
                            (button("out", at, "arrow-left", &t.ta("fields-choice-out", &named), line.level > 0))
                            (button("in", at, "arrow-right", &t.ta("fields-choice-into", &named), above))
                        }
                        (button("up", at, "arrow-up", &t.ta("fields-up", &named), at > 0))
                        (button("down", at, "arrow-down", &t.ta("fields-down", &named), at + 1 < rows.len()))
                        (button("remove", at, "trash", &t.ta("fields-choice-remove", &named), true))
                    }
                }
            }
        }
    }

    /// All choices as lines, as they are pasted: two blanks for each level, the identifier in brackets.
    fn as_lines(&self) -> String {
        let line = |line: &ChoiceLine| {
            let names: Vec<&str> =
                LANGUAGES.iter().map(|culture| line.label.of(*culture).unwrap_or_default()).collect();
            format!("{}{} [{}]", "  ".repeat(line.level), names.join(" | "), line.id)
        };
        self.form.choices.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    pub(super) fn render(&self) -> Markup {
        let t = self.t;
        let many = self.form.choices.len() > ROWS;
        let count = self.form.choices.len();
        let hint = if self.form.is_tree() { t.t("fields-lines-tree") } else { t.t("fields-lines-flat") };
        let label = if many { t.t("fields-all-lines") } else { t.t("fields-paste") };
        let value = if many { self.as_lines() } else { self.form.get("lines").to_owned() };
        html! {
            div.f.f-12.choices data-field="choice.id" {
                p.sub-t { (t.ta("fields-choices-count", &[("count", count.into())])) }
                @if many { input type="hidden" name="choice.as-lines" value="true"; }
                @else {
                    ol.choice-list { @for (at, line) in self.form.choices.iter().enumerate() { (self.row(line, at)) } }
                    @if !self.locked {
                        button.btn.set-add type="submit" name="do" value="add" formnovalidate {
                            (ui::icon("plus")) (t.t("fields-choice-add"))
                        }
                    }
                }
            }
            @if !self.locked {
                (Field::long_text(t, "lines", label).value(value).help(hint).mono()
                    .problem(self.problem("lines")).width(Width::Full))
                div.f.f-12.choice-paste {
                    @if !many {
                        button.btn type="submit" name="do" value="paste" formnovalidate { (ui::icon("clipboard")) (t.t("fields-paste-do")) }
                    }
                    label.btn { (ui::icon("upload")) (t.t("fields-lines-file"))
                        input.sr type="file" accept=".txt,.csv,text/plain,text/csv" data-read-into="f-lines"; }
                }
            }
        }
    }
}
