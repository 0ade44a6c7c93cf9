//! Finds people in a customer system over HTTP.

mod system;

use elenco_sdk::client_lookup::{Candidate, ClientLookup};
use elenco_sdk::{Entry, Error, InvalidValue, Language, Plugin, Value, plain_text};
use serde::Deserialize;
use serde_json::{Map, Value as Json};

use system::{System, encode};

/// Fields of a person here, and what the system outside calls them.
const FIELDS: [(&str, &str); 4] =
    [("first_names", "given_name"), ("last_names", "family_name"), ("email", "email"), ("phone", "phone")];

/// What an administrator may set; the defaults are those of `settings.schema.json`.
#[derive(Deserialize)]
#[serde(default, rename_all = "kebab-case")]
struct Settings {
    address: String,
    /// Never the secret itself: it reads `{{secret:token}}`, and the host puts the secret into the header.
    token: String,
    write_back: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { address: "https://crm.example.com/api".into(), token: String::new(), write_back: false }
    }
}

/// The plugin, for one tenant and one call.
struct Lookup {
    system: System,
    write_back: bool,
}

impl Plugin for Lookup {
    type Settings = Settings;

    fn open(settings: Settings) -> Result<Self, Error> {
        let system = System { address: settings.address, token: settings.token };
        Ok(Self { system, write_back: settings.write_back })
    }
}

impl ClientLookup for Lookup {
    fn find(&self, query: &str, limit: u32, language: Language) -> Result<Vec<Candidate>, Error> {
        let path = format!("/people?q={}&limit={limit}", encode(query));
        let found = self.system.ask("GET", &path, None, language)?;
        let people = found.as_ref().and_then(Json::as_array).into_iter().flatten();
        Ok(people.take(limit as usize).map(candidate).collect())
    }

    fn read(&self, id: &str, language: Language) -> Result<Vec<Entry>, Error> {
        let path = format!("/people/{}", encode(id));
        let person = self.system.ask("GET", &path, None, language)?.ok_or_else(|| nobody(id, language))?;
        let value = |theirs: &str| match text(&person, theirs) {
            text if text.is_empty() => Value::None,
            text => Value::Text(text),
        };
        Ok(FIELDS
            .iter()
            .map(|(ours, theirs)| Entry { field: (*ours).into(), value: value(theirs) })
            .collect())
    }

    fn write(&self, id: &str, changes: Vec<Entry>, language: Language) -> Result<(), Error> {
        if !self.write_back {
            return Err(Error::Unsupported("write".into()));
        }
        let known = |change: &Entry| {
            let (_, theirs) = FIELDS.iter().find(|(ours, _)| *ours == change.field)?;
            Some(((*theirs).to_owned(), Json::String(plain_text(&change.value))))
        };
        let body: Map<String, Json> = changes.iter().filter_map(known).collect();
        let path = format!("/people/{}", encode(id));
        let answer = self.system.ask("PATCH", &path, Some(Json::Object(body).to_string()), language)?;
        answer.map(|_| ()).ok_or_else(|| nobody(id, language))
    }
}

fn candidate(person: &Json) -> Candidate {
    let names = [text(person, "given_name"), text(person, "family_name")];
    let names: Vec<String> = names.into_iter().filter(|name| !name.is_empty()).collect();
    Candidate { id: text(person, "id"), label: names.join(" "), detail: text(person, "email") }
}

/// A member of what the other system answered, as text; empty when it is missing.
fn text(person: &Json, member: &str) -> String {
    match &person[member] {
        Json::String(text) => text.clone(),
        Json::Null => String::new(),
        other => other.to_string(),
    }
}

fn nobody(id: &str, language: Language) -> Error {
    let message = language.pick(
        format!("Nobody has the identifier {id}"),
        format!("Nadie tiene el identificador {id}"),
        format!("Ninguém tem o identificador {id}"),
    );
    Error::Invalid(InvalidValue { field: "id".into(), message })
}

elenco_sdk::export_plugin!(Lookup: client_lookup);
