//! Headers as a person is asked about them: whatever they are, something is proposed.
use std::collections::{BTreeMap, HashMap};

use super::{How, Recognised, Target, recognise_one};
use crate::imports::model::Memory;

/// Longer headers name nothing, and comparing them with every name would take long.
const LONGEST: usize = 200;

/// Proposes what the headers of one sheet mean. Of several columns that mean the same the clearest is proposed, of
/// equally clear ones the first.
pub fn propose(
    headers: &[String],
    ids: &[Option<String>],
    targets: &[Target],
    memory: &Memory,
) -> Vec<Recognised> {
    let chosen = HashMap::new();
    let mut all: Vec<Recognised> = headers
        .iter()
        .enumerate()
        .map(|(column, header)| {
            let id = ids.get(column).and_then(Option::as_deref);
            let header = if header.chars().count() > LONGEST { "" } else { header.as_str() };
            recognise_one(header, id, targets, &chosen, memory)
        })
        .collect();
    let mut best: BTreeMap<String, usize> = BTreeMap::new();
    for column in 0..all.len() {
        let Some(field) = all[column].field.clone() else { continue };
        match best.get(&field).copied() {
            Some(first) if all[first].how <= all[column].how => {
                all[column] = Recognised { field: None, how: How::Beaten };
            }
            Some(first) => {
                all[first] = Recognised { field: None, how: How::Beaten };
                best.insert(field, column);
            }
            None => {
                best.insert(field, column);
            }
        }
    }
    all
}
