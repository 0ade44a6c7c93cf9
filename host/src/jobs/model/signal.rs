//! How a worker is told to stop.
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

pub(super) const GOES_ON: u8 = 0;
pub(super) const CANCELLED: u8 = 1;
pub(super) const LOST: u8 = 2;
pub(super) const STOPPING: u8 = 3;

/// Tells a worker from outside that it is to stop. The first reason counts.
#[derive(Debug, Clone, Default)]
pub struct Signal(Arc<AtomicU8>);

impl Signal {
    fn raise(&self, reason: u8) {
        let _ = self.0.compare_exchange(GOES_ON, reason, Ordering::SeqCst, Ordering::SeqCst);
    }

    /// Somebody asked to cancel the job.
    pub fn cancel(&self) {
        self.raise(CANCELLED);
    }

    /// Another worker has the job.
    pub fn lose(&self) {
        self.raise(LOST);
    }

    /// The server stops.
    pub fn stop(&self) {
        self.raise(STOPPING);
    }

    /// Whether a worker still listens.
    pub fn is_watched(&self) -> bool {
        Arc::strong_count(&self.0) > 1
    }

    pub(super) fn state(&self) -> u8 {
        self.0.load(Ordering::SeqCst)
    }
}
