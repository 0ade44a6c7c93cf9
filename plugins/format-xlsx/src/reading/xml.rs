//! XML event by event, with limits: an event has a largest length, elements a greatest depth, and there is no
//! document type, so no entity can be defined.

use super::part::PartReader;
use crate::refusal::Refusal;
pub use quick_xml::events::Event;
use quick_xml::events::{BytesRef, BytesStart};
use quick_xml::{Reader, XmlVersion};
use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Read};

/// A cell holds at most 32,767 characters, which escapes may make six times as long, in up to four bytes each.
const MAX_EVENT: usize = 1 << 20;
/// Sheets are some ten elements deep.
const MAX_DEPTH: usize = 64;

/// Gives no more than the budget of an event.
struct Metered {
    reader: BufReader<PartReader>,
    budget: usize,
}

impl Read for Metered {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.reader.read(buffer)
    }
}

impl BufRead for Metered {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.budget == 0 {
            return Err(io::Error::other(Refusal::TooMuchText));
        }
        self.reader.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.budget = self.budget.saturating_sub(amount);
        self.reader.consume(amount);
    }
}

/// A part that is read as XML.
pub struct Xml {
    reader: Reader<Metered>,
    buffer: Vec<u8>,
    depth: usize,
    part: String,
}

impl Xml {
    /// Reads a part.
    pub fn new(reader: BufReader<PartReader>, part: &str) -> Self {
        let reader = Reader::from_reader(Metered { reader, budget: MAX_EVENT });
        Self { reader, buffer: Vec::new(), depth: 0, part: part.into() }
    }

    /// The next event; `Eof` at the end and ever after.
    pub fn next(&mut self) -> Result<Event<'_>, Refusal> {
        self.buffer.clear();
        self.reader.get_mut().budget = MAX_EVENT;
        let event = self.reader.read_event_into(&mut self.buffer).map_err(|error| match error {
            quick_xml::Error::Io(error) => match error.get_ref().and_then(|inner| inner.downcast_ref()) {
                Some(refusal) => Refusal::clone(refusal),
                None => Refusal::from_read(io::Error::new(error.kind(), error.to_string())),
            },
            _ => Refusal::Malformed(self.part.clone()),
        })?;
        match &event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            Event::DocType(_) => return Err(Refusal::Unsafe),
            Event::Eof if self.depth > 0 => return Err(Refusal::Malformed(self.part.clone())),
            _ => {}
        }
        if self.depth > MAX_DEPTH {
            return Err(Refusal::Unsafe);
        }
        Ok(event)
    }

    /// A refusal of this part.
    pub fn malformed(&self) -> Refusal {
        Refusal::Malformed(self.part.clone())
    }
}

/// The value of an attribute by its name without prefix.
pub fn attribute<'a>(element: &'a BytesStart<'_>, name: &str) -> Option<Cow<'a, str>> {
    // Checking for duplicates takes time that grows with the square of their number.
    let mut attributes = element.attributes();
    let found =
        attributes.with_checks(false).flatten().find(|found| found.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok()
}

/// Appends what an event adds to the text around it.
pub fn append_text(event: &Event<'_>, text: &mut String) {
    match event {
        Event::Text(piece) => text.push_str(&piece.xml10_content()),
        Event::CData(piece) => text.push_str(&piece.xml10_content()),
        Event::GeneralRef(reference) => {
            if let Some(character) = character(reference) {
                text.push(character);
            }
        }
        _ => {}
    }
}

fn character(reference: &BytesRef<'_>) -> Option<char> {
    match reference.resolve_char_ref() {
        Ok(Some(character)) => Some(character),
        _ => match &**reference {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            // Without a document type no other entity exists.
            _ => None,
        },
    }
}

/// Resolves the escapes `_xHHHH_`, with which workbooks write what XML cannot hold (ECMA-376 part 1, 22.9.2.19).
pub fn unescape(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    // Escapes are UTF-16 units; a pair of them is one character.
    let mut units: Vec<u16> = Vec::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find("_x") {
        units.extend(rest[..at].encode_utf16());
        rest = &rest[at..];
        let digits = rest.get(2..6).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let unit = digits.and_then(|digits| u16::from_str_radix(digits, 16).ok());
        let length = match unit {
            Some(unit) if rest.as_bytes().get(6) == Some(&b'_') => {
                units.push(unit);
                7
            }
            _ => {
                units.push(u16::from(b'_'));
                1
            }
        };
        rest = &rest[length..];
    }
    units.extend(rest.encode_utf16());
    String::from_utf16_lossy(&units)
}
