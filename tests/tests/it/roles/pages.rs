//! Roles in the console and in the API.
use axum::http::{Method, StatusCode};
use elenco::users;
use serde_json::json;

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn what_is_taken_away_is_gone_at_the_next_click() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let ana = site.person(&home.tenant, &home.project, "ana").await;
        let sees = role(&cx, "Sees", &[P::ConsoleUse, P::UsersList, P::UsersGetObject]).await;
        service::associate(&cx, ana.id, vec![sees.id]).await.unwrap();
        let visitor = site.signed_in(&home.tenant, "ana").await;
        let api = site.api(&home.tenant, ana.id).await;
        let users = format!("/api/v1/projects/{}/users", home.project.id);
        let status = async || (visitor.get("/users/clients").await.status, api.get(&users).await.status);
        assert_eq!(status().await, (StatusCode::OK, StatusCode::OK));
        service::change_role(&cx, sees.id, None, values("Sees", &[P::ConsoleUse])).await.unwrap();
        assert_eq!(status().await, (StatusCode::FORBIDDEN, StatusCode::FORBIDDEN));
        let desk = group(&cx, "Desk", None).await;
        let lists = role(&cx, "Lists", &[P::UsersList]).await;
        service::set_roles_of_group(&cx, desk.id, vec![lists.id]).await.unwrap();
        join(&cx, desk.id, ana.id).await.unwrap();
        assert_eq!(status().await, (StatusCode::OK, StatusCode::OK), "by the group");
        service::dissociate(&cx, ana.id, vec![sees.id]).await.unwrap();
        groups::service::remove_members(&cx, desk.id, Chosen::People(vec![ana.id])).await.unwrap();
        assert_eq!(status().await, (StatusCode::FORBIDDEN, StatusCode::FORBIDDEN));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_lead_through_it() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let ana = site.person(&home.tenant, &home.project, "ana").await;
        let admin = site.signed_in(&home.tenant, "admin").await;
        let list = admin.get("/roles").await.text();
        assert!(list.contains("Administrator") && list.contains("Auditor"));

        // A refused form keeps what was typed.
        let refused = admin.form("/roles", &[("name", "Auditor"), ("permission", "Users.Export")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let text = refused.text();
        assert!(text.contains("Another role has this name"));
        let checked = text.split("value=\"Users.Export\"").nth(1).unwrap_or_default();
        assert!(checked.starts_with(" checked"), "what was checked still is");
        let made = admin
            .form(
                "/roles",
                &[("name", "Desk <b>"), ("permission", "Users.List"), ("permission", "Console.Use")],
            )
            .await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
        let page = made.header("location").split('?').next().unwrap_or_default().replace("/t/home", "");
        let shown = admin.get(&page).await.text();
        assert!(shown.contains("Desk &lt;b&gt;") && !shown.contains("Desk <b>"));
        for permission in P::ALL {
            assert!(shown.contains(&format!("value=\"{}\"", permission.as_str())), "{}", permission.as_str());
        }
        let copy = admin.get(&format!("/roles/new?copy={}", page.rsplit('/').next().unwrap())).await.text();
        assert!(copy.contains("Copy of Desk &lt;b&gt;"));
        let stale = [("name", "Late"), ("version", "7")];
        assert_eq!(admin.form(&page, &stale).await.status, StatusCode::UNPROCESSABLE_ENTITY);

        // People: chosen, given, removed.
        let chosen = ana.id.to_string();
        assert!(admin.get(&format!("{page}/people/new?search=val")).await.text().contains(&chosen));
        let given = admin.form(&format!("{page}/people"), &[("selected", &chosen)]).await;
        assert!(given.header("location").ends_with("tab=people&said=given&count=1"));
        assert!(admin.get(&format!("{page}?tab=people")).await.text().contains(&chosen));
        let asked = admin.get(&format!("{page}/delete")).await.text();
        assert!(asked.contains("Valentina Ríos"), "the question names who has it");
        let taken = admin.form(&format!("{page}/people/remove"), &[("selected", &chosen)]).await;
        assert!(taken.header("location").ends_with("said=taken&count=1"));
        let nobody = admin.form(&format!("{page}/people/remove"), &[]).await;
        assert!(nobody.header("location").ends_with("said=nobody"));

        // The person's tab, and what groups give.
        let desk = group(&cx, "Service desk", None).await;
        let id = page.rsplit('/').next().unwrap();
        let saved = admin.form(&format!("/groups/{}/roles", desk.id), &[("selected", id)]).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER);
        join(&cx, desk.id, ana.id).await.unwrap();
        let tab = admin.get(&format!("/users/specialists/{chosen}?tab=roles")).await.text();
        assert!(tab.contains("From Service desk") && tab.contains("Effective permissions: 2"), "{tab}");
        let auditor = named(&cx, ReadyMade::Auditor).await.id.to_string();
        let person = format!("/users/specialists/{chosen}/roles");
        assert!(admin.get(&format!("{person}?search=audi")).await.text().contains(&auditor));
        let associated = admin.form(&person, &[("selected", &auditor)]).await;
        assert!(associated.header("location").ends_with("tab=roles&said=associated"));
        let left = admin.form(&format!("{person}/remove"), &[("selected", &auditor)]).await;
        assert!(left.header("location").ends_with("tab=roles&said=dissociated"));

        // The last administrator stays, and the page says why.
        let star = named(&cx, ReadyMade::Administrator).await.id.to_string();
        let own = format!("/users/specialists/{}/roles/remove", home.admin.id);
        let kept = admin.form(&own, &[("selected", &star)]).await;
        assert_eq!(kept.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(kept.text().contains("Nobody would be left who may do everything"));
        let kept = admin.form(&format!("/roles/{star}/delete"), &[]).await;
        assert!(kept.text().contains("Nobody would be left") && kept.text().contains("id=\"detail\""));
        let kept =
            admin.form(&format!("/roles/{star}"), &[("name", "Administrator"), ("version", "1")]).await;
        assert!(kept.text().contains("Nobody would be left"));

        assert_eq!(admin.form(&format!("{page}/delete"), &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(admin.get(&page).await.status, StatusCode::NOT_FOUND);
        assert!(users::service::find_user(&cx, ana.id).await.is_ok());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_do_the_same() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let ana = site.person(&home.tenant, &home.project, "ana").await;
        let api = site.api(&home.tenant, home.admin.id).await;
        let made = api
            .json(Method::POST, "/api/v1/roles", &json!({ "name": "Bot", "permissions": ["Users.List"] }))
            .await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
        assert_eq!(made.header("etag"), "\"1\"");
        let id = made.json()["id"].as_str().unwrap().to_owned();
        let path = format!("/api/v1/roles/{id}");
        let renamed = api.json(Method::PATCH, &path, &json!({ "name": "Robot" })).await.json();
        assert_eq!((&renamed["name"], &renamed["permissions"]), (&json!("Robot"), &json!(["Users.List"])));
        let stale = api.json(Method::PATCH, &path, &json!({ "name": "Late", "version": 1 })).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        let unknown = api.json(Method::PATCH, &path, &json!({ "permissions": ["Users.Fly"] })).await;
        assert_eq!(unknown.status, StatusCode::BAD_REQUEST);
        let all = api.get("/api/v1/roles?search=rob").await.json();
        assert_eq!(all["items"].as_array().unwrap().len(), 1);
        let first = api.get("/api/v1/roles?limit=2").await.json();
        let cursor = first["next_cursor"].as_str().unwrap();
        let second = api.get(&format!("/api/v1/roles?limit=2&cursor={cursor}")).await.json();
        assert_ne!(first["items"][0]["id"], second["items"][0]["id"]);

        let held = format!("/api/v1/users/{}/roles", ana.id);
        let given = api.json(Method::POST, &held, &json!({ "roles": [id] })).await;
        assert_eq!(given.status, StatusCode::NO_CONTENT, "{}", given.text());
        let listed = api.get(&held).await.json();
        assert_eq!(
            (&listed["items"][0]["name"], &listed["items"][0]["own"]),
            (&json!("Robot"), &json!(true))
        );
        // Ana may list people, and so give nothing.
        let hers = site.api(&home.tenant, ana.id).await;
        let refused = hers.json(Method::POST, &held, &json!({ "roles": [id] })).await;
        assert_eq!(
            (refused.status, refused.json()["permission"].clone()),
            (StatusCode::FORBIDDEN, json!("Roles.Update"))
        );
        assert_eq!(api.delete(&format!("{held}/{id}")).await.status, StatusCode::NO_CONTENT);
        assert_eq!(api.delete(&format!("{held}/{id}")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(api.delete(&path).await.status, StatusCode::NO_CONTENT);
        assert_eq!(api.get(&path).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_who_may_come_in_finds_a_page_and_what_is_locked_says_so() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let visitor_only = role(&cx, "Visitor", &[P::ConsoleUse]).await.id;
        let all = service::list_roles(&cx, None, None, 100).await.unwrap().roles;
        for (number, role) in all.iter().enumerate() {
            let name = format!("person{number}");
            let person = site.person(&home.tenant, &home.project, &name).await;
            service::associate(&cx, person.id, vec![role.id]).await.unwrap();
            let visitor = site.signed_in(&home.tenant, &name).await;
            let first = visitor.get("/").await.header("location").replace("/t/home", "");
            let page = visitor.get(&first).await;
            assert_eq!(page.status, StatusCode::OK, "{} at {first}", role.name);
            let locked = page.text().matches("nav-locked").count();
            let open = first != "/notifications";
            assert_eq!(
                (open, locked == 0),
                (role.id != visitor_only, role.grants.are_all()),
                "{}",
                role.name
            );
        }
    })
    .await;
}
