//! Tokens of everybody.
use std::collections::HashMap;

use elenco_db::{Instant, UserId};
use maud::{Markup, html};

use super::row;
use crate::locale::Texts;
use crate::paths::Paths;
use crate::tokens::form::FilterForm;
use crate::tokens::model::{Responsible, TokenFilter, TokenPage, TokenSummary};
use crate::ui::{self, ButtonStyle, Column, Illustration, State, Table};

/// What the page shows.
pub struct ListView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// What the search and the days hold, as they were typed.
    pub form: &'a FilterForm,
    /// What the list is narrowed to.
    pub filter: &'a TokenFilter,
    /// The tokens of this page.
    pub page: &'a TokenPage,
    /// It is the first page.
    pub is_first: bool,
    /// Who is responsible for them, and who made them.
    pub people: &'a HashMap<UserId, Responsible>,
    /// Now.
    pub now: Instant,
    /// The session's form token.
    pub csrf: &'a str,
    /// Whether the reader may revoke tokens.
    pub may_revoke: bool,
    /// Where the reader makes one, when it is allowed.
    pub new: Option<String>,
}

/// What an address keeps of the filter.
fn kept(form: &FilterForm) -> String {
    let pairs = [
        ("search", &form.search),
        ("created_from", &form.created_from),
        ("created_to", &form.created_to),
        ("expires_from", &form.expires_from),
        ("expires_to", &form.expires_to),
    ];
    let written = pairs.iter().filter_map(|(name, value)| {
        let value = value.as_deref().filter(|value| !value.is_empty())?;
        let value = percent_encoding::utf8_percent_encode(value, percent_encoding::NON_ALPHANUMERIC);
        Some(format!("&{name}={value}"))
    });
    written.collect()
}

fn days(t: Texts, legend: &str, names: (&str, &str), values: (&Option<String>, &Option<String>)) -> Markup {
    let day = |name: &str, word: &str, value: &Option<String>| {
        html! {
            label.token-day {
                span { (word) }
                input.in type="date" name=(name) value=(value.as_deref().unwrap_or_default());
            }
        }
    };
    html! {
        fieldset.token-days {
            legend { (legend) }
            (day(names.0, &t.t("tokens-from"), values.0))
            (day(names.1, &t.t("tokens-to"), values.1))
        }
    }
}

fn filters(view: &ListView<'_>) -> Markup {
    let (t, form) = (view.t, view.form);
    html! {
        form.token-filter role="search" method="get" action=(view.paths.tokens()) aria-label=(t.t("tokens-search"))
            hx-get=(view.paths.tokens()) hx-trigger="submit, change, input changed delay:200ms from:find input[type=search]"
            hx-target="#token-list" hx-select="#token-list" hx-swap="outerHTML" hx-sync="this:replace" hx-push-url="true" {
            div.seek {
                (ui::icon("search"))
                label.sr for="token-query" { (t.t("tokens-search")) }
                input #token-query type="search" name="search" value=(form.search.as_deref().unwrap_or_default())
                    placeholder=(t.t("tokens-search-hint")) autocomplete="off" maxlength="100";
            }
            (days(t, &t.t("tokens-column-made"), ("created_from", "created_to"), (&form.created_from, &form.created_to)))
            (days(t, &t.t("tokens-column-ends"), ("expires_from", "expires_to"), (&form.expires_from, &form.expires_to)))
            noscript { button.btn { (t.t("tokens-filter")) } }
        }
    }
}

fn responsible(view: &ListView<'_>, token: &TokenSummary) -> Markup {
    let t = view.t;
    html! {
        @if let Some(person) = view.people.get(&token.user_id) {
            div {
                a.link href={ (view.paths.user(person.kind, token.user_id)) "?tab=tokens" } { (person.name) }
                @if !person.active { " " (ui::status(State::Quiet, &t.t("users-inactive"))) }
            }
        }
    }
}

fn table(view: &ListView<'_>) -> Markup {
    let t = view.t;
    let row = |token: &TokenSummary| {
        vec![
            row::what(t, token),
            responsible(view, token),
            row::made(t, token, view.people),
            row::used(t, token, view.now),
            row::ends(t, token, view.now),
            html! { @if view.may_revoke { (row::end(t, token, &view.paths.revoke_token(token.id), view.csrf)) } },
        ]
    };
    Table {
        caption: t.t("tokens-title").into_owned(),
        columns: vec![
            Column::text(t.t("tokens-column-what")),
            Column::text(t.t("tokens-column-who")),
            Column::text(t.t("tokens-column-made")),
            Column::text(t.t("tokens-column-used")),
            Column::text(t.t("tokens-column-ends")),
            Column::text(t.t("tokens-column-revoke")),
        ],
        rows: view.page.tokens.iter().map(row).collect(),
    }
    .render()
}

fn empty(view: &ListView<'_>) -> Markup {
    let t = view.t;
    if view.filter.is_empty() {
        return ui::empty_state(
            Illustration::Sheet,
            &t.t("tokens-none"),
            html! { (t.t("tokens-none-text")) },
            html! {},
        );
    }
    ui::empty_state(
        Illustration::Search,
        &t.t("tokens-none-found"),
        html! { (t.t("tokens-none-found-text")) },
        html! { (ui::link_button(ButtonStyle::Plain, &view.paths.tokens(), None, &t.t("tokens-show-all"), "")) },
    )
}

/// The page.
pub fn list(view: &ListView<'_>) -> Markup {
    let t = view.t;
    let address = |more: &str| format!("{}?{}", view.paths.tokens(), more.trim_start_matches('&'));
    let kept = kept(view.form);
    html! {
        section.sheet.person #detail aria-label=(t.t("tokens-title")) {
            div.head {
                div { h1 { (t.t("tokens-title")) } p.group-d { (t.t("tokens-all-text")) } }
                div.end {
                    @if let Some(new) = &view.new {
                        (ui::link_button(ButtonStyle::Primary, new, Some("plus"), &t.t("tokens-new-own"), ""))
                    }
                }
            }
            (filters(view))
            div.scroll {
                div.token-list #token-list {
                    @if view.page.tokens.is_empty() { (empty(view)) } @else { (table(view)) }
                    p.row {
                        @if !view.is_first { a.btn href=(address(&kept)) { (t.t("tokens-newest")) } }
                        @if let Some(older) = view.page.older {
                            a.btn href=(address(&format!("{kept}&older={older}"))) { (t.t("tokens-older")) }
                        }
                    }
                }
            }
        }
    }
}
