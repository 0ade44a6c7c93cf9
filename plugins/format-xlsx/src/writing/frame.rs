//! The frame: the whole workbook but for its rows, made by `rust_xlsxwriter`. Sheets that get rows are taken apart
//! into what stands before and behind these.

use super::remarks::Remark;
use super::style::{self, Look, Styles};
use super::{explanation, names};
use crate::{IDS_SHEET, INFO_ID, LISTS_SHEET, REASONS_ID};
use elenco_sdk::export_format::{CellType, ColumnSpec, SheetSpec, Workbook};
use elenco_sdk::{Error, Language};
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Formula, Note, Worksheet,
    XlsxError,
};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Last row of a sheet, counted from 0.
const LAST_ROW: u32 = 1_048_575;
/// Choices that fit into the cell check itself, commas included; longer lists stand on a sheet of their own.
const MAX_INLINE_CHOICES: usize = 255;
/// Columns that fit beside the column with reasons.
const MAX_COLUMNS: usize = 1_000;

/// Where `rust_xlsxwriter` puts sheets.
pub struct SheetParts;
/// The parts of sheets.
pub const SHEETS: SheetParts = SheetParts;

impl SheetParts {
    /// The part of a sheet, counted from 0.
    pub fn part(&self, index: usize) -> String {
        format!("xl/worksheets/sheet{}.xml", index + 1)
    }

    /// Whether a part is one of a sheet.
    pub fn is_in(&self, part: &str) -> bool {
        part.starts_with("xl/worksheets/sheet")
    }

    /// Whether a part is one of the first sheets, which hold the rows.
    pub fn holds_rows(&self, part: &str, sheets: usize) -> bool {
        (0..sheets).any(|index| self.part(index) == part)
    }
}

/// A sheet without its rows.
pub struct SheetFrame {
    /// Its part.
    pub part: String,
    /// The XML up to the first row below the header.
    pub beginning: Vec<u8>,
    /// The XML after the last row.
    pub end: Vec<u8>,
}

/// A workbook without its rows.
pub struct Frame {
    /// The package that `rust_xlsxwriter` made.
    pub package: Vec<u8>,
    /// The sheets that get rows.
    pub sheets: Vec<SheetFrame>,
    /// Whether there is a column with reasons.
    pub reasons: bool,
    /// Numbers of the formats of rows.
    pub styles: Styles,
}

impl Frame {
    /// Makes the frame.
    pub fn build(book: &Workbook, reasons: bool, remarks: &[Remark]) -> Result<Self, Error> {
        if let Some(sheet) = book.sheets.iter().find(|sheet| sheet.columns.len() > MAX_COLUMNS) {
            return Err(Error::Limit(format!("columns of sheet {}", sheet.id)));
        }
        let package = package(book, reasons, remarks).map_err(|error| Error::Other(error.to_string()))?;
        let broken = || Error::Other("the frame of the workbook is not as expected".into());
        let mut archive = ZipArchive::new(Cursor::new(package.as_slice())).map_err(|_| broken())?;
        let mut sheets = Vec::new();
        let mut styles = None;
        for index in 0..book.sheets.len() {
            let part = SHEETS.part(index);
            let mut xml = String::new();
            archive.by_name(&part).map_err(|_| broken())?.read_to_string(&mut xml).map_err(|_| broken())?;
            let (sheet, probes) = take_apart(part, &xml).ok_or_else(broken)?;
            styles = styles.or(Styles::from_numbers(&probes));
            sheets.push(sheet);
        }
        Ok(Self { sheets, reasons, styles: styles.ok_or_else(broken)?, package })
    }
}

/// Splits the XML of a sheet around its second row, whose cells tell the numbers of the formats.
fn take_apart(part: String, xml: &str) -> Option<(SheetFrame, Vec<u32>)> {
    let (before, after) = xml.split_once("<row r=\"2\"")?;
    let (probes, rest) = after.split_once("</row>")?;
    // Cells with comments make rows of their own, which come with the rows that are written.
    let end = &rest[rest.find("</sheetData>")?..];
    // The dimension tells how many rows there are; it may be left out, and has to be where that is not known.
    let (head, rest) = before.split_once("<dimension ")?;
    let (_, rest) = rest.split_once("/>")?;
    let numbers = probes.split(" s=\"").skip(1);
    let numbers = numbers.map(|text| text.split('"').next()?.parse().ok()).collect::<Option<_>>()?;
    let beginning = [head, rest].concat().into_bytes();
    Some((SheetFrame { part, beginning, end: end.as_bytes().to_vec() }, numbers))
}

fn package(book: &Workbook, reasons: bool, remarks: &[Remark]) -> Result<Vec<u8>, XlsxError> {
    let language = Language::of(&book.locale);
    let explained = explanation::name(language);
    let labels = book.sheets.iter().map(|sheet| sheet.label.as_str());
    let names = names::sheet_names(labels, &[explained, IDS_SHEET, LISTS_SHEET, "History"]);
    let mut workbook = rust_xlsxwriter::Workbook::new();
    // The same input makes the same file: a plugin without the capability has no clock.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title(&book.title).set_creation_datetime(&made));
    let mut lists = Lists::default();
    for (index, (spec, name)) in book.sheets.iter().zip(&names).enumerate() {
        let sheet = workbook.add_worksheet().set_name(name)?;
        write_header(sheet, spec, reasons, language)?;
        for column in 0..spec.columns.len() {
            add_checks(sheet, column as u16, &spec.columns[column], &mut lists, language)?;
        }
        for remark in remarks.iter().filter(|remark| remark.sheet == index) {
            let note = Note::new(&remark.message).add_author_prefix(false).set_author("Elenco");
            sheet.insert_note(remark.row, remark.column, &note)?;
        }
    }
    if book.info {
        explanation::write(workbook.add_worksheet().set_name(explained)?, book, &names, language)?;
    }
    if !lists.0.is_empty() {
        lists.write(workbook.add_worksheet().set_name(LISTS_SHEET)?.set_very_hidden(true))?;
    }
    let ids = workbook.add_worksheet().set_name(IDS_SHEET)?.set_very_hidden(true);
    write_ids(ids, book, &names, reasons, language)?;
    workbook.save_to_buffer()
}

fn write_header(
    sheet: &mut Worksheet,
    spec: &SheetSpec,
    reasons: bool,
    language: Language,
) -> Result<(), XlsxError> {
    for (column, spec) in spec.columns.iter().enumerate() {
        let column = column as u16;
        let look = Look::of(spec.kind);
        sheet.set_column_width(column, width(spec))?;
        // People who add rows get the look of the others: what they type into a text column stays text.
        sheet.set_column_format(column, &look.format())?;
        sheet.write_string_with_format(0, column, &spec.label, &style::header(spec.required))?;
        let prompt = DataValidation::new()
            .allow_any_value()
            .set_input_title(names::cut(&spec.label, 32))?
            .set_input_message(explanation::prompt(spec, language))?;
        sheet.add_data_validation(0, column, 0, column, &prompt)?;
    }
    if reasons {
        let column = spec.columns.len() as u16;
        sheet.set_column_width(column, 60.0)?;
        sheet.write_string_with_format(0, column, reasons_label(language), &style::reasons_header())?;
    }
    sheet.set_row_height(0, 22)?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, format) in style::row_formats().iter().enumerate() {
        sheet.write_blank(1, column as u16, format)?;
    }
    Ok(())
}

/// Header of the column with reasons.
pub fn reasons_label(language: Language) -> &'static str {
    language.pick("What is wrong", "Qué está mal", "O que está errado")
}

fn width(spec: &ColumnSpec) -> f64 {
    let least = match spec.kind {
        CellType::Text => 16,
        CellType::Number | CellType::Boolean | CellType::Date => 12,
        CellType::Instant => 20,
    };
    spec.label.chars().count().saturating_add(3).clamp(least, 44) as f64
}

fn add_checks(
    sheet: &mut Worksheet,
    column: u16,
    spec: &ColumnSpec,
    lists: &mut Lists,
    language: Language,
) -> Result<(), XlsxError> {
    if spec.choices.is_empty() {
        return Ok(());
    }
    let units: usize = spec.choices.iter().map(|choice| choice.encode_utf16().count() + 1).sum();
    let inline =
        units <= MAX_INLINE_CHOICES && !spec.choices.iter().any(|choice| choice.contains([',', '"']));
    let check = DataValidation::new();
    let check = if inline {
        check.allow_list_strings(&spec.choices)?
    } else {
        check.allow_list_formula(lists.add(&spec.choices))
    };
    // A warning, not a wall: columns with several choices hold more than one of the list.
    let check = check
        .set_error_style(DataValidationErrorStyle::Warning)
        .set_error_title(names::cut(&spec.label, 32))?
        .set_error_message(language.pick(
            "This is not one of the choices of the list. Keep it?",
            "No es una de las opciones de la lista. ¿Conservarlo?",
            "Não é uma das opções da lista. Manter?",
        ))?;
    sheet.add_data_validation(1, column, LAST_ROW, column, &check)?;
    Ok(())
}

/// Long lists of choices, one a column.
#[derive(Default)]
struct Lists(Vec<Vec<String>>);

impl Lists {
    fn add(&mut self, choices: &[String]) -> Formula {
        let known = self.0.iter().position(|list| list == choices);
        let index = known.unwrap_or_else(|| {
            self.0.push(choices.to_vec());
            self.0.len() - 1
        });
        let letters = rust_xlsxwriter::column_number_to_name(index as u16);
        Formula::new(format!("='{LISTS_SHEET}'!${letters}$1:${letters}${}", choices.len()))
    }

    fn write(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        for (column, list) in self.0.iter().enumerate() {
            for (row, choice) in list.iter().enumerate() {
                sheet.write_string_with_format(row as u32, column as u16, choice, &Look::Text.format())?;
            }
        }
        Ok(())
    }
}

/// Writes the sheet with identifiers; its layout is told at [`IDS_SHEET`].
fn write_ids(
    sheet: &mut Worksheet,
    book: &Workbook,
    names: &[String],
    reasons: bool,
    language: Language,
) -> Result<(), XlsxError> {
    let text = Look::Text.format();
    let mut row = 0;
    let mut write = |name: &str, column: usize, id: &str, label: &str| -> Result<(), XlsxError> {
        sheet.write_string_with_format(row, 0, name, &text)?;
        sheet.write_number(row, 1, column as f64)?;
        sheet.write_string_with_format(row, 2, id, &text)?;
        sheet.write_string_with_format(row, 3, label, &text)?;
        row += 1;
        Ok(())
    };
    write("elenco", 1, "workbook", &book.title)?;
    for (spec, name) in book.sheets.iter().zip(names) {
        write(name, 0, &spec.id, &spec.label)?;
        for (column, spec) in spec.columns.iter().enumerate() {
            write(name, column + 1, &spec.id, &spec.label)?;
        }
        if reasons {
            write(name, spec.columns.len() + 1, REASONS_ID, reasons_label(language))?;
        }
    }
    if book.info {
        let name = explanation::name(language);
        write(name, 0, INFO_ID, name)?;
    }
    Ok(())
}
