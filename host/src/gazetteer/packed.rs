//! The file that `cargo xtask assets` packs the places into: zlib around numbers of 7 bits a byte, the lowest first
//! (signed ones zigzag), and texts behind their length in bytes.
//!
//! Countries: how many; code, name in each of our languages. Regions: how many; number of the country, name, how many
//! places. Then of all places, region by region, the names; the latitudes, then the longitudes, in 1/10,000 degree as
//! differences; the weights, a byte each. At last places that are called otherwise in our languages: how many; number,
//! names.
use std::io::Read as _;

use flate2::read::ZlibDecoder;

use super::{Country, Gazetteer, Region, point};
use crate::fold::fold;
use crate::position::Position;

/// Largest file, unpacked, in bytes.
const LARGEST: u64 = 64 << 20;

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn number(&mut self) -> Option<u64> {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let (&byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }

    fn count(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    fn signed(&mut self) -> Option<i64> {
        let value = self.number()?;
        Some((value >> 1).cast_signed() ^ -((value & 1).cast_signed()))
    }

    fn text(&mut self) -> Option<&'a str> {
        let length = self.count()?;
        let (text, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        std::str::from_utf8(text).ok()
    }

    fn names(&mut self) -> Option<[String; 3]> {
        Some([self.text()?.to_owned(), self.text()?.to_owned(), self.text()?.to_owned()])
    }
}

/// Most names are ASCII, which folds without tables.
fn quick_fold(name: &str) -> String {
    if name.is_ascii() { name.to_ascii_lowercase() } else { fold(name) }
}

fn degrees(reader: &mut Reader<'_>, count: usize) -> Option<Vec<i64>> {
    let mut last = 0_i64;
    (0..count)
        .map(|_| {
            last = last.checked_add(reader.signed()?)?;
            Some(last)
        })
        .collect()
}

/// Unpacks the file; nothing when it is not one.
pub(super) fn read(packed: &[u8]) -> Option<Gazetteer> {
    let mut bytes = Vec::new();
    ZlibDecoder::new(packed).take(LARGEST).read_to_end(&mut bytes).ok()?;
    let mut reader = Reader { rest: &bytes };
    let mut all = Gazetteer::default();
    for _ in 0..reader.count()? {
        let code = reader.text()?.to_owned();
        let names = reader.names()?;
        let mut folded: Vec<String> = names.iter().map(|name| quick_fold(name)).collect();
        folded.dedup();
        all.countries.push(Country { code, names, folded: folded.join(" ") });
    }
    let mut count = 0_usize;
    for _ in 0..reader.count()? {
        let country = u16::try_from(reader.count()?).ok()?;
        all.countries.get(usize::from(country))?;
        let name = reader.text()?.to_owned();
        all.starts.push(u32::try_from(count).ok()?);
        count = count.checked_add(reader.count()?)?;
        all.regions.push(Region { folded: quick_fold(&name), name, country });
    }
    for _ in 0..count {
        all.names.push_str(reader.text()?);
        all.ends.push(u32::try_from(all.names.len()).ok()?);
    }
    let latitudes = degrees(&mut reader, count)?;
    let longitudes = degrees(&mut reader, count)?;
    for (latitude, longitude) in latitudes.into_iter().zip(longitudes) {
        let position = Position::new(latitude as f64 / 1e4, longitude as f64 / 1e4)?;
        all.points.push(point(position));
        all.degrees.push((position.latitude as f32, position.longitude as f32));
    }
    let (weights, rest) = reader.rest.split_at_checked(count)?;
    all.weights = weights.to_vec();
    reader.rest = rest;
    for _ in 0..reader.count()? {
        let number = u32::try_from(reader.count()?).ok().filter(|number| (*number as usize) < count)?;
        all.other_names.push((number, reader.names()?));
    }
    fold_names(&mut all)?;
    Some(all)
}

/// What a search walks over: each place's name, and those in our languages, each on a line.
fn fold_names(all: &mut Gazetteer) -> Option<()> {
    let mut others = all.other_names.iter().peekable();
    for number in 0..all.weights.len() {
        all.folded.push_str(&quick_fold(Gazetteer::text(&all.names, &all.ends, number)));
        all.folded.push('\n');
        if let Some((_, names)) = others.next_if(|(at, _)| *at as usize == number) {
            for name in names.iter().filter(|name| !name.is_empty()) {
                all.folded.push_str(&quick_fold(name));
                all.folded.push('\n');
            }
        }
        all.folded_ends.push(u32::try_from(all.folded.len()).ok()?);
    }
    Some(())
}
