//! What is asked of a project's values.
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::projects::model::ProjectValues;
use crate::users::model::Problem;

/// Longest name, in characters: it stands in the header of every page.
const NAME: usize = 100;
/// Longest description, in characters.
const DESCRIPTION: usize = 2000;

fn problem(field: &str, code: &str, message: String) -> Problem {
    Problem { field: field.to_owned(), code: code.to_owned(), message }
}

/// Takes away what nobody meant to type: blanks around, control characters. A description may have several lines.
pub(super) fn tidy(mut values: ProjectValues) -> ProjectValues {
    let name: String = values.name.chars().filter(|c| !c.is_control()).collect();
    values.name = name.trim().to_owned();
    let text = values.description.replace("\r\n", "\n");
    let text: String = text.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
    values.description = text.trim().to_owned();
    values
}

/// Every problem of the values, at once.
pub(super) fn check(cx: &ServiceContext, values: &ProjectValues) -> Result<(), AppError> {
    let t = cx.texts();
    let mut problems = Vec::new();
    let too_long = |limit: usize| t.ta("projects-problem-too-long", &[("limit", limit.into())]);
    if crate::fold::fold(&values.name).is_empty() {
        problems.push(problem("name", "project.required", t.t("projects-problem-required").into_owned()));
    }
    if values.name.chars().count() > NAME {
        problems.push(problem("name", "project.too-long", too_long(NAME)));
    }
    if values.description.chars().count() > DESCRIPTION {
        problems.push(problem("description", "project.too-long", too_long(DESCRIPTION)));
    }
    if problems.is_empty() { Ok(()) } else { Err(AppError::Invalid(problems)) }
}

/// Another project has the name.
pub(super) fn taken(cx: &ServiceContext) -> Problem {
    problem("name", "project.taken", cx.texts().t("projects-problem-taken").into_owned())
}

/// Something hangs on the project, or there is no other one.
pub(super) fn in_use(cx: &ServiceContext) -> Problem {
    problem("", "project.in-use", cx.texts().t("projects-delete-refused").into_owned())
}

/// Another name was typed than the project's.
pub(super) fn other_name(cx: &ServiceContext) -> Problem {
    problem("typed", "project.other-name", cx.texts().t("projects-problem-typed").into_owned())
}
