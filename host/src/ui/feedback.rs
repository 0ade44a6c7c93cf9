//! What the console says back: toasts, notices, empty places, things on their way.
use maud::{Markup, html};

use super::icon::{icon, icon_small};
use super::status::State;
use crate::locale::Texts;

/// A sentence that appears at the foot of the page and leaves again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// Its colour and icon.
    pub state: State,
    /// What happened.
    pub text: String,
    /// A link to look at it: word and address.
    pub link: Option<(String, String)>,
    /// A button that takes it back: its word, the address it posts to, and the session's form token.
    pub undo: Option<(String, String, String)>,
}

impl Toast {
    /// Something was done.
    pub fn completed(text: impl Into<String>) -> Self {
        Self { state: State::Completed, text: text.into(), link: None, undo: None }
    }

    /// Something was begun, and the bell will tell.
    pub fn pending(text: impl Into<String>) -> Self {
        Self { state: State::Pending, text: text.into(), link: None, undo: None }
    }

    /// Something went wrong. Stays until it is closed.
    pub fn failed(text: impl Into<String>) -> Self {
        Self { state: State::Failed, text: text.into(), link: None, undo: None }
    }
}

/// One toast: what the event `toast` of the stream carries.
pub fn toast(t: Texts, toast: &Toast) -> Markup {
    html! {
        div class={ "toast toast-" (toast.state.class()) } data-toast data-sticky[toast.state == State::Failed]
            data-long[toast.undo.is_some()] {
            (icon(toast.state.icon()))
            span { (toast.text) }
            @if let Some((word, action, csrf)) = &toast.undo {
                form.inline method="post" action=(action) data-busy {
                    input type="hidden" name="csrf" value=(csrf);
                    button.link data-undo { (icon_small("arrow-back-up")) (word) }
                }
            }
            @if let Some((word, href)) = &toast.link { a.link href=(href) { (word) } }
            button.btn.btn-i.btn-s type="button" data-close aria-label=(t.t("ui-close")) { (icon_small("x")) }
        }
    }
}

/// The place of toasts. Every page has it; a fragment that has something to say brings its own, which replaces it.
pub fn toasts(t: Texts, list: &[Toast]) -> Markup {
    html! { div.toasts #toasts role="status" aria-live="polite" { @for one in list { (toast(t, one)) } } }
}

/// A box of text inside a page.
#[derive(Debug, Clone)]
pub struct Notice {
    /// Its colour and icon.
    pub state: State,
    /// Another icon than the state's.
    pub icon: Option<&'static str>,
    /// What it says; the main thing in `b`.
    pub text: Markup,
    /// Links at its end.
    pub actions: Markup,
}

/// A box of text inside a page.
pub fn notice(notice: &Notice) -> Markup {
    let class = match notice.state {
        State::Pending => "notice notice-pending",
        State::Failed => "notice notice-failed",
        State::Completed => "notice notice-done",
        State::Quiet | State::Note => "notice",
    };
    html! {
        div class=(class) role=[(notice.state == State::Failed).then_some("alert")] {
            (icon(notice.icon.unwrap_or(notice.state.icon())))
            div { (notice.text) }
            div.end { (notice.actions) }
        }
    }
}

/// A small drawing over an empty place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Illustration {
    /// Three lines of a list, one chosen.
    Roster,
    /// A sheet with rows and columns.
    Sheet,
    /// A glass over lines: nothing was found.
    Search,
    /// A bell at rest.
    Bell,
}

/// What stands where nothing is: why, and what to do.
pub fn empty_state(drawing: Illustration, title: &str, text: Markup, action: Markup) -> Markup {
    html! { div.empty { (illustration(drawing)) h2 { (title) } p { (text) } (action) } }
}

fn illustration(drawing: Illustration) -> Markup {
    html! {
        svg.art viewBox="0 0 132 84" aria-hidden="true" {
            @match drawing {
                Illustration::Roster => {
                    rect.a1 x="6" y="2" width="120" height="22" rx="6" {}
                    rect.a1 x="6" y="60" width="120" height="22" rx="6" {}
                    rect.a2 x=".5" y="28.5" width="131" height="27" rx="7" {}
                    rect.a3 x="8" y="35" width="14" height="14" rx="4" {}
                    rect.a3 x="30" y="36" width="52" height="5" rx="2.5" {}
                    rect.a4 x="30" y="44" width="34" height="4" rx="2" {}
                    rect.a4 x="12" y="8" width="10" height="10" rx="3" {}
                    rect.a4 x="30" y="10" width="44" height="5" rx="2.5" {}
                    rect.a4 x="12" y="66" width="10" height="10" rx="3" {}
                    rect.a4 x="30" y="68" width="60" height="5" rx="2.5" {}
                }
                Illustration::Sheet => {
                    rect.a2 x="20.5" y=".5" width="91" height="83" rx="9" {}
                    rect.a4 x="32" y="11" width="44" height="6" rx="3" {}
                    @for row in 0..3_u8 {
                        @for column in 0..4_u8 {
                            rect class=(if row == 1 && column == 2 { "a3" } else { "a5" })
                                x=(32 + u16::from(column) * 19) y=(26 + u16::from(row) * 17) width="14" height="12" rx="3" {}
                        }
                    }
                }
                Illustration::Search => {
                    rect.a1 x="6" y="6" width="120" height="20" rx="6" {}
                    rect.a1 x="6" y="32" width="120" height="20" rx="6" {}
                    rect.a1 x="6" y="58" width="120" height="20" rx="6" {}
                    rect.a4 x="16" y="14" width="40" height="4" rx="2" {}
                    rect.a4 x="16" y="66" width="30" height="4" rx="2" {}
                    circle.a2 cx="76" cy="40" r="22" {}
                    path.a6 d="M92 56l16 16" {}
                }
                Illustration::Bell => {
                    circle.a2 cx="66" cy="42" r="40" {}
                    path.a3 d="M66 20a15 15 0 0 1 15 15v9l5 9H46l5-9v-9a15 15 0 0 1 15-15z" {}
                    rect.a3 x="60" y="56" width="12" height="6" rx="3" {}
                }
            }
        }
    }
}

/// Grey lines where rows will be, of the same height, so that nothing jumps.
pub fn skeleton_rows(count: u8) -> Markup {
    html! {
        div.skeleton aria-hidden="true" {
            @for _ in 0..count { div.skeleton-row { span.skeleton-tile {} span.skeleton-lines { span {} span {} } } }
        }
    }
}
