//! Judges passwords: by the tenant's rules and those of the projects and groups that the person belongs to.
use std::collections::BTreeMap;

use elenco_db::{Conn, DbError, ProjectId, UserId};
use elenco_runtime::contract::Subject;
use secrecy::SecretString;
use serde_json::{Value, json};

use super::prepare::Draft;
use super::validate;
use crate::audit::model::Change;
use crate::audit::queries as audit;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::extensions::password_policies::PasswordVerdict;
use crate::extensions::settings::{Basis, NarrowerSettings, basis_id};
use crate::groups;
use crate::plugins;
use crate::plugins::model::settings::ScopedSettings;
use crate::sessions;
use crate::users::model::{Problem, User};
use crate::users::queries;

/// A password that the policies took.
pub(super) struct AcceptedPassword {
    /// PHC string.
    pub hash: String,
    /// Name of the rules that it met.
    pub basis: String,
    /// Those rules.
    pub rules: Basis,
}

/// Whose password it is to be.
#[derive(Debug, Clone, Copy, Default)]
pub struct Whose {
    /// The person, when one is there already.
    pub user: Option<UserId>,
    /// The project that a new person joins, or in which somebody is looked at.
    pub project: Option<ProjectId>,
}

/// What a policy is told about the person: it refuses to find these words in the password (NIST SP 800-63B-4).
pub fn subject_of(cx: &ServiceContext, user: &User) -> Subject {
    Subject {
        username: user.username.clone(),
        email: user.email.clone(),
        names: vec![user.first_names.clone(), user.last_names.clone()],
        context: vec![cx.tenant_name.to_string()],
    }
}

/// Settings of projects and groups; mostly there are none.
pub(super) async fn scoped_settings(cx: &ServiceContext) -> Result<ScopedSettings, AppError> {
    let scope = cx.scope;
    cx.app
        .db
        .read(move |conn| plugins::service::settings::scoped(conn, &scope))
        .await
        .map_err(AppError::Database)
}

/// Those of the projects and groups of somebody.
async fn narrower(
    cx: &ServiceContext,
    scoped: &ScopedSettings,
    whose: Whose,
) -> Result<NarrowerSettings, AppError> {
    if scoped.is_empty() {
        return Ok(NarrowerSettings::new());
    }
    let scope = cx.scope;
    let (projects, groups) = match whose.user {
        Some(id) => cx
            .app
            .db
            .read(move |conn| {
                let groups = groups::service::groups_of(conn, &scope, id)?;
                Ok((queries::projects_of(conn, &scope, id)?, groups))
            })
            .await
            .map_err(AppError::Database)?,
        None => (Vec::new(), Vec::new()),
    };
    let projects: Vec<ProjectId> = projects.into_iter().chain(whose.project).collect();
    Ok(scoped.of_person(&projects, &groups))
}

/// What the policies say about a candidate, for whoever is typing one.
///
/// # Errors
/// [`AppError::Extension`] when a policy does not answer; the database's.
pub async fn judge_candidate(
    cx: &ServiceContext,
    whose: Whose,
    subject: Subject,
    candidate: SecretString,
) -> Result<PasswordVerdict, AppError> {
    let scoped = scoped_settings(cx).await?;
    let narrower = narrower(cx, &scoped, whose).await?;
    cx.app
        .extensions
        .check_password(&cx.caller, narrower, candidate, subject, cx.culture)
        .await
        .map_err(AppError::Extension)
}

async fn hash(cx: &ServiceContext, password: SecretString) -> Result<String, AppError> {
    let salt = cx.app.ids.secret::<16>();
    cx.app.hasher.hash(password, salt).await.map_err(|error| AppError::Internal(error.to_string()))
}

/// The problems that a verdict means, rule by rule.
fn problems(verdict: PasswordVerdict) -> impl Iterator<Item = Problem> {
    verdict.rules.into_iter().filter(|rule| !rule.met).map(|rule| Problem {
        field: "password".to_owned(),
        code: format!("password.{}", rule.id),
        message: rule.label,
    })
}

/// Chooses another password for oneself: it takes no permission, and everywhere else one is signed out.
///
/// # Errors
/// [`AppError::Invalid`] with the rules that it does not meet; [`AppError::Extension`] when a policy does not answer.
pub async fn choose_password(
    cx: &ServiceContext,
    session: Option<Vec<u8>>,
    password: SecretString,
) -> Result<(), AppError> {
    let (scope, id) = (cx.scope, cx.actor.user().ok_or(AppError::NotFound)?);
    let keep = session.unwrap_or_default();
    choose_password_along(cx, password, move |conn| sessions::service::end_others_of(conn, &scope, id, &keep))
        .await
}

/// The same, with whatever is to be done in the transaction that saves the password: sessions that end, a link that is
/// used up.
///
/// # Errors
/// As [`choose_password`]; [`AppError::NotFound`] when `along` misses something, and then nothing is saved.
pub async fn choose_password_along(
    cx: &ServiceContext,
    password: SecretString,
    along: impl Fn(&mut Conn) -> Result<(), DbError> + Send + Sync + 'static,
) -> Result<(), AppError> {
    let id = cx.actor.user().ok_or(AppError::NotFound)?;
    let scope = cx.scope;
    let found =
        cx.app.db.read(move |conn| queries::find(conn, &scope, id)).await.map_err(AppError::Database)?;
    let stored = found.ok_or(AppError::NotFound)?;
    if stored.password_hash.is_some() && is_the_same(cx, &password, stored.password_hash).await? {
        let problem = validate::problem(cx, "password", "password.same", "new-password-same");
        return Err(AppError::Invalid(vec![problem]));
    }
    let whose = Whose { user: Some(id), project: None };
    let verdict = judge_candidate(cx, whose, subject_of(cx, &stored.user), password.clone()).await?;
    if !verdict.met {
        return Err(AppError::Invalid(problems(verdict).collect()));
    }
    let hash = hash(cx, password).await?;
    let basis = basis_id(&verdict.basis);
    let bases = BTreeMap::from([(basis.clone(), verdict.basis)]);
    let now = cx.app.clock.now();
    let mut changes =
        BTreeMap::from([("password".to_owned(), Change { old: Value::Null, new: json!("***") })]);
    if stored.user.must_change_password {
        changes.insert("must_change_password".to_owned(), Change { old: json!(true), new: json!(false) });
    }
    let entry = cx.audit_entry(now, ("user", id.as_uuid()), "update", changes);
    cx.app
        .db
        .write(move |conn| {
            queries::keep_bases(conn, &scope, &bases, now)?;
            queries::choose_password(conn, &scope, id, (&hash, &basis), now)?;
            along(conn)?;
            audit::insert(conn, &scope, std::slice::from_ref(&entry))
        })
        .await
        .map_err(AppError::from)
}

async fn is_the_same(
    cx: &ServiceContext,
    password: &SecretString,
    hash: Option<String>,
) -> Result<bool, AppError> {
    let same = cx.app.hasher.verify(password.clone(), hash).await;
    same.map_err(|error| AppError::Internal(error.to_string()))
}

/// Judges the new password of a draft, and hashes it when nothing is wrong.
pub(super) async fn judge(
    cx: &ServiceContext,
    scoped: &ScopedSettings,
    draft: &mut Draft,
    password: &SecretString,
) -> Result<(), AppError> {
    let kept = draft.before.as_ref().and_then(|stored| stored.password_hash.clone());
    if kept.is_some() && is_the_same(cx, password, kept).await? {
        // The same password again is no change: a workbook that is imported twice stays unchanged.
        return Ok(());
    }
    let whose =
        Whose { user: draft.before.as_ref().map(|stored| stored.user.id), project: Some(draft.project) };
    let narrower = narrower(cx, scoped, whose).await?;
    let verdict = cx
        .app
        .extensions
        .check_password(&cx.caller, narrower, password.clone(), subject_of(cx, &draft.after), cx.culture)
        .await
        .map_err(AppError::Extension)?;
    if !verdict.met {
        draft.problems.extend(problems(verdict));
        return Ok(());
    }
    if draft.problems.is_empty() {
        let hash = hash(cx, password.clone()).await?;
        let basis = basis_id(&verdict.basis);
        draft.new_password = Some(AcceptedPassword { hash, basis, rules: verdict.basis });
        draft.after.has_password = true;
        draft.after.must_change_password = cx.actor.user() != Some(draft.after.id);
    }
    Ok(())
}
