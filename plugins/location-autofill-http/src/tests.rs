//! A service that the test knows: what it is asked, what is made of its answers, and how often it is asked.

use super::*;
use proptest::prelude::*;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

const SETTINGS: &str = r#"{
    "url": "https://cep.example/ws/{postal-code:digits}/json?city={city}",
    "token": "{{secret:token}}",
    "headers": [{"name": "authorization", "value": "Bearer {token}"}],
    "answers": [
        {"path": "logradouro", "part": "street"},
        {"path": "$.places[0].name", "part": "city"},
        {"path": "localidade", "part": "city"},
        {"path": "ddd", "part": "phone"}
    ]
}"#;

struct Service {
    answer: Result<(u16, &'static str), Error>,
    asked: RefCell<Vec<(String, String)>>,
    store: RefCell<BTreeMap<String, String>>,
    room: usize,
    now: Cell<u64>,
}

impl Service {
    fn new(status: u16, body: &'static str) -> Self {
        let (asked, store) = (RefCell::default(), RefCell::default());
        Self { answer: Ok((status, body)), asked, store, room: 100, now: Cell::new(1_000 * 24 * 3_600_000) }
    }
}

impl Outside for Service {
    fn get(&self, url: &str, headers: &[(&str, &str)]) -> Result<(u16, Vec<u8>), Error> {
        self.asked.borrow_mut().push((url.to_owned(), format!("{headers:?}")));
        self.answer.clone().map(|(status, body)| (status, body.as_bytes().to_vec()))
    }

    fn kept(&self, key: &str) -> Result<Option<String>, Error> {
        Ok(self.store.borrow().get(key).cloned())
    }

    fn keep(&self, key: &str, text: &str) -> Result<(), Error> {
        if self.store.borrow().len() >= self.room {
            return Err(Error::Limit("keys".into()));
        }
        self.store.borrow_mut().insert(key.to_owned(), text.to_owned());
        Ok(())
    }

    fn forget(&self) -> Result<(), Error> {
        self.store.borrow_mut().clear();
        Ok(())
    }

    fn now(&self) -> u64 {
        self.now.get()
    }
}

fn part(name: &str, value: &str) -> Part {
    Part { name: name.into(), value: value.into() }
}

fn place(parts: &[(&str, &str)]) -> Place {
    let address = parts.iter().map(|(name, value)| part(name, value)).collect();
    Place {
        id: "1".into(),
        code: "S-1".into(),
        name: "Centro".into(),
        address,
        latitude: Some(-23.5),
        longitude: None,
    }
}

fn ask(service: &Service, settings: &str, typed: &[Part]) -> Result<Vec<(String, String, String)>, Error> {
    let plugin: FromService = elenco_sdk::open(settings)?;
    let place = place(&[("postal-code", "00000-000"), ("city", "São Paulo")]);
    let found = plugin.suggest_from(service, &place, typed, Language::Pt)?;
    Ok(found.into_iter().map(|one| (one.part, one.value, one.source)).collect())
}

const GOOD: &str =
    r#"{"logradouro": " Avenida\nPaulista ", "places": [], "localidade": "São Paulo", "ddd": 11, "x": null}"#;

#[test]
fn parts_are_taken_out_of_the_answer() {
    let service = Service::new(200, GOOD);
    let found = ask(&service, SETTINGS, &[part("postal-code", "01310-100")]).unwrap();
    let expected = [("street", "Avenida Paulista"), ("city", "São Paulo"), ("phone", "11")];
    assert_eq!(found, expected.map(|(part, value)| (part.into(), value.into(), "cep.example".into())));
    let asked = service.asked.borrow();
    assert_eq!(asked[0].0, "https://cep.example/ws/01310100/json?city=S%C3%A3o%20Paulo");
    assert_eq!(asked[0].1, r#"[("authorization", "Bearer {{secret:token}}")]"#);
}

#[test]
fn answers_are_kept_for_their_days_and_for_their_question() {
    let service = Service::new(200, GOOD);
    let times = || service.asked.borrow().len();
    let first = ask(&service, SETTINGS, &[]).unwrap();
    assert_eq!(ask(&service, SETTINGS, &[]).unwrap(), first);
    assert_eq!(times(), 1);
    ask(&service, SETTINGS, &[part("postal-code", "1")]).unwrap();
    assert_eq!(times(), 2, "another question");
    ask(&service, &SETTINGS.replace("\"ddd\"", "\"x\""), &[]).unwrap();
    assert_eq!(times(), 3, "another wish");
    service.now.set(service.now.get() + 31 * 24 * 3_600_000);
    ask(&service, SETTINGS, &[]).unwrap();
    assert_eq!(times(), 4, "too old");
    let never = SETTINGS.replacen('{', r#"{"cache-days": 0,"#, 1);
    ask(&service, &never, &[]).unwrap();
    assert_eq!(times(), 5, "not kept");
    service.store.borrow_mut().values_mut().for_each(|text| *text = "no answer".into());
    assert_eq!(ask(&service, SETTINGS, &[]).unwrap(), first, "what is kept may be broken");
}

#[test]
fn a_full_store_begins_anew() {
    let service = Service { room: 2, ..Service::new(200, GOOD) };
    for number in 1..6 {
        ask(&service, SETTINGS, &[part("postal-code", &number.to_string())]).unwrap();
    }
    assert_eq!(service.store.borrow().len(), 1);
    let none = Service { room: 0, ..Service::new(200, GOOD) };
    assert_eq!(ask(&none, SETTINGS, &[]).unwrap().len(), 3);
}

#[test]
fn a_place_that_is_not_found_is_no_failure_and_everything_else_is_told() {
    let nobody = Service::new(404, "");
    assert_eq!(ask(&nobody, SETTINGS, &[]), Ok(Vec::new()));
    assert_eq!(ask(&nobody, SETTINGS, &[]), Ok(Vec::new()));
    assert_eq!(nobody.asked.borrow().len(), 1, "that is kept, too");
    for (status, body, said) in
        [(500, "", "500"), (403, "", "403"), (302, "", "302"), (200, "<html>", "JSON"), (200, "", "JSON")]
    {
        let service = Service::new(status, body);
        match ask(&service, SETTINGS, &[]) {
            Err(Error::Unavailable(text)) => {
                assert!(text.starts_with("cep.example") && text.contains(said), "{text}")
            }
            other => panic!("{other:?}"),
        }
        assert!(service.store.borrow().is_empty(), "a failure is not kept");
    }
    let denied = Service { answer: Err(Error::Denied("http: cep.example".into())), ..Service::new(200, "") };
    assert_eq!(ask(&denied, SETTINGS, &[]), Err(Error::Denied("http: cep.example".into())));
    for odd in ["{}", "[]", "null", "1", r#"{"logradouro": {"a": 1}, "localidade": true, "ddd": ""}"#] {
        assert_eq!(ask(&Service::new(200, odd), SETTINGS, &[]), Ok(Vec::new()), "{odd}");
    }
}

#[test]
fn nothing_is_asked_while_something_is_not_known() {
    let service = Service::new(200, GOOD);
    for settings in
        ["{}", r#"{"url": "https://a.example/{longitude}"}"#, r#"{"url": "https://a.example/{district}"}"#]
    {
        assert_eq!(ask(&service, settings, &[]), Ok(Vec::new()), "{settings}");
    }
    let plain = r#"{"url": "https://a.example/{postal-code}/x"}"#;
    for dots in [".", "..", "..."] {
        assert_eq!(ask(&service, plain, &[part("postal-code", dots)]), Ok(Vec::new()));
    }
    assert!(service.asked.borrow().is_empty());
    ask(&service, r#"{"url": "https://a.example/{latitude}/{code}/{name}"}"#, &[]).unwrap();
    assert_eq!(service.asked.borrow()[0].0, "https://a.example/-23.5/S-1/Centro");
}

#[test]
fn settings_that_cannot_be_kept_are_named() {
    for (settings, name) in [
        (r#"{"url": "cep.example"}"#, "url"),
        (r#"{"url": "file:///etc/passwd"}"#, "url"),
        (r#"{"url": "https://{city}.example/"}"#, "url"),
        (r#"{"url": "https:///x"}"#, "url"),
        (r#"{"url": "https://me:secret@cep.example/"}"#, "url"),
        (r#"{"url": "https://a.example/{password}"}"#, "url"),
        (r#"{"url": "https://a.example/{city"}"#, "url"),
        (r#"{"url": "https://a.example/{city:upper}"}"#, "url"),
        (r#"{"url": "https://a.example/", "answers": [{"path": "a..b", "part": "city"}]}"#, "answers"),
        (r#"{"url": "https://a.example/", "answers": [{"path": "a", "part": "colour"}]}"#, "answers"),
        (r#"{"uri": "https://a.example/"}"#, "settings"),
    ] {
        match elenco_sdk::open::<FromService>(settings).map(drop) {
            Err(Error::Invalid(invalid)) => {
                assert_eq!(invalid.field, name, "{settings}: {}", invalid.message)
            }
            other => panic!("{settings}: {other:?}"),
        }
    }
}

#[test]
fn the_schema_says_what_the_settings_are() {
    let schema: serde_json::Value = serde_json::from_str(include_str!("../settings.schema.json")).unwrap();
    let parts = &schema["properties"]["answers"]["items"]["properties"]["part"];
    assert_eq!(parts["enum"], serde_json::json!(elenco_sdk::location_autofill::PARTS));
    for (name, property) in schema["properties"].as_object().unwrap() {
        let setting = serde_json::json!({ name: property["default"] }).to_string();
        assert!(elenco_sdk::open::<FromService>(&setting).is_ok(), "{setting}");
        assert!(
            ["en", "es", "pt"].iter().all(|language| property["x-title"][language].is_string()),
            "{name}"
        );
    }
}

proptest! {
    /// Whatever is typed, the service is asked on its host, and on the page that was set.
    #[test]
    fn what_is_typed_cannot_lead_elsewhere(typed in "\\PC{1,30}|[./?#@:\\\\%]{1,6}") {
        let service = Service::new(200, GOOD);
        let settings = r#"{"url": "https://cep.example/ws/{postal-code}/json?key=1"}"#;
        ask(&service, settings, &[part("postal-code", &typed)]).unwrap();
        for (url, _) in service.asked.borrow().iter() {
            let value = url.strip_prefix("https://cep.example/ws/").and_then(|rest| rest.strip_suffix("/json?key=1"));
            let value = value.unwrap_or_else(|| panic!("{url}"));
            prop_assert!(value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte)), "{}", url);
            prop_assert!(!value.trim_matches('.').is_empty());
        }
    }

    #[test]
    fn any_answer_is_understood_or_told(body in "\\PC{0,60}") {
        let _ = answers::read(body.as_bytes(), &[(path::Path::parse("a[0].b").unwrap(), "city".into())]);
    }
}
