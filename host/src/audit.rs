//! Who did what: one row for each change, never a secret.
pub mod model;
pub mod queries;
