use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn policy(settings: &str) -> Policy {
    elenco_sdk::open(settings).unwrap()
}

fn subject(username: &str, email: &str, names: &[&str], context: &[&str]) -> Subject {
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    Subject { username: username.into(), email: email.into(), names: owned(names), context: owned(context) }
}

fn somebody() -> Subject {
    subject("asouza", "ana.lucia@example.com", &["Ána", "de Souza"], &["Demo Company"])
}

fn verdicts(settings: &str, candidate: &str) -> BTreeMap<String, bool> {
    let verdicts = policy(settings).evaluate(candidate, &somebody()).unwrap();
    verdicts.into_iter().map(|verdict| (verdict.rule, verdict.met)).collect()
}

fn met(settings: &str, rule: &str, candidate: &str) -> bool {
    verdicts(settings, candidate)[rule]
}

#[test]
fn by_default_four_rules_are_in_force_in_order() {
    let rules = policy("{}").rules(Language::En).unwrap();
    let ids: Vec<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(ids, ["length", "repetition", "context", "blocklist"]);
    assert_eq!(rules[0].label, "15 to 128 characters");
}

#[test]
fn a_long_passphrase_meets_every_default_rule_and_nothing_meets_none() {
    assert!(verdicts("{}", "sete ovelhas atravessam o viaduto").values().all(|met| *met));
    assert!(verdicts("{}", "").values().all(|met| !met));
}

#[test]
fn length_counts_characters_at_both_ends() {
    assert!(!met("{}", "length", &"ñ".repeat(14)));
    assert!(met("{}", "length", &"ñ".repeat(15)));
    assert!(met("{}", "length", &"😀".repeat(128)));
    assert!(!met("{}", "length", &"x".repeat(129)));
}

#[test]
fn words_of_the_person_and_the_place_are_refused() {
    for candidate in [
        "uma souza qualquer",
        "SOUZA!",
        "50uz4 na ponte",
        "azuos",
        "lucia viaja amanha",
        "my company rules",
        "d3m0 time",
        "the asouza one",
    ] {
        assert!(!met("{}", "context", candidate), "{candidate}");
    }
    // "Ána" and "de" are too short, "example.com" is not the person's.
    assert!(met("{}", "context", "banana de example.com"));
    assert!(!met(r#"{"context-words": ["Zeppelin"]}"#, "context", "a z3ppelin flies"));
}

#[test]
fn runs_and_repetition_are_refused() {
    for candidate in [
        "xx1234yy",
        "xx4321yy",
        "aaaa",
        "AaAa!",
        "mnbvcx",
        "Asdf",
        "abcd",
        "DCBA",
        "7890",
        "abcabcabc",
        "xyxyxyxy",
        "LKjh",
    ] {
        assert!(!met("{}", "repetition", candidate), "{candidate}");
    }
    for candidate in ["aaab", "123", "cabd", "x9a0b", "banana", "z{|}", "no run here 4 us"] {
        assert!(met("{}", "repetition", candidate), "{candidate}");
    }
    assert!(!verdicts(r#"{"longest-run": 0}"#, "aaaa").contains_key("repetition"));
}

#[test]
fn composition_rules_count_and_name_characters() {
    let settings = r#"{"lower": 1, "upper": 2, "digits": 1, "specials": 1, "allowed-specials": "!?", "forbidden-specials": "?",
        "no-digit-at-ends": true, "longest-identical": 2, "not-username": true}"#;
    let all = |candidate| -> Vec<String> {
        verdicts(settings, candidate).into_iter().filter(|(_, met)| !met).map(|(rule, _)| rule).collect()
    };
    assert_eq!(all("ÑandúViolet7!aguacate"), Vec::<String>::new());
    assert_eq!(all("ñandúviolet7!aguacate"), ["upper"]);
    assert_eq!(all("ÑANDÚVIOLET7!AGUACATE"), ["lower"]);
    assert_eq!(all("ÑandúVioletT!aguacate"), ["digit"]);
    assert_eq!(all("ÑandúViolet7aaguacate"), ["special"]);
    assert_eq!(all("ÑandúViolet7 !guacate"), ["allowed-specials"]);
    assert_eq!(all("ÑandúViolet7?aguacate"), ["forbidden-specials"]);
    assert_eq!(all("7ÑandúViolet!aguacate"), ["digit-ends"]);
    assert_eq!(all("ÑandúViolet!aguacate7"), ["digit-ends"]);
    assert_eq!(all("ÑandúViolettt7!aguacate"), ["identical"]);
    // The user name is part of the person's words, too.
    assert_eq!(all("ÑandúViolet7!ASOUZA"), ["context", "username"]);
}

#[test]
fn a_short_user_name_is_found_by_the_stricter_rule_only() {
    let policy = policy(r#"{"not-username": true}"#);
    let short = subject("bo", "", &[], &[]);
    let verdicts = policy.evaluate("rainbows over", &short).unwrap();
    let unmet = |rule: &str| verdicts.iter().any(|verdict| verdict.rule == rule && !verdict.met);
    assert!(unmet("username") && !unmet("context"));
}

#[test]
fn settings_that_cannot_be_met_are_refused() {
    let refused = elenco_sdk::open::<Policy>(r#"{"min-length": 200, "max-length": 100}"#);
    assert!(matches!(refused.err(), Some(Error::Invalid(value)) if value.field == "min-length"));
    assert!(elenco_sdk::open::<Policy>(r#"{"minimum": 3}"#).is_err());
}

#[test]
fn every_rule_has_a_label_in_every_language() {
    let policy = policy(EVERYTHING);
    for language in Language::ALL {
        let rules = policy.rules(language).unwrap();
        assert_eq!(rules.len(), Kind::ALL.len());
        for rule in rules {
            assert!(rule.label.chars().count() > 5, "{rule:?}");
        }
    }
    let labels = |language| -> Vec<String> {
        policy.rules(language).unwrap().into_iter().map(|rule| rule.label).collect()
    };
    assert!(labels(Language::En).contains(&"At least 1 digit".to_owned()));
    assert!(labels(Language::Es).contains(&"Al menos 2 letras minúsculas".to_owned()));
    assert!(labels(Language::Pt).contains(&"No máximo 2 caracteres iguais seguidos".to_owned()));
}

const EVERYTHING: &str = r#"{"lower": 2, "upper": 1, "digits": 1, "specials": 1, "allowed-specials": "!", "forbidden-specials": "?",
    "no-digit-at-ends": true, "longest-identical": 2, "not-username": true}"#;

#[test]
fn the_schema_names_exactly_the_settings_and_their_defaults() {
    let schema: serde_json::Value = serde_json::from_str(include_str!("../settings.schema.json")).unwrap();
    let defaults: serde_json::Map<String, serde_json::Value> = schema["properties"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, property)| (name.clone(), property["default"].clone()))
        .collect();
    let text = serde_json::Value::Object(defaults).to_string();
    let parsed: Settings = serde_json::from_str(&text).unwrap();
    assert_eq!(format!("{parsed:?}"), format!("{:?}", Settings::default()));
}

fn candidate() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[a-eA-E0-3!? ]{0,24}", "(pass|word|senha|souza|1234){1,4}[0-9!]{0,4}"]
}

proptest! {
    /// One verdict for each rule, in the same order, whatever is typed.
    #[test]
    fn verdicts_match_rules(candidate in candidate()) {
        for settings in ["{}", EVERYTHING] {
            let policy = policy(settings);
            let rules: Vec<_> = policy.rules(Language::Pt).unwrap().into_iter().map(|rule| rule.id).collect();
            let verdicts: Vec<_> =
                policy.evaluate(&candidate, &somebody()).unwrap().into_iter().map(|verdict| verdict.rule).collect();
            prop_assert_eq!(rules, verdicts);
        }
    }

    /// What a stricter policy accepts, a laxer one accepts.
    #[test]
    fn stricter_settings_never_let_more_through(
        candidate in candidate(), count in 0usize..6, more in 0usize..6, run in 2usize..6,
    ) {
        let settings = |count: usize, run: usize| format!(
            r#"{{"min-length": {}, "max-length": {}, "lower": {count}, "upper": {count}, "digits": {count}, "specials": {count},
                "longest-run": {run}, "longest-identical": {run}}}"#, count + 1, 64 - count);
        let accepts = |settings: String| verdicts(&settings, &candidate).values().all(|met| *met);
        let strict = accepts(settings(count + more, run));
        prop_assert!(!strict || accepts(settings(count, run)));
        prop_assert!(!strict || accepts(settings(count + more, run + more)));
    }

    /// A common password does not become good by what is put around it, nor by case.
    #[test]
    fn decoration_does_not_hide_a_common_password(before in "[0-9!#]{0,4}", after in "[0-9!#]{0,6}", upper: bool) {
        let word = if upper { "MARIPOSA" } else { "mariposa" };
        let dressed = format!("{before}{word}{after}");
        prop_assert!(blocklist::is_common(&dressed, &[]));
    }
}
