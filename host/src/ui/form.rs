//! Forms: sections that explain themselves, and the bar that says what is not saved yet.
use maud::{Markup, html};

use super::icon::icon;
use crate::locale::Texts;

/// A section: a title, one sentence, and its fields in two columns.
pub fn section(title: &str, description: &str, fields: Markup) -> Markup {
    html! {
        section.group {
            div { h2.group-t { (title) } @if !description.is_empty() { p.group-d { (description) } } }
            div.fields { (fields) }
        }
    }
}

/// A form that fills a detail, with its save bar.
#[derive(Debug, Clone)]
pub struct Form {
    /// The reader's texts.
    pub t: Texts,
    /// Where it is posted, as `multipart/form-data`.
    pub action: String,
    /// The session's form token.
    pub csrf: String,
    /// Names and values that go along unseen: the version of an edited record.
    pub hidden: Vec<(&'static str, String)>,
    /// What is edited does not exist yet.
    pub is_new: bool,
    /// The bar's sentence for something new: `New client, not saved`.
    pub new_label: String,
    /// `Save client`.
    pub save_label: String,
    /// Where Discard leads: the record as it is stored, or the list.
    pub discard: String,
    /// Why the last try was refused, in one sentence; fields say it in their places.
    pub refused: Option<String>,
    /// Why this reader may only look, in one sentence. Then there is nothing to save.
    pub read_only: Option<String>,
}

impl Form {
    /// The form around its panels ([`super::Tabs::panel`]) or sections.
    ///
    /// It is sent by htmx, which replaces `#detail` by the same part of the answer, keeps the list where it was and
    /// takes `#toasts`, and the record's line of the list (of a new one, `#list-body`), from the answer when they are
    /// there. Without scripts it is an ordinary form.
    pub fn render(&self, content: Markup) -> Markup {
        self.sent_as(Some("multipart/form-data"), None, content)
    }

    /// The same without files, as an ordinary form that works without scripts, too. `unsaved` says that it holds what is
    /// not saved yet though nobody changed it on this page.
    pub fn render_plain(&self, unsaved: bool, content: Markup) -> Markup {
        self.sent_as(None, unsaved.then_some("true"), content)
    }

    fn sent_as(&self, encoding: Option<&str>, unsaved: Option<&str>, content: Markup) -> Markup {
        let t = self.t;
        html! {
            form.work method="post" action=(self.action) enctype=[encoding] novalidate data-unsaved=[unsaved]
                hx-post=(self.action) hx-encoding=[encoding] hx-target="#detail" hx-select="#detail"
                hx-select-oob="#list-body,#toasts,#project-chooser,#nav" hx-swap="outerHTML show:none" hx-push-url="true" hx-sync="this:drop"
                data-track=(if self.is_new { "new" } else { "edit" }) {
                input type="hidden" name="csrf" value=(self.csrf);
                @for (name, value) in &self.hidden { input type="hidden" name=(name) value=(value); }
                div.scroll { (content) }
                @if let Some(reason) = &self.read_only {
                    div.save role="note" { div.save-t { (icon("lock")) span { b { (t.t("ui-read-only")) } small { (reason) } } } }
                } @else { (self.bar()) }
            }
        }
    }

    fn bar(&self) -> Markup {
        let t = self.t;
        let first = if self.is_new { self.new_label.clone() } else { t.t("ui-save-clean").into_owned() };
        html! {
            div.save.is-refused[self.refused.is_some()] role="region" aria-label=(t.t("ui-save-bar")) data-save
                data-state=(if self.refused.is_some() { "refused" } else { "clean" })
                data-clean=(first) data-one=(t.t("ui-unsaved-one")) data-other=(t.t("ui-unsaved-other"))
                data-keep=(t.t("ui-save-keep")) data-saving=(t.t("ui-saving")) {
                div.save-t {
                    span.save-i aria-hidden="true" {
                        span.when-clean { (icon(if self.is_new { "user-plus" } else { "circle-check" })) }
                        span.when-changed { (icon("pencil")) }
                        span.when-refused { (icon("alert-triangle")) }
                        span.when-saving.spin { (icon("loader-2")) }
                    }
                    span aria-live="polite" {
                        b data-save-title { @if self.refused.is_some() { (t.t("ui-save-refused")) } @else { (first) } }
                        small data-save-why id="save-why" { (self.refused.as_deref().unwrap_or_default()) }
                    }
                }
                div.end {
                    a.btn href=(self.discard) data-discard hx-get=(self.discard) hx-target="#detail"
                        hx-select="#detail" hx-swap="outerHTML show:none" hx-push-url="true" { (t.t("ui-discard")) }
                    button.btn.btn-go type="submit" aria-describedby="save-why" data-submit { (self.save_label) }
                }
            }
        }
    }
}

/// A form in the middle of a page that has no list beside it.
pub fn form_page(title: &str, content: Markup) -> Markup {
    html! {
        section.sheet.person #detail data-pane aria-label=(title) {
            div.head { h1 { (title) } }
            div.scroll { div.form { (content) } }
        }
    }
}
