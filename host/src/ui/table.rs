//! Tables. Numbers stand at the right, in figures of one width.
use maud::{Markup, html};

/// A column.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// Its head.
    pub label: String,
    /// It holds numbers.
    pub number: bool,
}

impl Column {
    /// A column of words.
    pub fn text(label: impl Into<String>) -> Self {
        Self { label: label.into(), number: false }
    }

    /// A column of numbers.
    pub fn number(label: impl Into<String>) -> Self {
        Self { label: label.into(), number: true }
    }
}

/// A table.
#[derive(Debug, Clone)]
pub struct Table {
    /// What it shows, for a screen reader.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, one cell for each column.
    pub rows: Vec<Vec<Markup>>,
}

impl Table {
    /// The table in a box that scrolls sideways on a narrow screen; there each row becomes a small list.
    pub fn render(&self) -> Markup {
        html! {
            div.boxed {
                table.tbl.tbl-cards {
                    caption.sr { (self.caption) }
                    thead { tr { @for column in &self.columns { th scope="col" .num[column.number] { (column.label) } } } }
                    tbody {
                        @for row in &self.rows {
                            tr { @for (cell, column) in row.iter().zip(&self.columns) {
                                td data-col=(column.label) .num[column.number] { (cell) }
                            } }
                        }
                    }
                }
            }
        }
    }
}

/// Names and values in two columns: what a plugin is, what a file was.
pub fn key_figures(list: &[(String, Markup)]) -> Markup {
    html! { dl.pairs { @for (name, value) in list { div { dt { (name) } dd { (value) } } } } }
}
