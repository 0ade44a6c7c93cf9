//! Instants and days. The server writes UTC; the browser turns instants into the reader's own time.
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use maud::{Markup, html};

use crate::locale::Texts;

/// An instant: `23 Nov 2026, 09:12`.
pub fn time(t: Texts, at: DateTime<Utc>) -> Markup {
    html! {
        time datetime=(at.to_rfc3339_opts(SecondsFormat::Secs, true)) data-local { (t.date_time(at)) }
    }
}

/// A calendar day, which is the same everywhere.
pub fn day(t: Texts, date: NaiveDate) -> Markup {
    html! { time datetime=(date.to_string()) { (t.date(date)) } }
}
