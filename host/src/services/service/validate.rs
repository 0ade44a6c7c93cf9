//! What is asked of a service's values.
use elenco_db::{Conn, DbError};

use crate::companies::service::tidy_lines;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::services::model::{Service, ServiceChanges};
use crate::services::queries;
use crate::users::model::Problem;
use crate::users::service::tidy;

/// Longest name, in characters.
const NAME: usize = 200;
/// Longest description, in characters.
const DESCRIPTION: usize = 2000;

fn problem(field: &str, code: &str, message: String) -> Problem {
    Problem { field: field.to_owned(), code: code.to_owned(), message }
}

/// Lays the changes over a service, without what nobody meant to type. A description may have several lines.
pub(super) fn lay_over(service: &mut Service, changes: &ServiceChanges) {
    if let Some(name) = &changes.name {
        service.name = tidy(name);
    }
    if let Some(description) = &changes.description {
        service.description = tidy_lines(description);
    }
    service.calendar = changes.calendar.unwrap_or(service.calendar);
    service.active = changes.active.unwrap_or(service.active);
}

/// Every problem of a service, at once.
pub(super) fn check(
    cx: &ServiceContext,
    conn: &mut Conn,
    service: &Service,
    with_calendar: bool,
) -> Result<(), AppError> {
    let t = cx.texts();
    let mut problems = Vec::new();
    if crate::fold::fold(&service.name).is_empty() {
        problems.push(problem("name", "service.required", t.t("services-problem-required").into_owned()));
    }
    for (field, value, limit) in
        [("name", &service.name, NAME), ("description", &service.description, DESCRIPTION)]
    {
        if value.chars().count() > limit {
            let message = t.ta("services-problem-too-long", &[("limit", limit.into())]);
            problems.push(problem(field, "service.too-long", message));
        }
    }
    if queries::named(conn, &cx.scope, &service.name)?.is_some_and(|other| other != service.id) {
        problems.push(taken(cx));
    }
    if let Some(calendar) = service.calendar.filter(|_| with_calendar)
        && queries::calendar_name(conn, &cx.scope, calendar)?.is_none()
    {
        let message = t.t("services-problem-calendar").into_owned();
        problems.push(problem("calendar", "service.calendar-unknown", message));
    }
    if problems.is_empty() { Ok(()) } else { Err(AppError::Invalid(problems)) }
}

fn taken(cx: &ServiceContext) -> Problem {
    problem("name", "service.name-taken", cx.texts().t("services-problem-name-taken").into_owned())
}

/// A name that somebody else took at the same moment is a problem of the field, whatever else fails is the engine's.
pub(super) fn refused(cx: &ServiceContext, error: DbError) -> AppError {
    match error {
        DbError::Unique { constraint: "services_name" } => AppError::Invalid(vec![taken(cx)]),
        DbError::NotFound => AppError::Conflict,
        other => AppError::from(other),
    }
}
