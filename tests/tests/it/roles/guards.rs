//! What no way around a role may break.
use elenco::context::ServiceContext;
use elenco::error::AppError;
use elenco::roles::model::{HeldRole, ReadyMade};
use elenco::tokens;
use elenco::tokens::model::NewToken;
use elenco::users::model::{NewPassword, UserChanges};
use elenco::{groups, users};
use elenco_db::{Instant, RoleId};
use secrecy::SecretString;

use super::*;
use crate::site::Organisation;

/// Somebody who looks after roles, groups and people, and may delete nobody.
const KEEPER: &[P] = &[
    P::ConsoleUse,
    P::UsersList,
    P::UsersGetObject,
    P::UsersUpdate,
    P::GroupsList,
    P::GroupsGetObject,
    P::GroupsAdd,
    P::GroupsUpdate,
    P::GroupsDelete,
    P::RolesList,
    P::RolesGetObject,
    P::RolesAdd,
    P::RolesUpdate,
    P::RolesDelete,
    P::TokensList,
    P::TokensAdd,
];

fn changes_of(group: &Group, parent: Option<GroupId>, active: bool) -> GroupValues {
    GroupValues { name: group.name.clone(), parent, active, ..GroupValues::default() }
}

fn token(scopes: Option<Vec<P>>) -> NewToken {
    NewToken { description: "CRM".to_owned(), until: "2026-12-31".parse().ok(), scopes }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gives_what_one_does_not_have() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let system = site.system(&home.tenant).await;
        let keeper = site.person(&home.tenant, &home.project, "keeper").await;
        let keeping = role(&system, "Keeper", KEEPER).await;
        service::associate(&system, keeper.id, vec![keeping.id]).await.unwrap();
        let administrator = named(&system, ReadyMade::Administrator).await;
        let mighty = role(&system, "Mighty", &[P::UsersDelete, P::UsersList]).await;
        let cx = acting(&site, &home.tenant, &keeper).await;
        let beyond = ["role.beyond-own"];

        // By a role of one's own making, or by one that is there.
        assert_eq!(codes(service::create_role(&cx, values("Mine", &[P::UsersDelete])).await), beyond);
        let everything = RoleValues { grants: Grants::everything(), ..values("All", &[]) };
        assert_eq!(codes(service::create_role(&cx, everything.clone()).await), beyond);
        let mine = role(&cx, "Mine", &[P::UsersList]).await;
        assert_eq!(
            codes(service::change_role(&cx, mine.id, None, values("Mine", &[P::UsersDelete])).await),
            beyond
        );
        assert_eq!(codes(service::change_role(&cx, keeping.id, None, everything).await), beyond);
        // What a role has already is nobody's gift; less of it is no gift either.
        service::change_role(&cx, mighty.id, None, values("Mighty 2", &[P::UsersDelete])).await.unwrap();

        // By giving it to a person, or to oneself.
        for id in [administrator.id, mighty.id] {
            assert_eq!(codes(service::associate(&cx, keeper.id, vec![id]).await), beyond);
            assert_eq!(codes(service::give_to_people(&cx, id, vec![keeper.id]).await), beyond);
        }
        // By a group that gives it.
        let plain = group(&cx, "Plain", None).await;
        let top = group(&system, "Top", None).await;
        let low = group(&system, "Low", Some(top.id)).await;
        assert_eq!(codes(service::set_roles_of_group(&cx, plain.id, vec![mighty.id]).await), beyond);
        assert_eq!(codes(service::give_to_groups(&cx, administrator.id, vec![plain.id]).await), beyond);
        service::set_roles_of_group(&system, top.id, vec![mighty.id]).await.unwrap();
        assert_eq!(codes(join(&cx, top.id, keeper.id).await), beyond);
        assert_eq!(codes(join(&cx, low.id, keeper.id).await), beyond, "from the group above, too");
        let associated =
            groups::service::associate(&cx, keeper.id, vec![low.id], Default::default(), vec![]).await;
        assert_eq!(codes(associated), beyond);
        join(&cx, plain.id, keeper.id).await.unwrap();
        let moved = changes_of(&plain, Some(low.id), true);
        assert_eq!(codes(groups::service::change_group(&cx, plain.id, None, moved).await), beyond);
        let off = changes_of(&top, None, false);
        groups::service::change_group(&system, top.id, None, off).await.unwrap();
        join(&cx, top.id, keeper.id).await.unwrap();
        let on = changes_of(&top, None, true);
        assert_eq!(codes(groups::service::change_group(&cx, top.id, None, on).await), beyond);

        // By a token of somebody who may do more, or by such a person's password.
        let of_admin = |scopes| tokens::service::make_token(&cx, home.admin.id, token(scopes));
        assert_eq!(codes(of_admin(Some(vec![P::UsersDelete])).await), beyond);
        assert_eq!(codes(of_admin(None).await), ["token.scopes-required"]);
        of_admin(Some(vec![P::UsersList])).await.unwrap();
        let password = NewPassword::Plain(SecretString::from("Kanarienvogel-77-zwitschert!"));
        let opened = UserChanges { password: Some(password), ..UserChanges::default() };
        let opened = users::service::change_user(&cx, home.admin.id, home.project.id, None, opened).await;
        assert_eq!(codes(opened), ["user.beyond-own"]);

        let held = acting(&site, &home.tenant, &keeper).await;
        assert_eq!(held.permissions, cx.permissions, "after all that the keeper may do what a keeper may");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn members_have_the_roles_of_their_groups_and_of_those_above() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let ana = site.person(&home.tenant, &home.project, "ana").await;
        let (sees, adds) =
            (role(&cx, "Sees", &[P::UsersList]).await, role(&cx, "Adds", &[P::UsersAdd]).await);
        let top = group(&cx, "Top", None).await;
        let low = group(&cx, "Low", Some(top.id)).await;
        join(&cx, low.id, ana.id).await.unwrap();
        service::set_roles_of_group(&cx, top.id, vec![sees.id]).await.unwrap();
        service::set_roles_of_group(&cx, low.id, vec![adds.id, sees.id]).await.unwrap();
        service::associate(&cx, ana.id, vec![adds.id]).await.unwrap();

        let may = async || acting(&site, &home.tenant, &ana).await.permissions.iter().collect::<Vec<P>>();
        assert_eq!(may().await, [P::UsersList, P::UsersAdd]);
        let told = |held: &HeldRole| {
            let from: Vec<String> = held.groups.iter().map(|group| group.path.clone()).collect();
            (held.role.id, held.own, from.join(", "))
        };
        let held: Vec<(RoleId, bool, String)> =
            service::held_by(&cx, ana.id).await.unwrap().iter().map(told).collect();
        let expected =
            [(adds.id, true, "Top › Low".to_owned()), (sees.id, false, "Top, Top › Low".to_owned())];
        assert_eq!(held, expected, "each once, with where it comes from");

        assert_eq!(service::dissociate(&cx, ana.id, vec![adds.id, sees.id]).await.unwrap(), 1);
        assert_eq!(may().await, [P::UsersList, P::UsersAdd], "the groups still give both");
        let off = changes_of(&low, Some(top.id), false);
        groups::service::change_group(&cx, low.id, None, off).await.unwrap();
        assert!(may().await.is_empty(), "a group that is switched off leads nowhere");
        let on = changes_of(&low, Some(top.id), true);
        groups::service::change_group(&cx, low.id, None, on).await.unwrap();
        service::take_from_groups(&cx, sees.id, vec![low.id]).await.unwrap();
        assert_eq!(may().await, [P::UsersList, P::UsersAdd], "the group above still gives it");
        let out = changes_of(&low, None, true);
        groups::service::change_group(&cx, low.id, None, out).await.unwrap();
        assert_eq!(may().await, [P::UsersAdd]);
        groups::service::delete_group(&cx, low.id).await.unwrap();
        assert!(may().await.is_empty());
    })
    .await;
}

async fn person(
    cx: &ServiceContext,
    home: &Organisation,
    user: &User,
    changes: UserChanges,
) -> Result<User, AppError> {
    users::service::change_user(cx, user.id, home.project.id, None, changes).await
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_is_always_left_who_may_do_everything() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let (admin, last) = (home.admin.clone(), ["role.last-administrator"]);
        let star = named(&cx, ReadyMade::Administrator).await;
        let now = site.app.clock.now();
        let later = |days: i64| Some(Some(now.plus_seconds(days * 86_400)));
        let ways = || {
            let none = UserChanges::default;
            [
                UserChanges { active: Some(false), ..none() },
                UserChanges { valid_until: later(-1), ..none() },
                UserChanges { valid_until: later(30), ..none() },
                UserChanges { valid_since: later(1), ..none() },
            ]
        };
        for changes in ways() {
            assert_eq!(codes(person(&cx, &home, &admin, changes).await), last);
        }
        assert_eq!(codes(service::delete_role(&cx, star.id).await), last);
        assert_eq!(codes(service::change_role(&cx, star.id, None, values("A", &[P::UsersList])).await), last);
        assert_eq!(codes(service::dissociate(&cx, admin.id, vec![star.id]).await), last);
        assert_eq!(codes(service::take_from_people(&cx, star.id, vec![admin.id]).await), last);
        assert_eq!(codes(users::service::delete_user(&cx, admin.id).await), last);
        assert_eq!(service::find_role(&cx, star.id).await.unwrap(), star, "nothing of that was kept");

        // A second one whose time ends does not count for the time after.
        let guest = site.person(&home.tenant, &home.project, "guest").await;
        service::associate(&cx, guest.id, vec![star.id]).await.unwrap();
        person(&cx, &home, &guest, UserChanges { valid_until: later(30), ..UserChanges::default() })
            .await
            .unwrap();
        assert_eq!(codes(users::service::delete_user(&cx, admin.id).await), last);
        users::service::delete_user(&cx, guest.id).await.unwrap();

        // Everything by several roles together is everything.
        let half: Vec<P> =
            P::ALL.iter().copied().filter(|permission| *permission != P::UsersDelete).collect();
        let (most, rest) = (role(&cx, "Most", &half).await, role(&cx, "Rest", &[P::UsersDelete]).await);
        let both = site.person(&home.tenant, &home.project, "both").await;
        service::associate(&cx, both.id, vec![most.id, rest.id]).await.unwrap();
        service::dissociate(&cx, admin.id, vec![star.id]).await.unwrap();
        assert_eq!(codes(service::delete_role(&cx, rest.id).await), last);
        assert_eq!(codes(service::dissociate(&cx, both.id, vec![most.id]).await), last);

        // By way of a group.
        let top = group(&cx, "Top", None).await;
        let desk = group(&cx, "Desk", Some(top.id)).await;
        service::set_roles_of_group(&cx, top.id, vec![star.id]).await.unwrap();
        join(&cx, desk.id, admin.id).await.unwrap();
        users::service::delete_user(&cx, both.id).await.unwrap();
        let gone = groups::service::remove_members(&cx, desk.id, Chosen::People(vec![admin.id])).await;
        assert_eq!(codes(gone), last);
        assert_eq!(codes(groups::service::dissociate(&cx, admin.id, vec![desk.id]).await), last);
        assert_eq!(codes(groups::service::delete_group(&cx, desk.id).await), last);
        assert_eq!(codes(service::set_roles_of_group(&cx, top.id, vec![]).await), last);
        assert_eq!(codes(service::take_from_groups(&cx, star.id, vec![top.id]).await), last);
        for (group, parent, active) in
            [(&top, None, false), (&desk, Some(top.id), false), (&desk, None, true)]
        {
            let changed =
                groups::service::change_group(&cx, group.id, None, changes_of(group, parent, active));
            assert_eq!(codes(changed.await), last);
        }
        for changes in ways() {
            assert_eq!(codes(person(&cx, &home, &admin, changes).await), last);
        }

        // With somebody else in the place all of it can be done.
        let next = site.person(&home.tenant, &home.project, "next").await;
        service::associate(&cx, next.id, vec![star.id]).await.unwrap();
        for changes in ways() {
            person(&cx, &home, &admin, changes).await.unwrap();
        }
        users::service::delete_user(&cx, admin.id).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_administrators_cannot_remove_each_other_at_once() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let star = named(&cx, ReadyMade::Administrator).await;
        for round in 0..4 {
            let other = site.person(&home.tenant, &home.project, &format!("other{round}")).await;
            service::associate(&cx, other.id, vec![star.id]).await.unwrap();
            let off = |user: &User| {
                let changes = UserChanges { active: Some(false), ..UserChanges::default() };
                let (cx, id, project) = (cx.clone(), user.id, home.project.id);
                async move { users::service::change_user(&cx, id, project, None, changes).await.is_ok() }
            };
            let (one, two) = match round % 2 {
                0 => tokio::join!(off(&other), off(&home.admin)),
                _ => {
                    let taken = async |id| service::dissociate(&cx, id, vec![star.id]).await.is_ok();
                    tokio::join!(off(&home.admin), taken(other.id))
                }
            };
            assert!(one != two, "one of the two stays: {one} {two}");
            let on = UserChanges { active: Some(true), ..UserChanges::default() };
            person(&cx, &home, &home.admin, on).await.unwrap();
            service::associate(&cx, home.admin.id, vec![star.id]).await.unwrap();
            users::service::delete_user(&cx, other.id).await.unwrap();
        }
    })
    .await;
}

#[test]
fn nobody_stands_without_a_time() {
    use elenco::roles::model::Standing;
    let at = |seconds: i64| Instant::from_micros(seconds * 1_000_000);
    let now = at(1_000).unwrap();
    assert_eq!(Standing::of(true, (None, None), now), Standing::ForGood);
    assert_eq!(Standing::of(true, (at(1_000), None), now), Standing::ForGood);
    assert_eq!(Standing::of(true, (at(1_001), None), now), Standing::Nobody);
    assert_eq!(Standing::of(true, (None, at(1_001)), now), Standing::ForNow);
    assert_eq!(Standing::of(true, (None, at(1_000)), now), Standing::Nobody);
    assert_eq!(Standing::of(false, (None, None), now), Standing::Nobody);
}
