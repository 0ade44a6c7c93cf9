//! What authors of plugins need: folders to begin with, builds in three languages, test cases, signatures.
//!
//! This crate knows the contract and the SDK of `sdk/`, and nothing of the server: it reads, writes and starts
//! compilers, and never runs a plugin. The command line of the host and `cargo xtask` use it.

pub mod building;
pub mod cases;
pub mod component;
mod contract;
mod error;
pub mod manifest;
pub mod signature;
pub mod templates;
pub mod toolchain;

pub use error::BuildError;
