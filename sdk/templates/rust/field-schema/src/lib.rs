//! Two additional fields of clients and specialists: a badge number with a check digit, and a shirt size whose choices
//! an administrator sets.

mod badge;

use elenco_sdk::field_schema::{
    Audience, Checked, Choice, Field, FieldSchema, FieldType, Rights, StateRule, TextLimits,
};
use elenco_sdk::{Concept, Entry, Error, InvalidValue, Language, Plugin, Problem, Value, plain_text};
use serde::Deserialize;

/// What an administrator may set; the defaults are those of `settings.schema.json`.
#[derive(Deserialize)]
#[serde(default, rename_all = "kebab-case")]
struct Settings {
    badge_required: bool,
    sizes: Vec<Size>,
}

#[derive(Deserialize)]
struct Size {
    id: String,
    label: String,
}

impl Default for Settings {
    fn default() -> Self {
        let size = |label: &str| Size { id: label.to_lowercase(), label: label.into() };
        Self { badge_required: false, sizes: ["S", "M", "L"].map(size).into() }
    }
}

/// The plugin, for one tenant and one call.
struct Badges {
    settings: Settings,
}

impl Plugin for Badges {
    type Settings = Settings;

    fn open(settings: Settings) -> Result<Self, Error> {
        Ok(Self { settings })
    }
}

/// Which records have these fields.
fn has_fields(concept: Concept) -> bool {
    matches!(concept, Concept::Client | Concept::Specialist)
}

fn is_known(concept: Concept, field: &str) -> bool {
    has_fields(concept) && ["badge", "shirt"].contains(&field)
}

fn no_such_field(language: Language) -> String {
    language.pick("There is no such field", "No existe ese campo", "Não existe esse campo").into()
}

/// Everyone sees the fields, administrators change them; those of whoever left are only read.
fn states(required: bool) -> Vec<StateRule> {
    let rule = |audience, active, rights| StateRule { audience, active, rights };
    let mut filled_in = Rights::VISIBLE | Rights::EDITABLE;
    if required {
        filled_in |= Rights::REQUIRED;
    }
    [(true, filled_in), (false, Rights::VISIBLE)]
        .into_iter()
        .flat_map(|(active, rights)| {
            [
                rule(Audience::Administrator, active, rights),
                rule(Audience::Specialist, active, Rights::VISIBLE),
                rule(Audience::Client, active, Rights::VISIBLE),
            ]
        })
        .collect()
}

impl Badges {
    /// One value of one field: what is to be stored, or what is wrong with it.
    fn read(&self, field: &str, value: &Value, language: Language) -> Result<Value, String> {
        let typed = plain_text(value);
        let typed = typed.trim();
        if typed.is_empty() {
            return Ok(Value::None);
        }
        if field == "badge" {
            return badge::read(typed).map(Value::Text).ok_or_else(|| badge::refusal(typed, language));
        }
        let same = |size: &&Size| {
            [&size.id, &size.label].iter().any(|name| name.to_lowercase() == typed.to_lowercase())
        };
        match self.settings.sizes.iter().find(same) {
            Some(size) => Ok(Value::Text(size.id.clone())),
            None => {
                let labels: Vec<&str> = self.settings.sizes.iter().map(|size| size.label.as_str()).collect();
                let words = language.pick("Choose one of", "Elija una de", "Escolha uma de");
                Err(format!("{words}: {}", labels.join(", ")))
            }
        }
    }

    fn check_one(&self, concept: Concept, record: Vec<Entry>, language: Language) -> Checked {
        let mut checked = Checked { entries: Vec::new(), problems: Vec::new() };
        for Entry { field, value } in record {
            if !is_known(concept, &field) {
                checked.problems.push(Problem { field, message: no_such_field(language) });
                continue;
            }
            match self.read(&field, &value, language) {
                Ok(Value::None) => {}
                Ok(value) => checked.entries.push(Entry { field, value }),
                Err(message) => checked.problems.push(Problem { field, message }),
            }
        }
        let has_badge = checked.entries.iter().any(|entry| entry.field == "badge")
            || checked.problems.iter().any(|problem| problem.field == "badge");
        if self.settings.badge_required && has_fields(concept) && !has_badge {
            let message = language.pick(
                "Enter the badge number",
                "Escriba el número de credencial",
                "Digite o número do crachá",
            );
            checked.problems.push(Problem { field: "badge".into(), message: message.into() });
        }
        checked
    }
}

impl FieldSchema for Badges {
    fn fields(&self, concept: Concept, language: Language) -> Result<Vec<Field>, Error> {
        if !has_fields(concept) {
            return Ok(Vec::new());
        }
        let group = language.pick("Badge", "Credencial", "Crachá");
        let texts = |texts: [&str; 3]| texts.map(str::to_owned).to_vec();
        let choice = |size: &Size| Choice { id: size.id.clone(), label: size.label.clone(), parent: None };
        let help = language.pick(
            "As printed on the badge",
            "Como está impreso en la credencial",
            "Como está impresso no crachá",
        );
        Ok(vec![
            Field {
                id: "badge".into(),
                label: language.pick("Badge number", "Número de credencial", "Número do crachá").into(),
                synonyms: texts(["badge", "credencial", "crachá"]),
                help: Some(help.into()),
                example: Some("AB-1234-0".into()),
                group: Some(group.into()),
                kind: FieldType::Text(TextLimits { max_length: 9, lines: false }),
                states: states(self.settings.badge_required),
                shown_when: None,
            },
            Field {
                id: "shirt".into(),
                label: language.pick("Shirt size", "Talla de camisa", "Tamanho da camisa").into(),
                synonyms: texts(["size", "talla", "tamanho"]),
                help: None,
                example: None,
                group: Some(group.into()),
                kind: FieldType::ChoiceList(self.settings.sizes.iter().map(choice).collect()),
                states: states(false),
                shown_when: None,
            },
        ])
    }

    /// Whole records, many at a time: one answer for each, in order.
    fn check(
        &self,
        concept: Concept,
        records: Vec<Vec<Entry>>,
        language: Language,
    ) -> Result<Vec<Checked>, Error> {
        Ok(records.into_iter().map(|record| self.check_one(concept, record, language)).collect())
    }

    /// Cells of a workbook. Nothing is required here.
    fn parse(
        &self,
        concept: Concept,
        field: &str,
        cells: Vec<Value>,
        language: Language,
    ) -> Result<Vec<Result<Value, String>>, Error> {
        known(concept, field, language)?;
        Ok(cells.iter().map(|cell| self.read(field, cell, language)).collect())
    }

    /// As people read it; `parse` must read it back.
    fn format(
        &self,
        concept: Concept,
        field: &str,
        values: Vec<Value>,
        language: Language,
    ) -> Result<Vec<String>, Error> {
        known(concept, field, language)?;
        let label = |stored: String| match self.settings.sizes.iter().find(|size| size.id == stored) {
            Some(size) => size.label.clone(),
            None => stored,
        };
        let show = |value: &Value| {
            let stored = plain_text(value);
            if field == "badge" { badge::show(&stored) } else { label(stored) }
        };
        Ok(values.iter().map(show).collect())
    }
}

/// Nobody asks for a field that there is not.
fn known(concept: Concept, field: &str, language: Language) -> Result<(), Error> {
    if is_known(concept, field) {
        return Ok(());
    }
    Err(Error::Invalid(InvalidValue { field: field.into(), message: no_such_field(language) }))
}

elenco_sdk::export_plugin!(Badges: field_schema);
