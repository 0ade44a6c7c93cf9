//! The addresses of every page, with what an administrator asks of it.
mod hanging;
mod people;

use elenco::users::model::UserKind;
use elenco::users::queries::list_by_id;
use elenco_db::{DbError, UserId};
use uuid::Uuid;

use super::super::ground::{Ground, TENANT};
use super::spread::{Thing, id};

/// A page, and addresses that ask it for different things of the same kind.
pub struct Page {
    /// What it belongs to in the report.
    pub family: &'static str,
    /// What is asked of it.
    pub name: String,
    /// Asked for in turns.
    pub addresses: Vec<String>,
    /// Only a part of a page, which a script fetches.
    pub is_panel: bool,
}

impl Page {
    fn new(family: &'static str, name: impl Into<String>, addresses: Vec<String>) -> Self {
        let addresses = addresses.into_iter().map(|rest| format!("/t/{TENANT}{rest}")).collect();
        Self { family, name: name.into(), addresses, is_panel: false }
    }

    fn one(family: &'static str, name: impl Into<String>, address: impl Into<String>) -> Self {
        Self::new(family, name, vec![address.into()])
    }

    fn panel(self) -> Self {
        Self { is_panel: true, ..self }
    }
}

/// Somebody's place in lists by name.
#[derive(Debug, Clone)]
struct Placed {
    id: UserId,
    key: String,
}

/// People of a kind.
struct Sample {
    /// The one who has much of everything.
    first: UserId,
    /// Some others.
    some: Vec<UserId>,
    /// Some in the middle of the list by name.
    middle: Vec<Placed>,
}

async fn sample(ground: &Ground, kind: UserKind) -> Sample {
    let (scope, project) = (ground.cx.scope, ground.project);
    let read = move |conn: &mut elenco_db::Conn| list_by_id(conn, &scope, project, kind, None, None, 2_000);
    let people = ground.app.db.read::<_, DbError>(read).await.expect("read");
    let first = people.iter().find(|user| user.id != ground.admin.id).expect("there are people").id;
    let some = people.iter().rev().step_by(people.len() / 40).map(|user| user.id).collect();
    let mut places: Vec<Placed> = people
        .iter()
        .map(|user| Placed { id: user.id, key: elenco::fold::fold(&user.full_name()) })
        .collect();
    places.sort_by(|a, b| a.key.cmp(&b.key));
    let half = places.len() / 2;
    Sample { first, some, middle: places[half..half + half / 5].iter().step_by(7).cloned().collect() }
}

/// Text in an address.
fn word(text: &str) -> String {
    text.replace(' ', "%20").replace('.', "%2E")
}

/// The id of a thing with a number, as addresses have it.
fn of(thing: Thing, number: u64) -> Uuid {
    id(thing, number)
}

/// Every page.
pub async fn pages(ground: &Ground) -> Vec<Page> {
    let clients = sample(ground, UserKind::Client).await;
    let specialists = sample(ground, UserKind::Specialist).await;
    let mut all = people::lists(&clients, &specialists);
    all.extend(people::persons(&clients, &specialists));
    all.extend(people::many(&clients, &specialists));
    all.extend(hanging::pages(&clients));
    all
}
