//! From the properties of a card to the columns of a person.

use crate::UsernameFrom;
use crate::places::{ADDRESS, address, day, position};
use crate::property::Property;
use elenco_sdk::named_records::{Cell, Record, joined, split_name};
use elenco_sdk::{Language, Value};

/// Kinds of telephones that nobody talks through.
const NO_VOICE: &[&str] = &["fax", "pager", "modem", "bbs", "textphone", "data"];
/// Types of mobile telephones.
const MOBILE: &[&str] = &["cell", "mobile", "iphone", "x-mobile"];

/// The row of a card.
pub fn record(line: u32, properties: Vec<Property>, username: UsernameFrom, language: Language) -> Record {
    let card = Card { properties, language };
    Record { row: line, is_person: card.is_person(), cells: card.cells(username) }
}

struct Card {
    properties: Vec<Property>,
    language: Language,
}

/// The cells of a card that is being read, and which of its properties they say.
#[derive(Default)]
struct Reading {
    cells: Vec<Cell>,
    used: Vec<usize>,
}

impl Reading {
    fn cell(&mut self, id: &'static str, name: &str, value: Value) {
        self.cells.push(Cell { id: Some(id), name: name.to_owned(), value });
    }

    fn text(&mut self, id: &'static str, name: &str, text: String) {
        if !text.is_empty() {
            self.cell(id, name, Value::Text(text));
        }
    }

    fn own(&mut self, name: String, value: Value) {
        self.cells.push(Cell { id: None, name, value });
    }
}

impl Card {
    /// Properties of a name with a value, the preferred one first, with their places in the card.
    fn all(&self, name: &str) -> Vec<(usize, &Property)> {
        let named =
            |(_, property): &(usize, &Property)| property.name == name && !property.value.trim().is_empty();
        let mut found: Vec<_> = self.properties.iter().enumerate().filter(named).collect();
        found.sort_by_key(|(_, property)| property.preference.unwrap_or(u8::MAX));
        found
    }

    fn first(&self, name: &str) -> Option<(usize, &Property)> {
        self.all(name).into_iter().next()
    }

    fn is_person(&self) -> bool {
        let says = |name: &str| self.first(name).map(|(_, property)| property.text().to_lowercase());
        let kind = says("KIND").or_else(|| says("X-ADDRESSBOOKSERVER-KIND"));
        kind.is_none_or(|kind| kind == "individual") && says("X-ABSHOWAS").as_deref() != Some("company")
    }

    fn cells(&self, username: UsernameFrom) -> Vec<Cell> {
        let mut reading = Reading::default();
        self.username(&mut reading, username);
        self.names(&mut reading);
        if let Some((place, property)) = self.first("EMAIL") {
            reading.used.push(place);
            reading.text("email", "EMAIL", email(property));
        }
        self.telephones(&mut reading);
        if let Some((place, property)) = self.first("TITLE").or_else(|| self.first("ROLE")) {
            reading.used.push(place);
            reading.text("position", &property.name, property.text());
        }
        if let Some((place, property)) = self.first("UID") {
            reading.used.push(place);
            reading.text("external_id", "UID", uid(property));
        }
        if let Some((place, property)) =
            self.first("LANG").filter(|(_, property)| is_language(&property.value))
        {
            reading.used.push(place);
            reading.text("culture", "LANG", property.text());
        }
        self.places(&mut reading);
        self.localised(&mut reading);
        self.others(&mut reading);
        reading.cells
    }

    /// The column is there even when the value is not, so that whoever imports is shown what to fill in.
    fn username(&self, reading: &mut Reading, from: UsernameFrom) {
        let name = match from {
            UsernameFrom::Email | UsernameFrom::EmailName => "EMAIL",
            UsernameFrom::Nickname => "NICKNAME",
            UsernameFrom::Uid => "UID",
        };
        let value = self.first(name).map(|(_, property)| match from {
            UsernameFrom::Email => email(property),
            UsernameFrom::EmailName => email(property).split('@').next().unwrap_or_default().to_owned(),
            UsernameFrom::Nickname => property.text(),
            UsernameFrom::Uid => uid(property),
        });
        let header = self.language.pick("user name", "nombre de usuario", "nome de usuário");
        let value = value.filter(|value| !value.is_empty()).map_or(Value::None, Value::Text);
        reading.cell("username", &format!("{name} ({header})"), value);
    }

    fn names(&self, reading: &mut Reading) {
        let mut parts = Vec::new();
        if let Some((place, property)) = self.first("N") {
            reading.used.push(place);
            parts = property.parts();
        }
        parts.resize(parts.len().max(5), String::new());
        let [last, given, additional, prefix, suffix] = [0, 1, 2, 3, 4].map(|at| parts[at].clone());
        let mut first = format!("{given} {additional}").trim().to_owned();
        let mut last = last;
        let (mut first_header, mut last_header) = ("N (given)", "N (family)");
        if let (true, Some((_, whole))) = (first.is_empty() || last.is_empty(), self.first("FN")) {
            let known = |part: &str| (!part.is_empty()).then(|| part.to_owned());
            let split = split_name(&whole.text(), known(&first).as_deref(), known(&last).as_deref());
            if first.is_empty() {
                (first, first_header) = (split.0, "FN (given)");
            }
            if last.is_empty() {
                (last, last_header) = (split.1, "FN (family)");
            }
        }
        reading.text("first_names", first_header, first);
        reading.text("last_names", last_header, last);
        for (header, part) in [("N (prefix)", prefix), ("N (suffix)", suffix)] {
            if !part.is_empty() {
                reading.own(header.into(), Value::Text(part));
            }
        }
    }

    fn telephones(&self, reading: &mut Reading) {
        let all = self.all("TEL");
        let silent = |property: &Property| NO_VOICE.iter().find(|kind| property.is(kind));
        let is_mobile = |property: &Property| MOBILE.iter().any(|kind| property.is(kind));
        let spoken = || all.iter().filter(|(_, property)| silent(property).is_none());
        if let Some((place, property)) = spoken().find(|(_, property)| is_mobile(property)) {
            reading.used.push(*place);
            reading.text("mobile", "TEL (cell)", telephone(property));
        }
        if let Some((place, property)) = spoken().find(|(_, property)| !is_mobile(property)) {
            reading.used.push(*place);
            reading.text("phone", "TEL", telephone(property));
        }
        for (place, property) in &all {
            if let Some(kind) = silent(property) {
                reading.used.push(*place);
                reading.own(format!("TEL ({kind})"), Value::Text(telephone(property)));
            }
        }
    }

    fn places(&self, reading: &mut Reading) {
        if let Some((place, property)) = self.first("ADR") {
            reading.used.push(place);
            for (column, part) in ADDRESS.into_iter().zip(address(property)) {
                match column {
                    Some(id) => reading.text(id, &format!("ADR ({})", &id["address.".len()..]), part),
                    None if part.is_empty() => {}
                    None => reading.own("ADR (post box)".into(), Value::Text(part)),
                }
            }
        }
        if let Some((place, [latitude, longitude])) =
            self.first("GEO").and_then(|(place, property)| Some((place, position(property)?)))
        {
            reading.used.push(place);
            reading.cell("latitude", "GEO (latitude)", latitude);
            reading.cell("longitude", "GEO (longitude)", longitude);
        }
    }

    /// What additional fields usually hold, under the headers that they usually have.
    fn localised(&self, reading: &mut Reading) {
        let language = self.language;
        if let Some((place, property)) = self.first("BDAY") {
            reading.used.push(place);
            let header = language.pick("Birth date", "Fecha de nacimiento", "Data de nascimento");
            let value = day(&property.value).unwrap_or_else(|| Value::Text(property.text()));
            reading.own(header.into(), value);
        }
        if let Some((place, property)) = self.first("ORG") {
            reading.used.push(place);
            let parts = property.parts();
            let (company, units) = parts.split_first().map_or(("", &[][..]), |(first, rest)| (first, rest));
            for (header, value) in [
                (language.pick("Company", "Empresa", "Empresa"), company.to_owned()),
                (language.pick("ORG (unit)", "ORG (unidad)", "ORG (unidade)"), joined(units)),
            ] {
                if !value.is_empty() {
                    reading.own(header.into(), Value::Text(value));
                }
            }
        }
    }

    /// All the rest: a cell for each name.
    fn others(&self, reading: &mut Reading) {
        let language = self.language;
        let mut cells: Vec<(String, Vec<String>)> = Vec::new();
        for (place, property) in self.properties.iter().enumerate() {
            if reading.used.contains(&place) {
                continue;
            }
            let header = if property.is_bulky() {
                format!("{} ({})", property.name, language.pick("not read", "no se lee", "não é lido"))
            } else {
                self.header(&property.name)
            };
            let value = match property.name.as_str() {
                "TEL" => telephone(property),
                "EMAIL" => email(property),
                "ADR" => address(property)
                    .into_iter()
                    .filter(|part| !part.is_empty())
                    .collect::<Vec<_>>()
                    .join(", "),
                "N" | "ORG" => joined(&property.parts()),
                _ => property.text(),
            };
            match cells.iter_mut().find(|(known, _)| *known == header) {
                Some((_, values)) => values.push(value),
                None => cells.push((header, vec![value])),
            }
        }
        for (name, values) in cells {
            reading.own(name, Value::Text(joined(&values)));
        }
    }

    fn header(&self, name: &str) -> String {
        match name {
            "NOTE" => self.language.pick("Notes", "Observaciones", "Observações").into(),
            // A second value beside a column of people, and names that mean something else there.
            "N" | "EMAIL" | "TEL" | "ADR" | "TITLE" | "ROLE" | "UID" | "LANG" | "GEO" | "BDAY" | "ORG" => {
                format!("{name} ({})", self.language.pick("more", "más", "mais"))
            }
            "NAME" => "NAME (vCard)".into(),
            name => name.into(),
        }
    }
}

fn email(property: &Property) -> String {
    let text = property.text();
    text.strip_prefix("mailto:").unwrap_or(&text).to_owned()
}

/// A telephone number, also from its address (RFC 3966).
fn telephone(property: &Property) -> String {
    let text = property.text();
    match text.strip_prefix("tel:") {
        Some(number) => number.replace(";ext=", " ext. "),
        None => text,
    }
}

fn uid(property: &Property) -> String {
    let text = property.text();
    text.strip_prefix("urn:uuid:").unwrap_or(&text).to_owned()
}

/// A language that people can be given here; others stay in their own column.
fn is_language(value: &str) -> bool {
    matches!(value.split('-').next(), Some("en" | "es" | "pt"))
}
