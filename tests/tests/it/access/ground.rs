//! Two tenants, the first with one of everything that an address can name.
mod setup;

use std::collections::BTreeMap;

use axum::body::Bytes;
use axum::http::Method;
use diesel::prelude::*;
use elenco::context::ServiceContext;
use elenco::exports::model::{ExportMode, ExportRequest};
use elenco::groups::model::{Chosen, GroupValues};
use elenco::imports::model::ImportOptions;
use elenco::locations::model::Location;
use elenco::plugins::model::Powers;
use elenco::router::{Access, Route};
use elenco::users::model::{UserChanges, UserKind};
use elenco::{exports, groups, imports, locations, notifications, photos, plugins, users};
use elenco_db::schema::{
    exports as exports_table, group_members, group_projects, groups as groups_table,
    imports as imports_table, jobs, memberships, notifications as bell, plugin_installs, plugin_publishers,
    plugin_versions, sessions, users as people,
};
use elenco_db::{
    Conn, DbError, ExportId, GroupId, ImportId, LocationId, NotificationId, PhotoId, PluginVersionId,
    PublisherId, UserId,
};

use crate::plugins::components::policy;
use crate::site::{Organisation, Part, Site, form, multipart};

/// The smallest picture: one grey point.
pub const PICTURE: &[u8] = &[
    137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 58,
    126, 155, 85, 0, 0, 0, 10, 73, 68, 65, 84, 120, 156, 99, 104, 0, 0, 0, 130, 0, 129, 119, 205, 114, 182,
    0, 0, 0, 0, 73, 69, 78, 68, 174, 66, 96, 130,
];

/// The tenants.
pub struct Ground {
    pub home: Home,
    pub other: Organisation,
}

/// A tenant with one of everything.
pub struct Home {
    pub of: Organisation,
    pub client: UserId,
    pub location: LocationId,
    pub photo: PhotoId,
    pub import: ImportId,
    pub export: ExportId,
    pub notification: NotificationId,
    pub group: GroupId,
    /// A plugin of the tenant, the version before its active one, and a publisher whom the tenant trusts.
    pub plugin: (&'static str, PluginVersionId),
    pub publisher: PublisherId,
    pub specialist: UserId,
    /// Ids of what people are tied to, by the word before them in addresses.
    pub things: BTreeMap<&'static str, String>,
}

/// A plugin with two versions, of which the second is active.
async fn plugin(site: &Site, cx: &ServiceContext) -> PluginVersionId {
    let mut ids = Vec::new();
    for version in ["1.0.0", "2.0.0"] {
        let uploaded =
            plugins::service::upload(cx, policy("strict", version, &[], &[])).await.expect("taken");
        plugins::service::activate(cx, uploaded.id, Some(Powers::default())).await.expect("active");
        ids.push(uploaded.id);
        site.clock.forward(1);
    }
    ids[0]
}

impl Ground {
    /// Makes them.
    pub async fn lay(site: &Site) -> Self {
        let of = site.organisation("home").await;
        let other = site.organisation("other").await;
        let system = site.system(&of.tenant).await;
        let mut acting = system.clone();
        acting.actor = elenco::audit::model::Actor::User(of.admin.id);
        let place = Location {
            id: LocationId::from_uuid(site.app.ids.uuid()),
            code: "SITE-1".to_owned(),
            name: "Centro".to_owned(),
            address: Default::default(),
            latitude: None,
            longitude: None,
            phone: String::new(),
            active: true,
            version: 1,
            created_at: site.app.clock.now(),
            updated_at: site.app.clock.now(),
        };
        let location = place.id;
        locations::service::create_locations(&system, vec![place]).await.expect("a place");
        let client = person(&system, &of, UserKind::Client).await;
        let specialist = person(&system, &of, UserKind::Specialist).await;
        let photo =
            photos::service::store_photo(&acting, Bytes::from_static(PICTURE), None).await.expect("a photo");
        let file = futures_util::stream::iter([Ok::<_, DbError>(Bytes::from_static(
            b"Login;Name;Surname\nana;Ana;Rojas\nbea;;Rojas\n",
        ))]);
        let options = ImportOptions::default();
        let import =
            imports::service::start_import(&acting, of.project.id, UserKind::Client, file, "a.csv", options);
        let import = import.await.expect("an import");
        let request = ExportRequest::of_all(UserKind::Client, ExportMode::WithData, "xlsx");
        let export =
            exports::service::start_export(&acting, of.project.id, request).await.expect("an export");
        let (export, job) = (export.id, export.job.expect("a job"));
        let (items, _) = notifications::service::list_items(&acting, None, 1).await.expect("notifications");
        let notification = items[0].notification.id;
        let values = GroupValues { name: "Gold".to_owned(), active: true, ..GroupValues::default() };
        let group =
            groups::service::create_group(&system, UserKind::Client, values).await.expect("a group").id;
        groups::service::add_members(&system, group, Chosen::People(vec![client]), Vec::new())
            .await
            .expect("a member");
        let plugin = ("strict", plugin(site, &system).await);
        let (_, key) = elenco_authoring::signature::generate(None).expect("a key");
        plugins::service::publishers::trust(&system, "Andes", &key.to_string()).await.expect("trusted");
        let publisher = plugins::service::publishers::list(&system).await.expect("a list")[0].id;
        let mut things = setup::lay(&system, &of, client, specialist).await;
        things.insert("jobs", job.to_string());
        let home = Home {
            of,
            client,
            location,
            photo,
            import,
            export,
            notification,
            group,
            plugin,
            publisher,
            specialist,
            things,
        };
        Self { home, other }
    }

    /// Everything that a request could change, as text.
    pub async fn state(&self, site: &Site) -> String {
        site.app.db.read::<_, DbError>(state).await.expect("the database answers")
    }

    /// Compares.
    pub async fn unchanged(&self, site: &Site, before: String) {
        assert_eq!(self.state(site).await, before);
    }
}

async fn person(cx: &ServiceContext, of: &Organisation, kind: UserKind) -> UserId {
    let changes = UserChanges {
        username: Some(kind.as_str().to_owned()),
        first_names: Some("Iara".to_owned()),
        last_names: Some("Teixeira".to_owned()),
        ..UserChanges::default()
    };
    users::service::create_user(cx, kind, of.project.id, changes).await.expect("a person").id
}

/// Who somebody is, and how often one was changed.
type Person = (UserId, String, String, String, bool, Option<String>, i64);

fn state(conn: &mut Conn) -> Result<String, DbError> {
    let everybody: Vec<Person> = people::table
        .select((
            people::id,
            people::username,
            people::first_names,
            people::culture,
            people::active,
            people::password_hash,
            people::version,
        ))
        .order(people::id)
        .load(conn)?;
    let sessions: Vec<(String, Option<elenco_db::ProjectId>)> = sessions::table
        .select((sessions::csrf_token, sessions::project_id))
        .order(sessions::csrf_token)
        .load(conn)?;
    let bell: Vec<(NotificationId, String, bool)> =
        bell::table.select((bell::id, bell::state, bell::read_at.is_null())).order(bell::id).load(conn)?;
    let imports: Vec<(ImportId, String)> = imports_table::table
        .select((imports_table::id, imports_table::state))
        .order(imports_table::id)
        .load(conn)?;
    let exports: Vec<(ExportId, String)> = exports_table::table
        .select((exports_table::id, exports_table::state))
        .order(exports_table::id)
        .load(conn)?;
    let jobs: i64 = jobs::table.filter(jobs::cancel_requested.eq(false)).count().get_result(conn)?;
    let members: i64 = memberships::table.count().get_result(conn)?;
    let groups: Vec<(GroupId, String, i64, i64)> = groups_table::table
        .select((groups_table::id, groups_table::name, groups_table::version, groups_table::members))
        .order(groups_table::id)
        .load(conn)?;
    let in_groups: i64 = group_members::table.count().get_result(conn)?;
    let group_projects: i64 = group_projects::table.count().get_result(conn)?;
    let figures = (jobs, members, in_groups, group_projects);
    let installed: Vec<(String, Option<PluginVersionId>, bool, i64)> = plugin_installs::table
        .select((
            plugin_installs::plugin,
            plugin_installs::active_version_id,
            plugin_installs::enabled,
            plugin_installs::revision,
        ))
        .order(plugin_installs::plugin)
        .load(conn)?;
    let versions: i64 = plugin_versions::table.count().get_result(conn)?;
    let publishers: i64 = plugin_publishers::table.count().get_result(conn)?;
    let setup = setup::state(conn)?;
    Ok(format!(
        "{setup}\n{everybody:?}\n{sessions:?}\n{bell:?}\n{imports:?}\n{exports:?}\n{groups:?}\n{figures:?}\n\
         {installed:?} {versions} {publishers}"
    ))
}

impl Home {
    /// The address of a door, with this tenant's ids.
    pub fn address(&self, route: &Route, slug: &str) -> String {
        let path = route.path.as_str();
        let of_specialists = SPECIALISTS_TABS.iter().any(|tab| path.contains(tab));
        let word = path.rsplit("/{id}").nth(1).unwrap_or_default().rsplit('/').next().unwrap_or_default();
        let id = match word {
            "{category}" | "users" if of_specialists => self.specialist.to_string(),
            "{category}" | "users" => self.client.to_string(),
            "photos" => self.photo.to_string(),
            "imports" => self.import.to_string(),
            "exports" => self.export.to_string(),
            "notifications" => self.notification.to_string(),
            "locations" => self.location.to_string(),
            "groups" => self.group.to_string(),
            "versions" => self.plugin.1.to_string(),
            "publishers" => self.publisher.to_string(),
            other if self.things.contains_key(other) => self.things[other].clone(),
            other => {
                assert!(!path.contains("{id}"), "say what {other} is in {path}");
                String::new()
            }
        };
        let address = path
            .replace("{tenant}", slug)
            .replace("{category}", if of_specialists { "specialists" } else { "clients" })
            .replace("{project}", &self.of.project.id.to_string())
            .replace("{plugin}", self.plugin.0)
            .replace("{id}", &id)
            .replace("{version}/{*name}", "0/elenco.css")
            .replace("{plugin}", "password-policy")
            .replace("{version}", "1");
        let mut address = address;
        for (word, id) in &self.things {
            address = address.replace(&format!("{{{word}}}"), id);
        }
        let address = if path.ends_with("/imports") && matches!(route.access, Access::Token(_)) {
            address + "?kind=client"
        } else {
            address
        };
        assert!(!address.contains('{'), "say what stands in {address}");
        address
    }
}

/// Tabs that only specialists have, as they stand in addresses.
const SPECIALISTS_TABS: &[&str] = &["{category}/{id}/roles", "/{id}/shifts", "/{id}/tokens"];

/// A body that the door would take.
pub fn body_of(route: &Route, home: &Home) -> (String, Vec<u8>) {
    let json = |text: &str| ("application/json".to_owned(), text.as_bytes().to_vec());
    let path = route.path.as_str();
    if matches!(route.method, Method::POST | Method::PATCH | Method::PUT)
        && let Some(body) = setup::body_of(path, home)
    {
        return body;
    }
    match (&route.method, path) {
        (&Method::GET | &Method::DELETE, _) => ("text/plain".to_owned(), Vec::new()),
        (_, "/api/v1/imports/{id}/rows") => json("[]"),
        (_, "/t/{tenant}/imports/{id}/review/cell" | "/t/{tenant}/imports/{id}/review/leave-out") => {
            form(&[("line", "1"), ("column", "0"), ("text", "x")])
        }
        (_, "/api/v1/password-checks") => json(r#"{ "password": "x" }"#),
        (_, "/api/v1/locations/{id}") => json(r#"{ "name": "Changed" }"#),
        (_, "/api/v1/users/{id}") => json(r#"{ "first_names": "Changed" }"#),
        (_, "/api/v1/calendars/{id}" | "/api/v1/shifts/{id}") => json("{}"),
        (_, "/api/v1/projects/{project}/users") => {
            json(r#"{ "username": "api", "first_names": "New", "last_names": "One" }"#)
        }
        (_, "/api/v1/projects/{project}/exports") => json(r#"{ "kind": "client" }"#),
        (_, path)
            if path.ends_with("/import")
                || path.ends_with("/imports")
                || path == "/api/v1/imports/{id}/rerun" =>
        {
            multipart(&[Part::file("file", "b.csv", b"Login;Name;Surname\nbea;Bea;Rojas\n")])
        }
        (&Method::POST, "/t/{tenant}/plugins") => {
            multipart(&[Part::file("file", "plugin.wasm", &policy("another", "1.0.0", &[], &[]))])
        }
        (_, "/t/{tenant}/plugins/{plugin}/canary/start") => form(&[("version", &home.plugin.1.to_string())]),
        (_, path) if path.starts_with("/t/{tenant}/plugins/{plugin}/settings") => {
            let version = if path.ends_with("/settings") { "0" } else { "1" };
            form(&[("as", "json"), ("json", "{}"), ("scope", "tenant"), ("version", version)])
        }
        (_, path) if path.starts_with("/t/{tenant}/new-password") => {
            form(&[("password", "Un-Ceibo-Rojo-9274!")])
        }
        (_, "/t/{tenant}/plugins/-/publishers") => {
            let (_, key) = elenco_authoring::signature::generate(None).expect("a key");
            form(&[("name", "Ceibo"), ("key", &key.to_string())])
        }
        (_, "/t/{tenant}/users/{category}" | "/t/{tenant}/users/{category}/{id}") => {
            let username = if path.ends_with("{id}") { "client" } else { "new" };
            multipart(&[
                Part::text("username", username),
                Part::text("first_names", "Changed"),
                Part::text("last_names", "One"),
            ])
        }
        (_, "/t/{tenant}/groups" | "/t/{tenant}/groups/{id}") => {
            let name = if path.ends_with("{id}") { "Silver" } else { "Bronze" };
            multipart(&[Part::text("kind", "client"), Part::text("name", name), Part::text("active", "true")])
        }
        (_, "/t/{tenant}/groups/{id}/members" | "/t/{tenant}/groups/{id}/members/remove") => {
            form(&[("selected", &home.client.to_string())])
        }
        (_, "/t/{tenant}/groups/{id}/projects") => form(&[("selected", &home.of.project.id.to_string())]),
        (
            _,
            "/t/{tenant}/users/{category}/{id}/groups" | "/t/{tenant}/users/{category}/{id}/groups/remove",
        ) => form(&[("selected", &home.group.to_string())]),
        _ => form(&[
            ("username", "client"),
            ("password", "x"),
            ("project", &home.of.project.id.to_string()),
            ("culture", "pt"),
            ("location", &home.location.to_string()),
            ("mode", "with_data"),
            ("format", "xlsx"),
            ("consent", "true"),
            ("function", "password-policy.rules"),
            ("input", "{}"),
        ]),
    }
}
