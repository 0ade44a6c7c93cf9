//! Places in a JSON document: `city`, `results[0].address.street`, `$['postal town']`.

use serde_json::Value;

/// A step on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Name(String),
    Number(usize),
}

/// A place in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path(Vec<Step>);

impl Path {
    /// Reads a place; none when it is not written like one.
    pub fn parse(text: &str) -> Option<Self> {
        let mut steps = Vec::new();
        let mut rest = text.trim();
        rest = rest.strip_prefix('$').unwrap_or(rest);
        let mut first = rest.len() == text.trim().len();
        while !rest.is_empty() {
            if let Some(inside) = rest.strip_prefix('[') {
                let (step, after) = bracketed(inside)?;
                steps.push(step);
                rest = after;
            } else {
                rest = if first { rest } else { rest.strip_prefix('.')? };
                let end = rest.find(['.', '[']).unwrap_or(rest.len());
                let (name, after) = rest.split_at(end);
                if name.is_empty() {
                    return None;
                }
                steps.push(Step::Name(name.to_owned()));
                rest = after;
            }
            first = false;
        }
        (!steps.is_empty()).then_some(Self(steps))
    }

    /// What stands there.
    pub fn find<'a>(&self, document: &'a Value) -> Option<&'a Value> {
        self.0.iter().try_fold(document, |value, step| match step {
            Step::Name(name) => value.get(name),
            Step::Number(number) => value.get(number),
        })
    }
}

/// `0]` or `'name']`, and what follows.
fn bracketed(inside: &str) -> Option<(Step, &str)> {
    match inside.chars().next()? {
        quote @ ('\'' | '"') => {
            let (name, after) = inside[1..].split_once(quote)?;
            Some((Step::Name(name.to_owned()), after.strip_prefix(']')?))
        }
        _ => {
            let (number, after) = inside.split_once(']')?;
            Some((Step::Number(number.trim().parse().ok()?), after))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn places_are_found_however_they_are_written() {
        let document = serde_json::json!({
            "city": "Medellín", "a b": { "c.d": [1, { "e": "x" }] }, "0": "zero",
        });
        for (path, expected) in [
            ("city", Some("\"Medellín\"")),
            (" $.city ", Some("\"Medellín\"")),
            ("$['a b']['c.d'][1].e", Some("\"x\"")),
            ("['a b'][\"c.d\"][0]", Some("1")),
            ("0", Some("\"zero\"")),
            ("$[0]", None),
            ("city.name", None),
            ("['a b']['c.d'][9]", None),
        ] {
            let found = Path::parse(path).unwrap().find(&document).map(Value::to_string);
            assert_eq!(found.as_deref(), expected, "{path}");
        }
        for bad in ["", "$", ".", "a..b", "a.", "a[", "a[x]", "a['b", "a['b'", "a[-1]", "[0]b", "$city"] {
            assert_eq!(Path::parse(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_path_or_none(text in "[$.a-c'\"\\[\\]0-9 é]{0,12}") {
            if let Some(path) = Path::parse(&text) {
                let _ = path.find(&serde_json::json!({ "a": [{ "b": 1 }], "b": { "c": {} } }));
            }
        }
    }
}
