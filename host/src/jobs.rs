//! Work that outlives a request: durable rows, taken up by whichever process is there, at most once at a time.
//!
//! A job belongs to one domain, which does the work batch by batch and saves the job's cursor in the same transaction
//! as the batch. A process that dies leaves a lease that runs out; the next one goes on where the cursor stands.
pub mod meter;
pub mod model;
pub mod owner;
pub mod queries;
pub mod runner;
pub mod service;

use std::sync::Arc;

use tokio::sync::Notify;

/// Wakes the runner of this process when there is something to do, so that nobody waits for its next look.
#[derive(Debug, Clone, Default)]
pub struct Queue {
    bell: Arc<Notify>,
}

impl Queue {
    /// Call it after the transaction that enqueued a job, or asked to cancel one.
    pub fn wake(&self) {
        self.bell.notify_one();
    }

    /// Until somebody wakes the runner.
    pub(crate) async fn woken(&self) {
        self.bell.notified().await;
    }
}
