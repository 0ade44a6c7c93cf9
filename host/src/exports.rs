//! People to files: an empty format at once, everything else as a job that writes workbooks in parallel.
pub mod handlers;
pub mod job;
pub mod model;
pub mod queries;
pub mod service;
pub mod views;
