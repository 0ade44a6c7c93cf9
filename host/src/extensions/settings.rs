//! How settings of several scopes combine, and which of two is the stricter: pure functions of documents and of what
//! the plugin's schema says about its properties.
//!
//! `"x-strictest"` on a property says which of two values asks more: `highest` or `lowest` of numbers, `true` or
//! `false` of switches, the `union` of lists or of the characters of texts. `"x-off"` names the value that asks
//! nothing. Where a property without such a word differs, nothing can be combined, and the plugin is asked once for each
//! document: who meets all of them meets the strictest.
mod strictness;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use elenco_db::ProjectId;

use serde_json::{Map, Value};

use strictness::Property;

use super::{Caller, ExtensionError, Extensions};

/// Settings for one person by plugin, besides those of the tenant: of the projects and the groups one belongs to.
pub type NarrowerSettings = BTreeMap<String, Vec<Value>>;

/// Under which settings each policy plugin took a password: documents by plugin.
pub type Basis = BTreeMap<String, Vec<Value>>;

/// How the rules under which a password was taken stand to others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// They asked at least as much.
    AtLeast,
    /// They cannot be compared.
    Unknown,
    /// They asked less.
    Below,
}

/// What the schema says about each property of its settings that a document or the schema names.
fn properties<'a>(schema: &'a Value, documents: &[&[Value]]) -> BTreeMap<String, Property<'a>> {
    let declared = schema.get("properties").and_then(Value::as_object);
    let in_schema = declared.into_iter().flat_map(Map::keys);
    let in_documents =
        documents.iter().flat_map(|all| all.iter()).filter_map(Value::as_object).flat_map(Map::keys);
    in_schema
        .chain(in_documents)
        .map(|name| (name.clone(), Property::of(schema, declared.and_then(|all| all.get(name)))))
        .collect()
}

/// The documents that a plugin is to be asked with, so that whoever meets all of them meets each of `documents`:
/// usually one. The first of `documents` is the widest scope's.
pub fn combine(schema: &Value, documents: &[Value]) -> Vec<Value> {
    let mut combined: Vec<Map<String, Value>> =
        documents.iter().map(|document| document.as_object().cloned().unwrap_or_default()).collect();
    for (name, property) in properties(schema, &[documents]) {
        let values: Vec<Option<Value>> =
            documents.iter().map(|document| property.effective(document.get(&name))).collect();
        if values.windows(2).all(|pair| pair[0] == pair[1]) {
            continue;
        }
        // Without a word about strictness, or when both together are more than the schema allows, each keeps its own.
        let Some(strictest) = property.strictest(&values) else { continue };
        for document in &mut combined {
            match &strictest {
                Some(value) => document.insert(name.clone(), value.clone()),
                None => document.remove(&name),
            };
        }
    }
    let mut all: Vec<Value> = Vec::new();
    for document in combined.into_iter().map(Value::Object) {
        if !all.contains(&document) {
            all.push(document);
        }
    }
    all
}

/// How `old` stands to `new`, both as [`combine`] answers them: what can honestly be said about a password that was
/// taken under `old` when `new` counts.
pub fn compare(schema: &Value, old: &[Value], new: &[Value]) -> Standing {
    if old.is_empty() {
        return Standing::Unknown;
    }
    let mut standing = Standing::AtLeast;
    for (name, property) in properties(schema, &[old, new]) {
        let of = |documents: &[Value]| -> Vec<Option<Value>> {
            documents.iter().map(|document| property.effective(document.get(&name))).collect()
        };
        standing = standing.max(property.compare(&of(old), &of(new)));
    }
    standing
}

/// How a basis stands to what is asked now. A plugin that did not judge the password then leaves it unknown, unless
/// nothing about it changed; one that is gone asks nothing any more.
pub fn compare_basis<'a>(
    basis: &Basis,
    now: impl IntoIterator<Item = (&'a str, &'a Value, &'a [Value])>,
) -> Standing {
    now.into_iter()
        .map(|(plugin, schema, documents)| {
            basis.get(plugin).map_or(Standing::Unknown, |old| compare(schema, old, documents))
        })
        .max()
        .unwrap_or(Standing::AtLeast)
}

/// The name of a basis: the same for the same settings, whatever the order in which they were asked.
pub fn basis_id(basis: &Basis) -> String {
    let ordered: BTreeMap<&str, BTreeSet<String>> = basis
        .iter()
        .map(|(plugin, documents)| (plugin.as_str(), documents.iter().map(Value::to_string).collect()))
        .collect();
    let text = serde_json::to_string(&ordered).unwrap_or_default();
    blake3::hash(text.as_bytes()).to_hex().chars().take(32).collect()
}

/// Settings of projects, by project and plugin, and which project the calls are about. Where a project has settings of
/// its own, they stand in the place of the tenant's; rules for passwords combine instead.
#[derive(Debug, Clone, Default)]
pub struct ProjectSettings {
    all: Arc<HashMap<ProjectId, HashMap<String, Arc<str>>>>,
    present: Option<ProjectId>,
}

impl ProjectSettings {
    /// These.
    pub fn new(all: impl IntoIterator<Item = (ProjectId, String, Value)>) -> Self {
        let mut by_project: HashMap<ProjectId, HashMap<String, Arc<str>>> = HashMap::new();
        for (project, plugin, document) in all {
            by_project.entry(project).or_default().insert(plugin, Arc::from(document.to_string()));
        }
        Self { all: Arc::new(by_project), present: None }
    }

    pub(super) fn of(&self, plugin: &str) -> Option<&Arc<str>> {
        self.all.get(&self.present?)?.get(plugin)
    }
}

impl Caller {
    /// The same tenant, with the settings that count where no project has its own.
    pub fn in_no_project(&self) -> Self {
        let projects = ProjectSettings { present: None, ..self.projects.clone() };
        Self { projects, ..self.clone() }
    }

    /// The same tenant once for each project that has settings of its own.
    pub fn in_each_project(&self) -> Vec<Self> {
        self.projects.all.keys().map(|project| self.in_project(*project)).collect()
    }

    /// The same tenant, with the settings of a project.
    pub fn in_project(&self, project: ProjectId) -> Self {
        let projects = ProjectSettings { present: Some(project), ..self.projects.clone() };
        Self { projects, ..self.clone() }
    }
}

/// What a plugin says about its settings.
#[derive(Debug, Clone, PartialEq)]
pub struct Configurable {
    /// Its version.
    pub version: String,
    /// What it answers, in the words of the contract.
    pub kinds: Vec<&'static str>,
    /// The schema of its settings; without one it has none.
    pub schema: Option<Value>,
    /// The operator's settings for every tenant that has none of its own.
    pub default: Value,
}

impl Extensions {
    /// What a plugin says about its settings.
    ///
    /// # Errors
    /// When it is not there or did not load.
    pub async fn configurable(&self, caller: &Caller, plugin: &str) -> Result<Configurable, ExtensionError> {
        let (this, caller, name) = (self.clone(), caller.clone(), plugin.to_owned());
        Self::blocking(move || {
            let plugin = this.named(&caller, &name)?;
            let default = this.defaults.get(&name).and_then(|text| serde_json::from_str(text).ok());
            Ok(Configurable {
                version: plugin.version().to_owned(),
                kinds: plugin.kinds().iter().map(|kind| kind.as_str()).collect(),
                schema: plugin.manifest().settings_schema.clone(),
                default: default.unwrap_or_else(|| Value::Object(Map::new())),
            })
        })
        .await
    }
}

#[cfg(test)]
mod tests;
