//! What a token is, and what is said when one is made.
use chrono::{Days, NaiveDate, NaiveTime};
use elenco_db::{Instant, TenantId, TokenId, UserId};
use secrecy::SecretString;

use crate::auth::permission::{Permission, Permissions};

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
    /// The only things for which it may be used; all that its person may do when nothing is said.
    pub scopes: Option<Vec<Permission>>,
}

impl Token {
    /// What may be done with it by somebody who may do these things: never more.
    pub fn permissions(&self, of_person: Permissions) -> Permissions {
        match &self.scopes {
            Some(scopes) => of_person.only(scopes),
            None => of_person,
        }
    }
}

/// What every token begins with, so that scanners of leaked secrets know one.
pub const PREFIX: &str = "elenco_";

/// Days before its end from which a token is shown as one to replace.
const SOON: i64 = 14;

/// A token as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "each name says what it is")]
pub struct TokenSummary {
    pub id: TokenId,
    /// As whom it acts: the person responsible for it.
    pub user_id: UserId,
    pub description: String,
    /// How its secret begins.
    pub prefix: String,
    pub created_at: Instant,
    /// Who made it; nothing for one made by the operator.
    pub created_by: Option<UserId>,
    /// Its first instant of being no good any more.
    pub expires_at: Option<Instant>,
    pub last_used_at: Option<Instant>,
    pub scopes: Option<Vec<Permission>>,
}

/// How long a token still has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Life {
    /// It has no end.
    Endless,
    /// Long enough.
    Long,
    /// So many days, or less.
    Soon(i64),
    /// It is over.
    Over,
}

impl TokenSummary {
    /// How long it still has.
    pub fn life(&self, now: Instant) -> Life {
        let Some(end) = self.expires_at else { return Life::Endless };
        let seconds = end.timestamp() - now.timestamp();
        match seconds.div_euclid(86_400) {
            _ if end <= now => Life::Over,
            days if days < SOON => Life::Soon(days),
            _ => Life::Long,
        }
    }
}

/// The instant at which a day is over, as validity of people has it.
pub fn end_of(day: NaiveDate) -> Option<Instant> {
    let next = day.checked_add_days(Days::new(1))?;
    Some(Instant::from(next.and_time(NaiveTime::MIN).and_utc()))
}

/// The last day before an instant at which something ends.
pub fn last_day(end: Instant) -> NaiveDate {
    end.plus_seconds(-1).to_chrono().date_naive()
}

/// What is said of a new token.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewToken {
    /// What it is for.
    pub description: String,
    /// Its last day.
    pub until: Option<NaiveDate>,
    /// The only things for which it may be used; all that its person may do when nothing is said.
    pub scopes: Option<Vec<Permission>>,
}

/// A token that was just made.
#[derive(Debug)]
pub struct MadeToken {
    /// The token.
    pub token: TokenSummary,
    /// Its secret, which nobody can see again.
    pub secret: SecretString,
}

/// A person of the list of all tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Responsible {
    /// Whether the person has a page among specialists or clients.
    pub kind: crate::users::model::UserKind,
    /// Full name.
    pub name: String,
    /// Switched off: the token does not work.
    pub active: bool,
}

/// What the list of all tokens is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TokenFilter {
    /// In the name of the responsible person or in the description.
    pub search: Option<String>,
    /// Made on this day or later, and on this day or earlier.
    pub created: (Option<NaiveDate>, Option<NaiveDate>),
    /// Ends on this day or later, and on this day or earlier.
    pub expires: (Option<NaiveDate>, Option<NaiveDate>),
}

impl TokenFilter {
    /// Whether it narrows at all.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A page of tokens, the newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TokenPage {
    /// The tokens.
    pub tokens: Vec<TokenSummary>,
    /// The older ones begin after this.
    pub older: Option<TokenId>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        Instant::from(text.parse::<chrono::DateTime<chrono::Utc>>().expect("a time"))
    }

    #[test]
    fn the_last_day_counts_to_its_end() {
        let day: NaiveDate = "2026-12-31".parse().expect("a day");
        assert_eq!(end_of(day), Some(at("2027-01-01T00:00:00Z")));
        assert_eq!(last_day(at("2027-01-01T00:00:00Z")), day);
        assert_eq!(end_of(NaiveDate::MAX), None);
    }

    #[test]
    fn a_token_tells_when_it_ends() {
        let token = |end: Option<&str>| TokenSummary {
            id: TokenId::from_uuid(uuid::Uuid::nil()),
            user_id: UserId::from_uuid(uuid::Uuid::nil()),
            description: String::new(),
            prefix: String::new(),
            created_at: at("2026-01-01T00:00:00Z"),
            created_by: None,
            expires_at: end.map(at),
            last_used_at: None,
            scopes: None,
        };
        let now = at("2026-03-02T12:00:00Z");
        assert_eq!(token(None).life(now), Life::Endless);
        assert_eq!(token(Some("2026-03-02T12:00:00Z")).life(now), Life::Over);
        assert_eq!(token(Some("2026-03-03T00:00:00Z")).life(now), Life::Soon(0));
        assert_eq!(token(Some("2026-03-16T11:59:59Z")).life(now), Life::Soon(13));
        assert_eq!(token(Some("2026-03-16T12:00:00Z")).life(now), Life::Long);
    }

    #[test]
    fn scopes_never_add_anything() {
        let token = |scopes: Option<Vec<Permission>>| Token {
            tenant_id: TenantId::from_uuid(uuid::Uuid::nil()),
            id: TokenId::from_uuid(uuid::Uuid::nil()),
            user_id: UserId::from_uuid(uuid::Uuid::nil()),
            last_used_at: None,
            scopes,
        };
        let person: Permissions = [Permission::UsersList, Permission::UsersAdd].into_iter().collect();
        assert_eq!(token(None).permissions(person.clone()), person);
        let narrow = token(Some(vec![Permission::UsersList, Permission::UsersDelete])).permissions(person);
        assert_eq!(narrow, [Permission::UsersList].into_iter().collect());
    }
}
