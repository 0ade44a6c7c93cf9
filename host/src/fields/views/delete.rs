//! Before a field is deleted: what depends on it, and what becomes of people's values.
use maud::{Markup, html};

use super::Around;
use crate::fields::model::{Counted, Definition, FieldConcept, Use};
use crate::locale::Texts;
use crate::ui::{self, Dialog, Notice, OptionCard, State};

/// How many people have a value, as the dialog shows it once it is known.
pub fn counted(t: Texts, counted: Option<Counted>) -> Markup {
    let text = match counted {
        None => t.t("fields-uses-elsewhere").into_owned(),
        Some(Counted { count, more: true }) => t.ta("fields-uses-more", &[("count", count.into())]),
        Some(Counted { count, more: false }) => t.ta("fields-uses", &[("count", count.into())]),
    };
    html! { span #field-uses { (text) } }
}

pub(super) fn in_use(around: &Around<'_>, uses: &[Use]) -> Markup {
    let t = around.t;
    html! {
        (ui::notice(&Notice {
            state: State::Failed,
            icon: Some("alert-triangle"),
            text: html! { b { (t.t("fields-delete-refused")) } " " (t.t("fields-delete-refused-text")) },
            actions: html! {},
        }))
        p.chips {
            @for one in uses {
                a.chip href=(around.paths.field(one.concept.as_str(), &one.id, around.of_project)) { (one.name) }
            }
        }
    }
}

/// The dialog.
pub fn delete_dialog(around: &Around<'_>, concept: FieldConcept, field: &Definition, uses: &[Use]) -> Markup {
    let t = around.t;
    let needed = !uses.is_empty();
    let word = concept.as_str();
    let action = around.paths.delete_field(word, &field.id, around.of_project);
    let cards = [
        OptionCard {
            value: "keep",
            title: t.t("fields-values-keep").into_owned(),
            text: t.t("fields-values-keep-text").into_owned(),
            badge: html! {},
        },
        OptionCard {
            value: "remove",
            title: t.t("fields-values-remove").into_owned(),
            text: t.t("fields-values-remove-text").into_owned(),
            badge: html! {},
        },
    ];
    let body = html! {
        @if needed { (in_use(around, uses)) }
        @else {
            p hx-get=(around.paths.field_uses(word, &field.id)) hx-trigger="load" hx-target="#field-uses" hx-swap="outerHTML" {
                span #field-uses { (t.t("fields-uses-counting")) }
            }
            @if field.concepts.len() > 1 { p.hint { (ui::icon_small("info-circle")) span { (t.t("fields-delete-one")) } } }
            (ui::option_cards("values", &t.t("fields-values-of-people"), &cards, "keep"))
        }
    };
    ui::dialog(&Dialog {
        t,
        title: t.ta("fields-delete-title", &[("name", field.label.pick(t.culture()).into())]),
        wide: false,
        close: around.paths.field(word, &field.id, around.of_project),
        form: (!needed).then(|| (action, around.csrf.to_owned())),
        multipart: false,
        body,
        remark: String::new(),
        buttons: html! {
            @if !needed { button.btn.btn-danger type="submit" data-submit { (ui::icon("trash")) (t.t("fields-delete")) } }
        },
    })
}
