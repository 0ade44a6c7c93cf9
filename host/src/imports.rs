//! People from files.
//!
//! An upload is kept, sealed, and a job reads it in two phases. *Read*: the format plugin streams rows out of its
//! sandbox, headers are recognised, rows are staged in numbered pieces; whatever is wrong with the file as a whole ends
//! the import here, before anybody was changed. *Write*: short batches of rows go through the same service function as
//! the form, with counters, failures and the job's cursor in the same transaction, so that a crash loses nothing and
//! doubles nothing.
//!
//! Files may hold passwords. Upload and staged rows are therefore sealed with a key that stands only in the job's row
//! and is forgotten when the job ends; neither the file store nor a backup of it can be read without the database.
pub mod cells;
pub mod dates;
pub mod error_workbook;
pub mod form;
pub mod handlers;
pub mod headers;
pub mod job;
pub mod messages;
pub mod model;
pub mod numbers;
pub mod queries;
pub mod service;
pub mod views;
