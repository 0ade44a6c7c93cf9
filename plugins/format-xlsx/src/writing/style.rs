//! How cells look. The formats are made once; rows refer to them by the numbers that they got in the frame.

use elenco_sdk::export_format::CellType;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// What a cell of a row holds, as far as its look goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Text, which stays text when somebody edits it: never a formula, leading zeros kept.
    Text,
    /// A number, or yes and no.
    Number,
    /// A day.
    Day,
    /// A day and a time.
    Instant,
    /// A time of day.
    Time,
}

impl Look {
    const ALL: [Self; 5] = [Self::Text, Self::Number, Self::Day, Self::Instant, Self::Time];

    /// The look of a column's cells.
    pub fn of(kind: CellType) -> Self {
        match kind {
            CellType::Text => Self::Text,
            CellType::Number | CellType::Boolean => Self::Number,
            CellType::Date => Self::Day,
            CellType::Instant => Self::Instant,
        }
    }

    /// Its format.
    pub fn format(self) -> Format {
        match self {
            Self::Text => Format::new().set_num_format("@").set_quote_prefix(),
            Self::Number => Format::new().set_align(FormatAlign::Right),
            Self::Day => Format::new().set_num_format("yyyy-mm-dd"),
            Self::Instant => Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"),
            Self::Time => Format::new().set_num_format("hh:mm:ss"),
        }
    }
}

/// Red on rose, as spreadsheet programs mark bad cells.
fn marked(format: Format) -> Format {
    format.set_background_color(Color::RGB(0xFF_C7CE)).set_font_color(Color::RGB(0x9C_0006))
}

/// The formats of rows, in the order of [`Styles`].
pub fn row_formats() -> Vec<Format> {
    let plain = Look::ALL.map(Look::format);
    let bad = Look::ALL.map(|look| marked(look.format()));
    let reasons = Look::Text.format().set_font_color(Color::RGB(0x9C_0006));
    plain.into_iter().chain(bad).chain([reasons]).collect()
}

/// Number of formats that [`row_formats`] answers.
const COUNT: usize = 2 * Look::ALL.len() + 1;

/// Numbers of the formats of rows.
#[derive(Clone, Copy)]
pub struct Styles([u32; COUNT]);

impl Styles {
    /// From the numbers, in the order of [`row_formats`].
    pub fn from_numbers(numbers: &[u32]) -> Option<Self> {
        numbers.try_into().ok().map(Self)
    }

    /// The number of a cell's format.
    pub fn number(&self, look: Look, bad: bool) -> u32 {
        self.0[look as usize + if bad { Look::ALL.len() } else { 0 }]
    }

    /// The number of the format of reasons.
    pub fn reasons(&self) -> u32 {
        self.0[COUNT - 1]
    }
}

/// The header of a column; obligatory ones are darker.
pub fn header(required: bool) -> Format {
    let fill = if required { 0x1F_3A5F } else { 0x5B_7DA8 };
    Look::Text
        .format()
        .set_bold()
        .set_font_color(Color::White)
        .set_background_color(Color::RGB(fill))
        .set_border_bottom(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter)
}

/// The header of the column with reasons.
pub fn reasons_header() -> Format {
    header(true).set_background_color(Color::RGB(0x9C_0006))
}

/// Text that may take several lines.
pub fn paragraph() -> Format {
    Look::Text.format().set_text_wrap().set_align(FormatAlign::Top)
}
