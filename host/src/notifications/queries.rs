//! Every query about notifications.
use std::collections::HashMap;

use diesel::prelude::*;
use elenco_db::schema::{exports, imports, notifications};
use elenco_db::{
    Conn, DbError, ExportId, ImportId, Instant, JobId, Json, NotificationId, TenantId, TenantScope, UserId,
    each,
};
use serde_json::Value;

use super::model::{
    Anchor, ExportDigest, Fingerprint, ImportDigest, NewNotification, Notification, NotificationKind,
    NotificationState, UNREAD_LIMIT,
};
use crate::users::model::UserKind;

/// Notifications that the fingerprint looks at: more than any panel shows.
const RECENT: i64 = 100;

#[derive(Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = notifications, treat_none_as_default_value = false)]
struct NotificationRow {
    tenant_id: TenantId,
    id: NotificationId,
    user_id: UserId,
    kind: String,
    state: String,
    subject: Json<Value>,
    created_at: Instant,
    updated_at: Instant,
    read_at: Option<Instant>,
}

/// The document that is kept: the subject as it was given, and which import or export it is about.
fn document(kind: NotificationKind, subject: &Value) -> (&'static str, Value) {
    let (word, about) = match kind {
        NotificationKind::Import(id) => ("import", Some(id.to_string())),
        NotificationKind::Export(id) => ("export", Some(id.to_string())),
        NotificationKind::BulkChange(id) => ("bulk_change", Some(id.to_string())),
        NotificationKind::Message => ("message", None),
    };
    (word, serde_json::json!({ "about": about, "subject": subject }))
}

impl NotificationRow {
    /// The notification of a row; nothing when a newer version wrote words that this one does not know.
    fn into_notification(self) -> Option<Notification> {
        let about = self.subject.0.get("about").and_then(Value::as_str);
        let kind = match self.kind.as_str() {
            "import" => NotificationKind::Import(about?.parse().ok()?),
            "export" => NotificationKind::Export(about?.parse().ok()?),
            "bulk_change" => NotificationKind::BulkChange(about?.parse().ok()?),
            "message" => NotificationKind::Message,
            _ => return None,
        };
        Some(Notification {
            id: self.id,
            user: self.user_id,
            kind,
            state: NotificationState::parse(&self.state)?,
            subject: self.subject.0.get("subject").cloned().unwrap_or_default(),
            created_at: self.created_at,
            updated_at: self.updated_at,
            read_at: self.read_at,
        })
    }
}

/// Adds a notification.
///
/// # Errors
/// The engine's.
pub fn insert(
    conn: &mut Conn,
    scope: &TenantScope,
    new: &NewNotification,
    state: NotificationState,
    now: Instant,
) -> Result<(), DbError> {
    let (kind, subject) = document(new.kind, &new.subject);
    let row = NotificationRow {
        tenant_id: scope.tenant(),
        id: new.id,
        user_id: new.user,
        kind: kind.to_owned(),
        state: state.as_str().to_owned(),
        subject: Json(subject),
        created_at: now,
        updated_at: now,
        read_at: None,
    };
    each!(conn, c => diesel::insert_into(notifications::table).values(&row).execute(c))?;
    Ok(())
}

/// Gives a notification another state. What changed is unread again. One that is gone, because its reader is, is no
/// error.
///
/// # Errors
/// The engine's.
pub fn set_state(
    conn: &mut Conn,
    scope: &TenantScope,
    id: NotificationId,
    state: NotificationState,
    now: Instant,
) -> Result<(), DbError> {
    diesel::update(
        notifications::table
            .filter(notifications::tenant_id.eq(scope.tenant()))
            .filter(notifications::id.eq(id))
            .filter(notifications::state.ne(state.as_str())),
    )
    .set((
        notifications::state.eq(state.as_str()),
        notifications::updated_at.eq(now),
        notifications::read_at.eq(None::<Instant>),
    ))
    .execute(conn)?;
    Ok(())
}

/// One of somebody's notifications.
///
/// # Errors
/// The engine's.
pub fn find(
    conn: &mut Conn,
    scope: &TenantScope,
    user: UserId,
    id: NotificationId,
) -> Result<Option<Notification>, DbError> {
    let row: Option<NotificationRow> = notifications::table
        .filter(notifications::tenant_id.eq(scope.tenant()))
        .filter(notifications::user_id.eq(user))
        .filter(notifications::id.eq(id))
        .select(NotificationRow::as_select())
        .first(conn)
        .optional()?;
    Ok(row.and_then(NotificationRow::into_notification))
}

/// Somebody's notifications, the newest first, going back from an anchor.
///
/// # Errors
/// The engine's.
pub fn list(
    conn: &mut Conn,
    scope: &TenantScope,
    user: UserId,
    after: Option<Anchor>,
    limit: i64,
) -> Result<Vec<Notification>, DbError> {
    let mut query = notifications::table
        .filter(notifications::tenant_id.eq(scope.tenant()))
        .filter(notifications::user_id.eq(user))
        .select(NotificationRow::as_select())
        .order((notifications::created_at.desc(), notifications::id.desc()))
        .limit(limit)
        .into_boxed();
    if let Some(anchor) = after {
        query = query.filter(
            notifications::created_at
                .le(anchor.created_at)
                .and(notifications::created_at.lt(anchor.created_at).or(notifications::id.lt(anchor.id))),
        );
    }
    let rows: Vec<NotificationRow> = query.load(conn)?;
    Ok(rows.into_iter().filter_map(NotificationRow::into_notification).collect())
}

/// What changes whenever somebody's recent notifications do.
///
/// # Errors
/// The engine's.
pub fn fingerprint(conn: &mut Conn, scope: &TenantScope, user: UserId) -> Result<Fingerprint, DbError> {
    let recent: Vec<Instant> = notifications::table
        .filter(notifications::tenant_id.eq(scope.tenant()))
        .filter(notifications::user_id.eq(user))
        .order(notifications::created_at.desc())
        .limit(RECENT)
        .select(notifications::updated_at)
        .load(conn)?;
    let unread: Vec<NotificationId> = notifications::table
        .filter(notifications::tenant_id.eq(scope.tenant()))
        .filter(notifications::user_id.eq(user))
        .filter(notifications::read_at.is_null())
        .limit(UNREAD_LIMIT)
        .select(notifications::id)
        .load(conn)?;
    Ok(Fingerprint { changed_at: recent.into_iter().max(), unread: unread.len() as i64 })
}

/// Marks one or all of somebody's notifications as read.
///
/// # Errors
/// The engine's.
pub fn mark_read(
    conn: &mut Conn,
    scope: &TenantScope,
    user: UserId,
    only: Option<NotificationId>,
    now: Instant,
) -> Result<(), DbError> {
    let unread = notifications::table
        .filter(notifications::tenant_id.eq(scope.tenant()))
        .filter(notifications::user_id.eq(user))
        .filter(notifications::read_at.is_null());
    let read = notifications::read_at.eq(Some(now));
    match only {
        Some(id) => diesel::update(unread.filter(notifications::id.eq(id))).set(read).execute(conn)?,
        None => diesel::update(unread).set(read).execute(conn)?,
    };
    Ok(())
}

#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = imports)]
struct ImportRow {
    id: ImportId,
    job_id: JobId,
    kind: String,
    file_name: String,
    state: String,
    rows_read: i64,
    rows_created: i64,
    rows_updated: i64,
    rows_unchanged: i64,
    rows_failed: i64,
    error_code: Option<String>,
}

/// Imports by id, each with its job.
///
/// # Errors
/// The engine's.
pub fn imports(
    conn: &mut Conn,
    scope: &TenantScope,
    ids: &[ImportId],
) -> Result<HashMap<ImportId, (JobId, ImportDigest)>, DbError> {
    let rows: Vec<ImportRow> = imports::table
        .filter(imports::tenant_id.eq(scope.tenant()))
        .filter(imports::id.eq_any(ids))
        .select(ImportRow::as_select())
        .load(conn)?;
    let digest = |row: ImportRow| {
        Some(ImportDigest {
            id: row.id,
            kind: UserKind::parse(&row.kind)?,
            file_name: row.file_name,
            state: row.state,
            rows_read: row.rows_read,
            rows_created: row.rows_created,
            rows_updated: row.rows_updated,
            rows_unchanged: row.rows_unchanged,
            rows_failed: row.rows_failed,
            error_code: row.error_code,
            progress: None,
        })
    };
    Ok(rows.into_iter().filter_map(|row| Some((row.id, (row.job_id, digest(row)?)))).collect())
}

#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = exports)]
struct ExportRow {
    id: ExportId,
    job_id: Option<JobId>,
    kind: String,
    mode: String,
    state: String,
    records: i64,
    parts: i64,
    file_key: Option<String>,
    file_size: Option<i64>,
    expires_at: Option<Instant>,
    error_code: Option<String>,
    error_detail: Option<Json<Value>>,
}

/// Exports by id, each with its job.
///
/// # Errors
/// The engine's.
pub fn exports(
    conn: &mut Conn,
    scope: &TenantScope,
    ids: &[ExportId],
) -> Result<HashMap<ExportId, (Option<JobId>, ExportDigest)>, DbError> {
    let rows: Vec<ExportRow> = exports::table
        .filter(exports::tenant_id.eq(scope.tenant()))
        .filter(exports::id.eq_any(ids))
        .select(ExportRow::as_select())
        .load(conn)?;
    let digest = |row: ExportRow| {
        Some(ExportDigest {
            id: row.id,
            kind: UserKind::parse(&row.kind)?,
            mode: row.mode,
            state: row.state,
            records: row.records,
            parts: row.parts,
            file_size: row.file_size,
            has_file: row.file_key.is_some(),
            expires_at: row.expires_at,
            error_code: row.error_code,
            error_message: row
                .error_detail
                .and_then(|detail| Some(detail.0.get("message")?.as_str()?.to_owned())),
            progress: None,
        })
    };
    Ok(rows.into_iter().filter_map(|row| Some((row.id, (row.job_id, digest(row)?)))).collect())
}
