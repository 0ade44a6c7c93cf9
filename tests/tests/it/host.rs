//! The host in the test's own process: a private database on each engine, real plugins, a clock that can be moved.
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use elenco::app::App;
use elenco::audit::model::Way;
use elenco::clock::{Clock, SystemClock};
use elenco::config::Config;
use elenco::context::ServiceContext;
use elenco::ids::SystemEntropy;
use elenco::locale::Culture;
use elenco::projects::model::Project;
use elenco::tenants::model::Tenant;
use elenco::users::model::{User, UserKind};
use elenco::users::queries::StoredUser;
use elenco::{plugins, projects, roles, tenants, users};
use elenco_db::testing::TestDatabase;
use elenco_db::{DbError, Engine, Instant, TenantScope, UserId};
use elenco_tests::server::{program, workspace};
use tempfile::TempDir;

/// The machine's clock, moved forward as far as a test wants.
#[derive(Default)]
pub struct MovedClock(AtomicI64);

impl MovedClock {
    /// Moves it on.
    pub fn forward(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }
}

impl Clock for MovedClock {
    fn now(&self) -> Instant {
        SystemClock.now().plus_seconds(self.0.load(Ordering::SeqCst))
    }
}

/// A host with a tenant, a project and its administrator, who reads Spanish.
pub struct Host {
    pub app: App,
    pub clock: Arc<MovedClock>,
    pub tenant: Tenant,
    pub project: Project,
    pub admin: User,
    /// Its database, to be shut or filled up.
    pub database: TestDatabase,
    _folder: TempDir,
}

/// Plugins that are not needed are not compiled, which takes most of a test's time.
fn plugins_file(folder: &Path, names: &[&str]) -> std::path::PathBuf {
    let entries: String = names
        .iter()
        .map(|name| {
            let path = workspace().join("target/plugins").join(format!("{name}.wasm"));
            format!("[[plugin]]\nname = {name:?}\npath = {path:?}\ngrants = []\n")
        })
        .collect();
    let file = folder.join("plugins.toml");
    std::fs::write(&file, entries).expect("the folder can be written");
    file
}

/// Runs the test once for each engine.
pub async fn on_each_engine(names: &[&str], test: impl AsyncFn(Host)) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if let Some(database) = TestDatabase::create(engine).await {
            Box::pin(test(Host::start(database, names).await)).await;
        }
    }
}

impl Host {
    async fn start(database: TestDatabase, names: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut config = Config { data_dir: folder.path().join("data"), ..Config::default() };
        config.database.url = Some(database.config().url.clone());
        config.plugins = plugins_file(folder.path(), names);
        config.compiler = Some(program());
        let clock = Arc::new(MovedClock::default());
        let app = App::start(config, Arc::<MovedClock>::clone(&clock), Arc::new(SystemEntropy))
            .await
            .expect("starts");
        let tenant =
            tenants::service::create_tenant(&app, "prueba", "Prueba", Culture::Es).await.expect("a tenant");
        let cx = ServiceContext::for_system(&app, tenant.id).await.expect("a context");
        let project = projects::service::create_project(&cx, "Principal", "").await.expect("a project");
        let admin = person(&app, &tenant, UserKind::Specialist, "admin");
        let host = Self { app, clock, tenant, project, admin, database, _folder: folder };
        host.add(vec![host.admin.clone()]).await;
        roles::service::make_administrator(&cx, host.admin.id).await.expect("an administrator");
        host
    }

    /// The tenant, for queries.
    pub fn scope(&self) -> TenantScope {
        TenantScope::of(self.tenant.id)
    }

    /// What somebody acts with.
    pub async fn acting(&self, user: UserId, culture: Culture) -> ServiceContext {
        ServiceContext::for_job(&self.app, self.tenant.id, user, Way::Form, culture).await.expect("a context")
    }

    /// Saves a plugin's settings for the tenant.
    pub async fn configure(&self, plugin: &str, settings: serde_json::Value) {
        let cx = ServiceContext::for_system(&self.app, self.tenant.id).await.expect("a context");
        plugins::service::save_settings(&cx, plugin, settings).await.expect("saved");
    }

    /// A person who is not in the directory yet.
    pub fn person(&self, kind: UserKind, username: &str) -> User {
        person(&self.app, &self.tenant, kind, username)
    }

    /// Puts people into the directory and the project as they are, past every check.
    pub async fn add(&self, people: Vec<User>) {
        let (scope, project, now) = (self.scope(), self.project.id, self.app.clock.now());
        let write = move |conn: &mut elenco_db::Conn| {
            let stored: Vec<StoredUser> = people
                .iter()
                .map(|user| StoredUser { user: user.clone(), password_hash: None, password_basis: None })
                .collect();
            users::queries::insert(conn, &stored)?;
            users::queries::join_project(conn, &scope, project, &people.iter().collect::<Vec<_>>(), now)
        };
        self.app.db.write::<(), DbError>(write).await.expect("the people are new");
    }
}

fn person(app: &App, tenant: &Tenant, kind: UserKind, username: &str) -> User {
    let now = app.clock.now();
    User {
        tenant_id: tenant.id,
        id: UserId::from_uuid(app.ids.uuid()),
        kind,
        username: username.to_owned(),
        email: format!("{username}@example.com"),
        first_names: "Ana".to_owned(),
        last_names: "Rojas".to_owned(),
        phone: String::new(),
        mobile: String::new(),
        position: String::new(),
        external_id: None,
        active: true,
        culture: Culture::Es,
        photo_id: None,
        location_id: None,
        address: users::model::Address::new(),
        fields: users::model::FieldValues::new(),
        latitude: None,
        longitude: None,
        has_password: false,
        must_change_password: false,
        valid_since: None,
        valid_until: None,
        last_sign_in_at: None,
        version: 1,
        created_at: now,
        updated_at: now,
    }
}
