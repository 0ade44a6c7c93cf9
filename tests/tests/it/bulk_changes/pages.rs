//! The pages about changes to many: they ask, they say what was done, and they offer the way back.
use axum::http::StatusCode;
use elenco::bulk_changes::model::Action;
use elenco::users::model::{User, UserChanges, UserKind};
use elenco::{projects, users};

use super::{acting, crowd};
use crate::site::{Site, on_each_engine};

fn selected(people: &[User]) -> Vec<(&'static str, String)> {
    people.iter().map(|user| ("selected", user.id.to_string())).collect()
}

fn query(action: Action, people: &[User]) -> String {
    let pairs: Vec<String> = selected(people).iter().map(|(name, value)| format!("{name}={value}")).collect();
    format!("/users/clients/changes/new?action={}&{}", action.as_str(), pairs.join("&"))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_asks_in_words_and_offers_undo() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = acting(&site, &home).await;
        let crowd = crowd(&site, &home, home.project.id, UserKind::Client, 25).await;
        let visitor = site.signed_in(&home.tenant, "admin").await;
        let list = visitor.get("/users/clients").await.text();
        assert!(list.contains("data-bulk-bar") && list.contains("people-form"), "the bar is there");
        assert!(list.contains("/users/clients/associate") && list.contains("/users/clients/deleted"));

        let ask = visitor.get(&query(Action::Deactivate, &crowd[..3])).await;
        assert_eq!(ask.status, StatusCode::OK);
        assert!(ask.text().contains("Deactivate 3 people?"), "{}", ask.text());
        let one = visitor.get(&query(Action::Delete, &crowd[..1])).await.text();
        assert!(one.contains("Delete Ana Soto 00000?") && !one.contains("name=\"typed\""));
        let many = visitor.get(&query(Action::Delete, &crowd)).await.text();
        assert!(many.contains("Type 25 to confirm"));

        // Nothing happens unasked.
        let mut pairs = selected(&crowd);
        pairs.push(("action", "delete".to_owned()));
        let send = async |pairs: &[(&str, String)]| {
            let pairs: Vec<(&str, &str)> =
                pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
            visitor.form("/users/clients/changes", &pairs).await
        };
        let unasked = send(&pairs).await;
        assert!(unasked.header("location").contains("/changes/new?action=delete"), "{}", unasked.status);
        pairs.push(("confirmed", "true".to_owned()));
        for typed in ["", "24", "2 5 x", "Main"] {
            pairs.push(("typed", typed.to_owned()));
            assert_eq!(send(&pairs).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed:?}");
            pairs.pop();
        }
        let count =
            async || users::service::count_users(&cx, home.project.id, UserKind::Client).await.unwrap();
        assert_eq!(count().await.total(), 25);
        pairs.push(("typed", " 25 ".to_owned()));
        let done = send(&pairs).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        assert_eq!(count().await.total(), 0);
        let target = done.header("location").trim_start_matches("/t/home").to_owned();
        let page = visitor.get(&target).await.text();
        assert!(page.contains("25 people deleted.") && page.contains("data-undo"), "{page}");
        let id = target.split_once("change=").expect("a change").1.to_owned();

        let shown = visitor.get(&format!("/changes/{id}")).await.text();
        assert!(shown.contains("Delete people") && shown.contains(&format!("/changes/{id}/undo")));
        let bell = visitor.get("/notifications").await.text();
        assert!(
            bell.contains("Delete people") && bell.contains(&format!("/changes/{id}")),
            "also in the bell"
        );
        let undone = visitor.form(&format!("/changes/{id}/undo"), &[]).await;
        assert_eq!(undone.status, StatusCode::SEE_OTHER);
        assert_eq!(count().await.total(), 25);
        let page = visitor.get(undone.header("location").trim_start_matches("/t/home")).await.text();
        assert!(page.contains("25 people are as before.") && !page.contains("data-undo"));
        let twice = visitor.form(&format!("/changes/{id}/undo"), &[]).await;
        assert_eq!(twice.status, StatusCode::SEE_OTHER, "pressed twice, done once");

        // A filter that is not understood must not mean everybody.
        for filter in ["", "[]", "{\"activ\":true}", "nonsense"] {
            let pairs =
                [("action", "deactivate"), ("all", "true"), ("filter", filter), ("confirmed", "true")];
            let answer = visitor.form("/users/clients/changes", &pairs).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{filter:?}");
        }
        assert_eq!(count().await.active, 25);
        let all = [
            ("action", "deactivate"),
            ("all", "true"),
            ("filter", "{\"search\":\"ana\"}"),
            ("confirmed", "true"),
        ];
        assert_eq!(visitor.form("/users/clients/changes", &all).await.status, StatusCode::SEE_OTHER);
        assert_eq!(count().await.inactive, 9);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_person_deleted_on_the_page_is_restored_there() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = acting(&site, &home).await;
        let crowd = crowd(&site, &home, home.project.id, UserKind::Client, 2).await;
        let visitor = site.signed_in(&home.tenant, "admin").await;
        let gone = visitor.form(&format!("/users/clients/{}/delete", crowd[0].id), &[]).await;
        let page = visitor.get(gone.header("location").trim_start_matches("/t/home")).await.text();
        assert!(page.contains("1 person deleted.") && page.contains("data-undo"), "{page}");
        let deleted = visitor.get("/users/clients/deleted").await.text();
        assert!(deleted.contains("Ana Soto 00000") && deleted.contains(&crowd[0].username));
        assert!(visitor.get("/users/specialists/deleted").await.text().contains("Nobody was deleted lately"));

        // Somebody else takes the name.
        let new = UserChanges {
            username: Some(crowd[0].username.clone()),
            first_names: Some("Quick".to_owned()),
            last_names: Some("Rival".to_owned()),
            ..UserChanges::default()
        };
        users::service::create_user(&cx, UserKind::Client, home.project.id, new).await.unwrap();
        let id = crowd[0].id.to_string();
        let refused = visitor.form("/users/clients/deleted/restore", &[("selected", &id)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("Quick Rival") && refused.text().contains("name=\"username\""));
        let pairs = [("selected", id.as_str()), ("username", "ana.again")];
        let restored = visitor.form("/users/clients/deleted/restore", &pairs).await;
        assert_eq!(restored.status, StatusCode::SEE_OTHER, "{}", restored.text());
        assert_eq!(users::service::find_user(&cx, crowd[0].id).await.unwrap().username, "ana.again");
        let nobody = visitor.form("/users/clients/deleted/restore", &[]).await;
        assert!(nobody.header("location").ends_with("said=nobody"));
        let strange = visitor.form("/users/clients/deleted/restore", &[("selected", "x")]).await;
        assert_eq!(strange.status, StatusCode::NOT_FOUND);
        // Oneself is never deleted.
        let own = visitor.form(&format!("/users/specialists/{}/delete", home.admin.id), &[]).await;
        assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_associate_mode_brings_people_in_and_lets_them_go() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = acting(&site, &home).await;
        let other = projects::service::create_project(&cx, "Zona Sur", "").await.unwrap();
        for kind in [UserKind::Client, UserKind::Specialist] {
            let people = crowd(&site, &home, other.id, kind, 3).await;
            let category = if kind == UserKind::Client { "clients" } else { "specialists" };
            let visitor = site.signed_in(&home.tenant, "admin").await;
            let page = visitor.get(&format!("/users/{category}/associate?search=soto+00001")).await.text();
            assert!(page.contains("Beto Soto 00001") && page.contains("Zona Sur"), "{page}");
            assert!(!page.contains("Soto 00002"));
            let id = people[1].id.to_string();
            let project = home.project.id.to_string();
            let join = [
                ("action", "associate"),
                ("from", "associate"),
                ("project", project.as_str()),
                ("selected", &id),
            ];
            let before = users::service::count_users(&cx, home.project.id, kind).await.unwrap().total();
            let joined = visitor.form(&format!("/users/{category}/changes"), &join).await;
            assert_eq!(joined.status, StatusCode::SEE_OTHER, "{}", joined.text());
            let after = users::service::count_users(&cx, home.project.id, kind).await.unwrap().total();
            assert_eq!(after, before + 1);
            let said = visitor.get(joined.header("location").trim_start_matches("/t/home")).await.text();
            assert!(said.contains("1 person associated with Main.") && said.contains("data-undo"), "{said}");
            let members = visitor.get(&format!("/users/{category}/associate?show=members")).await.text();
            assert!(members.contains("Beto Soto 00001"));
            let others = visitor.get(&format!("/users/{category}/associate?show=others")).await.text();
            let panel = others.split("id=\"choose-body\"").nth(1).expect("the lines");
            assert!(!panel.contains("Beto Soto 00001") && panel.contains("Soto 00002"));

            // Everybody who matches is asked about first, and told how many that is.
            let all = [
                ("action", "associate"),
                ("from", "associate"),
                ("project", project.as_str()),
                ("all", "true"),
                ("search", "soto"),
            ];
            let asked = visitor.form(&format!("/users/{category}/changes"), &all).await;
            let question = visitor.get(asked.header("location").trim_start_matches("/t/home")).await.text();
            assert!(question.contains("Associate 2 people?"), "{question}");
            let mut sure = all.to_vec();
            sure.push(("confirmed", "true"));
            assert_eq!(
                visitor.form(&format!("/users/{category}/changes"), &sure).await.status,
                StatusCode::SEE_OTHER
            );
            let leave = [
                ("action", "disassociate"),
                ("from", "associate"),
                ("project", project.as_str()),
                ("selected", &id),
            ];
            assert_eq!(
                visitor.form(&format!("/users/{category}/changes"), &leave).await.status,
                StatusCode::SEE_OTHER
            );
            let now = users::service::count_users(&cx, home.project.id, kind).await.unwrap().total();
            assert_eq!(now, before + 2);

            // Another project was chosen in another window: what was checked here was meant for this one.
            visitor.form("/project", &[("project", &other.id.to_string())]).await;
            let stale = visitor.form(&format!("/users/{category}/changes"), &join).await;
            assert_eq!(stale.status, StatusCode::CONFLICT);
        }
        let powerless = site.person(&home.tenant, &home.project, "powerless").await;
        assert!(powerless.active);
        let visitor = site.signed_in(&home.tenant, "powerless").await;
        assert_eq!(visitor.get("/users/clients/associate").await.status, StatusCode::FORBIDDEN);
    })
    .await;
}
