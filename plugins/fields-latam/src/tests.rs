use super::*;
use elenco_sdk::field_schema::Rights;

const SETTINGS: &str = r#"{"fields": [
    {"id": "cpf", "concepts": ["client"], "type": "cpf", "required": true, "synonyms": ["Documento"]},
    {"id": "zip", "concepts": ["client", "location"], "type": "cep", "label": {"en": "Zip code", "pt": "CEP"}}
]}"#;

fn plugin() -> Documents {
    elenco_sdk::open(SETTINGS).unwrap()
}

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

#[test]
fn fields_are_described_with_synonyms_help_and_example() {
    let fields = plugin().fields(Concept::Client, Language::En).unwrap();
    assert_eq!(fields[0].label, "CPF");
    assert_eq!(fields[0].synonyms, ["Documento"]);
    assert_eq!(fields[0].example.as_deref(), Some("529.982.247-25"));
    assert!(fields[0].states[0].rights.contains(Rights::REQUIRED));
    assert_eq!(fields[1].label, "Zip code");
    assert_eq!(fields[1].synonyms, ["CEP"]);
    assert!(!fields[1].states[0].rights.contains(Rights::REQUIRED));
    assert_eq!(plugin().fields(Concept::Location, Language::Es).unwrap().len(), 1);
}

#[test]
fn cells_lose_zeros_and_get_them_back() {
    let parse = |field: &str, cell: Value| {
        plugin().parse(Concept::Client, field, vec![cell], Language::Pt).unwrap().remove(0)
    };
    assert_eq!(parse("cpf", Value::Integer(191)), Ok(text("00000000191")));
    assert_eq!(parse("zip", Value::Integer(1_310_100)), Ok(text("01310100")));
    assert_eq!(parse("zip", text("1310100")), Ok(text("01310100")));
    assert!(parse("zip", text("310100")).is_err(), "one digit of a postal code is lost at most");
    assert_eq!(parse("zip", text(" ")), Ok(Value::None));
    assert_eq!(parse("zip", Value::None), Ok(Value::None));
    let message = parse("cpf", text("529.982.247-26")).unwrap_err();
    assert_eq!(message, "Os dígitos verificadores de “529.982.247-26” não conferem. Compare com o CPF.");
    for cell in [Value::Integer(-191), Value::Decimal("1.5".into()), Value::Boolean(true)] {
        assert!(parse("cpf", cell).unwrap_err().contains("Escreva como 529.982.247-25."));
    }
    assert!(plugin().parse(Concept::Location, "cpf", Vec::new(), Language::En).is_err());
}

#[test]
fn what_is_typed_has_all_its_digits() {
    let record = vec![Entry { field: "zip".into(), value: text("1310100") }];
    let checked = plugin().check(Concept::Location, vec![record], Language::En).unwrap();
    assert_eq!(checked[0].problems.len(), 1);
}

#[test]
fn every_refusal_is_said_in_each_language_and_stays_short() {
    use documents::Document;
    let flaws = [Flaw::Characters, Flaw::Length, Flaw::Form, Flaw::AllEqual, Flaw::CheckDigits, Flaw::Date];
    let long = "9".repeat(30_000);
    for document in Document::ALL {
        for flaw in flaws {
            let said = Language::ALL.map(|language| messages::refusal(document, &long, flaw, language));
            assert!(said.iter().all(|text| text.ends_with('.') && text.chars().count() < 250), "{said:?}");
            assert!(said[0] != said[1] && said[1] != said[2] && said[0] != said[2], "{said:?}");
        }
        let helps = Language::ALL.map(|language| messages::help(document, language));
        assert!(helps[0] != helps[1] && helps[1] != helps[2], "{helps:?}");
    }
}

#[test]
fn records_are_checked_field_by_field() {
    let record = vec![
        Entry { field: "zip".into(), value: text("01310-100") },
        Entry { field: "rg".into(), value: text("1") },
        Entry { field: "zip".into(), value: text("01310-100") },
    ];
    let good = vec![Entry { field: "cpf".into(), value: text("52998224725") }];
    let checked = plugin().check(Concept::Client, vec![record, good.clone()], Language::En).unwrap();
    assert_eq!(checked[0].entries, [Entry { field: "zip".into(), value: text("01310100") }]);
    let fields: Vec<&str> = checked[0].problems.iter().map(|problem| problem.field.as_str()).collect();
    assert_eq!(fields, ["rg", "zip", "cpf"]);
    assert_eq!(checked[1].entries, good);
    assert!(checked[1].problems.is_empty());
}

#[test]
fn values_are_shown_with_their_marks() {
    let values = vec![text("52998224725"), text("old value"), Value::None];
    let shown = plugin().format(Concept::Client, "cpf", values, Language::En).unwrap();
    assert_eq!(shown, ["529.982.247-25", "old value", ""]);
}

#[test]
fn two_fields_with_one_id_are_refused() {
    let field = r#"{"id": "a", "concepts": ["client"], "type": "rut"}"#;
    assert!(elenco_sdk::open::<Documents>(&format!(r#"{{"fields": [{field}, {field}]}}"#)).is_err());
}

#[test]
fn the_schema_names_every_setting_and_every_document() {
    let schema: serde_json::Value = serde_json::from_str(include_str!("../settings.schema.json")).unwrap();
    let field = &schema["$defs"]["field"]["properties"];
    let names = field["type"]["enum"].as_array().unwrap();
    assert_eq!(names.len(), documents::Document::ALL.len());
    for name in names {
        assert!(serde_json::from_value::<documents::Document>(name.clone()).is_ok(), "{name}");
    }
    let answer = serde_json::from_str::<FieldSetting>(r#"{"no-such-setting": 1}"#).unwrap_err().to_string();
    for name in field.as_object().unwrap().keys() {
        assert!(answer.contains(&format!("`{name}`")), "{name}: {answer}");
    }
}
