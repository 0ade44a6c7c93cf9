//! Addresses of the pages of integration tokens.
use elenco_db::{TokenId, UserId};

use super::Paths;
use crate::users::model::UserKind;

#[allow(missing_docs, reason = "each name says which page it leads to")]
impl Paths {
    pub fn tokens(&self) -> String {
        format!("{}/tokens", self.base)
    }
    pub fn revoke_token(&self, id: TokenId) -> String {
        format!("{}/{id}/delete", self.tokens())
    }
    pub fn user_tokens(&self, id: UserId) -> String {
        format!("{}/tokens", self.user(UserKind::Specialist, id))
    }
    pub fn new_user_token(&self, id: UserId) -> String {
        format!("{}/new", self.user_tokens(id))
    }
    pub fn revoke_user_token(&self, id: UserId, token: TokenId) -> String {
        format!("{}/{token}/delete", self.user_tokens(id))
    }
}
