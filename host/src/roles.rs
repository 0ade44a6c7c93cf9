//! Roles: named sets of permissions.
mod queries;
pub mod service;
