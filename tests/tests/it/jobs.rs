//! Jobs: whose turn it is, what happens when the world around them fails, and what programs see of them.
mod pauses;
mod programs;
mod turns;

use std::time::{Duration, Instant};

use elenco::jobs::model::{Job, Progress};
use elenco_db::{DbError, JobId};

use crate::host::Host;
use crate::site::PATIENCE;

/// A job as it stands, and how far it is told to be; nothing while the database is away.
async fn look(host: &Host, id: JobId) -> Option<(Job, Progress)> {
    let scope = host.scope();
    let found = host.app.db.read(move |conn| elenco::jobs::service::find(conn, &scope, id)).await;
    let job = found.map_err(|error: DbError| error).ok()??;
    let told = host.app.queue.told(job.clone());
    Some((job, told))
}

/// Looks again and again until something holds.
#[allow(clippy::disallowed_methods, reason = "the pause between two looks; the deadline decides")]
async fn until<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = look().await {
            return found;
        }
        assert!(start.elapsed() < PATIENCE, "{what} does not happen");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}
