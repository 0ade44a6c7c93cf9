//! What an administrator sets; `settings.schema.json` says the same to the console.

use serde::Deserialize;

/// The settings of the policy. Counts are in characters (Unicode scalar values).
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    pub min_length: usize,
    pub max_length: usize,
    pub blocklist: bool,
    pub blocked_words: Vec<String>,
    pub context: bool,
    pub context_words: Vec<String>,
    /// 0 switches the rule off, as in all counts below.
    pub longest_run: usize,
    pub lower: usize,
    pub upper: usize,
    pub digits: usize,
    pub specials: usize,
    pub allowed_specials: String,
    pub forbidden_specials: String,
    pub no_digit_at_ends: bool,
    pub longest_identical: usize,
    pub not_username: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            // NIST SP 800-63B-4, section 3.1.1.2, for a password that is the only factor.
            min_length: 15,
            // The same section asks for 64 at least; a bound keeps hashing cheap.
            max_length: 128,
            blocklist: true,
            blocked_words: Vec::new(),
            context: true,
            context_words: Vec::new(),
            longest_run: 3,
            lower: 0,
            upper: 0,
            digits: 0,
            specials: 0,
            allowed_specials: String::new(),
            forbidden_specials: String::new(),
            no_digit_at_ends: false,
            longest_identical: 0,
            not_username: false,
        }
    }
}
