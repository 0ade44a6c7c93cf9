//! The row of a person's tabs.
use maud::html;

use super::detail::DetailView;
use super::kind_words;
use crate::locale::Texts;
use crate::ui::{Tab, Tabs};
use crate::users::model::UserTab;

/// A tab of the bar.
#[derive(Debug, Clone, Copy)]
pub struct TabEntry {
    /// Which.
    pub tab: UserTab,
    /// Whether the reader may open it.
    pub is_allowed: bool,
    /// The number beside its name.
    pub count: Option<usize>,
}

/// The tab that a control is on.
pub fn tab_of(field: &str) -> UserTab {
    if field.starts_with("address.") {
        UserTab::Address
    } else if field.starts_with("fields.") {
        UserTab::Additional
    } else {
        UserTab::Details
    }
}

fn title(t: Texts, tab: UserTab) -> String {
    let title = match tab {
        UserTab::Details => t.t("users-tab-details"),
        UserTab::Address => t.t("users-tab-address"),
        UserTab::Additional => t.t("users-tab-additional"),
        UserTab::Companies => t.t("users-tab-companies"),
        UserTab::Groups => t.t("users-tab-groups"),
        UserTab::Services => t.t("users-tab-services"),
        UserTab::Roles => t.t("users-tab-roles"),
        UserTab::Feedback => t.t("users-tab-feedback"),
        UserTab::Shifts => t.t("users-tab-shifts"),
        UserTab::Tokens => t.t("users-tab-tokens"),
        UserTab::History => t.t("users-tab-history"),
    };
    title.into_owned()
}
impl DetailView<'_> {
    /// The row.
    pub(super) fn tabs(&self) -> Tabs {
        let t = self.t;
        let base = match self.user {
            Some(user) => self.paths.user(self.kind, user.id),
            None => self.paths.new_user(self.kind),
        };
        let later = self.user.is_none().then(|| t.t("users-tabs-later").into_owned());
        let lock = |entry: &TabEntry| match (&later, entry.is_allowed) {
            (Some(later), _) if !entry.tab.is_form() => Some(later.clone()),
            (_, false) => Some(t.t("users-not-allowed").into_owned()),
            _ => None,
        };
        let tab = |entry: &TabEntry| Tab {
            key: entry.tab.key(),
            label: title(t, entry.tab),
            href: format!("{base}?tab={}", entry.tab.key()),
            count: entry.count.and_then(|count| i64::try_from(count).ok()).map(|count| t.number(count)),
            problems: self.problems.iter().filter(|problem| tab_of(&problem.field) == entry.tab).count(),
            lock: lock(entry),
            elsewhere: self.panel.is_some() || !entry.tab.is_form(),
        };
        Tabs {
            t,
            label: kind_words(t, self.kind).plural,
            tabs: self.tabs.iter().map(tab).collect(),
            current: self.tab.key(),
            why: later.clone().map(|why| html! { (why) }),
        }
    }
}
