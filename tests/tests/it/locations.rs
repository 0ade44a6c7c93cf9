//! Locations: codes are unique, doubles of a change lose nothing, what is in use stays, files are taken whole or not.
use axum::body::Bytes;
use axum::http::{Method, StatusCode};
use elenco::context::ServiceContext;
use elenco::error::AppError;
use elenco::locations::model::{Location, LocationAnchor, LocationFilter, LocationValues};
use elenco::locations::service;
use elenco::roles;
use elenco::sheets::model::ImportReport;
use elenco::users::model::{AddressPart, AddressValue, LocationChoice, UserChanges};
use elenco_db::{LocationId, UserId};
use serde_json::json;

use crate::site::{Organisation, Site, on_each_engine};

fn values(code: &str, name: &str) -> LocationValues {
    LocationValues { code: code.to_owned(), name: name.to_owned(), active: true, ..LocationValues::default() }
}

fn codes<T: std::fmt::Debug>(outcome: Result<T, AppError>) -> Vec<String> {
    match outcome {
        Err(AppError::Invalid(problems)) => problems.into_iter().map(|problem| problem.code).collect(),
        other => panic!("refused, not {other:?}"),
    }
}

async fn all(cx: &ServiceContext) -> Vec<Location> {
    service::list_locations(cx, LocationFilter::default(), None, 500).await.unwrap().items
}

/// Somebody who belongs to the location.
async fn dweller(site: &Site, home: &Organisation, name: &str, at: LocationId) -> UserId {
    let cx = site.system(&home.tenant).await;
    let person = site.person(&home.tenant, &home.project, name).await;
    let changes = UserChanges { location: Some(LocationChoice::Id(at)), ..UserChanges::default() };
    elenco::users::service::change_user(&cx, person.id, home.project.id, None, changes).await.unwrap();
    person.id
}

#[tokio::test(flavor = "multi_thread")]
async fn values_are_judged_and_changes_lose_nothing() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let place = service::create_location(&cx, values(" BOG-1 ", " Bogotá\u{0} ")).await.unwrap();
        assert_eq!((place.code.as_str(), place.name.as_str(), place.version), ("BOG-1", "Bogotá", 1));
        for (bad, wanted) in [
            (values("bog-1", "Another"), vec!["location.code-taken"]),
            (values("", " \u{0} "), vec!["location.required", "location.required"]),
            (values(&"x".repeat(51), &"é".repeat(201)), vec!["location.too-long", "location.too-long"]),
            (
                LocationValues { position: Some((90.1, f64::NAN)), ..values("X", "x") },
                vec!["location.latitude", "location.longitude"],
            ),
        ] {
            assert_eq!(codes(service::create_location(&cx, bad).await), wanted);
        }
        let limit = values(&"x".repeat(50), &"é".repeat(200));
        service::create_location(&cx, limit).await.expect("at the limit");
        service::create_location(&cx, values("عربى-1", "مركز ‎العاصمة")).await.expect("any script");
        assert_eq!(all(&cx).await.len(), 3, "nothing of what was refused was kept");

        let mut change = LocationValues::of(&place);
        change.position = Some((4.60971, -74.08175));
        change.address.insert(AddressPart::City, AddressValue { value: "Bogotá".to_owned(), source: None });
        let changed = service::change_location(&cx, place.id, Some(1), change.clone()).await.unwrap();
        assert_eq!((changed.version, changed.latitude), (2, Some(4.60971)));
        let same = service::change_location(&cx, place.id, Some(2), change.clone()).await.unwrap();
        assert_eq!(same.version, 2, "nothing was different");
        change.name = "Late".to_owned();
        let stale = service::change_location(&cx, place.id, Some(1), change).await;
        assert!(matches!(stale, Err(AppError::Conflict)), "{stale:?}");
        assert_eq!(service::find_location(&cx, place.id).await.unwrap(), changed);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_in_use_stays_until_its_people_are_moved() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let old = service::create_location(&cx, values("OLD", "Old")).await.unwrap();
        let new = service::create_location(&cx, values("NEW", "New")).await.unwrap();
        let mut people = Vec::new();
        for name in ["ana", "bea", "caro"] {
            people.push(dweller(&site, &home, name, old.id).await);
        }
        assert_eq!(codes(service::delete_location(&cx, old.id).await), ["location.in-use"]);
        assert_eq!(service::usage(&cx, old.id).await.unwrap().people, 3);
        let (first, kinds) = service::list_people(&cx, old.id, None, 2).await.unwrap();
        assert_eq!((first.items.len(), kinds.len()), (2, 2));
        let (rest, _) = service::list_people(&cx, old.id, first.next, 2).await.unwrap();
        assert_eq!(rest.items.len(), 1);
        let (back, _) = service::list_people(&cx, old.id, rest.previous, 2).await.unwrap();
        assert_eq!(back.items, first.items);

        let nowhere = LocationId::from_uuid(site.app.ids.uuid());
        for target in [nowhere, old.id] {
            assert_eq!(codes(service::move_people(&cx, old.id, target).await), ["location.target"]);
        }
        let moved = service::move_people(&cx, old.id, new.id).await.unwrap();
        assert_eq!((moved.people, moved.is_more), (3, false));
        let person = elenco::users::service::find_user(&cx, people[0]).await.unwrap();
        assert_eq!((person.location_id, person.version), (Some(new.id), 3), "a change like any other");
        service::delete_location(&cx, old.id).await.expect("nobody has it any more");
        assert!(matches!(service::find_location(&cx, old.id).await, Err(AppError::NotFound)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_are_found_by_name_and_code_page_by_page() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let template = service::create_location(&cx, values("T", "Template 100%_")).await.unwrap();
        let many = (0..10_000).map(|number| Location {
            id: LocationId::from_uuid(site.app.ids.uuid()),
            code: format!("S-{number:05}"),
            // Many of one name: the id tells where a page begins.
            name: format!("Sede {:03}", number % 50),
            ..template.clone()
        });
        service::create_locations(&cx, many.collect()).await.unwrap();
        let offered = service::choices(&cx, None).await.unwrap();
        assert_eq!(offered.len(), service::OFFERED);
        let found = service::choices(&cx, Some("s-09999".to_owned())).await.unwrap();
        assert_eq!(found.len(), 1);
        let literal = service::choices(&cx, Some("100%_".to_owned())).await.unwrap();
        assert_eq!(literal.len(), 1, "signs of patterns are letters here");
        let filter = LocationFilter { search: Some("SEDE 007".to_owned()), active: Some(true) };
        let (mut seen, mut anchor) = (Vec::new(), None);
        loop {
            let page = service::list_locations(&cx, filter.clone(), anchor, 60).await.unwrap();
            seen.extend(page.items.iter().map(|place| place.id));
            anchor = page.next;
            if anchor.is_none() {
                break;
            }
        }
        let total = seen.len();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!((total, seen.len()), (200, 200), "each once");
        let last = LocationAnchor::Before(template.id);
        let before = service::list_locations(&cx, LocationFilter::default(), Some(last), 5).await.unwrap();
        assert!(before.items.iter().all(|place| place.name == "Sede 049"), "{before:?}");
    })
    .await;
}

async fn import(cx: &ServiceContext, file: &str) -> Result<ImportReport, AppError> {
    service::import_file(cx, "locations.csv".to_owned(), Bytes::from(file.to_owned())).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_taken_whole_or_every_problem_is_told() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let file = "code,name,street,district,city,region,postal_code,country,latitude,longitude,phone\n\
            SITE-001,Peixoto Centro,\"Morro Ferreira, 993\",Pilar,Peixoto,PI,02392-434,BR,-8.6282,-59.97665,+55 63\n\
            SITE-002,Ñuñoa,,,Santiago,,,CL,,,\n";
        let report = import(&cx, file).await.unwrap();
        assert_eq!((report.created, report.updated, report.unchanged), (2, 0, 0), "{report:?}");
        let again = import(&cx, file).await.unwrap();
        assert_eq!((again.created, again.unchanged), (0, 2));
        let place = all(&cx).await.into_iter().find(|place| place.code == "SITE-001").unwrap();
        assert_eq!(place.address[&AddressPart::PostalCode].value, "02392-434");
        assert_eq!((place.latitude, place.phone.as_str()), (Some(-8.6282), "+55 63"));

        // Headers of another language, an unknown column, an empty cell that leaves what is there.
        let spanish = "Código;Nombre;Ciudad;Color\nsite-001;Peixoto Sur;;azul\n";
        let report = import(&cx, spanish).await.unwrap();
        assert_eq!((report.updated, report.unknown.as_slice()), (1, &["Color".to_owned()][..]));
        let renamed = service::find_location(&cx, place.id).await.unwrap();
        assert_eq!((renamed.name.as_str(), &renamed.address), ("Peixoto Sur", &place.address));

        let bad = "code,name,latitude,longitude,active\nSITE-001,Changed,,,\nX-1,,,,\nX-2,Two,91,0,\nX-2,Double,1,,maybe\n";
        let report = import(&cx, bad).await.unwrap();
        let told: Vec<(u64, &str)> =
            report.problems.iter().map(|problem| (problem.row, problem.column.as_str())).collect();
        assert_eq!(told, [(3, "name"), (4, "latitude"), (5, "active"), (5, "longitude"), (5, "code")], "{report:?}");
        assert_eq!(service::find_location(&cx, place.id).await.unwrap(), renamed, "nothing was taken");

        for (file, code) in [
            ("", "sheet."),
            ("name,city\nA,B\n", "location.columns"),
            ("code,codigo,name\n1,2,3\n", "sheet.column-twice"),
        ] {
            let told = codes(import(&cx, file).await);
            assert!(told.len() == 1 && told[0].starts_with(code), "{file:?}: {told:?}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_administer_locations_too() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let boss = site.person(&home.tenant, &home.project, "boss").await;
        roles::service::make_administrator(&site.system(&home.tenant).await, boss.id).await.unwrap();
        let api = site.api(&home.tenant, boss.id).await;
        let document = json!({ "code": "A-1", "name": "Alpha", "address": { "city": "Cali" }, "latitude": 3.4, "longitude": -76.5 });
        let made = api.json(Method::POST, "/api/v1/locations", &document).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
        let path = format!("/api/v1/locations/{}", made.json()["id"].as_str().unwrap());
        let half = api.json(Method::PATCH, &path, &json!({ "latitude": null })).await;
        assert_eq!(half.status, StatusCode::OK, "the longitude alone was left out: {}", half.text());
        let changed = api.json(Method::PATCH, &path, &json!({ "address": { "city": null }, "version": 2 })).await;
        assert_eq!((changed.status, &changed.json()["address"]), (StatusCode::OK, &json!({})));
        let stale = api.json(Method::PATCH, &path, &json!({ "name": "Late", "version": 1 })).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        let unknown = api.json(Method::PATCH, &path, &json!({ "colour": "blue" })).await;
        assert_eq!(unknown.status, StatusCode::BAD_REQUEST);
        let double = api.json(Method::POST, "/api/v1/locations", &json!({ "code": "a-1", "name": "B" })).await;
        assert_eq!(double.json()["errors"][0]["code"], "location.code-taken");
        let listed = api.get("/api/v1/locations?search=alp&limit=1").await.json();
        assert_eq!(listed["items"][0]["code"], "A-1");
        assert_eq!(api.delete(&path).await.status, StatusCode::NO_CONTENT);
        assert_eq!(api.get(&path).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}
