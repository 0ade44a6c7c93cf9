//! One part of a package, unpacked while it is read and never beyond what the directory told.

use super::package::Place;
use crate::refusal::Refusal;
use elenco_sdk::Error;
use elenco_sdk::files::SourceReader;
use flate2::Crc;
use flate2::bufread::DeflateDecoder;
use std::io::{self, Read, Seek, SeekFrom, Take};

enum Packed {
    Stored(Take<SourceReader>),
    Deflated(DeflateDecoder<Take<SourceReader>>),
}

/// The unpacked bytes of a part. Errors carry a [`Refusal`].
pub struct PartReader {
    packed: Packed,
    left: u64,
    crc: Crc,
    expected: u32,
    name: String,
}

impl PartReader {
    /// A reader at the beginning of a part.
    pub fn new(mut file: SourceReader, place: Place, name: &str) -> io::Result<Self> {
        file.seek(SeekFrom::Start(place.start))?;
        let bytes = file.take(place.packed);
        let packed =
            if place.deflated { Packed::Deflated(DeflateDecoder::new(bytes)) } else { Packed::Stored(bytes) };
        Ok(Self { packed, left: place.size, crc: Crc::new(), expected: place.crc, name: name.into() })
    }

    fn malformed(&self) -> io::Error {
        io::Error::other(Refusal::Malformed(self.name.clone()))
    }
}

impl Read for PartReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        let outcome = match &mut self.packed {
            Packed::Stored(bytes) => bytes.read(buffer),
            Packed::Deflated(bytes) => bytes.read(buffer),
        };
        let count = outcome.map_err(|error| match error.kind() {
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::UnexpectedEof => {
                self.malformed()
            }
            _ => error,
        })?;
        // A directory that tells less than there is has been made to get past its checks.
        let left = self.left.checked_sub(count as u64).ok_or_else(|| io::Error::other(Refusal::Bomb))?;
        self.left = left;
        self.crc.update(&buffer[..count]);
        if count == 0 && (self.left > 0 || self.crc.sum() != self.expected) {
            return Err(self.malformed());
        }
        Ok(count)
    }
}

impl Refusal {
    /// The refusal that an error of a [`PartReader`] carries.
    pub fn from_read(error: io::Error) -> Self {
        match error.get_ref() {
            Some(inner) => match (inner.downcast_ref::<Self>(), inner.downcast_ref::<Error>()) {
                (Some(refusal), _) => refusal.clone(),
                (None, Some(host)) => Self::Host(host.clone()),
                (None, None) => Self::Malformed(error.to_string()),
            },
            None => Self::Malformed(error.to_string()),
        }
    }
}
