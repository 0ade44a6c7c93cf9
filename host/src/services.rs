//! Services that clients receive and suppliers render.
pub mod form;
pub mod handlers;
pub mod model;
mod queries;
pub mod service;
pub mod views;
