//! Takes away the values of a field that is gone, some people at a time. Where it left off stands in its cursor, and
//! nobody loses anything twice.
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use elenco_db::UserId;
use serde_json::{Value, json};

use super::service::RemovalPayload;
use crate::audit::model::Way;
use crate::context::ServiceContext;
use crate::jobs;
use crate::jobs::meter::Meter;
use crate::jobs::model::{Ending, JobContext, Stop};
use crate::locale::Culture;
use crate::users;

/// People that are looked at in one transaction.
const WINDOW: i64 = 500;

fn after(cursor: &Value) -> Option<UserId> {
    cursor.get("after")?.as_str()?.parse().ok()
}

/// Does the work, or goes on with it.
///
/// # Errors
/// Says why the worker stops before the end.
pub async fn run(job: &JobContext) -> Result<(), Stop> {
    let payload: RemovalPayload = serde_json::from_value(job.job.payload.clone()).map_err(|error| {
        Stop::Failed { code: "job.internal".to_owned(), detail: Value::String(error.to_string()) }
    })?;
    let cx = match payload.by {
        Some(by) => ServiceContext::for_job(&job.app, job.tenant, by, Way::Form, Culture::En).await?,
        None => ServiceContext::for_system(&job.app, job.tenant).await?,
    };
    let mut meter = Meter::new(job.app.clock.now(), job.job.progress.done);
    let (mut at, mut done) = (after(&job.job.cursor), job.job.progress.done);
    loop {
        job.check()?;
        let now = job.app.clock.now();
        let removed = Arc::new(AtomicUsize::new(0));
        let (lease, cx, payload, told) =
            (job.lease.clone(), cx.clone(), payload.clone(), Arc::clone(&removed));
        let progress = meter.progress(now, done, None, "");
        at = job
            .app
            .db
            .write(move |conn| {
                let (count, last) =
                    users::service::remove_values(conn, &cx, payload.kind, &payload.field, at, WINDOW)?;
                told.store(count, Ordering::Relaxed);
                match last {
                    Some(last) => {
                        jobs::service::save_cursor(conn, &lease, &json!({ "after": last }), &progress)?;
                    }
                    None => jobs::service::complete(conn, &lease, now)?,
                }
                Ok::<_, elenco_db::DbError>(last)
            })
            .await?;
        done += removed.load(Ordering::Relaxed) as u64;
        if at.is_none() {
            return Ok(());
        }
    }
}

/// Writes down that the work ends without being completed. What was removed stays removed; the rest is shown nowhere.
///
/// # Errors
/// The database's.
pub async fn end(job: &JobContext, ending: &Ending) -> Result<(), Stop> {
    let (lease, ending, now) = (job.lease.clone(), ending.clone(), job.app.clock.now());
    Ok(job.app.db.write(move |conn| jobs::service::end(conn, &lease, &ending, now)).await?)
}
