//! Time as a parameter: nothing but this file asks the operating system what time it is.
use elenco_db::Instant;

/// Tells the time.
pub trait Clock: Send + Sync + 'static {
    /// The present instant, in UTC, to the microsecond.
    fn now(&self) -> Instant;
}

/// The clock of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
    fn now(&self) -> Instant {
        Instant::from(chrono::DateTime::<chrono::Utc>::from(std::time::SystemTime::now()))
    }
}
