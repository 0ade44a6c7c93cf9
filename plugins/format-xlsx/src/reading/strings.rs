//! Shared strings: each text once, cells refer to it by number.

use super::xml::{Event, Xml, append_text, unescape};
use crate::refusal::Refusal;

/// All texts together, and their number; with both at their limit a guest of 256 MiB still has room to work. Counts
/// that the file claims are not looked at.
const MAX_BYTES: usize = 128 << 20;
const MAX_COUNT: usize = 1 << 22;

/// Texts are packed into blocks: with one allocation for each, a million names would take thrice the memory.
const BLOCK: usize = 256 << 10;

/// The shared strings of a workbook.
#[derive(Default)]
pub struct Strings {
    blocks: Vec<String>,
    places: Vec<Place>,
}

/// Where a text stands.
#[derive(Clone, Copy)]
struct Place {
    block: u32,
    start: u32,
    end: u32,
}

impl Strings {
    /// Reads the part with shared strings.
    pub fn read(mut xml: Xml) -> Result<Self, Refusal> {
        let mut strings = Self::default();
        let mut bytes = 0usize;
        let mut text = String::new();
        let (mut in_text, mut phonetic) = (false, false);
        loop {
            let event = xml.next()?;
            match &event {
                Event::Start(element) => match element.local_name().as_ref() {
                    "t" => in_text = !phonetic,
                    // How to pronounce a text is not part of it.
                    "rPh" => phonetic = true,
                    _ => {}
                },
                Event::End(element) => match element.local_name().as_ref() {
                    "t" => in_text = false,
                    "rPh" => phonetic = false,
                    "si" => {
                        bytes += text.len();
                        strings.push(&unescape(std::mem::take(&mut text)));
                    }
                    _ => {}
                },
                Event::Empty(element) if element.local_name().as_ref() == "si" => strings.push(""),
                Event::Eof => return Ok(strings),
                event if in_text => append_text(event, &mut text),
                _ => {}
            }
            if bytes + text.len() > MAX_BYTES || text.len() > BLOCK || strings.places.len() > MAX_COUNT {
                return Err(Refusal::TooMuchText);
            }
        }
    }

    fn push(&mut self, text: &str) {
        let fits = self.blocks.last().is_some_and(|block| block.len() + text.len() <= block.capacity());
        if !fits {
            self.blocks.push(String::with_capacity(BLOCK.max(text.len())));
        }
        let block = self.blocks.len() - 1;
        let into = &mut self.blocks[block];
        let start = into.len();
        into.push_str(text);
        self.places.push(Place { block: block as u32, start: start as u32, end: into.len() as u32 });
    }

    /// A text by its number.
    pub fn get(&self, number: usize) -> Option<&str> {
        let place = self.places.get(number)?;
        self.blocks.get(place.block as usize)?.get(place.start as usize..place.end as usize)
    }
}
