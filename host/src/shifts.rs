//! Shifts: from when to when a specialist works, and by which calendar.
pub mod form;
pub mod model;
mod queries;
pub mod service;
pub mod views;
