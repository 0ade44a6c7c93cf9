//! From text to bytes of one width.

use crate::settings::Encoding;
use encoding_rs::WINDOWS_1252;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Stands for what the encoding does not have.
const REPLACEMENT: u8 = b'?';

/// Text on one line, in the letters of the encoding where others have to be written differently there. What is
/// neither letter nor blank, such as a line break, becomes a blank: it would shift everything behind it.
pub fn prepared(text: &str, encoding: Encoding) -> String {
    let visible = |character: char| if character.is_control() { ' ' } else { character };
    match encoding {
        Encoding::Ascii => {
            text.nfkd().filter(|character| !is_combining_mark(*character)).map(visible).collect()
        }
        // Letters whose accents stand apart would count as two.
        _ => text.nfc().map(visible).collect(),
    }
}

/// The first character that the encoding does not have.
pub fn unknown(text: &str, encoding: Encoding) -> Option<char> {
    text.chars().find(|character| byte(*character, encoding).is_none())
}

/// Appends text to a line, question marks for what the encoding does not have.
pub fn encode(text: &str, encoding: Encoding, line: &mut Vec<u8>) {
    if encoding == Encoding::Utf8 {
        line.extend_from_slice(text.as_bytes());
    } else {
        line.extend(text.chars().map(|character| byte(character, encoding).unwrap_or(REPLACEMENT)));
    }
}

/// A character's one byte; for UTF-8, which has all characters, any.
fn byte(character: char, encoding: Encoding) -> Option<u8> {
    match encoding {
        Encoding::Utf8 => Some(REPLACEMENT),
        Encoding::Ascii => u8::try_from(character).ok().filter(u8::is_ascii),
        Encoding::Iso8859 => u8::try_from(character).ok(),
        Encoding::Windows1252 => {
            let mut text = [0; 4];
            let (bytes, _, unmapped) = WINDOWS_1252.encode(character.encode_utf8(&mut text));
            if unmapped { None } else { bytes.first().copied() }
        }
    }
}
