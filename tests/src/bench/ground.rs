//! What every measurement stands on: a server's folder with a tenant, its administrator and compiled plugins.
use std::path::Path;
use std::sync::Arc;

use elenco::app::App;
use elenco::audit::model::Way;
use elenco::clock::SystemClock;
use elenco::config::Config;
use elenco::context::ServiceContext;
use elenco::ids::SystemEntropy;
use elenco::locale::Culture;
use elenco::users::model::User;
use elenco::{demo, plugins, projects, tenants, users};
use elenco_db::{DbError, ProjectId, TenantScope};
use secrecy::SecretString;

use super::figure::Figure;
use super::people;
use crate::server::{ADMIN_PASSWORD, program, workspace};

/// The tenant's word in addresses; `elenco serve --demo` finds it and leaves it as it is.
pub const TENANT: &str = "demo";
/// The administrator's user name.
pub const ADMIN: &str = "admin";

/// How much is measured.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// A twentieth.
    pub quick: bool,
}

impl Size {
    /// So many, or a twentieth of them.
    pub fn of(self, count: usize) -> usize {
        if self.quick { count / 20 } else { count }
    }
}

/// A server without its network.
pub struct Ground {
    /// The server.
    pub app: App,
    /// The tenant's first project, in which everybody is.
    pub project: ProjectId,
    /// How many projects there are.
    pub projects: usize,
    /// The administrator.
    pub admin: User,
    /// What the administrator acts with.
    pub cx: ServiceContext,
}

/// Starts a server on a folder.
pub async fn start(folder: &Path, database: Option<String>) -> App {
    let mut config = Config {
        data_dir: folder.to_owned(),
        plugins: workspace().join("plugins.toml"),
        ..Config::default()
    };
    config.database.url = database;
    config.compiler = Some(program());
    App::start(config, Arc::new(SystemClock), Arc::new(SystemEntropy)).await.expect("the server starts")
}

/// Starts a server on a prepared folder.
pub async fn open(folder: &Path, database: Option<String>) -> Ground {
    let app = start(folder, database).await;
    let tenant = tenants::service::named(&app, TENANT.to_owned()).await.expect("it was prepared");
    let system = ServiceContext::for_system(&app, tenant.id).await.expect("a context");
    let admin = users::service::find_named(&system, ADMIN).await.expect("it was prepared");
    let cx =
        ServiceContext::for_job(&app, tenant.id, admin.id, Way::Form, Culture::En).await.expect("a context");
    let (scope, permissions, user) = (TenantScope::of(tenant.id), Arc::clone(&cx.permissions), admin.id);
    let visible = app
        .db
        .read::<_, DbError>(move |conn| projects::service::visible_to(conn, &scope, user, &permissions))
        .await
        .expect("read");
    let project = visible.first().expect("it was prepared").id;
    Ground { app, project, projects: visible.len(), admin, cx }
}

/// Makes the tenant and its administrator, compiles the plugins, and settles the additional fields.
pub async fn prepare(folder: &Path) -> Vec<Figure> {
    prepare_at(folder, None).await;
    Vec::new()
}

/// The same with another database than the folder's own; one that was prepared stays as it is.
pub async fn prepare_at(folder: &Path, database: Option<String>) {
    let app = start(folder, database).await;
    if tenants::service::named(&app, TENANT.to_owned()).await.is_ok() {
        app.db.close();
        return;
    }
    demo::administrator(&app, TENANT, "Grupo Meridiano", ADMIN, SecretString::from(ADMIN_PASSWORD))
        .await
        .expect("an administrator");
    let tenant = tenants::service::named(&app, TENANT.to_owned()).await.expect("it was just made");
    let cx = ServiceContext::for_system(&app, tenant.id).await.expect("a context");
    plugins::service::save_settings(&cx, "additional-fields", people::fields()).await.expect("saved");
    app.db.close();
}

/// A copy of a folder whose server has stopped.
pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("it was prepared") {
        let entry = entry.expect("it can be read");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("copied");
        }
    }
}
