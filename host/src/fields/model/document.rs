//! All definitions together, as the plugin's settings keep them.
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::definition::{Catalog, Definition, FieldConcept};

/// The settings of the plugin.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The fields in order of display.
    #[serde(default)]
    pub fields: Vec<Definition>,
    /// Lists and trees that fields share.
    #[serde(default)]
    pub catalogs: Vec<Catalog>,
    /// What a later version of the plugin may know more.
    #[serde(flatten)]
    pub further: Map<String, Value>,
}

/// A step of a field or of its whole group in the order of display.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Before the one before it.
    Up,
    /// After the one after it.
    Down,
    /// Its group before the group before it.
    GroupUp,
    /// Its group after the group after it.
    GroupDown,
}

impl Step {
    /// The word in forms.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "up" => Some(Self::Up),
            "down" => Some(Self::Down),
            "group-up" => Some(Self::GroupUp),
            "group-down" => Some(Self::GroupDown),
            _ => None,
        }
    }
}

/// Where a field or a catalogue is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// What the field that uses it describes.
    pub concept: FieldConcept,
    /// Its identifier.
    pub id: String,
    /// Its name for a reader.
    pub name: String,
}

impl Document {
    /// Reads settings.
    ///
    /// # Errors
    /// Why they are not what this console writes.
    pub fn read(settings: &Value) -> Result<Self, String> {
        serde_json::from_value(settings.clone()).map_err(|error| error.to_string())
    }

    /// As settings.
    pub fn write(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }

    /// The place of a concept's field.
    pub fn place(&self, concept: FieldConcept, id: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.id == id && field.concepts.contains(&concept))
    }

    /// A concept's field.
    pub fn find(&self, concept: FieldConcept, id: &str) -> Option<&Definition> {
        self.place(concept, id).map(|at| &self.fields[at])
    }

    /// The fields of a concept by group, both in order of display: a group stands where its first field does.
    pub fn groups(&self, concept: FieldConcept) -> Vec<Vec<&Definition>> {
        let mut groups: Vec<Vec<&Definition>> = Vec::new();
        for field in self.fields.iter().filter(|field| field.concepts.contains(&concept)) {
            match groups.iter_mut().find(|group| group[0].group == field.group) {
                Some(group) => group.push(field),
                None => groups.push(vec![field]),
            }
        }
        groups
    }

    /// Moves a field of a concept, or its group. Fields of other concepts stay where they are. Says whether anything
    /// moved.
    pub fn step(&mut self, concept: FieldConcept, id: &str, step: Step) -> bool {
        let mut order: Vec<Vec<String>> = self
            .groups(concept)
            .into_iter()
            .map(|group| group.into_iter().map(|field| field.id.clone()).collect())
            .collect();
        let found = order
            .iter()
            .enumerate()
            .find_map(|(group, ids)| ids.iter().position(|own| own == id).map(|at| (group, at)));
        let Some((group, at)) = found else { return false };
        let moved = match step {
            Step::Up if at > 0 => {
                order[group].swap(at, at - 1);
                true
            }
            Step::Down if at + 1 < order[group].len() => {
                order[group].swap(at, at + 1);
                true
            }
            Step::GroupUp if group > 0 => {
                order.swap(group, group - 1);
                true
            }
            Step::GroupDown if group + 1 < order.len() => {
                order.swap(group, group + 1);
                true
            }
            _ => false,
        };
        if moved {
            self.arrange(concept, &order.concat());
        }
        moved
    }

    /// Puts the fields of a concept into this order, into the places that they have together.
    fn arrange(&mut self, concept: FieldConcept, order: &[String]) {
        let is_own = |field: &Definition| field.concepts.contains(&concept);
        let places: Vec<usize> = (0..self.fields.len()).filter(|at| is_own(&self.fields[*at])).collect();
        let own: Vec<Definition> = order.iter().filter_map(|id| self.find(concept, id).cloned()).collect();
        if own.len() == places.len() {
            for (place, field) in places.into_iter().zip(own) {
                self.fields[place] = field;
            }
        }
    }

    /// Fields that a field shows, and which would stay hidden for ever without it.
    pub fn depending_on(&self, field: &Definition, culture: crate::locale::Culture) -> Vec<Use> {
        let depends = |other: &&Definition| {
            other.shown_when.as_ref().is_some_and(|condition| condition.field == field.id)
                && other.concepts.iter().any(|concept| field.concepts.contains(concept))
        };
        self.fields.iter().filter(depends).map(|other| use_of(other, culture)).collect()
    }

    /// Fields that take their choices from a catalogue.
    pub fn taking_from(&self, catalog: &str, culture: crate::locale::Culture) -> Vec<Use> {
        let takes = |field: &&Definition| field.catalog.as_deref() == Some(catalog);
        self.fields.iter().filter(takes).map(|field| use_of(field, culture)).collect()
    }
}

fn use_of(field: &Definition, culture: crate::locale::Culture) -> Use {
    Use {
        concept: field.concepts.first().copied().unwrap_or(FieldConcept::Client),
        id: field.id.clone(),
        name: field.label.pick(culture).to_owned(),
    }
}

/// What differs about one field or catalogue between two documents.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Whether it is a catalogue.
    pub is_catalog: bool,
    /// Its identifier.
    pub id: String,
    /// What it describes; nothing for catalogues.
    pub concepts: Vec<FieldConcept>,
    /// It was not there before.
    pub added: bool,
    /// It is not there any more.
    pub removed: bool,
    /// What differs: the setting, its value before and after.
    pub parts: Vec<(String, Value, Value)>,
}

type Keyed = BTreeMap<(bool, Vec<FieldConcept>, String), Map<String, Value>>;

fn keyed(document: &Document) -> Keyed {
    let map = |value: Value| value.as_object().cloned().unwrap_or_default();
    let fields = document.fields.iter().map(|field| {
        let value = serde_json::to_value(field).unwrap_or_default();
        ((false, field.concepts.clone(), field.id.clone()), map(value))
    });
    let catalogs = document.catalogs.iter().map(|catalog| {
        let value = serde_json::to_value(catalog).unwrap_or_default();
        ((true, Vec::new(), catalog.id.clone()), map(value))
    });
    fields.chain(catalogs).collect()
}

/// What differs between two documents, field by field.
pub fn changes(old: &Document, new: &Document) -> Vec<Change> {
    let (old, new) = (keyed(old), keyed(new));
    let keys: std::collections::BTreeSet<_> = old.keys().chain(new.keys()).cloned().collect();
    let mut found = Vec::new();
    for key in keys {
        let (before, after) = (old.get(&key), new.get(&key));
        let names: std::collections::BTreeSet<&String> =
            before.into_iter().chain(after).flat_map(Map::keys).collect();
        let value = |of: Option<&Map<String, Value>>, name: &str| {
            of.and_then(|map| map.get(name)).cloned().unwrap_or(Value::Null)
        };
        let parts: Vec<(String, Value, Value)> = names
            .into_iter()
            .map(|name| (name.clone(), value(before, name), value(after, name)))
            .filter(|(_, old, new)| old != new)
            .collect();
        if !parts.is_empty() {
            let (is_catalog, concepts, id) = key;
            let (added, removed) = (before.is_none(), after.is_none());
            found.push(Change { is_catalog, id, concepts, added, removed, parts });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn document() -> Document {
        let field = |id: &str, concepts: &[&str], group: &str| {
            let mut field = json!({ "id": id, "concepts": concepts, "type": "date", "label": { "en": id } });
            if !group.is_empty() {
                field["group"] = json!({ "en": group });
            }
            field
        };
        let fields = [
            field("a", &["client"], "one"),
            field("x", &["specialist"], ""),
            field("b", &["client", "specialist"], ""),
            field("c", &["client"], "one"),
        ];
        Document::read(&json!({ "fields": fields, "later": 7 })).expect("reads")
    }

    fn order(document: &Document, concept: FieldConcept) -> Vec<Vec<&str>> {
        let groups = document.groups(concept).into_iter();
        groups.map(|group| group.into_iter().map(|field| field.id.as_str()).collect()).collect()
    }

    #[test]
    fn fields_move_within_their_group_and_groups_as_a_whole() {
        let mut all = document();
        assert_eq!(order(&all, FieldConcept::Client), [vec!["a", "c"], vec!["b"]]);
        assert!(!all.step(FieldConcept::Client, "a", Step::Up), "it is the first");
        assert!(all.step(FieldConcept::Client, "a", Step::Down));
        assert_eq!(order(&all, FieldConcept::Client), [vec!["c", "a"], vec!["b"]]);
        assert!(all.step(FieldConcept::Client, "b", Step::GroupUp));
        assert_eq!(order(&all, FieldConcept::Client), [vec!["b"], vec!["c", "a"]]);
        assert_eq!(order(&all, FieldConcept::Specialist)[0].len(), 2);
        assert_eq!(all.fields.len(), 4);
        assert!(!all.step(FieldConcept::Company, "a", Step::Down), "it is none of theirs");
    }

    #[test]
    fn what_this_console_does_not_know_is_kept() {
        let mut settings = document().write();
        settings["fields"][0]["later"] = json!({ "x": [1] });
        assert_eq!(Document::read(&settings).expect("reads").write(), settings);
        assert!(Document::read(&json!({ "fields": [{ "id": "a" }] })).is_err());
    }

    #[test]
    fn differences_are_told_by_field() {
        let (old, mut new) = (document(), document());
        new.fields.remove(1);
        new.fields[0].label.set(crate::locale::Culture::En, "Alpha");
        new.catalogs.push(Catalog { id: "areas".into(), ..Catalog::default() });
        let told = changes(&old, &new);
        let short: Vec<(&str, bool, bool, usize)> =
            told.iter().map(|c| (c.id.as_str(), c.added, c.removed, c.parts.len())).collect();
        assert_eq!(short, [("a", false, false, 1), ("x", false, true, 4), ("areas", true, false, 2)]);
        assert!(changes(&old, &old).is_empty());
    }
}
