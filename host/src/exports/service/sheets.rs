//! What the workbooks of an export look like: one definition for headers, the Info sheet and the rows.
use std::collections::HashMap;

use elenco_db::LocationId;
use elenco_runtime::contract::{
    Audience, CellType, Column, ColumnSpec, Concept, FieldType, Rights, Rows, SheetSpec, Subject, Value,
    Workbook,
};
use secrecy::SecretString;

use crate::context::ServiceContext;
use crate::error::AppError;
use crate::extensions::field_schemas::OwnedField;
use crate::locale::{Culture, Texts};
use crate::users::columns::{self, ColumnKind, CoreColumn, core_columns, field_column};
use crate::users::field_values::from_document;
use crate::users::model::{User, UserKind};

/// How the cells of an additional field are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cells {
    Text,
    Number,
    Boolean,
    Date,
    Instant,
    /// What only the field's plugin can write for people: choices become labels.
    Formatted,
}

impl Cells {
    fn of(kind: &FieldType) -> Self {
        match kind {
            FieldType::Text(_) | FieldType::Link => Self::Text,
            FieldType::Integer(_) | FieldType::Decimal(_) | FieldType::Currency(_) => Self::Number,
            FieldType::CheckBox => Self::Boolean,
            FieldType::Date => Self::Date,
            FieldType::Instant => Self::Instant,
            _ => Self::Formatted,
        }
    }

    fn kind(self) -> CellType {
        match self {
            Self::Text | Self::Formatted => CellType::Text,
            Self::Number => CellType::Number,
            Self::Boolean => CellType::Boolean,
            Self::Date => CellType::Date,
            Self::Instant => CellType::Instant,
        }
    }
}

/// An additional field as a column.
#[derive(Debug, Clone)]
struct FieldColumn {
    owned: OwnedField,
    cells: Cells,
    /// Whether administrators see it of an active person, and of an inactive one.
    seen: (bool, bool),
}

impl FieldColumn {
    fn value(&self, user: &User) -> Value {
        let seen = if user.active { self.seen.0 } else { self.seen.1 };
        if !seen {
            return Value::None;
        }
        user.fields.get(&self.owned.field.id).map_or(Value::None, from_document)
    }
}

/// The sheets of an export.
#[derive(Debug, Clone)]
pub struct Sheets {
    kind: UserKind,
    culture: Culture,
    core: &'static [CoreColumn],
    fields: Vec<FieldColumn>,
    /// What the format plugin is told.
    pub book: Workbook,
}

/// The contract's word for a kind of people.
fn concept(kind: UserKind) -> Concept {
    match kind {
        UserKind::Client => Concept::Client,
        UserKind::Specialist => Concept::Specialist,
    }
}

fn rights(owned: &OwnedField, active: bool, wanted: Rights) -> bool {
    owned.field.states.iter().any(|rule| {
        rule.audience == Audience::Administrator && rule.active == active && rule.rights.contains(wanted)
    })
}

/// The rules of the password policies, for the Info sheet. Without a policy that answers there is nothing to say.
async fn password_rules(cx: &ServiceContext) -> Option<String> {
    let subject =
        Subject { username: String::new(), email: String::new(), names: Vec::new(), context: Vec::new() };
    let nothing = SecretString::from("");
    let verdict = cx.app.extensions.check_password(&cx.caller, nothing, subject, cx.culture).await.ok()?;
    let labels: Vec<String> = verdict.rules.into_iter().map(|rule| rule.label).collect();
    (!labels.is_empty()).then(|| labels.join("; "))
}

fn core_spec(t: Texts, column: &CoreColumn, rules: Option<&str>) -> ColumnSpec {
    let (kind, choices) = match column.kind {
        ColumnKind::Status => {
            (CellType::Text, vec![t.t(columns::ACTIVE).into_owned(), t.t(columns::INACTIVE).into_owned()])
        }
        ColumnKind::Culture => {
            (CellType::Text, Culture::ALL.iter().map(|culture| culture.native_name().to_owned()).collect())
        }
        ColumnKind::Latitude | ColumnKind::Longitude => (CellType::Number, Vec::new()),
        ColumnKind::Instant => (CellType::Instant, Vec::new()),
        ColumnKind::YesNo => (CellType::Boolean, Vec::new()),
        _ => (CellType::Text, Vec::new()),
    };
    let help = match (column.kind, rules) {
        (ColumnKind::Password, Some(rules)) => t.ta("column-password-rules", &[("rules", rules.into())]),
        _ => t.t(column.help_key).into_owned(),
    };
    ColumnSpec {
        id: column.id.to_owned(),
        label: t.t(column.label_key).into_owned(),
        kind,
        required: column.required,
        help,
        example: column.example.map(str::to_owned),
        choices,
    }
}

fn field_spec(column: &FieldColumn) -> ColumnSpec {
    let field = &column.owned.field;
    let choices = match &field.kind {
        FieldType::ChoiceList(choices) | FieldType::ChoiceTree(choices) => {
            choices.iter().map(|choice| choice.label.clone()).collect()
        }
        // Several of them may stand in a cell, so they are no list to choose one from; the help names them.
        _ => Vec::new(),
    };
    let mut help = field.help.clone().unwrap_or_default();
    if let FieldType::MultipleChoice(choices) = &field.kind {
        let labels: Vec<&str> = choices.iter().map(|choice| choice.label.as_str()).collect();
        help = format!("{help} {}", labels.join("; ")).trim().to_owned();
    }
    ColumnSpec {
        id: field_column(&field.id),
        label: field.label.clone(),
        kind: column.cells.kind(),
        required: rights(&column.owned, true, Rights::REQUIRED),
        help,
        example: field.example.clone(),
        choices,
    }
}

fn projects_spec(t: Texts) -> SheetSpec {
    let column = |id: &str, label_key: &str, help_key: &str| ColumnSpec {
        id: id.to_owned(),
        label: t.t(label_key).into_owned(),
        kind: CellType::Text,
        required: true,
        help: t.t(help_key).into_owned(),
        example: None,
        choices: Vec::new(),
    };
    SheetSpec {
        id: "projects".to_owned(),
        label: t.t("exports-sheet-projects").into_owned(),
        columns: vec![
            column("username", "column-username", "exports-projects-username-help"),
            column("project", "exports-column-project", "exports-projects-project-help"),
        ],
    }
}

impl Sheets {
    /// Settles what the workbooks look like. `related` adds the sheet of projects, `info` the explanations.
    ///
    /// # Errors
    /// When a plugin with additional fields fails: a file without them would take them away at the next import.
    pub async fn settle(
        cx: &ServiceContext,
        kind: UserKind,
        related: bool,
        info: bool,
    ) -> Result<Self, AppError> {
        let t = cx.texts();
        let owned = cx
            .app
            .extensions
            .fields(&cx.caller, concept(kind), cx.culture)
            .await
            .map_err(AppError::Extension)?;
        let fields: Vec<FieldColumn> = owned
            .into_iter()
            .map(|owned| FieldColumn {
                seen: (rights(&owned, true, Rights::VISIBLE), rights(&owned, false, Rights::VISIBLE)),
                cells: Cells::of(&owned.field.kind),
                owned,
            })
            .filter(|column| column.seen.0 || column.seen.1)
            .collect();
        let rules = if info { password_rules(cx).await } else { None };
        let core = core_columns();
        let columns = (core.iter().map(|column| core_spec(t, column, rules.as_deref())))
            .chain(fields.iter().map(field_spec))
            .collect();
        let label = match kind {
            UserKind::Client => t.t("exports-sheet-clients"),
            UserKind::Specialist => t.t("exports-sheet-specialists"),
        };
        let users = SheetSpec { id: "users".to_owned(), label: label.clone().into_owned(), columns };
        let mut sheets = vec![users];
        if related {
            sheets.push(projects_spec(t));
        }
        let book = Workbook { title: label.into_owned(), sheets, info, locale: cx.culture.tag().to_owned() };
        Ok(Self { kind, culture: cx.culture, core, fields, book })
    }

    /// The rows of people, the first of them at row `first` of the sheet.
    ///
    /// # Errors
    /// When the plugin of a field fails.
    pub async fn user_rows(
        &self,
        cx: &ServiceContext,
        users: &[User],
        codes: &HashMap<LocationId, String>,
        first: u32,
    ) -> Result<Rows, AppError> {
        let t = Texts::of(self.culture);
        let words = (t.t(columns::ACTIVE), t.t(columns::INACTIVE));
        let mut all = Vec::with_capacity(self.core.len() + self.fields.len());
        for column in self.core {
            all.push(core_cells(column.kind, column.id, users, codes, (&words.0, &words.1)));
        }
        for column in &self.fields {
            let values: Vec<Value> = users.iter().map(|user| column.value(user)).collect();
            all.push(self.field_cells(cx, column, values).await?);
        }
        Ok(Rows { first, count: u32::try_from(users.len()).unwrap_or(u32::MAX), columns: all })
    }

    async fn field_cells(
        &self,
        cx: &ServiceContext,
        column: &FieldColumn,
        values: Vec<Value>,
    ) -> Result<Column, AppError> {
        if values.iter().all(|value| matches!(value, Value::None)) {
            return Ok(Column::Empty);
        }
        if column.cells != Cells::Formatted {
            return Ok(plain_cells(column.cells, values));
        }
        let written = cx
            .app
            .extensions
            .format_values(&cx.caller, concept(self.kind), &column.owned, values, self.culture)
            .await
            .map_err(AppError::Extension)?;
        Ok(texts(written.into_iter().map(some_text)))
    }
}

/// The rows of the sheet of projects: user name and project.
pub fn project_rows(pairs: &[(String, String)], first: u32) -> Rows {
    Rows {
        first,
        count: u32::try_from(pairs.len()).unwrap_or(u32::MAX),
        columns: vec![
            texts(pairs.iter().map(|(user, _)| some_text(user.clone()))),
            texts(pairs.iter().map(|(_, project)| some_text(project.clone()))),
        ],
    }
}

fn some_text(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

fn texts(cells: impl Iterator<Item = Option<String>>) -> Column {
    let cells: Vec<Option<String>> = cells.collect();
    if cells.iter().all(Option::is_none) { Column::Empty } else { Column::Text(cells) }
}

fn numbers(cells: impl Iterator<Item = Option<f64>>) -> Column {
    let cells: Vec<Option<f64>> = cells.collect();
    if cells.iter().all(Option::is_none) { Column::Empty } else { Column::Number(cells) }
}

fn core_cells(
    kind: ColumnKind,
    id: &str,
    users: &[User],
    codes: &HashMap<LocationId, String>,
    (active, inactive): (&str, &str),
) -> Column {
    match kind {
        ColumnKind::Text | ColumnKind::Email | ColumnKind::Phone => {
            texts(users.iter().map(|user| some_text(own_text(user, id).to_owned())))
        }
        ColumnKind::Status => {
            texts(users.iter().map(|user| Some(if user.active { active } else { inactive }.to_owned())))
        }
        ColumnKind::Culture => texts(users.iter().map(|user| Some(user.culture.native_name().to_owned()))),
        ColumnKind::Location => texts(
            users.iter().map(|user| user.location_id.and_then(|location| codes.get(&location).cloned())),
        ),
        ColumnKind::Address(part) => {
            texts(users.iter().map(|user| user.address.get(&part).map(|entry| entry.value.clone())))
        }
        ColumnKind::Latitude => numbers(users.iter().map(|user| user.latitude)),
        ColumnKind::Longitude => numbers(users.iter().map(|user| user.longitude)),
        ColumnKind::Instant => {
            let at = |user: &User| if id == "valid_since" { user.valid_since } else { user.valid_until };
            if users.iter().all(|user| at(user).is_none()) {
                return Column::Empty;
            }
            let cell = |user: &User| at(user).map_or(Value::None, |at| Value::Instant(instant_text(at)));
            Column::Mixed(users.iter().map(cell).collect())
        }
        ColumnKind::YesNo => {
            Column::Boolean(users.iter().map(|user| Some(user.must_change_password)).collect())
        }
        // A password is never written, not even as a hash.
        ColumnKind::Password => Column::Empty,
    }
}

fn instant_text(at: elenco_db::Instant) -> String {
    at.to_chrono().to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}

fn own_text<'a>(user: &'a User, id: &str) -> &'a str {
    match id {
        "username" => &user.username,
        "first_names" => &user.first_names,
        "last_names" => &user.last_names,
        "email" => &user.email,
        "phone" => &user.phone,
        "mobile" => &user.mobile,
        "position" => &user.position,
        "external_id" => user.external_id.as_deref().unwrap_or_default(),
        _ => "",
    }
}

/// Cells that need no plugin. A value that is not of the column's type, because the field was another one once, is
/// handed on as it is.
fn plain_cells(cells: Cells, values: Vec<Value>) -> Column {
    match cells {
        Cells::Text if values.iter().all(|value| matches!(value, Value::Text(_) | Value::None)) => texts(
            values.into_iter().map(|value| if let Value::Text(text) = value { Some(text) } else { None }),
        ),
        Cells::Boolean if values.iter().all(|value| matches!(value, Value::Boolean(_) | Value::None)) => {
            Column::Boolean(
                values
                    .into_iter()
                    .map(|value| if let Value::Boolean(yes) = value { Some(yes) } else { None })
                    .collect(),
            )
        }
        Cells::Number => {
            let exact: Option<Vec<Option<f64>>> = values.iter().map(exact_number).collect();
            exact.map_or_else(|| Column::Mixed(values), Column::Number)
        }
        _ => Column::Mixed(values),
    }
}

/// The number of a cell, when a cell can hold it: a workbook's numbers are floats of 64 bits and keep 15 digits.
fn exact_number(value: &Value) -> Option<Option<f64>> {
    match value {
        Value::None => Some(None),
        Value::Integer(number) if number.unsigned_abs() < 1_000_000_000_000_000 => Some(Some(*number as f64)),
        Value::Decimal(text) if text.chars().filter(char::is_ascii_digit).count() <= 15 => {
            text.parse().ok().map(Some)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_that_a_cell_cannot_hold_stay_text() {
        assert_eq!(exact_number(&Value::Decimal("0.10".into())), Some(Some(0.1)));
        assert_eq!(exact_number(&Value::Decimal("12345678901234567.89".into())), None);
        assert_eq!(exact_number(&Value::Integer(9_007_199_254_740_991)), None);
        let column =
            plain_cells(Cells::Number, vec![Value::Integer(1), Value::Decimal("0.1234567890123456".into())]);
        assert!(matches!(column, Column::Mixed(_)), "{column:?}");
    }

    proptest! {
        #[test]
        fn an_exact_number_reads_back_as_it_was(whole in -999_999_999_i64..999_999_999, cents in 1_u8..99) {
            let text = format!("{whole}.{cents:02}");
            let number = exact_number(&Value::Decimal(text.clone())).flatten();
            prop_assert_eq!(number.map(|number| format!("{number:.2}")), Some(text));
        }
    }

    #[test]
    fn a_value_of_another_type_is_not_lost() {
        let column = plain_cells(Cells::Text, vec![Value::Text("a".into()), Value::Integer(5)]);
        assert!(matches!(column, Column::Mixed(cells) if cells.len() == 2));
        assert!(matches!(
            plain_cells(Cells::Boolean, vec![Value::Boolean(false), Value::None]),
            Column::Boolean(_)
        ));
        assert!(matches!(texts([None, None].into_iter()), Column::Empty));
    }
}
