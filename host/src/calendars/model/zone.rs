//! Time zones by their names in the IANA database.
use std::sync::LazyLock;

use chrono::{DateTime, NaiveDateTime, Offset, Utc};
use chrono_tz::{TZ_VARIANTS, Tz};

use crate::fold::fold;

/// Areas of the world; names outside them are older ones for the same zones.
const AREAS: [&str; 9] =
    ["Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"];

/// The names that are offered, in order.
pub fn zones() -> &'static [&'static str] {
    static NAMES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
        let is_offered = |name: &&str| name.split_once('/').is_some_and(|(area, _)| AREAS.contains(&area));
        let mut names: Vec<&str> = TZ_VARIANTS.iter().map(|zone| zone.name()).filter(is_offered).collect();
        names.sort_unstable();
        names.push("UTC");
        names
    });
    &NAMES
}

fn words(name: &str) -> String {
    fold(&name.replace('_', " "))
}

/// The zone that a text means: its name in any case, or its city alone when only one zone has it.
pub fn find_zone(text: &str) -> Option<&'static str> {
    let wanted = words(text);
    let named = TZ_VARIANTS.iter().map(|zone| zone.name()).find(|name| words(name) == wanted);
    if named.is_some() {
        return named;
    }
    let mut of_city =
        zones().iter().filter(|name| name.rsplit('/').next().is_some_and(|city| words(city) == wanted));
    match (of_city.next(), of_city.next()) {
        (Some(name), None) => Some(name),
        _ => None,
    }
}

/// The time of day in a zone, and how far it is from UTC: `UTC−05:00`. Nothing for a zone that is gone.
pub fn local(zone: &str, at: DateTime<Utc>) -> Option<(NaiveDateTime, String)> {
    let there = at.with_timezone(&zone.parse::<Tz>().ok()?);
    let seconds = there.offset().fix().local_minus_utc();
    let sign = if seconds < 0 { '−' } else { '+' };
    let minutes = seconds.abs() / 60;
    Some((there.naive_local(), format!("UTC{sign}{:02}:{:02}", minutes / 60, minutes % 60)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_found_by_name_and_by_city() {
        assert_eq!(find_zone(" america/sao_paulo "), Some("America/Sao_Paulo"));
        assert_eq!(find_zone("São Paulo"), Some("America/Sao_Paulo"));
        assert_eq!(find_zone("Bogotá"), Some("America/Bogota"));
        assert_eq!(find_zone("utc"), Some("UTC"));
        assert_eq!((find_zone(""), find_zone("Macondo"), find_zone("America")), (None, None, None));
        assert!(zones().len() > 300 && zones().contains(&"Europe/Lisbon"));
    }

    #[test]
    fn the_time_there_is_told() {
        let noon = DateTime::from_timestamp(1_772_452_800, 0).expect("an instant");
        let (there, offset) = local("America/Bogota", noon).expect("a zone");
        assert_eq!((there.format("%H:%M").to_string().as_str(), offset.as_str()), ("07:00", "UTC−05:00"));
        assert_eq!(local("Asia/Kolkata", noon).expect("a zone").1, "UTC+05:30");
        assert!(local("Nowhere/At_All", noon).is_none());
    }
}
