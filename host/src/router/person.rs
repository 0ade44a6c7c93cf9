//! Doors of a person's tabs.
use axum::http::Method;

use super::Routes;
use crate::auth::permission::Permission as P;

/// Companies of a person.
pub(super) fn person_companies(routes: &mut Routes) {
    use axum::http::Method;

    use crate::auth::permission::Permission as P;
    use crate::users::handlers as page;
    let at = "/users/{category}/{id}/companies";
    routes.ask(Method::GET, at, P::CompaniesUpdate, page::choose_companies);
    routes.ask(Method::POST, at, P::CompaniesUpdate, page::associate_companies);
    routes.ask(Method::POST, &format!("{at}/remove"), P::CompaniesUpdate, page::dissociate_companies);
}

/// Services of a person.
pub(super) fn person_services(routes: &mut Routes) {
    use axum::http::Method;

    use crate::auth::permission::Permission as P;
    use crate::users::handlers as page;
    let at = "/users/{category}/{id}/services";
    routes.ask(Method::GET, at, P::ServicesUpdate, page::choose_services);
    routes.ask(Method::POST, at, P::ServicesUpdate, page::associate_services);
    routes.ask(Method::POST, &format!("{at}/remove"), P::ServicesUpdate, page::dissociate_services);
}

/// Roles of a person.
pub(super) fn person_roles(routes: &mut Routes) {
    use crate::auth::permission::Permission as P;
    use crate::users::handlers as pages;
    use axum::http::Method;
    let roles = "/users/{category}/{id}/roles";
    routes.ask(Method::GET, roles, P::RolesUpdate, pages::choose_roles);
    routes.ask(Method::POST, roles, P::RolesUpdate, pages::associate_roles);
    routes.ask(Method::POST, &format!("{roles}/remove"), P::RolesUpdate, pages::dissociate_roles);
}

/// Shifts of a specialist.
pub(super) fn person_shifts(routes: &mut Routes) {
    use crate::users::handlers as page;
    routes.ask(Method::GET, "/users/{category}/{id}/shifts/new", P::ShiftsAdd, page::new_shift);
    routes.ask(Method::POST, "/users/{category}/{id}/shifts", P::ShiftsAdd, page::create_shift);
    routes.ask(Method::GET, "/shifts/{id}", P::ShiftsUpdate, page::edit_shift);
    routes.ask(Method::POST, "/shifts/{id}", P::ShiftsUpdate, page::update_shift);
    routes.ask(Method::GET, "/shifts/{id}/delete", P::ShiftsDelete, page::ask_delete_shift);
    routes.ask(Method::POST, "/shifts/{id}/delete", P::ShiftsDelete, page::delete_shift);
}

/// Integration tokens of a specialist.
pub(super) fn person_tokens(routes: &mut Routes) {
    use crate::auth::permission::Permission as P;
    use crate::users::handlers as pages;
    use axum::http::Method;
    let tokens = "/users/{category}/{id}/tokens";
    routes.ask(Method::GET, &format!("{tokens}/new"), P::TokensAdd, pages::new_token);
    routes.ask(Method::POST, tokens, P::TokensAdd, pages::create_token);
    routes.ask(Method::POST, &format!("{tokens}/{{token}}/delete"), P::TokensDelete, pages::revoke_token);
}

/// Comments, on people and on companies.
pub(super) fn person_feedback(routes: &mut Routes) {
    use crate::feedback::handlers as page;
    routes.ask(Method::POST, "/feedback", P::FeedbackAdd, page::create);
    routes.ask(Method::POST, "/feedback/{id}", P::FeedbackAdd, page::update);
    // One's own needs no more than writing one, somebody else's a permission of its own: the service knows whose it is.
    routes.ask(Method::POST, "/feedback/{id}/delete", P::FeedbackList, page::delete);
}

/// The place of a person on the map.
pub(super) fn person_position(routes: &mut Routes) {
    use crate::places::handlers as page;
    routes.ask(Method::GET, "/places", P::ConsoleUse, page::search);
    routes.ask(Method::GET, "/places/at", P::ConsoleUse, page::name);
    routes.ask(Method::GET, "/places/labels", P::ConsoleUse, page::labels);
}

/// Calendars and what hangs on a person, in the JSON API.
pub(super) fn person_api(routes: &mut Routes) {
    use crate::api::{calendars, feedback, history, shifts};
    routes.token(Method::GET, "/calendars", P::CalendarsList, calendars::list);
    routes.token(Method::POST, "/calendars", P::CalendarsAdd, calendars::create);
    routes.token(Method::GET, "/calendars/{id}", P::CalendarsGetObject, calendars::show);
    routes.token(Method::PATCH, "/calendars/{id}", P::CalendarsUpdate, calendars::update);
    routes.token(Method::DELETE, "/calendars/{id}", P::CalendarsDelete, calendars::delete);
    routes.token(Method::GET, "/users/{id}/shifts", P::ShiftsList, shifts::list);
    routes.token(Method::POST, "/users/{id}/shifts", P::ShiftsAdd, shifts::create);
    routes.token(Method::GET, "/shifts/{id}", P::ShiftsList, shifts::show);
    routes.token(Method::PATCH, "/shifts/{id}", P::ShiftsUpdate, shifts::update);
    routes.token(Method::DELETE, "/shifts/{id}", P::ShiftsDelete, shifts::delete);
    routes.token(Method::GET, "/users/{id}/feedback", P::FeedbackList, feedback::list);
    routes.token(Method::POST, "/users/{id}/feedback", P::FeedbackAdd, feedback::create);
    routes.token(Method::GET, "/users/{id}/history", P::HistoryList, history::list);
}

/// E-mails to a person.
pub(super) fn person_mail(routes: &mut Routes) {
    let door = "/users/{category}/{id}/invite";
    routes.ask(Method::POST, door, P::UsersUpdate, crate::users::handlers::invite);
}
