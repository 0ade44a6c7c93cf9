//! Groups: the tree keeps its shape, members are counted and found, and nobody joins a project unasked.
use std::collections::BTreeMap;

use axum::http::StatusCode;
use diesel::prelude::*;
use elenco::context::ServiceContext;
use elenco::error::AppError;
use elenco::groups::model::{Association, Chosen, Group, GroupAnchor, GroupValues, LEVELS};
use elenco::groups::service;
use elenco::users::model::{User, UserChanges, UserKind};
use elenco::{projects, users};
use elenco_db::schema::{audit_entries, group_members, memberships};
use elenco_db::{Conn, DbError, GroupId, Json, ObjectId, ProjectId, TenantScope, UserId};

use crate::site::{Organisation, Site, on_each_engine};

async fn group(cx: &ServiceContext, kind: UserKind, name: &str, parent: Option<GroupId>) -> Group {
    service::create_group(cx, kind, values(name, parent)).await.unwrap()
}

fn values(name: &str, parent: Option<GroupId>) -> GroupValues {
    GroupValues { name: name.to_owned(), parent, description: String::new(), active: true }
}

/// The codes with which something was refused.
fn codes<T: std::fmt::Debug>(outcome: Result<T, AppError>) -> Vec<String> {
    match outcome {
        Err(AppError::Invalid(problems)) => problems.into_iter().map(|problem| problem.code).collect(),
        other => panic!("refused, not {other:?}"),
    }
}

/// So many clients in a project, named by their number.
async fn clients(site: &Site, home: &Organisation, count: usize) -> Vec<User> {
    let cx = site.system(&home.tenant).await;
    let template = site.person(&home.tenant, &home.project, "template").await;
    let people: Vec<User> = (0..count)
        .map(|number| User {
            id: UserId::from_uuid(site.app.ids.uuid()),
            kind: UserKind::Client,
            username: format!("c{number}"),
            first_names: if number % 3 == 0 { "Ana" } else { "Beto" }.to_owned(),
            last_names: format!("Soto {number:04}"),
            ..template.clone()
        })
        .collect();
    users::service::add_generated(&cx, home.project.id, people.clone()).await.unwrap();
    people
}

async fn ask<T: Send + 'static>(
    cx: &ServiceContext,
    question: impl FnOnce(&mut Conn, &TenantScope) -> Result<T, DbError> + Send + 'static,
) -> T {
    let scope = cx.scope;
    cx.app.db.read(move |conn| question(conn, &scope)).await.unwrap()
}

/// Actions and changes that the audit has about a thing, as text.
async fn audit(cx: &ServiceContext, id: uuid::Uuid) -> Vec<(String, String)> {
    let rows: Vec<(String, Json)> = ask(cx, move |conn, scope| {
        Ok(audit_entries::table
            .filter(audit_entries::tenant_id.eq(scope.tenant()))
            .filter(audit_entries::object_id.eq(ObjectId::from_uuid(id)))
            .order(audit_entries::id)
            .select((audit_entries::action, audit_entries::changes))
            .load(conn)?)
    })
    .await;
    rows.into_iter().map(|(action, changes)| (action, changes.0.to_string())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tree_keeps_its_shape() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let top = group(&cx, UserKind::Client, "Key accounts", None).await;
        let middle = group(&cx, UserKind::Client, "Retail", Some(top.id)).await;
        let low = group(&cx, UserKind::Client, "Shops", Some(middle.id)).await;
        let desk = group(&cx, UserKind::Specialist, "Service desk", None).await;

        let circle = service::change_group(&cx, top.id, Some(1), values("Key accounts", Some(low.id))).await;
        assert_eq!(codes(circle), ["group.circle"]);
        let itself = service::change_group(&cx, top.id, Some(1), values("Key accounts", Some(top.id))).await;
        assert_eq!(codes(itself), ["group.circle"]);
        let other = service::create_group(&cx, UserKind::Client, values("X", Some(desk.id))).await;
        assert_eq!(codes(other), ["group.parent-kind"]);
        let nowhere = GroupId::from_uuid(site.app.ids.uuid());
        let lost = service::create_group(&cx, UserKind::Client, values("X", Some(nowhere))).await;
        assert_eq!(codes(lost), ["group.parent-unknown"]);
        let taken = service::create_group(&cx, UserKind::Client, values("  RETÁIL ", None)).await;
        assert_eq!(codes(taken), ["group.name-taken"]);
        group(&cx, UserKind::Specialist, "Retail", None).await;
        let taken = service::change_group(&cx, low.id, Some(1), values("retail", Some(middle.id))).await;
        assert_eq!(codes(taken), ["group.name-taken"]);
        let empty = service::create_group(&cx, UserKind::Client, values(" \u{0} ", None)).await;
        assert_eq!(codes(empty), ["group.required"]);
        let long = service::create_group(&cx, UserKind::Client, values(&"é".repeat(101), None)).await;
        assert_eq!(codes(long), ["group.too-long"]);
        assert_eq!(service::count_groups(&cx).await.unwrap().clients, 3, "nothing of that was kept");

        let renamed = service::change_group(&cx, low.id, Some(1), values("Stores", None)).await.unwrap();
        assert_eq!((renamed.version, renamed.parent, renamed.name.as_str()), (2, None, "Stores"));
        let stale = service::change_group(&cx, low.id, Some(1), values("Late", None)).await;
        assert!(matches!(stale, Err(AppError::Conflict)), "{stale:?}");
        let trail = audit(&cx, low.id.as_uuid()).await;
        assert_eq!(trail.len(), 2);
        let change = trail.iter().find(|(action, _)| action == "update").map(|(_, changes)| changes.as_str());
        assert!(change.unwrap_or_default().contains(r#""name":{"new":"Stores","old":"Shops"}"#), "{trail:?}");

        let mut deepest = top.id;
        for level in 2..=LEVELS {
            deepest = group(&cx, UserKind::Client, &format!("level {level}"), Some(deepest)).await.id;
        }
        let deeper = service::create_group(&cx, UserKind::Client, values("too deep", Some(deepest))).await;
        assert_eq!(codes(deeper), ["group.deep"]);
        // A branch of two levels does not fit where one level does.
        let branch = group(&cx, UserKind::Client, "branch", None).await;
        group(&cx, UserKind::Client, "leaf", Some(branch.id)).await;
        let named = ask(&cx, move |conn, scope| service::names(conn, scope, &[deepest, nowhere])).await;
        assert_eq!(named, [(deepest, format!("level {LEVELS}"))].into());
        let (last, way) = service::find_group(&cx, deepest).await.unwrap();
        assert_eq!(way.len() + 1, LEVELS);
        let nearly = service::change_group(&cx, branch.id, None, values("branch", last.parent)).await;
        assert_eq!(codes(nearly), ["group.deep"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_moves_at_once_never_make_a_circle() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        for round in 0..6 {
            let a = group(&cx, UserKind::Client, &format!("a{round}"), None).await;
            let a_low = group(&cx, UserKind::Client, &format!("a-low{round}"), Some(a.id)).await;
            let b = group(&cx, UserKind::Client, &format!("b{round}"), None).await;
            let b_low = group(&cx, UserKind::Client, &format!("b-low{round}"), Some(b.id)).await;
            let (one, two) = tokio::join!(
                service::change_group(&cx, a.id, None, values(&a.name, Some(b_low.id))),
                service::change_group(&cx, b.id, None, values(&b.name, Some(a_low.id))),
            );
            let refused = [one, two].into_iter().filter(Result::is_err).count();
            assert_eq!(refused, 1, "one of two moves into each other");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_groups_are_all_groups() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let mut parent = None;
        for number in 0..23 {
            let name = format!("{} {number:02}", if number % 2 == 0 { "North_" } else { "South" });
            let made = group(&cx, UserKind::Client, &name, parent.filter(|_| number % 4 != 0)).await;
            parent = Some(if number % 4 == 0 { made.id } else { parent.unwrap_or(made.id) });
        }
        for (search, expected) in
            [(None, 23), (Some("th"), 23), (Some("NORTH"), 12), (Some("h_ "), 12), (Some("%"), 0)]
        {
            let (mut seen, mut anchor): (Vec<GroupId>, Option<GroupAnchor>) = (Vec::new(), None);
            let last = loop {
                let page = service::list_groups(&cx, UserKind::Client, search.map(str::to_owned), anchor, 5);
                let page = page.await.unwrap();
                seen.extend(page.groups.iter().map(|placed| placed.group.id));
                anchor = page.next;
                if anchor.is_none() {
                    break page;
                }
            };
            assert_eq!(seen.len(), expected, "{search:?}");
            let mut back: Vec<Vec<GroupId>> =
                vec![last.groups.iter().map(|placed| placed.group.id).collect()];
            let mut anchor = last.previous;
            while let Some(here) = anchor {
                let page =
                    service::list_groups(&cx, UserKind::Client, search.map(str::to_owned), Some(here), 5);
                let page = page.await.unwrap();
                back.push(page.groups.iter().map(|placed| placed.group.id).collect());
                anchor = page.previous;
            }
            back.reverse();
            assert_eq!(back.concat(), seen, "back, {search:?}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn members_come_and_go_one_by_one_and_all_that_match() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let people = clients(&site, &home, 2500).await;
        let group = group(&cx, UserKind::Client, "Everybody", None).await;
        let size = async || service::find_group(&cx, group.id).await.unwrap().0.members;

        let ids = |some: &[User]| some.iter().map(|user| user.id).collect::<Vec<_>>();
        let wrong = Chosen::People(vec![people[0].id, home.admin.id]);
        assert_eq!(codes(service::add_members(&cx, group.id, wrong, vec![]).await), ["group.person-unknown"]);
        assert_eq!(size().await, 0, "a specialist among them: nobody came in");
        let three = Chosen::People(ids(&people[..3]));
        assert_eq!(service::add_members(&cx, group.id, three.clone(), vec![]).await.unwrap().people, 3);
        assert_eq!(service::add_members(&cx, group.id, three, vec![]).await.unwrap().people, 0);

        let all = |search: Option<&str>| Chosen::Matching {
            project: home.project.id,
            search: search.map(str::to_owned),
        };
        let anas = people.iter().filter(|user| user.first_names == "Ana").count() as u64;
        let came = service::add_members(&cx, group.id, all(Some("ana s")), vec![]).await.unwrap();
        assert_eq!(came.people, anas - 1, "one Ana was there already");
        assert_eq!(
            service::add_members(&cx, group.id, all(None), vec![]).await.unwrap().people,
            2500 - anas - 2
        );
        assert_eq!(size().await, 2500);

        let (mut seen, mut anchor) = (Vec::new(), None);
        loop {
            let page = service::list_members(&cx, group.id, Some("beto soto 00".to_owned()), anchor, 7);
            let page = page.await.unwrap();
            seen.extend(page.items.iter().map(|person| person.id));
            anchor = page.next;
            if anchor.is_none() {
                break;
            }
        }
        let mut expected: Vec<&User> =
            people[..100].iter().filter(|user| user.first_names == "Beto").collect();
        expected.sort_by_key(|user| user.full_name());
        assert_eq!(seen, expected.iter().map(|user| user.id).collect::<Vec<_>>());

        // Whoever is renamed stands at another place at once.
        let changes = UserChanges { first_names: Some("Aaron".to_owned()), ..UserChanges::default() };
        users::service::change_user(&cx, people[7].id, home.project.id, None, changes).await.unwrap();
        let first = service::list_members(&cx, group.id, None, None, 1).await.unwrap();
        assert_eq!(first.items[0].id, people[7].id);

        let gone = service::remove_members(&cx, group.id, all(Some("ana"))).await.unwrap();
        assert_eq!(gone.people, anas);
        let gone = service::remove_members(&cx, group.id, Chosen::People(ids(&people[..2]))).await.unwrap();
        assert_eq!(gone.people, 1, "the other one is an Ana");
        assert_eq!(size().await as u64, 2500 - anas - 1);
        users::service::delete_user(&cx, people[1000].id).await.unwrap();
        let counted = ask(&cx, |conn, _| Ok(group_members::table.count().get_result::<i64>(conn)?)).await;
        assert_eq!(size().await, counted, "who is deleted leaves the groups");
        let trail = audit(&cx, group.id.as_uuid()).await;
        let named: usize = trail
            .iter()
            .filter(|(action, _)| action == "add-members")
            .map(|(_, changes)| changes.matches('-').count() / 4)
            .sum();
        assert_eq!(named, 2500, "the audit says who came");
        assert_eq!(service::remove_members(&cx, group.id, all(None)).await.unwrap().people as i64, counted);
        assert_eq!(size().await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_in_a_group_belongs_to_those_above() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let people = clients(&site, &home, 3).await;
        let top = group(&cx, UserKind::Client, "Top", None).await;
        let low = group(&cx, UserKind::Client, "Low", Some(top.id)).await;
        let lowest = group(&cx, UserKind::Client, "Lowest", Some(low.id)).await;
        group(&cx, UserKind::Client, "Aside", Some(top.id)).await;
        let add = async |group: GroupId, who: &[UserId]| {
            service::add_members(&cx, group, Chosen::People(who.to_vec()), vec![]).await.unwrap();
        };
        add(lowest.id, &[people[0].id, people[1].id]).await;
        add(top.id, &[people[1].id]).await;
        let of =
            async |user: UserId| ask(&cx, move |conn, scope| service::groups_of(conn, scope, user)).await;
        let mut all = vec![top.id, low.id, lowest.id];
        all.sort_unstable();
        assert_eq!(of(people[0].id).await, all);
        assert_eq!(of(people[1].id).await, all);
        assert!(of(people[2].id).await.is_empty());
        let count = async |group: GroupId| {
            ask(&cx, move |conn, scope| service::count_members(conn, scope, group)).await
        };
        assert_eq!(
            (count(top.id).await, count(low.id).await, count(lowest.id).await),
            (2, 2, 2),
            "nobody is counted twice"
        );
        let offered = service::all_for_choice(&cx).await.unwrap();
        let paths: Vec<String> = offered.iter().map(|placed| placed.path()).collect();
        assert_eq!(paths, ["Top", "Top › Aside", "Top › Low", "Top › Low › Lowest"]);
    })
    .await;
}

async fn member_of(cx: &ServiceContext, project: ProjectId, user: UserId) -> bool {
    let rows = ask(cx, move |conn, scope| {
        Ok(memberships::table
            .filter(memberships::tenant_id.eq(scope.tenant()))
            .filter(memberships::project_id.eq(project))
            .filter(memberships::user_id.eq(user))
            .count()
            .get_result::<i64>(conn)?)
    });
    rows.await == 1
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_joins_a_project_unasked() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let people = clients(&site, &home, 2).await;
        let (main, ana) = (home.project.id, people[0].id);
        let field = projects::service::create_project(&cx, "Field", "").await.unwrap().id;
        let night = projects::service::create_project(&cx, "Night", "").await.unwrap().id;
        let visible = vec![main, field, night];
        let gold = group(&cx, UserKind::Client, "Gold", None).await;
        let silver = group(&cx, UserKind::Client, "Silver", None).await;
        service::set_projects(&cx, gold.id, vec![main, field], visible.clone()).await.unwrap();
        service::set_projects(&cx, silver.id, vec![field, night], visible.clone()).await.unwrap();
        let both = vec![gold.id, silver.id];

        let open =
            service::associate(&cx, ana, both.clone(), BTreeMap::new(), visible.clone()).await.unwrap();
        let Association::Undecided(open) = open else { panic!("asked first, not {open:?}") };
        let asked: Vec<(ProjectId, usize)> = open.iter().map(|p| (p.id, p.groups.len())).collect();
        assert_eq!(asked, [(field, 2), (night, 1)], "not about the project that she is in");
        assert!(service::groups_of_person(&cx, ana).await.unwrap().is_empty(), "nothing was changed");

        let half: BTreeMap<ProjectId, bool> = [(field, true)].into();
        let open = service::associate(&cx, ana, both.clone(), half, visible.clone()).await.unwrap();
        assert!(matches!(&open, Association::Undecided(open) if open.len() == 1), "{open:?}");

        let decided: BTreeMap<ProjectId, bool> = [(field, true), (night, false)].into();
        let done = service::associate(&cx, ana, both, decided, visible.clone()).await.unwrap();
        assert_eq!(done, Association::Done(2));
        assert!(member_of(&cx, field, ana).await && !member_of(&cx, night, ana).await);
        assert_eq!(service::groups_of_person(&cx, ana).await.unwrap().len(), 2);
        let trail = audit(&cx, ana.as_uuid()).await;
        assert!(trail.iter().any(|(_, changes)| changes.contains(&silver.id.to_string())), "{trail:?}");

        // A project that the actor does not see is not asked about, and not joined.
        let beto = people[1].id;
        let done = service::associate(&cx, beto, vec![silver.id], BTreeMap::new(), vec![main]).await.unwrap();
        assert_eq!(done, Association::Done(1));
        assert!(!member_of(&cx, night, beto).await);

        let desk = group(&cx, UserKind::Specialist, "Desk", None).await;
        let wrong = service::associate(&cx, ana, vec![desk.id], BTreeMap::new(), visible).await;
        assert_eq!(codes(wrong), ["group.unknown"]);
        assert_eq!(service::dissociate(&cx, ana, vec![gold.id, desk.id]).await.unwrap(), 1);
        assert!(member_of(&cx, field, ana).await, "leaving a group is not leaving its projects");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_in_use_is_not_deleted() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let people = clients(&site, &home, 1).await;
        let top = group(&cx, UserKind::Client, "Top", None).await;
        let low = group(&cx, UserKind::Client, "Low", Some(top.id)).await;
        service::add_members(&cx, low.id, Chosen::People(vec![people[0].id]), vec![]).await.unwrap();
        assert_eq!(codes(service::delete_group(&cx, top.id).await), ["group.has-children"]);

        let admin = site.signed_in(&home.tenant, "admin").await;
        let asked = admin.get(&format!("/groups/{}/delete", top.id)).await;
        assert!(asked.text().contains(&format!("/groups/{}", low.id)), "the dialog says where it is in use");
        let refused = admin.form(&format!("/groups/{}/delete", top.id), &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let gone = admin.form(&format!("/groups/{}/delete", low.id), &[]).await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.text());
        assert_eq!(admin.get(&format!("/groups/{}", low.id)).await.status, StatusCode::NOT_FOUND);
        service::delete_group(&cx, top.id).await.unwrap();
        assert!(users::service::find_user(&cx, people[0].id).await.is_ok(), "people stay");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_lead_through_it() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let people = clients(&site, &home, 60).await;
        let field = projects::service::create_project(&cx, "Outdoors", "").await.unwrap().id;
        let admin = site.signed_in(&home.tenant, "admin").await;
        let gold = group(&cx, UserKind::Client, "Gold <b>", None).await;
        let page = format!("/groups/{}", gold.id);

        let list = admin.get("/groups?kind=client").await.text();
        assert!(list.contains("Gold &lt;b&gt;") && !list.contains("Gold <b>"));
        assert!(admin.get(&format!("{page}?tab=members")).await.text().contains("/members/new"));
        let add = admin.get(&format!("{page}/members/new?search=ana")).await.text();
        assert!(add.contains(&people[0].id.to_string()) && !add.contains(&people[1].id.to_string()));
        let all = [("all", "true"), ("search", "ana")];
        let added = admin.form(&format!("{page}/members"), &all).await;
        assert!(added.header("location").ends_with("said=added&count=20"), "{}", added.header("location"));
        let nobody = admin.form(&format!("{page}/members/remove"), &[]).await;
        assert!(nobody.header("location").contains("said=nobody"));
        let saved = admin.form(&format!("{page}/projects"), &[("selected", &field.to_string())]).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER);

        let beto = people[1].id;
        let person = format!("/users/clients/{beto}");
        assert!(
            admin.get(&format!("{person}?tab=groups")).await.text().contains(&format!("{person}/groups"))
        );
        let dialog = admin.get(&format!("{person}/groups?search=gold")).await.text();
        assert!(dialog.contains(&format!("value=\"{}\"", gold.id)), "the dialog offers the group");
        let selected = ("selected", gold.id.to_string());
        let asked = admin.form(&format!("{person}/groups"), &[(selected.0, &selected.1)]).await;
        assert_eq!(asked.status, StatusCode::OK);
        assert!(asked.text().contains(&format!("project.{field}")), "the dialog asks about the project");
        assert!(!member_of(&cx, field, beto).await);
        let decided = [(selected.0, selected.1.as_str()), ("of_all", "join")];
        let done = admin.form(&format!("{person}/groups"), &decided).await;
        assert!(done.header("location").ends_with("tab=groups&said=associated"));
        assert!(member_of(&cx, field, beto).await);
        let left = admin.form(&format!("{person}/groups/remove"), &[(selected.0, &selected.1)]).await;
        assert_eq!(left.status, StatusCode::SEE_OTHER);
        assert!(service::groups_of_person(&cx, beto).await.unwrap().is_empty());
    })
    .await;
}
