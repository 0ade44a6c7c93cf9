//! Organisations: each has a directory of its own.
pub mod model;
mod queries;
pub mod service;
