//! What the integration tests and the benchmarks share.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot unwrap is longer, not safer")]

pub mod bench;
pub mod server;
