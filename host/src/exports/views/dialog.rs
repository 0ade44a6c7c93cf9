//! The dialog of an export.
use maud::{Markup, html};

use super::mode_title;
use crate::exports::model::{ExportMode, FormatChoice, PART_RECORDS};
use crate::locale::Texts;
use crate::paths::Paths;
use crate::ui::{self, Choice, Dialog, Field, OptionCard, State, Width};
use crate::users::model::UserKind;

/// What stands before the words of the list in the form.
pub const LIST: &str = "list.";
/// The choice of those whom the list shows.
pub const SHOWN: &str = "shown";
/// The choice of some columns.
pub const CHOSEN: &str = "chosen";

/// Those whom the list behind the dialog shows.
pub struct ShownPeople {
    /// The words of the list's address.
    pub words: Vec<(String, String)>,
    /// How many they are, where they are few enough to be known.
    pub total: Option<usize>,
    /// Whether they are fewer than all: a list may only be in another order.
    pub is_filtered: bool,
}

/// What the dialog shows.
pub struct ExportDialog<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// Clients or specialists.
    pub kind: UserKind,
    /// How many there are, for a reader who may know.
    pub people: Option<i64>,
    /// Those whom the list shows, when these are not simply all.
    pub shown: Option<ShownPeople>,
    /// Columns to choose from: ids and labels.
    pub columns: &'a [(String, String)],
    /// Formats to choose from.
    pub formats: &'a [FormatChoice],
    /// The session's form token.
    pub csrf: &'a str,
}

/// The dialog's title.
pub fn title(t: Texts, kind: UserKind) -> String {
    match kind {
        UserKind::Client => t.t("exports-clients"),
        UserKind::Specialist => t.t("exports-specialists"),
    }
    .into_owned()
}

/// How many people go into how many workbooks; nothing for a reader who may not know.
fn amount(t: Texts, people: Option<i64>) -> String {
    let Some(people) = people.and_then(|people| u64::try_from(people).ok()) else { return String::new() };
    let parts = people.div_ceil(PART_RECORDS as u64).max(1);
    t.ta("exports-amount", &[("people", people.into()), ("parts", parts.into())])
}

fn cards(t: Texts, people: Option<i64>) -> Vec<OptionCard> {
    let queued = || ui::status(State::Pending, &t.t("exports-queued"));
    let card = |mode: ExportMode, text: String, badge: Markup| OptionCard {
        value: mode.as_str(),
        title: mode_title(t, mode),
        text,
        badge,
    };
    let amount = amount(t, people);
    let with_amount = |text: &str| format!("{text} {amount}").trim().to_owned();
    vec![
        card(
            ExportMode::Empty,
            t.t("exports-mode-empty-text").into_owned(),
            ui::status_with_icon(State::Quiet, &t.t("exports-at-once"), "bolt"),
        ),
        card(ExportMode::WithData, with_amount(&t.t("exports-mode-with-data-text")), queued()),
        card(ExportMode::WithoutRelationships, with_amount(&t.t("exports-mode-plain-text")), queued()),
    ]
}

impl ExportDialog<'_> {
    /// How many people the cards tell of: those of the list when that is what is proposed and known.
    fn amount(&self) -> Option<i64> {
        match self.shown.as_ref().filter(|shown| shown.is_filtered) {
            Some(shown) => shown.total.and_then(|total| i64::try_from(total).ok()),
            None => self.people,
        }
    }

    /// Whom: all, or those of the list.
    fn whom(&self) -> Markup {
        let (t, Some(shown)) = (self.t, &self.shown) else { return html! {} };
        let label = match (shown.is_filtered, shown.total) {
            (false, _) => t.t("exports-people-order").into_owned(),
            (true, Some(total)) => t.ta("exports-people-shown", &[("count", total.into())]),
            (true, None) => t.t("exports-people-matching").into_owned(),
        };
        let all = t.ta("exports-people-all", &[("count", self.people.unwrap_or(0).into())]);
        let choices = vec![Choice::new(SHOWN, &label), Choice::new("all", &all)];
        html! {
            (Field::select(t, "people", t.t("exports-people"), choices, None).value(SHOWN).width(Width::Full))
            @for (name, value) in &shown.words {
                input type="hidden" name={ (LIST) (name) } value=(value);
            }
        }
    }

    /// Which columns: all, or those that are marked.
    fn which(&self) -> Markup {
        let t = self.t;
        let choices = vec![
            Choice::new("all", t.t("exports-columns-all")),
            Choice::new(CHOSEN, t.t("exports-columns-chosen")),
        ];
        let columns = self.columns.iter().filter(|(id, _)| id != "username");
        let columns: Vec<Choice> = columns.map(|(id, label)| Choice::new(id, label)).collect();
        html! {
            @if !columns.is_empty() {
                (Field::select(t, "which", t.t("exports-columns"), choices, None).value("all").width(Width::Full))
                details.choose-columns {
                    summary { (t.t("exports-columns-open")) }
                    (Field::several(t, "column", t.t("exports-columns-list"), columns)
                        .help(t.t("exports-columns-help")).width(Width::Full))
                }
            }
        }
    }
}

/// The dialog.
pub fn dialog(view: &ExportDialog<'_>) -> Markup {
    let (t, formats) = (view.t, view.formats);
    let choices = formats.iter().map(|format| Choice::new(&format.id, &format.label)).collect();
    let first = formats.first().map(|format| format.id.clone()).unwrap_or_default();
    let what = t.t("exports-what");
    let body = html! {
        (ui::option_cards("mode", &what, &cards(t, view.amount()), ExportMode::WithData.as_str()))
        div.fields {
            (view.whom())
            (Field::select(t, "format", t.t("exports-format"), choices, None).value(first)
                .help(t.t("exports-format-help")).width(Width::Full))
            (view.which())
        }
        @if formats.is_empty() {
            (ui::notice(&ui::Notice {
                state: State::Failed,
                icon: None,
                text: html! { (t.t("exports-no-format")) },
                actions: html! {},
            }))
        }
    };
    ui::dialog(&Dialog {
        t,
        title: title(t, view.kind),
        wide: false,
        close: view.paths.users(view.kind),
        form: Some((view.paths.new_export(view.kind), view.csrf.to_owned())),
        multipart: false,
        body,
        remark: t.t("exports-remark").into_owned(),
        buttons: html! { button.btn.btn-go type="submit" data-submit disabled[formats.is_empty()] { (t.t("exports-go")) } },
    })
}
