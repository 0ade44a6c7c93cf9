//! The database on both engines.
mod counts;
mod directory;
mod errors;
mod opening;
mod schema;
mod search;
mod statements;
mod transactions;
mod values;
