//! Files that mean harm, or are not what they say, through the API: each is refused by its code, in the reader's
//! language, and the server is as it was.
use std::collections::BTreeSet;
use std::convert::Infallible;
use std::io::{Cursor, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::{Body, Bytes};
use axum::http::{Method, StatusCode, header};
use elenco::users::model::UserKind;
use futures_util::StreamExt as _;
use serde_json::json;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::site::{ImportFile, Part, Site, multipart, on_each_engine, on_each_engine_with};

const BOOK: &str = r#"<workbook><sheets><sheet name="People" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
const ROOT: &str = r#"<Relationships><Relationship Id="rId1" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const RELATIONS: &str = r#"<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://x/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;

/// A workbook of one sheet with these rows and these shared strings, packed small.
fn workbook(rows: &str, strings: &str) -> Vec<u8> {
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/sharedStrings.xml", strings),
        ("xl/worksheets/sheet1.xml", &sheet),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("written");
    }
    zip.finish().expect("ended").into_inner()
}

fn row(number: usize, texts: &[&str]) -> String {
    let cells = texts.iter().enumerate().map(|(at, text)| {
        let column = char::from(b'A' + u8::try_from(at).expect("few columns"));
        format!(r#"<c r="{column}{number}" t="inlineStr"><is><t>{text}</t></is></c>"#)
    });
    format!(r#"<row r="{number}">{}</row>"#, cells.collect::<String>())
}

/// A compound file with one stream (MS-CFB): what protected workbooks and old ones are.
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

/// Name, bytes, code.
fn hostile() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let people = row(1, &["Login", "Name", "Surname"]) + &row(2, &["ana", "Ana", "Rojas"]);
    let whole = workbook(&people, "<sst/>");
    let far =
        r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    let far = workbook(far, "<sst/>");
    assert!(far.len() < 1_700, "{}", far.len());
    let claimed = r#"<sst count="4294967295" uniqueCount="4294967295"><si><t>a</t></si></sst>"#;
    let pointing =
        row(1, &["Login", "Name", "Surname"]) + r#"<row r="2"><c r="A2" t="s"><v>4294967294</v></c></row>"#;
    let entities =
        "<!DOCTYPE sst [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><sst><si><t>&b;</t></si></sst>";
    let padded = format!("{people}{}", " ".repeat(32 << 20));
    vec![
        ("picture.xlsx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0".to_vec(), "file.not-workbook"),
        ("truncated.xlsx", whole[..whole.len() * 2 / 3].to_vec(), "file.truncated"),
        ("protected.xlsx", compound("EncryptedPackage"), "file.encrypted"),
        ("old.xls", compound("Workbook"), "file.xls"),
        ("empty.xlsx", workbook("", "<sst/>"), "file.empty"),
        (
            "twenty.xlsx",
            workbook(&(row(1, &["Name"; 20]) + &row(2, &["ana"])), "<sst/>"),
            "import.repeated-header",
        ),
        ("far.xlsx", far, "file.too-many-cells"),
        ("bomb.xlsx", workbook(&padded, "<sst/>"), "file.bomb"),
        ("count.xlsx", workbook(&pointing, claimed), "file.malformed"),
        ("entities.xlsx", workbook(&people, entities), "file.unsafe"),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn each_hostile_file_is_refused_in_the_readers_language_and_changes_nothing() {
    let hostile = hostile();
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let api = site.api(&home.tenant, home.admin.id).await;
        let people = format!("/api/v1/projects/{}/users?kind=client", home.project.id);
        for (name, bytes, code) in &hostile {
            let file = ImportFile { kind: UserKind::Client, name, bytes, options: None };
            let done = site.import(&api, &home, file).await;
            assert_eq!(done["state"], "failed", "{name}: {done}");
            assert_eq!(done["error"]["code"], *code, "{name}: {done}");
            let mut said = BTreeSet::new();
            for culture in ["es", "pt", "en"] {
                let me = format!("/api/v1/users/{}", home.admin.id);
                assert_eq!(
                    api.json(Method::PATCH, &me, &json!({ "culture": culture })).await.status,
                    StatusCode::OK
                );
                let path = format!("/api/v1/imports/{}", done["id"].as_str().expect("an id"));
                said.insert(
                    api.get(&path).await.json()["error"]["detail"].as_str().expect("words").to_owned(),
                );
            }
            assert_eq!(said.len(), 3, "{name}: {said:?}");
            assert!(said.iter().all(|text| text.len() > 20 && !text.contains(code)), "{name}: {said:?}");
            assert_eq!(api.get(&people).await.json()["items"], json!([]), "{name}");
        }
        let good =
            workbook(&(row(1, &["Login", "Name", "Surname"]) + &row(2, &["ana", "Ana", "Rojas"])), "<sst/>");
        let file = ImportFile { kind: UserKind::Client, name: "good.xlsx", bytes: &good, options: None };
        let done = site.import(&api, &home, file).await;
        assert_eq!((&done["state"], &done["rows"]["created"]), (&json!("completed"), &json!(1)), "{done}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_in_latin_1_with_semicolons_comes_in_as_it_was_meant() {
    let text = b"Usu\xE1rio;Nome;Sobrenome;Situa\xE7\xE3o;Cidade\r\njos\xE9;Jos\xE9 \x96 J\xFAnior;Concei\xE7\xE3o;Inativo;S\xE3o Paulo\r\n";
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let api = site.api(&home.tenant, home.admin.id).await;
        let file = ImportFile { kind: UserKind::Client, name: "antigo.csv", bytes: text, options: None };
        let done = site.import(&api, &home, file).await;
        assert_eq!(done["rows"]["created"], 1, "{done}");
        let found = api
            .get(&format!("/api/v1/projects/{}/users?kind=client&search=conceicao", home.project.id))
            .await
            .json();
        let person = &found["items"][0];
        assert_eq!(
            (&person["username"], &person["first_names"], &person["last_names"], &person["active"]),
            (&json!("josé"), &json!("José – Júnior"), &json!("Conceição"), &json!(false))
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_over_the_limit_is_refused_while_it_streams() {
    const LIMIT: usize = 1 << 20;
    const PIECE: usize = 64 << 10;
    on_each_engine_with(
        |config| config.limits.import_bytes = LIMIT as u64,
        async |site: Site| {
            let home = site.organisation("home").await;
            let api = site.api(&home.tenant, home.admin.id).await;
            let path = format!("/api/v1/projects/{}/imports?kind=client", home.project.id);
            let (kind, form) = multipart(&[Part::file("file", "huge.csv", b"Login;Name;Surname\n")]);
            // Everything up to the end of the file's first line; the rest never ends.
            let line = form.windows(8).position(|window| window == b"Surname\n").expect("the line") + 8;
            let sent = Arc::new(AtomicUsize::new(0));
            let counter = Arc::clone(&sent);
            let first = futures_util::stream::iter([Ok::<_, Infallible>(Bytes::from(form[..line].to_vec()))]);
            // As from a network: after each piece there is nothing yet.
            let rest = futures_util::stream::repeat(()).then(move |()| {
                counter.fetch_add(PIECE, Ordering::SeqCst);
                async {
                    tokio::task::yield_now().await;
                    Ok(Bytes::from(vec![b'x'; PIECE]))
                }
            });
            let body = Body::from_stream(first.chain(rest));
            let request = api
                .request(Method::POST, &path)
                .header(header::CONTENT_TYPE, kind)
                .body(body)
                .expect("a request");
            let answer = site.send(request).await;
            assert_eq!((answer.status, answer.code().as_str()), (StatusCode::PAYLOAD_TOO_LARGE, "too-large"));
            assert!(
                sent.load(Ordering::SeqCst) < 2 * LIMIT,
                "{} bytes were taken in",
                sent.load(Ordering::SeqCst)
            );
            let file = ImportFile {
                kind: UserKind::Client,
                name: "a.csv",
                bytes: b"Login;Name;Surname\nana;Ana;Rojas\n",
                options: None,
            };
            assert_eq!(site.import(&api, &home, file).await["rows"]["created"], 1);
        },
    )
    .await;
}
