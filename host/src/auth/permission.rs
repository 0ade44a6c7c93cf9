//! What a user may do. A role is a named set of these.
use serde::{Deserialize, Serialize};

macro_rules! permissions {
    ($($(#[$meta:meta])* $name:ident = $word:literal),* $(,)?) => {
        /// One thing that a user may be allowed to do. Every route names the one it asks for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Permission { $($(#[$meta])* #[serde(rename = $word)] $name),* }

        impl Permission {
            /// Every permission, in the order in which roles show them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The dotted word that roles, messages and the API use.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word),* }
            }

            /// Reads the dotted word again.
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$name),)* _ => None }
            }
        }
    };
}

permissions! {
    /// Signed in: the overview, one's own notifications, session and account.
    ConsoleUse = "Console.Use",
    /// Lists of clients and specialists.
    UsersList = "Users.List",
    /// A person's details.
    UsersGetObject = "Users.GetObject",
    /// New people.
    UsersAdd = "Users.Add",
    /// Changes to people.
    UsersUpdate = "Users.Update",
    /// Deletion of people.
    UsersDelete = "Users.Delete",
    /// People from files.
    UsersImport = "Users.Import",
    /// People to files.
    UsersExport = "Users.Export",
    /// Places.
    LocationsList = "Locations.List",
    /// Projects of the tenant.
    ProjectsList = "Projects.List",
    /// Which plugins there are and how they fare.
    PluginsList = "Plugins.List",
    /// New plugins and new versions of them.
    PluginsAdd = "Plugins.Add",
    /// What plugins may do, which version is active, their settings.
    PluginsUpdate = "Plugins.Update",
    /// Removal of plugins.
    PluginsDelete = "Plugins.Delete",
    /// Groups of people.
    GroupsList = "Groups.List",
    /// A group's details and members.
    GroupsGetObject = "Groups.GetObject",
    /// New groups.
    GroupsAdd = "Groups.Add",
    /// Changes to groups and their members.
    GroupsUpdate = "Groups.Update",
    /// Deletion of groups.
    GroupsDelete = "Groups.Delete",
}

/// The permissions of one user, read anew for each request so that what is taken away is gone at once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Permissions(std::collections::BTreeSet<Permission>);

impl Permissions {
    /// All there are: what the system itself acts with.
    pub fn all() -> Self {
        Self(Permission::ALL.iter().copied().collect())
    }

    /// Whether this one is among them.
    pub fn allow(&self, permission: Permission) -> bool {
        self.0.contains(&permission)
    }
}

impl FromIterator<Permission> for Permissions {
    fn from_iter<I: IntoIterator<Item = Permission>>(permissions: I) -> Self {
        Self(permissions.into_iter().collect())
    }
}
