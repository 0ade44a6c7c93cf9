//! What a tenant is.
use elenco_db::{Instant, TenantId};

use crate::locale::Culture;

/// One organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tenant {
    /// Its id.
    pub id: TenantId,
    /// Its word in addresses: lower-case letters, digits and hyphens.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Language of its sign-in page.
    pub culture: Culture,
    /// Since when.
    pub created_at: Instant,
}

/// Whether a word can stand in addresses as a tenant's: 1 to 63 lower-case letters, digits and inner hyphens, which
/// is also what a host name takes (RFC 1123).
pub fn is_slug(word: &str) -> bool {
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (1..=63).contains(&word.len()) && word.chars().all(good) && !word.starts_with('-') && !word.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::is_slug;

    #[test]
    fn slugs_are_host_names() {
        for good in ["demo", "a", "grupo-meridiano", "7up"] {
            assert!(is_slug(good), "{good}");
        }
        for bad in ["", "-a", "a-", "Demo", "a/b", "a.b", "ñ", &"a".repeat(64)] {
            assert!(!is_slug(bad), "{bad}");
        }
    }
}
