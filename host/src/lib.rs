//! Elenco: a people directory with an admin console, extended by sandboxed WebAssembly plugins.
//! `ARCHITECTURE.md` is the map.
#![recursion_limit = "256"]

pub mod api;
pub mod app;
pub mod assets;
pub mod audit;
pub mod auth;
pub mod cli;
pub mod clock;
pub mod config;
pub mod context;
pub mod demo;
pub mod error;
pub mod exports;
pub mod extensions;
pub mod files;
pub mod fold;
pub mod groups;
pub mod ids;
pub mod imports;
pub mod jobs;
pub mod locale;
pub mod locations;
pub mod notifications;
pub mod paths;
pub mod photos;
pub mod plugins;
pub mod projects;
pub mod roles;
pub mod router;
pub mod sessions;
pub mod tenants;
pub mod tokens;
pub mod ui;
pub mod users;
