//! The shifts of a specialist: making, changing and deleting one, each in a dialog over the tab.
use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use elenco_db::{ShiftId, UserId};
use maud::Markup;

use super::groups::over;
use super::{kind_of, person};
use crate::auth::permission::Permission;
use crate::calendars;
use crate::context::RequestContext;
use crate::error::AppError;
use crate::shifts::form::{Asked, ShiftForm};
use crate::shifts::model::{Owner, PlannedShift};
use crate::shifts::service;
use crate::shifts::views::{self, DialogView};
use crate::ui::Toast;
use crate::users;
use crate::users::model::{Problem, User, UserKind, UserTab};

/// What the dialog shows besides the form.
#[derive(Default)]
struct Shown<'a> {
    of: Option<&'a PlannedShift>,
    problems: &'a [Problem],
    refused: Option<String>,
    clash: Option<&'a PlannedShift>,
}

async fn dialog(
    cx: &RequestContext,
    user: &User,
    form: &ShiftForm,
    shown: Shown<'_>,
) -> Result<Markup, AppError> {
    let chosen = shown.of.map(|of| of.shift.calendar);
    let calendars = calendars::service::offered(&cx.service, chosen).await?;
    let may = |permission| cx.service.permissions.allow(permission);
    let dialog = views::shift_dialog(&DialogView {
        t: cx.texts,
        paths: &cx.paths,
        owner: &Owner { id: user.id, kind: user.kind },
        id: shown.of.map(|of| of.shift.id),
        form,
        calendars: &calendars,
        problems: shown.problems,
        refused: shown.refused,
        clash: shown.clash,
        csrf: cx.csrf(),
        may: (may(Permission::ShiftsDelete), may(Permission::CalendarsAdd)),
    });
    over(cx, user.kind, user, UserTab::Shifts, dialog).await
}

/// The form again, with what was refused at its place, everything that was typed, and the shift that is in the way.
async fn refused(
    cx: &RequestContext,
    user: &User,
    form: &ShiftForm,
    of: Option<&PlannedShift>,
    error: AppError,
) -> Result<Response, AppError> {
    let (problems, sentence) = match error {
        AppError::Invalid(problems) => (problems, None),
        AppError::Conflict => (Vec::new(), Some(cx.texts.t("shifts-conflict").into_owned())),
        other => return Err(other),
    };
    let values = form.values();
    let days = values.since.zip(values.until);
    let clash = match days.filter(|_| problems.iter().any(|problem| problem.code == service::OVERLAP)) {
        Some(days) => service::find_clash(&cx.service, user.id, days, of.map(|of| of.shift.id)).await?,
        None => None,
    };
    let shown = Shown { of, problems: &problems, refused: sentence, clash: clash.as_ref() };
    let page = dialog(cx, user, form, shown).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

fn back(cx: &RequestContext, user: &User, planned: &PlannedShift, said: &str) -> Response {
    let month = planned.shift.since.format("%Y-%m");
    let tab = cx.paths.shifts_tab(user.kind, user.id);
    Redirect::to(&format!("{tab}&month={month}&said={said}")).into_response()
}

/// What the page says after one of the forms was sent: `said` of its address.
pub(super) fn toast(cx: &RequestContext, said: Option<&str>) -> Option<Toast> {
    let words = match said? {
        "shift-saved" => cx.texts.t("shifts-saved"),
        "shift-deleted" => cx.texts.t("shifts-deleted"),
        _ => return None,
    };
    Some(Toast::completed(words))
}

/// Only specialists have shifts.
async fn specialist(cx: &RequestContext, category: &str, id: UserId) -> Result<User, AppError> {
    match kind_of(category)? {
        UserKind::Specialist => person(cx, UserKind::Specialist, id).await,
        UserKind::Client => Err(AppError::NotFound),
    }
}

/// A shift, and whose it is.
async fn found(cx: &RequestContext, id: ShiftId) -> Result<(PlannedShift, User), AppError> {
    let planned = service::find_shift(&cx.service, id).await?;
    let user = users::service::find_user(&cx.service, planned.shift.user).await?;
    Ok((planned, user))
}

/// `GET /users/{category}/{id}/shifts/new`: the dialog, with the day that the address may name.
///
/// # Errors
/// [`AppError`].
pub async fn new_shift(
    cx: RequestContext,
    Path((_, category, id)): Path<(String, String, UserId)>,
) -> Result<Markup, AppError> {
    let user = specialist(&cx, &category, id).await?;
    let asked: Asked = cx.asked();
    let since = asked.since.map(|day| day.to_string()).unwrap_or_default();
    let form = ShiftForm { since, ..ShiftForm::default() };
    dialog(&cx, &user, &form, Shown::default()).await
}

/// `POST /users/{category}/{id}/shifts`: a new shift.
///
/// # Errors
/// [`AppError`]; values that were refused come back with the form.
pub async fn create_shift(
    cx: RequestContext,
    Path((_, category, id)): Path<(String, String, UserId)>,
    Form(form): Form<ShiftForm>,
) -> Result<Response, AppError> {
    let user = specialist(&cx, &category, id).await?;
    match service::create_shift(&cx.service, id, form.values()).await {
        Ok(made) => Ok(back(&cx, &user, &made, "shift-saved")),
        Err(error) => refused(&cx, &user, &form, None, error).await,
    }
}

/// `GET /shifts/{id}`: the dialog of a shift.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn edit_shift(
    cx: RequestContext,
    Path((_, id)): Path<(String, ShiftId)>,
) -> Result<Markup, AppError> {
    let (planned, user) = found(&cx, id).await?;
    let form = ShiftForm::of_shift(&planned.shift);
    dialog(&cx, &user, &form, Shown { of: Some(&planned), ..Shown::default() }).await
}

/// `POST /shifts/{id}`: changes to a shift.
///
/// # Errors
/// [`AppError`]; values that were refused come back with the form.
pub async fn update_shift(
    cx: RequestContext,
    Path((_, id)): Path<(String, ShiftId)>,
    Form(form): Form<ShiftForm>,
) -> Result<Response, AppError> {
    let (planned, user) = found(&cx, id).await?;
    match service::change_shift(&cx.service, id, form.version, form.values()).await {
        Ok(changed) => Ok(back(&cx, &user, &changed, "shift-saved")),
        Err(error) => refused(&cx, &user, &form, Some(&planned), error).await,
    }
}

/// `GET /shifts/{id}/delete`: asks.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn ask_delete_shift(
    cx: RequestContext,
    Path((_, id)): Path<(String, ShiftId)>,
) -> Result<Markup, AppError> {
    let (planned, user) = found(&cx, id).await?;
    let owner = Owner { id: user.id, kind: user.kind };
    let dialog = views::delete_dialog(cx.texts, &cx.paths, &owner, &planned, cx.csrf());
    over(&cx, user.kind, &user, UserTab::Shifts, dialog).await
}

/// `POST /shifts/{id}/delete`.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn delete_shift(
    cx: RequestContext,
    Path((_, id)): Path<(String, ShiftId)>,
) -> Result<Response, AppError> {
    let (_, user) = found(&cx, id).await?;
    let gone = service::delete_shift(&cx.service, id).await?;
    Ok(back(&cx, &user, &gone, "shift-deleted"))
}
