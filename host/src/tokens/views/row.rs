//! A token in a table.
use std::collections::HashMap;

use elenco_db::{Instant, UserId};
use maud::{Markup, html};

use crate::auth::permission::Permission;
use crate::locale::Texts;
use crate::roles::views::permission_words;
use crate::tokens::model::{Life, Responsible, TokenSummary, last_day};
use crate::ui::{self, ButtonStyle, State};

/// Permissions that are named before the rest is counted.
const NAMED: usize = 3;

/// What it is for, how it begins, what it is limited to.
pub(super) fn what(t: Texts, token: &TokenSummary) -> Markup {
    html! {
        div {
            b.token-name { (token.description) }
            span.token-more { span.mono { (token.prefix) "…" } " · " (scopes(t, token.scopes.as_deref())) }
        }
    }
}

fn scopes(t: Texts, scopes: Option<&[Permission]>) -> Markup {
    let Some(scopes) = scopes else { return html! { (t.t("tokens-unlimited")) } };
    let words = |scopes: &[Permission]| {
        scopes.iter().map(|scope| permission_words(t, *scope)).collect::<Vec<_>>().join(" · ")
    };
    html! {
        @if scopes.is_empty() { (t.t("tokens-nothing")) }
        @else if scopes.len() <= NAMED { (words(scopes)) }
        @else {
            details.token-scopes {
                summary { (t.ta("tokens-limited", &[("count", scopes.len().into())])) }
                (words(scopes))
            }
        }
    }
}

/// When it was made, and by whom.
pub(super) fn made(t: Texts, token: &TokenSummary, people: &HashMap<UserId, Responsible>) -> Markup {
    let by = token.created_by.and_then(|id| people.get(&id));
    html! {
        div {
            (ui::time(t, token.created_at.to_chrono()))
            span.token-more {
                @if let Some(by) = by { (t.ta("tokens-by", &[("name", by.name.as_str().into())])) }
                @else if token.created_by.is_none() { (t.t("tokens-by-operator")) }
                @else { (t.t("tokens-by-somebody")) }
            }
        }
    }
}

/// When it was used.
pub(super) fn used(t: Texts, token: &TokenSummary, now: Instant) -> Markup {
    html! {
        @if let Some(at) = token.last_used_at { (t.ago(at.to_chrono(), now.to_chrono())) }
        @else { span.dim { (t.t("tokens-never-used")) } }
    }
}

/// Until when it is good.
pub(super) fn ends(t: Texts, token: &TokenSummary, now: Instant) -> Markup {
    let day = token.expires_at.map(|end| ui::day(t, last_day(end)));
    html! {
        div {
            @if let Some(day) = day { span.nw { (day) } } @else { (t.t("tokens-endless")) }
            @match token.life(now) {
                Life::Over => { " " (ui::status(State::Failed, &t.t("tokens-expired"))) },
                Life::Soon(days) => { " " (ui::status(State::Pending, &t.ta("tokens-soon", &[("days", days.into())]))) },
                Life::Endless | Life::Long => {},
            }
        }
    }
}

/// The way to end it.
pub(super) fn end(t: Texts, token: &TokenSummary, action: &str, csrf: &str) -> Markup {
    let question = t.ta("tokens-revoke-confirm", &[("description", token.description.as_str().into())]);
    ui::post_button(
        ButtonStyle::Danger,
        action,
        csrf,
        Some("key-off"),
        &t.t("tokens-revoke"),
        Some(&question),
    )
}
