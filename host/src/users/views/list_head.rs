//! What stands at the head of the list, and in the place of its lines when there are none.
use maud::{Markup, html};

use super::{KindWords, ListView, list_address, list_tools};
use crate::ui::{self, ButtonStyle, Illustration, MenuItem, Notice, State};

/// The buttons.
pub(super) fn actions(view: &ListView<'_>, words: &KindWords) -> Markup {
    let (t, paths) = (view.t, view.paths);
    let lock = |allowed: bool| (!allowed).then(|| t.t("users-not-allowed").into_owned());
    let mut menu = vec![
        MenuItem {
            label: t.t("users-import").into_owned(),
            href: paths.new_import(view.kind),
            icon: Some("table-import"),
            dialog: true,
            lock: lock(view.may_move.0),
            ..MenuItem::default()
        },
        MenuItem {
            label: t.t("users-export").into_owned(),
            // The export is of those whom the list shows, if the reader wants that.
            href: list_address(&paths.new_export(view.kind), view.state, None),
            icon: Some("table-export"),
            dialog: true,
            lock: lock(view.may_move.1),
            ..MenuItem::default()
        },
    ];
    if view.can_look_up {
        menu.push(MenuItem {
            label: t.t("users-look-up").into_owned(),
            href: paths.look_up(view.kind),
            icon: Some("plug-connected"),
            dialog: true,
            lock: lock(view.may_add),
            ..MenuItem::default()
        });
    }
    menu.push(MenuItem {
        label: t.t("deleted-title").into_owned(),
        href: paths.deleted_users(view.kind),
        icon: Some("trash"),
        lock: lock(view.may_delete),
        ..MenuItem::default()
    });
    html! {
        @if view.may_associate {
            (ui::link_button(ButtonStyle::Plain, &paths.associate(view.kind), Some("user-share"), "", &t.t("associate-mode")))
        }
        @if view.open.is_some() {
            @let whole = list_address(&paths.users(view.kind), view.state, view.anchor);
            @let label = t.t("users-whole-list");
            a.btn.btn-i.list-whole href=(whole) data-whole-list title=(label) aria-label=(label)
                hx-get=(whole) hx-target="#main" hx-select="#main" hx-swap="outerHTML show:none" hx-push-url="true" {
                (ui::icon("table"))
            }
        }
        @if view.may_add {
            (ui::link_button_with_menu(&paths.new_user(view.kind), "plus", &t.t("users-new"), &t.t("users-more-ways"), &menu))
        } @else {
            (ui::action_menu(&t.t("users-more-ways"), &menu))
        }
        span.sr { (words.new) }
    }
}

/// What is shown when nobody is.
pub(super) fn empty(view: &ListView<'_>, words: &KindWords) -> Markup {
    let (t, paths) = (view.t, view.paths);
    if view.listing.looked_through.is_some() {
        return html! {};
    }
    if !view.state.filter.is_empty() || view.anchor.is_some() {
        let all = view.address(&view.cleared());
        return ui::empty_state(
            Illustration::Search,
            &t.t("users-none-found"),
            html! { (t.t("users-none-found-text")) },
            html! { (ui::link_button(ButtonStyle::Plain, &all, None, &t.t("users-show-all"), "")) },
        );
    }
    ui::empty_state(
        Illustration::Roster,
        &t.t("users-nobody"),
        html! { (t.t("users-nobody-text")) },
        html! {
            @if view.may_add {
                (ui::link_button(ButtonStyle::Primary, &paths.new_user(view.kind), Some("plus"), &words.new, ""))
            }
        },
    )
}

/// What the address or a view asked for and did not get.
pub(super) fn notice(view: &ListView<'_>) -> Markup {
    if view.unknown.is_empty() {
        return html! {};
    }
    let t = view.t;
    let names: Vec<String> = view.unknown.iter().map(|name| list_tools::word_of(view, name)).collect();
    ui::notice(&Notice {
        state: State::Pending,
        icon: None,
        text: html! { (t.ta("users-filter-unknown", &[("names", names.join(", ").into())])) },
        actions: html! {},
    })
}
