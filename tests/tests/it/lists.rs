//! Pages of people: every page together is everybody once, in either direction, however one searches.
mod filters;

use elenco::users::model::{PageAnchor, User, UserFilter};
use elenco::users::service::{add_generated, list_users};
use elenco_db::UserId;

use crate::site::{Site, on_each_engine};

const FIRST: [&str; 6] = ["Ana", "Anabel", "Mariana", "Zoe", "Joana", "Éna"];
const LAST: [&str; 5] = ["Soto", "Anaya", "Vega", "Zuleta", "Santana"];

/// Names of which many begin with `ana`, many have it inside, and some have not.
fn people(template: &User, site: &Site) -> Vec<User> {
    let mut all = Vec::new();
    for (number, first) in FIRST.iter().cycle().take(90).enumerate() {
        let mut user = template.clone();
        user.id = UserId::from_uuid(site.app.ids.uuid());
        user.username = format!("u{number}");
        user.email = String::new();
        user.first_names = (*first).to_owned();
        user.last_names = LAST[number % LAST.len()].to_owned();
        user.active = number % 3 != 0;
        all.push(user);
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_forward_and_back_show_everybody_once_and_beginnings_first() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let template = site.person(&home.tenant, &home.project, "template").await;
        let project = home.project.id;
        let people = people(&template, &site);
        add_generated(&cx, project, people.clone()).await.unwrap();
        for search in
            [None, Some("ana"), Some("ANA s"), Some("a"), Some("za"), Some("soto"), Some("é"), Some("nobody")]
        {
            for active in [None, Some(true)] {
                let filter = UserFilter { active, ..UserFilter::searching(search.map(str::to_owned)) };
                let (mut seen, mut anchor): (Vec<UserId>, Option<PageAnchor>) = (Vec::new(), None);
                let mut pages = Vec::new();
                loop {
                    let page =
                        list_users(&cx, project, template.kind, filter.clone(), anchor, 7).await.unwrap();
                    seen.extend(page.items.iter().map(|person| person.id));
                    pages.push(page.items.iter().map(|person| person.id).collect::<Vec<_>>());
                    anchor = page.next;
                    if anchor.is_none() {
                        anchor = page.previous;
                        break;
                    }
                }
                let mut again: Vec<Vec<UserId>> = vec![pages.last().cloned().unwrap()];
                while let Some(here) = anchor.take() {
                    let page =
                        list_users(&cx, project, template.kind, filter.clone(), Some(here), 7).await.unwrap();
                    again.push(page.items.iter().map(|person| person.id).collect());
                    anchor = page.previous;
                }
                again.reverse();
                assert_eq!(again, pages, "back, {filter:?}");
                let mut unique = seen.clone();
                unique.sort();
                unique.dedup();
                assert_eq!(unique.len(), seen.len(), "{filter:?}");
                let text = search.map(elenco::fold::fold).unwrap_or_default();
                let name = |user: &User| elenco::fold::fold(&user.full_name());
                let last =
                    |user: &User| elenco::fold::fold(&format!("{} {}", user.last_names, user.first_names));
                let matches = |user: &&User| {
                    let begins = name(user).starts_with(&text) || last(user).starts_with(&text);
                    let found = begins || (text.chars().count() > 2 && name(user).contains(&text));
                    found && active.is_none_or(|active| user.active == active)
                };
                let expected = people.iter().filter(matches).count();
                let of_mine = seen.iter().filter(|id| people.iter().any(|user| user.id == **id)).count();
                assert_eq!(of_mine, expected, "{filter:?}");
                let begins: Vec<bool> = seen
                    .iter()
                    .filter_map(|id| people.iter().find(|user| user.id == *id))
                    .map(|user| name(user).starts_with(&text))
                    .collect();
                assert!(begins.is_sorted_by(|a, b| a >= b), "beginnings first, {filter:?}");
            }
        }
    })
    .await;
}
