//! What auto-fill writes into the form of a person, and what it leaves alone.
use crate::users::model::{Address, AddressPart, AddressValue};

use super::UserForm;

/// Name of the hidden control that says where a part of the address came from.
pub fn source_name(part: AddressPart) -> String {
    format!("source.{}", part.as_str())
}

impl UserForm {
    /// Controls that a person changed since auto-fill wrote to them, or before it ever did.
    pub fn edited(&self) -> Vec<String> {
        self.get("edited").split(',').filter(|name| !name.is_empty()).map(str::to_owned).collect()
    }

    /// Where a part of the address came from; nothing when a person typed it.
    pub fn source(&self, part: AddressPart) -> Option<String> {
        let edited = self.edited().contains(&format!("address.{}", part.as_str()));
        Some(self.get(&source_name(part)).to_owned()).filter(|source| !source.is_empty() && !edited)
    }

    /// The address as it stands in the form.
    pub fn address(&self) -> Address {
        AddressPart::ALL
            .into_iter()
            .map(|part| {
                let value = self.get(&format!("address.{}", part.as_str())).to_owned();
                (part, AddressValue { value, source: self.source(part) })
            })
            .collect()
    }

    /// Whether a part of the address is a person's word: it was edited on this page, or it stands there and nothing
    /// filled it.
    fn is_own_word(&self, part: AddressPart) -> bool {
        let name = format!("address.{}", part.as_str());
        self.edited().contains(&name) || (!self.get(&name).trim().is_empty() && self.source(part).is_none())
    }

    /// How many parts of the address auto-fill has filled.
    pub fn filled(&self) -> usize {
        let filled = |part: &AddressPart| {
            self.source(*part).is_some() && !self.get(&format!("address.{}", part.as_str())).is_empty()
        };
        AddressPart::ALL.iter().filter(|part| filled(part)).count()
    }

    /// Puts what auto-fill knows into the form, but never over a person's word: that is kept, and what differs from it
    /// is offered. Answers how many parts it filled.
    pub fn fill(&mut self, suggestions: &Address) -> usize {
        let mut filled = 0;
        for (part, suggestion) in suggestions {
            let name = format!("address.{}", part.as_str());
            if self.is_own_word(*part) {
                if self.get(&name).trim() != suggestion.value.trim() {
                    self.offered.insert(*part, suggestion.clone());
                }
                continue;
            }
            self.set(name, &suggestion.value);
            self.set(source_name(*part), suggestion.source.clone().unwrap_or_default());
            filled += 1;
        }
        filled
    }

    /// Takes away what auto-fill wrote before, so that the address of the place before does not linger.
    pub fn unfill(&mut self) {
        for part in AddressPart::ALL {
            if self.source(part).is_some() {
                self.set(format!("address.{}", part.as_str()), "");
                self.set(source_name(part), "");
            }
        }
    }
}
