//! Things that are associated with what a page is about: a list to look at and to take from, and a dialog to choose
//! more.
use maud::{Markup, html};

use super::choose::{Choose, ChooseRow};
use super::dialog::{Dialog, dialog};
use super::feedback::{Illustration, empty_state};
use super::icon::icon;
use super::list::{Pager, Search};
use super::menu::{ButtonStyle, link_button};
use crate::locale::Texts;

/// How more is chosen.
#[derive(Debug, Clone)]
pub struct More {
    /// Where.
    pub href: String,
    /// `Associate clients`.
    pub label: String,
    /// The choice opens as a dialog over this page.
    pub in_dialog: bool,
}

impl More {
    fn link(&self) -> Markup {
        if !self.in_dialog {
            return link_button(ButtonStyle::Primary, &self.href, Some("plus"), &self.label, "");
        }
        html! {
            a.btn.btn-go href=(self.href) hx-get=(self.href) hx-target="#modal" hx-select="dialog[data-open]"
                hx-swap="innerHTML" { (icon("plus")) (self.label) }
        }
    }
}

/// The list of what is associated.
#[derive(Debug, Clone)]
pub struct Associated {
    /// The reader's texts.
    pub t: Texts,
    /// What is listed, for a screen reader.
    pub label: String,
    /// The search box; without one the list is whole.
    pub search: Option<Search>,
    /// Where what is taken away is posted.
    pub action: String,
    /// The session's form token.
    pub csrf: String,
    /// What is asked before something is taken away.
    pub confirm: String,
    /// The lines of this page.
    pub rows: Vec<ChooseRow>,
    /// Title and sentence while nothing is associated.
    pub nothing: (String, String),
    /// Title and sentence while nothing matches the search.
    pub none_found: (String, String),
    /// Words of the box that chooses all that match, on other pages too.
    pub matching: Option<String>,
    /// Where one is, and the ways on.
    pub pager: Pager,
    /// The sentence of the bar.
    pub remark: String,
    /// How more is chosen; nothing for a reader who may only look.
    pub more: Option<More>,
}

impl Associated {
    /// The list with its bar.
    pub fn render(self) -> Markup {
        let t = self.t;
        let searched = self.search.as_ref().is_some_and(|search| !search.value.is_empty());
        let turned = self.pager.next.is_some() || self.pager.previous.is_some();
        if self.rows.is_empty() && !searched && !turned {
            let action = self.more.as_ref().map(More::link).unwrap_or_default();
            let (title, text) = self.nothing;
            return html! { div.scroll { (empty_state(Illustration::Roster, &title, html! { (text) }, action)) } };
        }
        // A search that found nobody on this stretch of a long list goes on where it stopped.
        let on = self.pager.next.as_ref().or(self.pager.previous.as_ref()).filter(|_| self.rows.is_empty());
        let empty = match on {
            Some(href) => looked_so_far(t, href),
            None => {
                let (title, text) = self.none_found;
                empty_state(Illustration::Search, &title, html! { (text) }, html! {})
            }
        };
        Choose {
            t,
            label: self.label,
            search: self.search,
            in_dialog: false,
            action: self.action,
            csrf: self.csrf,
            confirm: Some(self.confirm),
            rows: self.rows,
            empty,
            matching: self.matching,
            pager: self.pager,
            further: html! {},
            remark: self.remark,
            buttons: html! {
                @if let Some(more) = &self.more {
                    button.btn.btn-danger type="submit" { (icon("unlink")) (t.t("ui-dissociate")) }
                    (more.link())
                }
            },
        }
        .render()
    }
}

/// In the place of lines when a search has looked through a part of a long list and found nothing there yet.
pub fn looked_so_far(t: Texts, href: &str) -> Markup {
    empty_state(
        Illustration::Search,
        &t.t("ui-further"),
        html! { (t.t("ui-further-text")) },
        link_button(ButtonStyle::Primary, href, None, &t.t("ui-keep-looking"), ""),
    )
}

/// The dialog in which more is chosen; its search and its post have the same address.
#[derive(Debug, Clone)]
pub struct AssociateDialog {
    /// The reader's texts.
    pub t: Texts,
    /// `Associate companies with Ana Rojas`.
    pub title: String,
    /// Its own address.
    pub action: String,
    /// The session's form token.
    pub csrf: String,
    /// What is searched for.
    pub search: String,
    /// What can be searched: `Name, tax ID`.
    pub placeholder: String,
    /// The lines of this page.
    pub rows: Vec<ChooseRow>,
    /// What to show when there are none.
    pub empty: Markup,
    /// Where one is, and the ways on.
    pub pager: Pager,
    /// Where closing leads.
    pub close: String,
}

impl AssociateDialog {
    /// The dialog.
    pub fn render(self) -> Markup {
        let t = self.t;
        let choose = Choose {
            t,
            label: self.title.clone(),
            search: Some(Search {
                action: self.action.clone(),
                value: self.search,
                label: self.placeholder.clone(),
                placeholder: self.placeholder,
                kept: Vec::new(),
            }),
            in_dialog: true,
            action: self.action,
            csrf: self.csrf,
            confirm: None,
            rows: self.rows,
            empty: self.empty,
            matching: None,
            pager: self.pager,
            further: html! {},
            remark: String::new(),
            buttons: html! {},
        };
        dialog(&Dialog {
            t,
            title: self.title,
            wide: false,
            close: self.close,
            form: None,
            multipart: false,
            body: choose.render(),
            remark: String::new(),
            buttons: html! {
                button.btn.btn-go type="submit" form="pick-form" data-submit { (t.t("ui-associate")) }
            },
        })
    }
}
