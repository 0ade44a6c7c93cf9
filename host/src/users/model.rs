//! What a person of the directory is, and what may be asked to change about one.
mod additional;
mod candidate;
mod deleted;
mod filter;
mod list_columns;
mod list_fields;
mod listing;
mod looked_up;
mod tab;
mod words;

use std::collections::BTreeMap;

use elenco_db::{Instant, LocationId, PhotoId, ProjectId, TenantId, UserId};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use crate::locale::{Culture, Texts};

pub use additional::AdditionalFields;
pub use candidate::Candidate;
pub use deleted::{
    DeletedAnchor, DeletedDocument, DeletedUser, Deletion, KEPT_DAYS, KeptComment, KeptShift, KeptView,
    RestoreConflict, Restored, Tie,
};
pub use filter::{Days, Mailed, Placed, UserFilter, Validity};
pub use list_columns::ListColumn;
pub use list_fields::{FilterChoices, FilterNames, ListField, Offered};
pub use listing::{Listing, Page, PageAnchor, Sort, SortBy, UserSummary, paged};
pub use looked_up::{Found, LookedUp};
pub use tab::UserTab;
pub use words::{ListState, Read, Viewed, Words, query};

/// The two kinds of people. Both live in one table and pass through one service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum UserKind {
    /// Somebody who receives services.
    Client,
    /// Somebody who renders them.
    Specialist,
}

impl UserKind {
    /// The word for it in the database and in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Specialist => "specialist",
        }
    }

    /// Reads the word again; nothing for any other word.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "client" => Some(Self::Client),
            "specialist" => Some(Self::Specialist),
            _ => None,
        }
    }
}

/// Parts of an address, in the order in which forms and workbooks show them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "each name says what it is")]
pub enum AddressPart {
    Country,
    Region,
    City,
    District,
    Street,
    Number,
    Complement,
    PostalCode,
    Reference,
    Phone,
}

impl AddressPart {
    /// Every part, in order of display.
    pub const ALL: [Self; 10] = [
        Self::Country,
        Self::Region,
        Self::City,
        Self::District,
        Self::Street,
        Self::Number,
        Self::Complement,
        Self::PostalCode,
        Self::Reference,
        Self::Phone,
    ];

    /// The name that the contract with plugins, the API and forms use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Region => "region",
            Self::City => "city",
            Self::District => "district",
            Self::Street => "street",
            Self::Number => "number",
            Self::Complement => "complement",
            Self::PostalCode => "postal-code",
            Self::Reference => "reference",
            Self::Phone => "phone",
        }
    }

    /// What it is called, for a reader.
    pub fn label(self, t: Texts) -> String {
        match self {
            Self::Country => t.t("column-country"),
            Self::Region => t.t("column-region"),
            Self::City => t.t("column-city"),
            Self::District => t.t("column-district"),
            Self::Street => t.t("column-street"),
            Self::Number => t.t("column-number"),
            Self::Complement => t.t("column-complement"),
            Self::PostalCode => t.t("column-postal-code"),
            Self::Reference => t.t("column-reference"),
            Self::Phone => t.t("column-address-phone"),
        }
        .into_owned()
    }

    /// Reads the name again; nothing for any other word.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.as_str() == name)
    }
}

/// One part of an address, and where it came from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AddressValue {
    /// What stands there.
    pub value: String,
    /// Who or what put it there, as the plugin says it; nothing when a person typed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// An address: only parts that are not empty.
pub type Address = BTreeMap<AddressPart, AddressValue>;

/// Values of additional fields by field id, as the field's plugin normalised them.
pub type FieldValues = BTreeMap<String, serde_json::Value>;

/// A person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the fields of the form, named as they are there")]
pub struct User {
    pub tenant_id: TenantId,
    pub id: UserId,
    pub kind: UserKind,
    pub username: String,
    pub email: String,
    pub first_names: String,
    pub last_names: String,
    pub phone: String,
    pub mobile: String,
    pub position: String,
    /// The person's identifier in another system; unique in the tenant when present.
    pub external_id: Option<String>,
    pub active: bool,
    pub culture: Culture,
    pub photo_id: Option<PhotoId>,
    pub location_id: Option<LocationId>,
    pub address: Address,
    pub fields: FieldValues,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    pub has_password: bool,
    pub must_change_password: bool,
    pub valid_since: Option<Instant>,
    pub valid_until: Option<Instant>,
    pub last_sign_in_at: Option<Instant>,
    /// Grows with every change; a change that names an older one is refused.
    pub version: i64,
    pub created_at: Instant,
    pub updated_at: Instant,
}

impl User {
    /// First and last names as one line.
    pub fn full_name(&self) -> String {
        format!("{} {}", self.first_names, self.last_names).trim().to_owned()
    }
}

/// Which location a person gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LocationChoice {
    /// None.
    None,
    /// This one; refused when the tenant has no such location.
    Id(LocationId),
}

/// A password as it comes in.
#[derive(Debug, Clone)]
pub enum NewPassword {
    /// Plain text: checked by the policy, then hashed.
    Plain(SecretString),
}

/// What is to change about a person. `None` leaves a thing as it is.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs, reason = "the same as in `User`")]
pub struct UserChanges {
    pub username: Option<String>,
    pub email: Option<String>,
    pub first_names: Option<String>,
    pub last_names: Option<String>,
    pub phone: Option<String>,
    pub mobile: Option<String>,
    pub position: Option<String>,
    /// An empty text takes it away.
    pub external_id: Option<String>,
    pub active: Option<bool>,
    pub culture: Option<Culture>,
    pub location: Option<LocationChoice>,
    /// Parts to change; an empty value takes a part away.
    pub address: BTreeMap<AddressPart, AddressValue>,
    /// Fields to change: what a person typed or a cell held, not yet normalised.
    pub fields: BTreeMap<String, elenco_runtime::contract::Value>,
    pub password: Option<NewPassword>,
    pub must_change_password: Option<bool>,
    pub valid_since: Option<Option<Instant>>,
    pub valid_until: Option<Option<Instant>>,
    pub photo_id: Option<Option<PhotoId>>,
    /// Latitude and longitude; a half that is missing or could not be read is NaN, and refused at its place.
    pub position_on_map: Option<Option<(f64, f64)>>,
}

/// How the person of a submission is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Intent {
    /// A new person.
    Create,
    /// This person; refused as a conflict when `expected_version` is given and is not the present one.
    Update {
        /// Who.
        id: UserId,
        /// The version that the change was made from.
        expected_version: Option<i64>,
    },
    /// The person with the user name of the changes, or a new one.
    CreateOrUpdate,
}

/// One person to save: what a form, an import row, the API or a plugin submits.
#[derive(Debug, Clone)]
pub struct Submission {
    /// Whom it is about.
    pub intent: Intent,
    /// Client or specialist.
    pub kind: UserKind,
    /// The project that the person belongs to afterwards.
    pub project: ProjectId,
    /// What to change.
    pub changes: UserChanges,
}

/// Why a value cannot be accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// `first_names`, `address.street`, `fields.birth_date` …: the name of the form's control.
    pub field: String,
    /// Stable code, `user.required` or `field.invalid` …, for programs.
    pub code: String,
    /// What is wrong and what would be right, in the language of the one who asked.
    pub message: String,
}

/// What became of a submission.
#[derive(Debug, Clone, PartialEq)]
pub enum Saved {
    /// A new person.
    Created(UserId),
    /// A person changed, in these fields.
    Updated(UserId, Vec<String>),
    /// Nothing was different.
    Unchanged(UserId),
}

impl Saved {
    /// Who it was.
    pub fn id(&self) -> UserId {
        match self {
            Self::Created(id) | Self::Updated(id, _) | Self::Unchanged(id) => *id,
        }
    }
}

/// Outcome of one submission: saved, or every problem at once.
pub type Outcome = Result<Saved, Vec<Problem>>;
