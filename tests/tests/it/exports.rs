//! Exports from the request to the file that somebody opens.
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use calamine::{Data, Reader as _, Xlsx};
use elenco::context::ServiceContext;
use elenco::error::AppError;
use elenco::exports::handlers::file_response;
use elenco::exports::model::{
    Export, ExportMode, ExportRequest, ExportState, Narrowed, PART_RECORDS, Shown, UNKNOWN_FORMAT,
};
use elenco::exports::{job, queries, service};
use elenco::jobs::model::{JobContext, Lease, Signal, Stop};
use elenco::jobs::runner;
use elenco::locale::Culture;
use elenco::notifications;
use elenco::notifications::model::{Detail, NotificationState};
use elenco::users::columns::core_columns;
use elenco::users::model::{AddressPart, AddressValue, Sort, SortBy, UserFilter, UserKind};
use elenco_db::{DbError, ExportId};
use http_body_util::BodyExt as _;
use serde_json::json;

use crate::host::{Host, on_each_engine};
use crate::imports;

const PLUGINS: &[&str] = &["format-xlsx", "format-csv", "additional-fields"];

fn request(mode: ExportMode) -> ExportRequest {
    ExportRequest::of_all(UserKind::Client, mode, "xlsx")
}

async fn start(host: &Host, cx: &ServiceContext, mode: ExportMode) -> Export {
    service::start_export(cx, host.project.id, request(mode)).await.expect("scheduled")
}

/// Waits until an export is over. The bell rings whenever something changed.
async fn over(host: &Host, cx: &ServiceContext, id: ExportId) -> Export {
    let mut bell = host.app.bell.listen(host.tenant.id, host.admin.id);
    loop {
        let export = service::find_export(cx, id).await.expect("there");
        if export.state.is_over() {
            return export;
        }
        assert!(bell.heard().await);
    }
}

/// Does all waiting jobs and stops.
async fn work(host: &Host, cx: &ServiceContext, id: ExportId) -> Export {
    let runner = runner::start(host.app.clone());
    let export = over(host, cx, id).await;
    runner.stop().await;
    export
}

async fn body(
    host: &Host,
    cx: &ServiceContext,
    id: ExportId,
    headers: &HeaderMap,
) -> (StatusCode, HeaderMap, Vec<u8>) {
    let _ = host;
    let response = file_response(cx, id, &Method::GET, headers).await.expect("the file");
    let (parts, body) = response.into_parts();
    (parts.status, parts.headers, body.collect().await.expect("the whole body").to_bytes().to_vec())
}

/// Names and bytes of an archive's entries.
fn entries(zip: Vec<u8>) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(zip)).expect("an archive");
    (0..zip.len())
        .map(|at| {
            let mut entry = zip.by_index(at).expect("an entry");
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).expect("the checksum is right");
            (entry.name().expect("a name").into_owned(), bytes)
        })
        .collect()
}

struct Sheet {
    name: String,
    header: Vec<String>,
    rows: Vec<Vec<Data>>,
}

/// The visible sheets of a workbook, the rows without the header.
fn sheets(workbook: &[u8]) -> Vec<Sheet> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(workbook.to_vec())).expect("a workbook");
    let visible: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible == calamine::SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    visible
        .into_iter()
        .map(|name| {
            let formulas = book.worksheet_formula(&name).expect("a sheet");
            assert!(formulas.cells().all(|(_, _, formula)| formula.is_empty()), "no cell is a formula");
            let range = book.worksheet_range(&name).expect("a sheet");
            let mut rows = range.rows().map(<[Data]>::to_vec);
            let header = rows.next().unwrap_or_default().iter().map(ToString::to_string).collect();
            Sheet { name, header, rows: rows.collect() }
        })
        .collect()
}

fn column(sheet: &Sheet, header: &str) -> Vec<Data> {
    let at = sheet.header.iter().position(|name| name.trim_end_matches([' ', '*']) == header);
    let at = at.unwrap_or_else(|| panic!("no column {header} in {:?}", sheet.header));
    sheet.rows.iter().map(|row| row.get(at).cloned().unwrap_or(Data::Empty)).collect()
}

fn texts(cells: &[Data]) -> Vec<String> {
    cells.iter().map(ToString::to_string).collect()
}

async fn crowd(host: &Host, count: usize) {
    for first in (0..count).step_by(1_000) {
        let people = (first..count.min(first + 1_000))
            .map(|number| host.person(UserKind::Client, &format!("cliente{number:05}")))
            .collect();
        host.add(people).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stands_in_the_directory_stands_in_the_workbook() {
    const NASTY: &[&str] = &[
        "=SOMA(1;1)",
        "+55 só à noite",
        "-1+1",
        "@cmd",
        "'comillas",
        "\"",
        "<b>&amp;</b>",
        "_x0041_",
        "00123",
        "1e5",
        "1/2",
        "TRUE",
        "a\u{301}e\u{301}",
        "👩‍🔧 Ñandú",
        "ПРИВЕТ",
        "﷽",
        "]]>",
        "{=1}",
        "|calc",
        "%0A",
        "=HYPERLINK(\"x\")",
    ];
    on_each_engine(PLUGINS, async |host| {
        let choice = |id: &str, en: &str, es: &str| json!({ "id": id, "label": { "en": en, "es": es } });
        host.configure(
            "additional-fields",
            json!({ "fields": [
                { "id": "segment", "concepts": ["client"], "type": "list", "label": { "en": "Segment", "es": "Segmento" },
                  "choices": [choice("retail", "Retail", "Comercio"), choice("public", "Public", "Sector público")] },
                { "id": "limit", "concepts": ["client"], "type": "decimal", "label": { "en": "Limit", "es": "Límite" } },
            ] }),
        )
        .await;
        let people: Vec<_> = NASTY
            .iter()
            .enumerate()
            .map(|(number, nasty)| {
                let mut user = host.person(UserKind::Client, &format!("cliente{number:02}"));
                user.first_names = (*nasty).to_owned();
                user.position = nasty.repeat(3);
                user.active = number % 2 == 0;
                let street = AddressValue { value: (*nasty).to_owned(), source: None };
                user.address.insert(AddressPart::Street, street);
                user.fields.insert("segment".to_owned(), json!("public"));
                user.fields.insert("limit".to_owned(), json!({ "decimal": "2500.5" }));
                (user.latitude, user.longitude) = (Some(4.60971), Some(-74.08175));
                user
            })
            .collect();
        host.add(people).await;
        let cx = host.acting(host.admin.id, Culture::Es).await;
        let export = start(&host, &cx, ExportMode::WithData).await;
        let export = work(&host, &cx, export.id).await;
        assert_eq!(export.state, ExportState::Completed, "{export:?}");
        assert_eq!(export.records, NASTY.len() as i64);

        let (_, headers, zip) = body(&host, &cx, export.id, &HeaderMap::new()).await;
        assert_eq!(headers[header::CONTENT_TYPE], "application/zip");
        assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        let entries = entries(zip);
        assert_eq!(entries.len(), 1);
        assert!(entries[0].0.starts_with("clientes-") && entries[0].0.ends_with("-01.xlsx"), "{}", entries[0].0);
        let sheets = sheets(&entries[0].1);
        let [users, projects, ..] = sheets.as_slice() else { panic!("users and projects are there") };
        assert_eq!(users.name, "Clientes");
        let read = |header: &str| -> Vec<String> {
            let mut rows: Vec<(String, String)> =
                texts(&column(users, "Nombre de usuario")).into_iter().zip(texts(&column(users, header))).collect();
            rows.sort();
            rows.into_iter().map(|(_, text)| text).collect()
        };
        assert_eq!(read("Nombres"), NASTY);
        assert_eq!(read("Calle"), NASTY);
        assert_eq!(read("Cargo"), NASTY.iter().map(|nasty| nasty.repeat(3)).collect::<Vec<_>>());
        assert!(column(users, "Segmento").iter().all(|cell| cell == "Sector público"));
        assert!(column(users, "Límite").iter().all(|cell| *cell == Data::Float(2500.5)));
        assert!(column(users, "Latitud").iter().all(|cell| *cell == Data::Float(4.60971)));
        assert!(column(users, "Contraseña").iter().all(|cell| *cell == Data::Empty));
        assert_eq!(read("Estado de la cuenta")[..2], ["Activo", "Inactivo"]);
        assert_eq!(projects.name, "Proyectos");
        assert_eq!(projects.rows.len(), NASTY.len());
        assert!(column(projects, "Proyecto").iter().all(|cell| cell == "Principal"));
        assert!(sheets.iter().any(|sheet| sheet.name.starts_with("Info")));

        let import = imports::import(&host, &cx, UserKind::Client, &entries[0].0, &entries[0].1).await;
        let all = NASTY.len() as u64;
        // Each of them is in one project, which is a row of its own.
        assert_eq!(import.rows, imports::counts(2 * all, 0, 0, 2 * all, 0), "what comes back changes nothing");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_empty_format_explains_itself_and_holds_nobody() {
    on_each_engine(PLUGINS, async |host| {
        crowd(&host, 3).await;
        let cx = host.acting(host.admin.id, Culture::Pt).await;
        let file = service::empty_format(&cx, UserKind::Client, "xlsx").await.expect("made");
        assert_eq!(file.file_name, "formato-clientes.xlsx");
        let sheets = sheets(&file.bytes);
        let users = sheets.first().expect("a sheet");
        let names = texts(&column(users, "Usuário"));
        assert_eq!(names, ["# ana.souza", "# luis.rojas"], "two examples, and nobody else");
        let t = cx.texts();
        for column in core_columns() {
            let label = t.t(column.label_key);
            assert!(
                users.header.iter().any(|header| header.trim_end_matches([' ', '*']) == label),
                "{label}"
            );
        }
        let info = sheets.iter().find(|sheet| sheet.name.starts_with("Info")).expect("an Info sheet");
        let all: String = info.rows.iter().flatten().map(ToString::to_string).collect();
        assert!(all.contains(&*t.t("column-username-help")), "{all}");

        let back = imports::import(&host, &cx, UserKind::Client, "empty.xlsx", &file.bytes).await;
        let told = back.error.map(|error| error.code);
        assert_eq!(told.as_deref(), Some("import.no-rows"), "an import passes over the examples");

        let refused = service::empty_format(&cx, UserKind::Client, "doc").await;
        assert!(matches!(refused, Err(AppError::BadRequest { code: UNKNOWN_FORMAT, .. })));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn those_whom_a_list_shows_go_out_in_its_order_with_the_columns_that_were_chosen() {
    on_each_engine(PLUGINS, async |host| {
        crowd(&host, 40).await;
        let cx = host.acting(host.admin.id, Culture::Es).await;
        let shown = Shown {
            filter: UserFilter::searching(Some("cliente0001".to_owned())),
            sort: Sort { by: SortBy::Username, descending: true },
        };
        let columns = Some(vec!["email".to_owned(), "fields.nothing".to_owned()]);
        let narrowed = Narrowed { shown: Some(shown), columns };
        let wanted = ExportRequest { narrowed: narrowed.clone(), ..request(ExportMode::WithData) };
        let export = service::start_export(&cx, host.project.id, wanted).await.expect("scheduled");
        let export = work(&host, &cx, export.id).await;
        assert_eq!(export.state, ExportState::Completed, "{export:?}");
        assert_eq!((export.records, export.narrowed.clone()), (10, narrowed));
        let (_, _, zip) = body(&host, &cx, export.id, &HeaderMap::new()).await;
        let sheets = sheets(&entries(zip)[0].1);
        assert_eq!(sheets[0].header.len(), 2, "{:?}", sheets[0].header);
        let names = texts(&column(&sheets[0], "Nombre de usuario"));
        let expected: Vec<String> = (10..20).rev().map(|number| format!("cliente{number:05}")).collect();
        assert_eq!(names, expected);
        let tied = texts(&column(&sheets[1], "Nombre de usuario"));
        assert_eq!(tied, expected, "ties are those of the same people, in the same order");

        let nobody = Shown { filter: UserFilter::searching(Some("nadie".to_owned())), sort: Sort::default() };
        let narrowed = Narrowed { shown: Some(nobody), columns: None };
        let wanted = ExportRequest { narrowed, ..request(ExportMode::WithoutRelationships) };
        let export = service::start_export(&cx, host.project.id, wanted).await.expect("scheduled");
        let export = work(&host, &cx, export.id).await;
        assert_eq!((export.state, export.records), (ExportState::Completed, 0));
    })
    .await;
}

/// Takes up the waiting job as a worker does.
async fn claim(host: &Host, owner: &str) -> JobContext {
    let (tenant, now, name) = (host.tenant.id, host.app.clock.now(), owner.to_owned());
    let claimed = host
        .app
        .db
        .write(move |conn| elenco::jobs::queries::claim(conn, tenant, &name, now, now.plus_seconds(30)))
        .await
        .expect("the database answers")
        .expect("a job waits");
    JobContext {
        app: host.app.clone(),
        tenant,
        lease: Lease { tenant, job: claimed.id, owner: owner.to_owned() },
        job: claimed,
        signal: Signal::default(),
    }
}

async fn parts(host: &Host, id: ExportId) -> Vec<elenco::exports::model::Part> {
    let scope = host.scope();
    host.app
        .db
        .read(move |conn| queries::parts(conn, &scope, id))
        .await
        .map_err(|error: DbError| error)
        .expect("read")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_dies_between_two_workbooks_loses_and_doubles_nobody() {
    const PEOPLE: usize = PART_RECORDS + 1;
    on_each_engine(PLUGINS, async |host| {
        crowd(&host, PEOPLE).await;
        let cx = host.acting(host.admin.id, Culture::Es).await;
        let export = start(&host, &cx, ExportMode::WithoutRelationships).await;

        // The second workbook holds one person and is written long before the first. Then the worker dies.
        let first = claim(&host, "first").await;
        let mut bell = host.app.bell.listen(host.tenant.id, host.admin.id);
        let worker = tokio::spawn(async move { job::run(&first).await });
        while !parts(&host, export.id).await.iter().any(|part| part.file_key.is_some()) {
            assert!(bell.heard().await);
        }
        worker.abort();
        assert!(worker.await.is_err_and(|error| error.is_cancelled()), "it died in the middle");
        let before = parts(&host, export.id).await;
        assert_eq!(before.iter().map(|part| part.file_key.is_some()).collect::<Vec<_>>(), [false, true]);
        let kept = before[1].file_key.clone().expect("written");
        host.app.files.delete(&kept).await.expect("deleted");
        host.app.files.put(&kept, axum::body::Bytes::from_static(b"kept")).await.expect("put");

        // People who come meanwhile are not part of it.
        host.add(vec![host.person(UserKind::Client, "tarde")]).await;
        host.clock.forward(31);
        let second = claim(&host, "second").await;
        job::run(&second).await.expect("goes on to the end");
        let done = service::find_export(&cx, export.id).await.expect("there");
        assert_eq!((done.state, done.records, done.parts), (ExportState::Completed, PEOPLE as i64, 2));
        let (_, _, zip) = body(&host, &cx, export.id, &HeaderMap::new()).await;
        let entries = entries(zip);
        assert_eq!(entries.len(), 2);
        assert_eq!(entries[1].1, b"kept", "what was written is not written again");
        let sheets = sheets(&entries[0].1);
        let names = texts(&column(&sheets[0], "Nombre de usuario"));
        let expected: Vec<String> = (0..PART_RECORDS).map(|number| format!("cliente{number:05}")).collect();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
        assert_eq!(names.iter().cloned().collect::<BTreeSet<_>>(), expected.into_iter().collect());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn seven_thousand_and_one_make_two_workbooks() {
    on_each_engine(PLUGINS, async |host| {
        crowd(&host, PART_RECORDS + 1).await;
        let cx = host.acting(host.admin.id, Culture::En).await;
        let export = start(&host, &cx, ExportMode::WithoutRelationships).await;
        let export = work(&host, &cx, export.id).await;
        let (_, _, zip) = body(&host, &cx, export.id, &HeaderMap::new()).await;
        let people: BTreeMap<String, usize> = entries(zip)
            .into_iter()
            .map(|(name, bytes)| {
                let sheets = sheets(&bytes);
                assert!(!sheets.iter().any(|sheet| sheet.name == "Projects"), "no relationships");
                (name, sheets[0].rows.len())
            })
            .collect();
        assert_eq!(people.values().copied().collect::<Vec<_>>(), [PART_RECORDS, 1], "{people:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_but_its_owner_has_the_file_and_only_until_it_expires() {
    on_each_engine(PLUGINS, async |host| {
        let other = host.person(UserKind::Specialist, "otra");
        host.add(vec![other.clone()]).await;
        let system = ServiceContext::for_system(&host.app, host.tenant.id).await.expect("a context");
        elenco::roles::service::make_administrator(&system, other.id).await.expect("as mighty as the owner");
        let (cx, stranger) =
            (host.acting(host.admin.id, Culture::Es).await, host.acting(other.id, Culture::Es).await);
        let id = start(&host, &cx, ExportMode::WithData).await.id;
        let missing = |answer: Result<_, AppError>| matches!(answer, Err(AppError::NotFound));
        assert!(missing(service::open_file(&cx, id).await.map(drop)), "not before it is finished");
        let done = work(&host, &cx, id).await;
        assert_eq!(
            (done.state, done.records, done.parts),
            (ExportState::Completed, 0, 1),
            "nobody makes one workbook"
        );
        assert!(service::open_file(&cx, id).await.is_ok());
        assert!(missing(service::open_file(&stranger, id).await.map(drop)));
        assert!(missing(service::find_export(&stranger, id).await.map(drop)));
        assert!(missing(service::cancel_export(&stranger, id).await));
        assert!(
            service::list_exports(&stranger, host.project.id, None, 10).await.expect("a list").is_empty()
        );
        assert_eq!(service::sweep_expired(&host.app).await.expect("swept"), 0);

        host.clock.forward(i64::from(host.app.config.limits.export_days) * 86_400);
        assert!(missing(service::open_file(&cx, id).await.map(drop)), "not after it has expired");
        assert_eq!(service::sweep_expired(&host.app).await.expect("swept"), 1);
        assert_eq!(service::sweep_expired(&host.app).await.expect("swept"), 0);
        assert!(
            host.app.files.size(&done.file_key.expect("a key")).await.is_err(),
            "the store has it no more"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_download_goes_on_where_it_stopped() {
    on_each_engine(PLUGINS, async |host| {
        crowd(&host, 5).await;
        let cx = host.acting(host.admin.id, Culture::Es).await;
        let id = start(&host, &cx, ExportMode::WithData).await.id;
        work(&host, &cx, id).await;
        let (status, headers, whole) = body(&host, &cx, id, &HeaderMap::new()).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(headers[header::CONTENT_LENGTH], whole.len().to_string());
        assert!(
            headers[header::CONTENT_DISPOSITION]
                .to_str()
                .expect("ASCII")
                .starts_with("attachment; filename=\"clientes-")
        );
        let ask = |range: &str, tag: Option<&HeaderValue>| {
            let mut asked = HeaderMap::new();
            asked.insert(header::RANGE, HeaderValue::from_str(range).expect("a header"));
            tag.map(|tag| asked.insert(header::IF_RANGE, tag.clone()));
            asked
        };
        let half = whole.len() / 2;
        let (status, rest, end) =
            body(&host, &cx, id, &ask(&format!("bytes={half}-"), Some(&headers[header::ETAG]))).await;
        assert_eq!(status, StatusCode::PARTIAL_CONTENT);
        assert_eq!(rest[header::CONTENT_RANGE], format!("bytes {half}-{}/{}", whole.len() - 1, whole.len()));
        assert_eq!(end, whole[half..]);
        let (status, ..) = body(&host, &cx, id, &ask(&format!("bytes={}-", whole.len()), None)).await;
        assert_eq!(status, StatusCode::RANGE_NOT_SATISFIABLE);
        // Asked for the head alone, a range says nothing (RFC 9110, 14.2), and no byte is read.
        let head = file_response(&cx, id, &Method::HEAD, &ask("bytes=1-2", None)).await.expect("the head");
        assert_eq!(head.status(), StatusCode::OK);
        assert_eq!(head.headers()[header::CONTENT_LENGTH], whole.len().to_string());
        assert_eq!(head.headers()[header::ACCEPT_RANGES], "bytes");
        assert!(head.into_body().collect().await.expect("nothing").to_bytes().is_empty());
        for other in ["W/\"weak\"", "Mon, 02 Mar 2026 12:00:00 GMT", ""] {
            let other = HeaderValue::from_static(other);
            let (status, ..) = body(&host, &cx, id, &ask("bytes=1-2", Some(&other))).await;
            assert_eq!(status, StatusCode::OK, "{other:?} does not say that it is the same file");
        }
        let another = HeaderValue::from_static("\"another\"");
        let (status, _, all) = body(&host, &cx, id, &ask("bytes=1-2", Some(&another))).await;
        assert_eq!((status, all), (StatusCode::OK, whole));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_bell_tells_how_an_export_fares() {
    on_each_engine(PLUGINS, async |host| {
        crowd(&host, 2).await;
        let cx = host.acting(host.admin.id, Culture::Es).await;
        let newest = async || {
            let (items, _) = notifications::service::list_items(&cx, None, 10).await.expect("a list");
            let Detail::Export(export) = items[0].detail.clone() else { panic!("{items:?}") };
            (items[0].notification.state, export.state, items[0].notification.read_at.is_some())
        };
        let cancelled = start(&host, &cx, ExportMode::WithData).await;
        assert_eq!(newest().await, (NotificationState::Pending, "pending".to_owned(), false));
        service::cancel_export(&cx, cancelled.id).await.expect("cancelled");
        assert_eq!(newest().await, (NotificationState::Failed, "cancelled".to_owned(), false));
        notifications::service::mark_read(&cx, None).await.expect("marked");
        assert_eq!(notifications::service::count_unread(&cx).await.expect("counted"), 0);

        let id = start(&host, &cx, ExportMode::WithData).await.id;
        work(&host, &cx, id).await;
        assert_eq!(newest().await, (NotificationState::Completed, "completed".to_owned(), false));
        assert_eq!(notifications::service::count_unread(&cx).await.expect("counted"), 1);
        service::cancel_export(&cx, id).await.expect("too late is no error");
        assert_eq!(newest().await.0, NotificationState::Completed);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_running_export_is_stopped_and_leaves_nothing_behind() {
    on_each_engine(PLUGINS, async |host| {
        crowd(&host, 10).await;
        let cx = host.acting(host.admin.id, Culture::Es).await;
        let export = start(&host, &cx, ExportMode::WithData).await;
        let worker = claim(&host, "only").await;
        worker.signal.cancel();
        let stopped = job::run(&worker).await;
        assert!(matches!(stopped, Err(Stop::Cancelled)), "{stopped:?}");
        let ending = elenco::jobs::model::Ending::Cancelled;
        job::end(&worker, &ending).await.expect("written down");
        let export = service::find_export(&cx, export.id).await.expect("there");
        assert_eq!((export.state, export.file_key), (ExportState::Cancelled, None));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_right_that_was_taken_away_stops_a_waiting_export() {
    on_each_engine(PLUGINS, async |host| {
        let cx = host.acting(host.admin.id, Culture::Es).await;
        let export = start(&host, &cx, ExportMode::WithData).await;
        let (scope, id) = (host.scope(), host.admin.id);
        let gone =
            host.app.db.write(move |conn| elenco::users::queries::delete_some(conn, &scope, &[id])).await;
        gone.map_err(|error: DbError| error).expect("deleted");
        let worker = claim(&host, "only").await;
        let stopped = job::run(&worker).await;
        assert!(
            matches!(&stopped, Err(Stop::Failed { code, .. }) if code == "auth.forbidden"),
            "{stopped:?}"
        );
        let Err(Stop::Failed { code, detail }) = stopped else { return };
        job::end(&worker, &elenco::jobs::model::Ending::Failed { code, detail }).await.expect("written down");
        let scope = host.scope();
        let row = host.app.db.read(move |conn| queries::find(conn, &scope, export.id)).await;
        let row = row.map_err(|error: DbError| error).expect("read").expect("there");
        assert_eq!((row.state, row.error_code.as_deref()), (ExportState::Failed, Some("auth.forbidden")));
    })
    .await;
}
