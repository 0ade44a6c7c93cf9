//! The rows of choices in a form, and the buttons that change them.
use super::FieldForm;
use crate::fields::model::{ChoiceLine, LANGUAGES, Wording, parse_lines};
use crate::locale::Culture;

impl FieldForm {
    fn rows(&self) -> Vec<ChoiceLine> {
        let ids = self.all("choice.id");
        let levels = self.all("choice.level");
        let names = LANGUAGES.map(|culture| (culture, self.all(&format!("choice.label.{}", culture.tag()))));
        let line = |at: usize| {
            let mut label = Wording::default();
            for (culture, all) in &names {
                label.set(*culture, all.get(at).map_or("", String::as_str));
            }
            let level = levels.get(at).and_then(|level| level.parse().ok()).unwrap_or(0);
            ChoiceLine { id: ids[at].trim().to_owned(), label, level }
        };
        (0..ids.len()).map(line).collect()
    }

    /// Whether the choices stand below one another.
    pub fn is_tree(&self) -> bool {
        self.is_on("tree") || self.kind().is_tree()
    }

    pub(super) fn read_choices(&mut self, culture: Culture) {
        let is_tree = self.is_tree();
        // Many choices come as lines alone, which then stand for all of them.
        let kept = if self.is_on("choice.as-lines") { Vec::new() } else { self.rows() };
        let pasted = self.get("lines").to_owned();
        self.choices = if pasted.trim().is_empty() {
            kept
        } else {
            let first = kept.len();
            let lines = parse_lines(&pasted, is_tree, culture, &kept);
            self.focus = self.only_rows().then_some(first);
            self.set("lines", "");
            lines
        };
        let asked = self.get("do").to_owned();
        if let Some((verb, at)) = asked.split_once(':')
            && let Ok(at) = at.parse::<usize>()
        {
            self.obey(verb, at);
        } else if asked == "add" {
            let level = self.choices.last().map_or(0, |last| last.level);
            self.choices.push(ChoiceLine { level, ..ChoiceLine::default() });
            self.focus = Some(self.choices.len() - 1);
        }
    }

    /// How many rows a row and those below it are.
    fn branch(&self, at: usize) -> usize {
        let level = self.choices[at].level;
        1 + self.choices[at + 1..].iter().take_while(|line| line.level > level).count()
    }

    fn obey(&mut self, verb: &str, at: usize) {
        if at >= self.choices.len() {
            return;
        }
        let length = self.branch(at);
        let level = self.choices[at].level;
        self.focus = Some(at);
        match verb {
            "remove" => {
                self.choices.drain(at..at + length);
                self.focus = (!self.choices.is_empty()).then(|| at.min(self.choices.len() - 1));
            }
            "up" => {
                // The branch before it begins at the last row above that is not deeper.
                let before = (0..at).rev().find(|row| self.choices[*row].level <= level);
                if let Some(before) = before.filter(|row| self.choices[*row].level == level) {
                    self.choices[before..at + length].rotate_left(at - before);
                    self.focus = Some(before);
                }
            }
            "down" => {
                let next = at + length;
                if next < self.choices.len() && self.choices[next].level == level {
                    let after = self.branch(next);
                    self.choices[at..next + after].rotate_left(length);
                    self.focus = Some(at + after);
                }
            }
            "in" if at > 0 && self.choices[at - 1].level >= level => {
                self.choices[at..at + length].iter_mut().for_each(|line| line.level += 1);
            }
            "out" if level > 0 => {
                self.choices[at..at + length].iter_mut().for_each(|line| line.level -= 1);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(rows: &str, verb: &str) -> (String, Option<usize>) {
        let mut pairs = vec![("type".to_owned(), "tree".to_owned()), ("do".to_owned(), verb.to_owned())];
        for row in rows.split_whitespace() {
            let id = row.trim_start_matches('.');
            pairs.push(("choice.id".to_owned(), id.to_owned()));
            pairs.push(("choice.level".to_owned(), (row.len() - id.len()).to_string()));
        }
        let form = FieldForm::read(pairs, Culture::En).expect("reads");
        let rows = form.choices.iter().map(|line| format!("{}{}", ".".repeat(line.level), line.id));
        (rows.collect::<Vec<_>>().join(" "), form.focus)
    }

    #[test]
    fn rows_move_with_what_stands_below_them() {
        assert_eq!(asked("a .b .c d", "down:0"), ("d a .b .c".to_owned(), Some(1)));
        assert_eq!(asked("a .b d .e", "up:2"), ("d .e a .b".to_owned(), Some(0)));
        assert_eq!(asked("a .b .c", "up:1"), ("a .b .c".to_owned(), Some(1)), "it is the first below a");
        assert_eq!(asked("a .b .c", "up:2"), ("a .c .b".to_owned(), Some(1)));
        assert_eq!(asked("a b .c", "in:1"), ("a .b ..c".to_owned(), Some(1)));
        assert_eq!(asked("a .b ..c", "in:1").0, "a .b ..c", "no deeper than one below the row before");
        assert_eq!(asked("a .b ..c", "out:1").0, "a b .c");
        assert_eq!(asked("a .b c", "remove:0"), ("c".to_owned(), Some(0)));
        assert_eq!(asked("a", "remove:0"), (String::new(), None));
        assert_eq!(asked("a", "add"), ("a ".trim_end().to_owned() + " ", Some(1)));
        assert_eq!(asked("a", "down:7").0, "a", "no page of ours asks for that");
    }
}
