//! Companies and suppliers from a sheet and to one.
use axum::body::Bytes;
use axum::http::StatusCode;
use elenco::companies::model::{Company, CompanyChanges, CompanyFilter, CompanyKind};
use elenco::companies::service;
use elenco::context::ServiceContext;
use elenco::error::AppError;
use elenco::locale::Culture;
use elenco::sheets::model::{ImportReport, MOST_ROWS, SmallFile};
use elenco::users::model::AddressPart;

use super::{KIND, audit, codes, company, named};
use crate::site::{Part, Site, multipart, on_each_engine};

async fn take(cx: &ServiceContext, file: &str) -> Result<ImportReport, AppError> {
    service::import_file(cx, KIND, "companies.csv".to_owned(), Bytes::from(file.to_owned())).await
}

async fn taken(cx: &ServiceContext, file: &str) -> (usize, usize, usize) {
    let report = take(cx, file).await.unwrap();
    assert!(report.problems.is_empty(), "{report:?}");
    (report.created, report.updated, report.unchanged)
}

async fn again(cx: &ServiceContext, file: SmallFile) -> ImportReport {
    service::import_file(cx, KIND, file.file_name, file.bytes).await.unwrap()
}

/// All of a kind as they are, by name.
async fn all(cx: &ServiceContext, kind: CompanyKind) -> Vec<Company> {
    let filter = CompanyFilter { kind: Some(kind), ..CompanyFilter::default() };
    let page = service::list_companies(cx, filter, None, 500).await.unwrap();
    let mut all = Vec::new();
    for item in page.items {
        all.push(service::find_company(cx, item.id).await.unwrap());
    }
    all
}

fn told(report: &ImportReport) -> Vec<(u64, &str)> {
    report.problems.iter().map(|problem| (problem.row, problem.column.as_str())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_find_theirs_by_tax_id_else_external_id_else_name() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let supplier = CompanyChanges { tax_id: Some("1-1".to_owned()), ..named("Alpha") };
        let supplier = service::create_company(&cx, CompanyKind::Supplier, supplier).await.unwrap();
        let file = "Name,Tax ID,External ID,E-mail,Phone,Website,Description,Status,City,Phone at the address,Latitude,Longitude\n\
            Alpha,1-1,E1,hello@alpha.example,0800 555,alpha.example,\"One,\ntwo\",active,Ñuñoa,112,-33.45,-70.6\n\
            Beta,,E2,,,,,inactive,,,,\nGamma,,,,,,,,,,,\n";
        assert_eq!(taken(&cx, file).await, (3, 0, 0), "a supplier of the same tax id is another one");
        let made = all(&cx, KIND).await;
        assert_eq!((made[0].website.as_str(), made[0].description.as_str()), ("https://alpha.example", "One,\ntwo"));
        assert_eq!((made[0].position, made[0].phone.as_str()), (Some((-33.45, -70.6)), "0800 555"));
        assert_eq!(made[0].address[&AddressPart::Phone].value, "112");
        assert!(made[0].active && !made[1].active && made[2].active);
        assert_eq!(taken(&cx, file).await, (0, 0, 3));
        assert_eq!(audit(&cx, made[0].id.as_uuid()).await.len(), 1, "what is the same is not written");

        // Another language and order, an unknown column, empty cells; each is found by another key.
        let spanish = "Color;ID externo;Identificación fiscal;Nombre;Ciudad\n\
            azul;;1-1;Alfa;\n;E2;;Bêta;Cali\n;E3;;GAMMA;\n";
        let report = take(&cx, spanish).await.unwrap();
        assert_eq!((report.updated, report.created), (3, 0), "{report:?}");
        assert_eq!(report.unknown, ["Color"]);
        let after = all(&cx, KIND).await;
        let said: Vec<(&str, Option<&str>)> =
            after.iter().map(|one| (one.name.as_str(), one.external_id.as_deref())).collect();
        assert_eq!(said, [("Alfa", Some("E1")), ("Bêta", Some("E2")), ("GAMMA", Some("E3"))]);
        assert_eq!((after[0].id, &after[0].address), (made[0].id, &made[0].address), "empty leaves what is there");
        let written = audit(&cx, made[0].id.as_uuid()).await;
        let renamed = written.iter().find(|(action, _)| action == "update");
        assert!(written.len() == 2 && renamed.is_some_and(|(_, said)| said.contains("Alfa")), "{written:?}");
        assert_eq!(service::find_company(&cx, supplier.id).await.unwrap(), supplier);

        // Branches have one tax id: the name tells which, and without it nothing is guessed.
        assert_eq!(taken(&cx, "name,nit\nNorth,9\nSouth,9\n").await, (2, 0, 0));
        assert_eq!(taken(&cx, "name,nit,city\nSouth,9,Quito\nNorth,9,\n").await, (0, 1, 1));
        assert_eq!(told(&take(&cx, "name,nit\nWest,9\n").await.unwrap()), [(2, "nit")]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_bad_row_nothing_is_taken_and_every_cell_is_told() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let alpha = company(&cx, "Alpha").await;
        let other = CompanyChanges { external_id: Some("S1".to_owned()), ..named("Other") };
        service::create_company(&cx, CompanyKind::Supplier, other).await.unwrap();
        let bad = "name,tax_id,external_id,email,phone,website,active,latitude,longitude\n\
            Alpha,1,,new@alpha.example,,,,,\n\
            Beta,,,no mail,12,javascript:alert(1),maybe,91,0\n\
            ,,E9,,,,,,\n\
            Gamma,,S1,,,,,,\n\
            BETA,,,,,,,north,1\n";
        let report = take(&cx, bad).await.unwrap();
        let mut cells = told(&report);
        cells.sort_unstable();
        let wanted = [
            (3, "active"),
            (3, "email"),
            (3, "latitude"),
            (3, "phone"),
            (3, "website"),
            (4, "name"),
            (5, "external_id"),
            (6, "latitude"),
            (6, "name"),
        ];
        assert_eq!(cells, wanted, "{report:?}");
        assert_eq!((report.created, report.updated, report.unchanged), (0, 0, 0));
        assert_eq!(all(&cx, KIND).await, [alpha], "nothing was taken");
        let portuguese = ServiceContext { culture: Culture::Pt, ..cx.clone() };
        let report = take(&portuguese, "nome,e-mail\nX,no\n").await.unwrap();
        assert_ne!(report.problems, take(&cx, "nome,e-mail\nX,no\n").await.unwrap().problems);

        let mut many = "name\n".to_owned();
        (0..=MOST_ROWS).for_each(|row| many += &format!("N{row}\n"));
        for (file, code) in [
            ("", "sheet."),
            ("city,color\nA,B\n", "company.columns"),
            ("name,nombre\n1,2\n", "sheet.column-twice"),
            (many.as_str(), "sheet.rows"),
        ] {
            let codes = codes(take(&cx, file).await);
            assert!(codes.len() == 1 && codes[0].1.starts_with(code), "{code}: {codes:?}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_goes_out_comes_in_again_unchanged() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        for culture in Culture::ALL {
            let cx = ServiceContext { culture, ..cx.clone() };
            let report = again(&cx, service::empty_sheet(&cx, KIND).await.unwrap()).await;
            assert_eq!(
                report,
                ImportReport::default(),
                "examples are passed over, and every column is known"
            );
        }
        let hostile = "name,tax_id,external_id,phone,description,region,number,active,latitude,longitude\n\
            =SUM(1;1),007,1e5,+57 601,\"a\nb\",Estado,00,no,4.60971,-74.08175\n\
            شركة الأرز,9,,112,,,,yes,0,0\nFiliale,9,,,,,,yes,,\n";
        assert_eq!(taken(&cx, hostile).await, (3, 0, 0));
        let before = all(&cx, KIND).await;
        assert_eq!(before.iter().filter(|one| one.tax_id == "9").count(), 2);
        for culture in Culture::ALL {
            let cx = ServiceContext { culture, ..cx.clone() };
            let file = service::export_companies(&cx, KIND, CompanyFilter::default()).await.unwrap();
            let report = again(&cx, file).await;
            assert_eq!(report, ImportReport { unchanged: 3, ..ImportReport::default() }, "{culture:?}");
        }
        assert_eq!(all(&cx, KIND).await, before);

        // Only what is searched for; and all of it comes to be elsewhere.
        let filter = CompanyFilter { search: Some("filiale".to_owned()), ..CompanyFilter::default() };
        let found = service::export_companies(&cx, KIND, filter).await.unwrap();
        assert_eq!(again(&cx, found).await.unchanged, 1);
        let away = site.organisation("away").await;
        let there = site.system(&away.tenant).await;
        let file = service::export_companies(&cx, KIND, CompanyFilter::default()).await.unwrap();
        assert_eq!(again(&there, file).await.created, 3);
        let values = |one: &Company| {
            (one.name.clone(), one.tax_id.clone(), one.address.clone(), one.position, one.active)
        };
        let copies: Vec<_> = all(&there, KIND).await.iter().map(values).collect();
        assert_eq!(copies, before.iter().map(values).collect::<Vec<_>>());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_take_files_and_give_them() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let admin = site.signed_in(&home.tenant, "admin").await;
        let upload = |file: &str| multipart(&[Part::file("file", "s.csv", file.as_bytes())]);
        let done = admin.post("/suppliers/import", upload("name\nTucano\n")).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        assert!(done.header("location").ends_with("/suppliers?said=imported&count=1"));
        assert_eq!(all(&cx, CompanyKind::Supplier).await.len(), 1);
        let bad = admin.post("/suppliers/import", upload("name,email\nB,<b>\n")).await;
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(bad.text().contains(">email</td>"), "{}", bad.text());
        let partly = admin.post("/suppliers/import", upload("name,<i>\nB,1\n")).await;
        assert_eq!(partly.status, StatusCode::MULTI_STATUS);
        assert!(partly.text().contains("&lt;i&gt;"));
        assert_eq!(
            admin.post("/suppliers/import", multipart(&[])).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        for path in ["/suppliers/export?search=tuc", "/companies/import/format"] {
            let file = admin.get(path).await;
            assert_eq!(file.status, StatusCode::OK);
            assert!(file.header("content-disposition").contains(".xlsx"), "{path}");
        }
        let list = admin.get("/suppliers?search=tuc").await.text();
        assert!(list.contains("/suppliers/export?search=tuc") && list.contains("/suppliers/import\""));
    })
    .await;
}
