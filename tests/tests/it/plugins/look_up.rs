//! People in another system, asked of the component of all kinds that was built once and is never built again.
use axum::http::StatusCode;
use elenco::plugins::service::figures;
use serde_json::json;

use super::{CONSENT, activate, upload};
use crate::site::on_each_engine;

/// The component of version 0.1 that must load and answer for ever.
fn frozen() -> Vec<u8> {
    let path = elenco_tests::server::workspace().join("host/runtime/tests/fixtures/v0_1.wat");
    wat::parse_file(path).expect("the fixture is WebAssembly text")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_of_another_system_begins_a_new_one_here() {
    on_each_engine(async |site| {
        let ours = site.organisation("ours").await;
        let theirs = site.organisation("theirs").await;
        let admin = site.signed_in(&ours.tenant, "admin").await;
        assert!(
            !admin.get("/users/clients").await.text().contains("/users/clients/look-up"),
            "nobody can look"
        );
        assert_eq!(upload(&admin, &frozen()).await.status, 303);
        // Everything that it asks for but its host: so its requests are refused before anybody looks up a name.
        assert_eq!(activate(&site, &admin, &ours, "frozen-0-1", CONSENT).await.status, 303);
        assert!(admin.get("/users/clients").await.text().contains("/users/clients/look-up"));

        let silent = admin.get("/users/clients/look-up?search=Ana").await;
        assert_eq!(silent.status, StatusCode::OK);
        assert!(silent.text().contains("frozen-0-1 did not answer"), "{}", silent.text());

        let nobody = admin.get("/users/clients/new?plugin=frozen-0-1&found=7").await;
        assert_eq!(nobody.status, StatusCode::NOT_FOUND, "{}", nobody.text());
        let cx = site.system(&ours.tenant).await;
        let written =
            figures::ask(&cx, "frozen-0-1", "client-lookup.write", json!({ "id": "7", "changes": [] })).await;
        assert!(written.expect("the server answers").is_ok(), "what it keeps is kept");
        let known = admin.get("/users/clients/new?plugin=frozen-0-1&found=7").await;
        assert_eq!(known.status, StatusCode::OK, "{}", known.text());
        let other = site.signed_in(&theirs.tenant, "admin").await;
        let foreign = other.get("/users/clients/new?plugin=frozen-0-1&found=7").await;
        assert_ne!(foreign.status, StatusCode::OK, "another tenant has neither the plugin nor its values");
    })
    .await;
}
