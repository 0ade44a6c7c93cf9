//! Who did what: one row for each change, never a secret.
pub mod handlers;
pub mod model;
pub mod queries;
pub mod service;
mod views;
