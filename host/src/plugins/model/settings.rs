//! What administrators set for plugins: documents, for whom they count, and their versions.
use std::collections::{BTreeMap, BTreeSet};

use elenco_db::{GroupId, Instant, ObjectId, ProjectId, UserId};
use serde_json::Value;

use super::differences::ValueChange;

/// Largest document of settings, in bytes of JSON.
pub const DOCUMENT_BYTES: usize = 512 << 10;

/// For whom settings count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SettingsScope {
    /// Everybody in the tenant.
    Tenant,
    /// Whoever is in a project.
    Project(ProjectId),
    /// Whoever is in a group.
    Group(GroupId),
}

impl SettingsScope {
    /// The word in the database.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Tenant => "tenant",
            Self::Project(_) => "project",
            Self::Group(_) => "group",
        }
    }

    /// The id in the database; nil for the tenant.
    pub fn id(self) -> ObjectId {
        match self {
            Self::Tenant => ObjectId::from_uuid(uuid::Uuid::nil()),
            Self::Project(id) => id.into(),
            Self::Group(id) => id.into(),
        }
    }

    /// Of the database's word and id.
    pub fn of(kind: &str, id: ObjectId) -> Option<Self> {
        match kind {
            "tenant" => Some(Self::Tenant),
            "project" => Some(Self::Project(ProjectId::from_uuid(id.as_uuid()))),
            "group" => Some(Self::Group(GroupId::from_uuid(id.as_uuid()))),
            _ => None,
        }
    }

    /// As addresses write it: `tenant`, `project:…`, `group:…`.
    pub fn to_word(self) -> String {
        match self {
            Self::Tenant => "tenant".to_owned(),
            Self::Project(id) => format!("project:{id}"),
            Self::Group(id) => format!("group:{id}"),
        }
    }

    /// Reads an address's word.
    pub fn parse(word: &str) -> Option<Self> {
        match word.split_once(':') {
            None if word.is_empty() || word == "tenant" => Some(Self::Tenant),
            Some((kind @ ("project" | "group"), id)) => Self::of(kind, id.parse().ok()?),
            _ => None,
        }
    }
}

/// Settings as they were saved last.
#[derive(Debug, Clone, PartialEq)]
pub struct SavedSettings {
    /// The document, with references where secrets are.
    pub document: Value,
    /// Counts the times they were saved.
    pub version: i64,
    /// Who saved them.
    pub by: Option<UserId>,
    /// When.
    pub at: Instant,
}

/// One version of settings.
#[derive(Debug, Clone, PartialEq)]
pub struct SettingsVersion {
    /// Its number.
    pub version: i64,
    /// The document; nothing when they were taken away.
    pub document: Option<Value>,
    /// Who saved it.
    pub by: Option<UserId>,
    /// When.
    pub at: Instant,
}

/// How many people the new rules put below standard, as far as that is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Below {
    /// Their passwords were taken under weaker rules.
    pub below: i64,
    /// Under which rules their passwords were taken is not known, or cannot be compared.
    pub unknown: i64,
    /// Their passwords were taken under rules that asked at least as much.
    pub fine: i64,
    /// There were too many members to look at all of them.
    pub more: bool,
    /// Names of the weaker rules.
    pub bases: Vec<String>,
    /// The rules ask more than those that count now, or cannot be compared with them.
    pub asks_more: bool,
}

/// A version with what it changed.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownVersion {
    /// The version.
    pub version: SettingsVersion,
    /// Name of whoever saved it; nothing when that was the server, or when one is gone.
    pub who: Option<String>,
    /// What differs from the version before it.
    pub changes: Vec<ValueChange>,
}

/// The settings of projects and groups, of all plugins of a tenant.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ScopedSettings(pub Vec<(String, SettingsScope, Value)>);

impl ScopedSettings {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Those for somebody in these projects and groups, by plugin.
    pub fn of_person(&self, projects: &[ProjectId], groups: &[GroupId]) -> BTreeMap<String, Vec<Value>> {
        let mut all: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        for (plugin, scope, document) in &self.0 {
            let counts = match scope {
                SettingsScope::Tenant => false,
                SettingsScope::Project(id) => projects.contains(id),
                SettingsScope::Group(id) => groups.contains(id),
            };
            if counts {
                all.entry(plugin.clone()).or_default().push(document.clone());
            }
        }
        all
    }
}

/// What stands in a document where a secret is.
pub fn secret_reference(name: &str) -> String {
    format!("{{{{secret:{name}}}}}")
}

/// The name in a text that is nothing but a reference to a secret.
pub fn referenced_secret(text: &str) -> Option<&str> {
    let name = text.strip_prefix("{{secret:")?.strip_suffix("}}")?;
    is_secret_name(name).then_some(name)
}

fn is_secret_name(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !name.is_empty() && name.len() <= 64 && name.chars().all(plain)
}

/// Every secret that a document names, in whatever text.
pub fn secrets_of(document: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    gather(document, &mut found);
    found
}

fn gather(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => {
            for part in text.split("{{secret:").skip(1) {
                if let Some((name, _)) = part.split_once("}}")
                    && is_secret_name(name)
                {
                    found.insert(name.to_owned());
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| gather(item, found)),
        Value::Object(entries) => entries.values().for_each(|entry| gather(entry, found)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_scope_is_read_as_it_is_written() {
        let id = uuid::Uuid::from_u128(7);
        let all = [
            SettingsScope::Tenant,
            SettingsScope::Project(ProjectId::from_uuid(id)),
            SettingsScope::Group(GroupId::from_uuid(id)),
        ];
        for scope in all {
            assert_eq!(SettingsScope::parse(&scope.to_word()), Some(scope));
            assert_eq!(SettingsScope::of(scope.kind(), scope.id()), Some(scope));
        }
        assert_eq!(SettingsScope::parse(""), Some(SettingsScope::Tenant));
        for wrong in ["project", "project:", "company:1", "group:x"] {
            assert_eq!(SettingsScope::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn references_are_found_wherever_they_stand() {
        let document = json!({ "a": "{{secret:one}}", "b": [{ "c": "Bearer {{secret:two-2}}!" }, "{{secret:}}{{secret:X}}"] });
        assert_eq!(secrets_of(&document), BTreeSet::from(["one".to_owned(), "two-2".to_owned()]));
        assert_eq!(referenced_secret(&secret_reference("one")), Some("one"));
        assert_eq!(referenced_secret("Bearer {{secret:one}}"), None);
        assert_eq!(referenced_secret("{{secret:a}}{{secret:b}}"), None);
    }
}
