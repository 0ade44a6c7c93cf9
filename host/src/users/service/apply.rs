//! Second half of saving: one transaction for everything that was judged good.
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use elenco_db::{Conn, DbError, UserId};
use serde_json::{Value, json};

use super::administrators;
use super::prepare::Draft;
use crate::audit::model::{AuditEntry, Change};
use crate::audit::queries as audit;
use crate::context::ServiceContext;
use crate::extensions::settings::Basis;
use crate::mail;
use crate::mail::model::Letter;
use crate::sessions;
use crate::users::model::{Outcome, Saved, User};
use crate::users::queries::{self, StoredUser};

/// What differs between two states of a person, by the name of the form's control. A password shows only that it
/// changed.
pub(super) fn differences(before: &User, after: &User, new_password: bool) -> BTreeMap<String, Change> {
    let mut changes = BTreeMap::new();
    let mut compare = |field: &str, old: Value, new: Value| {
        if old != new {
            changes.insert(field.to_owned(), Change { old, new });
        }
    };
    compare("username", json!(before.username), json!(after.username));
    compare("email", json!(before.email), json!(after.email));
    compare("first_names", json!(before.first_names), json!(after.first_names));
    compare("last_names", json!(before.last_names), json!(after.last_names));
    compare("phone", json!(before.phone), json!(after.phone));
    compare("mobile", json!(before.mobile), json!(after.mobile));
    compare("position", json!(before.position), json!(after.position));
    compare("external_id", json!(before.external_id), json!(after.external_id));
    compare("status", json!(before.active), json!(after.active));
    compare("culture", json!(before.culture), json!(after.culture));
    compare("photo", json!(before.photo_id), json!(after.photo_id));
    compare("location", json!(before.location_id), json!(after.location_id));
    compare("latitude", json!(before.latitude), json!(after.latitude));
    compare("longitude", json!(before.longitude), json!(after.longitude));
    compare("must_change_password", json!(before.must_change_password), json!(after.must_change_password));
    compare("valid_since", json!(before.valid_since), json!(after.valid_since));
    compare("valid_until", json!(before.valid_until), json!(after.valid_until));
    for part in crate::users::model::AddressPart::ALL {
        let of = |user: &User| json!(user.address.get(&part).map(|entry| &entry.value));
        compare(&format!("address.{}", part.as_str()), of(before), of(after));
    }
    for field in before.fields.keys().chain(after.fields.keys()) {
        let of = |user: &User| user.fields.get(field).cloned().unwrap_or(Value::Null);
        compare(&format!("fields.{field}"), of(before), of(after));
    }
    if new_password {
        compare("password", Value::Null, json!("***"));
    }
    changes
}

enum Step {
    Refused(Vec<crate::users::model::Problem>),
    Insert(StoredUser),
    Update { person: StoredUser, expected: i64, changes: BTreeMap<String, Change>, weakens: bool },
    Keep(User),
}

fn step(draft: Draft, now: elenco_db::Instant) -> (Step, elenco_db::ProjectId) {
    let Draft { before, mut after, project, new_password, problems } = draft;
    let is_new = new_password.is_some();
    let (hash, basis) = new_password.map_or((None, None), |new| (Some(new.hash), Some(new.basis)));
    let step = match before {
        _ if !problems.is_empty() => Step::Refused(problems),
        None => Step::Insert(StoredUser { user: after, password_hash: hash, password_basis: basis }),
        Some(before) => {
            let changes = differences(&before.user, &after, is_new);
            if changes.is_empty() {
                Step::Keep(before.user)
            } else {
                after.version = before.user.version + 1;
                after.updated_at = now;
                let (password_hash, password_basis) =
                    if is_new { (hash, basis) } else { (before.password_hash, before.password_basis) };
                Step::Update {
                    weakens: administrators::weakens(&before.user, &after, now),
                    person: StoredUser { user: after, password_hash, password_basis },
                    expected: before.user.version,
                    changes,
                }
            }
        }
    };
    (step, project)
}

fn outcome(step: &Step) -> Outcome {
    match step {
        Step::Refused(problems) => Err(problems.clone()),
        Step::Insert(person) => Ok(Saved::Created(person.user.id)),
        Step::Update { person, changes, .. } => {
            Ok(Saved::Updated(person.user.id, changes.keys().cloned().collect()))
        }
        Step::Keep(user) => Ok(Saved::Unchanged(user.id)),
    }
}

/// Asks once more inside the transaction, since somebody may have taken an address after the drafts were judged; then
/// they are judged anew. No index can say this: an installation may allow one address for many.
fn refuse_taken_emails(
    conn: &mut Conn,
    scope: &elenco_db::TenantScope,
    steps: &[(Step, elenco_db::ProjectId)],
) -> Result<(), DbError> {
    let saved: Vec<&User> = steps
        .iter()
        .filter_map(|(step, _)| match step {
            Step::Insert(person) => Some(&person.user),
            Step::Update { person, changes, .. } => changes.contains_key("email").then_some(&person.user),
            Step::Refused(_) | Step::Keep(_) => None,
        })
        .filter(|user| !user.email.is_empty())
        .collect();
    if saved.is_empty() {
        return Ok(());
    }
    queries::one_at_a_time(conn, scope)?;
    let emails: Vec<String> = saved.iter().map(|user| user.email.clone()).collect();
    let found = queries::find_emails(conn, scope, &emails)?;
    let is_taken = |user: &&User| {
        let key = crate::fold::fold(&user.email);
        found.iter().any(|(email, owner)| *email == key && *owner != user.id)
    };
    if saved.iter().any(is_taken) { Err(DbError::Unique { constraint: "users_email" }) } else { Ok(()) }
}

/// Writes the good drafts, their memberships and their audit, and runs `along`, all or nothing.
pub(super) async fn apply(
    cx: &ServiceContext,
    drafts: Vec<Draft>,
    along: Arc<impl Fn(&mut Conn, &[Outcome]) -> Result<(), DbError> + Send + Sync + 'static>,
) -> Result<Vec<Outcome>, DbError> {
    let now = cx.app.clock.now();
    let bases: BTreeMap<String, Basis> = drafts
        .iter()
        .filter_map(|draft| draft.new_password.as_ref())
        .map(|new| (new.basis.clone(), new.rules.clone()))
        .collect();
    let had_password: BTreeSet<UserId> = drafts
        .iter()
        .filter_map(|draft| draft.before.as_ref())
        .filter(|before| before.user.has_password && cx.actor.user() != Some(before.user.id))
        .map(|before| before.user.id)
        .collect();
    let steps: Vec<(Step, elenco_db::ProjectId)> = drafts.into_iter().map(|draft| step(draft, now)).collect();
    let outcomes: Vec<Outcome> = steps.iter().map(|(step, _)| outcome(step)).collect();
    let entries: Vec<AuditEntry> = steps
        .iter()
        .filter_map(|(step, _)| {
            let (user, action, changes) = match step {
                Step::Insert(person) => (&person.user, "create", BTreeMap::new()),
                Step::Update { person, changes, .. } => (&person.user, "update", changes.clone()),
                Step::Refused(_) | Step::Keep(_) => return None,
            };
            Some(cx.audit_entry(now, ("user", user.id.as_uuid()), action, changes))
        })
        .collect();
    let weakened: Vec<UserId> = steps
        .iter()
        .filter_map(|(step, _)| match step {
            Step::Update { person, weakens: true, .. } => Some(person.user.id),
            _ => None,
        })
        .collect();
    let (scope, by, app) = (cx.scope, cx.clone(), cx.app.clone());
    let answer = outcomes.clone();
    let unique_email = cx.app.config.people.unique_email;
    cx.app
        .db
        .write(move |conn| {
            let new: Vec<StoredUser> = steps
                .iter()
                .filter_map(
                    |(step, _)| if let Step::Insert(person) = step { Some(person.clone()) } else { None },
                )
                .collect();
            if unique_email {
                refuse_taken_emails(conn, &scope, &steps)?;
            }
            administrators::still_safe(&by, conn, &weakened)?;
            queries::keep_bases(conn, &scope, &bases, now)?;
            queries::insert(conn, &new)?;
            for (step, _) in &steps {
                if let Step::Update { person, expected, changes, .. } = step {
                    queries::update(conn, &scope, person, *expected)?;
                    // Whoever is switched off or gets a new password is signed out everywhere at once.
                    if changes.contains_key("password") || !person.user.active {
                        sessions::service::end_all_of(conn, &scope, person.user.id)?;
                    }
                    // One hears of a password that somebody else set, unless it is the first one.
                    if changes.contains_key("password") && had_password.contains(&person.user.id) {
                        let letter = Letter::PasswordChanged { at: now };
                        mail::service::tell(conn, &app, &scope, person.user.id, &letter, now)?;
                    }
                }
            }
            let mut members: BTreeMap<elenco_db::ProjectId, Vec<&User>> = BTreeMap::new();
            for (step, project) in &steps {
                let user = match step {
                    Step::Insert(person) | Step::Update { person, .. } => &person.user,
                    Step::Keep(user) => user,
                    Step::Refused(_) => continue,
                };
                members.entry(*project).or_default().push(user);
            }
            for (project, people) in members {
                queries::join_project(conn, &scope, project, &people, now)?;
            }
            audit::insert(conn, &scope, &entries)?;
            along(conn, &outcomes)
        })
        .await?;
    Ok(answer)
}
