//! Groups of clients and of specialists: a tree, with members and the projects in which each group works.
pub mod form;
pub mod handlers;
pub mod model;
mod queries;
pub mod service;
mod views;
