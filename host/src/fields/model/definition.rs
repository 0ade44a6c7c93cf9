//! The definition of an additional field, in the words of the plugin's settings.
use elenco_runtime::contract::Concept;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::states::Matrix;
use crate::locale::Culture;

/// The languages in the order in which forms show them and lines name them.
pub const LANGUAGES: [Culture; 3] = [Culture::En, Culture::Es, Culture::Pt];

/// A text in the languages of the console; at least one of them is there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
    /// Spanish.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub es: Option<String>,
    /// Portuguese.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pt: Option<String>,
}

impl Wording {
    /// The text in one language alone.
    pub fn of(&self, culture: Culture) -> Option<&str> {
        match culture {
            Culture::En => self.en.as_deref(),
            Culture::Es => self.es.as_deref(),
            Culture::Pt => self.pt.as_deref(),
        }
    }

    /// Writes the text of one language; an empty one takes it away.
    pub fn set(&mut self, culture: Culture, text: &str) {
        let text = Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        match culture {
            Culture::En => self.en = text,
            Culture::Es => self.es = text,
            Culture::Pt => self.pt = text,
        }
    }

    /// The text in the reader's language, else in any.
    pub fn pick(&self, culture: Culture) -> &str {
        let any = || LANGUAGES.iter().find_map(|other| self.of(*other));
        self.of(culture).or_else(any).unwrap_or_default()
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        LANGUAGES.iter().all(|culture| self.of(*culture).is_none())
    }
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($case:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[allow(missing_docs, reason = "each name says what it is")]
        pub enum $name { $(#[serde(rename = $word)] $case),+ }

        impl $name {
            /// In order of display.
            pub const ALL: &'static [Self] = &[$(Self::$case),+];

            /// The word in settings and addresses.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$case => $word),+ }
            }

            /// Reads the word again.
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == word)
            }
        }
    };
}

words! {
    /// What fields describe.
    FieldConcept {
        Client = "client",
        Specialist = "specialist",
        Company = "company",
        Supplier = "supplier",
        Location = "location",
    }
}

words! {
    /// The 17 types.
    FieldKind {
        ShortText = "short-text",
        Paragraph = "paragraph",
        Integer = "integer",
        Decimal = "decimal",
        Currency = "currency",
        Date = "date",
        Time = "time",
        DateTime = "date-time",
        CheckBox = "check-box",
        List = "list",
        Tree = "tree",
        CatalogList = "catalog-list",
        CatalogTree = "catalog-tree",
        MultipleChoice = "multiple-choice",
        Link = "link",
        File = "file",
        Position = "position",
    }
}

impl FieldConcept {
    /// What the contract with plugins calls it.
    pub fn contract(self) -> Concept {
        match self {
            Self::Client => Concept::Client,
            Self::Specialist => Concept::Specialist,
            Self::Company => Concept::Company,
            Self::Supplier => Concept::Supplier,
            Self::Location => Concept::Location,
        }
    }
}

impl FieldKind {
    /// Whether it has choices of its own.
    pub fn has_choices(self) -> bool {
        matches!(self, Self::List | Self::Tree | Self::MultipleChoice)
    }

    /// Whether it takes its choices from a catalogue.
    pub fn has_catalog(self) -> bool {
        matches!(self, Self::CatalogList | Self::CatalogTree)
    }

    /// Whether its choices stand below one another.
    pub fn is_tree(self) -> bool {
        matches!(self, Self::Tree | Self::CatalogTree)
    }

    /// Whether it is one of the numbers.
    pub fn is_number(self) -> bool {
        matches!(self, Self::Integer | Self::Decimal | Self::Currency)
    }

    /// Whether it has a longest text.
    pub fn has_length(self) -> bool {
        matches!(self, Self::ShortText | Self::Paragraph | Self::Link)
    }
}

fn is_false(value: &bool) -> bool {
    !value
}

/// One of the things to choose from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoiceEntry {
    /// What is stored.
    pub id: String,
    /// What is read.
    pub label: Wording,
    /// The choice above it, in a tree.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
}

/// A list or tree that several fields share.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalog {
    /// What fields call it.
    pub id: String,
    /// What administrators call it; its id when there is none.
    #[serde(default, skip_serializing_if = "Wording::is_empty")]
    pub label: Wording,
    /// The choices in order.
    pub choices: Vec<ChoiceEntry>,
}

fn digest(value: &impl Serialize) -> String {
    let text = serde_json::to_string(value).unwrap_or_default();
    blake3::hash(text.as_bytes()).to_hex().chars().take(32).collect()
}

impl Catalog {
    /// Tells whether somebody changed it meanwhile.
    pub fn digest(&self) -> String {
        digest(self)
    }

    /// Its name for a reader.
    pub fn name(&self, culture: Culture) -> &str {
        if self.label.is_empty() { &self.id } else { self.label.pick(culture) }
    }
}

/// Shows a field by the value of another one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Dependence {
    /// The other field.
    pub field: String,
    /// It shows the field while it has one of these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub any_of: Vec<String>,
    /// It shows the field while it has none of these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub none_of: Vec<String>,
}

/// A field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the settings of the plugin, named as they are there")]
pub struct Definition {
    pub id: String,
    pub concepts: Vec<FieldConcept>,
    #[serde(rename = "type")]
    pub kind: FieldKind,
    pub label: Wording,
    #[serde(default, skip_serializing_if = "Wording::is_empty")]
    pub help: Wording,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub example: Option<String>,
    #[serde(default, skip_serializing_if = "Wording::is_empty")]
    pub group: Wording,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub synonyms: Vec<String>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub required: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub states: Option<Matrix>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<ChoiceEntry>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub catalog: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decimals: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_bytes: Option<u64>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media_types: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown_when: Option<Dependence>,
    /// What a later version of the plugin may know more.
    #[serde(flatten)]
    pub further: Map<String, Value>,
}

impl Definition {
    /// A field of a concept with nothing said about it yet.
    pub fn blank(concept: FieldConcept) -> Self {
        Self {
            id: String::new(),
            concepts: vec![concept],
            kind: FieldKind::ShortText,
            label: Wording::default(),
            help: Wording::default(),
            example: None,
            group: Wording::default(),
            synonyms: Vec::new(),
            required: false,
            states: None,
            choices: Vec::new(),
            catalog: None,
            max_length: None,
            min: None,
            max: None,
            decimals: None,
            currency: None,
            max_bytes: None,
            media_types: Vec::new(),
            shown_when: None,
            further: Map::new(),
        }
    }

    /// Tells whether somebody changed it meanwhile.
    pub fn digest(&self) -> String {
        digest(self)
    }

    /// Who may do what, said or usual.
    pub fn matrix(&self) -> Matrix {
        let mut matrix = self.states.clone().unwrap_or_else(|| Matrix::usual(self.required));
        if self.required {
            for (audience, _) in super::AUDIENCES {
                for active in [true, false] {
                    if matrix.has(audience, active, super::Right::Editable) {
                        matrix.give(audience, active, super::Right::Required);
                    }
                }
            }
        }
        matrix
    }
}
