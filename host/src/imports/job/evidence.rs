//! What the cells of a column tell about how its dates and numbers are written.
use elenco_runtime::contract::Value;

use super::catalogue::{Catalogue, Kind};
use crate::imports::dates::{DateEvidence, DateOrder};
use crate::imports::model::{ColumnPlan, ImportOptions};
use crate::imports::numbers::{DecimalMark, NumberEvidence};
use crate::locale::Culture;

/// What one column has told so far.
#[derive(Default)]
pub struct Evidence {
    dates: Option<DateEvidence>,
    numbers: Option<NumberEvidence>,
}

impl Evidence {
    /// Nothing told yet.
    pub fn of(catalogue: &Catalogue, column: &ColumnPlan) -> Self {
        let kind = column.field.as_deref().and_then(|field| catalogue.kind(field));
        let holds = |question: fn(&Kind) -> bool| kind.filter(|kind| question(kind));
        Self {
            dates: holds(Kind::holds_dates).map(|_| DateEvidence::default()),
            numbers: holds(Kind::holds_numbers).map(|_| NumberEvidence::default()),
        }
    }

    /// Looks at one cell.
    pub fn observe(&mut self, cell: &Value) {
        let Value::Text(text) = cell else { return };
        if let Some(dates) = &mut self.dates {
            dates.observe(text);
        }
        if let Some(numbers) = &mut self.numbers {
            numbers.observe(text);
        }
    }

    /// How dates and numbers are written: as whoever imports says, else as the cells tell, else as is usual.
    pub fn tell(
        &self,
        options: &ImportOptions,
        culture: Culture,
    ) -> (Option<DateOrder>, Option<DecimalMark>) {
        let dates =
            self.dates.map(|dates| options.dates.unwrap_or_else(|| dates.order(DateOrder::usual(culture))));
        let numbers = self
            .numbers
            .map(|numbers| options.decimal.unwrap_or_else(|| numbers.mark(DecimalMark::usual(culture))));
        (dates, numbers)
    }
}
