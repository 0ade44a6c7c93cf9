//! The square with a person's initials, an icon or a photo.
use maud::{Markup, Render, html};

use super::icon::{icon, icon_large};

/// A square that stands for a person or a thing. Decoration: the name is always written beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tile {
    face: Face,
    large: bool,
    level: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Face {
    Initials { letters: String, hue: u8 },
    Photo { address: String },
    Icon { name: &'static str },
}

impl Tile {
    /// A person's initials on a hue from [`hue_of`], so that the same person always has the same colour.
    pub fn initials(name: &str, hue: u8) -> Self {
        Self { face: Face::Initials { letters: initials(name), hue }, large: false, level: 0 }
    }

    /// A photo.
    pub fn photo(address: impl Into<String>) -> Self {
        Self { face: Face::Photo { address: address.into() }, large: false, level: 0 }
    }

    /// An icon, for things and for people that do not exist yet.
    pub fn icon(name: &'static str) -> Self {
        Self { face: Face::Icon { name }, large: false, level: 0 }
    }

    /// 60 px instead of 36: the head of a detail.
    pub fn large(mut self) -> Self {
        self.large = true;
        self
    }

    /// Of a line that stands so many levels below another: the line moves in. More than seven look like seven.
    pub fn at_level(mut self, level: usize) -> Self {
        self.level = level.min(7);
        self
    }

    fn level(&self) -> Option<String> {
        (self.level > 0).then(|| format!("level-{}", self.level))
    }
}

impl Render for Tile {
    fn render(&self) -> Markup {
        match &self.face {
            Face::Initials { letters, hue } => html! {
                span.tile.{ "hue-" (hue) }.tile-l[self.large] aria-hidden="true" { (letters) }
            },
            Face::Photo { address } => html! {
                span.tile.tile-photo.tile-l[self.large] aria-hidden="true" {
                    // Lists load dozens of them: what is shown small comes small.
                    img src={ (address) @if !self.large { "?size=small" } } alt="" loading="lazy" decoding="async";
                }
            },
            Face::Icon { name } => html! {
                span.tile.tile-none.tile-l[self.large].(self.level().unwrap_or_default()) aria-hidden="true" {
                    @if self.large { (icon_large(name)) } @else { (icon(name)) }
                }
            },
        }
    }
}

/// One of the eight hues, 1 to 8, from an identifier's bytes. Every byte counts, because the first ones of a UUIDv7
/// are its time.
pub fn hue_of(id: &[u8]) -> u8 {
    let sum = id.iter().fold(0_u8, |sum, byte| sum.wrapping_mul(31).wrapping_add(*byte));
    (sum ^ (sum >> 4)) % 8 + 1
}

/// The first letters of the first two words, in capitals; `?` of an empty name.
pub fn initials(name: &str) -> String {
    let letters: String = name
        .split_whitespace()
        .filter_map(|word| word.chars().find(|letter| letter.is_alphanumeric()))
        .take(2)
        .flat_map(char::to_uppercase)
        .collect();
    if letters.is_empty() { "?".to_owned() } else { letters }
}
