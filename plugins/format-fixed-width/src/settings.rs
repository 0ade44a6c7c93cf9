//! What an administrator sets; `settings.schema.json` says the same to the console.

use serde::Deserialize;

/// Characters of a line: longer ones are a slip in the settings.
const MAX_LINE: usize = 32_000;
/// Columns of a line.
const MAX_COLUMNS: usize = 500;

/// The settings of the plugin.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// From the left.
    pub columns: Vec<ColumnSetting>,
    pub header: bool,
    pub too_long: TooLong,
    pub missing_column: MissingColumn,
    pub encoding: Encoding,
    pub unknown_character: UnknownCharacter,
    pub line_ending: LineEnding,
    pub yes: String,
    pub no: String,
    pub extension: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            columns: Vec::new(),
            header: false,
            too_long: TooLong::Refuse,
            missing_column: MissingColumn::Refuse,
            encoding: Encoding::Utf8,
            unknown_character: UnknownCharacter::Replace,
            line_ending: LineEnding::Crlf,
            yes: String::new(),
            no: String::new(),
            extension: "txt".into(),
        }
    }
}

/// A column of the file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ColumnSetting {
    /// Identifier or label of a column of people; empty for the same text in every line.
    #[serde(default)]
    pub column: String,
    /// What stands there without a value.
    #[serde(default)]
    pub text: String,
    /// In characters.
    pub width: usize,
    #[serde(default)]
    pub align: Align,
    #[serde(default = "blank")]
    pub fill: char,
    #[serde(default = "iso_day")]
    pub date_format: String,
    pub decimals: Option<usize>,
    #[serde(default)]
    pub decimal_mark: DecimalMark,
    #[serde(default)]
    pub header: String,
}

fn blank() -> char {
    ' '
}

fn iso_day() -> String {
    "YYYY-MM-DD".into()
}

/// At which end of its column a value stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    #[default]
    Left,
    Right,
}

/// What stands before the decimals of a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DecimalMark {
    #[default]
    Point,
    Comma,
    None,
}

/// What becomes of a value that does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TooLong {
    Refuse,
    Cut,
}

/// What becomes of a column that the sheet does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MissingColumn {
    Refuse,
    Blank,
}

/// What becomes of a character that the encoding does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnknownCharacter {
    Replace,
    Refuse,
}

/// How text becomes bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Encoding {
    #[serde(rename = "utf-8")]
    Utf8,
    #[serde(rename = "windows-1252")]
    Windows1252,
    #[serde(rename = "iso-8859-1")]
    Iso8859,
    #[serde(rename = "ascii")]
    Ascii,
}

/// What ends a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LineEnding {
    Crlf,
    Lf,
    None,
}

impl LineEnding {
    /// Its bytes.
    pub fn bytes(self) -> &'static [u8] {
        match self {
            Self::Crlf => b"\r\n",
            Self::Lf => b"\n",
            Self::None => b"",
        }
    }
}

impl Settings {
    /// The setting that cannot be kept, if there is one.
    pub fn flaw(&self) -> Option<&'static str> {
        let widths = self.columns.iter().map(|column| column.width);
        if self.columns.len() > MAX_COLUMNS || self.columns.iter().any(|column| column.fill.is_control()) {
            Some("columns")
        } else if widths.clone().any(|width| width == 0) || widths.fold(0, usize::saturating_add) > MAX_LINE {
            Some("width")
        } else {
            let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
            let extension = (1..=8).contains(&self.extension.len()) && self.extension.bytes().all(is_plain);
            (!extension).then_some("extension")
        }
    }
}
