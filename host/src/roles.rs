//! Roles: named sets of permissions, who has them, and what keeps a tenant from locking itself out.
pub mod form;
pub mod handlers;
pub mod model;
mod queries;
pub mod service;
pub mod views;
