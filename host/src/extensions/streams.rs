//! Files on their way through a format plugin, and what went wrong with them, in the domains' own words.
use std::io;

use elenco_runtime::contract::{GuestError, Note, Rows, Sheet, Workbook};
use elenco_runtime::{ByteSink, ByteSource, CallError, Reader, Writer};

use super::formats::OwnedExportFormat;
use super::{Caller, ExtensionError, Extensions, failed};
use crate::locale::Culture;

/// A file that a plugin reads. Blocking, like the plugin.
pub trait FileSource: Send {
    /// The name that the file had where it came from.
    fn name(&self) -> &str;

    /// Its size in bytes.
    fn size(&self) -> u64;

    /// Reads from an offset into the buffer and says how many bytes; 0 at the end.
    ///
    /// # Errors
    /// What the store says. The plugin learns that there was an error, not which.
    fn read_at(&mut self, offset: u64, buffer: &mut [u8]) -> io::Result<usize>;
}

/// A file that a plugin writes. Blocking, like the plugin.
pub trait FileSink: Send {
    /// Takes all of these bytes.
    ///
    /// # Errors
    /// What the store says. The plugin learns that there was an error, not which.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()>;
}

pub(super) struct Source(pub(super) Box<dyn FileSource>);

impl ByteSource for Source {
    fn name(&self) -> &str {
        self.0.name()
    }

    fn size(&self) -> u64 {
        self.0.size()
    }

    fn read_at(&mut self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read_at(offset, buffer)
    }
}

struct Sink(Box<dyn FileSink>);

impl ByteSink for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.write(bytes)
    }
}

/// A file that a plugin is reading. Blocking.
pub struct FileReader {
    pub(super) plugin: String,
    pub(super) reader: Reader,
}

impl FileReader {
    /// The sheets, in the order of the file.
    ///
    /// # Errors
    /// When the plugin refuses the file or fails.
    pub fn sheets(&mut self) -> Result<Vec<Sheet>, ExtensionError> {
        self.reader.sheets().map_err(failed(&self.plugin))
    }

    /// The next rows of a sheet; none at its end.
    ///
    /// # Errors
    /// When the plugin refuses the file or fails.
    pub fn read(&mut self, sheet: u32, most: u32) -> Result<Option<Rows>, ExtensionError> {
        self.reader.read(sheet, most).map_err(failed(&self.plugin))
    }
}

/// A file that a plugin is writing. Blocking.
pub struct FileWriter {
    plugin: String,
    writer: Writer,
}

impl FileWriter {
    /// Appends rows to a sheet, with the notes on them.
    ///
    /// # Errors
    /// When the plugin fails.
    pub fn write(&mut self, sheet: u32, rows: &Rows, notes: &[Note]) -> Result<(), ExtensionError> {
        self.writer.write(sheet, rows, notes).map_err(failed(&self.plugin))
    }

    /// Ends the file.
    ///
    /// # Errors
    /// When the plugin fails.
    pub fn finish(self) -> Result<(), ExtensionError> {
        self.writer.finish().map_err(failed(&self.plugin))
    }
}

impl Extensions {
    /// Opens a file with a plugin. Blocking.
    ///
    /// # Errors
    /// When the plugin is not there, or refuses the file.
    pub fn read_file(
        &self,
        caller: &Caller,
        plugin: &str,
        source: Box<dyn FileSource>,
        culture: Culture,
    ) -> Result<FileReader, ExtensionError> {
        let reader = self.open_reader(caller, plugin, Box::new(Source(source)), culture)?;
        Ok(FileReader { plugin: plugin.to_owned(), reader })
    }

    /// Begins a file with a plugin. Blocking.
    ///
    /// # Errors
    /// When the plugin is not there or does not know the format.
    pub fn write_file(
        &self,
        caller: &Caller,
        format: &OwnedExportFormat,
        book: &Workbook,
        sink: Box<dyn FileSink>,
    ) -> Result<FileWriter, ExtensionError> {
        let writer = self.open_writer(caller, format, book, Box::new(Sink(sink)))?;
        Ok(FileWriter { plugin: format.plugin.clone(), writer })
    }
}

/// What a failed call means to whoever asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure<'a> {
    /// The server is stopping.
    Stopping,
    /// Too much is going on; worth another try soon.
    Busy,
    /// No plugin is there to ask.
    NotReady,
    /// Something outside did not answer; worth another try later.
    Unavailable(&'a str),
    /// The plugin refused what it was given: a stable code when it has one, and words for the reader.
    Refused(Option<&'a str>, &'a str),
    /// The plugin failed over what it was given: a limit was reached, or it crashed.
    Failed,
}

impl ExtensionError {
    /// What the error means to whoever asked.
    pub fn failure(&self) -> Failure<'_> {
        match self {
            Self::Stopping => Failure::Stopping,
            Self::Absent(_) | Self::NotLoaded { .. } => Failure::NotReady,
            Self::Call { error, .. } => match error {
                CallError::Busy => Failure::Busy,
                CallError::Guest(GuestError::Invalid(invalid)) => {
                    Failure::Refused(Some(&invalid.field), &invalid.message)
                }
                CallError::Guest(GuestError::Other(message)) => Failure::Refused(None, message),
                CallError::Guest(GuestError::Unavailable(detail)) => Failure::Unavailable(detail),
                _ => Failure::Failed,
            },
        }
    }
}
