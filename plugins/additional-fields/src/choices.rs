//! Lists and trees of choices, and how people name one of them.

use crate::settings::Choice;
use crate::words;
use elenco_sdk::Language;
use std::collections::HashMap;

/// Between the labels of a path in a tree, as `Region\City`.
pub const PATH: char = '\\';
/// Between several choices.
pub const SEPARATOR: char = ';';

/// A list, or a tree when choices have parents.
#[derive(Debug)]
pub struct Choices {
    choices: Vec<Choice>,
    by_id: HashMap<String, usize>,
    /// Folded identifiers and labels in all languages; several choices may share a label.
    by_name: HashMap<String, Vec<usize>>,
}

impl Choices {
    /// Takes over choices; an error says what does not make sense.
    pub fn new(choices: &[Choice]) -> Result<Self, String> {
        let mut by_id = HashMap::new();
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, choice) in choices.iter().enumerate() {
            if by_id.insert(choice.id.clone(), index).is_some() {
                return Err(format!("choices: two have the id {}", choice.id));
            }
            for name in std::iter::once(choice.id.as_str()).chain(choice.label.all()) {
                let indices = by_name.entry(words::fold(name)).or_default();
                if !indices.contains(&index) {
                    indices.push(index);
                }
            }
        }
        let all = Self { choices: choices.to_vec(), by_id, by_name };
        for choice in choices {
            all.check_ancestors(choice)?;
        }
        Ok(all)
    }

    fn check_ancestors(&self, choice: &Choice) -> Result<(), String> {
        let mut current = choice;
        for _ in 0..=self.choices.len() {
            let Some(parent) = &current.parent else { return Ok(()) };
            current = self.get(parent).ok_or_else(|| {
                format!("choices: {} has the parent {parent}, which does not exist", current.id)
            })?;
        }
        Err(format!("choices: following the parents of {} never ends", choice.id))
    }

    /// The choices, in the order of the settings.
    pub fn iter(&self) -> impl Iterator<Item = &Choice> {
        self.choices.iter()
    }

    /// The choice with an identifier.
    pub fn get(&self, id: &str) -> Option<&Choice> {
        self.by_id.get(id).map(|index| &self.choices[*index])
    }

    /// A label that could not be told from several choices, if there is one.
    pub fn label_with_separator(&self) -> Option<&str> {
        self.choices.iter().flat_map(|choice| choice.label.all()).find(|label| label.contains(SEPARATOR))
    }

    /// The choice that a text names: its identifier, its label in any language, or a path of labels.
    pub fn find(&self, text: &str, language: Language) -> Result<&Choice, String> {
        if let Some(choice) = self.get(text) {
            return Ok(choice);
        }
        match self.named(text).as_slice() {
            [index] => Ok(&self.choices[*index]),
            [] => self.find_path(text).ok_or_else(|| self.unknown(text, language)),
            [first, ..] => {
                Err(words::ambiguous_choice(text, &self.path(&self.choices[*first], language), language))
            }
        }
    }

    fn named(&self, text: &str) -> Vec<usize> {
        self.by_name.get(&words::fold(text)).cloned().unwrap_or_default()
    }

    fn find_path(&self, text: &str) -> Option<&Choice> {
        [PATH, '>', '/'].into_iter().find_map(|mark| {
            let mut steps = text.split(mark);
            let first = steps.next()?;
            let roots: Vec<usize> =
                self.named(first).into_iter().filter(|index| self.choices[*index].parent.is_none()).collect();
            let ends = steps.fold(roots, |parents, step| {
                let is_child = |index: &usize| {
                    let parent = self.choices[*index].parent.as_deref().and_then(|id| self.by_id.get(id));
                    parent.is_some_and(|parent| parents.contains(parent))
                };
                self.named(step).into_iter().filter(is_child).collect()
            });
            match ends.as_slice() {
                [end] => Some(&self.choices[*end]),
                _ => None,
            }
        })
    }

    fn unknown(&self, text: &str, language: Language) -> String {
        /// As many as one reads at a glance.
        const SHOWN: usize = 5;
        let mut some: Vec<&str> =
            self.choices.iter().take(SHOWN).map(|choice| choice.label.pick(language)).collect();
        if self.choices.len() > SHOWN {
            some.push("…");
        }
        words::unknown_choice(text, &some.join(", "), language)
    }

    /// The labels from the root to a choice; the label alone where there is no parent.
    pub fn path(&self, choice: &Choice, language: Language) -> String {
        let mut labels = vec![choice.label.pick(language)];
        let mut parent = choice.parent.as_deref().and_then(|id| self.get(id));
        while let Some(current) = parent {
            labels.push(current.label.pick(language));
            parent = current.parent.as_deref().and_then(|id| self.get(id));
        }
        labels.reverse();
        labels.join(&PATH.to_string())
    }

    /// Several choices named in one text, in the order of the settings, each once.
    pub fn find_several(&self, text: &str, language: Language) -> Result<Vec<String>, String> {
        let parts = text.split([SEPARATOR, '|', '\n']).map(str::trim).filter(|part| !part.is_empty());
        let mut found = Vec::new();
        for part in parts {
            match self.find(part, language) {
                Ok(choice) => found.push(choice.id.as_str()),
                // A comma may belong to a label; only when it does not, it separates.
                Err(message) if !part.contains(',') => return Err(message),
                Err(_) => {
                    for piece in part.split(',').map(str::trim).filter(|piece| !piece.is_empty()) {
                        found.push(self.find(piece, language)?.id.as_str());
                    }
                }
            }
        }
        Ok(self.in_order(&found))
    }

    /// Identifiers in the order of the settings, each once.
    pub fn in_order(&self, ids: &[&str]) -> Vec<String> {
        let chosen = self.choices.iter().filter(|choice| ids.contains(&choice.id.as_str()));
        chosen.map(|choice| choice.id.clone()).collect()
    }
}
