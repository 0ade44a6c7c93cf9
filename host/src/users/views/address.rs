//! The Address tab, which choosing a location fills.
use maud::{Markup, html};

use crate::locale::Texts;
use crate::ui::{self, Field, Source, Width};
use crate::users::form::{UserForm, source_name};
use crate::users::model::AddressPart;

/// The sentence below the location that says how much was filled; replaced out of band.
pub fn filled_note(t: Texts, filled: Option<usize>) -> Markup {
    html! {
        p.hint #filled-note hx-swap-oob=[filled.map(|_| "true")] aria-live="polite" {
            @if let Some(filled) = filled.filter(|filled| *filled > 0) {
                (ui::icon_small("sparkles-2"))
                span {
                    (t.ta("users-filled", &[("count", filled.into())])) " "
                    a.link href="?tab=address" data-show-tab="address" { (t.t("users-filled-look")) } " · "
                    button.link.t12 type="button" data-undo-fill { (t.t("users-filled-undo")) }
                }
            }
        }
    }
}

fn part_label(t: Texts, part: AddressPart) -> String {
    match part {
        AddressPart::Country => t.t("column-country"),
        AddressPart::Region => t.t("column-region"),
        AddressPart::City => t.t("column-city"),
        AddressPart::District => t.t("column-district"),
        AddressPart::Street => t.t("column-street"),
        AddressPart::Number => t.t("column-number"),
        AddressPart::Complement => t.t("column-complement"),
        AddressPart::PostalCode => t.t("column-postal-code"),
        AddressPart::Reference => t.t("column-reference"),
        AddressPart::Phone => t.t("column-address-phone"),
    }
    .into_owned()
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
            (Field::text(t, name.as_str(), part_label(t, part)).value(form.get(&name)).width(width(part))
                .problem(problem(&name)).max_length(200)
                .source(match &source {
                    Some(by) => Some(Source::Filled(by.clone())),
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
            @if let Some(source) = form.source(part) { input type="hidden" name=(source_name(part)) value=(source); }
        }
    };
    Field::filled_fields(t, &edited, html! { (sources) (content) })
}
