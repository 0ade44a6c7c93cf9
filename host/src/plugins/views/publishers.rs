//! The publishers whose signatures the tenant trusts.
use maud::{Markup, html};

use super::words;
use crate::locale::Texts;
use crate::paths::Paths;
use crate::plugins::model::{PluginProblem, Publisher};
use crate::ui::{self, ButtonStyle, Column, Dialog, Field, Table, Width};

/// The dialog with the list and a line for one more.
pub struct PublishersView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// The tenant's.
    pub publishers: &'a [Publisher],
    /// Names of those that the operator trusts for everybody.
    pub offered: &'a [String],
    /// Token for its forms.
    pub csrf: &'a str,
    /// Whether the reader may change them.
    pub may_change: bool,
    /// What was typed and refused: name, key, why.
    pub refused: Option<(&'a str, &'a str, &'a PluginProblem)>,
}

impl PublishersView<'_> {
    fn row(&self, publisher: &Publisher) -> Vec<Markup> {
        let t = self.t;
        let action = self.paths.distrust_publisher(publisher.id);
        let question = t.ta("plugins-distrust-confirm", &[("name", publisher.name.as_str().into())]);
        vec![
            html! { b { (publisher.name) } },
            html! { span.mono { (publisher.public_key) } },
            html! {
                @if self.may_change {
                    (ui::post_button(ButtonStyle::Quiet, &action, self.csrf, Some("trash"), &t.t("plugins-distrust"), Some(&question)))
                }
            },
        ]
    }

    fn table(&self) -> Markup {
        let t = self.t;
        let mut rows: Vec<Vec<Markup>> = self
            .offered
            .iter()
            .map(|name| {
                vec![
                    html! { b { (name) } },
                    html! { span.dim { (t.t("plugins-publisher-operator")) } },
                    html! {},
                ]
            })
            .collect();
        rows.extend(self.publishers.iter().map(|publisher| self.row(publisher)));
        html! {
            @if rows.is_empty() {
                p.hint { span { (t.t("plugins-publishers-none")) } }
            } @else {
                (Table {
                    caption: t.t("plugins-publishers").into_owned(),
                    columns: vec![
                        Column::text(t.t("plugins-publisher")),
                        Column::text(t.t("plugins-publisher-key")),
                        Column::text(t.t("plugins-publisher-action")),
                    ],
                    rows,
                }.render())
            }
        }
    }

    /// The dialog.
    pub fn render(&self) -> Markup {
        let t = self.t;
        let (name, key) = self.refused.map_or(("", ""), |(name, key, _)| (name, key));
        let body = html! {
            p.lead { (t.t("plugins-publishers-text")) }
            (self.table())
            @if self.may_change {
                @if let Some((_, _, problem)) = self.refused { (words::problem_notice(t, problem)) }
                form.fields #trust method="post" action=(self.paths.plugin_publishers()) data-busy {
                    input type="hidden" name="csrf" value=(self.csrf);
                    (Field::text(t, "name", t.t("plugins-publisher")).value(name).required(true).max_length(100).width(Width::Third))
                    (Field::text(t, "key", t.t("plugins-publisher-key")).value(key).required(true).max_length(400).mono()
                        .help(t.t("plugins-publisher-key-help")).width(Width::TwoThirds))
                }
            }
        };
        ui::dialog(&Dialog {
            t,
            title: t.t("plugins-publishers").into_owned(),
            wide: true,
            close: self.paths.plugins(),
            form: None,
            multipart: false,
            body,
            remark: String::new(),
            buttons: html! {
                @if self.may_change {
                    button.btn.btn-go type="submit" form="trust" { (ui::icon("plus")) (t.t("plugins-trust")) }
                }
            },
        })
    }
}
