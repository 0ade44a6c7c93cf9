//! What somebody else saved while one was typing.
use chrono::{DateTime, Utc};
use maud::{Markup, html};

use crate::locale::Texts;
use crate::ui::{self, Notice, State};

/// One control that both changed.
pub struct ChangedByBoth {
    /// Its name.
    pub control: String,
    /// Its label.
    pub label: String,
    /// What was typed, as one reads it.
    pub typed: String,
    /// What is stored now, as one reads it.
    pub stored: String,
    /// What is stored now, as the control holds it.
    pub values: Vec<String>,
}

/// What somebody else saved.
pub struct Elsewhere {
    /// Who, when it is known.
    pub who: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
    /// Labels of what only the other one changed.
    pub taken: Vec<String>,
    /// What both changed.
    pub both: Vec<ChangedByBoth>,
}

fn shown(t: Texts, value: &str) -> String {
    if value.is_empty() { t.t("users-merge-empty").into_owned() } else { format!("“{value}”") }
}

/// The notice above the form.
pub fn merge_notice(t: Texts, elsewhere: &Elsewhere, now: DateTime<Utc>) -> Markup {
    let who = match &elsewhere.who {
        Some(name) => name.clone(),
        None => t.t("users-merge-somebody").into_owned(),
    };
    let ago = t.ago(elsewhere.at, now);
    let title = [("who", who.as_str().into()), ("ago", ago.as_str().into())];
    ui::notice(&Notice {
        state: State::Pending,
        icon: Some("users"),
        text: html! {
            b { (t.ta("users-merge-title", &title)) }
            @if !elsewhere.taken.is_empty() {
                p { (t.ta("users-merge-taken", &[("labels", elsewhere.taken.join(", ").as_str().into())])) }
            }
            @if elsewhere.both.is_empty() {
                p { (t.t("users-merge-save")) }
            } @else {
                p { (t.t("users-merge-both")) }
                ul.merge {
                    @for one in &elsewhere.both {
                        li {
                            b { (one.label) } ": "
                            (t.ta("users-merge-yours", &[("value", shown(t, &one.typed).as_str().into())])) " · "
                            (t.ta("users-merge-theirs", &[("value", shown(t, &one.stored).as_str().into())])) " "
                            button.link type="button" data-theirs=(serde_json::json!(one.values)) data-control=(one.control) {
                                (t.t("users-merge-use"))
                            }
                        }
                    }
                }
            }
        },
        actions: html! {},
    })
}
