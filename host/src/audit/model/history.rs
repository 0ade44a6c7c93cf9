//! What is told about the changes of one object.
use std::collections::{BTreeMap, BTreeSet};

use elenco_db::{AuditId, ImportId, Instant, TokenId, UserId};
use elenco_runtime::contract::Field;
use serde_json::Value;
use uuid::Uuid;

use super::Change;
use crate::users::model::UserKind;

/// Members of a list that are named; of the others it is enough to know how many there are.
pub const NAMED: usize = 6;

/// Where a page of a history begins: with the entries before this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HistoryAnchor {
    /// When the last entry of the page before was made.
    pub at: Instant,
    /// Which it was.
    pub id: AuditId,
}

impl HistoryAnchor {
    /// As a word of an address.
    pub fn word(self) -> String {
        format!("{}-{}", self.at.timestamp_micros(), self.id)
    }

    /// Reads the word again; nothing for any other.
    pub fn parse(word: &str) -> Option<Self> {
        let (at, id) = word.split_once('-')?;
        Some(Self { at: Instant::from_micros(at.parse().ok()?)?, id: id.parse().ok()? })
    }
}

/// The ways by which a history can be filtered.
pub const WAYS: [&str; 5] = ["form", "import", "api", "plugin", "system"];

/// Somebody, as far as it is known who that was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownPerson {
    /// Who.
    pub id: UserId,
    /// The name; of one who is gone, the last one known.
    pub name: Option<String>,
    /// Where the page is; nothing for one who is gone.
    pub kind: Option<UserKind>,
}

/// Who made a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// Somebody who was signed in.
    Person(KnownPerson),
    /// Somebody's integration token.
    Token {
        /// Which.
        id: TokenId,
        /// What it was made for.
        description: Option<String>,
        /// Whose it is.
        person: Option<KnownPerson>,
    },
    /// The server itself.
    System,
}

/// By which way a change came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ToldWay {
    /// A page of the console.
    Form,
    /// A row of an import.
    Import {
        /// Which.
        id: Option<ImportId>,
        /// The file; nothing when the import is gone.
        file: Option<String>,
    },
    /// The JSON API.
    Api,
    /// A plugin.
    Plugin(String),
    /// The server itself.
    System,
    /// A way that only a newer version knows.
    Other(String),
}

/// One change.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "each name says what it is")]
pub struct HistoryEntry {
    pub id: AuditId,
    pub at: Instant,
    pub who: Who,
    pub way: ToldWay,
    /// `create`, `update`, `delete` …
    pub action: String,
    pub changes: BTreeMap<String, Change>,
}

/// Changes of an object, the newest first.
#[derive(Debug, Clone, Default)]
pub struct HistoryPage {
    /// The changes.
    pub entries: Vec<HistoryEntry>,
    /// Where the next page begins; nothing at the end.
    pub older: Option<HistoryAnchor>,
    /// Names of what the values refer to.
    pub names: BTreeMap<Uuid, String>,
    /// Definitions of the additional fields that were changed.
    pub fields: Vec<Field>,
}

fn collect(value: &Value, found: &mut BTreeSet<Uuid>) {
    match value {
        Value::String(text) if text.len() == 36 => found.extend(text.parse::<Uuid>().ok()),
        Value::Array(items) => items.iter().take(NAMED).for_each(|item| collect(item, found)),
        Value::Object(members) => members.values().for_each(|member| collect(member, found)),
        _ => {}
    }
}

/// Whatever in values may be an id of something.
pub fn references<'a>(changes: impl IntoIterator<Item = &'a Change>) -> BTreeSet<Uuid> {
    let mut found = BTreeSet::new();
    for change in changes {
        let (gone, come) = moved(change);
        collect(&gone, &mut found);
        collect(&come, &mut found);
    }
    found
}

/// Old and new value as they are told: of two lists only what went and what came.
pub fn moved(change: &Change) -> (Value, Value) {
    let list = |value: &Value| match value {
        Value::Array(items) => Some(items.clone()),
        Value::Null => Some(Vec::new()),
        _ => None,
    };
    match (list(&change.old), list(&change.new)) {
        (Some(old), Some(new)) if !(change.old.is_null() && change.new.is_null()) => {
            let only = |of: &[Value], not: &[Value]| {
                let kept: BTreeSet<String> = not.iter().map(Value::to_string).collect();
                let rest: Vec<Value> =
                    of.iter().filter(|item| !kept.contains(&item.to_string())).cloned().collect();
                if rest.is_empty() { Value::Null } else { Value::Array(rest) }
            };
            (only(&old, &new), only(&new, &old))
        }
        _ => {
            // An empty text is no value.
            let told = |value: &Value| if value.as_str() == Some("") { Value::Null } else { value.clone() };
            (told(&change.old), told(&change.new))
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn of_lists_only_the_difference_is_told() {
        let told = |old: Value, new: Value| moved(&Change { old, new });
        assert_eq!(told(json!(["a", "b"]), json!(["b", "c"])), (json!(["a"]), json!(["c"])));
        assert_eq!(told(json!(null), json!(["b"])), (json!(null), json!(["b"])));
        assert_eq!(told(json!(["b"]), json!(["b"])), (json!(null), json!(null)));
        assert_eq!(told(json!(null), json!("x")), (json!(null), json!("x")));
        assert_eq!(told(json!("x"), json!("")), (json!("x"), json!(null)));
    }

    #[test]
    fn an_anchor_is_read_back_and_nothing_else_is() {
        let id = "01890a5d-ac96-774b-bcce-b302099a8057";
        let anchor = HistoryAnchor::parse(&format!("1772452800000000-{id}")).expect("an anchor");
        assert_eq!(HistoryAnchor::parse(&anchor.word()), Some(anchor));
        for word in ["", "-", "1", "x-y", "99999999999999999999-x", &format!("9223372036854775807-{id}")] {
            assert!(HistoryAnchor::parse(word).is_none(), "{word}");
        }
    }
}
