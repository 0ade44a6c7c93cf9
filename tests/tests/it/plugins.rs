//! The life of a tenant's plugin: uploaded, granted, active, updated, rolled back, switched off, removed.
mod canary;
pub mod components;
mod figures;
mod look_up;
mod refused;

use axum::http::Method;
use components::policy;
use elenco::plugins::model::{PluginDetail, Standing};
use elenco::plugins::service;
use serde_json::{Value, json};

use crate::site::{Answer, Api, Organisation, Part, Site, Visitor, multipart, on_each_engine};

/// Uploads a component through the console.
pub async fn upload(visitor: &Visitor<'_>, component: &[u8]) -> Answer {
    visitor.post("/plugins", multipart(&[Part::file("file", "plugin.wasm", component)])).await
}

/// The plugin as the service tells it, once nothing of it is being compiled.
pub async fn told(site: &Site, organisation: &Organisation, name: &str) -> PluginDetail {
    let cx = site.system(&organisation.tenant).await;
    let found = service::find_plugin(&cx, name).await.expect("the plugin");
    for version in &found.versions {
        site.app.preparing.ended(version.id).await;
    }
    service::find_plugin(&cx, name).await.expect("the plugin")
}

/// Makes the newest version active, with these further fields in the form.
pub async fn activate(
    site: &Site,
    visitor: &Visitor<'_>,
    organisation: &Organisation,
    name: &str,
    fields: &[(&str, &str)],
) -> Answer {
    let newest = told(site, organisation, name).await.versions[0].id;
    let path = format!("/plugins/{name}/versions/{newest}/activate");
    visitor.form(&path, fields).await
}

async fn act(visitor: &Visitor<'_>, rest: &str) -> Answer {
    visitor.form(&format!("/plugins/{rest}"), &[]).await
}

/// What the API says of a password: the rules that are not kept.
async fn broken_rules(api: &Api<'_>, password: &str) -> Vec<String> {
    let asked = json!({ "password": password, "username": "valentina" });
    let answer = api.json(Method::POST, "/api/v1/password-checks", &asked).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let document = answer.json();
    let rules = document["rules"].as_array().cloned().unwrap_or_default();
    rules
        .iter()
        .filter(|rule| rule["met"] == Value::Bool(false))
        .map(|rule| rule["label"].as_str().unwrap_or_default().to_owned())
        .collect()
}

const CONSENT: &[(&str, &str)] = &[("consent", "true")];
const SHORT: &str = "Jacaranda-42-violeta!";

#[tokio::test(flavor = "multi_thread")]
async fn a_plugin_lives_from_its_upload_to_its_removal() {
    on_each_engine(async |site| {
        let ours = site.organisation("ours").await;
        let theirs = site.organisation("theirs").await;
        let admin = site.signed_in(&ours.tenant, "admin").await;
        let api = site.api(&ours.tenant, ours.admin.id).await;
        let their_api = site.api(&theirs.tenant, theirs.admin.id).await;
        let cx = site.system(&ours.tenant).await;

        let uploaded = upload(&admin, &policy("strict", "1.0.0", &[], &[])).await;
        assert_eq!(uploaded.status, 303, "{}", uploaded.text());
        let plugin = told(&site, &ours, "strict").await;
        assert_eq!(plugin.summary.standing, Standing::Waiting);
        assert!(broken_rules(&api, SHORT).await.is_empty(), "nothing answers before somebody has consented");

        service::save_settings(&cx, "strict", json!({ "min-length": 40 })).await.expect("settings");
        assert_eq!(activate(&site, &admin, &ours, "strict", CONSENT).await.status, 303);
        assert_eq!(told(&site, &ours, "strict").await.summary.standing, Standing::Active);
        assert_eq!(broken_rules(&api, SHORT).await.len(), 1, "it answers at once");
        assert!(broken_rules(&their_api, SHORT).await.is_empty(), "and for this tenant alone");

        service::save_settings(&cx, "strict", json!({ "min-length": 10 })).await.expect("settings");
        assert!(broken_rules(&api, SHORT).await.is_empty(), "a setting counts from the next call on");
        service::save_settings(&cx, "strict", json!({ "min-length": 40 })).await.expect("settings");

        assert_eq!(act(&admin, "strict/switch-off").await.status, 303);
        assert!(broken_rules(&api, SHORT).await.is_empty());
        assert_eq!(act(&admin, "strict/switch-on").await.status, 303);
        assert_eq!(broken_rules(&api, SHORT).await.len(), 1);

        assert_eq!(act(&admin, "strict/delete").await.status, 303);
        assert!(broken_rules(&api, SHORT).await.is_empty());
        assert_eq!(admin.get("/plugins/strict").await.status, 404);
        let anew = upload(&admin, &policy("strict", "1.0.0", &[], &[])).await;
        assert_eq!(anew.status, 303, "after its removal the same version can come again: {}", anew.text());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upgrade_that_asks_for_more_waits_and_one_click_goes_back() {
    on_each_engine(async |site| {
        let ours = site.organisation("ours").await;
        let admin = site.signed_in(&ours.tenant, "admin").await;
        let version = async |number: &str| {
            let plugin = told(&site, &ours, "strict").await;
            assert_eq!(plugin.active().map(|active| active.described.version.as_str()), Some(number));
            plugin
        };

        upload(&admin, &policy("strict", "1.0.0", &["clock"], &[])).await;
        let without = activate(&site, &admin, &ours, "strict", &[]).await;
        assert_eq!(without.status, 422, "the first version needs consent");
        assert!(without.text().contains("plugin.consent-needed"));
        assert_eq!(activate(&site, &admin, &ours, "strict", CONSENT).await.status, 303);

        // The newest version is the one that was uploaded last, and this clock stands still.
        site.clock.forward(1);
        upload(&admin, &policy("strict", "1.1.0", &["clock"], &[])).await;
        assert_eq!(
            activate(&site, &admin, &ours, "strict", &[]).await.status,
            303,
            "nothing new is asked for"
        );
        version("1.1.0").await;

        let hosts = ["a.example.com", "b.example.com"];
        site.clock.forward(1);
        upload(&admin, &policy("strict", "2.0.0", &["clock", "http"], &hosts)).await;
        let held = version("1.1.0").await;
        assert!(held.summary.update_waits);
        let page = admin.get("/plugins/strict").await.text();
        assert!(page.contains("a.example.com") && page.contains("2.0.0"), "the difference is shown");
        assert_eq!(activate(&site, &admin, &ours, "strict", &[]).await.status, 422);
        version("1.1.0").await;
        let consent = [("consent", "true"), ("host", "b.example.com"), ("host", "evil.example.com")];
        assert_eq!(activate(&site, &admin, &ours, "strict", &consent).await.status, 303);
        let now = version("2.0.0").await;
        assert_eq!(
            now.granted.http_hosts,
            ["b.example.com".to_owned()].into(),
            "only what was asked and chosen"
        );

        assert_eq!(act(&admin, "strict/roll-back").await.status, 303);
        let back = version("1.1.0").await;
        assert_eq!(
            back.granted.capabilities,
            ["clock".to_owned()].into(),
            "what it does not ask for is taken away"
        );
        assert!(back.granted.http_hosts.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_policy_stays_and_a_tenant_can_do_without_the_operators() {
    on_each_engine(async |site| {
        let ours = site.organisation("ours").await;
        let admin = site.signed_in(&ours.tenant, "admin").await;
        let refused = act(&admin, "password-policy/switch-off").await;
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains("plugin.last-policy"), "{}", refused.text());
        upload(&admin, &policy("strict", "1.0.0", &[], &[])).await;
        assert_eq!(activate(&site, &admin, &ours, "strict", CONSENT).await.status, 303);
        assert_eq!(act(&admin, "password-policy/switch-off").await.status, 303);
        assert_eq!(told(&site, &ours, "password-policy").await.summary.standing, Standing::Off);
        assert_eq!(act(&admin, "strict/switch-off").await.status, 422, "now this one is the last");
        assert_eq!(act(&admin, "strict/delete").await.status, 422);
        assert_eq!(act(&admin, "password-policy/delete").await.status, 404, "it is the operator's");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_uploads_of_one_version_are_one_and_another_file_is_refused() {
    on_each_engine(async |site| {
        let ours = site.organisation("ours").await;
        let admin = site.signed_in(&ours.tenant, "admin").await;
        let component = policy("strict", "1.0.0", &[], &[]);
        let (first, second) = tokio::join!(upload(&admin, &component), upload(&admin, &component));
        assert_eq!((first.status.as_u16(), second.status.as_u16()), (303, 303));
        assert_eq!(told(&site, &ours, "strict").await.versions.len(), 1);
        let other = upload(&admin, &policy("strict", "1.0.0", &["clock"], &[])).await;
        assert_eq!(other.status, 422);
        assert!(other.text().contains("plugin.version-taken"), "{}", other.text());
        let taken = upload(&admin, &policy("password-policy", "9.0.0", &[], &[])).await;
        assert!(taken.text().contains("plugin.name-taken"), "{}", taken.text());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_tenants_plugin_is_not_found() {
    on_each_engine(async |site| {
        let ours = site.organisation("ours").await;
        let theirs = site.organisation("theirs").await;
        let admin = site.signed_in(&ours.tenant, "admin").await;
        upload(&admin, &policy("strict", "1.0.0", &[], &[])).await;
        let version = told(&site, &ours, "strict").await.versions[0].id;
        let other = site.signed_in(&theirs.tenant, "admin").await;
        for path in ["strict", &format!("strict/versions/{version}")] {
            assert_eq!(other.get(&format!("/plugins/{path}")).await.status, 404, "{path}");
        }
        for path in [
            "strict/switch-off".to_owned(),
            "strict/roll-back".to_owned(),
            "strict/delete".to_owned(),
            format!("strict/versions/{version}/activate"),
            format!("strict/versions/{version}/delete"),
        ] {
            assert_eq!(act(&other, &path).await.status, 404, "{path}");
        }
        assert_eq!(told(&site, &ours, "strict").await.versions.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_that_a_killed_server_left_half_prepared_is_prepared_again() {
    on_each_engine(async |site| {
        let ours = site.organisation("ours").await;
        let admin = site.signed_in(&ours.tenant, "admin").await;
        upload(&admin, &policy("strict", "1.0.0", &[], &[])).await;
        let plugin = told(&site, &ours, "strict").await;
        let (scope, id) = (elenco_db::TenantScope::of(ours.tenant.id), plugin.versions[0].id);
        site.app
            .db
            .write(move |conn| {
                use diesel::prelude::*;
                use elenco_db::schema::plugin_versions as versions;
                diesel::update(versions::table.filter(versions::tenant_id.eq(scope.tenant())))
                    .filter(versions::id.eq(id))
                    .set(versions::state.eq("preparing"))
                    .execute(conn)?;
                Ok::<_, elenco_db::DbError>(())
            })
            .await
            .expect("changed");
        assert_eq!(told(&site, &ours, "strict").await.summary.standing, Standing::Waiting);
    })
    .await;
}
