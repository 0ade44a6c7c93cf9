//! Histories: who changed what, from and to, when, by which way.
use axum::http::{Method, StatusCode};
use diesel::prelude::*;
use elenco::audit::model::{Actor, HistoryAnchor, ToldWay, Way, Who};
use elenco::audit::service;
use elenco::context::ServiceContext;
use elenco::error::AppError;
use elenco::locale::Culture;
use elenco::users;
use elenco::users::model::{LocationChoice, NewPassword, User, UserChanges};
use elenco_db::schema::deleted_users;
use elenco_db::{DbError, Json, LocationId, each};
use secrecy::SecretString;
use serde_json::json;

use crate::site::{Organisation, Site, on_each_engine};

async fn change(cx: &ServiceContext, of: &Organisation, user: &User, changes: UserChanges) {
    users::service::change_user(cx, user.id, of.project.id, None, changes).await.unwrap();
}

fn position(text: &str) -> UserChanges {
    UserChanges { position: Some(text.to_owned()), ..UserChanges::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_change_is_told_in_the_readers_words() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let person = site.person(&home.tenant, &home.project, "ana").await;
        let boss = site.person(&home.tenant, &home.project, "boss").await;
        let mut cx = site.system(&home.tenant).await;
        let place = elenco::locations::model::Location {
            id: LocationId::from_uuid(site.app.ids.uuid()),
            code: "SITE-1".to_owned(),
            name: "Centro <Sul>".to_owned(),
            address: Default::default(),
            latitude: None,
            longitude: None,
            phone: String::new(),
            active: true,
            version: 1,
            created_at: site.app.clock.now(),
            updated_at: site.app.clock.now(),
        };
        let place_id = place.id;
        elenco::locations::service::create_locations(&cx, vec![place]).await.unwrap();
        cx.actor = Actor::User(boss.id);
        cx.way = Way::Form;
        site.clock.forward(60);
        let changes = UserChanges {
            location: Some(LocationChoice::Id(place_id)),
            culture: Some(Culture::Pt),
            active: Some(false),
            password: Some(NewPassword::Plain(SecretString::from("Un-Ceibo-Rojo-9274!"))),
            valid_until: Some(Some(site.app.clock.now().plus_seconds(86_400))),
            fields: [("hire_date".to_owned(), elenco_runtime::contract::Value::Text("2024-02-07".into()))]
                .into(),
            ..UserChanges::default()
        };
        change(&cx, &home, &person, UserChanges { fields: Default::default(), ..changes }).await;
        let admin = site.signed_in(&home.tenant, "admin").await;
        let tab = format!("/users/specialists/{}?tab=history", person.id);
        let text = admin.get(&tab).await.text();
        for part in
            ["Centro &lt;Sul&gt;", "Português", "Inactive", "Password", "3 Mar 2026", "Valentina", "Console"]
        {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert!(!text.contains("Ceibo") && !text.contains("argon2") && !text.contains("***"), "no secret");
        assert!(text.contains(&format!("/users/specialists/{}", boss.id)), "the maker is a link");
        // In the reader's language.
        assert_eq!(admin.form("/culture", &[("culture", "pt")]).await.status, StatusCode::SEE_OTHER);
        let text = admin.get(&tab).await.text();
        assert!(text.contains("Senha") && text.contains("Inativo") && text.contains("criou"), "{text}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_and_whatever_changed_something_is_named() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let person = site.person(&home.tenant, &home.project, "ana").await;
        let gone = site.person(&home.tenant, &home.project, "gone").await;
        let system = site.system(&home.tenant).await;
        let object = ("user", person.id.as_uuid());
        let mut cx = system.clone();
        let ways = [
            (Actor::User(home.admin.id), Way::Form),
            (Actor::User(gone.id), Way::Plugin("fields-latam".to_owned())),
            (Actor::System, Way::System),
            (Actor::User(home.admin.id), Way::Import(elenco_db::ImportId::from_uuid(site.app.ids.uuid()))),
        ];
        for (number, (actor, way)) in ways.into_iter().enumerate() {
            site.clock.forward(60);
            (cx.actor, cx.way) = (actor, way);
            change(&cx, &home, &person, position(&format!("p{number}"))).await;
        }
        let api = site.api(&home.tenant, home.admin.id).await;
        site.clock.forward(60);
        let path = format!("/api/v1/users/{}", person.id);
        let answer = api.json(Method::PATCH, &path, &json!({ "position": "p4" })).await;
        assert_eq!(answer.status, StatusCode::OK);
        // The person is gone, and nobody wrote down what the name was but the one who deleted.
        users::service::delete_user(&system, gone.id).await.unwrap();
        let row = (system.scope.tenant(), gone.clone(), site.app.clock.now());
        system
            .app
            .db
            .write(move |conn| {
                let (tenant, gone, now) = &row;
                diesel::delete(deleted_users::table.filter(deleted_users::id.eq(gone.id))).execute(conn)?;
                let values = (
                    deleted_users::tenant_id.eq(*tenant),
                    deleted_users::id.eq(gone.id),
                    deleted_users::kind.eq("specialist"),
                    deleted_users::username.eq("gone"),
                    deleted_users::name.eq("Valentina Perdida"),
                    deleted_users::sort_key.eq(""),
                    deleted_users::document.eq(Json(json!({}))),
                    deleted_users::deleted_at.eq(*now),
                );
                each!(conn, c => diesel::insert_into(deleted_users::table).values(values.clone()).execute(c))?;
                Ok::<_, DbError>(())
            })
            .await
            .unwrap();

        let page = service::list_history(&system, object, None, None, 50).await.unwrap();
        let told: Vec<_> = page.entries.iter().map(|entry| (&entry.who, &entry.way)).collect();
        assert_eq!(told.len(), 6);
        assert!(matches!(told[0], (Who::Token { description: Some(words), person: Some(_), .. }, ToldWay::Api) if words == "test"), "{:?}", told[0]);
        assert!(matches!(told[1].1, ToldWay::Import { id: Some(_), file: None }));
        assert!(matches!(told[2], (Who::System, ToldWay::System)));
        let (Who::Person(deleted), ToldWay::Plugin(plugin)) = told[3] else { panic!("{:?}", told[3]) };
        assert_eq!((deleted.name.as_deref(), deleted.kind, plugin.as_str()), (Some("Valentina Perdida"), None, "fields-latam"));
        assert_eq!(page.entries[5].action, "create");

        // Page by page, each once, also when many changes are of one instant.
        (cx.actor, cx.way) = (Actor::User(home.admin.id), Way::Form);
        site.clock.forward(1);
        for number in 0..7 {
            change(&cx, &home, &person, position(&format!("at once {number}"))).await;
        }
        let (mut seen, mut older): (Vec<_>, Option<HistoryAnchor>) = (Vec::new(), None);
        loop {
            let page = service::list_history(&system, object, None, older, 3).await.unwrap();
            seen.extend(page.entries.iter().map(|entry| entry.id));
            older = page.older;
            if older.is_none() {
                break;
            }
        }
        let whole = seen.len();
        seen.sort();
        seen.dedup();
        assert_eq!((seen.len(), whole), (13, 13));
        let by_form = service::list_history(&system, object, Some("form"), None, 50).await.unwrap();
        assert_eq!(by_form.entries.len(), 8);
        let unknown = service::list_history(&system, object, Some("'"), None, 50).await.unwrap();
        assert_eq!(unknown.entries.len(), 13, "a way that is none filters nothing");

        let path = format!("/api/v1/users/{}/history", person.id);
        let first = api.get(&format!("{path}?limit=12")).await.json();
        let cursor = first["next_cursor"].as_str().unwrap().to_owned();
        assert_eq!(first["items"][0]["changes"]["position"]["new"].as_str().unwrap().len(), "at once 0".len());
        let second = api.get(&format!("{path}?limit=12&cursor={cursor}")).await.json();
        assert_eq!(second["items"].as_array().unwrap().len(), 1);
        assert_eq!(api.get(&format!("{path}?cursor=x")).await.status, StatusCode::BAD_REQUEST);
        assert!(matches!(
            service::list_history(&system, ("nothing", person.id.as_uuid()), None, None, 5).await,
            Err(AppError::NotFound)
        ));
    })
    .await;
}
