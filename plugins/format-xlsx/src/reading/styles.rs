//! Styles, of which only one thing matters here: whether a number is shown as a day or a time.

use super::xml::{Event, Xml, attribute};
use crate::dates::Shown;
use crate::refusal::Refusal;
use std::collections::HashMap;

/// Cell formats of a workbook; Excel itself stops at 65,490.
const MAX_FORMATS: usize = 70_000;

/// What each cell format shows.
#[derive(Default)]
pub struct Styles(Vec<Shown>);

impl Styles {
    /// Reads the part with styles.
    pub fn read(mut xml: Xml) -> Result<Self, Refusal> {
        let mut codes: HashMap<u32, Shown> = HashMap::new();
        let mut formats = Vec::new();
        let mut in_cell_formats = false;
        loop {
            match xml.next()? {
                Event::Start(element) | Event::Empty(element) => {
                    let number = |name| {
                        attribute(&element, name).and_then(|text| text.parse::<u32>().ok()).unwrap_or(0)
                    };
                    match element.local_name().as_ref() {
                        "numFmt" => {
                            let code = attribute(&element, "formatCode").unwrap_or_default();
                            codes.insert(number("numFmtId"), shown_by(&code));
                        }
                        "cellXfs" => in_cell_formats = true,
                        "xf" if in_cell_formats => {
                            let id = number("numFmtId");
                            formats.push(codes.get(&id).copied().unwrap_or_else(|| shown_by_builtin(id)));
                        }
                        _ => {}
                    }
                }
                Event::End(element) if element.local_name().as_ref() == "cellXfs" => in_cell_formats = false,
                Event::Eof => return Ok(Self(formats)),
                _ => {}
            }
            if formats.len() > MAX_FORMATS || codes.len() > MAX_FORMATS {
                return Err(xml.malformed());
            }
        }
    }

    /// What the format of a cell shows of its number.
    pub fn shown(&self, format: usize) -> Shown {
        self.0.get(format).copied().unwrap_or(Shown::Number)
    }
}

/// The formats that need no code (ECMA-376 part 1, 18.8.30), those of East Asian languages included.
fn shown_by_builtin(id: u32) -> Shown {
    match id {
        14..=17 | 22 | 27..=31 | 34..=36 | 50..=58 => Shown::Day,
        18..=21 | 32 | 33 | 45..=47 => Shown::Time,
        _ => Shown::Number,
    }
}

/// Reads a format code: letters outside quotes, escapes and brackets tell. Durations stand in brackets: `[h]:mm`.
fn shown_by(code: &str) -> Shown {
    let (mut day, mut time, mut month_or_minute) = (false, false, false);
    let mut characters = code.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => while characters.next().is_some_and(|next| next != '"') {},
            '\\' | '_' | '*' => {
                characters.next();
            }
            '[' => {
                let inside: String = characters.by_ref().take_while(|next| *next != ']').collect();
                let duration = !inside.is_empty() && inside.chars().all(|letter| "hHmMsS".contains(letter));
                time |= duration;
            }
            // Only the part for positive numbers tells.
            ';' => break,
            'y' | 'Y' | 'd' | 'D' => day = true,
            'h' | 'H' | 's' | 'S' => time = true,
            'm' | 'M' => month_or_minute = true,
            // `General` has letters, but none of a date.
            'G' | 'g' if code.to_ascii_lowercase().contains("general") => break,
            _ => {}
        }
    }
    if day || (month_or_minute && !time) {
        Shown::Day
    } else if time {
        Shown::Time
    } else {
        Shown::Number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_tell_what_they_show() {
        for code in ["yyyy-mm-dd", "d/m/yy h:mm", "[$-409]mmm yyyy;@", "mmmm", "dd\\.mm\\.yyyy"] {
            assert_eq!(shown_by(code), Shown::Day, "{code}");
        }
        for code in ["hh:mm:ss", "[h]:mm", "mm:ss.0", "[$-F400]h:mm:ss AM/PM"] {
            assert_eq!(shown_by(code), Shown::Time, "{code}");
        }
        for code in ["0.00", "General", "@", "#,##0 \"days\"", "[Red]0", "\\d0", "0_d", "General \"y\""] {
            assert_eq!(shown_by(code), Shown::Number, "{code}");
        }
    }
}
