//! The matrix of rights holds alike in form, program and file; a plugin that fails takes nothing from the others.
use axum::http::{Method, StatusCode};
use elenco::users::model::UserKind;
use serde_json::{Value, json};

use super::{client, define, kept};
use crate::site::{ImportFile, Part, Site, multipart, on_each_engine};

/// Rights that an audience may have, by name.
const RIGHTS: [(&str, &[&str]); 4] = [
    ("none", &[]),
    ("see", &["visible"]),
    ("change", &["visible", "editable"]),
    ("must", &["visible", "editable", "required"]),
];

fn open(id: &str, kind: &str) -> Value {
    json!({ "id": id, "concepts": ["client", "specialist"], "type": kind, "label": { "en": id } })
}

#[tokio::test(flavor = "multi_thread")]
async fn form_program_and_file_agree_on_every_cell_of_the_matrix() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let pairs: Vec<(String, &[&str], &[&str])> = RIGHTS
            .iter()
            .flat_map(|(active, a)| RIGHTS.iter().map(move |(not, i)| (format!("{active}-{not}"), *a, *i)))
            .collect();
        define(&site, &home, pairs.iter().map(|(id, ..)| open(id, "short-text")).collect(), json!([])).await;
        let api = site.api(&home.tenant, home.admin.id).await;
        let visitor = site.signed_in(&home.tenant, "admin").await;
        let all: Value =
            pairs.iter().map(|(id, ..)| (id.clone(), json!("old"))).collect::<serde_json::Map<_, _>>().into();
        let mut people = Vec::new();
        for state in ["active", "inactive"] {
            for (id, ..) in &pairs {
                for way in ["form", "api", "row"] {
                    people.push((
                        state,
                        id,
                        way,
                        client(&api, &home, &format!("{state}.{id}.{way}"), &all).await,
                    ));
                }
            }
        }
        for (_, _, _, person) in people.iter().filter(|(state, ..)| *state == "inactive") {
            let off = json!({ "active": false });
            assert_eq!(api.json(Method::PATCH, &format!("/api/v1/users/{person}"), &off).await.status, 200);
        }
        let limited = pairs.iter().map(|(id, active, not)| {
            let mut field = open(id, "short-text");
            field["states"] = json!({ "administrator": { "active": active, "inactive": not } });
            field
        });
        define(&site, &home, limited.collect(), json!([])).await;

        let mut file = "username;".to_owned();
        file.extend(pairs.iter().map(|(id, ..)| format!("fields.{id};")));
        for (state, id, _, _) in people.iter().filter(|(_, _, way, _)| *way == "row") {
            file += &format!("\r\n{state}.{id}.row;");
            file.extend(pairs.iter().map(|(own, ..)| if own == *id { "new;" } else { ";" }));
        }
        let import =
            ImportFile { kind: UserKind::Client, name: "all.csv", bytes: file.as_bytes(), options: None };
        let done = site.import(&api, &home, import).await;
        assert_eq!(done["state"], "completed", "{done}");

        for (state, id, way, person) in &people {
            let (_, active, not) = pairs.iter().find(|(own, ..)| own == *id).unwrap();
            let rights = if *state == "active" { active } else { not };
            let may = rights.contains(&"editable");
            let path = format!("/users/clients/{person}");
            match *way {
                "api" => {
                    let answer = api
                        .json(
                            Method::PATCH,
                            &format!("/api/v1{}", path.replace("/clients", "")),
                            &json!({ "fields": { (*id): "new" } }),
                        )
                        .await;
                    assert_eq!(answer.status == 200, may, "{state} {id}: {}", answer.text());
                    let shown = kept(&api, person).await;
                    assert_eq!(shown.get(*id).is_some(), rights.contains(&"visible"), "{state} {id} {shown}");
                }
                "form" => {
                    let page = visitor.get(&format!("{path}?tab=additional")).await.text();
                    let is_there = active.contains(&"visible") || not.contains(&"visible");
                    assert_eq!(page.contains(&format!("fields.{id}\"")), is_there, "{state} {id}");
                    let name = format!("fields.{id}");
                    let username = format!("{state}.{id}.form");
                    let mut parts = vec![
                        Part::text("username", &username),
                        Part::text("first_names", "Lía"),
                        Part::text("last_names", "Paz"),
                        Part::text("culture", "en"),
                        Part::text(&name, "new"),
                    ];
                    if *state == "active" {
                        parts.push(Part::text("active", "true"));
                    }
                    let answer = visitor.post(&path, multipart(&parts)).await;
                    assert_eq!(
                        answer.status == StatusCode::SEE_OTHER,
                        may,
                        "{state} {id}: {}",
                        answer.status
                    );
                }
                _ => {}
            }
            // What is required cannot be emptied.
            if *way == "api" && rights.contains(&"required") {
                let nothing = json!({ "fields": { (*id): null } });
                let answer = api.json(Method::PATCH, &format!("/api/v1/users/{person}"), &nothing).await;
                assert_eq!(answer.json()["errors"][0]["field"], format!("fields.{id}"), "{state} {id}");
            }
        }
        // Everything is seen again, and every way did the same.
        define(&site, &home, pairs.iter().map(|(id, ..)| open(id, "short-text")).collect(), json!([])).await;
        for (state, id, way, person) in &people {
            let (_, active, not) = pairs.iter().find(|(own, ..)| own == *id).unwrap();
            let may = if *state == "active" { active } else { not }.contains(&"editable");
            let now = kept(&api, person).await;
            assert_eq!(now[*id] == "new", may, "{way} {state} {id}: {now}");
            let others = now.as_object().unwrap().iter().filter(|(own, _)| own != id);
            assert!(others.into_iter().all(|(_, value)| value == "old"), "{way} {state} {id}: {now}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_looks_at_oneself_is_what_one_is() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let mut secret = open("review", "short-text");
        secret["states"] = json!({ "administrator": { "active": ["visible", "editable"], "inactive": [] } });
        define(&site, &home, json!([secret, open("nickname", "short-text")]), json!([])).await;
        let api = site.api(&home.tenant, home.admin.id).await;
        let own = format!("/api/v1/users/{}", home.admin.id);
        let change = json!({ "fields": { "review": "mine", "nickname": "Vale" } });
        let answer = api.json(Method::PATCH, &own, &change).await;
        assert_eq!(answer.json()["errors"][0]["field"], "fields.review", "{}", answer.text());
        let visitor = site.signed_in(&home.tenant, "admin").await;
        let page = visitor.get(&format!("/users/specialists/{}?tab=additional", home.admin.id)).await.text();
        assert!(page.contains("fields.nickname\"") && !page.contains("fields.review\""));
        let colleague = site.person(&home.tenant, &home.project, "colleague").await;
        let page = visitor.get(&format!("/users/specialists/{}?tab=additional", colleague.id)).await.text();
        assert!(page.contains("fields.nickname\"") && page.contains("fields.review\""));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plugin_that_fails_takes_nothing_from_the_others() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let api = site.api(&home.tenant, home.admin.id).await;
        let before = json!({ "birth_date": { "date": "1990-04-21" }, "cpf": "11144477735" });
        let person = client(&api, &home, "lia", &before).await;
        let first = kept(&api, &person).await;
        define(&site, &home, json!([{ "id": 7 }]), json!([])).await;
        let visitor = site.signed_in(&home.tenant, "admin").await;
        let page = visitor.get(&format!("/users/clients/{person}?tab=additional")).await;
        let text = page.text();
        assert_eq!(page.status, 200);
        assert!(text.contains("additional-fields") && text.contains("plugin.E1"), "the reason is told");
        assert!(text.contains("fields.cpf"), "the other plugin's field is there");
        assert_eq!(visitor.get("/users/clients/new?tab=additional").await.status, 200);
        assert_eq!(visitor.get("/additional-fields").await.status, 200);

        let path = format!("/api/v1/users/{person}");
        let answer = api.json(Method::PATCH, &path, &json!({ "fields": { "cpf": "529.982.247-25" } })).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        assert_ne!(answer.json()["fields"]["cpf"], first["cpf"]);
        assert_eq!(answer.json()["fields"]["birth_date"], first["birth_date"], "what cannot be judged stays");
        let answer =
            api.json(Method::PATCH, &path, &json!({ "fields": { "birth_date": "2001-01-01" } })).await;
        assert_eq!(answer.json()["errors"][0]["code"], "field.plugin", "{}", answer.text());
    })
    .await;
}
