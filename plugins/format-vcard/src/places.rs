//! Addresses and positions.

use crate::property::Property;
use elenco_sdk::Value;

/// Parts of an address (RFC 6350, 6.3.1) and the columns of people that they belong to; a post box has none.
pub const ADDRESS: [Option<&str>; 7] = [
    None,
    Some("address.complement"),
    Some("address.street"),
    Some("address.city"),
    Some("address.region"),
    Some("address.postal-code"),
    Some("address.country"),
];

/// The parts of an address, each on one line.
pub fn address(property: &Property) -> Vec<String> {
    let one_line = |part: String| {
        let lines: Vec<&str> = part.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        lines.join(", ")
    };
    property.parts().into_iter().map(one_line).collect()
}

/// Latitude and longitude: `6.2;-75.5` in version 3.0, `geo:6.2,-75.5` in version 4.0.
pub fn position(property: &Property) -> Option<[Value; 2]> {
    let text = property.text();
    let text = text.strip_prefix("geo:").unwrap_or(&text);
    let text = text.split(";u=").next().unwrap_or(text);
    let (latitude, longitude) = text.split_once([';', ','])?;
    // A third number is the height.
    let longitude = longitude.split(',').next().unwrap_or(longitude);
    let decimal = |text: &str| {
        let text = text.trim();
        let (whole, rest) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let plain = digits(whole.strip_prefix('-').unwrap_or(whole)) && digits(rest);
        (plain && text.len() < 40).then(|| Value::Decimal(text.to_owned()))
    };
    Some([decimal(latitude)?, decimal(longitude)?])
}

/// A day: `1990-04-21`, `19900421`, with or without a time behind it. Days without a year are none.
pub fn day(text: &str) -> Option<Value> {
    let day = text.trim().split(['T', ' ']).next().unwrap_or_default();
    let digits: String = day.chars().filter(|character| *character != '-').collect();
    let form_is_known = (day.len() == 8 && !day.contains('-'))
        || (day.len() == 10 && day.as_bytes()[4] == b'-' && day.as_bytes()[7] == b'-');
    if !form_is_known || digits.len() != 8 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = |range: std::ops::Range<usize>| digits[range].parse::<u32>().ok();
    let (year, month, day) = (number(0..4)?, number(4..6)?, number(6..8)?);
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => return None,
    };
    (year > 0 && (1..=days).contains(&day)).then(|| Value::Date(format!("{year:04}-{month:02}-{day:02}")))
}
