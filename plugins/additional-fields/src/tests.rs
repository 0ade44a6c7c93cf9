use super::*;
use elenco_sdk::Problem;
use elenco_sdk::field_schema::{Audience, FieldType, Rights};
use proptest::prelude::*;

const SETTINGS: &str = r#"{
  "fields": [
    {"id": "name", "concepts": ["client", "specialist"], "type": "short-text", "label": {"en": "Nickname", "pt": "Apelido"},
     "required": true, "max-length": 10, "synonyms": ["Alias", "Apelido"], "example": "Zeca", "group": {"en": "Personal"}},
    {"id": "notes", "concepts": ["client"], "type": "paragraph", "label": {"en": "Notes"}},
    {"id": "children", "concepts": ["client"], "type": "integer", "label": {"en": "Children"}, "min": "0", "max": "20"},
    {"id": "height", "concepts": ["client"], "type": "decimal", "label": {"en": "Height"}, "min": "0.3", "max": "2.5"},
    {"id": "salary", "concepts": ["client"], "type": "currency", "currency": "BRL", "label": {"en": "Salary"},
     "states": {"administrator": {"active": ["visible", "editable", "required"], "inactive": ["visible", "editable"]}}},
    {"id": "born", "concepts": ["client"], "type": "date", "label": {"en": "Born on"}},
    {"id": "starts", "concepts": ["client"], "type": "time", "label": {"en": "Starts at"}},
    {"id": "seen", "concepts": ["client"], "type": "date-time", "label": {"en": "Last seen"}},
    {"id": "vip", "concepts": ["client"], "type": "check-box", "label": {"en": "VIP"}},
    {"id": "size", "concepts": ["client"], "type": "list", "label": {"en": "Size"}, "required": true,
     "shown-when": {"field": "vip", "any-of": ["true"]},
     "choices": [{"id": "s", "label": {"en": "Small", "es": "Pequeño", "pt": "Pequeno"}}, {"id": "l", "label": {"en": "Large", "es": "Grande", "pt": "Grande"}}]},
    {"id": "color", "concepts": ["client"], "type": "short-text", "label": {"en": "Color"}, "shown-when": {"field": "size", "any-of": ["l"]}},
    {"id": "area", "concepts": ["client"], "type": "catalog-tree", "catalog": "areas", "label": {"en": "Area"}},
    {"id": "hobbies", "concepts": ["client"], "type": "multiple-choice", "label": {"en": "Hobbies"},
     "choices": [{"id": "music", "label": {"en": "Music", "es": "Música", "pt": "Música"}}, {"id": "food", "label": {"en": "Food, drink", "pt": "Comida, bebida"}}]},
    {"id": "site", "concepts": ["client"], "type": "link", "label": {"en": "Site"}},
    {"id": "contract", "concepts": ["client"], "type": "file", "label": {"en": "Contract"}, "media-types": ["application/pdf"]},
    {"id": "home", "concepts": ["client"], "type": "position", "label": {"en": "Home"}}
  ],
  "catalogs": [{"id": "areas", "choices": [
    {"id": "north", "label": {"en": "North", "pt": "Norte"}}, {"id": "south", "label": {"en": "South", "pt": "Sul"}},
    {"id": "n-sales", "label": {"en": "Sales", "pt": "Vendas"}, "parent": "north"},
    {"id": "s-sales", "label": {"en": "Sales", "pt": "Vendas"}, "parent": "south"},
    {"id": "s-care", "label": {"en": "Care", "pt": "Cuidado"}, "parent": "south"}]}]
}"#;

fn plugin() -> AdditionalFields {
    elenco_sdk::open(SETTINGS).unwrap()
}

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

fn parse(field: &str, cell: Value, language: Language) -> Result<Value, String> {
    plugin().parse(Concept::Client, field, vec![cell], language).unwrap().remove(0)
}

fn format(field: &str, value: Value, language: Language) -> String {
    plugin().format(Concept::Client, field, vec![value], language).unwrap().remove(0)
}

fn check(entries: &[(&str, Value)]) -> (Vec<Entry>, Vec<Problem>) {
    let record =
        entries.iter().map(|(field, value)| Entry { field: (*field).into(), value: value.clone() }).collect();
    let checked = plugin().check(Concept::Client, vec![record], Language::En).unwrap().remove(0);
    (checked.entries, checked.problems)
}

fn refused(settings: &str) -> (String, String) {
    match elenco_sdk::open::<AdditionalFields>(settings).err() {
        Some(Error::Invalid(value)) => (value.field, value.message),
        other => panic!("{other:?}"),
    }
}

#[test]
fn fields_belong_to_concepts_and_speak_the_readers_language() {
    let fields = plugin().fields(Concept::Specialist, Language::Pt).unwrap();
    assert_eq!(fields.len(), 1);
    assert_eq!(fields[0].label, "Apelido");
    assert_eq!(fields[0].synonyms, ["Nickname", "Alias", "Apelido"]);
    assert_eq!(fields[0].group.as_deref(), Some("Personal"));
    assert!(plugin().fields(Concept::Location, Language::En).unwrap().is_empty());
}

#[test]
fn rights_come_from_states_or_from_the_short_form() {
    let fields = plugin().fields(Concept::Client, Language::En).unwrap();
    let rights = |id: &str, audience, active| {
        let field = fields.iter().find(|field| field.id == id).unwrap();
        field.states.iter().find(|rule| rule.audience == audience && rule.active == active).unwrap().rights
    };
    assert_eq!(rights("name", Audience::Administrator, false), Rights::all());
    assert_eq!(rights("name", Audience::Client, true), Rights::VISIBLE);
    assert_eq!(rights("salary", Audience::Administrator, false), Rights::VISIBLE | Rights::EDITABLE);
    assert_eq!(rights("salary", Audience::Client, true), Rights::empty());
}

#[test]
fn choices_and_limits_are_described() {
    let fields = plugin().fields(Concept::Client, Language::Pt).unwrap();
    let kind = |id: &str| &fields.iter().find(|field| field.id == id).unwrap().kind;
    assert!(
        matches!(kind("height"), FieldType::Decimal(limits) if limits.max.as_deref() == Some("2.5") && limits.decimals == 2)
    );
    assert!(
        matches!(kind("area"), FieldType::ChoiceTree(choices) if choices[2].parent.as_deref() == Some("north"))
    );
    assert!(matches!(kind("size"), FieldType::ChoiceList(choices) if choices[0].label == "Pequeno"));
    assert!(matches!(kind("salary"), FieldType::Currency(code) if code == "BRL"));
}

#[test]
fn cells_are_read_whatever_their_type() {
    let en = Language::En;
    for (field, cell, expected) in [
        ("name", text("  Ana \n"), text("Ana")),
        ("name", Value::Integer(42), text("42")),
        ("name", text("   "), Value::None),
        ("notes", text("a\r\nb"), text("a\nb")),
        ("children", text(" 3 "), Value::Integer(3)),
        ("children", Value::Decimal("3.0".into()), Value::Integer(3)),
        ("height", text("1.80"), Value::Decimal("1.8".into())),
        ("height", Value::Integer(1), Value::Decimal("1".into())),
        ("salary", text("R$ 1,250.50"), Value::Decimal("1250.5".into())),
        ("born", text("12/31/1990"), Value::Date("1990-12-31".into())),
        ("born", Value::Date("1990-12-31".into()), Value::Date("1990-12-31".into())),
        ("born", Value::Instant("1990-12-31T00:00:00Z".into()), Value::Date("1990-12-31".into())),
        ("starts", text("8:30 pm"), Value::Time("20:30:00".into())),
        ("seen", Value::Date("2026-01-02".into()), Value::Instant("2026-01-02T00:00:00Z".into())),
        ("vip", text("NÃO"), Value::Boolean(false)),
        ("vip", text("sí"), Value::Boolean(true)),
        ("vip", Value::Integer(1), Value::Boolean(true)),
        ("size", text("pequeño"), text("s")),
        ("size", text("LARGE"), text("l")),
        ("size", text("s"), text("s")),
        ("area", text("Sul\\Vendas"), text("s-sales")),
        ("area", text("north > sales"), text("n-sales")),
        ("area", text("South / Care"), text("s-care")),
        ("area", text("cuidado"), text("s-care")),
        ("hobbies", text("Música; Food, drink; music"), Value::Choices(vec!["music".into(), "food".into()])),
        ("hobbies", text("food,music"), Value::Choices(vec!["music".into(), "food".into()])),
        ("hobbies", Value::Choices(vec!["food".into()]), Value::Choices(vec!["food".into()])),
        ("hobbies", text(" ; "), Value::None),
        ("site", text("Example.com/Path?q=1"), text("https://example.com/Path?q=1")),
        ("site", text("http://localhost:8080"), text("http://localhost:8080")),
        ("home", text("-23.550, -46.6333"), text("-23.55,-46.6333")),
        ("home", text("-23,55; -46,6333"), text("-23.55,-46.6333")),
        ("home", text("0 180"), text("0,180")),
        ("contract", text("0190-ab"), text("0190-ab")),
    ] {
        assert_eq!(parse(field, cell.clone(), en), Ok(expected), "{field} {cell:?}");
    }
}

#[test]
fn what_cannot_be_read_says_what_would_be_right() {
    for (field, cell, expected) in [
        ("name", text("much too long a name"), "Write at most 10."),
        ("name", text("a\nb"), "one line"),
        ("name", text("a\u{7}b"), "cannot be shown"),
        ("children", text("21"), "at most 20"),
        ("children", text("-1"), "at least 0"),
        ("children", text("2.5"), "whole number"),
        ("children", text("two"), "“two” is no number"),
        ("children", Value::Boolean(true), "“Yes” is no number"),
        ("height", text("1.805"), "at most 2 decimals"),
        ("born", Value::Integer(33238), "is no date"),
        ("born", Value::Instant("1990-12-31T08:00:00Z".into()), "is no date"),
        ("vip", text("perhaps"), "neither yes nor no"),
        ("size", text("huge"), "Choose one of: Small, Large."),
        ("area", text("Sales"), "Write the whole path, such as North\\Sales."),
        ("area", text("East\\Sales"), "not among the choices"),
        ("hobbies", text("Music; Chess"), "“Chess” is not among"),
        ("site", text("javascript://x.com/%0aalert(1)"), "no web address"),
        ("site", text("javascript:alert(1)"), "no web address"),
        ("site", text("https://good.com@evil.com"), "no web address"),
        ("site", text("https://nodot"), "no web address"),
        ("home", text("91, 0"), "no position"),
        ("home", text("1"), "no position"),
        ("contract", text("../../etc/passwd"), "Upload the file"),
    ] {
        let message = parse(field, cell.clone(), Language::En).unwrap_err();
        assert!(message.contains(expected), "{field} {cell:?}: {message}");
    }
    assert!(matches!(
        plugin().parse(Concept::Client, "nowhere", Vec::new(), Language::En),
        Err(Error::Invalid(value)) if value.field == "nowhere"
    ));
}

#[test]
fn values_are_written_as_people_read_them() {
    let pt = Language::Pt;
    assert_eq!(format("salary", Value::Decimal("1250.5".into()), pt), "1.250,50");
    assert_eq!(format("children", Value::Integer(1234), Language::En), "1,234");
    assert_eq!(format("born", Value::Date("1990-12-31".into()), pt), "31/12/1990");
    assert_eq!(
        format("seen", Value::Instant("2026-01-02T08:30:00Z".into()), Language::En),
        "01/02/2026 08:30"
    );
    assert_eq!(format("starts", Value::Time("08:30:15".into()), pt), "08:30:15");
    assert_eq!(format("vip", Value::Boolean(false), pt), "Não");
    assert_eq!(format("size", text("s"), Language::Es), "Pequeño");
    assert_eq!(format("size", text("gone"), pt), "gone");
    assert_eq!(format("area", text("s-sales"), pt), "Sul\\Vendas");
    assert_eq!(
        format("hobbies", Value::Choices(vec!["music".into(), "food".into()]), pt),
        "Música; Comida, bebida"
    );
    assert_eq!(format("name", Value::None, pt), "");
}

#[test]
fn required_fields_and_unknown_ones_are_problems_of_the_record() {
    let (entries, problems) =
        check(&[("notes", text(" hi ")), ("shoe", text("1")), ("notes", text("again"))]);
    assert_eq!(entries, [Entry { field: "notes".into(), value: text("hi") }]);
    let problems: Vec<(&str, &str)> =
        problems.iter().map(|problem| (problem.field.as_str(), problem.message.as_str())).collect();
    assert_eq!(
        problems,
        [
            ("shoe", "There is no field “shoe” here."),
            ("notes", "This field is given twice. Give it once."),
            ("name", "Fill in “Nickname”."),
        ]
    );
}

#[test]
fn what_depends_on_a_field_counts_only_while_it_is_shown() {
    let name = ("name", text("Ana"));
    let fields = |entries: &[(&str, Value)]| -> (Vec<String>, Vec<String>) {
        let (entries, problems) = check(entries);
        (
            entries.into_iter().map(|entry| entry.field).collect(),
            problems.into_iter().map(|problem| problem.field).collect(),
        )
    };
    let size = |size: &str| ("size", text(size));
    let owned = |fields: &[&str]| -> Vec<String> { fields.iter().map(|field| (*field).into()).collect() };
    // Not shown: neither required, nor kept, nor complained about.
    assert_eq!(fields(&[name.clone(), size("l")]), (owned(&["name"]), owned(&[])));
    assert_eq!(fields(&[name.clone(), size("huge"), ("color", text("red"))]), (owned(&["name"]), owned(&[])));
    let vip = ("vip", text("yes"));
    assert_eq!(fields(&[name.clone(), vip.clone()]), (owned(&["name", "vip"]), owned(&["size"])));
    assert_eq!(
        fields(&[name.clone(), vip.clone(), size("Large"), ("color", text("red"))]),
        (owned(&["name", "vip", "size", "color"]), owned(&[]))
    );
    assert_eq!(
        fields(&[name, vip, size("s"), ("color", text("red"))]),
        (owned(&["name", "vip", "size"]), owned(&[]))
    );
}

#[test]
fn a_field_may_be_shown_by_every_value_but_some() {
    let settings = |kind: &str, condition: &str| {
        format!(
            r#"{{"fields": [
                {{"id": "a", "concepts": ["client"], "label": {{"en": "A"}}, {kind}}},
                {{"id": "b", "concepts": ["client"], "label": {{"en": "B"}}, "type": "short-text", "shown-when": {{"field": "a", {condition}}}}}
            ]}}"#
        )
    };
    let list = r#""type": "list", "choices": [{"id": "x", "label": {"en": "X"}}, {"id": "y", "label": {"en": "Y"}}]"#;
    let shown = |settings: &str, a: Value| {
        let plugin: AdditionalFields = elenco_sdk::open(settings).unwrap();
        let record = vec![
            Entry { field: "a".into(), value: a },
            Entry { field: "b".into(), value: Value::Text("here".into()) },
        ];
        let checked = plugin.check(Concept::Client, vec![record], Language::En).unwrap().remove(0);
        checked.entries.iter().any(|entry| entry.field == "b")
    };
    let not_x = settings(list, r#""none-of": ["x"]"#);
    assert!(!shown(&not_x, text("x")) && shown(&not_x, text("y")) && shown(&not_x, Value::None));
    let some = settings(list, r#""none-of": [""]"#);
    assert!(shown(&some, text("x")) && !shown(&some, Value::None));
    let unticked = settings(r#""type": "check-box""#, r#""none-of": ["true"]"#);
    assert!(shown(&unticked, Value::None) && shown(&unticked, Value::Boolean(false)));
    assert!(!shown(&unticked, Value::Boolean(true)));
    let no = settings(r#""type": "check-box""#, r#""any-of": ["false"]"#);
    assert!(shown(&no, Value::None) && !shown(&no, Value::Boolean(true)));
    for (settings, expected) in [
        (settings(r#""type": "short-text""#, r#""none-of": ["x"]"#), "needs a list"),
        (settings(list, r#""none-of": ["x", "y", ""]"#), "no value is left"),
        (settings(list, r#""none-of": ["x"], "any-of": ["y"]"#), "either"),
        (settings(list, r#""any-of": []"#), "either"),
    ] {
        assert!(refused(&settings).1.contains(expected), "{:?}", refused(&settings));
    }
}

#[test]
fn settings_that_make_no_sense_name_the_field() {
    let field = |more: &str| {
        format!(r#"{{"fields": [{{"id": "a", "concepts": ["client"], "label": {{"en": "A"}}, {more}}}]}}"#)
    };
    for (more, expected) in [
        (r#""type": "catalog-list", "catalog": "none""#, "no catalog none"),
        (r#""type": "currency""#, "ISO 4217"),
        (r#""type": "integer", "min": "5", "max": "1""#, "min is over max"),
        (r#""type": "integer", "min": "five""#, "no plain decimal"),
        (
            r#""type": "list", "choices": [{"id": "x", "label": {}}, {"id": "x", "label": {}}]"#,
            "two have the id x",
        ),
        (r#""type": "tree", "choices": [{"id": "x", "label": {}, "parent": "y"}]"#, "does not exist"),
        (
            r#""type": "tree", "choices": [{"id": "x", "label": {}, "parent": "y"}, {"id": "y", "label": {}, "parent": "x"}]"#,
            "never ends",
        ),
        (r#""type": "multiple-choice", "choices": [{"id": "x", "label": {"en": "a;b"}}]"#, "holds a ;"),
        (r#""type": "date", "shown-when": {"field": "b", "any-of": ["1"]}"#, "no field b"),
        (r#""type": "date", "shown-when": {"field": "a", "any-of": ["1"]}"#, "circle"),
        (r#""type": "date", "shown-when": {"field": "b"}"#, "no field b"),
    ] {
        let (name, message) = refused(&field(more));
        assert_eq!(name, "a");
        assert!(message.contains(expected), "{message}");
    }
    let twice = r#"{"id": "a", "concepts": ["client"], "label": {"en": "A"}, "type": "date"}"#;
    assert!(refused(&format!(r#"{{"fields": [{twice}, {twice}]}}"#)).1.contains("two fields"));
    assert!(plugin_without_fields().fields(Concept::Client, Language::En).unwrap().is_empty());
}

fn plugin_without_fields() -> AdditionalFields {
    elenco_sdk::open("{}").unwrap()
}

#[test]
fn the_schema_names_every_setting_and_every_type() {
    let schema: serde_json::Value = serde_json::from_str(include_str!("../settings.schema.json")).unwrap();
    let field = &schema["$defs"]["field"]["properties"];
    let types = field["type"]["enum"].as_array().unwrap();
    assert_eq!(types.len(), 17);
    for name in types {
        let parsed: Result<settings::Kind, _> = serde_json::from_value(name.clone());
        assert!(parsed.is_ok(), "{name}");
    }
    // An unknown key is answered with the list of those that exist.
    let answer =
        serde_json::from_str::<settings::FieldSetting>(r#"{"no-such-setting": 1}"#).unwrap_err().to_string();
    for name in field.as_object().unwrap().keys() {
        assert!(answer.contains(&format!("`{name}`")), "{name}: {answer}");
    }
    assert_eq!(answer.split('`').count() / 2 - 1, field.as_object().unwrap().len(), "{answer}");
}

fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::None),
        any::<String>().prop_map(Value::Text),
        "[0-9/,.:; \\\\A-Za-z-]{0,16}".prop_map(Value::Text),
        any::<i64>().prop_map(Value::Integer),
        "-?[0-9]{1,20}(\\.[0-9]{1,5})?".prop_map(Value::Decimal),
        any::<bool>().prop_map(Value::Boolean),
        any::<String>().prop_map(Value::Date),
        "[a-z]{0,5}".prop_map(|id| Value::Choices(vec![id])),
    ]
}

proptest! {
    /// What is accepted is stable: it is accepted again unchanged, in every language, and so is its written form in
    /// the language in which it is written.
    #[test]
    fn accepted_values_are_normal_and_read_back(value in any_value()) {
        let plugin = plugin();
        for field in plugin.of(Concept::Client) {
            let Ok(normal) = reading::read(field, &value, Language::Pt) else { continue };
            for language in Language::ALL {
                prop_assert_eq!(&reading::read(field, &normal, language), &Ok(normal.clone()));
                let written = Value::Text(writing::write(field, &normal, language));
                prop_assert_eq!(reading::read(field, &written, language), Ok(normal.clone()), "{} {:?}", field.id, written);
            }
        }
    }
}
