//! What a role allows.
use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::auth::permission::{Permission, Permissions};

/// The word that stands for everything, with the permissions of later versions.
const EVERYTHING: &str = "*";

/// The permissions of a role.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grants {
    /// Everything, with the permissions that later versions bring.
    pub everything: bool,
    /// These. Of no matter while it is everything.
    pub permissions: BTreeSet<Permission>,
    /// Words of a version that knows more than this one: kept, and allow nothing here.
    unknown: Vec<String>,
}

impl Grants {
    /// Everything.
    pub fn everything() -> Self {
        Self { everything: true, ..Self::default() }
    }

    /// Just these.
    pub fn of(permissions: impl IntoIterator<Item = Permission>) -> Self {
        Self { permissions: permissions.into_iter().collect(), ..Self::default() }
    }

    /// Reads the stored document.
    pub fn read(document: &Value) -> Self {
        let mut grants = Self::default();
        for word in document.as_array().into_iter().flatten().filter_map(Value::as_str) {
            match (word, Permission::parse(word)) {
                (EVERYTHING, _) => grants.everything = true,
                (_, Some(permission)) => {
                    grants.permissions.insert(permission);
                }
                (other, None) => grants.unknown.push(other.to_owned()),
            }
        }
        grants
    }

    /// The document to store.
    pub fn write(&self) -> Value {
        if self.everything {
            return json!([EVERYTHING]);
        }
        let known = self.permissions.iter().map(|permission| permission.as_str().to_owned());
        json!(known.chain(self.unknown.iter().cloned()).collect::<Vec<_>>())
    }

    /// These instead, and what the present ones hold of a later version.
    pub fn replaced_by(&self, mut new: Self) -> Self {
        new.unknown.clone_from(&self.unknown);
        new
    }

    /// What they allow in this version.
    pub fn permissions(&self) -> Permissions {
        if self.everything { Permissions::all() } else { self.permissions.iter().copied().collect() }
    }

    /// Whether they allow all there is.
    pub fn are_all(&self) -> bool {
        self.everything || self.permissions.len() == Permission::ALL.len()
    }

    /// Whether they allow this.
    pub fn allow(&self, permission: Permission) -> bool {
        self.everything || self.permissions.contains(&permission)
    }

    /// What these allow and the others do not. Everything is more than all there is today.
    pub fn beyond(&self, before: &Self) -> Self {
        if before.everything {
            return Self::default();
        }
        Self {
            everything: self.everything,
            permissions: self.permissions.difference(&before.permissions).copied().collect(),
            unknown: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_later_version_are_kept_and_allow_nothing() {
        let stored = json!(["Users.List", "Rockets.Launch"]);
        let grants = Grants::read(&stored);
        assert!(grants.allow(Permission::UsersList) && !grants.allow(Permission::UsersAdd));
        assert_eq!(grants.write(), stored);
        let new = grants.replaced_by(Grants::of([Permission::UsersAdd]));
        assert_eq!(new.write(), json!(["Users.Add", "Rockets.Launch"]));
    }

    #[test]
    fn everything_is_more_than_all_there_is() {
        let all = Grants::of(Permission::ALL.iter().copied());
        assert!(all.are_all() && !all.everything);
        assert!(Grants::everything().beyond(&all).everything);
        assert_eq!(all.beyond(&Grants::everything()), Grants::default());
        assert_eq!(Grants::read(&json!(["*"])), Grants::everything());
    }
}
