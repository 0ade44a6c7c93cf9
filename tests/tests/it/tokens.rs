//! Integration tokens: shown once, no more than their person may, and gone when they are revoked.
use axum::body::Body;
use axum::http::{Method, StatusCode};
use diesel::prelude::*;
use elenco::auth::permission::Permission as P;
use elenco::context::ServiceContext;
use elenco::error::AppError;
use elenco::roles::model::{Grants, RoleValues};
use elenco::tokens::model::{NewToken, TokenFilter};
use elenco::tokens::service;
use elenco::users::model::{User, UserChanges, UserKind};
use elenco::{roles, users};
use elenco_db::schema::{audit_entries, tokens};
use elenco_db::{DbError, Instant, Json, ObjectId, RoleId, UserId};
use secrecy::ExposeSecret as _;
use serde_json::json;

use crate::site::{Api, Site, on_each_engine, on_each_engine_with};

fn new(description: &str, until: &str, scopes: Option<&[P]>) -> NewToken {
    NewToken {
        description: description.to_owned(),
        until: until.parse().ok(),
        scopes: scopes.map(<[P]>::to_vec),
    }
}

fn codes<T: std::fmt::Debug>(outcome: Result<T, AppError>) -> Vec<String> {
    match outcome {
        Err(AppError::Invalid(problems)) => problems.into_iter().map(|problem| problem.code).collect(),
        other => panic!("refused, not {other:?}"),
    }
}

/// Gives somebody a role of one's own with just these permissions.
async fn give(cx: &ServiceContext, user: &User, permissions: &[P]) -> RoleId {
    let values = RoleValues {
        name: format!("Role of {}", user.username),
        description: String::new(),
        grants: Grants::of(permissions.iter().copied()),
    };
    let role = roles::service::create_role(cx, values).await.unwrap().id;
    roles::service::associate(cx, user.id, vec![role]).await.unwrap();
    role
}

/// The API with a token of this kind.
async fn api<'a>(site: &'a Site, cx: &ServiceContext, user: &User, scopes: Option<&[P]>) -> Api<'a> {
    let made = service::make_token(cx, user.id, new("test", "2026-12-31", scopes)).await.unwrap();
    Api { site, token: made.secret.expose_secret().to_owned() }
}

async fn audit(cx: &ServiceContext, id: UserId) -> String {
    let scope = cx.scope;
    let read = cx.app.db.read::<Vec<(String, Json)>, DbError>(move |conn| {
        Ok(audit_entries::table
            .filter(audit_entries::tenant_id.eq(scope.tenant()))
            .filter(audit_entries::object_id.eq(ObjectId::from(id)))
            .order(audit_entries::id)
            .select((audit_entries::action, audit_entries::changes))
            .load(conn)?)
    });
    let rows = read.await.unwrap();
    rows.into_iter().map(|(action, changes)| format!("{action} {}\n", changes.0)).collect()
}

fn secret_in(text: &str) -> String {
    let (_, rest) = text.split_once("value=\"elenco_").expect("the secret");
    format!("elenco_{}", rest.split('"').next().unwrap_or_default())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_shown_once_and_works_until_it_is_revoked() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let ana = site.person(&home.tenant, &home.project, "ana").await;
        give(&cx, &ana, &[P::ConsoleUse, P::UsersList]).await;
        let admin = site.signed_in(&home.tenant, "admin").await;
        let tab = format!("/users/specialists/{}?tab=tokens", ana.id);
        let tokens = format!("/users/specialists/{}/tokens", ana.id);
        assert!(admin.get(&format!("{tokens}/new")).await.text().contains("name=\"until\""));
        assert_eq!(
            admin.get(&format!("/users/clients/{}/tokens/new", ana.id)).await.status,
            StatusCode::NOT_FOUND
        );

        let refused =
            admin.form(&tokens, &[("description", " "), ("until", "2026-03-01"), ("scope", "all")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.text().contains("Say what it is for")
                && refused.text().contains("Choose today or a later day")
        );
        let typed = [
            ("description", "CRM <sync>"),
            ("until", "2026-03-02"),
            ("scope", "some"),
            ("permission", "Users.List"),
        ];
        let made = admin.form(&tokens, &typed).await;
        assert_eq!(made.status, StatusCode::OK, "{}", made.text());
        assert!(made.header("cache-control").contains("no-store"), "no cache and no history keeps the page");
        let secret = secret_in(&made.text());
        assert_eq!(secret.len(), "elenco_".len() + 43);

        let list = admin.get(&tab).await.text();
        assert!(list.contains("CRM &lt;sync&gt;") && list.contains(&secret[..11]) && !list.contains(&secret));
        assert!(!admin.get("/tokens").await.text().contains(&secret));
        let program = Api { site: &site, token: secret.clone() };
        let people = format!("/api/v1/projects/{}/users", home.project.id);
        assert_eq!(program.get(&people).await.status, StatusCode::OK);
        let told = audit(&cx, ana.id).await;
        assert!(told.contains(r#"associate {"tokens":{"new":["CRM <sync> (elenco_"#), "{told}");
        assert!(!told.contains(&secret));

        let id = service::tokens_of(&cx, ana.id).await.unwrap()[0].id;
        let other = format!("/users/specialists/{}/tokens/{id}/delete", home.admin.id);
        assert_eq!(admin.form(&other, &[]).await.status, StatusCode::NOT_FOUND, "it is Ana's");
        let revoked = admin.form(&format!("{tokens}/{id}/delete"), &[]).await;
        assert!(revoked.header("location").ends_with("tab=tokens&said=revoked"));
        assert_eq!(program.get(&people).await.status, StatusCode::UNAUTHORIZED, "at once");
        assert!(!admin.get(&tab).await.text().contains("CRM"), "it is gone from the list");
        assert!(
            audit(&cx, ana.id)
                .await
                .contains(r#"dissociate {"tokens":{"new":null,"old":["CRM <sync> (elenco_"#)
        );
        assert_eq!(admin.form(&format!("{tokens}/{id}/delete"), &[]).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_never_has_more_than_its_person() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let ana = site.person(&home.tenant, &home.project, "ana").await;
        let role = give(&cx, &ana, &[P::UsersList, P::UsersGetObject, P::UsersAdd]).await;
        let wide = api(&site, &cx, &ana, None).await;
        let narrow = api(&site, &cx, &ana, Some(&[P::UsersList])).await;
        let (people, one) = (format!("/api/v1/projects/{}/users", home.project.id), format!("/api/v1/users/{}", ana.id));
        let status = async |api: &Api<'_>| (api.get(&people).await.status, api.get(&one).await.status);
        let (ok, forbidden) = (StatusCode::OK, StatusCode::FORBIDDEN);
        assert_eq!((status(&wide).await, status(&narrow).await), ((ok, ok), (ok, forbidden)));
        assert_eq!(narrow.get(&one).await.json()["permission"], "Users.GetObject");

        let values = |permissions: &[P]| RoleValues {
            name: "Less".to_owned(),
            description: String::new(),
            grants: Grants::of(permissions.iter().copied()),
        };
        roles::service::change_role(&cx, role, None, values(&[P::UsersGetObject])).await.unwrap();
        assert_eq!((status(&wide).await, status(&narrow).await), ((forbidden, ok), (forbidden, forbidden)));

        // A limited token of somebody mighty makes no mightier one, and gives no roles.
        let limited =
            api(&site, &cx, &home.admin, Some(&[P::TokensAdd, P::UsersGetObject, P::RolesUpdate])).await;
        let tokens = format!("/api/v1/users/{}/tokens", home.admin.id);
        let ask = |scopes: serde_json::Value| json!({ "description": "x", "until": "2026-12-31", "scopes": scopes });
        let refused = limited.json(Method::POST, &tokens, &ask(json!(null))).await;
        assert_eq!(refused.json()["errors"][0]["code"], "token.scopes-required");
        let refused = limited.json(Method::POST, &tokens, &ask(json!(["Users.Delete"]))).await;
        assert_eq!(refused.json()["errors"][0]["code"], "role.beyond-own");
        let made = limited.json(Method::POST, &tokens, &ask(json!(["Users.GetObject"]))).await;
        assert_eq!(made.status, StatusCode::CREATED);
        let star = roles::service::held_by(&cx, home.admin.id).await.unwrap()[0].role.id;
        let given = format!("/api/v1/users/{}/roles", ana.id);
        let refused = limited.json(Method::POST, &given, &json!({ "roles": [star] })).await;
        assert_eq!(refused.json()["errors"][0]["code"], "role.beyond-own");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_ends_with_its_person_and_with_its_day() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let ana = site.person(&home.tenant, &home.project, "ana").await;
        give(&cx, &ana, &[P::ConsoleUse]).await;
        let program = api(&site, &cx, &ana, None).await;
        let today = service::make_token(&cx, ana.id, new("today", "2026-03-02", None)).await.unwrap();
        let today = Api { site: &site, token: today.secret.expose_secret().to_owned() };
        let status = async |api: &Api<'_>| api.get("/api/v1/projects").await.status;
        let change = async |changes: UserChanges| {
            users::service::change_user(&cx, ana.id, home.project.id, None, changes).await.unwrap();
        };
        let active = |on: bool| UserChanges { active: Some(on), ..UserChanges::default() };
        assert_eq!((status(&program).await, status(&today).await), (StatusCode::OK, StatusCode::OK));
        change(active(false)).await;
        assert_eq!(status(&program).await, StatusCode::UNAUTHORIZED, "switched off");
        change(active(true)).await;
        assert_eq!(status(&program).await, StatusCode::OK);
        // It is noon: the last second of the day, and the first one after it.
        site.clock.forward(12 * 3600 - 1);
        assert_eq!(status(&today).await, StatusCode::OK);
        site.clock.forward(1);
        assert_eq!(
            (status(&today).await, status(&program).await),
            (StatusCode::UNAUTHORIZED, StatusCode::OK)
        );
        let admin = site.signed_in(&home.tenant, "admin").await;
        let tab = admin.get(&format!("/users/specialists/{}?tab=tokens", ana.id)).await.text();
        assert!(tab.contains("Expired"));
        let past: Option<Option<Instant>> = Some(Some(site.app.clock.now().plus_seconds(-1)));
        change(UserChanges { valid_until: past, ..UserChanges::default() }).await;
        assert_eq!(status(&program).await, StatusCode::UNAUTHORIZED, "not valid any more");
        change(UserChanges { valid_until: Some(None), ..UserChanges::default() }).await;
        assert_eq!(status(&program).await, StatusCode::OK);
        users::service::delete_user(&cx, ana.id).await.unwrap();
        assert_eq!(status(&program).await, StatusCode::UNAUTHORIZED, "deleted");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_of_a_token_is_checked_at_its_limits() {
    on_each_engine_with(
        |config| config.limits.token_days = 10,
        async |site: Site| {
            let home = site.organisation("home").await;
            let cx = site.system(&home.tenant).await;
            let ana = site.person(&home.tenant, &home.project, "ana").await;
            give(&cx, &ana, &[P::UsersList]).await;
            let make = async |new: NewToken| service::make_token(&cx, ana.id, new).await;
            let long = "ñ".repeat(200);
            for description in ["a", "مزامنة", "同期", long.as_str()] {
                make(new(description, "2026-03-12", None)).await.unwrap();
            }
            for (wrong, code) in [
                (new("", "2026-03-03", None), "token.required"),
                (new(" \u{0} ", "2026-03-03", None), "token.required"),
                (new(&"ñ".repeat(201), "2026-03-03", None), "token.too-long"),
                (new("a", "2026-03-01", None), "token.past"),
                (new("a", "2026-03-13", None), "token.too-far"),
                (new("a", "soon", None), "token.required"),
                (new("a", "2026-03-03", Some(&[])), "token.scopes-required"),
                (new("a", "2026-03-03", Some(&[P::UsersAdd])), "token.beyond-person"),
            ] {
                assert_eq!(codes(make(wrong.clone()).await), [code], "{wrong:?}");
            }
            let client = UserChanges {
                username: Some("client".to_owned()),
                first_names: Some("A".to_owned()),
                last_names: Some("B".to_owned()),
                ..UserChanges::default()
            };
            let client =
                users::service::create_user(&cx, UserKind::Client, home.project.id, client).await.unwrap();
            let refused = service::make_token(&cx, client.id, new("a", "2026-03-03", None)).await;
            assert_eq!(codes(refused), ["token.specialists-only"]);
            for _ in 4..100 {
                make(new("one of many", "2026-03-03", None)).await.unwrap();
            }
            assert_eq!(codes(make(new("one more", "2026-03-03", None)).await), ["token.too-many"]);
        },
    )
    .await;
    on_each_engine_with(
        |config| config.limits.endless_tokens = true,
        async |site: Site| {
            let home = site.organisation("home").await;
            let cx = site.system(&home.tenant).await;
            let made = service::make_token(&cx, home.admin.id, new("a", "", None)).await.unwrap();
            assert_eq!(made.token.expires_at, None);
        },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_of_everybody_are_found_and_revoked() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let ana = site.person(&home.tenant, &home.project, "ana.lopez").await;
        let mut ids = Vec::new();
        for (number, (who, what, until)) in [
            (ana.id, "Órdenes de compra", "2026-04-30"),
            (home.admin.id, "Payroll_2", "2026-06-30"),
            (ana.id, "Payroll%3", "2026-03-09"),
        ]
        .into_iter()
        .enumerate()
        {
            ids.push(service::make_token(&cx, who, new(what, until, None)).await.unwrap().token.id);
            site.clock.forward(if number == 0 { 86_400 } else { 1 });
        }
        let find = async |filter: TokenFilter| {
            let (page, people) = service::list_tokens(&cx, &filter, None, 10).await.unwrap();
            assert!(page.tokens.iter().all(|token| people.contains_key(&token.user_id)));
            page.tokens.iter().map(|token| token.id).collect::<Vec<_>>()
        };
        let search = |text: &str| TokenFilter { search: Some(text.to_owned()), ..TokenFilter::default() };
        assert_eq!(find(TokenFilter::default()).await, [ids[2], ids[1], ids[0]], "the newest first");
        assert_eq!(find(search("ordenes")).await, [ids[0]]);
        assert_eq!(find(search("LÓPEZ")).await, [ids[2], ids[0]], "by the responsible person");
        assert_eq!(find(search("l_2")).await, [ids[1]], "signs are signs");
        assert_eq!(find(search("%3")).await, [ids[2]]);
        let day = |text: &str| Some(text.parse().unwrap());
        let created = TokenFilter { created: (day("2026-03-03"), None), ..TokenFilter::default() };
        assert_eq!(find(created).await, [ids[2], ids[1]]);
        let created = TokenFilter { created: (None, day("2026-03-02")), ..TokenFilter::default() };
        assert_eq!(find(created).await, [ids[0]]);
        let expires =
            TokenFilter { expires: (day("2026-04-30"), day("2026-06-29")), ..TokenFilter::default() };
        assert_eq!(find(expires).await, [ids[0]]);
        let (first, _) = service::list_tokens(&cx, &TokenFilter::default(), None, 2).await.unwrap();
        let (rest, _) = service::list_tokens(&cx, &TokenFilter::default(), first.older, 2).await.unwrap();
        assert_eq!((rest.tokens[0].id, rest.older), (ids[0], None));

        let admin = site.signed_in(&home.tenant, "admin").await;
        let page = admin.get("/tokens?search=payroll&created_from=2026-03-01&expires_to=nonsense").await;
        let text = page.text();
        assert!(
            text.contains("Payroll_2") && !text.contains("de compra") && text.contains("In 6 days"),
            "{text}"
        );
        let revoked = admin.form(&format!("/tokens/{}/delete", ids[1]), &[]).await;
        assert!(revoked.header("location").ends_with("/tokens?said=revoked"));
        assert_eq!(find(TokenFilter::default()).await, [ids[2], ids[0]]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_make_and_revoke_tokens() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let api = site.api(&home.tenant, home.admin.id).await;
        let tokens = format!("/api/v1/users/{}/tokens", home.admin.id);
        let made = api
            .json(Method::POST, &tokens, &json!({ "description": "bot", "until": "2026-03-31", "scopes": ["Projects.List", "Console.Use"] }))
            .await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
        let made = made.json();
        let bot = Api { site: &site, token: made["secret"].as_str().unwrap().to_owned() };
        assert_eq!(bot.get("/api/v1/projects").await.status, StatusCode::OK);
        let listed = api.get(&tokens).await;
        assert!(!listed.text().contains(bot.token.as_str()), "only the first answer has the secret");
        let listed = listed.json();
        let own = listed["items"].as_array().unwrap().iter().find(|token| token["id"] == made["id"]).unwrap();
        assert_eq!(own["scopes"], json!(["Console.Use", "Projects.List"]));
        let refused = api.json(Method::POST, &tokens, &json!({ "description": "", "until": "2020-01-01" })).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(refused.json()["errors"].as_array().unwrap().len(), 2);
        let id = made["id"].as_str().unwrap();
        assert_eq!(api.delete(&format!("{tokens}/{id}")).await.status, StatusCode::NO_CONTENT);
        assert_eq!(bot.get("/api/v1/projects").await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(api.delete(&format!("{tokens}/{id}")).await.status, StatusCode::NOT_FOUND);
        let kept = site.app.db.read::<Vec<Vec<u8>>, DbError>(|conn| Ok(tokens::table.select(tokens::secret_hash).load(conn)?));
        assert!(kept.await.unwrap().iter().all(|hash| hash.len() == 32), "what is kept is a digest");
        let none = site.send(bot.request(Method::GET, "/api/v1/projects").body(Body::empty()).unwrap()).await;
        assert_eq!(none.code(), "auth.required");
    })
    .await;
}
