//! The tenant's side of plugins: settings and how they fare.
pub mod handlers;
pub mod model;
mod queries;
pub mod service;
mod views;
