//! One line of a card: its name, its parameters, its value as text.

use crate::refusal::Refusal;
use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use elenco_sdk::folded_lines::Line;
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// Some programs leave the padding out.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Characters of a name.
const MAX_NAME: usize = 100;
/// Pictures and the like, which mean nothing in a cell.
const BULKY: &[&str] = &["PHOTO", "LOGO", "SOUND", "KEY"];

/// A property of a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Property {
    /// In upper case, without its group.
    pub name: String,
    /// Types and other words, in lower case: `home`, `pref`, `x-mobil`.
    pub types: Vec<String>,
    /// Rank among properties of its name: 1 is best; none when it is not preferred.
    pub preference: Option<u8>,
    /// The value, still with backslashes.
    pub value: String,
    /// The line on which it begins.
    pub line: u32,
}

/// How a value is written.
#[derive(Clone, Copy, PartialEq)]
enum Writing {
    Plain,
    QuotedPrintable,
    Base64,
}

/// Whether a line goes on behind an equals sign at its end (RFC 2045, 6.7).
pub fn is_softly_broken(line: &[u8]) -> bool {
    let head = line.split(|byte| *byte == b':').next().unwrap_or_default();
    line.ends_with(b"=") && head.to_ascii_uppercase().windows(16).any(|part| part == b"QUOTED-PRINTABLE")
}

/// Parts between separators that stand outside of quotation marks.
fn split_unquoted(text: &[u8], separator: u8) -> Vec<&[u8]> {
    let mut quoted = false;
    text.split(move |byte| {
        quoted ^= *byte == b'"';
        *byte == separator && !quoted
    })
    .collect()
}

impl Property {
    /// Reads a line.
    pub fn read(line: &Line) -> Result<Self, Refusal> {
        let malformed = || Refusal::Line(line.number);
        let mut quoted = false;
        let colon = line.bytes.iter().position(|byte| {
            quoted ^= *byte == b'"';
            *byte == b':' && !quoted
        });
        let colon = colon.ok_or_else(malformed)?;
        let (head, value) = (&line.bytes[..colon], &line.bytes[colon + 1..]);
        let mut parts = split_unquoted(head, b';').into_iter();
        let name = parts.next().unwrap_or_default().trim_ascii();
        let name = name.rsplit(|byte| *byte == b'.').next().unwrap_or_default();
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        if name.is_empty() || name.len() > MAX_NAME || !name.iter().all(is_part) {
            return Err(malformed());
        }
        let name = String::from_utf8_lossy(name).to_ascii_uppercase();
        let mut property =
            Self { name, types: Vec::new(), preference: None, value: String::new(), line: line.number };
        let (mut writing, mut encoding) = (Writing::Plain, None);
        for part in parts {
            property.take_parameter(part, &mut writing, &mut encoding);
        }
        if !property.is_bulky() {
            property.value = decode(value, writing, encoding).ok_or(Refusal::Base64(line.number))?;
        }
        Ok(property)
    }

    fn take_parameter(
        &mut self,
        part: &[u8],
        writing: &mut Writing,
        encoding: &mut Option<&'static Encoding>,
    ) {
        let text = String::from_utf8_lossy(part);
        // In version 2.1 a type stands alone.
        let (name, value) = text.split_once('=').unwrap_or(("TYPE", &text));
        let value = value.trim().trim_matches('"');
        let name = name.trim().to_ascii_uppercase();
        let alone = !text.contains('=');
        match value.to_ascii_uppercase().as_str() {
            "QUOTED-PRINTABLE" if alone || name == "ENCODING" => return *writing = Writing::QuotedPrintable,
            "BASE64" | "B" if alone || name == "ENCODING" => return *writing = Writing::Base64,
            _ => {}
        }
        match name.as_str() {
            "CHARSET" => *encoding = Encoding::for_label(value.as_bytes()),
            "PREF" => self.preference = value.parse().ok().filter(|rank| *rank > 0),
            "TYPE" => {
                self.types.extend(value.split(',').map(|word| word.trim().to_lowercase()));
                if self.is("pref") && self.preference.is_none() {
                    self.preference = Some(1);
                }
            }
            _ => {}
        }
    }

    /// Whether it has a type.
    pub fn is(&self, wanted: &str) -> bool {
        self.types.iter().any(|word| word == wanted)
    }

    /// Whether its value is not read.
    pub fn is_bulky(&self) -> bool {
        BULKY.contains(&self.name.as_str())
    }

    /// The value as people read it.
    pub fn text(&self) -> String {
        unescape(&self.value)
    }

    /// The parts of a value with parts, each as people read it; a part with several values has blanks between them.
    pub fn parts(&self) -> Vec<String> {
        let parts = split_escaped(&self.value, ';').into_iter();
        parts
            .map(|part| {
                split_escaped(part, ',')
                    .into_iter()
                    .map(unescape)
                    .collect::<Vec<_>>()
                    .join(" ")
                    .trim()
                    .to_owned()
            })
            .collect()
    }
}

/// Bytes as text. Without a named encoding it is UTF-8, or what old versions of Windows wrote.
fn decode(value: &[u8], writing: Writing, encoding: Option<&'static Encoding>) -> Option<String> {
    let bytes = match writing {
        Writing::Plain => value.to_vec(),
        Writing::QuotedPrintable => quoted_printable(value),
        Writing::Base64 => BASE64
            .decode(value.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect::<Vec<_>>())
            .ok()?,
    };
    let is_utf8 = std::str::from_utf8(&bytes).is_ok();
    let encoding = encoding.unwrap_or(if is_utf8 { UTF_8 } else { WINDOWS_1252 });
    Some(encoding.decode_without_bom_handling(&bytes).0.replace('\0', ""))
}

/// Bytes by their numbers in hexadecimal (RFC 2045, 6.7); what is no number stands for itself.
fn quoted_printable(value: &[u8]) -> Vec<u8> {
    let digit = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
    let mut bytes = Vec::with_capacity(value.len());
    let mut at = 0;
    while let Some(byte) = value.get(at) {
        match (byte, digit(value.get(at + 1)), digit(value.get(at + 2))) {
            (b'=', Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                at += 3;
            }
            _ => {
                bytes.push(*byte);
                at += 1;
            }
        }
    }
    bytes
}

/// Parts between separators without a backslash before them.
fn split_escaped(text: &str, separator: char) -> Vec<&str> {
    let mut escaped = false;
    text.split(move |character| {
        let ends = character == separator && !escaped;
        escaped = character == '\\' && !escaped;
        ends
    })
    .collect()
}

/// Text without its backslashes. A backslash before anything else than a mark or `n` stands for itself.
fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match (character, characters.peek()) {
            ('\\', Some('n' | 'N')) => {
                plain.push('\n');
                characters.next();
            }
            ('\\', Some(mark @ (',' | ';' | ':' | '\\'))) => {
                plain.push(*mark);
                characters.next();
            }
            _ => plain.push(character),
        }
    }
    plain.trim().to_owned()
}
