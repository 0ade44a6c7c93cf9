//! Files of the host, as Rust's readers and writers expect them.

use crate::Error;
pub use crate::bindings::host::elenco::plugin::files::{Passage, Sink, Source};
use std::io;

/// Bytes that cross in one piece, when they are read or written through [`SourceReader`] and [`SinkWriter`].
const PIECE: usize = 64 * 1024;

/// A file to read: the host's [`Source`], or a [`MemoryFile`] in a test.
pub trait FileSource: Send {
    /// The name that the file had where it came from.
    fn name(&self) -> String;

    /// Length in bytes.
    fn size(&self) -> u64;

    /// At most `length` bytes from `offset`; fewer at the end of the file, none behind it.
    fn read(&self, offset: u64, length: u32) -> Result<Vec<u8>, Error>;
}

impl FileSource for Source {
    fn name(&self) -> String {
        Source::name(self)
    }

    fn size(&self) -> u64 {
        Source::size(self)
    }

    fn read(&self, offset: u64, length: u32) -> Result<Vec<u8>, Error> {
        Source::read(self, offset, length)
    }
}

/// A file in memory, for tests.
pub struct MemoryFile {
    name: String,
    bytes: Vec<u8>,
}

impl MemoryFile {
    /// A file with a name and its bytes.
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), bytes: bytes.into() }
    }
}

impl FileSource for MemoryFile {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn size(&self) -> u64 {
        self.bytes.len() as u64
    }

    fn read(&self, offset: u64, length: u32) -> Result<Vec<u8>, Error> {
        let start = usize::try_from(offset).unwrap_or(usize::MAX).min(self.bytes.len());
        let end = start.saturating_add(length as usize).min(self.bytes.len());
        Ok(self.bytes[start..end].to_vec())
    }
}

/// A file to write: the host's [`Sink`], or a `Vec<u8>` behind a lock in a test.
pub trait FileSink: Send {
    /// Appends bytes.
    fn write(&self, bytes: &[u8]) -> Result<(), Error>;
}

impl FileSink for Sink {
    fn write(&self, bytes: &[u8]) -> Result<(), Error> {
        Sink::write(self, bytes)
    }
}

impl FileSink for std::sync::Arc<std::sync::Mutex<Vec<u8>>> {
    fn write(&self, bytes: &[u8]) -> Result<(), Error> {
        let mut all = self.lock().map_err(|_| Error::Other("a writer panicked".into()))?;
        all.extend_from_slice(bytes);
        Ok(())
    }
}

/// Reads a file with [`io::Read`], [`io::BufRead`] and [`io::Seek`], in pieces of 64 KiB.
pub struct SourceReader {
    file: Box<dyn FileSource>,
    size: u64,
    /// Where the piece begins in the file.
    start: u64,
    piece: Vec<u8>,
    /// What has been taken of the piece.
    taken: usize,
}

impl SourceReader {
    /// A reader at the beginning of the file.
    pub fn new(file: Box<dyn FileSource>) -> Self {
        let size = file.size();
        Self { file, size, start: 0, piece: Vec::new(), taken: 0 }
    }

    /// The file's name.
    pub fn name(&self) -> String {
        self.file.name()
    }

    fn position(&self) -> u64 {
        self.start + self.taken as u64
    }
}

impl io::BufRead for SourceReader {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.taken == self.piece.len() {
            let next = self.position();
            self.piece = self.file.read(next, PIECE as u32).map_err(io::Error::other)?;
            self.start = next;
            self.taken = 0;
        }
        Ok(&self.piece[self.taken..])
    }

    fn consume(&mut self, amount: usize) {
        self.taken = (self.taken + amount).min(self.piece.len());
    }
}

impl io::Read for SourceReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let piece = io::BufRead::fill_buf(self)?;
        let count = piece.len().min(buffer.len());
        buffer[..count].copy_from_slice(&piece[..count]);
        io::BufRead::consume(self, count);
        Ok(count)
    }
}

impl io::Seek for SourceReader {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        let target = match to {
            io::SeekFrom::Start(offset) => Some(offset),
            io::SeekFrom::End(distance) => self.size.checked_add_signed(distance),
            io::SeekFrom::Current(distance) => self.position().checked_add_signed(distance),
        };
        let target = target.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        // Archives are read with many short jumps; those inside the piece cost nothing.
        match target.checked_sub(self.start).and_then(|inside| usize::try_from(inside).ok()) {
            Some(inside) if inside <= self.piece.len() => self.taken = inside,
            _ => {
                self.start = target;
                self.piece.clear();
                self.taken = 0;
            }
        }
        Ok(target)
    }
}

/// Writes a file with [`io::Write`], in pieces of 64 KiB. Flush it at the end: dropping it writes nothing.
pub struct SinkWriter {
    file: Box<dyn FileSink>,
    piece: Vec<u8>,
}

impl SinkWriter {
    /// A writer at the beginning of the file.
    pub fn new(file: Box<dyn FileSink>) -> Self {
        Self { file, piece: Vec::with_capacity(PIECE) }
    }
}

impl io::Write for SinkWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.piece.len() + bytes.len() > PIECE {
            io::Write::flush(self)?;
        }
        if bytes.len() > PIECE {
            self.file.write(bytes).map_err(io::Error::other)?;
        } else {
            self.piece.extend_from_slice(bytes);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if !self.piece.is_empty() {
            self.file.write(&self.piece).map_err(io::Error::other)?;
            self.piece.clear();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
