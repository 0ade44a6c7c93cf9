//! Use cases about kept views. Whoever sees the list keeps views of it; only whose they are changes them.
use std::collections::BTreeMap;

use elenco_db::{DbError, SavedViewId, UserId};
use serde_json::json;

use super::model::{Preference, SavedView, ViewValues};
use super::queries;
use crate::audit::model::Change;
use crate::audit::queries as audit;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::users::model::{Problem, Words};

/// Longest name, in characters.
const NAME: usize = 60;
/// Most views of one list that somebody keeps.
const OWN: i64 = 50;
/// Most views that a menu shows.
const SHOWN: i64 = 200;
/// Most words of a view, and most characters of one.
const WORDS: (usize, usize) = (64, 2000);
/// Most columns of a list.
const COLUMNS: usize = 40;

/// Who reads the list. A program and the server itself have no views.
fn reader(cx: &ServiceContext) -> Result<UserId, AppError> {
    cx.require(Permission::UsersList)?;
    cx.actor.user().ok_or(AppError::NotFound)
}

fn problem(code: &str, message: String) -> AppError {
    AppError::Invalid(vec![Problem { field: "name".to_owned(), code: code.to_owned(), message }])
}

fn tidy(name: &str) -> String {
    let name: String = name.chars().filter(|c| !c.is_control()).collect();
    name.trim().to_owned()
}

fn check(cx: &ServiceContext, values: &ViewValues) -> Result<(), AppError> {
    let t = cx.texts();
    if crate::fold::fold(&values.name).is_empty() {
        return Err(problem("view.required", t.t("saved-views-problem-required").into_owned()));
    }
    if values.name.chars().count() > NAME {
        let message = t.ta("saved-views-problem-too-long", &[("limit", NAME.into())]);
        return Err(problem("view.too-long", message));
    }
    let is_large = |words: &Words| {
        words.len() > WORDS.0
            || words.iter().any(|(name, value)| name.chars().count() + value.chars().count() > WORDS.1)
    };
    if values.words.as_ref().is_some_and(is_large) {
        return Err(AppError::BadRequest {
            code: "view.too-large",
            detail: "a view keeps fewer and shorter filters".to_owned(),
        });
    }
    if values.shared {
        // A view for everybody stands in everybody's menu.
        cx.require(Permission::UsersUpdate)?;
    }
    Ok(())
}

fn name_taken(cx: &ServiceContext, error: DbError) -> AppError {
    match error {
        DbError::Unique { constraint: "saved_views_name" } => {
            problem("view.name-taken", cx.texts().t("saved-views-problem-name-taken").into_owned())
        }
        DbError::NotFound => AppError::Conflict,
        other => AppError::from(other),
    }
}

fn changes(before: Option<&SavedView>, after: Option<&SavedView>) -> BTreeMap<String, Change> {
    let value = |view: Option<&SavedView>, of: &dyn Fn(&SavedView) -> serde_json::Value| {
        view.map_or(serde_json::Value::Null, of)
    };
    let mut all = BTreeMap::new();
    let mut compare = |name: &str, of: &dyn Fn(&SavedView) -> serde_json::Value| {
        let change = Change { old: value(before, of), new: value(after, of) };
        if change.old != change.new {
            all.insert(name.to_owned(), change);
        }
    };
    compare("name", &|view| json!(view.name));
    compare("shared", &|view| json!(view.shared));
    compare("list", &|view| json!(view.page));
    compare("shows", &|view| json!(view.words));
    all
}

/// The views of a list that the reader sees, and how the reader's list begins.
///
/// # Errors
/// [`AppError::Forbidden`] and the database's.
pub async fn open_list(
    cx: &ServiceContext,
    page: &'static str,
) -> Result<(Vec<SavedView>, Preference), AppError> {
    let user = reader(cx)?;
    let scope = cx.scope;
    let read = move |conn: &mut elenco_db::Conn| {
        let views = queries::list(conn, &scope, user, page, SHOWN)?;
        Ok((views, queries::preference(conn, &scope, user, page)?))
    };
    cx.app.db.read(read).await.map_err(AppError::Database)
}

/// A view that the reader sees.
///
/// # Errors
/// [`AppError::NotFound`] for somebody else's own, too.
pub async fn find_view(
    cx: &ServiceContext,
    page: &'static str,
    id: SavedViewId,
) -> Result<SavedView, AppError> {
    let user = reader(cx)?;
    let scope = cx.scope;
    let found = cx.app.db.read(move |conn| queries::find(conn, &scope, user, id)).await;
    found.map_err(AppError::Database)?.filter(|view| view.page == page).ok_or(AppError::NotFound)
}

/// The reader's own view.
async fn own_view(cx: &ServiceContext, page: &'static str, id: SavedViewId) -> Result<SavedView, AppError> {
    let view = find_view(cx, page, id).await?;
    if cx.actor.user() == Some(view.user_id) { Ok(view) } else { Err(AppError::NotFound) }
}

/// Keeps a view.
///
/// # Errors
/// [`AppError::Invalid`] says what is wrong with the name; [`AppError::Forbidden`] for a view for everybody.
pub async fn create_view(
    cx: &ServiceContext,
    page: &'static str,
    mut values: ViewValues,
) -> Result<SavedView, AppError> {
    let user = reader(cx)?;
    values.name = tidy(&values.name);
    check(cx, &values)?;
    let now = cx.app.clock.now();
    let view = SavedView {
        id: SavedViewId::from_uuid(cx.app.ids.uuid()),
        user_id: user,
        page: page.to_owned(),
        name: values.name,
        words: values.words.unwrap_or_default(),
        shared: values.shared,
        version: 1,
        created_at: now,
        updated_at: now,
    };
    let entry = cx.audit_entry(now, ("saved_view", view.id.as_uuid()), "create", changes(None, Some(&view)));
    let (scope, kept) = (cx.scope, view.clone());
    let write = move |conn: &mut elenco_db::Conn| {
        if queries::count(conn, &scope, user, page)? >= OWN {
            return Ok(false);
        }
        queries::insert(conn, &scope, &kept)?;
        audit::insert(conn, &scope, std::slice::from_ref(&entry))?;
        Ok::<_, DbError>(true)
    };
    if !cx.app.db.write(write).await.map_err(|error| name_taken(cx, error))? {
        let limit = usize::try_from(OWN).unwrap_or_default();
        let message = cx.texts().ta("saved-views-problem-too-many", &[("limit", limit.into())]);
        return Err(problem("view.too-many", message));
    }
    Ok(view)
}

/// Changes one's own view.
///
/// # Errors
/// [`AppError::Conflict`] when it was changed meanwhile; others as in [`create_view`]; [`AppError::NotFound`] for somebody
/// else's.
pub async fn change_view(
    cx: &ServiceContext,
    page: &'static str,
    (id, expected_version): (SavedViewId, i64),
    mut values: ViewValues,
) -> Result<SavedView, AppError> {
    let before = own_view(cx, page, id).await?;
    values.name = tidy(&values.name);
    check(cx, &values)?;
    if before.version != expected_version {
        return Err(AppError::Conflict);
    }
    let now = cx.app.clock.now();
    let mut after = before.clone();
    after.name = values.name;
    after.shared = values.shared;
    after.words = values.words.unwrap_or(after.words);
    if after == before {
        return Ok(after);
    }
    after.version += 1;
    after.updated_at = now;
    let what = changes(Some(&before), Some(&after));
    let entry = cx.audit_entry(now, ("saved_view", id.as_uuid()), "update", what);
    let (scope, kept) = (cx.scope, after.clone());
    let write = move |conn: &mut elenco_db::Conn| {
        queries::update(conn, &scope, &kept, expected_version)?;
        audit::insert(conn, &scope, std::slice::from_ref(&entry))
    };
    cx.app.db.write(write).await.map_err(|error| name_taken(cx, error))?;
    Ok(after)
}

/// Deletes one's own view.
///
/// # Errors
/// [`AppError::NotFound`] for somebody else's.
pub async fn delete_view(cx: &ServiceContext, page: &'static str, id: SavedViewId) -> Result<(), AppError> {
    let before = own_view(cx, page, id).await?;
    let what = changes(Some(&before), None);
    let entry = cx.audit_entry(cx.app.clock.now(), ("saved_view", id.as_uuid()), "delete", what);
    let scope = cx.scope;
    let write = move |conn: &mut elenco_db::Conn| {
        let gone = queries::delete(conn, &scope, id)?;
        if gone {
            audit::insert(conn, &scope, std::slice::from_ref(&entry))?;
        }
        Ok::<_, DbError>(gone)
    };
    let gone = cx.app.db.write(write).await.map_err(AppError::Database)?;
    if gone { Ok(()) } else { Err(AppError::NotFound) }
}

/// Keeps a part of how the reader's list begins.
async fn prefer(
    cx: &ServiceContext,
    page: &'static str,
    change: impl Fn(&mut Preference) + Send + Sync + 'static,
) -> Result<(), AppError> {
    let user = reader(cx)?;
    let scope = cx.scope;
    let write = move |conn: &mut elenco_db::Conn| {
        let mut preference = queries::preference(conn, &scope, user, page)?;
        change(&mut preference);
        queries::keep_preference(conn, &scope, user, page, &preference)
    };
    cx.app.db.write(write).await.map_err(AppError::Database)
}

/// Lets the reader's list begin with a view, or with none.
///
/// # Errors
/// [`AppError::NotFound`] for a view that the reader does not see.
pub async fn begin_with(
    cx: &ServiceContext,
    page: &'static str,
    view: Option<SavedViewId>,
) -> Result<(), AppError> {
    if let Some(id) = view {
        find_view(cx, page, id).await?;
    }
    prefer(cx, page, move |preference| preference.default_view = view).await
}

/// Keeps the reader's choice of columns; nothing for the usual ones.
///
/// # Errors
/// The database's.
pub async fn choose_columns(
    cx: &ServiceContext,
    page: &'static str,
    columns: Option<Vec<String>>,
) -> Result<(), AppError> {
    let columns = columns.map(|all| all.into_iter().take(COLUMNS).collect::<Vec<_>>());
    prefer(cx, page, move |preference| preference.columns.clone_from(&columns)).await
}
