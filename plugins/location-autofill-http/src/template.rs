//! The address of the service, made of what is known.

use elenco_sdk::location_autofill::{PARTS, Part, Place};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// All but what never means anything in an address (RFC 3986, 2.3).
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What is known of a place besides the parts of its address.
const PLACE: [&str; 4] = ["name", "code", "latitude", "longitude"];

/// A piece of the address.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    /// As it stands.
    Text(String),
    /// What is known by this name; only its digits, when these are wanted.
    Known { name: String, digits: bool },
}

/// The address of the service with gaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    pieces: Vec<Piece>,
    /// The host, for people.
    pub host: String,
}

impl Template {
    /// Reads an address; the error says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        let rest = rest.ok_or("write an address that begins with https://")?;
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        if host.is_empty() || host.contains(['{', '}', '@', ' ']) {
            return Err("write the host of the service out, without braces or names to sign in".into());
        }
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (gap, after) = after.split_once('}').ok_or("close the brace")?;
            let (name, form) = gap.split_once(':').map_or((gap, None), |(name, form)| (name, Some(form)));
            if !PARTS.contains(&name) && !PLACE.contains(&name) {
                return Err(format!("nothing is known as {{{name}}}"));
            }
            if form.is_some_and(|form| form != "digits") {
                return Err(format!("{{{gap}}} may end with :digits and nothing else"));
            }
            pieces.push(Piece::Text(before.to_owned()));
            pieces.push(Piece::Known { name: name.to_owned(), digits: form.is_some() });
            rest = after;
        }
        pieces.push(Piece::Text(rest.to_owned()));
        Ok(Self { pieces, host: host.to_owned() })
    }

    /// The address for a place; none while something in it is not known.
    pub fn fill(&self, place: &Place, typed: &[Part]) -> Option<String> {
        let mut url = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => url.push_str(text),
                Piece::Known { name, digits } => {
                    let value = known(name, place, typed)?;
                    let value: String = value.chars().filter(|c| !digits || c.is_ascii_digit()).collect();
                    // Dots alone would lead to another page, encoded or not.
                    if value.trim_matches('.').is_empty() {
                        return None;
                    }
                    url.extend(utf8_percent_encode(&value, ENCODED));
                }
            }
        }
        Some(url)
    }
}

/// What is known by a name: what was typed, else what the location says.
fn known(name: &str, place: &Place, typed: &[Part]) -> Option<String> {
    let part = |parts: &[Part]| {
        let found = parts.iter().find(|part| part.name == name && !part.value.trim().is_empty());
        found.map(|part| part.value.trim().to_owned())
    };
    let text = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
    match name {
        "name" => text(&place.name),
        "code" => text(&place.code),
        "latitude" => place.latitude.map(|degrees| degrees.to_string()),
        "longitude" => place.longitude.map(|degrees| degrees.to_string()),
        _ => part(typed).or_else(|| part(&place.address)),
    }
}
