//! Text that spreadsheet programs calculate when they open a file (OWASP, "CSV injection").

/// Whether a text, after any number of apostrophes, begins like a formula. Those with apostrophes belong to it so
/// that taking one away always restores what was there.
fn is_like_one(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// Whether a text needs an apostrophe before it.
pub fn needs_guard(text: &str) -> bool {
    is_like_one(text)
}

/// The text without the apostrophe that [`needs_guard`] asked for.
pub fn without_guard(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_like_one(rest) => rest,
        _ => text,
    }
}
