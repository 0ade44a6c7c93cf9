//! Definitions that come from a file: where to put it, and what it would change.
use maud::{Markup, html};
use serde_json::Value;

use super::{Around, words};
use crate::fields::model::Change;
use crate::ui::{self, Dialog, FileDrop, Notice, State};

/// Most bytes of a file.
const LIMIT: u64 = 1 << 20;
/// Most letters of a value.
const SHOWN: usize = 140;

fn close(around: &Around<'_>) -> String {
    around.list(crate::fields::model::FieldConcept::Client)
}

/// The place for the file.
pub fn import_dialog(around: &Around<'_>, problem: Option<String>) -> Markup {
    let t = around.t;
    let drop = FileDrop {
        t,
        name: "file",
        accept: ".json,application/json".to_owned(),
        help: t.t("fields-import-help").into_owned(),
        limit: LIMIT,
        problem,
    };
    ui::dialog(&Dialog {
        t,
        title: t.t("fields-import").into_owned(),
        wide: false,
        close: close(around),
        form: Some((around.paths.import_fields(around.of_project), around.csrf.to_owned())),
        multipart: true,
        body: html! {
            p { (t.t("fields-import-text")) }
            (ui::file_drop(&drop))
            label.tick-l {
                input.tick type="checkbox" name="alone" value="true";
                span { (t.t("fields-import-alone")) }
            }
        },
        remark: String::new(),
        buttons: html! { button.btn.btn-go type="submit" data-submit { (ui::icon("eye")) (t.t("fields-import-preview")) } },
    })
}

fn shown(value: &Value) -> String {
    let text = match value {
        Value::Null => "—".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(items) if items.iter().all(Value::is_string) => {
            items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    };
    if text.chars().count() > SHOWN { text.chars().take(SHOWN).chain("…".chars()).collect() } else { text }
}

fn change(around: &Around<'_>, change: &Change) -> Markup {
    let t = around.t;
    let (state, icon, word) = match (change.added, change.removed) {
        (true, _) => (State::Completed, "plus", t.t("fields-change-added")),
        (_, true) => (State::Failed, "minus", t.t("fields-change-removed")),
        _ => (State::Pending, "pencil", t.t("fields-change-changed")),
    };
    let concepts: Vec<String> = change.concepts.iter().map(|one| words::concept(t, *one)).collect();
    let kind = if change.is_catalog { t.t("fields-catalog").into_owned() } else { concepts.join(", ") };
    html! {
        li.set-version {
            div.set-version-h {
                (ui::status_with_icon(state, &word, icon))
                b.mono { (change.id) }
                span { (kind) }
            }
            @if !change.added && !change.removed {
                dl.set-changes {
                    @for (name, old, new) in &change.parts {
                        div { dt.mono { (name) } dd { del { (shown(old)) } span aria-hidden="true" { "→" } ins { (shown(new)) } } }
                    }
                }
            }
        }
    }
}

/// What a file would change.
pub fn preview_dialog(
    around: &Around<'_>,
    changes: &[Change],
    version: i64,
    text: &str,
    alone: bool,
    problem: Option<String>,
) -> Markup {
    let t = around.t;
    let nothing = changes.is_empty();
    ui::dialog(&Dialog {
        t,
        title: t.t("fields-preview-title").into_owned(),
        wide: true,
        close: close(around),
        form: (!nothing).then(|| (around.paths.apply_fields(around.of_project), around.csrf.to_owned())),
        multipart: false,
        body: html! {
            @if let Some(problem) = problem {
                (ui::notice(&Notice { state: State::Failed, icon: Some("alert-triangle"), text: html! { (problem) }, actions: html! {} }))
            }
            @if nothing { p { (t.t("fields-preview-nothing")) } }
            @else {
                p { (t.ta("fields-preview-text", &[("count", changes.len().into())])) }
                ul.set-versions { @for one in changes { (change(around, one)) } }
                input type="hidden" name="version" value=(version);
                input type="hidden" name="alone" value=(alone.to_string());
                textarea.sr name="text" readonly tabindex="-1" aria-hidden="true" { (text) }
            }
        },
        remark: String::new(),
        buttons: html! {
            @if !nothing { button.btn.btn-go type="submit" data-submit { (ui::icon("check")) (t.t("fields-preview-apply")) } }
        },
    })
}
