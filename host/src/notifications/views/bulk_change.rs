//! The line of a change to many people.
use super::{cancelled, link, under_way};
use crate::bulk_changes::model::ChangeState;
use crate::bulk_changes::views::{icon, title};
use crate::locale::Texts;
use crate::notifications::model::{BulkChangeDigest, NotificationState};
use crate::paths::Paths;
use crate::ui::{NotificationAction, NotificationItem, State};

/// What the line says.
pub(super) fn line(
    t: Texts,
    paths: &Paths,
    of: &BulkChangeDigest,
    state: NotificationState,
    line: &mut NotificationItem,
) {
    let change = &of.change;
    line.icon = icon(change.action);
    line.title = title(t, change.action, change.target_name());
    let changed = [("count", change.changed.into())];
    let details = link(t.t("notifications-details").into_owned(), paths.bulk_change(change.id));
    let details = NotificationAction { dialog: true, ..details };
    // The dialog asks once more and has the button: what so many people are is not changed by one click beside a list.
    let undo = NotificationAction {
        icon: Some("arrow-back-up"),
        label: t.t("ui-undo").into_owned(),
        ..details.clone()
    };
    if change.state.is_under_way() {
        line.state = State::Pending;
        under_way(t, of.progress.as_ref(), change.state != ChangeState::Pending, true, line);
        if change.state == ChangeState::Undoing {
            line.text = Some(t.t("bulk-undoing").into_owned());
        }
        let cancel = link(t.t("ui-cancel").into_owned(), paths.cancel_bulk_change(change.id));
        line.actions.push(NotificationAction { post: true, ..cancel });
        return;
    }
    match change.state {
        ChangeState::Undone => {
            let undo = change.outcome.undo.clone().unwrap_or_default();
            line.word = t.t("bulk-undone").into_owned();
            line.word_icon = Some("arrow-back-up");
            line.text = Some(t.ta("bulk-undone-text", &[("count", undo.restored.into())]));
            if undo.total > 0 {
                line.state = State::Pending;
                line.word_icon = Some("alert-triangle");
                line.text = Some(t.ta(
                    "bulk-undone-conflicts",
                    &[("count", undo.restored.into()), ("conflicts", undo.total.into())],
                ));
            }
            line.actions.push(details);
            return;
        }
        ChangeState::Cancelled => {
            cancelled(t, line);
            line.text = Some(t.ta("bulk-cancelled", &changed));
        }
        ChangeState::Failed => line.text = Some(t.ta("bulk-failed", &changed)),
        _ => line.text = Some(t.ta("bulk-changed", &changed)),
    }
    line.actions.push(details);
    if change.changed > 0 && matches!(state, NotificationState::Completed | NotificationState::Failed) {
        line.actions.push(undo);
    }
}
