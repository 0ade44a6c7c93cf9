//! Deleting people so that they can be restored, restoring them, and forgetting them for good.
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use elenco_db::{Conn, DbError, GroupId, RoleId, UserId};
use serde_json::{Value, json};

use super::administrators::{may_go, may_lose};
use super::{TRIES, validate};
use crate::app::App;
use crate::audit::model::{AuditEntry, Change};
use crate::audit::queries as audit;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::fold::fold;
use crate::groups;
use crate::roles;
use crate::users::model::{
    DeletedAnchor, DeletedUser, Deletion, KEPT_DAYS, RestoreConflict, Restored, User, UserKind,
};
use crate::users::queries::{self, Kept};

/// People that one sweep forgets in one transaction.
const SWEEP: i64 = 500;

fn person_entry(cx: &ServiceContext, user: &User, action: &'static str) -> AuditEntry {
    let name = Change { old: json!(user.full_name()), new: Value::Null };
    let changes =
        if action == "delete" { BTreeMap::from([("name".to_owned(), name)]) } else { BTreeMap::new() };
    cx.audit_entry(cx.app.clock.now(), ("user", user.id.as_uuid()), action, changes)
}

/// Deletes the people of a kind among these, inside the caller's transaction, and keeps what is needed to restore them
/// with all that hung on them. Sessions end, tokens are gone for good. Nobody deletes oneself: the last administrator
/// would be gone. Answers who was deleted.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub fn delete_some(
    cx: &ServiceContext,
    conn: &mut Conn,
    kind: UserKind,
    ids: &[UserId],
    change: Deletion,
) -> Result<Vec<(UserId, String)>, AppError> {
    cx.require(Permission::UsersDelete)?;
    let oneself = cx.actor.user();
    let held: Vec<UserId> = queries::hold(conn, &cx.scope, kind, ids)?
        .into_iter()
        .map(|user| user.id)
        .filter(|id| Some(*id) != oneself)
        .collect();
    let held = may_go(cx, conn, held)?;
    let people = queries::gather(conn, &cx.scope, &held, change)?;
    let gone: Vec<(UserId, String)> =
        people.iter().map(|kept| (kept.document.user.id, kept.document.user.full_name())).collect();
    let entries: Vec<AuditEntry> =
        people.iter().map(|kept| person_entry(cx, &kept.document.user, "delete")).collect();
    queries::keep(conn, &cx.scope, people, oneself, cx.app.clock.now())?;
    queries::delete_some(conn, &cx.scope, &held)?;
    audit::insert(conn, &cx.scope, &entries)?;
    Ok(gone)
}

/// Deletes a person, who can be restored for [`KEPT_DAYS`]. Nobody deletes oneself.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Invalid`] for oneself.
pub async fn delete_user(cx: &ServiceContext, id: UserId) -> Result<(), AppError> {
    cx.require(Permission::UsersDelete)?;
    if cx.actor.user() == Some(id) {
        return Err(AppError::Invalid(vec![validate::problem(
            cx,
            "",
            "user.delete-self",
            "users-problem-delete-self",
        )]));
    }
    let cx = cx.clone();
    let db = cx.app.db.clone();
    db.write(move |conn| {
        let stored = queries::find(conn, &cx.scope, id)?.ok_or(AppError::NotFound)?;
        may_lose(&cx, conn, &[id])?;
        delete_some(&cx, conn, stored.user.kind, &[id], None)?;
        Ok(())
    })
    .await
}

/// Whom a name or an identifier belongs to now, of those that people want back.
struct Taken {
    usernames: HashMap<String, (UserId, String)>,
    external_ids: HashMap<String, UserId>,
    emails: HashMap<String, UserId>,
}

impl Taken {
    /// Somebody comes back: who was deleted before or after under the same name has to wait.
    fn take(&mut self, user: &User, unique_email: bool) {
        self.usernames.insert(fold(&user.username), (user.id, user.full_name()));
        if let Some(external) = &user.external_id {
            self.external_ids.insert(external.clone(), user.id);
        }
        if unique_email && !user.email.is_empty() {
            self.emails.insert(fold(&user.email), user.id);
        }
    }
}

fn taken(cx: &ServiceContext, conn: &mut Conn, people: &[Kept]) -> Result<Taken, DbError> {
    let names: Vec<String> = people.iter().map(|kept| kept.document.user.username.clone()).collect();
    let external: Vec<String> =
        people.iter().filter_map(|kept| kept.document.user.external_id.clone()).collect();
    let emails = if cx.app.config.people.unique_email {
        queries::one_at_a_time(conn, &cx.scope)?;
        let wanted = people.iter().map(|kept| kept.document.user.email.clone());
        let wanted: Vec<String> = wanted.filter(|email| !email.is_empty()).collect();
        queries::find_emails(conn, &cx.scope, &wanted)?.into_iter().collect()
    } else {
        HashMap::new()
    };
    let owners = queries::find_by_usernames(conn, &cx.scope, &names)?;
    Ok(Taken {
        usernames: owners
            .into_iter()
            .map(|stored| (fold(&stored.user.username), (stored.user.id, stored.user.full_name())))
            .collect(),
        external_ids: queries::find_external_ids(conn, &cx.scope, &external)?,
        emails,
    })
}

fn conflict(taken: &Taken, user: &User) -> Option<RestoreConflict> {
    if let Some((by, name)) = taken.usernames.get(&fold(&user.username)) {
        let (by, name) = (*by, name.clone());
        return Some(RestoreConflict::Username { username: user.username.clone(), by, name });
    }
    if let Some(by) = taken.emails.get(&fold(&user.email)) {
        return Some(RestoreConflict::Email { email: user.email.clone(), by: *by });
    }
    let external_id = user.external_id.clone()?;
    let by = *taken.external_ids.get(&external_id)?;
    Some(RestoreConflict::ExternalId { external_id, by })
}

/// Nobody gives what one does not have, by restoring people neither: roles that hold more, and groups that give more,
/// stay behind, and are named.
fn leave_beyond(
    cx: &ServiceContext,
    conn: &mut Conn,
    back: &mut [Kept],
    without: &mut [Vec<String>],
) -> Result<(), AppError> {
    let roles: Vec<RoleId> = back.iter().flat_map(|kept| &kept.document.roles).map(|tie| tie.id).collect();
    let beyond = roles::service::not_to_give(cx, conn, &roles)?;
    let groups: BTreeSet<GroupId> =
        back.iter().flat_map(|kept| &kept.document.groups).map(|tie| tie.id).collect();
    let mut closed = Vec::new();
    for group in groups {
        match groups::service::may_bring_in(cx, conn, group) {
            Ok(()) => {}
            Err(AppError::Invalid(_)) => closed.push(group),
            Err(error) => return Err(error),
        }
    }
    for (kept, without) in back.iter_mut().zip(without) {
        let document = &mut kept.document;
        let stays = document.roles.iter().filter(|tie| beyond.contains(&tie.id)).map(|tie| tie.name.clone());
        without.extend(stays);
        document.roles.retain(|tie| !beyond.contains(&tie.id));
        let stays = document.groups.iter().filter(|tie| closed.contains(&tie.id)).map(|tie| tie.name.clone());
        without.extend(stays);
        document.groups.retain(|tie| !closed.contains(&tie.id));
    }
    Ok(())
}

/// Restores people, inside the caller's transaction. With a `change` only whom that change deleted. Somebody whose user
/// name is taken stays deleted; of what hung on the others, that comes back which is still there.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub fn restore_some(
    cx: &ServiceContext,
    conn: &mut Conn,
    ids: &[UserId],
    change: Deletion,
    username: Option<&str>,
) -> Result<Vec<Restored>, AppError> {
    cx.require(Permission::UsersDelete)?;
    let now = cx.app.clock.now();
    let mut kept = queries::load_kept(conn, &cx.scope, ids)?;
    kept.retain(|kept| change.is_none() || kept.change == change);
    if let (Some(username), [only]) = (username, kept.as_mut_slice()) {
        only.document.user.username = validate::tidy(username);
    }
    let there: HashSet<UserId> = kept.iter().map(|kept| kept.document.user.id).collect();
    let mut outcome: Vec<Restored> = ids
        .iter()
        .filter(|id| !there.contains(id))
        .map(|id| Restored::Refused { id: *id, name: String::new(), conflict: RestoreConflict::Gone })
        .collect();
    let mut taken = taken(cx, conn, &kept)?;
    let mut back = Vec::new();
    for kept in kept {
        let user = &kept.document.user;
        match conflict(&taken, user) {
            Some(conflict) => {
                outcome.push(Restored::Refused { id: user.id, name: user.full_name(), conflict });
            }
            None => {
                taken.take(user, cx.app.config.people.unique_email);
                back.push(kept);
            }
        }
    }
    let mut without = queries::remaining(conn, &cx.scope, &mut back)?;
    leave_beyond(cx, conn, &mut back, &mut without)?;
    for kept in &mut back {
        kept.document.user.version += 1;
        kept.document.user.updated_at = now;
    }
    let stored: Vec<queries::StoredUser> = back.iter().map(Kept::stored).collect();
    queries::insert(conn, &stored)?;
    queries::put_back(conn, &cx.scope, &back, now)?;
    let ids: Vec<UserId> = stored.iter().map(|stored| stored.user.id).collect();
    queries::forget(conn, &cx.scope, &ids)?;
    let entries: Vec<AuditEntry> =
        stored.iter().map(|stored| person_entry(cx, &stored.user, "restore")).collect();
    audit::insert(conn, &cx.scope, &entries)?;
    for (stored, without) in stored.iter().zip(without) {
        outcome.push(Restored::Back { id: stored.user.id, name: stored.user.full_name(), without });
    }
    Ok(outcome)
}

/// Restores people, each as far as possible; one alone may get another user name.
///
/// # Errors
/// [`AppError::Forbidden`]; [`AppError::Invalid`] for a user name that is none; the database's.
pub async fn restore_users(
    cx: &ServiceContext,
    ids: Vec<UserId>,
    username: Option<String>,
) -> Result<Vec<Restored>, AppError> {
    cx.require(Permission::UsersDelete)?;
    if let Some(name) = &username {
        validate::check_username(cx, name)?;
    }
    let mut tries = 0;
    loop {
        tries += 1;
        let (own, ids, username) = (cx.clone(), ids.clone(), username.clone());
        let restored =
            cx.app.db.write(move |conn| restore_some(&own, conn, &ids, None, username.as_deref())).await;
        match restored {
            // Somebody took a name since it was looked up: look again.
            Err(AppError::Database(DbError::Unique { .. })) if tries < TRIES => {}
            other => return other,
        }
    }
}

/// One page of those who were deleted, the last ones first, and whether there are more.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn list_deleted(
    cx: &ServiceContext,
    kind: UserKind,
    after: Option<DeletedAnchor>,
    limit: usize,
) -> Result<(Vec<DeletedUser>, bool), AppError> {
    cx.require(Permission::UsersDelete)?;
    let scope = cx.scope;
    let found = cx.app.db.read(move |conn| queries::list_deleted(conn, &scope, kind, after, limit));
    found.await.map_err(AppError::Database)
}

/// Forgets for good, of every tenant, who was deleted longer ago than [`KEPT_DAYS`], some at a time. Answers how many.
///
/// # Errors
/// The database's.
pub async fn sweep_deleted(app: &App) -> Result<usize, AppError> {
    let before = app.clock.now().plus_seconds(-KEPT_DAYS * 24 * 3_600);
    let mut total = 0;
    loop {
        let swept = app
            .db
            .write(move |conn| queries::sweep(conn, before, SWEEP))
            .await
            .map_err(AppError::Database)?;
        total += swept;
        if (swept as i64) < SWEEP {
            return Ok(total);
        }
    }
}
