//! Plugins that misbehave, each in its own way, and what becomes of them: an error of their own, and everyone else
//! goes on.
#![allow(clippy::expect_used, reason = "a test that cannot unwrap is longer, not safer")]

#[path = "sandbox/fixtures.rs"]
mod fixtures;
#[path = "sandbox/harness.rs"]
mod harness;

#[path = "sandbox/calls.rs"]
mod calls;
#[path = "sandbox/compiling.rs"]
mod compiling;
#[path = "sandbox/contract.rs"]
mod contract;
#[path = "sandbox/cpu.rs"]
mod cpu;
#[path = "sandbox/figures.rs"]
mod figures;
#[path = "sandbox/grants.rs"]
mod grants;
#[path = "sandbox/json.rs"]
mod json;
#[path = "sandbox/loading.rs"]
mod loading;
#[path = "sandbox/manifests.rs"]
mod manifests;
#[path = "sandbox/powers.rs"]
mod powers;
#[path = "sandbox/streams.rs"]
mod streams;
