//! Every door of the server, with the permission that it asks for.
mod form_token;
mod layers;
mod person;
mod setup;
mod table;

use axum::Router;
use axum::http::Method;

use crate::app::App;
use crate::auth::permission::Permission as P;
use crate::{
    api, assets, exports, groups, imports, mail, notifications, photos, plugins, projects, sessions, users,
};

pub use table::{Access, Route, Routes};

/// The console, below `/t/{tenant}`.
fn console(routes: &mut Routes) {
    routes.open(Method::GET, "/sign-in", sessions::handlers::new);
    routes.open(Method::POST, "/sign-in", sessions::handlers::create);
    routes.open(Method::GET, "/forgot-password", sessions::handlers::forgot);
    routes.open(Method::POST, "/forgot-password", sessions::handlers::send_link);
    routes.open(Method::GET, "/password-link", sessions::handlers::opening);
    routes.open(Method::POST, "/password-link", sessions::handlers::open_link);
    routes.open(Method::POST, "/password-link/choose", sessions::handlers::choose_by_link);
    routes.open(Method::POST, "/password-link/rules", sessions::handlers::link_rules);
    routes.own(Method::POST, "/sign-out", sessions::handlers::delete);
    routes.own(Method::GET, "/new-password", sessions::handlers::new_password);
    routes.own(Method::POST, "/new-password", sessions::handlers::change_password);
    routes.own(Method::POST, "/new-password/rules", sessions::handlers::new_password_rules);
    routes.own(Method::POST, "/culture", users::handlers::choose_culture);
    routes.ask(Method::GET, "/", P::ConsoleUse, projects::handlers::home);
    routes.ask(Method::POST, "/project", P::ConsoleUse, projects::handlers::choose);

    routes.ask(Method::GET, "/users/{category}", P::UsersList, users::handlers::list);
    routes.ask(Method::GET, "/users/{category}/new", P::UsersAdd, users::handlers::new);
    routes.ask_files("/users/{category}", P::UsersAdd, users::handlers::create);
    routes.ask(Method::GET, "/users/{category}/look-up", P::UsersAdd, users::handlers::look_up);
    routes.ask(
        Method::POST,
        "/users/{category}/fill-address",
        P::UsersGetObject,
        users::handlers::fill_address,
    );
    routes.ask(Method::GET, "/users/{category}/import", P::UsersImport, imports::handlers::new);
    routes.ask_files("/users/{category}/import", P::UsersImport, imports::handlers::create);
    routes.ask(Method::GET, "/users/{category}/export", P::UsersExport, exports::handlers::new);
    routes.ask(Method::POST, "/users/{category}/export", P::UsersExport, exports::handlers::create);
    routes.ask(Method::GET, "/users/{category}/{id}", P::UsersGetObject, users::handlers::show);
    routes.ask_files("/users/{category}/{id}", P::UsersUpdate, users::handlers::update);
    routes.ask(Method::POST, "/users/{category}/{id}/delete", P::UsersDelete, users::handlers::delete);
    let photo = "/users/{category}/{id}/photo/delete";
    routes.ask(Method::POST, photo, P::UsersUpdate, users::handlers::delete_photo);
    routes.ask(Method::GET, "/users/{category}/{id}/groups", P::GroupsUpdate, users::handlers::choose_groups);
    routes.ask(
        Method::POST,
        "/users/{category}/{id}/groups",
        P::GroupsUpdate,
        users::handlers::associate_groups,
    );
    routes.ask(
        Method::POST,
        "/users/{category}/{id}/groups/remove",
        P::GroupsUpdate,
        users::handlers::dissociate_groups,
    );
    routes.ask(Method::GET, "/photos/{id}", P::UsersList, photos::handlers::show);
    routes.ask(Method::POST, "/password-rules", P::UsersGetObject, users::handlers::password_rules);

    routes.ask(Method::GET, "/imports", P::UsersImport, imports::handlers::list);
    routes.ask(Method::GET, "/imports/{id}", P::UsersImport, imports::handlers::show);
    routes.ask(Method::GET, "/imports/{id}/errors", P::UsersImport, imports::handlers::errors);
    routes.ask(Method::POST, "/imports/{id}/cancel", P::UsersImport, imports::handlers::cancel);
    routes.ask(Method::GET, "/imports/{id}/review", P::UsersImport, imports::handlers::review);
    routes.ask(Method::POST, "/imports/{id}/review/cell", P::UsersImport, imports::handlers::repair);
    routes.ask(Method::POST, "/imports/{id}/review/leave-out", P::UsersImport, imports::handlers::leave_out);
    routes.ask(Method::POST, "/imports/{id}/commit", P::UsersImport, imports::handlers::commit);
    routes.ask(Method::GET, "/imports/{id}/mapping", P::UsersImport, imports::handlers::mapping);
    routes.ask(Method::POST, "/imports/{id}/mapping", P::UsersImport, imports::handlers::map);
    let mappings = "/users/{category}/import-mappings";
    routes.ask(Method::GET, mappings, P::UsersImport, imports::handlers::mappings);
    let mapping = "/import-mappings/{id}";
    routes.ask(Method::POST, mapping, P::UsersImport, imports::handlers::rename_mapping);
    let delete = "/import-mappings/{id}/delete";
    routes.ask(Method::POST, delete, P::UsersImport, imports::handlers::delete_mapping);
    routes.ask(Method::GET, "/exports", P::UsersExport, exports::handlers::list);
    routes.ask(Method::GET, "/exports/{id}/file", P::UsersExport, exports::handlers::file);
    routes.ask(Method::POST, "/exports/{id}/cancel", P::UsersExport, exports::handlers::cancel);

    routes.ask(Method::POST, "/exports/{id}/again", P::UsersExport, exports::handlers::again);

    routes.ask(Method::GET, "/notifications", P::ConsoleUse, notifications::handlers::list);
    routes.ask(Method::GET, "/notifications/stream", P::ConsoleUse, notifications::handlers::stream);
    routes.ask(Method::POST, "/notifications/mail", P::ConsoleUse, mail::handlers::choose);
    routes.ask(Method::POST, "/notifications/read", P::ConsoleUse, notifications::handlers::read_all);
    routes.ask(Method::GET, "/notifications/{id}", P::ConsoleUse, notifications::handlers::open);

    plugin_pages(routes);
}

/// The pages of plugins.
fn plugin_pages(routes: &mut Routes) {
    use plugins::handlers as page;
    routes.ask(Method::GET, "/plugins", P::PluginsList, page::list);
    routes.ask_files("/plugins", P::PluginsAdd, page::create);
    routes.ask(Method::GET, "/plugins/-/new", P::PluginsAdd, page::new);
    routes.ask(Method::GET, "/plugins/-/publishers", P::PluginsList, page::publishers);
    routes.ask(Method::POST, "/plugins/-/publishers", P::PluginsUpdate, page::trust_publisher);
    routes.ask(Method::POST, "/plugins/-/publishers/{id}/delete", P::PluginsUpdate, page::remove_publisher);
    routes.ask(Method::GET, "/plugins/{plugin}", P::PluginsList, page::show);
    routes.ask(Method::POST, "/plugins/{plugin}/delete", P::PluginsDelete, page::delete);
    routes.ask(Method::POST, "/plugins/{plugin}/roll-back", P::PluginsUpdate, page::roll_back);
    routes.ask(Method::POST, "/plugins/{plugin}/switch-on", P::PluginsUpdate, page::switch_on);
    routes.ask(Method::POST, "/plugins/{plugin}/switch-off", P::PluginsUpdate, page::switch_off);
    routes.ask(Method::POST, "/plugins/{plugin}/try", P::PluginsUpdate, page::try_it);
    routes.ask(Method::POST, "/plugins/{plugin}/canary/start", P::PluginsUpdate, page::start_trial);
    routes.ask(Method::POST, "/plugins/{plugin}/canary/stop", P::PluginsUpdate, page::stop_trial);
    routes.ask(Method::POST, "/plugins/{plugin}/canary/promote", P::PluginsUpdate, page::promote);
    routes.ask(Method::POST, "/plugins/{plugin}/canary/imports", P::PluginsUpdate, page::try_on_imports);
    let version = "/plugins/{plugin}/versions/{id}";
    routes.ask(Method::GET, version, P::PluginsList, page::version);
    routes.ask(Method::POST, &format!("{version}/activate"), P::PluginsUpdate, page::activate);
    routes.ask(Method::POST, &format!("{version}/delete"), P::PluginsDelete, page::delete_version);
    plugin_settings(routes);
}

/// The pages of plugins' settings.
fn plugin_settings(routes: &mut Routes) {
    use plugins::handlers::settings as page;
    routes.ask(Method::GET, "/plugins/{plugin}/settings", P::PluginsList, page::show);
    routes.ask(Method::POST, "/plugins/{plugin}/settings", P::PluginsUpdate, page::update);
    routes.ask(Method::POST, "/plugins/{plugin}/settings/ask", P::PluginsUpdate, page::ask_people);
    routes.ask(Method::POST, "/plugins/{plugin}/settings/delete", P::PluginsUpdate, page::delete);
    routes.ask(Method::GET, "/plugins/{plugin}/settings/versions", P::PluginsList, page::versions);
    let version = "/plugins/{plugin}/settings/versions/{version}";
    routes.ask(Method::POST, version, P::PluginsUpdate, page::restore);
}

/// Groups of people, in the console.
fn group_pages(routes: &mut Routes) {
    use groups::handlers as pages;
    routes.ask(Method::GET, "/groups", P::GroupsList, pages::list);
    routes.ask(Method::GET, "/groups/new", P::GroupsAdd, pages::new);
    routes.ask(Method::POST, "/groups", P::GroupsAdd, pages::create);
    routes.ask(Method::GET, "/groups/{id}", P::GroupsGetObject, pages::show);
    routes.ask(Method::POST, "/groups/{id}", P::GroupsUpdate, pages::update);
    routes.ask(Method::GET, "/groups/{id}/delete", P::GroupsDelete, pages::ask_delete);
    routes.ask(Method::POST, "/groups/{id}/delete", P::GroupsDelete, pages::delete);
    routes.ask(Method::GET, "/groups/{id}/members/new", P::GroupsUpdate, pages::choose_members);
    routes.ask(Method::POST, "/groups/{id}/members", P::GroupsUpdate, pages::add_members);
    routes.ask(Method::POST, "/groups/{id}/members/remove", P::GroupsUpdate, pages::remove_members);
    routes.ask(Method::POST, "/groups/{id}/projects", P::GroupsUpdate, pages::set_projects);
}

/// Roles and tokens in the JSON API.
fn rights_api(routes: &mut Routes) {
    use api::{roles, tokens};
    routes.token(Method::GET, "/roles", P::RolesList, roles::list);
    routes.token(Method::POST, "/roles", P::RolesAdd, roles::create);
    routes.token(Method::GET, "/roles/{id}", P::RolesGetObject, roles::show);
    routes.token(Method::PATCH, "/roles/{id}", P::RolesUpdate, roles::update);
    routes.token(Method::DELETE, "/roles/{id}", P::RolesDelete, roles::delete);
    routes.token(Method::GET, "/users/{id}/roles", P::RolesList, roles::of_user);
    routes.token(Method::POST, "/users/{id}/roles", P::RolesUpdate, roles::associate);
    routes.token(Method::DELETE, "/users/{id}/roles/{role}", P::RolesUpdate, roles::dissociate);
    routes.token(Method::GET, "/users/{id}/tokens", P::TokensList, tokens::list);
    routes.token(Method::POST, "/users/{id}/tokens", P::TokensAdd, tokens::create);
    routes.token(Method::DELETE, "/users/{id}/tokens/{token}", P::TokensDelete, tokens::delete);
}

/// The JSON API, below `/api/v1`.
fn json_api(routes: &mut Routes) {
    routes.token(Method::GET, "/projects", P::ConsoleUse, api::projects::list);
    routes.token(Method::GET, "/projects/{project}/users", P::UsersList, api::users::list);
    routes.token(Method::POST, "/projects/{project}/users", P::UsersAdd, api::users::create);
    routes.token(Method::GET, "/users/{id}", P::UsersGetObject, api::users::show);
    routes.token(Method::PATCH, "/users/{id}", P::UsersUpdate, api::users::update);
    routes.token(Method::DELETE, "/users/{id}", P::UsersDelete, api::users::delete);
    routes.token(Method::POST, "/password-checks", P::UsersGetObject, api::passwords::check);
    routes.token(Method::POST, "/imports/{id}/commit", P::UsersImport, api::imports::commit);
    routes.token(Method::GET, "/imports/{id}/mapping", P::UsersImport, api::import_mappings::show);
    routes.token(Method::PUT, "/imports/{id}/mapping", P::UsersImport, api::import_mappings::keep);
    routes.token(Method::POST, "/imports/{id}/start", P::UsersImport, api::import_mappings::start);
    routes.token(Method::GET, "/import-mappings", P::UsersImport, api::import_mappings::list);
    routes.token(Method::DELETE, "/import-mappings/{id}", P::UsersImport, api::import_mappings::delete);
    routes.token(Method::PATCH, "/imports/{id}/rows", P::UsersImport, api::imports::repair);
    routes.token_files("/projects/{project}/imports", P::UsersImport, api::imports::create);
    routes.token(Method::GET, "/imports/{id}", P::UsersImport, api::imports::show);
    routes.token(Method::GET, "/imports/{id}/errors", P::UsersImport, api::imports::errors);
    routes.token(Method::POST, "/projects/{project}/exports", P::UsersExport, api::exports::create);
    routes.token(Method::GET, "/exports/{id}", P::UsersExport, api::exports::show);
    routes.token(Method::GET, "/exports/{id}/file", P::UsersExport, api::exports::file);
}

/// Jobs in the JSON API. Whether one may see a job is for what it does to say.
fn job_api(routes: &mut Routes) {
    use api::{imports, jobs};
    routes.token(Method::GET, "/jobs/{id}", P::ConsoleUse, jobs::show);
    routes.token(Method::GET, "/jobs/{id}/events", P::ConsoleUse, jobs::events);
    routes.token(Method::POST, "/jobs/{id}/cancel", P::ConsoleUse, jobs::cancel);
    routes.token(Method::POST, "/jobs/{id}/rerun", P::ConsoleUse, jobs::rerun);
    routes.token_files("/imports/{id}/rerun", P::UsersImport, imports::rerun);
}

/// Doors outside any tenant.
fn outside(routes: &mut Routes) {
    routes.open(Method::GET, "/", sessions::handlers::front);
    routes.open(Method::GET, "/healthz", api::health::alive);
    routes.open(Method::GET, "/readyz", api::health::ready);
    routes.open(Method::GET, assets::ROUTE, assets::serve);
}

/// The whole route table: what the tests of access walk.
pub fn routes() -> Vec<Routes> {
    let mut all = Vec::new();
    let rooms = [
        ("/t/{tenant}", console as fn(&mut Routes)),
        ("/t/{tenant}", group_pages),
        ("/t/{tenant}", setup::location_pages),
        ("/t/{tenant}", setup::company_pages),
        ("/t/{tenant}", setup::service_pages),
        ("/t/{tenant}", setup::calendar_pages),
        ("/t/{tenant}", setup::role_pages),
        ("/t/{tenant}", setup::project_pages),
        ("/t/{tenant}", setup::field_pages),
        ("/t/{tenant}", setup::list_pages),
        ("/t/{tenant}", setup::bulk_pages),
        ("/t/{tenant}", person::person_companies),
        ("/t/{tenant}", person::person_services),
        ("/t/{tenant}", person::person_roles),
        ("/t/{tenant}", person::person_shifts),
        ("/t/{tenant}", person::person_tokens),
        ("/t/{tenant}", person::person_feedback),
        ("/t/{tenant}", person::person_position),
        ("/t/{tenant}", person::person_mail),
        ("/api/v1", json_api),
        ("/api/v1", job_api),
        ("/api/v1", setup::location_api),
        ("/api/v1", person::person_api),
        ("/api/v1", rights_api),
        ("/api/v1", setup::company_api),
        ("/api/v1", setup::service_api),
        ("", outside),
    ];
    for (base, fill) in rooms {
        let mut routes = Routes::below(base);
        fill(&mut routes);
        all.push(routes);
    }
    all
}

/// The server's router.
pub fn build(app: App) -> Router {
    let mut router = Router::new();
    for part in routes() {
        router = router.merge(part.into_router());
    }
    layers::around(router.fallback(sessions::handlers::missing), app.clone()).with_state(app)
}
