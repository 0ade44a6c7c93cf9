//! Numbers that were typed as text. Whether `1.234` is a thousand or a little more than one is decided for a whole
//! column.
use serde::{Deserialize, Serialize};

use crate::locale::Culture;

/// What separates the whole from the fraction in a column's numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DecimalMark {
    /// `1,234.5`.
    Point,
    /// `1.234,5`.
    Comma,
}

impl DecimalMark {
    /// How a language's readers usually write.
    pub fn usual(culture: Culture) -> Self {
        match culture {
            Culture::En => Self::Point,
            Culture::Es | Culture::Pt => Self::Comma,
        }
    }

    fn marks(self) -> (char, char) {
        match self {
            Self::Point => ('.', ','),
            Self::Comma => (',', '.'),
        }
    }
}

/// Most characters of a number: more than any amount needs.
const LONGEST: usize = 40;

fn is_numeric(text: &str) -> bool {
    text.len() <= LONGEST
        && text.bytes().any(|b| b.is_ascii_digit())
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+' | ' ' | '\u{a0}' | '\u{202f}'))
}

/// What the texts of a column tell about their mark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberEvidence {
    point: u64,
    comma: u64,
}

impl NumberEvidence {
    /// Looks at one cell.
    pub fn observe(&mut self, text: &str) {
        let text = text.trim();
        if !is_numeric(text) {
            return;
        }
        let decimal = match (text.rfind('.'), text.rfind(',')) {
            (Some(point), Some(comma)) => Some(if point > comma { '.' } else { ',' }),
            (Some(_), None) => alone(text, '.'),
            (None, Some(_)) => alone(text, ','),
            (None, None) => None,
        };
        match decimal {
            Some('.') => self.point += 1,
            Some(_) => self.comma += 1,
            None => {}
        }
    }

    /// The mark that most cells can only have; what is usual when none tells.
    pub fn mark(self, usual: DecimalMark) -> DecimalMark {
        match self.point.cmp(&self.comma) {
            std::cmp::Ordering::Greater => DecimalMark::Point,
            std::cmp::Ordering::Less => DecimalMark::Comma,
            std::cmp::Ordering::Equal => usual,
        }
    }
}

/// What a text with only one sort of mark tells: several of them, or three digits behind the only one, may be
/// thousands; then the other mark is the decimal one, or nothing is told.
fn alone(text: &str, mark: char) -> Option<char> {
    let other = if mark == '.' { ',' } else { '.' };
    let mut pieces = text.split(mark);
    let (first, last) = (pieces.next()?, text.rsplit(mark).next()?);
    match text.matches(mark).count() {
        1 if last.len() != 3 || first.trim_start_matches(['-', '+']) == "0" => Some(mark),
        1 => None,
        _ => Some(other),
    }
}

/// The plain decimal (point as mark, no grouping) that a text names; nothing when it is no number or grouped wrongly.
pub fn parse(text: &str, mark: DecimalMark) -> Option<String> {
    let text = text.trim();
    if !is_numeric(text) {
        return None;
    }
    let (decimal, group) = mark.marks();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) =
        digits.split_once(decimal).map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let is_group = |c: char| c == group || matches!(c, ' ' | '\u{a0}' | '\u{202f}');
    let mut groups = whole.split(is_group);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let only_digits = |piece: &str| piece.bytes().all(|b| b.is_ascii_digit());
    let well_grouped = rest.iter().all(|piece| piece.len() == 3 && only_digits(piece))
        && only_digits(first)
        && (rest.is_empty() || (1..=3).contains(&first.len()));
    if !well_grouped || fraction.is_some_and(|fraction| fraction.is_empty() || !only_digits(fraction)) {
        return None;
    }
    let whole = format!("{first}{}", rest.concat());
    let whole = if whole.is_empty() { "0" } else { whole.as_str() };
    Some(match fraction {
        Some(fraction) => format!("{sign}{whole}.{fraction}"),
        None => format!("{sign}{whole}"),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn write(whole: u32, cents: u32, mark: DecimalMark) -> String {
        let (decimal, group) = mark.marks();
        let digits = whole.to_string();
        let mut grouped = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                grouped.push(group);
            }
            grouped.push(digit);
        }
        format!("{grouped}{decimal}{cents:02}")
    }

    proptest! {
        #[test]
        fn a_column_of_amounts_is_read_as_it_was_written(
            amounts in proptest::collection::vec((0_u32..100_000_000, 0_u32..100), 1..30),
            comma in any::<bool>(),
            usual_comma in any::<bool>(),
        ) {
            let of = |comma| if comma { DecimalMark::Comma } else { DecimalMark::Point };
            let mut evidence = NumberEvidence::default();
            let written: Vec<String> = amounts.iter().map(|(whole, cents)| write(*whole, *cents, of(comma))).collect();
            for text in &written {
                evidence.observe(text);
            }
            let mark = evidence.mark(of(usual_comma));
            prop_assert_eq!(mark, of(comma));
            for (text, (whole, cents)) in written.iter().zip(&amounts) {
                prop_assert_eq!(parse(text, mark), Some(format!("{whole}.{cents:02}")));
            }
        }

        #[test]
        fn whatever_is_read_is_a_plain_decimal(text in "[-+0-9., ]{0,16}", comma in any::<bool>()) {
            let mark = if comma { DecimalMark::Comma } else { DecimalMark::Point };
            if let Some(plain) = parse(&text, mark) {
                prop_assert!(plain.trim_start_matches('-').bytes().all(|b| b.is_ascii_digit() || b == b'.'), "{}", plain);
                prop_assert!(plain.parse::<f64>().is_ok(), "{}", plain);
            }
        }
    }

    #[test]
    fn what_is_no_number_is_not_guessed() {
        for text in ["", "-", "abc", "1.2.3", "12.34.567", "1,23,456", "1e9", ".", "1.", "--1"] {
            assert_eq!(parse(text, DecimalMark::Point), None, "{text}");
        }
        assert_eq!(parse(".5", DecimalMark::Point).as_deref(), Some("0.5"));
        assert_eq!(parse("1 234,5", DecimalMark::Comma).as_deref(), Some("1234.5"));
    }
}
