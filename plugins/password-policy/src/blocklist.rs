//! Passwords that everybody tries first.
//!
//! The list holds words in their plainest form. A candidate is looked up in many: with signs read as letters,
//! without what was put before and behind it, as one or two words in a row. So `P@ssw0rd2024!` is found although
//! only `password` is listed.

use crate::folding::{fold, readings};

/// Sorted by bytes, one word a line, lower case, no accents; a test holds it to that. It is searched as it stands,
/// because a fresh instance for each call leaves no time to build a table.
const LIST: &str = include_str!("../blocklist.txt");

/// Shorter words in a row would forbid ordinary passphrases.
const SHORTEST_OF_TWO: usize = 4;

/// Whether the candidate is a common password, or one of `more_words`, in any of its disguises.
pub fn is_common(candidate: &str, more_words: &[String]) -> bool {
    let more_words: Vec<String> = more_words.iter().map(|word| letters_and_digits(&fold(word))).collect();
    let listed = |word: &str| is_listed(word) || more_words.iter().any(|other| other == word);
    let folded = fold(candidate);
    let undressed = [
        folded.as_str(),
        folded.trim_end_matches(is_decoration),
        folded.trim_start_matches(is_decoration),
        folded.trim_matches(is_decoration),
    ];
    let mut texts = Vec::new();
    for form in undressed {
        for reading in readings(form) {
            let dense = letters_and_digits(&reading);
            let letters: String = dense.chars().filter(|c| c.is_alphabetic()).collect();
            texts.extend([dense, letters]);
        }
    }
    // Most forms of most candidates are the same, and a look-up costs more than sorting.
    texts.sort_unstable();
    texts.dedup();
    texts.iter().any(|text| is_made_of(text, &listed))
}

fn is_decoration(character: char) -> bool {
    !character.is_alphabetic()
}

fn letters_and_digits(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// One word, one word again and again, or two words.
fn is_made_of(text: &str, listed: &impl Fn(&str) -> bool) -> bool {
    if text.is_empty() {
        return false;
    }
    listed(text)
        || text.char_indices().skip(1).any(|(split, _)| {
            let (first, second) = text.split_at(split);
            // The first word is looked up before anything else: it is seldom listed.
            first.len() >= SHORTEST_OF_TWO
                && listed(first)
                && (is_repeated(first, second) || (second.len() >= SHORTEST_OF_TWO && listed(second)))
        })
}

fn is_repeated(word: &str, rest: &str) -> bool {
    rest.as_bytes().chunks(word.len()).all(|piece| piece == word.as_bytes())
}

/// Binary search over the text itself.
fn is_listed(word: &str) -> bool {
    let (mut low, mut high) = (0, LIST.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = LIST[..middle].rfind('\n').map_or(0, |end| end + 1).max(low);
        let end = LIST[middle..].find('\n').map_or(LIST.len(), |length| middle + length);
        match LIST[start..end].cmp(word) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_plain() {
        let words: Vec<&str> = LIST.lines().collect();
        assert!(words.len() >= 2_000, "{}", words.len());
        for pair in words.windows(2) {
            assert!(pair[0] < pair[1], "{} is before {}", pair[0], pair[1]);
        }
        for word in &words {
            assert!(word.len() >= 4 && *word == letters_and_digits(&fold(word)), "{word}");
        }
    }

    #[test]
    fn every_word_of_the_list_is_found_and_nothing_beside_it() {
        let words: Vec<&str> = LIST.lines().collect();
        for word in &words {
            assert!(is_listed(word), "{word}");
            let beside = format!("{word}~");
            assert!(!is_listed(&beside), "{beside}");
        }
        assert!(!is_listed("") && !is_listed("\n") && !is_listed("0") && !is_listed("zzzzzzzzzzzzz"));
    }

    #[test]
    fn disguises_are_seen_through() {
        for candidate in [
            "password",
            "P@ssw0rd2024!",
            "Pa$$word 1",
            "$unshine",
            "5unshine123",
            "passwordpassword",
            "PasswordPasswordPassword",
            "password.qwerty.99",
            "Contraseña2025#",
            "s3nh4 s3nh4 s3nh4",
            "11111111",
            "!!!password!!!",
            "1qaz2wsx3edc",
            "Flamengo1981Flamengo",
            "letmein letmein",
        ] {
            assert!(is_common(candidate, &[]), "{candidate}");
        }
    }

    #[test]
    fn passphrases_are_left_alone() {
        for candidate in [
            "correct horse battery staple",
            "five wet umbrellas on a bus",
            "tres tristes tigres tragaban trigo",
            "o rato roeu a roupa do rei",
            "xK9#mP2$vL5nQ8wR",
            "",
        ] {
            assert!(!is_common(candidate, &[]), "{candidate}");
        }
    }

    #[test]
    fn words_of_the_tenant_are_refused_like_listed_ones() {
        let words = ["Acme Corp".to_owned()];
        assert!(is_common("4cm3c0rp!", &words));
        assert!(!is_common("4cm3c0rp!", &[]));
    }
}
