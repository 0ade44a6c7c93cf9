//! Notifications, in the bell's panel and in its stream.
use maud::{Markup, html};

use super::feedback::{Illustration, empty_state};
use super::icon::{icon, icon_small};
use super::status::{State, progress, status, status_with_icon};
use crate::locale::Texts;

/// How far something is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// Whole percent.
    pub percent: u8,
    /// Up to three words below the bar: `7,463 of 11,846 rows`, `1,840 rows/s`, `2 s left`.
    pub notes: Vec<String>,
}

/// Something to do about a notification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotificationAction {
    /// What it does, verb first.
    pub label: String,
    /// Its address.
    pub href: String,
    /// One of `assets/icons.txt`.
    pub icon: Option<&'static str>,
    /// It changes something and is posted.
    pub post: bool,
    /// The address is a file: the browser downloads it and stays.
    pub download: bool,
    /// Opens as a dialog on the page.
    pub dialog: bool,
}

/// One notification.
#[derive(Debug, Clone)]
pub struct NotificationItem {
    /// The identifier; the element's id is `note-…`, by which the stream replaces it.
    pub id: String,
    /// Orange, green or red.
    pub state: State,
    /// The state's word: `Pending`.
    pub word: String,
    /// Another icon than the state's: `hand-stop`.
    pub word_icon: Option<&'static str>,
    /// What it is about: `table-import`.
    pub icon: &'static str,
    /// Its title; a click on it does what the notification is for.
    pub title: String,
    /// That click.
    pub open: Option<NotificationAction>,
    /// A sentence below the title.
    pub text: Option<String>,
    /// How far it is.
    pub progress: Option<Progress>,
    /// Further ways.
    pub actions: Vec<NotificationAction>,
    /// The last line: when it was, until when a link works.
    pub foot: Vec<Markup>,
    /// The reader has not seen it yet.
    pub unread: bool,
}

fn action(t: Texts, action: &NotificationAction, csrf: &str, class: &str) -> Markup {
    html! {
        @if action.post {
            form.inline method="post" action=(action.href) hx-post=(action.href) hx-swap="none" {
                input type="hidden" name="csrf" value=(csrf);
                button class=(class) { @if let Some(name) = action.icon { (icon_small(name)) } (action.label) }
            }
        } @else {
            a class=(class) href=(action.href) download[action.download]
                hx-get=[action.dialog.then_some(action.href.as_str())] hx-target=[action.dialog.then_some("#modal")]
                hx-select=[action.dialog.then_some("dialog[data-open]")] hx-swap=[action.dialog.then_some("innerHTML")] {
                @if let Some(name) = action.icon { (icon_small(name)) }
                (action.label)
                @if action.download { span.sr { " " (t.t("ui-downloads")) } }
            }
        }
    }
}

/// One notification as a line of the panel, and as what the event `notification` of the stream carries.
pub fn notification_item(t: Texts, item: &NotificationItem, csrf: &str) -> Markup {
    let badge = match item.word_icon {
        Some(name) => status_with_icon(item.state, &item.word, name),
        None => status(item.state, &item.word),
    };
    html! {
        li.note.{ "note-" (item.state.class()) }.is-unread[item.unread] id={ "note-" (item.id) }
            data-note=(item.state.class()) {
            span.note-i { (icon(item.icon)) }
            div {
                div.note-t {
                    @if let Some(open) = &item.open {
                        (action(t, &NotificationAction { label: item.title.clone(), icon: None, ..open.clone() }, csrf, "note-l"))
                    } @else { span { (item.title) } }
                    (badge)
                }
                @if let Some(text) = &item.text { p { (text) } }
                @if let Some(done) = &item.progress {
                    (progress(item.state, done.percent, &format!("{} %", done.percent)))
                    p.note-n { @for note in &done.notes { span { (note) } } }
                }
                @if !item.actions.is_empty() {
                    div.note-a { @for one in &item.actions { (action(t, one, csrf, "link")) } }
                }
                @if !item.foot.is_empty() { p.note-n { @for part in &item.foot { span { (part) } } } }
            }
        }
    }
}

/// The panel's content: what [`super::Bell::panel`] answers. `read_all` is posted when all are marked as read; `foot`
/// stands below the list.
pub fn notification_panel(
    t: Texts,
    items: &[NotificationItem],
    read_all: &str,
    csrf: &str,
    foot: Markup,
) -> Markup {
    let running = items.iter().filter(|item| item.state == State::Pending).count();
    html! {
        div #inbox-content {
            div.head {
                h2 { (t.t("shell-notifications")) }
                div.end {
                    form.inline method="post" action=(read_all) hx-post=(read_all) hx-swap="none" data-read-all {
                        input type="hidden" name="csrf" value=(csrf);
                        button.btn.btn-s.btn-quiet { (t.t("ui-mark-all-read")) }
                    }
                    button.btn.btn-s.btn-i.btn-quiet type="button" popovertarget="inbox" popovertargetaction="hide"
                        aria-label=(t.t("ui-close")) { (icon("x")) }
                }
            }
            div.chips.inbox-f {
                button.chip type="button" data-inbox="all" aria-pressed="true" { (t.t("ui-inbox-all")) }
                button.chip type="button" data-inbox="pending" aria-pressed="false" {
                    (t.t("ui-inbox-running")) " " b data-running { (running) }
                }
            }
            div.scroll tabindex="0" role="group" aria-label=(t.t("shell-notifications")) {
                ul #inbox-list { @for item in items { (notification_item(t, item, csrf)) } }
                div.inbox-empty hidden[!items.is_empty()] {
                    (empty_state(Illustration::Bell, &t.t("ui-inbox-empty-title"), html! { (t.t("ui-inbox-empty-text")) }, html! {}))
                }
            }
            (foot)
        }
    }
}
