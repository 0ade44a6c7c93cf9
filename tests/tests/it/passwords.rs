//! Passwords: every place that judges one agrees, and none keeps one.
use std::io::{self, Read as _, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use elenco::users::model::UserKind;
use proptest::prelude::*;
use proptest::test_runner::{Config as Cases, TestRunner};
use serde_json::json;
use tokio::runtime::Handle;

use crate::site::{Api, ImportFile, Part, Site, Visitor, multipart, on_each_engine};

/// A rule's label and whether the candidate meets it.
type Verdict = Vec<(String, bool)>;

/// The verdict of the tooltip, from its page.
fn of_tooltip(page: &str) -> Verdict {
    page.split("<li class=\"rule rule-")
        .skip(1)
        .map(|line| {
            let label = line
                .split("<span>")
                .nth(1)
                .unwrap_or_default()
                .split("<span class=\"sr\">")
                .next()
                .unwrap_or_default();
            (
                label.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"),
                line.starts_with("ok\""),
            )
        })
        .collect()
}

fn candidates() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z0-9]{1,30}",
        "\\PC{1,24}",
        Just("correct horse battery staple".to_owned()),
        Just("password123456789".to_owned()),
        Just("aaaaaaaaaaaaaaaaaaaaaaaa".to_owned()),
        Just("homeincorporated-99".to_owned()),
        "valentina-[a-z]{12}",
        "[A-Z][a-z]{6}-[0-9]{2}-[a-z]{7}[!?]",
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tooltip_the_api_and_saving_agree_about_every_password() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let person = site.person(&home.tenant, &home.project, "vera").await;
        let visitor = site.signed_in(&home.tenant, "admin").await;
        let api = site.api(&home.tenant, home.admin.id).await;
        let subject =
            [("username", "vera"), ("email", ""), ("first_names", "Valentina"), ("last_names", "Ríos")];
        let agree = async |candidate: String| {
            let typed: Vec<(&str, &str)> =
                subject.into_iter().chain([("password", candidate.as_str())]).collect();
            let tooltip = visitor.form("/password-rules", &typed).await;
            assert_eq!(tooltip.status, StatusCode::OK, "{}", tooltip.text());
            let tooltip = of_tooltip(&tooltip.text());
            let user =
                json!({ "username": "vera", "email": "", "first_names": "Valentina", "last_names": "Ríos" });
            let document = json!({ "password": candidate, "user": user });
            let check = api.json(Method::POST, "/api/v1/password-checks", &document).await.json();
            let rules = check["rules"].as_array().expect("rules");
            let told: Verdict = rules
                .iter()
                .map(|rule| (rule["label"].as_str().unwrap_or_default().to_owned(), rule["met"] == true))
                .collect();
            assert!(!told.is_empty());
            assert_eq!(tooltip, told, "{candidate:?}");
            assert_eq!(check["met"], told.iter().all(|(_, met)| *met), "{candidate:?}");
            let path = format!("/api/v1/users/{}", person.id);
            let saved = api.json(Method::PATCH, &path, &json!({ "password": candidate })).await;
            let mut refused: Vec<String> = rules
                .iter()
                .filter(|rule| rule["met"] == false)
                .map(|rule| format!("password.{}", rule["id"].as_str().unwrap_or_default()))
                .collect();
            refused.sort();
            let mut problems: Vec<String> = match saved.status {
                StatusCode::OK => Vec::new(),
                _ => saved.json()["errors"]
                    .as_array()
                    .expect("problems")
                    .iter()
                    .map(|one| one["code"].as_str().unwrap_or_default().to_owned())
                    .collect(),
            };
            problems.sort();
            assert_eq!(problems, refused, "{candidate:?}: {}", saved.text());
        };
        let cases = Cases { cases: 24, failure_persistence: None, ..Cases::default() };
        let outcome = tokio::task::block_in_place(|| {
            TestRunner::new(cases).run(&candidates(), |candidate| {
                Handle::current().block_on(agree(candidate));
                Ok(())
            })
        });
        outcome.expect("all agree");
    })
    .await;
}

static LOG: OnceLock<Arc<Mutex<Vec<u8>>>> = OnceLock::new();

/// Where the log of this process goes.
struct Sink(Arc<Mutex<Vec<u8>>>);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("nobody panics while logging").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Everything that this process logs from now on, down to the smallest detail.
fn log() -> &'static Arc<Mutex<Vec<u8>>> {
    LOG.get_or_init(|| {
        let kept = Arc::new(Mutex::new(Vec::new()));
        let own = Arc::clone(&kept);
        tracing_subscriber::fmt()
            .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
            .with_writer(move || Sink(Arc::clone(&own)))
            .init();
        kept
    })
}

fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let kind = entry.file_type().expect("a kind");
        // Compiled plugins lie behind a link and are those of all tests.
        if kind.is_dir() {
            files_below(&entry.path(), found);
        } else if kind.is_file() {
            found.push(entry.path());
        }
    }
}

fn holds(bytes: &[u8], canary: &str) -> bool {
    bytes.windows(canary.len()).any(|window| window == canary.as_bytes())
}

#[tokio::test(flavor = "multi_thread")]
async fn no_password_and_no_token_stands_in_a_log_a_database_or_a_file() {
    const GOOD: &str = "Kanarienvogel-77-zwitschert!";
    const BAD: &str = "Kanari-9!";
    const WRONG: &str = "Zaunkoenig-88-singt!";
    let log = log();
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let api = site.api(&home.tenant, home.admin.id).await;
        let visitor = site.signed_in(&home.tenant, "admin").await;
        for (name, password, status) in [("by-form", GOOD, StatusCode::SEE_OTHER), ("refused", BAD, StatusCode::UNPROCESSABLE_ENTITY)] {
            let parts = [("username", name), ("first_names", "Ana"), ("last_names", "Rojas"), ("password", password)];
            let parts: Vec<Part<'_>> = parts.iter().map(|(name, value)| Part::text(name, value)).collect();
            let answer = visitor.post("/users/clients", multipart(&parts)).await;
            assert_eq!(answer.status, status);
            assert!(!holds(&answer.body, password));
            let path = format!("/api/v1/projects/{}/users", home.project.id);
            let document = json!({ "username": format!("api-{name}"), "first_names": "A", "last_names": "B", "password": password });
            let answer = api.json(Method::POST, &path, &document).await;
            assert!(!holds(&answer.body, password));
            let check = api.json(Method::POST, "/api/v1/password-checks", &json!({ "password": password })).await;
            assert!(check.status.is_success() && !holds(&check.body, password));
            let rules = visitor.form("/password-rules", &[("password", password)]).await;
            assert!(rules.status.is_success() && !holds(&rules.body, password));
        }
        let file = format!("Login;Name;Surname;Password\nrow;Ana;Rojas;{GOOD}\nbad;Bea;Rojas;{BAD}\nnameless;;Rojas;{GOOD}\n");
        let import = ImportFile { kind: UserKind::Client, name: "p.csv", bytes: file.as_bytes(), options: None };
        let done = site.import(&api, &home, import).await;
        assert_eq!((&done["rows"]["created"], &done["rows"]["failed"]), (&json!(1), &json!(2)), "{done}");
        let errors = format!("/api/v1/imports/{}/errors", done["id"].as_str().expect("an id"));
        assert!(!holds(&api.get(&errors).await.body, "Kanari"));
        let book = site.send(api.request(Method::GET, &errors).body(Body::empty()).expect("a request")).await;
        let mut book = zip::ZipArchive::new(io::Cursor::new(book.body.to_vec())).expect("a workbook");
        for at in 0..book.len() {
            let mut text = Vec::new();
            book.by_index(at).expect("a part").read_to_end(&mut text).expect("read");
            assert!(!holds(&text, "Kanari"), "the file of failed rows holds a password");
        }
        let mut row = Visitor::new(&site, &home.tenant);
        assert_eq!(row.sign_in("row", GOOD).await.status, StatusCode::SEE_OTHER, "the password of the file is set");
        assert_eq!(row.sign_in("row", WRONG).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let stranger = visitor.request(Method::GET, "/api/v1/projects").header(header::AUTHORIZATION, "Bearer elenco_Rotkehlchen-not-mine");
        assert_eq!(site.send(stranger.body(Body::empty()).expect("a request")).await.status, StatusCode::UNAUTHORIZED);

        // A token that somebody makes in the console is in one answer, and works, and stands nowhere else.
        let own = format!("/users/specialists/{}/tokens", home.admin.id);
        let made = visitor.form(&own, &[("description", "canary"), ("until", "2026-12-31"), ("scope", "all")]).await.text();
        let (_, rest) = made.split_once("value=\"elenco_").expect("the secret is shown");
        let shown = format!("elenco_{}", rest.split('"').next().unwrap_or_default());
        let program = Api { site: &site, token: shown.clone() };
        assert_eq!(program.get("/api/v1/projects").await.status, StatusCode::OK);
        for page in ["/tokens".to_owned(), format!("/users/specialists/{}?tab=tokens", home.admin.id)] {
            assert!(!visitor.get(&page).await.text().contains(&shown));
        }

        let cookie = visitor.cookie.as_deref().and_then(|cookie| cookie.split_once('=')).expect("a cookie").1;
        let canaries = [GOOD, BAD, WRONG, "Rotkehlchen", api.token.as_str(), shown.as_str(), cookie];
        let mut files = Vec::new();
        files_below(&site.data_dir(), &mut files);
        if let Some(folder) = site.database_dir() {
            files_below(&folder, &mut files);
        }
        assert!(!files.is_empty());
        for canary in canaries {
            for file in &files {
                assert!(!holds(&std::fs::read(file).unwrap_or_default(), canary), "{canary} stands in {}", file.display());
            }
            assert!(!holds(&log.lock().expect("the log"), canary), "{canary} stands in the log");
        }
        assert!(holds(&log.lock().expect("the log"), "/password-rules"), "the log was listened to");
    })
    .await;
}
