//! What the author of an Elenco plugin needs, in Rust.
//!
//! A plugin is a WebAssembly component that exports one or more *kinds*. Each kind has a module here with a trait
//! to implement and a complete example: [`password_policy`], [`field_schema`], [`location_autofill`],
//! [`import_format`], [`export_format`], [`client_lookup`]. Write
//!
//! 1. a type with [`Plugin`] (how it is made from its settings),
//! 2. the trait of its kind,
//! 3. one line, [`export_plugin!`],
//!
//! in a crate with `crate-type = ["cdylib"]`, and beside its `Cargo.toml` a `plugin.toml` that names it:
//!
//! ```toml
//! name = "badge"
//! version = "0.1.0"
//! publisher = "Example Ltd"
//! contract = "0.1"
//! capabilities = []                          # powers to ask for: "clock", "random", "http", "key-value"
//! settings-schema = "settings.schema.json"   # JSON Schema of the settings; leave out when there are none
//! [description]
//! en = "Badge numbers"
//! es = "Números de credencial"
//! pt = "Números de crachá"
//! ```
//!
//! Everything but the exported functions themselves compiles on every target, so plugins are tested with
//! `cargo test`: make one with [`open`] and call its methods. The functions of [`log`], [`settings`], [`clock`],
//! [`random`], [`key_value`] and [`http`] answer inside the host only.
//!
//! A panic ends the call, not the host: the person sees that the plugin failed, its administrator sees the message
//! in the plugin's log.

pub mod client_lookup;
pub mod export_format;
pub mod field_schema;
pub mod files;
pub mod folded_lines;
pub mod http;
pub mod import_format;
pub mod location_autofill;
pub mod named_records;
pub mod password_policy;

#[doc(hidden)]
pub mod bindings;
#[doc(hidden)]
pub mod exporting;
mod language;
mod plugin;
mod values;

pub use bindings::host::elenco::plugin::types::{
    Column, Concept, Entry, Error, InvalidValue, Problem, Rows, Value,
};
pub use bindings::host::elenco::plugin::{clock, key_value, log, random, settings};
pub use language::{Language, Texts};
pub use plugin::{Plugin, open};
pub use values::{cell, number, plain_text};
