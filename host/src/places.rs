//! What a map asks while somebody looks for a place: suggestions, names of positions, labels.
pub mod handlers;
pub mod model;
pub mod service;
mod views;
