//! The one limiter in front of everything that checks a secret or sends one.
use elenco_db::{DbError, Instant, TenantScope};

use crate::app::App;
use crate::error::AppError;
use crate::sessions::model::{FORGOTTEN_AFTER, wait_after};
use crate::sessions::queries;

fn wait(until: Option<Instant>, now: Instant) -> Result<(), AppError> {
    match until {
        Some(until) => {
            let retry_after = u64::try_from(until.timestamp() - now.timestamp()).unwrap_or(0).max(1);
            Err(AppError::TooManyTries { retry_after })
        }
        None => Ok(()),
    }
}

/// Refuses who has to wait, and counts nothing.
///
/// # Errors
/// [`AppError::TooManyTries`] with the seconds to wait.
pub(super) async fn check(app: &App, scope: TenantScope, subjects: Vec<String>) -> Result<(), AppError> {
    let now = app.clock.now();
    let locked = app
        .db
        .read(move |conn| {
            let mut locked: Option<Instant> = None;
            for subject in &subjects {
                let (_, until) = queries::failures(conn, &scope, subject)?.unwrap_or_default();
                locked = locked.max(until.filter(|until| *until > now));
            }
            Ok::<_, DbError>(locked)
        })
        .await
        .map_err(AppError::Database)?;
    wait(locked, now)
}

/// Counts a try as failed before it is judged; who succeeds is forgiven. Many guesses at the same moment would
/// otherwise all be judged before the first of them is counted. Who has to wait is refused, and then nothing is counted.
///
/// # Errors
/// [`AppError::TooManyTries`] with the seconds to wait.
pub(super) async fn count(app: &App, scope: TenantScope, subjects: Vec<String>) -> Result<(), AppError> {
    let now = app.clock.now();
    let counted = app
        .db
        .write(move |conn| {
            let mut counts = Vec::new();
            let mut locked: Option<Instant> = None;
            for subject in &subjects {
                queries::forget_stale_failures(
                    conn,
                    &scope,
                    subject,
                    now.plus_seconds(-FORGOTTEN_AFTER),
                    now,
                )?;
                queries::hold_failures(conn, &scope, subject, now)?;
                let (failures, until) = queries::failures(conn, &scope, subject)?.unwrap_or_default();
                locked = locked.max(until.filter(|until| *until > now));
                counts.push((subject, failures.saturating_add(1)));
            }
            if locked.is_some() {
                return Ok(locked);
            }
            for (subject, failures) in counts {
                let wait = wait_after(failures);
                let until = (wait > 0).then(|| now.plus_seconds(wait));
                queries::set_failures(conn, &scope, subject, failures, until)?;
            }
            Ok::<_, DbError>(None)
        })
        .await;
    match counted {
        // So many tries for one name or from one address at once that they could not even be counted.
        Err(DbError::Serialization) => Err(AppError::TooManyTries { retry_after: 1 }),
        other => wait(other.map_err(AppError::Database)?, now),
    }
}
