//! Chile: RUT (Servicio de Impuestos Internos).

use super::{Flaw, digits, refuse_all_equal, weighted};

/// Six to eight digits and a check character, modulo 11 with weights 2 to 7 from the right: `K` stands for 10.
pub fn rut(plain: &str) -> Result<String, Flaw> {
    let (at, check) = plain.char_indices().last().ok_or(Flaw::Length)?;
    let body = plain[..at].trim_start_matches('0');
    let values = digits(body)?;
    if !(6..=8).contains(&values.len()) {
        return Err(Flaw::Length);
    }
    if !(check.is_ascii_digit() || check == 'K') {
        return Err(Flaw::Form);
    }
    refuse_all_equal(body)?;
    let reversed: Vec<u32> = values.iter().rev().copied().collect();
    let expected = match 11 - weighted(&reversed, (2..=7).cycle()) % 11 {
        11 => '0',
        10 => 'K',
        digit => char::from_digit(digit, 10).unwrap_or('0'),
    };
    if check == expected { Ok(format!("{body}-{check}")) } else { Err(Flaw::CheckDigits) }
}
