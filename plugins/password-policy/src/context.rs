//! Words that are easy to guess because they belong to the person or the place.

use crate::folding::{fold, readings};
use elenco_sdk::password_policy::Subject;

/// Shorter parts of names appear in too many innocent words.
const SHORTEST_PART: usize = 4;
/// For those who ask for the stricter rule on user names.
const SHORTEST_USERNAME_PART: usize = 3;

/// Whether the candidate holds a part of the names, the user name, the e-mail address, or a word of the place.
pub fn holds_words(candidate: &str, subject: &Subject, more_words: &[String]) -> bool {
    let local_part = subject.email.rsplit_once('@').map_or(subject.email.as_str(), |(local, _)| local);
    let texts = subject.names.iter().chain(&subject.context).chain(more_words).map(String::as_str);
    let readings = readings(&fold(candidate));
    texts
        .chain([subject.username.as_str(), local_part])
        .any(|text| parts(text, SHORTEST_PART).iter().any(|part| holds(&readings, part)))
}

/// Whether the candidate holds the whole user name or a part of it.
pub fn holds_username(candidate: &str, username: &str) -> bool {
    let readings = readings(&fold(candidate));
    let whole = fold(username.trim());
    (!whole.is_empty() && holds(&readings, &whole))
        || parts(username, SHORTEST_USERNAME_PART).iter().any(|part| holds(&readings, part))
}

fn parts(text: &str, shortest: usize) -> Vec<String> {
    fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| part.chars().count() >= shortest)
        .map(str::to_owned)
        .collect()
}

fn holds(candidate: &[String], part: &str) -> bool {
    // Signs are read the same way on both sides: a user name may have digits itself.
    candidate.iter().zip(readings(part)).any(|(candidate, part)| {
        let backwards: String = part.chars().rev().collect();
        candidate.contains(&part) || candidate.contains(&backwards)
    })
}
