//! Notifications as lines of the bell's panel and of their own page.
mod bulk_change;

use maud::{Markup, html};

use super::model::{Detail, ExportDigest, ImportDigest, Item, NotificationState};
use crate::exports::model::failure_key;
use crate::jobs::model::Progress as JobProgress;
use crate::locale::Texts;
use crate::locale::format::percentage;
use crate::paths::Paths;
use crate::ui::{
    self, ButtonStyle, Illustration, NotificationAction, NotificationItem, Progress, State, Toast,
};
use crate::users::model::UserKind;

fn link(label: String, href: String) -> NotificationAction {
    NotificationAction { label, href, icon: None, post: false, download: false, dialog: false }
}

fn state_of(state: NotificationState) -> (State, &'static str, Option<&'static str>) {
    match state {
        NotificationState::Pending => (State::Pending, "notifications-pending", None),
        NotificationState::Review => (State::Pending, "notifications-review", Some("hand-stop")),
        NotificationState::Completed => (State::Completed, "notifications-completed", None),
        NotificationState::Failed => (State::Failed, "notifications-failed", None),
    }
}

/// A notification as a line.
pub fn line(t: Texts, paths: &Paths, item: &Item) -> NotificationItem {
    let notification = &item.notification;
    let (state, word, word_icon) = state_of(notification.state);
    let own_words = |name: &str| notification.text(name, t.culture()).map(str::to_owned);
    let mut line = NotificationItem {
        id: notification.id.to_string(),
        state,
        word: t.t(word).into_owned(),
        word_icon,
        icon: "info-circle",
        title: own_words("title").unwrap_or_else(|| t.t("notifications-message").into_owned()),
        open: None,
        text: own_words("text"),
        progress: None,
        actions: Vec::new(),
        foot: Vec::new(),
        unread: notification.read_at.is_none(),
    };
    let opened = link(String::new(), paths.notification(notification.id));
    match &item.detail {
        Detail::Import(import) => {
            line.open = Some(opened);
            import_line(t, paths, import, notification.state, &mut line);
        }
        Detail::Export(export) => {
            let download = notification.state == NotificationState::Completed && export.has_file;
            line.open = Some(NotificationAction { download, ..opened });
            export_line(t, paths, export, notification.state, &mut line);
        }
        Detail::BulkChange(of) => {
            line.open =
                Some(NotificationAction { href: paths.bulk_change(of.change.id), dialog: true, ..opened });
            bulk_change::line(t, paths, of, notification.state, &mut line);
        }
        Detail::None => {}
    }
    if line.state != State::Pending {
        line.foot.insert(0, ui::time(t, notification.updated_at.to_chrono()));
    }
    line
}

/// What the job says of itself: how far, how fast, how much longer; or why it stands still.
fn under_way(
    t: Texts,
    progress: Option<&JobProgress>,
    running: bool,
    people: bool,
    line: &mut NotificationItem,
) {
    let pause = progress.and_then(|progress| progress.pause);
    let Some(progress) = progress.filter(|_| running || pause.is_some()) else {
        line.text = Some(t.t("notifications-waiting").into_owned());
        return;
    };
    line.word_icon = Some("loader-2");
    if let Some(pause) = pause {
        line.word = t.t("notifications-paused").into_owned();
        line.word_icon = Some("clock");
        line.text = Some(t.t(pause.key()).into_owned());
    }
    let mut notes = Vec::new();
    let whole = progress.total.filter(|total| *total > 0);
    notes.push(match (whole, people) {
        (Some(total), true) => {
            t.ta("notifications-people-of", &[("done", progress.done.into()), ("total", total.into())])
        }
        (Some(total), false) => {
            t.ta("notifications-rows-of", &[("done", progress.done.into()), ("total", total.into())])
        }
        (None, true) => t.ta("notifications-people", &[("count", progress.done.into())]),
        (None, false) => t.ta("notifications-rows", &[("count", progress.done.into())]),
    });
    if progress.rate >= 1.0 && pause.is_none() {
        let rate = progress.rate.min(1e12) as u64;
        notes.push(if people {
            t.ta("notifications-people-rate", &[("rate", rate.into())])
        } else {
            t.ta("notifications-rows-rate", &[("rate", rate.into())])
        });
    }
    if let Some(left) = progress.seconds_left.filter(|_| pause.is_none()) {
        notes.push(t.time_left(left));
    }
    let percent = whole.map_or(0, |total| percentage(progress.done, total));
    line.progress = Some(Progress { percent, notes });
}

fn cancelled(t: Texts, line: &mut NotificationItem) {
    line.state = State::Quiet;
    line.word = t.t("notifications-cancelled").into_owned();
    line.word_icon = Some("player-stop");
}

fn import_line(
    t: Texts,
    paths: &Paths,
    import: &ImportDigest,
    state: NotificationState,
    line: &mut NotificationItem,
) {
    line.icon = "table-import";
    line.title = t.ta("notifications-import", &[("file", import.file_name.as_str().into())]);
    let counts = [
        ("created", import.rows_created.into()),
        ("updated", import.rows_updated.into()),
        ("unchanged", import.rows_unchanged.into()),
        ("failed", import.rows_failed.into()),
    ];
    match state {
        NotificationState::Pending => {
            under_way(t, import.progress.as_ref(), import.state == "running", false, line);
            line.actions.push(link(t.t("notifications-details").into_owned(), paths.import(import.id)));
            let cancel = link(t.t("ui-cancel").into_owned(), paths.cancel_import(import.id));
            line.actions.push(NotificationAction { post: true, ..cancel });
            return;
        }
        NotificationState::Review if import.rows_read == 0 => {
            line.text = Some(t.t("notifications-import-mapping").into_owned());
        }
        NotificationState::Review => {
            line.text = Some(t.ta("notifications-import-review", &[("failed", import.rows_failed.into())]));
        }
        NotificationState::Completed => line.text = Some(t.ta("notifications-import-done", &counts)),
        NotificationState::Failed if import.state == "cancelled" => {
            cancelled(t, line);
            line.text = Some(t.ta("notifications-import-cancelled", &counts));
        }
        NotificationState::Failed => {
            line.text = Some(t.t("notifications-import-failed").into_owned());
            line.foot.extend(import.error_code.as_ref().map(|code| html! { span.mono { (code) } }));
        }
    }
    line.actions.push(link(t.t("notifications-details").into_owned(), paths.import(import.id)));
    if state == NotificationState::Failed {
        let again = link(t.t("notifications-import-again").into_owned(), paths.new_import(import.kind));
        line.actions.push(NotificationAction { dialog: true, ..again });
    }
    if import.rows_failed > 0 {
        line.actions.push(NotificationAction {
            icon: Some("file-alert"),
            download: true,
            ..link(
                t.ta("notifications-failed-rows", &[("count", import.rows_failed.into())]),
                paths.import_errors(import.id),
            )
        });
    }
}

fn export_line(
    t: Texts,
    paths: &Paths,
    export: &ExportDigest,
    state: NotificationState,
    line: &mut NotificationItem,
) {
    line.icon = "table-export";
    line.title = export_title(t, export.kind);
    let again = || {
        let again = link(t.t("notifications-export-again").into_owned(), paths.export_again(export.id));
        NotificationAction { post: true, ..again }
    };
    match state {
        NotificationState::Pending | NotificationState::Review => {
            under_way(t, export.progress.as_ref(), export.state == "running", true, line);
            let cancel = link(t.t("ui-cancel").into_owned(), paths.cancel_export(export.id));
            line.actions.push(NotificationAction { post: true, ..cancel });
        }
        NotificationState::Completed => {
            let size = t.bytes(u64::try_from(export.file_size.unwrap_or(0)).unwrap_or(0));
            if export.has_file {
                line.icon = "file-zip";
                line.text = Some(t.ta(
                    "notifications-export-done",
                    &[
                        ("count", export.records.into()),
                        ("parts", export.parts.into()),
                        ("size", size.into()),
                    ],
                ));
                line.actions.push(NotificationAction {
                    icon: Some("download"),
                    download: true,
                    ..link(t.t("notifications-download").into_owned(), paths.export_file(export.id))
                });
                if let Some(until) = export.expires_at {
                    let date = until.to_chrono().date_naive();
                    line.foot
                        .push(html! { (t.ta("notifications-link-until", &[("date", t.date(date).into())])) });
                }
            } else {
                line.text = Some(t.t("notifications-link-expired").into_owned());
            }
            line.actions.push(again());
        }
        NotificationState::Failed if export.state == "cancelled" => {
            cancelled(t, line);
            line.actions.push(again());
        }
        NotificationState::Failed => {
            line.actions.push(again());
            let code = export.error_code.as_deref().unwrap_or_default();
            line.text =
                Some(export.error_message.clone().unwrap_or_else(|| t.t(failure_key(code)).into_owned()));
            line.foot.push(html! { span.mono { (code) } });
        }
    }
}

fn export_title(t: Texts, kind: UserKind) -> String {
    match kind {
        UserKind::Client => t.t("notifications-export-clients"),
        UserKind::Specialist => t.t("notifications-export-specialists"),
    }
    .into_owned()
}

/// What an open page says when something is no longer under way.
pub fn finished_toast(line: &NotificationItem, paths: &Paths, item: &Item) -> Toast {
    let text = match &line.text {
        Some(text) => format!("{}: {text}", line.title),
        None => format!("{}: {}", line.title, line.word),
    };
    let toast = match line.state {
        State::Failed => Toast::failed(text),
        _ => Toast::completed(text),
    };
    let link =
        line.actions.first().map(|first| (first.label.clone(), paths.notification(item.notification.id)));
    Toast { state: line.state, link, ..toast }
}

/// The bell's panel.
pub fn panel(t: Texts, paths: &Paths, items: &[Item], csrf: &str, foot: Markup) -> Markup {
    let lines: Vec<NotificationItem> = items.iter().map(|item| line(t, paths, item)).collect();
    ui::notification_panel(t, &lines, &paths.read_notifications(), csrf, foot)
}

/// The page of a reader without scripts: the same lines, with a way further back.
pub fn page(
    t: Texts,
    paths: &Paths,
    items: &[Item],
    older: Option<&str>,
    csrf: &str,
    foot: Markup,
) -> Markup {
    // Not the panel itself: every page has that one already, and identifiers must not come twice.
    html! {
        section.sheet.person #detail aria-label=(t.t("shell-notifications")) {
            div.head {
                h1 { (t.t("shell-notifications")) }
                div.end {
                    (ui::post_button(ButtonStyle::Plain, &paths.read_notifications(), csrf, None, &t.t("ui-mark-all-read"), None))
                }
            }
            div.scroll {
                @if items.is_empty() {
                    (ui::empty_state(Illustration::Bell, &t.t("ui-inbox-empty-title"), html! { (t.t("ui-inbox-empty-text")) }, html! {}))
                } @else {
                    ul {
                        @for item in items {
                            (ui::notification_item(t, &NotificationItem { id: format!("page-{}", item.notification.id), ..line(t, paths, item) }, csrf))
                        }
                    }
                }
                @if let Some(older) = older { p { a.btn href=(older) { (t.t("notifications-older")) } } }
                (foot)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::{TimeZone as _, Utc};
    use elenco_db::{ExportId, ImportId, Instant, NotificationId, UserId};
    use serde_json::{Value, json};
    use uuid::Uuid;

    use super::*;
    use crate::jobs::model::Pause;
    use crate::locale::Culture;
    use crate::notifications::model::{Notification, NotificationKind};

    fn item(kind: NotificationKind, state: NotificationState, subject: Value, detail: Detail) -> Item {
        let at = Instant::from(Utc.with_ymd_and_hms(2026, 11, 23, 9, 12, 0).single().expect("a time"));
        let (id, user) =
            (NotificationId::from_uuid(Uuid::from_u128(1)), UserId::from_uuid(Uuid::from_u128(2)));
        let notification =
            Notification { id, user, kind, state, subject, created_at: at, updated_at: at, read_at: None };
        Item { notification, detail }
    }

    fn export(notification: NotificationState, state: &str, has_file: bool) -> Item {
        let id = ExportId::from_uuid(Uuid::from_u128(3));
        let progress = JobProgress {
            done: 3_020,
            total: Some(12_480),
            rate: 840.0,
            seconds_left: Some(11),
            ..JobProgress::default()
        };
        let digest = ExportDigest {
            id,
            kind: UserKind::Client,
            mode: "with_data".into(),
            state: state.into(),
            records: 12_480,
            parts: 2,
            file_size: Some(1_100_000),
            has_file,
            expires_at: None,
            error_code: (state == "failed").then(|| "plugin.E101".into()),
            error_message: None,
            progress: Some(progress),
        };
        item(NotificationKind::Export(id), notification, Value::Null, Detail::Export(digest))
    }

    #[test]
    fn each_state_has_its_colour_word_and_way_on() {
        let (t, paths) = (Texts::of(Culture::En), Paths::of("demo"));
        let pending = line(t, &paths, &export(NotificationState::Pending, "running", false));
        assert_eq!((pending.state, pending.word.as_str()), (State::Pending, "Pending"));
        let progress = pending.progress.expect("under way");
        assert_eq!(progress.percent, 24);
        assert_eq!(progress.notes, ["3,020 of 12,480 people", "840 people/s", "11 s left"]);
        assert!(pending.actions[0].post, "it can be cancelled");

        let done = line(t, &paths, &export(NotificationState::Completed, "completed", true));
        assert_eq!((done.state, done.word.as_str()), (State::Completed, "Completed"));
        assert_eq!(done.text.as_deref(), Some("12,480 people in 2 workbooks, 1.1 MB."));
        assert!(done.actions[0].href.ends_with("/file") && done.actions[0].download);
        assert!(done.foot[0].0.contains("23 Nov 2026"), "the date");

        let expired = line(t, &paths, &export(NotificationState::Completed, "completed", false));
        assert!(expired.actions.iter().all(|action| action.post), "nothing but once more");
        assert!(expired.open.is_some_and(|open| !open.download));

        let failed = line(t, &paths, &export(NotificationState::Failed, "failed", false));
        assert_eq!(failed.state, State::Failed);
        assert!(failed.foot.iter().any(|part| part.0.contains("plugin.E101")));
        assert_eq!(
            line(t, &paths, &export(NotificationState::Failed, "cancelled", false)).state,
            State::Quiet
        );
    }

    #[test]
    fn what_stands_still_says_why_and_not_how_fast_it_was() {
        let mut item = export(NotificationState::Pending, "running", false);
        if let Detail::Export(export) = &mut item.detail
            && let Some(progress) = &mut export.progress
        {
            progress.pause = Some(Pause::FilesFull);
        }
        let paused = line(Texts::of(Culture::En), &Paths::of("demo"), &item);
        assert_eq!((paused.state, paused.word.as_str()), (State::Pending, "Paused"));
        assert!(paused.text.is_some_and(|text| text.contains("no room")));
        assert_eq!(
            paused.progress.map(|progress| progress.notes),
            Some(vec!["3,020 of 12,480 people".into()])
        );
    }

    #[test]
    fn rows_that_failed_can_be_had() {
        let id = ImportId::from_uuid(Uuid::from_u128(4));
        let digest = ImportDigest {
            id,
            kind: UserKind::Client,
            file_name: "<b>altas</b>.xlsx".into(),
            state: "completed".into(),
            rows_read: 2_206,
            rows_created: 906,
            rows_updated: 1_288,
            rows_unchanged: 0,
            rows_failed: 12,
            error_code: None,
            progress: None,
        };
        let done = item(
            NotificationKind::Import(id),
            NotificationState::Completed,
            Value::Null,
            Detail::Import(digest),
        );
        let paths = Paths::of("demo");
        for culture in Culture::ALL {
            let line = line(Texts::of(culture), &paths, &done);
            assert!(
                line.actions.iter().any(|action| action.href == paths.import_errors(id) && action.download)
            );
            let markup = ui::notification_item(Texts::of(culture), &line, "token").into_string();
            assert!(markup.contains("&lt;b&gt;altas"), "{markup}");
        }
    }

    #[test]
    fn a_message_is_read_in_the_readers_language() {
        let subject = json!({ "title": { "en": "Hello", "pt": "Olá" }, "text": "42" });
        let message = item(NotificationKind::Message, NotificationState::Completed, subject, Detail::None);
        for (culture, title) in [(Culture::En, "Hello"), (Culture::Pt, "Olá"), (Culture::Es, "Hello")] {
            let line = line(Texts::of(culture), &Paths::of("demo"), &message);
            assert_eq!((line.title.as_str(), line.text.as_deref()), (title, Some("42")));
        }
    }
}
