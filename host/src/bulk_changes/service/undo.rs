//! Taking a change back, and stopping one.
use elenco_db::{BulkChangeId, DbError, JobId};
use serde_json::json;

use super::{PRIORITY, TRIES, again, find_change, ring, set_notified, step};
use crate::bulk_changes::model::{AT_ONCE, BulkChange, ChangeState, Undo};
use crate::bulk_changes::queries;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::jobs;
use crate::jobs::model::{JobKind, NewJob};
use crate::notifications::model::NotificationState;

/// Takes a change back, at once or as a job: whoever has not been touched since is as before, the others are listed.
///
/// # Errors
/// [`AppError::Forbidden`] without the permission of the opposite; [`AppError::Conflict`] when the change is under way,
/// taken back already, or too old.
pub async fn undo(cx: &ServiceContext, id: BulkChangeId) -> Result<BulkChange, AppError> {
    let change = find_change(cx, id).await?;
    cx.require(change.action.undo_permission())?;
    if !change.can_be_undone(cx.app.clock.now()) {
        return Err(AppError::Conflict);
    }
    if usize::try_from(change.changed).unwrap_or(usize::MAX) > AT_ONCE {
        return enqueue_undo(cx, change).await;
    }
    let mut tries = 0;
    loop {
        tries += 1;
        let (own, row) = (cx.clone(), change.clone());
        let undone = cx.app.db.write(move |conn| {
            if !queries::begin_undo(conn, &own.scope, id, None)? {
                return Err(AppError::Conflict);
            }
            let mut row = row.clone();
            let people = queries::people_after(conn, &own.scope, id, None, AT_ONCE as i64)?;
            let (restored, conflicts) = step::take_back(&own, conn, &row, &people)?;
            let mut undo = Undo::default();
            undo.add(restored, conflicts);
            row.outcome.undo = Some(undo);
            row.state = ChangeState::Undone;
            queries::keep_progress(conn, &own.scope, &row)?;
            set_notified(&own, conn, &row, NotificationState::Pending)?;
            set_notified(&own, conn, &row, NotificationState::Completed)?;
            Ok(row)
        });
        let undone = undone.await;
        if again(&undone) && tries < TRIES {
            continue;
        }
        if let Ok(change) = &undone {
            ring(cx, change);
        }
        return undone;
    }
}

async fn enqueue_undo(cx: &ServiceContext, mut change: BulkChange) -> Result<BulkChange, AppError> {
    let job = JobId::from_uuid(cx.app.ids.uuid());
    let (own, row) = (cx.clone(), change.clone());
    cx.app
        .db
        .write(move |conn| {
            if !queries::begin_undo(conn, &own.scope, row.id, Some(job))? {
                return Err(AppError::Conflict);
            }
            let payload = json!({ "change": row.id, "undo": true, "by": own.actor.user() });
            let new = NewJob { kind: JobKind::ChangeUsers, payload, priority: PRIORITY };
            jobs::service::enqueue(conn, &own.scope, job, &new, own.app.clock.now())?;
            set_notified(&own, conn, &row, NotificationState::Pending)?;
            Ok(())
        })
        .await?;
    cx.app.queue.wake();
    ring(cx, &change);
    change.state = ChangeState::Undoing;
    change.job = Some(job);
    Ok(change)
}

/// Stops a change, or taking it back; whom it has reached stays as one is now. One that is over stays over.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn cancel(cx: &ServiceContext, id: BulkChangeId) -> Result<(), AppError> {
    let change = find_change(cx, id).await?;
    if cx.actor.user() != change.created_by {
        cx.require(change.action.permission())?;
    }
    let Some(job) = change.job.filter(|_| change.state.is_under_way()) else { return Ok(()) };
    let (own, row) = (cx.clone(), change.clone());
    cx.app
        .db
        .write(move |conn| {
            let now = own.app.clock.now();
            if jobs::service::cancel(conn, &own.scope, job, now)? == jobs::service::Cancelled::Ended {
                let mut row = row.clone();
                crate::bulk_changes::job::ended(&mut row, None, now);
                queries::keep_progress(conn, &own.scope, &row)?;
                set_notified(&own, conn, &row, crate::bulk_changes::job::notified(&row))?;
            }
            Ok::<_, DbError>(())
        })
        .await
        .map_err(AppError::Database)?;
    cx.app.queue.wake();
    ring(cx, &change);
    Ok(())
}
