//! Views of a list that somebody keeps: filters, order, columns. And how each reader's list begins.
pub mod handlers;
pub mod model;
mod queries;
pub mod service;
mod views;
