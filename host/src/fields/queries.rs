//! Queries about additional fields.
pub(super) mod files;
