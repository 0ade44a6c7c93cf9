//! Secrets: sealed when they come in, shown to nobody, and read by the host alone.
use axum::http::StatusCode;
use elenco::plugins::service::secrets;
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};

use super::{fixture, present};
use crate::site::{Organisation, Site, on_each_engine_with};

/// What must be found nowhere.
const CANARY: &str = "canary-in-the-vault-51c9";

async fn revealed(site: &Site, of: &Organisation, reference: &Value) -> Option<String> {
    let text = reference.as_str().expect("a reference");
    let name = text.strip_prefix("{{secret:").and_then(|rest| rest.strip_suffix("}}")).expect("a reference");
    let found = secrets::reveal(&site.app, of.tenant.id, "vault", name).await.expect("the database answers");
    found.map(|secret| secret.expose_secret().to_owned())
}

/// Whether any file of the server holds these bytes.
fn is_in_files(folder: &std::path::Path, text: &str) -> bool {
    std::fs::read_dir(folder).expect("a folder").any(|entry| {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            return is_in_files(&path, text);
        }
        std::fs::read(&path)
            .is_ok_and(|bytes| bytes.windows(text.len()).any(|window| window == text.as_bytes()))
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secret_is_sealed_at_once_and_never_comes_back() {
    let folder = tempfile::tempdir().expect("a folder");
    on_each_engine_with(fixture::with_vault(folder.path()), async |site: Site| {
        let home = site.organisation("home").await;
        let visitor = site.signed_in(&home.tenant, "admin").await;
        let address = "/plugins/vault/settings";
        let mut pages = vec![visitor.get(address).await.text()];
        // A refused form, a changed row: the secret is kept and not shown.
        let base = [
            ("scope", "tenant"),
            ("version", "0"),
            ("/key", CANARY),
            ("@/servers", ""),
            ("@/servers", "0"),
            ("/servers/0/name", "a"),
            ("/servers/0/token", CANARY),
        ];
        let wrong: Vec<(&str, &str)> = base.into_iter().chain([("/limit", "many")]).collect();
        let refused = visitor.form(address, &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text());
        assert!(refused.text().contains("Enter a whole number"), "{}", refused.text());
        pages.push(refused.text());
        let more: Vec<(&str, &str)> =
            base.into_iter().chain([("/limit", "x"), ("do", "add:/servers")]).collect();
        let added = visitor.form(address, &more).await;
        assert_eq!(added.status, StatusCode::OK);
        // Menus are such elements too, but have a class.
        let rows = added.text().matches("<details>").count() + added.text().matches("<details open").count();
        assert_eq!(rows, 2);
        assert!(added.text().contains("value=\"x\""), "what was typed stays");
        pages.push(added.text());
        let good: Vec<(&str, &str)> = base.into_iter().chain([("/limit", "5")]).collect();
        let saved = visitor.form(address, &good).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
        let document = present(&site, &home, "vault").await;
        assert_eq!(revealed(&site, &home, &document["key"]).await.as_deref(), Some(CANARY));
        assert_eq!(revealed(&site, &home, &document["servers"][0]["token"]).await.as_deref(), Some(CANARY));
        // The same form again, with empty boxes and the references that it came with: nothing changes.
        let (key, token) = (
            document["key"].as_str().expect("text"),
            document["servers"][0]["token"].as_str().expect("text"),
        );
        let same = [
            ("scope", "tenant"),
            ("version", "1"),
            ("/key", ""),
            ("=/key", key),
            ("/limit", "6"),
            ("@/servers", "0"),
            ("/servers/0/name", "a"),
            ("/servers/0/token", ""),
            ("=/servers/0/token", token),
        ];
        assert_eq!(visitor.form(address, &same).await.status, StatusCode::SEE_OTHER);
        let document = present(&site, &home, "vault").await;
        assert_eq!(revealed(&site, &home, &document["key"]).await.as_deref(), Some(CANARY));
        // Another one: the old one is gone for good, and an older version comes back with the new one.
        let old = document["key"].clone();
        let (second, version) = ("another-canary-8d1", "2");
        let replaced = [
            ("scope", "tenant"),
            ("version", version),
            ("/key", second),
            ("=/key", key),
            ("/limit", "7"),
            ("@/servers", ""),
        ];
        assert_eq!(visitor.form(address, &replaced).await.status, StatusCode::SEE_OTHER);
        assert_eq!(revealed(&site, &home, &old).await, None);
        let restored = visitor
            .form("/plugins/vault/settings/versions/2", &[("scope", "tenant"), ("version", "3")])
            .await;
        // The token of the row is gone with the row: it has to be typed again.
        assert_eq!(restored.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", restored.text());
        assert!(restored.text().contains("Type it again"), "{}", restored.text());
        pages.push(restored.text());
        for page in
            [address, "/plugins/vault/settings?as=json", "/plugins/vault/settings/versions", "/plugins"]
        {
            pages.push(visitor.get(page).await.text());
        }
        for page in &pages {
            assert!(!page.contains(CANARY) && !page.contains(second), "{page}");
        }
        let audit = json!(fixture::audited(&site, &home, "settings").await).to_string();
        assert!(audit.contains("***") && !audit.contains(CANARY) && !audit.contains("{{secret:"), "{audit}");
        // Nor anywhere in the files: the database's, its log, the server's.
        site.app.db.ping().await.expect("the database answers");
        for folder in site.database_dir().into_iter().chain([site.data_dir()]) {
            assert!(!is_in_files(&folder, CANARY), "in {}", folder.display());
        }
        // Another tenant, another plugin: not even by name.
        let other = site.organisation("other").await;
        let name = document["key"].as_str().expect("text").replace("{{secret:", "").replace("}}", "");
        assert!(
            secrets::reveal(&site.app, other.tenant.id, "vault", &name).await.expect("an answer").is_none()
        );
        let foreign = json!({ "key": document["key"] });
        let visitor = site.signed_in(&other.tenant, "admin").await;
        let (status, text) = super::save_json(&visitor, "vault", &foreign, 0).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(text.contains("Type it again"), "{text}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secret_that_was_typed_as_json_is_sealed_too() {
    let folder = tempfile::tempdir().expect("a folder");
    on_each_engine_with(fixture::with_vault(folder.path()), async |site: Site| {
        let home = site.organisation("home").await;
        let visitor = site.signed_in(&home.tenant, "admin").await;
        let (status, text) =
            super::save_json(&visitor, "vault", &json!({ "key": CANARY, "limit": 50 }), 0).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!text.contains(CANARY) && text.contains("{{secret:key-"), "{text}");
        let (status, _) = super::save_json(&visitor, "vault", &json!({ "key": CANARY }), 0).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        let document = present(&site, &home, "vault").await;
        assert_eq!(revealed(&site, &home, &document["key"]).await.as_deref(), Some(CANARY));
        let (status, text) =
            super::save_json(&visitor, "vault", &json!({ "key": "x".repeat(9_000) }), 1).await;
        assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE, "{text}");
    })
    .await;
}
