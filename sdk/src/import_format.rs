//! Reads people from files.
//!
//! The host asks every plugin of this kind whether it recognises a file, opens the file with the surest one, and
//! takes its rows in batches of some hundreds. Keep no more of the file in memory than the format needs. Formats whose
//! records name their own values (LDIF, vCard, JSON) have most of their work done by [`crate::named_records`].
//!
//! A complete plugin, for files with one name a line:
//!
//! ```
//! use elenco_sdk::files::{FileSource, SourceReader};
//! use elenco_sdk::import_format::{Format, ImportFormat, Reader, Sheet};
//! use elenco_sdk::{Column, Error, Language, Plugin, Rows};
//! use std::io::BufRead;
//!
//! struct Lines;
//! struct Open {
//!     file: SourceReader,
//!     next: u32,
//! }
//!
//! impl Plugin for Lines {
//!     type Settings = serde::de::IgnoredAny;
//!     fn open(_: Self::Settings) -> Result<Self, Error> {
//!         Ok(Self)
//!     }
//! }
//!
//! impl ImportFormat for Lines {
//!     type Reader = Open;
//!     fn formats(&self, language: Language) -> Vec<Format> {
//!         let label = language.pick("Lines", "Líneas", "Linhas").into();
//!         let (extensions, media_types) = (vec!["txt".into()], vec!["text/plain".into()]);
//!         vec![Format { id: "lines".into(), label, extensions, media_types }]
//!     }
//!     fn recognise(&self, name: &str, _head: &[u8]) -> u8 {
//!         if name.ends_with(".txt") { 50 } else { 0 }
//!     }
//!     fn open(&self, file: Box<dyn FileSource>, _: Language) -> Result<Open, Error> {
//!         Ok(Open { file: SourceReader::new(file), next: 1 })
//!     }
//! }
//!
//! impl Reader for Open {
//!     fn sheets(&mut self) -> Result<Vec<Sheet>, Error> {
//!         Ok(vec![Sheet { name: "lines".into(), claimed_rows: None }])
//!     }
//!     fn read(&mut self, _sheet: u32, max_rows: u32) -> Result<Option<Rows>, Error> {
//!         let lines = self.file.by_ref().lines().take(max_rows as usize);
//!         let names: Vec<_> = lines
//!             .map(|line| line.map(Some).map_err(|error| Error::Other(error.to_string())))
//!             .collect::<Result<_, _>>()?;
//!         let count = names.len() as u32;
//!         let first = self.next;
//!         self.next += count;
//!         Ok((count > 0).then(|| Rows { first, count, columns: vec![Column::Text(names)] }))
//!     }
//! }
//!
//! use std::io::Read;
//! elenco_sdk::export_plugin!(Lines: import_format);
//!
//! let file = elenco_sdk::files::MemoryFile::new("people.txt", "Ana\nLuis\n");
//! let mut reader = Lines.open(Box::new(file), Language::En).unwrap();
//! assert_eq!(reader.read(0, 100).unwrap().unwrap().count, 2);
//! assert!(reader.read(0, 100).unwrap().is_none());
//! ```

pub use crate::bindings::import_format::exports::elenco::plugin::import_format::{Format, Sheet};
use crate::files::FileSource;
use crate::{Error, Language, Plugin, Rows};

/// A plugin that reads files.
pub trait ImportFormat: Plugin {
    /// A file that is being read.
    type Reader: Reader;

    /// The formats that it reads.
    fn formats(&self, language: Language) -> Vec<Format>;

    /// How sure it is that it reads this file, from its name and its first bytes (at most 4096): 0 not at all, 100
    /// certain.
    fn recognise(&self, name: &str, head: &[u8]) -> u8;

    /// Opens a file; an error says what is wrong with it, in the reader's language.
    fn open(&self, file: Box<dyn FileSource>, language: Language) -> Result<Self::Reader, Error>;
}

/// A file that is being read.
pub trait Reader: 'static {
    /// The sheets, in the order of the file.
    fn sheets(&mut self) -> Result<Vec<Sheet>, Error>;

    /// The next rows of a sheet (counted from 0), header row included, at most `max_rows`; none at its end.
    fn read(&mut self, sheet: u32, max_rows: u32) -> Result<Option<Rows>, Error>;
}
