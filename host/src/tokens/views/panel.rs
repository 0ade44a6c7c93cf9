//! The tokens of a specialist: the tab.
use std::collections::HashMap;

use elenco_db::{Instant, UserId};
use maud::{Markup, html};

use super::row;
use crate::locale::Texts;
use crate::paths::Paths;
use crate::tokens::model::{Responsible, TokenSummary};
use crate::ui::{self, Column, Illustration, Notice, State, Table};
use crate::users::model::User;

/// What the tab shows.
pub struct PanelView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// The specialist.
    pub user: &'a User,
    /// The specialist's tokens, the newest first.
    pub tokens: &'a [TokenSummary],
    /// Who made them.
    pub people: &'a HashMap<UserId, Responsible>,
    /// Now.
    pub now: Instant,
    /// The session's form token.
    pub csrf: &'a str,
    /// Whether the reader may make tokens.
    pub may_add: bool,
    /// Whether the reader may revoke tokens.
    pub may_revoke: bool,
}

/// The tab.
pub fn panel(view: &PanelView<'_>) -> Markup {
    let t = view.t;
    let new = view.paths.new_user_token(view.user.id);
    let button = html! {
        @if view.may_add {
            a.btn.btn-go href=(new) hx-get=(new) hx-target="#modal" hx-select="dialog[data-open]" hx-swap="innerHTML" {
                (ui::icon("plus")) (t.t("tokens-new"))
            }
        }
    };
    let row = |token: &TokenSummary| {
        let revoke = view.paths.revoke_user_token(view.user.id, token.id);
        vec![
            row::what(t, token),
            row::made(t, token, view.people),
            row::used(t, token, view.now),
            row::ends(t, token, view.now),
            html! { @if view.may_revoke { (row::end(t, token, &revoke, view.csrf)) } },
        ]
    };
    let table = Table {
        caption: t.t("tokens-title").into_owned(),
        columns: vec![
            Column::text(t.t("tokens-column-what")),
            Column::text(t.t("tokens-column-made")),
            Column::text(t.t("tokens-column-used")),
            Column::text(t.t("tokens-column-ends")),
            Column::text(t.t("tokens-column-revoke")),
        ],
        rows: view.tokens.iter().map(row).collect(),
    };
    html! {
        div.scroll {
            @if view.tokens.is_empty() {
                (ui::empty_state(Illustration::Sheet, &t.t("tokens-none"), html! { (t.t("tokens-none-text")) }, button))
            } @else {
                div.token-list {
                    div.token-head { p.group-d { (t.t("tokens-text")) } (button) }
                    @if !view.user.active {
                        (ui::notice(&Notice { state: State::Pending, icon: Some("key-off"), text: html! { (t.t("tokens-person-off")) }, actions: html! {} }))
                    }
                    (table.render())
                }
            }
        }
    }
}
