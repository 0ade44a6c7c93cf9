//! What concepts, types, audiences and rights are called.
use elenco_runtime::contract::Audience;

use crate::fields::model::{FieldConcept, FieldKind, Right};
use crate::locale::Texts;

pub(super) fn concept(t: Texts, concept: FieldConcept) -> String {
    match concept {
        FieldConcept::Client => t.t("fields-clients"),
        FieldConcept::Specialist => t.t("fields-specialists"),
        FieldConcept::Company => t.t("fields-companies"),
        FieldConcept::Supplier => t.t("fields-suppliers"),
        FieldConcept::Location => t.t("fields-locations"),
    }
    .into_owned()
}

pub(super) fn kind(t: Texts, kind: FieldKind) -> String {
    match kind {
        FieldKind::ShortText => t.t("fields-type-short-text"),
        FieldKind::Paragraph => t.t("fields-type-paragraph"),
        FieldKind::Integer => t.t("fields-type-integer"),
        FieldKind::Decimal => t.t("fields-type-decimal"),
        FieldKind::Currency => t.t("fields-type-currency"),
        FieldKind::Date => t.t("fields-type-date"),
        FieldKind::Time => t.t("fields-type-time"),
        FieldKind::DateTime => t.t("fields-type-date-time"),
        FieldKind::CheckBox => t.t("fields-type-check-box"),
        FieldKind::List => t.t("fields-type-list"),
        FieldKind::Tree => t.t("fields-type-tree"),
        FieldKind::CatalogList => t.t("fields-type-catalog-list"),
        FieldKind::CatalogTree => t.t("fields-type-catalog-tree"),
        FieldKind::MultipleChoice => t.t("fields-type-multiple-choice"),
        FieldKind::Link => t.t("fields-type-link"),
        FieldKind::File => t.t("fields-type-file"),
        FieldKind::Position => t.t("fields-type-position"),
    }
    .into_owned()
}

/// The icon of a type.
pub(super) fn icon(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::ShortText => "pencil",
        FieldKind::Paragraph => "message",
        FieldKind::Integer | FieldKind::Decimal => "selector",
        FieldKind::Currency => "coin",
        FieldKind::Date => "calendar",
        FieldKind::Time => "clock",
        FieldKind::DateTime => "calendar-time",
        FieldKind::CheckBox => "circle-check",
        FieldKind::List | FieldKind::CatalogList => "list-details",
        FieldKind::Tree | FieldKind::CatalogTree => "list-tree",
        FieldKind::MultipleChoice => "checks",
        FieldKind::Link => "link",
        FieldKind::File => "file",
        FieldKind::Position => "map-pin",
    }
}

pub(super) fn audience(t: Texts, audience: Audience) -> String {
    match audience {
        Audience::Administrator => t.t("fields-administrator"),
        Audience::Specialist => t.t("fields-specialist"),
        Audience::Client => t.t("fields-client"),
    }
    .into_owned()
}

pub(super) fn right(t: Texts, right: Right) -> String {
    match right {
        Right::Visible => t.t("fields-visible"),
        Right::Editable => t.t("fields-editable"),
        Right::Required => t.t("fields-required"),
    }
    .into_owned()
}

/// A language's name.
pub(super) fn language(culture: crate::locale::Culture) -> &'static str {
    culture.native_name()
}
