//! Puts jobs back into the queue that stand still or whose server stops.
use elenco_db::{DbError, Instant};
use tokio::time::interval;

use super::{IDLE, Runner};
use crate::jobs::model::{JobContext, Pause};
use crate::jobs::{backoff, queries};

impl Runner {
    /// Puts the job back into the queue; with a reason, for some time later.
    pub(super) async fn give_back(&self, cx: &JobContext, reason: Option<(Pause, String)>, forgive: bool) {
        let mut again = interval(IDLE);
        loop {
            again.tick().await;
            let (lease, now, why) = (cx.lease.clone(), self.app.clock.now(), reason.clone());
            let ids = self.app.ids.clone();
            let released = self
                .app
                .db
                .write(move |conn| {
                    let Some(job) = queries::find(conn, &lease.scope(), lease.job)? else {
                        return Err(DbError::NotFound);
                    };
                    let mut progress = job.progress;
                    let mut run_at = now;
                    if let Some((pause, _)) = &why {
                        progress.delays = progress.delays.saturating_add(1);
                        progress.pause = Some(*pause);
                        let wait = backoff::wait(&ids, pause.longest_wait(), progress.delays);
                        run_at = Instant::from_micros(now.timestamp_micros() + wait * 1000).unwrap_or(now);
                    }
                    let said = why.as_ref().map(|(_, detail)| detail.as_str());
                    queries::release(conn, &lease, run_at, forgive, &progress, said)
                })
                .await;
            let told = !matches!(released, Err(DbError::Unavailable(_) | DbError::Full(_)));
            self.app.queue.set_stuck(cx.job.id, reason.as_ref().filter(|_| !told).map(|(pause, _)| *pause));
            match released {
                Ok(()) => {
                    tracing::info!(job = %cx.job.id, ?reason, "job given back");
                    return;
                }
                Err(DbError::NotFound) => return,
                // The database is away. The lease runs out by itself; until then this goes on trying.
                Err(error) => tracing::warn!(job = %cx.job.id, ?error, "job cannot be given back yet"),
            }
            if cx.cancelled() {
                self.app.queue.set_stuck(cx.job.id, None);
                return;
            }
        }
    }
}
