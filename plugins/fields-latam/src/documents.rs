//! The documents: their form, their check digits, how they are stored and shown.

mod brazil;
mod chile;
mod colombia;
mod mexico;

use serde::Deserialize;

/// A kind of document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Document {
    /// Brazil: taxpayer number of a person.
    Cpf,
    /// Brazil: taxpayer number of a company.
    Cnpj,
    /// Brazil: postal code.
    Cep,
    /// Colombia: taxpayer number.
    Nit,
    /// Chile: taxpayer number.
    Rut,
    /// Mexico: population register key of a person.
    Curp,
    /// Mexico: taxpayer key.
    Rfc,
}

/// Why a text is no document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// It holds characters that do not belong there.
    Characters,
    /// It is too short or too long.
    Length,
    /// Letters and digits are not where they should be.
    Form,
    /// All digits are the same: check digits alone would let many of these through.
    AllEqual,
    /// The check digits do not follow from the rest.
    CheckDigits,
    /// The date of birth or foundation in it does not exist.
    Date,
}

impl Document {
    /// All of them.
    #[cfg(test)]
    pub const ALL: [Self; 7] =
        [Self::Cpf, Self::Cnpj, Self::Cep, Self::Nit, Self::Rut, Self::Curp, Self::Rfc];

    /// Reads a document as people write it, with or without marks, into the form in which it is stored.
    pub fn read(self, text: &str) -> Result<String, Flaw> {
        let plain = plain(text)?;
        match self {
            Self::Cpf => brazil::cpf(&plain),
            Self::Cnpj => brazil::cnpj(&plain),
            Self::Cep => brazil::cep(&plain),
            Self::Nit => colombia::nit(&plain),
            Self::Rut => chile::rut(&plain),
            Self::Curp => mexico::curp(&plain),
            Self::Rfc => mexico::rfc(&plain),
        }
    }

    /// Writes a stored document as people read it; anything else as it stands.
    pub fn write(self, stored: &str) -> String {
        match self {
            Self::Cpf => masked(stored, "###.###.###-##"),
            Self::Cnpj => masked(stored, "##.###.###/####-##"),
            Self::Cep => masked(stored, "#####-###"),
            Self::Nit | Self::Rut => grouped(stored),
            Self::Curp | Self::Rfc => stored.to_owned(),
        }
    }

    /// Digits of a document that always has the same number of them; 0 for the others.
    fn fixed_digits(self) -> usize {
        match self {
            Self::Cpf => 11,
            Self::Cnpj => 14,
            Self::Cep => 8,
            Self::Nit | Self::Rut | Self::Curp | Self::Rfc => 0,
        }
    }

    /// A number from a cell with the zeros that it lost at its beginning.
    pub fn pad(self, number: i64) -> String {
        let digits = self.fixed_digits();
        format!("{number:0digits$}")
    }

    /// The same for a number that is written as text. Only few zeros come back: of texts that are much too short,
    /// one in a hundred would get check digits that match by chance. A postal code has none at all, and only its
    /// first digit may be zero.
    pub fn restore_zeros(self, text: &str) -> String {
        let lost = if self == Self::Cep { 1 } else { 2 };
        let digits = self.fixed_digits();
        let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
        if is_number && text.len() + lost >= digits { format!("{text:0>digits$}") } else { text.to_owned() }
    }

    /// A valid document that belongs to nobody in particular, as people write it.
    pub fn example(self) -> &'static str {
        match self {
            Self::Cpf => "529.982.247-25",
            Self::Cnpj => "11.222.333/0001-81",
            Self::Cep => "01310-100",
            Self::Nit => "890.903.938-8",
            Self::Rut => "12.345.678-5",
            Self::Curp => "HEGG560427MVZRRL04",
            Self::Rfc => "GODE561231GR8",
        }
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cpf => "CPF",
            Self::Cnpj => "CNPJ",
            Self::Cep => "CEP",
            Self::Nit => "NIT",
            Self::Rut => "RUT",
            Self::Curp => "CURP",
            Self::Rfc => "RFC",
        }
    }
}

/// Letters in upper case and digits, without the marks that people put between them.
fn plain(text: &str) -> Result<String, Flaw> {
    let mut plain = String::new();
    for character in text.trim().chars() {
        match character {
            '.' | '-' | '/' | '–' | '‐' | '‑' => {}
            blank if blank.is_whitespace() => {}
            letter if letter.is_ascii_alphanumeric() => plain.push(letter.to_ascii_uppercase()),
            'ñ' | 'Ñ' => plain.push('Ñ'),
            '&' => plain.push('&'),
            _ => return Err(Flaw::Characters),
        }
    }
    Ok(plain)
}

/// The values of digits; a flaw when one is none.
fn digits(plain: &str) -> Result<Vec<u32>, Flaw> {
    plain.chars().map(|character| character.to_digit(10).ok_or(Flaw::Characters)).collect()
}

fn refuse_all_equal(plain: &str) -> Result<(), Flaw> {
    let mut characters = plain.chars();
    let first = characters.next();
    if characters.all(|character| Some(character) == first) { Err(Flaw::AllEqual) } else { Ok(()) }
}

/// The sum of products with weights.
fn weighted(values: &[u32], weights: impl IntoIterator<Item = u32>) -> u32 {
    values.iter().zip(weights).map(|(value, weight)| value * weight).sum()
}

fn masked(stored: &str, mask: &str) -> String {
    if stored.chars().count() != mask.matches('#').count() {
        return stored.to_owned();
    }
    let mut characters = stored.chars();
    mask.chars().filter_map(|mark| if mark == '#' { characters.next() } else { Some(mark) }).collect()
}

/// `890903938-8` as `890.903.938-8`.
fn grouped(stored: &str) -> String {
    let Some((body, check)) = stored.split_once('-') else { return stored.to_owned() };
    let mut text = String::new();
    for (index, digit) in body.chars().enumerate() {
        if index > 0 && (body.len() - index).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    format!("{text}-{check}")
}

/// Whether `yymmdd` may be a date. The century is not in it: `leap_00` says whether its year 00 is a leap year, as 2000
/// was and 1900 was not.
fn is_date(digits: &str, leap_00: bool) -> bool {
    let number = |range: std::ops::Range<usize>| digits.get(range).and_then(|part| part.parse::<u32>().ok());
    let (Some(year), Some(month), Some(day)) = (number(0..2), number(2..4), number(4..6)) else {
        return false;
    };
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (year > 0 || leap_00) => 29,
        2 => 28,
        1..=12 => 31,
        _ => return false,
    };
    (1..=days).contains(&day)
}

#[cfg(test)]
mod tests;
