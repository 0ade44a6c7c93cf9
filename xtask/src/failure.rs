//! Why a task stopped.

use std::fmt;

/// What went wrong and what to do next, in one message for the terminal.
#[derive(Debug)]
pub struct Failure(String);

impl Failure {
    /// A failure with its whole message: what happened, where, and what to run next.
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }

    /// What was being done when the operating system refused.
    pub fn io(doing: &str, error: &std::io::Error) -> Self {
        Self(format!("{doing}: {error}"))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}
