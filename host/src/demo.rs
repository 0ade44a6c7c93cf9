//! A tenant to look at, and made-up people for measuring.
mod calendars;
mod companies;
mod fields;
mod groups;
mod people;
mod places;
mod rights;

use elenco_db::ProjectId;
use secrecy::SecretString;

use crate::app::App;
use crate::audit::model::Way;
use crate::auth::permission::Permissions;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::exports;
use crate::exports::model::{ExportMode, ExportRequest};
use crate::imports;
use crate::locale::Culture;
use crate::projects::model::Project;
use crate::tenants::model::Tenant;
use crate::users::model::{NewPassword, User, UserChanges, UserKind};
use crate::{locations, plugins, projects, roles, tenants, users};

/// The demo's word in addresses.
const TENANT: &str = "demo";
/// Its project.
const PROJECT: &str = "Main";
/// Its administrator.
const ADMINISTRATOR: &str = "admin";
/// People that the demo shows.
const PEOPLE: u64 = 200;
/// Rows of one transaction while seeding.
const SEED_BATCH: u64 = 1_000;

/// What came of preparing the demo.
pub struct Demo {
    /// The administrator's password, when it was made up here; shown once.
    pub password_to_show: Option<SecretString>,
}

fn random_password(app: &App) -> SecretString {
    // No letters that look alike, so that it can be typed from a screen.
    const LETTERS: &[u8] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let bytes = app.ids.secret::<20>();
    let text: String =
        bytes.iter().map(|byte| char::from(LETTERS[usize::from(*byte) % LETTERS.len()])).collect();
    SecretString::from(text)
}

/// Makes tenant `demo` with project `Main`, administrator `admin`, places and people, unless it is there already.
///
/// # Errors
/// [`AppError`].
pub async fn prepare(app: &App, password: Option<SecretString>) -> Result<Demo, AppError> {
    let known = tenants::service::named(app, TENANT.to_owned()).await;
    let tenant = match known {
        Ok(tenant) => {
            if let Some(password) = password {
                let cx = ServiceContext::for_system(app, tenant.id).await?;
                let admin = users::service::find_named(&cx, ADMINISTRATOR).await?;
                set_password(&cx, &admin, password).await?;
            }
            return Ok(Demo { password_to_show: None });
        }
        Err(AppError::NotFound) => {
            tenants::service::create_tenant(app, TENANT, "Grupo Meridiano", Culture::En).await?
        }
        Err(error) => return Err(error),
    };
    let cx = ServiceContext::for_system(app, tenant.id).await?;
    for (plugin, settings) in fields::settings() {
        plugins::service::save_settings(&cx, plugin, settings).await?;
    }
    let cx = ServiceContext::for_system(app, tenant.id).await?;
    let project = projects::service::create_project(&cx, PROJECT, "").await?;
    let admin = make_administrator(&cx, &project, ADMINISTRATOR).await?;
    let (chosen, shown) = match password {
        Some(password) => (password, None),
        None => {
            let made = random_password(app);
            (made.clone(), Some(made))
        }
    };
    set_password(&cx, &admin, chosen).await?;
    let places = places::places(app)?;
    locations::service::create_locations(&cx, places.clone()).await?;
    for submissions in people::submissions(PEOPLE, project.id, &places) {
        let outcomes = users::service::save_users(&cx, submissions, |_, _| Ok(())).await?;
        for problems in outcomes.into_iter().filter_map(Result::err) {
            tracing::error!(?problems, "a person of the demo was refused");
        }
    }
    groups::make(&cx, project.id, &admin).await?;
    calendars::make(&cx, project.id, &admin).await?;
    rights::make(&cx, project.id, &admin).await?;
    companies::make(&cx, project.id).await?;
    show_jobs(app, &tenant, &project, &admin).await;
    Ok(Demo { password_to_show: shown })
}

/// An export and an import of the administrator's, so that the bell has something to tell. They are real jobs; without
/// format plugins there are none, and the demo starts all the same.
async fn show_jobs(app: &App, tenant: &Tenant, project: &Project, admin: &User) {
    let outcome = async {
        let cx = ServiceContext::for_job(app, tenant.id, admin.id, Way::Form, admin.culture).await?;
        let request = ExportRequest::of_all(UserKind::Client, ExportMode::WithData, "xlsx");
        exports::service::start_export(&cx, project.id, request).await?;
        let file =
            futures_util::stream::iter([Ok::<_, AppError>(bytes::Bytes::from_static(people::SAMPLE_SHEET))]);
        let options = imports::model::ImportOptions::default();
        imports::service::start_import(
            &cx,
            project.id,
            UserKind::Client,
            file,
            "novos-clientes.csv",
            options,
        )
        .await?;
        Ok::<(), AppError>(())
    };
    if let Err(error) = outcome.await {
        tracing::warn!(%error, "the demo shows no export and no import");
    }
}

/// The operator's own choice of a password, which no policy judges: it is the key to a machine that is theirs.
async fn set_password(cx: &ServiceContext, user: &User, password: SecretString) -> Result<(), AppError> {
    users::service::set_password(cx, user.id, password).await
}

async fn make_administrator(
    cx: &ServiceContext,
    project: &Project,
    username: &str,
) -> Result<User, AppError> {
    let changes = UserChanges {
        username: Some(username.to_owned()),
        first_names: Some("Valentina".to_owned()),
        last_names: Some("Ríos".to_owned()),
        email: Some("valentina.rios@example.com".to_owned()),
        culture: Some(Culture::En),
        ..UserChanges::default()
    };
    let user = users::service::create_user(cx, UserKind::Specialist, project.id, changes).await?;
    roles::service::make_administrator(cx, user.id).await?;
    Ok(user)
}

/// Makes an administrator, and the tenant and its first project when they are missing. The password has to keep the
/// policy.
///
/// # Errors
/// [`AppError::Invalid`] lists what was refused.
pub async fn administrator(
    app: &App,
    slug: &str,
    name: &str,
    username: &str,
    password: SecretString,
) -> Result<User, AppError> {
    let tenant = match tenants::service::named(app, slug.to_owned()).await {
        Ok(tenant) => tenant,
        Err(AppError::NotFound) => tenants::service::create_tenant(app, slug, name, Culture::En).await?,
        Err(error) => return Err(error),
    };
    let cx = ServiceContext::for_system(app, tenant.id).await?;
    let project = first_project(&cx).await?;
    let changes = UserChanges {
        username: Some(username.to_owned()),
        first_names: Some(username.to_owned()),
        last_names: Some(tenant.name.clone()),
        password: Some(NewPassword::Plain(password)),
        must_change_password: Some(false),
        ..UserChanges::default()
    };
    let user = users::service::create_user(&cx, UserKind::Specialist, project, changes).await?;
    roles::service::make_administrator(&cx, user.id).await?;
    Ok(user)
}

async fn first_project(cx: &ServiceContext) -> Result<ProjectId, AppError> {
    let nobody = elenco_db::UserId::from_uuid(uuid::Uuid::nil());
    let scope = cx.scope;
    let all = cx
        .app
        .db
        .read(move |conn| projects::service::visible_to(conn, &scope, nobody, &Permissions::all()))
        .await
        .map_err(AppError::Database)?;
    match all.first() {
        Some(project) => Ok(project.id),
        None => Ok(projects::service::create_project(cx, PROJECT, "").await?.id),
    }
}

/// Adds made-up clients to the tenant's first project, without asking plugins: for measuring at a million.
///
/// # Errors
/// [`AppError`].
pub async fn seed(app: &App, tenant: String, count: u64) -> Result<(), AppError> {
    let tenant = tenants::service::named(app, tenant).await?;
    let cx = ServiceContext::for_system(app, tenant.id).await?;
    let project = first_project(&cx).await?;
    let mut made = 0;
    while made < count {
        let batch = SEED_BATCH.min(count - made);
        let people = (made..made + batch).map(|number| people::generated(&cx, number)).collect();
        users::service::add_generated(&cx, project, people).await?;
        made += batch;
    }
    Ok(())
}
