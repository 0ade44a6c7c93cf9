//! Calendars of the demo, shifts of its specialists, and what colleagues wrote about people.
use chrono::{Datelike as _, Days, NaiveDate};
use elenco_db::{CalendarId, ProjectId, UserId};

use crate::audit::model::{Actor, Way};
use crate::calendars;
use crate::calendars::model::{CalendarValues, Holiday, WEEKDAYS, Week, read_hours};
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::feedback;
use crate::feedback::model::Subject;
use crate::shifts;
use crate::shifts::model::ShiftValues;
use crate::users;
use crate::users::model::{User, UserFilter, UserKind};

/// Specialists with shifts.
const WORKERS: usize = 12;
/// Days that come back every year in Colombia: month, day, name.
const COLOMBIA: [(u32, u32, &str); 8] = [
    (1, 1, "Año Nuevo"),
    (5, 1, "Día del Trabajo"),
    (7, 20, "Día de la Independencia"),
    (8, 7, "Batalla de Boyacá"),
    (10, 12, "Día de la Raza"),
    (11, 2, "Todos los Santos"),
    (12, 8, "Inmaculada Concepción"),
    (12, 25, "Navidad"),
];
/// The same in Brazil.
const BRAZIL: [(u32, u32, &str); 8] = [
    (1, 1, "Confraternização Universal"),
    (4, 21, "Tiradentes"),
    (5, 1, "Dia do Trabalho"),
    (9, 7, "Independência do Brasil"),
    (10, 12, "Nossa Senhora Aparecida"),
    (11, 2, "Finados"),
    (11, 15, "Proclamação da República"),
    (12, 25, "Natal"),
];
const COMMENTS: [&str; 5] = [
    "Prefers e-mail. Calls back after 18:00.",
    "Asked for the new price list:\nhttps://example.com/price-list",
    "Contract renewed for two years. Thank you, everybody.",
    "Llamar al móvil, el teléfono fijo no funciona desde marzo.",
    "Pediu visita técnica na filial do centro.",
];

fn holidays(year: i32, days: &[(u32, u32, &str)]) -> Vec<Holiday> {
    let holiday = |(month, day, name): &(u32, u32, &str)| {
        let day = NaiveDate::from_ymd_opt(year, *month, *day)?;
        Some(Holiday { day, name: (*name).to_owned(), yearly: true })
    };
    days.iter().filter_map(holiday).collect()
}

fn week(weekdays: &str, saturday: &str) -> Week {
    let mut week = Week::default();
    for day in &WEEKDAYS[..5] {
        week.set(*day, read_hours(weekdays).unwrap_or_default());
    }
    week.set(WEEKDAYS[5], read_hours(saturday).unwrap_or_default());
    week
}

async fn make_calendars(cx: &ServiceContext, year: i32) -> Result<[CalendarId; 2], AppError> {
    let office = CalendarValues {
        name: "Office hours, Bogotá".to_owned(),
        description: "Monday to Friday, with a break at noon.".to_owned(),
        time_zone: "America/Bogota".to_owned(),
        week: week("08:00–12:00, 13:00–17:00", ""),
        holidays: holidays(year, &COLOMBIA),
        active: true,
    };
    let late = CalendarValues {
        name: "Late service, São Paulo".to_owned(),
        description: "Until 22:00, and on Saturday mornings.".to_owned(),
        time_zone: "America/Sao_Paulo".to_owned(),
        week: week("14:00–18:00, 19:00–22:00", "08:00–13:00"),
        holidays: holidays(year, &BRAZIL),
        active: true,
    };
    Ok([
        calendars::service::create_calendar(cx, office).await?.id,
        calendars::service::create_calendar(cx, late).await?.id,
    ])
}

async fn some(
    cx: &ServiceContext,
    project: ProjectId,
    kind: UserKind,
    most: usize,
) -> Result<Vec<UserId>, AppError> {
    let page = users::service::list_users(cx, project, kind, UserFilter::default(), None, most).await?;
    Ok(page.items.into_iter().map(|person| person.id).collect())
}

/// Makes them. The administrator wrote the comments, and works now.
pub(super) async fn make(cx: &ServiceContext, project: ProjectId, admin: &User) -> Result<(), AppError> {
    let today = cx.app.clock.now().to_chrono().date_naive();
    let calendars = make_calendars(cx, today.year()).await?;
    let mut workers = some(cx, project, UserKind::Specialist, WORKERS).await?;
    workers.retain(|worker| *worker != admin.id);
    workers.insert(0, admin.id);
    for (at, worker) in workers.into_iter().enumerate() {
        // Six weeks until two weeks ago, then a week off, then four weeks, and another six after that.
        let monday = today - Days::new(u64::from(today.weekday().num_days_from_monday()));
        let spans = [(-56, -15, at), (-7, 20, at), (21, 62, at + 1)];
        for (from, until, calendar) in spans {
            let day = |days: i64| monday.checked_add_signed(chrono::TimeDelta::days(days));
            let values =
                ShiftValues { since: day(from), until: day(until), calendar: Some(calendars[calendar % 2]) };
            shifts::service::create_shift(cx, worker, values).await?;
        }
    }
    let mut acting = cx.clone();
    (acting.actor, acting.way) = (Actor::User(admin.id), Way::Form);
    for (at, client) in some(cx, project, UserKind::Client, 9).await?.into_iter().enumerate() {
        for comment in COMMENTS.iter().skip(at % COMMENTS.len()).take(1 + at % 3) {
            feedback::service::add_comment(&acting, Subject::User(client), comment).await?;
        }
    }
    Ok(())
}
