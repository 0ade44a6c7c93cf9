//! Reads people from vCard, the form in which address books are passed on (2.1, RFC 2426, RFC 6350).
//!
//! What the host needs to know of the files, beyond the contract:
//!
//! - A row is a card, numbered by the line of its `BEGIN`. Cards of groups and organisations come in a second sheet,
//!   which no import reads.
//! - Properties that say what Elenco knows of people have the columns for that; where a card has several, the
//!   preferred one counts, and the others stand in a column beside it. All other properties have a column each, their
//!   values joined with semicolons. A birthday, a company and notes have the headers that additional fields for them
//!   usually have.
//! - A card has no name to sign in with: an administrator says which of its values becomes that.
//! - Pictures, sounds and keys are not read; their columns are there and say so.

mod cards;
mod people;
mod places;
mod property;
mod refusal;

use cards::Cards;
use elenco_sdk::files::{FileSource, SourceReader};
use elenco_sdk::import_format::{Format, ImportFormat};
use elenco_sdk::named_records::{Table, stem};
use elenco_sdk::{Error, Language, Plugin};
use serde::Deserialize;

/// The plugin.
struct VCard {
    settings: Settings,
}

/// What an administrator may set; `settings.schema.json` says the same to the console.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Settings {
    username: UsernameFrom,
}

/// What becomes the name to sign in with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum UsernameFrom {
    #[default]
    Email,
    EmailName,
    Nickname,
    Uid,
}

impl Plugin for VCard {
    type Settings = Settings;

    fn open(settings: Settings) -> Result<Self, Error> {
        Ok(Self { settings })
    }
}

impl ImportFormat for VCard {
    type Reader = Table<Cards>;

    fn formats(&self, language: Language) -> Vec<Format> {
        let label = language.pick(
            "Address book (vCard)",
            "Libreta de direcciones (vCard)",
            "Agenda de contatos (vCard)",
        );
        vec![Format {
            id: "vcard".into(),
            label: label.into(),
            extensions: vec!["vcf".into(), "vcard".into()],
            media_types: vec!["text/vcard".into(), "text/x-vcard".into()],
        }]
    }

    fn recognise(&self, name: &str, head: &[u8]) -> u8 {
        let name = name.to_lowercase();
        if cards::looks_like_one(head) {
            95
        } else if name.ends_with(".vcf") || name.ends_with(".vcard") {
            // Whoever named the file so learns here what is wrong with it.
            50
        } else {
            0
        }
    }

    fn open(&self, file: Box<dyn FileSource>, language: Language) -> Result<Self::Reader, Error> {
        let name = stem(&file.name()).to_owned();
        Table::open(Cards::new(SourceReader::new(file), self.settings.username, language), &name, language)
    }
}

elenco_sdk::export_plugin!(VCard: import_format);

#[cfg(test)]
mod tests;
