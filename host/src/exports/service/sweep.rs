//! Takes away the files that are no longer to be had.
use elenco_db::TenantScope;

use super::{files_error, folder};
use crate::app::App;
use crate::error::AppError;
use crate::exports::queries;

/// Exports that one sweep takes away.
const SWEEP: i64 = 200;
/// How often expired exports are taken away.
const SWEEP_EVERY: std::time::Duration = std::time::Duration::from_secs(3_600);

/// Takes away the files of every tenant that are no longer to be had, some at a time. Answers how many.
///
/// # Errors
/// The database's and the store's.
pub async fn sweep_expired(app: &App) -> Result<usize, AppError> {
    let now = app.clock.now();
    let expired =
        app.db.read(move |conn| queries::expired(conn, now, SWEEP)).await.map_err(AppError::Database)?;
    for (tenant, id) in &expired {
        let (scope, id) = (TenantScope::of(*tenant), *id);
        app.files.delete_folder(&folder(&scope, id)).await.map_err(files_error)?;
        app.db.write(move |conn| queries::forget_file(conn, &scope, id)).await.map_err(AppError::Database)?;
    }
    Ok(expired.len())
}

/// Sweeps now and every hour from now on, until the task is aborted.
pub fn start_sweeping(app: App) -> tokio::task::JoinHandle<()> {
    tokio::spawn(async move {
        let mut hours = tokio::time::interval(SWEEP_EVERY);
        hours.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            hours.tick().await;
            // A full sweep may have left some behind; an error is for the next hour.
            loop {
                match sweep_expired(&app).await {
                    Ok(swept) if swept as i64 == SWEEP => {}
                    Ok(_) => break,
                    Err(error) => {
                        tracing::warn!(%error, "expired exports are not swept for now");
                        break;
                    }
                }
            }
        }
    })
}
