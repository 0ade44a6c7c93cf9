//! Files that are none, or mean harm: each is refused with words for the reader and changes nothing.
use std::io::{Cursor, Write as _};
use std::sync::Arc;

use axum::body::Bytes;
use elenco::config::{Config, LimitsConfig};
use elenco::error::AppError;
use elenco::imports::model::{ImportOptions, ImportState};
use elenco::imports::{messages, service};
use elenco::locale::{Culture, Texts};
use elenco::users::model::UserKind;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{PLUGINS, acting, configure, import, left_behind, people, upload};
use crate::host::on_each_engine;

/// The smallest workbook around the XML of its only sheet.
fn workbook(sheet: &str) -> Vec<u8> {
    const PARTS: [(&str, &str); 4] = [
        (
            "[Content_Types].xml",
            r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#,
        ),
        (
            "_rels/.rels",
            r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="People" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
        ),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in PARTS.into_iter().chain([("xl/worksheets/sheet1.xml", sheet)]) {
        zip.start_file(name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("written");
    }
    zip.finish().expect("ended").into_inner()
}

fn sheet(rows: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    )
}

fn cell(reference: &str, text: &str) -> String {
    format!(r#"<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

fn good() -> Vec<u8> {
    let head = ["Login", "Nome", "Sobrenome"];
    let row = |number: usize, texts: [&str; 3]| {
        let cells: String = texts
            .iter()
            .zip(["A", "B", "C"])
            .map(|(text, letter)| cell(&format!("{letter}{number}"), text))
            .collect();
        format!(r#"<row r="{number}">{cells}</row>"#)
    };
    workbook(&sheet(&format!("{}{}", row(1, head), row(2, ["ana", "Ana", "Rojas"]))))
}

fn twenty_columns() -> Vec<u8> {
    let cells: String = (0..20).map(|at| cell(&format!("{}1", char::from(b'A' + at)), "Nome")).collect();
    workbook(&sheet(&format!(r#"<row r="1">{cells}</row><row r="2">{}</row>"#, cell("A2", "ana"))))
}

/// A file that unpacks to a thousand times its size.
fn bomb() -> Vec<u8> {
    let mut padded = sheet(&format!(r#"<row r="1">{}</row>"#, cell("A1", "Login")));
    padded.push_str(&" ".repeat(64 << 20));
    workbook(&padded)
}

#[tokio::test(flavor = "multi_thread")]
async fn each_bad_file_is_refused_by_name_and_changes_nothing() {
    let old = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
        .iter()
        .copied()
        .chain(std::iter::repeat_n(0, 4_096))
        .collect::<Vec<u8>>();
    let whole = good();
    let far = workbook(&sheet(&format!(
        r#"<row r="1">{}</row><row r="1048576">{}</row>"#,
        cell("A1", "Login"),
        cell("XFD1048576", "far")
    )));
    let cases: Vec<(&str, Vec<u8>, &[&str])> = vec![
        (
            "a picture.xlsx",
            b"\x89PNG\r\n\x1a\n0000000000".to_vec(),
            &["import.no-format", "file.not-workbook", "file.binary"],
        ),
        ("truncated.xlsx", whole[..whole.len() * 2 / 3].to_vec(), &["file.truncated", "file.malformed"]),
        ("old.xls", old, &["file.xls", "file.encrypted", "file.not-workbook"]),
        ("empty sheet.xlsx", workbook(&sheet("")), &["file.empty"]),
        ("header only.csv", b"Login;Nome;Sobrenome\n".to_vec(), &["import.no-rows"]),
        ("twenty.xlsx", twenty_columns(), &["import.repeated-header"]),
        (
            "far.xlsx",
            far,
            &["file.too-many-cells", "file.malformed", "import.too-many-columns", "import.file-limit"],
        ),
        ("bomb.xlsx", bomb(), &["file.bomb", "import.file-limit"]),
        ("strangers.csv", b"Colour;Size\nred;3\n".to_vec(), &["import.no-username"]),
        ("two.csv", b"Login;Alias;Nome\na;b;c\n".to_vec(), &["import.competing-headers"]),
    ];
    on_each_engine(PLUGINS, async |host| {
        configure(&host).await;
        let cx = acting(&host).await;
        for (name, bytes, codes) in &cases {
            let done = import(&host, &cx, UserKind::Client, name, bytes).await;
            let error = done.error.clone().unwrap_or_else(|| panic!("{name} was taken"));
            assert_eq!(done.state, ImportState::Failed, "{name}");
            assert!(codes.contains(&error.code.as_str()), "{name}: {error:?}");
            let mut said: Vec<String> = Culture::ALL
                .iter()
                .map(|culture| messages::error_text(Texts::of(*culture), &error))
                .collect();
            assert!(
                said.iter().all(|text| !text.is_empty() && !text.contains("imports-error")),
                "{name}: {said:?}"
            );
            said.dedup();
            // Only what a plugin alone knows is said in one language, the reader's.
            assert!(
                said.len() == 3 || error.code == "file.binary" || error.code.starts_with("csv"),
                "{name}: {said:?}"
            );
        }
        assert_eq!(people(&host, &cx, UserKind::Client).await, 0);
        assert!(left_behind(&host.app, &host).await.is_empty());
        let done = import(&host, &cx, UserKind::Client, "good.xlsx", &whole).await;
        assert_eq!(done.rows.created, 1, "the server is as it was");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn latin_1_with_semicolons_is_read_as_it_was_meant() {
    let text = b"Usu\xE1rio;Nome;Sobrenome;Situa\xE7\xE3o\r\njos\xE9.a;Jos\xE9;Concei\xE7\xE3o;Ativo\r\n";
    on_each_engine(PLUGINS, async |host| {
        configure(&host).await;
        let cx = acting(&host).await;
        let done = import(&host, &cx, UserKind::Client, "antigo.csv", text).await;
        assert_eq!(done.state, ImportState::Completed, "{:?}", done.error);
        assert_eq!(done.rows.created, 1);
        let people = elenco::users::service::list_users(
            &cx,
            host.project.id,
            UserKind::Client,
            elenco::users::model::UserFilter::default(),
            None,
            10,
        )
        .await
        .expect("listed");
        assert_eq!(people.items[0].last_names, "Conceição");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_is_refused_while_it_streams_and_leaves_nothing() {
    on_each_engine(&[], async |mut host| {
        let limits = LimitsConfig { import_bytes: 3 << 20, ..LimitsConfig::default() };
        host.app.config = Arc::new(Config { limits, ..(*host.app.config).clone() });
        let cx = acting(&host).await;
        let taken = Arc::new(std::sync::atomic::AtomicUsize::new(0));
        let counter = Arc::clone(&taken);
        let endless = futures_util::stream::iter((0..2_048).map(move |_| {
            counter.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            Ok::<_, std::convert::Infallible>(Bytes::from(vec![b'x'; 1 << 20]))
        }));
        let options = ImportOptions::default();
        let refused = service::start_import(
            &cx,
            host.project.id,
            UserKind::Client,
            endless,
            "huge.csv",
            options.clone(),
        )
        .await;
        assert!(matches!(refused, Err(AppError::TooLarge { limit }) if limit == 3 << 20), "{refused:?}");
        assert_eq!(taken.load(std::sync::atomic::Ordering::SeqCst), 4, "nothing is read after the limit");
        let empty = service::start_import(
            &cx,
            host.project.id,
            UserKind::Client,
            upload(b""),
            "empty.csv",
            options.clone(),
        );
        assert!(matches!(empty.await, Err(AppError::BadRequest { code: "import.empty-file", .. })));
        let broken =
            futures_util::stream::iter([Ok(Bytes::from_static(b"Login\n")), Err("connection reset")]);
        let broken =
            service::start_import(&cx, host.project.id, UserKind::Client, broken, "broken.csv", options)
                .await;
        assert!(matches!(broken, Err(AppError::BadRequest { code: "import.upload-broken", .. })));
        let none = service::list_imports(&cx, host.project.id, None, 10).await.expect("listed");
        assert!(none.items.is_empty());
        assert!(left_behind(&host.app, &host).await.is_empty());
    })
    .await;
}
