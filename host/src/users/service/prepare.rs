//! First half of saving: reads who is there, lays the changes over, and judges the result. Writes nothing.
use std::collections::{HashMap, HashSet};

use elenco_db::{LocationId, UserId};

use super::passwords::{self, AcceptedPassword};
use super::{administrators, fields, validate};
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::fold::fold;
use crate::position::Position;
use crate::users::model::{
    Intent, LocationChoice, NewPassword, Problem, Submission, User, UserChanges, UserKind,
};
use crate::users::queries::{self, StoredUser};

/// A submission after judgement.
pub(super) struct Draft {
    pub before: Option<StoredUser>,
    pub after: User,
    pub project: elenco_db::ProjectId,
    /// A password that was accepted.
    pub new_password: Option<AcceptedPassword>,
    pub problems: Vec<Problem>,
}

struct Present {
    by_id: HashMap<UserId, StoredUser>,
    by_name: HashMap<String, StoredUser>,
    external: HashMap<String, UserId>,
    emails: Vec<(String, UserId)>,
    locations: HashSet<LocationId>,
}

async fn read_present(cx: &ServiceContext, submissions: &[Submission]) -> Result<Present, AppError> {
    let mut ids = Vec::new();
    let mut names = Vec::new();
    let mut external = Vec::new();
    let mut emails = Vec::new();
    let mut places = Vec::new();
    for submission in submissions {
        if let Intent::Update { id, .. } = submission.intent {
            ids.push(id);
        }
        names.extend(submission.changes.username.as_deref().map(validate::tidy));
        external.extend(
            submission.changes.external_id.as_deref().map(validate::tidy).filter(|id| !id.is_empty()),
        );
        if cx.app.config.people.unique_email {
            emails.extend(submission.changes.email.as_deref().map(validate::tidy).filter(|e| !e.is_empty()));
        }
        if let Some(LocationChoice::Id(id)) = submission.changes.location {
            places.push(id);
        }
    }
    let scope = cx.scope;
    cx.app
        .db
        .read(move |conn| {
            let by_id = if ids.is_empty() { Vec::new() } else { queries::find_by_ids(conn, &scope, &ids)? };
            let by_name =
                if names.is_empty() { Vec::new() } else { queries::find_by_usernames(conn, &scope, &names)? };
            let external = if external.is_empty() {
                HashMap::new()
            } else {
                queries::find_external_ids(conn, &scope, &external)?
            };
            let emails =
                if emails.is_empty() { Vec::new() } else { queries::find_emails(conn, &scope, &emails)? };
            let places =
                if places.is_empty() { Vec::new() } else { queries::known_locations(conn, &scope, &places)? };
            Ok::<Present, elenco_db::DbError>(Present {
                by_id: by_id.into_iter().map(|stored| (stored.user.id, stored)).collect(),
                by_name: by_name.into_iter().map(|stored| (fold(&stored.user.username), stored)).collect(),
                external,
                emails,
                locations: places.into_iter().collect(),
            })
        })
        .await
        .map_err(AppError::Database)
}

fn blank(cx: &ServiceContext, kind: UserKind) -> User {
    let now = cx.app.clock.now();
    User {
        tenant_id: cx.scope.tenant(),
        id: UserId::from_uuid(cx.app.ids.uuid()),
        kind,
        username: String::new(),
        email: String::new(),
        first_names: String::new(),
        last_names: String::new(),
        phone: String::new(),
        mobile: String::new(),
        position: String::new(),
        external_id: None,
        active: true,
        culture: cx.culture,
        photo_id: None,
        location_id: None,
        address: Default::default(),
        fields: Default::default(),
        latitude: None,
        longitude: None,
        has_password: false,
        must_change_password: false,
        valid_since: None,
        valid_until: None,
        last_sign_in_at: None,
        version: 1,
        created_at: now,
        updated_at: now,
    }
}

/// Lays the changes over a person. Texts are tidied; an address part that is emptied is gone.
fn lay_over(user: &mut User, changes: &UserChanges) {
    let texts = [
        (&mut user.username, &changes.username),
        (&mut user.email, &changes.email),
        (&mut user.first_names, &changes.first_names),
        (&mut user.last_names, &changes.last_names),
        (&mut user.phone, &changes.phone),
        (&mut user.mobile, &changes.mobile),
        (&mut user.position, &changes.position),
    ];
    for (old, new) in texts {
        if let Some(new) = new {
            *old = validate::tidy(new);
        }
    }
    if let Some(external) = &changes.external_id {
        user.external_id = Some(validate::tidy(external)).filter(|id| !id.is_empty());
    }
    if let Some(location) = &changes.location {
        user.location_id = match location {
            LocationChoice::None => None,
            LocationChoice::Id(id) => Some(*id),
        };
    }
    for (part, entry) in &changes.address {
        let value = validate::tidy(&entry.value);
        if value.is_empty() {
            user.address.remove(part);
        } else if user.address.get(part).is_none_or(|kept| kept.value != value || entry.source.is_some()) {
            let source = entry.source.clone();
            user.address.insert(*part, crate::users::model::AddressValue { value, source });
        }
    }
    user.active = changes.active.unwrap_or(user.active);
    user.culture = changes.culture.unwrap_or(user.culture);
    user.must_change_password = changes.must_change_password.unwrap_or(user.must_change_password);
    user.valid_since = changes.valid_since.unwrap_or(user.valid_since);
    user.valid_until = changes.valid_until.unwrap_or(user.valid_until);
    user.photo_id = changes.photo_id.unwrap_or(user.photo_id);
    if let Some(position) = changes.position_on_map {
        let rounded = position.map(|(latitude, longitude)| {
            Position::new(latitude, longitude).map_or((latitude, longitude), |p| (p.latitude, p.longitude))
        });
        (user.latitude, user.longitude) = rounded.unzip();
    }
}

fn draft(cx: &ServiceContext, submission: &Submission, present: &Present) -> Result<Draft, AppError> {
    let name = submission.changes.username.as_deref().map(|name| fold(&validate::tidy(name)));
    let named = name.as_ref().and_then(|name| present.by_name.get(name));
    let before = match &submission.intent {
        Intent::Create => None,
        Intent::Update { id, expected_version } => {
            let stored = present.by_id.get(id).ok_or(AppError::NotFound)?;
            if expected_version.is_some_and(|expected| expected != stored.user.version) {
                return Err(AppError::Conflict);
            }
            Some(stored)
        }
        Intent::CreateOrUpdate => named,
    };
    let mut after = before.map_or_else(|| blank(cx, submission.kind), |stored| stored.user.clone());
    lay_over(&mut after, &submission.changes);
    let mut problems = validate::check(&after, &cx.texts());
    if named.is_some_and(|named| named.user.id != after.id) {
        problems.push(validate::problem(
            cx,
            "username",
            "user.username-taken",
            "users-problem-username-taken",
        ));
    }
    if after.kind != submission.kind {
        problems.push(validate::problem(cx, "username", "user.other-kind", "users-problem-other-kind"));
    }
    let external = after.external_id.as_ref().and_then(|external| present.external.get(external));
    if external.is_some_and(|owner| *owner != after.id) {
        problems.push(validate::problem(
            cx,
            "external_id",
            "user.external-id-taken",
            "users-problem-external-id-taken",
        ));
    }
    let email = fold(&after.email);
    if !email.is_empty() && present.emails.iter().any(|(key, owner)| *key == email && *owner != after.id) {
        problems.push(validate::problem(cx, "email", "user.email-taken", "users-problem-email-taken"));
    }
    if let Some(LocationChoice::Id(id)) = submission.changes.location
        && !present.locations.contains(&id)
    {
        problems.push(validate::problem(cx, "location", "user.location-unknown", "users-problem-location"));
    }
    Ok(Draft { before: before.cloned(), after, project: submission.project, new_password: None, problems })
}

/// Names and external ids that two submissions of one call both want.
fn refuse_doubles(cx: &ServiceContext, drafts: &mut [Draft]) {
    let mut names = HashSet::new();
    let mut external_ids = HashSet::new();
    let mut emails = HashSet::new();
    for draft in drafts {
        if cx.app.config.people.unique_email
            && !draft.after.email.is_empty()
            && !emails.insert(fold(&draft.after.email))
        {
            draft.problems.push(validate::problem(
                cx,
                "email",
                "user.email-taken",
                "users-problem-email-taken",
            ));
        }
        if !draft.after.username.is_empty() && !names.insert(fold(&draft.after.username)) {
            draft.problems.push(validate::problem(
                cx,
                "username",
                "user.username-taken",
                "users-problem-username-taken",
            ));
        }
        if let Some(external) = &draft.after.external_id
            && !external_ids.insert(external.clone())
        {
            let key = "users-problem-external-id-taken";
            draft.problems.push(validate::problem(cx, "external_id", "user.external-id-taken", key));
        }
    }
}

/// Reads, lays over, judges.
pub(super) async fn prepare(cx: &ServiceContext, submissions: &[Submission]) -> Result<Vec<Draft>, AppError> {
    let present = read_present(cx, submissions).await?;
    let mut drafts = submissions
        .iter()
        .map(|submission| draft(cx, submission, &present))
        .collect::<Result<Vec<_>, _>>()?;
    refuse_doubles(cx, &mut drafts);
    fields::judge(cx, submissions, &mut drafts).await?;
    // Many passwords of one batch are judged and hashed at the same time; the hasher bounds how many.
    let scoped = passwords::scoped_settings(cx).await?;
    let scoped = &scoped;
    let work = drafts.iter_mut().zip(submissions).filter_map(|(draft, submission)| {
        submission.changes.password.as_ref().map(|NewPassword::Plain(password)| async move {
            passwords::judge(cx, scoped, draft, password).await
        })
    });
    futures_util::future::try_join_all(work).await?;
    for (draft, submission) in drafts.iter_mut().zip(submissions) {
        if let Some(must) = submission.changes.must_change_password {
            draft.after.must_change_password = must;
        }
    }
    administrators::judge(cx, &mut drafts).await?;
    Ok(drafts)
}
