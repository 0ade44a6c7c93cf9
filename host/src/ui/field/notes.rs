//! What stands around a control: help, problems, and where its value came from.
use maud::{Markup, html};

use super::{Field, Source};
use crate::ui::icon::icon_small;

impl Field {
    pub(super) fn notes(&self) -> Markup {
        let t = self.t;
        html! {
            @if self.has_note() {
                div.notes id={ (self.id()) "-note" } {
                    @if let Some(problem) = &self.problem {
                        p.hint.hint-bad data-problem { (icon_small("alert-triangle")) span { (problem) } }
                    }
                    @if let Some((words, href)) = &self.link { p.hint { a.link href=(href) { (words) } } }
                    @if let Some(warning) = &self.warning {
                        p.hint.hint-warn { (icon_small("info-circle")) span { (warning) } }
                    }
                    @if let Some(reason) = &self.lock { p.hint { (icon_small("lock")) span { (reason) } } }
                    @if let Some(help) = &self.help { p.hint { span { (help) } } }
                    @if let Some(Source::Changed { suggested: Some(suggested) }) = &self.source {
                        p.hint data-suggestion {
                            span {
                                (t.ta("ui-suggested", &[("value", suggested.as_str().into())])) " "
                                button.link.t12 type="button" data-use=(suggested) data-field=(self.name) { (t.t("ui-use-it")) }
                            }
                        }
                    }
                }
            }
        }
    }

    fn source_tag(&self) -> Markup {
        let t = self.t;
        html! {
            @match &self.source {
                Some(Source::Filled(by)) => { span.src data-src { (icon_small("sparkles-2")) (by) } }
                Some(Source::Changed { .. }) => {
                    span.src.src-hand data-src { (icon_small("pencil")) (t.t("ui-source-changed")) }
                }
                Some(Source::Unknown(word)) => { span.src.src-none data-src { (icon_small("circle-dashed")) (word) } }
                None => {}
            }
        }
    }

    pub(super) fn tag(&self) -> Markup {
        html! {
            @if self.source.is_some() { (self.source_tag()) }
            @else if self.required { span.req { (self.t.t("ui-required")) } }
        }
    }
}
