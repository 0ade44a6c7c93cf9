//! The Details tab: two administrators at once, values that no two people may have, photos.
use axum::body::Body;
use axum::http::{Method, StatusCode};
use elenco::users;
use elenco::users::model::{User, UserChanges, UserKind};
use elenco_db::UserId;
use serde_json::{Value, json};

use crate::site::{Organisation, Part, Site, Visitor, multipart, on_each_engine, on_each_engine_with};

async fn client(site: &Site, home: &Organisation, username: &str) -> User {
    let cx = site.system(&home.tenant).await;
    let changes = UserChanges {
        username: Some(username.to_owned()),
        first_names: Some("Iara".to_owned()),
        last_names: Some("Teixeira".to_owned()),
        email: Some(format!("{username}@example.com")),
        phone: Some("1".to_owned()),
        ..UserChanges::default()
    };
    users::service::create_user(&cx, UserKind::Client, home.project.id, changes).await.unwrap()
}

async fn read(site: &Site, home: &Organisation, id: UserId) -> User {
    users::service::find_user(&site.system(&home.tenant).await, id).await.unwrap()
}

/// The controls that a page holds: names and values of its text boxes, and of what it sends unseen.
fn controls(page: &str) -> Vec<(String, String)> {
    let form = &page[page.find("<form class=\"work\"").expect("a form")..];
    let form = &form[..form.find("</form>").unwrap()];
    let attribute = |tag: &str, name: &str| {
        let text = tag.split_once(&format!(" {name}=\""))?.1;
        let value = text.split_once('"')?.0;
        Some(value.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
    };
    form.split("<input")
        .skip(1)
        .map(|rest| rest.split_once('>').map_or(rest, |(tag, _)| tag))
        .filter(|tag| !tag.contains("type=\"file\"") && !tag.contains("type=\"password\""))
        .filter(|tag| !tag.contains("type=\"checkbox\"") || tag.contains(" checked"))
        .filter_map(|tag| Some((attribute(tag, "name")?, attribute(tag, "value").unwrap_or_default())))
        .collect()
}

fn with(mut controls: Vec<(String, String)>, name: &str, value: &str) -> Vec<(String, String)> {
    controls.retain(|(known, _)| known != name);
    controls.push((name.to_owned(), value.to_owned()));
    controls
}

async fn send(visitor: &Visitor<'_>, path: &str, controls: &[(String, String)]) -> (StatusCode, String) {
    let parts: Vec<Part<'_>> = controls.iter().map(|(name, value)| Part::text(name, value)).collect();
    let answer = visitor.post(path, multipart(&parts)).await;
    (answer.status, answer.text())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_no_script_sends_is_saved_by_the_token_in_it() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let elsewhere = site.organisation("elsewhere").await;
        let person = client(&site, &home, "iara").await;
        let (visitor, stranger) =
            (site.signed_in(&home.tenant, "admin").await, site.signed_in(&elsewhere.tenant, "admin").await);
        let path = format!("/users/clients/{}", person.id);
        let page = visitor.get(&path).await.text();
        for (token, status) in [
            ("", StatusCode::FORBIDDEN),
            (stranger.csrf.as_str(), StatusCode::FORBIDDEN),
            (visitor.csrf.as_str(), StatusCode::SEE_OTHER),
        ] {
            let mut controls = with(controls(&page), "phone", "+57 604 555 0101");
            controls.retain(|(name, _)| name != "csrf");
            controls.insert(0, ("csrf".to_owned(), token.to_owned()));
            let parts: Vec<Part<'_>> = controls.iter().map(|(name, value)| Part::text(name, value)).collect();
            let (kind, body) = multipart(&parts);
            let request = visitor.request(Method::POST, &format!("/t/home{path}"));
            let request = request.header("content-type", kind).body(Body::from(body)).unwrap();
            assert_eq!(site.send(request).await.status, status, "{token}");
        }
        assert_eq!(read(&site, &home, person.id).await.phone, "+57 604 555 0101");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_administrators_at_once_lose_nothing() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let person = client(&site, &home, "iara").await;
        let (one, other) =
            (site.signed_in(&home.tenant, "admin").await, site.signed_in(&home.tenant, "admin").await);
        let path = format!("/users/clients/{}", person.id);
        let opened = controls(&one.get(&path).await.text());
        assert!(opened.iter().any(|(name, _)| name == "base"), "{opened:?}");

        let theirs = with(with(opened.clone(), "phone", "2"), "position", "Boss");
        assert_eq!(send(&other, &path, &theirs).await.0, StatusCode::SEE_OTHER);

        let mine = with(with(opened, "phone", "3"), "mobile", "9");
        let (status, page) = send(&one, &path, &mine).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(read(&site, &home, person.id).await.phone, "2", "a stale form changes nothing");
        let merged = controls(&page);
        let value = |name: &str| merged.iter().find(|(known, _)| known == name).map(|(_, v)| v.as_str());
        assert_eq!(value("position"), Some("Boss"), "what only the other one changed is taken over");
        assert_eq!((value("phone"), value("mobile")), (Some("3"), Some("9")), "what was typed stays");
        assert!(page.contains("data-theirs=\"[&quot;2&quot;]\""), "the other value is offered");
        assert!(page.contains(&home.admin.full_name()), "and it is said who saved it");

        assert_eq!(send(&one, &path, &merged).await.0, StatusCode::SEE_OTHER);
        let now = read(&site, &home, person.id).await;
        assert_eq!((now.phone.as_str(), now.mobile.as_str(), now.position.as_str()), ("3", "9", "Boss"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_has_is_refused_with_the_way_there() {
    on_each_engine_with(|config| config.people.unique_email = true, async |site: Site| {
        let home = site.organisation("home").await;
        let first = client(&site, &home, "iara").await;
        let second = client(&site, &home, "bea").await;
        let admin = site.signed_in(&home.tenant, "admin").await;
        let path = format!("/users/clients/{}", second.id);
        for (name, value) in [("username", "IARA"), ("email", "Iara@Example.com ")] {
            let opened = controls(&admin.get(&path).await.text());
            let (status, page) = send(&admin, &path, &with(opened, name, value)).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
            assert!(page.contains(&format!("href=\"/t/home/users/clients/{}\"", first.id)), "{name}");
        }
        let api = site.api(&home.tenant, home.admin.id).await;
        let people = format!("/api/v1/projects/{}/users?kind=client", home.project.id);
        let body = |name: &str, email: &str| {
            json!({ "username": name, "first_names": "A", "last_names": "B", "email": email })
        };
        let refused = api.json(Method::POST, &people, &body("third", "IARA@example.com")).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("user.email-taken"), "{}", refused.text());

        // All at once: one gets it.
        let names: Vec<String> = (0..6).map(|number| format!("at-once-{number}")).collect();
        let tries = names.iter().map(|name| {
            let document: Value = body(name, "same@example.com");
            let (api, people) = (&api, &people);
            async move { api.json(Method::POST, people, &document).await.status }
        });
        let answers = futures_util::future::join_all(tries).await;
        let taken = answers.iter().filter(|status| **status == StatusCode::CREATED).count();
        assert_eq!(taken, 1, "{answers:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_addresses_may_be_shared_they_are() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        client(&site, &home, "iara").await;
        let second = client(&site, &home, "bea").await;
        let cx = site.system(&home.tenant).await;
        let changes = UserChanges { email: Some("iara@example.com".to_owned()), ..UserChanges::default() };
        users::service::change_user(&cx, second.id, home.project.id, None, changes).await.unwrap();
    })
    .await;
}

fn photo() -> Vec<u8> {
    // One grey point (PNG).
    crate::access::PICTURE.to_vec()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_is_kept_in_two_sizes_and_taken_away_again() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let person = client(&site, &home, "iara").await;
        let admin = site.signed_in(&home.tenant, "admin").await;
        let path = format!("/users/clients/{}", person.id);
        let opened = controls(&admin.get(&path).await.text());
        let mut parts: Vec<Part<'_>> = opened.iter().map(|(name, value)| Part::text(name, value)).collect();
        let bytes = photo();
        parts.push(Part::file("photo", "me.png", &bytes));
        assert_eq!(admin.post(&path, multipart(&parts)).await.status, StatusCode::SEE_OTHER);
        let id = read(&site, &home, person.id).await.photo_id.expect("a photo");
        let large = admin.get(&format!("/photos/{id}")).await;
        let small = admin.get(&format!("/photos/{id}?size=small")).await;
        for answer in [&large, &small] {
            assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "image/jpeg"));
        }
        assert!(small.body.len() < large.body.len());
        assert_eq!(admin.form(&format!("{path}/photo/delete"), &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(read(&site, &home, person.id).await.photo_id, None);
    })
    .await;
}
