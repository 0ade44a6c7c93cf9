//! The page of plugins.
use maud::{Markup, html};

use super::model::PluginState;
use crate::locale::Texts;
use crate::ui::{self, Column, Illustration, State, Table};

fn kind_word(t: Texts, kind: &str) -> String {
    match kind {
        "password-policy" => t.t("plugins-kind-password-policy"),
        "field-schema" => t.t("plugins-kind-field-schema"),
        "location-autofill" => t.t("plugins-kind-location-autofill"),
        "import-format" => t.t("plugins-kind-import-format"),
        "export-format" => t.t("plugins-kind-export-format"),
        "client-lookup" => t.t("plugins-kind-client-lookup"),
        other => return other.to_owned(),
    }
    .into_owned()
}

fn row(t: Texts, plugin: &PluginState) -> Vec<Markup> {
    match &plugin.state {
        Ok((version, kinds)) => {
            let kinds: Vec<String> = kinds.iter().map(|kind| kind_word(t, kind)).collect();
            vec![
                html! { b { (plugin.name) } },
                html! { span.mono { (version) } },
                html! { (kinds.join(", ")) },
                ui::status(State::Completed, &t.t("plugins-ready")),
            ]
        }
        Err((code, reason)) => vec![
            html! { b { (plugin.name) } },
            html! { "—" },
            html! { span.mono { (code) } " " (reason) },
            ui::status(State::Failed, &t.t("plugins-failed")),
        ],
    }
}

/// How every plugin fares.
pub fn list(t: Texts, plugins: &[PluginState]) -> Markup {
    html! {
        section.sheet.person #detail aria-label=(t.t("plugins-title")) {
            div.head { h1 { (t.t("plugins-title")) } }
            div.scroll { div.form {
                p.dim.lead { (t.t("plugins-text")) }
                @if plugins.is_empty() {
                    (ui::empty_state(Illustration::Sheet, &t.t("plugins-none"), html! { (t.t("plugins-none-text")) }, html! {}))
                } @else {
                    (Table {
                        caption: t.t("plugins-title").into_owned(),
                        columns: vec![
                            Column::text(t.t("plugins-name")),
                            Column::text(t.t("plugins-version")),
                            Column::text(t.t("plugins-answers")),
                            Column::text(t.t("plugins-state")),
                        ],
                        rows: plugins.iter().map(|plugin| row(t, plugin)).collect(),
                    }.render())
                }
            } }
        }
    }
}
