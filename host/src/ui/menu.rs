//! Buttons and the menus that open from them. A menu is a `<details>`, so it opens without scripts too.
use maud::{Markup, html};

use super::icon::{icon, icon_small};

/// How much a button calls for attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonStyle {
    /// With a border.
    #[default]
    Plain,
    /// The one thing to do on this pane.
    Primary,
    /// Without a border.
    Quiet,
    /// Cannot be taken back.
    Danger,
}

impl ButtonStyle {
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Plain => "btn",
            Self::Primary => "btn btn-go",
            Self::Quiet => "btn btn-quiet",
            Self::Danger => "btn btn-danger",
        }
    }
}

/// A link that looks like a button. With an empty `label` it is a square of just the icon, and `title` names it.
pub fn link_button(
    style: ButtonStyle,
    href: &str,
    icon_name: Option<&str>,
    label: &str,
    title: &str,
) -> Markup {
    let bare = label.is_empty();
    html! {
        a.(style.class()).btn-i[bare] href=(href) title=[(!title.is_empty()).then_some(title)]
            aria-label=[bare.then_some(title)] {
            @if let Some(name) = icon_name { (icon(name)) }
            (label)
        }
    }
}

/// A button that posts to an address: for what changes something and needs no form. `confirm` is asked first.
pub fn post_button(
    style: ButtonStyle,
    action: &str,
    csrf: &str,
    icon_name: Option<&str>,
    label: &str,
    confirm: Option<&str>,
) -> Markup {
    html! {
        form.inline method="post" action=(action) data-confirm=[confirm] {
            input type="hidden" name="csrf" value=(csrf);
            button class=(style.class()) { @if let Some(name) = icon_name { (icon(name)) } (label) }
        }
    }
}

/// One line of a menu.
#[derive(Debug, Clone, Default)]
pub struct MenuItem {
    /// What it does, verb first.
    pub label: String,
    /// Where it leads. With `post` it is the address that is posted to.
    pub href: String,
    /// One of `assets/icons.txt`.
    pub icon: Option<&'static str>,
    /// Changes something: a form with this token is sent instead of following a link.
    pub post: Option<String>,
    /// Opens as a dialog on this page instead of as a page.
    pub dialog: bool,
    /// Cannot be taken back.
    pub danger: bool,
    /// Asked before it is done.
    pub confirm: Option<String>,
    /// Why it is closed; then it is shown with a lock.
    pub lock: Option<String>,
}

fn menu_line(item: &MenuItem) -> Markup {
    html! {
        @if let Some(reason) = &item.lock {
            span.menu-i.menu-locked { (icon("lock")) span { (item.label) small { (reason) } } }
        } @else if let Some(csrf) = &item.post {
            form method="post" action=(item.href) data-confirm=[item.confirm.as_deref()] {
                input type="hidden" name="csrf" value=(csrf);
                button.menu-i.menu-danger[item.danger] {
                    @if let Some(name) = item.icon { (icon(name)) } span { (item.label) }
                }
            }
        } @else {
            a.menu-i.menu-danger[item.danger] href=(item.href)
                hx-get=[item.dialog.then_some(item.href.as_str())] hx-target=[item.dialog.then_some("#modal")]
                hx-select=[item.dialog.then_some("dialog[data-open]")] hx-swap=[item.dialog.then_some("innerHTML")] {
                @if let Some(name) = item.icon { (icon(name)) } span { (item.label) }
            }
        }
    }
}

pub(super) fn menu_lines(items: &[MenuItem]) -> Markup {
    html! { div.menu-b { @for item in items { (menu_line(item)) } } }
}

/// A square button with three dots that opens a menu. `label` names it for a screen reader.
pub fn action_menu(label: &str, items: &[MenuItem]) -> Markup {
    html! {
        details.menu.menu-end data-menu {
            summary.btn.btn-i title=(label) aria-label=(label) { (icon("dots")) }
            (menu_lines(items))
        }
    }
}

/// The list's main button with other ways beside it: New, and below it Import, Export.
pub fn link_button_with_menu(
    href: &str,
    icon_name: &str,
    label: &str,
    menu_label: &str,
    items: &[MenuItem],
) -> Markup {
    html! {
        span.btn-join {
            a.btn.btn-go href=(href) data-new { (icon(icon_name)) (label) }
            details.menu.menu-end data-menu {
                summary.btn.btn-go.btn-i title=(menu_label) aria-label=(menu_label) { (icon_small("chevron-down")) }
                (menu_lines(items))
            }
        }
    }
}
