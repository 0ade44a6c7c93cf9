//! Every type: what is typed into the form is stored, written into cells and read back; what is hostile is refused.
use axum::http::{Method, StatusCode};
use elenco::users::field_values::{from_document, to_document};
use elenco_runtime::contract::Concept;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use super::{client, define, kept, system};
use crate::site::{ImportFile, Part, Site, multipart, on_each_engine};

fn choices() -> Value {
    json!([{ "id": "a", "label": { "en": "Alpha" } }, { "id": "b", "label": { "en": "Beta" }, "parent": "a" }])
}

/// A field of each type, with its id for a name.
fn fields() -> Value {
    let field = |id: &str, more: Value| {
        let mut field = json!({ "id": id, "concepts": ["client"], "type": id, "label": { "en": id } });
        for (name, value) in more.as_object().cloned().unwrap_or_default() {
            field[name] = value;
        }
        field
    };
    let flat = json!([{ "id": "a", "label": { "en": "Alpha" } }, { "id": "b", "label": { "en": "Beta" } }]);
    json!([
        field("short-text", json!({ "max-length": 20 })),
        field("paragraph", json!({})),
        field("integer", json!({ "min": "-5", "max": "9000" })),
        field("decimal", json!({ "decimals": 3 })),
        field("currency", json!({ "currency": "BRL" })),
        field("date", json!({})),
        field("time", json!({})),
        field("date-time", json!({})),
        field("check-box", json!({})),
        field("list", json!({ "choices": flat })),
        field("tree", json!({ "choices": choices() })),
        field("catalog-list", json!({ "catalog": "flat" })),
        field("catalog-tree", json!({ "catalog": "deep" })),
        field("multiple-choice", json!({ "choices": flat })),
        field("link", json!({})),
        field("file", json!({ "media-types": ["application/pdf"], "max-bytes": 64 })),
        field("position", json!({})),
    ])
}

fn catalogs() -> Value {
    let flat = json!([{ "id": "a", "label": { "en": "Alpha" } }]);
    json!([{ "id": "flat", "choices": flat }, { "id": "deep", "label": { "en": "Deep" }, "choices": choices() }])
}

/// What is typed into the control of each type, what is stored then, and what a cell says.
const TYPED: &[(&str, &[&str], &str, &str)] = &[
    ("short-text", &[" Ñandú <b> "], r#""Ñandú <b>""#, "Ñandú <b>"),
    ("paragraph", &["one\r\ntwo"], r#""one\ntwo""#, "one\ntwo"),
    ("integer", &["1,234"], "1234", "1,234"),
    ("decimal", &["-0.125"], r#"{"decimal":"-0.125"}"#, "-0.125"),
    ("currency", &["R$ 12.5"], r#"{"decimal":"12.5"}"#, "12.50"),
    ("date", &["2026-02-28"], r#"{"date":"2026-02-28"}"#, "02/28/2026"),
    ("time", &["08:30"], r#"{"time":"08:30:00"}"#, "08:30"),
    ("date-time", &["2026-02-28T08:30"], r#"{"instant":"2026-02-28T08:30:00Z"}"#, "02/28/2026 08:30"),
    ("check-box", &["true"], "true", "Yes"),
    ("list", &["b"], r#""b""#, "Beta"),
    ("tree", &["b"], r#""b""#, "Alpha\\Beta"),
    ("catalog-list", &["a"], r#""a""#, "Alpha"),
    ("catalog-tree", &["b"], r#""b""#, "Alpha\\Beta"),
    ("multiple-choice", &["b", "a"], r#"["a","b"]"#, "Alpha; Beta"),
    ("link", &["example.com/x"], r#""https://example.com/x""#, "https://example.com/x"),
    ("position", &["-23.55", "-46.63"], r#""-23.55,-46.63""#, "-23.55,-46.63"),
];

/// What no type takes.
const HOSTILE: &[(&str, &[&str])] = &[
    ("short-text", &["123456789012345678901"]),
    ("short-text", &["a\u{7}b"]),
    ("integer", &["9001"]),
    ("integer", &["-6"]),
    ("integer", &["9223372036854775808"]),
    ("decimal", &["0.1234"]),
    ("decimal", &["1e9"]),
    ("currency", &["USD 5"]),
    ("date", &["2026-02-30"]),
    ("date", &["0000-00-00"]),
    ("time", &["24:00"]),
    ("date-time", &["2026-02-28T25:00"]),
    ("list", &["c"]),
    ("tree", &["a\\b\\c"]),
    ("catalog-list", &["b"]),
    ("multiple-choice", &["a", "z"]),
    ("link", &["javascript:alert(1)"]),
    ("link", &["https://user@evil.example"]),
    ("file", &["0190a5d0-ac96-774b-bcce-b302099a8057"]),
    ("file", &["../../secret"]),
    ("position", &["91", "0"]),
    ("position", &["1", ""]),
];

fn parts<'a>(names: &'a [(String, String)], has: &'a [String]) -> Vec<Part<'a>> {
    let base = [
        ("username", "typed"),
        ("first_names", "Lía"),
        ("last_names", "Paz"),
        ("active", "true"),
        ("culture", "en"),
    ];
    let own = names.iter().map(|(name, value)| Part::text(name, value));
    let has = has.iter().map(|name| Part::text("has", name));
    base.iter().map(|(name, value)| Part::text(name, value)).chain(own).chain(has).collect()
}

fn controls(id: &str, typed: &[&str]) -> Vec<(String, String)> {
    typed.iter().map(|text| (format!("fields.{id}"), (*text).to_owned())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_is_stored_and_reads_back_from_cells() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        define(&site, &home, fields(), catalogs()).await;
        let visitor = site.signed_in(&home.tenant, "admin").await;
        let api = site.api(&home.tenant, home.admin.id).await;
        let names: Vec<(String, String)> =
            TYPED.iter().flat_map(|(id, typed, ..)| controls(id, typed)).collect();
        let has = ["fields.check-box", "fields.multiple-choice"].map(str::to_owned);
        let answer = visitor.post("/users/clients", multipart(&parts(&names, &has))).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        let id = answer.header("location").rsplit('/').next().unwrap().split('?').next().unwrap().to_owned();
        let stored = kept(&api, &id).await;
        let cx = system(&site, &home).await;
        let extensions = &cx.app.extensions;
        let all = extensions.fields(&cx.caller, Concept::Client, cx.culture).await.unwrap();
        for (id, _, expected, cell) in TYPED {
            assert_eq!(stored[*id], serde_json::from_str::<Value>(expected).unwrap(), "{id}");
            let owned = all.iter().find(|owned| owned.field.id == *id).unwrap();
            let value = from_document(&stored[*id]);
            let written = extensions
                .format_values(&cx.caller, Concept::Client, owned, vec![value.clone()], cx.culture)
                .await
                .unwrap();
            assert_eq!(written, [(*cell).to_owned()], "{id}");
            let cells = vec![elenco_runtime::contract::Value::Text(written[0].clone())];
            let read =
                extensions.parse_cells(&cx.caller, Concept::Client, owned, cells, cx.culture).await.unwrap();
            assert_eq!(read[0].as_ref().ok().and_then(to_document), to_document(&value), "{id}");
        }

        // The form of the person, sent as it came, changes nothing.
        let page = visitor.get(&format!("/users/clients/{id}?tab=additional")).await;
        assert_eq!(page.status, 200);
        for (id, ..) in TYPED {
            assert!(page.text().contains(&format!("fields.{id}")), "a control for {id}");
        }
        let again: Vec<(String, String)> = TYPED
            .iter()
            .flat_map(|(id, typed, stored, _)| match *id {
                "integer" => controls(id, &["1234"]),
                "currency" => controls(id, &["12.5"]),
                "short-text" | "paragraph" | "link" => {
                    controls(id, &[serde_json::from_str::<String>(stored).unwrap().as_str()])
                }
                "multiple-choice" => controls(id, &["a", "b"]),
                _ => controls(id, typed),
            })
            .chain([("version".to_owned(), "1".to_owned())])
            .collect();
        let answer = visitor.post(&format!("/users/clients/{id}"), multipart(&parts(&again, &has))).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        let person = api.get(&format!("/api/v1/users/{id}")).await.json();
        assert_eq!((&person["version"], &person["fields"]), (&json!(1), &stored));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_hostile_is_refused_alike_by_form_and_program() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        define(&site, &home, fields(), catalogs()).await;
        let visitor = site.signed_in(&home.tenant, "admin").await;
        let api = site.api(&home.tenant, home.admin.id).await;
        let id = client(&api, &home, "quiet", &json!({})).await;
        for (field, typed) in HOSTILE {
            let names = controls(field, typed);
            let answer = visitor.post("/users/clients", multipart(&parts(&names, &[]))).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {typed:?}");
            let value = match (*field, *typed) {
                ("multiple-choice", many) => json!(many),
                ("position", [a, b]) => json!(format!("{a},{b}")),
                (_, typed) => json!(typed[0]),
            };
            let document = json!({ "fields": { (*field): value } });
            let answer = api.json(Method::PATCH, &format!("/api/v1/users/{id}"), &document).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {typed:?}");
            let said = answer.json()["errors"][0]["field"].clone();
            assert_eq!(said, format!("fields.{field}"), "{typed:?}");
        }
        assert_eq!(kept(&api, &id).await, json!({}), "nothing of that was kept");

        // Whatever is typed, nothing breaks: it is stored in its normal form, or refused.
        let mut runner = TestRunner::deterministic();
        let anything = prop_oneof!["\\PC{0,30}", "[0-9.,:/TZ+-]{0,16}", "(?s).{0,12}"];
        for _ in 0..40 {
            let text = anything.new_tree(&mut runner).unwrap().current().replace('\u{0}', "");
            for field in fields().as_array().unwrap() {
                let name = field["id"].as_str().unwrap();
                let document = json!({ "fields": { name: text } });
                let path = format!("/api/v1/users/{id}");
                let answer = api.json(Method::PATCH, &path, &document).await;
                assert!(matches!(answer.status.as_u16(), 200 | 422), "{name} {text:?}: {}", answer.text());
                if answer.status == StatusCode::OK {
                    let normal = answer.json()["fields"].clone();
                    let again = api.json(Method::PATCH, &path, &json!({ "fields": normal })).await;
                    assert_eq!(again.json()["fields"], normal, "{name} {text:?}");
                }
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_value_survives_a_change_of_type_or_says_why_it_does_not_fit() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let of_type = |kind: &str| {
            let field = |id: &str| json!({ "id": id, "concepts": ["client"], "type": kind, "label": { "en": id } });
            json!([field("fits"), field("never"), { "id": "other", "concepts": ["client"], "type": "short-text", "label": { "en": "other" } }])
        };
        define(&site, &home, of_type("short-text"), json!([])).await;
        let api = site.api(&home.tenant, home.admin.id).await;
        let id = client(&api, &home, "lia", &json!({ "fits": "42", "never": "forty-two" })).await;
        define(&site, &home, of_type("integer"), json!([])).await;
        let visitor = site.signed_in(&home.tenant, "admin").await;
        let page = visitor.get(&format!("/users/clients/{id}?tab=additional")).await.text();
        assert!(page.contains("“forty-two” is no number") && page.contains("value=\"forty-two\""), "{page}");

        // Another field changes: what does not fit stays, what fits becomes what it is now.
        let names = [
            ("fields.fits".to_owned(), "42".to_owned()),
            ("fields.never".to_owned(), "forty-two".to_owned()),
            ("fields.other".to_owned(), "x".to_owned()),
        ];
        let answer = visitor.post(&format!("/users/clients/{id}"), multipart(&parts(&names, &[]))).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        let now = kept(&api, &id).await;
        assert_eq!(now, json!({ "fits": 42, "never": "forty-two", "other": "x" }));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_kept_within_limits_and_read_by_whoever_may_see_the_person() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let other = site.organisation("other").await;
        define(&site, &home, fields(), catalogs()).await;
        let visitor = site.signed_in(&home.tenant, "admin").await;
        let api = site.api(&home.tenant, home.admin.id).await;
        let pdf = b"%PDF-1.7 small";
        let send = async |name: &str, content: &[u8]| {
            let names = controls("file", &[""]);
            let mut all = parts(&names, &[]);
            all.push(Part::file("file.fields.file", name, content));
            visitor.post("/users/clients", multipart(&all)).await
        };
        for (name, content) in [
            ("contract.pdf", [b"%PDF-1.7".as_slice(), &[b' '; 64]].concat()),
            ("contract.pdf", b"MZ\x90 a program".to_vec()),
            ("contract.exe", pdf.to_vec()),
        ] {
            let answer = send(name, &content).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        }
        let answer = send("../Contrato ñ.pdf", pdf).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        let person = answer
            .header("location")
            .split("/clients/")
            .nth(1)
            .unwrap()
            .split('?')
            .next()
            .unwrap()
            .to_owned();
        let file = visitor.get(&format!("/users/clients/{person}/files/file")).await;
        assert_eq!((file.status.as_u16(), file.body.as_ref()), (200, pdf.as_slice()));
        assert!(
            file.header("content-disposition").starts_with("attachment"),
            "never shown as a page of ours"
        );
        assert!(file.header("content-disposition").contains("Contrato%20%C3%B1.pdf"));
        assert_eq!(file.header("x-content-type-options"), "nosniff");

        // Nobody borrows it, and nobody else reads it.
        let id = kept(&api, &person).await["file"].as_str().unwrap().to_owned();
        site.person(&home.tenant, &home.project, "powerless").await;
        let powerless = site.signed_in(&home.tenant, "powerless").await;
        let refused = powerless.get(&format!("/users/clients/{person}/files/file")).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        let stranger = site.signed_in(&other.tenant, "admin").await;
        assert_eq!(stranger.get(&format!("/users/clients/{person}/files/file")).await.status, 404);
        let foreign = site.api(&other.tenant, other.admin.id).await;
        define(&site, &other, fields(), catalogs()).await;
        let victim = client(&foreign, &other, "thief", &json!({})).await;
        let borrowed = json!({ "fields": { "file": id } });
        let answer = foreign.json(Method::PATCH, &format!("/api/v1/users/{victim}"), &borrowed).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let csv = format!("username;first_names;last_names;fields.file\r\nrow;Ana;Paz;{id}\r\n");
        let import = ImportFile {
            kind: elenco::users::model::UserKind::Client,
            name: "x.csv",
            bytes: csv.as_bytes(),
            options: None,
        };
        assert_eq!(site.import(&foreign, &other, import).await["rows"]["failed"], 1);

        // Taking it away is a change like any other.
        let names =
            [controls("file", &[id.as_str()]), vec![("drop.fields.file".to_owned(), "true".to_owned())]]
                .concat();
        let answer = visitor.post(&format!("/users/clients/{person}"), multipart(&parts(&names, &[]))).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        assert_eq!(kept(&api, &person).await, json!({}));
        assert_eq!(visitor.get(&format!("/users/clients/{person}/files/file")).await.status, 404);
    })
    .await;
}
