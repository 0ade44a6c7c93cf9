//! Splits text into records. Written here and not taken from a library, because libraries pass over empty lines
//! without counting them, and the numbers of rows have to be those that people see.

use super::dialect::Dialect;
use super::encoding::Decoded;
use crate::refusal::Refusal;

/// Columns of a row.
const MAX_COLUMNS: usize = 1_024;
/// Bytes of a row.
const MAX_RECORD: usize = 1 << 20;

/// A record: its fields one after the other.
#[derive(Default)]
pub struct Record {
    /// Its number.
    pub row: u32,
    text: String,
    ends: Vec<usize>,
}

impl Record {
    /// All fields, one after the other.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Number of fields.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The fields.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.text[start..*end])
    }
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    /// At the beginning of a field.
    Start,
    /// In a field without quotation marks, or behind a closing one.
    Plain,
    /// Between quotation marks.
    Quoted,
    /// Behind a quotation mark that closes, or is the first of two that stand for one.
    Closing,
    /// Behind a record that ended with a carriage return, to which a line feed may belong.
    Returned,
}

/// Takes text apart, piece by piece.
pub struct Splitter {
    dialect: Dialect,
    state: State,
}

impl Splitter {
    /// At the beginning of the first record.
    pub fn new(dialect: Dialect) -> Self {
        Self { dialect, state: State::Start }
    }

    /// Appends text to a record until it ends; answers how many bytes it took and whether it ended.
    pub fn take(&mut self, text: &str, record: &mut Record) -> (usize, bool) {
        let bytes = text.as_bytes();
        let (delimiter, quote) = (self.dialect.delimiter, self.dialect.quote);
        let mut at = 0;
        // Bytes from here on belong to the field and are copied together.
        let mut copied = 0;
        while let Some(&byte) = bytes.get(at) {
            match self.state {
                State::Returned => {
                    self.state = State::Start;
                    if byte == b'\n' {
                        at += 1;
                    }
                    copied = at;
                    continue;
                }
                State::Quoted => {
                    if byte == quote {
                        record.text.push_str(&text[copied..at]);
                        copied = at + 1;
                        self.state = State::Closing;
                    }
                }
                State::Closing if byte == quote => {
                    // The second mark is the one to keep.
                    copied = at;
                    self.state = State::Quoted;
                }
                State::Start if byte == quote => {
                    copied = at + 1;
                    self.state = State::Quoted;
                }
                _ if byte == delimiter => {
                    record.text.push_str(&text[copied..at]);
                    record.ends.push(record.text.len());
                    copied = at + 1;
                    self.state = State::Start;
                }
                _ if byte == b'\n' || byte == b'\r' => {
                    record.text.push_str(&text[copied..at]);
                    record.ends.push(record.text.len());
                    self.state = if byte == b'\r' { State::Returned } else { State::Start };
                    return (at + 1, true);
                }
                _ => self.state = State::Plain,
            }
            at += 1;
        }
        record.text.push_str(&text[copied..]);
        (at, false)
    }

    /// Ends the last record; false when there is none, because the text ended with a line.
    pub fn finish(&mut self, record: &mut Record) -> bool {
        let open = !record.ends.is_empty() || !matches!(self.state, State::Start | State::Returned);
        if open {
            record.ends.push(record.text.len());
        }
        self.state = State::Start;
        open
    }

    /// Whether a quotation mark is open.
    pub fn is_quoted(&self) -> bool {
        self.state == State::Quoted
    }
}

/// The records of a file.
pub struct Records {
    text: Decoded,
    splitter: Splitter,
}

impl Records {
    /// The records of a text.
    pub fn new(text: Decoded, dialect: Dialect) -> Self {
        Self { text, splitter: Splitter::new(dialect) }
    }

    /// Reads the next record, which has this number; false at the end.
    pub fn next(&mut self, record: &mut Record, number: u32) -> Result<bool, Refusal> {
        record.text.clear();
        record.ends.clear();
        loop {
            let piece = self.text.piece()?;
            if piece.is_empty() {
                if self.splitter.is_quoted() {
                    return Err(Refusal::OpenQuote(number));
                }
                return Ok(self.splitter.finish(record));
            }
            let (taken, ended) = self.splitter.take(piece, record);
            self.text.take(taken);
            if record.ends.len() > MAX_COLUMNS {
                return Err(Refusal::TooManyCells(number));
            }
            if record.text.len() > MAX_RECORD {
                let quoted = self.splitter.is_quoted();
                return Err(if quoted { Refusal::OpenQuote(number) } else { Refusal::TooMuchText(number) });
            }
            if ended {
                return Ok(true);
            }
        }
    }
}
