//! A `.zip` whose entries are stored as they are, because workbooks are compressed already (APPNOTE 6.3.10, with the
//! 64-bit extensions where they are needed). Sizes and checksums stand in front of each entry, so that programs which
//! read from the beginning to the end can use it too.
use chrono::{Datelike, NaiveDateTime, Timelike};
use crc32fast::Hasher;
use futures_util::StreamExt as _;

use super::{files_error, stop};
use crate::error::AppError;
use crate::files::{FileWriter, Files, FilesError};
use crate::jobs::model::Stop;

/// What goes into the archive.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// Its name in the archive: ASCII or UTF-8, no folder.
    pub name: String,
    /// Where it is in the store.
    pub key: String,
}

/// From here on a length of 32 bits is a mark that the real one stands in the extension.
const MARK_32: u64 = u32::MAX as u64;
const MARK_16: usize = u16::MAX as usize;
/// What a reader needs to know to take an entry out: 4.5 has the 64-bit extensions.
const PLAIN: u16 = 20;
const LONG: u16 = 45;
/// Names are UTF-8.
const UTF_8: u16 = 1 << 11;
/// Made on Unix, by version 6.3 of the description.
const MADE_BY: u16 = (3 << 8) | 63;
/// A plain file that its owner may write and anybody read.
const ATTRIBUTES: u32 = 0o100_644 << 16;

#[derive(Debug, Clone)]
struct Written {
    name: String,
    checksum: u32,
    size: u64,
    offset: u64,
}

#[derive(Debug, Clone, Copy)]
struct Stamp {
    time: u16,
    date: u16,
}

impl Stamp {
    /// MS-DOS time: two seconds, since 1980.
    fn of(at: NaiveDateTime) -> Self {
        let years = u16::try_from(at.year() - 1980).unwrap_or(0).min(127);
        let part = |number: u32| u16::try_from(number).unwrap_or(0);
        Self {
            time: part(at.hour()) << 11 | part(at.minute()) << 5 | part(at.second() / 2),
            date: years << 9 | part(at.month()) << 5 | part(at.day()),
        }
    }
}

fn short(bytes: &mut Vec<u8>, values: &[u16]) {
    values.iter().for_each(|value| bytes.extend_from_slice(&value.to_le_bytes()));
}

fn long(bytes: &mut Vec<u8>, values: &[u32]) {
    values.iter().for_each(|value| bytes.extend_from_slice(&value.to_le_bytes()));
}

/// A length for its place of 32 bits.
fn short_length(value: u64) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// The extension with what does not fit; empty when everything does.
fn extension(values: &[u64]) -> Vec<u8> {
    let mut bytes = Vec::new();
    if !values.is_empty() {
        short(&mut bytes, &[1, u16::try_from(values.len() * 8).unwrap_or(0)]);
        values.iter().for_each(|value| bytes.extend_from_slice(&value.to_le_bytes()));
    }
    bytes
}

fn local_header(entry: &Written, stamp: Stamp) -> Vec<u8> {
    let is_long = entry.size >= MARK_32;
    let extra = if is_long { extension(&[entry.size, entry.size]) } else { Vec::new() };
    let mut bytes = Vec::with_capacity(64 + entry.name.len());
    long(&mut bytes, &[0x0403_4b50]);
    short(&mut bytes, &[if is_long { LONG } else { PLAIN }, UTF_8, 0, stamp.time, stamp.date]);
    long(&mut bytes, &[entry.checksum, short_length(entry.size), short_length(entry.size)]);
    short(&mut bytes, &[entry.name.len() as u16, extra.len() as u16]);
    bytes.extend_from_slice(entry.name.as_bytes());
    bytes.extend_from_slice(&extra);
    bytes
}

fn directory_entry(entry: &Written, stamp: Stamp) -> Vec<u8> {
    let mut long_values = Vec::new();
    if entry.size >= MARK_32 {
        long_values.extend([entry.size, entry.size]);
    }
    if entry.offset >= MARK_32 {
        long_values.push(entry.offset);
    }
    let extra = extension(&long_values);
    let needed = if extra.is_empty() { PLAIN } else { LONG };
    let mut bytes = Vec::with_capacity(96 + entry.name.len());
    long(&mut bytes, &[0x0201_4b50]);
    short(&mut bytes, &[MADE_BY, needed, UTF_8, 0, stamp.time, stamp.date]);
    long(&mut bytes, &[entry.checksum, short_length(entry.size), short_length(entry.size)]);
    short(&mut bytes, &[entry.name.len() as u16, extra.len() as u16, 0, 0, 0]);
    long(&mut bytes, &[ATTRIBUTES, short_length(entry.offset)]);
    bytes.extend_from_slice(entry.name.as_bytes());
    bytes.extend_from_slice(&extra);
    bytes
}

/// The end of the archive: where the directory is and how much stands in it.
fn end(entries: usize, offset: u64, size: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    if entries >= MARK_16 || offset >= MARK_32 || size >= MARK_32 {
        long(&mut bytes, &[0x0606_4b50]);
        bytes.extend_from_slice(&44_u64.to_le_bytes());
        short(&mut bytes, &[MADE_BY, LONG]);
        long(&mut bytes, &[0, 0]);
        for value in [entries as u64, entries as u64, size, offset] {
            bytes.extend_from_slice(&value.to_le_bytes());
        }
        long(&mut bytes, &[0x0706_4b50, 0]);
        bytes.extend_from_slice(&(offset + size).to_le_bytes());
        long(&mut bytes, &[1]);
    }
    let count = u16::try_from(entries).unwrap_or(u16::MAX);
    long(&mut bytes, &[0x0605_4b50]);
    short(&mut bytes, &[0, 0, count, count]);
    long(&mut bytes, &[short_length(size), short_length(offset)]);
    short(&mut bytes, &[0]);
    bytes
}

fn store_error(error: FilesError) -> Stop {
    stop(files_error(error))
}

/// Checksum and size of a file, read once from the beginning to the end.
async fn measure(files: &Files, key: &str) -> Result<(u32, u64), Stop> {
    let mut stream = Box::pin(files.stream(key, None).await.map_err(store_error)?);
    let (mut hasher, mut size) = (Hasher::new(), 0);
    while let Some(piece) = stream.next().await {
        let piece = piece.map_err(store_error)?;
        hasher.update(&piece);
        size += piece.len() as u64;
    }
    Ok((hasher.finalize(), size))
}

async fn copy(files: &Files, entry: &Entry, size: u64, writer: &mut FileWriter) -> Result<(), Stop> {
    let mut stream = Box::pin(files.stream(&entry.key, None).await.map_err(store_error)?);
    let mut copied = 0;
    while let Some(piece) = stream.next().await {
        let piece = piece.map_err(store_error)?;
        copied += piece.len() as u64;
        writer.write(&piece).await.map_err(store_error)?;
    }
    if copied == size {
        Ok(())
    } else {
        Err(stop(AppError::Files(FilesError::Unavailable(format!(
            "{} changed while it was read",
            entry.name
        )))))
    }
}

/// Writes the archive piece by piece; it appears when it is whole. Answers its size in bytes. `check` is asked before
/// each entry whether to go on.
///
/// # Errors
/// What `check` says, or the store.
pub(super) async fn write(
    files: &Files,
    key: &str,
    entries: &[Entry],
    at: NaiveDateTime,
    check: impl Fn() -> Result<(), Stop>,
) -> Result<u64, Stop> {
    let mut writer = files.begin(key).await.map_err(store_error)?;
    match fill(files, &mut writer, entries, at, check).await {
        Ok(()) => writer.finish().await.map_err(store_error),
        Err(reason) => {
            // What the store cannot throw away now goes with the export's folder.
            let _ = writer.abandon().await;
            Err(reason)
        }
    }
}

async fn fill(
    files: &Files,
    writer: &mut FileWriter,
    entries: &[Entry],
    at: NaiveDateTime,
    check: impl Fn() -> Result<(), Stop>,
) -> Result<(), Stop> {
    let stamp = Stamp::of(at);
    let mut written = Vec::with_capacity(entries.len());
    for entry in entries {
        check()?;
        let (checksum, size) = measure(files, &entry.key).await?;
        let one = Written { name: entry.name.clone(), checksum, size, offset: writer.written() };
        writer.write(&local_header(&one, stamp)).await.map_err(store_error)?;
        copy(files, entry, size, writer).await?;
        written.push(one);
    }
    let offset = writer.written();
    for entry in &written {
        writer.write(&directory_entry(entry, stamp)).await.map_err(store_error)?;
    }
    let size = writer.written() - offset;
    writer.write(&end(written.len(), offset, size)).await.map_err(store_error)
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _};

    use chrono::NaiveDate;

    use super::*;

    fn noon() -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 11, 23).and_then(|day| day.and_hms_opt(12, 34, 56)).expect("a time")
    }

    async fn archive(contents: &[(&str, Vec<u8>)]) -> Vec<u8> {
        let folder = tempfile::tempdir().expect("a folder");
        let files = Files::local(folder.path()).expect("a store");
        let mut entries = Vec::new();
        for (at, (name, bytes)) in contents.iter().enumerate() {
            let key = format!("t/parts/{at}");
            files.put(&key, bytes.clone().into()).await.expect("put");
            entries.push(Entry { name: (*name).to_owned(), key });
        }
        let size = write(&files, "t/all.zip", &entries, noon(), || Ok(())).await.expect("written");
        let bytes = files.get("t/all.zip").await.expect("there").to_vec();
        assert_eq!(bytes.len() as u64, size);
        bytes
    }

    #[tokio::test]
    async fn another_program_reads_it_back() {
        let contents = [
            ("clientes-01.xlsx", b"PK first".to_vec()),
            ("vacío.xlsx", Vec::new()),
            ("large.bin", (0..3_000_000_u32).map(|n| (n % 251) as u8).collect()),
        ];
        let mut zip = zip::ZipArchive::new(Cursor::new(archive(&contents).await)).expect("an archive");
        assert_eq!(zip.len(), contents.len());
        for (name, bytes) in &contents {
            let mut entry = zip.by_name(name).expect("the entry");
            assert_eq!(entry.compression(), zip::CompressionMethod::Stored);
            let mut read = Vec::new();
            entry.read_to_end(&mut read).expect("the checksum is right");
            assert_eq!(&read, bytes);
            let at = entry.last_modified().expect("a time");
            assert_eq!(
                (at.year(), at.month(), at.day(), at.hour(), at.minute(), at.second()),
                (2026, 11, 23, 12, 34, 56)
            );
        }
    }

    #[tokio::test]
    async fn an_empty_archive_is_one() {
        assert_eq!(zip::ZipArchive::new(Cursor::new(archive(&[]).await)).expect("an archive").len(), 0);
    }

    #[tokio::test]
    async fn a_stopped_archive_never_appears() {
        let folder = tempfile::tempdir().expect("a folder");
        let files = Files::local(folder.path()).expect("a store");
        files.put("t/a", bytes::Bytes::from_static(b"a")).await.expect("put");
        let entries = [Entry { name: "a".into(), key: "t/a".into() }];
        let stopped = write(&files, "t/all.zip", &entries, noon(), || Err(Stop::Cancelled)).await;
        assert!(matches!(stopped, Err(Stop::Cancelled)));
        assert!(matches!(files.get("t/all.zip").await, Err(FilesError::Missing(_))));
    }

    #[test]
    fn lengths_of_64_bits_stand_in_the_extension() {
        let entry = Written { name: "a".into(), checksum: 7, size: 5 << 30, offset: 6 << 30 };
        let header = local_header(&entry, Stamp::of(noon()));
        assert_eq!(header[18..26], [0xff; 8]);
        assert_eq!(header[header.len() - 16..header.len() - 8], (5_u64 << 30).to_le_bytes());
        let listed = directory_entry(&entry, Stamp::of(noon()));
        assert_eq!(listed[listed.len() - 8..], (6_u64 << 30).to_le_bytes());
        assert_eq!(listed[42..46], [0xff; 4]);
        let tail = end(70_000, 6 << 30, 100);
        assert_eq!(tail.len(), 56 + 20 + 22);
        assert_eq!(tail[48..56], (6_u64 << 30).to_le_bytes());
    }
}
