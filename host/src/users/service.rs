//! Use cases about people. A form, an import row, the API and a plugin's host function all come through here, so they
//! can never disagree.
mod account;
mod administrators;
mod apply;
mod clients_of;
pub mod everybody;
mod exporting;
mod fields;
mod filters;
mod holding;
mod invited;
mod last_change;
mod list_fields;
mod look_up;
pub mod many;
mod members;
mod operator;
mod owners;
mod passwords;
mod prepare;
mod rehearse;
mod sign_in;
mod standards;
mod trash;
mod validate;

use elenco_db::{Conn, DbError, ProjectId, TenantScope, UserId};

pub use account::{choose_culture, find_named, home_project};
pub use administrators::may_lose;
pub use clients_of::*;
pub use exporting::{export_batch, export_these, list_ids};
pub use fields::{additional_fields, audience, judge_record, kept_records, without_unseen_fields};
pub use filters::{filter_choices, filter_names, judge_filter, permitted};
pub use holding::{count_holding, remove_values};
pub use invited::create_invited;
pub use last_change::last_change;
pub use list_fields::list_fields;
pub use look_up::{look_up, read_found};
pub use members::{count_few, join_project, matching, member_ids, named, projects_of, relocate, summaries};
pub use operator::{add_generated, set_password};
pub use owners::find_owner;
pub use passwords::{Whose, choose_password, choose_password_along, judge_candidate, subject_of};
pub use rehearse::{rehearse_users, undone};
pub use sign_in::{for_new_password, for_sign_in, may_act, signed_in};
pub use standards::{Circle, Tally, ask_to_change, count_by_basis, names_of};
pub use trash::{delete_some, delete_user, list_deleted, restore_some, restore_users, sweep_deleted};
pub use validate::{is_email, tidy};

use super::model::{
    Intent, Listing, Outcome, Page, PageAnchor, Saved, Sort, Submission, User, UserChanges, UserFilter,
    UserKind, UserSummary,
};
use super::queries;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;

/// Most submissions of one call: what one short write transaction holds.
pub const BATCH: usize = 200;
/// How often a batch starts over because somebody else wrote at the same moment.
const TRIES: usize = 5;

/// Saves people: validates, asks the plugins, hashes, and writes all good ones with their audit in one transaction.
/// `along` runs in that same transaction with the outcomes, in the order of the submissions; an import keeps its
/// counters and its cursor there, so that a crash loses nothing and doubles nothing.
///
/// # Errors
/// [`AppError::Forbidden`], [`AppError::NotFound`] and [`AppError::Conflict`] concern the whole call and nothing is
/// written. Values that were refused are no errors but outcomes.
pub async fn save_users(
    cx: &ServiceContext,
    submissions: Vec<Submission>,
    along: impl Fn(&mut Conn, &[Outcome]) -> Result<(), DbError> + Send + Sync + 'static,
) -> Result<Vec<Outcome>, AppError> {
    if submissions.len() > BATCH {
        return Err(AppError::Internal(format!("{} submissions in one call", submissions.len())));
    }
    for submission in &submissions {
        cx.require(match submission.intent {
            Intent::Create => Permission::UsersAdd,
            Intent::Update { .. } => Permission::UsersUpdate,
            Intent::CreateOrUpdate => Permission::UsersImport,
        })?;
    }
    let along = std::sync::Arc::new(along);
    let mut tries = 0;
    loop {
        tries += 1;
        let prepared = prepare::prepare(cx, &submissions).await?;
        match apply::apply(cx, prepared, std::sync::Arc::clone(&along)).await {
            Ok(outcomes) => return Ok(outcomes),
            // Somebody else took the name or changed the person since it was read: read again and judge anew.
            Err(DbError::Unique { .. } | DbError::NotFound) if tries < TRIES => {}
            Err(DbError::NotFound) => return Err(AppError::Conflict),
            Err(error) => return Err(AppError::from(error)),
        }
    }
}

async fn save_one(cx: &ServiceContext, submission: Submission) -> Result<Saved, AppError> {
    let outcomes = save_users(cx, vec![submission], |_, _| Ok(())).await?;
    match outcomes.into_iter().next() {
        Some(outcome) => outcome.map_err(AppError::Invalid),
        None => Err(AppError::Internal("no outcome".to_owned())),
    }
}

/// Adds a person to a project.
///
/// # Errors
/// [`AppError::Invalid`] lists every problem; then nothing is kept.
pub async fn create_user(
    cx: &ServiceContext,
    kind: UserKind,
    project: ProjectId,
    changes: UserChanges,
) -> Result<User, AppError> {
    let saved = save_one(cx, Submission { intent: Intent::Create, kind, project, changes }).await?;
    find_user(cx, saved.id()).await
}

/// Changes a person.
///
/// # Errors
/// [`AppError::Conflict`] when `expected_version` is not the present one; [`AppError::Invalid`] as in [`create_user`].
pub async fn change_user(
    cx: &ServiceContext,
    id: UserId,
    project: ProjectId,
    expected_version: Option<i64>,
    changes: UserChanges,
) -> Result<User, AppError> {
    let kind = find_user(cx, id).await?.kind;
    let intent = Intent::Update { id, expected_version };
    save_one(cx, Submission { intent, kind, project, changes }).await?;
    find_user(cx, id).await
}

/// One person.
///
/// # Errors
/// [`AppError::NotFound`], for another tenant's people too.
pub async fn find_user(cx: &ServiceContext, id: UserId) -> Result<User, AppError> {
    cx.require(Permission::UsersGetObject)?;
    let scope = cx.scope;
    let found =
        cx.app.db.read(move |conn| queries::find(conn, &scope, id)).await.map_err(AppError::Database)?;
    found.map(|stored| stored.user).ok_or(AppError::NotFound)
}

/// One page of a project's people by name. It may be short of people although there is a next one: then the next page
/// goes on looking.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn list_users(
    cx: &ServiceContext,
    project: ProjectId,
    kind: UserKind,
    filter: UserFilter,
    anchor: Option<PageAnchor>,
    limit: usize,
) -> Result<Page<UserSummary>, AppError> {
    Ok(list_sorted(cx, (project, kind), (filter, Sort::default()), anchor, limit).await?.page)
}

/// One page of a project's people in an order, and how much of the rest is known.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn list_sorted(
    cx: &ServiceContext,
    (project, kind): (ProjectId, UserKind),
    (filter, sort): (UserFilter, Sort),
    anchor: Option<PageAnchor>,
    limit: usize,
) -> Result<Listing, AppError> {
    cx.require(Permission::UsersList)?;
    judge_filter(cx, kind, &filter).await?;
    let scope = cx.scope;
    let ask = queries::Ask {
        project,
        kind,
        filter,
        sort,
        now: cx.app.clock.now(),
        bounds: queries::Bounds::default(),
    };
    cx.app
        .db
        .read(move |conn| queries::list(conn, &scope, &ask, anchor.as_ref(), limit))
        .await
        .map_err(AppError::Database)
}

/// How many people of a kind a project has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Who may sign in.
    pub active: i64,
    /// Who may not.
    pub inactive: i64,
}

impl Counts {
    /// All of them.
    pub fn total(self) -> i64 {
        self.active + self.inactive
    }
}

/// Counts the people of a kind in a project, inside somebody's transaction.
///
/// # Errors
/// The engine's.
pub fn counts_of(
    conn: &mut Conn,
    scope: &TenantScope,
    project: ProjectId,
    kind: UserKind,
) -> Result<Counts, DbError> {
    let (active, inactive) = queries::count(conn, scope, project, kind)?;
    Ok(Counts { active, inactive })
}

/// Counts the people of a kind in a project.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn count_users(
    cx: &ServiceContext,
    project: ProjectId,
    kind: UserKind,
) -> Result<Counts, AppError> {
    cx.require(Permission::UsersList)?;
    let scope = cx.scope;
    let counted = cx.app.db.read(move |conn| counts_of(conn, &scope, project, kind));
    counted.await.map_err(AppError::Database)
}
