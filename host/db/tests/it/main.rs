//! The database on both engines.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod counts;
mod directory;
mod errors;
mod opening;
mod plans;
mod schema;
mod search;
mod statements;
mod transactions;
mod values;
