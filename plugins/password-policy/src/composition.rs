//! Which characters a password is made of.

/// A digit of any script.
pub fn is_digit(character: char) -> bool {
    character.is_numeric()
}

/// Neither letter nor digit; a blank is one.
pub fn is_special(character: char) -> bool {
    !character.is_alphanumeric()
}

/// Whether all special characters are among the allowed ones.
pub fn only_allowed(candidate: &str, allowed: &str) -> bool {
    candidate.chars().filter(|c| is_special(*c)).all(|special| allowed.contains(special))
}

/// Whether no character is among the forbidden ones.
pub fn none_forbidden(candidate: &str, forbidden: &str) -> bool {
    !candidate.chars().any(|character| forbidden.contains(character))
}

/// Whether the first and the last character are no digits.
pub fn no_digit_at_ends(candidate: &str) -> bool {
    !candidate.starts_with(is_digit) && !candidate.ends_with(is_digit)
}
