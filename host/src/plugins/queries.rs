//! Queries about plugins.
pub(super) mod settings;
