//! Which column of people a header means.
mod lenient;

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::model::Memory;
use crate::fold::fold;

pub use lenient::propose;

/// By which way a column was recognised, or why its cells go nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// Whoever imports said so.
    Chosen,
    /// Somebody of this tenant confirmed it before.
    Remembered,
    /// By the stable id that a workbook of ours carries, or that stands in the header itself.
    Id,
    /// By what we call it, in one of the three languages.
    Label,
    /// By another name for it.
    Synonym,
    /// By a name that is nearly one of those.
    Near,
    /// One of the columns that our files of failed rows add. Nothing to read.
    Ours,
    /// Whoever imports said that it is to be left out.
    LeftOut,
    /// Another column means the same more clearly.
    Beaten,
    /// Nobody knows.
    Unknown,
}

/// A column of people, and the names under which files bring it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Id of the column: `username`, `address.city`, `fields.birth_date`.
    pub id: String,
    /// What we call it, in every language, as [`plain`] texts.
    pub labels: Vec<String>,
    /// Other names, as [`plain`] texts.
    pub synonyms: Vec<String>,
}

/// Id of the column without which nobody knows whom a row is about.
pub const USERNAME: &str = "username";
/// Ids of columns that our files of failed rows add begin with this.
pub const OURS: &str = "_";

/// What was made of one header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognised {
    /// Id of the column; nothing when its cells go nowhere.
    pub field: Option<String>,
    /// By which way.
    pub how: How,
}

/// Why a sheet's headers cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeaderProblem {
    /// Several columns have the same header.
    Repeated {
        /// The header.
        header: String,
        /// The columns, counted from 0.
        columns: Vec<usize>,
    },
    /// Several columns mean the same, and none more clearly than the others.
    Competing {
        /// Id of the column of people.
        field: String,
        /// The columns, counted from 0.
        columns: Vec<usize>,
    },
}

/// Text as headers are compared: no accents, no case, and whatever is neither letter nor digit is a blank.
pub fn plain(text: &str) -> String {
    let blanks: String = text.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    // Folding may bring signs along, as in `nº`, so it comes between two passes.
    let folded: String = fold(&blanks).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How alike two names must be to mean the same, from 0 to 1.
const ALIKE: f64 = 0.84;
/// How much more alike than the next column's best name.
const CLEARLY: f64 = 0.08;
/// Shorter headers have too many neighbours.
const SHORTEST: usize = 5;

fn digits(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(char::is_ascii_digit)
}

/// The target that a header nearly names, when there is only one.
fn nearest<'a>(header: &str, targets: &'a [Target]) -> Option<&'a Target> {
    if header.chars().count() < SHORTEST {
        return None;
    }
    let mut best: Option<(f64, &Target)> = None;
    let mut next = 0.0_f64;
    for target in targets {
        let names = target.labels.iter().chain(&target.synonyms);
        // `Address line 3` is no slip for `address line 2`.
        let alike = names
            .filter(|name| digits(name).eq(digits(header)))
            .map(|name| strsim::normalized_damerau_levenshtein(name, header))
            .fold(0.0, f64::max);
        match best {
            Some((most, _)) if alike <= most => next = next.max(alike),
            Some((most, _)) => (next, best) = (most, Some((alike, target))),
            None => best = Some((alike, target)),
        }
    }
    best.filter(|(alike, _)| *alike >= ALIKE && alike - next >= CLEARLY).map(|(_, target)| target)
}

fn recognise_one(
    header: &str,
    id: Option<&str>,
    targets: &[Target],
    chosen: &HashMap<String, Option<&str>>,
    memory: &Memory,
) -> Recognised {
    let found = |target: &Target, how| Recognised { field: Some(target.id.clone()), how };
    let nothing = |how| Recognised { field: None, how };
    let name = plain(header);
    if let Some(choice) = chosen.get(&name).filter(|_| !name.is_empty()) {
        return match choice {
            Some(field) => Recognised { field: Some((*field).to_owned()), how: How::Chosen },
            None => nothing(How::LeftOut),
        };
    }
    if let Some(id) = id {
        if id.starts_with(OURS) {
            return nothing(How::Ours);
        }
        if let Some(target) = targets.iter().find(|target| target.id == id) {
            return found(target, How::Id);
        }
    }
    if name.is_empty() {
        return nothing(How::Unknown);
    }
    // A field that is gone since is guessed anew.
    let remembered = memory.get(&name).map(|confirmed| confirmed.field.as_deref());
    match remembered.map(|field| field.map(|field| targets.iter().find(|target| target.id == field))) {
        Some(Some(Some(target))) => return found(target, How::Remembered),
        Some(None) => return nothing(How::Remembered),
        _ => {}
    }
    let by_id = targets.iter().find(|target| target.id == header.trim() || plain(&target.id) == name);
    let by_label = || targets.iter().find(|target| target.labels.contains(&name));
    let by_synonym = || targets.iter().find(|target| target.synonyms.contains(&name));
    let known = by_id
        .map(|target| (target, How::Id))
        .or_else(|| by_label().map(|target| (target, How::Label)))
        .or_else(|| by_synonym().map(|target| (target, How::Synonym)));
    match known {
        Some((target, _)) if target.id.starts_with(OURS) => nothing(How::Ours),
        Some((target, how)) => found(target, how),
        None => match nearest(&name, targets).filter(|target| !target.id.starts_with(OURS)) {
            Some(target) => found(target, How::Near),
            None => nothing(How::Unknown),
        },
    }
}

fn repeated(headers: &[String]) -> Option<HeaderProblem> {
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (column, header) in headers.iter().enumerate() {
        let name = fold(header);
        if !name.is_empty() {
            by_name.entry(name).or_default().push(column);
        }
    }
    let columns =
        by_name.into_values().filter(|columns| columns.len() > 1).min_by_key(|columns| columns[0])?;
    Some(HeaderProblem::Repeated { header: headers[columns[0]].trim().to_owned(), columns })
}

/// Recognises the headers of one sheet. `ids` are the stable ids that the file carries, if it does; `mapping` is what
/// whoever imports chose, by header; `memory` what the tenant confirmed before.
///
/// # Errors
/// [`HeaderProblem`]: a file that can be read in two ways is not read at all.
pub fn recognise(
    headers: &[String],
    ids: &[Option<String>],
    targets: &[Target],
    mapping: &BTreeMap<String, Option<String>>,
    memory: &Memory,
) -> Result<Vec<Recognised>, HeaderProblem> {
    if let Some(problem) = repeated(headers) {
        return Err(problem);
    }
    let chosen = mapping.iter().map(|(header, field)| (plain(header), field.as_deref())).collect();
    let mut all: Vec<Recognised> = headers
        .iter()
        .enumerate()
        .map(|(column, header)| {
            recognise_one(header, ids.get(column).and_then(Option::as_deref), targets, &chosen, memory)
        })
        .collect();
    let mut claims: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (column, recognised) in all.iter().enumerate() {
        if let Some(field) = &recognised.field {
            claims.entry(field.clone()).or_default().push(column);
        }
    }
    for (field, columns) in claims {
        let Some(clearest) = columns.iter().map(|column| all[*column].how).min() else { continue };
        let (first, beaten): (Vec<usize>, Vec<usize>) =
            columns.iter().partition(|column| all[**column].how == clearest);
        if first.len() > 1 {
            return Err(HeaderProblem::Competing { field, columns: first });
        }
        for column in beaten {
            all[column] = Recognised { field: None, how: How::Beaten };
        }
    }
    Ok(all)
}

/// The letters that spreadsheets give a column: 0 is `A`, 26 is `AA`.
pub fn letters(column: usize) -> String {
    let mut rest = column + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.into_iter().rev().collect()
}

#[cfg(test)]
mod tests;
