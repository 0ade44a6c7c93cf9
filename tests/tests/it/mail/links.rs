//! Links with which one chooses a password: for whom they are, how often, how long; and what strangers learn.
use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use diesel::prelude::*;
use elenco::locale::Culture;
use elenco::sessions::model::{INVITATION_DAYS, NEW_PASSWORD_HOURS, TRIES};
use elenco::sessions::service::password_links;
use elenco::users;
use elenco::users::model::UserChanges;
use elenco_db::schema::{mails, password_links as links};
use elenco_db::{DbError, JobId};

use super::postbox::Postbox;
use super::{BASE, address_of_admin, delivered, sends_to, stranger, with_postbox};
use crate::site::{Answer, PASSWORD, Part, Site, Visitor, multipart, on_each_engine, on_each_engine_with};

const NEW: &str = "Araucaria-77-celeste!";

async fn open(visitor: &Visitor<'_>, secret: &str) -> Answer {
    visitor.form("/password-link", &[("secret", secret)]).await
}

async fn choose(visitor: &Visitor<'_>, secret: &str, password: &str) -> Answer {
    visitor.form("/password-link/choose", &[("secret", secret), ("password", password)]).await
}

async fn forgot(visitor: &Visitor<'_>, name: &str) -> Answer {
    visitor.form("/forgot-password", &[("name", name)]).await
}

/// E-mails that were written down, and links that work.
async fn counts(site: &Site) -> (i64, i64) {
    site.app
        .db
        .read::<_, DbError>(|conn| {
            Ok((mails::table.count().get_result(conn)?, links::table.count().get_result(conn)?))
        })
        .await
        .unwrap()
}

/// Does the waiting jobs until nobody waits for an answer any more.
async fn answered(site: &Site) {
    use elenco_db::schema::jobs;
    let runner = elenco::jobs::runner::start(site.app.clone());
    let waits = || {
        site.app.db.read::<Vec<JobId>, DbError>(|conn| {
            let open = jobs::table.filter(jobs::kind.eq("forgotten_password"));
            Ok(open.filter(jobs::finished_at.is_null()).select(jobs::id).load(conn)?)
        })
    };
    while !waits().await.unwrap().is_empty() {
        tokio::task::yield_now().await;
    }
    runner.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_person_is_invited_chooses_a_password_and_signs_in() {
    with_postbox(async |site: Site, postbox: &mut Postbox| {
        let home = site.organisation("home").await;
        let admin = site.signed_in(&home.tenant, "admin").await;
        let page = admin.get("/users/specialists/new").await.text();
        assert!(page.contains("name=\"invite\""), "the check box is there");
        let fields = |email: &'static str| {
            multipart(&[
                Part::text("username", "ines"),
                Part::text("first_names", "Inês"),
                Part::text("last_names", "Muñoz"),
                Part::text("email", email),
                Part::text("culture", "pt"),
                Part::text("active", "true"),
                Part::text("invite", "true"),
            ])
        };
        let refused = admin.post("/users/specialists", fields("")).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("An invitation needs an e-mail address."), "{}", refused.text());
        assert_eq!(counts(&site).await, (0, 0));
        let saved = admin.post("/users/specialists", fields("ines@example.com")).await;
        assert!(saved.header("location").ends_with("?said=invited"), "{}", saved.text());
        let mail = delivered(&site, postbox).await;
        assert_eq!(mail.header("Subject"), "Escolha sua senha para home incorporated");
        let secret = mail.secret();
        let text = mail.part("text/plain");
        assert!(text.contains(&format!("{BASE}/t/home/password-link#{secret}\n")), "{text}");

        let mut visitor = Visitor::new(&site, &home.tenant);
        // Whoever looks at the link, and however often, uses nothing up.
        for _ in 0..3 {
            let page = open(&visitor, &secret).await;
            assert_eq!(page.status, StatusCode::OK);
            assert!(page.text().contains("lang=\"pt\"") && page.text().contains("Inês Muñoz"));
        }
        let rules = [("secret", secret.as_str()), ("password", "kurz")];
        let rules = visitor.form("/password-link/rules", &rules).await;
        assert_eq!(rules.status, StatusCode::OK, "{}", rules.text());
        let weak = choose(&visitor, &secret, "kurz").await;
        assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!weak.text().contains("kurz"), "a password is not sent back");
        let chosen = choose(&visitor, &secret, NEW).await;
        assert_eq!(
            chosen.header("location"),
            "/t/home/sign-in?culture=pt&said=password",
            "{}",
            chosen.text()
        );
        assert!(visitor.get("/sign-in?said=password").await.text().contains("Password saved."));
        visitor.sign_in("ines", NEW).await;
        assert!(visitor.cookie.is_some());

        for answer in [open(&visitor, &secret).await, choose(&visitor, &secret, PASSWORD).await] {
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "a link works once");
        }
        assert_eq!(counts(&site).await.1, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_forgot_the_password_chooses_another_one_and_is_signed_out_everywhere() {
    with_postbox(async |site: Site, postbox: &mut Postbox| {
        let home = site.organisation("home").await;
        address_of_admin(&site, &home).await;
        let signed_in = site.signed_in(&home.tenant, "admin").await;
        let visitor = Visitor::new(&site, &home.tenant);
        // By user name, however it is written, and by address.
        assert_eq!(forgot(&visitor, " ADMIN ").await.status, StatusCode::OK);
        let first = delivered(&site, postbox).await.secret();
        site.clock.forward(1);
        assert_eq!(forgot(&visitor, "Admin@people.example.com").await.status, StatusCode::OK);
        let second = delivered(&site, postbox).await.secret();
        assert_ne!(first, second);
        let same = choose(&visitor, &second, PASSWORD).await;
        assert_eq!(same.status, StatusCode::UNPROCESSABLE_ENTITY, "the present password is no new one");
        assert!(signed_in.is_in().await);
        // Both at once: one wins.
        let (a, b) =
            tokio::join!(choose(&visitor, &second, NEW), choose(&visitor, &second, "Jacaranda-43-azul!"));
        let won = [a.status, b.status].iter().filter(|status| **status == StatusCode::SEE_OTHER).count();
        assert_eq!(won, 1, "{} {}", a.text(), b.text());
        assert!(!signed_in.is_in().await);
        assert_eq!(
            open(&visitor, &first).await.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "the others die too"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_is_for_one_tenant_one_address_and_a_while() {
    with_postbox(async |site: Site, postbox: &mut Postbox| {
        let home = site.organisation("home").await;
        let other = site.organisation("other").await;
        let cx = site.system(&home.tenant).await;
        let user = stranger(&site, &home, "ines", "ines@example.com", Culture::En).await;
        let visitor = Visitor::new(&site, &home.tenant);
        let elsewhere = Visitor::new(&site, &other.tenant);
        password_links::send_invitation(&cx, user.id).await.unwrap();
        let secret = delivered(&site, postbox).await.secret();
        assert_eq!(open(&elsewhere, &secret).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(open(&visitor, &secret).await.status, StatusCode::OK);

        let change = async |changes: UserChanges| {
            users::service::change_user(&cx, user.id, home.project.id, None, changes).await.unwrap();
        };
        let email = |email: &str| UserChanges { email: Some(email.to_owned()), ..UserChanges::default() };
        change(email("new@example.com")).await;
        assert_eq!(open(&visitor, &secret).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        change(email("ines@example.com")).await;
        assert_eq!(open(&visitor, &secret).await.status, StatusCode::OK);

        site.clock.forward(i64::from(INVITATION_DAYS) * 86_400 - 1);
        assert_eq!(open(&visitor, &secret).await.status, StatusCode::OK);
        site.clock.forward(1);
        assert_eq!(open(&visitor, &secret).await.status, StatusCode::UNPROCESSABLE_ENTITY);

        forgot(&visitor, "ines").await;
        let secret = delivered(&site, postbox).await.secret();
        site.clock.forward(i64::from(NEW_PASSWORD_HOURS) * 3600);
        assert_eq!(choose(&visitor, &secret, NEW).await.status, StatusCode::UNPROCESSABLE_ENTITY);

        forgot(&visitor, "ines").await;
        let secret = delivered(&site, postbox).await.secret();
        change(UserChanges { active: Some(false), ..UserChanges::default() }).await;
        change(UserChanges { active: Some(true), ..UserChanges::default() }).await;
        assert_eq!(
            open(&visitor, &secret).await.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "switched off once"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_learns_at_the_door_who_is_inside() {
    with_postbox(async |site: Site, postbox: &mut Postbox| {
        let home = site.organisation("home").await;
        stranger(&site, &home, "ines", "ines@example.com", Culture::En).await;
        stranger(&site, &home, "no-address", "", Culture::En).await;
        stranger(&site, &home, "twin1", "twins@example.com", Culture::En).await;
        stranger(&site, &home, "twin2", "twins@example.com", Culture::En).await;
        let off = stranger(&site, &home, "off", "off@example.com", Culture::En).await;
        let cx = site.system(&home.tenant).await;
        let changes = UserChanges { active: Some(false), ..UserChanges::default() };
        users::service::change_user(&cx, off.id, home.project.id, None, changes).await.unwrap();
        let mut answers = Vec::new();
        let long = "x".repeat(5_000);
        for (last, name) in
            ["ines", "nobody", "no-address", "off", "twins@example.com", "a\u{0}b", "' OR 1=1 --", &long]
                .into_iter()
                .enumerate()
        {
            let mut visitor = Visitor::new(&site, &home.tenant);
            visitor.address.set_ip([198, 51, 100, u8::try_from(last).expect("few")].into());
            let answer = forgot(&visitor, name).await;
            assert_eq!(answer.status, StatusCode::OK, "{name}: {}", answer.text());
            answers.push(answer.text());
        }
        assert!(answers.iter().all(|answer| *answer == answers[0]), "one answer for all");
        answered(&site).await;
        assert_eq!(counts(&site).await, (1, 1), "one of them has an address and may sign in");
        delivered(&site, postbox).await;

        // The limiter stands in front, by name from everywhere and by address for every name.
        let mut visitor = Visitor::new(&site, &home.tenant);
        for number in 0..TRIES {
            visitor.address.set_ip([203, 0, 113, u8::try_from(number).expect("few")].into());
            assert_eq!(forgot(&visitor, "somebody").await.status, StatusCode::OK);
        }
        assert_eq!(forgot(&visitor, "SOMEBODY").await.status, StatusCode::TOO_MANY_REQUESTS);
        visitor.address.set_ip([203, 0, 113, 99].into());
        for number in 0..TRIES {
            assert_eq!(forgot(&visitor, &format!("name{number}")).await.status, StatusCode::OK);
        }
        assert_eq!(forgot(&visitor, "yet-another").await.status, StatusCode::TOO_MANY_REQUESTS);
        for number in 0..TRIES {
            let answer = open(&visitor, &format!("guess{number}")).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        for door in ["/password-link", "/password-link/choose", "/password-link/rules"] {
            let answer = visitor.form(door, &[("secret", "guess"), ("password", NEW)]).await;
            assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS, "{door}");
        }
        answered(&site).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn links_lead_where_the_operator_says_and_never_where_a_request_says() {
    with_postbox(async |site: Site, postbox: &mut Postbox| {
        let home = site.organisation("home").await;
        stranger(&site, &home, "ines", "ines@example.com", Culture::En).await;
        let visitor = Visitor::new(&site, &home.tenant);
        let request = visitor
            .request(Method::POST, "/t/home/forgot-password")
            .header(header::HOST, "evil.example")
            .header("x-forwarded-host", "evil.example")
            .header("forwarded", "host=evil.example;proto=http")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let answer = site.send(request.body(Body::from("name=ines")).expect("a request")).await;
        assert_eq!(answer.status, StatusCode::OK);
        let mail = delivered(&site, postbox).await;
        assert!(!mail.raw.contains("evil.example"), "{}", mail.raw);
        assert!(mail.part("text/plain").contains(&format!("{BASE}/t/home/password-link#")));

        // Another site's form asks for nothing.
        for door in ["forgot-password", "password-link", "password-link/choose", "password-link/rules"] {
            let request = visitor
                .request(Method::POST, &format!("/t/home/{door}"))
                .header("sec-fetch-site", "cross-site")
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            let body = Body::from("name=ines&secret=x&password=y");
            let answer = site.send(request.body(body).expect("a request")).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{door}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_link_carries_is_nowhere_but_in_the_e_mail() {
    with_postbox(async |site: Site, postbox: &mut Postbox| {
        let home = site.organisation("home").await;
        stranger(&site, &home, "ines", "ines@example.com", Culture::En).await;
        let visitor = Visitor::new(&site, &home.tenant);
        forgot(&visitor, "ines").await;
        let mail = delivered(&site, postbox).await;
        let secret = mail.secret();
        assert_eq!(open(&visitor, &secret).await.status, StatusCode::OK);
        let folders = site.database_dir().into_iter().chain([site.data_dir()]);
        for folder in folders {
            for file in std::fs::read_dir(&folder).expect("a folder") {
                let path = file.expect("an entry").path();
                let Ok(bytes) = std::fs::read(&path) else { continue };
                let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
                assert!(!found, "{} has it", path.display());
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_mail_server_pages_say_so() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let user = stranger(&site, &home, "ines", "ines@example.com", Culture::En).await;
        let visitor = Visitor::new(&site, &home.tenant);
        assert!(visitor.get("/sign-in").await.text().contains("/t/home/forgot-password"));
        let page = visitor.get("/forgot-password").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text().contains("E-mail is not set up on this server."));
        let answer = forgot(&visitor, "ines").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let admin = site.signed_in(&home.tenant, "admin").await;
        let path = format!("/users/specialists/{}", user.id);
        assert!(admin.get(&path).await.text().contains("E-mail is not set up on this server."));
        let answer = admin.form(&format!("{path}/invite"), &[]).await;
        assert_eq!(answer.header("location"), format!("/t/home{path}?said=mail.no-server"));
        assert!(admin.get(&format!("{path}?said=mail.no-server")).await.text().contains("toast-failed"));
        assert_eq!(counts(&site).await, (0, 0));
    })
    .await;
    let nowhere = |config: &mut elenco::config::Config| {
        sends_to("smtp://127.0.0.1:9")(config);
        config.server.public_url = None;
    };
    on_each_engine_with(nowhere, async |site: Site| {
        let home = site.organisation("home").await;
        let visitor = Visitor::new(&site, &home.tenant);
        let page = visitor.get("/forgot-password").await.text();
        assert!(page.contains("does not know its public address"), "{page}");
    })
    .await;
}
