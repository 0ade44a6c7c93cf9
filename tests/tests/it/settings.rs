//! Settings of plugins: forms from schemas, secrets, versions, and rules for passwords of projects and groups.
mod fixture;
mod passwords;
mod secrets;

use axum::http::StatusCode;
use elenco::plugins;
use elenco_db::TenantScope;
use serde_json::{Value, json};

use crate::site::{Organisation, Site, Visitor, on_each_engine};

/// What counts for the tenant now.
async fn present(site: &Site, of: &Organisation, plugin: &str) -> Value {
    let scope = TenantScope::of(of.tenant.id);
    let all = site.app.db.read(move |conn| plugins::service::settings(conn, &scope)).await.expect("settings");
    all.get(plugin).map_or(Value::Null, |text| serde_json::from_str(text).expect("a document"))
}

/// Sends a document as JSON over the version that was looked at.
async fn save_json(
    visitor: &Visitor<'_>,
    plugin: &str,
    document: &Value,
    version: i64,
) -> (StatusCode, String) {
    let (text, version) = (document.to_string(), version.to_string());
    let pairs = [("as", "json"), ("scope", "tenant"), ("json", text.as_str()), ("version", version.as_str())];
    let answer = visitor.form(&format!("/plugins/{plugin}/settings"), &pairs).await;
    (answer.status, answer.text())
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_are_checked_saved_told_apart_and_restored() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let visitor = site.signed_in(&home.tenant, "admin").await;
        let plugin = "location-autofill";
        let page = visitor.get("/plugins/location-autofill/settings").await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        assert!(page.text().contains("Parts that are not filled in"));
        let first = json!({ "leave-out": ["street"] });
        let (status, text) =
            save_json(&visitor, plugin, &json!({ "leave-out": ["moon"], "more": 1 }), 0).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(text.contains("/leave-out/0") && text.contains("more") && text.contains("moon"), "{text}");
        assert_eq!(present(&site, &home, plugin).await, Value::Null);
        assert_eq!(save_json(&visitor, plugin, &first, 0).await.0, StatusCode::SEE_OTHER);
        assert_eq!(present(&site, &home, plugin).await, first);
        // Somebody who looked at the page before that.
        let (status, text) = save_json(&visitor, plugin, &json!({}), 0).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(text.contains("Somebody else saved"), "{text}");
        // The form, as a browser without scripts sends it.
        let ticked =
            [("scope", "tenant"), ("version", "1"), ("/leave-out", "\"city\""), ("/leave-out", "\"phone\"")];
        let saved = visitor.form("/plugins/location-autofill/settings", &ticked).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
        assert_eq!(present(&site, &home, plugin).await, json!({ "leave-out": ["city", "phone"] }));
        let versions = visitor.get("/plugins/location-autofill/settings/versions").await.text();
        assert!(versions.contains("Version 2") && versions.contains("Valentina Ríos"), "{versions}");
        assert!(versions.contains("Parts that are not filled in"), "{versions}");
        let restore = [("scope", "tenant"), ("version", "2")];
        let answer = visitor.form("/plugins/location-autofill/settings/versions/1", &restore).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        assert_eq!(present(&site, &home, plugin).await, first);
        let gone = visitor.form("/plugins/location-autofill/settings/delete", &restore).await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER);
        assert_eq!(present(&site, &home, plugin).await, Value::Null);
        assert_eq!(fixture::audited(&site, &home, "settings").await.len(), 4, "every change and no refusal");
        let missing = visitor.form("/plugins/location-autofill/settings/versions/9", &restore).await;
        assert_eq!(missing.status, StatusCode::NOT_FOUND);
        for nowhere in [
            "/plugins/none/settings",
            "/plugins/location-autofill/settings?scope=group:x",
            "/plugins/location-autofill/settings?scope=project:018f0000-0000-7000-8000-000000000000",
        ] {
            assert_eq!(visitor.get(nowhere).await.status, StatusCode::NOT_FOUND, "{nowhere}");
        }
        // Others see nothing of it.
        let other = site.organisation("other").await;
        assert_eq!(present(&site, &other, plugin).await, Value::Null);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plugin_without_settings_takes_none() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let visitor = site.signed_in(&home.tenant, "admin").await;
        assert!(visitor.get("/plugins/format-xlsx/settings").await.text().contains("has no settings"));
        let (status, _) = save_json(&visitor, "format-xlsx", &json!({ "a": 1 }), 0).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(present(&site, &home, "format-xlsx").await, Value::Null);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_fields_of_a_project_are_its_own() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let visitor = site.signed_in(&home.tenant, "admin").await;
        let page = visitor.get("/users/clients/new").await.text();
        assert!(page.contains("fields.cpf"), "the tenant's fields");
        let scope = format!("project:{}", home.project.id);
        let pairs =
            [("as", "json"), ("scope", scope.as_str()), ("version", "0"), ("json", "{ \"fields\": [] }")];
        let saved = visitor.form("/plugins/fields-latam/settings", &pairs).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
        let page = visitor.get("/users/clients/new").await.text();
        assert!(!page.contains("fields.cpf"), "at once, and for this project");
        let second =
            elenco::projects::service::create_project(&site.system(&home.tenant).await, "Second", "")
                .await
                .expect("a project");
        let id = second.id.to_string();
        visitor.form("/project", &[("project", id.as_str())]).await;
        assert!(visitor.get("/users/clients/new").await.text().contains("fields.cpf"), "not for another one");
    })
    .await;
}
