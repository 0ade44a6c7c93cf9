//! Lines of text files that continue long lines on the next one (LDIF, vCard, iCalendar): a line that begins with a
//! blank belongs to the one before it.

use crate::Error;
use crate::files::SourceReader;
use std::io::{self, BufRead, Seek, SeekFrom};

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// A line with its continuations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Number of its first line in the file, counted from 1.
    pub number: u32,
    /// What stands in it, without the line ends and the blanks that mark continuations.
    pub bytes: Vec<u8>,
}

/// Why a line cannot be read.
#[derive(Clone, Debug, PartialEq)]
pub enum LineError {
    /// The line with this number is longer than the limit.
    TooLong(u32),
    /// The host could not read the file.
    Host(Error),
}

/// A file, line by line. Lines end with a line feed, with or without a carriage return before it.
pub struct FoldedLines {
    file: SourceReader,
    /// What marks a continuation.
    marks: &'static [u8],
    /// Bytes of a line with all its continuations.
    limit: usize,
    /// Lines that were taken from the file.
    taken: u32,
    /// A line that was taken to see whether it is a continuation.
    ahead: Option<Vec<u8>>,
}

impl FoldedLines {
    /// The lines of a file from its beginning. A line that begins with one of `marks` continues the one before it;
    /// `limit` is the longest line in bytes.
    pub fn new(file: SourceReader, marks: &'static [u8], limit: usize) -> Self {
        Self { file, marks, limit, taken: 0, ahead: None }
    }

    /// Goes back to the beginning of the file.
    ///
    /// # Errors
    /// When the host cannot read the file.
    pub fn rewind(&mut self) -> Result<(), LineError> {
        self.ahead = None;
        self.taken = 0;
        self.file.seek(SeekFrom::Start(0)).map(drop).map_err(host)
    }

    /// Number of the line that [`Self::next`] begins with.
    fn number(&self) -> u32 {
        if self.ahead.is_some() { self.taken } else { self.taken.saturating_add(1) }
    }

    /// The next line with its continuations; none at the end. An empty line has none.
    ///
    /// # Errors
    /// [`LineError`].
    #[allow(clippy::should_implement_trait, reason = "it can fail, and a file is not an iterator")]
    pub fn next(&mut self) -> Result<Option<Line>, LineError> {
        self.next_broken(|_| false)
    }

    /// The same for a format that has a second way to continue a line: while `soft` says so of what was read, the
    /// following line belongs to it, however it begins, in place of the last byte.
    ///
    /// # Errors
    /// [`LineError`].
    pub fn next_broken(&mut self, soft: impl Fn(&[u8]) -> bool) -> Result<Option<Line>, LineError> {
        let number = self.number();
        let Some(mut bytes) = self.physical()? else { return Ok(None) };
        while !bytes.is_empty() {
            let Some(next) = self.physical()? else { break };
            let rest = if soft(&bytes) {
                bytes.pop();
                &next[..]
            } else {
                match next.split_first() {
                    Some((mark, rest)) if self.marks.contains(mark) => rest,
                    _ => {
                        self.ahead = Some(next);
                        break;
                    }
                }
            };
            if bytes.len() + rest.len() > self.limit {
                return Err(LineError::TooLong(number));
            }
            bytes.extend_from_slice(rest);
        }
        Ok(Some(Line { number, bytes }))
    }

    /// The next line as it stands in the file.
    fn physical(&mut self) -> Result<Option<Vec<u8>>, LineError> {
        if let Some(line) = self.ahead.take() {
            return Ok(Some(line));
        }
        let mut line = Vec::new();
        let number = self.taken.saturating_add(1);
        loop {
            let piece = self.file.fill_buf().map_err(host)?;
            if piece.is_empty() {
                if line.is_empty() {
                    return Ok(None);
                }
                break;
            }
            let end = piece.iter().position(|byte| *byte == b'\n');
            let part = &piece[..end.unwrap_or(piece.len())];
            if line.len() + part.len() > self.limit {
                return Err(LineError::TooLong(number));
            }
            line.extend_from_slice(part);
            let used = end.map_or(part.len(), |end| end + 1);
            self.file.consume(used);
            if end.is_some() {
                break;
            }
        }
        if line.last() == Some(&b'\r') {
            line.pop();
        }
        if number == 1 && line.starts_with(BYTE_ORDER_MARK) {
            line.drain(..BYTE_ORDER_MARK.len());
        }
        self.taken = number;
        Ok(Some(line))
    }
}

fn host(error: io::Error) -> LineError {
    let text = error.to_string();
    LineError::Host(error.downcast::<Error>().unwrap_or(Error::Other(text)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::MemoryFile;
    use proptest::prelude::*;

    fn lines(text: &str, limit: usize) -> Result<Vec<(u32, String)>, LineError> {
        let file = SourceReader::new(Box::new(MemoryFile::new("a", text)));
        let mut lines = FoldedLines::new(file, b" \t", limit);
        let mut all = Vec::new();
        while let Some(line) = lines.next()? {
            all.push((line.number, String::from_utf8(line.bytes).unwrap()));
        }
        lines.rewind()?;
        assert_eq!(lines.next()?.map(|line| line.number), all.first().map(|line| line.0));
        Ok(all)
    }

    #[test]
    fn continuations_belong_to_the_line_before_and_numbers_to_the_first() {
        let read = lines("\u{feff}a: 1\r\n  2\r\n\t3\r\n\r\n x\r\nb\n\nc", 100).unwrap();
        let expected = [(1, "a: 1 23"), (4, ""), (5, " x"), (6, "b"), (7, ""), (8, "c")];
        assert_eq!(read, expected.map(|(number, line)| (number, line.to_owned())));
        assert_eq!(lines("", 100).unwrap(), []);
    }

    #[test]
    fn soft_breaks_are_undone_where_they_are_meant() {
        let file = SourceReader::new(Box::new(MemoryFile::new("a", "q:a=\n b=\n=\nc\nb:==\n d\n")));
        let mut lines = FoldedLines::new(file, b" ", 100);
        let soft = |line: &[u8]| line.starts_with(b"q") && line.ends_with(b"=");
        let mut next = || lines.next_broken(soft).unwrap().map(|line| (line.number, line.bytes));
        assert_eq!(next(), Some((1, b"q:a bc".to_vec())));
        assert_eq!(next(), Some((5, b"b:==d".to_vec())));
        assert_eq!(next(), None);
    }

    #[test]
    fn a_long_line_is_refused_before_it_is_kept() {
        assert_eq!(lines("a\nbbbbbb\n", 5), Err(LineError::TooLong(2)));
        assert_eq!(lines("a\nb\n ccc\n ddd\n", 5), Err(LineError::TooLong(2)));
        assert!(lines("a\nb\n cc\n dd\n", 5).is_ok());
    }

    proptest! {
        /// However lines are folded, they read the same.
        #[test]
        fn folding_is_undone(texts in prop::collection::vec("[a-zé ]{1,300}", 1..9), width in 1usize..80) {
            let texts: Vec<String> = texts.into_iter().map(|text| format!("x{text}")).collect();
            let fold = |text: &String| {
                let pieces: Vec<String> =
                    text.chars().collect::<Vec<_>>().chunks(width).map(|piece| piece.iter().collect()).collect();
                pieces.join("\r\n ")
            };
            let file = texts.iter().map(|text| fold(text) + "\r\n").collect::<String>();
            let read: Vec<String> = lines(&file, 10_000).unwrap().into_iter().map(|line| line.1).collect();
            prop_assert_eq!(read, texts);
        }
    }
}
