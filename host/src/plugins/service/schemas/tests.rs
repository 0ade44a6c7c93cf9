use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::locale::Culture;

fn t() -> Texts {
    Texts::of(Culture::En)
}

fn fields(schema: &Value, document: &Value) -> Vec<String> {
    validate(Some(schema), document, t()).unwrap().into_iter().map(|problem| problem.field).collect()
}

#[test]
fn each_problem_is_told_at_its_value() {
    let schema = json!({ "type": "object", "required": ["name"], "additionalProperties": false, "properties": {
        "name": { "type": "string", "maxLength": 3 },
        "list": { "type": "array", "items": { "type": "object", "required": ["a/b"],
            "properties": { "a/b": { "type": "integer", "minimum": 2 } } } },
    } });
    assert!(fields(&schema, &json!({ "name": "Ana" })).is_empty());
    let wrong = json!({ "list": [{ "a/b": 1 }, {}, { "a/b": "x" }] });
    assert_eq!(fields(&schema, &wrong), ["/list/0/a~1b", "/list/1/a~1b", "/list/2/a~1b", "/name"]);
    for culture in Culture::ALL {
        for problem in validate(Some(&schema), &wrong, Texts::of(culture)).unwrap() {
            assert!(!problem.message.contains("plugin-settings"), "{problem:?}");
        }
    }
    assert_eq!(fields(&schema, &json!({ "name": "Ana", "x": 1 })), [""]);
    assert_eq!(fields(&schema, &json!([1])), [""]);
    assert_eq!(fields(&schema, &json!({ "name": "a\u{0}" })), ["/name"]);
}

#[test]
fn a_plugin_without_a_schema_has_no_settings() {
    assert!(validate(None, &json!({}), t()).unwrap().is_empty());
    for other in [json!({ "a": 1 }), json!([]), json!(null)] {
        assert_eq!(validate(None, &other, t()).unwrap().len(), 1, "{other}");
    }
}

#[test]
fn documents_are_bounded() {
    let schema = json!({ "type": "object" });
    let large = json!({ "a": "x".repeat(DOCUMENT_BYTES) });
    assert_eq!(validate(Some(&schema), &large, t()).unwrap()[0].code, "settings.too-large");
    let many = json!({ "a": vec!["x"; 10_000] });
    let strict = json!({ "properties": { "a": { "items": { "type": "integer" } } } });
    assert_eq!(validate(Some(&strict), &many, t()).unwrap().len(), PROBLEMS);
}

#[test]
fn a_secret_is_checked_as_the_reference_that_it_is() {
    let schema = json!({ "properties": { "key": { "type": "string", "format": "secret", "maxLength": 8, "pattern": "^[A-Z]+$" } } });
    assert!(fields(&schema, &json!({ "key": "{{secret:key-0102}}" })).is_empty());
    assert_eq!(fields(&schema, &json!({ "key": 5 })), ["/key"]);
}

#[test]
fn schemas_of_strangers_cannot_hurt() {
    let refused = |schema: Value| check(&schema).unwrap_err();
    let word = |name: &str| SchemaProblem::Word(name.to_owned());
    assert_eq!(refused(json!({ "$id": "https://example.com/x" })), word("$id"));
    assert_eq!(refused(json!({ "properties": { "a": { "$dynamicRef": "#x" } } })), word("$dynamicRef"));
    assert_eq!(refused(json!({ "unevaluatedProperties": false })), word("unevaluatedProperties"));
    for elsewhere in [
        "https://example.com/schema.json",
        "file:///etc/passwd",
        "other.json",
        "#",
        "#/$defs/missing",
        "#/properties/a",
    ] {
        let schema = json!({ "properties": { "a": { "$ref": elsewhere } } });
        assert!(matches!(refused(schema), SchemaProblem::Reference(_)), "{elsewhere}");
    }
    let itself = json!({ "$ref": "#/$defs/a", "$defs": { "a": { "allOf": [{ "$ref": "#/$defs/b" }] }, "b": { "not": { "$ref": "#/$defs/a" } } } });
    assert!(matches!(refused(itself), SchemaProblem::Reference(_)));
    let mut deep = json!({});
    for _ in 0..40 {
        deep = json!({ "items": deep });
    }
    assert_eq!(refused(deep), SchemaProblem::TooLarge);
    assert_eq!(refused(json!({ "title": "x".repeat(70_000) })), SchemaProblem::TooLarge);
    assert_eq!(refused(json!({ "pattern": "a".repeat(2_000) })), SchemaProblem::TooLarge);
    for none in [json!([]), json!(true), json!(null), json!("x"), json!({ "properties": { "a": 5 } })] {
        assert!(matches!(refused(none), SchemaProblem::Invalid(_)));
    }
    assert!(matches!(refused(json!({ "pattern": "(" })), SchemaProblem::Invalid(_)));
    assert!(matches!(refused(json!({ "type": "texts" })), SchemaProblem::Invalid(_)));
    // Look-arounds and back references need an engine that may take for ever.
    assert!(matches!(refused(json!({ "pattern": "(a)\\1" })), SchemaProblem::Invalid(_)));
    assert!(matches!(refused(json!({ "pattern": "((a{1000}){1000}){1000}" })), SchemaProblem::Invalid(_)));
}

#[test]
fn references_that_multiply_are_counted() {
    // Each level asks the next one twice about the same value: 2^20 questions.
    let doubling = |holds: &str| {
        let mut defs = Map::new();
        for level in 0..20 {
            let next = json!({ "$ref": format!("#/$defs/l{}", level + 1) });
            let both = if holds == "allOf" {
                json!({ "allOf": [next.clone(), next] })
            } else {
                json!({ "allOf": [{ "properties": { "a": next.clone() } }, { "properties": { "a": next } }] })
            };
            defs.insert(format!("l{level}"), both);
        }
        defs.insert("l20".to_owned(), json!({}));
        json!({ "$ref": "#/$defs/l0", "$defs": defs })
    };
    assert_eq!(check(&doubling("allOf")).unwrap_err(), SchemaProblem::TooMuchWork);
    assert_eq!(check(&doubling("properties")).unwrap_err(), SchemaProblem::TooMuchWork);
    // A tree of any depth is fine: what is in a value is another value.
    let tree = json!({ "$ref": "#/$defs/node", "$defs": { "node": { "type": "object",
        "properties": { "below": { "type": "array", "items": { "$ref": "#/$defs/node" } } } } } });
    check(&tree).unwrap();
    assert_eq!(
        fields(&tree, &json!({ "below": [{ "below": [{ "below": 1 }] }] })),
        ["/below/0/below/0/below"]
    );
}

#[test]
fn first_party_schemas_may_be_used() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../plugins");
    let mut seen = 0;
    for plugin in std::fs::read_dir(root).unwrap() {
        let Ok(text) = std::fs::read_to_string(plugin.unwrap().path().join("settings.schema.json")) else {
            continue;
        };
        check(&serde_json::from_str(&text).unwrap()).unwrap();
        seen += 1;
    }
    assert!(seen >= 5);
}

fn json_values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        "[a-z#/$]{0,12}".prop_map(Value::from),
        Just(json!("#/$defs/a")),
    ];
    let words = prop_oneof![
        Just("$ref"),
        Just("$defs"),
        Just("a"),
        Just("properties"),
        Just("items"),
        Just("type"),
        Just("enum"),
        Just("allOf"),
        Just("pattern"),
        Just("minimum"),
        Just("required"),
        Just("format"),
        Just("not"),
    ];
    leaf.prop_recursive(5, 60, 5, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::vec((words.clone(), inner), 0..5).prop_map(|entries| {
                Value::Object(entries.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
            }),
        ]
    })
}

proptest! {
    #[test]
    fn no_schema_and_no_document_make_the_check_fail_over(schema in json_values(), document in json_values()) {
        if check(&schema).is_ok() {
            validate(Some(&schema), &document, t()).unwrap();
        }
        crate::plugins::model::schema::Node::of_schema(&schema);
    }
}
