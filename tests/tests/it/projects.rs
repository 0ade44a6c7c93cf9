//! Projects: their administration, and that none is deleted while somebody needs it.
use axum::http::StatusCode;
use elenco::error::AppError;
use elenco::groups::model::GroupValues;
use elenco::projects::model::ProjectValues;
use elenco::projects::service;
use elenco::users::model::UserKind;
use elenco::{groups, users};

use crate::site::{Part, Site, multipart, on_each_engine};

fn values(name: &str) -> ProjectValues {
    ProjectValues { name: name.to_owned(), description: String::new() }
}

fn codes<T: std::fmt::Debug>(outcome: Result<T, AppError>) -> Vec<String> {
    match outcome {
        Err(AppError::Invalid(problems)) => problems.into_iter().map(|problem| problem.code).collect(),
        other => panic!("refused, not {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn names_are_unique_bounded_and_nothing_is_lost_between_two() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let made = service::create_project(&cx, "  Región Ándes\u{7} ", "a\r\nb").await.unwrap();
        assert_eq!((made.name.as_str(), made.description.as_str()), ("Región Ándes", "a\nb"));
        assert_eq!(codes(service::create_project(&cx, "REGION andes", "").await), ["project.taken"]);
        assert_eq!(codes(service::create_project(&cx, " \u{0} ", "").await), ["project.required"]);
        service::create_project(&cx, &"é".repeat(100), &"x".repeat(2000)).await.unwrap();
        let long = service::create_project(&cx, &"é".repeat(101), &"x".repeat(2001)).await;
        assert_eq!(codes(long), ["project.too-long", "project.too-long"]);
        service::create_project(&cx, "مشروع الشمال", "").await.unwrap();

        let renamed = service::change_project(&cx, made.id, Some(1), values("South")).await.unwrap();
        assert_eq!((renamed.version, renamed.name.as_str()), (2, "South"));
        let stale = service::change_project(&cx, made.id, Some(1), values("North")).await;
        assert!(matches!(stale, Err(AppError::Conflict)), "{stale:?}");
        assert_eq!(
            codes(service::change_project(&cx, made.id, Some(2), values("main")).await),
            ["project.taken"]
        );
        let same = service::change_project(&cx, made.id, Some(2), values("South")).await.unwrap();
        assert_eq!(same.version, 2, "nothing was different");
        let found = service::list_projects(&cx, Some("sóuth".to_owned()), None, 10).await.unwrap();
        assert_eq!((found.projects.len(), found.total), (1, 4));
        let page = service::list_projects(&cx, None, None, 2).await.unwrap();
        let next = service::list_projects(&cx, None, page.next, 2).await.unwrap();
        let back = service::list_projects(&cx, None, next.previous, 2).await.unwrap();
        assert_eq!(back.projects, page.projects);
        assert!(next.next.is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_project_in_use_says_where_and_the_last_one_stays() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let visitor = site.signed_in(&home.tenant, "admin").await;
        assert_eq!(codes(service::delete_project(&cx, home.project.id, "Main").await), ["project.in-use"]);
        assert!(service::usage(&cx, home.project.id).await.unwrap().is_only);

        let field = service::create_project(&cx, "Field", "").await.unwrap();
        let (scope, now) = (cx.scope, site.app.clock.now());
        let (project, person) = (field.id, home.admin.id);
        site.app
            .db
            .write(move |conn| users::service::join_project(conn, &scope, project, &[person], now))
            .await
            .unwrap();
        let group = GroupValues { name: "Crew".to_owned(), active: true, ..GroupValues::default() };
        let group = groups::service::create_group(&cx, UserKind::Specialist, group).await.unwrap();
        groups::service::set_projects(&cx, group.id, vec![field.id], vec![field.id]).await.unwrap();
        let dialog = visitor.get(&format!("/projects/{}/delete", field.id)).await.text();
        assert!(dialog.contains("Crew") && dialog.contains("It is in use."), "{dialog}");
        let path = format!("/projects/{}/delete", field.id);
        let refused = visitor.form(&path, &[("typed", "Field")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);

        groups::service::set_projects(&cx, group.id, Vec::new(), vec![field.id]).await.unwrap();
        assert_eq!(
            codes(service::delete_project(&cx, field.id, "Field").await),
            ["project.in-use"],
            "people"
        );
        let change = elenco::bulk_changes::service::Request {
            project: field.id,
            kind: UserKind::Specialist,
            action: elenco::bulk_changes::model::Action::Disassociate,
            target: Some(elenco::bulk_changes::model::Target::Project {
                id: field.id,
                name: "Field".to_owned(),
            }),
            selection: elenco::bulk_changes::model::Selection::People { ids: vec![home.admin.id] },
        };
        elenco::bulk_changes::service::start(&cx, change).await.unwrap();
        for typed in ["", "field", "Fielder"] {
            let wrong = visitor.form(&path, &[("typed", typed)]).await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed:?}");
        }
        let gone = visitor.form(&path, &[("typed", " Field ")]).await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.text());
        assert!(matches!(service::find_project(&cx, field.id).await, Err(AppError::NotFound)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_project_stands_in_the_header_at_once() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let visitor = site.signed_in(&home.tenant, "admin").await;
        let form = multipart(&[Part::text("name", "Cono Sur <b>"), Part::text("description", "South")]);
        let made = visitor.post("/projects", form).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
        let path = made.header("location").trim_start_matches("/t/home").to_owned();
        let page = visitor.get(&path).await.text();
        let chooser = page.split("id=\"project-chooser\"").nth(1).expect("the chooser");
        let chooser = chooser.split("</details>").next().expect("its end");
        assert!(chooser.contains("Cono Sur &lt;b&gt;"), "{chooser}");
        let again = multipart(&[Part::text("name", "cono sur <B>"), Part::text("description", "kept")]);
        let taken = visitor.post("/projects", again).await;
        assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(taken.text().contains("Another project has this name") && taken.text().contains("kept"));

        let id = path.trim_start_matches("/projects/").split('?').next().expect("an id").to_owned();
        let people = visitor.get(&format!("/projects/{id}?tab=people")).await.text();
        assert!(people.contains("/users/clients/associate"));
        let next = "/t/home/users/clients/associate";
        let chosen = visitor.form("/project", &[("project", &id), ("next", next)]).await;
        assert_eq!(chosen.header("location"), next);
        for elsewhere in ["https://example.com/", "/t/other/users", "//example.com"] {
            let chosen = visitor.form("/project", &[("project", &id), ("next", elsewhere)]).await;
            assert!(!chosen.header("location").contains("example.com"));
            assert!(!chosen.header("location").contains("/t/other"), "{elsewhere}");
        }
        let stale = multipart(&[Part::text("name", "New name"), Part::text("version", "7")]);
        let stale = visitor.post(&format!("/projects/{id}"), stale).await;
        assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            stale.text().contains("New name") && stale.text().contains("Somebody else changed this project")
        );
    })
    .await;
}
