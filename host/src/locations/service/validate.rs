//! What is asked of a location's values.
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::fold::fold;
use crate::locations::model::{LocationValues, Usage};
use crate::position::Position;
use crate::users::model::Problem;

/// Longest code, and longest other line, in characters.
const CODE: usize = 50;
const LINE: usize = 200;

pub(super) fn problem(field: &str, code: &str, message: String) -> Problem {
    Problem { field: field.to_owned(), code: code.to_owned(), message }
}

fn line(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect::<String>().trim().to_owned()
}

/// Takes away what nobody meant to type: blanks around, control characters, empty parts of the address.
pub(super) fn tidy(mut values: LocationValues) -> LocationValues {
    values.code = line(&values.code);
    values.name = line(&values.name);
    values.phone = line(&values.phone);
    for entry in values.address.values_mut() {
        entry.value = line(&entry.value);
        entry.source = None;
    }
    values.address.retain(|_, entry| !entry.value.is_empty());
    let rounded = |(latitude, longitude)| {
        Position::new(latitude, longitude).map_or((latitude, longitude), |p| (p.latitude, p.longitude))
    };
    values.position = values.position.map(rounded);
    values
}

/// Every problem of the values alone, at once.
pub(super) fn problems(cx: &ServiceContext, values: &LocationValues) -> Vec<Problem> {
    let t = cx.texts();
    let mut problems = Vec::new();
    let address =
        values.address.iter().map(|(part, entry)| (format!("address.{}", part.as_str()), &entry.value));
    let own = [("code", &values.code), ("name", &values.name), ("phone", &values.phone)];
    for (field, value) in own.into_iter().map(|(field, value)| (field.to_owned(), value)).chain(address) {
        let limit = if field == "code" { CODE } else { LINE };
        if matches!(field.as_str(), "code" | "name") && fold(value).is_empty() {
            problems.push(problem(
                &field,
                "location.required",
                t.t("locations-problem-required").into_owned(),
            ));
        }
        if value.chars().count() > limit {
            let message = t.ta("locations-problem-too-long", &[("limit", limit.into())]);
            problems.push(problem(&field, "location.too-long", message));
        }
    }
    if let Some((latitude, longitude)) = values.position {
        // A range holds nothing that is no number.
        if !(-90.0..=90.0).contains(&latitude) {
            problems.push(problem("latitude", "location.latitude", t.t("map-problem-latitude").into_owned()));
        }
        if !(-180.0..=180.0).contains(&longitude) {
            problems.push(problem(
                "longitude",
                "location.longitude",
                t.t("map-problem-longitude").into_owned(),
            ));
        }
    }
    problems
}

/// The same as an outcome.
pub(super) fn check(cx: &ServiceContext, values: &LocationValues) -> Result<(), AppError> {
    let problems = problems(cx, values);
    if problems.is_empty() { Ok(()) } else { Err(AppError::Invalid(problems)) }
}

/// Another location has the code.
pub(super) fn taken(cx: &ServiceContext) -> Problem {
    problem("code", "location.code-taken", cx.texts().t("locations-problem-code-taken").into_owned())
}

/// People belong to it.
pub(super) fn in_use(cx: &ServiceContext, usage: Usage) -> Problem {
    let message = cx.texts().ta("locations-problem-in-use", &[("count", usage.people.into())]);
    problem("", "location.in-use", message)
}

/// There is no such other location, or it is inactive.
pub(super) fn no_target(cx: &ServiceContext) -> Problem {
    problem("to", "location.target", cx.texts().t("locations-problem-target").into_owned())
}
