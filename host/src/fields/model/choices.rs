//! Choices as one edits them: lines in order, each so many levels deep. In settings each names the one above it.
use std::collections::HashSet;

use super::definition::{ChoiceEntry, LANGUAGES, Wording};
use crate::fold::fold;
use crate::locale::Culture;

/// Deepest level of a tree.
const LEVELS: usize = 12;
/// Longest identifier.
const ID: usize = 64;

/// One line of the editor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChoiceLine {
    /// What is stored; nothing while it is new.
    pub id: String,
    /// What is read.
    pub label: Wording,
    /// How deep it stands, from 0.
    pub level: usize,
}

/// The lines of choices: each followed by those below it.
pub fn choice_lines(choices: &[ChoiceEntry]) -> Vec<ChoiceLine> {
    fn below(choices: &[ChoiceEntry], parent: Option<&str>, level: usize, lines: &mut Vec<ChoiceLine>) {
        if level > LEVELS {
            return;
        }
        for choice in choices.iter().filter(|choice| choice.parent.as_deref() == parent) {
            lines.push(ChoiceLine { id: choice.id.clone(), label: choice.label.clone(), level });
            below(choices, Some(&choice.id), level + 1, lines);
        }
    }
    let mut lines = Vec::with_capacity(choices.len());
    if choices.iter().all(|choice| choice.parent.is_none()) {
        let flat = choices.iter();
        lines.extend(flat.map(|one| ChoiceLine { id: one.id.clone(), label: one.label.clone(), level: 0 }));
    } else {
        below(choices, None, 0, &mut lines);
    }
    lines
}

/// The choices of lines: new ones get an identifier from their label; a line stands at most one level below the one
/// before it. Lines without any label and identifier are left out.
pub fn entries_of(lines: &[ChoiceLine], is_tree: bool) -> Vec<ChoiceEntry> {
    let mut taken: HashSet<String> =
        lines.iter().map(|line| line.id.clone()).filter(|id| !id.is_empty()).collect();
    let mut above: Vec<String> = Vec::new();
    let mut entries = Vec::with_capacity(lines.len());
    for line in lines.iter().filter(|line| !line.id.is_empty() || !line.label.is_empty()) {
        let id = if line.id.is_empty() {
            let id = identifier_of(line.label.pick(Culture::En), &taken);
            taken.insert(id.clone());
            id
        } else {
            line.id.clone()
        };
        above.truncate(if is_tree { line.level } else { 0 });
        let parent = above.last().cloned();
        above.push(id.clone());
        entries.push(ChoiceEntry { id, label: line.label.clone(), parent });
    }
    entries
}

/// An identifier made from a name: small letters, digits and hyphens, and unlike those that are taken.
pub fn identifier_of(name: &str, taken: &HashSet<String>) -> String {
    let mut id = String::new();
    for letter in fold(name).chars() {
        if letter.is_ascii_alphanumeric() {
            id.push(letter);
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
        if id.len() >= ID - 6 {
            break;
        }
    }
    let id = id.trim_matches('-').to_owned();
    // Names in other letters than ours leave nothing to make one of.
    let id = if id.is_empty() { "choice".to_owned() } else { id };
    let mut numbered = id.clone();
    let mut number = 2;
    while taken.contains(&numbered) {
        numbered = format!("{id}-{number}");
        number += 1;
    }
    numbered
}

fn label_of(text: &str, culture: Culture) -> Wording {
    let mut label = Wording::default();
    let parts: Vec<&str> = text.split('|').map(str::trim).collect();
    if let [one] = parts.as_slice() {
        label.set(culture, one);
    } else {
        for (part, culture) in parts.iter().zip(LANGUAGES) {
            label.set(culture, part);
        }
    }
    label
}

/// A line without the identifier that may stand in brackets at its end: `North | Norte | Norte [north]`.
fn split_id(text: &str) -> (&str, &str) {
    let text = text.trim();
    let id = text.strip_suffix(']').and_then(|rest| rest.rsplit_once('['));
    let is_id = |id: &str| {
        !id.is_empty()
            && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_".contains(&b))
    };
    match id {
        Some((label, id)) if is_id(id) => (label.trim(), id),
        _ => (text, ""),
    }
}

/// Reads pasted lines. Blanks or tabs at their beginning say how deep a line stands; a path such as `North\Sales`
/// names the whole way, of which only what is missing is added. Up to three names, separated by `|`, are English,
/// Spanish and Portuguese; one alone is in the reader's language.
pub fn parse_lines(text: &str, is_tree: bool, culture: Culture, kept: &[ChoiceLine]) -> Vec<ChoiceLine> {
    let mut lines = kept.to_vec();
    let mut indents: Vec<usize> = Vec::new();
    let mut taken: HashSet<String> = kept.iter().map(|line| line.id.clone()).collect();
    for text in text.lines().filter(|line| !line.trim().is_empty()) {
        let (name, id) = split_id(text);
        let id = if taken.insert(id.to_owned()) { id } else { "" };
        if is_tree && name.contains('\\') {
            add_path(&mut lines, name, id, culture);
            continue;
        }
        let indent: usize =
            text.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 4 } else { 1 }).sum();
        while indents.last().is_some_and(|last| *last >= indent) {
            indents.pop();
        }
        let level = if is_tree { indents.len().min(LEVELS) } else { 0 };
        indents.push(indent);
        lines.push(ChoiceLine { id: id.to_owned(), label: label_of(name, culture), level });
    }
    lines
}

fn add_path(lines: &mut Vec<ChoiceLine>, path: &str, id: &str, culture: Culture) {
    let steps: Vec<&str> = path.split('\\').map(str::trim).filter(|step| !step.is_empty()).collect();
    // The branch in which the next step is looked for: all lines, then those below the last step.
    let (mut from, mut to) = (0, lines.len());
    for (level, step) in steps.iter().take(LEVELS).enumerate() {
        let wanted = fold(step);
        let named = |line: &ChoiceLine| {
            let names = LANGUAGES.iter().filter_map(|culture| line.label.of(*culture));
            line.level == level && names.into_iter().any(|name| fold(name) == wanted)
        };
        match (from..to).find(|at| named(&lines[*at])) {
            Some(at) => {
                from = at + 1;
                to = (from..to).find(|next| lines[*next].level <= level).unwrap_or(to);
            }
            None => {
                let is_last = level + 1 == steps.len();
                let id = if is_last { id.to_owned() } else { String::new() };
                lines.insert(to, ChoiceLine { id, label: label_of(step, culture), level });
                from = to + 1;
                to = from;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shape(lines: &[ChoiceLine]) -> Vec<(usize, String)> {
        lines.iter().map(|line| (line.level, line.label.pick(Culture::En).to_owned())).collect()
    }

    fn tree(text: &str) -> Vec<ChoiceEntry> {
        entries_of(&parse_lines(text, true, Culture::En, &[]), true)
    }

    #[test]
    fn indented_lines_and_paths_make_the_same_tree() {
        let indented = tree("North\n  Sales\n  Care\nSouth\n\tSales\n\t\tShops");
        let paths = tree("North\\Sales\nNorth\\Care\nSouth\\Sales\\Shops");
        assert_eq!(indented, paths);
        let ids: Vec<(&str, Option<&str>)> =
            paths.iter().map(|one| (one.id.as_str(), one.parent.as_deref())).collect();
        assert_eq!(
            ids,
            [
                ("north", None),
                ("sales", Some("north")),
                ("care", Some("north")),
                ("south", None),
                ("sales-2", Some("south")),
                ("shops", Some("sales-2")),
            ]
        );
    }

    #[test]
    fn names_in_three_languages_and_identifiers_are_read() {
        let lines = parse_lines("Small | Pequeño | Pequeno [s]\nGrande\n\n 漢字 ", false, Culture::Es, &[]);
        assert_eq!(lines[0].id, "s");
        let names = LANGUAGES.map(|culture| lines[0].label.of(culture).unwrap_or_default());
        assert_eq!(names, ["Small", "Pequeño", "Pequeno"]);
        assert_eq!((lines[1].label.of(Culture::Es), lines[1].label.of(Culture::En)), (Some("Grande"), None));
        let entries = entries_of(&lines, false);
        assert_eq!(entries[2].id, "choice");
        assert!(entries.iter().all(|entry| entry.parent.is_none()));
    }

    #[test]
    fn a_line_that_is_too_deep_stands_below_the_one_before() {
        let deep = |level| ChoiceLine { id: format!("l{level}"), level, ..ChoiceLine::default() };
        let entries = entries_of(&[deep(3), deep(5)], true);
        assert_eq!((entries[0].parent.as_deref(), entries[1].parent.as_deref()), (None, Some("l3")));
        let circle = [
            ChoiceEntry { id: "a".into(), parent: Some("b".into()), ..ChoiceEntry::default() },
            ChoiceEntry { id: "b".into(), parent: Some("a".into()), ..ChoiceEntry::default() },
        ];
        assert!(choice_lines(&circle).is_empty(), "and it ends");
    }

    proptest! {
        #[test]
        fn whatever_is_pasted_becomes_choices_that_come_back_as_lines(text in "[ \\t\\\\|a-cÁ\\[\\]\n]{0,60}") {
            let entries = tree(&text);
            let lines = choice_lines(&entries);
            prop_assert_eq!(lines.len(), entries.len(), "{:?}", entries);
            prop_assert_eq!(entries_of(&lines, true), entries);
            prop_assert!(shape(&lines).iter().all(|(level, _)| *level <= LEVELS));
        }

        #[test]
        fn identifiers_are_such(name in any::<String>()) {
            let id = identifier_of(&name, &HashSet::new());
            prop_assert!(!id.is_empty() && id.len() <= ID);
            prop_assert!(id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
            let next = identifier_of(&name, &HashSet::from([id.clone()]));
            prop_assert!(next != id && next.len() <= ID);
        }
    }
}
