//! Archives of several files (APPNOTE 6.3.10, as much of it as programs that pack files write).
//!
//! The directory at the end is read here and not by a library, so that nothing is believed or kept before it is
//! known to be small: how many entries there are, where they lie, and that no two share bytes.
use std::io::{self, Read};

use crate::extensions::streams::FileSource;

/// Length of the record at the end.
const END: u64 = 22;
/// Length of an entry of the directory without its texts.
const ENTRY: usize = 46;
/// Length of the header before a file's bytes without its texts.
const LOCAL: usize = 30;
/// Most entries, folders and all.
const MOST_ENTRIES: usize = 1_000;
/// Largest directory, in bytes.
const MOST_DIRECTORY: u64 = 1 << 20;
/// How many times larger than its packed form a file may be.
const MOST_RATIO: u64 = 400;

/// A file in an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name with its folders.
    pub name: String,
    /// Its size, as the archive claims.
    pub size: u64,
    packed: u64,
    offset: u64,
    deflated: bool,
    checksum: u32,
}

/// Why an archive is not read.
#[derive(Debug)]
pub enum Refusal {
    /// It is cut off or does not make sense.
    Broken,
    /// It has more entries than are read.
    TooMany,
    /// This file in it is protected by a password.
    Encrypted(String),
    /// This file in it would unpack to far more than its size.
    Bomb(String),
    /// The store failed.
    Store(io::Error),
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Self::Store(error)
    }
}

fn exact(source: &mut dyn FileSource, offset: u64, length: usize) -> Result<Vec<u8>, Refusal> {
    let mut bytes = vec![0; length];
    let mut done = 0;
    while done < length {
        let count = source.read_at(offset + done as u64, &mut bytes[done..])?;
        if count == 0 {
            return Err(Refusal::Broken);
        }
        done += count;
    }
    Ok(bytes)
}

fn u16_at(bytes: &[u8], at: usize) -> Result<u16, Refusal> {
    let two = bytes.get(at..at + 2).and_then(|two| two.try_into().ok());
    two.map(u16::from_le_bytes).ok_or(Refusal::Broken)
}

fn u32_at(bytes: &[u8], at: usize) -> Result<u32, Refusal> {
    let four = bytes.get(at..at + 4).and_then(|four| four.try_into().ok());
    four.map(u32::from_le_bytes).ok_or(Refusal::Broken)
}

/// The files of an archive, in the order of its directory.
///
/// # Errors
/// [`Refusal`].
pub fn entries(source: &mut dyn FileSource) -> Result<Vec<Entry>, Refusal> {
    let end_at = source.size().checked_sub(END).ok_or(Refusal::Broken)?;
    let end = exact(source, end_at, END as usize)?;
    // A comment behind it would let two readers see two archives.
    if !end.starts_with(b"PK\x05\x06") || u16_at(&end, 20)? != 0 {
        return Err(Refusal::Broken);
    }
    let (count, length, start) =
        (usize::from(u16_at(&end, 10)?), u64::from(u32_at(&end, 12)?), u64::from(u32_at(&end, 16)?));
    if count > MOST_ENTRIES || length > MOST_DIRECTORY {
        return Err(Refusal::TooMany);
    }
    if start + length != end_at {
        return Err(Refusal::Broken);
    }
    let directory = exact(source, start, length as usize)?;
    let mut rest = directory.as_slice();
    let mut found = Vec::with_capacity(count);
    for _ in 0..count {
        let (entry, size) = entry(rest)?;
        rest = rest.get(size..).ok_or(Refusal::Broken)?;
        found.extend(entry);
    }
    apart(&found, start)?;
    Ok(found)
}

/// One entry, nothing for a folder, and how long it is.
fn entry(bytes: &[u8]) -> Result<(Option<Entry>, usize), Refusal> {
    if !bytes.starts_with(b"PK\x01\x02") {
        return Err(Refusal::Broken);
    }
    let lengths = [u16_at(bytes, 28)?, u16_at(bytes, 30)?, u16_at(bytes, 32)?].map(usize::from);
    let name = bytes.get(ENTRY..ENTRY + lengths[0]).ok_or(Refusal::Broken)?;
    let name = String::from_utf8_lossy(name).into_owned();
    let length = ENTRY + lengths.iter().sum::<usize>();
    if name.ends_with('/') {
        return Ok((None, length));
    }
    if u16_at(bytes, 8)? & 1 != 0 {
        return Err(Refusal::Encrypted(name));
    }
    let deflated = match u16_at(bytes, 10)? {
        0 => false,
        8 => true,
        _ => return Err(Refusal::Broken),
    };
    let (packed, size) = (u64::from(u32_at(bytes, 20)?), u64::from(u32_at(bytes, 24)?));
    if size / MOST_RATIO > packed {
        return Err(Refusal::Bomb(name));
    }
    let (checksum, offset) = (u32_at(bytes, 16)?, u64::from(u32_at(bytes, 42)?));
    Ok((Some(Entry { name, size, packed, offset, deflated, checksum }), length))
}

/// Whether the files lie one behind the other, before the directory.
fn apart(entries: &[Entry], directory: u64) -> Result<(), Refusal> {
    let mut spans: Vec<(u64, u64)> =
        entries.iter().map(|entry| (entry.offset, entry.offset + LOCAL as u64 + entry.packed)).collect();
    spans.sort_unstable();
    let ends_inside = spans.last().is_none_or(|(_, end)| *end <= directory);
    if ends_inside && spans.windows(2).all(|pair| pair[0].1 <= pair[1].0) {
        Ok(())
    } else {
        Err(Refusal::Broken)
    }
}

/// Bytes of a source between two offsets.
struct Span<'a> {
    source: &'a mut dyn FileSource,
    at: u64,
    end: u64,
}

impl Read for Span<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = usize::try_from(self.end - self.at).unwrap_or(usize::MAX).min(buffer.len());
        let count = self.source.read_at(self.at, &mut buffer[..most])?;
        self.at += count as u64;
        Ok(count)
    }
}

/// Unpacks a file, piece by piece.
///
/// # Errors
/// [`Refusal`], and whatever `take` fails with.
pub fn unpack<E: From<Refusal>>(
    source: &mut dyn FileSource,
    entry: &Entry,
    mut take: impl FnMut(&[u8]) -> Result<(), E>,
) -> Result<(), E> {
    let local = exact(source, entry.offset, LOCAL)?;
    if !local.starts_with(b"PK\x03\x04") {
        return Err(Refusal::Broken.into());
    }
    let begin = entry.offset + LOCAL as u64 + u64::from(u16_at(&local, 26)?) + u64::from(u16_at(&local, 28)?);
    let span = Span { source, at: begin, end: begin + entry.packed };
    let mut reader: Box<dyn Read + '_> =
        if entry.deflated { Box::new(flate2::read::DeflateDecoder::new(span)) } else { Box::new(span) };
    let mut piece = vec![0; 64 << 10];
    let mut checksum = flate2::Crc::new();
    let mut seen = 0;
    loop {
        let count = match reader.read(&mut piece) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => return Err(Refusal::Broken.into()),
            Err(error) if error.kind() == io::ErrorKind::InvalidData => return Err(Refusal::Broken.into()),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Err(Refusal::Broken.into()),
            Err(error) => return Err(Refusal::Store(error).into()),
        };
        seen += count as u64;
        if seen > entry.size {
            return Err(Refusal::Bomb(entry.name.clone()).into());
        }
        checksum.update(&piece[..count]);
        take(&piece[..count])?;
    }
    if seen == entry.size && checksum.sum() == entry.checksum { Ok(()) } else { Err(Refusal::Broken.into()) }
}

#[cfg(test)]
mod tests;
