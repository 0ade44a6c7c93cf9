//! Every query about kept views and preferences of lists.
use diesel::prelude::*;
use elenco_db::dialect::OnBoth;
use elenco_db::schema::{list_preferences, saved_views};
use elenco_db::{Conn, DbError, Instant, Json, SavedViewId, TenantId, TenantScope, UserId};

use super::model::{Preference, SavedView};
use crate::fold::fold;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = saved_views, treat_none_as_default_value = false)]
struct ViewRow {
    tenant_id: TenantId,
    id: SavedViewId,
    user_id: UserId,
    page: String,
    name: String,
    name_key: String,
    state: Json,
    shared: bool,
    version: i64,
    created_at: Instant,
    updated_at: Instant,
}

fn view(row: ViewRow) -> SavedView {
    SavedView {
        id: row.id,
        user_id: row.user_id,
        page: row.page,
        name: row.name,
        // A document of another shape says nothing, and the view shows everybody.
        words: serde_json::from_value(row.state.0).unwrap_or_default(),
        shared: row.shared,
        version: row.version,
        created_at: row.created_at,
        updated_at: row.updated_at,
    }
}

fn row(scope: &TenantScope, view: &SavedView) -> ViewRow {
    ViewRow {
        tenant_id: scope.tenant(),
        id: view.id,
        user_id: view.user_id,
        page: view.page.clone(),
        name: view.name.clone(),
        name_key: fold(&view.name),
        state: Json(serde_json::to_value(&view.words).unwrap_or_default()),
        shared: view.shared,
        version: view.version,
        created_at: view.created_at,
        updated_at: view.updated_at,
    }
}

/// The views of a list that somebody sees: one's own, and those for everybody, by name, at most so many.
///
/// # Errors
/// The engine's.
pub fn list(
    conn: &mut Conn,
    scope: &TenantScope,
    user: UserId,
    page: &str,
    limit: i64,
) -> Result<Vec<SavedView>, DbError> {
    let rows: Vec<ViewRow> = saved_views::table
        .filter(saved_views::tenant_id.eq(scope.tenant()))
        .filter(saved_views::page.eq(page))
        .filter(saved_views::user_id.eq(user).or(saved_views::shared.eq(true)))
        .order((saved_views::name_key, saved_views::id))
        .limit(limit)
        .select(ViewRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(view).collect())
}

/// How many views of a list somebody keeps.
///
/// # Errors
/// The engine's.
pub fn count(conn: &mut Conn, scope: &TenantScope, user: UserId, page: &str) -> Result<i64, DbError> {
    Ok(saved_views::table
        .filter(saved_views::tenant_id.eq(scope.tenant()))
        .filter(saved_views::user_id.eq(user))
        .filter(saved_views::page.eq(page))
        .count()
        .get_result(conn)?)
}

/// One view, when this person sees it.
///
/// # Errors
/// The engine's.
pub fn find(
    conn: &mut Conn,
    scope: &TenantScope,
    user: UserId,
    id: SavedViewId,
) -> Result<Option<SavedView>, DbError> {
    let row: Option<ViewRow> = saved_views::table
        .filter(saved_views::tenant_id.eq(scope.tenant()))
        .filter(saved_views::id.eq(id))
        .filter(saved_views::user_id.eq(user).or(saved_views::shared.eq(true)))
        .select(ViewRow::as_select())
        .first(conn)
        .optional()?;
    Ok(row.map(view))
}

/// Adds a view.
///
/// # Errors
/// [`DbError::Unique`] with `saved_views_name`.
pub fn insert(conn: &mut Conn, scope: &TenantScope, view: &SavedView) -> Result<(), DbError> {
    diesel::insert_into(saved_views::table).values(row(scope, view)).execute(conn)?;
    Ok(())
}

/// Puts a changed view in the place of the one with `expected_version`.
///
/// # Errors
/// [`DbError::NotFound`] when it was changed meanwhile; [`DbError::Unique`] as in [`insert`].
pub fn update(
    conn: &mut Conn,
    scope: &TenantScope,
    view: &SavedView,
    expected_version: i64,
) -> Result<(), DbError> {
    let row = row(scope, view);
    let changed = diesel::update(
        saved_views::table
            .filter(saved_views::tenant_id.eq(scope.tenant()))
            .filter(saved_views::id.eq(view.id))
            .filter(saved_views::version.eq(expected_version)),
    )
    .set((
        saved_views::name.eq(row.name),
        saved_views::name_key.eq(row.name_key),
        saved_views::state.eq(row.state),
        saved_views::shared.eq(row.shared),
        saved_views::version.eq(row.version),
        saved_views::updated_at.eq(row.updated_at),
    ))
    .execute(conn)?;
    if changed == 0 { Err(DbError::NotFound) } else { Ok(()) }
}

/// Deletes a view; nobody's list begins with it any more.
///
/// # Errors
/// The engine's.
pub fn delete(conn: &mut Conn, scope: &TenantScope, id: SavedViewId) -> Result<bool, DbError> {
    diesel::update(
        list_preferences::table
            .filter(list_preferences::tenant_id.eq(scope.tenant()))
            .filter(list_preferences::default_view_id.eq(id)),
    )
    .set(list_preferences::default_view_id.eq(None::<SavedViewId>))
    .execute(conn)?;
    let gone = diesel::delete(
        saved_views::table.filter(saved_views::tenant_id.eq(scope.tenant())).filter(saved_views::id.eq(id)),
    )
    .execute(conn)?;
    Ok(gone > 0)
}

/// How a reader's list begins.
///
/// # Errors
/// The engine's.
pub fn preference(
    conn: &mut Conn,
    scope: &TenantScope,
    user: UserId,
    page: &str,
) -> Result<Preference, DbError> {
    let row: Option<(Json, Option<SavedViewId>)> = list_preferences::table
        .filter(list_preferences::tenant_id.eq(scope.tenant()))
        .filter(list_preferences::user_id.eq(user))
        .filter(list_preferences::page.eq(page))
        .select((list_preferences::columns_shown, list_preferences::default_view_id))
        .first(conn)
        .optional()?;
    Ok(row.map_or_else(Preference::default, |(columns, default_view)| Preference {
        columns: serde_json::from_value(columns.0).unwrap_or_default(),
        default_view,
    }))
}

/// Keeps how a reader's list begins.
///
/// # Errors
/// The engine's.
pub fn keep_preference(
    conn: &mut Conn,
    scope: &TenantScope,
    user: UserId,
    page: &str,
    preference: &Preference,
) -> Result<(), DbError> {
    let columns = Json(serde_json::to_value(&preference.columns).unwrap_or_default());
    let (default_view, page) = (preference.default_view, page.to_owned());
    OnBoth(
        diesel::insert_into(list_preferences::table)
            .values((
                list_preferences::tenant_id.eq(scope.tenant()),
                list_preferences::user_id.eq(user),
                list_preferences::page.eq(page),
                list_preferences::columns_shown.eq(columns.clone()),
                list_preferences::default_view_id.eq(default_view),
            ))
            .on_conflict((list_preferences::tenant_id, list_preferences::user_id, list_preferences::page))
            .do_update()
            .set((
                list_preferences::columns_shown.eq(columns),
                list_preferences::default_view_id.eq(default_view),
            )),
    )
    .execute(conn)?;
    Ok(())
}
