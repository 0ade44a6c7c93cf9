//! The invariants of `ARCHITECTURE.md`, checked.
//!
//! Each rule is a function from sources to violations, a test that the tree has none, and a test that a small
//! forbidden snippet is caught. Lists of exceptions may only shrink: an entry that is no longer needed fails.

mod arrows;
mod dependencies;
mod documents;
mod files;
mod layers;
mod licences;
mod references;
mod sources;
mod sql;
mod traces;
