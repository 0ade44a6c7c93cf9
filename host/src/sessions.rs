//! Sign-ins: beginning, finding, ending.
pub mod handlers;
pub mod job;
pub mod model;
mod queries;
pub mod service;
mod views;
