//! Places of the world that are built in: found by name, and named by position, without any other machine.
//!
//! GeoNames (geonames.org) gives them under CC BY 4.0, which the map's line of sources says.
mod packed;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use crate::assets;
use crate::fold::fold;
use crate::locale::Culture;
use crate::position::Position;

/// Mean radius of the earth, in kilometres (IUGG).
const EARTH_KM: f64 = 6371.0088;
/// Words of a search that are looked at.
const WORDS: usize = 6;

/// A place and all that is known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Its name in the reader's language, where it has one there.
    pub name: String,
    /// The first-level region; empty where none is known.
    pub region: String,
    /// Name of the country in the reader's language.
    pub country: String,
    /// Where it is.
    pub position: Position,
    /// How large it is among others: 15 times the natural logarithm of its people.
    pub weight: u8,
}

/// A part of the map.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(missing_docs, reason = "each name says which edge it is, in degrees")]
pub struct Bounds {
    pub west: f64,
    pub south: f64,
    pub east: f64,
    pub north: f64,
}

/// All places. Names stand in one text, folded ones in another, so that a search is one walk over it.
#[derive(Debug, Default)]
pub struct Gazetteer {
    names: String,
    /// Where each name ends.
    ends: Vec<u32>,
    /// Folded names, each between line breaks.
    folded: String,
    folded_ends: Vec<u32>,
    regions: Vec<Region>,
    /// Number of the first place of each region.
    starts: Vec<u32>,
    countries: Vec<Country>,
    /// Where each place is, as a point of the unit sphere and in degrees.
    points: Vec<[f32; 3]>,
    degrees: Vec<(f32, f32)>,
    weights: Vec<u8>,
    /// Names in our languages of the few places that have others: by number of the place.
    other_names: Vec<(u32, [String; 3])>,
}

#[derive(Debug)]
struct Region {
    name: String,
    folded: String,
    country: u16,
}

#[derive(Debug)]
struct Country {
    code: String,
    /// In English, Spanish and Portuguese.
    names: [String; 3],
    folded: String,
}

/// Where names in a language stand among others.
fn at(culture: Culture) -> usize {
    match culture {
        Culture::En => 0,
        Culture::Es => 1,
        Culture::Pt => 2,
    }
}

fn point(position: Position) -> [f32; 3] {
    let (lat, lon) = (position.latitude.to_radians(), position.longitude.to_radians());
    [(lat.cos() * lon.cos()) as f32, (lat.cos() * lon.sin()) as f32, lat.sin() as f32]
}

/// Kilometres between two positions along the surface (haversine).
pub fn distance_km(a: Position, b: Position) -> f64 {
    let (lat_a, lat_b) = (a.latitude.to_radians(), b.latitude.to_radians());
    let half_lat = ((lat_b - lat_a) / 2.0).sin();
    let half_lon = ((b.longitude - a.longitude).to_radians() / 2.0).sin();
    let h = half_lat * half_lat + lat_a.cos() * lat_b.cos() * half_lon * half_lon;
    2.0 * EARTH_KM * h.clamp(0.0, 1.0).sqrt().asin()
}

impl Gazetteer {
    /// The built-in one, unpacked when it is first asked. Without the assets it knows no place.
    pub fn built_in() -> &'static Self {
        static BUILT_IN: LazyLock<Gazetteer> = LazyLock::new(|| {
            let unpacked = assets::places().and_then(|packed| packed::read(&packed));
            unpacked.unwrap_or_else(|| {
                tracing::error!("the places of the map cannot be unpacked: run `cargo xtask assets`");
                Gazetteer::default()
            })
        });
        &BUILT_IN
    }

    /// How many places it knows.
    pub fn count(&self) -> usize {
        self.weights.len()
    }

    fn text<'a>(all: &'a str, ends: &[u32], number: usize) -> &'a str {
        let start = number.checked_sub(1).map_or(0, |before| ends[before] as usize);
        &all[start..ends[number] as usize]
    }

    fn region(&self, number: usize) -> usize {
        self.starts.partition_point(|start| *start as usize <= number).saturating_sub(1)
    }

    fn place(&self, number: usize, culture: Culture) -> Place {
        let own = self.other_names.binary_search_by_key(&(number as u32), |(at, _)| *at).ok();
        let own = own.map(|found| &self.other_names[found].1[at(culture)]).filter(|name| !name.is_empty());
        let region = &self.regions[self.region(number)];
        let (latitude, longitude) = self.degrees[number];
        // Four digits are what the file has.
        let exact = |degrees: f32| (f64::from(degrees) * 1e4).round() / 1e4;
        Place {
            name: own.map_or_else(|| Self::text(&self.names, &self.ends, number).to_owned(), Clone::clone),
            region: region.name.clone(),
            country: self.countries[usize::from(region.country)].names[at(culture)].clone(),
            position: Position { latitude: exact(latitude), longitude: exact(longitude) },
            weight: self.weights[number],
        }
    }

    /// The place nearest to a position, and how many kilometres away it is.
    pub fn nearest(&self, position: Position, culture: Culture) -> Option<(Place, f64)> {
        let [x, y, z] = point(position);
        let away = |[a, b, c]: [f32; 3]| (a - x).powi(2) + (b - y).powi(2) + (c - z).powi(2);
        let nearest = self.points.iter().enumerate().min_by(|a, b| away(*a.1).total_cmp(&away(*b.1)));
        let place = self.place(nearest?.0, culture);
        let distance = distance_km(position, place.position);
        Some((place, distance))
    }

    /// Places whose name has one of these words, larger ones first; the other words may be of the region or of the
    /// country. `bogota colombia`, `São Paulo`, `paris texas`.
    pub fn search(&self, text: &str, culture: Culture, limit: usize) -> Vec<Place> {
        let folded =
            fold(&text.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect::<String>());
        let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).take(WORDS).collect();
        if words.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<(u32, usize)> = Vec::new();
        // The longest word is the rarest; where it is no part of a name, another one has to be.
        let mut by_length = words.clone();
        by_length.sort_by_key(|word| std::cmp::Reverse(word.len()));
        for anchor in by_length {
            self.named(anchor, |number| {
                if let Some(rank) = self.rank(number, &words, &folded) {
                    found.push((rank, number));
                }
            });
        }
        found.sort_unstable_by(|a, b| b.cmp(a));
        found.dedup();
        found.into_iter().take(limit).map(|(_, number)| self.place(number, culture)).collect()
    }

    /// Numbers of the places of whose names a word begins with this text.
    fn named(&self, word: &str, mut each: impl FnMut(usize)) {
        let bytes = self.folded.as_bytes();
        let mut last = None;
        for (found, _) in self.folded.match_indices(word) {
            let begins = found == 0 || matches!(bytes[found - 1], b'\n' | b' ' | b'-' | b'\'' | b'(' | b'/');
            if !begins {
                continue;
            }
            let number = self.folded_ends.partition_point(|end| *end as usize <= found);
            if last != Some(number) {
                last = Some(number);
                each(number);
            }
        }
    }

    /// How well a place fits; nothing when a word fits nothing of it.
    fn rank(&self, number: usize, words: &[&str], whole: &str) -> Option<u32> {
        let names = Self::text(&self.folded, &self.folded_ends, number);
        let region = &self.regions[self.region(number)];
        let country = &self.countries[usize::from(region.country)];
        let in_name = |word: &&&str| has_word(names, word);
        let fits =
            |word: &&str| in_name(&word) || has_word(&region.folded, word) || has_word(&country.folded, word);
        if !words.iter().all(fits) {
            return None;
        }
        let mut lines = names.lines();
        let is_whole = lines.clone().any(|name| name == whole);
        let is_named = lines.any(|name| {
            let mut rest = name.split([' ', '-']);
            rest.all(|part| words.contains(&part))
        });
        let steps = if is_whole { 2 } else { u32::from(is_named) };
        Some(steps * 60 + u32::from(self.weights[number]))
    }

    /// The largest places of a part of the map.
    pub fn within(&self, bounds: Bounds, culture: Culture, limit: usize) -> Vec<Place> {
        let inside = |(latitude, longitude): (f32, f32)| {
            let (latitude, longitude) = (f64::from(latitude), f64::from(longitude));
            latitude >= bounds.south
                && latitude <= bounds.north
                && longitude >= bounds.west
                && longitude <= bounds.east
        };
        let mut found: Vec<(u8, usize)> = self
            .degrees
            .iter()
            .enumerate()
            .filter(|(_, degrees)| inside(**degrees))
            .map(|(number, _)| (self.weights[number], number))
            .collect();
        if found.len() > limit && limit > 0 {
            found.select_nth_unstable_by(limit - 1, |a, b| b.cmp(a));
            found.truncate(limit);
        }
        found.sort_unstable_by(|a, b| b.cmp(a));
        found.truncate(limit);
        found.into_iter().map(|(_, number)| self.place(number, culture)).collect()
    }

    /// The name of a country by its two-letter code.
    pub fn country(&self, code: &str, culture: Culture) -> Option<&str> {
        let found = self.countries.iter().find(|country| country.code.eq_ignore_ascii_case(code));
        found.map(|country| country.names[at(culture)].as_str())
    }
}

/// Whether a word of the text begins with this one.
fn has_word(text: &str, word: &str) -> bool {
    text.split([' ', '-', '\n', '\'', '(', '/']).any(|known| known.starts_with(word))
}
