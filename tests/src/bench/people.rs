//! Made-up people with every column filled, and the additional fields that make forty columns with the core's.
use elenco::context::ServiceContext;
use elenco::locale::Culture;
use elenco::users::model::{AddressPart, AddressValue, User, UserKind};
use elenco_db::UserId;
use serde_json::{Value, json};

const FIRST: [&str; 16] = [
    "Adriana", "João", "Beatriz", "Óscar", "Luana", "Thiago", "Ximena", "Rafael", "Noelia", "Inês",
    "Gonzalo", "Avery", "Camila", "Sofía", "Heitor", "Mateo",
];
const LAST: [&str; 17] = [
    "Lozano",
    "Núñez",
    "Figueiredo",
    "Quispe",
    "Conceição",
    "Hernández",
    "Moraes",
    "Bennett",
    "Iturriaga",
    "Gonçalves",
    "Paredes",
    "Araújo",
    "Mamani",
    "Etcheverry",
    "Brandão",
    "Cárdenas",
    "Ospina",
];
const CITIES: [(&str, &str, &str); 5] = [
    ("Bogotá", "Cundinamarca", "CO"),
    ("São Paulo", "SP", "BR"),
    ("Guadalajara", "Jalisco", "MX"),
    ("Lima", "Lima", "PE"),
    ("Valparaíso", "Valparaíso", "CL"),
];
const SEGMENTS: [&str; 3] = ["retail", "industry", "public"];
/// Labels of the segments, as a workbook has them.
const SEGMENT_LABELS: [&str; 3] = ["Retail", "Industry", "Public sector"];

/// Columns of a sheet to import.
pub const HEADERS: [&str; 16] = [
    "Username",
    "First names",
    "Last names",
    "E-mail",
    "Phone",
    "Mobile",
    "Position",
    "External id",
    "Country",
    "Region",
    "City",
    "Street",
    "Birth date",
    "Segment",
    "Credit limit",
    "Notes",
];

/// Thirteen additional fields; with the core's columns that makes forty.
pub fn fields() -> Value {
    let choices: Vec<Value> = SEGMENTS
        .iter()
        .zip(SEGMENT_LABELS)
        .map(|(id, label)| json!({ "id": id, "label": { "en": label } }))
        .collect();
    let field = |id: &str, kind: &str, label: &str| json!({ "id": id, "concepts": ["client"], "type": kind, "label": { "en": label } });
    let mut fields = vec![
        field("birth_date", "date", "Birth date"),
        field("member_since", "date", "Member since"),
        field("credit_limit", "decimal", "Credit limit"),
        field("visits", "integer", "Visits"),
        field("newsletter", "check-box", "Newsletter"),
        field("notes", "paragraph", "Notes"),
        json!({ "id": "segment", "concepts": ["client"], "type": "list", "label": { "en": "Segment" }, "choices": choices }),
    ];
    for number in 1..=6 {
        fields.push(field(&format!("text_{number}"), "short-text", &format!("Text {number}")));
    }
    json!({ "fields": fields })
}

/// Spreads numbers so that neighbours do not look alike.
fn spread(number: usize, salt: usize) -> usize {
    let mixed = (number as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15)
        ^ (salt as u64).wrapping_mul(0xD1B5_4A32_D192_ED03);
    (mixed.rotate_left(23).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize
}

fn pick<T: Copy>(list: &[T], number: usize, salt: usize) -> T {
    list[spread(number, salt) % list.len()]
}

fn day(number: usize, salt: usize, from: usize, years: usize) -> String {
    let at = spread(number, salt);
    format!("{}-{:02}-{:02}", from + at % years, 1 + at / 64 % 12, 1 + at / 1024 % 28)
}

fn money(number: usize) -> String {
    format!("{}.{:02}", spread(number, 11) % 90_000, number % 100)
}

/// A person with every column filled.
pub fn full(cx: &ServiceContext, number: usize) -> User {
    let now = cx.app.clock.now();
    let (city, region, country) = pick(&CITIES, number, 3);
    let address = [
        (AddressPart::Country, country.to_owned()),
        (AddressPart::Region, region.to_owned()),
        (AddressPart::City, city.to_owned()),
        (AddressPart::District, format!("District {}", spread(number, 4) % 40)),
        (AddressPart::Street, format!("Carrera {}", spread(number, 5) % 150)),
        (AddressPart::Number, format!("{}-{}", spread(number, 6) % 200, number % 90)),
        (AddressPart::Complement, format!("Of. {}", spread(number, 7) % 900)),
        (AddressPart::PostalCode, format!("{:06}", spread(number, 8) % 999_999)),
        (AddressPart::Reference, "Frente al parque principal".to_owned()),
        (AddressPart::Phone, format!("+57 601 555 {:04}", spread(number, 9) % 10_000)),
    ];
    let mut fields = json!({
        "birth_date": { "date": day(number, 21, 1950, 55) },
        "member_since": { "date": day(number, 22, 2012, 14) },
        "credit_limit": { "decimal": money(number) },
        "visits": spread(number, 12) % 500,
        "newsletter": number.is_multiple_of(3),
        "notes": format!("Prefers to be called in the morning; contract {number}."),
        "segment": pick(&SEGMENTS, number, 13),
    });
    for text in 1..=6 {
        fields[format!("text_{text}")] =
            json!(format!("value {} of person {number}", spread(number, 30 + text) % 997));
    }
    let username = format!("export.{number:06}");
    User {
        tenant_id: cx.scope.tenant(),
        id: UserId::from_uuid(cx.app.ids.uuid()),
        kind: UserKind::Client,
        email: format!("{username}@example.com"),
        first_names: pick(&FIRST, number, 1).to_owned(),
        last_names: format!("{} {}", pick(&LAST, number, 2), pick(&LAST, number, 14)),
        phone: format!("+57 601 555 {:04}", spread(number, 15) % 10_000),
        mobile: format!("+57 300 555 {:04}", spread(number, 16) % 10_000),
        position: "Field technician".to_owned(),
        external_id: Some(format!("HR-{number:06}")),
        active: !number.is_multiple_of(11),
        culture: pick(&Culture::ALL, number, 17),
        photo_id: None,
        location_id: None,
        address: address
            .into_iter()
            .map(|(part, value)| (part, AddressValue { value, source: None }))
            .collect(),
        fields: serde_json::from_value(fields).expect("a document of fields"),
        latitude: Some(4.6 + (spread(number, 18) % 1000) as f64 / 1000.0),
        longitude: Some(-74.0 - (spread(number, 19) % 1000) as f64 / 1000.0),
        has_password: false,
        must_change_password: false,
        valid_since: Some(now),
        valid_until: Some(now.plus_seconds(31_536_000)),
        last_sign_in_at: None,
        version: 1,
        created_at: now,
        updated_at: now,
        username,
    }
}

/// A row of a sheet to import, below [`HEADERS`].
pub fn row(number: usize) -> [String; HEADERS.len()] {
    let (city, region, country) = pick(&CITIES, number, 3);
    let username = format!("import.{number:06}");
    [
        username.clone(),
        pick(&FIRST, number, 1).to_owned(),
        format!("{} {}", pick(&LAST, number, 2), pick(&LAST, number, 14)),
        format!("{username}@example.com"),
        format!("+57 601 555 {:04}", spread(number, 15) % 10_000),
        format!("+57 300 555 {:04}", spread(number, 16) % 10_000),
        "Field technician".to_owned(),
        format!("HR-{number:06}"),
        country.to_owned(),
        region.to_owned(),
        city.to_owned(),
        format!("Carrera {}", spread(number, 5) % 150),
        day(number, 21, 1950, 55),
        SEGMENT_LABELS[spread(number, 13) % 3].to_owned(),
        money(number),
        format!("Prefers to be called in the morning; contract {number}."),
    ]
}
