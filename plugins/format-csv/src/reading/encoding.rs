//! From bytes to text, whatever the encoding.

use crate::refusal::Refusal;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use elenco_sdk::files::SourceReader;
use elenco_sdk::{Error, Language};
use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::io::{self, BufRead, Seek, SeekFrom};

/// Bytes that the guess looks at, those without accents not counted.
const GUESSED_FROM: usize = 4 << 20;
/// First bytes of files that other programs own: zip archives, compound files, PDF, pictures.
const OTHERS: [&[u8]; 6] =
    [b"PK\x03\x04", b"\xD0\xCF\x11\xE0", b"%PDF", b"\x89PNG", b"\xFF\xD8\xFF", b"\x1F\x8B"];

/// What a file is written in.
pub struct Found {
    /// The encoding.
    pub encoding: &'static Encoding,
    /// Line feeds, which are about as many as rows.
    pub lines: u32,
}

/// Whether the beginning of a file is that of something else than text.
pub fn is_binary(head: &[u8]) -> bool {
    OTHERS.iter().any(|start| head.starts_with(start)) || (head.contains(&0) && wide(head).is_none())
}

/// The encoding of 16-bit text: by its mark, else by the zeros that Latin letters have in their other half.
fn wide(head: &[u8]) -> Option<&'static Encoding> {
    match Encoding::for_bom(head) {
        Some((encoding, _)) => (encoding != UTF_8).then_some(encoding),
        None => {
            let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
            let (even, odd) = (zeros(0), zeros(1));
            match head.len() / 2 {
                0 | 1 => None,
                half if odd * 10 > half * 7 && even * 10 < half => Some(UTF_16LE),
                half if even * 10 > half * 7 && odd * 10 < half => Some(UTF_16BE),
                _ => None,
            }
        }
    }
}

/// Looks the file over: a byte far behind may be the one that tells Windows-1252 from UTF-8.
pub fn find(file: &mut SourceReader, language: Language) -> Result<Found, Refusal> {
    let head = file.fill_buf().map_err(host)?;
    if head.is_empty() {
        return Err(Refusal::Empty);
    }
    if is_binary(&head[..head.len().min(4096)]) {
        return Err(Refusal::Binary);
    }
    let wide = wide(&head[..head.len().min(4096)]);
    let marked = Encoding::for_bom(head).is_some();
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let mut seen = 0;
    let mut utf8 = true;
    let mut lines = 0usize;
    // The bytes of a character that a piece has only the beginning of.
    let mut rest: Vec<u8> = Vec::new();
    loop {
        let piece = file.fill_buf().map_err(host)?;
        if piece.is_empty() {
            break;
        }
        lines += piece.iter().filter(|byte| **byte == b'\n').count();
        if wide.is_none() {
            if piece.contains(&0) {
                return Err(Refusal::Binary);
            }
            if !marked && seen < GUESSED_FROM && !piece.is_ascii() {
                detector.feed(piece, false);
                seen += piece.len();
            }
            if utf8 {
                rest.extend_from_slice(piece);
                match std::str::from_utf8(&rest) {
                    Ok(_) => rest.clear(),
                    Err(error) if error.error_len().is_none() => {
                        rest.drain(..error.valid_up_to());
                    }
                    Err(_) => utf8 = false,
                }
            }
        }
        let count = piece.len();
        file.consume(count);
    }
    let encoding = match wide {
        Some(encoding) => encoding,
        None if marked || (utf8 && rest.is_empty()) => UTF_8,
        None => {
            detector.feed(&[], true);
            // Where the reader comes from tells Western encodings from others that look alike.
            let place: &[u8] = language.pick(b"us", b"es", b"br");
            detector.guess(Some(place), Utf8Detection::Deny)
        }
    };
    Ok(Found { encoding, lines: u32::try_from(lines).unwrap_or(u32::MAX) })
}

/// A file as text, piece by piece.
pub struct Decoded {
    file: SourceReader,
    decoder: Decoder,
    text: String,
    /// What has been taken of the text.
    taken: usize,
    ended: bool,
}

impl Decoded {
    /// The text from the beginning of the file, without its byte order mark.
    pub fn new(mut file: SourceReader, encoding: &'static Encoding) -> Result<Self, Refusal> {
        file.seek(SeekFrom::Start(0)).map_err(host)?;
        let decoder = encoding.new_decoder_with_bom_removal();
        Ok(Self { file, decoder, text: String::new(), taken: 0, ended: false })
    }

    /// Some text from where the reading stands, without taking it.
    pub fn sample(&mut self, length: usize) -> Result<&str, Refusal> {
        while self.text.len() < length && !self.ended {
            self.decode()?;
        }
        Ok(&self.text)
    }

    /// Text that was not taken yet; empty at the end.
    pub fn piece(&mut self) -> Result<&str, Refusal> {
        if self.taken == self.text.len() {
            self.text.clear();
            self.taken = 0;
        }
        while self.text.is_empty() && !self.ended {
            self.decode()?;
        }
        Ok(&self.text[self.taken..])
    }

    /// Takes bytes of the piece, up to the end of a character.
    pub fn take(&mut self, bytes: usize) {
        self.taken += bytes;
    }

    /// Decodes a piece of the file and appends it.
    fn decode(&mut self) -> Result<(), Refusal> {
        let bytes = self.file.fill_buf().map_err(host)?;
        let last = bytes.is_empty();
        let needed = self.decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(4 * bytes.len() + 16);
        self.text.reserve(needed);
        let mut read = 0;
        loop {
            let (result, count) =
                self.decoder.decode_to_string_without_replacement(&bytes[read..], &mut self.text, last);
            read += count;
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => self.text.reserve(needed),
                DecoderResult::Malformed(..) => {
                    self.text.reserve(needed);
                    self.text.push(char::REPLACEMENT_CHARACTER);
                }
            }
        }
        let count = bytes.len();
        self.file.consume(count);
        self.ended = last;
        Ok(())
    }
}

fn host(error: io::Error) -> Refusal {
    let text = error.to_string();
    Refusal::Host(error.downcast::<Error>().unwrap_or(Error::Other(text)))
}
