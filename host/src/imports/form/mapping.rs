//! The form of a mapping. Its controls are named by places: `s0` a sheet, `c0.3` a column, `v0.3.1` a value.
use crate::imports::dates::DateOrder;
use crate::imports::model::{Match, Mode, OnProblem, TypedMapping};
use crate::imports::numbers::DecimalMark;

/// What is to be done with what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Wish {
    /// It is kept, and the page shows what comes of it.
    #[default]
    Keep,
    /// It is kept under a name too.
    Save,
    /// The import starts.
    Start,
}

fn places(rest: &str) -> Option<Vec<usize>> {
    rest.split('.').map(|number| number.parse().ok().filter(|_| number.len() < 6)).collect()
}

/// Reads the form; what it does not know is passed over.
pub fn parse(pairs: &[(String, String)]) -> (TypedMapping, Wish) {
    let mut typed = TypedMapping::default();
    let (mut wish, mut choose) = (Wish::Keep, (String::new(), String::new()));
    for (name, value) in pairs {
        match name.as_str() {
            "signature" => typed.signature.clone_from(value),
            "match" => {
                typed.matching = match value.as_str() {
                    "email" => Match::Email,
                    "external_id" => Match::ExternalId,
                    _ => Match::Username,
                }
            }
            "mode" => {
                typed.mode = match value.as_str() {
                    "create" => Mode::Create,
                    "update" => Mode::Update,
                    _ => Mode::Both,
                }
            }
            "on_problem" if value == "review" => typed.on_problem = OnProblem::Review,
            "decimal" => {
                typed.decimal = match value.as_str() {
                    "point" => Some(DecimalMark::Point),
                    "comma" => Some(DecimalMark::Comma),
                    _ => None,
                }
            }
            "dates" => {
                typed.dates = match value.as_str() {
                    "day-first" => Some(DateOrder::DayFirst),
                    "month-first" => Some(DateOrder::MonthFirst),
                    _ => None,
                }
            }
            "was" => choose.0.clone_from(value),
            "saved" => choose.1.clone_from(value),
            "name" => typed.name.clone_from(value),
            "do" => {
                wish = match value.as_str() {
                    "start" => Wish::Start,
                    "save" => Wish::Save,
                    _ => Wish::Keep,
                }
            }
            _ => place(&mut typed, name, value),
        }
    }
    if choose.0 != choose.1 {
        typed.choose = Some(choose.1.parse().ok());
    }
    (typed, wish)
}

fn place(typed: &mut TypedMapping, name: &str, value: &str) {
    if let Some(setting) = name.strip_prefix("r.") {
        // An empty choice is for the plugin to find out; `=` before a value lets one be empty.
        if let Some(value) = value.strip_prefix('=') {
            typed.reading.insert(setting.to_owned(), value.to_owned());
        }
        return;
    }
    let Some((kind, at)) = name.split_at_checked(1).and_then(|(kind, rest)| Some((kind, places(rest)?)))
    else {
        return;
    };
    match (kind, at.as_slice()) {
        ("s", [sheet]) => typed.sheets.entry(*sheet).or_default().read |= value == "true",
        ("c", [sheet, column]) => {
            typed.sheets.entry(*sheet).or_default().columns.insert(*column, value.to_owned());
        }
        ("v", [sheet, column, at]) => {
            typed.sheets.entry(*sheet).or_default().values.insert((*column, *at), value.to_owned());
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
        all.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn what_is_typed_is_found_by_its_place() {
        let (typed, wish) = parse(&pairs(&[
            ("csrf", "x"),
            ("signature", "abc"),
            ("match", "email"),
            ("mode", "update"),
            ("on_problem", "review"),
            ("decimal", "comma"),
            ("dates", ""),
            ("r.read_delimiter", "=;"),
            ("r.read_quote", "="),
            ("r.read_encoding", ""),
            ("s0", "true"),
            ("c0.0", "username"),
            ("c0.12", ""),
            ("v0.3.1", "active"),
            ("s1", "false"),
            ("c99999999.0", "far"),
            ("c0", "half"),
            ("é", "letters"),
            ("was", ""),
            ("saved", ""),
            ("do", "start"),
        ]));
        assert_eq!(wish, Wish::Start);
        assert_eq!(
            (typed.matching, typed.mode, typed.on_problem),
            (Match::Email, Mode::Update, OnProblem::Review)
        );
        assert_eq!((typed.decimal, typed.dates), (Some(DecimalMark::Comma), None));
        assert_eq!(typed.reading.len(), 2);
        assert_eq!(typed.reading["read_quote"], "");
        assert_eq!(typed.sheets.len(), 2);
        assert!(typed.sheets[&0].read && !typed.sheets[&1].read);
        assert_eq!(typed.sheets[&0].columns, [(0, "username".to_owned()), (12, String::new())].into());
        assert_eq!(typed.sheets[&0].values, [((3, 1), "active".to_owned())].into());
        assert_eq!(typed.choose, None);
        let (typed, _) = parse(&pairs(&[("was", "0192f3a4-0000-7000-8000-000000000001"), ("saved", "")]));
        assert_eq!(typed.choose, Some(None));
    }
}
