//! Writing: `rust_xlsxwriter` makes the frame of the workbook; the rows go into its sheets as they come, without
//! being kept.

mod explanation;
mod frame;
mod names;
mod remarks;
mod row_xml;
mod style;
#[cfg(test)]
mod tests;

use elenco_sdk::export_format::{self, Note, Workbook};
use elenco_sdk::files::{FileSink, SinkWriter};
use elenco_sdk::{Error, Language, Rows};
use frame::Frame;
use remarks::{Remark, Remarks};
use row_xml::RowXml;
use std::io::{self, Cursor, Write};
use zip::result::ZipError;
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Deflate is most of the work of writing a workbook; its higher levels take three times as long for files a fifth
/// smaller.
const LEVEL: i64 = 1;
/// Rows that a sheet holds below its header.
const MAX_ROWS: u32 = 1_048_575;
/// XML that is collected before it is deflated.
const PIECE: usize = 64 << 10;

/// A workbook that is being written.
pub struct Writer {
    book: Workbook,
    language: Language,
    package: ZipWriter<StreamWriter<SinkWriter>>,
    /// Made with the first rows: whether they carry notes decides on the column with reasons.
    frame: Option<Frame>,
    /// The sheet that is open; those before it are complete.
    open: Option<(usize, RowXml)>,
    complete: usize,
    remarks: Remarks,
}

impl Writer {
    /// Begins a workbook.
    pub fn open(book: Workbook, file: Box<dyn FileSink>) -> Result<Self, Error> {
        if book.sheets.is_empty() {
            return Err(Error::Unsupported("a workbook without a sheet".into()));
        }
        Ok(Self {
            language: Language::of(&book.locale),
            package: ZipWriter::new_stream(SinkWriter::new(file)),
            book,
            frame: None,
            open: None,
            complete: 0,
            remarks: Remarks::default(),
        })
    }

    /// The frame; making it also writes the parts that nothing later changes, so that programs which look at the
    /// beginning of a file see a workbook.
    fn make_frame(&mut self, with_reasons: bool) -> Result<(), Error> {
        if self.frame.is_none() {
            let frame = Frame::build(&self.book, with_reasons, &[])?;
            copy_parts(&mut self.package, &frame, |part| !frame::SHEETS.is_in(part) && is_constant(part))?;
            self.frame = Some(frame);
        }
        Ok(())
    }

    fn frame(&self) -> Result<&Frame, Error> {
        self.frame.as_ref().ok_or_else(|| Error::Other("no frame".into()))
    }

    /// Makes a sheet the open one, ending those before it.
    fn reach(&mut self, sheet: usize) -> Result<(), Error> {
        if sheet >= self.book.sheets.len() || sheet < self.complete {
            return Err(Error::Unsupported(format!("rows for sheet {sheet}")));
        }
        while self.open.as_ref().is_none_or(|(open, _)| *open < sheet) {
            self.end_sheet()?;
            self.begin_sheet()?;
        }
        Ok(())
    }

    fn begin_sheet(&mut self) -> Result<(), Error> {
        let index = self.complete;
        let frame = self.frame()?;
        let sheet = &frame.sheets[index];
        let rows = RowXml::new(&self.book.sheets[index], frame.styles, frame.reasons, self.language);
        let (name, beginning) = (sheet.part.clone(), sheet.beginning.clone());
        self.package.start_file(name, options()).map_err(from_zip)?;
        self.package.write_all(&beginning).map_err(from_io)?;
        self.open = Some((index, rows));
        Ok(())
    }

    fn end_sheet(&mut self) -> Result<(), Error> {
        let Some((index, mut rows)) = self.open.take() else { return Ok(()) };
        self.package.write_all(&rows.take()).map_err(from_io)?;
        let frame = self.frame()?;
        // Comments are tied to a sheet at its end, and only now they are all known.
        let end = if self.remarks.on(index) {
            let with_remarks = Frame::build(&self.book, frame.reasons, self.remarks.all())?;
            with_remarks.sheets[index].end.clone()
        } else {
            frame.sheets[index].end.clone()
        };
        self.package.write_all(&end).map_err(from_io)?;
        self.complete = index + 1;
        Ok(())
    }
}

impl export_format::Writer for Writer {
    fn write(&mut self, sheet: u32, rows: Rows, notes: Vec<Note>) -> Result<(), Error> {
        self.make_frame(!notes.is_empty())?;
        let index = sheet as usize;
        self.reach(index)?;
        let Some((_, xml)) = &mut self.open else { return Err(Error::Unsupported(format!("sheet {sheet}"))) };
        let notes = remarks::by_row(notes, xml.written(), rows.count);
        for row in 0..rows.count {
            if xml.written() == MAX_ROWS {
                return Err(Error::Limit("rows of a sheet".into()));
            }
            let found = notes.get(&(row + 1)).map_or(&[][..], Vec::as_slice);
            let remarks: Vec<Remark> = xml.row(&rows.columns, row as usize, index, found);
            self.remarks.add(remarks);
            if xml.len() >= PIECE {
                self.package.write_all(&xml.take()).map_err(from_io)?;
            }
        }
        Ok(())
    }

    fn finish(mut self) -> Result<(), Error> {
        self.make_frame(false)?;
        self.reach(self.book.sheets.len() - 1)?;
        self.end_sheet()?;
        let mut frame = self.frame.take().ok_or_else(|| Error::Other("no frame".into()))?;
        if !self.remarks.all().is_empty() {
            frame = Frame::build(&self.book, frame.reasons, self.remarks.all())?;
        }
        let rows = self.book.sheets.len();
        copy_parts(&mut self.package, &frame, |part| {
            !is_constant(part) && !frame::SHEETS.holds_rows(part, rows)
        })?;
        let stream = self.package.finish().map_err(from_zip)?;
        stream.into_inner().flush().map_err(from_io)
    }
}

/// Parts that are the same whatever is written.
fn is_constant(part: &str) -> bool {
    part.starts_with("_rels/") || part.starts_with("docProps/") || part.starts_with("xl/theme/")
}

/// Copies parts of the frame as they are, deflated once and for all.
fn copy_parts(
    package: &mut ZipWriter<StreamWriter<SinkWriter>>,
    frame: &Frame,
    wanted: impl Fn(&str) -> bool,
) -> Result<(), Error> {
    let mut archive = ZipArchive::new(Cursor::new(frame.package.as_slice())).map_err(from_zip)?;
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(from_zip)?;
        let name = part.name().map_err(from_zip)?.into_owned();
        if wanted(&name) {
            package.raw_copy_file(part).map_err(from_zip)?;
        }
    }
    Ok(())
}

fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(LEVEL))
}

/// The host's own error, if it is one: a full disk, a cancelled job.
fn from_io(error: io::Error) -> Error {
    let text = error.to_string();
    match error.downcast::<Error>() {
        Ok(host) => host,
        Err(_) => Error::Other(text),
    }
}

fn from_zip(error: ZipError) -> Error {
    match error {
        ZipError::Io(error) => from_io(error),
        error => Error::Other(error.to_string()),
    }
}
