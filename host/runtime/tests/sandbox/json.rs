//! Calls in JSON, of our own plugins: they have every type of the contract.

use std::path::Path;
use std::sync::Arc;

use elenco_runtime::contract::{Concept, GuestError};
use elenco_runtime::{CallError, Kind, Plugin};
use serde_json::{Value, json};

use crate::fixtures::{formats, good_policy, naughty_policy};
use crate::harness::{Bench, bench, call, request, scope};

fn first_party(bench: &Bench, name: &str) -> Arc<Plugin> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../target/plugins/{name}.wasm"));
    let bytes = std::fs::read(path).expect("the plugins are built: run `cargo xtask plugins` before");
    bench.ready(request(name, bytes))
}

fn ask(plugin: &Plugin, settings: &Value, function: &str, input: Value) -> Result<Value, CallError> {
    let settings = settings.to_string().into();
    let scope = elenco_runtime::CallScope { settings, ..scope() };
    plugin.call(scope).expect("a call begins").ask(function, &input)
}

#[test]
fn a_policy_is_asked_and_the_call_is_sealed() {
    let bench = bench();
    let good = bench.ready(request("good", good_policy()));
    let subject = json!({ "username": "", "email": "", "names": ["Ana"], "context": [] });
    let input = json!({ "candidate": "correct horse battery", "subject": subject });
    let answer = ask(&good, &json!({}), "password-policy.evaluate", input);
    assert_eq!(answer, Ok(json!([{ "rule": "length", "met": true }])));
    assert_eq!(ask(&good, &json!({}), "password-policy.rules", json!({})), Ok(json!([])));
    let naughty = bench.ready(request("naughty", naughty_policy()));
    assert_eq!(
        call(&naughty).ask("password-policy.rules", &json!({ "locale": "spin" })),
        Err(CallError::Fuel)
    );
    assert_eq!(
        call(&naughty).ask("password-policy.rules", &json!({ "locale": "output" })),
        Err(CallError::Output)
    );
    let mut sealed = call(&naughty);
    assert!(sealed.ask("password-policy.evaluate", &json!({ "candidate": "x", "subject": subject })).is_ok());
    assert!(sealed.ask("password-policy.rules", &json!({ "locale": "log" })).is_ok());
    assert!(naughty.log_lines().is_empty(), "{:?}", naughty.log_lines());
}

#[test]
fn what_does_not_fit_is_said_where_it_stands_and_nothing_runs() {
    let bench = bench();
    let (fields, policy) =
        (first_party(&bench, "additional-fields"), bench.ready(request("good", good_policy())));
    let record =
        |value: Value| json!({ "concept": "client", "records": [[{ "field": "a", "value": value }]] });
    for (function, input, said) in [
        ("check", record(json!({ "date": 5 })), "input.records[0][0].value.date: must be a string"),
        (
            "check",
            record(json!({ "day": "x" })),
            "input.records[0][0].value: `day` must be one of: none, text",
        ),
        ("check", json!({ "concept": "client" }), "input.records: is missing"),
        (
            "check",
            json!({ "concept": "dog", "records": [] }),
            "input.concept: must be one of: client, specialist",
        ),
        (
            "check",
            json!({ "concept": "client", "records": [], "more": 1 }),
            "input.more: is not known; there are: concept",
        ),
        ("check", json!([]), "input: must be an object"),
        ("chekc", json!({}), "no function is called `field-schema.chekc`"),
    ] {
        match ask(&fields, &json!({}), &format!("field-schema.{function}"), input) {
            Err(CallError::Input { detail }) => assert!(detail.starts_with(said), "{detail}"),
            other => panic!("{function}: {other:?}"),
        }
    }
    assert_eq!(fields.statistics().calls, 0);
    let wrong_kind = call(&policy).ask("field-schema.fields", &json!({ "concept": "client" }));
    assert_eq!(wrong_kind, Err(CallError::NotThisKind(Kind::FieldSchema)));
    assert!(matches!(call(&policy).ask("nothing", &json!({})), Err(CallError::Input { .. })));
}

#[test]
fn fields_are_asked_as_with_types() {
    let bench = bench();
    let fields = first_party(&bench, "additional-fields");
    let settings = json!({ "fields": [
        { "id": "badge", "concepts": ["client"], "label": { "en": "Badge" }, "type": "short-text", "max-length": 5 },
        { "id": "since", "concepts": ["client"], "label": { "en": "Since" }, "type": "date" },
    ] });
    let typed = {
        let scope = elenco_runtime::CallScope { settings: settings.to_string().into(), ..scope() };
        fields.call(scope).expect("a call").fields(Concept::Client, "en").expect("fields")
    };
    let asked =
        ask(&fields, &settings, "field-schema.fields", json!({ "concept": "client" })).expect("fields");
    assert_eq!(asked.as_array().map(Vec::len), Some(typed.len()));
    for (typed, asked) in typed.iter().zip(asked.as_array().expect("a list")) {
        assert_eq!((json!(typed.id), json!(typed.label)), (asked["id"].clone(), asked["label"].clone()));
    }
    // Entries are written either way, and are answered as a list.
    for record in [json!({ "badge": "A-1" }), json!([{ "field": "badge", "value": "A-1" }])] {
        let input =
            json!({ "concept": "client", "records": [record, { "badge": "too long", "since": null }] });
        let checked = ask(&fields, &settings, "field-schema.check", input).expect("an answer");
        assert_eq!(checked[0]["entries"], json!([{ "field": "badge", "value": "A-1" }]));
        assert_eq!(checked[1]["problems"][0]["field"], "badge");
    }
    let cells = json!({ "concept": "client", "field": "since", "cells": ["2026-11-23", "soon"] });
    let parsed = ask(&fields, &settings, "field-schema.parse", cells).expect("an answer");
    assert_eq!(parsed[0], json!({ "ok": { "date": "2026-11-23" } }));
    assert!(parsed[1]["error"].is_string(), "{parsed}");
}

#[test]
fn a_file_is_written_and_read_whole() {
    let bench = bench();
    let csv = first_party(&bench, "format-csv");
    let column = |id: &str, kind: &str| json!({ "id": id, "label": id.to_uppercase(), "kind": kind, "required": false, "help": "", "choices": [] });
    let book = json!({ "title": "T", "info": false, "locale": "en",
        "sheets": [{ "id": "users", "label": "Users", "columns": [column("name", "text"), column("age", "number")] }] });
    let people: Vec<Value> = (0..450).map(|n| json!([format!("Ana {n}"), n])).collect();
    let input = json!({ "format": "csv", "book": book, "sheets": [{ "rows": people }] });
    let written = ask(&csv, &json!({}), "export-format.write-all", input).expect("a file");
    let text = written["text"].as_str().expect("text");
    assert!(text.contains("Ana 449"), "{text}");
    let file = |most: u64| json!({ "name": "people.csv", "base64": written["base64"], "max-rows": most });
    let read = ask(&csv, &json!({}), "import-format.read-all", file(1_000)).expect("rows");
    let rows = read["sheets"][0]["rows"].as_array().expect("rows");
    assert!(rows.iter().any(|row| row[0] == "Ana 449"), "{rows:?}");
    assert_eq!(read["sheets"][0]["more"], false);
    let read = ask(&csv, &json!({}), "import-format.read-all", file(7)).expect("rows");
    assert_eq!(read["sheets"][0]["rows"].as_array().map(Vec::len), Some(7));
    assert_eq!(read["sheets"][0]["more"], true);
    let unknown = json!({ "format": "pdf", "book": book, "sheets": [] });
    assert!(matches!(
        ask(&csv, &json!({}), "export-format.write-all", unknown),
        Err(CallError::Guest(GuestError::Unsupported(_)))
    ));
}

#[test]
fn a_guest_that_writes_without_end_is_stopped() {
    let bench = bench();
    let plugin = bench.ready(request("formats", formats()));
    let book = json!({ "title": "T", "info": false, "locale": "en", "sheets": [] });
    let input = json!({ "format": "x", "book": book, "sheets": [{ "rows": [[1]] }, { "rows": [[1]] }] });
    match call(&plugin).ask("export-format.write-all", &input) {
        Err(CallError::Host(detail)) => assert!(detail.contains("cannot be shown as JSON"), "{detail}"),
        other => panic!("{other:?}"),
    }
}
