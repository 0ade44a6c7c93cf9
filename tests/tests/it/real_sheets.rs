//! The customer's sheets through the API into the demo's tenant, out again as workbooks, and in once more.
use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};
use std::path::PathBuf;

use axum::body::Body;
use axum::http::Method;
use calamine::{Reader as _, Xlsx};
use elenco::calendars::model::{CalendarValues, Week};
use elenco::roles::model::RoleValues;
use elenco::users::model::UserKind;
use elenco::{calendars, demo, projects, roles, tenants, users};
use elenco_db::DbError;
use elenco_tests::server::workspace;
use secrecy::SecretString;
use serde_json::{Value, json};

use crate::site::{Api, ImportFile, Organisation, PASSWORD, Site, on_each_engine};

/// Companies and groups that are not there yet are made.
const CREATE: &str = r#"{"missing":"create"}"#;
/// File, kind, rows.
const SHEETS: [(&str, UserKind, u64); 3] = [
    ("clientes_pt.xlsx", UserKind::Client, 2_000),
    ("especialistas_es.xlsx", UserKind::Specialist, 500),
    ("clients_en.csv", UserKind::Client, 2_000),
];

/// The customer's folder beside the repository; not everybody has it.
fn folder() -> Option<PathBuf> {
    let folder = workspace().join("../shared/data");
    if folder.join("bad_rows.csv").is_file() {
        return Some(folder);
    }
    println!("left out: {} is not there", folder.display());
    None
}

/// Rows that are known to be bad, of one file.
fn bad_rows(list: &str, file: &str) -> BTreeSet<u64> {
    let rows = list.lines().filter_map(|line| line.strip_prefix(file)?.strip_prefix(',')?.split(',').next());
    rows.map(|row| row.parse().expect("a number")).collect()
}

async fn demo(site: &Site) -> Organisation {
    demo::prepare(&site.app, Some(SecretString::from(PASSWORD))).await.expect("the demo");
    let tenant = tenants::service::named(&site.app, "demo".to_owned()).await.expect("its tenant");
    let cx = site.system(&tenant).await;
    let admin = users::service::find_named(&cx, "admin").await.expect("its administrator");
    let (scope, permissions, id) = (cx.scope, cx.permissions.clone(), admin.id);
    let visible = site
        .app
        .db
        .read::<_, DbError>(move |conn| projects::service::visible_to(conn, &scope, id, &permissions));
    let project = visible.await.expect("projects").remove(0);
    Organisation { tenant, project, admin }
}

async fn failed_rows(api: &Api<'_>, import: &str) -> BTreeSet<u64> {
    let mut rows = BTreeSet::new();
    let mut cursor = "0".to_owned();
    loop {
        let page = api.get(&format!("/api/v1/imports/{import}/errors?limit=50&cursor={cursor}")).await.json();
        for failure in page["items"].as_array().expect("failures") {
            assert!(!failure["problems"].as_array().expect("problems").is_empty(), "{failure}");
            assert!(rows.insert(failure["row"].as_u64().expect("a row")), "{failure} is told twice");
        }
        match page["next_cursor"].as_str() {
            Some(next) => cursor = next.to_owned(),
            None => return rows,
        }
    }
}

async fn export(site: &Site, api: &Api<'_>, demo: &Organisation, kind: &str) -> Vec<(String, Vec<u8>)> {
    let path = format!("/api/v1/projects/{}/exports", demo.project.id);
    let asked =
        api.json(Method::POST, &path, &json!({ "kind": kind, "mode": "with_data", "format": "xlsx" })).await;
    assert_eq!(asked.status, 202, "{}", asked.text());
    let path = format!("/api/v1/exports/{}", asked.json()["id"].as_str().expect("an id"));
    let done = site.finished(api, demo, &path).await;
    assert_eq!(done["state"], "completed", "{done}");
    let file = site
        .send(api.request(Method::GET, &format!("{path}/file")).body(Body::empty()).expect("a request"))
        .await;
    let mut archive = zip::ZipArchive::new(Cursor::new(file.body.to_vec())).expect("an archive");
    let entries = (0..archive.len()).map(|at| {
        let mut entry = archive.by_index(at).expect("an entry");
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("read");
        (entry.name().expect("a name").into_owned(), bytes)
    });
    entries.collect()
}

/// Rows of a workbook's first sheet, which holds the people.
fn people_of(workbook: &[u8]) -> u64 {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(workbook.to_vec())).expect("a workbook");
    let first = book.worksheet_range_at(0).expect("a sheet").expect("readable");
    first.height() as u64 - 1
}

/// What says who may do what, and when, nobody makes by a file.
async fn lay(site: &Site, demo: &Organisation) {
    let cx = site.system(&demo.tenant).await;
    for name in ["Administrador", "Coordinador", "Especialista"] {
        let values = RoleValues { name: name.to_owned(), ..RoleValues::default() };
        // The demo may have it already.
        let _ = roles::service::create_role(&cx, values).await;
    }
    let calendar = CalendarValues {
        name: "Calendario laboral".to_owned(),
        time_zone: "America/Bogota".to_owned(),
        week: Week::usual(),
        active: true,
        ..CalendarValues::default()
    };
    let _ = calendars::service::create_calendar(&cx, calendar).await;
}

fn counts(rows: &Value) -> [u64; 5] {
    ["read", "created", "updated", "unchanged", "failed"].map(|name| rows[name].as_u64().expect("a count"))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_customers_sheets_come_in_but_for_their_bad_rows_and_what_goes_out_comes_back_unchanged() {
    let Some(folder) = folder() else { return };
    let list = std::fs::read_to_string(folder.join("bad_rows.csv")).expect("readable");
    on_each_engine(async |site: Site| {
        let demo = demo(&site).await;
        let api = site.api(&demo.tenant, demo.admin.id).await;
        lay(&site, &demo).await;
        for (name, kind, rows) in SHEETS {
            let bytes = std::fs::read(folder.join(name)).expect("readable");
            let done = site
                .import(&api, &demo, ImportFile { kind, name, bytes: &bytes, options: Some(CREATE) })
                .await;
            assert_eq!(done["state"], "completed", "{name}: {}", done["error"]);
            let bad = bad_rows(&list, name);
            assert_eq!(failed_rows(&api, done["id"].as_str().expect("an id")).await, bad, "{name}");
            let bad = bad.len() as u64;
            assert_eq!(counts(&done["rows"]), [rows, rows - bad, 0, 0, bad], "{name}");
        }
        for (word, kind) in [("client", UserKind::Client), ("specialist", UserKind::Specialist)] {
            let mut people = 0;
            for (name, bytes) in export(&site, &api, &demo, word).await {
                let file = ImportFile { kind, name: &name, bytes: &bytes, options: None };
                let done = site.import(&api, &demo, file).await;
                assert_eq!(done["state"], "completed", "{name}: {}", done["error"]);
                let [read, created, updated, unchanged, failed] = counts(&done["rows"]);
                assert_eq!([created, updated, failed], [0, 0, 0], "{name}: {done}");
                assert_eq!(read, unchanged, "{name}");
                people += people_of(&bytes);
            }
            let cx = site.system(&demo.tenant).await;
            let known =
                users::service::count_users(&cx, demo.project.id, kind).await.expect("counted").total();
            assert_eq!(i64::try_from(people), Ok(known), "{word}: everybody went out");
        }
    })
    .await;
}
