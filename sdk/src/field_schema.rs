//! Additional fields of clients, specialists, companies, suppliers and locations.
//!
//! The host draws the form from [`FieldSchema::fields`], checks what was typed with [`FieldSchema::check`], and
//! uses `parse` and `format` for the cells of workbooks. Who may see, edit and must fill in a field stands in its
//! `states`; the host enforces that.
//!
//! A complete plugin:
//!
//! ```
//! use elenco_sdk::field_schema::{
//!     Audience, Checked, Field, FieldSchema, FieldType, Rights, StateRule, TextLimits,
//! };
//! use elenco_sdk::{Concept, Entry, Error, Language, Plugin, Problem, Value};
//!
//! struct Badge;
//!
//! impl Plugin for Badge {
//!     type Settings = serde::de::IgnoredAny;
//!     fn open(_: Self::Settings) -> Result<Self, Error> {
//!         Ok(Self)
//!     }
//! }
//!
//! fn normalise(text: &str, language: Language) -> Result<Value, String> {
//!     let badge = text.trim().to_uppercase();
//!     if badge.is_empty() {
//!         Ok(Value::None)
//!     } else if badge.len() == 6 && badge.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
//!         Ok(Value::Text(badge))
//!     } else {
//!         let message =
//!             language.pick("Write 6 letters or digits.", "Escriba 6 letras o dígitos.", "Escreva 6 letras ou dígitos.");
//!         Err(message.into())
//!     }
//! }
//!
//! impl FieldSchema for Badge {
//!     fn fields(&self, concept: Concept, language: Language) -> Result<Vec<Field>, Error> {
//!         if concept != Concept::Specialist {
//!             return Ok(Vec::new());
//!         }
//!         let states = [true, false].map(|active| StateRule {
//!             audience: Audience::Administrator,
//!             active,
//!             rights: Rights::VISIBLE | Rights::EDITABLE,
//!         });
//!         Ok(vec![Field {
//!             id: "badge".into(),
//!             label: language.pick("Badge", "Credencial", "Crachá").into(),
//!             synonyms: vec!["Badge number".into()],
//!             help: None,
//!             example: Some("A1B2C3".into()),
//!             group: None,
//!             kind: FieldType::Text(TextLimits { max_length: 6, lines: false }),
//!             states: states.into(),
//!             shown_when: None,
//!         }])
//!     }
//!
//!     fn check(
//!         &self,
//!         _: Concept,
//!         records: Vec<Vec<Entry>>,
//!         language: Language,
//!     ) -> Result<Vec<Checked>, Error> {
//!         let check_one = |record: Vec<Entry>| {
//!             let mut checked = Checked { entries: Vec::new(), problems: Vec::new() };
//!             for Entry { field, value } in record {
//!                 let Value::Text(text) = value else { continue };
//!                 match normalise(&text, language) {
//!                     Ok(Value::None) => {}
//!                     Ok(value) => checked.entries.push(Entry { field, value }),
//!                     Err(message) => checked.problems.push(Problem { field, message }),
//!                 }
//!             }
//!             checked
//!         };
//!         Ok(records.into_iter().map(check_one).collect())
//!     }
//!
//!     fn parse(
//!         &self,
//!         _: Concept,
//!         _: &str,
//!         cells: Vec<Value>,
//!         language: Language,
//!     ) -> Result<Vec<Result<Value, String>>, Error> {
//!         Ok(cells.iter().map(|cell| normalise(&elenco_sdk::plain_text(cell), language)).collect())
//!     }
//!
//!     fn format(&self, _: Concept, _: &str, values: Vec<Value>, _: Language) -> Result<Vec<String>, Error> {
//!         Ok(values.iter().map(elenco_sdk::plain_text).collect())
//!     }
//! }
//!
//! elenco_sdk::export_plugin!(Badge: field_schema);
//!
//! assert_eq!(normalise(" a1b2c3 ", Language::En), Ok(Value::Text("A1B2C3".into())));
//! ```

pub use crate::bindings::field_schema::exports::elenco::plugin::field_schema::{
    Audience, Checked, Choice, Condition, Field, FieldType, FileLimits, NumberLimits, Rights, StateRule,
    TextLimits,
};
use crate::{Concept, Entry, Error, Language, Plugin, Value};

/// A plugin with additional fields.
pub trait FieldSchema: Plugin {
    /// The fields of a concept, in the order of display.
    fn fields(&self, concept: Concept, language: Language) -> Result<Vec<Field>, Error>;

    /// Checks and normalises records, each whole; one answer for each, in order. What has no value, and what is not
    /// shown, is left out of the answer.
    fn check(
        &self,
        concept: Concept,
        records: Vec<Vec<Entry>>,
        language: Language,
    ) -> Result<Vec<Checked>, Error>;

    /// Reads workbook cells of one field: for each, in order, its value or what is wrong with it.
    fn parse(
        &self,
        concept: Concept,
        field: &str,
        cells: Vec<Value>,
        language: Language,
    ) -> Result<Vec<Result<Value, String>>, Error>;

    /// Writes values of one field as people read them.
    fn format(
        &self,
        concept: Concept,
        field: &str,
        values: Vec<Value>,
        language: Language,
    ) -> Result<Vec<String>, Error>;
}
