//! The Info sheet: for each column what it is, whether it is obligatory, what may stand in it, an example.

use super::style;
use elenco_sdk::Language;
use elenco_sdk::export_format::{CellType, ColumnSpec, Workbook};
use rust_xlsxwriter::{Worksheet, XlsxError};

/// Name of the sheet.
pub fn name(language: Language) -> &'static str {
    language.pick("Info", "Información", "Informações")
}

/// Writes the sheet; `names` are those of the sheets that it explains.
pub fn write(
    sheet: &mut Worksheet,
    book: &Workbook,
    names: &[String],
    language: Language,
) -> Result<(), XlsxError> {
    let titles = language.pick(
        ["Sheet", "Column", "Obligatory", "Kind", "What may stand in it", "Choices", "Example"],
        ["Hoja", "Columna", "Obligatorio", "Tipo", "Qué puede contener", "Opciones", "Ejemplo"],
        ["Planilha", "Coluna", "Obrigatório", "Tipo", "O que pode conter", "Opções", "Exemplo"],
    );
    let widths = [18.0, 28.0, 12.0, 14.0, 60.0, 50.0, 30.0];
    for (column, (title, width)) in titles.into_iter().zip(widths).enumerate() {
        sheet.write_string_with_format(0, column as u16, title, &style::header(false))?;
        sheet.set_column_width(column as u16, width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    let mut row = 1;
    for (spec, name) in book.sheets.iter().zip(names) {
        for column in &spec.columns {
            for (place, text) in texts(name, column, language).into_iter().enumerate() {
                let text = super::names::cut(&text, 32_767);
                sheet.write_string_with_format(row, place as u16, text, &style::paragraph())?;
            }
            row += 1;
        }
    }
    Ok(())
}

fn texts(sheet: &str, column: &ColumnSpec, language: Language) -> [String; 7] {
    let kind = match column.kind {
        CellType::Text => language.pick("Text", "Texto", "Texto"),
        CellType::Number => language.pick("Number", "Número", "Número"),
        CellType::Boolean => language.pick("Yes or no", "Sí o no", "Sim ou não"),
        CellType::Date => language.pick("Date", "Fecha", "Data"),
        CellType::Instant => language.pick("Date and time (UTC)", "Fecha y hora (UTC)", "Data e hora (UTC)"),
    };
    [
        sheet.to_owned(),
        column.label.clone(),
        obligatory(column.required, language).to_owned(),
        kind.to_owned(),
        column.help.clone(),
        column.choices.join("; "),
        column.example.clone().unwrap_or_default(),
    ]
}

fn obligatory(required: bool, language: Language) -> &'static str {
    if required { language.pick("Yes", "Sí", "Sim") } else { language.pick("No", "No", "Não") }
}

/// What a spreadsheet program says when the header of a column is chosen.
pub fn prompt(column: &ColumnSpec, language: Language) -> String {
    let required = if column.required {
        language.pick("Obligatory.", "Obligatorio.", "Obrigatório.")
    } else {
        language.pick("Optional.", "Opcional.", "Opcional.")
    };
    super::names::cut(format!("{required} {}", column.help).trim(), 255)
}
