//! Cells of the columns that every directory has.
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use elenco_db::Instant;
use elenco_runtime::contract::Value;
use secrecy::SecretString;

use crate::imports::cells::display;
use crate::imports::model::RowProblem;
use crate::locale::Texts;
use crate::users::columns::{ColumnKind, culture_of, status_of, yes_no_of};
use crate::users::model::{AddressValue, NewPassword, UserChanges};

/// A cell that holds something.
pub struct CoreCell<'a> {
    /// Column in the sheet, counted from 0.
    pub at: usize,
    /// Id of the column.
    pub id: &'a str,
    /// What it holds.
    pub kind: ColumnKind,
    /// The cell, after its column's dates and numbers were made plain.
    pub cell: &'a Value,
}

/// What comes of a row, cell by cell.
pub struct Reading {
    texts: Texts,
    /// What it asks for.
    pub changes: UserChanges,
    /// What is wrong with its cells.
    pub problems: Vec<RowProblem>,
    /// Things to tell that stop nothing.
    pub remarks: Vec<(String, &'static str, String)>,
    latitude: Option<(usize, f64, String)>,
    longitude: Option<(usize, f64, String)>,
}

fn yes_no(cell: &Value, of: impl Fn(&str) -> Option<bool>) -> Option<bool> {
    match cell {
        Value::Boolean(yes) => Some(*yes),
        other => of(&display(other)),
    }
}

fn instant(cell: &Value) -> Option<Instant> {
    match cell {
        Value::Date(day) => {
            let day: NaiveDate = day.parse().ok()?;
            Some(Instant::from(day.and_time(NaiveTime::MIN).and_utc()))
        }
        Value::Instant(text) | Value::Text(text) => {
            let at = DateTime::parse_from_rfc3339(text.trim()).ok()?;
            Some(Instant::from(at.with_timezone(&Utc)))
        }
        _ => None,
    }
}

fn degrees(cell: &Value, most: f64) -> Option<f64> {
    let number: f64 = match cell {
        Value::Integer(_) | Value::Decimal(_) | Value::Text(_) => display(cell).trim().parse().ok()?,
        _ => return None,
    };
    (number.abs() <= most).then_some(number)
}

impl Reading {
    /// Nothing read yet; problems are told in this language.
    pub fn new(texts: Texts) -> Self {
        Self {
            texts,
            changes: UserChanges::default(),
            problems: Vec::new(),
            remarks: Vec::new(),
            latitude: None,
            longitude: None,
        }
    }

    /// Notes a cell that cannot be taken.
    pub fn refuse(&mut self, at: usize, id: &str, code: &str, message: String, cell: &Value) {
        let (field, code) = (id.to_owned(), code.to_owned());
        self.problems.push(RowProblem { column: Some(at), field, code, message, value: Some(display(cell)) });
    }

    /// Takes a cell.
    pub fn core(&mut self, core: CoreCell<'_>) {
        let CoreCell { at, id, kind, cell } = core;
        let unreadable = match kind {
            ColumnKind::Text | ColumnKind::Email | ColumnKind::Phone => {
                self.text(id, display(cell));
                None
            }
            ColumnKind::Address(part) => {
                self.changes.address.insert(part, AddressValue { value: display(cell), source: None });
                None
            }
            ColumnKind::Status => {
                self.changes.active = yes_no(cell, status_of);
                self.changes.active.is_none().then_some(("import.status", "imports-problem-status"))
            }
            ColumnKind::Culture => {
                self.changes.culture = culture_of(&display(cell));
                self.changes.culture.is_none().then_some(("import.culture", "imports-problem-culture"))
            }
            ColumnKind::YesNo => {
                self.changes.must_change_password = yes_no(cell, yes_no_of);
                self.changes
                    .must_change_password
                    .is_none()
                    .then_some(("import.yes-no", "imports-problem-yes-no"))
            }
            ColumnKind::Instant => match instant(cell) {
                Some(at) if id == "valid_since" => {
                    self.changes.valid_since = Some(Some(at));
                    None
                }
                Some(at) => {
                    self.changes.valid_until = Some(Some(at));
                    None
                }
                None => Some(("import.date", "imports-problem-date")),
            },
            ColumnKind::Latitude => match degrees(cell, 90.0) {
                Some(number) => {
                    self.latitude = Some((at, number, id.to_owned()));
                    None
                }
                None => Some(("import.degrees", "imports-problem-degrees")),
            },
            ColumnKind::Longitude => match degrees(cell, 180.0) {
                Some(number) => {
                    self.longitude = Some((at, number, id.to_owned()));
                    None
                }
                None => Some(("import.degrees", "imports-problem-degrees")),
            },
            ColumnKind::Password => {
                self.changes.password = Some(NewPassword::Plain(SecretString::from(display(cell))));
                None
            }
            // Locations are looked up, not read.
            ColumnKind::Location => None,
        };
        if let Some((code, key)) = unreadable {
            let message = self.texts.t(key).into_owned();
            self.refuse(at, id, code, message, cell);
        }
    }

    /// After the last cell: what takes two of them.
    pub fn complete(&mut self) {
        match (self.latitude.take(), self.longitude.take()) {
            (Some((_, latitude, _)), Some((_, longitude, _))) => {
                self.changes.position_on_map = Some(Some((latitude, longitude)));
            }
            (None, None) => {}
            (Some((at, number, id)), None) | (None, Some((at, number, id))) => {
                // With the other half unreadable there is a problem already.
                if !self
                    .problems
                    .iter()
                    .any(|problem| matches!(problem.field.as_str(), "latitude" | "longitude"))
                {
                    let message = self.texts.t("imports-problem-half-position").into_owned();
                    self.refuse(
                        at,
                        &id,
                        "import.half-position",
                        message,
                        &Value::Decimal(number.to_string()),
                    );
                }
            }
        }
    }

    fn text(&mut self, id: &str, text: String) {
        let changes = &mut self.changes;
        let place = match id {
            "username" => &mut changes.username,
            "first_names" => &mut changes.first_names,
            "last_names" => &mut changes.last_names,
            "email" => &mut changes.email,
            "phone" => &mut changes.phone,
            "mobile" => &mut changes.mobile,
            "position" => &mut changes.position,
            "external_id" => &mut changes.external_id,
            _ => return,
        };
        *place = Some(text);
    }
}
