//! Doors of the pages on which a company sets up what people are tied to.
use axum::http::Method;

use super::Routes;
use crate::auth::permission::Permission as P;

/// Locations: their administration.
pub(super) fn location_pages(routes: &mut Routes) {
    use crate::auth::permission::Permission as P;
    use crate::locations::handlers as page;
    use axum::http::Method;
    routes.ask(Method::GET, "/locations", P::LocationsList, page::list);
    routes.ask(Method::POST, "/locations", P::LocationsAdd, page::create);
    routes.ask(Method::GET, "/locations/new", P::LocationsAdd, page::new);
    routes.ask(Method::GET, "/locations/choices", P::LocationsList, page::choices);
    routes.ask(Method::GET, "/locations/import", P::LocationsAdd, page::ask_import);
    routes.ask_files("/locations/import", P::LocationsAdd, page::import);
    routes.ask(Method::GET, "/locations/{id}", P::LocationsList, page::show);
    routes.ask(Method::POST, "/locations/{id}", P::LocationsUpdate, page::update);
    routes.ask(Method::GET, "/locations/{id}/delete", P::LocationsDelete, page::ask_delete);
    routes.ask(Method::POST, "/locations/{id}/delete", P::LocationsDelete, page::delete);
    routes.ask(Method::POST, "/locations/{id}/deactivate", P::LocationsUpdate, page::deactivate);
    routes.ask(Method::POST, "/locations/{id}/move", P::LocationsUpdate, page::move_people);
}

/// Locations, in the JSON API.
pub(super) fn location_api(routes: &mut Routes) {
    use crate::api::locations as api;
    use crate::auth::permission::Permission as P;
    use axum::http::Method;
    routes.token(Method::GET, "/locations", P::LocationsList, api::list);
    routes.token(Method::POST, "/locations", P::LocationsAdd, api::create);
    routes.token(Method::GET, "/locations/{id}", P::LocationsList, api::show);
    routes.token(Method::PATCH, "/locations/{id}", P::LocationsUpdate, api::update);
    routes.token(Method::DELETE, "/locations/{id}", P::LocationsDelete, api::delete);
}

/// Companies and suppliers.
pub(super) fn company_pages(routes: &mut Routes) {
    use axum::http::Method;

    use crate::auth::permission::Permission as P;
    use crate::companies::handlers as page;
    use crate::companies::model::CompanyKind;
    use crate::paths::company_category;
    for kind in CompanyKind::ALL {
        let at = |rest: &str| format!("/{}{rest}", company_category(kind));
        routes.ask(Method::GET, &at(""), P::CompaniesList, page::list);
        routes.ask(Method::GET, &at("/new"), P::CompaniesAdd, page::new);
        routes.ask(Method::POST, &at(""), P::CompaniesAdd, page::create);
        routes.ask(Method::GET, &at("/import"), P::CompaniesAdd, page::ask_import);
        routes.ask_files(&at("/import"), P::CompaniesAdd, page::import);
        routes.ask(Method::GET, &at("/import/format"), P::CompaniesAdd, page::empty_sheet);
        routes.ask(Method::GET, &at("/export"), P::CompaniesList, page::export);
        routes.ask(Method::GET, &at("/{id}"), P::CompaniesGetObject, page::show);
        routes.ask(Method::POST, &at("/{id}"), P::CompaniesUpdate, page::update);
        routes.ask(Method::GET, &at("/{id}/delete"), P::CompaniesDelete, page::ask_delete);
        routes.ask(Method::POST, &at("/{id}/delete"), P::CompaniesDelete, page::delete);
        routes.ask(Method::GET, &at("/{id}/clients/new"), P::CompaniesUpdate, page::choose_clients);
        routes.ask(Method::POST, &at("/{id}/clients"), P::CompaniesUpdate, page::associate_clients);
        routes.ask(Method::POST, &at("/{id}/clients/remove"), P::CompaniesUpdate, page::dissociate_clients);
        routes.ask(Method::GET, &at("/{id}/services"), P::CompaniesUpdate, page::choose_services);
        routes.ask(Method::POST, &at("/{id}/services"), P::CompaniesUpdate, page::associate_services);
        routes.ask(Method::POST, &at("/{id}/services/remove"), P::CompaniesUpdate, page::dissociate_services);
    }
}

/// Services.
pub(super) fn service_pages(routes: &mut Routes) {
    use axum::http::Method;

    use crate::auth::permission::Permission as P;
    use crate::services::handlers as page;
    routes.ask(Method::GET, "/services", P::ServicesList, page::list);
    routes.ask(Method::GET, "/services/new", P::ServicesAdd, page::new);
    routes.ask(Method::POST, "/services", P::ServicesAdd, page::create);
    routes.ask(Method::GET, "/services/{id}", P::ServicesGetObject, page::show);
    routes.ask(Method::POST, "/services/{id}", P::ServicesUpdate, page::update);
    routes.ask(Method::GET, "/services/{id}/delete", P::ServicesDelete, page::ask_delete);
    routes.ask(Method::POST, "/services/{id}/delete", P::ServicesDelete, page::delete);
    routes.ask(Method::GET, "/services/{id}/clients/new", P::ServicesUpdate, page::choose_clients);
    routes.ask(Method::POST, "/services/{id}/clients", P::ServicesUpdate, page::associate_clients);
    routes.ask(Method::POST, "/services/{id}/clients/remove", P::ServicesUpdate, page::dissociate_clients);
    routes.ask(Method::GET, "/services/{id}/companies", P::ServicesUpdate, page::choose_companies);
    routes.ask(Method::POST, "/services/{id}/companies", P::ServicesUpdate, page::associate_companies);
    routes.ask(
        Method::POST,
        "/services/{id}/companies/remove",
        P::ServicesUpdate,
        page::dissociate_companies,
    );
}

/// Calendars.
pub(super) fn calendar_pages(routes: &mut Routes) {
    use crate::calendars::handlers as page;
    routes.ask(Method::GET, "/calendars", P::CalendarsList, page::list);
    routes.ask(Method::GET, "/calendars/new", P::CalendarsAdd, page::new);
    routes.ask(Method::POST, "/calendars", P::CalendarsAdd, page::create);
    routes.ask(Method::GET, "/calendars/{id}", P::CalendarsGetObject, page::show);
    routes.ask(Method::POST, "/calendars/{id}", P::CalendarsUpdate, page::update);
    routes.ask(Method::GET, "/calendars/{id}/delete", P::CalendarsDelete, page::ask_delete);
    routes.ask(Method::POST, "/calendars/{id}/delete", P::CalendarsDelete, page::delete);
}

/// Roles, and the tokens of everybody.
pub(super) fn role_pages(routes: &mut Routes) {
    use crate::auth::permission::Permission as P;
    use crate::{groups, roles::handlers as pages, tokens};
    use axum::http::Method;
    routes.ask(Method::GET, "/roles", P::RolesList, pages::list);
    routes.ask(Method::GET, "/roles/new", P::RolesAdd, pages::new);
    routes.ask(Method::POST, "/roles", P::RolesAdd, pages::create);
    routes.ask(Method::POST, "/roles/ready-made", P::RolesAdd, pages::add_ready_made);
    routes.ask(Method::GET, "/roles/{id}", P::RolesGetObject, pages::show);
    routes.ask(Method::POST, "/roles/{id}", P::RolesUpdate, pages::update);
    routes.ask(Method::GET, "/roles/{id}/delete", P::RolesDelete, pages::ask_delete);
    routes.ask(Method::POST, "/roles/{id}/delete", P::RolesDelete, pages::delete);
    routes.ask(Method::GET, "/roles/{id}/people/new", P::RolesUpdate, pages::choose_people);
    routes.ask(Method::POST, "/roles/{id}/people", P::RolesUpdate, pages::give_to_people);
    routes.ask(Method::POST, "/roles/{id}/people/remove", P::RolesUpdate, pages::take_from_people);
    routes.ask(Method::GET, "/roles/{id}/groups", P::RolesUpdate, pages::choose_groups);
    routes.ask(Method::POST, "/roles/{id}/groups", P::RolesUpdate, pages::give_to_groups);
    routes.ask(Method::POST, "/roles/{id}/groups/remove", P::RolesUpdate, pages::take_from_groups);
    routes.ask(Method::POST, "/groups/{id}/roles", P::GroupsUpdate, groups::handlers::set_roles);
    routes.ask(Method::GET, "/tokens", P::TokensList, tokens::handlers::list);
    routes.ask(Method::POST, "/tokens/{id}/delete", P::TokensDelete, tokens::handlers::revoke);
}

/// Projects and their people.
pub(super) fn project_pages(routes: &mut Routes) {
    use crate::projects::handlers as pages;
    routes.ask(Method::GET, "/projects", P::ProjectsList, pages::list);
    routes.ask(Method::GET, "/projects/new", P::ProjectsAdd, pages::new);
    routes.ask(Method::POST, "/projects", P::ProjectsAdd, pages::create);
    routes.ask(Method::GET, "/projects/{id}", P::ProjectsList, pages::show);
    routes.ask(Method::POST, "/projects/{id}", P::ProjectsUpdate, pages::update);
    routes.ask(Method::GET, "/projects/{id}/delete", P::ProjectsDelete, pages::ask_delete);
    routes.ask(Method::POST, "/projects/{id}/delete", P::ProjectsDelete, pages::delete);
}

/// Additional fields.
pub(super) fn field_pages(routes: &mut Routes) {
    use crate::auth::permission::Permission as P;
    use crate::fields::handlers as pages;
    use crate::users::handlers as people;
    use axum::http::Method;
    routes.ask(Method::GET, "/users/{category}/{id}/files/{field}", P::UsersGetObject, people::file);
    routes.ask(Method::GET, "/additional-fields", P::FieldsList, pages::list);
    routes.ask(Method::POST, "/additional-fields/-/scope", P::FieldsUpdate, pages::set_scope);
    routes.ask(Method::GET, "/additional-fields/-/definitions", P::FieldsList, pages::definitions);
    routes.ask(Method::GET, "/additional-fields/-/import", P::FieldsUpdate, pages::ask_import);
    routes.ask_files("/additional-fields/-/import", P::FieldsUpdate, pages::preview);
    routes.ask(Method::POST, "/additional-fields/-/import/apply", P::FieldsUpdate, pages::apply);
    let catalogs = "/additional-fields/-/catalogs";
    routes.ask(Method::GET, catalogs, P::FieldsList, pages::catalogs);
    routes.ask(Method::POST, catalogs, P::FieldsUpdate, pages::create_catalog);
    routes.ask(Method::GET, &format!("{catalogs}/-new"), P::FieldsUpdate, pages::new_catalog);
    let catalog = format!("{catalogs}/{{catalog}}");
    routes.ask(Method::GET, &catalog, P::FieldsList, pages::catalog);
    routes.ask(Method::POST, &catalog, P::FieldsUpdate, pages::update_catalog);
    routes.ask(Method::GET, &format!("{catalog}/delete"), P::FieldsUpdate, pages::ask_delete_catalog);
    routes.ask(Method::POST, &format!("{catalog}/delete"), P::FieldsUpdate, pages::delete_catalog);
    let concept = "/additional-fields/{concept}";
    routes.ask(Method::POST, concept, P::FieldsUpdate, pages::create);
    routes.ask(Method::GET, &format!("{concept}/-new"), P::FieldsUpdate, pages::new);
    routes.ask(Method::POST, &format!("{concept}/-order"), P::FieldsUpdate, pages::reorder);
    let field = format!("{concept}/{{key}}");
    routes.ask(Method::GET, &field, P::FieldsList, pages::show);
    routes.ask(Method::POST, &field, P::FieldsUpdate, pages::update);
    routes.ask(Method::GET, &format!("{field}/delete"), P::FieldsUpdate, pages::ask_delete);
    routes.ask(Method::POST, &format!("{field}/delete"), P::FieldsUpdate, pages::delete);
    routes.ask(Method::GET, &format!("{field}/uses"), P::FieldsUpdate, pages::uses);
}

/// Filters, columns and kept views of lists.
pub(super) fn list_pages(routes: &mut Routes) {
    use crate::saved_views::handlers as views;
    use crate::users::handlers as people;
    let list = "/users/{category}";
    routes.ask(Method::GET, &format!("{list}/filter"), P::UsersList, people::filter);
    routes.ask(Method::GET, &format!("{list}/columns"), P::UsersList, people::columns);
    routes.ask(Method::POST, &format!("{list}/columns"), P::UsersList, people::choose_columns);
    routes.ask(Method::GET, &format!("{list}/views/new"), P::UsersList, views::new);
    routes.ask(Method::POST, &format!("{list}/views"), P::UsersList, views::create);
    let view = "/users/{category}/views/{id}";
    routes.ask(Method::GET, view, P::UsersList, views::show);
    routes.ask(Method::POST, view, P::UsersList, views::update);
    routes.ask(Method::GET, &format!("{view}/edit"), P::UsersList, views::edit);
    routes.ask(Method::POST, &format!("{view}/delete"), P::UsersList, views::delete);
    routes.ask(Method::POST, &format!("{view}/begin"), P::UsersList, views::begin);
}

/// Changes to many people, the associate mode, and people who were deleted.
pub(super) fn bulk_pages(routes: &mut Routes) {
    use crate::bulk_changes::handlers as pages;
    use crate::users::handlers as people;
    routes.ask(Method::GET, "/users/{category}/changes/new", P::UsersList, pages::new);
    routes.ask(Method::GET, "/users/{category}/changes/count", P::UsersList, pages::count);
    routes.ask(Method::POST, "/users/{category}/changes", P::UsersList, pages::create);
    routes.ask(Method::GET, "/changes/{id}", P::UsersList, pages::show);
    routes.ask(Method::POST, "/changes/{id}/undo", P::UsersList, pages::undo);
    routes.ask(Method::POST, "/changes/{id}/cancel", P::UsersList, pages::cancel);
    routes.ask(Method::GET, "/users/{category}/associate", P::ProjectsAddUsers, pages::associate);
    routes.ask(Method::GET, "/users/{category}/deleted", P::UsersDelete, people::list_deleted);
    routes.ask(Method::POST, "/users/{category}/deleted/restore", P::UsersDelete, people::restore);
}

/// Companies and suppliers in the API, and those of a client.
pub(super) fn company_api(routes: &mut Routes) {
    use axum::http::Method;

    use crate::api::companies as api;
    use crate::auth::permission::Permission as P;
    routes.token(Method::GET, "/companies", P::CompaniesList, api::list);
    routes.token(Method::POST, "/companies", P::CompaniesAdd, api::create);
    routes.token(Method::GET, "/companies/{id}", P::CompaniesGetObject, api::show);
    routes.token(Method::PATCH, "/companies/{id}", P::CompaniesUpdate, api::update);
    routes.token(Method::DELETE, "/companies/{id}", P::CompaniesDelete, api::delete);
    routes.token(Method::GET, "/users/{id}/companies", P::CompaniesList, api::list_of_user);
    routes.token(Method::PUT, "/users/{id}/companies/{company}", P::CompaniesUpdate, api::associate);
    routes.token(Method::DELETE, "/users/{id}/companies/{company}", P::CompaniesUpdate, api::dissociate);
}

/// Services in the API, and those of a client.
pub(super) fn service_api(routes: &mut Routes) {
    use axum::http::Method;

    use crate::api::services as api;
    use crate::auth::permission::Permission as P;
    routes.token(Method::GET, "/services", P::ServicesList, api::list);
    routes.token(Method::POST, "/services", P::ServicesAdd, api::create);
    routes.token(Method::GET, "/services/{id}", P::ServicesGetObject, api::show);
    routes.token(Method::PATCH, "/services/{id}", P::ServicesUpdate, api::update);
    routes.token(Method::DELETE, "/services/{id}", P::ServicesDelete, api::delete);
    routes.token(Method::GET, "/users/{id}/services", P::ServicesList, api::list_of_user);
    routes.token(Method::PUT, "/users/{id}/services/{service}", P::ServicesUpdate, api::associate);
    routes.token(Method::DELETE, "/users/{id}/services/{service}", P::ServicesUpdate, api::dissociate);
}
