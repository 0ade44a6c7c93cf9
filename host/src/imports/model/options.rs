//! What whoever imports may choose.
use std::collections::BTreeMap;

use elenco_db::ImportMappingId;
use serde::{Deserialize, Serialize};

use super::{GroupProjects, KeptChoices, Missing, SheetChoice};
use crate::imports::dates::DateOrder;
use crate::imports::numbers::DecimalMark;
use crate::locale::Culture;

/// What becomes of rows with problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OnProblem {
    /// They are left out; the good ones go in.
    #[default]
    Skip,
    /// Nothing goes in before somebody has looked at every row, the good ones too, and says so.
    Review,
}

/// How a row finds the person it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Match {
    /// By user name, however it is written.
    #[default]
    Username,
    /// By e-mail address, however it is written.
    Email,
    /// By external id.
    #[serde(rename = "external_id")]
    ExternalId,
}

impl Match {
    /// Id of the column that tells whom a row is about.
    pub fn field(self) -> &'static str {
        match self {
            Self::Username => "username",
            Self::Email => "email",
            Self::ExternalId => "external_id",
        }
    }

    /// A cell of that column as it is compared.
    pub fn key(self, text: &str) -> String {
        match self {
            Self::Username | Self::Email => crate::fold::fold(text),
            Self::ExternalId => text.trim().to_owned(),
        }
    }
}

/// What rows may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Make new people and change known ones.
    #[default]
    Both,
    /// Only make new people.
    Create,
    /// Only change known ones.
    Update,
}

/// What whoever imports may choose.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ImportOptions {
    /// What becomes of rows with problems.
    pub on_problem: OnProblem,
    /// How people are found.
    #[serde(rename = "match")]
    pub matching: Match,
    /// What rows may do.
    pub mode: Mode,
    /// Language of messages, and of dates and numbers that do not tell by themselves; the reader's when nothing is
    /// said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<Culture>,
    /// What becomes of names that are not there.
    pub missing: Missing,
    /// Whether groups bring their projects along, where a row does not say.
    pub group_projects: GroupProjects,
    /// Column ids by header; nothing for a header whose column is to be left out.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub mapping: BTreeMap<String, Option<String>>,
    /// Nothing is read before somebody has said what the columns mean.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub map: bool,
    /// What is to become of sheets and columns, by sheet; a sheet that is not named is guessed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sheets: Vec<SheetChoice>,
    /// The saved mapping that was chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub saved: Option<ImportMappingId>,
    /// How the format's plugin is to read the file: its settings for a file, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub reading: BTreeMap<String, String>,
    /// The decimal mark of every column; nothing when each tells by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decimal: Option<DecimalMark>,
    /// What comes first in the dates of every column; nothing when each tells by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dates: Option<DateOrder>,
}

impl ImportOptions {
    /// What of them is worth keeping for other files.
    pub fn to_kept(&self) -> KeptChoices {
        KeptChoices {
            sheets: self.sheets.clone(),
            reading: self.reading.clone(),
            matching: self.matching,
            mode: self.mode,
            on_problem: self.on_problem,
            decimal: self.decimal,
            dates: self.dates,
        }
    }
}
