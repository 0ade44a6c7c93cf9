//! The customer's real sheets, counted against what is known to be wrong with them.
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use elenco::calendars::model::{CalendarValues, Week};
use elenco::imports::form::parse_options;
use elenco::imports::headers::How;
use elenco::imports::model::{Import, ImportState};
use elenco::imports::service;
use elenco::roles::model::RoleValues;
use elenco::users::model::UserKind;
use elenco::{calendars, roles};
use elenco_tests::server::workspace;

use super::{PLUGINS, acting, configure, counts, failed_rows, people, upload, work};
use crate::host::{Host, on_each_engine};

/// The customer's folder beside the repository; not everybody has it.
fn folder() -> Option<PathBuf> {
    let folder = workspace().join("../shared/data");
    if folder.join("bad_rows.csv").exists() {
        return Some(folder);
    }
    println!("left out: {} is not there", folder.display());
    None
}

/// What is wrong, by file and row.
fn bad_rows(folder: &std::path::Path) -> BTreeMap<String, BTreeMap<u64, String>> {
    let text = std::fs::read_to_string(folder.join("bad_rows.csv")).expect("readable");
    let mut all: BTreeMap<String, BTreeMap<u64, String>> = BTreeMap::new();
    for line in text.lines().skip(1) {
        let mut cells = line.split(',');
        let (file, row, what) = (cells.next(), cells.next(), cells.next());
        let (Some(file), Some(row), Some(what)) = (file, row, what) else { panic!("{line}") };
        all.entry(file.to_owned())
            .or_default()
            .insert(row.parse().expect("a number"), what.trim().to_owned());
    }
    all
}

/// The field that a word of the customer's list is about.
fn field(what: &str, kind: UserKind) -> &'static str {
    match (what, kind) {
        ("dup", _) => "username",
        ("email", _) => "email",
        ("status", _) => "status",
        ("empty", _) => "first_names",
        ("doc", _) => "fields.cpf",
        ("date", UserKind::Client) => "fields.birth_date",
        ("date", UserKind::Specialist) => "fields.hire_date",
        (other, _) => panic!("{other}"),
    }
}

fn unknown(import: &Import) -> BTreeSet<&str> {
    let columns = import.sheets.iter().flat_map(|sheet| &sheet.columns);
    columns.filter(|column| column.how == How::Unknown).map(|column| column.header.as_str()).collect()
}

async fn check(host: &Host, file: &str, kind: UserKind, rows: u64, unknown_headers: &[&str]) {
    let Some(folder) = folder() else { return };
    let cx = acting(host).await;
    let before = people(host, &cx, kind).await;
    let bytes = std::fs::read(folder.join(file)).expect("readable");
    let take = async || {
        let options = parse_options(r#"{"missing":"create"}"#).expect("options");
        let id = service::start_import(&cx, host.project.id, kind, upload(&bytes), file, options).await;
        work(host, &cx, id.expect("taken in")).await
    };
    let done = take().await;
    assert_eq!(done.state, ImportState::Completed, "{file}: {:?}", done.error);
    let expected = bad_rows(&folder).remove(file).expect("listed");
    let failed = failed_rows(host, done.id).await;
    let expected_fields: BTreeMap<u64, Vec<String>> =
        expected.iter().map(|(row, what)| (*row, vec![field(what, kind).to_owned()])).collect();
    assert_eq!(failed, expected_fields, "{file}");
    let bad = expected.len() as u64;
    assert_eq!(done.rows, counts(rows, rows - bad, 0, 0, bad), "{file}");
    let in_all = i64::try_from(rows - bad).expect("small");
    assert_eq!(people(host, &cx, kind).await - before, in_all, "{file}");
    assert_eq!(unknown(&done), unknown_headers.iter().copied().collect(), "{file}");

    // The same file again changes nobody, and refuses the same rows.
    let again = take().await;
    assert_eq!(again.rows, counts(rows, 0, 0, rows - bad, bad), "{file}");
    assert_eq!(people(host, &cx, kind).await - before, in_all, "{file}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_portuguese_workbook() {
    on_each_engine(PLUGINS, async |host| {
        configure(&host).await;
        check(&host, "clientes_pt.xlsx", UserKind::Client, 2_000, &[]).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_spanish_workbook() {
    on_each_engine(PLUGINS, async |host| {
        configure(&host).await;
        // Companies and groups are made on the way; what says who may do what, and when, an administrator makes.
        let cx = acting(&host).await;
        for name in ["Coordinador", "Especialista"] {
            let values = RoleValues { name: name.to_owned(), ..RoleValues::default() };
            roles::service::create_role(&cx, values).await.expect("a role");
        }
        let calendar = CalendarValues {
            name: "Calendario laboral".to_owned(),
            time_zone: "America/Bogota".to_owned(),
            week: Week::usual(),
            active: true,
            ..CalendarValues::default()
        };
        calendars::service::create_calendar(&cx, calendar).await.expect("a calendar");
        check(&host, "especialistas_es.xlsx", UserKind::Specialist, 500, &[]).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_english_list() {
    on_each_engine(PLUGINS, async |host| {
        configure(&host).await;
        check(&host, "clients_en.csv", UserKind::Client, 2_000, &[]).await;
    })
    .await;
}
