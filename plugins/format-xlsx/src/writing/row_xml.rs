//! Rows as the XML of a sheet (ECMA-376 part 1, 18.3.1.73). This is where the time of an export goes, so it writes
//! bytes straight into one buffer.

use super::remarks::Remark;
use super::style::{Look, Styles};
use crate::dates;
use elenco_sdk::export_format::{Note, SheetSpec};
use elenco_sdk::{Column, Language, Value};
use std::io::Write;

/// Characters of a cell, in UTF-16 units; spreadsheet programs call a file with more damaged.
const MAX_UNITS: usize = 32_767;
/// Digits that a number keeps in a spreadsheet program.
const MAX_DIGITS: usize = 15;

/// The rows of a sheet on their way.
pub struct RowXml {
    xml: Vec<u8>,
    /// Column letters, those of the reasons last.
    letters: Vec<String>,
    labels: Vec<String>,
    styles: Styles,
    reasons: bool,
    written: u32,
    too_long: &'static str,
}

impl RowXml {
    /// No rows yet.
    pub fn new(sheet: &SheetSpec, styles: Styles, reasons: bool, language: Language) -> Self {
        let labels: Vec<String> = sheet.columns.iter().map(|column| column.label.clone()).collect();
        let letters = (0..=labels.len() as u16).map(rust_xlsxwriter::column_number_to_name).collect();
        let too_long = language.pick(
            "Too long for a cell, which holds 32,767 characters. It was left out.",
            "Demasiado largo para una celda, que admite 32.767 caracteres. Se omitió.",
            "Longo demais para uma célula, que comporta 32.767 caracteres. Foi omitido.",
        );
        Self { xml: Vec::new(), letters, labels, styles, reasons, written: 0, too_long }
    }

    /// Rows written so far.
    pub fn written(&self) -> u32 {
        self.written
    }

    /// Bytes waiting.
    pub fn len(&self) -> usize {
        self.xml.len()
    }

    /// Takes the bytes that wait.
    pub fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.xml)
    }

    /// Writes a row of a batch with the notes on it, and answers the comments that its cells shall get.
    pub fn row(&mut self, columns: &[Column], row: usize, sheet: usize, notes: &[Note]) -> Vec<Remark> {
        self.written += 1;
        let number = self.written + 1;
        let mut said = Vec::new();
        let mut comments: Vec<Remark> = Vec::new();
        for note in notes {
            let column = note.column.filter(|column| (*column as usize) < self.labels.len());
            said.push(match column {
                Some(column) => format!("{}: {}", self.labels[column as usize], note.message),
                None => note.message.clone(),
            });
            // Without a column for reasons, what concerns the whole row is said on its first cell.
            let column = if self.reasons { column } else { column.or(Some(0)) };
            if let Some(column) = column {
                comment(&mut comments, sheet, number, column as u16, &note.message);
            }
        }
        self.xml.extend_from_slice(b"<row r=\"");
        push_number(&mut self.xml, number);
        self.xml.extend_from_slice(b"\">");
        for column in 0..self.labels.len() {
            let bad = comments.iter().any(|comment| usize::from(comment.column) == column);
            let cells = columns.get(column).unwrap_or(&Column::Empty);
            if !self.cell(column, number, cells, row, bad) {
                comment(&mut comments, sheet, number, column as u16, self.too_long);
                self.blank(column, number, true);
            }
        }
        if self.reasons && !said.is_empty() {
            let mut text = super::names::cut(&said.join("\n"), MAX_UNITS);
            if text.is_empty() {
                text = "-".into();
            }
            self.text(self.labels.len(), number, &text, self.styles.reasons());
        }
        self.xml.extend_from_slice(b"</row>");
        comments
    }

    /// Writes a cell; false when its text is too long.
    fn cell(&mut self, column: usize, number: u32, cells: &Column, row: usize, bad: bool) -> bool {
        match cells {
            Column::Text(cells) => match cells.get(row) {
                Some(Some(text)) => return self.text_cell(column, number, text, bad),
                _ => self.blank(column, number, bad),
            },
            Column::Number(cells) => match cells.get(row) {
                Some(Some(found)) if found.is_finite() => {
                    self.number(column, number, *found, Look::Number, bad);
                }
                _ => self.blank(column, number, bad),
            },
            Column::Boolean(cells) => match cells.get(row) {
                Some(Some(yes)) => self.boolean(column, number, *yes, bad),
                _ => self.blank(column, number, bad),
            },
            Column::Date(cells) => match cells.get(row) {
                Some(Some(day)) => {
                    return self.moment(column, number, dates::day_serial(day), Look::Day, day, bad);
                }
                _ => self.blank(column, number, bad),
            },
            Column::Instant(cells) => match cells.get(row) {
                Some(Some(at)) => {
                    return self.moment(column, number, dates::instant_serial(at), Look::Instant, at, bad);
                }
                _ => self.blank(column, number, bad),
            },
            Column::Mixed(cells) => {
                return self.value(column, number, cells.get(row).unwrap_or(&Value::None), bad);
            }
            Column::Empty => self.blank(column, number, bad),
        }
        true
    }

    fn value(&mut self, column: usize, number: u32, value: &Value, bad: bool) -> bool {
        let serial = match value {
            Value::None => {
                self.blank(column, number, bad);
                return true;
            }
            Value::Boolean(yes) => {
                self.boolean(column, number, *yes, bad);
                return true;
            }
            Value::Text(text) => return self.text_cell(column, number, text, bad),
            Value::Choices(_) => None,
            Value::Integer(found) => exact(&found.to_string()).map(|found| (found, Look::Number)),
            Value::Decimal(text) => exact(text).map(|found| (found, Look::Number)),
            Value::Date(text) => dates::day_serial(text).map(|found| (found, Look::Day)),
            Value::Time(text) => dates::time_serial(text).map(|found| (found, Look::Time)),
            Value::Instant(text) => dates::instant_serial(text).map(|found| (found, Look::Instant)),
        };
        match serial {
            Some((found, look)) => {
                self.number(column, number, found, look, bad);
                true
            }
            // What a workbook's numbers cannot hold stands there as text.
            None => self.text_cell(column, number, &elenco_sdk::plain_text(value), bad),
        }
    }

    /// A day or an instant; what a workbook's numbers cannot hold stands there as text.
    fn moment(
        &mut self,
        column: usize,
        number: u32,
        serial: Option<f64>,
        look: Look,
        written: &str,
        bad: bool,
    ) -> bool {
        let Some(found) = serial else { return self.text_cell(column, number, written, bad) };
        self.number(column, number, found, look, bad);
        true
    }

    fn text_cell(&mut self, column: usize, number: u32, text: &str, bad: bool) -> bool {
        if text.is_empty() {
            self.blank(column, number, bad);
            return true;
        }
        // A text has at most as many UTF-16 units as bytes.
        if text.len() > MAX_UNITS && text.encode_utf16().count() > MAX_UNITS {
            return false;
        }
        let style = self.styles.number(Look::Text, bad);
        self.text(column, number, text, style);
        true
    }

    fn text(&mut self, column: usize, number: u32, text: &str, style: u32) {
        self.begin(column, number, style);
        let bytes = text.as_bytes();
        let blank = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_whitespace);
        if blank(bytes.first()) || blank(bytes.last()) {
            self.xml.extend_from_slice(b"\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
        } else {
            self.xml.extend_from_slice(b"\" t=\"inlineStr\"><is><t>");
        }
        push_escaped(&mut self.xml, text);
        self.xml.extend_from_slice(b"</t></is></c>");
    }

    fn number(&mut self, column: usize, number: u32, found: f64, look: Look, bad: bool) {
        self.begin(column, number, self.styles.number(look, bad));
        self.xml.extend_from_slice(b"\"><v>");
        // Writing to memory does not fail.
        let _ = write!(self.xml, "{found}");
        self.xml.extend_from_slice(b"</v></c>");
    }

    fn boolean(&mut self, column: usize, number: u32, yes: bool, bad: bool) {
        self.begin(column, number, self.styles.number(Look::Number, bad));
        self.xml.extend_from_slice(if yes { b"\" t=\"b\"><v>1</v></c>" } else { b"\" t=\"b\"><v>0</v></c>" });
    }

    /// Nothing, unless there is something to mark.
    fn blank(&mut self, column: usize, number: u32, bad: bool) {
        if bad {
            self.begin(column, number, self.styles.number(Look::Text, true));
            self.xml.extend_from_slice(b"\"/>");
        }
    }

    fn begin(&mut self, column: usize, number: u32, style: u32) {
        self.xml.extend_from_slice(b"<c r=\"");
        self.xml.extend_from_slice(self.letters[column].as_bytes());
        push_number(&mut self.xml, number);
        self.xml.extend_from_slice(b"\" s=\"");
        push_number(&mut self.xml, style);
    }
}

/// Adds a comment, or what it says to the one that is there.
fn comment(comments: &mut Vec<Remark>, sheet: usize, number: u32, column: u16, message: &str) {
    match comments.iter_mut().find(|comment| comment.column == column) {
        Some(comment) => {
            comment.message.push('\n');
            comment.message.push_str(message);
        }
        None => comments.push(Remark { sheet, row: number - 1, column, message: message.into() }),
    }
}

/// A decimal as a number, if a spreadsheet program keeps all its digits.
fn exact(text: &str) -> Option<f64> {
    let digits = text.bytes().filter(u8::is_ascii_digit).skip_while(|digit| *digit == b'0').count();
    if digits > MAX_DIGITS {
        return None;
    }
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

fn push_number(xml: &mut Vec<u8>, mut number: u32) {
    let mut digits = [0u8; 10];
    let mut start = digits.len();
    loop {
        start -= 1;
        digits[start] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    xml.extend_from_slice(&digits[start..]);
}

/// Writes text so that it reads back the same: XML's own escapes, and `_xHHHH_` for what XML cannot hold and for
/// what looks like such an escape (ECMA-376 part 1, 22.9.2.19).
fn push_escaped(xml: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    let mut copied = 0;
    for (at, byte) in bytes.iter().enumerate() {
        // Almost all bytes are above these.
        let replacement: &[u8] = match byte {
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            b'\t' | b'\n' => continue,
            0..=0x1F => &[],
            b'_' if is_escape(&bytes[at..]) => b"_x005F_",
            // U+FFFE and U+FFFF are EF BF BE and EF BF BF.
            0xEF if bytes[at..].starts_with(b"\xEF\xBF\xBE") => b"_xFFFE_",
            0xEF if bytes[at..].starts_with(b"\xEF\xBF\xBF") => b"_xFFFF_",
            _ => continue,
        };
        xml.extend_from_slice(&bytes[copied..at]);
        if replacement.is_empty() {
            // Writing to memory does not fail.
            let _ = write!(xml, "_x{byte:04X}_");
        } else {
            xml.extend_from_slice(replacement);
        }
        copied = at + if *byte == 0xEF { 3 } else { 1 };
    }
    xml.extend_from_slice(&bytes[copied..]);
}

/// Whether text begins like an escape.
fn is_escape(bytes: &[u8]) -> bool {
    matches!(bytes, [b'_', b'x', a, b, c, d, b'_', ..] if [a, b, c, d].iter().all(|digit| digit.is_ascii_hexdigit()))
}
