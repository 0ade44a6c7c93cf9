//! Files as directories write them, what is refused, and any entry in any form.

use super::*;
use elenco_sdk::files::MemoryFile;
use elenco_sdk::import_format::Reader as _;
use elenco_sdk::{InvalidValue, cell, plain_text};
use proptest::prelude::*;
use std::collections::BTreeMap;

const FILE: &str = "\
version: 1
# Exported on a Monday,
 by somebody

dn: ou=People,dc=example,dc=com
objectClass: organizationalUnit
ou: People

dn: uid=ana,ou=People,dc=example,dc=com
objectClass: top
objectClass: inetOrgPerson
uid: ana
givenName:: QW5hIE1hcsOtYQ==
sn: Souza
 \x20Rojas
cn: Ana María Souza Rojas
mail: ana@example.com
mail: ana.souza@example.com
telephoneNumber: +55 11 5555-0100
title:Técnica
l: Medellín
c: CO
postalAddress: Carrera 43A # 1-50$Of. 602$Price \\24 5
preferredLanguage: es-CO
department: Support
memberOf: cn=a,dc=example,dc=com
memberOf: cn=b,dc=example,dc=com
userPassword:: e1NTSEF9YWJj
jpegPhoto:: /9j/4AAQSkZJRg==
objectGUID:: /v8AAQ==
description;lang-es: Señora


DN: cn=Luis Pérez Gil,dc=example,dc=com
objectclass: person
cn: Luis Pérez Gil
mail: luis@example.com
userAccountControl: 514
";

fn open(bytes: impl Into<Vec<u8>>) -> Result<Table<Entries>, Error> {
    Ldif.open(Box::new(MemoryFile::new("people.ldif", bytes)), Language::En)
}

/// The rows of a sheet: number, and cells that hold something, by header.
fn sheet(table: &mut Table<Entries>, sheet: u32) -> Vec<(u32, BTreeMap<String, String>)> {
    let mut header: Vec<String> = Vec::new();
    let mut all = Vec::new();
    while let Some(rows) = table.read(sheet, 7).unwrap() {
        for row in 0..rows.count as usize {
            let cells: Vec<String> =
                rows.columns.iter().map(|column| plain_text(&cell(column, row))).collect();
            if header.is_empty() {
                header = cells;
            } else if cells.iter().any(|cell| !cell.is_empty()) {
                let named = header.iter().cloned().zip(cells).filter(|(_, cell)| !cell.is_empty());
                all.push((rows.first + row as u32, named.collect()));
            }
        }
    }
    all
}

fn identifiers(table: &mut Table<Entries>) -> BTreeMap<String, String> {
    let header = table.read(1, 1).unwrap().unwrap();
    let ids = table.read(0, 500).unwrap().unwrap();
    let named = (0..ids.count as usize).filter_map(|row| {
        let text = |column: usize| plain_text(&cell(&ids.columns[column], row));
        let place = text(1).parse::<usize>().unwrap().checked_sub(1)?;
        Some((text(2), plain_text(&cell(&header.columns[place], 0))))
    });
    named.collect()
}

fn code(bytes: impl Into<Vec<u8>>) -> (String, String) {
    match open(bytes).map(drop) {
        Err(Error::Invalid(InvalidValue { field, message })) => (field, message),
        other => (format!("{other:?}"), String::new()),
    }
}

#[test]
fn people_are_read_with_the_columns_that_directories_use() {
    let mut table = open(FILE).unwrap();
    let people = sheet(&mut table, 1);
    assert_eq!(people.iter().map(|(row, _)| *row).collect::<Vec<_>>(), [9, 34]);
    let expected = [
        ("uid / mail (user name)", "ana"),
        ("givenName / cn (first names)", "Ana María"),
        ("sn / cn (last names)", "Souza Rojas"),
        ("mail", "ana@example.com"),
        ("mail (more)", "ana.souza@example.com"),
        ("telephoneNumber", "+55 11 5555-0100"),
        ("title", "Técnica"),
        ("l", "Medellín"),
        ("c", "CO"),
        ("postalAddress", "Carrera 43A # 1-50, Of. 602, Price $ 5"),
        ("preferredLanguage", "es-CO"),
        ("dn", "uid=ana,ou=People,dc=example,dc=com"),
        ("cn", "Ana María Souza Rojas"),
        ("objectClass", "top; inetOrgPerson"),
        ("department (LDAP)", "Support"),
        ("memberOf", "cn=a,dc=example,dc=com; cn=b,dc=example,dc=com"),
        ("objectGUID", "binary, 4 bytes"),
        ("description;lang-es", "Señora"),
    ];
    let named = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    };
    assert_eq!(people[0].1, named(&expected));
    let luis = [
        ("uid / mail (user name)", "luis@example.com"),
        ("givenName / cn (first names)", "Luis"),
        ("sn / cn (last names)", "Pérez Gil"),
        ("mail", "luis@example.com"),
        ("userAccountControl (status)", "inactive"),
        ("dn", "cn=Luis Pérez Gil,dc=example,dc=com"),
        ("cn", "Luis Pérez Gil"),
        ("objectClass", "person"),
        ("userAccountControl", "514"),
    ];
    assert_eq!(people[1].1, named(&luis));
    let others = sheet(&mut table, 2);
    assert_eq!((others.len(), others[0].0, others[0].1["ou"].as_str()), (1, 5, "People"));
    let ids = identifiers(&mut table);
    assert_eq!(ids["address.street"], "postalAddress");
    assert_eq!(ids["status"], "userAccountControl (status)");
    assert_eq!(ids["username"], "uid / mail (user name)");
    let names: Vec<String> = table.sheets().unwrap().into_iter().map(|sheet| sheet.name).collect();
    assert_eq!(names, ["_elenco", "people", "Other entries"]);
    table.read(1, 1).unwrap();
    let rest = format!("{:?}", table.read(1, 500).unwrap());
    assert!(!rest.contains("SSHA") && !rest.contains("e1NT"), "hashes stay where they are");
}

#[test]
fn a_search_of_the_command_line_is_read() {
    let text = "# extended LDIF\n#\ndn: uid=a\nuid: a\n\n# search result\nsearch: 2\nresult: 0 Success\n\n# numEntries: 1\n";
    assert_eq!(sheet(&mut open(text).unwrap(), 1).len(), 1);
    let windows = text.replace('\n', "\r\n");
    assert_eq!(sheet(&mut open(windows).unwrap(), 1)[0].0, 3);
}

#[test]
fn what_is_not_read_is_named_with_its_line() {
    for (text, expected, line) in [
        ("", "file.empty", ""),
        ("# nothing\n\n", "file.empty", ""),
        ("version: 2\n", "file.version", "Line 1"),
        ("dn: a\nchangetype: modify\nreplace: mail\nmail: a@b\n-\n", "file.change-records", "Line 2"),
        ("dn: a\ncontrol: 1.2.3 true\nchangetype: delete\n", "file.change-records", "Line 2"),
        ("dn: a\ncn: a\n\ndn: b\ncn: b\njpegPhoto:< file:///etc/passwd\n", "file.url", "Line 6"),
        ("dn: a\ncn:< http://169.254.169.254/\n", "file.url", "Line 2"),
        ("dn: a\ncn:: %%%\n", "file.base64", "line 2"),
        ("dn: a\nno colon\n", "file.line", "Line 2"),
        ("dn: a\n: no name\n", "file.line", "Line 2"),
        ("dn: a\ncn: a\ndn: b\n", "file.line", "Line 3"),
        ("cn: a\n", "file.line", "Line 1"),
        ("dn: a\n\n continued\n", "file.line", "Line 3"),
        ("dn: a\ncn: \0\n", "file.binary", ""),
    ] {
        let (code, message) = code(text);
        assert_eq!(code, expected, "{text:?}: {message}");
        assert!(message.contains(line) && message.ends_with('.'), "{message}");
    }
    assert_eq!(code(b"dn: a\ncn: Jos\xE9\n".to_vec()).0, "file.encoding");
    assert_eq!(code(format!("dn: a\ncn: {}\n", "x".repeat(17 << 20))).0, "file.entry-too-long");
    assert_eq!(
        code(format!("dn: a\n{}", "cn: aaaaaaaaaaaaaaaaaaaa\n".repeat(60_000))).0,
        "file.entry-too-long"
    );
    assert_eq!(code(format!("dn: a\n{}", "cn:\n".repeat(20_001))).0, "file.entry-too-long");
    let names: String = (0..1_100).map(|number| format!("a{number}: x\n")).collect();
    assert_eq!(code(format!("dn: a\n{names}")).0, "file.too-many-names");
}

#[test]
fn a_large_picture_is_passed_over() {
    let photo = "QUJD".repeat(1 << 20);
    let text = format!("dn: uid=a\nuid: a\njpegPhoto:: {photo}\nmail: a@example.com\n");
    let mut table = open(text).unwrap();
    assert_eq!(sheet(&mut table, 1)[0].1["mail"], "a@example.com");
    let header = table.read(0, 9).and_then(|_| table.read(1, 9)).unwrap().unwrap();
    let headers: Vec<String> = header.columns.iter().map(|column| plain_text(&cell(column, 0))).collect();
    assert!(headers.contains(&"jpegPhoto (not read)".to_owned()), "{headers:?}");
}

#[test]
fn long_lists_say_how_many_are_left_out() {
    let groups: String =
        (0..2_000).map(|number| format!("memberOf: cn=group-number-{number:05}\n")).collect();
    let people = sheet(&mut open(format!("dn: uid=a\nuid: a\n{groups}")).unwrap(), 1);
    let cell = &people[0].1["memberOf"];
    assert!(cell.chars().count() < 32_767 && cell.contains("; … (+"), "{}", &cell[cell.len() - 30..]);
}

#[test]
fn content_tells_what_is_recognised() {
    for (name, head, sure) in [
        ("people.ldif", "version: 1\n", 95),
        ("people.txt", "# c\n continued: x\n\nDN: uid=a", 95),
        ("PEOPLE.LDIF", "whatever", 50),
        ("people.csv", "dn,uid\n", 0),
        ("people.csv", "", 0),
        ("people", "dn", 0),
    ] {
        assert_eq!(Ldif.recognise(name, head.as_bytes()), sure, "{name} {head}");
    }
}

/// A value as an LDIF file writes it, in Base64 where it has to be or when `encode` says so.
fn line(name: &str, value: &str, encode: bool) -> String {
    use base64::Engine as _;
    let plain = value.bytes().all(|byte| (b' '..0x7f).contains(&byte))
        && !value.starts_with([' ', ':', '<'])
        && !value.ends_with(' ');
    if plain && !encode {
        format!("{name}: {value}")
    } else {
        format!("{name}:: {}", base64::engine::general_purpose::STANDARD.encode(value))
    }
}

proptest! {
    #[test]
    fn any_value_comes_through_folding_and_encoding(
        values in prop::collection::vec(("[a-z]{2,6}", "\\PC{1,40}", any::<bool>()), 1..12),
        width in 3usize..60,
    ) {
        let mut expected: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut text = String::from("dn: uid=a\n");
        for (name, value, encode) in &values {
            let name = format!("x{name}");
            let folded = line(&name, value, *encode);
            let pieces: Vec<String> = folded.as_bytes().chunks(width).map(|piece| String::from_utf8(piece.to_vec()).unwrap()).collect();
            text.push_str(&pieces.join("\n "));
            text.push('\n');
            if !value.trim().is_empty() {
                expected.entry(name).or_default().push(value.trim().to_owned());
            }
        }
        let mut read = sheet(&mut open(text).unwrap(), 1).remove(0).1;
        read.remove("dn");
        let expected: BTreeMap<String, String> = expected.into_iter().map(|(name, values)| (name, values.join("; "))).collect();
        prop_assert_eq!(read, expected);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), begin in "(dn: a\n|version: 1\n)?") {
        let bytes = [begin.as_bytes(), &bytes].concat();
        if let Ok(mut table) = open(bytes) {
            sheet(&mut table, 1);
            sheet(&mut table, 2);
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "(dn: [a-z]{0,3}\n|[a-z;]{0,3}:{0,2}<? ?\\PC{0,5}\n|\n| \\PC{0,3}\n|#\n){0,20}") {
        if let Ok(mut table) = open(text) {
            sheet(&mut table, 1);
        }
    }
}
