//! The history of an object.
mod labels;
mod values;

use chrono::{DateTime, Utc};
use maud::{Markup, html};

use super::model::{Change, HistoryEntry, HistoryPage, KnownPerson, ToldWay, WAYS, Who};
use crate::locale::Texts;
use crate::paths::Paths;
use crate::ui::{self, Chip, Illustration, State, Tile};
use values::Values;

/// What the panel shows.
pub struct HistoryView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// The kind of object.
    pub kind: &'static str,
    /// The tab's address, with a query.
    pub tab: &'a str,
    /// The changes.
    pub page: &'a HistoryPage,
    /// The way that is asked for.
    pub way: Option<&'a str>,
    /// It is the newest page.
    pub is_first: bool,
    /// Whether the reader may open people, and imports.
    pub may_see: (bool, bool),
    /// Now, for times that are told as "ago".
    pub now: DateTime<Utc>,
}

fn way_word(t: Texts, way: &str) -> String {
    match way {
        "form" => t.t("history-way-form"),
        "import" => t.t("history-way-import"),
        "api" => t.t("history-way-api"),
        "plugin" => t.t("history-way-plugin"),
        "system" => t.t("history-way-system"),
        other => return other.to_owned(),
    }
    .into_owned()
}

impl HistoryView<'_> {
    fn person(&self, person: &KnownPerson) -> Markup {
        let t = self.t;
        let name = person.name.clone().unwrap_or_else(|| t.t("history-somebody-gone").into_owned());
        html! {
            @match person.kind.filter(|_| self.may_see.0) {
                Some(kind) => a.hist-who href=(self.paths.user(kind, person.id)) dir="auto" { (name) },
                None => {
                    b dir="auto" { (name) }
                    @if person.kind.is_none() && person.name.is_some() { span.sub-t { (t.t("history-gone")) } }
                },
            }
        }
    }

    fn who(&self, who: &Who) -> Markup {
        let t = self.t;
        match who {
            Who::Person(person) => self.person(person),
            Who::Token { description, person, .. } => html! {
                @if let Some(person) = person { (self.person(person)) }
                span.hist-token {
                    (ui::icon_small("key"))
                    @match description {
                        Some(description) => (t.ta("history-token", &[("name", description.as_str().into())])),
                        None => (t.t("history-token-gone")),
                    }
                }
            },
            Who::System => html! { b { (t.t("history-system")) } },
        }
    }

    fn tile(&self, who: &Who) -> Tile {
        let person = match who {
            Who::Person(person) | Who::Token { person: Some(person), .. } => person,
            Who::Token { person: None, .. } => return Tile::icon("key"),
            Who::System => return Tile::icon("settings"),
        };
        match &person.name {
            Some(name) => Tile::initials(name, ui::hue_of(person.id.as_uuid().as_bytes())),
            None => Tile::icon("user-minus"),
        }
    }

    fn way(&self, way: &ToldWay) -> Markup {
        let t = self.t;
        let badge = |icon: &'static str, words: String| ui::status_with_icon(State::Quiet, &words, icon);
        match way {
            ToldWay::Form => badge("forms", way_word(t, "form")),
            ToldWay::Import { id, file } => {
                let words = match file {
                    Some(file) => t.ta("history-way-import-of", &[("file", file.as_str().into())]),
                    None => way_word(t, "import"),
                };
                html! {
                    @match id.filter(|_| file.is_some() && self.may_see.1) {
                        Some(id) => a.hist-way href=(self.paths.import(id)) { (badge("table-import", words)) },
                        None => (badge("table-import", words)),
                    }
                }
            }
            ToldWay::Api => badge("plug-connected", way_word(t, "api")),
            ToldWay::Plugin(name) if name.is_empty() => badge("puzzle", way_word(t, "plugin")),
            ToldWay::Plugin(name) => {
                badge("puzzle", t.ta("history-way-plugin-of", &[("name", name.as_str().into())]))
            }
            ToldWay::System => badge("settings", way_word(t, "system")),
            ToldWay::Other(word) => badge("dots", word.clone()),
        }
    }

    fn line(&self, field: &str, change: &Change) -> Markup {
        let t = self.t;
        let values = Values { t, names: &self.page.names, fields: &self.page.fields };
        let label = labels::label(t, field, &self.page.fields);
        let (old, new) = super::model::moved(change);
        html! {
            div {
                dt dir="auto" { (label) }
                dd {
                    @if let Some(words) = values.words_for(field, change) { span { (words) } }
                    @else {
                        @if !old.is_null() { del dir="auto" { span.sr { (t.t("history-from")) " " } (values.value(field, &old)) } }
                        @if !old.is_null() && !new.is_null() { span.hist-to aria-hidden="true" { "→" } }
                        @if !new.is_null() { ins dir="auto" { span.sr { (t.t("history-to")) " " } (values.value(field, &new)) } }
                        @if old.is_null() && new.is_null() { span { (t.t("history-changed-value")) } }
                    }
                }
            }
        }
    }

    fn entry(&self, entry: &HistoryEntry) -> Markup {
        let t = self.t;
        let at = entry.at.to_chrono();
        // What was deleted is told by the word; its old values stand below it.
        html! {
            li.talk {
                (self.tile(&entry.who))
                div.talk-b {
                    div.talk-h {
                        (self.who(&entry.who))
                        span.hist-did { (labels::action(t, &entry.action)) }
                        span.sub-t { (t.ago(at, self.now)) " · " (ui::time(t, at)) }
                        span.hist-by { (self.way(&entry.way)) }
                    }
                    @if !entry.changes.is_empty() {
                        dl.hist { @for (field, change) in &entry.changes { (self.line(field, change)) } }
                    }
                }
            }
        }
    }

    fn address(&self, way: Option<&str>, older: Option<&str>) -> String {
        let mut address = self.tab.to_owned();
        for (name, value) in [("way", way), ("older", older)] {
            if let Some(value) = value {
                address += &format!("&{name}={value}");
            }
        }
        address
    }

    fn filters(&self) -> Markup {
        let t = self.t;
        let mut chips = vec![Chip {
            label: t.t("history-all").into_owned(),
            href: self.address(None, None),
            count: None,
            current: self.way.is_none(),
        }];
        chips.extend(WAYS.into_iter().map(|way| Chip {
            label: way_word(t, way),
            href: self.address(Some(way), None),
            count: None,
            current: self.way == Some(way),
        }));
        html! {
            nav.chips aria-label=(t.t("history-by-way")) {
                @for chip in &chips {
                    a.chip href=(chip.href) aria-current=[chip.current.then_some("true")] hx-get=(chip.href) hx-target="#history"
                        hx-select="#history" hx-swap="outerHTML show:none" hx-push-url="true" { (chip.label) }
                }
            }
        }
    }

    fn older(&self) -> Markup {
        let Some(older) = self.page.older else { return html! {} };
        let address = self.address(self.way, Some(&older.word()));
        html! {
            li.talk-more {
                a.btn href=(address) hx-get=(address) hx-target="closest li" hx-select="#history .talk-list > li" hx-swap="outerHTML" {
                    (ui::icon("arrow-down")) (self.t.t("history-older"))
                }
            }
        }
    }

    fn empty(&self) -> Markup {
        let t = self.t;
        let (title, text) = if self.way.is_some() {
            (t.t("history-none-by-way"), t.t("history-none-by-way-text"))
        } else {
            (t.t("history-none"), t.t("history-none-text"))
        };
        ui::empty_state(Illustration::Search, &title, html! { (text) }, html! {})
    }
}

/// The panel.
pub fn panel(view: &HistoryView<'_>) -> Markup {
    let t = view.t;
    html! {
        div.talks #history data-kind=(view.kind) {
            div.hist-tools { (view.filters()) }
            div.scroll tabindex="0" role="group" aria-label=(t.t("history-title")) {
                @if !view.is_first {
                    p.talk-newest { a.link href=(view.address(view.way, None)) { (ui::icon_small("arrow-up")) (t.t("history-newest")) } }
                }
                @if view.page.entries.is_empty() { (view.empty()) }
                @else {
                    ol.talk-list {
                        @for entry in &view.page.entries { (view.entry(entry)) }
                        (view.older())
                    }
                }
            }
        }
    }
}
