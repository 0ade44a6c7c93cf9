//! What the workbooks of an export look like: one definition for headers, the Info sheet and the rows.
use std::collections::HashMap;

use elenco_db::{LocationId, UserId};
use elenco_runtime::contract::{
    Audience, CellType, Choice, Column, ColumnSpec, Concept, FieldType, Rights, Rows, SheetSpec, Subject,
    Value, Workbook,
};
use secrecy::SecretString;

use super::cells::{Cells, core_cells, plain_cells, some_text, texts};
use super::ties::{Ties, cells_beside};
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::extensions::field_schemas::OwnedField;
use crate::locale::{Culture, Texts};
use crate::users::columns::{self, ColumnKind, CoreColumn, EXAMPLE, core_columns, field_column};
use crate::users::field_values::from_document;
use crate::users::model::{User, UserKind};
use crate::users::service::{self as people, Whose};

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
    core: Vec<&'static CoreColumn>,
    fields: Vec<FieldColumn>,
    /// What people are tied to; nothing in a file without it.
    pub ties: Ties,
    /// Ties stand beside the people, because the format has one sheet.
    beside: bool,
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
    let whose = Whose::default();
    let verdict = people::judge_candidate(cx, whose, subject, nothing).await.ok()?;
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

/// The way to a choice of a tree, as its plugin writes it.
fn path(choices: &[Choice], choice: &Choice) -> String {
    let mut labels = vec![choice.label.as_str()];
    let mut parent = choice.parent.as_deref();
    // A tree deeper than this is a circle.
    for _ in 0..16 {
        let Some(above) = parent.and_then(|id| choices.iter().find(|other| other.id == id)) else { break };
        labels.push(&above.label);
        parent = above.parent.as_deref();
    }
    labels.reverse();
    labels.join("\\")
}

fn field_spec(column: &FieldColumn) -> ColumnSpec {
    let field = &column.owned.field;
    let choices = match &field.kind {
        FieldType::ChoiceList(choices) => choices.iter().map(|choice| choice.label.clone()).collect(),
        FieldType::ChoiceTree(choices) => choices.iter().map(|choice| path(choices, choice)).collect(),
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

/// Without the user name nobody would know whom a row is about.
fn is_chosen(chosen: Option<&[String]>, id: &str) -> bool {
    id == "username" || chosen.is_none_or(|chosen| chosen.iter().any(|one| one == id))
}

/// Columns to choose from: ids and labels.
///
/// # Errors
/// When a plugin with additional fields fails.
pub async fn list_columns(cx: &ServiceContext, kind: UserKind) -> Result<Vec<(String, String)>, AppError> {
    let settled = Sheets::settle(cx, kind, (false, false), None).await?;
    let sheet = settled.book.sheets.into_iter().next();
    Ok(sheet.into_iter().flat_map(|sheet| sheet.columns).map(|column| (column.id, column.label)).collect())
}

impl Sheets {
    /// Settles what the workbooks look like. `related` adds what people are tied to: in sheets of their own where the
    /// format has `many`, otherwise beside the people. `chosen` are ids of columns of people.
    ///
    /// # Errors
    /// When a plugin with additional fields fails: a file without them would take them away at the next import.
    pub async fn settle(
        cx: &ServiceContext,
        kind: UserKind,
        (related, many): (bool, bool),
        chosen: Option<&[String]>,
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
            .filter(|column| is_chosen(chosen, &field_column(&column.owned.field.id)))
            .collect();
        let rules = if many { password_rules(cx).await } else { None };
        let core: Vec<&CoreColumn> =
            core_columns().iter().filter(|column| is_chosen(chosen, column.id)).collect();
        let ties = if related { Ties::settle(cx, kind).await? } else { Ties::default() };
        let beside = if many { Vec::new() } else { ties.columns_beside(t) };
        let columns = (core.iter().map(|column| core_spec(t, column, rules.as_deref())))
            .chain(fields.iter().map(field_spec))
            .chain(beside)
            .collect();
        let label = match kind {
            UserKind::Client => t.t("exports-sheet-clients"),
            UserKind::Specialist => t.t("exports-sheet-specialists"),
        };
        let users = SheetSpec { id: "users".to_owned(), label: label.clone().into_owned(), columns };
        let mut sheets = vec![users];
        if many {
            sheets.extend(ties.sheets(t));
        }
        let book =
            Workbook { title: label.into_owned(), sheets, info: many, locale: cx.culture.tag().to_owned() };
        Ok(Self { kind, culture: cx.culture, core, fields, ties, beside: !many, book })
    }

    /// Two rows that show how rows are filled in. An import passes over them, by the sign before their user names.
    pub fn examples(&self) -> Rows {
        let columns = self.book.sheets.first().map(|sheet| sheet.columns.as_slice()).unwrap_or_default();
        let cells = |column: &ColumnSpec| {
            let choice = |at: usize| column.choices.get(at).or(column.choices.first()).cloned();
            let [first, second] = match column.id.as_str() {
                "username" => ["ana.souza", "luis.rojas"].map(|name| Some(format!("{EXAMPLE}{name}"))),
                "first_names" => ["Ana", "Luis"].map(|name| Some(name.to_owned())),
                "last_names" => ["Souza", "Rojas"].map(|name| Some(name.to_owned())),
                "email" => ["ana.souza", "luis.rojas"].map(|name| Some(format!("{name}@example.com"))),
                _ if !column.choices.is_empty() => [choice(0), choice(1)],
                _ => [column.example.clone(), None],
            };
            // What is no text is explained by the Info sheet; an example of it would be read as one.
            if column.kind == CellType::Text { texts([first, second].into_iter()) } else { Column::Empty }
        };
        Rows { first: 2, count: 2, columns: columns.iter().map(cells).collect() }
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
        for column in &self.core {
            all.push(core_cells(column.kind, column.id, users, codes, (&words.0, &words.1)));
        }
        for column in &self.fields {
            let values: Vec<Value> = users.iter().map(|user| column.value(user)).collect();
            all.push(self.field_cells(cx, column, values).await?);
        }
        if self.beside {
            let people: Vec<UserId> = users.iter().map(|user| user.id).collect();
            for relation in self.ties.beside() {
                all.push(cells_beside(&people, &self.ties.read(cx, relation, &people).await?));
            }
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
