//! Text that people read: no characters that hide, reorder or break it, and no markup.

/// What is wrong with a text that stands on one line. Any kind of bracket that could begin markup is refused.
pub(super) fn check_line(text: &str) -> Result<(), &'static str> {
    if text.contains(['\n', '\r', '\t', '\u{2028}', '\u{2029}']) {
        return Err("it has more than one line");
    }
    if text.contains(['<', '>']) {
        return Err("it holds `<` or `>`; write plain text");
    }
    check(text)
}

/// What is wrong with a text that may have several lines.
pub(super) fn check(text: &str) -> Result<(), &'static str> {
    if text.chars().any(|letter| letter.is_control() && !matches!(letter, '\n' | '\t')) {
        return Err("it holds control characters; write plain text");
    }
    if text.chars().any(hidden) {
        return Err(
            "it holds characters that cannot be seen or that turn the direction of text; take them out",
        );
    }
    let bytes = text.as_bytes();
    let markup = |pair: &[u8]| {
        pair[0] == b'<' && (pair[1].is_ascii_alphabetic() || matches!(pair[1], b'/' | b'!' | b'?'))
    };
    if bytes.windows(2).any(markup) {
        return Err("it holds markup; write plain text");
    }
    Ok(())
}

/// Characters that are not seen, or make others be seen in another order: format characters, fillers, tags,
/// variation selectors, private use (Unicode 16, general categories Cf and Co, and Default_Ignorable_Code_Point).
fn hidden(letter: char) -> bool {
    matches!(letter,
        '\u{AD}' | '\u{34F}' | '\u{600}'..='\u{605}' | '\u{61C}' | '\u{6DD}' | '\u{70F}' | '\u{115F}' | '\u{1160}'
        | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{E000}'..='\u{F8FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{10FFFF}')
}

/// A piece of what a component holds, for a message: short, and without what would garble a log.
pub(crate) fn quoted(text: &str) -> String {
    let cut = &text[..text.floor_char_boundary(crate::limits::QUOTE_BYTES)];
    let shown =
        cut.chars().map(|letter| if letter.is_control() || hidden(letter) { '\u{FFFD}' } else { letter });
    shown.chain((cut.len() < text.len()).then_some('…')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn plain_text_in_our_languages_passes() {
        for text in [
            "Example Ltd",
            "Números de credencial: ¿ñ?",
            "Crachás (até 5 < 10)",
            "a & b's \"x\"",
            "日本",
            "👍",
        ] {
            assert_eq!(check(text), Ok(()), "{text}");
        }
        assert_eq!(check("two\nlines"), Ok(()));
    }

    #[test]
    fn what_hides_or_garbles_does_not() {
        for text in [
            "<script>alert(1)</script>",
            "a</b>",
            "<!--",
            "<?xml",
            "a\0b",
            "a\u{1b}[2J",
            "a\u{202E}b",
            "a\u{200B}b",
            "a\u{2066}b",
            "\u{FEFF}a",
            "a\u{E0041}",
            "a\u{7f}",
            "a\u{85}",
            "a\u{3164}",
        ] {
            assert!(check(text).is_err(), "{text:?}");
        }
        for text in ["two\nlines", "a\tb", "5 > 4", "a\u{2028}b"] {
            assert!(check_line(text).is_err(), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_quote_is_short_and_shows_no_tricks(text: String) {
            let quote = quoted(&text.repeat(20));
            prop_assert!(quote.chars().count() <= crate::limits::QUOTE_BYTES + 1);
            prop_assert!(!quote.chars().any(|letter| letter.is_control() || hidden(letter)));
        }
    }
}
