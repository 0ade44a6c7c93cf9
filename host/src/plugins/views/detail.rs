//! A plugin beside the list: its head, its tabs, what it may do and its versions.
use maud::{Markup, html};

use super::consent::{asked, asked_list, sees};
use super::versions::{VersionsView, limits};
use super::words;
use crate::locale::Texts;
use crate::paths::Paths;
use crate::plugins::model::{Origin, PluginDetail, PluginProblem, Powers, Standing, Version, VersionState};
use crate::ui::{self, ButtonStyle, DetailHead, Illustration, MenuItem, Notice, State, Tabs, Tile};

/// The tabs of a plugin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    /// What it may do, how it fares, its limits and versions.
    #[default]
    Overview,
    /// Its settings.
    Settings,
    /// A version on trial.
    Canary,
    /// Asking it something.
    TryIt,
    /// Log and failed calls.
    Log,
}

impl Tab {
    /// In addresses.
    pub fn key(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Settings => "settings",
            Self::Canary => "canary",
            Self::TryIt => "try",
            Self::Log => "log",
        }
    }

    /// The tab of an address; the first one for a word that names none.
    pub fn of(key: Option<&str>) -> Self {
        let all = [Self::Overview, Self::Settings, Self::Canary, Self::TryIt, Self::Log];
        all.into_iter().find(|tab| Some(tab.key()) == key).unwrap_or_default()
    }
}

/// What the detail shows.
pub struct DetailView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// The plugin.
    pub plugin: &'a PluginDetail,
    /// The open tab.
    pub tab: Tab,
    /// What an open tab other than the overview holds; charts, on the overview.
    pub content: Markup,
    /// Token for its forms.
    pub csrf: &'a str,
    /// Whether the reader may change it.
    pub may_change: bool,
    /// Whether the reader may remove it.
    pub may_remove: bool,
    /// What could not be done.
    pub problem: Option<&'a PluginProblem>,
}

/// The detail's place while none is chosen.
pub fn none_chosen(t: Texts) -> Markup {
    html! {
        section.sheet.person #detail {
            (ui::empty_state(Illustration::Sheet, &t.t("plugins-choose"), html! { (t.t("plugins-choose-text")) }, html! {}))
        }
    }
}

impl DetailView<'_> {
    fn address(&self, tab: Tab) -> String {
        let name = &self.plugin.summary.name;
        match tab {
            Tab::Settings => self.paths.plugin_settings(name),
            _ => format!("{}?tab={}", self.paths.plugin(name), tab.key()),
        }
    }

    fn tabs(&self) -> Tabs {
        let t = self.t;
        let waits = self.plugin.offered().filter(|_| self.plugin.summary.update_waits);
        let not_loaded = self.plugin.summary.standing != Standing::Active;
        let asleep = not_loaded.then(|| t.t("plugins-tab-asleep").into_owned());
        let tab = |tab: Tab, label: String, lock: Option<String>| ui::Tab {
            key: tab.key(),
            label,
            href: self.address(tab),
            lock,
            ..ui::Tab::default()
        };
        let mut overview = tab(Tab::Overview, t.t("plugins-tab-overview").into_owned(), None);
        overview.count = waits.map(|version| {
            t.ta("plugins-tab-waits", &[("version", version.described.version.as_str().into())])
        });
        let settings = t.t("plugins-tab-settings").into_owned();
        let mut tabs = vec![overview, tab(Tab::Settings, settings, asleep.clone())];
        if self.plugin.summary.origin == Origin::Tenant {
            tabs.push(tab(Tab::Canary, t.t("plugins-tab-canary").into_owned(), asleep.clone()));
        }
        tabs.push(tab(Tab::TryIt, t.t("plugins-tab-try").into_owned(), asleep));
        tabs.push(tab(Tab::Log, t.t("plugins-tab-log").into_owned(), None));
        Tabs { t, label: self.plugin.summary.name.clone(), tabs, current: self.tab.key(), why: None }
    }

    fn actions(&self) -> Markup {
        let t = self.t;
        let (paths, name) = (self.paths, self.plugin.summary.name.as_str());
        let on = self.plugin.summary.standing == Standing::Off;
        let switchable = self.plugin.summary.origin == Origin::Operator || self.plugin.active().is_some();
        let ask = t.ta("plugins-switch-off-confirm", &[("name", name.into())]);
        let mut menu = Vec::new();
        if let Some(install) = &self.plugin.install
            && let Some(previous) = install.previous.and_then(|id| self.plugin.version(id))
        {
            menu.push(MenuItem {
                label: t
                    .ta("plugins-roll-back-to", &[("version", previous.described.version.as_str().into())]),
                href: paths.roll_back_plugin(name),
                icon: Some("arrow-back-up"),
                post: Some(self.csrf.to_owned()),
                lock: (!self.may_change).then(|| t.t("plugins-may-not-change").into_owned()),
                ..MenuItem::default()
            });
        }
        if self.plugin.summary.origin == Origin::Tenant {
            menu.push(MenuItem {
                label: t.t("plugins-remove").into_owned(),
                href: paths.remove_plugin(name),
                icon: Some("trash"),
                post: Some(self.csrf.to_owned()),
                danger: true,
                confirm: Some(t.ta("plugins-remove-confirm", &[("name", name.into())])),
                lock: (!self.may_remove).then(|| t.t("plugins-may-not-remove").into_owned()),
                ..MenuItem::default()
            });
        }
        html! {
            @if self.may_change && switchable {
                @if on {
                    (ui::post_button(ButtonStyle::Primary, &paths.switch_plugin(name, true), self.csrf, None, &t.t("plugins-switch-on"), None))
                } @else {
                    (ui::post_button(ButtonStyle::Plain, &paths.switch_plugin(name, false), self.csrf, None, &t.t("plugins-switch-off"), Some(&ask)))
                }
            }
            @if !menu.is_empty() { (ui::action_menu(&t.t("plugins-more"), &menu)) }
        }
    }

    fn meta(&self) -> Markup {
        let t = self.t;
        let summary = &self.plugin.summary;
        html! {
            (words::standing(t, &summary.standing, summary.update_waits))
            @if let Some(described) = &self.plugin.described {
                span {
                    (t.ta("plugins-version-by", &[("version", described.version.as_str().into()), ("publisher", described.publisher.as_str().into())]))
                }
                @match self.plugin.active().or_else(|| self.plugin.versions.first()) {
                    Some(version) => (words::signature(t, &version.signature)),
                    None => span.dim { (t.t("plugins-by-operator")) },
                }
                (words::digest(&described.digest))
            }
        }
    }

    /// What stands above everything else: a version that waits, or why the plugin does not answer.
    fn notice(&self) -> Markup {
        let t = self.t;
        let name = self.plugin.summary.name.as_str();
        html! {
            @if let Some(problem) = self.problem { (words::problem_notice(t, problem)) }
            @if let Standing::Failed(refusal) = &self.plugin.summary.standing {
                (words::problem_notice(t, &PluginProblem::Refused(refusal.clone())))
            }
            @match self.plugin.offered().map(|version| (version, &version.state)) {
                Some((version, VersionState::Ready)) => (self.offer(version)),
                // The page looks again by itself, until the compiler is done; not where somebody types.
                Some((_, VersionState::Preparing)) if self.tab == Tab::Overview => {
                    div hx-get=(self.paths.plugin(name)) hx-trigger="load delay:900ms" hx-target="#detail" hx-select="#detail"
                        hx-select-oob="#list-body" hx-swap="outerHTML" {
                        (ui::notice(&Notice { state: State::Pending, icon: Some("loader-2"), text: html! { (t.t("plugins-preparing-text")) }, actions: html! {} }))
                    }
                },
                Some((_, VersionState::Refused(refusal))) if !matches!(self.plugin.summary.standing, Standing::Failed(_)) => {
                    (words::problem_notice(t, &PluginProblem::Refused(refusal.clone())))
                },
                _ => {},
            }
        }
    }

    fn offer(&self, version: &Version) -> Markup {
        let t = self.t;
        let name = self.plugin.summary.name.as_str();
        let word = version.described.version.as_str();
        let updating = self.plugin.active();
        let new = updating.map(|_| version.described.asked.beyond(&self.plugin.granted));
        let consent = self.paths.plugin_version(name, version.id);
        let look = MenuItem {
            label: match (&new, version.described.asked.is_empty()) {
                (Some(new), _) if new.is_empty() => t.t("plugins-offer-compare").into_owned(),
                (Some(_), _) => t.t("plugins-offer-decide").into_owned(),
                (None, _) => t.t("plugins-offer-look").into_owned(),
            },
            href: consent,
            dialog: true,
            ..MenuItem::default()
        };
        let text = match (&new, updating) {
            (Some(new), Some(active)) if !new.is_empty() => {
                let names: Vec<&str> =
                    new.capabilities.iter().chain(&new.http_hosts).map(String::as_str).collect();
                t.ta(
                    "plugins-offer-more",
                    &[
                        ("version", word.into()),
                        ("names", names.join(", ").into()),
                        ("active", active.described.version.as_str().into()),
                    ],
                )
            }
            (Some(_), Some(active)) => t.ta(
                "plugins-offer-same",
                &[("version", word.into()), ("active", active.described.version.as_str().into())],
            ),
            _ => t.ta("plugins-offer-first", &[("version", word.into())]),
        };
        let free = new.as_ref().is_some_and(Powers::is_empty);
        ui::notice(&Notice {
            state: State::Pending,
            icon: Some("hand-stop"),
            text: html! { (text) },
            actions: html! {
                @if self.may_change {
                    a.link href=(look.href) hx-get=(look.href) hx-target="#modal" hx-select="dialog[data-open]" hx-swap="innerHTML" { (look.label) }
                    @if free {
                        (ui::post_button(ButtonStyle::Quiet, &self.paths.activate_plugin(name, version.id), self.csrf, None, &t.t("plugins-offer-update"), None))
                    }
                }
            },
        })
    }

    fn overview(&self) -> Markup {
        let t = self.t;
        let none = Powers::default();
        html! {
            @if let Some(described) = &self.plugin.described {
                p.lead { (words::description(t, described)) }
                section {
                    h2.sec-h { (t.t("plugins-asks-for")) }
                    @let list = asked(t, &described.asked, &self.plugin.granted, &none);
                    @if list.is_empty() {
                        p.hint { (ui::icon_small("shield-half")) span { (t.t("plugins-asks-nothing")) } }
                    } @else { (asked_list(t, &list, false)) }
                    (sees(t, &described.kinds))
                }
            }
            (self.content)
            div.two { (limits(t, &self.plugin.limits)) (VersionsView { t, paths: self.paths, plugin: self.plugin, csrf: self.csrf, may_change: self.may_change, may_remove: self.may_remove }.render()) }
        }
    }

    /// The detail pane.
    pub fn render(&self) -> Markup {
        let t = self.t;
        let tabs = self.tabs();
        let kinds = &self.plugin.summary.kinds;
        ui::detail_pane(
            &DetailHead {
                t,
                tile: Tile::icon(words::icon(kinds)).large(),
                photo_field: None,
                title: self.plugin.summary.name.clone(),
                meta: self.meta(),
                actions: self.actions(),
                back: self.paths.plugins(),
            },
            html! {
                (tabs.bar())
                // Settings are a form that scrolls by itself above its bar.
                @if self.tab == Tab::Settings {
                    div.panel-whole role="tabpanel" id="panel-settings" aria-labelledby="tab-settings" { (self.content) }
                } @else {
                    div.scroll tabindex="0" role="tabpanel" id={ "panel-" (self.tab.key()) } aria-labelledby={ "tab-" (self.tab.key()) } {
                        div.plug {
                            (self.notice())
                            @if self.tab == Tab::Overview { (self.overview()) } @else { (self.content) }
                        }
                    }
                }
            },
        )
    }
}
