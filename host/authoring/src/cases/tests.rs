use super::*;

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("cases")).unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join("cases").join(name), text).unwrap();
    }
    folder
}

fn one(case: Json) -> (tempfile::TempDir, CaseFile) {
    let folder = folder(&[("one.json", &case.to_string()), ("people.txt", "Ana\nLuis\n")]);
    let file = CaseFile::read_all(folder.path()).unwrap().remove(0);
    (folder, file)
}

fn compare(case: Json, came: Outcome) -> Vec<String> {
    let (_folder, file) = one(case);
    file.compare(&file.cases[0], &came).unwrap()
}

#[test]
fn a_file_holds_one_case_or_a_list() {
    let case = r#"{"about": "a", "function": "password-policy.rules", "expect": []}"#;
    let folder = folder(&[("b.json", case), ("a.json", &format!("[{case}, {case}]")), ("c.txt", "no case")]);
    let files = CaseFile::read_all(folder.path()).unwrap();
    assert_eq!(files.iter().map(|file| file.cases.len()).collect::<Vec<_>>(), [2, 1]);
    for file in files {
        file.write().unwrap();
        assert_eq!(CaseFile::read(&file.path).unwrap().cases.len(), file.cases.len());
    }
    assert!(CaseFile::read_all(&folder.path().join("cases")).unwrap().is_empty());
}

#[test]
fn what_is_wrong_with_a_file_is_said_with_its_name() {
    for (text, said) in [
        (r#"{"about": "a", "function": "f", "expected": 1}"#, "expected"),
        (r#"[{"about": "a", "function": "f", "expect": 1, "error": 1}]"#, "both"),
        (r#"{"about": "a", "function": "f", "input": []}"#, "object"),
        ("{", "EOF"),
    ] {
        let folder = folder(&[("wrong.json", text)]);
        let error = CaseFile::read_all(folder.path()).unwrap_err().to_string();
        assert!(error.contains("wrong.json") && error.contains(said), "{error}");
    }
}

#[test]
fn the_language_goes_where_the_function_takes_it() {
    let case = |function: &str, input: Json| {
        let (_folder, file) =
            one(json!({ "about": "a", "function": function, "language": "pt", "input": input }));
        file.input(&file.cases[0]).unwrap()
    };
    assert_eq!(case("password-policy.rules", json!({})), json!({ "locale": "pt" }));
    assert_eq!(case("password-policy.rules", json!({ "locale": "es" })), json!({ "locale": "es" }));
    assert_eq!(case("password-policy.evaluate", json!({ "candidate": "x" })), json!({ "candidate": "x" }));
    assert_eq!(
        case("import-format.read-all", json!({ "file": "people.txt" })),
        json!({ "name": "people.txt", "base64": "QW5hCkx1aXMK", "locale": "pt" })
    );
    assert_eq!(case("field-schema.parse", json!({ "field": "file" }))["locale"], json!("pt"));
}

#[test]
fn a_case_reaches_no_other_folder() {
    for name in ["../secret", "/etc/passwd", "", "a/../../b"] {
        let (_folder, file) =
            one(json!({ "about": "a", "function": "import-format.read-all", "input": { "file": name } }));
        assert!(file.input(&file.cases[0]).is_err(), "{name}");
    }
}

#[test]
fn null_is_an_answer() {
    let case = |key: &str| json!({ "about": "a", "function": "client-lookup.write", key: null });
    assert!(compare(case("expect"), Outcome::Answer(Json::Null)).is_empty());
    assert!(!compare(case("settings"), Outcome::Answer(Json::Null)).is_empty());
}

#[test]
fn errors_are_compared_whole_and_failures_by_their_code() {
    let case = |error: Json| json!({ "about": "a", "function": "f.g", "error": error });
    let invalid = json!({ "invalid": { "field": "id", "message": "no" } });
    assert!(compare(case(invalid.clone()), Outcome::Error(invalid.clone())).is_empty());
    assert_eq!(
        compare(case(invalid), Outcome::Error(json!({ "invalid": { "field": "id", "message": "yes" } }))),
        ["error.invalid.message: expected \"no\", came \"yes\""]
    );
    let failed = Outcome::Error(json!({ "code": "plugin.E101", "message": "out of fuel" }));
    assert!(compare(case(json!({ "code": "plugin.E101" })), failed.clone()).is_empty());
    assert!(!compare(case(json!({ "code": "plugin.E102" })), failed.clone()).is_empty());
    assert!(!compare(json!({ "about": "a", "function": "f.g", "expect": 1 }), failed).is_empty());
    assert!(!compare(case(json!({ "other": "no" })), Outcome::Answer(json!(1))).is_empty());
}

#[test]
fn files_are_compared_as_text_or_bytes() {
    let case =
        |expect: Json| json!({ "about": "a", "function": "export-format.write-all", "expect": expect });
    let answer = Outcome::Answer(json!({ "base64": "QW5hCkx1aXMK", "text": "Ana\nLuis\n" }));
    for expected in [
        json!({ "text": "Ana\nLuis\n" }),
        json!({ "base64": "QW5hCkx1aXMK" }),
        json!({ "file": "people.txt" }),
    ] {
        assert_eq!(compare(case(expected), answer.clone()), Vec::<String>::new());
    }
    let other = Outcome::Answer(json!({ "base64": "QW5hCkzDrXMK", "text": "Ana\nLís\n" }));
    assert_eq!(
        compare(case(json!({ "file": "people.txt" })), other),
        ["answer.text, line 2: expected \"Luis\", came \"Lís\""]
    );
}

#[test]
fn what_was_accepted_passes() {
    let cases = json!([
        { "about": "a", "function": "password-policy.rules", "input": {}, "expect": [] },
        { "about": "b", "function": "export-format.write-all", "expect": { "file": "out.txt" } },
        { "about": "c", "function": "export-format.write-all" },
        { "about": "d", "function": "client-lookup.read", "expect": 1 },
    ]);
    let folder = folder(&[("all.json", &cases.to_string())]);
    let mut file = CaseFile::read_all(folder.path()).unwrap().remove(0);
    let written = Outcome::Answer(json!({ "base64": "QW5hCg==", "text": "Ana\n" }));
    let outcomes = [
        Outcome::Answer(json!([{ "id": "length" }])),
        written.clone(),
        written,
        Outcome::Error(json!({ "code": "plugin.E108", "message": "trap" })),
    ];
    for (at, outcome) in outcomes.iter().enumerate() {
        file.accept(at, outcome.clone()).unwrap();
    }
    file.write().unwrap();
    let file = CaseFile::read(&file.path).unwrap();
    for (case, outcome) in file.cases.iter().zip(&outcomes) {
        assert_eq!(file.compare(case, outcome).unwrap(), Vec::<String>::new(), "{}", case.about);
    }
    assert_eq!(std::fs::read_to_string(folder.path().join("cases/out.txt")).unwrap(), "Ana\n");
}

#[test]
fn differences_are_said_by_their_path() {
    let expected = json!({ "a": [1, { "b": true }], "c": "x", "gone": 1 });
    let came = json!({ "a": [1.0, { "b": false }, 3], "c": "y", "more": null });
    assert_eq!(
        differences("answer", &expected, &came),
        [
            "answer.a[1].b: expected true, came false",
            "answer.a[2]: expected nothing, came 3",
            "answer.c: expected \"x\", came \"y\"",
            "answer.gone: expected 1, came nothing",
            "answer.more: expected nothing, came null",
        ]
    );
    let many = |value: u32| Json::from(vec![value; 30]);
    assert_eq!(differences("answer", &many(1), &many(2)).last().unwrap(), "… and 10 more");
}
