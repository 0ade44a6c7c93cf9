//! Companies that clients belong to, and suppliers of services. Both are one thing with two kinds.
pub mod form;
pub mod handlers;
pub mod model;
mod queries;
pub mod service;
pub mod views;
