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
pub(super) fn company_pages(_routes: &mut Routes) {}

/// Services.
pub(super) fn service_pages(_routes: &mut Routes) {}

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

/// Roles.
pub(super) fn role_pages(_routes: &mut Routes) {}

/// Projects and their people.
pub(super) fn project_pages(_routes: &mut Routes) {}

/// Additional fields.
pub(super) fn field_pages(_routes: &mut Routes) {}

/// Kept views of lists.
pub(super) fn list_pages(_routes: &mut Routes) {}

/// Changes to many people.
pub(super) fn bulk_pages(_routes: &mut Routes) {}
