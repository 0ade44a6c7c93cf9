//! Values of columns that mean the same on both engines.
mod day;
mod instant;
mod json;

pub use day::Day;
pub use instant::Instant;
pub use json::Json;
