//! Addresses of the pages of roles.
use elenco_db::{GroupId, RoleId, UserId};

use super::Paths;
use crate::users::model::UserKind;

#[allow(missing_docs, reason = "each name says which page it leads to")]
impl Paths {
    pub fn roles(&self) -> String {
        format!("{}/roles", self.base)
    }
    pub fn new_role(&self) -> String {
        format!("{}/new", self.roles())
    }
    pub fn copy_role(&self, id: RoleId) -> String {
        format!("{}?copy={id}", self.new_role())
    }
    pub fn add_ready_made_roles(&self) -> String {
        format!("{}/ready-made", self.roles())
    }
    pub fn role(&self, id: RoleId) -> String {
        format!("{}/{id}", self.roles())
    }
    pub fn delete_role(&self, id: RoleId) -> String {
        format!("{}/delete", self.role(id))
    }
    pub fn choose_role_people(&self, id: RoleId) -> String {
        format!("{}/people/new", self.role(id))
    }
    pub fn role_people(&self, id: RoleId) -> String {
        format!("{}/people", self.role(id))
    }
    pub fn remove_role_people(&self, id: RoleId) -> String {
        format!("{}/people/remove", self.role(id))
    }
    pub fn role_groups(&self, id: RoleId) -> String {
        format!("{}/groups", self.role(id))
    }
    pub fn remove_role_groups(&self, id: RoleId) -> String {
        format!("{}/groups/remove", self.role(id))
    }
    pub fn group_roles(&self, id: GroupId) -> String {
        format!("{}/roles", self.group(id))
    }
    pub fn user_roles(&self, kind: UserKind, id: UserId) -> String {
        format!("{}/roles", self.user(kind, id))
    }
    pub fn leave_roles(&self, kind: UserKind, id: UserId) -> String {
        format!("{}/roles/remove", self.user(kind, id))
    }
}
