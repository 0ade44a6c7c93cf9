//! Reads people from LDIF, the text form of directory entries (RFC 2849).
//!
//! What the host needs to know of the files, beyond the contract:
//!
//! - A row is an entry, numbered by the line of its `dn`. Entries of other classes than people (units, groups,
//!   computers) come in a second sheet, which no import reads.
//! - A column is an attribute; those that directories commonly use for people say which column of people they are.
//!   Such a column takes the first value of the first attribute that has one; further values stand in a column
//!   beside it. All other attributes have a column each, their values joined with semicolons.
//! - Without `givenName` or `sn`, names are taken from `cn`; without a name to sign in with, it is the e-mail address.
//! - Hashed passwords and pictures are not read; their columns are there and say so.

mod entries;
mod people;
mod refusal;

use elenco_sdk::files::{FileSource, SourceReader};
use elenco_sdk::import_format::{Format, ImportFormat};
use elenco_sdk::named_records::{Table, stem};
use elenco_sdk::{Error, Language, Plugin};
use entries::Entries;
use serde::de::IgnoredAny;

/// The plugin.
struct Ldif;

impl Plugin for Ldif {
    type Settings = IgnoredAny;

    fn open(_: IgnoredAny) -> Result<Self, Error> {
        Ok(Self)
    }
}

impl ImportFormat for Ldif {
    type Reader = Table<Entries>;

    fn formats(&self, language: Language) -> Vec<Format> {
        let label = language.pick(
            "Directory entries (LDIF)",
            "Entradas de un directorio (LDIF)",
            "Entradas de um diretório (LDIF)",
        );
        vec![Format {
            id: "ldif".into(),
            label: label.into(),
            extensions: vec!["ldif".into(), "ldi".into()],
            media_types: vec!["text/x-ldif".into(), "text/ldif".into()],
        }]
    }

    fn recognise(&self, name: &str, head: &[u8]) -> u8 {
        let name = name.to_lowercase();
        if entries::looks_like_one(head) {
            95
        } else if name.ends_with(".ldif") || name.ends_with(".ldi") {
            // Comments may fill the beginning; and whoever named the file so learns here what is wrong with it.
            50
        } else {
            0
        }
    }

    fn open(&self, file: Box<dyn FileSource>, language: Language) -> Result<Self::Reader, Error> {
        let name = stem(&file.name()).to_owned();
        Table::open(Entries::new(SourceReader::new(file), language), &name, language)
    }
}

elenco_sdk::export_plugin!(Ldif: import_format);

#[cfg(test)]
mod tests;
