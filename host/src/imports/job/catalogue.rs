//! Every column that an import can fill: those of every directory, and the additional fields of the tenant's plugins.
use std::collections::HashMap;

use elenco_runtime::contract::{Concept, FieldType};

use crate::context::ServiceContext;
use crate::error::AppError;
use crate::extensions::field_schemas::OwnedField;
use crate::imports::headers::{OURS, Target, USERNAME, plain};
use crate::locale::{Culture, Texts};
use crate::users::columns::ties::{COLUMNS, Relation, TieCell, TieColumn};
use crate::users::columns::{ColumnKind, core_columns, field_column};
use crate::users::model::UserKind;

/// What the cells of a column are.
#[derive(Debug, Clone)]
pub enum Kind {
    /// A column of every directory.
    Core(ColumnKind),
    /// An additional field.
    Field(Box<OwnedField>),
    /// What the person is tied to.
    Tie(&'static TieColumn),
}

impl Kind {
    /// Whether its cells may be dates, typed as text.
    pub fn holds_dates(&self) -> bool {
        match self {
            Self::Core(kind) => *kind == ColumnKind::Instant,
            Self::Tie(tie) => matches!(tie.cell, TieCell::Since | TieCell::Until),
            Self::Field(owned) => matches!(owned.field.kind, FieldType::Date | FieldType::Instant),
        }
    }

    /// Whether its cells may be numbers, typed as text.
    pub fn holds_numbers(&self) -> bool {
        match self {
            Self::Core(kind) => matches!(kind, ColumnKind::Latitude | ColumnKind::Longitude),
            Self::Tie(_) => false,
            Self::Field(owned) => {
                matches!(
                    owned.field.kind,
                    FieldType::Integer(_) | FieldType::Decimal(_) | FieldType::Currency(_)
                )
            }
        }
    }

    /// Whether nobody may see its cells.
    pub fn is_secret(&self) -> bool {
        matches!(self, Self::Core(ColumnKind::Password))
    }
}

/// The columns of one kind of people in one tenant.
#[derive(Debug, Clone)]
pub struct Catalogue {
    people: UserKind,
    /// For the recognition of headers.
    pub targets: Vec<Target>,
    kinds: HashMap<String, Kind>,
    labels: HashMap<String, String>,
}

/// Ids and label keys of the columns that a file of failed rows adds.
pub const REASONS: (&str, &str) = ("_reasons", "imports-file-reasons");
/// The sheet that a row came from.
pub const SHEET: (&str, &str) = ("_sheet", "imports-file-sheet");
/// The row that it was there.
pub const ROW: (&str, &str) = ("_row", "imports-file-row");

fn in_every_language(key: &str) -> Vec<String> {
    let mut labels: Vec<String> =
        Culture::ALL.iter().map(|culture| plain(&Texts::of(*culture).t(key))).collect();
    labels.sort();
    labels.dedup();
    labels
}

/// The columns of every directory, and those that our files of failed rows add.
pub fn core_targets() -> Vec<Target> {
    let core = core_columns().iter().map(|column| Target {
        id: column.id.to_owned(),
        labels: in_every_language(column.label_key),
        synonyms: column.synonyms.iter().map(|synonym| plain(synonym)).collect(),
    });
    let ours = [REASONS, SHEET, ROW].into_iter().map(|(id, key)| Target {
        id: id.to_owned(),
        labels: in_every_language(key),
        synonyms: Vec::new(),
    });
    core.chain(ours).collect()
}

fn tie_target(tie: &TieColumn, own: bool) -> Target {
    let more: &[&str] = if own { tie.own } else { &[] };
    Target {
        id: tie.id.to_owned(),
        labels: in_every_language(tie.label_key),
        synonyms: tie.synonyms.iter().chain(more).map(|synonym| plain(synonym)).collect(),
    }
}

/// What the plugins call this kind of people.
pub fn concept(kind: UserKind) -> Concept {
    match kind {
        UserKind::Client => Concept::Client,
        UserKind::Specialist => Concept::Specialist,
    }
}

impl Catalogue {
    /// Asks the plugins for their fields, with their labels in every language.
    ///
    /// # Errors
    /// [`AppError::Extension`] when a plugin fails: a file must not be read with half of its columns.
    pub async fn read(cx: &ServiceContext, people: UserKind) -> Result<Self, AppError> {
        let mut targets = core_targets();
        let mut kinds: HashMap<String, Kind> =
            core_columns().iter().map(|column| (column.id.to_owned(), Kind::Core(column.kind))).collect();
        let texts = cx.texts();
        let mut labels: HashMap<String, String> = core_columns()
            .iter()
            .map(|column| (column.id.to_owned(), texts.t(column.label_key).into_owned()))
            .collect();
        let first_field = targets.len();
        for culture in Culture::ALL {
            let fields = cx
                .app
                .extensions
                .fields(&cx.caller, concept(people), culture)
                .await
                .map_err(AppError::Extension)?;
            for owned in fields {
                let id = field_column(&owned.field.id);
                let label = plain(&owned.field.label);
                if culture == cx.culture {
                    labels.insert(id.clone(), owned.field.label.clone());
                }
                match targets[first_field..].iter_mut().find(|target| target.id == id) {
                    Some(target) if target.labels.contains(&label) => {}
                    Some(target) => target.labels.push(label),
                    None => targets.push(Target {
                        id: id.clone(),
                        labels: vec![label],
                        synonyms: [plain(&owned.field.id)]
                            .into_iter()
                            .chain(owned.field.synonyms.iter().map(|synonym| plain(synonym)))
                            .collect(),
                    }),
                }
                if culture == cx.culture || !kinds.contains_key(&id) {
                    kinds.insert(id, Kind::Field(Box::new(owned)));
                }
            }
        }
        // What a tenant calls its own fields comes first.
        for tie in Relation::of(people).iter().flat_map(|relation| relation.beside()) {
            targets.push(tie_target(tie, false));
        }
        for tie in COLUMNS {
            kinds.entry(tie.id.to_owned()).or_insert(Kind::Tie(tie));
            labels.entry(tie.id.to_owned()).or_insert_with(|| texts.t(tie.label_key).into_owned());
        }
        Ok(Self { people, targets, kinds, labels })
    }

    /// The relation that a sheet of this name tells of.
    pub fn relation_named(&self, sheet: &str) -> Option<Relation> {
        let name = plain(sheet);
        let named = |relation: &&Relation| in_every_language(relation.sheet_key()).contains(&name);
        Relation::of(self.people).iter().find(named).copied()
    }

    /// Whether people of this kind have the relation.
    pub fn has(&self, relation: Relation) -> bool {
        Relation::of(self.people).contains(&relation)
    }

    /// The columns that say how ties are meant.
    pub fn targets_of_manner(&self) -> Vec<Target> {
        let manner = COLUMNS.iter().filter(|tie| matches!(tie.cell, TieCell::Change | TieCell::Joins));
        manner.map(|tie| tie_target(tie, true)).collect()
    }

    /// The columns of a sheet that tells of one relation.
    pub fn targets_of(&self, relation: Relation) -> Vec<Target> {
        let own = |target: &&Target| target.id == USERNAME || target.id.starts_with(OURS);
        let own = self.targets.iter().filter(own).cloned();
        own.chain(relation.columns().map(|tie| tie_target(tie, true))).collect()
    }

    /// What the cells of a column are; nothing when there is no such column.
    pub fn kind(&self, id: &str) -> Option<&Kind> {
        self.kinds.get(id)
    }

    /// What a column is called in the language of the context that read the catalogue.
    pub fn label(&self, id: &str) -> Option<&str> {
        self.labels.get(id).map(String::as_str)
    }
}
