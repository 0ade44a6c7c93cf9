//! Use cases of changes to many people.
pub(super) mod selection;
pub(super) mod step;
mod sweep;
mod undo;

use std::collections::HashMap;

use elenco_db::{
    BulkChangeId, Conn, DbError, GroupId, JobId, NotificationId, ProjectId, TenantScope, UserId,
};
use serde_json::json;

use super::model::{
    AT_ONCE, Action, Amount, BulkChange, ChangeState, Outcome, Parameters, Selection, Target,
};
use super::queries;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::jobs;
use crate::jobs::model::{JobKind, NewJob};
use crate::notifications;
use crate::notifications::model::{NewNotification, NotificationKind, NotificationState};
use crate::users;
use crate::users::model::UserKind;

pub use selection::Patience;
pub use sweep::{start_sweeping, sweep};
pub use undo::{cancel, undo};

/// The usual urgency of a job.
const PRIORITY: i32 = 100;
/// How often a transaction starts over because somebody else took a name at the same moment.
const TRIES: usize = 5;

/// A change to many, as it is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The project in whose list it is asked for.
    pub project: ProjectId,
    /// Clients or specialists.
    pub kind: UserKind,
    /// What to do.
    pub action: Action,
    /// With what project or group.
    pub target: Option<Target>,
    /// To whom.
    pub selection: Selection,
}

async fn require(cx: &ServiceContext, request: &Request) -> Result<(), AppError> {
    cx.require(request.action.permission())?;
    cx.require(Permission::UsersList)?;
    match request.selection {
        Selection::Others { .. } => cx.require(Permission::ProjectsList),
        Selection::People { .. } => Ok(()),
        // How many match a filter tells as much as the list would.
        Selection::Matching { ref filter } => users::service::judge_filter(cx, request.kind, filter).await,
    }
}

/// How many people a selection holds, counted so far as somebody can wait for it.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn count(cx: &ServiceContext, request: &Request, patience: Patience) -> Result<Amount, AppError> {
    require(cx, request).await?;
    let (scope, request, now) = (cx.scope, request.clone(), cx.app.clock.now());
    let of = (request.project, request.kind);
    cx.app
        .db
        .read(move |conn| selection::count(conn, &scope, of, (&request.selection, now), patience))
        .await
        .map_err(AppError::Database)
}

/// The group of a request by id.
///
/// # Errors
/// [`AppError::NotFound`], for a group of the other kind too.
pub async fn group_target(cx: &ServiceContext, kind: UserKind, id: GroupId) -> Result<Target, AppError> {
    let (group, _) = crate::groups::service::find_group(cx, id).await?;
    if group.kind != kind {
        return Err(AppError::NotFound);
    }
    Ok(Target::Group { id, name: group.name })
}

fn new_change(cx: &ServiceContext, request: &Request) -> BulkChange {
    BulkChange {
        id: BulkChangeId::from_uuid(cx.app.ids.uuid()),
        project: request.project,
        kind: request.kind,
        action: request.action,
        parameters: Parameters { target: request.target.clone(), culture: cx.culture, notification: None },
        selection: request.selection.clone(),
        state: ChangeState::Pending,
        done: 0,
        changed: 0,
        total: None,
        created_by: cx.actor.user(),
        job: None,
        created_at: cx.app.clock.now(),
        finished_at: None,
        outcome: Outcome::default(),
    }
}

/// Whether the whole call is worth another try: somebody else wrote the same at the same moment.
fn again<T>(outcome: &Result<T, AppError>) -> bool {
    matches!(outcome, Err(AppError::Database(DbError::Unique { .. } | DbError::ForeignKey { .. })))
}

/// Does a change: at once when it is about few people, otherwise as a job. Nothing when nobody is meant.
///
/// # Errors
/// [`AppError::Forbidden`]; [`AppError::NotFound`] when the group is gone; the database's.
pub async fn start(cx: &ServiceContext, request: Request) -> Result<Option<BulkChange>, AppError> {
    require(cx, &request).await?;
    let first = first_people(cx, &request).await?;
    match first {
        Some(ids) if ids.is_empty() => Ok(None),
        Some(ids) => do_at_once(cx, request, ids).await.map(Some),
        None => enqueue(cx, request).await.map(Some),
    }
}

/// Everybody who is meant, when that is no more than can be changed at once.
async fn first_people(cx: &ServiceContext, request: &Request) -> Result<Option<Vec<UserId>>, AppError> {
    let (scope, of, selection) = (cx.scope, (request.project, request.kind), request.selection.clone());
    let now = cx.app.clock.now();
    let found = cx.app.db.read(move |conn| {
        let (mut ids, mut anchor) = (Vec::new(), None);
        loop {
            let wanted = AT_ONCE + 1 - ids.len();
            let step = selection::step(conn, &scope, of, (&selection, now), anchor.as_ref(), wanted)?;
            ids.extend(step.ids);
            if ids.len() > AT_ONCE {
                return Ok(None);
            }
            match step.next {
                Some(next) => anchor = Some(next),
                None => return Ok(Some(ids)),
            }
        }
    });
    found.await.map_err(AppError::Database)
}

async fn do_at_once(cx: &ServiceContext, request: Request, ids: Vec<UserId>) -> Result<BulkChange, AppError> {
    let notification = NotificationId::from_uuid(cx.app.ids.uuid());
    let mut tries = 0;
    loop {
        tries += 1;
        let (own, ids, mut change) = (cx.clone(), ids.clone(), new_change(cx, &request));
        // The ids themselves are kept: who matches may be others by the time somebody looks.
        change.selection = Selection::People { ids: ids.clone() };
        change.parameters.notification =
            (ids.len() > 1 && change.created_by.is_some()).then_some(notification);
        let done = cx.app.db.write(move |conn| {
            let mut change = change.clone();
            queries::insert(conn, &own.scope, &change)?;
            step::apply(&own, conn, &mut change, &ids)?;
            let now = own.app.clock.now();
            change.state = ChangeState::Completed;
            change.total = Some(change.done);
            change.finished_at = Some(now);
            queries::keep_progress(conn, &own.scope, &change)?;
            notify(&own, conn, &change)?;
            set_notified(&own, conn, &change, NotificationState::Completed)?;
            Ok(change)
        });
        let done = done.await;
        if again(&done) && tries < TRIES {
            continue;
        }
        if let Ok(change) = &done {
            ring(cx, change);
        }
        return done;
    }
}

fn notify(cx: &ServiceContext, conn: &mut Conn, change: &BulkChange) -> Result<(), DbError> {
    let (Some(id), Some(user)) = (change.parameters.notification, change.created_by) else { return Ok(()) };
    let kind = NotificationKind::BulkChange(change.id);
    let new = NewNotification { id, user, kind, subject: json!({ "action": change.action.as_str() }) };
    notifications::service::notify(conn, &cx.scope, &new, cx.app.clock.now())
}

fn set_notified(
    cx: &ServiceContext,
    conn: &mut Conn,
    change: &BulkChange,
    state: NotificationState,
) -> Result<(), DbError> {
    let Some(id) = change.parameters.notification else { return Ok(()) };
    notifications::service::set_state(conn, &cx.scope, id, state, cx.app.clock.now())
}

fn ring(cx: &ServiceContext, change: &BulkChange) {
    if let (Some(_), Some(user)) = (change.parameters.notification, change.created_by) {
        cx.app.bell.ring(cx.scope.tenant(), user);
    }
}

async fn enqueue(cx: &ServiceContext, request: Request) -> Result<BulkChange, AppError> {
    let mut change = new_change(cx, &request);
    let job = JobId::from_uuid(cx.app.ids.uuid());
    change.job = Some(job);
    change.parameters.notification = change.created_by.map(|_| NotificationId::from_uuid(cx.app.ids.uuid()));
    let (own, row) = (cx.clone(), change.clone());
    cx.app
        .db
        .write(move |conn| {
            queries::insert(conn, &own.scope, &row)?;
            let payload = json!({ "change": row.id, "undo": false });
            let new = NewJob { kind: JobKind::ChangeUsers, payload, priority: PRIORITY };
            jobs::service::enqueue(conn, &own.scope, job, &new, own.app.clock.now())?;
            notify(&own, conn, &row)
        })
        .await
        .map_err(AppError::Database)?;
    cx.app.queue.wake();
    ring(cx, &change);
    Ok(change)
}

/// Changes by id, for lists that tell how far each is.
///
/// # Errors
/// The engine's.
pub fn find_some(
    conn: &mut Conn,
    scope: &TenantScope,
    ids: &[BulkChangeId],
) -> Result<HashMap<BulkChangeId, BulkChange>, DbError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    Ok(queries::find_some(conn, scope, ids)?.into_iter().map(|change| (change.id, change)).collect())
}

/// One change. Whoever may see the list may see what was done to it.
///
/// # Errors
/// [`AppError::NotFound`], for another tenant's changes too.
pub async fn find_change(cx: &ServiceContext, id: BulkChangeId) -> Result<BulkChange, AppError> {
    cx.require(Permission::UsersList)?;
    let scope = cx.scope;
    let found = cx.app.db.read(move |conn| queries::find(conn, &scope, id)).await;
    found.map_err(AppError::Database)?.ok_or(AppError::NotFound)
}

/// The change that a job does.
///
/// # Errors
/// [`AppError::NotFound`], for another tenant's changes too.
pub async fn find_change_of_job(cx: &ServiceContext, job: JobId) -> Result<BulkChange, AppError> {
    cx.require(Permission::UsersList)?;
    let scope = cx.scope;
    let found = cx.app.db.read(move |conn| queries::find_by_job(conn, &scope, job)).await;
    found.map_err(AppError::Database)?.ok_or(AppError::NotFound)
}
