//! What a session is.
use elenco_db::{Instant, ProjectId, UserId};

/// A sign-in that is alive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Digest of its secret. The secret itself is only in the browser.
    pub id_hash: Vec<u8>,
    /// Whose it is.
    pub user_id: UserId,
    /// The project chosen in the header.
    pub project_id: Option<ProjectId>,
    /// Token that its forms carry.
    pub csrf_token: String,
    /// When it was last used.
    pub last_seen_at: Instant,
    /// When it ends however much it is used.
    pub expires_at: Instant,
}

/// Failed tries before a name or an address has to wait.
pub const TRIES: i32 = 5;
/// How long it waits at first, in seconds; each further failure doubles it.
pub const FIRST_WAIT: i64 = 30;
/// The longest it waits, in seconds.
pub const LONGEST_WAIT: i64 = 900;

/// Seconds after which failures are forgotten when no other came.
pub const FORGOTTEN_AFTER: i64 = 1800;

/// Hours for which the link of somebody who forgot the password works.
pub const NEW_PASSWORD_HOURS: u32 = 2;
/// Days for which an invitation works.
pub const INVITATION_DAYS: u32 = 7;

/// What the subject of an address begins with.
pub const ADDRESS: &str = "address:";

/// Seconds to wait after this many failures in a row: none up to the limit, then doubling. A soft lock: it slows down
/// whoever guesses and never shuts the owner out for good (NIST SP 800-63B-4, 3.2.2).
pub fn wait_after(failures: i32) -> i64 {
    if failures < TRIES {
        return 0;
    }
    let doublings = u32::try_from(failures - TRIES).unwrap_or(0).min(10);
    (FIRST_WAIT << doublings).min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_grows_and_is_bounded() {
        assert_eq!(wait_after(TRIES - 1), 0);
        assert_eq!(wait_after(TRIES), FIRST_WAIT);
        assert_eq!(wait_after(TRIES + 1), 2 * FIRST_WAIT);
        assert_eq!(wait_after(i32::MAX), LONGEST_WAIT);
        assert!((0..40).all(|n| wait_after(n) <= wait_after(n + 1)));
    }
}
