//! The real server, killed in the middle of a change to three thousand people and of taking it back, on both engines.
use std::time::{Duration, Instant};

use diesel::prelude::*;
use elenco::bulk_changes::model::{Parameters, Selection};
use elenco::jobs::model::{JobKind, NewJob};
use elenco::locale::Culture;
use elenco::users::model::UserFilter;
use elenco_db::schema::{
    audit_entries, bulk_change_people, bulk_changes, deleted_users, jobs, memberships, projects, tenants,
    users,
};
use elenco_db::testing::TestDatabase;
use elenco_db::{
    BulkChangeId, Conn, Db, DbError, Engine, JobId, Json, ProjectId, TenantId, TenantScope, UserId, each,
};
use elenco_tests::server::{Server, program, workspace};
use uuid::Uuid;

use crate::site::{PATIENCE, share_compiled_plugins};

/// Made-up people, besides those of the demo.
const PEOPLE: i64 = 3_000;

fn seed(data: &std::path::Path, url: &str) {
    let output = std::process::Command::new(program())
        .args(["seed", "--tenant", "demo", "--users", &PEOPLE.to_string(), "--data-dir"])
        .arg(data)
        .env("ELENCO__DATABASE__URL", url)
        .current_dir(workspace())
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn now() -> elenco_db::Instant {
    let since = std::time::SystemTime::UNIX_EPOCH.elapsed().expect("a time after 1970");
    let micros = i64::try_from(since.as_micros()).expect("a time of this age");
    elenco_db::Instant::from_micros(micros).expect("in range")
}

struct Watched {
    db: Db,
    scope: TenantScope,
    change: BulkChangeId,
}

impl Watched {
    async fn read<T: Send + 'static>(
        &self,
        question: impl FnOnce(&mut Conn, TenantId) -> Result<T, DbError> + Send + 'static,
    ) -> T {
        let tenant = self.scope.tenant();
        self.db.read(move |conn| question(conn, tenant)).await.expect("the database answers")
    }

    /// The state of the change, how many it has changed, and how far its job says it is.
    async fn stand(&self) -> (String, i64, u64) {
        let id = self.change;
        self.read(move |conn, tenant| {
            let (state, changed, job): (String, i64, Option<JobId>) = bulk_changes::table
                .filter(bulk_changes::tenant_id.eq(tenant))
                .filter(bulk_changes::id.eq(id))
                .select((bulk_changes::state, bulk_changes::changed, bulk_changes::job_id))
                .first(conn)?;
            let progress: Json = jobs::table
                .filter(jobs::tenant_id.eq(tenant))
                .filter(jobs::id.eq(job.expect("a job")))
                .select(jobs::progress)
                .first(conn)?;
            Ok((state, changed, progress.0["done"].as_u64().unwrap_or(0)))
        })
        .await
    }

    /// Lets a job begin whose server is gone, without waiting until its lease is over.
    async fn forget_lease(&self) {
        let past = now().plus_seconds(-60);
        self.db
            .write(move |conn| {
                diesel::update(jobs::table.filter(jobs::lease_until.is_not_null()))
                    .set(jobs::lease_until.eq(Some(past)))
                    .execute(conn)?;
                Ok::<_, DbError>(())
            })
            .await
            .expect("written");
    }

    #[allow(clippy::disallowed_methods, reason = "the pause between two looks; the deadline decides")]
    async fn until(
        &self,
        server: &Server,
        what: &str,
        holds: impl Fn(&(String, i64, u64)) -> bool,
    ) -> (String, i64, u64) {
        let start = Instant::now();
        loop {
            let stand = self.stand().await;
            if holds(&stand) {
                return stand;
            }
            assert!(start.elapsed() < PATIENCE, "{what} does not happen ({stand:?}):\n{}", server.log());
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    /// Kills the server at each of these points, and answers how often that was before the end.
    async fn through(
        &self,
        mut server: Server,
        start: &impl Fn() -> Server,
        points: &[u64],
    ) -> (Server, usize) {
        let mut kills = 0;
        let over = |state: &str| !matches!(state, "pending" | "running" | "undoing");
        for point in points {
            let (state, ..) = self
                .until(&server, "the point to kill at", |(state, _, done)| over(state) || done >= point)
                .await;
            if over(&state) {
                break;
            }
            server.kill();
            kills += 1;
            self.forget_lease().await;
            server = start();
        }
        self.until(&server, "the end of the job", |(state, ..)| over(state)).await;
        (server, kills)
    }

    /// People of the seed, their memberships, and who is kept as deleted.
    async fn census(&self) -> (i64, i64, i64) {
        self.read(|conn, tenant| {
            let seeded =
                users::table.filter(users::tenant_id.eq(tenant)).filter(users::username.like("seed.%"));
            let ids = seeded.select(users::id);
            let there: i64 = seeded.count().get_result(conn)?;
            let members: i64 =
                memberships::table.filter(memberships::user_id.eq_any(ids)).count().get_result(conn)?;
            let kept: i64 =
                deleted_users::table.filter(deleted_users::tenant_id.eq(tenant)).count().get_result(conn)?;
            Ok((there, members, kept))
        })
        .await
    }

    async fn entries(&self, action: &'static str) -> i64 {
        self.read(move |conn, tenant| {
            Ok(audit_entries::table
                .filter(audit_entries::tenant_id.eq(tenant))
                .filter(audit_entries::object_kind.eq("user"))
                .filter(audit_entries::action.eq(action))
                .filter(audit_entries::way.eq("form"))
                .count()
                .get_result(conn)?)
        })
        .await
    }
}

/// Asks for the deletion of everybody who was seeded, as a page would.
async fn begin(db: &Db) -> Watched {
    let (tenant, project, admin): (TenantId, ProjectId, UserId) = db
        .read(|conn| {
            let tenant: TenantId =
                tenants::table.filter(tenants::slug.eq("demo")).select(tenants::id).first(conn)?;
            let project = projects::table
                .filter(projects::tenant_id.eq(tenant))
                .filter(projects::name.eq("Main"))
                .select(projects::id)
                .first(conn)?;
            let admin = users::table
                .filter(users::tenant_id.eq(tenant))
                .filter(users::username.eq("admin"))
                .select(users::id)
                .first(conn)?;
            Ok::<_, DbError>((tenant, project, admin))
        })
        .await
        .expect("the demo");
    let scope = TenantScope::of(tenant);
    let change = BulkChangeId::from_uuid(Uuid::from_u128(7_001));
    let job = JobId::from_uuid(Uuid::from_u128(7_002));
    db.write(move |conn| {
        let filter = UserFilter { search: Some("seed.".to_owned()), ..UserFilter::default() };
        let parameters = Parameters { target: None, culture: Culture::En, notification: None };
        let document = |value: serde_json::Value| Json(value);
        let row = (
            bulk_changes::tenant_id.eq(tenant),
            bulk_changes::id.eq(change),
            bulk_changes::project_id.eq(project),
            bulk_changes::kind.eq("client"),
            bulk_changes::action.eq("delete"),
            bulk_changes::parameters.eq(document(serde_json::to_value(&parameters).expect("a document"))),
            bulk_changes::selection
                .eq(document(serde_json::to_value(Selection::Matching { filter }).expect("a document"))),
            bulk_changes::state.eq("pending"),
            bulk_changes::done.eq(0_i64),
            bulk_changes::changed.eq(0_i64),
            bulk_changes::created_by.eq(Some(admin)),
            bulk_changes::job_id.eq(Some(job)),
            bulk_changes::created_at.eq(now()),
        );
        each!(conn, c => diesel::insert_into(bulk_changes::table).values(&row).execute(c))?;
        enqueue(conn, &scope, job, change, false)
    })
    .await
    .expect("asked for");
    Watched { db: db.clone(), scope, change }
}

fn enqueue(
    conn: &mut Conn,
    scope: &TenantScope,
    job: JobId,
    change: BulkChangeId,
    undo: bool,
) -> Result<(), DbError> {
    let payload = serde_json::json!({ "change": change, "undo": undo });
    let new = NewJob { kind: JobKind::ChangeUsers, payload, priority: 100 };
    elenco::jobs::service::enqueue(conn, scope, job, &new, now())
}

async fn killed_on(engine: Engine) {
    let Some(database) = TestDatabase::create(engine).await else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    share_compiled_plugins(&data);
    let url = database.config().url.clone();
    let start = || Server::start_on(&data, Some(&url));
    let server = start();
    seed(&data, &url);
    let db = database.open().await;
    let watched = begin(&db).await;
    let (there, members, kept) = watched.census().await;
    assert_eq!((there, kept), (PEOPLE, 0));

    let (server, kills) = watched.through(server, &start, &[1, 600, 1_400, 2_200]).await;
    assert!(kills >= 2, "{engine}: the change was too fast to be killed more than {kills} times");
    let (state, changed, _) = watched.stand().await;
    assert_eq!((state.as_str(), changed), ("completed", PEOPLE), "{engine}");
    assert_eq!(watched.census().await, (0, 0, PEOPLE), "{engine}");
    assert_eq!(watched.entries("delete").await, PEOPLE, "{engine}: each once");
    let noted: i64 = watched.read(|conn, _| Ok(bulk_change_people::table.count().get_result(conn)?)).await;
    assert_eq!(noted, PEOPLE);

    let (scope, change, job) = (watched.scope, watched.change, JobId::from_uuid(Uuid::from_u128(7_003)));
    watched
        .db
        .write(move |conn| {
            diesel::update(bulk_changes::table.filter(bulk_changes::id.eq(change)))
                .set((bulk_changes::state.eq("undoing"), bulk_changes::job_id.eq(Some(job))))
                .execute(conn)?;
            enqueue(conn, &scope, job, change, true)
        })
        .await
        .expect("asked for");
    let (server, kills) = watched.through(server, &start, &[1, 900, 2_000]).await;
    assert!(kills >= 1, "{engine}: taking it back was too fast to be killed");
    let outcome: Json = watched
        .read(move |conn, _| {
            Ok(bulk_changes::table
                .filter(bulk_changes::id.eq(change))
                .select(bulk_changes::outcome)
                .first(conn)?)
        })
        .await;
    assert_eq!(outcome.0["undo"]["restored"], PEOPLE, "{engine}: {}", outcome.0);
    assert_eq!(watched.census().await, (PEOPLE, members, 0), "{engine}");
    assert_eq!(watched.entries("restore").await, PEOPLE, "{engine}");
    drop(server);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_whose_server_is_killed_again_and_again_changes_everybody_once_in_a_file() {
    killed_on(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_whose_server_is_killed_again_and_again_changes_everybody_once_on_a_server() {
    killed_on(Engine::Postgres).await;
}
