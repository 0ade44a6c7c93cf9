//! The package: a zip archive whose directory is checked before anything in it is unpacked.

use super::part::PartReader;
use super::xml::Xml;
use crate::refusal::Refusal;
use elenco_sdk::Error;
use elenco_sdk::files::{FileSource, SourceReader};
use std::collections::HashMap;
use std::io::BufReader;
use std::sync::{Arc, Mutex, PoisonError};
use zip::{CompressionMethod, ZipArchive};

/// Parts of a package. A workbook with as many sheets and pictures as fit a list of people has some dozens.
const MAX_PARTS: u64 = 2_000;
/// Bytes of the directory: the names of that many parts.
const MAX_DIRECTORY: u64 = 1 << 20;
/// Unpacked bytes of a part and of all of them: a million rows of forty columns take less.
const MAX_UNPACKED: u64 = 2 << 30;
/// How much smaller than its content a part may be, when it is larger than [`SMALL_PART`]. Sheets reach 50.
const MAX_RATIO: u64 = 200;
const SMALL_PART: u64 = 1 << 20;

const ZIP: &[u8] = b"PK\x03\x04";
const END_OF_DIRECTORY: &[u8] = b"PK\x05\x06";
const END_OF_DIRECTORY_64: &[u8] = b"PK\x06\x06";
const LOCATOR_64: &[u8] = b"PK\x06\x07";
/// The end record and the longest comment behind it.
const END_RECORD: usize = 22;
const TAIL: u64 = END_RECORD as u64 + 65_535;
/// Compound files hold `.xls` workbooks and encrypted `.xlsx` ones (MS-CFB).
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// Workbooks older than compound files begin with a record of one of these versions (MS-XLS, BOF).
const OLDEST: [&[u8]; 3] = [b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00"];

/// How sure it is that a file is a workbook. What a spreadsheet program's name promises and its content does not
/// keep is answered low, so that this plugin is the one to say what is wrong when no other wants the file.
pub fn recognise(name: &str, head: &[u8]) -> u8 {
    let name = name.to_lowercase();
    let named = [".xlsx", ".xlsm", ".xltx", ".xls", ".xlsb"].iter().any(|ending| name.ends_with(ending));
    let holds = |wanted: &[u8]| head.windows(wanted.len()).any(|window| window == wanted);
    if head.starts_with(ZIP) {
        match (holds(b"[Content_Types].xml") || holds(b"xl/") || holds(b"_rels/.rels"), named) {
            (true, _) if holds(b"word/") || holds(b"ppt/") => 10,
            (true, true) => 100,
            (true, false) => 90,
            (false, true) => 60,
            (false, false) => 0,
        }
    } else if head.starts_with(COMPOUND) || OLDEST.iter().any(|start| head.starts_with(start)) {
        40
    } else if named {
        30
    } else {
        0
    }
}

/// A file that several parts are read from.
#[derive(Clone)]
pub struct SharedFile(Arc<Mutex<Box<dyn FileSource>>>);

impl SharedFile {
    /// Shares a file.
    pub fn new(file: Box<dyn FileSource>) -> Self {
        Self(Arc::new(Mutex::new(file)))
    }

    /// Reads it from its beginning.
    pub fn reader(&self) -> SourceReader {
        SourceReader::new(Box::new(self.clone()))
    }

    fn bytes(&self, offset: u64, length: u64) -> Result<Vec<u8>, Refusal> {
        self.read(offset, u32::try_from(length).unwrap_or(u32::MAX)).map_err(Refusal::Host)
    }
}

impl FileSource for SharedFile {
    fn name(&self) -> String {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).name()
    }

    fn size(&self) -> u64 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).size()
    }

    fn read(&self, offset: u64, length: u32) -> Result<Vec<u8>, Error> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).read(offset, length)
    }
}

/// Where a part stands in the file and what the directory says of it.
#[derive(Clone, Copy)]
pub struct Place {
    /// Offset of its packed bytes.
    pub start: u64,
    /// Packed bytes.
    pub packed: u64,
    /// Unpacked bytes.
    pub size: u64,
    /// CRC-32 of the unpacked bytes.
    pub crc: u32,
    /// Whether it is deflated; otherwise it stands there as it is.
    pub deflated: bool,
}

/// A checked package.
pub struct Package {
    file: SharedFile,
    /// By name in lower case: names of parts do not tell cases apart (ECMA-376 part 2).
    places: HashMap<String, Place>,
}

impl Package {
    /// Checks the directory of a package.
    pub fn open(file: SharedFile) -> Result<Self, Refusal> {
        refuse_other_files(&file)?;
        let count = check_end(&file)?;
        let malformed = |_| Refusal::Malformed("zip".into());
        let mut archive = ZipArchive::new(file.reader()).map_err(malformed)?;
        // The archive keeps one of several entries with the same name; which one, other programs may see otherwise.
        if archive.len() as u64 != count {
            return Err(Refusal::Unsafe);
        }
        let mut places = HashMap::new();
        let mut spans = Vec::new();
        let mut unpacked = 0u64;
        for index in 0..archive.len() {
            let entry = archive.by_index_raw(index).map_err(malformed)?;
            let name = entry.name().map_err(malformed)?.to_lowercase();
            if entry.encrypted() {
                return Err(Refusal::Encrypted);
            }
            let deflated = match entry.compression() {
                CompressionMethod::Stored => false,
                CompressionMethod::Deflated => true,
                _ => return Err(Refusal::Malformed(name)),
            };
            let start = entry.data_start().ok_or_else(|| Refusal::Malformed(name.clone()))?;
            let (packed, size) = (entry.compressed_size(), entry.size());
            unpacked = unpacked.saturating_add(size);
            if unpacked > MAX_UNPACKED || (size > SMALL_PART && size / packed.max(1) > MAX_RATIO) {
                return Err(Refusal::Bomb);
            }
            if start.saturating_add(packed) > file.size() {
                return Err(Refusal::Truncated);
            }
            spans.push((entry.header_start(), start + packed));
            let place = Place { start, packed, size, crc: entry.crc32(), deflated };
            if places.insert(name, place).is_some() {
                return Err(Refusal::Unsafe);
            }
        }
        spans.sort_unstable();
        if spans.windows(2).any(|pair| pair[1].0 < pair[0].1) {
            return Err(Refusal::Unsafe);
        }
        Ok(Self { file, places })
    }

    /// Whether there is such a part.
    pub fn has(&self, part: &str) -> bool {
        self.places.contains_key(&part.to_lowercase())
    }

    /// Unpacked bytes of a part; 0 when there is none.
    pub fn size(&self, part: &str) -> u64 {
        self.places.get(&part.to_lowercase()).map_or(0, |place| place.size)
    }

    /// Reads a part as XML.
    pub fn xml(&self, part: &str) -> Result<Xml, Refusal> {
        let place =
            self.places.get(&part.to_lowercase()).ok_or_else(|| Refusal::Malformed(part.to_owned()))?;
        let reader = PartReader::new(self.file.reader(), *place, part).map_err(Refusal::from_read)?;
        Ok(Xml::new(BufReader::with_capacity(1 << 16, reader), part))
    }
}

/// Tells files that people take for workbooks from packages.
fn refuse_other_files(file: &SharedFile) -> Result<(), Refusal> {
    let head = file.bytes(0, 512)?;
    if head.is_empty() {
        return Err(Refusal::Empty);
    }
    if head.starts_with(COMPOUND) {
        return Err(compound_file(file, &head)?);
    }
    if OLDEST.iter().any(|start| head.starts_with(start)) {
        return Err(Refusal::OldWorkbook);
    }
    if head.starts_with(ZIP) { Ok(()) } else { Err(Refusal::NotWorkbook) }
}

/// What a compound file is, by the names of its streams, which are UTF-16 (MS-CFB 2.6.1).
fn compound_file(file: &SharedFile, head: &[u8]) -> Result<Refusal, Refusal> {
    let shift = u32::from(head.get(30).copied().unwrap_or(9)).clamp(9, 12);
    let first_sector = head.get(48..52).map_or(0, |at| u64::from(little(at) as u32));
    let directory = file.bytes((first_sector + 1) << shift, 4096)?;
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        directory.windows(wide.len()).any(|window| window == wide)
    };
    Ok(if holds("EncryptedPackage") || holds("EncryptionInfo") {
        Refusal::Encrypted
    } else if holds("Workbook") || holds("Book") {
        Refusal::OldWorkbook
    } else if directory.len() < 128 {
        Refusal::Truncated
    } else {
        Refusal::NotWorkbook
    })
}

/// Finds the end record and answers how many entries it tells, before memory is taken for them.
fn check_end(file: &SharedFile) -> Result<u64, Refusal> {
    let size = file.size();
    let tail_start = size.saturating_sub(TAIL);
    let tail = file.bytes(tail_start, size - tail_start)?;
    let end = tail
        .windows(END_OF_DIRECTORY.len())
        .rposition(|window| window == END_OF_DIRECTORY)
        .filter(|at| tail.len() >= at + END_RECORD)
        .ok_or(Refusal::Truncated)?;
    let record = &tail[end..];
    let mut count = little(&record[10..12]);
    let mut length = little(&record[12..16]);
    let mut offset = little(&record[16..20]);
    if count == 0xFFFF || length == 0xFFFF_FFFF || offset == 0xFFFF_FFFF {
        let locator = end.checked_sub(20).map(|at| &tail[at..end]).unwrap_or_default();
        if locator.starts_with(LOCATOR_64) {
            let record = file.bytes(little(&locator[8..16]), 56)?;
            if record.len() < 56 || !record.starts_with(END_OF_DIRECTORY_64) {
                return Err(Refusal::Malformed("zip".into()));
            }
            (count, length, offset) =
                (little(&record[32..40]), little(&record[40..48]), little(&record[48..56]));
        }
    }
    if count > MAX_PARTS || length > MAX_DIRECTORY {
        return Err(Refusal::Bomb);
    }
    if offset.saturating_add(length) > tail_start + end as u64 {
        return Err(Refusal::Truncated);
    }
    Ok(count)
}

/// An unsigned number with its lowest byte first.
fn little(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |number, byte| (number << 8) | u64::from(*byte))
}
