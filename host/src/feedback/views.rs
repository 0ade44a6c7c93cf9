//! Comments on somebody.
use chrono::{DateTime, Utc};
use elenco_db::UserId;
use maud::{Markup, html};

use super::form::Asked;
use super::model::{Comment, CommentPage, NamedSubject, Piece, Subject, pieces};
use crate::locale::Texts;
use crate::paths::Paths;
use crate::ui::{self, DetailHead, Illustration, Notice, State, Tile};

/// A form that was refused, with everything that was typed.
pub struct Typed<'a> {
    /// The comment that was to be changed, as it is now; nothing for a new one.
    pub edited: Option<&'a Comment>,
    /// The text that was typed.
    pub body: &'a str,
    /// Why it was refused.
    pub problem: String,
    /// Somebody changed the comment in the meantime.
    pub is_stale: bool,
}

/// What the panel shows.
pub struct PanelView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// Whom the comments are about.
    pub of: &'a NamedSubject,
    /// The comments.
    pub page: &'a CommentPage,
    /// What the address says.
    pub asked: &'a Asked,
    /// A form that was refused.
    pub typed: Option<Typed<'a>>,
    /// Who reads.
    pub reader: Option<UserId>,
    /// Whether the reader may write.
    pub may_add: bool,
    /// Whether the reader may delete what others wrote.
    pub may_delete: bool,
    /// The session's form token.
    pub csrf: &'a str,
    /// Now, for times that are told as "ago".
    pub now: DateTime<Utc>,
}

/// Plain text with its line breaks; addresses of the web are links that tell the other side nothing.
fn text(body: &str) -> Markup {
    html! {
        p.talk-text dir="auto" {
            @for piece in pieces(body) {
                @match piece {
                    Piece::Text(text) => (text),
                    Piece::Link(address) => {
                        a href=(address) target="_blank" rel="noopener noreferrer nofollow ugc" { (address) }
                    },
                }
            }
        }
    }
}

impl PanelView<'_> {
    /// A form that replaces the panel by the same part of the answer. Without scripts it is an ordinary form.
    fn form(&self, action: &str, class: &str, confirm: Option<String>, content: Markup) -> Markup {
        html! {
            form class=(class) method="post" action=(action) data-confirm=[confirm] hx-post=(action)
                hx-target="#feedback" hx-select="#feedback" hx-swap="outerHTML show:none"
                hx-select-oob="#toasts,#tab-feedback" hx-sync="this:drop" {
                input type="hidden" name="csrf" value=(self.csrf);
                (content)
            }
        }
    }

    fn text_box(&self, id: &str, label: &str, body: &str, problem: Option<&str>) -> Markup {
        let note = format!("{id}-note");
        html! {
            label.sr for=(id) { (label) }
            textarea.in.in-bad[problem.is_some()] id=(id) name="body" rows="3" dir="auto" placeholder=(label)
                aria-required="true" aria-invalid=[problem.map(|_| "true")] aria-describedby=[problem.map(|_| note.as_str())] { (body) }
            @if let Some(problem) = problem {
                p.hint.hint-bad id=(note) role="alert" { (ui::icon_small("alert-triangle")) (problem) }
            }
        }
    }

    fn new_comment(&self) -> Markup {
        let t = self.t;
        let typed = self.typed.as_ref().filter(|typed| typed.edited.is_none());
        let body = typed.map_or("", |typed| typed.body);
        let label = t.ta("feedback-write", &[("name", self.of.name.as_str().into())]);
        let (name, id) = match self.of.subject {
            Subject::User(id) => ("user", id.to_string()),
            Subject::Company(id) => ("company", id.to_string()),
        };
        self.form(
            &self.paths.feedback(),
            "talk-new",
            None,
            html! {
                input type="hidden" name=(name) value=(id);
                (self.text_box("new-comment", &label, body, typed.map(|typed| typed.problem.as_str())))
                div.talk-go {
                    span.sub-t { (t.t("feedback-plain")) }
                    button.btn.btn-go type="submit" { (ui::icon("message")) (t.t("feedback-add")) }
                }
            },
        )
    }

    /// The comment's address on this page.
    fn here(&self, comment: &Comment, edit: bool) -> String {
        let mut address = self.paths.comments_on(self.of);
        if let Some(older) = self.asked.older {
            address += &format!("&older={older}");
        }
        if edit {
            address += &format!("&edit={}", comment.id);
        }
        address
    }

    fn edit_form(&self, comment: &Comment, typed: Option<&Typed<'_>>) -> Markup {
        let t = self.t;
        let body = typed.map_or(comment.body.as_str(), |typed| typed.body);
        let cancel = self.here(comment, false);
        let place = format!("#comment-{}", comment.id);
        self.form(
            &self.paths.comment(comment.id),
            "talk-edit",
            None,
            html! {
                @if let Some(typed) = typed.filter(|typed| typed.is_stale) {
                    (ui::notice(&Notice {
                        state: State::Pending,
                        icon: None,
                        text: html! { b { (typed.problem) } p.talk-text dir="auto" { (comment.body) } },
                        actions: html! {},
                    }))
                }
                input type="hidden" name="version" value=(comment.version);
                (self.text_box(&format!("edit-{}", comment.id), &t.t("feedback-text"), body,
                    typed.filter(|typed| !typed.is_stale).map(|typed| typed.problem.as_str())))
                div.talk-go {
                    a.btn href=(cancel) hx-get=(cancel) hx-target=(place) hx-select=(place) hx-swap="outerHTML" { (t.t("ui-cancel")) }
                    button.btn.btn-go type="submit" { (t.t("feedback-save")) }
                }
            },
        )
    }

    fn actions(&self, comment: &Comment) -> Markup {
        let t = self.t;
        let is_own = comment.is_by(self.reader) && self.may_add;
        let edit = self.here(comment, true);
        let place = format!("#comment-{}", comment.id);
        html! {
            div.talk-do {
                @if is_own {
                    a.btn.btn-s.btn-i.btn-quiet href=(edit) hx-get=(edit) hx-target=(place) hx-select=(place) hx-swap="outerHTML"
                        title=(t.t("feedback-edit")) aria-label=(t.t("feedback-edit")) { (ui::icon("pencil")) }
                }
                @if is_own || self.may_delete {
                    (self.form(&self.paths.delete_comment(comment.id), "inline",
                        Some(t.ta("feedback-delete-confirm", &[("name", comment.author_name.as_str().into())])),
                        html! {
                            button.btn.btn-s.btn-i.btn-quiet title=(t.t("feedback-delete")) {
                                (ui::icon("trash")) span.sr { (t.t("feedback-delete")) }
                            }
                        }))
                }
            }
        }
    }

    fn comment(&self, comment: &Comment) -> Markup {
        let t = self.t;
        let typed =
            self.typed.as_ref().filter(|typed| typed.edited.is_some_and(|edited| edited.id == comment.id));
        let is_edited = (typed.is_some() || self.asked.edit == Some(comment.id))
            && comment.is_by(self.reader)
            && self.may_add;
        let tile = match (comment.author_photo, comment.author) {
            (Some(photo), _) => Tile::photo(self.paths.photo(photo)),
            (None, Some(id)) => Tile::initials(&comment.author_name, ui::hue_of(id.as_uuid().as_bytes())),
            (None, None) => Tile::icon("settings"),
        };
        let author = if comment.author_name.is_empty() {
            t.t("feedback-by-system").into_owned()
        } else {
            comment.author_name.clone()
        };
        let at = comment.created_at.to_chrono();
        html! {
            li.talk id={ "comment-" (comment.id) } {
                (tile)
                div.talk-b {
                    div.talk-h {
                        b dir="auto" { (author) }
                        span.sub-t { (t.ago(at, self.now)) " · " (ui::time(t, at)) }
                        @if comment.version > 1 {
                            span.sub-t { (t.t("feedback-edited")) " " (ui::time(t, comment.updated_at.to_chrono())) }
                        }
                        @if !is_edited { (self.actions(comment)) }
                    }
                    @if is_edited { (self.edit_form(comment, typed)) } @else { (text(&comment.body)) }
                }
            }
        }
    }

    fn older(&self) -> Markup {
        let Some(older) = self.page.older else { return html! {} };
        let t = self.t;
        let address = format!("{}&older={older}", self.paths.comments_on(self.of));
        html! {
            li.talk-more {
                a.btn href=(address) hx-get=(address) hx-target="closest li" hx-select="#feedback .talk-list > li" hx-swap="outerHTML" {
                    (ui::icon("arrow-down")) (t.t("feedback-older"))
                }
            }
        }
    }
}

/// The panel.
pub fn panel(view: &PanelView<'_>) -> Markup {
    let t = view.t;
    html! {
        div.talks #feedback {
            div.scroll tabindex="0" role="group" aria-label=(t.t("feedback-title")) {
                @if view.may_add { (view.new_comment()) }
                @if view.asked.older.is_some() {
                    p.talk-newest { a.link href=(view.paths.comments_on(view.of)) { (ui::icon_small("arrow-up")) (t.t("feedback-newest")) } }
                }
                @if view.page.comments.is_empty() {
                    (ui::empty_state(Illustration::Bell, &t.t("feedback-none"), html! { (t.t("feedback-none-text")) }, html! {}))
                } @else {
                    ol.talk-list {
                        @for comment in &view.page.comments { (view.comment(comment)) }
                        (view.older())
                    }
                }
            }
        }
    }
}

/// The panel on a page of its own, with the way back.
pub fn own_page(t: Texts, paths: &Paths, of: &NamedSubject, panel: Markup) -> Markup {
    let head = DetailHead {
        t,
        tile: Tile::icon("message").large(),
        photo_field: None,
        title: t.ta("feedback-on", &[("name", of.name.as_str().into())]),
        meta: html! {},
        actions: html! {
            a.btn href=(paths.comments_on(of)) { (ui::icon("arrow-left")) (t.t("feedback-back")) }
        },
        back: paths.comments_on(of),
    };
    ui::detail_pane(&head, html! { div.work { (panel) } })
}
