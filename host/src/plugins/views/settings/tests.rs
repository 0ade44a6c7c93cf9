use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::*;
use crate::locale::Culture;
use crate::plugins::form::settings as form;

fn view(schema: &Value, form: &SettingsForm, problems: &[Problem]) -> String {
    let node = Node::of_schema(schema);
    let paths = Paths::of("home");
    SettingsView {
        t: Texts::of(Culture::En),
        paths: &paths,
        plugin: "any",
        node: Some(&node),
        broken: None,
        form,
        problems,
        refused: None,
        csrf: "token",
        scopes: Scopes { of: SettingsScope::Tenant, projects: &[], groups: &[], narrower: &[] },
        newest: 3,
        is_saved: true,
        as_json: false,
        unsaved: false,
        below: None,
        confirm: None,
        may_save: true,
        may_ask: true,
        versions: None,
    }
    .tab()
    .into_string()
}

fn of(document: &Value) -> SettingsForm {
    SettingsForm { document: document.clone(), ..SettingsForm::default() }
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let from = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    let to = tag[from..].find('"')? + from;
    Some(unescaped(&tag[from..to]))
}

fn has(tag: &str, name: &str) -> bool {
    tag.split(|c: char| c.is_whitespace() || c == '>').any(|word| word == name)
}

/// What a browser would send of a page's form (HTML, 4.10.21.4), as far as our pages use it.
fn sent(page: &str) -> Vec<(String, String)> {
    let page = page.split("<form class=\"work\"").nth(1).unwrap().split("</form>").next().unwrap();
    let mut pairs = Vec::new();
    let mut select = String::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        let end = rest[at..].find('>').unwrap() + at;
        let tag = &rest[at..=end];
        rest = &rest[end + 1..];
        let name = attribute(tag, "name").unwrap_or_default();
        let value = attribute(tag, "value");
        if tag.starts_with("<input") && !name.is_empty() {
            let ticked = attribute(tag, "type").as_deref() != Some("checkbox") || has(tag, "checked");
            if ticked {
                pairs.push((name, value.unwrap_or_default()));
            }
        } else if tag.starts_with("<textarea") {
            let text = unescaped(&rest[..rest.find("</textarea>").unwrap()]);
            let text = text.strip_prefix('\n').unwrap_or(&text);
            pairs.push((name, text.replace('\n', "\r\n")));
        } else if tag.starts_with("<select") {
            select = name;
        } else if tag.starts_with("<option") && has(tag, "selected") && !has(tag, "disabled") {
            pairs.push((select.clone(), value.unwrap_or_default()));
        }
    }
    pairs
}

fn round_trip(schema: &Value, document: &Value) -> Value {
    let page = view(schema, &of(document), &[]);
    let read = form::read(&Node::of_schema(schema), &sent(&page)).unwrap();
    assert!(read.unreadable.is_empty() && !read.only_rows);
    read.document
}

/// A schema of a value with documents that fit it.
fn pair() -> impl Strategy<Value = (Value, Option<Value>)> {
    let text = "[ -~áñ€]{0,12}";
    let leaf = prop_oneof![
        (Just(json!({ "type": "string" })), proptest::option::of(text.prop_map(Value::from))),
        (
            Just(json!({ "type": "string", "default": "usual", "title": "<b>T</b>" })),
            proptest::option::of(text.prop_map(Value::from))
        ),
        (
            Just(json!({ "type": "string", "format": "multiline" })),
            proptest::option::of("[a-z]{1,4}(\n[a-z ]{0,4}){0,3}".prop_map(Value::from))
        ),
        (
            Just(json!({ "type": "integer", "default": 7 })),
            proptest::option::of(any::<i64>().prop_map(Value::from))
        ),
        (Just(json!({ "type": "number" })), proptest::option::of((-1e9..1e9_f64).prop_map(Value::from))),
        (
            Just(json!({ "type": "boolean", "default": true })),
            proptest::option::of(any::<bool>().prop_map(Value::from))
        ),
        (Just(json!({ "type": "boolean" })), proptest::option::of(any::<bool>().prop_map(Value::from))),
        (
            Just(json!({ "enum": ["a", "b\"", 3, null, true] })),
            proptest::option::of(prop_oneof![
                Just(json!("a")),
                Just(json!("b\"")),
                Just(json!(3)),
                Just(json!(null)),
                Just(json!("strange"))
            ])
        ),
        (
            Just(
                json!({ "type": "array", "uniqueItems": true, "items": { "enum": ["x", "y", "z"] }, "default": [] })
            ),
            proptest::option::of(prop_oneof![
                Just(json!([])),
                Just(json!(["x"])),
                Just(json!(["x", "z"])),
                Just(json!(["x", "other"]))
            ])
        ),
        (
            Just(json!({ "type": "array", "items": { "type": "string" } })),
            proptest::option::of(proptest::collection::vec("[ -~]{1,8}", 0..4).prop_map(Value::from))
        ),
        (
            Just(json!({ "type": "string", "format": "secret" })),
            proptest::option::of(Just(json!("{{secret:key-01}}")))
        ),
        (
            Just(json!({ "type": "array", "items": { "type": "integer" } })),
            proptest::option::of(proptest::collection::vec(0..9, 0..3).prop_map(Value::from))
        ),
        (
            Just(json!(true)),
            proptest::option::of(prop_oneof![
                Just(json!({ "any": [1, null] })),
                Just(json!("text")),
                Just(json!(2.5))
            ])
        ),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let named = proptest::collection::btree_map("[a-z/~ -]{1,6}", (inner, any::<bool>()), 1..4);
        let group = named.prop_map(|all| {
            let mut properties = Map::new();
            let mut document = Map::new();
            let mut required = Vec::new();
            for (name, ((schema, value), must)) in all {
                if let Some(value) = value {
                    if must {
                        required.push(name.clone());
                    }
                    document.insert(name.clone(), value);
                }
                properties.insert(name, schema);
            }
            (
                json!({ "type": "object", "properties": properties, "required": required }),
                Value::Object(document),
            )
        });
        (group, 0..3_usize, any::<bool>(), any::<bool>()).prop_map(
            |((schema, document), rows, list, there)| {
                if list {
                    let rows = vec![document; rows];
                    (json!({ "type": "array", "items": schema }), there.then_some(Value::Array(rows)))
                } else {
                    // A group that has to be there is there, with whatever is in it.
                    (schema, Some(document))
                }
            },
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn a_form_that_is_sent_as_it_came_changes_nothing((schema, value) in pair()) {
        let schema = json!({ "type": "object", "properties": { "v": schema } });
        let document = value.map_or(json!({}), |value| json!({ "v": value }));
        prop_assert_eq!(round_trip(&schema, &document), document);
    }

    #[test]
    fn no_word_of_a_schema_or_a_document_becomes_markup(word in "[<>\"'&a-z]{1,20}") {
        let word = format!("{word}<script>{word}");
        let schema = json!({ "title": word, "description": word, "properties": {
            word.clone(): { "type": "string", "title": word, "description": word, "default": word, "examples": [word], "x-unit": word },
            "c": { "enum": [word, "b"], "x-titles": { word.clone(): word } },
            "r": { "type": "array", "items": { "type": "object", "properties": { "t": { "type": "string" } } } },
        }, "type": "object" });
        let document = json!({ word.clone(): word, "c": word, "r": [{ "t": word }] });
        let problems = [Problem { field: "/r/0/t".to_owned(), code: String::new(), message: word.clone() }];
        let page = view(&schema, &of(&document), &problems);
        prop_assert!(!page.contains("<script"), "{}", page);
        prop_assert_eq!(round_trip(&schema, &document), document);
    }
}

#[test]
fn what_was_typed_comes_back_whatever_it_is() {
    let schema = json!({ "type": "object", "properties": { "n": { "type": "integer" }, "any": true } });
    let pairs =
        [("/n", "abc"), ("!/any", "{ \"a\": ")].map(|(name, value)| (name.to_owned(), value.to_owned()));
    let read = form::read(&Node::of_schema(&schema), &pairs).unwrap();
    let page = view(
        &schema,
        &read,
        &[Problem { field: "/n".to_owned(), code: String::new(), message: "no number".to_owned() }],
    );
    let again = sent(&page);
    assert!(again.contains(&("/n".to_owned(), "abc".to_owned())));
    assert!(again.contains(&("!/any".to_owned(), "{ \"a\": ".to_owned())));
    assert!(page.contains("no number"));
}

#[test]
fn a_typed_secret_is_never_on_a_page() {
    let schema =
        json!({ "type": "object", "properties": { "key": { "type": "string", "format": "secret" } } });
    for value in ["canary-7f3a", "{{secret:key-01}} canary-7f3a"] {
        let page = view(&schema, &of(&json!({ "key": value })), &[]);
        assert!(!page.contains("canary"), "{page}");
    }
    assert!(view(&schema, &of(&json!({ "key": "{{secret:key-01}}" })), &[]).contains("A secret is stored"));
}

#[test]
fn each_problem_stands_at_its_control_and_opens_its_row() {
    let schema = json!({ "type": "object", "properties": { "rows": { "type": "array", "items": { "type": "object",
        "properties": { "id": { "type": "string" }, "words": { "type": "array", "items": { "type": "string" } } } } } } });
    let document = json!({ "rows": [{ "id": "a" }, { "id": "b", "words": ["x", "y"] }] });
    let problems = [Problem {
        field: "/rows/1/words/1".to_owned(),
        code: String::new(),
        message: "too short".to_owned(),
    }];
    let page = view(&schema, &of(&document), &problems);
    let rows: Vec<&str> = page.split("<details").skip(1).collect();
    assert!(!rows[0].starts_with(" open") && rows[1].starts_with(" open"));
    assert!(rows[1].contains("Line 2: too short"), "{}", rows[1]);
}

#[test]
fn what_no_form_can_show_is_edited_as_json() {
    let schema = json!({ "type": "object", "properties": { "rows": { "type": "array", "items": { "type": "object", "properties": { "v": { "type": "string" } } } } } });
    let many = json!({ "rows": vec![json!({ "v": "x" }); MOST_VALUES] });
    for document in [many, json!({ "unknown": 1 })] {
        let page = view(&schema, &of(&document), &[]);
        let pairs = sent(&page);
        let text = pairs.iter().find(|(name, _)| name == "json").map(|(_, text)| text.clone()).unwrap();
        assert_eq!(form::read_json(&text).document, document);
    }
    let schema = json!({ "oneOf": [{ "type": "object" }] });
    assert!(view(&schema, &of(&json!({})), &[]).contains("name=\"json\""));
}
