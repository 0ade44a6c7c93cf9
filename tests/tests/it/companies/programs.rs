//! Companies and services in the API.
use axum::http::{Method, StatusCode};
use serde_json::json;

use super::clients;
use crate::site::{Site, on_each_engine};

#[tokio::test(flavor = "multi_thread")]
async fn programs_do_the_same() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let people = clients(&site, &home, 1).await;
        let api = site.api(&home.tenant, home.admin.id).await;
        let made = api
            .json(
                Method::POST,
                "/api/v1/companies",
                &json!({ "kind": "supplier", "name": "Tucano", "website": "tucano.example",
                    "address": { "city": "Manaus" }, "latitude": -3.1, "longitude": -60.02 }),
            )
            .await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
        let tucano = made.json();
        assert_eq!(tucano["website"], "https://tucano.example");
        let id = tucano["id"].as_str().unwrap().to_owned();
        let address = format!("/api/v1/companies/{id}");
        let changed =
            api.json(Method::PATCH, &address, &json!({ "version": 1, "phone": "112" })).await.json();
        assert_eq!(
            (changed["version"].as_i64(), changed["address"]["city"]["value"].as_str()),
            (Some(2), Some("Manaus"))
        );
        let stale = api.json(Method::PATCH, &address, &json!({ "version": 1, "phone": "113" })).await;
        assert_eq!((stale.status, stale.code().as_str()), (StatusCode::CONFLICT, "conflict"));
        for (body, status, code) in [
            (json!({ "kind": "company" }), StatusCode::BAD_REQUEST, "request.kind"),
            (json!({ "latitude": 1 }), StatusCode::BAD_REQUEST, "request.position"),
            (json!({ "colour": "red" }), StatusCode::BAD_REQUEST, "request.json"),
            (json!({ "email": "x" }), StatusCode::UNPROCESSABLE_ENTITY, "invalid"),
        ] {
            let refused = api.json(Method::PATCH, &address, &body).await;
            assert_eq!((refused.status, refused.code().as_str()), (status, code), "{body}");
        }
        let service = api.json(Method::POST, "/api/v1/services", &json!({ "name": "Fibre" })).await.json();
        let service = service["id"].as_str().unwrap().to_owned();
        let ana = people[0].id;
        for thing in [format!("companies/{id}"), format!("services/{service}")] {
            let at = format!("/api/v1/users/{ana}/{thing}");
            assert_eq!(api.json(Method::PUT, &at, &json!(null)).await.status, StatusCode::NO_CONTENT, "{at}");
            assert_eq!(
                api.json(Method::PUT, &at, &json!(null)).await.status,
                StatusCode::NO_CONTENT,
                "again"
            );
            let list = at.rsplit_once('/').unwrap().0;
            assert_eq!(api.get(list).await.json()["items"][0]["clients"], 1, "{list}");
            assert_eq!(api.delete(&at).await.status, StatusCode::NO_CONTENT);
            assert_eq!(api.get(list).await.json()["items"], json!([]));
        }
        for number in 0..3 {
            let body = json!({ "name": format!("Firm {number}") });
            assert_eq!(api.json(Method::POST, "/api/v1/companies", &body).await.status, StatusCode::CREATED);
        }
        let (mut names, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = api.get(&format!("/api/v1/companies?kind=company&limit=2{cursor}")).await.json();
            names.extend(page["items"].as_array().unwrap().iter().map(|item| item["name"].clone()));
            match page["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        assert_eq!(names, ["Firm 0", "Firm 1", "Firm 2"]);
        assert_eq!(api.delete(&address).await.status, StatusCode::NO_CONTENT);
        assert_eq!(api.get(&address).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}
