//! From lines to cards.

use crate::UsernameFrom;
use crate::people;
use crate::property::{Property, is_softly_broken};
use crate::refusal::Refusal;
use elenco_sdk::files::SourceReader;
use elenco_sdk::folded_lines::{FoldedLines, Line, LineError};
use elenco_sdk::named_records::{Record, Records};
use elenco_sdk::{Error, Language};

/// Bytes of a line with its continuations: a picture has to pass.
const MAX_LINE: usize = 16 << 20;
/// Bytes of a card's text; pictures are not kept and do not count.
const MAX_CARD: usize = 1 << 20;
/// Properties of a card.
const MAX_PROPERTIES: usize = 5_000;

/// The cards of a file.
pub struct Cards {
    lines: FoldedLines,
    username: UsernameFrom,
    language: Language,
}

/// Whether a file begins with a card.
pub fn looks_like_one(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    head.get(..11).is_some_and(|begin| begin.eq_ignore_ascii_case(b"BEGIN:VCARD"))
}

impl Cards {
    /// The cards from the beginning of a file.
    pub fn new(file: SourceReader, username: UsernameFrom, language: Language) -> Self {
        Self { lines: FoldedLines::new(file, b" \t", MAX_LINE), username, language }
    }

    /// The next line that is not blank.
    fn line(&mut self) -> Result<Option<Line>, Refusal> {
        loop {
            let line = self.lines.next_broken(is_softly_broken).map_err(|error| match error {
                LineError::TooLong(line) => Refusal::TooMuchText(line),
                LineError::Host(error) => Refusal::Host(error),
            })?;
            match line {
                Some(line) if line.bytes.contains(&0) => return Err(Refusal::Binary),
                Some(line) if line.bytes.trim_ascii().is_empty() => {}
                line => return Ok(line),
            }
        }
    }

    fn next_card(&mut self) -> Result<Option<(u32, Vec<Property>)>, Refusal> {
        let Some(first) = self.line()? else { return Ok(None) };
        if !is_mark(&Property::read(&first)?, "BEGIN") {
            return Err(Refusal::Line(first.number));
        }
        let mut properties = Vec::new();
        let mut text = 0;
        loop {
            let Some(line) = self.line()? else { return Err(Refusal::Open(first.number)) };
            let property = Property::read(&line)?;
            if is_mark(&property, "END") {
                return Ok(Some((first.number, properties)));
            }
            if is_mark(&property, "BEGIN") {
                return Err(Refusal::Nested(line.number));
            }
            if property.name == "VERSION" {
                if !["2.1", "3.0", "4.0"].contains(&property.value.trim()) {
                    return Err(Refusal::Version(line.number));
                }
                continue;
            }
            text += property.name.len() + property.value.len();
            properties.push(property);
            if text > MAX_CARD || properties.len() > MAX_PROPERTIES {
                return Err(Refusal::TooMuchText(line.number));
            }
        }
    }
}

/// Whether a line begins or ends a card.
fn is_mark(property: &Property, name: &str) -> bool {
    property.name == name && property.value.trim().eq_ignore_ascii_case("VCARD")
}

impl Records for Cards {
    fn next(&mut self) -> Result<Option<Record>, Error> {
        let language = self.language;
        let card = self.next_card().map_err(|refusal| refusal.into_error(language))?;
        Ok(card.map(|(line, properties)| people::record(line, properties, self.username, language)))
    }

    fn rewind(&mut self) -> Result<(), Error> {
        self.lines.rewind().map_err(|error| match error {
            LineError::Host(error) => error,
            LineError::TooLong(line) => Refusal::TooMuchText(line).into_error(self.language),
        })
    }
}
