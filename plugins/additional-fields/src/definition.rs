//! Fields as the rest of the plugin uses them: settings that have been found to make sense.

mod dependence;

use crate::choices::Choices;
use crate::decimal::Decimal;
use crate::settings::{Catalog, ConceptName, FieldSetting, Kind, Right, RightsByState, Settings, ShownWhen};
use elenco_sdk::field_schema::{Audience, Rights, StateRule};
use elenco_sdk::{Concept, Error, InvalidValue, Texts};
use std::collections::{HashMap, HashSet};

const SHORT_TEXT: u32 = 255;
const PARAGRAPH: u32 = 4_000;
/// Browsers and proxies cut longer addresses.
const LINK: u32 = 2_048;
const FILE_BYTES: u64 = 10 * 1024 * 1024;
const DECIMALS: u8 = 2;

/// A field.
#[derive(Debug)]
pub struct Definition {
    pub id: String,
    pub concepts: Vec<Concept>,
    pub holds: Holds,
    pub label: Texts,
    pub help: Texts,
    pub example: Option<String>,
    pub group: Texts,
    pub synonyms: Vec<String>,
    pub states: Vec<StateRule>,
    pub shown_when: Option<ShownWhen>,
}

/// What a field holds, with its limits.
#[derive(Debug)]
pub enum Holds {
    Text { max_length: u32, lines: bool },
    Integer(Range),
    Decimal { range: Range, decimals: u8 },
    Currency { code: String, range: Range, decimals: u8 },
    Date,
    Time,
    Instant,
    CheckBox,
    List(Choices),
    Tree(Choices),
    Several(Choices),
    Link { max_length: u32 },
    File { max_bytes: u64, media_types: Vec<String> },
    Position,
}

/// Limits of a number, both included.
#[derive(Debug, Default)]
pub struct Range {
    pub min: Option<Decimal>,
    pub max: Option<Decimal>,
}

impl Definition {
    /// Whether it must have a value in every state in which someone can give it one. Any other requirement depends
    /// on who is asking, which the host looks after.
    pub fn is_always_required(&self) -> bool {
        let mut editable =
            self.states.iter().filter(|rule| rule.rights.contains(Rights::EDITABLE)).peekable();
        editable.peek().is_some() && editable.all(|rule| rule.rights.contains(Rights::REQUIRED))
    }
}

/// Makes the definitions, or says which field of the settings does not make sense and why. These messages are for
/// the administrator who edits the settings, in English like the settings themselves.
pub fn from_settings(settings: Settings) -> Result<Vec<Definition>, Error> {
    let Settings { fields, catalogs } = settings;
    let mut definitions = Vec::with_capacity(fields.len());
    for field in fields {
        definitions.push(definition(field, &catalogs)?);
    }
    let mut seen = HashSet::new();
    for definition in &definitions {
        for concept in &definition.concepts {
            if !seen.insert((definition.id.as_str(), *concept as u8)) {
                return Err(invalid(&definition.id, "two fields of one concept have this id"));
            }
        }
    }
    check_dependence(&definitions)?;
    dependence::resolve(&mut definitions)?;
    Ok(definitions)
}

/// A field depends on one that exists where it does, and following the dependence ends.
fn check_dependence(definitions: &[Definition]) -> Result<(), Error> {
    for definition in definitions {
        for concept in &definition.concepts {
            let fields: HashMap<&str, &Definition> = definitions
                .iter()
                .filter(|other| other.concepts.contains(concept))
                .map(|other| (other.id.as_str(), other))
                .collect();
            let mut current = definition;
            for _ in 0..=fields.len() {
                let Some(condition) = &current.shown_when else { break };
                current = fields.get(condition.field.as_str()).ok_or_else(|| {
                    invalid(
                        &definition.id,
                        &format!("shown-when: there is no field {} beside it", condition.field),
                    )
                })?;
            }
            if current.shown_when.is_some() {
                return Err(invalid(
                    &definition.id,
                    "shown-when: the fields depend on each other in a circle",
                ));
            }
        }
    }
    Ok(())
}

fn definition(field: FieldSetting, catalogs: &[Catalog]) -> Result<Definition, Error> {
    if field.label.is_empty() {
        return Err(invalid(&field.id, "label: write it in one language at least"));
    }
    let holds = holds(&field, catalogs)?;
    let states = states(&field);
    Ok(Definition {
        concepts: field.concepts.iter().map(|name| concept(*name)).collect(),
        holds,
        states,
        id: field.id,
        label: field.label,
        help: field.help,
        example: field.example,
        group: field.group,
        synonyms: field.synonyms,
        shown_when: field.shown_when,
    })
}

fn holds(field: &FieldSetting, catalogs: &[Catalog]) -> Result<Holds, Error> {
    let decimals = field.decimals.unwrap_or(DECIMALS);
    let own = || Choices::new(&field.choices).map_err(|problem| invalid(&field.id, &problem));
    let shared = || {
        let name = field.catalog.as_deref().unwrap_or_default();
        let catalog = catalogs.iter().find(|catalog| catalog.id == name);
        let catalog =
            catalog.ok_or_else(|| invalid(&field.id, &format!("catalog: there is no catalog {name}")))?;
        Choices::new(&catalog.choices).map_err(|problem| invalid(&field.id, &problem))
    };
    Ok(match field.kind {
        Kind::ShortText => Holds::Text { max_length: field.max_length.unwrap_or(SHORT_TEXT), lines: false },
        Kind::Paragraph => Holds::Text { max_length: field.max_length.unwrap_or(PARAGRAPH), lines: true },
        Kind::Integer => Holds::Integer(range(field)?),
        Kind::Decimal => Holds::Decimal { range: range(field)?, decimals },
        Kind::Currency => {
            let code = field.currency.clone().filter(|code| code.len() == 3);
            let code =
                code.ok_or_else(|| invalid(&field.id, "currency: write its ISO 4217 code, such as BRL"))?;
            Holds::Currency { code, range: range(field)?, decimals }
        }
        Kind::Date => Holds::Date,
        Kind::Time => Holds::Time,
        Kind::DateTime => Holds::Instant,
        Kind::CheckBox => Holds::CheckBox,
        Kind::List => Holds::List(own()?),
        Kind::Tree => Holds::Tree(own()?),
        Kind::CatalogList => Holds::List(shared()?),
        Kind::CatalogTree => Holds::Tree(shared()?),
        Kind::MultipleChoice => {
            let choices = if field.catalog.is_some() { shared()? } else { own()? };
            if let Some(label) = choices.label_with_separator() {
                return Err(invalid(
                    &field.id,
                    &format!("choices: {label} holds a ; which separates choices"),
                ));
            }
            Holds::Several(choices)
        }
        Kind::Link => Holds::Link { max_length: field.max_length.unwrap_or(LINK) },
        Kind::File => Holds::File {
            max_bytes: field.max_bytes.unwrap_or(FILE_BYTES),
            media_types: field.media_types.clone(),
        },
        Kind::Position => Holds::Position,
    })
}

fn range(field: &FieldSetting) -> Result<Range, Error> {
    let limit = |name: &str, text: &Option<String>| match text {
        None => Ok(None),
        Some(text) => match Decimal::from_plain(text) {
            Some(decimal) => Ok(Some(decimal)),
            None => Err(invalid(&field.id, &format!("{name}: {text} is no plain decimal number"))),
        },
    };
    let range = Range { min: limit("min", &field.min)?, max: limit("max", &field.max)? };
    match (&range.min, &range.max) {
        (Some(min), Some(max)) if min > max => Err(invalid(&field.id, "min is over max")),
        _ => Ok(range),
    }
}

fn states(field: &FieldSetting) -> Vec<StateRule> {
    let visible = Rights::VISIBLE;
    let full = Rights::VISIBLE | Rights::EDITABLE;
    let mut rules = Vec::new();
    let mut add = |audience, active, mut rights: Rights| {
        if field.required && rights.contains(Rights::EDITABLE) {
            rights |= Rights::REQUIRED;
        }
        rules.push(StateRule { audience, active, rights });
    };
    let audiences = [
        (Audience::Administrator, field.states.as_ref().map(|states| &states.administrator), full),
        (Audience::Specialist, field.states.as_ref().map(|states| &states.specialist), full),
        (Audience::Client, field.states.as_ref().map(|states| &states.client), visible),
    ];
    for (audience, set, otherwise) in audiences {
        let RightsByState { active, inactive } = match set {
            Some(set) => set,
            None => {
                add(audience, true, otherwise);
                add(audience, false, otherwise);
                continue;
            }
        };
        add(audience, true, rights(active));
        add(audience, false, rights(inactive));
    }
    rules
}

fn rights(list: &[Right]) -> Rights {
    list.iter().fold(Rights::empty(), |all, right| {
        all | match right {
            Right::Visible => Rights::VISIBLE,
            Right::Editable => Rights::EDITABLE,
            Right::Required => Rights::REQUIRED,
        }
    })
}

fn concept(name: ConceptName) -> Concept {
    match name {
        ConceptName::Client => Concept::Client,
        ConceptName::Specialist => Concept::Specialist,
        ConceptName::Company => Concept::Company,
        ConceptName::Supplier => Concept::Supplier,
        ConceptName::Location => Concept::Location,
    }
}

fn invalid(field: &str, message: &str) -> Error {
    Error::Invalid(InvalidValue { field: field.into(), message: message.into() })
}
