//! The form of a role: what it holds, and what it asks to change.
use std::collections::BTreeSet;

use super::model::{Grants, Role, RoleValues};
use crate::auth::permission::Permission;

/// What the form of a role holds, as it was typed, so that a refused form shows it again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the controls of the form, named as they are there")]
pub struct RoleForm {
    pub name: String,
    pub description: String,
    pub everything: bool,
    pub permissions: BTreeSet<Permission>,
    pub version: Option<i64>,
}

impl RoleForm {
    /// Reads a form. What no page of ours sends is left out.
    pub fn of_pairs(pairs: Vec<(String, String)>) -> Self {
        let mut form = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "name" => form.name = value,
                "description" => form.description = value,
                "everything" => form.everything = value == "true",
                "permission" => form.permissions.extend(Permission::parse(&value)),
                "version" => form.version = value.parse().ok(),
                _ => {}
            }
        }
        form
    }

    /// An empty form. Whoever has a role comes into the console unless somebody says otherwise.
    pub fn blank() -> Self {
        Self { permissions: [Permission::ConsoleUse].into(), ..Self::default() }
    }

    /// The form of a role as it is.
    pub fn of_role(role: &Role) -> Self {
        Self {
            name: role.name.clone(),
            description: role.description.clone(),
            everything: role.grants.everything,
            permissions: role.grants.permissions().iter().collect(),
            version: Some(role.version),
        }
    }

    /// What the form asks for.
    pub fn values(&self) -> RoleValues {
        RoleValues {
            name: self.name.clone(),
            description: self.description.clone(),
            grants: if self.everything {
                Grants::everything()
            } else {
                Grants::of(self.permissions.iter().copied())
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_one_word_and_strange_words_are_none() {
        let pairs =
            [("permission", "Users.List"), ("permission", "Users.Fly"), ("name", "A"), ("version", "x")];
        let read = |more: &[(&str, &str)]| {
            let all = pairs.iter().chain(more).map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
            RoleForm::of_pairs(all.collect())
        };
        assert_eq!(read(&[]).values().grants, Grants::of([Permission::UsersList]));
        assert_eq!(read(&[("everything", "true")]).values().grants, Grants::everything());
        assert_eq!(read(&[]).version, None);
    }
}
