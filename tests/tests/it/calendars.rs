//! Calendars: hours and holidays as people write them, and nothing that is in use goes away.
use axum::http::{Method, StatusCode};
use chrono::NaiveDate;
use elenco::calendars::model::{
    CalendarAnchor, CalendarValues, DayKind, HOLIDAYS, Holiday, Week, read_hours,
};
use elenco::calendars::service;
use elenco::context::ServiceContext;
use elenco::error::AppError;
use elenco::shifts;
use elenco::shifts::model::ShiftValues;
use elenco_db::CalendarId;
use serde_json::json;

use crate::site::{Site, on_each_engine};

fn codes<T: std::fmt::Debug>(outcome: Result<T, AppError>) -> Vec<(String, String)> {
    match outcome {
        Err(AppError::Invalid(problems)) => problems.into_iter().map(|p| (p.field, p.code)).collect(),
        other => panic!("refused, not {other:?}"),
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn holiday(on: &str, name: &str, yearly: bool) -> Holiday {
    Holiday { day: day(on), name: name.to_owned(), yearly }
}

fn values(name: &str) -> CalendarValues {
    CalendarValues {
        name: name.to_owned(),
        time_zone: "America/Bogota".to_owned(),
        week: Week::usual(),
        active: true,
        ..CalendarValues::default()
    }
}

async fn refuses(cx: &ServiceContext, values: CalendarValues, expected: &[(&str, &str)]) {
    let found = codes(service::create_calendar(cx, values).await);
    let expected: Vec<_> = expected.iter().map(|(f, c)| ((*f).to_owned(), (*c).to_owned())).collect();
    assert_eq!(found, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_calendars_that_can_be_are_kept() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let long = values(&"ñ".repeat(101));
        refuses(&cx, long, &[("name", "calendar.too-long")]).await;
        let nothing =
            CalendarValues { name: " \u{0} ".to_owned(), time_zone: "Macondo".to_owned(), ..values("") };
        refuses(&cx, nothing, &[("name", "calendar.required"), ("time_zone", "calendar.time-zone")]).await;
        let text = CalendarValues { description: "x".repeat(2_001), ..values("a") };
        refuses(&cx, text, &[("description", "calendar.too-long")]).await;
        let mut overlapping = values("a");
        overlapping.week.friday = [read_hours("8-12").unwrap(), read_hours("11-13").unwrap()].concat();
        refuses(&cx, overlapping, &[("week.friday", "calendar.hours")]).await;
        let mut days = values("a");
        days.holidays = vec![
            holiday("2026-12-25", "Navidad", true),
            holiday("2027-12-25", "Natal", true),
            holiday("1899-12-31", " ", false),
        ];
        refuses(
            &cx,
            days,
            &[
                ("holidays.1.day", "calendar.twice"),
                ("holidays.2.name", "calendar.required"),
                ("holidays.2.day", "calendar.day"),
            ],
        )
        .await;
        let mut many = values("a");
        let first = day("2026-01-01");
        many.holidays = (0..=HOLIDAYS as u64)
            .map(|at| Holiday { day: first + chrono::Days::new(at), name: "x".to_owned(), yearly: false })
            .collect();
        refuses(&cx, many.clone(), &[("holidays", "calendar.holidays")]).await;
        many.holidays.pop();
        service::create_calendar(&cx, CalendarValues { name: "Many".to_owned(), ..many }).await.unwrap();

        let mut whole = values("  Oficina \u{7}");
        whole.time_zone = "bogotá".to_owned();
        whole.holidays = vec![holiday("2026-12-25", "Navidad", true), holiday("2026-01-02", "Puente", false)];
        let made = service::create_calendar(&cx, whole).await.unwrap();
        assert_eq!((made.name.as_str(), made.time_zone.as_str()), ("Oficina", "America/Bogota"));
        let kept = service::find_calendar(&cx, made.id).await.unwrap();
        assert_eq!(kept, made);
        assert_eq!(kept.holidays[0].name, "Puente", "in order of their days");
        assert!(
            matches!(kept.day(day("2031-12-25")), DayKind::Holiday(holiday) if holiday.name == "Navidad")
        );
        assert!(matches!(kept.day(day("2026-03-02")), DayKind::Working(hours) if hours.len() == 2));
        assert_eq!(kept.day(day("2026-03-01")), DayKind::Off);
        refuses(&cx, values("OFICINA"), &[("name", "calendar.name-taken")]).await;

        let changed = CalendarValues { active: false, ..values("Oficina") };
        let changed = service::change_calendar(&cx, made.id, Some(1), changed).await.unwrap();
        assert_eq!((changed.version, changed.active), (2, false));
        let stale = service::change_calendar(&cx, made.id, Some(1), values("Late")).await;
        assert!(matches!(stale, Err(AppError::Conflict)), "{stale:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_calendars_are_all_calendars() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        for number in 0..11 {
            service::create_calendar(&cx, values(&format!("North_{number:02}"))).await.unwrap();
        }
        for (search, expected) in [(None, 11), (Some("NORTH"), 11), (Some("h_0"), 10), (Some("%"), 0)] {
            let (mut seen, mut anchor): (Vec<CalendarId>, Option<CalendarAnchor>) = (Vec::new(), None);
            loop {
                let page = service::list_calendars(&cx, search.map(str::to_owned), anchor, 4).await.unwrap();
                seen.extend(page.calendars.iter().map(|calendar| calendar.id));
                anchor = page.next;
                if anchor.is_none() {
                    break;
                }
            }
            assert_eq!(seen.len(), expected, "{search:?}");
        }
        assert_eq!(service::count_calendars(&cx).await.unwrap(), 11);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_keeps_what_was_typed_and_its_buttons_save_nothing() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let admin = site.signed_in(&home.tenant, "admin").await;
        let typed = [
            ("name", "Turno de noche"),
            ("time_zone", "America/Sao_Paulo"),
            ("active", "true"),
            ("week.monday", "22-24 e 17-8"),
            ("week.tuesday", "9-10"),
            ("holidays.0.day", "2026-12-25"),
            ("holidays.0.name", "Natal <b>"),
            ("holidays.3.day", ""),
            ("holidays.3.name", ""),
            ("holidays.4.day", "tomorrow"),
            ("holidays.4.name", "Feriado"),
        ];
        let refused = admin.form("/calendars", &typed).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let text = refused.text();
        for part in
            ["22-24 e 17-8", "“17-8” ends before it begins", "Natal &lt;b&gt;", "Feriado", "Choose a day."]
        {
            assert!(text.contains(part), "{part}: {text}");
        }
        // Buttons of the form answer with the form.
        let with = |extra: &[(&'static str, &'static str)]| {
            [&typed[..2], &[("week.monday", "22-24")], extra].concat()
        };
        let added = admin.form("/calendars", &with(&[("do", "add")])).await;
        assert!(added.status == StatusCode::OK && added.text().contains("holidays.0.day"));
        assert!(added.text().contains("data-unsaved"));
        let pasted =
            admin.form("/calendars", &with(&[("do", "paste"), ("lines", "12/25 Christmas\nnonsense")])).await;
        let text = pasted.text();
        assert!(
            text.contains("value=\"2026-12-25\"") && text.contains("Christmas") && text.contains("nonsense")
        );
        assert!(text.contains("These lines were not understood"), "{text}");
        let copied = admin.form("/calendars", &with(&[("do", "copy")])).await.text();
        assert!(
            copied.contains("id=\"f-week.friday\" name=\"week.friday\" type=\"text\" value=\"22-24\""),
            "{copied}"
        );
        let cx = site.system(&home.tenant).await;
        assert_eq!(service::count_calendars(&cx).await.unwrap(), 0, "nothing was saved");

        let saved = admin
            .form(
                "/calendars",
                &with(&[
                    ("active", "true"),
                    ("holidays.7.day", "2026-12-25"),
                    ("holidays.7.name", "Natal"),
                    ("holidays.7.yearly", "true"),
                ]),
            )
            .await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
        let made = service::list_calendars(&cx, None, None, 5).await.unwrap().calendars.remove(0);
        assert_eq!((made.week.monday.len(), made.holidays.len()), (1, 1));
        let page = admin.get(&format!("/calendars/{}?tab=year&year=2027", made.id)).await.text();
        assert!(page.contains("Natal") && page.contains("2027") && page.contains("December"));
        let page = admin.get(&format!("/calendars/{}?tab=year&year=99999", made.id)).await;
        assert!(page.status == StatusCode::OK && page.text().contains("2026"));
        let history = admin.get(&format!("/calendars/{}?tab=history", made.id)).await.text();
        assert!(history.contains("created this"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_in_use_says_where_and_stays() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let person = site.person(&home.tenant, &home.project, "ana").await;
        let calendar = service::create_calendar(&cx, values("Office")).await.unwrap();
        let values = ShiftValues {
            since: Some(day("2026-03-01")),
            until: Some(day("2026-03-31")),
            calendar: Some(calendar.id),
        };
        let shift = shifts::service::create_shift(&cx, person.id, values).await.unwrap().shift;
        let refused = service::delete_calendar(&cx, calendar.id).await;
        assert_eq!(codes(refused), [(String::new(), "calendar.has-shifts".to_owned())]);
        let admin = site.signed_in(&home.tenant, "admin").await;
        let path = format!("/calendars/{}/delete", calendar.id);
        let answer = admin.form(&path, &[]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text().contains(&format!("/users/specialists/{}?tab=shifts", person.id)));
        shifts::service::delete_shift(&cx, shift.id).await.unwrap();
        assert_eq!(admin.form(&path, &[]).await.status, StatusCode::SEE_OTHER);
        assert!(matches!(service::find_calendar(&cx, calendar.id).await, Err(AppError::NotFound)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_keep_calendars() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let api = site.api(&home.tenant, home.admin.id).await;
        let document = json!({
            "name": "Office", "time_zone": "Europe/Lisbon",
            "week": { "monday": [{ "from": "13:00", "until": "17:00" }, { "from": "08:00", "until": "12:00" }] },
            "holidays": [{ "day": "2026-12-25", "name": "Natal", "yearly": true }],
        });
        let made = api.json(Method::POST, "/api/v1/calendars", &document).await;
        assert_eq!((made.status, made.header("etag")), (StatusCode::CREATED, "\"1\""), "{}", made.text());
        let kept = made.json();
        assert_eq!(kept["week"]["monday"][0]["from"], "08:00");
        let path = format!("/api/v1/calendars/{}", kept["id"].as_str().unwrap());
        let changed = api.json(Method::PATCH, &path, &json!({ "active": false, "version": 1 })).await;
        assert_eq!((changed.status, &changed.json()["holidays"][0]["name"]), (StatusCode::OK, &json!("Natal")));
        let stale = api.json(Method::PATCH, &path, &json!({ "active": true, "version": 1 })).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        for week in [
            json!({ "monday": [{ "from": "12:00", "until": "08:00" }] }),
            json!({ "lunes": [] }),
            json!({ "monday": [{ "from": "8 o'clock", "until": "24:01" }] }),
        ] {
            let refused = api.json(Method::PATCH, &path, &json!({ "week": week })).await;
            assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{}", refused.text());
        }
        let overlap = json!({ "week": { "sunday": [{ "from": "8", "until": "9" }, { "from": "8:30", "until": "10" }] } });
        let refused = api.json(Method::PATCH, &path, &overlap).await;
        assert_eq!(refused.json()["errors"][0]["field"], "week.sunday", "{}", refused.text());
        let list = api.get("/api/v1/calendars?limit=1").await.json();
        assert_eq!((list["items"].as_array().unwrap().len(), &list["next_cursor"]), (1, &json!(null)));
        assert_eq!(api.delete(&path).await.status, StatusCode::NO_CONTENT);
        assert_eq!(api.get(&path).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}
