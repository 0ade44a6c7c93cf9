//! One control for each value that the schema describes.
mod rows;

use maud::{Markup, html};
use serde_json::Value;

use crate::locale::Texts;
use crate::plugins::form::settings::SettingsForm;
use crate::plugins::model::schema::{ChoiceOption, Control, Node, Property, Words, escape};
use crate::plugins::model::settings::referenced_secret;
use crate::ui::{Choice, Field, Width};
use crate::users::model::Problem;

/// What the controls are made from.
pub(super) struct Controls<'a> {
    pub t: Texts,
    pub form: &'a SettingsForm,
    pub problems: &'a [Problem],
    pub may_save: bool,
}

/// A value's place in the form.
struct Place<'a> {
    address: String,
    label: String,
    required: bool,
    value: Option<&'a Value>,
}

/// The name of a property when its schema has no title: `min-length` reads `Min length`.
fn spoken(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).take(80).collect())
}

pub(super) fn label(t: Texts, name: &str, words: &Words) -> String {
    words.get(t.culture()).map_or_else(|| spoken(name), str::to_owned)
}

/// What the plugin says about its settings as a whole.
pub(super) fn described(t: Texts, node: &Node) -> Markup {
    html! { @if let Some(text) = node.description.get(t.culture()) { p.hint { (text) } } }
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Whether a field with this address is in the value at the other one.
fn is_inside(field: &str, address: &str) -> bool {
    field.strip_prefix(address).is_some_and(|rest| rest.starts_with('/'))
}

impl Controls<'_> {
    /// The settings as a whole: plain values first, then lists and groups.
    pub(super) fn whole(&self, node: &Node) -> Markup {
        let Control::Group(properties) = &node.control else { return html! {} };
        let is_plain = |property: &&Property| {
            !matches!(property.node.control, Control::Records { .. } | Control::Group(_))
        };
        let (plain, large): (Vec<&Property>, Vec<&Property>) = properties.iter().partition(is_plain);
        html! {
            (described(self.t, node))
            div.fields.set-fields {
                @for property in plain.into_iter().chain(large) {
                    (self.property(property, "", &self.form.document))
                }
            }
        }
    }

    fn property(&self, property: &Property, above: &str, document: &Value) -> Markup {
        let place = Place {
            label: label(self.t, &property.name, &property.node.title),
            required: property.required,
            value: document.get(&property.name),
            address: format!("{above}/{}", escape(&property.name)),
        };
        self.value(&property.node, &place)
    }

    /// The first problem with a value; with what is in it, too, when it has only one control.
    fn problem(&self, address: &str, inside: bool) -> Option<String> {
        let is_here = |field: &str| field == address || (inside && is_inside(field, address));
        let found = self.problems.iter().find(|problem| is_here(&problem.field))?;
        let rest = found.field.strip_prefix(address).and_then(|rest| rest.strip_prefix('/'));
        Some(match rest.and_then(|rest| rest.parse::<u64>().ok()) {
            Some(line) => self.t.ta(
                "plugin-settings-line",
                &[("line", (line + 1).into()), ("problem", found.message.as_str().into())],
            ),
            None => found.message.clone(),
        })
    }

    fn value(&self, node: &Node, place: &Place<'_>) -> Markup {
        let unread = self.form.unreadable.contains_key(&place.address);
        if unread || place.value.is_some_and(|value| !node.fits(value)) {
            return self.json(node, place);
        }
        match &node.control {
            Control::Text { long, most, .. } => self.text(node, place, *long, *most),
            Control::Secret => self.secret(node, place),
            Control::Number { least, most, .. } => {
                self.number(node, place, (least.as_deref(), most.as_deref()))
            }
            Control::Switch => self.switch(node, place),
            Control::Choice(options) => self.choice(node, place, options),
            Control::Several(options) => self.several(node, place, options),
            Control::Lines { .. } => self.lines(node, place),
            Control::Records { item, most } => self.records(node, item, *most, place),
            Control::Group(properties) => self.group(node, properties, place),
            Control::Json => self.json(node, place),
        }
    }

    /// What is said below a control: what it means, its limits and unit, what counts when it is left empty.
    fn help(&self, node: &Node, limits: Option<String>) -> Option<String> {
        let t = self.t;
        let default = node.default.as_ref().filter(|value| match value {
            Value::String(text) => !text.is_empty(),
            other => other.is_number(),
        });
        let unit = node.unit.get(t.culture());
        let parts = [
            node.description.get(t.culture()).map(str::to_owned),
            limits,
            unit.map(|unit| t.ta("plugin-settings-unit", &[("unit", unit.into())])),
            default.map(|value| t.ta("plugin-settings-default", &[("value", shown(value).into())])),
        ];
        let said: Vec<String> = parts.into_iter().flatten().collect();
        (!said.is_empty()).then(|| said.join(" "))
    }

    fn dress(&self, field: Field, node: &Node, place: &Place<'_>, limits: Option<String>) -> Field {
        let mut field = field
            .required(place.required)
            .locked((!self.may_save).then(|| self.t.t("plugin-settings-may-not").into_owned()));
        if let Some(help) = self.help(node, limits) {
            field = field.help(help);
        }
        let default = node.default.as_ref().filter(|value| value.is_string() || value.is_number()).map(shown);
        match node.example.clone().or(default).filter(|text| !text.is_empty()) {
            Some(example) => field.placeholder(example),
            None => field,
        }
    }

    /// Says to the form that a value stands there though its control is empty.
    fn mark(&self, place: &Place<'_>) -> Markup {
        html! { @if place.value.is_some() { input type="hidden" name={ "=" (place.address) } value="1"; } }
    }

    fn text(&self, node: &Node, place: &Place<'_>, long: bool, most: Option<u64>) -> Markup {
        let value = place.value.and_then(Value::as_str).unwrap_or_default();
        let (t, name) = (self.t, place.address.clone());
        let field = if long || value.contains('\n') {
            Field::long_text(t, name, place.label.clone()).width(Width::Full)
        } else {
            Field::text(t, name, place.label.clone())
        };
        let limit = most.filter(|most| *most < 1_000);
        let limit = limit.map(|most| t.ta("plugin-settings-at-most", &[("count", most.into())]));
        let field =
            self.dress(field, node, place, limit).value(value).problem(self.problem(&place.address, false));
        html! { (field) @if value.is_empty() { (self.mark(place)) } }
    }

    fn number(&self, node: &Node, place: &Place<'_>, (least, most): (Option<&str>, Option<&str>)) -> Markup {
        let t = self.t;
        let limits = match (least, most) {
            (Some(least), Some(most)) => {
                Some(t.ta("plugin-settings-between", &[("least", least.into()), ("most", most.into())]))
            }
            (Some(least), None) => Some(t.ta("plugin-settings-from", &[("least", least.into())])),
            (None, Some(most)) => Some(t.ta("plugin-settings-up-to", &[("most", most.into())])),
            (None, None) => None,
        };
        let field = Field::decimal(t, place.address.clone(), place.label.clone())
            .value(place.value.map(shown).unwrap_or_default());
        html! { (self.dress(field, node, place, limits).problem(self.problem(&place.address, false))) }
    }

    fn switch(&self, node: &Node, place: &Place<'_>) -> Markup {
        let usual = node.default == Some(Value::Bool(true));
        let on = place.value.and_then(Value::as_bool).unwrap_or(usual);
        let word = self.t.t("plugin-settings-on");
        let field = Field::switch(self.t, place.address.clone(), place.label.clone(), word);
        let field = self.dress(field, node, place, None).checked(on).required(false);
        html! { (field.problem(self.problem(&place.address, false))) (self.mark(place)) }
    }

    fn words_of(&self, option: &ChoiceOption) -> String {
        option.words.get(self.t.culture()).map_or_else(|| shown(&option.value), str::to_owned)
    }

    /// What can be chosen, and whatever else is there.
    fn options(&self, options: &[ChoiceOption], values: &[&Value]) -> Vec<Choice> {
        let known = options.iter().map(|option| Choice::new(option.value.to_string(), self.words_of(option)));
        let strange = values.iter().filter(|value| options.iter().all(|option| option.value != ***value));
        known.chain(strange.map(|value| Choice::new(value.to_string(), shown(value)))).collect()
    }

    fn choice(&self, node: &Node, place: &Place<'_>, options: &[ChoiceOption]) -> Markup {
        let t = self.t;
        let values: Vec<&Value> = place.value.into_iter().collect();
        let usual = node.default.as_ref().map(|value| {
            let option = options.iter().find(|option| option.value == *value);
            let words = option.map_or_else(|| shown(value), |option| self.words_of(option));
            t.ta("plugin-settings-usual", &[("value", words.into())])
        });
        let nothing = match usual {
            None if !place.required => Some(t.t("plugin-settings-nothing").into_owned()),
            usual => usual,
        };
        let chosen = place.value.map(Value::to_string).unwrap_or_default();
        let options = self.options(options, &values);
        let field =
            Field::select(t, place.address.clone(), place.label.clone(), options, nothing).value(chosen);
        html! { (self.dress(field, node, place, None).problem(self.problem(&place.address, false))) }
    }

    fn several(&self, node: &Node, place: &Place<'_>, options: &[ChoiceOption]) -> Markup {
        let values: Vec<&Value> = place.value.and_then(Value::as_array).into_iter().flatten().collect();
        let chosen = values.iter().map(|value| value.to_string()).collect();
        let options = self.options(options, &values);
        let field =
            Field::several(self.t, place.address.clone(), place.label.clone(), options).values(chosen);
        let field = self.dress(field, node, place, None).width(Width::Full);
        html! { (field.problem(self.problem(&place.address, true))) (self.mark(place)) }
    }

    fn lines(&self, node: &Node, place: &Place<'_>) -> Markup {
        let lines = place.value.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        let hint = Some(self.t.t("plugin-settings-lines").into_owned());
        let field = Field::long_text(self.t, place.address.clone(), place.label.clone())
            .value(lines.collect::<Vec<_>>().join("\n"))
            .width(Width::Full);
        html! {
            (self.dress(field, node, place, hint).problem(self.problem(&place.address, true)))
            (self.mark(place))
        }
    }

    /// Shows that a secret is set, and never which.
    fn secret(&self, node: &Node, place: &Place<'_>) -> Markup {
        let t = self.t;
        let reference = place.value.and_then(Value::as_str).filter(|text| referenced_secret(text).is_some());
        let state = match reference {
            Some(_) => t.t("plugin-settings-secret-set"),
            None => t.t("plugin-settings-secret-none"),
        };
        let field =
            Field::current_password(t, place.address.clone(), place.label.clone()).autocomplete("off");
        let field = self.dress(field, node, place, Some(state.into_owned())).width(Width::Full);
        html! {
            div.f.set-secret {
                (field.problem(self.problem(&place.address, false)))
                @if let Some(reference) = reference {
                    input type="hidden" name={ "=" (place.address) } value=(reference);
                    @if !place.required && self.may_save {
                        label.tick-l {
                            input.tick type="checkbox" name={ "-" (place.address) } value="true";
                            span { (t.t("plugin-settings-secret-remove")) }
                        }
                    }
                }
            }
        }
    }

    fn json(&self, node: &Node, place: &Place<'_>) -> Markup {
        let t = self.t;
        let typed = self.form.unreadable.get(&place.address);
        let pretty = |value: &Value| serde_json::to_string_pretty(value).unwrap_or_default();
        let text = typed.cloned().or_else(|| place.value.map(pretty)).unwrap_or_default();
        let hint = Some(t.t("plugin-settings-json-value").into_owned());
        let problem = match typed {
            Some(_) => Some(t.t("plugin-settings-unreadable").into_owned()),
            None => self.problem(&place.address, true),
        };
        let field = Field::long_text(t, format!("!{}", place.address), place.label.clone());
        let field = self.dress(field.value(text).mono().width(Width::Full), node, place, hint);
        html! { (field.problem(problem).placeholder("")) }
    }
}
