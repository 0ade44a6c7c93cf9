//! Positions on earth.

use crate::decimal::Decimal;
use crate::words;
use elenco_sdk::{Language, Value};

/// Latitude and longitude in decimal degrees, separated by a comma, a semicolon or blanks; with a semicolon or
/// blanks the decimal mark may be a comma.
pub fn read_position(text: &str, language: Language) -> Result<Value, String> {
    let refused = || words::not_a_position(text, language);
    let (latitude, longitude) = halves(text.trim()).ok_or_else(refused)?;
    let latitude = degrees(latitude, "90").ok_or_else(refused)?;
    let longitude = degrees(longitude, "180").ok_or_else(refused)?;
    Ok(Value::Text(format!("{latitude},{longitude}")))
}

fn halves(text: &str) -> Option<(&str, &str)> {
    if let Some(halves) = text.split_once(';') {
        return Some(halves);
    }
    if text.matches(',').count() == 1 && !text.contains(char::is_whitespace) || text.contains(", ") {
        return text.split_once(", ").or_else(|| text.split_once(','));
    }
    text.split_once(char::is_whitespace)
}

fn degrees(text: &str, limit: &str) -> Option<Decimal> {
    let degrees = Decimal::from_plain(&text.trim().replace(',', ".").replace('−', "-"))?;
    let (largest, smallest) = (Decimal::from_plain(limit)?, Decimal::from_plain(&format!("-{limit}"))?);
    (smallest <= degrees && degrees <= largest).then_some(degrees)
}
