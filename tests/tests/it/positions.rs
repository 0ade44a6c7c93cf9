//! Positions on the map: by form and by the API they pass one judgement, and nothing that is no position is kept.
use axum::http::{Method, StatusCode};
use elenco::error::AppError;
use elenco::roles;
use elenco::users::model::{User, UserChanges};
use elenco::users::service;
use serde_json::json;

use crate::site::{Site, on_each_engine};

fn placed(latitude: f64, longitude: f64) -> UserChanges {
    UserChanges { position_on_map: Some(Some((latitude, longitude))), ..UserChanges::default() }
}

fn at(user: &User) -> (Option<f64>, Option<f64>) {
    (user.latitude, user.longitude)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_position_is_kept_only_when_it_is_on_the_globe() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let person = site.person(&home.tenant, &home.project, "placed").await;
        let change =
            async |changes| service::change_user(&cx, person.id, home.project.id, None, changes).await;
        for (latitude, longitude) in [(90.0, 180.0), (-90.0, -180.0), (0.0, 0.0), (4.60971, -74.08175)] {
            let kept = change(placed(latitude, longitude)).await.unwrap();
            assert_eq!(at(&kept), (Some(latitude), Some(longitude)));
        }
        let fine = change(placed(4.123_456_789, 1e-9)).await.unwrap();
        assert_eq!(at(&fine), (Some(4.123_457), Some(0.0)), "a hand's breadth is enough");
        for (latitude, longitude, fields) in [
            (90.000_001, 0.0, &["latitude"][..]),
            (0.0, -180.000_001, &["longitude"]),
            (f64::NAN, 0.0, &["latitude"]),
            (f64::INFINITY, f64::NEG_INFINITY, &["latitude", "longitude"]),
        ] {
            match change(placed(latitude, longitude)).await {
                Err(AppError::Invalid(problems)) => {
                    let told: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
                    assert_eq!(told, fields, "{latitude} {longitude}");
                }
                other => panic!("{latitude} {longitude}: {other:?}"),
            }
        }
        let still = service::find_user(&cx, person.id).await.unwrap();
        assert_eq!(at(&still), (Some(4.123_457), Some(0.0)), "what was refused changed nothing");
        let gone = UserChanges { position_on_map: Some(None), ..UserChanges::default() };
        assert_eq!(at(&change(gone).await.unwrap()), (None, None));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_and_pages_say_the_same_about_positions() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let boss = site.person(&home.tenant, &home.project, "boss").await;
        let system = site.system(&home.tenant).await;
        roles::service::make_administrator(&system, boss.id).await.unwrap();
        let api = site.api(&home.tenant, boss.id).await;
        let path = format!("/api/v1/users/{}", boss.id);
        let set = api.json(Method::PATCH, &path, &json!({ "latitude": 4.6, "longitude": -74.1 })).await;
        assert_eq!(set.status, StatusCode::OK, "{}", set.text());
        assert_eq!((&set.json()["latitude"], &set.json()["longitude"]), (&json!(4.6), &json!(-74.1)));
        for bad in [json!({ "latitude": 4.6 }), json!({ "latitude": 91, "longitude": 0 })] {
            let refused = api.json(Method::PATCH, &path, &bad).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
        }
        let untouched = api.json(Method::PATCH, &path, &json!({ "phone": "1" })).await;
        assert_eq!(untouched.json()["latitude"], json!(4.6));
        let gone = api.json(Method::PATCH, &path, &json!({ "latitude": null, "longitude": null })).await;
        assert_eq!(gone.json()["longitude"], json!(null));

        let visitor = site.signed_in(&home.tenant, "boss").await;
        let ask = async |query: &str| visitor.get(&format!("/places{query}")).await;
        let found = ask("?search=bogot%C3%A1%20colombia").await.text();
        assert!(found.contains(r#"role="option""#) && found.contains("Bogotá"), "{found}");
        let typed = ask("?search=4%C2%B036%E2%80%B2N%2074%C2%B006%E2%80%B2W").await.text();
        assert!(typed.contains(r#"data-latitude="4.6""#), "{typed}");
        let hostile = ask("?search=%3Cscript%3Ealert(1)%3C%2Fscript%3E%00%E2%80%AE").await;
        assert!(
            hostile.status == StatusCode::OK && !hostile.text().contains("<script"),
            "{}",
            hostile.text()
        );
        let near = ask("/at?latitude=4,60971&longitude=-74,08175").await.text();
        assert!(near.contains("Bogotá") && near.contains(r#"data-longitude="-74.08175""#), "{near}");
        assert!(ask("/at?latitude=91&longitude=0").await.text().contains("data-unreadable"));
        let labels = ask("/labels?west=-80&south=0&east=-70&north=10").await;
        assert_eq!(labels.json()[0][0], "Bogotá");
        for broken in ["west=NaN&south=0&east=1&north=1", "west=x"] {
            assert_eq!(ask(&format!("/labels?{broken}")).await.status, StatusCode::BAD_REQUEST, "{broken}");
        }
    })
    .await;
}
