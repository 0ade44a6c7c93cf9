//! Work that outlives a request: durable rows, taken up by whichever process is there, at most once at a time.
//!
//! A job belongs to one domain, which does the work batch by batch and saves the job's cursor in the same transaction
//! as the batch. A process that dies leaves a lease that runs out; the next one goes on where the cursor stands.
mod backoff;
pub mod meter;
pub mod model;
pub mod owner;
pub mod queries;
pub mod runner;
pub mod service;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use elenco_db::JobId;
use tokio::sync::Notify;

use model::{Job, JobState, Pause, Progress};

/// Wakes the runner of this process when there is something to do, so that nobody waits for its next look.
#[derive(Debug, Clone, Default)]
pub struct Queue {
    bell: Arc<Notify>,
    /// Jobs of this process that stand still and of which the database cannot be told: it is what is away or full.
    stuck: Arc<Mutex<HashMap<JobId, Pause>>>,
}

impl Queue {
    /// Call it after the transaction that enqueued a job, or asked to cancel one.
    pub fn wake(&self) {
        self.bell.notify_one();
    }

    /// Why a job of this process stands still, when the database could not be told.
    pub fn stuck(&self, job: JobId) -> Option<Pause> {
        self.stuck.lock().unwrap_or_else(PoisonError::into_inner).get(&job).copied()
    }

    /// Notes why a job stands still, or that it does not any more.
    pub(crate) fn set_stuck(&self, job: JobId, pause: Option<Pause>) {
        let mut stuck = self.stuck.lock().unwrap_or_else(PoisonError::into_inner);
        match pause {
            Some(pause) => stuck.insert(job, pause),
            None => stuck.remove(&job),
        };
    }

    /// How far a job is, as it is told: why it stands still only while it does.
    pub fn told(&self, job: Job) -> Progress {
        let waits = job.state == JobState::Queued;
        let pause = self.stuck(job.id).or(job.progress.pause.filter(|_| waits));
        Progress { pause: pause.filter(|_| !job.state.is_over()), ..job.progress }
    }

    /// Until somebody wakes the runner.
    pub(crate) async fn woken(&self) {
        self.bell.notified().await;
    }
}
