//! Tests of the whole: its architecture, and the real server seen from a browser.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests unwrap, and say what they leave out"
)]

mod access;
mod address_service;
mod architecture;
mod authoring;
mod browser;
mod bulk_changes;
mod calendars;
mod callers;
mod companies;
mod details;
mod exports;
mod features;
mod feedback;
mod fields;
mod file_formats;
mod groups;
mod guest_languages;
mod history;
mod host;
mod hostile_files;
mod imports;
mod jobs;
mod key_values;
mod kills;
mod lists;
mod locations;
mod mail;
mod notifications;
mod passwords;
mod plugins;
mod positions;
mod projects;
mod real_sheets;
mod roles;
mod saved_views;
mod settings;
mod shifts;
mod sign_in;
mod site;
mod tokens;
