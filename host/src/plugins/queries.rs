//! Queries about plugins.
pub(super) mod key_values;
pub(super) mod settings;
