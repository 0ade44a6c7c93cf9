//! People who were deleted, to restore.
use maud::{Markup, html};

use super::kind_words;
use crate::locale::Texts;
use crate::paths::Paths;
use crate::ui::{
    self, ButtonStyle, Choose, ChooseRow, DetailHead, Field, Illustration, Mark, Notice, Pager, State, Tile,
    Width,
};
use crate::users::model::{DeletedUser, KEPT_DAYS, RestoreConflict, Restored, UserKind};

/// What the page shows.
pub struct DeletedView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// Clients or specialists.
    pub kind: UserKind,
    /// Who was deleted, the last ones first.
    pub people: &'a [DeletedUser],
    /// Whether there are more behind them.
    pub has_more: bool,
    /// Whether there are none before them.
    pub is_first: bool,
    /// What came of the last try to restore some.
    pub outcome: &'a [Restored],
    /// Why a user name was refused.
    pub problem: Option<String>,
    /// The session's form token.
    pub csrf: &'a str,
}

fn row(view: &DeletedView<'_>, person: &DeletedUser) -> ChooseRow {
    let t = view.t;
    let date = t.date_time(person.deleted_at.to_chrono());
    let word = match &person.deleted_by {
        Some(by) => t.ta("deleted-by", &[("date", date.into()), ("name", by.as_str().into())]),
        None => t.ta("deleted-at", &[("date", date.into())]),
    };
    ChooseRow {
        value: person.id.to_string(),
        tile: Tile::initials(&person.name, ui::hue_of(person.id.as_uuid().as_bytes())),
        name: person.name.clone(),
        note: person.username.clone(),
        href: None,
        marks: vec![Mark { state: State::Quiet, icon: "trash", word }],
        checked: false,
        taken: None,
    }
}

/// Why somebody stayed deleted, and the way round it.
fn refused(view: &DeletedView<'_>, one: &Restored) -> Markup {
    let t = view.t;
    let notice = |state, text: Markup| ui::notice(&Notice { state, icon: None, text, actions: html! {} });
    match one {
        Restored::Back { without, .. } if without.is_empty() => html! {},
        Restored::Back { name, without, .. } => notice(
            State::Pending,
            html! { b { (name) } " " (t.ta("deleted-without", &[("names", without.join(", ").into())])) },
        ),
        Restored::Refused { name, conflict: RestoreConflict::Gone, .. } => {
            notice(State::Failed, html! { b { (name) } " " (t.t("deleted-gone")) })
        }
        Restored::Refused { name, conflict: RestoreConflict::Email { email, by }, .. } => notice(
            State::Failed,
            html! {
                b { (name) } " " (t.ta("deleted-email", &[("email", email.as_str().into())])) " "
                a.link href=(view.paths.user(view.kind, *by)) { (t.t("deleted-see-other")) }
            },
        ),
        Restored::Refused { name, conflict: RestoreConflict::ExternalId { external_id, by }, .. } => notice(
            State::Failed,
            html! {
                b { (name) } " " (t.ta("deleted-external-id", &[("id", external_id.as_str().into())])) " "
                a.link href=(view.paths.user(view.kind, *by)) { (t.t("deleted-see-other")) }
            },
        ),
        Restored::Refused { id, name, conflict: RestoreConflict::Username { username, by, name: other } } => {
            html! {
                (notice(State::Failed, html! {
                    b { (name) } " " (t.ta("deleted-username", &[("username", username.as_str().into())])) " "
                    a.link href=(view.paths.user(view.kind, *by)) { (other) }
                }))
                form.deleted-rename method="post" action=(view.paths.restore_users(view.kind)) data-busy {
                    input type="hidden" name="csrf" value=(view.csrf);
                    input type="hidden" name="selected" value=(id);
                    div.fields {
                        (Field::text(t, "username", t.t("deleted-other-username")).value(format!("{username}.2"))
                            .required(true).mono().width(Width::Half))
                        div.f.f-6 { button.btn.btn-go type="submit" { (t.t("deleted-restore")) } }
                    }
                }
            }
        }
    }
}

/// The pane.
pub fn deleted_panel(view: &DeletedView<'_>) -> Markup {
    let t = view.t;
    let words = kind_words(t, view.kind);
    let base = view.paths.deleted_users(view.kind);
    let next = view.people.last().filter(|_| view.has_more);
    let next = next.map(|last| format!("{base}?at={}&after={}", last.deleted_at.timestamp_micros(), last.id));
    let choose = Choose {
        t,
        label: t.t("deleted-title").into_owned(),
        search: None,
        in_dialog: false,
        action: view.paths.restore_users(view.kind),
        csrf: view.csrf.to_owned(),
        confirm: None,
        rows: view.people.iter().map(|person| row(view, person)).collect(),
        empty: ui::empty_state(
            Illustration::Roster,
            &t.t("deleted-none"),
            html! { (t.ta("deleted-none-text", &[("days", KEPT_DAYS.into())])) },
            html! {},
        ),
        matching: None,
        pager: Pager {
            summary: t.ta("bulk-amount", &[("count", view.people.len().into())]),
            previous: (!view.is_first).then_some(base),
            next,
        },
        further: html! {},
        remark: t.t("deleted-remark").into_owned(),
        buttons: html! {
            button.btn.btn-go type="submit" { (ui::icon("arrow-back-up")) (t.t("deleted-restore")) }
        },
    };
    let head = DetailHead {
        t,
        tile: Tile::icon("trash").large(),
        photo_field: None,
        title: t.t("deleted-title").into_owned(),
        meta: html! { span { (words.plural) } span { (t.ta("deleted-text", &[("days", KEPT_DAYS.into())])) } },
        actions: html! {
            (ui::link_button(ButtonStyle::Plain, &view.paths.users(view.kind), Some("x"), &t.t("deleted-end"), ""))
        },
        back: view.paths.users(view.kind),
    };
    ui::detail_pane(
        &head,
        html! {
            div.work {
                @if !view.outcome.is_empty() || view.problem.is_some() {
                    div.deleted-outcome {
                        @if let Some(problem) = &view.problem {
                            (ui::notice(&Notice { state: State::Failed, icon: None, text: html! { (problem) }, actions: html! {} }))
                        }
                        @for one in view.outcome { (refused(view, one)) }
                    }
                }
                (choose.render())
            }
        },
    )
}
