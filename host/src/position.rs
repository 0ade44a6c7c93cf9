//! Positions on the globe as people write them.
use std::fmt;

/// Longest text of one number of degrees, in characters.
const LONGEST: usize = 40;

/// A place on the globe (WGS 84), in degrees, rounded to 1/1,000,000: a hand's breadth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Position {
    /// North of the equator; −90 to 90.
    pub latitude: f64,
    /// East of Greenwich; −180 to 180.
    pub longitude: f64,
}

/// Which halves of a position cannot be read, or are missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreadable {
    /// The latitude.
    pub latitude: bool,
    /// The longitude.
    pub longitude: bool,
}

/// One of the two directions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Axis {
    Latitude,
    Longitude,
}

impl Axis {
    fn most(self) -> f64 {
        match self {
            Self::Latitude => 90.0,
            Self::Longitude => 180.0,
        }
    }

    /// The sign that a letter of the compass means, in English, Spanish and Portuguese.
    fn sign(self, letter: char) -> Option<f64> {
        match (self, letter.to_ascii_uppercase()) {
            (Self::Latitude, 'N') | (Self::Longitude, 'E' | 'L') => Some(1.0),
            (Self::Latitude, 'S') | (Self::Longitude, 'W' | 'O') => Some(-1.0),
            _ => None,
        }
    }
}

impl Position {
    /// A position, when the numbers are one.
    pub fn new(latitude: f64, longitude: f64) -> Option<Self> {
        let is_one = latitude.is_finite()
            && longitude.is_finite()
            && latitude.abs() <= Axis::Latitude.most()
            && longitude.abs() <= Axis::Longitude.most();
        is_one.then(|| Self { latitude: rounded(latitude), longitude: rounded(longitude) })
    }

    /// Reads what somebody typed into the two fields: `4.60971`, `-74,08175`, `4°35′N`, `74 04 12 W`; or both into one
    /// of them. Nothing when both are empty.
    ///
    /// # Errors
    /// Says which halves cannot be read or are missing.
    pub fn read(latitude: &str, longitude: &str) -> Result<Option<Self>, Unreadable> {
        let (north, east) = (plain(latitude), plain(longitude));
        if north.is_empty() && east.is_empty() {
            return Ok(None);
        }
        let whole = if east.is_empty() { pair(&north) } else { None };
        let whole = whole.or_else(|| if north.is_empty() { pair(&east) } else { None });
        if let Some((latitude, longitude)) = whole {
            return Ok(Self::new(latitude, longitude));
        }
        match (degrees(&north, Axis::Latitude), degrees(&east, Axis::Longitude)) {
            (Some(latitude), Some(longitude)) => Ok(Self::new(latitude, longitude)),
            (latitude, longitude) => {
                Err(Unreadable { latitude: latitude.is_none(), longitude: longitude.is_none() })
            }
        }
    }

    /// The latitude as its field shows it.
    pub fn latitude_text(&self) -> String {
        short(self.latitude)
    }

    /// The longitude as its field shows it.
    pub fn longitude_text(&self) -> String {
        short(self.longitude)
    }
}

impl fmt::Display for Position {
    /// `4.60971, -74.08175`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}, {}", short(self.latitude), short(self.longitude))
    }
}

fn rounded(degrees: f64) -> f64 {
    let rounded = (degrees * 1e6).round() / 1e6;
    // −0 is no other place than 0.
    if rounded == 0.0 { 0.0 } else { rounded }
}

/// A number of degrees as a field shows it: a point, and no more digits than it has.
pub fn short(degrees: f64) -> String {
    let text = format!("{:.6}", rounded(degrees));
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Without marks of direction and with one kind of minus; too long a text is none.
fn plain(text: &str) -> String {
    let shown = text.chars().filter(|c| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'));
    let one: String = shown.map(|c| if matches!(c, '−' | '–' | '—') { '-' } else { c }).collect();
    one.trim().to_owned()
}

/// A number without sign: digits with a point or a comma among them.
fn number(token: &str) -> Option<f64> {
    let digits = token.chars().filter(char::is_ascii_digit).count();
    let points = token.chars().filter(|c| matches!(c, '.' | ',')).count();
    let only = token.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    if digits == 0 || points > 1 || !only {
        return None;
    }
    token.replace(',', ".").parse().ok()
}

/// Degrees, with minutes and seconds or without, with a sign or a letter of the compass.
fn degrees(text: &str, axis: Axis) -> Option<f64> {
    if text.is_empty() || text.chars().count() > LONGEST {
        return None;
    }
    let mut rest = text.trim();
    let mut sign = None;
    if let Some(found) = rest.chars().last().and_then(|letter| axis.sign(letter)) {
        sign = Some(found);
        rest = rest[..rest.len() - 1].trim_end();
    } else if let Some(found) = rest.chars().next().and_then(|letter| axis.sign(letter)) {
        sign = Some(found);
        rest = rest[1..].trim_start();
    }
    let sign = match (sign, rest.strip_prefix('-'), rest.strip_prefix('+')) {
        (Some(sign), None, None) => sign,
        (Some(_), ..) => return None,
        (None, Some(unsigned), _) => {
            rest = unsigned.trim_start();
            -1.0
        }
        (None, None, Some(unsigned)) => {
            rest = unsigned.trim_start();
            1.0
        }
        (None, None, None) => 1.0,
    };
    let marks = |c: char| c.is_whitespace() || "°º'′’\"″”:".contains(c);
    let parts: Vec<&str> = rest.split(marks).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() || parts.len() > 3 {
        return None;
    }
    let mut value = 0.0;
    for (at, part) in parts.iter().enumerate() {
        let amount = number(part)?;
        let is_whole = part.chars().all(|c| c.is_ascii_digit());
        if (at + 1 < parts.len() && !is_whole) || (at > 0 && amount >= 60.0) {
            return None;
        }
        value += amount / [1.0, 60.0, 3600.0][at];
    }
    (value <= axis.most()).then_some(sign * value)
}

/// Both halves in one text, as maps and encyclopaedias give them to copy. What is one number of degrees alone is none.
fn pair(text: &str) -> Option<(f64, f64)> {
    let inner = text.trim_start_matches(['(', '[']).trim_end_matches([')', ']']);
    if degrees(inner, Axis::Latitude).is_some() || degrees(inner, Axis::Longitude).is_some() {
        return None;
    }
    let breaks = inner.char_indices().filter(|(_, c)| {
        matches!(c, ';' | ',' | '/') || c.is_whitespace() || matches!(c.to_ascii_uppercase(), 'N' | 'S')
    });
    breaks
        .filter_map(|(at, c)| {
            let end = if c.is_ascii_alphabetic() { at + 1 } else { at };
            let left = inner[..end].trim().trim_end_matches([',', ';']);
            let right = inner[at + c.len_utf8()..].trim_start().trim_start_matches([',', ';', '/']).trim();
            Some((degrees(left, Axis::Latitude)?, degrees(right, Axis::Longitude)?))
        })
        .next()
}

#[cfg(test)]
mod tests;
