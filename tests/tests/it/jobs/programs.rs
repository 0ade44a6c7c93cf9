//! Jobs as programs see them: how far, how long, stopped, done again.
use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderMap, Method, StatusCode};
use elenco::api::jobs as api_of_jobs;
use elenco::audit::model::Actor;
use elenco::auth::permission::Permission;
use elenco::context::{ApiContext, RequestContext};
use elenco::jobs::runner;
use elenco::locale::Culture;
use elenco::paths::Paths;
use elenco::tokens::model::NewToken;
use elenco::users::model::UserKind;
use elenco::{imports, tokens};
use http_body_util::BodyExt as _;
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};

use crate::host::{Host, on_each_engine as on_each_host};
use crate::imports::start;
use crate::site::{Api, Organisation, PATIENCE, Part, Site, on_each_engine};

async fn export(api: &Api<'_>, home: &Organisation) -> Value {
    let path = format!("/api/v1/projects/{}/exports", home.project.id);
    let answer = api.json(Method::POST, &path, &json!({ "kind": "client" })).await;
    assert_eq!(answer.status, StatusCode::ACCEPTED, "{}", answer.text());
    answer.json()
}

fn path_of(document: &Value) -> String {
    format!("/api/v1/jobs/{}", document["job"].as_str().expect("a job"))
}

/// Events of a stream, each as its id and document.
fn events(text: &str) -> Vec<(String, Value)> {
    let field = |event: &str, name: &str| -> String {
        event.lines().filter_map(|line| line.strip_prefix(name)).map(str::trim).collect()
    };
    text.split("\n\n")
        .filter(|event| field(event, "event:") == "job")
        .map(|event| (field(event, "id:"), serde_json::from_str(&field(event, "data:")).expect("a document")))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_hears_of_a_job_until_it_is_over_and_does_it_again() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let api = site.api(&home.tenant, home.admin.id).await;
        let path = path_of(&export(&api, &home).await);
        let waiting = api.get(&path).await.json();
        assert_eq!((&waiting["state"], &waiting["kind"]), (&json!("queued"), &json!("export_users")));
        assert_eq!(waiting["links"]["cancel"], format!("{path}/cancel"));
        assert_eq!(waiting["links"]["events"], format!("{path}/events"));

        let stream = format!("{path}/events");
        let listening = api.get(&stream);
        let working = async {
            let runner = runner::start(site.app.clone());
            let done = site.finished(&api, &home, &path).await;
            runner.stop().await;
            done
        };
        let both = async { tokio::join!(listening, working).0 };
        let stream = tokio::time::timeout(PATIENCE, both).await.expect("the stream ends with the job");
        assert_eq!(stream.header("content-type"), "text/event-stream");
        let told = events(&stream.text());
        assert!(told[0].1["finished_at"].is_null(), "the stream begins with how it stands: {told:?}");
        let (id, last) = told.last().expect("events");
        assert_eq!((id.as_str(), &last["state"]), ("over", &json!("completed")), "{told:?}");
        assert_eq!(last["subject"]["state"], "completed");
        assert!(last["links"]["file"].as_str().is_some_and(|file| file.ends_with("/file")), "{last}");
        let states: Vec<&str> = told.iter().filter_map(|(_, job)| job["state"].as_str()).collect();
        assert_eq!(states.iter().filter(|state| **state == "completed").count(), 1, "told once: {states:?}");

        let again = api.request(Method::GET, &format!("{path}/events")).header("last-event-id", "over");
        let answer = site.send(again.body(Body::empty()).expect("a request")).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "a browser must not connect again and again");
        let fresh = events(&api.get(&format!("{path}/events")).await.text());
        assert_eq!(fresh.len(), 1, "who comes late is told the end");

        let rerun = api.json(Method::POST, &format!("{path}/rerun"), &json!({})).await;
        assert_eq!(rerun.status, StatusCode::ACCEPTED, "{}", rerun.text());
        let second = rerun.header("location").to_owned();
        assert_ne!(second, path);
        let cancelled = api.json(Method::POST, &format!("{second}/cancel"), &json!({})).await;
        assert_eq!(
            (cancelled.status, &cancelled.json()["state"]),
            (StatusCode::ACCEPTED, &json!("cancelled"))
        );
        let late = api.json(Method::POST, &format!("{path}/cancel"), &json!({})).await;
        assert_eq!(late.json()["state"], "completed", "what is over stays as it is");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_is_done_again_with_its_options_and_another_file() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let api = site.api(&home.tenant, home.admin.id).await;
        let path = format!("/api/v1/projects/{}/imports?kind=client", home.project.id);
        let file = |text: &'static str| Part::file("file", "a.csv", text.as_bytes());
        let options = Part::text("options", r#"{ "mode": "create" }"#);
        let first =
            api.multipart(&path, &[options, file("Login;Name;Surname\nana;Ana;Rojas\n")]).await.json();
        let job = path_of(&first);
        let done = site.finished(&api, &home, &job).await;
        assert_eq!(done["subject"], json!({ "kind": "import", "id": first["id"], "state": "completed" }));
        let refused = api.json(Method::POST, &format!("{job}/rerun"), &json!({})).await;
        assert_eq!(
            (refused.status, refused.code()),
            (StatusCode::BAD_REQUEST, "job.file-not-kept".to_owned())
        );

        let rerun = done["links"]["rerun"].as_str().expect("a way").to_owned();
        let text = "Login;Name;Surname\nana;Ana;Other\nbea;Bea;Rojas\n";
        let second = api.multipart(&rerun, &[file(text)]).await;
        assert_eq!(second.status, StatusCode::ACCEPTED, "{}", second.text());
        let id = second.json()["id"].as_str().expect("an id").to_owned();
        let done = site.finished(&api, &home, &format!("/api/v1/imports/{id}")).await;
        let rows = &done["rows"];
        assert_eq!(
            (&rows["created"], &rows["updated"], &rows["failed"]),
            (&json!(1), &json!(0), &json!(1)),
            "{done}"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_is_seen_by_whoever_may_see_what_it_does() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let api = site.api(&home.tenant, home.admin.id).await;
        let path = path_of(&export(&api, &home).await);
        let second = site.person(&home.tenant, &home.project, "second").await;
        let system = site.system(&home.tenant).await;
        elenco::roles::service::make_administrator(&system, second.id).await.expect("a role");
        let stranger = site.api(&home.tenant, second.id).await;
        let elsewhere = site.organisation("other").await;
        let foreign = site.api(&elsewhere.tenant, elsewhere.admin.id).await;
        let scopes = Some(vec![Permission::ConsoleUse, Permission::UsersImport]);
        let new = NewToken { description: "narrow".to_owned(), until: None, scopes };
        let mut maker = system.clone();
        maker.actor = Actor::User(home.admin.id);
        let until = NewToken { until: "2026-06-01".parse().ok(), ..new };
        let made = tokens::service::make_token(&maker, home.admin.id, until).await.expect("a token");
        let narrow = Api { site: &site, token: made.secret.expose_secret().to_owned() };
        for door in ["", "/events"] {
            let path = format!("{path}{door}");
            assert_eq!(stranger.get(&path).await.status, StatusCode::NOT_FOUND, "an export is its owner's");
            assert_eq!(foreign.get(&path).await.status, StatusCode::NOT_FOUND);
            assert_eq!(narrow.get(&path).await.status, StatusCode::FORBIDDEN, "beyond the token's scopes");
        }
        for door in ["/cancel", "/rerun"] {
            let path = format!("{path}{door}");
            for (api, status) in [(&stranger, 404), (&foreign, 404), (&narrow, 403)] {
                assert_eq!(api.json(Method::POST, &path, &json!({})).await.status, status, "{path}");
            }
        }
        assert_eq!(api.get(&path).await.json()["state"], "queued", "nothing came of it");
    })
    .await;
}

/// What a program with a token of the administrator asks with.
async fn asking(host: &Host) -> (ApiContext, elenco_db::TokenId) {
    let scope = host.scope();
    tokens::service::create_token(&host.app, &scope, host.admin.id, "test", None).await.expect("a token");
    let mut service = host.acting(host.admin.id, Culture::En).await;
    let id = tokens::service::tokens_of(&service, host.admin.id).await.expect("a list")[0].id;
    service.actor = Actor::Token(id, host.admin.id);
    let cx = RequestContext {
        texts: service.texts(),
        service,
        tenant: host.tenant.clone(),
        user: host.admin.clone(),
        session: None,
        project: Some(host.project.clone()),
        projects: vec![host.project.clone()],
        paths: Paths::of(&host.tenant.slug),
        theme: None,
        uri: axum::http::Uri::default(),
    };
    (ApiContext(cx), id)
}

// Time stands still unless everybody waits for it, so the wait for the next look at the token costs nothing here.
#[tokio::test(start_paused = true)]
async fn a_stream_ends_with_its_token() {
    on_each_host(&[], async |host| {
        let (cx, token) = asking(&host).await;
        let service = cx.0.service.clone();
        let id = start(&host, &service, UserKind::Client, "a.csv", b"Login;Name\nana;Ana\n").await;
        let job = imports::service::find_import(&service, id).await.expect("there").job_id;
        let answer = api_of_jobs::events(cx, Path(job), HeaderMap::new()).await.expect("opened");
        let mut body = answer.into_body();
        let first = body.frame().await.expect("an event").expect("no error").into_data().expect("bytes");
        assert!(std::str::from_utf8(&first).expect("text").contains("queued"));
        tokens::service::revoke(&service, None, token).await.expect("revoked");
        while let Some(frame) = body.frame().await {
            let data = frame.expect("no error").into_data().expect("bytes");
            assert!(data.starts_with(b":"), "nothing but that it is alive: {data:?}");
        }
    })
    .await;
}
