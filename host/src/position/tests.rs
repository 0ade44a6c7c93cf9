use proptest::prelude::*;

use super::*;

fn read(latitude: &str, longitude: &str) -> Option<(f64, f64)> {
    let position = Position::read(latitude, longitude).ok().flatten()?;
    Some((position.latitude, position.longitude))
}

#[test]
fn every_way_to_write_bogota() {
    for (latitude, longitude) in [
        ("4.6", "-74.1"),
        ("4,6", "-74,1"),
        (" +4.6 ", "−74.1"),
        ("4.6 N", "74.1W"),
        ("N 4.6", "O74,1"),
        ("4°36′N", "74°06′W"),
        ("4º 36' 00\" N", "74º 6’ 0″ O"),
        ("4 36 0", "-74 6 0"),
        ("4:36", "-74:06:00"),
        ("4.6, -74.1", ""),
        ("(4.6, -74.1)", ""),
        ("4,6; -74,1", ""),
        ("4,6 -74,1", ""),
        ("4.6,-74.1", ""),
        ("", "4°36′N 74°06′W"),
        ("4°36′N, 74°06′W", ""),
        ("4.6/-74.1", ""),
        ("\u{200f}4.6\u{202c}", "\u{2066}-74.1\u{2069}"),
    ] {
        assert_eq!(read(latitude, longitude), Some((4.6, -74.1)), "{latitude} | {longitude}");
    }
    assert_eq!(read("33°51′S", "151°12′L"), Some((-33.85, 151.2)), "leste");
}

#[test]
fn limits_and_what_is_no_position() {
    assert_eq!(read("90", "180"), Some((90.0, 180.0)));
    assert_eq!(read("-90", "-180"), Some((-90.0, -180.0)));
    assert_eq!(read("0", "-0"), Some((0.0, 0.0)));
    assert_eq!(Position::read(" ", ""), Ok(None));
    let half = |latitude, longitude| Err(Unreadable { latitude, longitude });
    assert_eq!(Position::read("90.0000001", "0"), half(true, false));
    assert_eq!(Position::read("0", "180.001"), half(false, true));
    assert_eq!(Position::read("4.6", ""), half(false, true));
    assert_eq!(Position::read("", "4.6"), half(true, false));
    // A comma alone is a decimal one: half a position, not another one.
    assert_eq!(Position::read("4,6", ""), half(false, true));
    for hostile in [
        "NaN",
        "inf",
        "1e1",
        "0x10",
        "4°60′N",
        "4°36′60″N",
        "4.5°30′",
        "-4 N",
        "4 E",
        "١٢",
        "四",
        "--4",
        "4..6",
        "1,234.5",
        "<script>",
        "4;DROP",
        "9999999999999999999999999999999999999999999999999",
        "°",
        "N",
        "-",
        "🧭",
        "\u{0}",
    ] {
        assert_eq!(Position::read(hostile, "0"), half(true, false), "{hostile}");
    }
}

#[test]
fn numbers_are_shown_short() {
    let position = Position::new(4.609_710_4, -74.0).expect("a position");
    assert_eq!(position.to_string(), "4.60971, -74");
    assert_eq!(short(-0.000_000_1), "0");
    assert!(Position::new(f64::NAN, 0.0).is_none() && Position::new(0.0, f64::INFINITY).is_none());
}

proptest! {
    #[test]
    fn what_is_shown_reads_the_same(latitude in -90.0..=90.0_f64, longitude in -180.0..=180.0_f64) {
        let position = Position::new(latitude, longitude).expect("within the limits");
        let again = Position::read(&position.latitude_text(), &position.longitude_text());
        prop_assert_eq!(again, Ok(Some(position)));
        let pasted = Position::read(&position.to_string(), "");
        prop_assert_eq!(pasted, Ok(Some(position)));
    }

    #[test]
    fn any_text_is_read_or_refused(latitude in ".{0,30}", longitude in ".{0,30}") {
        if let Ok(Some(position)) = Position::read(&latitude, &longitude) {
            prop_assert!(position.latitude.abs() <= 90.0 && position.longitude.abs() <= 180.0);
        }
    }
}
