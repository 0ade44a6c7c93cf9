//! Integration tokens: a specialist's proof for the API.
pub mod model;
mod queries;
pub mod service;
