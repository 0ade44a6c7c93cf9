//! E-mails to people. What is to be sent is written down in the transaction that causes it, and a durable job sends it:
//! nothing is lost when the mail server is away or this one is killed, and nobody waits for a mail server.
pub mod handlers;
pub mod job;
pub mod model;
mod queries;
pub mod service;
pub mod views;
