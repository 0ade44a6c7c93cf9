//! A file of values with tabs between them, read line by line: the file may be larger than the memory that there is.

use std::io::{BufRead, Read};

use elenco_sdk::files::{FileSource, SourceReader};
use elenco_sdk::import_format::{self, Sheet};
use elenco_sdk::{Column, Error, Language, Rows};

/// A longer line is a mistake, or an attack.
const LONGEST_LINE: u64 = 1_000_000;

/// How sure we are, from the name and the first bytes.
pub fn recognise(name: &str, head: &[u8]) -> u8 {
    let name = name.to_lowercase();
    if head.contains(&0) {
        0
    } else if name.ends_with(".tsv") || name.ends_with(".tab") {
        90
    } else if head.contains(&b'\t') {
        20
    } else {
        0
    }
}

/// A file that is being read.
pub struct Reader {
    file: SourceReader,
    language: Language,
    /// Number of the next line, counted from 1.
    next: u32,
}

impl Reader {
    /// Opens a file.
    pub fn open(file: Box<dyn FileSource>, language: Language) -> Result<Self, Error> {
        if file.size() == 0 {
            let text = language.pick("The file is empty", "El archivo está vacío", "O arquivo está vazio");
            return Err(Error::Other(text.into()));
        }
        Ok(Self { file: SourceReader::new(file), language, next: 1 })
    }

    /// The values of the next line; nothing at the end of the file.
    fn line(&mut self) -> Result<Option<Vec<String>>, Error> {
        let mut bytes = Vec::new();
        let read = self.file.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut bytes);
        read.map_err(|error| Error::Other(error.to_string()))?;
        if bytes.len() as u64 == LONGEST_LINE {
            return Err(Error::Other(self.language.pick(
                "A line is longer than 1,000,000 bytes".into(),
                "Una línea tiene más de 1.000.000 de bytes".into(),
                "Uma linha tem mais de 1.000.000 de bytes".into(),
            )));
        }
        if bytes.is_empty() {
            return Ok(None);
        }
        let text = String::from_utf8(bytes).map_err(|_| {
            Error::Other(self.language.pick(
                "The file is not UTF-8 text".into(),
                "El archivo no es texto UTF-8".into(),
                "O arquivo não é texto UTF-8".into(),
            ))
        })?;
        // Some programs write a byte order mark first.
        let text = text.trim_start_matches('\u{feff}').trim_end_matches(['\r', '\n']);
        Ok(Some(text.split('\t').map(|cell| cell.trim().to_owned()).collect()))
    }
}

impl import_format::Reader for Reader {
    fn sheets(&mut self) -> Result<Vec<Sheet>, Error> {
        Ok(vec![Sheet { name: self.file.name(), claimed_rows: None }])
    }

    /// The next rows, at most `max_rows`. Cells cross column by column.
    fn read(&mut self, sheet: u32, max_rows: u32) -> Result<Option<Rows>, Error> {
        if sheet != 0 {
            return Err(Error::Unsupported(format!("sheet {sheet}")));
        }
        let mut lines = Vec::new();
        while lines.len() < max_rows as usize
            && let Some(line) = self.line()?
        {
            lines.push(line);
        }
        let width = lines.iter().map(Vec::len).max().unwrap_or(0);
        let cell = |line: &Vec<String>, at: usize| line.get(at).filter(|cell| !cell.is_empty()).cloned();
        let column = |at| Column::Text(lines.iter().map(|line| cell(line, at)).collect());
        let columns = (0..width).map(column).collect();
        let (first, count) = (self.next, lines.len() as u32);
        self.next += count;
        Ok((count > 0).then_some(Rows { first, count, columns }))
    }
}
