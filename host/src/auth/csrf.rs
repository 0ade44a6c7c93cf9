//! Forms carry a token that only pages of the same session know, so that another site cannot send them.
use subtle::ConstantTimeEq;

/// Name of the form field.
pub const FIELD: &str = "csrf";
/// Name of the header that scripts send instead.
pub const HEADER: &str = "x-csrf-token";

/// Whether the token that came with a request is the session's, compared in constant time.
pub fn matches(expected: &str, given: &str) -> bool {
    !expected.is_empty() && bool::from(expected.as_bytes().ct_eq(given.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_sessions_own_token_is_taken() {
        assert!(matches("abc", "abc"));
        assert!(!matches("abc", "abd"));
        assert!(!matches("abc", "ab"));
        assert!(!matches("", ""));
    }
}
