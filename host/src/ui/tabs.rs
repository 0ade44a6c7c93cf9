//! Tabs of a detail. They are links, so each has an address; scripts switch between panels of the same form in place,
//! so that nothing typed is lost.
use maud::{Markup, html};

use super::icon::icon_small;
use super::word;
use crate::locale::Texts;

/// One tab.
#[derive(Debug, Clone, Default)]
pub struct Tab {
    /// Its key: in the address as `?tab=`, and in the panel's id `panel-…`.
    pub key: &'static str,
    /// Its name.
    pub label: String,
    /// Its address.
    pub href: String,
    /// A number beside it, already written for the reader.
    pub count: Option<String>,
    /// How many fields in it were refused.
    pub problems: usize,
    /// Why it is closed; then it is shown with a lock.
    pub lock: Option<String>,
    /// Its panel is not on this page: it takes the detail's place.
    pub elsewhere: bool,
}

/// A row of tabs.
#[derive(Debug, Clone)]
pub struct Tabs {
    /// The reader's texts.
    pub t: Texts,
    /// What they are parts of, for a screen reader.
    pub label: String,
    /// The tabs.
    pub tabs: Vec<Tab>,
    /// Key of the open one.
    pub current: &'static str,
    /// One sentence about all locks, with the way to open them.
    pub why: Option<Markup>,
}

impl Tabs {
    /// The row itself, and below it why some are closed.
    pub fn bar(&self) -> Markup {
        html! {
            div.tabs role="tablist" aria-label=(self.label) data-tabs { @for tab in &self.tabs { (self.tab(tab)) } }
            @if let Some(why) = &self.why {
                p.tabs-why #tabs-why { (icon_small("lock")) span { (why) } }
            }
        }
    }

    fn tab(&self, tab: &Tab) -> Markup {
        let t = self.t;
        let on = tab.key == self.current;
        html! {
            @if let Some(reason) = &tab.lock {
                span.tab role="tab" aria-selected="false" aria-disabled="true" title=(reason)
                    aria-describedby=[self.why.is_some().then_some("tabs-why")] {
                    (icon_small("lock")) (tab.label)
                }
            } @else {
                a.tab role="tab" href=(tab.href) id={ "tab-" (tab.key) } data-tab=(tab.key) aria-selected=(word(on))
                    aria-controls=[(!tab.elsewhere).then(|| format!("panel-{}", tab.key))] tabindex=(if on { "0" } else { "-1" })
                    hx-get=[tab.elsewhere.then_some(tab.href.as_str())] hx-target=[tab.elsewhere.then_some("#detail")]
                    hx-select=[tab.elsewhere.then_some("#detail")] hx-swap=[tab.elsewhere.then_some("outerHTML show:none")]
                    hx-push-url=[tab.elsewhere.then_some("true")] {
                    (tab.label)
                    @if let Some(count) = &tab.count { span.n { (count) } }
                    @if tab.problems > 0 {
                        span.n.n-bad { (tab.problems) span.sr { " " (t.t("ui-tab-problems")) } }
                    }
                    span.dot data-dot hidden { span.sr { (t.t("ui-tab-changed")) } }
                }
            }
        }
    }

    /// What a tab holds. Every panel of the form is on the page; only the open one is shown.
    pub fn panel(&self, key: &'static str, content: Markup) -> Markup {
        html! {
            div.form role="tabpanel" id={ "panel-" (key) } aria-labelledby={ "tab-" (key) } data-panel=(key)
                hidden[key != self.current] { (content) }
        }
    }
}
