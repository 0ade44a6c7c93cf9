//! Brazil: CPF and CNPJ (Receita Federal), CEP (Correios).

use super::{Flaw, digits, refuse_all_equal, weighted};

/// Eleven digits; each of the last two is the sum of all before it, weighted 2, 3, … from the right, modulo 11.
pub fn cpf(plain: &str) -> Result<String, Flaw> {
    let digits = digits(plain)?;
    if digits.len() != 11 {
        return Err(Flaw::Length);
    }
    refuse_all_equal(plain)?;
    for checked in [9, 10] {
        let weights = (2..=checked as u32 + 1).rev();
        if check_digit(weighted(&digits[..checked], weights)) != digits[checked] {
            return Err(Flaw::CheckDigits);
        }
    }
    Ok(plain.to_owned())
}

/// Twelve digits or, since July 2026, letters (Instrução Normativa RFB 2.229/2024), and two check digits: as for the
/// CPF, but weights run from 2 to 9 and begin again, and a letter counts its ASCII code less 48.
pub fn cnpj(plain: &str) -> Result<String, Flaw> {
    let characters: Vec<char> = plain.chars().collect();
    if characters.len() != 14 {
        return Err(Flaw::Length);
    }
    if !characters.iter().all(char::is_ascii_alphanumeric) {
        return Err(Flaw::Characters);
    }
    if !characters[12..].iter().all(char::is_ascii_digit) {
        return Err(Flaw::Form);
    }
    refuse_all_equal(plain)?;
    let values: Vec<u32> = characters.iter().map(|character| *character as u32 - '0' as u32).collect();
    for checked in [12, 13] {
        let weights = (2..=9).cycle().take(checked).collect::<Vec<u32>>().into_iter().rev();
        if check_digit(weighted(&values[..checked], weights)) != values[checked] {
            return Err(Flaw::CheckDigits);
        }
    }
    Ok(plain.to_owned())
}

/// Eight digits without check digit.
pub fn cep(plain: &str) -> Result<String, Flaw> {
    if digits(plain)?.len() != 8 {
        return Err(Flaw::Length);
    }
    refuse_all_equal(plain)?;
    Ok(plain.to_owned())
}

fn check_digit(sum: u32) -> u32 {
    match sum % 11 {
        0 | 1 => 0,
        rest => 11 - rest,
    }
}
