//! The tenant's side of plugins: settings and how they fare.
pub mod handlers;
mod queries;
pub mod service;
mod views;
