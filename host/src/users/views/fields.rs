//! Controls of additional fields, made from what their plugins say about them.
use elenco_runtime::contract::{
    Choice as FieldChoice, Field as Definition, FieldType, FileLimits, Rights, Value,
};
use maud::{Markup, html};

use crate::fields::model::FieldFile;
use crate::locale::Texts;
use crate::ui::{
    self, ByState, Choice, Field, Illustration, KeptFile, Notice, ShownWhen, State, TreeChoice, Width,
};
use crate::users::field_values;
use crate::users::form::{HAS, UserForm};
use crate::users::model::AdditionalFields;

/// What the Additional tab shows.
pub(super) struct Sections<'a> {
    pub t: Texts,
    pub form: &'a UserForm,
    pub additional: &'a AdditionalFields,
    /// Files that the form names.
    pub files: &'a [FieldFile],
    /// Where the file of a field is read.
    pub file_of: &'a dyn Fn(&str) -> Option<String>,
    pub problem: &'a dyn Fn(&str) -> Option<String>,
    /// State of the record, as it stands in the form.
    pub active: bool,
    /// Files can be sent and kept here.
    pub takes_files: bool,
}

/// The same for a record that is no person: what plugins define, and nothing kept beside it.
pub fn sections(
    t: Texts,
    form: &UserForm,
    fields: &[Definition],
    problem: &dyn Fn(&str) -> Option<String>,
    active: bool,
) -> Markup {
    let additional = AdditionalFields { fields: fields.to_vec(), ..AdditionalFields::default() };
    let (files, file_of) = (&[], &|_: &str| None);
    Sections { t, form, additional: &additional, files, file_of, problem, active, takes_files: false }
        .render()
}

/// The letters of rights, as scripts read them.
fn letters(rights: Rights) -> String {
    let letter = |right, letter| if rights.contains(right) { letter } else { "" };
    [letter(Rights::VISIBLE, "v"), letter(Rights::EDITABLE, "e"), letter(Rights::REQUIRED, "r")].concat()
}

/// The lines of a tree, each followed by those below it.
fn branches(list: &[FieldChoice]) -> Vec<TreeChoice> {
    fn below(list: &[FieldChoice], parent: Option<&str>, level: usize, lines: &mut Vec<TreeChoice>) {
        // A tree deeper than this is a circle.
        if level > 16 {
            return;
        }
        for choice in list.iter().filter(|choice| choice.parent.as_deref() == parent) {
            lines.push(TreeChoice { value: choice.id.clone(), label: choice.label.clone(), level });
            below(list, Some(&choice.id), level + 1, lines);
        }
    }
    let mut lines = Vec::with_capacity(list.len());
    below(list, None, 0, &mut lines);
    lines
}

fn limits_of(limits: &FileLimits) -> (String, u64) {
    let most = crate::users::form::FILE_BYTES as u64;
    (limits.media_types.join(","), limits.max_bytes.min(most))
}

impl Sections<'_> {
    /// Choices, and what stands there though it is none of them any more.
    fn choices(&self, list: &[FieldChoice], values: &[String]) -> Vec<Choice> {
        let known = list.iter().map(|choice| Choice::new(choice.id.as_str(), choice.label.as_str()));
        let strange = values.iter().filter(|value| !value.is_empty());
        let strange = strange.filter(|value| list.iter().all(|choice| choice.id != **value));
        let gone = |value: &String| {
            Choice::new(
                value.as_str(),
                self.t.ta("users-field-choice-gone", &[("value", value.as_str().into())]),
            )
        };
        known.chain(strange.map(gone)).collect()
    }

    fn kept_file(&self, owned: &Definition, value: &str) -> Option<KeptFile> {
        let file = self.files.iter().find(|file| file.id.to_string() == value && file.field == owned.id)?;
        let saved = self.additional.values.get(&owned.id).and_then(|kept| kept.as_str()) == Some(value);
        Some(KeptFile {
            name: file.name.clone(),
            size: self.t.bytes(u64::try_from(file.size).unwrap_or(0)),
            href: saved.then(|| (self.file_of)(&owned.id)).flatten(),
        })
    }

    fn control(&self, owned: &Definition, name: &str, values: &[String]) -> Field {
        let t = self.t;
        let label = owned.label.clone();
        let nothing = || t.t("ui-choose").into_owned();
        let first = values.first().map_or("", String::as_str);
        match &owned.kind {
            // What does not fit its control would be lost in it, so it stands in one that takes everything.
            kind if self.additional.misfits.contains_key(&owned.id) && !holds_choices(kind) => {
                Field::text(t, name, label)
            }
            FieldType::Text(limits) if limits.lines => {
                Field::long_text(t, name, label).max_length(limits.max_length)
            }
            FieldType::Text(limits) => Field::text(t, name, label).max_length(limits.max_length),
            FieldType::Integer(_) => Field::integer(t, name, label),
            FieldType::Decimal(_) => Field::decimal(t, name, label),
            FieldType::Currency(code) => Field::decimal(t, name, label).unit(code.as_str()),
            FieldType::Date => Field::date(t, name, label),
            FieldType::Time => Field::time(t, name, label),
            FieldType::Instant => Field::date_time(t, name, label).unit("UTC"),
            FieldType::CheckBox => {
                let word = owned.help.clone().unwrap_or_else(|| t.t("users-field-yes").into_owned());
                Field::check_box(t, name, label, word)
            }
            FieldType::ChoiceList(list) => {
                Field::select(t, name, label, self.choices(list, values), Some(nothing()))
            }
            FieldType::ChoiceTree(list) => {
                let mut lines = branches(list);
                if !first.is_empty() && lines.iter().all(|line| line.value != first) {
                    let gone = t.ta("users-field-choice-gone", &[("value", first.into())]);
                    lines.push(TreeChoice { value: first.to_owned(), label: gone, level: 0 });
                }
                Field::tree(t, name, label, lines, nothing()).width(Width::Full)
            }
            FieldType::MultipleChoice(list) => Field::several(t, name, label, self.choices(list, values)),
            FieldType::Link => {
                let saved = self.additional.values.get(&owned.id).and_then(|kept| kept.as_str());
                let safe = |link: &&str| link.starts_with("https://") || link.starts_with("http://");
                Field::web_address(t, name, label).opens(saved.filter(safe).map(str::to_owned))
            }
            FieldType::File(limits) => {
                Field::file(t, name, label, limits_of(limits), self.kept_file(owned, first))
                    .width(Width::Full)
            }
            FieldType::Position => Field::position(t, name, label),
        }
    }

    /// By what it is shown, judged by the form as it stands.
    fn condition(&self, owned: &Definition) -> Option<ShownWhen> {
        let condition = owned.shown_when.as_ref()?;
        let all = &self.additional.fields;
        let definition = |id: &str| all.iter().find(|field| field.id == id);
        let values: Vec<(&str, Value)> =
            all.iter().map(|field| (field.id.as_str(), self.form.field_value(field))).collect();
        let value = |id: &str| values.iter().find(|(own, _)| *own == id).map(|(_, value)| value);
        let mut any_of = condition.any_of.clone();
        let is_box =
            definition(&condition.field).is_some_and(|field| matches!(field.kind, FieldType::CheckBox));
        if is_box && any_of.iter().any(|value| value == "false") {
            any_of.push(String::new());
        }
        let now = field_values::is_shown(owned, &definition, &value);
        Some(ShownWhen { name: format!("fields.{}", condition.field), any_of, now })
    }

    fn field(&self, owned: &Definition) -> Option<Markup> {
        let t = self.t;
        let sight = self.additional.sight();
        let by_state = [true, false].map(|active| field_values::rights(owned, sight, active));
        if !by_state.iter().any(|rights| rights.contains(Rights::VISIBLE)) {
            return None;
        }
        let rights = by_state[usize::from(!self.active)];
        let differs = by_state[0] != by_state[1];
        let name = format!("fields.{}", owned.id);
        let values = self.form.all(&name).to_vec();
        let lock = (!rights.contains(Rights::EDITABLE)).then(|| t.t("users-field-locked").into_owned());
        let is_file = matches!(owned.kind, FieldType::File(_)) && !self.takes_files;
        let lock = lock.or_else(|| is_file.then(|| t.t("users-field-no-files").into_owned()));
        let misfit = self.additional.misfits.get(&owned.id);
        let mut made = self
            .control(owned, &name, &values)
            .values(values)
            .required(rights.contains(Rights::REQUIRED))
            .problem((self.problem)(&name))
            .warning(misfit.map(|why| t.ta("users-field-misfit", &[("why", why.as_str().into())])))
            .shown_when(self.condition(owned))
            .by_state(differs.then(|| ByState {
                active: letters(by_state[0]),
                inactive: letters(by_state[1]),
                seen: rights.contains(Rights::VISIBLE),
            }))
            .locked(lock);
        if let Some(help) = owned.help.clone().filter(|_| !matches!(owned.kind, FieldType::CheckBox)) {
            made = made.help(help);
        }
        if let Some(example) = &owned.example {
            made = made.placeholder(example.as_str());
        }
        let silent = matches!(owned.kind, FieldType::CheckBox | FieldType::MultipleChoice(_));
        Some(html! {
            (made)
            @if silent { input type="hidden" name=(HAS) value=(name); }
        })
    }

    /// The sections, one for each group of fields, below what is told of plugins that fail.
    pub(super) fn render(&self) -> Markup {
        let t = self.t;
        let fields = &self.additional.fields;
        let mut groups: Vec<Option<&str>> = Vec::new();
        for owned in fields {
            if !groups.contains(&owned.group.as_deref()) {
                groups.push(owned.group.as_deref());
            }
        }
        let sections: Vec<(String, Vec<Markup>)> = groups
            .into_iter()
            .map(|group| {
                let title = group.map_or_else(|| t.t("users-tab-additional").into_owned(), str::to_owned);
                let own = fields.iter().filter(|owned| owned.group.as_deref() == group);
                (title, own.filter_map(|owned| self.field(owned)).collect())
            })
            .filter(|(_, controls): &(String, Vec<Markup>)| !controls.is_empty())
            .collect();
        html! {
            @for sentence in &self.additional.away {
                (ui::notice(&Notice {
                    state: State::Failed,
                    icon: Some("puzzle"),
                    text: html! { b { (t.t("users-fields-away")) } " " (sentence) },
                    actions: html! {},
                }))
            }
            @if sections.is_empty() && self.additional.away.is_empty() {
                (ui::empty_state(Illustration::Sheet, &t.t("users-no-fields"), html! { (t.t("users-no-fields-text")) }, html! {}))
            }
            @for (title, controls) in sections {
                (ui::section(&title, "", html! { @for control in controls { (control) } }))
            }
        }
    }
}

fn holds_choices(kind: &FieldType) -> bool {
    matches!(kind, FieldType::ChoiceList(_) | FieldType::ChoiceTree(_) | FieldType::MultipleChoice(_))
}
