//! Roles that most organisations want: made with each tenant, and offered where they are missing.
use super::Grants;
use crate::auth::permission::Permission;

/// One of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReadyMade {
    /// May do everything, with what later versions bring.
    Administrator,
    /// Keeps people and what they are tied to.
    DirectoryManager,
    /// Brings people in from files.
    Importer,
    /// Sees everything and changes nothing.
    Auditor,
    /// Keeps plugins and additional fields.
    PluginManager,
}

/// Things of which a directory manager may do everything.
const DIRECTORY: [&str; 8] =
    ["Users", "Groups", "Companies", "Services", "Locations", "Calendars", "Shifts", "Feedback"];

impl ReadyMade {
    /// All of them, the mightiest first.
    pub const ALL: [Self; 5] =
        [Self::Administrator, Self::DirectoryManager, Self::Importer, Self::Auditor, Self::PluginManager];

    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::DirectoryManager => "directory-manager",
            Self::Importer => "importer",
            Self::Auditor => "auditor",
            Self::PluginManager => "plugin-manager",
        }
    }

    /// Reads the word again.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == word)
    }

    /// What it allows.
    pub fn grants(self) -> Grants {
        use Permission as P;
        let where_it = |wanted: &dyn Fn(&str, &str) -> bool| {
            Grants::of(Permission::ALL.iter().copied().filter(|permission| {
                let (subject, verb) = permission.parts();
                *permission == P::ConsoleUse || wanted(subject, verb)
            }))
        };
        let reads = |verb: &str| matches!(verb, "List" | "GetObject");
        match self {
            Self::Administrator => Grants::everything(),
            Self::DirectoryManager => where_it(&|subject, verb| {
                DIRECTORY.contains(&subject)
                    || matches!(
                        (subject, verb),
                        ("Projects", "List" | "AddUsers" | "DeleteUsers")
                            | ("Roles", "List" | "GetObject")
                            | ("Fields" | "History", "List")
                    )
            }),
            Self::Importer => where_it(&|subject, verb| match subject {
                "Users" => verb != "Delete",
                "Groups" | "Companies" | "Services" | "Locations" | "Projects" => reads(verb),
                _ => false,
            }),
            Self::Auditor => where_it(&|_, verb| reads(verb)),
            Self::PluginManager => where_it(&|subject, _| matches!(subject, "Plugins" | "Fields")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_auditor_changes_nothing_and_nobody_but_administrators_gives_rights() {
        let words =
            |role: ReadyMade| role.grants().permissions().iter().map(Permission::parts).collect::<Vec<_>>();
        for (subject, verb) in words(ReadyMade::Auditor) {
            assert!(subject == "Console" || matches!(verb, "List" | "GetObject"), "{subject}.{verb}");
        }
        assert!(ReadyMade::Auditor.grants().allow(Permission::HistoryList));
        for role in ReadyMade::ALL.into_iter().skip(1) {
            assert!(!role.grants().are_all());
            for permission in [Permission::RolesAdd, Permission::RolesUpdate, Permission::TokensAdd] {
                assert!(!role.grants().allow(permission), "{role:?} {}", permission.as_str());
            }
            assert!(role.grants().allow(Permission::ConsoleUse), "{role:?} cannot sign in");
            assert_eq!(ReadyMade::parse(role.as_str()), Some(role));
        }
    }
}
