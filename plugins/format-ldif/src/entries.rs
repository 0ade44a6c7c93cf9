//! From lines to entries: names, values, and what is not an entry.

use crate::people;
use crate::refusal::Refusal;
use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use elenco_sdk::files::SourceReader;
use elenco_sdk::folded_lines::{FoldedLines, Line, LineError};
use elenco_sdk::named_records::{Record, Records};
use elenco_sdk::{Error, Language};

/// Bytes of a line with its continuations: a picture in Base64 has to pass.
const MAX_LINE: usize = 16 << 20;
/// Bytes of an entry's text; pictures are not kept and do not count.
const MAX_ENTRY: usize = 1 << 20;
/// Values of an entry.
const MAX_VALUES: usize = 20_000;
/// Characters of a name of an attribute with its options.
const MAX_NAME: usize = 200;

/// Some programs leave the padding out.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// A value of an attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Text.
    Text(String),
    /// Something else, of so many bytes.
    Binary(usize),
}

/// An attribute's name as the file writes it, and one of its values.
pub type Attribute = (String, Content);

/// The entries of a file.
pub struct Entries {
    lines: FoldedLines,
    language: Language,
    /// Whether a version or an entry was read: a version stands before all entries.
    begun: bool,
}

/// Whether a file begins like one with entries.
pub fn looks_like_one(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let mut comment = false;
    for line in head.split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        // The continuation of a comment is one.
        comment = line.starts_with(b"#") || (comment && line.starts_with(b" "));
        if !comment && !line.is_empty() {
            let begins =
                |name: &[u8]| line.len() > name.len() && line[..name.len()].eq_ignore_ascii_case(name);
            return begins(b"dn:") || begins(b"version:");
        }
    }
    false
}

impl Entries {
    /// The entries from the beginning of a file.
    pub fn new(file: SourceReader, language: Language) -> Self {
        Self { lines: FoldedLines::new(file, b" ", MAX_LINE), language, begun: false }
    }

    fn line(&mut self) -> Result<Option<Line>, Refusal> {
        loop {
            let line = self.lines.next().map_err(|error| match error {
                LineError::TooLong(line) => Refusal::TooMuchText(line),
                LineError::Host(error) => Refusal::Host(error),
            })?;
            match line {
                Some(line) if line.bytes.contains(&0) => return Err(Refusal::Binary),
                Some(line) if line.bytes.starts_with(b"#") => {}
                line => return Ok(line),
            }
        }
    }

    /// Reads to the end of a block that is none of ours.
    fn skip_block(&mut self) -> Result<(), Refusal> {
        while self.line()?.is_some_and(|line| !line.bytes.is_empty()) {}
        Ok(())
    }

    fn next_entry(&mut self) -> Result<Option<(u32, Vec<Attribute>)>, Refusal> {
        loop {
            let Some(first) = self.line()? else { return Ok(None) };
            if first.bytes.is_empty() {
                continue;
            }
            let (name, content) = attribute(&first)?;
            let name_is = |wanted: &str| name.eq_ignore_ascii_case(wanted);
            if name_is("version") && !self.begun {
                self.begun = true;
                if content != Content::Text("1".into()) {
                    return Err(Refusal::Version(first.number));
                }
            } else if name_is("dn") {
                self.begun = true;
                let attributes = self.rest_of_entry((name, content))?;
                return Ok(Some((first.number, attributes)));
            } else if ["search", "result", "ref"].into_iter().any(name_is) {
                // What `ldapsearch` says about its search, before and behind the entries.
                self.skip_block()?;
            } else {
                return Err(Refusal::Line(first.number));
            }
        }
    }

    fn rest_of_entry(&mut self, dn: Attribute) -> Result<Vec<Attribute>, Refusal> {
        let mut attributes = vec![dn];
        let mut text = 0;
        while let Some(line) = self.line()?.filter(|line| !line.bytes.is_empty()) {
            let (name, content) = attribute(&line)?;
            let first = attributes.len() == 1;
            if first && (name.eq_ignore_ascii_case("changetype") || name.eq_ignore_ascii_case("control")) {
                return Err(Refusal::Changes(line.number));
            }
            if name.eq_ignore_ascii_case("dn") {
                return Err(Refusal::Line(line.number));
            }
            if people::is_left_out(&name) {
                attributes.push((name, Content::Binary(0)));
            } else {
                text += name.len() + if let Content::Text(value) = &content { value.len() } else { 0 };
                attributes.push((name, content));
            }
            if text > MAX_ENTRY || attributes.len() > MAX_VALUES {
                return Err(Refusal::TooMuchText(line.number));
            }
        }
        Ok(attributes)
    }
}

/// Takes a line apart: `name: text`, `name:: Base64`, `name:< address`.
fn attribute(line: &Line) -> Result<Attribute, Refusal> {
    let malformed = || Refusal::Line(line.number);
    let colon = line.bytes.iter().position(|byte| *byte == b':').ok_or_else(malformed)?;
    let (name, rest) = (&line.bytes[..colon], &line.bytes[colon + 1..]);
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b';' | b'.' | b'_');
    if name.is_empty() || name.len() > MAX_NAME || !name.iter().all(is_part) {
        return Err(malformed());
    }
    let name = String::from_utf8_lossy(name).into_owned();
    match rest.split_first() {
        Some((b'<', _)) => Err(Refusal::Url(line.number)),
        Some((b':', encoded)) => {
            let encoded: Vec<u8> = encoded.iter().copied().filter(|byte| *byte != b' ').collect();
            let bytes = BASE64.decode(encoded).map_err(|_| Refusal::Base64(line.number))?;
            let content = match String::from_utf8(bytes) {
                Ok(text) if !text.contains('\0') => Content::Text(text.trim().to_owned()),
                Ok(text) => Content::Binary(text.len()),
                Err(error) => Content::Binary(error.as_bytes().len()),
            };
            Ok((name, content))
        }
        _ => {
            let text = std::str::from_utf8(rest).map_err(|_| Refusal::Encoding(line.number))?;
            Ok((name, Content::Text(text.trim().to_owned())))
        }
    }
}

impl Records for Entries {
    fn next(&mut self) -> Result<Option<Record>, Error> {
        let language = self.language;
        let entry = self.next_entry().map_err(|refusal| refusal.into_error(language))?;
        Ok(entry.map(|(line, attributes)| people::record(line, attributes, language)))
    }

    fn rewind(&mut self) -> Result<(), Error> {
        self.begun = false;
        self.lines.rewind().map_err(|error| match error {
            LineError::Host(error) => error,
            LineError::TooLong(line) => Refusal::TooMuchText(line).into_error(self.language),
        })
    }
}
