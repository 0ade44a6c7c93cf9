//! Changes to many people: each once, oneself never, and back again so far as nobody has touched them since.
mod deleted;
mod killed;
mod pages;

use elenco::audit::model::Actor;
use elenco::bulk_changes::model::{Action, Amount, BulkChange, ChangeState, Reason, Selection, Target};
use elenco::bulk_changes::service::{self, Patience, Request};
use elenco::context::ServiceContext;
use elenco::error::AppError;
use elenco::groups::model::GroupValues;
use elenco::users::model::{PageAnchor, User, UserChanges, UserFilter, UserKind};
use elenco::users::service::everybody::{self, Circle};
use elenco::{groups, projects, users};
use elenco_db::schema::{audit_entries, bulk_change_people, memberships, users as people};
use elenco_db::{Conn, DbError, ProjectId, TenantScope, UserId};

use diesel::prelude::*;

use crate::site::{Organisation, PATIENCE, Site, on_each_engine};

/// What the administrator acts with, as a page would.
async fn acting(site: &Site, home: &Organisation) -> ServiceContext {
    let mut cx = site.system(&home.tenant).await;
    cx.actor = Actor::User(home.admin.id);
    cx.way = elenco::audit::model::Way::Form;
    cx
}

/// So many people of a kind in a project, named by their number.
async fn crowd(
    site: &Site,
    home: &Organisation,
    project: ProjectId,
    kind: UserKind,
    count: usize,
) -> Vec<User> {
    let cx = site.system(&home.tenant).await;
    let prefix = &site.app.ids.uuid().to_string()[24..];
    let template = users::service::find_user(&cx, home.admin.id).await.unwrap();
    let all: Vec<User> = (0..count)
        .map(|number| User {
            id: UserId::from_uuid(site.app.ids.uuid()),
            kind,
            username: format!("c{number}-{prefix}"),
            first_names: if number % 3 == 0 { "Ana" } else { "Beto" }.to_owned(),
            last_names: format!("Soto {number:05}"),
            ..template.clone()
        })
        .collect();
    for chunk in all.chunks(1000) {
        users::service::add_generated(&cx, project, chunk.to_vec()).await.unwrap();
    }
    all
}

fn ids(people: &[User]) -> Vec<UserId> {
    people.iter().map(|user| user.id).collect()
}

fn request(home: &Organisation, kind: UserKind, action: Action, selection: Selection) -> Request {
    Request { project: home.project.id, kind, action, target: None, selection }
}

fn chosen(people: &[User]) -> Selection {
    Selection::People { ids: ids(people) }
}

fn this(project: &projects::model::Project) -> Option<Target> {
    Some(Target::Project { id: project.id, name: project.name.clone() })
}

async fn ask<T: Send + 'static>(
    cx: &ServiceContext,
    question: impl FnOnce(&mut Conn, &TenantScope) -> Result<T, DbError> + Send + 'static,
) -> T {
    let scope = cx.scope;
    cx.app.db.read(move |conn| question(conn, &scope)).await.unwrap()
}

async fn members(cx: &ServiceContext, project: ProjectId) -> Vec<UserId> {
    ask(cx, move |conn, scope| {
        Ok(memberships::table
            .filter(memberships::tenant_id.eq(scope.tenant()))
            .filter(memberships::project_id.eq(project))
            .order(memberships::user_id)
            .select(memberships::user_id)
            .load(conn)?)
    })
    .await
}

/// Does the waiting job until the change is over.
async fn over(cx: &ServiceContext, change: &BulkChange) -> BulkChange {
    let mut bell = cx.app.bell.listen(cx.scope.tenant(), cx.actor.user().unwrap());
    let runner = elenco::jobs::runner::start(cx.app.clone());
    let done = async {
        loop {
            let now = service::find_change(cx, change.id).await.unwrap();
            if !now.state.is_under_way() {
                return now;
            }
            assert!(bell.heard().await, "the bell is gone");
        }
    };
    let done = tokio::time::timeout(PATIENCE, done).await.expect("the job comes to an end");
    runner.stop().await;
    done
}

#[tokio::test(flavor = "multi_thread")]
async fn few_are_changed_at_once_without_oneself_and_come_back_unless_touched() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = acting(&site, &home).await;
        let mut crowd = crowd(&site, &home, home.project.id, UserKind::Specialist, 6).await;
        let colleague = site.person(&home.tenant, &home.project, "colleague").await;
        elenco::roles::service::make_administrator(&cx, colleague.id).await.unwrap();
        let visitor = site.signed_in(&home.tenant, "colleague").await;
        crowd.push(colleague.clone());
        crowd.push(home.admin.clone());
        let off = request(&home, UserKind::Specialist, Action::Deactivate, chosen(&crowd));
        let change = service::start(&cx, off.clone()).await.unwrap().unwrap();
        assert_eq!((change.state, change.done, change.changed), (ChangeState::Completed, 8, 7));
        assert!(change.outcome.oneself, "oneself is left out");
        assert!(!visitor.is_in().await, "who is switched off is signed out");
        let admin = users::service::find_user(&cx, home.admin.id).await.unwrap();
        assert!(admin.active);

        // One has changed in the meantime, one is switched on again by hand, one is gone.
        let new_name = UserChanges { position: Some("Welder".to_owned()), ..UserChanges::default() };
        users::service::change_user(&cx, crowd[0].id, home.project.id, None, new_name).await.unwrap();
        let on = UserChanges { active: Some(true), ..UserChanges::default() };
        users::service::change_user(&cx, crowd[1].id, home.project.id, None, on).await.unwrap();
        users::service::delete_user(&cx, crowd[2].id).await.unwrap();

        let undone = service::undo(&cx, change.id).await.unwrap();
        let undo = undone.outcome.undo.clone().unwrap();
        assert_eq!((undone.state, undo.restored, undo.total), (ChangeState::Undone, 5, 2));
        let mut conflicts: Vec<_> = undo.conflicts.into_iter().map(|one| (one.id, one.reason)).collect();
        conflicts.sort_by_key(|(id, _)| *id);
        let mut expected = vec![(crowd[0].id, Reason::Touched), (crowd[2].id, Reason::Gone)];
        expected.sort_by_key(|(id, _)| *id);
        assert_eq!(conflicts, expected);
        let touched = users::service::find_user(&cx, crowd[0].id).await.unwrap();
        assert_eq!((touched.active, touched.position.as_str()), (false, "Welder"), "nothing is lost");
        assert!(users::service::find_user(&cx, crowd[3].id).await.unwrap().active);
        let again = service::undo(&cx, change.id).await;
        assert!(matches!(again, Err(AppError::Conflict)), "{again:?}");

        // Each has its own entry, by the way of the page.
        let id = elenco_db::ObjectId::from(crowd[3].id);
        let trail: Vec<(String, String)> = ask(&cx, move |conn, scope| {
            Ok(audit_entries::table
                .filter(audit_entries::tenant_id.eq(scope.tenant()))
                .filter(audit_entries::object_id.eq(id))
                .order(audit_entries::id)
                .select((audit_entries::action, audit_entries::way))
                .load(conn)?)
        })
        .await;
        let entry = ("update".to_owned(), "form".to_owned());
        assert_eq!(trail, [entry.clone(), entry]);

        // The list of the project says the same as the person.
        let active = users::service::count_users(&cx, home.project.id, UserKind::Specialist).await.unwrap();
        assert_eq!((active.active, active.inactive), (6, 1));
        // Whoever is of the other kind is nobody here.
        let none = request(&home, UserKind::Client, Action::Deactivate, chosen(&crowd[3..4]));
        let none = service::start(&cx, none).await.unwrap().unwrap();
        assert_eq!((none.done, none.changed), (1, 0));
        assert!(matches!(service::undo(&cx, none.id).await, Err(AppError::Conflict)), "nothing to take back");
        let nobody = request(&home, UserKind::Client, Action::Activate, chosen(&[]));
        assert!(service::start(&cx, nobody).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gives_by_restoring_what_one_has_not() {
    on_each_engine(async |site: Site| {
        use elenco::auth::permission::Permission as P;
        let home = site.organisation("home").await;
        let helper = site.person(&home.tenant, &home.project, "helper").await;
        let second = site.person(&home.tenant, &home.project, "second").await;
        let mut cx = acting(&site, &home).await;
        elenco::roles::service::make_administrator(&cx, second.id).await.unwrap();
        // Somebody who may delete people, and not everything.
        cx.actor = Actor::User(helper.id);
        let own = [P::UsersList, P::UsersUpdate, P::UsersDelete, P::UsersGetObject];
        cx.permissions = std::sync::Arc::new(own.into_iter().collect());
        let one = request(&home, UserKind::Specialist, Action::Delete, chosen(std::slice::from_ref(&second)));
        let change = service::start(&cx, one).await.unwrap().unwrap();
        assert_eq!(change.changed, 1);
        let undo = service::undo(&cx, change.id).await.unwrap().outcome.undo.unwrap();
        assert_eq!((undo.restored, undo.total), (1, 1));
        assert!(matches!(&undo.conflicts[0].reason, Reason::Without { names } if names.len() == 1));
        let id = second.id;
        let held = ask(&cx, move |conn, scope| elenco::roles::service::permissions_of(conn, scope, id)).await;
        assert!(!held.allow(P::RolesUpdate), "the role stays behind");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_action_asks_for_its_own_permission() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let mut cx = acting(&site, &home).await;
        let crowd = crowd(&site, &home, home.project.id, UserKind::Client, 2).await;
        let other = projects::service::create_project(&cx, "Other", "").await.unwrap();
        let group = GroupValues { name: "Gold".to_owned(), active: true, ..GroupValues::default() };
        let group = groups::service::create_group(&cx, UserKind::Client, group).await.unwrap();
        let all = elenco::auth::permission::Permission::ALL;
        for action in Action::ALL {
            let target = match action {
                Action::Associate | Action::Disassociate => this(&other),
                Action::AddToGroup => Some(Target::Group { id: group.id, name: group.name.clone() }),
                _ => None,
            };
            let one = request(&home, UserKind::Client, action, chosen(&crowd));
            let one = Request { target, ..one };
            cx.permissions =
                std::sync::Arc::new(all.iter().copied().filter(|p| *p != action.permission()).collect());
            let refused = service::start(&cx, one.clone()).await;
            assert!(
                matches!(refused, Err(AppError::Forbidden(missing)) if missing == action.permission()),
                "{action:?}: {refused:?}"
            );
        }
        let touched: i64 = ask(&cx, |conn, _| Ok(bulk_change_people::table.count().get_result(conn)?)).await;
        assert_eq!(touched, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn people_come_into_a_group_and_leave_it_again() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = acting(&site, &home).await;
        let crowd = crowd(&site, &home, home.project.id, UserKind::Client, 4).await;
        let values = GroupValues { name: "Gold".to_owned(), active: true, ..GroupValues::default() };
        let group = groups::service::create_group(&cx, UserKind::Client, values).await.unwrap();
        groups::service::add_members(
            &cx,
            group.id,
            groups::model::Chosen::People(vec![crowd[0].id]),
            Vec::new(),
        )
        .await
        .unwrap();
        let add = Request {
            target: Some(service::group_target(&cx, UserKind::Client, group.id).await.unwrap()),
            ..request(&home, UserKind::Client, Action::AddToGroup, chosen(&crowd))
        };
        let change = service::start(&cx, add).await.unwrap().unwrap();
        assert_eq!((change.done, change.changed), (4, 3), "one was in it already");
        assert_eq!(groups::service::find_group(&cx, group.id).await.unwrap().0.members, 4);
        let undone = service::undo(&cx, change.id).await.unwrap();
        assert_eq!(undone.outcome.undo.unwrap().restored, 3);
        assert_eq!(
            groups::service::find_group(&cx, group.id).await.unwrap().0.members,
            1,
            "who was in it stays"
        );
        let other_kind = service::group_target(&cx, UserKind::Specialist, group.id).await;
        assert!(matches!(other_kind, Err(AppError::NotFound)), "{other_kind:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn five_thousand_are_associated_and_taken_back_as_a_job() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = acting(&site, &home).await;
        let other = projects::service::create_project(&cx, "Other", "").await.unwrap();
        let own = crowd(&site, &home, home.project.id, UserKind::Client, 30).await;
        let others = crowd(&site, &home, other.id, UserKind::Client, 5_000).await;
        let system = site.system(&home.tenant).await;
        // Some belong to both already.
        let both: Vec<UserId> = ids(&others[..100]);
        let (scope, now) = (cx.scope, site.app.clock.now());
        let project = home.project.id;
        let in_both = both.clone();
        system
            .app
            .db
            .write(move |conn| users::service::join_project(conn, &scope, project, &in_both, now))
            .await
            .unwrap();
        let before = members(&cx, home.project.id).await;

        let all = Request {
            target: this(&home.project),
            ..request(&home, UserKind::Client, Action::Associate, Selection::Others { search: None })
        };
        let amount = service::count(&cx, &all, Patience::Page).await.unwrap();
        assert!(matches!(amount, Amount::MoreThan(1..4_900)), "no page counts so many: {amount:?}");
        let amount = service::count(&cx, &all, Patience::Beside).await.unwrap();
        assert_eq!(amount, Amount::Exactly(4_900));
        let begun = service::start(&cx, all).await.unwrap().unwrap();
        assert_eq!(begun.state, ChangeState::Pending);
        let done = over(&cx, &begun).await;
        assert_eq!((done.state, done.changed, done.total), (ChangeState::Completed, 4_900, Some(4_900)));
        let counts = users::service::count_users(&cx, home.project.id, UserKind::Client).await.unwrap();
        assert_eq!(counts.total(), 5_030);
        assert_eq!(members(&cx, other.id).await.len(), 5_000, "they keep the projects they have");

        // Somebody is taken out and in again by others: that is their wish now.
        let wish = Request {
            target: this(&home.project),
            ..request(&home, UserKind::Client, Action::Disassociate, chosen(&others[200..201]))
        };
        service::start(&cx, wish.clone()).await.unwrap();
        site.clock.forward(5);
        service::start(&cx, Request { action: Action::Associate, ..wish }).await.unwrap();

        let undoing = service::undo(&cx, done.id).await.unwrap();
        assert_eq!(undoing.state, ChangeState::Undoing);
        let undone = over(&cx, &undoing).await;
        let undo = undone.outcome.undo.unwrap();
        assert_eq!((undone.state, undo.restored, undo.total), (ChangeState::Undone, 4_899, 1));
        assert_eq!((undo.conflicts[0].id, &undo.conflicts[0].reason), (others[200].id, &Reason::Touched));
        let mut expected = before.clone();
        expected.push(others[200].id);
        expected.sort_unstable();
        assert_eq!(members(&cx, home.project.id).await, expected);
        assert!(ids(&own).iter().all(|id| expected.contains(id)));

        // Everybody who matches leaves, by a search.
        let some = UserFilter { search: Some("ana".to_owned()), ..UserFilter::default() };
        let leave = Request {
            target: this(&home.project),
            ..request(&home, UserKind::Client, Action::Disassociate, Selection::Matching { filter: some })
        };
        let left = service::start(&cx, leave).await.unwrap().unwrap();
        let anas = own.iter().chain(&others[..100]).filter(|user| user.first_names == "Ana").count();
        let touched_is_ana = usize::from(others[200].first_names == "Ana");
        assert_eq!(usize::try_from(left.changed).unwrap(), anas + touched_is_ana);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_under_way_can_be_stopped_and_what_it_did_taken_back() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = acting(&site, &home).await;
        crowd(&site, &home, home.project.id, UserKind::Client, 600).await;
        let all = request(
            &home,
            UserKind::Client,
            Action::Deactivate,
            Selection::Matching { filter: UserFilter::default() },
        );
        let waiting = service::start(&cx, all.clone()).await.unwrap().unwrap();
        service::cancel(&cx, waiting.id).await.unwrap();
        let stopped = service::find_change(&cx, waiting.id).await.unwrap();
        assert_eq!((stopped.state, stopped.changed), (ChangeState::Cancelled, 0));
        service::cancel(&cx, waiting.id).await.unwrap();

        let begun = service::start(&cx, all).await.unwrap().unwrap();
        let done = over(&cx, &begun).await;
        assert_eq!((done.state, done.changed), (ChangeState::Completed, 600));
        let inactive: i64 = ask(&cx, |conn, _| {
            Ok(people::table
                .filter(people::kind.eq("client"))
                .filter(people::active.eq(false))
                .count()
                .get_result(conn)?)
        })
        .await;
        assert_eq!(inactive, 600);
        let undone = over(&cx, &service::undo(&cx, begun.id).await.unwrap()).await;
        assert_eq!(undone.outcome.undo.unwrap().restored, 600);
        let counts = users::service::count_users(&cx, home.project.id, UserKind::Client).await.unwrap();
        assert_eq!((counts.active, counts.inactive), (600, 0));

        // After a month nothing can be taken back, and nothing is kept for it.
        site.clock.forward(31 * 24 * 3_600);
        assert!(matches!(service::undo(&cx, begun.id).await, Err(AppError::Conflict)));
        assert_eq!(service::sweep(&site.app).await.unwrap(), 2);
        assert!(matches!(service::find_change(&cx, begun.id).await, Err(AppError::NotFound)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_associate_mode_finds_everybody_once_in_both_directions() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = acting(&site, &home).await;
        let other = projects::service::create_project(&cx, "Other", "").await.unwrap();
        // Nearly everybody belongs to the chosen project: the others stand far apart.
        crowd(&site, &home, home.project.id, UserKind::Client, 4_700).await;
        let far = crowd(&site, &home, other.id, UserKind::Client, 7).await;
        let walk = async |circle: Circle, search: Option<&str>| {
            let (mut seen, mut anchor, mut pages) = (Vec::new(), None, 0);
            loop {
                let page = everybody::list_candidates(
                    &cx,
                    UserKind::Client,
                    circle,
                    search.map(str::to_owned),
                    anchor.clone(),
                    3,
                )
                .await
                .unwrap();
                pages += 1;
                assert!(pages < 2_000);
                seen.extend(page.items.iter().map(|one| one.person.id));
                match page.next {
                    Some(next) => anchor = Some(next),
                    None => break,
                }
            }
            // Back again.
            let mut back: Vec<UserId> = Vec::new();
            let last = anchor.map(|_| PageAnchor {
                sort_key: char::MAX.to_string(),
                id: UserId::from_uuid(uuid::Uuid::max()),
                backwards: true,
            });
            let mut anchor = last;
            while let Some(at) = anchor {
                let page = everybody::list_candidates(
                    &cx,
                    UserKind::Client,
                    circle,
                    search.map(str::to_owned),
                    Some(at),
                    3,
                )
                .await
                .unwrap();
                let mut items: Vec<UserId> = page.items.iter().map(|one| one.person.id).collect();
                items.extend(back);
                back = items;
                anchor = page.previous;
            }
            (seen, back)
        };
        let (seen, back) = walk(Circle::NotIn(home.project.id), None).await;
        let mut expected = far.clone();
        expected.sort_by_key(|user| (elenco::fold::fold(&user.full_name()), user.id));
        assert_eq!(seen, ids(&expected));
        assert_eq!(back, ids(&expected));
        let (found, _) = walk(Circle::NotIn(home.project.id), Some("soto 00004")).await;
        assert_eq!(found, vec![far[4].id]);
        let (found, _) = walk(Circle::Everybody, Some("soto 00004")).await;
        assert_eq!(found.len(), 2, "one in each project");
        let (found, _) = walk(Circle::In(home.project.id), Some("soto 00004")).await;
        assert_eq!(found.len(), 1);
        let (begin, _) = walk(Circle::NotIn(home.project.id), Some("an")).await;
        assert_eq!(begin.len(), 3, "beginnings of names: 0, 3, 6");
    })
    .await;
}
