//! The whole server in the test's own process, seen from outside: requests go in at the router, answers come out.
//! Database and data folder are the test's own, plugins are the real ones, time and randomness are the test's.
mod client;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use elenco::app::App;
use elenco::clock::Clock;
use elenco::config::Config;
use elenco::context::ServiceContext;
use elenco::ids::Entropy;
use elenco::locale::Culture;
use elenco::projects::model::Project;
use elenco::tenants::model::Tenant;
use elenco::users::model::{User, UserChanges, UserKind};
use elenco::{plugins, projects, roles, router, tenants, tokens, users};
use elenco_db::testing::TestDatabase;
use elenco_db::{Engine, Instant, TenantScope, UserId};
use elenco_tests::server::{program, workspace};
use http_body_util::BodyExt as _;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt as _;

pub use client::{Answer, Api, Part, Visitor, form, multipart};

/// What everybody here signs in with. It meets the first-party policies.
pub const PASSWORD: &str = "Jacaranda-42-violeta!";

/// How long work in the background may take on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(120);

/// 2026-03-02, noon.
const START: i64 = 1_772_452_800;

/// A clock that stands still until it is moved.
pub struct FixedClock(AtomicI64);

impl FixedClock {
    /// Moves it on.
    pub fn forward(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Instant {
        Instant::from_micros(self.0.load(Ordering::SeqCst) * 1_000_000).expect("a time that calendars show")
    }
}

/// The same bytes in every run (SplitMix64).
struct SeededEntropy(AtomicU64);

impl Entropy for SeededEntropy {
    fn fill(&self, buffer: &mut [u8]) {
        for chunk in buffer.chunks_mut(8) {
            let step = self.0.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::SeqCst);
            let mixed = (step ^ (step >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            chunk.copy_from_slice(&(mixed ^ (mixed >> 31)).to_le_bytes()[..chunk.len()]);
        }
    }
}

/// A server.
pub struct Site {
    pub app: App,
    pub clock: Arc<FixedClock>,
    router: Router,
    folder: TempDir,
    _database: TestDatabase,
}

/// A tenant with its first project and an administrator.
pub struct Organisation {
    pub tenant: Tenant,
    pub project: Project,
    pub admin: User,
}

/// Compiled plugins are kept from test to test, because compiling them takes longer than most tests.
pub fn share_compiled_plugins(data: &Path) {
    let shared = Path::new(env!("CARGO_TARGET_TMPDIR")).join("plugin-cache");
    fs::create_dir_all(&shared).expect("a folder for compiled plugins");
    fs::create_dir_all(data).expect("a data folder");
    fs::write(data.join("plugin-cache.key"), [7; 32]).expect("a key");
    std::os::unix::fs::symlink(shared, data.join("plugin-cache")).expect("a link to the compiled plugins");
}

/// Only the first of several processes compiles; the others wait for it.
fn one_at_a_time() -> File {
    let lock = File::create(Path::new(env!("CARGO_TARGET_TMPDIR")).join("plugins.lock")).expect("a lock");
    tokio::task::block_in_place(|| lock.lock()).expect("the lock is let go of in the end");
    lock
}

/// Runs the test once for each engine.
pub async fn on_each_engine(test: impl AsyncFn(Site)) {
    on_each_engine_with(|_| {}, test).await;
}

/// The same with another configuration.
pub async fn on_each_engine_with(adjust: impl Fn(&mut Config), test: impl AsyncFn(Site)) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if let Some(database) = TestDatabase::create(engine).await {
            Box::pin(test(Site::start(database, &adjust).await)).await;
        }
    }
}

impl Site {
    async fn start(database: TestDatabase, adjust: &impl Fn(&mut Config)) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut config = Config { data_dir: folder.path().join("data"), ..Config::default() };
        config.database.url = Some(database.config().url.clone());
        config.plugins = workspace().join("plugins.toml");
        config.compiler = Some(program());
        adjust(&mut config);
        share_compiled_plugins(&config.data_dir);
        let clock = Arc::new(FixedClock(AtomicI64::new(START)));
        let entropy = Arc::new(SeededEntropy(AtomicU64::new(42)));
        let compiling = one_at_a_time();
        let app =
            App::start(config, Arc::<FixedClock>::clone(&clock), entropy).await.expect("the server starts");
        drop(compiling);
        for (name, plugin) in app.extensions.offered() {
            assert!(plugin.is_ok(), "build the plugins with `cargo xtask plugins`: {name}: {plugin:?}");
        }
        let router = router::build(app.clone());
        Self { app, clock, router, folder, _database: database }
    }

    /// Everything that this server writes into files.
    pub fn data_dir(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The SQLite database's folder, where there is one.
    pub fn database_dir(&self) -> Option<PathBuf> {
        let url = self._database.config().url.strip_prefix("sqlite:")?.to_owned();
        Path::new(&url).parent().map(Path::to_owned)
    }

    /// A tenant whose clients have a birth date, a segment, a credit limit and a CPF.
    pub async fn organisation(&self, slug: &str) -> Organisation {
        let name = format!("{slug} incorporated");
        let tenant =
            tenants::service::create_tenant(&self.app, slug, &name, Culture::En).await.expect("a tenant");
        let cx = self.system(&tenant).await;
        for (plugin, settings) in field_settings() {
            plugins::service::save_settings(&cx, plugin, settings).await.expect("settings");
        }
        let project = projects::service::create_project(&cx, "Main", "").await.expect("a project");
        let admin = self.person(&tenant, &project, "admin").await;
        roles::service::make_administrator(&cx, admin.id).await.expect("a role");
        Organisation { tenant, project, admin }
    }

    /// What the server itself acts with.
    pub async fn system(&self, tenant: &Tenant) -> ServiceContext {
        ServiceContext::for_system(&self.app, tenant.id).await.expect("a context")
    }

    /// A specialist without any role, whose password is [`PASSWORD`].
    pub async fn person(&self, tenant: &Tenant, project: &Project, username: &str) -> User {
        let cx = self.system(tenant).await;
        let changes = UserChanges {
            username: Some(username.to_owned()),
            first_names: Some("Valentina".to_owned()),
            last_names: Some("Ríos".to_owned()),
            culture: Some(Culture::En),
            ..UserChanges::default()
        };
        let user = users::service::create_user(&cx, UserKind::Specialist, project.id, changes)
            .await
            .expect("a person");
        users::service::set_password(&cx, user.id, SecretString::from(PASSWORD)).await.expect("a password");
        user
    }

    /// The API with a token of this person.
    pub async fn api(&self, tenant: &Tenant, user: UserId) -> Api<'_> {
        let scope = TenantScope::of(tenant.id);
        let token =
            tokens::service::create_token(&self.app, &scope, user, "test", None).await.expect("a token");
        Api { site: self, token: token.expose_secret().to_owned() }
    }

    /// A browser in which this person has signed in.
    pub async fn signed_in(&self, tenant: &Tenant, username: &str) -> Visitor<'_> {
        let mut visitor = Visitor::new(self, tenant);
        let answer = visitor.sign_in(username, PASSWORD).await;
        assert!(visitor.cookie.is_some(), "{username} cannot sign in: {}", answer.text());
        visitor
    }

    /// What the server answers to a request.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.expect("a router never fails");
        let (parts, body) = response.into_parts();
        let body = body.collect().await.expect("the whole body").to_bytes();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    /// The status alone, for answers that never end.
    pub async fn status(&self, request: Request<Body>) -> StatusCode {
        self.router.clone().oneshot(request).await.expect("a router never fails").status()
    }

    /// Uploads a file to import, has it imported, and answers what the API says of it then.
    pub async fn import(&self, api: &Api<'_>, organisation: &Organisation, import: ImportFile<'_>) -> Value {
        let path =
            format!("/api/v1/projects/{}/imports?kind={}", organisation.project.id, import.kind.as_str());
        let mut parts = vec![Part::file("file", import.name, import.bytes)];
        if let Some(options) = import.options {
            parts.insert(0, Part::text("options", options));
        }
        let accepted = api.multipart(&path, &parts).await;
        assert_eq!(accepted.status, 202, "{}", accepted.text());
        let id = accepted.json()["id"].as_str().expect("an id").to_owned();
        self.finished(api, organisation, &format!("/api/v1/imports/{id}")).await
    }

    /// Does the waiting jobs until the one at this address is over. The bell rings whenever something changed.
    pub async fn finished(&self, api: &Api<'_>, organisation: &Organisation, path: &str) -> Value {
        let mut bell = self.app.bell.listen(organisation.tenant.id, organisation.admin.id);
        let runner = elenco::jobs::runner::start(self.app.clone());
        let over = async {
            loop {
                let now = api.get(path).await.json();
                if !matches!(now["state"].as_str(), Some("pending" | "queued" | "paused" | "running")) {
                    return now;
                }
                assert!(bell.heard().await, "the bell is gone");
            }
        };
        let done = tokio::time::timeout(PATIENCE, over).await.expect("the job comes to an end");
        runner.stop().await;
        done
    }
}

/// A file to import.
pub struct ImportFile<'a> {
    pub kind: UserKind,
    pub name: &'a str,
    pub bytes: &'a [u8],
    pub options: Option<&'a str>,
}

fn field_settings() -> [(&'static str, Value); 2] {
    let field = |id: &str, kind: &str, en: &str| json!({ "id": id, "concepts": ["client"], "type": kind, "label": { "en": en, "es": en, "pt": en } });
    let mut segment = field("segment", "list", "Segment");
    segment["choices"] =
        json!([{ "id": "retail", "label": { "en": "Retail", "es": "Comercio", "pt": "Varejo" } }]);
    let fields = [field("birth_date", "date", "Birth date"), field("limit", "decimal", "Limit"), segment];
    [
        ("additional-fields", json!({ "fields": fields })),
        ("fields-latam", json!({ "fields": [field("cpf", "cpf", "CPF")] })),
    ]
}
