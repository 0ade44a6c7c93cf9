//! Sandboxed plugins: load, limit, call. This crate knows WebAssembly and the contract of `sdk/wit`, and no
//! HTTP, SQL or domain.
//!
//! A plugin is a WebAssembly component. [`Runtime::load`] reads its manifest, kinds and imports without running
//! it, compiles it in a limited child process ([`compile_child`]) or takes the artefact from an authenticated
//! cache, and puts it into the registry as [`Slot::Ready`] or [`Slot::Failed`]. [`Plugin::call`] makes a fresh
//! store and instance, so that nothing leaks between calls or tenants; the methods of [`Call`], [`Reader`] and
//! [`Writer`] each run one guest call with a full budget ([`limits`]). All of them block: an asynchronous host
//! calls them where blocking is allowed.

mod answers;
mod artefact;
mod bindings;
mod bytes;
mod cache;
mod call;
mod call_error;
mod compile;
pub mod contract;
mod cpu;
mod engine;
mod error;
mod failures;
mod http_body;
mod in_flight;
mod inspect;
mod json_call;
mod key_value;
pub mod limits;
mod load;
mod load_all;
mod log;
mod manifest;
mod plugin;
mod providers;
mod questions;
mod runtime;
mod scope;
mod state;
mod statistics;
mod stored;
mod stream;
mod wasi;

pub use bytes::{ByteSink, ByteSource};
pub use call::Call;
pub use call_error::CallError;
pub use compile::{COMPILE_COMMAND, compile_child};
pub use error::{LoadFailure, StartError};
pub use failures::{FailedCall, can_replay};
pub use inspect::{Inspection, inspect};
pub use json_call::inputs as in_json;
pub use limits::{CompileLimits, CpuLimits, InFlightLimits, KindLimits, LimitOverrides, Limits, WiderLimit};
pub use log::{LogLevel, LogLine};
pub use manifest::{Capability, Grants, Manifest};
pub use plugin::{Kind, Plugin};
pub use providers::{HttpProvider, HttpRequest, HttpResponse, KeyValueProvider, PluginScope, Usage};
pub use runtime::{LoadRequest, PluginSource, Runtime, RuntimeConfig, Slot};
pub use scope::{CallScope, CancelFlag};
pub use statistics::{Figures, Minute, Statistics, Tally, Times};
pub use stored::{MinuteFigures, StoredFailure};
pub use stream::{Reader, Writer};

/// Plain values about how plugins fare, which a host keeps and shows.
pub mod figures {
    pub use crate::log::LogLevel;
    pub use crate::statistics::{Tally, Times};
}
