use super::*;
use crate::contract::{Choice, Condition, Field, FieldType, NumberLimits, Problem, TextLimits};
use crate::limits::{CHOICES, FIELD_DETAILS, FIELDS};

fn rule(id: &str, label: &str) -> Rule {
    Rule { id: id.into(), label: label.into() }
}

fn field(id: &str, kind: FieldType) -> Field {
    Field {
        id: id.into(),
        label: "Label".into(),
        synonyms: vec![],
        help: None,
        example: None,
        group: None,
        kind,
        states: vec![],
        shown_when: None,
    }
}

fn text() -> FieldType {
    FieldType::Text(TextLimits { max_length: 10, lines: false })
}

fn choice(id: &str, parent: Option<&str>) -> Choice {
    Choice { id: id.into(), label: "Label".into(), parent: parent.map(Into::into) }
}

/// What is wrong, in words without anything that the guest said.
fn wrong(found: Found) -> String {
    match found {
        Err(CallError::Contract { summary }) => {
            assert!(!summary.contains("SECRET"), "{summary}");
            summary
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn rules_and_verdicts_are_few_and_each_its_own() {
    assert_eq!(rules(&[rule("a", "A"), rule("b", "B")]), Ok(()));
    for (bad, says) in [
        (vec![rule("a", "A"); 2], "twice"),
        (vec![rule("", "A")], "0 bytes"),
        (vec![rule(&"SECRET".repeat(100), "A")], "600 bytes"),
        (vec![rule("a", " ")], "empty"),
        (vec![rule("a", &"SECRET".repeat(1_000))], "6000 bytes"),
        ((0..=RULES).map(|n| rule(&n.to_string(), "A")).collect(), "at most"),
    ] {
        let told = wrong(rules(&bad));
        assert!(told.contains(says), "{told}");
    }
    let verdict = |rule: &str| Verdict { rule: rule.into(), met: true };
    assert_eq!(verdicts(&[verdict("a"), verdict("b")]), Ok(()));
    for bad in [vec![verdict("SECRET"), verdict("SECRET")], vec![verdict("")], vec![verdict("a"); RULES + 1]]
    {
        wrong(verdicts(&bad));
    }
}

#[test]
fn fields_can_be_shown_and_chosen_from() {
    let tree = |choices| vec![field("a", FieldType::ChoiceTree(choices))];
    let number =
        |min: &str| FieldType::Integer(NumberLimits { min: Some(min.into()), max: None, decimals: 0 });
    let with = |change: &dyn Fn(&mut Field)| {
        let mut field = field("a", text());
        change(&mut field);
        vec![field]
    };
    for good in [
        vec![],
        vec![field("a", text()), field("b", number("-5"))],
        tree(vec![choice("leaf", Some("root")), choice("root", None), choice("twig", Some("leaf"))]),
        vec![field("a", FieldType::Currency("EUR".into()))],
    ] {
        assert_eq!(fields(&good), Ok(()), "{good:?}");
    }
    let many = |count: usize| (0..count).map(|n| choice(&n.to_string(), None)).collect::<Vec<_>>();
    let bad = [
        vec![field("a", text()), field("a", text())],
        vec![field("", text())],
        (0..=FIELDS).map(|n| field(&n.to_string(), text())).collect(),
        vec![field("a", number("1e9"))],
        vec![field("a", FieldType::Currency("<b>".into()))],
        vec![field("a", FieldType::ChoiceList(vec![choice("x", None); 2]))],
        vec![field("a", FieldType::MultipleChoice(vec![choice("", None)]))],
        vec![field("a", FieldType::ChoiceList(many(CHOICES))), field("b", FieldType::ChoiceList(many(1)))],
        tree(vec![choice("a", Some("b")), choice("b", Some("a"))]),
        tree(vec![choice("a", Some("a"))]),
        tree(vec![choice("a", Some("nobody"))]),
        with(&|field| field.label = String::new()),
        with(&|field| field.synonyms = vec![String::new(); FIELD_DETAILS + 1]),
        with(&|field| field.help = Some("SECRET".repeat(1_000))),
        with(&|field| field.shown_when = Some(Condition { field: "a".into(), any_of: vec![] })),
    ];
    for bad in bad {
        wrong(fields(&bad));
    }
}

#[test]
fn a_deep_tree_is_checked_in_time() {
    let name = |n: usize| n.to_string();
    let deep: Vec<Choice> =
        (0..CHOICES).map(|n| choice(&name(n), (n > 0).then(|| name(n - 1)).as_deref())).collect();
    let turned: Vec<Choice> = deep.iter().rev().cloned().collect();
    for choices in [deep, turned] {
        assert_eq!(fields(&[field("a", FieldType::ChoiceTree(choices))]), Ok(()));
    }
}

#[test]
fn records_answer_each_for_one_question() {
    let entry = |field: &str| Entry { field: field.into(), value: Value::Integer(1) };
    let problem = |message: &str| Problem { field: "a".into(), message: message.into() };
    let one = |entries: Vec<Entry>, problems: Vec<Problem>| checked(&[Checked { entries, problems }], 1);
    assert_eq!(one(vec![entry("a"), entry("b")], vec![problem("no"), problem("nor this")]), Ok(()));
    wrong(checked(&[], 1));
    wrong(one(vec![entry("a"), entry("a")], vec![]));
    wrong(one(vec![], vec![problem("")]));
    wrong(one(vec![], vec![problem("no"); PROBLEMS + 1]));
    wrong(one((0..=ENTRIES).map(|n| entry(&n.to_string())).collect(), vec![]));
    wrong(one(vec![Entry { field: "a".into(), value: Value::Date("SECRET".into()) }], vec![]));
    assert_eq!(parsed(&[Ok(Value::None), Err("no number".into())], 2), Ok(()));
    wrong(parsed(&[Err(String::new())], 1));
    wrong(written(&["SECRET".repeat(VALUE_BYTES)], 1));
}

#[test]
fn formats_can_stand_in_file_names_and_headers() {
    let format = |id: &str, extension: &str, media_type: &str| ExportFormat {
        id: id.into(),
        label: "Label".into(),
        extension: extension.into(),
        media_type: media_type.into(),
        many_sheets: false,
    };
    assert_eq!(
        export_formats(&[format("a", "csv", "text/csv; charset=utf-8"), format("b", "tar.gz", "a/b")]),
        Ok(())
    );
    for (extension, media_type) in [
        ("../x", "a/b"),
        ("", "a/b"),
        ("csv", "a/b\r\nset-cookie: x"),
        ("csv", "text"),
        (".csv", "a/b"),
        ("c\"v", "a/b"),
    ] {
        wrong(export_formats(&[format("a", extension, media_type)]));
    }
    wrong(export_formats(&[format("a", "csv", "a/b"), format("a", "csv", "a/b")]));
    let import = ImportFormat {
        id: "a".into(),
        label: "Label".into(),
        extensions: vec!["csv".into()],
        media_types: vec!["text/csv".into()],
    };
    assert_eq!(import_formats(std::slice::from_ref(&import)), Ok(()));
    wrong(import_formats(&[ImportFormat { extensions: vec!["c v".into()], ..import.clone() }]));
    wrong(import_formats(&vec![import; FORMATS + 1]));
}

#[test]
fn people_and_suggestions_are_no_more_than_were_asked_for() {
    let person = |id: &str| Candidate { id: id.into(), label: "Ana".into(), detail: String::new() };
    assert_eq!(candidates(&[person("1"), person("2")], 2), Ok(()));
    wrong(candidates(&[person("1"), person("2")], 1));
    wrong(candidates(&[person("1"), person("1")], 5));
    let suggestion = |part: &str| Suggestion { part: part.into(), value: "v".into(), source: "s".into() };
    assert_eq!(suggestions(&[suggestion("city"), suggestion("street")]), Ok(()));
    wrong(suggestions(&[suggestion("city"), suggestion("city")]));
    wrong(sheets(&vec![Sheet { name: String::new(), claimed_rows: None }; SHEETS + 1]));
}
