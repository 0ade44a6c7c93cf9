//! Integration tokens: a specialist's proof for the API.
pub mod form;
pub mod handlers;
pub mod model;
mod queries;
pub mod service;
pub mod views;
