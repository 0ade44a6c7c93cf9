//! The tenant's side of plugins: their life, settings, and how they fare.
mod form;
pub mod handlers;
pub mod model;
mod queries;
pub mod service;
mod views;

pub use views::words::problem as problem_text;
