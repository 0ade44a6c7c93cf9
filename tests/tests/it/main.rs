//! Tests of the whole: its architecture, and the real server seen from a browser.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests unwrap, and say what they leave out"
)]

mod architecture;
mod browser;
mod exports;
mod host;
mod imports;
mod notifications;
mod sign_in;
mod site;
