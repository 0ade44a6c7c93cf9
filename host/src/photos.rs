//! Photos of people.
pub mod handlers;
pub mod service;
