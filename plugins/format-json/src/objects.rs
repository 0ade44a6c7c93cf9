//! Cuts a file into the texts of its objects, without keeping more than one.

use crate::refusal::Refusal;
use elenco_sdk::Error;
use elenco_sdk::files::SourceReader;
use std::io::{self, BufRead, Seek, SeekFrom};

/// Bytes of an object.
const MAX_OBJECT: usize = 1 << 20;
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Whether a file begins with an object or with a list of objects.
pub fn looks_like_some(head: &[u8]) -> bool {
    let head = head.strip_prefix(BYTE_ORDER_MARK).unwrap_or(head).trim_ascii_start();
    let first = head.strip_prefix(b"[").unwrap_or(head).trim_ascii_start();
    let inside = first.strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
    inside.is_some_and(|inside| inside.is_empty() || inside.starts_with(b"\"") || inside.starts_with(b"}"))
}

/// Where between the objects the reading stands.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    /// Before the first one.
    Start,
    /// In a list, where an object or the end of the list may follow, or behind a comma an object only.
    List { object: bool, comma: bool },
    /// Between objects without a list around them.
    Lines,
    /// Behind the list.
    End,
}

/// The objects of a file.
pub struct Objects {
    file: SourceReader,
    place: Place,
    line: u32,
}

/// An object that is being gathered.
#[derive(Default)]
struct Gathering {
    bytes: Vec<u8>,
    depth: u32,
    in_string: bool,
    escaped: bool,
}

impl Gathering {
    /// Takes a byte; true when it ends the object.
    fn take(&mut self, byte: u8) -> bool {
        self.bytes.push(byte);
        if self.in_string {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.in_string = false,
                _ => {}
            }
            return false;
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        self.depth == 0
    }
}

impl Objects {
    /// The objects from the beginning of a file.
    pub fn new(file: SourceReader) -> Self {
        Self { file, place: Place::Start, line: 1 }
    }

    /// Goes back to the beginning.
    pub fn rewind(&mut self) -> Result<(), Refusal> {
        self.place = Place::Start;
        self.line = 1;
        self.file.seek(SeekFrom::Start(0)).map(drop).map_err(host)
    }

    /// The next object's text, with the line on which it begins.
    pub fn next(&mut self) -> Result<Option<(u32, Vec<u8>)>, Refusal> {
        let mut begun: Option<(u32, Gathering)> = None;
        loop {
            let piece = self.file.fill_buf().map_err(host)?;
            if piece.is_empty() {
                return match (begun, self.place) {
                    (Some((line, _)), _) => Err(Refusal::Open(line)),
                    (None, Place::List { .. }) => Err(Refusal::Open(self.line)),
                    (None, _) => Ok(None),
                };
            }
            let mut used = 0;
            let mut ended = false;
            // The mark at the beginning of the file comes with the first piece.
            if self.place == Place::Start && begun.is_none() && piece.starts_with(BYTE_ORDER_MARK) {
                used = BYTE_ORDER_MARK.len();
            }
            let (mut line, mut place) = (self.line, self.place);
            for byte in &piece[used..] {
                used += 1;
                if *byte == b'\n' {
                    line = line.saturating_add(1);
                }
                if let Some((first, gathering)) = &mut begun {
                    ended = gathering.take(*byte);
                    if gathering.bytes.len() > MAX_OBJECT {
                        return Err(Refusal::TooLong(*first));
                    }
                } else if !byte.is_ascii_whitespace() {
                    place = between(place, *byte).ok_or(Refusal::NoObject(line))?;
                    if *byte == b'{' {
                        let mut gathering = Gathering::default();
                        gathering.take(*byte);
                        begun = Some((line, gathering));
                    }
                }
                if ended {
                    break;
                }
            }
            (self.line, self.place) = (line, place);
            self.file.consume(used);
            if let (true, Some((line, gathering))) = (ended, begun.take_if(|_| ended)) {
                return Ok(Some((line, gathering.bytes)));
            }
        }
    }
}

/// What a byte between objects leads to; nothing when it does not belong there.
fn between(place: Place, byte: u8) -> Option<Place> {
    match (place, byte) {
        (Place::Start, b'[') => Some(Place::List { object: false, comma: false }),
        (Place::Start | Place::Lines, b'{') => Some(Place::Lines),
        (Place::List { object: false, .. }, b'{') => Some(Place::List { object: true, comma: false }),
        (Place::List { object: true, .. }, b',') => Some(Place::List { object: false, comma: true }),
        (Place::List { comma: false, .. }, b']') => Some(Place::End),
        _ => None,
    }
}

fn host(error: io::Error) -> Refusal {
    let text = error.to_string();
    Refusal::Host(error.downcast::<Error>().unwrap_or(Error::Other(text)))
}
