//! The form of a location: what it holds, and what it asks to change.
use std::collections::BTreeMap;

use super::model::{Location, LocationValues};
use crate::error::AppError;
use crate::position::{Position, Unreadable, short};
use crate::users::model::{Address, AddressPart, AddressValue};

/// Largest text of one control, in bytes.
const TEXT_BYTES: usize = 16 << 10;
/// Most controls of the form.
const CONTROLS: usize = 40;
/// Longest search, in characters.
const SEARCH: usize = 100;

/// What the form holds, as it was typed, so that a refused form shows it again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LocationForm {
    values: BTreeMap<String, String>,
}

impl LocationForm {
    /// Reads a form, within limits.
    ///
    /// # Errors
    /// [`AppError::BadRequest`] for what no page of ours sends.
    pub fn of_pairs(pairs: Vec<(String, String)>) -> Result<Self, AppError> {
        if pairs.len() > CONTROLS || pairs.iter().any(|(_, value)| value.len() > TEXT_BYTES) {
            let detail = "too many or too long values".to_owned();
            return Err(AppError::BadRequest { code: "form.unreadable", detail });
        }
        Ok(Self { values: pairs.into_iter().collect() })
    }

    /// An empty form.
    pub fn blank() -> Self {
        Self { values: BTreeMap::from([("active".to_owned(), "true".to_owned())]) }
    }

    /// The form of a location as it is.
    pub fn of_location(location: &Location) -> Self {
        let mut form = Self::default();
        let own_phone = location.address.get(&AddressPart::Phone).map(|entry| entry.value.as_str());
        let phone = if location.phone.is_empty() { own_phone.unwrap_or_default() } else { &location.phone };
        for (name, value) in [
            ("code", location.code.clone()),
            ("name", location.name.clone()),
            ("phone", phone.to_owned()),
            ("active", location.active.to_string()),
            ("version", location.version.to_string()),
            ("latitude", location.latitude.map(short).unwrap_or_default()),
            ("longitude", location.longitude.map(short).unwrap_or_default()),
        ] {
            form.values.insert(name.to_owned(), value);
        }
        for (part, entry) in &location.address {
            form.values.insert(format!("address.{}", part.as_str()), entry.value.clone());
        }
        form
    }

    /// The value of a control; empty when it was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.values.get(name).map_or("", String::as_str)
    }

    /// The version that the form was made from.
    pub fn version(&self) -> Option<i64> {
        self.get("version").parse().ok()
    }

    /// What the form says of the location.
    pub fn values(&self) -> LocationValues {
        let address: Address = AddressPart::ALL
            .into_iter()
            .filter(|part| *part != AddressPart::Phone)
            .map(|part| {
                let value = self.get(&format!("address.{}", part.as_str())).to_owned();
                (part, AddressValue { value, source: None })
            })
            .collect();
        let position = match Position::read(self.get("latitude"), self.get("longitude")) {
            Ok(position) => position.map(|position| (position.latitude, position.longitude)),
            Err(Unreadable { latitude, longitude }) => {
                let half = |is_unreadable: bool| if is_unreadable { f64::NAN } else { 0.0 };
                Some((half(latitude), half(longitude)))
            }
        };
        LocationValues {
            code: self.get("code").to_owned(),
            name: self.get("name").to_owned(),
            address,
            position,
            phone: self.get("phone").to_owned(),
            active: self.get("active") == "true",
        }
    }
}

/// A search as it is meant: trimmed, of bounded length; nothing when it is empty.
pub fn search_of(text: Option<&str>) -> Option<String> {
    let text = text.map(str::trim).filter(|text| !text.is_empty());
    text.map(|text| text.chars().take(SEARCH).collect())
}
