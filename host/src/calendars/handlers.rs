//! Pages of calendars: HTTP in and out.
mod page;

use axum::Form;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{Datelike, NaiveDate};
use elenco_db::CalendarId;
use maud::Markup;

use super::form::{CalendarForm, ListQuery, Unreadable};
use super::model::{Calendar, YEARS, local};
use super::service;
use super::views::{self, YearView};
use crate::audit;
use crate::auth::permission::Permission;
use crate::context::RequestContext;
use crate::error::AppError;
use crate::users::model::Problem;

use page::{Detail, detail, page, tab_of, with_dialog};

/// The time zone that a new calendar begins with, until there is another calendar to take it from.
const FIRST_ZONE: &str = "UTC";

/// `GET /calendars`: the list.
///
/// # Errors
/// [`AppError`].
pub async fn list(cx: RequestContext, Query(query): Query<ListQuery>) -> Result<Markup, AppError> {
    let may_add = cx.service.permissions.allow(Permission::CalendarsAdd);
    let nothing = views::none_chosen(cx.texts, &cx.paths, may_add);
    page(&cx, &query, None, nothing).await
}

/// `GET /calendars/new`: a form with the usual hours, in the zone of another calendar.
///
/// # Errors
/// [`AppError`].
pub async fn new(cx: RequestContext) -> Result<Markup, AppError> {
    let others = service::offered(&cx.service, None).await?;
    let zone = others.first().map_or(FIRST_ZONE, |calendar| calendar.time_zone.as_str());
    let form = CalendarForm::blank(zone);
    let pane = detail(&cx, Detail::form(None, &form))?;
    let query = ListQuery { tab: Some("details".to_owned()), ..ListQuery::default() };
    page(&cx, &query, None, pane).await
}

/// Today where the calendar is.
fn today(cx: &RequestContext, calendar: &Calendar) -> NaiveDate {
    let now = cx.service.app.clock.now().to_chrono();
    local(&calendar.time_zone, now).map_or(now.date_naive(), |(there, _)| there.date())
}

/// `GET /calendars/{id}`: a calendar.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(
    cx: RequestContext,
    Path((_, id)): Path<(String, CalendarId)>,
    Query(query): Query<ListQuery>,
) -> Result<Markup, AppError> {
    let calendar = service::find_calendar(&cx.service, id).await?;
    let form = CalendarForm::of_calendar(&calendar);
    let tab = tab_of(&query);
    let panel = match tab {
        "year" => {
            let today = today(&cx, &calendar);
            let year = query.year.filter(|year| YEARS.contains(year)).unwrap_or(today.year());
            let view = YearView { t: cx.texts, paths: &cx.paths, calendar: &calendar, year, today };
            Some(views::year_panel(&view))
        }
        "history" => {
            let tab = format!("{}?tab=history", cx.paths.calendar(id));
            Some(audit::handlers::panel(&cx, ("calendar", id.as_uuid()), tab).await?)
        }
        _ => None,
    };
    let pane = detail(&cx, Detail { tab, panel, ..Detail::form(Some(&calendar), &form) })?;
    page(&cx, &query, Some(id), pane).await
}

fn unreadable(cx: &RequestContext, found: Vec<Unreadable>) -> AppError {
    let t = cx.texts;
    let problem =
        |field: String, code: &str, message: String| Problem { field, code: code.to_owned(), message };
    let told = found.into_iter().map(|unreadable| match unreadable {
        Unreadable::Hours(field, hours) => problem(field, "calendar.hours", service::hours_words(t, &hours)),
        Unreadable::Day(field) => problem(field, "calendar.day", t.t("calendars-problem-day").into_owned()),
    });
    AppError::Invalid(told.collect())
}

/// The form again after a button of it, or after it was refused, with everything that was typed.
async fn again(
    cx: &RequestContext,
    calendar: Option<&Calendar>,
    shown: Detail<'_>,
    status: StatusCode,
) -> Result<Response, AppError> {
    let pane = detail(cx, shown)?;
    let query = ListQuery { tab: Some("details".to_owned()), ..ListQuery::default() };
    let page = page(cx, &query, calendar.map(|calendar| calendar.id), pane).await?;
    Ok((status, page).into_response())
}

async fn refused(
    cx: &RequestContext,
    calendar: Option<&Calendar>,
    form: &CalendarForm,
    error: AppError,
) -> Result<Response, AppError> {
    let (problems, sentence): (Vec<Problem>, String) = match error {
        AppError::Invalid(problems) => {
            let sentence = cx.texts.ta("calendars-refused", &[("count", problems.len().into())]);
            (problems, sentence)
        }
        AppError::Conflict => (Vec::new(), cx.texts.t("calendars-conflict").into_owned()),
        other => return Err(other),
    };
    let shown = Detail { problems: &problems, refused: Some(sentence), ..Detail::form(calendar, form) };
    again(cx, calendar, shown, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// What a button of the form asks for, if one was pressed: nothing is saved then.
async fn step(
    cx: &RequestContext,
    calendar: Option<&Calendar>,
    form: &mut CalendarForm,
) -> Result<Option<Response>, AppError> {
    let Some(step) = form.step.take() else { return Ok(None) };
    let this_year = cx.service.app.clock.now().to_chrono().year();
    let focus = form.take(&step, cx.texts.culture(), this_year);
    let problems: Vec<Problem> = (!form.lines.trim().is_empty())
        .then(|| Problem {
            field: "lines".to_owned(),
            code: "calendar.lines".to_owned(),
            message: cx.texts.t("calendars-problem-lines").into_owned(),
        })
        .into_iter()
        .collect();
    let shown = Detail { unsaved: true, focus, problems: &problems, ..Detail::form(calendar, form) };
    again(cx, calendar, shown, StatusCode::OK).await.map(Some)
}

/// `POST /calendars`: a new calendar.
///
/// # Errors
/// [`AppError`]; values that were refused come back with the form.
pub async fn create(
    cx: RequestContext,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let mut form = CalendarForm::of_pairs(pairs);
    if let Some(answer) = step(&cx, None, &mut form).await? {
        return Ok(answer);
    }
    let outcome = match form.values() {
        Ok(values) => service::create_calendar(&cx.service, values).await,
        Err(found) => Err(unreadable(&cx, found)),
    };
    match outcome {
        Ok(made) => Ok(Redirect::to(&format!("{}?said=saved", cx.paths.calendar(made.id))).into_response()),
        Err(error) => refused(&cx, None, &form, error).await,
    }
}

/// `POST /calendars/{id}`: changes to a calendar.
///
/// # Errors
/// [`AppError`]; values that were refused come back with the form.
pub async fn update(
    cx: RequestContext,
    Path((_, id)): Path<(String, CalendarId)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let mut form = CalendarForm::of_pairs(pairs);
    let calendar = service::find_calendar(&cx.service, id).await?;
    if let Some(answer) = step(&cx, Some(&calendar), &mut form).await? {
        return Ok(answer);
    }
    let outcome = match form.values() {
        Ok(values) => service::change_calendar(&cx.service, id, form.version, values).await,
        Err(found) => Err(unreadable(&cx, found)),
    };
    match outcome {
        Ok(_) => Ok(Redirect::to(&format!("{}?said=saved", cx.paths.calendar(id))).into_response()),
        Err(error) => refused(&cx, Some(&calendar), &form, error).await,
    }
}

/// The dialog that says where a calendar is in use, over the calendar.
async fn delete_page(cx: &RequestContext, id: CalendarId) -> Result<Markup, AppError> {
    let calendar = service::find_calendar(&cx.service, id).await?;
    let usage = service::usage(&cx.service, id).await?;
    let form = CalendarForm::of_calendar(&calendar);
    let pane = detail(cx, Detail::form(Some(&calendar), &form))?;
    let dialog = views::delete_dialog(cx.texts, &cx.paths, &calendar, &usage, cx.csrf());
    with_dialog(cx, &ListQuery::default(), Some(id), pane, dialog).await
}

/// `GET /calendars/{id}/delete`: asks, and says where the calendar is in use.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn ask_delete(
    cx: RequestContext,
    Path((_, id)): Path<(String, CalendarId)>,
) -> Result<Markup, AppError> {
    delete_page(&cx, id).await
}

/// `POST /calendars/{id}/delete`.
///
/// # Errors
/// [`AppError`]; a calendar that is in use is shown with where.
pub async fn delete(
    cx: RequestContext,
    Path((_, id)): Path<(String, CalendarId)>,
) -> Result<Response, AppError> {
    match service::delete_calendar(&cx.service, id).await {
        Ok(_) => Ok(Redirect::to(&format!("{}?said=deleted", cx.paths.calendars())).into_response()),
        Err(AppError::Invalid(_) | AppError::Conflict) => {
            Ok((StatusCode::UNPROCESSABLE_ENTITY, delete_page(&cx, id).await?).into_response())
        }
        Err(error) => Err(error),
    }
}
