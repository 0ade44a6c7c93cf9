//! Numbers as people write them, and back.

use crate::decimal::Decimal;
use crate::definition::Range;
use elenco_sdk::Language;

/// 2^53 - 1: what every guest language and every workbook holds exactly.
const LARGEST_INTEGER: i64 = 9_007_199_254_740_991;

/// The decimal mark and the mark between groups of three digits.
fn marks(language: Language) -> (char, char) {
    language.pick(('.', ','), (',', '.'), (',', '.'))
}

/// Reads a number with the marks of a language. A mark that can only be the other one is taken as such: `12.5` is
/// twelve and a half in Portuguese, too, but `1.500` is fifteen hundred.
pub fn read(text: &str, language: Language) -> Option<Decimal> {
    let text: String =
        text.trim().chars().filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’')).collect();
    let (negative, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(&text)),
    };
    let (decimal_mark, group_mark) = decide_marks(digits, language);
    let (whole, fraction) = match decimal_mark.and_then(|mark| digits.rsplit_once(mark)) {
        Some((whole, fraction)) => (whole, fraction),
        None => (digits, "0"),
    };
    let whole = if whole.contains(group_mark) {
        if !is_grouped(whole, group_mark) {
            return None;
        }
        whole.replace(group_mark, "")
    } else {
        whole.to_owned()
    };
    // `,5` is a half, but nothing at all is no number.
    let whole = if whole.is_empty() && decimal_mark.is_some() { "0" } else { &whole };
    Decimal::from_parts(negative, whole, fraction)
}

fn decide_marks(digits: &str, language: Language) -> (Option<char>, char) {
    let (own_decimal, own_group) = marks(language);
    let other = |mark| if mark == '.' { ',' } else { '.' };
    let last = digits.rfind(['.', ',']).and_then(|at| digits[at..].chars().next());
    let Some(last) = last else { return (None, own_group) };
    if digits.contains(other(last)) {
        // Both occur: the later one is the decimal mark.
        return (Some(last), other(last));
    }
    let may_group = is_grouped(digits, last);
    if digits.matches(last).count() > 1 || (last != own_decimal && may_group) {
        return (None, last);
    }
    (Some(last), other(last))
}

/// One to three digits, not only zeros, and then threes.
fn is_grouped(whole: &str, mark: char) -> bool {
    let mut groups = whole.split(mark);
    let first = groups.next().unwrap_or_default();
    let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && digits(first)
        && groups.all(|group| group.len() == 3 && digits(group))
}

/// Writes a number with the marks of a language, with at least so many decimals.
pub fn write(number: &Decimal, least_decimals: usize, language: Language) -> String {
    let (decimal_mark, group_mark) = marks(language);
    let (negative, whole, fraction) = number.parts();
    let mut text = String::from(if negative { "-" } else { "" });
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(group_mark);
        }
        text.push(digit);
    }
    if !fraction.is_empty() || least_decimals > 0 {
        text.push(decimal_mark);
        text.push_str(fraction);
        text.extend(std::iter::repeat_n('0', least_decimals.saturating_sub(fraction.len())));
    }
    text
}

/// Takes the currency away from an amount: its code, or signs such as `R$`, `US$` and `€`.
pub fn without_currency(text: &str, code: &str) -> String {
    let text = text.trim();
    let (sign, amount) = match text.strip_prefix(['-', '−']) {
        Some(rest) => ("-", rest.trim_start()),
        None => ("", text),
    };
    let signs = [code, "R$", "US$", "MX$", "COP$", "S/.", "S/", "Bs.", "Bs", "₡", "₲", "Q", "$", "€", "£"];
    let amount = signs
        .iter()
        .find_map(|sign| amount.strip_prefix(sign).or_else(|| amount.strip_suffix(sign)))
        .unwrap_or(amount);
    format!("{sign}{}", amount.trim())
}

/// Holds a number to its limits.
pub fn check_limits(number: &Decimal, range: &Range, decimals: u8, language: Language) -> Result<(), String> {
    let shown = |limit: &Decimal| write(limit, 0, language);
    if number.decimals() > decimals as usize {
        return Err(too_many_decimals(decimals, language));
    }
    let low = range.min.as_ref().filter(|min| number < min);
    let high = range.max.as_ref().filter(|max| number > max);
    match (low, high) {
        (Some(min), _) => Err(language.pick(
            format!("This is too small. Write at least {}.", shown(min)),
            format!("Es demasiado pequeño. Escriba {} o más.", shown(min)),
            format!("É pequeno demais. Escreva no mínimo {}.", shown(min)),
        )),
        (_, Some(max)) => Err(language.pick(
            format!("This is too large. Write at most {}.", shown(max)),
            format!("Es demasiado grande. Escriba {} o menos.", shown(max)),
            format!("É grande demais. Escreva no máximo {}.", shown(max)),
        )),
        _ => Ok(()),
    }
}

/// The number as an integer that crosses exactly.
pub fn integer(number: &Decimal) -> Option<i64> {
    let integer: i64 = number.to_string().parse().ok()?;
    (-LARGEST_INTEGER..=LARGEST_INTEGER).contains(&integer).then_some(integer)
}

fn too_many_decimals(decimals: u8, language: Language) -> String {
    if decimals == 0 {
        return language
            .pick(
                "Write a whole number, without decimals.",
                "Escriba un número entero, sin decimales.",
                "Escreva um número inteiro, sem decimais.",
            )
            .into();
    }
    language.pick(
        format!("Write at most {decimals} decimals."),
        format!("Escriba {decimals} decimales como máximo."),
        format!("Escreva no máximo {decimals} casas decimais."),
    )
}

/// Says that a text is no number, with an example of the language.
pub fn not_a_number(text: &str, language: Language) -> String {
    language.pick(
        format!("“{text}” is no number. Write one such as 1,250.75."),
        format!("“{text}” no es un número. Escriba uno como 1.250,75."),
        format!("“{text}” não é um número. Escreva um como 1.250,75."),
    )
}

/// Says that a whole number cannot be kept exactly.
pub fn too_large(language: Language) -> String {
    language
        .pick(
            "This number is too large. Write at most 16 digits, or use a text field.",
            "El número es demasiado grande. Escriba 16 dígitos como máximo o use un campo de texto.",
            "O número é grande demais. Escreva no máximo 16 dígitos ou use um campo de texto.",
        )
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_are_read_as_the_reader_means_them() {
        let cases = [
            (Language::En, "1,250.75", Some("1250.75")),
            (Language::Pt, "1.250,75", Some("1250.75")),
            (Language::Es, "1,250.75", Some("1250.75")),
            (Language::En, "1,250", Some("1250")),
            (Language::Pt, "1.250", Some("1250")),
            (Language::Pt, "1,250", Some("1.25")),
            (Language::En, "1.250", Some("1.25")),
            (Language::Pt, "12.5", Some("12.5")),
            (Language::En, "12,5", Some("12.5")),
            (Language::Pt, "0.500", Some("0.5")),
            (Language::En, ",5", Some("0.5")),
            (Language::En, "1 250 000", Some("1250000")),
            (Language::Es, "−3", Some("-3")),
            (Language::En, "+3", Some("3")),
            (Language::En, "1,2,3", None),
            (Language::En, "1.250.75", None),
            (Language::En, "1,25,000.5", None),
            (Language::En, "12a", None),
            (Language::En, "--1", None),
            (Language::En, "1.", None),
            (Language::En, "", None),
            (Language::En, "1e5", None),
        ];
        for (language, text, expected) in cases {
            let read = read(text, language).map(|number| number.to_string());
            assert_eq!(read.as_deref(), expected, "{language:?} {text}");
        }
    }

    #[test]
    fn currency_signs_are_taken_away() {
        for (text, rest) in [
            ("R$ 1.250,75", "1.250,75"),
            ("-R$5", "-5"),
            ("12 BRL", "12"),
            ("US$ 3", "3"),
            ("7", "7"),
            ("€7", "7"),
        ] {
            assert_eq!(without_currency(text, "BRL"), rest);
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(text in "-?[0-9]{1,12}(\\.[0-9]{1,6})?", least in 0usize..4) {
            let number = Decimal::from_plain(&text).unwrap();
            for language in Language::ALL {
                // Three decimals under a whole number without groups could be read as a group in neither language:
                // the mark that is written is the language's own.
                prop_assert_eq!(read(&write(&number, least, language), language), Some(number.clone()));
            }
        }

        #[test]
        fn anything_may_be_typed(text in any::<String>()) {
            for language in Language::ALL {
                let _ = read(&text, language);
            }
        }
    }
}
