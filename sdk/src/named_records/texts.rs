//! Names of files, several values in one cell, and names of people.

/// A file's name without its folder and its ending, for the name of a sheet.
pub fn stem(name: &str) -> &str {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    }
}

/// Characters of [`joined`] values; cells of workbooks hold no more.
const LONGEST: usize = 32_000;

/// Several values as the text of one cell, with semicolons between them; how many were left out, when a cell cannot
/// hold them all.
pub fn joined(values: &[String]) -> String {
    let values: Vec<&str> = values.iter().map(String::as_str).filter(|value| !value.is_empty()).collect();
    let mut text = String::new();
    for (at, value) in values.iter().enumerate() {
        if at > 0 {
            if text.len() + value.len() > LONGEST {
                text.push_str(&format!("; … (+{})", values.len() - at));
                break;
            }
            text.push_str("; ");
        }
        match value.char_indices().nth(LONGEST) {
            Some((end, _)) => text.extend([&value[..end], "…"]),
            None => text.push_str(value),
        }
    }
    text
}

/// First and last names from a whole name, of which one part may be known. Where nothing tells them apart, the first
/// word is the first name: most people in the directories of Latin America have two last names.
pub fn split_name(whole: &str, first: Option<&str>, last: Option<&str>) -> (String, String) {
    let whole = whole.trim();
    if let Some(rest) = first.and_then(|first| whole.strip_prefix(first)) {
        return (first.unwrap_or_default().to_owned(), rest.trim().to_owned());
    }
    if let Some(rest) = last.and_then(|last| whole.strip_suffix(last)) {
        return (rest.trim().to_owned(), last.unwrap_or_default().to_owned());
    }
    match whole.split_once(char::is_whitespace) {
        Some((first, last)) => (first.to_owned(), last.trim().to_owned()),
        None => (whole.to_owned(), String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_become_names_of_sheets() {
        for (name, expected) in
            [("C:\\lists\\people.2026.ldif", "people.2026"), (".ldif", ".ldif"), ("a", "a")]
        {
            assert_eq!(stem(name), expected);
        }
    }

    #[test]
    fn whole_names_are_split() {
        let split = |whole, first, last| {
            let (first, last) = split_name(whole, first, last);
            format!("{first}|{last}")
        };
        assert_eq!(split("Ana María Souza Rojas", None, Some("Souza Rojas")), "Ana María|Souza Rojas");
        assert_eq!(split("Ana María Souza", Some("Ana María"), None), "Ana María|Souza");
        assert_eq!(split(" Luis Pérez Gil", Some("José"), Some("Lima")), "Luis|Pérez Gil");
        assert_eq!(split("Cher", None, None), "Cher|");
    }

    #[test]
    fn joined_values_say_how_many_are_left_out() {
        let values = |count: usize, length: usize| vec!["x".repeat(length); count];
        assert_eq!(joined(&["a".into(), String::new(), "b".into()]), "a; b");
        assert!(joined(&values(2_000, 30)).ends_with("; … (+1000)"), "{}", joined(&values(2_000, 30)).len());
        assert_eq!(joined(&values(1, 40_000)).chars().count(), LONGEST + 1);
    }
}
