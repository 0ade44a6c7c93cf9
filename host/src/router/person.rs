//! Doors of a person's tabs.
use axum::http::Method;

use super::Routes;
use crate::auth::permission::Permission as P;

/// Companies of a person.
pub(super) fn person_companies(_routes: &mut Routes) {}

/// Services of a person.
pub(super) fn person_services(_routes: &mut Routes) {}

/// Roles of a person.
pub(super) fn person_roles(_routes: &mut Routes) {}

/// Shifts of a specialist.
pub(super) fn person_shifts(_routes: &mut Routes) {}

/// Integration tokens of a specialist.
pub(super) fn person_tokens(_routes: &mut Routes) {}

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

/// What hangs on a person, in the JSON API.
pub(super) fn person_api(routes: &mut Routes) {
    use crate::api::{feedback, history};
    routes.token(Method::GET, "/users/{id}/feedback", P::FeedbackList, feedback::list);
    routes.token(Method::POST, "/users/{id}/feedback", P::FeedbackAdd, feedback::create);
    routes.token(Method::GET, "/users/{id}/history", P::HistoryList, history::list);
}
