//! Places that people belong to.
pub mod form;
pub mod handlers;
pub mod model;
mod queries;
pub mod service;
mod views;
