use super::*;
use proptest::prelude::*;

fn date(text: &str, language: Language) -> Result<String, String> {
    read_date(text, language).map(|value| elenco_sdk::plain_text(&value))
}

fn time(text: &str) -> Option<String> {
    read_time(text, Language::En).ok().map(|value| elenco_sdk::plain_text(&value))
}

fn instant(text: &str, language: Language) -> Option<String> {
    read_instant(text, language).ok().map(|value| elenco_sdk::plain_text(&value))
}

#[test]
fn the_order_of_day_and_month_is_that_of_the_language() {
    assert_eq!(date("03/04/2026", Language::En).as_deref(), Ok("2026-03-04"));
    assert_eq!(date("03/04/2026", Language::Es).as_deref(), Ok("2026-04-03"));
    assert_eq!(date("3.4.2026", Language::Pt).as_deref(), Ok("2026-04-03"));
    for language in Language::ALL {
        assert_eq!(date(" 2026-04-03 ", language).as_deref(), Ok("2026-04-03"));
        assert_eq!(date("2026-04-03T00:00:00Z", language).as_deref(), Ok("2026-04-03"));
    }
}

#[test]
fn days_that_do_not_exist_are_refused_with_the_reason() {
    assert_eq!(
        date("31/02/1990", Language::Pt).unwrap_err(),
        "Fevereiro de 1990 não tem dia 31: termina no dia 28."
    );
    assert_eq!(
        date("31/04/1990", Language::Es).unwrap_err(),
        "Abril de 1990 no tiene día 31: termina el 30."
    );
    assert_eq!(
        date("02/30/2024", Language::En).unwrap_err(),
        "February 2024 has no day 30; it ends on the 29th."
    );
    assert!(date("31/02/1990", Language::En).unwrap_err().contains("There is no month 31"));
    assert!(date("12/31/1990", Language::Pt).unwrap_err().contains("Não existe o mês 31"));
    assert!(date("1/1/90", Language::En).unwrap_err().contains("four digits"));
    for text in [
        "",
        "x",
        "1/2",
        "1/2/3/2026",
        "1-2/2026",
        "01/01/20260",
        "٠١/٠١/٢٠٢٦",
        "2026-04-03 08:30",
        "0000-01-01",
    ] {
        assert!(date(text, Language::En).is_err(), "{text}");
    }
}

#[test]
fn times_are_read_as_people_write_them() {
    for (text, expected) in [
        ("8:30", "08:30:00"),
        ("08:30:15", "08:30:15"),
        ("8:30 PM", "20:30:00"),
        ("12:00 am", "00:00:00"),
        ("12 p.m.", "12:00:00"),
        ("20h30", "20:30:00"),
        ("20h", "20:00:00"),
        ("20h30min", "20:30:00"),
        ("08:30:15.250", "08:30:15"),
    ] {
        assert_eq!(time(text).as_deref(), Some(expected), "{text}");
    }
    for text in ["", "24:00", "8:60", "13:00 pm", "0:30 am", "8", "a:b", "1:2:3:4", "-1:00", ":30"] {
        assert_eq!(time(text), None, "{text}");
    }
}

#[test]
fn instants_are_brought_to_utc() {
    for (text, expected) in [
        ("2026-11-23T08:30:00Z", "2026-11-23T08:30:00Z"),
        ("2026-11-23T08:30:00-03:00", "2026-11-23T11:30:00Z"),
        ("2026-12-31T22:30:00-05:00", "2027-01-01T03:30:00Z"),
        ("2024-03-01T01:00:00+02:00", "2024-02-29T23:00:00Z"),
        ("2026-11-23 08:30", "2026-11-23T08:30:00Z"),
        ("23/11/2026 8:30 pm", "2026-11-23T20:30:00Z"),
        ("23/11/2026", "2026-11-23T00:00:00Z"),
    ] {
        assert_eq!(instant(text, Language::Es).as_deref(), Some(expected), "{text}");
    }
    for text in [
        "",
        "2026-11-23T25:00:00Z",
        "2026-11-23T08:30:00+99:00",
        "9999-12-31T23:30:00-05:00",
        "0001-01-01T00:00+01:00",
    ] {
        assert_eq!(instant(text, Language::Es), None, "{text}");
    }
}

proptest! {
    /// Every day that exists reads back in every language, and no other day is accepted.
    #[test]
    fn days_read_back(year in 1u32..=9999, month in 1u32..=12, day in 1u32..=31) {
        let iso = format!("{year:04}-{month:02}-{day:02}");
        let exists = day <= calendar::days_in_month(year, month);
        for language in Language::ALL {
            let written = write_date(&iso, language);
            prop_assert_eq!(date(&written, language).ok(), exists.then(|| iso.clone()));
        }
    }

    #[test]
    fn instants_read_back(day in 1u32..=28, hour in 0u32..24, minute in 0u32..60, second in 0u32..60) {
        let iso = format!("2026-02-{day:02}T{hour:02}:{minute:02}:{second:02}Z");
        for language in Language::ALL {
            prop_assert_eq!(instant(&write_instant(&iso, language), language), Some(iso.clone()));
        }
    }

    #[test]
    fn next_and_previous_day_are_inverse(year in 2u32..9999, month in 1u32..=12, day in 1u32..=28) {
        let day = Day::new(year, month, day).unwrap();
        prop_assert_eq!(day.next().and_then(Day::previous), Some(day));
        prop_assert_eq!(day.previous().and_then(Day::next), Some(day));
    }

    #[test]
    fn anything_may_be_typed(text in "\\PC{0,20}|[0-9/:.TZ+h pm-]{0,20}") {
        for language in Language::ALL {
            let _ = (date(&text, language), time(&text), instant(&text, language));
        }
    }
}
