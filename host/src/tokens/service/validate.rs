//! What is asked of a new token.
use crate::audit::model::Actor;
use crate::auth::permission::Permissions;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::roles;
use crate::roles::model::Grants;
use crate::tokens::model::NewToken;
use crate::users::model::{Problem, User, UserKind};

/// Longest description, in characters.
const DESCRIPTION: usize = 200;

fn problem(field: &str, code: &str, message: String) -> Problem {
    Problem { field: field.to_owned(), code: code.to_owned(), message }
}

/// Takes away what nobody meant to type.
pub(super) fn tidy(mut new: NewToken) -> NewToken {
    let text: String = new.description.chars().filter(|c| !c.is_control()).collect();
    new.description = text.trim().to_owned();
    if let Some(scopes) = &mut new.scopes {
        scopes.sort_unstable();
        scopes.dedup();
    }
    new
}

/// Whether the actor may make a token without limits for somebody. It gains whatever its person is allowed later, so
/// only the person, and whoever may do everything anyway, may hold one. A token that was limited makes limited ones.
pub fn may_be_unlimited(cx: &ServiceContext, of: elenco_db::UserId) -> bool {
    cx.permissions.are_all() || matches!(cx.actor, Actor::User(id) if id == of)
}

/// Every problem at once.
pub(super) fn check(
    cx: &ServiceContext,
    person: &User,
    theirs: &Permissions,
    new: &NewToken,
) -> Result<(), AppError> {
    let t = cx.texts();
    let mut problems = Vec::new();
    let mut refuse = |field: &str, code: &str, message: String| problems.push(problem(field, code, message));
    if person.kind != UserKind::Specialist {
        refuse("", "token.specialists-only", t.t("tokens-problem-kind").into_owned());
    }
    if new.description.is_empty() {
        refuse("description", "token.required", t.t("tokens-problem-required").into_owned());
    }
    if new.description.chars().count() > DESCRIPTION {
        let message = t.ta("tokens-problem-too-long", &[("limit", DESCRIPTION.into())]);
        refuse("description", "token.too-long", message);
    }
    let limits = &cx.app.config.limits;
    let today = cx.app.clock.now().to_chrono().date_naive();
    match new.until {
        None if limits.endless_tokens => {}
        None => refuse("until", "token.required", t.t("tokens-problem-until").into_owned()),
        Some(day) if day < today => {
            refuse("until", "token.past", t.t("tokens-problem-past").into_owned());
        }
        Some(day) if (day - today).num_days() > i64::from(limits.token_days) => {
            let message = t.ta("tokens-problem-far", &[("days", limits.token_days.into())]);
            refuse("until", "token.too-far", message);
        }
        Some(_) => {}
    }
    match &new.scopes {
        None if may_be_unlimited(cx, person.id) => {}
        None => refuse("scopes", "token.scopes-required", t.t("tokens-problem-unlimited").into_owned()),
        Some(scopes) if scopes.is_empty() => {
            refuse("scopes", "token.scopes-required", t.t("tokens-problem-scopes").into_owned());
        }
        Some(scopes) => {
            if scopes.iter().any(|scope| !theirs.allow(*scope)) {
                refuse("scopes", "token.beyond-person", t.t("tokens-problem-beyond-person").into_owned());
            } else if let Some(beyond) = roles::service::beyond_own(cx, &Grants::of(scopes.iter().copied())) {
                refuse("scopes", &beyond.code, beyond.message);
            }
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(AppError::Invalid(problems)) }
}

/// Somebody has more tokens than anybody can look after.
pub(super) fn too_many(cx: &ServiceContext, most: usize) -> Problem {
    problem("", "token.too-many", cx.texts().ta("tokens-problem-many", &[("most", most.into())]))
}
