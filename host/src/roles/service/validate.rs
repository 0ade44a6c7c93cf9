//! What is asked of a role's values.
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::roles::model::RoleValues;
use crate::users::model::Problem;

/// Longest name, in characters.
const NAME: usize = 100;
/// Longest description, in characters.
const DESCRIPTION: usize = 2000;

pub(super) fn problem(field: &str, code: &str, message: String) -> Problem {
    Problem { field: field.to_owned(), code: code.to_owned(), message }
}

/// Takes away what nobody meant to type: blanks around, control characters. A description may have several lines.
pub(super) fn tidy(mut values: RoleValues) -> RoleValues {
    let name: String = values.name.chars().filter(|c| !c.is_control()).collect();
    values.name = name.trim().to_owned();
    let text = values.description.replace("\r\n", "\n");
    let text: String = text.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
    values.description = text.trim().to_owned();
    values
}

/// Every problem of the values alone, at once.
pub(super) fn check(cx: &ServiceContext, values: &RoleValues) -> Result<(), AppError> {
    let t = cx.texts();
    let mut problems = Vec::new();
    let too_long = |limit: usize| t.ta("roles-problem-too-long", &[("limit", limit.into())]);
    if crate::fold::fold(&values.name).is_empty() {
        problems.push(problem("name", "role.required", t.t("roles-problem-required").into_owned()));
    }
    if values.name.chars().count() > NAME {
        problems.push(problem("name", "role.too-long", too_long(NAME)));
    }
    if values.description.chars().count() > DESCRIPTION {
        problems.push(problem("description", "role.too-long", too_long(DESCRIPTION)));
    }
    if problems.is_empty() { Ok(()) } else { Err(AppError::Invalid(problems)) }
}

/// Another role has the name.
pub(super) fn taken(cx: &ServiceContext) -> Problem {
    problem("name", "role.name-taken", cx.texts().t("roles-problem-name-taken").into_owned())
}

/// A role that is not there.
pub(super) fn unknown_role(cx: &ServiceContext) -> AppError {
    let message = cx.texts().t("roles-problem-unknown").into_owned();
    AppError::Invalid(vec![problem("roles", "role.unknown", message)])
}

/// Somebody who is not there.
pub(super) fn unknown_person(cx: &ServiceContext) -> AppError {
    let message = cx.texts().t("roles-problem-person").into_owned();
    AppError::Invalid(vec![problem("people", "role.person-unknown", message)])
}

/// A group that is not there.
pub(super) fn unknown_group(cx: &ServiceContext) -> AppError {
    let message = cx.texts().t("roles-problem-group").into_owned();
    AppError::Invalid(vec![problem("groups", "role.group-unknown", message)])
}
