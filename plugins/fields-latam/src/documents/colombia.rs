//! Colombia: NIT (DIAN, Orden Administrativa 4 de 1989).

use super::{Flaw, digits, refuse_all_equal, weighted};

/// From the right, for as many digits as a NIT may have.
const WEIGHTS: [u32; 15] = [3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71];

/// Six to ten digits and a check digit, the last one.
pub fn nit(plain: &str) -> Result<String, Flaw> {
    let values = digits(plain)?;
    if !(7..=11).contains(&values.len()) {
        return Err(Flaw::Length);
    }
    let (body, check) = values.split_at(values.len() - 1);
    // One byte a digit: all characters are digits.
    let text = &plain[..body.len()];
    refuse_all_equal(text)?;
    let reversed: Vec<u32> = body.iter().rev().copied().collect();
    let expected = match weighted(&reversed, WEIGHTS) % 11 {
        rest @ (0 | 1) => rest,
        rest => 11 - rest,
    };
    if check == [expected] { Ok(format!("{text}-{expected}")) } else { Err(Flaw::CheckDigits) }
}
