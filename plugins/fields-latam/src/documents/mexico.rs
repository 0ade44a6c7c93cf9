//! Mexico: CURP (RENAPO, Instructivo Normativo) and RFC (SAT, Anexo 18).

use super::{Flaw, is_date};

const CURP_VALUES: &str = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ";
const RFC_VALUES: &str = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ";

/// The federal entities and NE, born abroad.
const ENTITIES: [&str; 33] = [
    "AS", "BC", "BS", "CC", "CL", "CM", "CS", "CH", "DF", "DG", "GT", "GR", "HG", "JC", "MC", "MN", "MS",
    "NT", "NL", "OC", "PL", "QT", "QR", "SP", "SL", "SR", "TC", "TS", "TL", "VZ", "YN", "ZS", "NE",
];

/// For sales to the public and to foreigners; their check digits do not follow the rule.
const GENERIC_RFC: [&str; 2] = ["XAXX010101000", "XEXX010101000"];

/// Four letters, date of birth, sex, entity, three consonants, one character against doubles, check digit.
pub fn curp(plain: &str) -> Result<String, Flaw> {
    let characters: Vec<char> = plain.chars().collect();
    if characters.len() != 18 {
        return Err(Flaw::Length);
    }
    let all =
        |range: std::ops::Range<usize>, class: fn(char) -> bool| characters[range].iter().all(|c| class(*c));
    let text = |range: std::ops::Range<usize>| characters[range].iter().collect::<String>();
    let formed = all(0..4, is_letter)
        && all(4..10, |c| c.is_ascii_digit())
        && all(10..11, |c| matches!(c, 'H' | 'M' | 'X'))
        && ENTITIES.contains(&text(11..13).as_str())
        && all(13..16, |c| is_letter(c) && !matches!(c, 'A' | 'E' | 'I' | 'O' | 'U'))
        && all(16..17, |c| c.is_ascii_alphanumeric())
        && all(17..18, |c| c.is_ascii_digit());
    if !formed {
        return Err(Flaw::Form);
    }
    // The character against doubles is a digit for those who were born before 2000, a letter for the others.
    if !is_date(&text(4..10), characters[16].is_ascii_uppercase()) {
        return Err(Flaw::Date);
    }
    let sum = weighted(&characters[..17], CURP_VALUES, 18)?;
    let expected = char::from_digit((10 - sum % 10) % 10, 10);
    if expected == Some(characters[17]) { Ok(plain.to_owned()) } else { Err(Flaw::CheckDigits) }
}

/// Four letters (a person) or three (a company), date, two characters against doubles, check digit.
pub fn rfc(plain: &str) -> Result<String, Flaw> {
    if GENERIC_RFC.contains(&plain) {
        return Ok(plain.to_owned());
    }
    let characters: Vec<char> = plain.chars().collect();
    let letters = match characters.len() {
        13 => 4,
        12 => 3,
        _ => return Err(Flaw::Length),
    };
    let (name, rest) = characters.split_at(letters);
    let formed = name.iter().all(|c| is_letter(*c) || *c == '&')
        && rest[..6].iter().all(char::is_ascii_digit)
        && rest[6..8].iter().all(char::is_ascii_alphanumeric)
        && (rest[8].is_ascii_digit() || rest[8] == 'A');
    if !formed {
        return Err(Flaw::Form);
    }
    if !is_date(&rest[..6].iter().collect::<String>(), true) {
        return Err(Flaw::Date);
    }
    // A company's key counts as if a blank stood before it.
    let body = &characters[..characters.len() - 1];
    let blank = if letters == 3 { vec![' '] } else { Vec::new() };
    let padded: Vec<char> = blank.iter().chain(body).copied().collect();
    let expected = match weighted(&padded, RFC_VALUES, 13)? % 11 {
        0 => '0',
        1 => 'A',
        rest => char::from_digit(11 - rest, 10).unwrap_or('0'),
    };
    if rest[8] == expected { Ok(plain.to_owned()) } else { Err(Flaw::CheckDigits) }
}

fn is_letter(character: char) -> bool {
    character.is_ascii_uppercase() || character == 'Ñ'
}

/// The sum of the characters' places in `values`, weighted from `first` downwards.
fn weighted(characters: &[char], values: &str, first: u32) -> Result<u32, Flaw> {
    characters.iter().zip((1..=first).rev()).try_fold(0, |sum, (character, weight)| {
        let place = values.chars().position(|value| value == *character).ok_or(Flaw::Characters)?;
        Ok(sum + place as u32 * weight)
    })
}
