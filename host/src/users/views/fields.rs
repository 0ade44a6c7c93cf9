//! Controls of additional fields, made from what their plugins say about them.
use elenco_runtime::contract::{Audience, Choice as FieldChoice, Field as Definition, FieldType, Rights};
use maud::{Markup, html};

use crate::locale::Texts;
use crate::ui::{self, Choice, Field, Illustration, Width};
use crate::users::field_values;
use crate::users::form::UserForm;

fn choices(list: &[FieldChoice]) -> Vec<Choice> {
    list.iter().map(|choice| Choice::new(choice.id.as_str(), choice.label.as_str())).collect()
}

/// Choices of a tree with the way to each, so that equal names in two branches can be told apart.
fn branches(list: &[FieldChoice]) -> Vec<Choice> {
    let way = |choice: &FieldChoice| {
        let mut names = vec![choice.label.clone()];
        let mut at = choice.parent.clone();
        // A tree deeper than this is a circle.
        for _ in 0..16 {
            let Some(parent) = at.as_ref().and_then(|id| list.iter().find(|other| other.id == *id)) else {
                break;
            };
            names.push(parent.label.clone());
            at = parent.parent.clone();
        }
        names.reverse();
        names.join(" › ")
    };
    list.iter().map(|choice| Choice::new(choice.id.as_str(), way(choice))).collect()
}

fn control(t: Texts, owned: &Definition, name: &str) -> Field {
    let label = owned.label.clone();
    let nothing = || Some(t.t("ui-choose").into_owned());
    match &owned.kind {
        FieldType::Text(limits) if limits.lines => {
            Field::long_text(t, name, label).max_length(limits.max_length)
        }
        FieldType::Text(limits) => Field::text(t, name, label).max_length(limits.max_length),
        FieldType::Integer(_) => Field::integer(t, name, label),
        FieldType::Decimal(_) => Field::decimal(t, name, label),
        FieldType::Currency(code) => Field::decimal(t, name, format!("{label} ({code})")),
        FieldType::Date => Field::date(t, name, label),
        FieldType::CheckBox => Field::check_box(t, name, label, owned.help.clone().unwrap_or_default()),
        FieldType::ChoiceList(list) => Field::select(t, name, label, choices(list), nothing()),
        FieldType::ChoiceTree(list) => {
            Field::select(t, name, label, branches(list), nothing()).width(Width::Full)
        }
        FieldType::MultipleChoice(list) => Field::several(t, name, label, choices(list)),
        FieldType::Time | FieldType::Instant | FieldType::Link | FieldType::File(_) | FieldType::Position => {
            Field::text(t, name, label)
        }
    }
}

fn field(
    t: Texts,
    form: &UserForm,
    owned: &Definition,
    problem: Option<String>,
    active: bool,
) -> Option<Field> {
    let rights = field_values::rights(owned, Audience::Administrator, active);
    if !rights.contains(Rights::VISIBLE) {
        return None;
    }
    let name = format!("fields.{}", owned.id);
    let lock = (!rights.contains(Rights::EDITABLE)).then(|| t.t("users-field-locked").into_owned());
    let mut made = control(t, owned, &name)
        .values(form.all(&name).to_vec())
        .required(rights.contains(Rights::REQUIRED))
        .problem(problem)
        .locked(lock);
    if let Some(help) = owned.help.clone().filter(|_| !matches!(owned.kind, FieldType::CheckBox)) {
        made = made.help(help);
    }
    if let Some(example) = &owned.example {
        made = made.placeholder(example.as_str());
    }
    Some(made)
}

/// The sections of the Additional tab, one for each group of fields.
pub fn sections(
    t: Texts,
    form: &UserForm,
    fields: &[Definition],
    problem: &dyn Fn(&str) -> Option<String>,
    active: bool,
) -> Markup {
    if fields.is_empty() {
        return ui::empty_state(
            Illustration::Sheet,
            &t.t("users-no-fields"),
            html! { (t.t("users-no-fields-text")) },
            html! {},
        );
    }
    let mut groups: Vec<Option<&str>> = Vec::new();
    for owned in fields {
        if !groups.contains(&owned.group.as_deref()) {
            groups.push(owned.group.as_deref());
        }
    }
    html! {
        @for group in groups {
            @let title = group.map_or_else(|| t.t("users-tab-additional").into_owned(), str::to_owned);
            (ui::section(&title, "", html! {
                @for owned in fields.iter().filter(|owned| owned.group.as_deref() == group) {
                    @let name = format!("fields.{}", owned.id);
                    @if let Some(field) = field(t, form, owned, problem(&name), active) { (field) }
                }
            }))
        }
    }
}
