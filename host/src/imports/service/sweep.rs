//! Takes away what imports leave in the file store: uploads and staged rows whose clearing a crash prevented, and files
//! of failed rows that nobody has asked for lately.
use elenco_db::{DbError, ImportId, TenantScope};

use crate::app::App;
use crate::error::AppError;
use crate::imports::error_workbook::folder as workbooks;
use crate::imports::job::Payload;
use crate::imports::job::staging::whole_folder;
use crate::imports::model::{ImportState, Leftover};
use crate::imports::queries;
use crate::notifications;
use crate::notifications::model::NotificationState;

/// Imports that one sweep looks at.
const SWEEP: i64 = 200;
/// How often it is done.
const SWEEP_EVERY: std::time::Duration = std::time::Duration::from_secs(3_600);
/// Seconds after the end of an import during which its own job may still be clearing.
const GRACE: i64 = 60;
const SECONDS_A_DAY: i64 = 86_400;
/// Days for which an import waits for somebody to look at it.
const REVIEW_DAYS: i64 = 30;

/// Takes away what one import left. It is noted afterwards, so that a crash in between only has it done again.
pub(in crate::imports) async fn clear(
    app: &App,
    scope: TenantScope,
    id: ImportId,
    what: Leftover,
) -> Result<(), AppError> {
    let folder = match what {
        Leftover::Staging => whole_folder(scope.tenant(), id),
        Leftover::Workbooks => workbooks(scope.tenant(), id),
    };
    app.files.delete_folder(&folder).await.map_err(AppError::Files)?;
    app.db.write(move |conn| queries::note_cleared(conn, &scope, id, what)).await.map_err(AppError::Database)
}

/// Takes away the leftovers of every tenant, some at a time. Answers how many.
///
/// # Errors
/// The database's and the store's.
pub async fn sweep_leftovers(app: &App) -> Result<usize, AppError> {
    let now = app.clock.now();
    let days = i64::from(app.config.limits.export_days);
    let mut swept = 0;
    for (what, before) in [
        (Leftover::Staging, now.plus_seconds(-GRACE)),
        (Leftover::Workbooks, now.plus_seconds(-days * SECONDS_A_DAY)),
    ] {
        let found = app.db.read(move |conn| queries::list_leftovers(conn, what, before, SWEEP)).await;
        for (tenant, id) in found.map_err(AppError::Database)? {
            clear(app, TenantScope::of(tenant), id, what).await?;
            swept += 1;
        }
    }
    swept += throw_away_forgotten(app).await?;
    Ok(swept)
}

/// Imports for which nobody has come are thrown away; they hold what may be passwords.
async fn throw_away_forgotten(app: &App) -> Result<usize, AppError> {
    let now = app.clock.now();
    let before = now.plus_seconds(-REVIEW_DAYS * SECONDS_A_DAY);
    let found = app.db.read(move |conn| queries::list_waiting(conn, before)).await;
    let found: Vec<_> = found.map_err(|error: DbError| AppError::Database(error))?;
    let count = found.len();
    for (tenant, id) in found {
        let scope = TenantScope::of(tenant);
        app.db
            .write(move |conn| {
                let waiting = queries::waiting(conn, &scope, id)?;
                queries::finish(conn, &scope, id, ImportState::Cancelled, None, now)?;
                queries::stop_waiting(conn, &scope, id)?;
                let told = waiting.and_then(|payload| serde_json::from_value::<Payload>(payload).ok());
                match told {
                    Some(told) => {
                        let failed = NotificationState::Failed;
                        notifications::service::set_state(conn, &scope, told.notification, failed, now)
                    }
                    None => Ok(()),
                }
            })
            .await
            .map_err(AppError::Database)?;
        clear(app, scope, id, Leftover::Staging).await?;
    }
    Ok(count)
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
                match sweep_leftovers(&app).await {
                    Ok(swept) if swept as i64 >= SWEEP => {}
                    Ok(_) => break,
                    Err(error) => {
                        tracing::warn!(%error, "leftovers of imports are not swept for now");
                        break;
                    }
                }
            }
        }
    })
}
