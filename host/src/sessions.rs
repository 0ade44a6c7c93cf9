//! Sign-ins: beginning, finding, ending.
pub mod handlers;
pub mod model;
mod queries;
pub mod service;
mod views;
