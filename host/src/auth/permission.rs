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
    /// New places.
    LocationsAdd = "Locations.Add",
    /// Changes to places.
    LocationsUpdate = "Locations.Update",
    /// Deletion of places.
    LocationsDelete = "Locations.Delete",
    /// New projects.
    ProjectsAdd = "Projects.Add",
    /// Changes to projects.
    ProjectsUpdate = "Projects.Update",
    /// Deletion of projects.
    ProjectsDelete = "Projects.Delete",
    /// People that are associated with projects.
    ProjectsAddUsers = "Projects.AddUsers",
    /// People that are disassociated from projects.
    ProjectsDeleteUsers = "Projects.DeleteUsers",
    /// Lists of companies and suppliers.
    CompaniesList = "Companies.List",
    /// The details of companies and suppliers.
    CompaniesGetObject = "Companies.GetObject",
    /// New companies and suppliers.
    CompaniesAdd = "Companies.Add",
    /// Changes to companies and suppliers.
    CompaniesUpdate = "Companies.Update",
    /// Deletion of companies and suppliers.
    CompaniesDelete = "Companies.Delete",
    /// Lists of services.
    ServicesList = "Services.List",
    /// The details of services.
    ServicesGetObject = "Services.GetObject",
    /// New services.
    ServicesAdd = "Services.Add",
    /// Changes to services.
    ServicesUpdate = "Services.Update",
    /// Deletion of services.
    ServicesDelete = "Services.Delete",
    /// Lists of calendars.
    CalendarsList = "Calendars.List",
    /// The details of calendars.
    CalendarsGetObject = "Calendars.GetObject",
    /// New calendars.
    CalendarsAdd = "Calendars.Add",
    /// Changes to calendars.
    CalendarsUpdate = "Calendars.Update",
    /// Deletion of calendars.
    CalendarsDelete = "Calendars.Delete",
    /// Lists of shifts of specialists.
    ShiftsList = "Shifts.List",
    /// New shifts of specialists.
    ShiftsAdd = "Shifts.Add",
    /// Changes to shifts of specialists.
    ShiftsUpdate = "Shifts.Update",
    /// Deletion of shifts of specialists.
    ShiftsDelete = "Shifts.Delete",
    /// Lists of roles.
    RolesList = "Roles.List",
    /// The details of roles.
    RolesGetObject = "Roles.GetObject",
    /// New roles.
    RolesAdd = "Roles.Add",
    /// Changes to roles.
    RolesUpdate = "Roles.Update",
    /// Deletion of roles.
    RolesDelete = "Roles.Delete",
    /// Lists of integration tokens.
    TokensList = "Tokens.List",
    /// New integration tokens.
    TokensAdd = "Tokens.Add",
    /// Revocation of integration tokens.
    TokensDelete = "Tokens.Delete",
    /// Lists of comments.
    FeedbackList = "Feedback.List",
    /// New comments.
    FeedbackAdd = "Feedback.Add",
    /// Deletion of other people's comments; one's own need no more than `Feedback.Add`.
    FeedbackDelete = "Feedback.Delete",
    /// The definitions of additional fields.
    FieldsList = "Fields.List",
    /// Changes to additional fields.
    FieldsUpdate = "Fields.Update",
    /// Who changed what.
    HistoryList = "History.List",
}

impl Permission {
    /// The thing that it is about, and what may be done with it: `("Users", "List")`.
    pub fn parts(self) -> (&'static str, &'static str) {
        self.as_str().split_once('.').unwrap_or((self.as_str(), ""))
    }
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

    /// Whether all there are are among them.
    pub fn are_all(&self) -> bool {
        self.0.len() == Permission::ALL.len()
    }

    /// Each of them, in the order of [`Permission::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = Permission> + '_ {
        self.0.iter().copied()
    }

    /// Those that are among `scopes`, too.
    pub fn only(&self, scopes: &[Permission]) -> Self {
        self.iter().filter(|permission| scopes.contains(permission)).collect()
    }
}

impl FromIterator<Permission> for Permissions {
    fn from_iter<I: IntoIterator<Item = Permission>>(permissions: I) -> Self {
        Self(permissions.into_iter().collect())
    }
}
