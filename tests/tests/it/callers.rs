//! One use case, several callers: a form, a row of a file and a program that say the same get the same.
use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use elenco::locale::{Culture, Texts};
use elenco::users::model::UserKind;
use serde_json::{Value, json};

use crate::site::{Api, ImportFile, Organisation, PASSWORD, Part, Site, Visitor, multipart, on_each_engine};

/// Columns of a person as form, file and API name them. Texts only: each caller turns them into what it sends.
type Person = Vec<(&'static str, String)>;

fn person(username: &str) -> Person {
    [
        ("username", username),
        ("first_names", "Ana María"),
        ("last_names", "O'Higgins-Peña"),
        ("email", "ana.maria@example.com"),
        ("phone", "+56 2 5555 0100"),
        ("mobile", "+56 9 5555 0101"),
        ("position", "=SUM(1;1)"),
        ("external_id", "HR-004711"),
        ("culture", "pt"),
        ("address.country", "CL"),
        ("address.city", "Ñuñoa"),
        ("address.postal-code", "0775000"),
        ("fields.birth_date", "1990-04-21"),
        ("fields.limit", "2500.50"),
        ("fields.segment", "retail"),
        ("fields.cpf", "111.444.777-35"),
        ("password", PASSWORD),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .to_vec()
}

fn with(mut person: Person, changes: &[(&'static str, String)]) -> Person {
    for (name, value) in changes {
        person.retain(|(known, _)| known != name);
        person.push((name, value.clone()));
    }
    person
}

/// What became of a submission: the person as stored, or the problems.
#[derive(Debug, PartialEq)]
enum Outcome {
    Stored(Value),
    Refused(BTreeSet<(String, String)>),
}

/// The person of this name as the API shows one, without what differs from one making to the next.
async fn stored(api: &Api<'_>, project: &str, username: &str) -> Option<(String, Value)> {
    let found = api
        .get(&format!("/api/v1/projects/{project}/users?kind=client&search={username}&limit=500"))
        .await
        .json();
    let found =
        found["items"].as_array().expect("a list").iter().find(|one| one["username"] == username)?.clone();
    let id = found["id"].as_str().expect("an id").to_owned();
    let mut document = api.get(&format!("/api/v1/users/{id}")).await.json();
    for own in ["id", "created_at", "updated_at"] {
        document.as_object_mut().expect("a document").remove(own);
    }
    Some((id, document))
}

fn problems(document: &Value) -> BTreeSet<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    document
        .as_array()
        .expect("problems")
        .iter()
        .map(|one| (text(&one["field"]), text(&one["code"])))
        .collect()
}

/// The three callers, at one organisation.
struct Callers<'a> {
    site: &'a Site,
    home: &'a Organisation,
    api: Api<'a>,
    visitor: Visitor<'a>,
}

impl Callers<'_> {
    fn project(&self) -> String {
        self.home.project.id.to_string()
    }

    async fn api(&self, person: &Person) -> (Outcome, BTreeSet<String>) {
        let mut document = json!({ "address": {}, "fields": {} });
        for (name, value) in person {
            match name.split_once('.') {
                Some((group, part)) => document[group][part] = json!(value),
                None => document[*name] = json!(value),
            }
        }
        let path = format!("/api/v1/projects/{}/users?kind=client", self.project());
        let answer = self.api.json(Method::POST, &path, &document).await;
        if answer.status == StatusCode::CREATED {
            return (self.take_away(person).await, BTreeSet::new());
        }
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
        let errors = answer.json()["errors"].clone();
        let said = errors
            .as_array()
            .expect("problems")
            .iter()
            .map(|one| one["message"].as_str().unwrap_or_default().to_owned());
        (Outcome::Refused(problems(&errors)), said.collect())
    }

    async fn row(&self, person: &Person) -> Outcome {
        let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let line = |texts: Vec<String>| texts.join(";") + "\r\n";
        let file = line(person.iter().map(|(name, _)| quoted(name)).collect())
            + &line(person.iter().map(|(_, value)| quoted(value)).collect());
        // Only new people: a row that names somebody who is there would otherwise be a change.
        let import = ImportFile {
            kind: UserKind::Client,
            name: "one.csv",
            bytes: file.as_bytes(),
            options: Some(r#"{ "mode": "create", "locale": "en" }"#),
        };
        let done = self.site.import(&self.api, self.home, import).await;
        assert_eq!(done["state"], "completed", "{done}");
        assert!(
            done["sheets"][0]["columns"]
                .as_array()
                .expect("columns")
                .iter()
                .all(|column| column["field"].is_string()),
            "{done}"
        );
        if done["rows"]["failed"] == 0 {
            assert_eq!(done["rows"]["created"], 1, "{done}");
            return self.take_away(person).await;
        }
        let id = done["id"].as_str().expect("an id");
        let failures = self.api.get(&format!("/api/v1/imports/{id}/errors")).await.json();
        Outcome::Refused(problems(&failures["items"][0]["problems"]))
    }

    /// A page tells in sentences, so those that the API told are looked for in it, and their number.
    async fn form(&self, person: &Person, expected: (&Outcome, &BTreeSet<String>)) -> Outcome {
        let parts: Vec<Part<'_>> = person
            .iter()
            .map(|(name, value)| Part::text(name, value))
            .chain([Part::text("active", "true")])
            .collect();
        let answer = self.visitor.post("/users/clients", multipart(&parts)).await;
        if answer.status == StatusCode::SEE_OTHER {
            return self.take_away(person).await;
        }
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let (Outcome::Refused(problems), said) = expected else { panic!("only the form refuses {person:?}") };
        let page = answer.text();
        for sentence in said {
            let escaped = maud_text(sentence);
            assert!(page.contains(&escaped), "the page does not say: {escaped}");
        }
        let count = Texts::of(Culture::En).ta("users-refused", &[("count", problems.len().into())]);
        assert!(page.contains(&maud_text(&count)), "the page has not {} problems", problems.len());
        for (name, value) in person
            .iter()
            .filter(|(name, value)| *name != "password" && !name.contains('.') && value.len() < 100)
        {
            assert!(page.contains(&maud_text(value)), "{name} has to be typed again");
        }
        assert!(!page.contains(PASSWORD), "a password is never sent back");
        Outcome::Refused(problems.clone())
    }

    /// What is stored under the name, which is then free again for the next caller.
    async fn take_away(&self, person: &Person) -> Outcome {
        let username = &person.iter().find(|(name, _)| *name == "username").expect("a name").1;
        let (id, document) = stored(&self.api, &self.project(), username).await.expect("it is stored");
        assert_eq!(self.api.delete(&format!("/api/v1/users/{id}")).await.status, StatusCode::NO_CONTENT);
        Outcome::Stored(document)
    }
}

/// As texts stand in a page.
fn maud_text(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

async fn callers<'a>(site: &'a Site, home: &'a Organisation) -> Callers<'a> {
    let api = site.api(&home.tenant, home.admin.id).await;
    let visitor = site.signed_in(&home.tenant, "admin").await;
    Callers { site, home, api, visitor }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_person_is_stored_the_same_by_form_file_and_api() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let callers = callers(&site, &home).await;
        let ana = person("ana.maria");
        let (by_api, said) = callers.api(&ana).await;
        let Outcome::Stored(document) = &by_api else { panic!("refused: {said:?}") };
        assert_eq!(document["position"], "=SUM(1;1)");
        assert_eq!(document["address"]["postal-code"]["value"], "0775000");
        assert_eq!(document["fields"]["birth_date"], json!({ "date": "1990-04-21" }));
        assert_eq!(document["must_change_password"], true, "somebody else chose the password");
        assert_eq!(callers.row(&ana).await, by_api);
        assert_eq!(callers.form(&ana, (&by_api, &said)).await, by_api);
        let least: Person = ana
            .into_iter()
            .filter(|(name, _)| matches!(*name, "username" | "first_names" | "last_names" | "culture"))
            .collect();
        let (by_api, said) = callers.api(&least).await;
        assert_eq!(callers.row(&least).await, by_api);
        // A switch that stands in a form is off when nobody turned it on; everywhere else what is left out is unset.
        assert_eq!(callers.form(&least, (&by_api, &said)).await, by_api);
    })
    .await;
}

/// What is wrong, the values that say so, and field and code of each problem.
type Bad = (&'static str, Person, Vec<(&'static str, &'static str)>);

#[tokio::test(flavor = "multi_thread")]
async fn the_same_bad_value_has_the_same_problems_in_form_file_and_api() {
    let bad: Vec<Bad> = vec![
        ("no first names", vec![("first_names", String::new())], vec![("first_names", "user.required")]),
        ("only blanks", vec![("last_names", " \t ".to_owned())], vec![("last_names", "user.required")]),
        ("no mail", vec![("email", "ana at example.com".to_owned())], vec![("email", "user.email-form")]),
        ("a taken name", vec![("username", "taken".to_owned())], vec![("username", "user.username-taken")]),
        (
            "a taken name, written otherwise",
            vec![("username", "TÁKEN".to_owned())],
            vec![("username", "user.username-taken")],
        ),
        (
            "a blank in the name",
            vec![("username", "ana maria".to_owned())],
            vec![("username", "user.username-blank")],
        ),
        (
            "a taken external id",
            vec![("external_id", "HR-1".to_owned())],
            vec![("external_id", "user.external-id-taken")],
        ),
        ("a long name", vec![("first_names", "ñ".repeat(201))], vec![("first_names", "user.too-long")]),
        (
            "a long street",
            vec![("address.street", "x".repeat(201))],
            vec![("address.street", "user.too-long")],
        ),
        (
            "no such day",
            vec![("fields.birth_date", "2001-02-30".to_owned())],
            vec![("fields.birth_date", "field.invalid")],
        ),
        (
            "no such choice",
            vec![("fields.segment", "wholesale".to_owned())],
            vec![("fields.segment", "field.invalid")],
        ),
        ("no number", vec![("fields.limit", "a lot".to_owned())], vec![("fields.limit", "field.invalid")]),
        (
            "a wrong check digit",
            vec![("fields.cpf", "111.444.777-36".to_owned())],
            vec![("fields.cpf", "field.invalid")],
        ),
        (
            "a short password",
            vec![("password", "Short-1!".to_owned())],
            vec![("password", "password.length")],
        ),
        (
            "a password with the person's name",
            vec![("password", "ana.maria-ana.maria-55".to_owned())],
            vec![("password", "password.context")],
        ),
        (
            "all at once",
            vec![("first_names", String::new()), ("email", "@".to_owned()), ("password", "x".to_owned())],
            vec![
                ("first_names", "user.required"),
                ("email", "user.email-form"),
                ("password", "password.length"),
            ],
        ),
    ];
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let callers = callers(&site, &home).await;
        let path = format!("/api/v1/projects/{}/users", home.project.id);
        let taken = json!({ "username": "taken", "first_names": "Bea", "last_names": "Rojas", "external_id": "HR-1" });
        assert_eq!(callers.api.json(Method::POST, &path, &taken).await.status, StatusCode::CREATED);
        let count = async || callers.api.get(&format!("{path}?limit=500")).await.json()["items"].as_array().expect("a list").len();
        for (what, changes, expected) in &bad {
            let ana = with(person("ana.maria"), changes);
            let (by_api, said) = callers.api(&ana).await;
            let Outcome::Refused(found) = &by_api else { panic!("{what} was taken") };
            for (field, code) in expected {
                assert!(found.contains(&((*field).to_owned(), (*code).to_owned())), "{what}: {found:?}");
            }
            assert!(found.iter().all(|(field, _)| expected.iter().any(|(known, _)| known == field)), "{what}: {found:?}");
            assert_eq!(callers.row(&ana).await, by_api, "{what} in a file");
            assert_eq!(callers.form(&ana, (&by_api, &said)).await, by_api, "{what} in a form");
            assert_eq!(count().await, 1, "{what} left somebody behind");
        }
    })
    .await;
}
