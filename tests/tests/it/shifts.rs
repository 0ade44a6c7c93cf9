//! Shifts: no two of one specialist ever overlap.
use axum::http::{Method, StatusCode};
use chrono::NaiveDate;
use elenco::audit;
use elenco::calendars::model::{Calendar, CalendarValues, Week};
use elenco::context::ServiceContext;
use elenco::error::AppError;
use elenco::shifts::model::{LONGEST, ShiftValues};
use elenco::shifts::service;
use elenco::users::model::{UserChanges, UserKind};
use elenco::{calendars, users};
use serde_json::json;

use crate::site::{Site, on_each_engine};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn span(since: &str, until: &str, calendar: &Calendar) -> ShiftValues {
    ShiftValues { since: Some(day(since)), until: Some(day(until)), calendar: Some(calendar.id) }
}

fn codes<T: std::fmt::Debug>(outcome: Result<T, AppError>) -> Vec<String> {
    match outcome {
        Err(AppError::Invalid(problems)) => problems.into_iter().map(|problem| problem.code).collect(),
        other => panic!("refused, not {other:?}"),
    }
}

async fn calendar(cx: &ServiceContext, name: &str) -> Calendar {
    let values = CalendarValues {
        name: name.to_owned(),
        time_zone: "UTC".to_owned(),
        week: Week::usual(),
        active: true,
        ..CalendarValues::default()
    };
    calendars::service::create_calendar(cx, values).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn shifts_that_cannot_be_are_refused() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let ana = site.person(&home.tenant, &home.project, "ana").await.id;
        let bea = site.person(&home.tenant, &home.project, "bea").await.id;
        let office = calendar(&cx, "Office").await;
        let create = async |values| service::create_shift(&cx, ana, values).await;

        let nothing = create(ShiftValues::default()).await;
        assert_eq!(codes(nothing), ["shift.required"; 3]);
        assert_eq!(codes(create(span("2026-03-02", "2026-03-01", &office)).await), ["shift.reversed"]);
        assert_eq!(codes(create(span("1899-12-31", "2201-01-01", &office)).await), ["shift.year"; 2]);
        let first = day("2026-01-01");
        let long = |days: i64| ShiftValues {
            since: Some(first),
            until: first.checked_add_signed(chrono::TimeDelta::days(days)),
            calendar: Some(office.id),
        };
        assert_eq!(codes(create(long(LONGEST)).await), ["shift.long"]);
        let longest = create(long(LONGEST - 1)).await.unwrap().shift;
        assert_eq!(longest.days(), LONGEST);
        service::delete_shift(&cx, longest.id).await.unwrap();
        let mut unknown = span("2026-03-01", "2026-03-01", &office);
        unknown.calendar = Some(elenco_db::CalendarId::from_uuid(site.app.ids.uuid()));
        assert_eq!(codes(create(unknown).await), ["shift.calendar-unknown"]);

        let march = create(span("2026-03-01", "2026-03-31", &office)).await.unwrap().shift;
        for (since, until) in [
            ("2026-03-31", "2026-04-30"),
            ("2026-02-01", "2026-03-01"),
            ("2026-03-10", "2026-03-10"),
            ("2026-01-01", "2026-12-31"),
        ] {
            assert_eq!(codes(create(span(since, until, &office)).await), ["shift.overlap"], "{since}");
        }
        let refused = create(span("2026-03-15", "2026-04-30", &office)).await;
        let Err(AppError::Invalid(problems)) = refused else { panic!("{refused:?}") };
        assert!(
            problems[0].message.contains("1 Mar 2026 to 31 Mar 2026 (Office)"),
            "{}",
            problems[0].message
        );
        let april = create(span("2026-04-01", "2026-04-01", &office)).await.unwrap().shift;
        create(span("2026-02-28", "2026-02-28", &office)).await.unwrap();
        service::create_shift(&cx, bea, span("2026-03-01", "2026-03-31", &office)).await.unwrap();

        // Its own days are in nobody's way.
        let values = span("2026-03-02", "2026-03-31", &office);
        let moved = service::change_shift(&cx, march.id, Some(1), values).await.unwrap().shift;
        assert_eq!((moved.version, moved.since), (2, day("2026-03-02")));
        let stale = service::change_shift(&cx, march.id, Some(1), values).await;
        assert!(matches!(stale, Err(AppError::Conflict)), "{stale:?}");
        let wide =
            service::change_shift(&cx, april.id, None, span("2026-03-31", "2026-04-01", &office)).await;
        assert_eq!(codes(wide), ["shift.overlap"]);

        // An inactive calendar stays where it is, and goes nowhere else.
        let off = CalendarValues { active: false, ..office.values() };
        calendars::service::change_calendar(&cx, office.id, None, off).await.unwrap();
        site.clock.forward(60);
        let kept =
            service::change_shift(&cx, march.id, None, span("2026-03-03", "2026-03-31", &office)).await;
        assert_eq!(kept.unwrap().shift.version, 3);
        assert_eq!(
            codes(create(span("2027-01-01", "2027-01-02", &office)).await),
            ["shift.calendar-inactive"]
        );

        let changes = UserChanges {
            username: Some("client".to_owned()),
            first_names: Some("Iara".to_owned()),
            last_names: Some("Teixeira".to_owned()),
            ..UserChanges::default()
        };
        let client =
            users::service::create_user(&cx, UserKind::Client, home.project.id, changes).await.unwrap();
        let night = calendar(&cx, "Night").await;
        let refused = service::create_shift(&cx, client.id, span("2026-03-01", "2026-03-01", &night)).await;
        assert_eq!(codes(refused), ["shift.not-a-specialist"]);

        let history =
            audit::service::list_history(&cx, ("user", ana.as_uuid()), None, None, 1).await.unwrap();
        let change = &history.entries[0].changes["shifts"];
        assert_eq!(
            (&change.old["since"], &change.new["since"]),
            (&json!("2026-03-02"), &json!("2026-03-03"))
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_administrators_at_once_make_no_overlap() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let ana = site.person(&home.tenant, &home.project, "ana").await.id;
        let office = calendar(&cx, "Office").await;
        for round in 0..8 {
            let year = 2026 + round;
            let one = span(&format!("{year}-01-01"), &format!("{year}-06-30"), &office);
            let two = span(&format!("{year}-06-30"), &format!("{year}-12-31"), &office);
            let (one, two) =
                tokio::join!(service::create_shift(&cx, ana, one), service::create_shift(&cx, ana, two));
            let refused: Vec<_> = [one, two].into_iter().filter(Result::is_err).collect();
            assert_eq!(refused.len(), 1, "one of two that overlap");
            for outcome in refused {
                assert_eq!(codes(outcome), ["shift.overlap"]);
            }
        }
        // Moving two towards each other at once.
        let bea = site.person(&home.tenant, &home.project, "bea").await.id;
        for round in 0..4 {
            let year = 2026 + round;
            let early = span(&format!("{year}-01-01"), &format!("{year}-01-31"), &office);
            let late = span(&format!("{year}-03-01"), &format!("{year}-03-31"), &office);
            let early = service::create_shift(&cx, bea, early).await.unwrap().shift;
            let late = service::create_shift(&cx, bea, late).await.unwrap().shift;
            let (one, two) = tokio::join!(
                service::change_shift(
                    &cx,
                    early.id,
                    None,
                    span(&format!("{year}-01-01"), &format!("{year}-02-15"), &office)
                ),
                service::change_shift(
                    &cx,
                    late.id,
                    None,
                    span(&format!("{year}-02-15"), &format!("{year}-03-31"), &office)
                ),
            );
            assert_eq!([one, two].iter().filter(|outcome| outcome.is_err()).count(), 1);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tab_shows_months_and_names_what_is_in_the_way() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let ana = site.person(&home.tenant, &home.project, "ana").await.id;
        let office = calendar(&cx, "Office <1>").await;
        let admin = site.signed_in(&home.tenant, "admin").await;
        let tab = format!("/users/specialists/{ana}?tab=shifts");
        assert!(admin.get(&tab).await.text().contains("No shifts yet"));
        let path = format!("/users/specialists/{ana}/shifts");
        let id = office.id.to_string();
        let pairs = [("since", "2026-03-01"), ("until", "2026-03-31"), ("calendar", id.as_str())];
        let made = admin.form(&path, &pairs).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
        assert!(made.header("location").ends_with("&month=2026-03&said=shift-saved"));
        let shown = admin.get(&tab).await.text();
        for part in ["March 2026", "Office &lt;1&gt;", "08:00–12:00", "31 days", "Now"] {
            assert!(shown.contains(part), "{part}");
        }
        let refused =
            admin.form(&path, &[("since", "2026-03-31"), ("until", "2026-04-02"), ("calendar", &id)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let text = refused.text();
        assert!(
            text.contains("value=\"2026-04-02\"") && text.contains("&amp;month=2026-03#shift-"),
            "{text}"
        );
        let new = admin.get(&format!("{path}/new?since=2026-05-04")).await.text();
        assert!(new.contains("value=\"2026-05-04\""));
        for month in ["2026-13", "x", "999999999-1", "1899-12"] {
            assert!(
                admin.get(&format!("{tab}&month={month}")).await.text().contains("March 2026"),
                "{month}"
            );
        }
        let april = admin.get(&format!("{tab}&month=2026-04")).await.text();
        assert!(april.contains("April 2026") && april.contains("Today"));

        let client = format!("/users/clients/{ana}/shifts");
        assert_eq!(admin.form(&client, &pairs).await.status, StatusCode::NOT_FOUND);
        let shift = service::list_from(&cx, ana, day("2026-01-01"), None, 5).await.unwrap().0.remove(0).shift;
        let asked = admin.get(&format!("/shifts/{}/delete", shift.id)).await.text();
        assert!(asked.contains("Delete this shift?"));
        assert_eq!(
            admin.form(&format!("/shifts/{}/delete", shift.id), &[]).await.status,
            StatusCode::SEE_OTHER
        );
        let history = admin.get(&format!("/users/specialists/{ana}?tab=history")).await.text();
        assert!(history.contains("31 Mar 2026") && history.contains("Office &lt;1&gt;"), "{history}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_plan_shifts() {
    on_each_engine(async |site: Site| {
        let home = site.organisation("home").await;
        let cx = site.system(&home.tenant).await;
        let ana = site.person(&home.tenant, &home.project, "ana").await.id;
        let office = calendar(&cx, "Office").await;
        let api = site.api(&home.tenant, home.admin.id).await;
        let path = format!("/api/v1/users/{ana}/shifts");
        for month in 1..=5 {
            let document = json!({
                "since": format!("2026-{month:02}-01"), "until": format!("2026-{month:02}-28"), "calendar": office.id,
            });
            let made = api.json(Method::POST, &path, &document).await;
            assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
        }
        let (mut seen, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = api.get(&format!("{path}?limit=2{cursor}")).await.json();
            seen.extend(page["items"].as_array().unwrap().clone());
            let Some(next) = page["next_cursor"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
        assert_eq!(seen.len(), 5);
        let later = api.get(&format!("{path}?from=2026-03-28")).await.json();
        assert_eq!(later["items"].as_array().unwrap().len(), 3);
        let first = format!("/api/v1/shifts/{}", seen[0]["id"].as_str().unwrap());
        let refused = api.json(Method::PATCH, &first, &json!({ "until": "2026-02-01" })).await;
        assert_eq!(refused.json()["errors"][0]["code"], "shift.overlap", "{}", refused.text());
        let changed = api.json(Method::PATCH, &first, &json!({ "until": "2026-01-31" })).await;
        assert_eq!((changed.status, &changed.json()["version"]), (StatusCode::OK, &json!(2)));
        assert_eq!(api.delete(&first).await.status, StatusCode::NO_CONTENT);
        assert_eq!(api.get(&first).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}
