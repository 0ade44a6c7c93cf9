//! The columns of a company in a sheet: one definition for what an import recognises and an export writes.
use std::collections::HashMap;

use elenco_runtime::contract::{CellType, Column, ColumnSpec};

use crate::companies::model::Company;
use crate::exports::service::cells::{numbers, some_text, texts};
use crate::locale::{Culture, Texts};
use crate::sheets::model::known_headers;
use crate::users::columns::{ACTIVE, INACTIVE};
use crate::users::model::AddressPart;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    Name,
    TaxId,
    ExternalId,
    Email,
    Phone,
    Website,
    Description,
    Active,
    Part(AddressPart),
    Latitude,
    Longitude,
}

/// Further words than the form's for the same columns, as other systems write them.
const SYNONYMS: &[(&str, Target)] = &[
    ("company", Target::Name),
    ("supplier", Target::Name),
    ("nit", Target::TaxId),
    ("rut", Target::TaxId),
    ("cnpj", Target::TaxId),
    ("vat", Target::TaxId),
    ("mail", Target::Email),
    ("telephone", Target::Phone),
    ("site", Target::Website),
    ("status", Target::Active),
    ("lat", Target::Latitude),
    ("lng", Target::Longitude),
    ("lon", Target::Longitude),
];

impl Target {
    /// Every column, in the order in which they are written.
    pub(super) fn all() -> Vec<Self> {
        let own = [
            Self::Name,
            Self::TaxId,
            Self::ExternalId,
            Self::Email,
            Self::Phone,
            Self::Website,
            Self::Description,
            Self::Active,
        ];
        let parts = AddressPart::ALL.into_iter().map(Self::Part);
        own.into_iter().chain(parts).chain([Self::Latitude, Self::Longitude]).collect()
    }

    /// The form's control of it.
    pub(super) fn field(self) -> String {
        match self {
            Self::Name => "name",
            Self::TaxId => "tax_id",
            Self::ExternalId => "external_id",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Website => "website",
            Self::Description => "description",
            Self::Active => "active",
            Self::Part(part) => return format!("address.{}", part.as_str()),
            Self::Latitude => "latitude",
            Self::Longitude => "longitude",
        }
        .to_owned()
    }

    fn label(self, t: Texts) -> String {
        match self {
            Self::Name => t.t("companies-name"),
            Self::TaxId => t.t("companies-tax-id"),
            Self::ExternalId => t.t("companies-external-id"),
            Self::Email => t.t("companies-email"),
            Self::Phone => t.t("companies-phone"),
            Self::Website => t.t("companies-website"),
            Self::Description => t.t("companies-description"),
            Self::Active => t.t("companies-status"),
            Self::Part(part) => return part.label(t),
            Self::Latitude => t.t("map-latitude"),
            Self::Longitude => t.t("map-longitude"),
        }
        .into_owned()
    }

    /// The column's head.
    pub(super) fn spec(self, t: Texts) -> ColumnSpec {
        let is_number = matches!(self, Self::Latitude | Self::Longitude);
        let choices = match self {
            Self::Active => vec![t.t(ACTIVE).into_owned(), t.t(INACTIVE).into_owned()],
            _ => Vec::new(),
        };
        ColumnSpec {
            id: self.field(),
            label: self.label(t),
            kind: if is_number { CellType::Number } else { CellType::Text },
            required: self == Self::Name,
            help: String::new(),
            example: None,
            choices,
        }
    }

    /// The column's cells of these companies.
    pub(super) fn cells(self, t: Texts, companies: &[Company]) -> Column {
        let of =
            |text: fn(&Company) -> &str| texts(companies.iter().map(|one| some_text(text(one).to_owned())));
        match self {
            Self::Name => of(|one| &one.name),
            Self::TaxId => of(|one| &one.tax_id),
            Self::ExternalId => of(|one| one.external_id.as_deref().unwrap_or_default()),
            Self::Email => of(|one| &one.email),
            Self::Phone => of(|one| &one.phone),
            Self::Website => of(|one| &one.website),
            Self::Description => of(|one| &one.description),
            Self::Active => {
                let word = |one: &Company| t.t(if one.active { ACTIVE } else { INACTIVE }).into_owned();
                texts(companies.iter().map(|one| Some(word(one))))
            }
            Self::Part(part) => {
                texts(companies.iter().map(|one| one.address.get(&part).map(|entry| entry.value.clone())))
            }
            Self::Latitude => numbers(companies.iter().map(|one| one.position.map(|at| at.0))),
            Self::Longitude => numbers(companies.iter().map(|one| one.position.map(|at| at.1))),
        }
    }
}

/// What the headers of a file mean to a reader.
pub(super) fn headers(culture: Culture) -> HashMap<String, Target> {
    let mut words: Vec<(String, Target)> = Vec::new();
    for target in Target::all() {
        words.push((target.field(), target));
        // The company's own telephone is called so, not that of its address.
        if let Target::Part(part) = target
            && part != AddressPart::Phone
        {
            words.push((part.as_str().to_owned(), target));
        }
    }
    words.extend(SYNONYMS.iter().map(|(word, target)| ((*word).to_owned(), *target)));
    known_headers(culture, &words, Target::label)
}
