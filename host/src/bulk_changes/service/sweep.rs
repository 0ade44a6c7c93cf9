//! Forgets what cannot be taken back any more: changes, and people who were deleted.
use crate::app::App;
use crate::bulk_changes::model::UNDO_DAYS;
use crate::bulk_changes::queries;
use crate::error::AppError;
use crate::users;

/// Changes that one sweep forgets in one transaction; each may hold many people.
const SWEEP: i64 = 5;
/// How often it is swept.
const SWEEP_EVERY: std::time::Duration = std::time::Duration::from_secs(3_600);

/// Forgets old changes of every tenant. Answers how many.
///
/// # Errors
/// The database's.
pub async fn sweep(app: &App) -> Result<usize, AppError> {
    let before = app.clock.now().plus_seconds(-UNDO_DAYS * 24 * 3_600);
    let mut total = 0;
    loop {
        let swept = app
            .db
            .write(move |conn| queries::sweep(conn, before, SWEEP))
            .await
            .map_err(AppError::Database)?;
        total += swept;
        if (swept as i64) < SWEEP {
            return Ok(total);
        }
    }
}

/// Sweeps now and every hour from now on, until the task is aborted.
pub fn start_sweeping(app: App) -> tokio::task::JoinHandle<()> {
    tokio::spawn(async move {
        let mut hours = tokio::time::interval(SWEEP_EVERY);
        hours.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            hours.tick().await;
            if let Err(error) = sweep(&app).await {
                tracing::warn!(%error, "old changes are not swept for now");
            }
            if let Err(error) = users::service::sweep_deleted(&app).await {
                tracing::warn!(%error, "deleted people are not swept for now");
            }
        }
    })
}
