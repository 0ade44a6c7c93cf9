//! The triggers keep `membership_counts` equal to what counting would give.
use crate::directory::{Membership, User, id, insert_project, insert_tenant, insert_users, now, scope, user};
use diesel::prelude::*;
use diesel::upsert::excluded;
use elenco_db::schema::{membership_counts, memberships, projects, users};
use elenco_db::testing::TestDatabase;
use elenco_db::{Conn, DbError, Engine, ProjectId, TenantScope, UserId, each};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use std::collections::BTreeMap;

const PROJECTS: u128 = 2;
const USERS: u128 = 4;

#[derive(Debug, Clone)]
enum Change {
    /// Adds the users that are not in the project yet.
    Add {
        project: u128,
        users: Vec<u128>,
        kind: &'static str,
        active: bool,
    },
    /// Adds the users or changes their state.
    Put {
        project: u128,
        users: Vec<u128>,
        kind: &'static str,
        active: bool,
    },
    /// May fail half-way; then nothing of it may be counted.
    AddStrictly {
        project: u128,
        users: Vec<u128>,
    },
    SetActive {
        users: Vec<u128>,
        active: bool,
    },
    SetKind {
        project: u128,
        kind: &'static str,
    },
    Move {
        user: u128,
        project: u128,
    },
    Remove {
        project: u128,
        users: Vec<u128>,
    },
    DeleteUser(u128),
    DeleteProject(u128),
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let project = || 0..PROJECTS;
    let members = || prop::sample::subsequence((0..USERS).collect::<Vec<_>>(), 0..=4);
    let kind = || prop::sample::select(vec!["client", "specialist"]);
    let change = prop_oneof![
        3 => (project(), members(), kind(), any::<bool>())
            .prop_map(|(project, users, kind, active)| Change::Add { project, users, kind, active }),
        3 => (project(), members(), kind(), any::<bool>())
            .prop_map(|(project, users, kind, active)| Change::Put { project, users, kind, active }),
        1 => (project(), members()).prop_map(|(project, users)| Change::AddStrictly { project, users }),
        2 => (members(), any::<bool>()).prop_map(|(users, active)| Change::SetActive { users, active }),
        1 => (project(), kind()).prop_map(|(project, kind)| Change::SetKind { project, kind }),
        1 => (0..USERS, project()).prop_map(|(user, project)| Change::Move { user, project }),
        2 => (project(), members()).prop_map(|(project, users)| Change::Remove { project, users }),
        1 => (0..USERS).prop_map(Change::DeleteUser),
        1 => project().prop_map(Change::DeleteProject),
    ];
    prop::collection::vec(change, 1..25)
}

fn rows(scope: &TenantScope, project: u128, users: &[u128], kind: &str, active: bool) -> Vec<Membership> {
    let row = |user: &u128| Membership {
        tenant_id: scope.tenant(),
        project_id: ProjectId::from_uuid(id(project)),
        user_id: UserId::from_uuid(id(*user)),
        kind: kind.to_owned(),
        sort_key: String::new(),
        active,
        created_at: now(),
    };
    users.iter().map(row).collect()
}

fn ids(users: &[u128]) -> Vec<UserId> {
    users.iter().map(|user| UserId::from_uuid(id(*user))).collect()
}

fn apply(conn: &mut Conn, scope: &TenantScope, change: &Change) -> Result<(), DbError> {
    let of_tenant = || memberships::table.filter(memberships::tenant_id.eq(scope.tenant()));
    let in_project =
        |project: &u128| of_tenant().filter(memberships::project_id.eq(ProjectId::from_uuid(id(*project))));
    match change {
        Change::Add { project, users, kind, active } => {
            let rows = rows(scope, *project, users, kind, *active);
            each!(conn, c => diesel::insert_into(memberships::table).values(&rows).on_conflict_do_nothing().execute(c))?;
        }
        Change::Put { project, users, kind, active } => {
            let rows = rows(scope, *project, users, kind, *active);
            each!(conn, c => diesel::insert_into(memberships::table)
                .values(&rows)
                .on_conflict((memberships::tenant_id, memberships::project_id, memberships::user_id))
                .do_update()
                .set((memberships::kind.eq(excluded(memberships::kind)), memberships::active.eq(excluded(memberships::active))))
                .execute(c))?;
        }
        Change::AddStrictly { project, users } => {
            let rows = rows(scope, *project, users, "client", true);
            each!(conn, c => diesel::insert_into(memberships::table).values(&rows).execute(c))?;
        }
        Change::SetActive { users, active } => {
            diesel::update(of_tenant().filter(memberships::user_id.eq_any(ids(users))))
                .set(memberships::active.eq(*active))
                .execute(conn)?;
        }
        Change::SetKind { project, kind } => {
            diesel::update(in_project(project)).set(memberships::kind.eq(*kind)).execute(conn)?;
        }
        Change::Move { user, project } => {
            diesel::update(of_tenant().filter(memberships::user_id.eq(UserId::from_uuid(id(*user)))))
                .set(memberships::project_id.eq(ProjectId::from_uuid(id(*project))))
                .execute(conn)?;
        }
        Change::Remove { project, users } => {
            diesel::delete(in_project(project).filter(memberships::user_id.eq_any(ids(users))))
                .execute(conn)?;
        }
        Change::DeleteUser(number) => {
            diesel::delete(users::table.find((scope.tenant(), UserId::from_uuid(id(*number)))))
                .execute(conn)?;
            insert_users(conn, &[user(scope, *number)])?;
        }
        Change::DeleteProject(number) => {
            let project = ProjectId::from_uuid(id(*number));
            diesel::delete(projects::table.find((scope.tenant(), project))).execute(conn)?;
            insert_project(conn, scope, project)?;
        }
    }
    Ok(())
}

type Counts = BTreeMap<(ProjectId, String, bool), i64>;

/// What the triggers kept, without the zeros, and what counting gives.
fn both_counts(conn: &mut Conn, scope: &TenantScope) -> Result<(Counts, Counts), DbError> {
    use membership_counts as kept;
    let kept: Vec<(ProjectId, String, bool, i64)> = kept::table
        .filter(kept::tenant_id.eq(scope.tenant()))
        .filter(kept::total.ne(0))
        .select((kept::project_id, kept::kind, kept::active, kept::total))
        .load(conn)?;
    let key = (memberships::project_id, memberships::kind, memberships::active);
    let counted: Vec<(ProjectId, String, bool, i64)> = memberships::table
        .filter(memberships::tenant_id.eq(scope.tenant()))
        .group_by(key)
        .select((memberships::project_id, memberships::kind, memberships::active, diesel::dsl::count_star()))
        .load(conn)?;
    let map = |rows: Vec<_>| {
        rows.into_iter().map(|(project, kind, active, total)| ((project, kind, active), total)).collect()
    };
    Ok((map(kept), map(counted)))
}

#[test]
fn counts_follow_every_change() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let Some(database) = runtime.block_on(TestDatabase::create(engine)) else { continue };
        let db = runtime.block_on(database.open());
        // Each case has a tenant of its own.
        let cases = std::cell::Cell::new(0);
        TestRunner::new(ProptestConfig::with_cases(48))
            .run(&changes(), |changes| {
                cases.set(cases.get() + 1);
                let scope = scope(1000 + cases.get());
                runtime
                    .block_on(db.write(move |conn| {
                        insert_tenant(conn, &scope)?;
                        for project in 0..PROJECTS {
                            insert_project(conn, &scope, ProjectId::from_uuid(id(project)))?;
                        }
                        let members: Vec<User> = (0..USERS).map(|number| user(&scope, number)).collect();
                        insert_users(conn, &members)
                    }))
                    .unwrap();
                for change in changes {
                    let applied = change.clone();
                    let result = runtime.block_on(db.write(move |conn| apply(conn, &scope, &applied)));
                    let may_collide = matches!(change, Change::AddStrictly { .. } | Change::Move { .. });
                    prop_assert!(
                        matches!(&result, Ok(()))
                            || may_collide
                                && matches!(result, Err(DbError::Unique { constraint: "memberships_pkey" })),
                        "{change:?}: {result:?}"
                    );
                    let (kept, counted) =
                        runtime.block_on(db.read(move |conn| both_counts(conn, &scope))).unwrap();
                    prop_assert_eq!(kept, counted, "after {:?}", change);
                }
                Ok(())
            })
            .unwrap();
    }
}
