//! Rules for passwords: of projects and groups, and whom stricter ones put below standard.
use axum::http::{Method, StatusCode};
use elenco::projects;
use elenco::users::model::{NewPassword, UserChanges, UserKind};
use elenco::users::service;
use elenco_db::{ProjectId, UserId};
use secrecy::SecretString;
use serde_json::json;

use super::{fixture, save_json};
use crate::site::{Organisation, PASSWORD, Site, Visitor, on_each_engine};

const SETTINGS: &str = "/plugins/password-policy/settings";

/// Somebody whose password the policies took.
async fn accepted(
    site: &Site,
    of: &Organisation,
    project: ProjectId,
    name: &str,
    password: &str,
) -> Result<UserId, String> {
    let cx = site.system(&of.tenant).await;
    let changes = UserChanges {
        username: Some(name.to_owned()),
        first_names: Some("Emilia".to_owned()),
        last_names: Some("Robledo".to_owned()),
        password: Some(NewPassword::Plain(SecretString::from(password))),
        must_change_password: Some(false),
        ..UserChanges::default()
    };
    let made = service::create_user(&cx, UserKind::Client, project, changes).await;
    made.map(|user| user.id).map_err(|error| format!("{error:?}"))
}

async fn save(
    visitor: &Visitor<'_>,
    scope: &str,
    version: &str,
    json: &str,
    more: &[(&str, &str)],
) -> (StatusCode, String) {
    let pairs = [("as", "json"), ("scope", scope), ("version", version), ("json", json)];
    let pairs: Vec<(&str, &str)> = pairs.iter().chain(more).copied().collect();
    let answer = visitor.form(SETTINGS, &pairs).await;
    (answer.status, answer.text())
}

/// The word that says that somebody has seen who would be below standard.
fn confirmation(page: &str) -> String {
    let from = page
        .split("name=\"confirmed\" value=\"")
        .nth(1)
        .unwrap_or_else(|| panic!("nothing to confirm: {page}"));
    from.split('"').next().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_strictest_of_tenant_and_project_counts_at_once() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let system = site.system(&home.tenant).await;
        let strict = projects::service::create_project(&system, "Strict", "").await.expect("a project");
        let visitor = site.signed_in(&home.tenant, "admin").await;
        let scope = format!("project:{}", strict.id);
        // Nobody is in the project yet, so there is nobody to tell about.
        let (status, text) = save(&visitor, &scope, "0", r#"{ "min-length": 30, "digits": 2 }"#, &[]).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
        assert!(accepted(&site, &home, home.project.id, "one", PASSWORD).await.is_ok());
        let refused = accepted(&site, &home, strict.id, "two", PASSWORD).await.unwrap_err();
        assert!(refused.contains("password.length"), "{refused}");
        let long = "Jacaranda-42-violeta-y-un-ceibo-rojo!";
        let member = accepted(&site, &home, strict.id, "three", long).await.expect("long enough");
        // A laxer project does not lower what the tenant asks.
        let lax = projects::service::create_project(&system, "Lax", "").await.expect("a project");
        let scope = format!("project:{}", lax.id);
        assert_eq!(save(&visitor, &scope, "0", r#"{ "min-length": 4 }"#, &[]).await.0, StatusCode::SEE_OTHER);
        assert!(accepted(&site, &home, lax.id, "four", "Corta-7!").await.is_err());
        // The tooltip and the API say the same about somebody of the project.
        let id = member.to_string();
        let tooltip =
            visitor.form("/password-rules", &[("person", &id), ("password", PASSWORD)]).await.text();
        assert!(tooltip.contains("30"), "{tooltip}");
        let api = site.api(&home.tenant, home.admin.id).await;
        let document = json!({ "password": PASSWORD, "user": { "id": id } });
        let check = api.json(Method::POST, "/api/v1/password-checks", &document).await.json();
        assert_eq!(check["met"], false, "{check}");
        let patch = api
            .json(
                Method::PATCH,
                &format!("/api/v1/users/{id}"),
                &json!({ "password": "Un-Ceibo-Rojo-9274!" }),
            )
            .await;
        assert_eq!(
            patch.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "whatever project the change comes through"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_a_policy_puts_below_standard_is_shown_before_it_is_saved() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let visitor = site.signed_in(&home.tenant, "admin").await;
        for name in ["one", "two"] {
            accepted(&site, &home, home.project.id, name, PASSWORD).await.expect("accepted");
        }
        // Weaker rules hurt nobody.
        assert_eq!(
            save(&visitor, "tenant", "0", r#"{ "min-length": 8 }"#, &[]).await.0,
            StatusCode::SEE_OTHER
        );
        accepted(&site, &home, home.project.id, "three", "Corta-7-y!").await.expect("the weaker rules count");
        let stricter = r#"{ "min-length": 12 }"#;
        let (status, page) = save(&visitor, "tenant", "1", stricter, &[("confirmed", "another")]).await;
        assert_eq!(status, StatusCode::OK, "{page}");
        assert!(page.contains("put one person below standard"), "{page}");
        assert!(
            page.contains("Of one person it is not known"),
            "the operator set the administrator's: {page}"
        );
        let word = confirmation(&page);
        let asked = [("confirmed", word.as_str()), ("ask", "true")];
        let (status, page) = save(&visitor, "tenant", "1", stricter, &asked).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
        let system = site.system(&home.tenant).await;
        let must = async |name: &str| {
            service::find_named(&system, name).await.expect("a person").must_change_password
        };
        assert!(must("three").await && !must("one").await && !must("admin").await);
        // Later ones can be asked from the page.
        let (_, page) = save(&visitor, "tenant", "2", r#"{ "min-length": 16 }"#, &[]).await;
        assert!(page.contains("put 2 people below standard"), "{page}");
        let word = confirmation(&page);
        let saved = save(&visitor, "tenant", "2", r#"{ "min-length": 16 }"#, &[("confirmed", &word)]).await;
        assert_eq!(saved.0, StatusCode::SEE_OTHER);
        assert!(
            visitor
                .get(SETTINGS)
                .await
                .text()
                .contains("2 people have passwords that were accepted under weaker rules")
        );
        let asked = visitor.form(&format!("{SETTINGS}/ask"), &[("scope", "tenant")]).await;
        assert!(asked.header("location").ends_with("asked=2"), "{}", asked.header("location"));
        assert!(must("one").await && must("two").await && !must("admin").await);
        assert!(!visitor.get(SETTINGS).await.text().contains("under weaker rules"));
        let noted = fixture::audited(&site, &home, "update").await;
        assert_eq!(noted.iter().filter(|entry| entry["must_change_password"]["new"] == true).count(), 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_to_choose_another_password_does_nothing_else_first() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let admin = site.signed_in(&home.tenant, "admin").await;
        let elsewhere = site.signed_in(&home.tenant, "admin").await;
        let api = site.api(&home.tenant, home.admin.id).await;
        let path = format!("/api/v1/users/{}", home.admin.id);
        let asked = api.json(Method::PATCH, &path, &json!({ "must_change_password": true })).await;
        assert_eq!(asked.status, StatusCode::OK, "{}", asked.text());
        for page in [
            "/",
            "/users/clients",
            "/plugins",
            "/notifications/stream",
            "/photos/018f0000-0000-7000-8000-000000000000",
        ] {
            let answer = admin.get(page).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{page}");
            assert_eq!(answer.header("location"), "/t/home/new-password", "{page}");
        }
        let change = admin.form("/users/clients", &[("username", "x")]).await;
        assert_eq!(change.status, StatusCode::FORBIDDEN);
        assert_eq!(change.header("hx-redirect"), "/t/home/new-password");
        let page = admin.get("/new-password").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(
            page.text().contains("Choose a new password")
                && page.text().contains("/t/home/new-password/rules")
        );
        let rules = admin.form("/new-password/rules", &[("password", "abc")]).await;
        assert_eq!(rules.status, StatusCode::OK);
        assert!(rules.text().contains("rule-wait"), "{}", rules.text());
        for refused in [PASSWORD, "short", "", "valentina-rios-y-mas"] {
            let answer = admin.form("/new-password", &[("password", refused)]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{refused}: {}", answer.text());
            assert!(refused.is_empty() || !answer.text().contains(&format!("value=\"{refused}\"")));
        }
        assert_eq!(admin.get("/users/clients").await.status, StatusCode::SEE_OTHER);
        let other = "Un-Ceibo-Rojo-9274!";
        assert_eq!(admin.form("/new-password", &[("password", other)]).await.header("location"), "/t/home/");
        assert_eq!(admin.get("/users/clients").await.status, StatusCode::OK);
        assert!(!elsewhere.is_in().await, "other sessions are over");
        let mut again = Visitor::new(&site, &home.tenant);
        assert_eq!(again.sign_in("admin", PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        again.sign_in("admin", other).await;
        assert!(again.is_in().await);
        // Signing out is always possible.
        api.json(Method::PATCH, &path, &json!({ "must_change_password": true })).await;
        assert_eq!(again.form("/sign-out", &[]).await.header("location"), "/t/home/sign-in");
        // What is not about passwords is unmoved by a policy page.
        let (status, _) =
            save_json(&Visitor::new(&site, &home.tenant), "password-policy", &json!({}), 0).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
    })
    .await;
}
