//! The Address tab, which choosing a location fills.
use maud::{Markup, html};

use crate::locale::Texts;
use crate::ui::{self, Field, Source, Width};
use crate::users::form::{UserForm, source_name};
use crate::users::model::AddressPart;

/// What stands below the location after it was chosen: what was filled, what was left alone, who was silent. It is
/// replaced out of band.
pub struct FilledNote {
    /// The reader's texts.
    pub t: Texts,
    /// Parts of the address that were filled.
    pub filled: usize,
    /// Parts that are a person's word, for which the location has another.
    pub offered: usize,
    /// Parts that the location filled which is no longer chosen.
    pub cleared: usize,
    /// Plugins that did not answer, and the code of why.
    pub silent: Vec<(String, String)>,
}

impl FilledNote {
    /// Nothing to say yet.
    pub fn empty(t: Texts) -> Self {
        Self { t, filled: 0, offered: 0, cleared: 0, silent: Vec::new() }
    }

    /// Its markup.
    pub fn render(&self, out_of_band: bool) -> Markup {
        let t = self.t;
        html! {
            div.fill-note #filled-note hx-swap-oob=[out_of_band.then_some("true")] aria-live="polite" {
                @if self.filled > 0 {
                    p.hint { (ui::icon_small("sparkles-2")) span {
                        (t.ta("users-filled", &[("count", self.filled.into())])) " "
                        a.link href="?tab=address" data-show-tab="address" { (t.t("users-filled-look")) } " · "
                        button.link.t12 type="button" data-undo-fill { (t.t("users-filled-undo")) }
                    } }
                }
                @if self.offered > 0 {
                    p.hint { (ui::icon_small("pencil")) span {
                        (t.ta("users-filled-kept", &[("count", self.offered.into())])) " "
                        button.link.t12 type="button" data-use-all { (t.t("users-filled-use-all")) }
                    } }
                }
                @if self.cleared > 0 {
                    p.hint { (ui::icon_small("sparkles-2")) span {
                        (t.ta("users-filled-before", &[("count", self.cleared.into())])) " "
                        button.link.t12 type="button" data-clear-filled { (t.t("users-filled-clear")) }
                    } }
                }
                @for (plugin, code) in &self.silent {
                    p.hint.hint-warn { (ui::icon_small("alert-triangle")) span {
                        (t.ta("users-filled-silent", &[("plugin", plugin.as_str().into()), ("code", code.as_str().into())]))
                    } }
                }
            }
        }
    }
}

/// The controls of an address, each with where its value came from.
pub fn address_parts(t: Texts, form: &UserForm, problem: &dyn Fn(&str) -> Option<String>) -> Markup {
    let edited = form.edited();
    let width = |part: AddressPart| match part {
        AddressPart::Street => Width::TwoThirds,
        AddressPart::Reference => Width::TwoThirds,
        _ => Width::Third,
    };
    html! {
        @for part in AddressPart::ALL {
            @let name = format!("address.{}", part.as_str());
            @let source = form.source(part);
            (Field::text(t, name.as_str(), part.label(t)).value(form.get(&name)).width(width(part))
                .problem(problem(&name)).max_length(200)
                .source(match &source {
                    Some(by) => Some(Source::Filled(by.clone())),
                    None if form.offered.contains_key(&part) => {
                        Some(Source::Changed { suggested: form.offered.get(&part).map(|offer| offer.value.clone()) })
                    }
                    None if edited.contains(&name) => Some(Source::Changed { suggested: None }),
                    None => None,
                }))
        }
    }
}

/// The section of the address: what auto-fill replaces.
pub fn address_section(t: Texts, form: &UserForm, problem: &dyn Fn(&str) -> Option<String>) -> Markup {
    let edited = form.edited();
    let content =
        ui::section(&t.t("users-address"), &t.t("users-address-text"), address_parts(t, form, problem));
    let sources = html! {
        @for part in AddressPart::ALL {
            @if let Some(source) = form.source(part) { input type="hidden" name=(source_name(part)) value=(source) data-source-of={ "address." (part.as_str()) }; }
            @if let Some(by) = form.offered.get(&part).and_then(|offer| offer.source.as_deref()) {
                template data-offer-of={ "address." (part.as_str()) } data-name=(source_name(part)) data-by=(by) {}
            }
        }
    };
    Field::filled_fields(t, &edited, html! { (sources) (content) })
}
