//! One batch of a change, and one batch of taking it back, each inside a transaction of the caller's.
use std::collections::HashMap;

use elenco_db::{Conn, GroupId, Instant, ProjectId, UserId};

use crate::bulk_changes::model::{Action, Before, BulkChange, Conflict, Reason, Target};
use crate::bulk_changes::queries;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::groups;
use crate::projects;
use crate::users::model::{RestoreConflict, Restored, User};
use crate::users::service as users;
use crate::users::service::many;

fn project_of(change: &BulkChange) -> Result<(ProjectId, &str), AppError> {
    match &change.parameters.target {
        Some(Target::Project { id, name }) => Ok((*id, name)),
        _ => Err(AppError::Internal("a change names no project".to_owned())),
    }
}

fn group_of(change: &BulkChange) -> Result<GroupId, AppError> {
    match &change.parameters.target {
        Some(Target::Group { id, .. }) => Ok(*id),
        _ => Err(AppError::Internal("a change names no group".to_owned())),
    }
}

fn names_of(
    cx: &ServiceContext,
    conn: &mut Conn,
    change: &BulkChange,
    ids: &[UserId],
) -> Result<HashMap<UserId, User>, AppError> {
    let people = many::held(cx, conn, change.kind, ids)?;
    Ok(people.into_iter().map(|user| (user.id, user)).collect())
}

fn before(people: &HashMap<UserId, User>, id: UserId) -> Before {
    let name = people.get(&id).map(User::full_name).unwrap_or_default();
    Before { name, version: None, since: None }
}

/// Changes some people, notes what stood there before, and counts. Whoever was changed by this change already stays as
/// one is, so that a batch that is repeated changes nothing.
pub(in crate::bulk_changes) fn apply(
    cx: &ServiceContext,
    conn: &mut Conn,
    change: &mut BulkChange,
    ids: &[UserId],
) -> Result<(), AppError> {
    let touched = queries::touched_among(conn, &cx.scope, change.id, ids)?;
    let new: Vec<UserId> = ids.iter().copied().filter(|id| !touched.contains(id)).collect();
    let ids = new.as_slice();
    let now = cx.app.clock.now();
    let mut changed: Vec<(UserId, Before)> = Vec::new();
    match change.action {
        Action::Activate | Action::Deactivate => {
            let people = names_of(cx, conn, change, ids)?;
            let active = change.action == Action::Activate;
            for (id, version) in many::set_active(cx, conn, change.kind, ids, active)? {
                changed.push((id, Before { version: Some(version), ..before(&people, id) }));
            }
        }
        Action::Associate => {
            let people = names_of(cx, conn, change, ids)?;
            let since: Vec<(UserId, Instant)> = ids.iter().map(|id| (*id, now)).collect();
            let project = project_of(change)?;
            for id in many::associate_with_project(cx, conn, change.kind, project, &since)? {
                changed.push((id, Before { since: Some(now), ..before(&people, id) }));
            }
        }
        Action::Disassociate => {
            let people = names_of(cx, conn, change, ids)?;
            let project = project_of(change)?;
            for (id, at) in many::dissociate_from_project(cx, conn, change.kind, project, ids)? {
                changed.push((id, Before { since: Some(at), ..before(&people, id) }));
            }
        }
        Action::AddToGroup => {
            let people = names_of(cx, conn, change, ids)?;
            for id in groups::service::add_some(cx, conn, group_of(change)?, ids)? {
                changed.push((id, before(&people, id)));
            }
        }
        Action::Delete => {
            for (id, name) in users::delete_some(cx, conn, change.kind, ids, Some(change.id))? {
                changed.push((id, Before { name, version: None, since: None }));
            }
        }
    }
    let spares_oneself = matches!(change.action, Action::Deactivate | Action::Delete);
    change.outcome.oneself |= spares_oneself && cx.actor.user().is_some_and(|own| ids.contains(&own));
    change.done += ids.len() as i64;
    change.changed += changed.len() as i64;
    queries::add_people(conn, &cx.scope, change.id, &changed)?;
    Ok(())
}

/// People who are as before now, and those who are not.
type TakenBack = (i64, Vec<Conflict>);

/// Puts some people back as they were, so far as nobody has touched them since.
pub(in crate::bulk_changes) fn take_back(
    cx: &ServiceContext,
    conn: &mut Conn,
    change: &BulkChange,
    people: &[(UserId, Before)],
) -> Result<TakenBack, AppError> {
    match change.action {
        Action::Activate | Action::Deactivate => switch_back(cx, conn, change, people),
        Action::Associate => leave_again(cx, conn, change, people),
        Action::Disassociate => join_again(cx, conn, change, people),
        Action::AddToGroup => {
            let ids: Vec<UserId> = people.iter().map(|(id, _)| *id).collect();
            groups::service::remove_some(cx, conn, group_of(change)?, &ids)?;
            // Whoever had left the group by oneself is as before, too.
            Ok((people.len() as i64, Vec::new()))
        }
        Action::Delete => restore(cx, conn, change, people),
    }
}

fn conflict((id, before): &(UserId, Before), reason: Reason) -> Conflict {
    Conflict { id: *id, name: before.name.clone(), reason }
}

fn switch_back(
    cx: &ServiceContext,
    conn: &mut Conn,
    change: &BulkChange,
    people: &[(UserId, Before)],
) -> Result<TakenBack, AppError> {
    let ids: Vec<UserId> = people.iter().map(|(id, _)| *id).collect();
    let present = names_of(cx, conn, change, &ids)?;
    let was_active = change.action == Action::Deactivate;
    let (mut back, mut conflicts, mut restored) = (Vec::new(), Vec::new(), 0);
    for person in people {
        match present.get(&person.0) {
            None => conflicts.push(conflict(person, Reason::Gone)),
            Some(user) if user.active == was_active => restored += 1,
            Some(user) if Some(user.version) == person.1.version => back.push(user.id),
            Some(_) => conflicts.push(conflict(person, Reason::Touched)),
        }
    }
    let switched = many::set_active(cx, conn, change.kind, &back, was_active)?;
    Ok((restored + switched.len() as i64, conflicts))
}

fn leave_again(
    cx: &ServiceContext,
    conn: &mut Conn,
    change: &BulkChange,
    people: &[(UserId, Before)],
) -> Result<TakenBack, AppError> {
    let project = project_of(change)?;
    let ids: Vec<UserId> = people.iter().map(|(id, _)| *id).collect();
    let members: HashMap<UserId, Instant> =
        many::member_since(cx, conn, project.0, &ids)?.into_iter().collect();
    let (mut back, mut conflicts, mut restored) = (Vec::new(), Vec::new(), 0);
    for person in people {
        match members.get(&person.0) {
            None => restored += 1,
            Some(at) if Some(*at) == person.1.since => back.push(person.0),
            // Somebody took the person out and in again: that is somebody else's wish now.
            Some(_) => conflicts.push(conflict(person, Reason::Touched)),
        }
    }
    let left = many::dissociate_from_project(cx, conn, change.kind, project, &back)?;
    Ok((restored + left.len() as i64, conflicts))
}

fn join_again(
    cx: &ServiceContext,
    conn: &mut Conn,
    change: &BulkChange,
    people: &[(UserId, Before)],
) -> Result<TakenBack, AppError> {
    let project = project_of(change)?;
    if projects::service::find(conn, &cx.scope, project.0)?.is_none() {
        let all = people.iter().map(|person| conflict(person, Reason::TargetGone)).collect();
        return Ok((0, all));
    }
    let ids: Vec<UserId> = people.iter().map(|(id, _)| *id).collect();
    let present = names_of(cx, conn, change, &ids)?;
    let (there, gone): (Vec<_>, Vec<_>) = people.iter().partition(|(id, _)| present.contains_key(id));
    let now = cx.app.clock.now();
    let since: Vec<(UserId, Instant)> =
        there.iter().map(|(id, before)| (*id, before.since.unwrap_or(now))).collect();
    many::associate_with_project(cx, conn, change.kind, project, &since)?;
    let conflicts = gone.into_iter().map(|person| conflict(person, Reason::Gone)).collect();
    Ok((there.len() as i64, conflicts))
}

fn restore(
    cx: &ServiceContext,
    conn: &mut Conn,
    change: &BulkChange,
    people: &[(UserId, Before)],
) -> Result<TakenBack, AppError> {
    let ids: Vec<UserId> = people.iter().map(|(id, _)| *id).collect();
    // Somebody may have restored one of them alone already.
    let present = names_of(cx, conn, change, &ids)?;
    let missing: Vec<UserId> = ids.iter().copied().filter(|id| !present.contains_key(id)).collect();
    let (mut restored, mut conflicts) = (present.len() as i64, Vec::new());
    for outcome in users::restore_some(cx, conn, &missing, Some(change.id), None)? {
        match outcome {
            Restored::Back { id, name, without } => {
                restored += 1;
                if !without.is_empty() {
                    conflicts.push(Conflict { id, name, reason: Reason::Without { names: without } });
                }
            }
            Restored::Refused { id, name, conflict } => {
                let reason = match conflict {
                    RestoreConflict::Gone => Reason::Gone,
                    RestoreConflict::Username { username, by, .. } => Reason::Username { username, by },
                    RestoreConflict::Email { email, by } => Reason::Email { email, by },
                    RestoreConflict::ExternalId { external_id, by } => Reason::ExternalId { external_id, by },
                };
                let known = people.iter().find(|(own, _)| *own == id).map(|(_, before)| before.name.clone());
                conflicts.push(Conflict { id, name: known.unwrap_or(name), reason });
            }
        }
    }
    Ok((restored, conflicts))
}
