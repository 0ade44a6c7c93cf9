//! How plugins fare: counted, kept over restarts, failed calls with what they were given.
use elenco::plugins::service::{self, figures};
use elenco_db::TenantScope;
use serde_json::json;

use super::components::{built, policy, with_manifest};
use super::{CONSENT, SHORT, activate, broken_rules, upload};
use crate::site::on_each_engine;

#[tokio::test(flavor = "multi_thread")]
async fn calls_are_counted_by_the_hour_for_their_tenant_alone() {
    on_each_engine(async |site| {
        let ours = site.organisation("ours").await;
        let theirs = site.organisation("theirs").await;
        let api = site.api(&ours.tenant, ours.admin.id).await;
        let cx = site.system(&ours.tenant).await;
        let calls = async || {
            let hours = figures::hours(&cx, "password-policy").await.expect("figures");
            assert_eq!(hours.len(), 24);
            hours.iter().map(|hour| hour.tally.calls).sum::<u64>()
        };
        let before = calls().await;
        for _ in 0..5 {
            broken_rules(&api, SHORT).await;
        }
        // Each asks for the rules and for the verdicts.
        assert_eq!(calls().await - before, 10);
        assert_eq!(calls().await - before, 10, "what was kept is not counted again");
        broken_rules(&api, SHORT).await;
        assert_eq!(calls().await - before, 12, "later calls of the same minute are added");
        let other = site.system(&theirs.tenant).await;
        let hours = figures::hours(&other, "password-policy").await.expect("figures");
        let hour = hours.last().expect("an hour").tally.clone();
        assert!(hour.calls < before + 12, "another tenant has its own figures");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_call_is_kept_with_its_input_and_can_be_replayed() {
    on_each_engine(async |site| {
        let ours = site.organisation("ours").await;
        let theirs = site.organisation("theirs").await;
        let admin = site.signed_in(&ours.tenant, "admin").await;
        let starved = with_manifest(
            &built("location-autofill"),
            &json!({ "name": "starved", "version": "1.0.0", "limits": { "fuel": 1000 } }),
        );
        assert_eq!(upload(&admin, &starved).await.status, 303);
        assert_eq!(activate(&site, &admin, &ours, "starved", CONSENT).await.status, 303);
        let input = json!({
            "place": { "id": "7", "name": "Sé-Porto-7", "code": "P7", "address": [] }, "typed": [], "locale": "pt",
        });
        let text = input.to_string();
        let asked = [("function", "location-autofill.suggest"), ("input", text.as_str())];
        let tried = admin.form("/plugins/starved/try", &asked).await;
        assert_eq!(tried.status, 200, "{}", tried.text());
        assert!(tried.text().contains("plugin.E1"), "the code is told: {}", tried.text());
        let log = admin.get("/plugins/starved?tab=log").await.text();
        assert!(log.contains("Sé-Porto-7") && log.contains("/plugins/starved/try"), "{log}");
        let cx = site.system(&theirs.tenant).await;
        assert!(figures::failures(&cx, "starved").await.expect("a list").is_empty());
        let scope = TenantScope::of(ours.tenant.id);
        assert_ne!(scope, TenantScope::of(theirs.tenant.id));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failing_password_call_keeps_neither_the_password_nor_the_person() {
    on_each_engine(async |site| {
        let ours = site.organisation("ours").await;
        let admin = site.signed_in(&ours.tenant, "admin").await;
        let api = site.api(&ours.tenant, ours.admin.id).await;
        let starved =
            with_manifest(&policy("starved", "1.0.0", &[], &[]), &json!({ "limits": { "fuel": 200_000 } }));
        upload(&admin, &starved).await;
        assert_eq!(activate(&site, &admin, &ours, "starved", CONSENT).await.status, 303);
        let secret = "Canary-Jacaranda-99-zanzibar";
        let asked = json!({ "password": secret, "username": "canary-person" });
        let answer = api.json(axum::http::Method::POST, "/api/v1/password-checks", &asked).await;
        assert_eq!(answer.status, 503, "what nobody checked is not taken: {}", answer.text());
        let cx = site.system(&ours.tenant).await;
        let failures = figures::failures(&cx, "starved").await.expect("a list");
        assert!(!failures.is_empty());
        let page = admin.get("/plugins/starved?tab=log").await.text();
        for kept in [format!("{failures:?}"), page] {
            assert!(!kept.contains("Jacaranda") && !kept.contains("canary-person"), "{kept}");
        }
        service::switch(&cx, "starved", false).await.expect("switched off");
        let answer = api.json(axum::http::Method::POST, "/api/v1/password-checks", &asked).await;
        assert_eq!(answer.status, 200, "without it passwords can be set again");
    })
    .await;
}
