//! Definitions: made, changed, ordered, deleted and carried from one organisation to another in the console.
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::{client, define, kept};
use crate::site::{Organisation, PATIENCE, Part, Site, Visitor, form, multipart, on_each_engine};

const KINDS: [&str; 17] = [
    "short-text",
    "paragraph",
    "integer",
    "decimal",
    "currency",
    "date",
    "time",
    "date-time",
    "check-box",
    "list",
    "tree",
    "catalog-list",
    "catalog-tree",
    "multiple-choice",
    "link",
    "file",
    "position",
];

/// The settings as the console saved them last, from the file that it exports.
async fn exported(visitor: &Visitor<'_>) -> Value {
    visitor.get("/additional-fields/-/definitions").await.json()
}

fn ids(document: &Value) -> Vec<&str> {
    document["fields"].as_array().unwrap().iter().map(|field| field["id"].as_str().unwrap()).collect()
}

async fn ground(site: &Site) -> Organisation {
    let home = site.organisation("home").await;
    define(site, &home, json!([]), json!([])).await;
    home
}

#[tokio::test(flavor = "multi_thread")]
async fn a_field_of_each_type_is_defined_in_the_console() {
    on_each_engine(async |site: Site| {
        let home = ground(&site).await;
        let visitor = site.signed_in(&home.tenant, "admin").await;
        let list = [("label.en", "Areas"), ("tree", "true"), ("lines", "North\\Sales\nSouth")];
        let made = visitor.form("/additional-fields/-/catalogs", &list).await;
        assert!(made.header("location").contains("/-/catalogs/areas"), "{}", made.text());
        for kind in KINDS {
            let values = [
                ("id", kind),
                ("type", kind),
                ("label.en", kind),
                ("label.pt", "Nome"),
                ("concepts", "client"),
                ("concepts", "supplier"),
                ("currency", "brl"),
                ("min", "1"),
                ("max", "2,5"),
                ("catalog", "areas"),
                ("lines", "One\nTwo | Dos | Dois [two]"),
                ("states.administrator.active.required", "true"),
                ("states.client.inactive.visible", "true"),
            ];
            let values: Vec<_> =
                values.into_iter().filter(|(name, _)| *name != "max" || kind != "integer").collect();
            let answer = visitor.form("/additional-fields/client", &values).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{kind}: {}", answer.text());
            let page = visitor.get(&format!("/additional-fields/client/{kind}")).await;
            assert_eq!(page.status, 200, "{kind}");
        }
        let saved = exported(&visitor).await;
        assert_eq!(ids(&saved), KINDS);
        assert_eq!(saved["fields"][4]["currency"], "BRL");
        assert_eq!(saved["fields"][4]["max"], "2.5");
        assert_eq!(saved["fields"][0].get("currency"), None, "no use for it");
        let two = json!({ "id": "two", "label": { "en": "Two", "es": "Dos", "pt": "Dois" } });
        assert_eq!(saved["fields"][9]["choices"][1], two);
        let rights = json!({ "active": ["visible", "editable", "required"], "inactive": [] });
        assert_eq!(saved["fields"][0]["states"]["administrator"], rights, "what a right needs comes with it");
        assert_eq!(saved["catalogs"][0]["choices"][1]["parent"], "north");
        assert_eq!(
            visitor.get("/additional-fields?concept=supplier").await.text().matches("data-movable").count(),
            17
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_makes_no_sense_is_refused_in_its_place_and_nothing_is_lost() {
    on_each_engine(async |site: Site| {
        let home = ground(&site).await;
        let visitor = site.signed_in(&home.tenant, "admin").await;
        let good = [("id", "size"), ("type", "short-text"), ("label.en", "Size"), ("concepts", "client")];
        assert_eq!(visitor.form("/additional-fields/client", &good).await.status, StatusCode::SEE_OTHER);
        let other = [("id", "size"), ("type", "date"), ("label.en", "S"), ("concepts", "specialist")];
        for (name, value, said) in [
            ("id", "Größe", "small letters"),
            ("id", "a b", "small letters"),
            ("id", "", "Fill this in"),
            ("id", "size", "has this identifier"),
            ("id", "cpf", "plugin fields-latam"),
            ("label.en", "", "in one language"),
            ("label.en", &"x".repeat(501), "500"),
            ("type", "list", "at least one value"),
            ("type", "catalog-tree", "shared list"),
            ("type", "currency", "three letters"),
            ("max-length", "many", "whole number"),
            ("concepts", "", "at least one"),
            ("depends.field", "nobody", "no field nobody"),
        ] {
            let mut values: Vec<(&str, &str)> = vec![
                ("id", "new"),
                ("type", "short-text"),
                ("label.en", "Typed <here>"),
                ("concepts", "client"),
                ("depends.text", "x"),
            ];
            values.retain(|(own, _)| *own != name);
            values.push((name, value));
            let answer = visitor.form("/additional-fields/client", &values).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}={value}");
            let page = answer.text();
            assert!(page.contains(said), "{name}={value} should say {said}");
            assert!(name == "label.en" || page.contains("Typed &lt;here&gt;"), "{name}={value}");
        }
        let answer = visitor.form("/additional-fields/specialist", &other).await;
        assert!(answer.text().contains("another type"), "the same identifier means the same thing");
        assert_eq!(ids(&exported(&visitor).await), ["size"]);

        // Two at once: the later one is told, and keeps what was typed.
        let page = visitor.get("/additional-fields/client/size").await.text();
        let digest =
            page.split("name=\"digest\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let with = |label: &'static str| {
            [("digest", digest.as_str()), ("type", "short-text"), ("label.en", label), ("concepts", "client")]
        };
        assert_eq!(
            visitor.form("/additional-fields/client/size", &with("First")).await.status,
            StatusCode::SEE_OTHER
        );
        let late = visitor.form("/additional-fields/client/size", &with("Second")).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(late.text().contains("Somebody else") && late.text().contains("value=\"Second\""));
        assert_eq!(exported(&visitor).await["fields"][0]["label"]["en"], "First");
        let row = [("do", "add"), ("type", "list"), ("label.en", "First"), ("concepts", "client")];
        let rows = visitor.form("/additional-fields/client/size", &row).await.text();
        assert!(rows.contains("name=\"choice.id\"") && rows.contains("data-focus"), "a row to fill");
        assert_eq!(visitor.get("/additional-fields/nobody/size").await.status, 404);
        assert_eq!(visitor.get("/additional-fields/client/nothing").await.status, 404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn fields_are_ordered_and_deleted_with_or_without_their_values() {
    on_each_engine(async |site: Site| {
        let home = ground(&site).await;
        let field = |id: &str| json!({ "id": id, "concepts": ["client"], "type": "short-text", "label": { "en": id } });
        let mut dependent = field("c");
        dependent["shown-when"] = json!({ "field": "b", "any-of": ["yes"] });
        define(&site, &home, json!([field("a"), field("b"), dependent]), json!([])).await;
        let visitor = site.signed_in(&home.tenant, "admin").await;
        let api = site.api(&home.tenant, home.admin.id).await;
        let person = client(&api, &home, "lia", &json!({ "a": "1", "b": "yes", "c": "3" })).await;

        visitor.form("/additional-fields/client/-order", &[("id", "b"), ("do", "up")]).await;
        assert_eq!(ids(&exported(&visitor).await), ["b", "a", "c"]);
        let refused = visitor.form("/additional-fields/client/b/delete", &[("values", "keep")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "c depends on it");
        assert!(refused.text().contains("/additional-fields/client/c"));
        assert!(visitor.get("/additional-fields/client/a/uses").await.text().contains("One person"));

        visitor.form("/additional-fields/client/a/delete", &[("values", "keep")]).await;
        assert_eq!(kept(&api, &person).await["a"], "1", "kept by choice");
        let gone = visitor.form("/additional-fields/client/c/delete", &[("values", "remove")]).await;
        assert!(gone.header("location").contains("said=deleted"));
        let runner = elenco::jobs::runner::start(site.app.clone());
        let removed = async {
            while kept(&api, &person).await.get("c").is_some() {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(PATIENCE, removed).await.expect("the values go");
        runner.stop().await;
        assert_eq!(kept(&api, &person).await, json!({ "a": "1", "b": "yes" }));
        let answer = api.json(Method::PATCH, &format!("/api/v1/users/{person}"), &json!({ "version": 1, "phone": "5" })).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "taking a value away is a change of the person");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn definitions_travel_as_a_file_after_a_look_at_the_differences() {
    on_each_engine(async |site: Site| {
        let home = ground(&site).await;
        let visitor = site.signed_in(&home.tenant, "admin").await;
        let field = |id: &str, label: &str| json!({ "id": id, "concepts": ["client"], "type": "short-text", "label": { "en": label } });
        define(&site, &home, json!([field("a", "Alpha"), field("b", "Beta")]), json!([])).await;
        let file = visitor.get("/additional-fields/-/definitions").await.text();
        define(&site, &home, json!([field("a", "Changed <i>"), field("z", "Zeta")]), json!([])).await;

        let preview = async |content: &str, alone: bool| {
            let mut parts = vec![Part::file("file", "x.json", content.as_bytes())];
            if alone {
                parts.push(Part::text("alone", "true"));
            }
            visitor.post("/additional-fields/-/import", multipart(&parts)).await
        };
        let dialog = |page: String| page.split("<dialog").nth(1).unwrap_or_default().to_owned();
        let shown = dialog(preview(&file, false).await.text());
        assert!(shown.contains("Changed &lt;i&gt;") && shown.contains("Alpha") && !shown.contains(">z<"), "{shown}");
        assert_eq!(ids(&exported(&visitor).await), ["a", "z"], "nothing has changed yet");
        assert!(dialog(preview(&file, true).await.text()).contains(">z<"));
        let version = shown.split("name=\"version\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let apply = |version: &str, text: &str| form(&[("version", version), ("alone", "false"), ("text", text)]);
        let stale = visitor.post("/additional-fields/-/import/apply", apply("0", &file)).await;
        assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
        let done = visitor.post("/additional-fields/-/import/apply", apply(&version, &file)).await;
        assert!(done.header("location").contains("said=imported"), "{}", done.text());
        let now = exported(&visitor).await;
        assert_eq!((ids(&now), &now["fields"][0]["label"]["en"]), (vec!["a", "z", "b"], &json!("Alpha")));
        assert!(preview(&now.to_string(), true).await.text().contains("Nothing would change"));

        for bad in ["", "{", "[]", r#"{"format":"other","fields":[]}"#, r#"{"fields":[{"id":"x"}]}"#, "\u{0}"] {
            assert_eq!(preview(bad, false).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad:?}");
        }
        // A file that reads well may still make no sense to the plugin.
        let circle = json!({ "fields": [{ "id": "q", "concepts": ["client"], "type": "date", "label": { "en": "Q" },
            "shown-when": { "field": "q", "any-of": ["1"] } }] });
        let open = dialog(preview(&circle.to_string(), false).await.text());
        let version = open.split("name=\"version\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let refused = visitor.post("/additional-fields/-/import/apply", apply(&version, &circle.to_string())).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("circle"));
        assert_eq!(exported(&visitor).await, now);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_project_may_have_fields_of_its_own() {
    on_each_engine(async |site: Site| {
        let home = ground(&site).await;
        let visitor = site.signed_in(&home.tenant, "admin").await;
        let seen = ("states.administrator.active.editable", "true");
        let field =
            [("id", "wide"), ("type", "short-text"), ("label.en", "Wide"), ("concepts", "client"), seen];
        visitor.form("/additional-fields/client", &field).await;
        let narrow =
            [("id", "narrow"), ("type", "short-text"), ("label.en", "Narrow"), ("concepts", "client"), seen];
        let early = visitor.form("/additional-fields/client?scope=project", &narrow).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "it has none of its own yet");
        let own = [("own", "true"), ("version", "0"), ("concept", "client")];
        assert_eq!(visitor.form("/additional-fields/-/scope", &own).await.status, StatusCode::SEE_OTHER);
        let made = visitor.form("/additional-fields/client?scope=project", &narrow).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
        let page = visitor.get("/users/clients/new?tab=additional").await.text();
        assert!(page.contains("fields.narrow") && page.contains("fields.wide"), "it began as a copy");
        assert_eq!(ids(&exported(&visitor).await), ["wide"]);
        let back = [("own", "false"), ("version", "2"), ("concept", "client")];
        assert_eq!(visitor.form("/additional-fields/-/scope", &back).await.status, StatusCode::SEE_OTHER);
        let page = visitor.get("/users/clients/new?tab=additional").await.text();
        assert!(!page.contains("fields.narrow") && page.contains("fields.wide"));
    })
    .await;
}
