//! Names of sheets, which spreadsheet programs restrict.

use std::collections::HashSet;

/// Longest name of a sheet, in UTF-16 units.
const MAX_UNITS: usize = 31;

/// Names for labels: without the characters that are forbidden, short enough, and no two the same.
pub fn sheet_names<'a>(labels: impl Iterator<Item = &'a str>, taken: &[&str]) -> Vec<String> {
    let mut used: HashSet<String> = taken.iter().map(|name| name.to_lowercase()).collect();
    labels
        .map(|label| {
            let plain: String = label
                .chars()
                .map(|letter| if letter.is_control() || "[]:*?/\\".contains(letter) { ' ' } else { letter })
                .collect();
            let plain = plain.trim().trim_matches('\'').trim();
            let plain = if plain.is_empty() { "Sheet" } else { plain };
            let mut name = cut(plain, MAX_UNITS);
            let mut number = 2;
            while !used.insert(name.to_lowercase()) {
                let ending = format!(" {number}");
                name = cut(plain, MAX_UNITS - ending.len()) + &ending;
                number += 1;
            }
            name
        })
        .collect()
}

/// At most so many UTF-16 units of a text, whole characters only.
pub fn cut(text: &str, units: usize) -> String {
    let mut left = units;
    let whole = text.chars().take_while(|letter| {
        let fits = letter.len_utf16() <= left;
        left = left.saturating_sub(letter.len_utf16());
        fits
    });
    whole.collect::<String>().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_allowed_and_different() {
        let labels =
            ["Clients/Active", "clients active", "", "'x'", &"ü".repeat(40), &"ü".repeat(50), "Info"];
        let names = sheet_names(labels.into_iter(), &["info"]);
        assert_eq!(names[..4], ["Clients Active", "clients active 2", "Sheet", "x"]);
        assert_eq!(names[4], "ü".repeat(31));
        assert_eq!(names[5], "ü".repeat(29) + " 2");
        assert_eq!(names[6], "Info 2");
    }
}
