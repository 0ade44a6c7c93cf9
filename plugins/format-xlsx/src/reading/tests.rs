//! Workbooks as programs write them, and hostile ones, each refused with its own code.

use super::*;
use crate::Xlsx;
use elenco_sdk::export_format::{CellType, ColumnSpec, ExportFormat, SheetSpec, Workbook, Writer as _};
use elenco_sdk::files::MemoryFile;
use elenco_sdk::import_format::{ImportFormat, Reader as _};
use elenco_sdk::{Column, InvalidValue, Value, cell};
use proptest::prelude::*;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const TYPES: &str =
    r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
const ROOT: &str = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str =
    r#"<workbook><sheets><sheet name="People &amp; co" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://x/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="rId3" Type="http://x/styles" Target="styles.xml"/></Relationships>"#;
const STYLES: &str = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy hh:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="20"/></cellXfs></styleSheet>"#;

fn parts<'a>(sheet: &'a str, strings: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/styles.xml", STYLES),
        ("xl/sharedStrings.xml", strings),
        ("xl/worksheets/sheet1.xml", sheet),
    ]
}

fn zipped<'a>(parts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, text) in parts {
        archive.start_file(name, options).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn workbook(rows: &str) -> Vec<u8> {
    zipped(parts(
        &sheet(rows),
        "<sst><si><t>a</t></si><si><r><t>b</t></r><r><t xml:space=\"preserve\"> c</t></r><rPh><t>no</t></rPh></si></sst>",
    ))
}

fn sheet(rows: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>{rows}</sheetData></worksheet>"
    )
}

fn open(bytes: Vec<u8>) -> Result<Reader, Error> {
    Xlsx.open_reader(MemoryFile::new("people.xlsx", bytes))
}

impl Xlsx {
    fn open_reader(&self, file: MemoryFile) -> Result<Reader, Error> {
        ImportFormat::open(self, Box::new(file), Language::En)
    }
}

fn batches(reader: &mut Reader, sheet: u32, max_rows: u32) -> Result<Vec<Rows>, Error> {
    std::iter::from_fn(|| reader.read(sheet, max_rows).transpose()).collect()
}

/// The code with which a file is refused, at once or while its rows are taken.
fn code(bytes: Vec<u8>) -> String {
    let outcome = open(bytes).and_then(|mut reader| batches(&mut reader, 0, 500).map(|_| ()));
    match outcome {
        Err(Error::Invalid(InvalidValue { field, message })) => {
            assert!(message.ends_with('.'), "{message}");
            field
        }
        other => format!("{other:?}"),
    }
}

fn text(value: &str) -> Value {
    Value::Text(value.into())
}

#[test]
fn cells_have_the_types_that_they_show() {
    let rows = r#"
        <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="D1" t="inlineStr"><is><t> x &lt;&#233; _x000D_ </t></is></c></row>
        <row r="2"><c r="A2" s="1"/></row>
        <row r="4"><c r="A4" s="1"><v>46349</v></c><c r="B4"><v>1.5E2</v></c><c r="C4" t="b"><v>1</v></c><c r="D4" t="str"><f>A1&amp;B1</f><v>ab</v></c></row>
        <row r="5"><c r="A5" s="2"><v>46349.3541666667</v></c><c r="B5"><v>0.1</v></c><c r="D5" t="e"><v>#N/A</v></c></row>
        <row><c s="3"><v>0.25</v></c><c><v>7</v></c><c t="b"><v>0</v></c><c t="d"><v>2026-11-23T00:00:00</v></c></row>"#;
    let mut reader = open(workbook(rows)).unwrap();
    let sheets = reader.sheets().unwrap();
    assert_eq!((sheets[0].name.as_str(), sheets[0].claimed_rows), ("People & co", Some(4)));
    let batches = batches(&mut reader, 0, 500).unwrap();
    assert_eq!(batches.iter().map(|rows| (rows.first, rows.count)).collect::<Vec<_>>(), [(1, 1), (4, 3)]);
    let header: Vec<Value> = batches[0].columns.iter().map(|column| cell(column, 0)).collect();
    assert_eq!(header, [text("a"), text("b c"), Value::None, text(" x <é \r ")]);
    let columns = &batches[1].columns;
    assert_eq!(
        columns[0],
        Column::Mixed(vec![
            Value::Date("2026-11-23".into()),
            Value::Instant("2026-11-23T08:30:00Z".into()),
            Value::Time("06:00:00".into()),
        ])
    );
    assert_eq!(columns[1], Column::Number(vec![Some(150.0), Some(0.1), Some(7.0)]));
    assert_eq!(columns[2], Column::Boolean(vec![Some(true), None, Some(false)]));
    assert_eq!(columns[3], Column::Mixed(vec![text("ab"), text("#N/A"), Value::Date("2026-11-23".into())]));
}

#[test]
fn files_that_are_no_workbooks_are_named() {
    assert_eq!(code(Vec::new()), "file.empty");
    assert_eq!(code(b"name,mail\nAna,ana@example.com\n".to_vec()), "file.not-workbook");
    assert_eq!(
        code(zipped([("word/document.xml", "<a/>"), ("[Content_Types].xml", TYPES)])),
        "file.not-workbook"
    );
    assert_eq!(code(zipped([("a.txt", "a")])), "file.not-workbook");
    assert_eq!(code(compound("EncryptedPackage")), "file.encrypted");
    assert_eq!(code(compound("Workbook")), "file.xls");
    assert_eq!(code(compound("Book")), "file.xls");
    assert_eq!(code(compound("WordDocument")), "file.not-workbook");
    assert_eq!(code(b"\x09\x04\x06\x00\x00\x00\x10\x00".to_vec()), "file.xls");
    let whole = workbook("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>");
    for length in [30, whole.len() / 2, whole.len() - 30, whole.len() - 1] {
        assert_eq!(code(whole[..length].to_vec()), "file.truncated", "{length} of {}", whole.len());
    }
    assert_eq!(code(workbook("")), "file.empty");
    assert_eq!(code(workbook("<row r=\"1\"><c r=\"A1\" s=\"1\"/></row><row r=\"2\"/>")), "file.empty");
}

/// The header of a compound file whose directory, in sector 1, has one stream (MS-CFB).
fn compound(stream: &str) -> Vec<u8> {
    let mut bytes = vec![0; 512 * 4];
    bytes[..8].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    bytes[30] = 9;
    bytes[48] = 1;
    for (index, unit) in stream.encode_utf16().enumerate() {
        bytes[1024 + 2 * index..][..2].copy_from_slice(&unit.to_le_bytes());
    }
    bytes
}

#[test]
fn grids_that_are_only_claimed_take_no_memory() {
    let lies = workbook(
        r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#,
    );
    assert!(lies.len() < 3_000, "{}", lies.len());
    assert_eq!(code(lies), "file.too-many-cells");
    assert_eq!(
        code(workbook(r#"<row r="1048577"><c r="A1048577"><v>1</v></c></row>"#)),
        "file.too-many-cells"
    );
    assert_eq!(code(workbook(r#"<row r="1"><c r="ZZZZ1"><v>1</v></c></row>"#)), "file.too-many-cells");
    // A formatted but empty cell far away is nothing unusual.
    let formatted =
        workbook(r#"<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row><row r="1048576"/>"#);
    assert_eq!(open(formatted).unwrap().sheets().unwrap()[0].claimed_rows, Some(1));
}

#[test]
fn counts_of_strings_are_not_believed() {
    let strings = r#"<sst count="4294967295" uniqueCount="4294967295"><si><t>a</t></si></sst>"#;
    let good = sheet(r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#);
    let mut reader = open(zipped(parts(&good, strings))).unwrap();
    assert_eq!(batches(&mut reader, 0, 9).unwrap()[0].columns, [Column::Text(vec![Some("a".into())])]);
    let wrong = sheet(r#"<row r="1"><c r="A1" t="s"><v>4294967294</v></c></row>"#);
    assert_eq!(code(zipped(parts(&wrong, strings))), "file.malformed");
}

#[test]
fn entities_are_refused() {
    let lol = "<!DOCTYPE sst [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><sst><si><t>&b;</t></si></sst>";
    let one = sheet(r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#);
    assert_eq!(code(zipped(parts(&one, lol))), "file.unsafe");
    let inside = format!("<!DOCTYPE worksheet SYSTEM \"file:///etc/passwd\">{one}");
    assert_eq!(code(zipped(parts(&inside, "<sst/>"))), "file.unsafe");
}

#[test]
fn what_unpacks_to_far_more_is_refused() {
    let zeros = "0".repeat(8 << 20);
    let rows = format!(r#"<row r="1"><c r="A1"><v>{zeros}</v></c></row>"#);
    assert_eq!(code(workbook(&rows)), "file.bomb");
    // In a part that is not even read.
    let mut more = parts("<worksheet/>", "<sst/>");
    more.push(("xl/media/image1.png", &zeros));
    assert_eq!(code(zipped(more)), "file.bomb");
    // The directory may tell less than there is.
    let rows: String = (1..2_000).map(|row| format!(r#"<row r="{row}"><c><v>{row}</v></c></row>"#)).collect();
    let mut liar = workbook(&rows);
    let honest = sheet(&rows).len() as u32;
    patch(&mut liar, &honest.to_le_bytes(), &1_000u32.to_le_bytes());
    assert_eq!(code(liar), "file.bomb");
    let many: Vec<String> = (0..2_001).map(|number| format!("xl/{number}.xml")).collect();
    assert_eq!(code(zipped(many.iter().map(|name| (name.as_str(), "")))), "file.bomb");
    // Well packed, yet one text alone is more than any cell.
    let mut state = 1u32;
    let noise: String = (0..2 << 20)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            char::from(b'a' + (state >> 24) as u8 % 26)
        })
        .collect();
    let rows = format!(r#"<row r="1"><c r="A1" t="str"><v>{noise}</v></c></row>"#);
    assert_eq!(code(workbook(&rows)), "file.too-much-text");
}

/// Replaces bytes wherever they stand.
fn patch(bytes: &mut [u8], from: &[u8], to: &[u8]) {
    let places: Vec<usize> =
        bytes.windows(from.len()).enumerate().filter(|(_, found)| *found == from).map(|(at, _)| at).collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at..at + to.len()].copy_from_slice(to);
    }
}

#[test]
fn damaged_parts_are_refused_before_the_first_row() {
    let rows: String = (1..200).map(|row| format!(r#"<row r="{row}"><c><v>{row}</v></c></row>"#)).collect();
    let stored = {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        for (name, text) in parts(&sheet(&rows), "<sst/>") {
            archive.start_file(name, options).unwrap();
            archive.write_all(text.as_bytes()).unwrap();
        }
        archive.finish().unwrap().into_inner()
    };
    assert!(open(stored.clone()).is_ok());
    let mut flipped = stored;
    patch(&mut flipped, b"<v>150<", b"<v>151<");
    assert!(matches!(open(flipped), Err(Error::Invalid(error)) if error.field == "file.malformed"));
    for rows in [
        "<row r=\"2\"><c><v>1</v></c></row><row r=\"1\"><c><v>1</v></c></row>",
        "<row r=\"1\"><c><v>1</v></c>",
        "<row r=\"x\"><c><v>1</v></c></row>",
        "<row r=\"1\"><c><v>1</c></v></row>",
    ] {
        assert_eq!(code(workbook(rows)), "file.malformed", "{rows}");
    }
    let without_sheet = parts("", "<sst/>").into_iter().filter(|(name, _)| !name.contains("sheet1"));
    assert_eq!(code(zipped(without_sheet)), "file.malformed");
    let deep = "<a>".repeat(100) + &"</a>".repeat(100);
    assert_eq!(code(workbook(&deep)), "file.unsafe");
    let tabs: String = (0..300).map(|tab| format!("<sheet name=\"{tab}\" r:id=\"rId1\"/>")).collect();
    let tabs = format!("<workbook><sheets>{tabs}</sheets></workbook>");
    let parts = parts("<worksheet/>", "<sst/>");
    let parts = parts.into_iter().map(|(name, text)| (name, if text == BOOK { tabs.as_str() } else { text }));
    assert_eq!(code(zipped(parts)), "file.too-many-sheets");
}

#[test]
fn overlapping_parts_are_refused() {
    // Both entries of the directory point to the first local header.
    let mut bytes = zipped([("[Content_Types].xml", TYPES), ("[Content_Types].xmm", TYPES)]);
    let second = bytes.windows(4).rposition(|found| found == b"PK\x01\x02").unwrap();
    bytes[second + 42..second + 46].copy_from_slice(&0u32.to_le_bytes());
    assert_eq!(code(bytes), "file.unsafe");
}

#[test]
fn every_name_is_recognised_for_what_it_holds() {
    let head = |bytes: &[u8]| bytes[..bytes.len().min(4096)].to_vec();
    let good = head(&workbook(""));
    assert_eq!(recognise("x.xlsx", &good), 100);
    assert_eq!(recognise("people", &good), 90);
    assert_eq!(recognise("parts.zip", &head(&zipped([("part-1.xlsx", "PK")]))), 0);
    assert_eq!(recognise("people.csv", b"a;b\n"), 0);
    for refused in ["Workbook", "EncryptedPackage"] {
        assert!(recognise("people.xls", &head(&compound(refused))) > 30);
    }
    assert!(recognise("people.xlsx", b"no workbook") > 0);
}

#[test]
fn batches_end_at_gaps_at_the_limit_and_when_they_grow_large() {
    let rows: String = (1..=10)
        .chain(20..=25)
        .map(|row| format!(r#"<row r="{row}"><c t="str"><v>{row}</v></c></row>"#))
        .collect();
    let spans = |max_rows| {
        let mut reader = open(workbook(&rows)).unwrap();
        batches(&mut reader, 0, max_rows)
            .unwrap()
            .iter()
            .map(|rows| (rows.first, rows.count))
            .collect::<Vec<_>>()
    };
    assert_eq!(spans(500), [(1, 10), (20, 6)]);
    assert_eq!(spans(4), [(1, 4), (5, 4), (9, 2), (20, 4), (24, 2)]);
    assert_eq!(spans(0).len(), 16);
    let text: String = (0..30_000u32).map(|number| char::from(b'a' + (number * number % 23) as u8)).collect();
    let rows: String =
        (1..=100).map(|row| format!(r#"<row r="{row}"><c t="str"><v>{row}{text}</v></c></row>"#)).collect();
    let large = zipped(parts(&sheet(&rows), "<sst/>"));
    if let Ok(mut reader) = open(large) {
        assert!(batches(&mut reader, 0, 500).unwrap().len() > 2);
    }
}

/// Sheets as people bring them, read as calamine reads them. Left out where the folder is missing.
#[test]
fn real_workbooks_read_as_another_reader_reads_them() {
    use calamine::{Data, Reader as _};
    for (name, rows) in [("clientes_pt.xlsx", 2_001), ("especialistas_es.xlsx", 501)] {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(name);
        let Ok(bytes) = std::fs::read(path) else { return };
        let mut theirs: calamine::Xlsx<_> = calamine::Xlsx::new(Cursor::new(bytes.clone())).unwrap();
        let theirs = theirs.worksheet_range_at(0).unwrap().unwrap();
        let mut reader = open(bytes).unwrap();
        let ours = batches(&mut reader, 0, 300).unwrap();
        assert_eq!(ours.iter().map(|rows| rows.count).sum::<u32>(), rows);
        for rows in ours {
            for row in 0..rows.count {
                for (column, cells) in rows.columns.iter().enumerate() {
                    let number = rows.first - 1 + row;
                    let other = match theirs.get_value((number, column as u32)) {
                        None | Some(Data::Empty) => Value::None,
                        Some(Data::String(found)) => text(found),
                        Some(Data::Float(found)) => elenco_sdk::number(*found),
                        Some(Data::Bool(found)) => Value::Boolean(*found),
                        Some(Data::DateTime(found)) => {
                            let day = found.as_f64() as i64 - 25_569;
                            let day = chrono::DateTime::from_timestamp(day * 86_400, 0).unwrap();
                            Value::Date(day.format("%Y-%m-%d").to_string())
                        }
                        Some(found) => panic!("{found:?}"),
                    };
                    let own = cell(cells, row as usize);
                    // The other reader drops formulas without a value; here they are their text.
                    if other == Value::None && matches!(&own, Value::Text(text) if text.starts_with('=')) {
                        continue;
                    }
                    assert_eq!(own, other, "{name} row {} column {column}", number + 1);
                }
            }
        }
    }
}

fn one_column(id: &str) -> ColumnSpec {
    ColumnSpec {
        id: id.into(),
        label: id.to_uppercase(),
        kind: CellType::Text,
        required: false,
        help: String::new(),
        example: None,
        choices: Vec::new(),
    }
}

/// Writes rows with our writer and reads them back.
pub fn round_trip(rows: Vec<Rows>, columns: usize) -> (Vec<u8>, Vec<Rows>) {
    let file = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let columns = (0..columns).map(|number| one_column(&format!("c{number}"))).collect();
    let sheets = vec![SheetSpec { id: "users".into(), label: "Users".into(), columns }];
    let book = Workbook { title: "t".into(), sheets, info: true, locale: "en".into() };
    let mut writer = ExportFormat::open(&Xlsx, "xlsx", book, Box::new(file.clone())).unwrap();
    for rows in rows {
        writer.write(0, rows, Vec::new()).unwrap();
    }
    writer.finish().unwrap();
    let bytes = std::mem::take(&mut *file.lock().unwrap());
    let mut reader = open(bytes.clone()).unwrap();
    assert_eq!(reader.sheets().unwrap()[0].name, IDS_SHEET);
    let read = batches(&mut reader, 1, 500).unwrap();
    (bytes, read)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn nasty_texts_come_back_unchanged(texts in prop::collection::vec(nasty(), 1..40)) {
        let cells = texts.iter().cloned().map(Some).collect();
        let rows = Rows { first: 1, count: texts.len() as u32, columns: vec![Column::Text(cells)] };
        let (_, read) = round_trip(vec![rows], 1);
        let read: Vec<Value> = read
            .iter()
            .flat_map(|rows| (0..rows.count).map(|row| cell(&rows.columns[0], row as usize)))
            .skip(1)
            .collect();
        prop_assert_eq!(read, texts.into_iter().map(Value::Text).collect::<Vec<_>>());
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..2_000), at in any::<prop::sample::Index>()) {
        let mut whole = workbook(r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#);
        let at = at.index(whole.len());
        let end = (at + bytes.len() % 16).min(whole.len());
        whole.splice(at..end, bytes.iter().copied().take(16));
        let _ = code(whole);
        let _ = code(bytes);
    }
}

/// Text that other programs have taken for something else.
pub fn nasty() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{1,20}",
        any::<String>().prop_filter("cells without text are empty", |text| !text.is_empty()),
        prop::sample::select(vec![
            "=1+1",
            "+55 11 9999",
            "-1",
            "@SUM(A1)",
            "'quoted",
            "_x000D_",
            "_x005F_x0041_",
            "__x41_",
            " lead",
            "trail ",
            "\n",
            "\t",
            "\r\n",
            "a\u{0}b",
            "\u{b}",
            "\u{fffe}",
            "\u{ffff}",
            "007",
            "1e5",
            "TRUE",
            "#N/A",
            "<&>\"'",
            "👩‍👩‍👧‍👦",
            "e\u{301}",
            "\u{202e}abc",
            "]]>",
            "_xD83D_",
            "2020-01-01",
            "\u{a0}",
            "\u{feff}x",
        ])
        .prop_map(str::to_owned),
    ]
}

#[test]
fn a_formula_that_was_never_calculated_is_its_text_and_not_lost() {
    let rows = r#"<row r="1"><c r="A1"><f>SOMA(1;1)</f><v/></c><c r="B1"><f>1+1</f><v>2</v></c><c r="C1" t="str"><f>""</f><v></v></c><c r="D1"><v>7</v></c></row>"#;
    let mut reader = open(workbook(rows)).unwrap();
    let found = batches(&mut reader, 0, 10).unwrap();
    assert_eq!(cell(&found[0].columns[0], 0), Value::Text("=SOMA(1;1)".into()));
    assert_eq!(cell(&found[0].columns[1], 0), Value::Integer(2));
    assert_eq!(cell(&found[0].columns[2], 0), Value::None);
}
