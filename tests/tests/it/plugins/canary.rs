//! A version on trial is asked what the active one is asked, and compared: for passwords without a trace of them, for
//! fields, for the people of the last imports, for files.
use elenco::plugins::model::canary::Compared;
use elenco::plugins::service;
use elenco::users::model::UserKind;
use serde_json::{Value, json};

use super::components::{built, with_manifest};
use super::{CONSENT, SHORT, broken_rules, told};
use crate::site::{ImportFile, Organisation, Part, Site, Visitor, multipart, on_each_engine};

/// A component in which some text is another one, everywhere but in its manifest, under this name and version.
fn version(built_as: &str, name: &str, number: &str, other: Option<(&str, &str)>) -> Vec<u8> {
    let mut component = built(built_as);
    if let Some((from, to)) = other {
        assert_eq!(from.len(), to.len());
        let places: Vec<usize> = component
            .windows(from.len())
            .enumerate()
            .filter(|(_, window)| *window == from.as_bytes())
            .map(|(at, _)| at)
            .collect();
        assert!(!places.is_empty(), "`{from}` is not in {built_as}");
        for at in places {
            component[at..at + to.len()].copy_from_slice(to.as_bytes());
        }
    }
    with_manifest(&component, &json!({ "name": name, "version": number, "publisher": "Andes" }))
}

/// Uploads two versions, makes the first active and puts the second on trial.
async fn on_trial(site: &Site, admin: &Visitor<'_>, ours: &Organisation, name: &str, versions: [Vec<u8>; 2]) {
    let upload = async |component: &[u8]| {
        // The newest version is the one that was uploaded last, and this clock stands still.
        site.clock.forward(1);
        let form = multipart(&[Part::file("file", "plugin.wasm", component)]);
        let uploaded = admin.post("/plugins", form).await;
        assert_eq!(uploaded.status, 303, "{}", uploaded.text());
        told(site, ours, name).await.versions[0].id.to_string()
    };
    let [first, second] = versions;
    let id = upload(&first).await;
    let activated = admin.form(&format!("/plugins/{name}/versions/{id}/activate"), CONSENT).await;
    assert_eq!(activated.status, 303, "{}", activated.text());
    let id = upload(&second).await;
    let started = admin.form(&format!("/plugins/{name}/canary/start"), &[("version", &id)]).await;
    assert_eq!(started.status, 303, "{}", started.text());
}

async fn compared(site: &Site, ours: &Organisation, name: &str) -> Compared {
    site.app.extensions.trials_over().await;
    let cx = site.system(&ours.tenant).await;
    service::canary::compared(&cx, name).await.expect("readable").expect("a version is on trial")
}

async fn act(admin: &Visitor<'_>, name: &str, what: &str) {
    let done = admin.form(&format!("/plugins/{name}/canary/{what}"), &[]).await;
    assert_eq!(done.status, 303, "{what}: {}", done.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_policy_on_trial_is_compared_without_a_trace_of_the_password() {
    on_each_engine(async |site| {
        let ours = site.organisation("ours").await;
        let admin = site.signed_in(&ours.tenant, "admin").await;
        let api = site.api(&ours.tenant, ours.admin.id).await;
        let other = Some(("blocklistblocked", "blocklisxblocked"));
        let versions = [
            version("password-policy", "strict", "1.0.0", None),
            version("password-policy", "strict", "1.1.0", other),
        ];
        on_trial(&site, &admin, &ours, "strict", versions).await;
        assert_eq!(compared(&site, &ours, "strict").await.total(), 0);
        assert!(admin.get("/plugins/strict?tab=canary").await.text().contains("1.1.0"));

        assert!(broken_rules(&api, SHORT).await.is_empty(), "the active version answers");
        let found = compared(&site, &ours, "strict").await;
        assert_eq!((found.same, found.different, found.failed), (0, 2, 0), "{found:?}");
        let evaluated =
            found.differences.iter().find(|one| one.function == "password-policy.evaluate").expect("kept");
        assert_eq!(evaluated.input, None);
        let rules = |answer: &Value| -> Vec<String> {
            let all = answer.as_array().expect("a list");
            assert!(all.iter().all(|one| one.as_object().expect("an object").len() == 2), "{answer}");
            all.iter().map(|one| one["rule"].as_str().expect("an id").to_owned()).collect()
        };
        assert!(rules(&evaluated.active).contains(&"blocklist".to_owned()));
        assert!(rules(&evaluated.canary).contains(&"blocklisx".to_owned()));
        assert!(!format!("{found:?}").contains("Jacaranda") && !format!("{found:?}").contains("valentina"));
        let page = admin.get("/plugins/strict?tab=canary").await.text();
        assert!(page.contains("blocklisx") && !page.contains("Jacaranda"));

        act(&admin, "strict", "promote").await;
        let plugin = told(&site, &ours, "strict").await;
        assert_eq!(plugin.active().map(|active| active.described.version.as_str()), Some("1.1.0"));
        assert_eq!(plugin.install.and_then(|install| install.canary), None);
        broken_rules(&api, SHORT).await;
        site.app.extensions.trials_over().await;
        assert!(site.app.extensions.take_comparisons().is_empty(), "nothing is on trial any more");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_that_answers_the_same_is_seen_to_and_stopping_forgets() {
    on_each_engine(async |site| {
        let ours = site.organisation("ours").await;
        let theirs = site.organisation("theirs").await;
        let admin = site.signed_in(&ours.tenant, "admin").await;
        let api = site.api(&ours.tenant, ours.admin.id).await;
        let versions = ["1.0.0", "1.0.1"].map(|number| version("password-policy", "strict", number, None));
        on_trial(&site, &admin, &ours, "strict", versions).await;
        for _ in 0..3 {
            broken_rules(&api, SHORT).await;
        }
        let their_api = site.api(&theirs.tenant, theirs.admin.id).await;
        broken_rules(&their_api, SHORT).await;
        let found = compared(&site, &ours, "strict").await;
        assert_eq!((found.same, found.different, found.failed), (6, 0, 0), "{found:?}");
        act(&admin, "strict", "stop").await;
        assert_eq!(admin.form("/plugins/strict/canary/stop", &[]).await.status, 404);
        assert_eq!(admin.form("/plugins/strict/canary/promote", &[]).await.status, 404);
        let newest = told(&site, &ours, "strict").await.versions[0].id.to_string();
        assert_eq!(admin.form("/plugins/strict/canary/start", &[("version", &newest)]).await.status, 303);
        assert_eq!(compared(&site, &ours, "strict").await.total(), 0, "a new trial begins anew");
        let active = told(&site, &ours, "strict").await.active().expect("one").id.to_string();
        assert_eq!(admin.form("/plugins/strict/canary/start", &[("version", &active)]).await.status, 404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn imports_try_fields_and_formats() {
    on_each_engine(async |site| {
        let ours = site.organisation("ours").await;
        let admin = site.signed_in(&ours.tenant, "admin").await;
        let api = site.api(&ours.tenant, ours.admin.id).await;
        let cx = site.system(&ours.tenant).await;
        let field = json!({
            "id": "hired", "concepts": ["client"], "type": "date",
            "label": { "en": "Hired", "es": "Hired", "pt": "Hired" },
        });
        service::save_settings(&cx, "papers", json!({ "fields": [field] })).await.expect("settings");
        let versions = [
            version("additional-fields", "papers", "1.0.0", None),
            version("additional-fields", "papers", "1.0.1", None),
        ];
        on_trial(&site, &admin, &ours, "papers", versions).await;
        let sheets =
            [version("format-csv", "sheets", "1.0.0", None), version("format-xlsx", "sheets", "2.0.0", None)];
        on_trial(&site, &admin, &ours, "sheets", sheets).await;
        service::switch(&cx, "format-csv", false).await.expect("off");

        let file =
            b"User name;First names;Last names;Hired\nana;Ana;Soto;2026-01-31\neva;Eva;Vega;2026-02-01\n";
        let import = ImportFile { kind: UserKind::Client, name: "people.csv", bytes: file, options: None };
        let done = site.import(&api, &ours, import).await;
        assert_eq!(done["state"], "completed", "{done}");
        let fields = compared(&site, &ours, "papers").await;
        assert!(fields.same > 0 && fields.different + fields.failed == 0, "{fields:?}");
        let reading = compared(&site, &ours, "sheets").await;
        let mut functions: Vec<&str> = reading.differences.iter().map(|one| one.function.as_str()).collect();
        // Both happened in one millisecond, so either may stand first.
        functions.sort_unstable();
        assert_eq!(functions, ["import-format.read", "import-format.recognise"], "{reading:?}");
        assert_eq!((reading.different, reading.failed), (1, 1), "the other one reads no such files");
        let recognised = reading.differences.iter().find(|one| one.function == "import-format.recognise");
        let input = recognised.and_then(|one| one.input.clone());
        assert_eq!(input, Some(json!({ "ending": "csv", "bytes": file.len() })));

        act(&admin, "papers", "imports").await;
        let tried = compared(&site, &ours, "papers").await;
        assert_eq!(tried.same, fields.same + 2, "the two people of the import: {tried:?}");
    })
    .await;
}
