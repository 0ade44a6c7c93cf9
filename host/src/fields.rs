//! Additional fields: the console over the settings of the plugin that keeps their definitions, and the files that stand
//! in them.
pub mod form;
pub mod handlers;
pub mod job;
pub mod model;
mod queries;
pub mod service;
pub mod views;
