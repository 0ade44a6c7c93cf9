//! Text as search, sorting and uniqueness see it.
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// No accents, no case, single blanks: `  José  ÑUÑOA ` and `jose nunoa` are the same.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(word.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase));
    }
    folded
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::fold;

    #[test]
    fn accents_case_and_blanks_do_not_count() {
        assert_eq!(fold("  José  ÑUÑOA "), "jose nunoa");
        assert_eq!(fold("Conceição"), fold("CONCEICAO"));
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "[a-zA-ZáéíóúñÑçÇãõ ]{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
