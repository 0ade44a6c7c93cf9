//! What a token is.
use elenco_db::{Instant, TenantId, TokenId, UserId};

/// A token that is alive. Its secret is nowhere but with its owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Whose directory it opens.
    pub tenant_id: TenantId,
    /// Its id.
    pub id: TokenId,
    /// As whom it acts.
    pub user_id: UserId,
    /// When it was last used.
    pub last_used_at: Option<Instant>,
}

/// What every token begins with, so that scanners of leaked secrets know one.
pub const PREFIX: &str = "elenco_";
