//! The work of a change to many: batch by batch, each with the job's cursor in one transaction, so that a worker that
//! takes the job up again neither leaves anybody out nor changes anybody twice.
use elenco_db::{DbError, Instant, UserId};
use serde::{Deserialize, Serialize};

use super::model::{BulkChange, ChangeState, Selection, Undo};
use super::queries;
use super::service::{Patience, selection, step};
use crate::audit::model::Way;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::jobs;
use crate::jobs::meter::Meter;
use crate::jobs::model::{Ending, JobContext, Stop};
use crate::notifications;
use crate::notifications::model::NotificationState;
use crate::users::model::PageAnchor;

/// People of one transaction: few enough that nobody who saves meanwhile has to wait.
const BATCH: usize = 100;
/// How often in a row a batch is repeated because somebody else wrote the same at the same moment.
const TRIES: u32 = 8;

/// Where the work has come to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Cursor {
    /// How many there are, counted once at the beginning.
    total: Option<u64>,
    /// Where the walk over the selection goes on.
    anchor: Option<PageAnchor>,
    /// The last one who was taken back.
    after: Option<UserId>,
    /// How many were taken back.
    undone: u64,
}

fn is_undo(job: &JobContext) -> bool {
    job.job.payload.get("undo").and_then(serde_json::Value::as_bool).unwrap_or(false)
}

async fn find(job: &JobContext) -> Result<Option<BulkChange>, Stop> {
    let id = job.job.payload.get("change").and_then(|id| id.as_str()).and_then(|id| id.parse().ok());
    let Some(id) = id else { return Ok(None) };
    let scope = job.scope();
    Ok(job.app.db.read(move |conn| queries::find(conn, &scope, id)).await?)
}

/// Does the work, or goes on with it.
///
/// # Errors
/// Says why the worker stops before the end.
pub async fn run(job: &JobContext) -> Result<(), Stop> {
    let Some(change) = find(job).await?.filter(|change| change.state.is_under_way()) else {
        // The project is gone and its changes with it, or the work was finished already.
        let (lease, now) = (job.lease.clone(), job.app.clock.now());
        return Ok(job.app.db.write(move |conn| jobs::service::complete(conn, &lease, now)).await?);
    };
    let by: Option<UserId> =
        job.job.payload.get("by").and_then(|id| id.as_str()).and_then(|id| id.parse().ok());
    let Some(by) = by.or(change.created_by) else {
        return Err(Stop::Failed { code: "job.internal".to_owned(), detail: "nobody asked".into() });
    };
    let culture = change.parameters.culture;
    let cx = ServiceContext::for_job(&job.app, job.tenant, by, Way::Form, culture).await?;
    let cx = cx.in_project(change.project);
    let cursor: Cursor = serde_json::from_value(job.job.cursor.clone()).unwrap_or_default();
    if is_undo(job) {
        undo(job, &cx, change, cursor).await
    } else {
        carry_out(job, &cx, change, cursor).await
    }
}

/// Counts everybody who is meant, so that it can be told how much longer it will take.
async fn count(job: &JobContext, change: &BulkChange) -> Result<Option<u64>, Stop> {
    if let Selection::People { ids } = &change.selection {
        return Ok(Some(ids.len() as u64));
    }
    let (scope, of, selection) = (job.scope(), (change.project, change.kind), change.selection.clone());
    let now = change.created_at;
    let counted =
        job.app.db.read(move |conn| selection::count(conn, &scope, of, (&selection, now), Patience::End));
    let amount = counted.await?;
    Ok(Some(amount.number()))
}

/// What one transaction came to.
type Batch = (BulkChange, Cursor, bool);

async fn carry_out(
    job: &JobContext,
    cx: &ServiceContext,
    mut change: BulkChange,
    mut cursor: Cursor,
) -> Result<(), Stop> {
    if cursor.total.is_none() {
        cursor.total = count(job, &change).await?;
        change.total = cursor.total.and_then(|total| i64::try_from(total).ok());
    }
    let mut tries = 0;
    let mut meter = Meter::new(job.app.clock.now(), done(&change));
    loop {
        job.check()?;
        let (own, row, at) = (cx.clone(), change.clone(), cursor.clone());
        let (lease, measured) = (job.lease.clone(), meter.clone());
        let batch = job.app.db.write(move |conn| {
            let (mut row, mut at) = (row.clone(), at.clone());
            let of = (row.project, row.kind);
            let found = selection::step(
                conn,
                &own.scope,
                of,
                (&row.selection, row.created_at),
                at.anchor.as_ref(),
                BATCH,
            )?;
            row.state = ChangeState::Running;
            step::apply(&own, conn, &mut row, &found.ids)?;
            let is_last = found.next.is_none();
            at.anchor = found.next;
            let now = own.app.clock.now();
            let progress = measured.clone().progress(now, done(&row), at.total, "change");
            keep_cursor(conn, &lease, &at, &progress)?;
            if is_last {
                row.state = ChangeState::Completed;
                row.finished_at = Some(now);
                row.total = Some(row.done);
            }
            queries::keep_progress(conn, &own.scope, &row)?;
            if is_last {
                finish(&own, conn, &row, &lease, now)?;
            }
            Ok::<Batch, AppError>((row, at, is_last))
        });
        let is_last;
        (change, cursor, is_last) = again(batch.await, &mut tries)?.unwrap_or((change, cursor, false));
        meter.progress(job.app.clock.now(), done(&change), cursor.total, "change");
        ring(job, &change);
        if is_last {
            return Ok(());
        }
    }
}

fn done(change: &BulkChange) -> u64 {
    u64::try_from(change.done).unwrap_or(0)
}

/// Fenced: when the job is somebody else's now, that is told apart from a group that is gone.
fn keep_cursor(
    conn: &mut elenco_db::Conn,
    lease: &jobs::model::Lease,
    cursor: &Cursor,
    progress: &jobs::model::Progress,
) -> Result<(), AppError> {
    let document = serde_json::to_value(cursor).unwrap_or_default();
    jobs::service::save_cursor(conn, lease, &document, progress).map_err(AppError::Database)
}

/// Nothing when somebody else wrote the same at the same moment, so that the batch is to be repeated; not for ever.
fn again(batch: Result<Batch, AppError>, tries: &mut u32) -> Result<Option<Batch>, Stop> {
    match batch {
        Ok(batch) => {
            *tries = 0;
            Ok(Some(batch))
        }
        Err(AppError::Database(DbError::Unique { .. })) if *tries < TRIES => {
            *tries += 1;
            Ok(None)
        }
        Err(AppError::NotFound) => {
            Err(Stop::Failed { code: "bulk.target-gone".to_owned(), detail: serde_json::Value::Null })
        }
        Err(error) => Err(Stop::from(error)),
    }
}

async fn undo(
    job: &JobContext,
    cx: &ServiceContext,
    mut change: BulkChange,
    mut cursor: Cursor,
) -> Result<(), Stop> {
    cx.require(change.action.undo_permission())?;
    let total = u64::try_from(change.changed).ok();
    if cursor.after.is_none() {
        change.outcome.undo = Some(Undo::default());
    }
    let mut tries = 0;
    let mut meter = Meter::new(job.app.clock.now(), cursor.undone);
    loop {
        job.check()?;
        let (own, row, at) = (cx.clone(), change.clone(), cursor.clone());
        let (lease, measured) = (job.lease.clone(), meter.clone());
        let batch = job.app.db.write(move |conn| {
            let (mut row, mut at) = (row.clone(), at.clone());
            let people = queries::people_after(conn, &own.scope, row.id, at.after, BATCH as i64)?;
            let (restored, conflicts) = step::take_back(&own, conn, &row, &people)?;
            row.outcome.undo.get_or_insert_default().add(restored, conflicts);
            let is_last = people.len() < BATCH;
            at.after = people.last().map(|(id, _)| *id).or(at.after);
            at.undone += people.len() as u64;
            let now = own.app.clock.now();
            let progress = measured.clone().progress(now, at.undone, total, "undo");
            keep_cursor(conn, &lease, &at, &progress)?;
            if is_last {
                row.state = ChangeState::Undone;
            }
            queries::keep_progress(conn, &own.scope, &row)?;
            if is_last {
                finish(&own, conn, &row, &lease, now)?;
            }
            Ok::<Batch, AppError>((row, at, is_last))
        });
        let is_last;
        (change, cursor, is_last) = again(batch.await, &mut tries)?.unwrap_or((change, cursor, false));
        meter.progress(job.app.clock.now(), cursor.undone, total, "undo");
        ring(job, &change);
        if is_last {
            return Ok(());
        }
    }
}

fn finish(
    cx: &ServiceContext,
    conn: &mut elenco_db::Conn,
    change: &BulkChange,
    lease: &jobs::model::Lease,
    now: Instant,
) -> Result<(), AppError> {
    if let Some(id) = change.parameters.notification {
        notifications::service::set_state(conn, &cx.scope, id, NotificationState::Completed, now)?;
    }
    jobs::service::complete(conn, lease, now).map_err(AppError::Database)
}

fn ring(job: &JobContext, change: &BulkChange) {
    if let Some(user) = change.created_by {
        job.app.bell.ring(job.tenant, user);
    }
}

/// What a change is after its job was stopped. Taking back that was stopped can be asked for again, and goes on.
pub(super) fn ended(change: &mut BulkChange, error: Option<&str>, now: Instant) {
    if change.state == ChangeState::Undoing {
        change.state = ChangeState::Completed;
        return;
    }
    change.state = if error.is_some() { ChangeState::Failed } else { ChangeState::Cancelled };
    change.outcome.error = error.map(str::to_owned);
    change.finished_at = Some(now);
}

/// What the bell says then.
pub(super) fn notified(change: &BulkChange) -> NotificationState {
    if change.state == ChangeState::Completed {
        NotificationState::Completed
    } else {
        NotificationState::Failed
    }
}

/// Writes down that a change did not come to its end. Doing it twice changes nothing.
///
/// # Errors
/// The database's.
pub async fn end(job: &JobContext, ending: &Ending) -> Result<(), Stop> {
    let change = find(job).await?;
    let (scope, lease, now, ending) = (job.scope(), job.lease.clone(), job.app.clock.now(), ending.clone());
    let row = change.clone();
    job.app
        .db
        .write(move |conn| {
            if let Some(mut change) = row.clone().filter(|change| change.state.is_under_way()) {
                let error = match &ending {
                    Ending::Cancelled => None,
                    Ending::Failed { code, .. } => Some(code.as_str()),
                };
                ended(&mut change, error, now);
                queries::keep_progress(conn, &scope, &change)?;
                if let Some(id) = change.parameters.notification {
                    notifications::service::set_state(conn, &scope, id, notified(&change), now)?;
                }
            }
            jobs::service::end(conn, &lease, &ending, now)
        })
        .await?;
    if let Some(change) = change {
        ring(job, &change);
    }
    Ok(())
}
