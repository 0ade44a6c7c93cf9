//! By which other field a field is shown.
use maud::{Markup, html};

use super::Around;
use crate::fields::form::FieldForm;
use crate::fields::model::{Definition, Document, FieldConcept, FieldKind};
use crate::ui::{self, Choice, Field, ShownWhen, Width};

/// More values than this are written rather than ticked.
const TICKS: usize = 60;

/// Values of a field that can be ticked, with their names.
fn values(document: &Document, field: &Definition, t: crate::locale::Texts) -> Option<Vec<(String, String)>> {
    let choices = match field.kind {
        FieldKind::CheckBox => {
            return Some(vec![
                ("true".to_owned(), t.t("fields-ticked").into_owned()),
                ("false".to_owned(), t.t("fields-unticked").into_owned()),
            ]);
        }
        FieldKind::CatalogList | FieldKind::CatalogTree => {
            let catalog = document.catalogs.iter().find(|own| Some(&own.id) == field.catalog.as_ref());
            catalog.map(|catalog| catalog.choices.as_slice()).unwrap_or_default()
        }
        kind if kind.has_choices() => field.choices.as_slice(),
        _ => return None,
    };
    let label = |id: &String, name: &str| (id.clone(), name.to_owned());
    let named = choices.iter().map(|choice| label(&choice.id, choice.label.pick(t.culture())));
    (choices.len() <= TICKS).then(|| named.collect())
}

/// Whether the values of a field are ticked in the form, rather than written.
pub fn can_tick(document: &Document, concept: FieldConcept, id: &str) -> bool {
    document.find(concept, id).is_some_and(|field| match field.kind {
        FieldKind::CheckBox => true,
        FieldKind::CatalogList | FieldKind::CatalogTree => document
            .catalogs
            .iter()
            .any(|own| Some(&own.id) == field.catalog.as_ref() && own.choices.len() <= TICKS),
        kind => kind.has_choices() && field.choices.len() <= TICKS,
    })
}

/// The section's controls.
pub(super) fn depends(
    around: &Around<'_>,
    concept: FieldConcept,
    own: Option<&str>,
    form: &FieldForm,
    problem: Option<String>,
    lock: Option<String>,
) -> Markup {
    let (t, document) = (around.t, around.document);
    let others: Vec<&Definition> = document
        .fields
        .iter()
        .filter(|field| field.concepts.contains(&concept) && Some(field.id.as_str()) != own)
        .filter(|field| !matches!(field.kind, FieldKind::File | FieldKind::Position))
        .collect();
    let chosen = form.get("depends.field");
    let choices =
        others.iter().map(|field| Choice::new(field.id.as_str(), field.label.pick(t.culture()))).collect();
    let ways =
        vec![Choice::new("any", t.t("fields-depends-any")), Choice::new("none", t.t("fields-depends-none"))];
    let how = if form.get("depends.how").is_empty() { "any" } else { form.get("depends.how") };
    let shown = |any_of: Vec<String>| {
        let now = any_of.iter().any(|id| id == chosen);
        Some(ShownWhen { name: "depends.field".to_owned(), any_of, now })
    };
    let ids = |ticked: bool| -> Vec<String> {
        let fits = |field: &&&Definition| values(document, field, t).is_some() == ticked;
        others.iter().filter(fits).map(|field| field.id.clone()).collect()
    };
    let all: Vec<String> = others.iter().map(|field| field.id.clone()).collect();
    html! {
        (Field::select(t, "depends.field", t.t("fields-depends-field"), choices, Some(t.t("fields-depends-always").into_owned()))
            .value(chosen).problem(problem).locked(lock.clone()))
        (Field::select(t, "depends.how", t.t("fields-depends-how"), ways, None).value(how).locked(lock.clone())
            .shown_when(shown(all)))
        @for field in &others {
            @if let Some(values) = values(document, field, t) {
                @let name = format!("depends.value.{}", field.id);
                @let choices = values.iter().map(|(id, label)| Choice::new(id.as_str(), label.as_str())).collect();
                (Field::several(t, name.clone(), t.t("fields-depends-values"), choices).values(form.all(&name).to_vec())
                    .locked(lock.clone()).shown_when(shown(vec![field.id.clone()])))
            }
        }
        (Field::long_text(t, "depends.text", t.t("fields-depends-values")).value(form.get("depends.text"))
            .help(t.t("fields-depends-lines")).locked(lock).width(Width::Full).shown_when(shown(ids(false))))
        @if others.is_empty() { p.hint.f-12 { (ui::icon_small("info-circle")) span { (t.t("fields-depends-nobody")) } } }
    }
}
