//! The two rules that no way around a role may break: nobody gives what one does not have, and somebody is always
//! left who may do everything.
use elenco_db::{Conn, DbError, GroupId, Instant, RoleId, TenantScope, UserId};

use super::lookup::permissions_of;
use super::validate::problem;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::groups;
use crate::roles::model::{Grants, Role, Standing};
use crate::roles::queries;
use crate::users::model::Problem;

/// Most permissions that a refusal names.
const NAMED: usize = 6;

/// What of these the actor does not have, in words; nothing when the actor has all of it.
pub fn beyond_own(cx: &ServiceContext, wanted: &Grants) -> Option<Problem> {
    let t = cx.texts();
    if wanted.everything && !cx.permissions.are_all() {
        let message = t.t("roles-problem-beyond-everything").into_owned();
        return Some(problem("permissions", "role.beyond-own", message));
    }
    let missing: Vec<&str> = wanted
        .permissions()
        .iter()
        .filter(|permission| !cx.permissions.allow(*permission))
        .map(Permission::as_str)
        .collect();
    if missing.is_empty() {
        return None;
    }
    let more = missing.len().saturating_sub(NAMED);
    let words = missing[..missing.len() - more].join(", ");
    let args = [("permissions", words.into()), ("more", more.into())];
    Some(problem("permissions", "role.beyond-own", t.ta("roles-problem-beyond", &args)))
}

/// Refuses to give what the actor does not have.
pub(super) fn require_giving(cx: &ServiceContext, wanted: &Grants) -> Result<(), AppError> {
    beyond_own(cx, wanted).map_or(Ok(()), |problem| Err(AppError::Invalid(vec![problem])))
}

/// Which of these roles hold what the actor does not have, so that the actor gives them to nobody.
///
/// # Errors
/// The engine's.
pub fn not_to_give(cx: &ServiceContext, conn: &mut Conn, roles: &[RoleId]) -> Result<Vec<RoleId>, DbError> {
    if cx.permissions.are_all() || roles.is_empty() {
        return Ok(Vec::new());
    }
    let found = queries::find_some(conn, &cx.scope, roles)?;
    let beyond = found.into_iter().filter(|role| beyond_own(cx, &role.grants).is_some());
    Ok(beyond.map(|role| role.id).collect())
}

/// Refuses to bring anybody to the roles of these groups when they hold what the actor does not have. `before` are
/// groups whose roles the people have already.
///
/// # Errors
/// [`AppError::Invalid`] names what the actor does not have.
pub fn require_giving_of(
    cx: &ServiceContext,
    conn: &mut Conn,
    of: &[GroupId],
    before: &[GroupId],
) -> Result<(), AppError> {
    if cx.permissions.are_all() {
        return Ok(());
    }
    let roles = |pairs: Vec<(GroupId, RoleId)>| pairs.into_iter().map(|(_, role)| role).collect::<Vec<_>>();
    let kept = roles(queries::given_by(conn, &cx.scope, before)?);
    let mut new = roles(queries::given_by(conn, &cx.scope, of)?);
    new.retain(|role| !kept.contains(role));
    for role in queries::find_some(conn, &cx.scope, &new)? {
        require_giving(cx, &role.grants)?;
    }
    Ok(())
}

/// Whether any group of the tenant gives a role.
///
/// # Errors
/// The engine's.
pub fn any_given_by_groups(conn: &mut Conn, scope: &TenantScope) -> Result<bool, DbError> {
    queries::any_given(conn, scope)
}

/// Holds the tenant's rights until the transaction ends, so that two changes at once cannot each rely on what the
/// other one takes away.
///
/// # Errors
/// The engine's.
pub fn lock(conn: &mut Conn, scope: &TenantScope) -> Result<(), DbError> {
    queries::lock(conn, scope)
}

/// Groups whose members have one of these roles: those that give them, and all below.
fn groups_with(conn: &mut Conn, scope: &TenantScope, roles: &[RoleId]) -> Result<Vec<GroupId>, DbError> {
    let mut all = Vec::new();
    for (group, active) in queries::groups_of_roles(conn, scope, roles)? {
        if active {
            all.extend(groups::service::with_those_below(conn, scope, group)?);
        }
    }
    groups::service::active_among(conn, scope, &all)
}

/// How sure it is that somebody can do everything, if these people could nothing.
fn standing(
    conn: &mut Conn,
    scope: &TenantScope,
    now: Instant,
    except: &[UserId],
) -> Result<Standing, DbError> {
    let all = queries::all(conn, scope)?;
    let ids = |which: &dyn Fn(&Role) -> bool| -> Vec<RoleId> {
        all.iter().filter(|role| which(role)).map(|role| role.id).collect()
    };
    let full = ids(&|role| role.grants.are_all());
    let through = groups_with(conn, scope, &full)?;
    let holds =
        |conn: &mut Conn, wanted| queries::has_holder(conn, scope, (&full, &through), now, except, wanted);
    if holds(conn, Standing::ForGood)? {
        return Ok(Standing::ForGood);
    }
    // Several roles may be everything together; whoever has them may give roles, too.
    let partial = ids(&|role| role.grants.allow(Permission::RolesUpdate) && !role.grants.are_all());
    let mut best = Standing::Nobody;
    if !partial.is_empty() {
        let through = groups_with(conn, scope, &partial)?;
        let some = queries::candidates(conn, scope, (&partial, &through))?;
        for (id, standing) in queries::who_may_act(conn, scope, &some, now)? {
            if !except.contains(&id) && standing > best && permissions_of(conn, scope, id)?.are_all() {
                best = standing;
            }
        }
    }
    if best == Standing::Nobody && holds(conn, Standing::ForNow)? {
        best = Standing::ForNow;
    }
    Ok(best)
}

/// Whether nobody would be left who may do everything if these people could nothing any more. Hold the tenant's rights
/// with [`lock`] first when something is to follow from it.
///
/// # Errors
/// The engine's.
pub fn would_lock_out(
    conn: &mut Conn,
    scope: &TenantScope,
    now: Instant,
    people: &[UserId],
) -> Result<bool, DbError> {
    Ok(standing(conn, scope, now, people)? < standing(conn, scope, now, &[])?)
}

/// Makes a change to roles, or to who has them, and takes it back when nobody is left who may do everything. Where
/// nobody could before, nobody has to after.
///
/// # Errors
/// [`AppError::Invalid`] with `role.last-administrator`; those of the change.
pub fn keep_an_administrator<T>(
    cx: &ServiceContext,
    conn: &mut Conn,
    change: impl FnOnce(&mut Conn) -> Result<T, AppError>,
) -> Result<T, AppError> {
    let now = cx.app.clock.now();
    queries::lock(conn, &cx.scope)?;
    let before = standing(conn, &cx.scope, now, &[])?;
    let outcome = change(conn)?;
    if standing(conn, &cx.scope, now, &[])? < before {
        let message = cx.texts().t("roles-problem-last").into_owned();
        return Err(AppError::Invalid(vec![problem("permissions", "role.last-administrator", message)]));
    }
    Ok(outcome)
}
