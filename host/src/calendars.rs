//! Calendars: when people work.
pub mod form;
pub mod handlers;
pub mod model;
mod queries;
pub mod service;
pub mod views;
