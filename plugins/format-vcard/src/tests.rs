//! Cards as programs write them, what is refused, and any card in any form.

use super::*;
use elenco_sdk::files::MemoryFile;
use elenco_sdk::import_format::Reader as _;
use elenco_sdk::{InvalidValue, cell, plain_text};
use proptest::prelude::*;
use std::collections::BTreeMap;

const PHONE: &str = "\
BEGIN:VCARD\r
VERSION:2.1\r
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:P=C3=A9rez Gil;Jos=C3=A9;;;\r
TEL;CELL;PREF:+57 300 555 0100\r
TEL;HOME:+57 1 555 0100\r
TEL;WORK;FAX:+57 1 555 0101\r
EMAIL;HOME:jose@example.com\r
NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Llamar =\r
 despu=C3=A9s=\r
=0D=0Ade las 5\r
PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRg=\r
 =\r
\r
END:VCARD\r
";

const MAC: &str = "\
BEGIN:VCARD
VERSION:3.0
PRODID:-//Example//Contacts//EN
N:Souza;Ana;María;Dra.;
FN:Dra. Ana María Souza
ORG:Example\\, Ltd;Support;Field
item1.EMAIL;type=INTERNET;type=HOME:ana@home.example
item2.EMAIL;type=INTERNET;type=WORK;type=pref:ana@example.com
ADR;TYPE=WORK:PO 4;Of. 602;Carrera 43A\\n# 1-50;Medellín;Antioquia;050021;Colomb
 ia
TITLE:Technician
BDAY;value=date:1990-04-21
GEO:6.2088;-75.5656
UID:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1
CATEGORIES:a,b
X-ABLabel:_$!<Work>!$_
END:VCARD

BEGIN:VCARD
VERSION:3.0
N:;;;;
FN:Everybody
X-ADDRESSBOOKSERVER-KIND:group
END:VCARD
";

const NEW: &str = "\u{feff}begin:vcard
version:4.0
FN:Luis Pérez Gil
TEL;VALUE=uri;TYPE=\"voice,home\";PREF=2:tel:+55-11-5555-0100;ext=5
TEL;VALUE=uri;TYPE=\"voice,work\";PREF=1:tel:+55-11-5555-0199
EMAIL;PREF=1;X-NOTE=\"a:b;c\":mailto:luis@example.com
BDAY:--0421
LANG:pt-BR
GEO:geo:-23.55,-46.63,760;u=10
NICKNAME:lu
end:vcard";

fn open(text: impl Into<Vec<u8>>, settings: &str) -> Result<Table<Cards>, Error> {
    let plugin: VCard = elenco_sdk::open(settings).unwrap();
    ImportFormat::open(&plugin, Box::new(MemoryFile::new("people.vcf", text)), Language::Es)
}

/// The rows of a sheet: number, and cells that hold something, by identifier of the column or else by header.
fn sheet(table: &mut Table<Cards>, sheet: u32) -> Vec<(u32, BTreeMap<String, String>)> {
    let mut ids = BTreeMap::new();
    let rows = table.read(0, 500).unwrap().unwrap();
    let names: Vec<String> = table.sheets().unwrap().into_iter().map(|sheet| sheet.name).collect();
    for row in 0..rows.count as usize {
        let text = |column: usize| plain_text(&cell(&rows.columns[column], row));
        if names.get(sheet as usize) == Some(&text(0)) {
            ids.insert(text(1).parse::<usize>().unwrap(), text(2));
        }
    }
    let mut header: Vec<String> = Vec::new();
    let mut all = Vec::new();
    while let Some(rows) = table.read(sheet, 7).unwrap() {
        for row in 0..rows.count as usize {
            let cells: Vec<String> =
                rows.columns.iter().map(|column| plain_text(&cell(column, row))).collect();
            if header.is_empty() {
                header = cells;
            } else if cells.iter().any(|cell| !cell.is_empty()) {
                let named = header.iter().enumerate().zip(cells).filter(|(_, cell)| !cell.is_empty());
                let by_id =
                    named.map(|((at, name), cell)| (ids.get(&(at + 1)).unwrap_or(name).clone(), cell));
                all.push((rows.first + row as u32, by_id.collect()));
            }
        }
    }
    all
}

fn named(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn code(text: impl Into<Vec<u8>>) -> (String, String) {
    match open(text, "{}").map(drop) {
        Err(Error::Invalid(InvalidValue { field, message })) => (field, message),
        other => (format!("{other:?}"), String::new()),
    }
}

#[test]
fn a_card_of_an_old_telephone_is_read() {
    let mut table = open(PHONE, "{}").unwrap();
    let expected = [
        ("username", "jose@example.com"),
        ("first_names", "José"),
        ("last_names", "Pérez Gil"),
        ("email", "jose@example.com"),
        ("mobile", "+57 300 555 0100"),
        ("phone", "+57 1 555 0100"),
        ("TEL (fax)", "+57 1 555 0101"),
        ("Observaciones", "Llamar  después\r\nde las 5"),
    ];
    assert_eq!(sheet(&mut table, 1), [(1, named(&expected))]);
}

#[test]
fn a_card_of_a_computer_is_read_and_a_group_is_no_person() {
    let mut table = open(MAC, r#"{"username": "email-name"}"#).unwrap();
    let expected = [
        ("username", "ana"),
        ("first_names", "Ana María"),
        ("last_names", "Souza"),
        ("N (prefix)", "Dra."),
        ("FN", "Dra. Ana María Souza"),
        ("Empresa", "Example, Ltd"),
        ("ORG (unidad)", "Support; Field"),
        ("email", "ana@example.com"),
        ("EMAIL (más)", "ana@home.example"),
        ("ADR (post box)", "PO 4"),
        ("address.complement", "Of. 602"),
        ("address.street", "Carrera 43A, # 1-50"),
        ("address.city", "Medellín"),
        ("address.region", "Antioquia"),
        ("address.postal-code", "050021"),
        ("address.country", "Colombia"),
        ("position", "Technician"),
        ("Fecha de nacimiento", "1990-04-21"),
        ("latitude", "6.2088"),
        ("longitude", "-75.5656"),
        ("external_id", "4fbe8971-0bc3-424c-9c26-36c3e1eff6b1"),
        ("CATEGORIES", "a,b"),
        ("PRODID", "-//Example//Contacts//EN"),
        ("X-ABLABEL", "_$!<Work>!$_"),
    ];
    assert_eq!(sheet(&mut table, 1), [(1, named(&expected))]);
    let groups = sheet(&mut open(MAC, "{}").unwrap(), 2);
    let line = MAC.lines().position(|line| line.contains("FN:Everybody")).unwrap() as u32 - 2;
    assert_eq!((groups.len(), groups[0].0, groups[0].1["FN"].as_str()), (1, line, "Everybody"));
}

#[test]
fn a_card_of_the_newest_version_is_read() {
    let mut table = open(NEW, r#"{"username": "nickname"}"#).unwrap();
    let expected = [
        ("username", "lu"),
        ("first_names", "Luis"),
        ("last_names", "Pérez Gil"),
        ("FN", "Luis Pérez Gil"),
        ("phone", "+55-11-5555-0199"),
        ("TEL (más)", "+55-11-5555-0100 ext. 5"),
        ("email", "luis@example.com"),
        ("Fecha de nacimiento", "--0421"),
        ("culture", "pt-BR"),
        ("latitude", "-23.55"),
        ("longitude", "-46.63"),
        ("NICKNAME", "lu"),
    ];
    assert_eq!(sheet(&mut table, 1), [(1, named(&expected))]);
}

#[test]
fn cards_without_a_user_name_keep_its_column_for_review() {
    let text = "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Souza\nEND:VCARD\n";
    for settings in ["{}", r#"{"username": "uid"}"#] {
        let ids = format!("{:?}", open(text, settings).unwrap().read(0, 9).unwrap());
        assert!(ids.contains("username"), "{ids}");
        assert!(!sheet(&mut open(text, settings).unwrap(), 1)[0].1.contains_key("username"));
    }
}

#[test]
fn encodings_are_read_as_they_are_named_and_as_old_programs_wrote() {
    let card = |head: &str, name: &[u8]| {
        let start = format!("BEGIN:VCARD\nVERSION:2.1\nN{head}:");
        [start.as_bytes(), name, b"\nEND:VCARD\n"].concat()
    };
    for (head, name) in [
        (";CHARSET=ISO-8859-1", &b"P\xE9rez;A"[..]),
        (";charset=\"utf-8\"", "Pérez;A".as_bytes()),
        ("", b"P\xE9rez;A"),
        (";CHARSET=no-such-thing", "Pérez;A".as_bytes()),
        (";QUOTED-PRINTABLE;CHARSET=windows-1252", b"P=E9rez;A"),
        (";ENCODING=b", b"UMOpcmV6O0E="),
    ] {
        let mut table = open(card(head, name), "{}").unwrap();
        assert_eq!(sheet(&mut table, 1)[0].1["last_names"], "Pérez", "{head}");
    }
}

#[test]
fn what_is_not_read_is_named_with_its_line() {
    let card = |line: &str| format!("BEGIN:VCARD\nVERSION:3.0\nFN:a\n{line}\nEND:VCARD\n");
    for (text, expected, line) in [
        (String::new(), "file.empty", ""),
        ("\n\n".into(), "file.empty", ""),
        ("name,mail\na,b\n".into(), "file.line", "línea 1"),
        ("BEGIN:VCALENDAR\nEND:VCALENDAR\n".into(), "file.line", "línea 1"),
        (card("no colon"), "file.line", "línea 4"),
        (card(":x"), "file.line", "línea 4"),
        (card("VERSION:5.0"), "file.version", "línea 4"),
        (card("AGENT:\nBEGIN:VCARD"), "file.nested-card", "línea 5"),
        (card("NOTE;ENCODING=b:%%%"), "file.base64", "línea 4"),
        (card("NOTE:\0"), "file.binary", ""),
        ("BEGIN:VCARD\nVERSION:3.0\nFN:a\n".into(), "file.open-card", "línea 1"),
        (format!("{}FN:b\n", card("FN:b")), "file.line", "línea 6"),
    ] {
        let (code, message) = code(text.clone());
        assert_eq!(code, expected, "{text:?}: {message}");
        assert!(message.contains(line) && message.ends_with('.'), "{message}");
    }
    assert_eq!(code(card(&format!("NOTE:{}", "x".repeat(17 << 20)))).0, "file.card-too-long");
    assert_eq!(code(card(&format!("NOTE:{}", "x".repeat(2 << 20)))).0, "file.card-too-long");
    assert_eq!(code(card(&"X:1\n".repeat(5_001))).0, "file.card-too-long");
    let names: String = (0..1_100).map(|number| format!("X-{number}:x\n")).collect();
    assert_eq!(code(card(&names)).0, "file.too-many-names");
    let photo = format!("PHOTO;ENCODING=b:{}", "QUJD".repeat(1 << 20));
    assert_eq!(sheet(&mut open(card(&photo), "{}").unwrap(), 1).len(), 1, "a picture passes");
}

#[test]
fn content_tells_what_is_recognised() {
    let plugin: VCard = elenco_sdk::open("{}").unwrap();
    for (name, head, sure) in [
        ("people.vcf", "BEGIN:VCARD\r\n", 95),
        ("people.txt", "\u{feff}\nbegin:vcard", 95),
        ("PEOPLE.VCF", "whatever", 50),
        ("people.csv", "name,mail\n", 0),
        ("people.ics", "BEGIN:VCALENDAR", 0),
    ] {
        assert_eq!(plugin.recognise(name, head.as_bytes()), sure, "{name} {head}");
    }
}

#[test]
fn days_are_read_and_others_are_kept_as_they_are() {
    for (text, expected) in [
        ("19900421", Some("1990-04-21")),
        ("1990-04-21T00:00:00Z", Some("1990-04-21")),
        ("2000-02-29", Some("2000-02-29")),
        ("1900-02-29", None),
        ("1990-4-21", None),
        ("--0421", None),
        ("1990-éé", None),
        ("éééééééé", None),
        ("0000-01-01", None),
        ("", None),
    ] {
        assert_eq!(places::day(text).map(|value| plain_text(&value)).as_deref(), expected, "{text}");
    }
}

#[test]
fn the_schema_names_every_choice() {
    let schema: serde_json::Value = serde_json::from_str(include_str!("../settings.schema.json")).unwrap();
    let names = schema["properties"]["username"]["enum"].as_array().unwrap();
    assert_eq!(names.len(), 4);
    for name in names {
        assert!(serde_json::from_value::<UsernameFrom>(name.clone()).is_ok(), "{name}");
    }
    assert!(elenco_sdk::open::<VCard>(r#"{"user": "uid"}"#).is_err());
}

fn quoted(text: &str, width: usize) -> String {
    let encoded: Vec<String> = text.bytes().map(|byte| format!("={byte:02X}")).collect();
    encoded.chunks(width).map(<[String]>::concat).collect::<Vec<_>>().join("=\r\n")
}

proptest! {
    #[test]
    fn any_text_comes_through_folding_escapes_and_encodings(
        notes in prop::collection::vec("[^\0\r\u{feff}]{1,60}", 1..8),
        width in 4usize..50,
    ) {
        let mut text = String::new();
        for (number, note) in notes.iter().enumerate() {
            let escaped = note.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n");
            let line = format!("NOTE:{escaped}");
            let characters: Vec<char> = line.chars().collect();
            let folded: Vec<String> = characters.chunks(width).map(|piece| piece.iter().collect()).collect();
            let note = if number % 2 == 0 {
                folded.join("\r\n ")
            } else {
                format!("NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:{}", quoted(&escaped, width))
            };
            text.push_str(&format!("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:a\r\n{note}\r\nEND:VCARD\r\n"));
        }
        let read = sheet(&mut open(text, "{}").unwrap(), 1);
        prop_assert_eq!(read.len(), notes.len());
        for ((_, cells), note) in read.iter().zip(&notes) {
            let read = cells.get("Observaciones").map(String::as_str).unwrap_or_default();
            prop_assert_eq!(read, note.trim());
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let card = [b"BEGIN:VCARD\nFN:a\nNOTE:", &bytes[..], b"\nEND:VCARD\n"].concat();
        for text in [bytes, card] {
            if let Ok(mut table) = open(text, "{}") {
                sheet(&mut table, 1);
            }
        }
    }

    #[test]
    fn no_card_makes_it_panic(
        lines in prop::collection::vec("(N|FN|ADR|GEO|BDAY|TEL|ORG|item.EMAIL|LANG)(;(TYPE=)?[a-z,\"=]{0,6}){0,2}:\\PC{0,12}", 0..12),
    ) {
        let text = format!("BEGIN:VCARD\n{}\nEND:VCARD\n", lines.join("\n"));
        if let Ok(mut table) = open(text, "{}") {
            sheet(&mut table, 1);
        }
    }
}
