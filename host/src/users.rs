//! People of a tenant: clients and specialists.
pub mod columns;
pub mod field_values;
pub mod form;
pub mod handlers;
pub mod model;
pub mod queries;
mod rows;
pub mod service;
pub mod views;
