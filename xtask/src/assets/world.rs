//! The map of the world that is drawn where no tile server is: countries of Natural Earth (public domain), from the npm
//! package `world-atlas`, cut down to what the console's script reads.
use std::collections::HashMap;
use std::path::Path;

use serde_json::{Value, json};

use super::read_json;

/// Two-letter codes by the numbers of ISO 3166-1, which the atlas names countries by.
fn codes(packages: &Path) -> Result<HashMap<String, String>, String> {
    let list = read_json(&packages.join("i18n-iso-countries/codes.json"))?;
    let rows = list.as_array().ok_or("i18n-iso-countries/codes.json is no list.")?;
    let text = |row: &Value, at: usize| row[at].as_str().unwrap_or_default().to_owned();
    Ok(rows.iter().map(|row| (text(row, 2), text(row, 0))).collect())
}

/// `{scale, translate, arcs: [[x, y, dx, dy, …]], countries: [[code, [[arcs of a ring]]]]}`, where every polygon's
/// rings follow each other: countries without holes that matter at this scale are drawn with the even-odd rule.
///
/// # Errors
/// One sentence that says which file is not what it should be.
pub(super) fn world(packages: &Path) -> Result<Vec<u8>, String> {
    let atlas = read_json(&packages.join("world-atlas/countries-50m.json"))?;
    let codes = codes(packages)?;
    let broken = || "world-atlas/countries-50m.json is not the atlas that was expected.".to_owned();
    let arcs = atlas["arcs"].as_array().ok_or_else(broken)?;
    let flat: Vec<Value> = arcs
        .iter()
        .map(|arc| arc.as_array().into_iter().flatten().flat_map(|point| point.as_array().cloned()).flatten())
        .map(Value::from_iter)
        .collect();
    let shapes = atlas["objects"]["countries"]["geometries"].as_array().ok_or_else(broken)?;
    let mut countries = Vec::new();
    for shape in shapes {
        let code = shape["id"].as_str().and_then(|id| codes.get(id)).cloned().unwrap_or_default();
        let polygons: Vec<Value> = match shape["type"].as_str() {
            Some("Polygon") => vec![shape["arcs"].clone()],
            Some("MultiPolygon") => shape["arcs"].as_array().cloned().unwrap_or_default(),
            _ => continue,
        };
        countries.push(json!([code, polygons]));
    }
    if flat.len() < 1000 || countries.len() < 200 {
        return Err(broken());
    }
    let map = json!({
        "scale": atlas["transform"]["scale"],
        "translate": atlas["transform"]["translate"],
        "arcs": flat,
        "countries": countries,
    });
    Ok(map.to_string().into_bytes())
}
