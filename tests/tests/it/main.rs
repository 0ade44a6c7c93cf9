//! Tests of the whole: its architecture, and the real server seen from a browser.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot unwrap is longer, not safer")]

mod architecture;
