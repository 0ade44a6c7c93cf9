//! Dialogs: native, so that the browser keeps the focus inside and gives it back.
use maud::{Markup, html};

use super::icon::icon;
use crate::locale::Texts;

/// A dialog. Asked for by htmx into `#modal`, it opens over the page; at its own address it is part of the page, and
/// the script opens it there.
#[derive(Debug, Clone)]
pub struct Dialog {
    /// The reader's texts.
    pub t: Texts,
    /// Its title.
    pub title: String,
    /// For tables.
    pub wide: bool,
    /// Where closing leads when the dialog stands on a page of its own.
    pub close: String,
    /// Posted by its buttons: address and token. None when it only shows something.
    pub form: Option<(String, String)>,
    /// The form holds a file.
    pub multipart: bool,
    /// What it holds.
    pub body: Markup,
    /// A remark at the left of the foot.
    pub remark: String,
    /// Its buttons, the main one last, without the one that closes.
    pub buttons: Markup,
}

/// The dialog's markup.
pub fn dialog(dialog: &Dialog) -> Markup {
    let t = dialog.t;
    let content = html! {
        div.head {
            h2 #dialog-title tabindex="-1" autofocus { (dialog.title) }
            div.end {
                a.btn.btn-s.btn-i.btn-quiet href=(dialog.close) data-close-dialog aria-label=(t.t("ui-close")) { (icon("x")) }
            }
        }
        div.dialog-b { (dialog.body) }
        div.dialog-f {
            @if !dialog.remark.is_empty() { span.sub-t { (dialog.remark) } }
            a.btn href=(dialog.close) data-close-dialog {
                @if dialog.form.is_some() { (t.t("ui-cancel")) } @else { (t.t("ui-close")) }
            }
            (dialog.buttons)
        }
    };
    html! {
        dialog.dialog.dialog-w[dialog.wide] data-dialog data-open open aria-labelledby="dialog-title" {
            @if let Some((action, csrf)) = &dialog.form {
                form.dialog-in method="post" action=(action) data-busy
                    enctype=[dialog.multipart.then_some("multipart/form-data")] {
                    input type="hidden" name="csrf" value=(csrf);
                    (content)
                }
            } @else { div.dialog-in { (content) } }
        }
    }
}

/// One of several ways, each with a sentence: the modes of an export.
#[derive(Debug, Clone)]
pub struct OptionCard {
    /// What is sent.
    pub value: &'static str,
    /// Its name.
    pub title: String,
    /// What it does.
    pub text: String,
    /// A badge at its right, from [`super::status`].
    pub badge: Markup,
}

/// Cards of which one is chosen, sent as `name`.
pub fn option_cards(name: &str, legend: &str, cards: &[OptionCard], chosen: &str) -> Markup {
    html! {
        fieldset {
            legend.sr { (legend) }
            @for card in cards {
                label.choice {
                    input.radio type="radio" name=(name) value=(card.value) checked[card.value == chosen];
                    b { (card.title) }
                    (card.badge)
                    small { (card.text) }
                }
            }
        }
    }
}

/// Figures with their names: created, updated, failed. The last field says whether it is bad news.
pub fn facts(list: &[(String, String, bool)]) -> Markup {
    html! {
        dl.facts { @for (name, figure, bad) in list { div.bad[*bad] { dt { (name) } dd { (figure) } } } }
    }
}
