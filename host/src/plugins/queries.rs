//! Queries about plugins.
pub(super) mod canary;
pub(super) mod figures;
pub(super) mod installs;
pub(super) mod key_values;
pub(super) mod publishers;
pub(super) mod removal;
pub(super) mod secrets;
pub(super) mod settings;
pub(super) mod versions;
