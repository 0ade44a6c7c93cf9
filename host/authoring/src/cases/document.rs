//! JSON as its author wrote it: members keep their order, and what fits stays on one line. So the answers that were
//! accepted are all that changes in a file under version control.

use std::fmt::{self, Write as _};

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value as Json;

/// Longest line that holds a whole list or object.
const WIDTH: usize = 110;

/// A JSON document.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Document {
    /// Text, a number, `true`, `false`, `null`.
    Plain(Json),
    List(Vec<Document>),
    Members(Vec<(String, Document)>),
}

impl Document {
    /// Sets a member, after `behind` when it is not there yet; `None` takes it away.
    pub(super) fn set(&mut self, name: &str, value: Option<&Json>, behind: &str) {
        let Document::Members(members) = self else { return };
        let at = members.iter().position(|(known, _)| known == name);
        match (at, value) {
            (Some(at), Some(value)) => members[at].1 = value.into(),
            (Some(at), None) => drop(members.remove(at)),
            (None, Some(value)) => {
                let behind = members.iter().position(|(known, _)| known == behind);
                let at = behind.map_or(members.len(), |at| at + 1);
                members.insert(at, (name.to_owned(), value.into()));
            }
            (None, None) => {}
        }
    }

    /// Whether it has a member.
    pub(super) fn has(&self, name: &str) -> bool {
        matches!(self, Document::Members(members) if members.iter().any(|(known, _)| known == name))
    }

    /// The text of a file.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        self.write(&mut text, 0, 0);
        text.push('\n');
        text
    }

    /// Writes at an indent, where so many letters already stand on the line.
    fn write(&self, text: &mut String, indent: usize, before: usize) {
        let line = self.line();
        // One more for a comma.
        if before + line.chars().count() < WIDTH {
            text.push_str(&line);
            return;
        }
        let inner = indent + 2;
        let (open, close, count) = match self {
            Document::Plain(_) => return text.push_str(&line),
            Document::List(items) => ('[', ']', items.len()),
            Document::Members(members) => ('{', '}', members.len()),
        };
        text.push(open);
        for at in 0..count {
            let _ = write!(text, "\n{:inner$}", "");
            match self {
                Document::List(items) => items[at].write(text, inner, inner),
                Document::Members(members) => {
                    let name = Json::from(members[at].0.as_str()).to_string();
                    let _ = write!(text, "{name}: ");
                    members[at].1.write(text, inner, inner + name.chars().count() + 2);
                }
                Document::Plain(_) => {}
            }
            if at + 1 < count {
                text.push(',');
            }
        }
        let _ = write!(text, "\n{:indent$}{close}", "");
    }

    /// Everything on one line.
    fn line(&self) -> String {
        match self {
            Document::Plain(value) => value.to_string(),
            Document::List(items) => {
                format!("[{}]", items.iter().map(Document::line).collect::<Vec<_>>().join(", "))
            }
            Document::Members(members) if members.is_empty() => "{}".to_owned(),
            Document::Members(members) => {
                let member = |(name, value): &(String, Document)| {
                    format!("{}: {}", Json::from(name.as_str()), value.line())
                };
                format!("{{ {} }}", members.iter().map(member).collect::<Vec<_>>().join(", "))
            }
        }
    }
}

impl From<&Json> for Document {
    fn from(value: &Json) -> Document {
        match value {
            Json::Array(items) => Document::List(items.iter().map(Document::from).collect()),
            Json::Object(members) => {
                let member = |(name, value): (&String, &Json)| (name.clone(), Document::from(value));
                Document::Members(members.iter().map(member).collect())
            }
            plain => Document::Plain(plain.clone()),
        }
    }
}

impl<'de> Deserialize<'de> for Document {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Document, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Document;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("JSON")
            }
            fn visit_unit<E>(self) -> Result<Document, E> {
                Ok(Document::Plain(Json::Null))
            }
            fn visit_bool<E>(self, value: bool) -> Result<Document, E> {
                Ok(Document::Plain(value.into()))
            }
            fn visit_i64<E>(self, value: i64) -> Result<Document, E> {
                Ok(Document::Plain(value.into()))
            }
            fn visit_u64<E>(self, value: u64) -> Result<Document, E> {
                Ok(Document::Plain(value.into()))
            }
            fn visit_f64<E>(self, value: f64) -> Result<Document, E> {
                Ok(Document::Plain(value.into()))
            }
            fn visit_str<E>(self, value: &str) -> Result<Document, E> {
                Ok(Document::Plain(value.into()))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Document, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = list.next_element()? {
                    items.push(item);
                }
                Ok(Document::List(items))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Document, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Document::Members(members))
            }
        }
        from.deserialize_any(Any)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Document {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn only_what_was_set_changes() {
        let before = [
            "{",
            "  \"function\": \"a.b\",",
            "  \"about\": \"a sentence that is long enough to keep this from one line\",",
            "  \"input\": { \"z\": 1, \"a\": [true, null, -1.5, \"é\\n\"] },",
            "  \"expect\": 1",
            "}\n",
        ]
        .join("\n");
        let mut document = read(&before);
        assert_eq!(document.text(), before);
        document.set("expect", Some(&serde_json::json!({ "b": [], "a": {} })), "input");
        assert_eq!(document.text(), before.replace("\"expect\": 1", "\"expect\": { \"a\": {}, \"b\": [] }"));
    }

    #[test]
    fn an_error_takes_the_place_of_an_answer() {
        let mut document = read(r#"{"input": {}, "expect": 1, "http": []}"#);
        document.set("error", Some(&serde_json::json!({ "code": "x" })), "expect");
        document.set("expect", None, "input");
        document.set("gone", None, "input");
        assert_eq!(document.text(), "{ \"input\": {}, \"error\": { \"code\": \"x\" }, \"http\": [] }\n");
    }

    #[test]
    fn the_cases_of_the_templates_keep_their_order_and_values() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../sdk/templates/every-language");
        let mut seen = 0;
        for kind in std::fs::read_dir(folder).unwrap() {
            let Ok(cases) = std::fs::read_dir(kind.unwrap().path().join("cases")) else { continue };
            for case in
                cases.map(|case| case.unwrap().path()).filter(|path| path.extension().unwrap() == "json")
            {
                let document = read(&std::fs::read_to_string(case).unwrap());
                assert_eq!(read(&document.text()), document);
                seen += 1;
            }
        }
        assert!(seen > 10, "{seen}");
    }
}
