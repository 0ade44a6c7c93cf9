//! What e-mails say, and how they reach the mail server.
use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use diesel::prelude::*;
use elenco::locale::Culture;
use elenco::mail::model::{Letter, MailState};
use elenco::sessions::service::password_links;
use elenco::users;
use elenco::users::model::{NewPassword, UserChanges, UserKind};
use elenco_db::schema::mails;
use elenco_db::{DbError, ExportId, ImportId};
use elenco_tests::server::Server;
use secrecy::SecretString;
use uuid::Uuid;

use super::postbox::{Manner, Postbox, Received};
use super::{address_of_admin, delivered, standing, stranger, tell, with_postbox};
use crate::site::{ImportFile, PASSWORD, PATIENCE, Site, share_compiled_plugins};

/// An e-mail without what each has of its own.
fn shown(mail: &Received) -> String {
    let text = mail.part("text/plain");
    let lines: Vec<String> = text
        .lines()
        .map(|line| match line.split_once('#') {
            Some((link, _)) if line.starts_with("http") => format!("{link}#SECRET"),
            _ => line.to_owned(),
        })
        .collect();
    format!("Subject: {}\n\n{}\n", mail.header("Subject"), lines.join("\n"))
}

fn letters(now: elenco_db::Instant) -> [Letter; 5] {
    let import = |completed| Letter::Import {
        id: ImportId::from_uuid(Uuid::nil()),
        file: "clientes março.xlsx".to_owned(),
        completed,
        created: 12_480,
        updated: 1,
        unchanged: 0,
        failed: 3,
    };
    let export = |people, completed, records| Letter::Export {
        id: ExportId::from_uuid(Uuid::nil()),
        people,
        completed,
        records,
    };
    [
        Letter::PasswordChanged { at: now },
        import(true),
        import(false),
        export(UserKind::Client, true, 1),
        export(UserKind::Specialist, false, 0),
    ]
}

/// Everything about e-mails that is in the database.
async fn rows(site: &Site) -> Vec<(String, i32, Option<String>, Option<Vec<u8>>)> {
    site.app
        .db
        .read::<_, DbError>(|conn| {
            Ok(mails::table
                .order(mails::id)
                .select((mails::state, mails::attempts, mails::reason, mails::secret))
                .load(conn)?)
        })
        .await
        .unwrap()
}

/// Does the waiting jobs until the mail server has said no to one.
async fn refused(site: &Site, postbox: &mut Postbox) {
    let runner = elenco::jobs::runner::start(site.app.clone());
    postbox.refused().await;
    runner.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_e_mail_speaks_its_readers_language() {
    with_postbox(async |site: Site, postbox: &mut Postbox| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let noon = site.app.clock.now();
        for culture in Culture::ALL {
            let tag = culture.tag();
            let user = stranger(&site, &home, tag, &format!("{tag}@example.com"), culture).await;
            let mut texts = String::new();
            password_links::send_invitation(&cx, user.id).await.unwrap();
            texts += &shown(&delivered(&site, postbox).await);
            password_links::forgot(&site.app, &home.tenant, tag, None).await.unwrap();
            texts += &shown(&delivered(&site, postbox).await);
            for letter in letters(noon) {
                tell(&cx, &user, letter).await;
                let mail = delivered(&site, postbox).await;
                assert_eq!(mail.header("Content-Language"), tag);
                assert_eq!(mail.header("Auto-Submitted"), "auto-generated");
                let html = mail.part("text/html");
                assert!(html.contains(&format!("lang=\"{tag}\"")) && !html.contains("src="), "{html}");
                texts += &shown(&mail);
            }
            insta::assert_snapshot!(format!("letters_{tag}"), texts);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_server_that_is_away_is_asked_again_and_gets_each_e_mail_once() {
    with_postbox(async |site: Site, postbox: &mut Postbox| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let user = stranger(&site, &home, "ines", "ines@example.com", Culture::En).await;
        postbox.behave(Manner::Refuses("451 4.3.0 come back later"));
        password_links::send_invitation(&cx, user.id).await.unwrap();
        refused(&site, postbox).await;
        site.clock.forward(600);
        refused(&site, postbox).await;
        let waiting = rows(&site).await;
        assert_eq!((waiting[0].0.as_str(), waiting[0].1), ("waiting", 2), "{waiting:?}");
        assert!(waiting[0].2.as_deref().unwrap_or_default().contains("come back later"), "{waiting:?}");
        let sealed = waiting[0].3.clone().expect("what the link carries waits too");
        assert_eq!(standing(&cx, &user).await.invitation.unwrap().0, MailState::Waiting);

        postbox.behave(Manner::Takes);
        site.clock.forward(600);
        let mail = delivered(&site, postbox).await;
        assert!(!sealed.windows(8).any(|window| mail.secret().as_bytes()[..8] == *window), "sealed");
        let sent = rows(&site).await;
        assert_eq!((sent[0].0.as_str(), sent[0].1, &sent[0].3), ("sent", 3, &None));
        assert_eq!(standing(&cx, &user).await.invitation, Some((MailState::Sent, site.app.clock.now())));
        site.clock.forward(600);
        let runner = elenco::jobs::runner::start(site.app.clone());
        runner.stop().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_is_lost_makes_a_second_copy_that_can_be_told() {
    with_postbox(async |site: Site, postbox: &mut Postbox| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let user = stranger(&site, &home, "ines", "ines@example.com", Culture::En).await;
        postbox.behave(Manner::HangsUp);
        password_links::send_invitation(&cx, user.id).await.unwrap();
        let first = delivered(&site, postbox).await;
        postbox.behave(Manner::Takes);
        site.clock.forward(600);
        let second = delivered(&site, postbox).await;
        assert_eq!(first.header("Message-ID"), second.header("Message-ID"));
        assert!(first.header("Message-ID").ends_with("@people.example.com>"), "{}", first.raw);
        assert_eq!(first.raw, second.raw, "the same e-mail, byte for byte");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_does_not_exist_is_told_where_it_can_be_mended() {
    with_postbox(async |site: Site, postbox: &mut Postbox| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let user = stranger(&site, &home, "ines", "nobody@example.com", Culture::En).await;
        let admin = site.signed_in(&home.tenant, "admin").await;
        let path = format!("/users/specialists/{}", user.id);
        let page = admin.get(&path).await.text();
        assert!(page.contains("Send invitation<") || page.contains("Send invitation"), "offered");
        postbox.behave(Manner::Refuses("550 5.1.1 no such <b>mailbox</b>"));
        let answer = admin.form(&format!("{path}/invite"), &[]).await;
        assert_eq!(answer.header("location"), format!("/t/home{path}?said=invited"));
        refused(&site, postbox).await;
        let page = admin.get(&path).await.text();
        assert!(page.contains("no such &lt;b&gt;mailbox&lt;/b&gt;"), "the reason, as text");
        assert!(page.contains("Invitation not delivered") && page.contains("Send invitation again"));

        // Another address has done nothing wrong yet, and an e-mail that comes through takes the warning away.
        postbox.behave(Manner::Takes);
        site.clock.forward(1);
        let changes = UserChanges { email: Some("ines@example.com".to_owned()), ..UserChanges::default() };
        let user = users::service::change_user(&cx, user.id, home.project.id, None, changes).await.unwrap();
        assert_eq!(standing(&cx, &user).await.undeliverable, None);
        admin.form(&format!("{path}/invite"), &[]).await;
        assert_eq!(delivered(&site, postbox).await.to, ["RCPT TO:<ines@example.com>"]);
        let page = admin.get(&path).await.text();
        assert!(page.contains("Invitation sent") && !page.contains("cannot be delivered"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_mail_server_takes_is_given_up_after_days_and_for_a_changed_address_at_once() {
    with_postbox(async |site: Site, postbox: &mut Postbox| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let user = stranger(&site, &home, "ines", "ines@example.com", Culture::En).await;
        let moved = stranger(&site, &home, "rui", "rui@example.com", Culture::Pt).await;
        password_links::send_invitation(&cx, moved.id).await.unwrap();
        let changes = UserChanges { email: Some("other@example.com".to_owned()), ..UserChanges::default() };
        users::service::change_user(&cx, moved.id, home.project.id, None, changes).await.unwrap();
        site.clock.forward(1);
        // A password that the mail server refuses is no fault of the address.
        postbox.behave(Manner::Refuses("535 5.7.8 who are you"));
        password_links::send_invitation(&cx, user.id).await.unwrap();
        refused(&site, postbox).await;
        assert_eq!(rows(&site).await[0].0, "failed");
        assert_eq!(rows(&site).await[1].0, "waiting");
        site.clock.forward(3 * 86_400);
        refused(&site, postbox).await;
        let given_up = rows(&site).await;
        assert_eq!(given_up[1].0, "failed");
        assert!(given_up[1].2.as_deref().unwrap_or_default().contains("who are you"), "{given_up:?}");
        assert!(given_up.iter().all(|row| row.3.is_none()), "nothing secret is left");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn names_from_elsewhere_stay_in_their_place() {
    with_postbox(async |site: Site, postbox: &mut Postbox| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        for (number, name) in [
            "Ana\r\nBcc: all@example.com\r\n\r\nGive me money",
            "\"Ana\" <boss@example.com>, <x@example.com>",
            "=?utf-8?q?=0D=0ABcc:_all@example.com?=",
            "\u{202e}moc.elpmaxe@ssob\u{2066}",
            "山田 Ñandú 🦤",
            &"long ".repeat(39),
        ]
        .into_iter()
        .enumerate()
        {
            let user = stranger(&site, &home, &format!("u{number}"), "ines@example.com", Culture::En).await;
            // As no form of ours would save it.
            let (scope, id, bad) = (cx.scope, user.id, name.to_owned());
            cx.app
                .db
                .write::<_, DbError>(move |conn| {
                    use elenco_db::schema::users as people;
                    diesel::update(people::table.filter(people::id.eq(id)))
                        .filter(people::tenant_id.eq(scope.tenant()))
                        .set((people::first_names.eq(&bad), people::last_names.eq("")))
                        .execute(conn)?;
                    Ok(())
                })
                .await
                .unwrap();
            password_links::send_invitation(&cx, user.id).await.unwrap();
            let mail = delivered(&site, postbox).await;
            assert_eq!(mail.to, ["RCPT TO:<ines@example.com>"], "{name:?}");
            let names: Vec<String> = mail
                .head()
                .iter()
                .map(|line| line.split(':').next().unwrap_or_default().to_owned())
                .collect();
            assert_eq!(
                names,
                [
                    "From",
                    "To",
                    "Subject",
                    "Date",
                    "Message-ID",
                    "Auto-Submitted",
                    "Content-Language",
                    "MIME-Version",
                    "Content-Type"
                ],
                "{name:?}"
            );
            assert!(mail.raw.lines().all(|line| line.len() <= 998), "RFC 5322, 2.1.1");
            assert!(mail.header("To").ends_with("<ines@example.com>"), "{}", mail.header("To"));
            assert!(!mail.raw.contains('\u{202e}') && !mail.part("text/plain").contains('\u{202e}'));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_that_somebody_else_sets_is_told_to_its_owner() {
    with_postbox(async |site: Site, postbox: &mut Postbox| {
        let home = site.organisation("home").await;
        address_of_admin(&site, &home).await;
        let cx = site.system(&home.tenant).await;
        let user = stranger(&site, &home, "ines", "ines@example.com", Culture::Es).await;
        let set = async |word: &str| {
            let password = Some(NewPassword::Plain(SecretString::from(word)));
            let changes = UserChanges { password, ..UserChanges::default() };
            users::service::change_user(&cx, user.id, home.project.id, None, changes).await.unwrap();
        };
        set(PASSWORD).await;
        assert!(rows(&site).await.is_empty(), "the first password is no news");
        set("Araucaria-77-celeste!").await;
        let mail = delivered(&site, postbox).await;
        assert_eq!(mail.header("Subject"), "Se cambió su contraseña en home incorporated");
        assert!(!mail.raw.contains("Araucaria"));
        // One's own choice needs no telling.
        let admin = site.signed_in(&home.tenant, "admin").await;
        let answer = admin.form("/new-password", &[("password", "Araucaria-78-celeste!")]).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        assert_eq!(rows(&site).await.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_started_an_import_is_told_when_one_wants_to_be() {
    with_postbox(async |site: Site, postbox: &mut Postbox| {
        let home = site.organisation("home").await;
        address_of_admin(&site, &home).await;
        let api = site.api(&home.tenant, home.admin.id).await;
        let admin = site.signed_in(&home.tenant, "admin").await;
        let file = |name: &'static str, bytes: &'static [u8]| ImportFile {
            kind: UserKind::Client,
            name,
            bytes,
            options: None,
        };
        site.import(&api, &home, file("a.csv", b"Login;Name;Surname\nana;Ana;Rojas\n")).await;
        assert!(rows(&site).await.is_empty(), "it took no time");

        assert_eq!(admin.form("/notifications/mail", &[("finished", "sometimes")]).await.status, 400);
        assert_eq!(admin.form("/notifications/mail", &[("finished", "always")]).await.status, 303);
        let page = admin.get("/notifications").await.text();
        assert!(page.contains("value=\"always\" selected"), "the choice is kept");
        site.import(&api, &home, file("b.csv", b"Login;Name;Surname\nana;Ana;Rojas\n;;\nbea;;Rojas\n")).await;
        let mail = delivered(&site, postbox).await;
        assert_eq!(mail.header("Subject"), "Import of b.csv completed");
        let text = mail.part("text/plain");
        assert!(text.contains("0 created, 0 updated, 1 unchanged, 1 failed."), "{text}");
        assert!(text.contains("http://people.example.com/t/home/imports/"), "{text}");

        admin.form("/notifications/mail", &[("finished", "never")]).await;
        site.import(&api, &home, file("c.csv", b"Login;Name;Surname\nana;Ana;Rojas\n")).await;
        assert_eq!(rows(&site).await.len(), 1);
    })
    .await;
}

/// Asks the real server for a link as a browser would.
fn forgot(server: &Server, name: &str) {
    let address = server.base_url().trim_start_matches("http://").to_owned();
    let mut stream = TcpStream::connect(&address).expect("the server listens");
    stream.set_read_timeout(Some(PATIENCE)).expect("patience");
    let body = format!("name={name}");
    let head = format!(
        "POST /t/demo/forgot-password HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(head.as_bytes()).expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_killed_in_the_middle_sends_the_e_mail_when_it_is_back() {
    let mut postbox = Postbox::open().await;
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    share_compiled_plugins(&data);
    let url = postbox.url();
    let settings = [
        ("ELENCO__MAIL__URL", url.as_str()),
        ("ELENCO__MAIL__FROM", "Elenco <elenco@people.example.com>"),
        ("ELENCO__SERVER__PUBLIC_URL", "http://people.example.com"),
        ("RUST_LOG", "trace"),
    ];
    let start = || tokio::task::block_in_place(|| Server::start_with(&data, &settings));
    let server = start();
    postbox.behave(Manner::Holds);
    forgot(&server, "admin");
    let first = postbox.next().await;
    let mut logs = server.log();
    server.kill();
    postbox.behave(Manner::Takes);
    let server = start();
    let second = postbox.next().await;
    assert_eq!(first.header("Message-ID"), second.header("Message-ID"));
    assert_eq!(first.secret(), second.secret(), "both copies open the same door");
    logs += &server.log();
    assert!(logs.contains("forgotten_password"), "the log is there to be looked at");
    assert!(!logs.contains(&first.secret()), "what a link carries stands in no log, however much is logged");
    server.kill();
    let server = start();
    assert!(postbox.is_empty(), "what was sent stays sent");
    drop(server);
}
