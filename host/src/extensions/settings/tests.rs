use proptest::prelude::*;
use serde_json::json;

use super::*;

fn schema() -> Value {
    json!({ "type": "object", "$defs": { "length": { "type": "integer", "x-strictest": "highest", "default": 8 } },
        "properties": {
            "min": { "$ref": "#/$defs/length" },
            "max": { "type": "integer", "x-strictest": "lowest", "default": 128 },
            "run": { "type": "integer", "x-strictest": "lowest", "x-off": 0, "default": 0 },
            "blocklist": { "type": "boolean", "x-strictest": "true", "default": false },
            "lenient": { "type": "boolean", "x-strictest": "false", "default": true },
            "words": { "type": "array", "x-strictest": "union", "default": [], "maxItems": 4 },
            "forbidden": { "type": "string", "x-strictest": "union", "default": "" },
            "allowed": { "type": "string", "default": "" },
    } })
}

#[test]
fn the_strictest_of_each_property_counts() {
    let tenant = json!({ "min": 15, "run": 0, "words": ["acme"], "forbidden": "ab" });
    let project = json!({ "max": 64, "run": 3, "blocklist": true, "words": ["orion"], "forbidden": "bc" });
    let group = json!({ "min": 20, "run": 5, "lenient": false });
    assert_eq!(
        combine(&schema(), &[tenant, project, group]),
        [
            json!({ "min": 20, "max": 64, "run": 3, "blocklist": true, "lenient": false, "words": ["acme", "orion"],
            "forbidden": "abc" })
        ]
    );
}

#[test]
fn what_cannot_be_combined_is_asked_one_by_one() {
    let all =
        combine(&schema(), &[json!({ "min": 10, "allowed": "!" }), json!({ "min": 12, "allowed": "@" })]);
    assert_eq!(all, [json!({ "min": 12, "allowed": "!" }), json!({ "min": 12, "allowed": "@" })]);
    // Together they are longer than the schema allows: the plugin would refuse such settings.
    let long = |letters: [&str; 3]| json!({ "words": letters });
    let apart = [long(["a", "b", "c"]), long(["d", "e", "f"])];
    assert_eq!(combine(&schema(), &apart), apart);
    assert_eq!(combine(&schema(), &[json!({}), json!({})]), [json!({})]);
    assert_eq!(
        combine(&json!(true), &[json!({ "a": 1 }), json!({ "a": 2 })]).len(),
        2,
        "a schema without words"
    );
}

#[test]
fn stricter_rules_leave_older_passwords_below_and_weaker_ones_do_not() {
    let old = [json!({ "min": 15 })];
    let stands = |new: Value| compare(&schema(), &old, &[new]);
    assert_eq!(stands(json!({ "min": 15 })), Standing::AtLeast);
    assert_eq!(stands(json!({})), Standing::AtLeast, "the default asks less");
    assert_eq!(stands(json!({ "min": 16 })), Standing::Below);
    assert_eq!(stands(json!({ "min": 12, "blocklist": true })), Standing::Below);
    assert_eq!(stands(json!({ "min": 15, "words": ["acme"] })), Standing::Below);
    assert_eq!(stands(json!({ "min": 15, "words": [] })), Standing::AtLeast);
    assert_eq!(stands(json!({ "min": 15, "run": 4 })), Standing::Below, "0 asked nothing");
    assert_eq!(stands(json!({ "min": 15, "allowed": "!" })), Standing::Unknown);
    assert_eq!(stands(json!({ "min": 16, "allowed": "!" })), Standing::Below, "one reason is enough");
    assert_eq!(compare(&schema(), &[], &old), Standing::Unknown);
    assert_eq!(compare(&schema(), &[json!({ "min": "long" })], &old), Standing::Unknown);
}

#[test]
fn a_plugin_that_did_not_judge_leaves_it_unknown() {
    let (schema, documents) = (schema(), [json!({ "min": 15 })]);
    let basis = Basis::from([("a".to_owned(), documents.to_vec()), ("gone".to_owned(), vec![])]);
    let now = |plugin| [(plugin, &schema, &documents[..])];
    assert_eq!(compare_basis(&basis, now("a")), Standing::AtLeast);
    assert_eq!(compare_basis(&basis, now("b")), Standing::Unknown);
    let reordered = Basis::from([("gone".to_owned(), vec![]), ("a".to_owned(), documents.to_vec())]);
    assert_eq!(basis_id(&basis), basis_id(&reordered));
    assert_ne!(basis_id(&basis), basis_id(&Basis::new()));
}

fn documents() -> impl Strategy<Value = Value> {
    let part = (
        proptest::option::of(0_u32..40),
        proptest::option::of(0_u32..5),
        proptest::option::of(any::<bool>()),
        proptest::collection::vec("[a-c]", 0..3),
        proptest::option::of("[!@]"),
    );
    part.prop_map(|(min, run, blocklist, words, allowed)| {
        let mut document = Map::new();
        if let Some(min) = min {
            document.insert("min".to_owned(), json!(min));
        }
        if let Some(run) = run {
            document.insert("run".to_owned(), json!(run));
        }
        if let Some(blocklist) = blocklist {
            document.insert("blocklist".to_owned(), json!(blocklist));
        }
        document.insert("words".to_owned(), json!(words));
        if let Some(allowed) = allowed {
            document.insert("allowed".to_owned(), json!(allowed));
        }
        Value::Object(document)
    })
}

proptest! {
    #[test]
    fn whoever_meets_the_combination_meets_each_of_its_parts(all in proptest::collection::vec(documents(), 1..5)) {
        let combined = combine(&schema(), &all);
        for part in &all {
            prop_assert_eq!(compare(&schema(), &combined, std::slice::from_ref(part)), Standing::AtLeast);
        }
        prop_assert_eq!(combine(&schema(), &combined), combined.clone(), "combining again changes nothing");
        prop_assert_eq!(compare(&schema(), &combined, &combined), Standing::AtLeast);
    }
}
