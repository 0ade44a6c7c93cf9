//! The forms of a field and of a shared list: what they hold, and the definition that they mean.
mod choices;

use std::collections::BTreeMap;

use super::model::{
    AUDIENCES, Catalog, ChoiceLine, Definition, Dependence, FieldConcept, FieldKind, LANGUAGES, Matrix,
    Right, Wording, choice_lines, entries_of,
};
use crate::error::AppError;
use crate::locale::Culture;

/// Most controls of one form: a thousand choices with their names in three languages.
const CONTROLS: usize = 8_000;
/// More choices than this are edited as lines of text only.
pub const ROWS: usize = 300;
/// Bytes of a megabyte, in which the largest file is told.
const MEGABYTE: u64 = 1 << 20;

/// What a form holds, as it was typed.
#[derive(Debug, Clone, Default)]
pub struct FieldForm {
    values: BTreeMap<String, Vec<String>>,
    /// The choices, row by row.
    pub choices: Vec<ChoiceLine>,
    /// The row that a button added or moved.
    pub focus: Option<usize>,
}

fn wording(form: &FieldForm, name: &str) -> Wording {
    let mut wording = Wording::default();
    for culture in LANGUAGES {
        wording.set(culture, form.get(&format!("{name}.{}", culture.tag())));
    }
    wording
}

impl FieldForm {
    /// Reads a form. A button that adds, moves or removes a row has been obeyed then, and lines that were pasted are
    /// rows; a form is to be saved only when [`FieldForm::only_rows`] says nothing.
    ///
    /// # Errors
    /// [`AppError::BadRequest`] for what no page of ours sends.
    pub fn read(pairs: Vec<(String, String)>, culture: Culture) -> Result<Self, AppError> {
        if pairs.len() > CONTROLS {
            let detail = "more controls than a form of fields has".to_owned();
            return Err(AppError::BadRequest { code: "form.unreadable", detail });
        }
        let mut form = Self::default();
        for (name, value) in pairs {
            form.values.entry(name).or_default().push(value);
        }
        form.read_choices(culture);
        Ok(form)
    }

    fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.values.insert(name.into(), vec![value.into()]);
    }

    fn set_wording(&mut self, name: &str, wording: &Wording) {
        for culture in LANGUAGES {
            self.set(format!("{name}.{}", culture.tag()), wording.of(culture).unwrap_or_default());
        }
    }

    /// The form of a field as it is.
    pub fn of_definition(field: &Definition, used: impl Fn(&str) -> bool) -> Self {
        let mut form = Self { choices: choice_lines(&field.choices), ..Self::default() };
        form.set("id", &field.id);
        form.set("type", field.kind.as_str());
        form.set_wording("label", &field.label);
        form.set_wording("help", &field.help);
        form.set_wording("group", &field.group);
        form.set("example", field.example.clone().unwrap_or_default());
        form.set("synonyms", field.synonyms.join("\n"));
        form.set("media-types", field.media_types.join("\n"));
        let concepts = field.concepts.iter().map(|concept| concept.as_str().to_owned()).collect();
        form.values.insert("concepts".to_owned(), concepts);
        let number = |number: Option<u64>| number.map(|number| number.to_string()).unwrap_or_default();
        form.set("max-length", number(field.max_length.map(u64::from)));
        form.set("decimals", number(field.decimals.map(u64::from)));
        form.set("max-megabytes", number(field.max_bytes.map(|bytes| bytes.div_ceil(MEGABYTE))));
        form.set("min", field.min.clone().unwrap_or_default());
        form.set("max", field.max.clone().unwrap_or_default());
        form.set("currency", field.currency.clone().unwrap_or_default());
        form.set("catalog", field.catalog.clone().unwrap_or_default());
        let matrix = field.matrix();
        for (audience, word) in AUDIENCES {
            for active in [true, false] {
                for right in Right::ALL.into_iter().filter(|right| matrix.has(audience, active, *right)) {
                    form.set(Matrix::box_name(word, active, right), "true");
                }
            }
        }
        if let Some(condition) = &field.shown_when {
            form.set("depends.field", &condition.field);
            let none = !condition.none_of.is_empty();
            form.set("depends.how", if none { "none" } else { "any" });
            let values = if none { &condition.none_of } else { &condition.any_of };
            if used(&condition.field) {
                form.values.insert(format!("depends.value.{}", condition.field), values.clone());
            } else {
                form.set("depends.text", values.join("\n"));
            }
        }
        form
    }

    /// The form of a catalogue as it is.
    pub fn of_catalog(catalog: &Catalog) -> Self {
        let mut form = Self { choices: choice_lines(&catalog.choices), ..Self::default() };
        form.set_wording("label", &catalog.label);
        if catalog.label.is_empty() {
            form.set("label.en", &catalog.id);
        }
        if catalog.choices.iter().any(|choice| choice.parent.is_some()) {
            form.set("tree", "true");
        }
        form
    }

    /// The value of a control; empty when it was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.values.get(name).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// Every value of a control.
    pub fn all(&self, name: &str) -> &[String] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether a box is ticked.
    pub fn is_on(&self, name: &str) -> bool {
        self.get(name) == "true"
    }

    /// A button asked for a change of rows, so nothing is to be saved yet.
    pub fn only_rows(&self) -> bool {
        !self.get("do").is_empty()
    }

    /// The digest of what the form was made from.
    pub fn digest(&self) -> &str {
        self.get("digest")
    }

    /// The chosen type.
    pub fn kind(&self) -> FieldKind {
        FieldKind::parse(self.get("type")).unwrap_or(FieldKind::ShortText)
    }

    fn lines(&self, name: &str) -> Vec<String> {
        let lines = self.get(name).lines().map(str::trim);
        lines.filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }

    /// A number as settings write it: the reader's decimal comma is a point there.
    fn plain(&self, name: &str) -> Option<String> {
        let text: String = self.get(name).chars().filter(|c| !c.is_whitespace()).collect();
        (!text.is_empty()).then(|| text.replace(',', ".").replace('−', "-"))
    }

    fn count<T: std::str::FromStr>(&self, name: &'static str, bad: &mut Vec<&'static str>) -> Option<T> {
        let text = self.get(name).trim();
        let read = text.parse().ok();
        if read.is_none() && !text.is_empty() {
            bad.push(name);
        }
        read
    }

    fn dependence(&self) -> Option<Dependence> {
        let field = self.get("depends.field").to_owned();
        if field.is_empty() {
            return None;
        }
        let ticked = self.all(&format!("depends.value.{field}"));
        let values = if ticked.is_empty() { self.lines("depends.text") } else { ticked.to_vec() };
        Some(match self.get("depends.how") {
            "none" => Dependence { field, none_of: values, any_of: Vec::new() },
            _ => Dependence { field, any_of: values, none_of: Vec::new() },
        })
    }

    /// The definition that the form means, and the controls that hold no number though they should. What the chosen
    /// type has no use for is left out.
    pub fn definition(&self, concept: FieldConcept) -> (Definition, Vec<&'static str>) {
        let mut bad = Vec::new();
        let kind = self.kind();
        let mut matrix = Matrix::default();
        for (audience, word) in AUDIENCES {
            for active in [true, false] {
                for right in Right::ALL {
                    if self.is_on(&Matrix::box_name(word, active, right)) {
                        matrix.give(audience, active, right);
                    }
                }
            }
        }
        let chosen = self.all("concepts").iter().filter_map(|word| FieldConcept::parse(word));
        let is_file = kind == FieldKind::File;
        let is_money = matches!(kind, FieldKind::Decimal | FieldKind::Currency);
        let definition = Definition {
            id: self.get("id").trim().to_owned(),
            concepts: chosen.collect(),
            kind,
            label: wording(self, "label"),
            help: wording(self, "help"),
            group: wording(self, "group"),
            example: Some(self.get("example").trim().to_owned()).filter(|text| !text.is_empty()),
            synonyms: self.lines("synonyms"),
            states: Some(matrix),
            choices: if kind.has_choices() { entries_of(&self.choices, kind.is_tree()) } else { Vec::new() },
            catalog: Some(self.get("catalog").to_owned()).filter(|id| !id.is_empty() && kind.has_catalog()),
            max_length: self.count("max-length", &mut bad).filter(|_| kind.has_length()),
            min: self.plain("min").filter(|_| kind.is_number()),
            max: self.plain("max").filter(|_| kind.is_number()),
            decimals: self.count("decimals", &mut bad).filter(|_| is_money),
            currency: Some(self.get("currency").trim().to_uppercase())
                .filter(|code| !code.is_empty() && kind == FieldKind::Currency),
            max_bytes: self
                .count::<u64>("max-megabytes", &mut bad)
                .filter(|_| is_file)
                .map(|megabytes| megabytes.saturating_mul(MEGABYTE)),
            media_types: if is_file { self.lines("media-types") } else { Vec::new() },
            shown_when: self.dependence(),
            ..Definition::blank(concept)
        };
        (definition, bad)
    }

    /// The catalogue that the form means.
    pub fn catalog(&self) -> Catalog {
        Catalog {
            id: String::new(),
            label: wording(self, "label"),
            choices: entries_of(&self.choices, self.is_on("tree")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(pairs: &[(&str, &str)]) -> FieldForm {
        let pairs = pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        FieldForm::read(pairs, Culture::En).expect("reads")
    }

    #[test]
    fn a_definition_comes_back_from_its_form() {
        let mut definition: Definition = serde_json::from_value(serde_json::json!({
            "id": "size", "concepts": ["client", "company"], "type": "tree",
            "label": { "en": "Size", "pt": "Tamanho" }, "group": { "en": "Body" }, "help": { "es": "Elija" },
            "choices": [{ "id": "s", "label": { "en": "Small" } }, { "id": "xs", "label": { "en": "Tiny" }, "parent": "s" }],
            "shown-when": { "field": "vip", "none-of": ["true"] }, "synonyms": ["Talla", "Tam."],
        }))
        .expect("a definition");
        definition.states = Some(definition.matrix());
        let shown = FieldForm::of_definition(&definition, |_| true);
        assert_eq!(shown.definition(FieldConcept::Client), (definition, Vec::new()));
    }

    #[test]
    fn what_the_type_has_no_use_for_is_left_out() {
        let values = [
            ("id", "x"),
            ("type", "date"),
            ("label.en", "X"),
            ("min", "1"),
            ("max-length", "9"),
            ("currency", "brl"),
            ("choice.id", "a"),
            ("choice.level", "0"),
        ];
        let (definition, bad) = form(&values).definition(FieldConcept::Client);
        assert!(definition.min.is_none() && definition.max_length.is_none() && definition.currency.is_none());
        assert!(definition.choices.is_empty() && bad.is_empty());
        let money = [("type", "currency"), ("currency", " brl "), ("min", "-1,50"), ("decimals", "two")];
        let (definition, bad) = form(&money).definition(FieldConcept::Client);
        assert_eq!((definition.currency.as_deref(), definition.min.as_deref()), (Some("BRL"), Some("-1.50")));
        assert_eq!(bad, ["decimals"]);
    }
}
