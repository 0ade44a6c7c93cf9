//! After many people were changed: how many, and whom it could not put back.
use elenco_db::Instant;
use maud::{Markup, html};

use super::title;
use crate::bulk_changes::model::{Action, BulkChange, ChangeState, Conflict, Reason};
use crate::locale::Texts;
use crate::paths::Paths;
use crate::ui::{self, Dialog, Notice, State};

/// One or two sentences: what was done, and who was left out.
pub fn result_text(t: Texts, change: &BulkChange) -> String {
    let count = [("count", change.changed.into()), ("name", change.target_name().into())];
    let mut text = match change.state {
        ChangeState::Pending | ChangeState::Running => return t.t("bulk-begun").into_owned(),
        ChangeState::Undoing => return t.t("bulk-undoing").into_owned(),
        ChangeState::Undone => {
            let undo = change.outcome.undo.clone().unwrap_or_default();
            let counts = [("count", undo.restored.into()), ("conflicts", undo.total.into())];
            return if undo.total > 0 {
                t.ta("bulk-undone-conflicts", &counts)
            } else {
                t.ta("bulk-undone-text", &counts)
            };
        }
        ChangeState::Cancelled => return t.ta("bulk-cancelled", &count),
        ChangeState::Failed => return t.ta("bulk-failed", &count),
        ChangeState::Completed => match change.action {
            Action::Activate => t.ta("bulk-done-activate", &count),
            Action::Deactivate => t.ta("bulk-done-deactivate", &count),
            Action::Associate => t.ta("bulk-done-associate", &count),
            Action::Disassociate => t.ta("bulk-done-disassociate", &count),
            Action::AddToGroup => t.ta("bulk-done-add-to-group", &count),
            Action::Delete => t.ta("bulk-done-delete", &count),
        },
    };
    let unchanged = change.done - change.changed - i64::from(change.outcome.oneself);
    if unchanged > 0 {
        text.push(' ');
        text.push_str(&t.ta("bulk-unchanged", &[("count", unchanged.into())]));
    }
    if change.outcome.oneself {
        text.push(' ');
        text.push_str(&t.t("bulk-oneself"));
    }
    text
}

fn reason(t: Texts, paths: &Paths, change: &BulkChange, conflict: &Conflict) -> Markup {
    match &conflict.reason {
        Reason::Touched => html! { (t.t("bulk-conflict-touched")) },
        Reason::Gone => html! { (t.t("bulk-conflict-gone")) },
        Reason::TargetGone => html! { (t.t("bulk-conflict-target")) },
        Reason::Username { username, by } => html! {
            a.link href=(paths.user(change.kind, *by)) { (t.ta("bulk-conflict-username", &[("name", username.as_str().into())])) }
        },
        Reason::Email { email, by } => html! {
            a.link href=(paths.user(change.kind, *by)) { (t.ta("bulk-conflict-email", &[("name", email.as_str().into())])) }
        },
        Reason::ExternalId { external_id, by } => html! {
            a.link href=(paths.user(change.kind, *by)) { (t.ta("bulk-conflict-external-id", &[("name", external_id.as_str().into())])) }
        },
        Reason::Without { names } => {
            html! { (t.ta("bulk-conflict-without", &[("names", names.join(", ").into())])) }
        }
    }
}

fn conflicts(t: Texts, paths: &Paths, change: &BulkChange) -> Markup {
    let Some(undo) = change.outcome.undo.as_ref().filter(|undo| undo.total > 0) else { return html! {} };
    let more = undo.total - undo.conflicts.len() as i64;
    let gone = |conflict: &Conflict| {
        matches!(
            conflict.reason,
            Reason::Gone | Reason::Username { .. } | Reason::Email { .. } | Reason::ExternalId { .. }
        )
    };
    html! {
        h3.t13.b { (t.t("bulk-conflicts")) }
        ul.bulk-conflicts {
            @for conflict in &undo.conflicts {
                li {
                    @if gone(conflict) { b { (conflict.name) } }
                    @else { a.link href=(paths.user(change.kind, conflict.id)) { (conflict.name) } }
                    " " span.dim { (reason(t, paths, change, conflict)) }
                }
            }
        }
        @if more > 0 { p.dim { (t.ta("bulk-conflicts-more", &[("count", more.into())])) } }
    }
}

/// What a change did, with the way to take it back.
pub fn result_dialog(
    t: Texts,
    paths: &Paths,
    change: &BulkChange,
    (now, may_undo): (Instant, bool),
    csrf: &str,
) -> Markup {
    let can_undo = change.can_be_undone(now) && may_undo;
    let state = match change.state {
        ChangeState::Failed => State::Failed,
        ChangeState::Pending | ChangeState::Running | ChangeState::Undoing => State::Pending,
        ChangeState::Completed | ChangeState::Undone => State::Completed,
        ChangeState::Cancelled => State::Quiet,
    };
    let mut facts = vec![
        (t.t("bulk-fact-changed").into_owned(), html! { (t.number(change.changed)) }),
        (t.t("bulk-fact-looked-at").into_owned(), html! { (t.number(change.done)) }),
        (t.t("bulk-fact-asked").into_owned(), html! { (ui::time(t, change.created_at.to_chrono())) }),
    ];
    if let Some(at) = change.finished_at {
        facts.push((t.t("bulk-fact-finished").into_owned(), html! { (ui::time(t, at.to_chrono())) }));
    }
    let body = html! {
        (ui::notice(&Notice {
            state: if state == State::Completed { State::Note } else { state },
            icon: None, actions: html! {}, text: html! { (result_text(t, change)) },
        }))
        (ui::key_figures(&facts))
        (conflicts(t, paths, change))
        @if can_undo { p { (t.t("bulk-undo-text")) } }
    };
    ui::dialog(&Dialog {
        t,
        title: title(t, change.action, change.target_name()),
        wide: false,
        close: paths.users(change.kind),
        form: can_undo.then(|| (paths.undo_bulk_change(change.id), csrf.to_owned())),
        multipart: false,
        body,
        remark: String::new(),
        buttons: html! {
            @if can_undo {
                button.btn.btn-go type="submit" data-submit { (ui::icon("arrow-back-up")) (t.t("ui-undo")) }
            }
        },
    })
}
