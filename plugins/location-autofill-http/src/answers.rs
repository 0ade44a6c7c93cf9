//! From what the service answers to parts of an address.

use crate::path::Path;
use serde_json::Value;

/// Characters of a part; a longer text is no part of an address.
const MAX_VALUE: usize = 300;

/// Parts with their values.
pub type Found = Vec<(String, String)>;

/// The parts that an answer holds; of several places for a part the first that holds something. None when it is not
/// JSON.
pub fn read(body: &[u8], answers: &[(Path, String)]) -> Option<Found> {
    let document: Value = serde_json::from_slice(body).ok()?;
    let mut found = Found::new();
    for (path, part) in answers {
        if found.iter().any(|(known, _)| known == part) {
            continue;
        }
        if let Some(value) = path.find(&document).and_then(text) {
            found.push((part.clone(), value));
        }
    }
    Some(found)
}

/// A text or a number on one line.
fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    let text: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    let text = text.trim();
    (!text.is_empty() && text.chars().count() <= MAX_VALUE).then(|| text.to_owned())
}
