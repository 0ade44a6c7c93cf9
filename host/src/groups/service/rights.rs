//! Groups give roles to their members, so that whoever changes who is in a group changes what people may do. The rules
//! are those of roles: nobody gives what one does not have, and somebody is left who may do everything.
use elenco_db::{Conn, GroupId};

use crate::context::ServiceContext;
use crate::error::AppError;
use crate::groups::model::{Group, GroupValues};
use crate::groups::service::way_to;
use crate::roles;

/// A group and those above it.
fn way(cx: &ServiceContext, conn: &mut Conn, id: Option<GroupId>) -> Result<Vec<GroupId>, AppError> {
    let Some(id) = id else { return Ok(Vec::new()) };
    let way = way_to(conn, &cx.scope, id)?.unwrap_or_default();
    Ok(way.into_iter().map(|placed| placed.group.id).collect())
}

/// Refuses to bring people into a group whose roles, or those of the groups above, hold what the actor has not.
///
/// # Errors
/// [`AppError::Invalid`] names what the actor does not have.
pub fn may_bring_in(cx: &ServiceContext, conn: &mut Conn, id: GroupId) -> Result<(), AppError> {
    if cx.permissions.are_all() || !roles::service::any_given_by_groups(conn, &cx.scope)? {
        return Ok(());
    }
    let way = way(cx, conn, Some(id))?;
    roles::service::require_giving_of(cx, conn, &way, &[])
}

/// Makes a change that takes people out of groups.
pub(super) fn keeping<T>(
    cx: &ServiceContext,
    conn: &mut Conn,
    change: impl FnOnce(&mut Conn) -> Result<T, AppError>,
) -> Result<T, AppError> {
    if roles::service::any_given_by_groups(conn, &cx.scope)? {
        roles::service::keep_an_administrator(cx, conn, change)
    } else {
        change(conn)
    }
}

/// Makes a change to a group that may put it elsewhere, or switch it on or off.
pub(super) fn moving<T>(
    cx: &ServiceContext,
    conn: &mut Conn,
    before: &Group,
    values: &GroupValues,
    change: impl FnOnce(&mut Conn) -> Result<T, AppError>,
) -> Result<T, AppError> {
    let moved = values.parent != before.parent || values.active != before.active;
    if !moved || !roles::service::any_given_by_groups(conn, &cx.scope)? {
        return change(conn);
    }
    // A group that is switched off gives nothing, so what it gives when it is switched on is new.
    let had = if before.active { way(cx, conn, Some(before.id))? } else { Vec::new() };
    roles::service::keep_an_administrator(cx, conn, |conn| {
        let done = change(conn)?;
        let has = way(cx, conn, Some(before.id))?;
        if values.active {
            roles::service::require_giving_of(cx, conn, &has, &had)?;
        }
        Ok(done)
    })
}
