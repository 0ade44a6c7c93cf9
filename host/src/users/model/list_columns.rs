//! What a list of people can show in columns.

/// What stands before an additional field's identifier.
const FIELD: &str = "fields.";

/// A column of a list, beside the name, which always stands first.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each name says what it shows")]
pub enum ListColumn {
    Email,
    Username,
    Phone,
    Mobile,
    Position,
    ExternalId,
    Location,
    Culture,
    Status,
    ValidSince,
    ValidUntil,
    Password,
    LastSignIn,
    Created,
    Changed,
    /// An additional field.
    Field(String),
}

impl ListColumn {
    /// All but additional fields, in the order in which they stand.
    pub const CORE: [Self; 15] = [
        Self::Email,
        Self::Username,
        Self::Phone,
        Self::Mobile,
        Self::Position,
        Self::ExternalId,
        Self::Location,
        Self::Culture,
        Self::Status,
        Self::ValidSince,
        Self::ValidUntil,
        Self::Password,
        Self::LastSignIn,
        Self::Created,
        Self::Changed,
    ];

    /// What somebody sees who chose nothing.
    pub const USUAL: [Self; 6] =
        [Self::Email, Self::Username, Self::Phone, Self::Location, Self::Status, Self::Changed];

    /// Its identifier.
    pub fn id(&self) -> String {
        match self {
            Self::Email => "email",
            Self::Username => "username",
            Self::Phone => "phone",
            Self::Mobile => "mobile",
            Self::Position => "position",
            Self::ExternalId => "external-id",
            Self::Location => "location",
            Self::Culture => "culture",
            Self::Status => "status",
            Self::ValidSince => "valid-since",
            Self::ValidUntil => "valid-until",
            Self::Password => "password",
            Self::LastSignIn => "last-sign-in",
            Self::Created => "created",
            Self::Changed => "changed",
            Self::Field(id) => return format!("{FIELD}{id}"),
        }
        .to_owned()
    }

    /// Reads the identifier again.
    pub fn parse(id: &str) -> Option<Self> {
        match id.strip_prefix(FIELD) {
            Some(field) => (!field.is_empty()).then(|| Self::Field(field.to_owned())),
            None => Self::CORE.into_iter().find(|column| column.id() == id),
        }
    }
}
