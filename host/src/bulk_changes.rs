//! Changes to many people at once: asked for in a list, carried out in the background when they are many, and taken
//! back for as long as nobody else has touched the people.
mod form;
pub mod handlers;
pub mod job;
pub mod model;
mod queries;
pub mod service;
pub mod views;
