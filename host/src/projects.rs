//! Projects: scopes inside a tenant. The one in the header decides what lists show.
mod form;
pub mod handlers;
pub mod model;
mod queries;
pub mod service;
mod views;
