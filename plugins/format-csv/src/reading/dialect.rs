//! Which characters separate and quote values, guessed from the first rows.

use super::records::{Record, Splitter};

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Rows that the guess looks at.
const ROWS: usize = 50;

/// How values are separated and quoted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dialect {
    /// Stands between values.
    pub delimiter: u8,
    /// Stands around values that hold a delimiter.
    pub quote: u8,
    /// Whether the first line says so (`sep=;`, as Excel reads it).
    pub declared: bool,
}

impl Dialect {
    /// Guesses from the beginning of a text.
    pub fn guess(sample: &str) -> Self {
        let quote = quote(sample);
        let declared = sample.strip_prefix("sep=").map(str::as_bytes);
        if let Some([delimiter, b'\r' | b'\n', ..]) = declared {
            return Self { delimiter: *delimiter, quote, declared: true };
        }
        let dialects = DELIMITERS.map(|delimiter| Self { delimiter, quote, declared: false });
        // Of equals the first one, hence in reverse.
        let best = dialects.into_iter().rev().max_by_key(|dialect| dialect.score(sample));
        best.unwrap_or(dialects[0])
    }

    /// How well it fits: in how many of a hundred rows there are as many values as in the header, then how many.
    fn score(self, sample: &str) -> (usize, usize) {
        let mut splitter = Splitter::new(self);
        let mut rest = sample;
        let mut counts = Vec::new();
        while !rest.is_empty() && counts.len() < ROWS {
            let mut record = Record::default();
            let (taken, ended) = splitter.take(rest, &mut record);
            rest = &rest[taken..];
            // The last row of the sample may be cut, unless it is the only one.
            let complete = ended || (counts.is_empty() && splitter.finish(&mut record));
            if complete && (record.len() > 1 || !record.text().trim().is_empty()) {
                counts.push(record.len());
            }
        }
        let Some(header) = counts.first().copied().filter(|count| *count > 1) else { return (0, 0) };
        let alike = counts.iter().filter(|count| **count == header).count();
        (alike * 100 / counts.len(), header)
    }
}

/// The usual quotation mark, unless the header is in single ones and there is no double one at all.
fn quote(sample: &str) -> u8 {
    let header = sample.lines().next().unwrap_or_default().trim();
    let single = header.len() > 2 && header.starts_with('\'') && header.ends_with('\'');
    if single && !sample.contains('"') { b'\'' } else { b'"' }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_the_one_that_makes_equal_rows() {
        let delimiter = |sample| char::from(Dialect::guess(sample).delimiter);
        assert_eq!(delimiter("a;b;c\n1,5;2,5;3,5\n1,5;2;3,5\n"), ';');
        assert_eq!(delimiter("a,b\n\"x;y;z\",2\n"), ',');
        assert_eq!(delimiter("name\tmail\nAna, B.\ta@b\n"), '\t');
        assert_eq!(delimiter("a|b|c"), '|');
        assert_eq!(delimiter("only one column\nLópez, Ana\n"), ',');
        assert_eq!(delimiter("a;b\r1;2\r"), ';');
        assert_eq!(
            Dialect::guess("sep=|\r\na;b;c\r\n"),
            Dialect { delimiter: b'|', quote: b'"', declared: true }
        );
        assert_eq!(
            Dialect::guess("'a','b'\n'x,y','z'\n"),
            Dialect { delimiter: b',', quote: b'\'', declared: false }
        );
    }
}
