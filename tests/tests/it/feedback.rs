//! Comments: who may say what about whom, and nothing typed is lost.
use axum::http::{Method, StatusCode};
use elenco::audit::model::Actor;
use elenco::context::ServiceContext;
use elenco::error::AppError;
use elenco::feedback::model::{LONGEST, Subject};
use elenco::feedback::service;
use elenco::roles;
use elenco_db::{FeedbackId, UserId};
use serde_json::json;

use crate::site::{Organisation, Site, on_each_engine};

/// The context of somebody who may do everything.
async fn acting(site: &Site, of: &Organisation, user: UserId) -> ServiceContext {
    let mut cx = site.system(&of.tenant).await;
    cx.actor = Actor::User(user);
    cx
}

fn codes<T: std::fmt::Debug>(outcome: Result<T, AppError>) -> Vec<String> {
    match outcome {
        Err(AppError::Invalid(problems)) => problems.into_iter().map(|problem| problem.code).collect(),
        other => panic!("refused, not {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_changes_what_is_theirs_and_any_script_is_kept() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let person = site.person(&home.tenant, &home.project, "ana").await;
        let about = Subject::User(person.id);
        let cx = acting(&site, &home, home.admin.id).await;
        let texts = [
            "Prefers e-mail.\nCalls back after 18:00.",
            "مرحبا بالعالم ‏— אבג",
            "👩‍👩‍👧 ok ｶﾅ ก็ ß",
            "<script>alert(1)</script> & \"quotes\"",
            "x",
        ];
        for text in texts {
            site.clock.forward(1);
            let made = service::add_comment(&cx, about, &format!("  {text}\u{0}\r\n ")).await.unwrap();
            assert_eq!(made.body, text);
        }
        let longest = "é".repeat(LONGEST);
        site.clock.forward(1);
        let kept = service::add_comment(&cx, about, &longest).await.unwrap();
        assert_eq!(
            codes(service::add_comment(&cx, about, &(longest.clone() + "é")).await),
            ["feedback.too-long"]
        );
        for empty in ["", " \n\t", "\u{200b}\u{feff}", "\u{0}"] {
            assert_eq!(
                codes(service::add_comment(&cx, about, empty).await),
                ["feedback.required"],
                "{empty:?}"
            );
        }
        let nobody = Subject::User(UserId::from_uuid(site.app.ids.uuid()));
        assert!(matches!(service::add_comment(&cx, nobody, "x").await, Err(AppError::NotFound)));
        assert_eq!(service::count_comments(&cx, about).await.unwrap(), 6);

        // The newest first, page by page, each once.
        let (mut seen, mut older) = (Vec::new(), None);
        loop {
            let page = service::list_comments(&cx, about, older, 4).await.unwrap();
            seen.extend(page.comments.into_iter().map(|comment| comment.body));
            older = page.older;
            if older.is_none() {
                break;
            }
        }
        let mut expected = vec![longest.clone()];
        expected.extend(texts.iter().rev().map(|text| (*text).to_owned()));
        assert_eq!(seen, expected);

        // Somebody else may neither change nor, without the permission, delete it.
        let other = acting(&site, &home, person.id).await;
        assert_eq!(
            codes(service::change_comment(&other, kept.id, Some(1), "mine").await),
            ["feedback.not-yours"]
        );
        let mut few = other.clone();
        few.permissions = std::sync::Arc::new(
            elenco::auth::permission::Permission::ALL
                .iter()
                .copied()
                .filter(|permission| permission.as_str() != "Feedback.Delete")
                .collect(),
        );
        assert!(matches!(service::delete_comment(&few, kept.id).await, Err(AppError::Forbidden(_))));
        let changed = service::change_comment(&cx, kept.id, Some(1), "shorter").await.unwrap();
        assert_eq!((changed.version, changed.body.as_str()), (2, "shorter"));
        let stale = service::change_comment(&cx, kept.id, Some(1), "late").await;
        assert!(matches!(stale, Err(AppError::Conflict)), "{stale:?}");
        service::delete_comment(&other, kept.id).await.unwrap();
        assert!(matches!(service::find_comment(&cx, kept.id).await, Err(AppError::NotFound)));
        let gone = FeedbackId::from_uuid(site.app.ids.uuid());
        assert!(matches!(service::delete_comment(&cx, gone).await, Err(AppError::NotFound)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_comment_comes_back_with_what_was_typed() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let person = site.person(&home.tenant, &home.project, "ana").await;
        let admin = site.signed_in(&home.tenant, "admin").await;
        let id = person.id.to_string();
        let tab = format!("/users/specialists/{id}?tab=feedback");
        let empty = admin.get(&tab).await;
        assert!(empty.text().contains("No comments yet"));

        let made = admin.form("/feedback", &[("user", &id), ("body", "See <b> https://a.example/x?y=1&z=2.")]).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
        assert!(made.header("location").ends_with("?tab=feedback&said=comment-added"));
        let shown = admin.get(&tab).await.text();
        assert!(shown.contains("See &lt;b&gt; <a href=\"https://a.example/x?y=1&amp;z=2\" target=\"_blank\" rel=\"noopener noreferrer nofollow ugc\">https://a.example/x?y=1&amp;z=2</a>."), "{shown}");

        let long = "ñ".repeat(LONGEST + 1);
        let refused = admin.form("/feedback", &[("user", &id), ("body", &long)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains(&long) && refused.text().contains("id=\"feedback\""));

        let cx = acting(&site, &home, home.admin.id).await;
        let comment = service::list_comments(&cx, Subject::User(person.id), None, 1).await.unwrap();
        let comment = comment.comments[0].id;
        let edit = admin.get(&format!("{tab}&edit={comment}")).await.text();
        assert!(edit.contains("name=\"version\" value=\"1\""));
        service::change_comment(&cx, comment, Some(1), "meanwhile").await.unwrap();
        let path = format!("/feedback/{comment}");
        let stale = admin.form(&path, &[("version", "1"), ("body", "my own words")]).await;
        assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
        let text = stale.text();
        assert!(text.contains("my own words") && text.contains("meanwhile"), "both are shown");
        assert!(text.contains("name=\"version\" value=\"2\""), "saving again puts it in place");
        let saved = admin.form(&path, &[("version", "2"), ("body", "my own words")]).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER);

        // Another tenant's people and comments are not there, neither is a subject that nobody named.
        let other = site.organisation("other").await;
        let stranger = site.signed_in(&other.tenant, "admin").await;
        for pairs in [vec![("user", id.as_str()), ("body", "x")], vec![("body", "x")]] {
            assert_eq!(stranger.form("/feedback", &pairs).await.status, StatusCode::NOT_FOUND);
        }
        assert_eq!(stranger.form(&path, &[("body", "x")]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(admin.form(&format!("{path}/delete"), &[]).await.status, StatusCode::SEE_OTHER);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_comment_in_the_name_of_their_person() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let person = site.person(&home.tenant, &home.project, "ana").await;
        let bot = site.person(&home.tenant, &home.project, "bot").await;
        let system = site.system(&home.tenant).await;
        roles::service::make_administrator(&system, bot.id).await.unwrap();
        let api = site.api(&home.tenant, bot.id).await;
        let path = format!("/api/v1/users/{}/feedback", person.id);
        for number in 0..3 {
            site.clock.forward(1);
            let made = api.json(Method::POST, &path, &json!({ "body": format!("n{number}") })).await;
            assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
            assert_eq!(made.json()["author"], bot.id.to_string());
        }
        let first = api.get(&format!("{path}?limit=2")).await.json();
        assert_eq!(first["items"][0]["body"], "n2");
        let cursor = first["next_cursor"].as_str().unwrap().to_owned();
        let second = api.get(&format!("{path}?limit=2&cursor={cursor}")).await.json();
        assert_eq!((second["items"].as_array().unwrap().len(), &second["next_cursor"]), (1, &json!(null)));
        let refused = api.json(Method::POST, &path, &json!({ "body": " " })).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(refused.json()["errors"][0]["code"], "feedback.required");
    })
    .await;
}
