//! The frame of every page behind the door: the bar on top, the main menu, and the places for toasts and dialogs.
use maud::{DOCTYPE, Markup, html};

use super::feedback::{Toast, toasts};
use super::icon::{brand_mark, icon, icon_large, icon_small};
use super::nav::{NavGroup, navigation};
use super::tile::Tile;
use super::word;
use crate::assets;
use crate::locale::{Culture, Texts};

/// The reader's choice of colours; without one the system decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// Dark ink on light sheets.
    Light,
    /// Light ink on dark sheets.
    Dark,
}

impl Theme {
    /// The cookie that the theme switch sets, so that the first paint is already right.
    pub const COOKIE: &'static str = "theme";

    /// The theme that the cookie's value names.
    pub fn from_cookie(value: &str) -> Option<Self> {
        match value {
            "light" => Some(Self::Light),
            "dark" => Some(Self::Dark),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// The search on top of every page, sent by GET as `search`.
#[derive(Debug, Clone)]
pub struct GlobalSearch {
    /// Where it is sent.
    pub action: String,
    /// What was searched for.
    pub value: String,
}

/// The chooser of the project, posted as `project`.
#[derive(Debug, Clone)]
pub struct ProjectChooser {
    /// Where the choice is posted.
    pub action: String,
    /// The project that is open.
    pub current: String,
    /// Identifier and name of each.
    pub projects: Vec<(String, String)>,
}

/// The bell and its panel.
#[derive(Debug, Clone)]
pub struct Bell {
    /// How many are unread.
    pub unread: u64,
    /// Answers with [`super::notification_panel`]; as a page for readers without scripts.
    pub panel: String,
    /// The stream of server-sent events: `notification` with one item's markup, `unread` with a number, `toast`
    /// with a toast's markup.
    pub stream: String,
}

/// The reader.
#[derive(Debug, Clone)]
pub struct Account {
    /// Their name.
    pub name: String,
    /// Their user name or e-mail.
    pub detail: String,
    /// Their initials or photo.
    pub tile: Tile,
    /// Where the way out is posted.
    pub sign_out: String,
    /// Where another culture is posted as `culture`.
    pub choose_culture: String,
}

/// Everything around a page.
#[derive(Debug, Clone)]
pub struct Shell {
    /// The reader's texts.
    pub t: Texts,
    /// The page's name, before the product's in the window title.
    pub title: String,
    /// The reader's colours.
    pub theme: Option<Theme>,
    /// The session's form token.
    pub csrf: String,
    /// Where the brand leads.
    pub home: String,
    /// The search, when there is one.
    pub search: Option<GlobalSearch>,
    /// The projects the reader may see.
    pub projects: Option<ProjectChooser>,
    /// Notifications.
    pub bell: Bell,
    /// Where help is, when there is some.
    pub help: Option<String>,
    /// The reader.
    pub account: Account,
    /// The main menu.
    pub nav: Vec<NavGroup>,
    /// The product's version, at the foot of the menu.
    pub version: &'static str,
    /// What the last action has to say.
    pub toasts: Vec<Toast>,
}

/// How htmx is to behave under the strict policy: nothing evaluated, no inline style, attributes that hold for their
/// own element only, no copy of personal data kept in the browser's storage, and a refused form (422) shown in its place.
const HTMX: &str = r##"{"allowEval":false,"disableInheritance":true,"allowScriptTags":false,"includeIndicatorStyles":false,"selfRequestsOnly":true,"historyCacheSize":0,"refreshOnHistoryMiss":true,"scrollIntoViewOnBoost":false,"defaultSwapStyle":"outerHTML","responseHandling":[{"code":"204","swap":false},{"code":"[23]..","swap":true},{"code":"422","swap":true},{"code":"[45]..","swap":false,"error":true}]}"##;

/// The start of a document: styles, scripts, and what they need to know.
pub(super) fn document(t: Texts, title: &str, theme: Option<Theme>, csrf: &str, body: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(t.culture().tag()) data-theme=[theme.map(Theme::name)] {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="csrf-token" content=(csrf);
                meta name="htmx-config" content=(HTMX);
                title { (title) " · Elenco" }
                link rel="icon" href=(assets::url("mark.svg")) type="image/svg+xml";
                link rel="preload" href=(assets::url("archivo-latin.woff2")) as="font" type="font/woff2" crossorigin;
                link rel="stylesheet" href=(assets::url("elenco.css"));
                script src=(assets::url("htmx.min.js")) defer {}
                script src=(assets::url("elenco.js")) defer {}
            }
            (body)
        }
    }
}

impl Shell {
    /// The whole page around its main part, which is usually [`super::split`].
    pub fn page(&self, main: Markup) -> Markup {
        let t = self.t;
        let body = html! {
            body {
                a.skip href="#main" { (t.t("shell-skip")) }
                div.app {
                    (self.bar())
                    (navigation(&t.t("shell-menu"), &self.nav, self.version))
                    a.scrim href="#main" data-drawer-close tabindex="-1" aria-label=(t.t("ui-close")) {}
                    main.main #main tabindex="-1" { (main) }
                }
                (self.inbox())
                (toasts(t, &self.toasts))
                div #modal {}
                (self.questions())
                (super::shortcuts::shortcuts(t, &self.nav))
            }
        };
        document(t, &self.title, self.theme, &self.csrf, body)
    }

    fn bar(&self) -> Markup {
        let t = self.t;
        let unread = t.ta("shell-unread", &[("count", self.bell.unread.into())]);
        html! {
            header.bar {
                a.bar-btn.bar-menu href="#nav" data-drawer aria-controls="nav" aria-label=(t.t("shell-menu")) { (icon("menu-2")) }
                a.brand href=(self.home) aria-label="Elenco" { (brand_mark()) span.brand-word { "elenco" } }
                @if let Some(search) = &self.search {
                    form.omni role="search" aria-label=(t.t("shell-search")) action=(search.action) {
                        (icon("search"))
                        label.sr for="omni" { (t.t("shell-search")) }
                        input #omni type="search" name="search" value=(search.value) placeholder=(t.t("shell-search")) autocomplete="off";
                    }
                }
                div.bar-end {
                    @if let Some(projects) = &self.projects { (self.projects(projects)) }
                    button.bar-btn type="button" popovertarget="inbox" data-bell aria-label=(unread)
                        data-label-other=(t.t("shell-notifications")) {
                        (icon_large("bell"))
                        span.badge-dot data-unread aria-hidden="true" hidden[self.bell.unread == 0] {
                            (t.number(i64::try_from(self.bell.unread).unwrap_or(i64::MAX)))
                        }
                    }
                    @if let Some(help) = &self.help {
                        a.bar-btn.bar-help href=(help) title=(t.t("shell-help")) aria-label=(t.t("shell-help")) { (icon_large("help-circle")) }
                    }
                    button.bar-btn.bar-theme type="button" data-theme-switch title=(t.t("shell-theme")) aria-label=(t.t("shell-theme")) {
                        (icon_large("moon")) (icon_large("sun"))
                    }
                    (self.account())
                }
            }
        }
    }

    fn projects(&self, chooser: &ProjectChooser) -> Markup {
        let current = chooser.projects.iter().find(|(id, _)| *id == chooser.current);
        html! {
            details.menu.menu-end #project-chooser data-menu {
                summary.bar-btn.project {
                    span.project-k { (self.t.t("shell-project")) }
                    span.project-v { (current.map_or("", |(_, name)| name.as_str())) }
                    (icon_small("selector"))
                }
                form.menu-b method="post" action=(chooser.action) {
                    input type="hidden" name="csrf" value=(self.csrf);
                    @for (id, name) in &chooser.projects {
                        button.menu-i name="project" value=(id) aria-current=[(*id == chooser.current).then_some("true")] {
                            (icon(if *id == chooser.current { "check" } else { "folder" })) span { (name) }
                        }
                    }
                }
            }
        }
    }

    fn account(&self) -> Markup {
        let t = self.t;
        html! {
            details.menu.menu-end data-menu {
                summary.bar-btn.me { (self.account.tile) span.sr { (self.account.name) } }
                div.menu-b {
                    p.menu-h { b { (self.account.name) } small { (self.account.detail) } }
                    form method="post" action=(self.account.choose_culture) {
                        input type="hidden" name="csrf" value=(self.csrf);
                        p.menu-k { (t.t("shell-language")) }
                        @for culture in Culture::ALL {
                            button.menu-i name="culture" value=(culture.tag()) lang=(culture.tag())
                                aria-current=[(culture == t.culture()).then_some("true")] {
                                (icon(if culture == t.culture() { "check" } else { "language" })) span { (culture.native_name()) }
                            }
                        }
                    }
                    button.menu-i.menu-theme type="button" data-theme-switch { (icon("moon")) span { (t.t("shell-theme")) } }
                    form.menu-last method="post" action=(self.account.sign_out) {
                        input type="hidden" name="csrf" value=(self.csrf);
                        button.menu-i { (icon("logout")) span { (t.t("shell-sign-out")) } }
                    }
                }
            }
        }
    }

    fn inbox(&self) -> Markup {
        let t = self.t;
        html! {
            aside.pop.inbox #inbox popover="auto" aria-label=(t.t("shell-notifications"))
                data-stream=(self.bell.stream) {
                div #inbox-content aria-busy=(word(true)) hx-get=(self.bell.panel) hx-trigger="open-inbox"
                    hx-target="this" hx-select="#inbox-content" hx-swap="outerHTML" {
                    div.head { h2 { (t.t("shell-notifications")) } }
                    (super::feedback::skeleton_rows(3))
                }
            }
        }
    }

    /// Questions that scripts ask, in the reader's language.
    fn questions(&self) -> Markup {
        let t = self.t;
        html! {
                    dialog.dialog #leave data-dialog aria-labelledby="leave-t" {
                        div.head { h2 #leave-t { (t.t("ui-leave-title")) } }
                        div.dialog-b { p { (t.t("ui-leave-text")) } }
                        form.dialog-f method="dialog" {
                            button.btn value="stay" autofocus { (t.t("ui-leave-stay")) }
                            button.btn.btn-go value="go" { (t.t("ui-leave-go")) }
                        }
                    }
                    dialog.dialog #confirm data-dialog aria-labelledby="confirm-t" {
        div.dialog-b.dialog-q { h2 #confirm-t data-question {} }
                        form.dialog-f method="dialog" {
                            button.btn value="stay" autofocus { (t.t("ui-cancel")) }
                            button.btn.btn-go value="go" data-go {}
                        }
                    }
                    template #failed-toast { (super::feedback::toast(t, &Toast::failed(t.t("ui-request-failed").into_owned()))) }
                }
    }
}
