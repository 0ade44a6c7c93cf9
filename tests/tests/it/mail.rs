//! E-mails: what they say in three languages, that each is sent once however often something fails, and that their links
//! give nothing away.
mod delivery;
mod links;
mod postbox;

use elenco::config::Config;
use elenco::context::ServiceContext;
use elenco::locale::Culture;
use elenco::mail;
use elenco::mail::model::{Letter, Standing};
use elenco::users;
use elenco::users::model::{User, UserChanges, UserKind};
use elenco_db::DbError;
use secrecy::SecretString;
use tokio::sync::Mutex;

use crate::site::{Organisation, Site, on_each_engine_with};
use postbox::{Manner, Postbox, Received};

/// Where people reach the server, as the operator says.
const BASE: &str = "http://people.example.com";

/// The configuration with which e-mails go to this mail server.
fn sends_to(url: &str) -> impl Fn(&mut Config) {
    let url = url.to_owned();
    move |config: &mut Config| {
        config.mail.url = Some(SecretString::from(url.clone()));
        config.mail.from = Some("Elenco <elenco@people.example.com>".to_owned());
        config.mail.per_minute = 60_000;
        config.server.public_url = Some(format!("{BASE}/"));
    }
}

/// Runs the test once for each engine, with a mail server.
async fn with_postbox(test: impl AsyncFn(Site, &mut Postbox)) {
    let postbox = Mutex::new(Postbox::open().await);
    let url = postbox.lock().await.url();
    on_each_engine_with(sends_to(&url), async |site: Site| {
        let mut postbox = postbox.lock().await;
        postbox.behave(Manner::Takes);
        test(site, &mut postbox).await;
        assert!(postbox.is_empty(), "more came than was asked for");
    })
    .await;
}

/// A specialist without a password.
async fn stranger(site: &Site, home: &Organisation, name: &str, email: &str, culture: Culture) -> User {
    let cx = site.system(&home.tenant).await;
    let changes = UserChanges {
        username: Some(name.to_owned()),
        email: Some(email.to_owned()),
        first_names: Some("Inês".to_owned()),
        last_names: Some("Muñoz".to_owned()),
        culture: Some(culture),
        ..UserChanges::default()
    };
    users::service::create_user(&cx, UserKind::Specialist, home.project.id, changes).await.expect("a person")
}

/// Gives the administrator an address.
async fn address_of_admin(site: &Site, home: &Organisation) {
    let cx = site.system(&home.tenant).await;
    let changes =
        UserChanges { email: Some("admin@people.example.com".to_owned()), ..UserChanges::default() };
    users::service::change_user(&cx, home.admin.id, home.project.id, None, changes).await.expect("saved");
}

/// Does the waiting jobs until an e-mail has come and everything about it is written down.
async fn delivered(site: &Site, postbox: &mut Postbox) -> Received {
    let runner = elenco::jobs::runner::start(site.app.clone());
    let received = postbox.next().await;
    runner.stop().await;
    received
}

/// Tells somebody something.
async fn tell(cx: &ServiceContext, user: &User, letter: Letter) {
    let (app, scope, id, now) = (cx.app.clone(), cx.scope, user.id, cx.app.clock.now());
    cx.app
        .db
        .write(move |conn| mail::service::tell(conn, &app, &scope, id, &letter, now))
        .await
        .unwrap_or_else(|error: DbError| panic!("{error:?}"));
}

/// What the person's page knows.
async fn standing(cx: &ServiceContext, user: &User) -> Standing {
    mail::service::standing(cx, user).await.expect("the database answers")
}
