//! Decimal numbers as text, exactly: never a float.

use std::cmp::Ordering;
use std::fmt;

/// More digits than any amount needs; a bound keeps hostile cells cheap.
const LONGEST: usize = 48;

/// A decimal number in its only form: no leading or trailing zeros, no minus before zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decimal {
    negative: bool,
    whole: String,
    fraction: String,
}

impl Decimal {
    /// From plain notation: `-12.50`. None when it is not that.
    pub fn from_plain(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        Self::from_parts(negative, whole, fraction)
    }

    /// From the digits before and behind the mark. None when one is empty, too long, or not of digits.
    pub fn from_parts(negative: bool, whole: &str, fraction: &str) -> Option<Self> {
        let digits = |text: &str| {
            !text.is_empty() && text.len() <= LONGEST && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !digits(whole) || !digits(fraction) {
            return None;
        }
        let fraction = fraction.trim_end_matches('0').to_owned();
        let whole = match whole.trim_start_matches('0') {
            "" => "0".to_owned(),
            digits => digits.to_owned(),
        };
        let zero = whole == "0" && fraction.is_empty();
        Some(Self { negative: negative && !zero, whole, fraction })
    }

    /// Digits behind the mark.
    pub fn decimals(&self) -> usize {
        self.fraction.len()
    }

    /// Parts for writing: sign, digits before the mark, digits behind it.
    pub fn parts(&self) -> (bool, &str, &str) {
        (self.negative, &self.whole, &self.fraction)
    }

    fn cmp_magnitude(&self, other: &Self) -> Ordering {
        // Without leading zeros the longer number is the larger; fractions compare like words.
        let length = self.whole.len().cmp(&other.whole.len());
        length.then_with(|| self.whole.cmp(&other.whole)).then_with(|| self.fraction.cmp(&other.fraction))
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => self.cmp_magnitude(other),
            (true, true) => other.cmp_magnitude(self),
        }
    }
}

/// Plain notation, as the contract carries it.
impl fmt::Display for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.negative { "-" } else { "" };
        let mark = if self.fraction.is_empty() { "" } else { "." };
        write!(formatter, "{sign}{}{mark}{}", self.whole, self.fraction)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_number_has_one_form() {
        for (text, form) in [("007.50", "7.5"), ("-0.00", "0"), ("10", "10"), ("-1.0", "-1")] {
            assert_eq!(Decimal::from_plain(text).map(|decimal| decimal.to_string()).as_deref(), Some(form));
        }
        for text in ["", "-", ".5", "5.", "1e3", "+1", "1.2.3", "١", " 1"] {
            assert_eq!(Decimal::from_plain(text), None, "{text}");
        }
    }

    proptest! {
        /// Integers are the reference for the order.
        #[test]
        fn orders_like_numbers(left in -1_000_000i64..1_000_000, right in -1_000_000i64..1_000_000) {
            let decimal = |number: i64| {
                let magnitude = number.abs();
                Decimal::from_parts(number < 0, &(magnitude / 1000).to_string(), &format!("{:03}", magnitude % 1000))
            };
            prop_assert_eq!(decimal(left).cmp(&decimal(right)), left.cmp(&right));
        }
    }
}
