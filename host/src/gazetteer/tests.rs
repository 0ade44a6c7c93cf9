use super::*;

fn names(text: &str, culture: Culture) -> Vec<String> {
    let found = Gazetteer::built_in().search(text, culture, 3);
    found.into_iter().map(|place| format!("{}, {}", place.name, place.country)).collect()
}

#[test]
fn places_are_found_by_folded_words_in_any_of_our_languages() {
    assert!(Gazetteer::built_in().count() > 100_000);
    for text in ["bogota", "BOGOTÁ", " bogotá,  colombia ", "Bogot"] {
        assert_eq!(names(text, Culture::En)[0], "Bogotá, Colombia", "{text}");
    }
    assert_eq!(names("sao paulo", Culture::Pt)[0], "São Paulo, Brasil");
    assert_eq!(names("londres", Culture::Es)[0], "Londres, Reino Unido");
    assert_eq!(names("londres", Culture::En)[0], "London, United Kingdom");
    assert_eq!(names("London", Culture::Pt)[0], "Londres, Reino Unido");
    assert_eq!(names("paris texas", Culture::En)[0], "Paris, United States of America");
    assert_eq!(names("nueva york", Culture::Es)[0], "Nueva York, Estados Unidos");
    for nothing in ["", "  ", ",;", "qqqqzzzz", "\u{0}", "💥", "colombia zzz"] {
        assert_eq!(names(nothing, Culture::En), [] as [String; 0], "{nothing:?}");
    }
}

#[test]
fn a_position_is_named_by_the_nearest_place() {
    let near = |latitude, longitude| {
        let position = Position::new(latitude, longitude).expect("a position");
        let (place, distance) = Gazetteer::built_in().nearest(position, Culture::Pt).expect("places");
        (place.country, distance)
    };
    let (country, distance) = near(4.60971, -74.08175);
    assert!(country == "Colômbia" && distance < 3.0, "{country} {distance}");
    // In the ocean and at the poles something is nearest, far away.
    assert!(near(-48.9, -123.4).1 > 1000.0);
    assert!(near(-90.0, 0.0).1 > 500.0);
    // Across the line where dates change.
    assert!(near(-16.8, 179.999).1 < 200.0 && near(-16.8, -179.999).1 < 200.0);
}

#[test]
fn the_largest_places_of_a_part_come_first() {
    let bounds = Bounds { west: -85.0, south: -5.0, east: -65.0, north: 13.0 };
    let found = Gazetteer::built_in().within(bounds, Culture::En, 5);
    assert_eq!(found.first().map(|place| place.name.as_str()), Some("Bogotá"));
    assert!(found.is_sorted_by(|a, b| a.weight >= b.weight) && found.len() == 5);
    let nowhere = Bounds { west: 10.0, south: 10.0, east: -10.0, north: -10.0 };
    assert_eq!(Gazetteer::built_in().within(nowhere, Culture::En, 5), []);
}

#[test]
fn a_file_that_is_none_is_refused() {
    let packed = assets::places().expect("the assets are built");
    assert!(packed.len() < 3 << 20, "{} bytes are too many for every binary", packed.len());
    assert!(packed::read(&packed).is_some());
    assert!(packed::read(&packed[..packed.len() / 2]).is_none());
    assert!(packed::read(b"no zlib").is_none());
}

#[test]
fn kilometres_are_right() {
    let at = |latitude, longitude| Position::new(latitude, longitude).expect("a position");
    let between = distance_km(at(4.7110, -74.0721), at(6.2442, -75.5812));
    assert!((between - 238.0).abs() < 3.0, "{between}");
    assert!((distance_km(at(0.0, 180.0), at(0.0, -180.0))).abs() < 1e-6);
}
