//! People of a tenant: clients and specialists.
pub mod model;
pub mod queries;
pub mod service;
