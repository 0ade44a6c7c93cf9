//! Doors of the pages on which a company sets up what people are tied to.
use axum::http::Method;

use super::Routes;
use crate::auth::permission::Permission as P;

/// Locations: their administration.
pub(super) fn location_pages(_routes: &mut Routes) {}

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
pub(super) fn field_pages(_routes: &mut Routes) {}

/// Kept views of lists.
pub(super) fn list_pages(_routes: &mut Routes) {}

/// Changes to many people, the associate mode, and people who were deleted.
pub(super) fn bulk_pages(routes: &mut Routes) {
    use crate::bulk_changes::handlers as pages;
    use crate::users::handlers as people;
    routes.ask(Method::GET, "/users/{category}/changes/new", P::UsersList, pages::new);
    routes.ask(Method::POST, "/users/{category}/changes", P::UsersList, pages::create);
    routes.ask(Method::GET, "/changes/{id}", P::UsersList, pages::show);
    routes.ask(Method::POST, "/changes/{id}/undo", P::UsersList, pages::undo);
    routes.ask(Method::POST, "/changes/{id}/cancel", P::UsersList, pages::cancel);
    routes.ask(Method::GET, "/users/{category}/associate", P::ProjectsAddUsers, pages::associate);
    routes.ask(Method::GET, "/users/{category}/deleted", P::UsersDelete, people::list_deleted);
    routes.ask(Method::POST, "/users/{category}/deleted/restore", P::UsersDelete, people::restore);
}
