//! Badge numbers: two letters, four digits, and a check digit, which is the sum of the digits modulo 10.

use elenco_sdk::Language;

/// A number as it is stored, `AB12340`; nothing when it is none.
pub fn read(typed: &str) -> Option<String> {
    let ignored = |letter: &char| !letter.is_whitespace() && !['.', '-'].contains(letter);
    let badge: String = typed.to_uppercase().chars().filter(ignored).collect();
    let (letters, digits) = badge.split_at_checked(2)?;
    let right = letters.bytes().all(|letter| letter.is_ascii_uppercase())
        && digits.len() == 5
        && digits.bytes().all(|digit| digit.is_ascii_digit());
    let sum: u32 = digits.chars().take(4).filter_map(|digit| digit.to_digit(10)).sum();
    (right && digits.chars().last()?.to_digit(10)? == sum % 10).then_some(badge)
}

/// A number as it is printed, `AB-1234-0`; anything else as it is.
pub fn show(stored: &str) -> String {
    match (stored.get(..2), stored.get(2..6), stored.get(6..)) {
        (Some(letters), Some(digits), Some(check)) if check.len() == 1 => {
            format!("{letters}-{digits}-{check}")
        }
        _ => stored.to_owned(),
    }
}

/// What is wrong with a number, and what would be right.
pub fn refusal(typed: &str, language: Language) -> String {
    let words = language.pick(
        "is no badge number: it has two letters, four digits and a check digit, such as",
        "no es un número de credencial: tiene dos letras, cuatro dígitos y un dígito de control, como",
        "não é um número de crachá: tem duas letras, quatro dígitos e um dígito verificador, como",
    );
    format!("{typed} {words} AB-1234-0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digit_is_checked() {
        assert_eq!(read(" ab-1234.0 ").as_deref(), Some("AB12340"));
        for wrong in ["AB12341", "AB1234", "A112340", "ABC1234", "", "É"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_shown_is_read_back() {
        assert_eq!(read(&show("AB12340")).as_deref(), Some("AB12340"));
        assert_eq!(show("odd"), "odd");
    }
}
