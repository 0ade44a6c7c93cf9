//! Every query about exports.
mod parts;
mod ties;

use diesel::prelude::*;
use elenco_db::schema::exports;
use elenco_db::{
    Conn, DbError, ExportId, Instant, JobId, Json, ProjectId, TenantId, TenantScope, UserId, each,
};
use serde_json::{Value, json};

use super::model::{Export, ExportMode, ExportState, Narrowed, ZIP};
use crate::locale::Culture;
use crate::users::model::UserKind;

pub use parts::{WrittenPart, begin, finish_part, location_codes, memberships_of, parts};
pub use ties::{
    ShiftRow, calendar_names, companies_of, groups_of, role_names, roles_of, service_names, services_of,
    shifts_of,
};

#[derive(Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = exports, treat_none_as_default_value = false)]
struct ExportRow {
    tenant_id: TenantId,
    id: ExportId,
    project_id: ProjectId,
    created_by: UserId,
    job_id: Option<JobId>,
    kind: String,
    mode: String,
    format: String,
    locale: String,
    options: Json<Value>,
    state: String,
    records: i64,
    records_total: i64,
    parts: i64,
    file_key: Option<String>,
    file_name: String,
    file_size: Option<i64>,
    error_code: Option<String>,
    error_detail: Option<Json<Value>>,
    created_at: Instant,
    finished_at: Option<Instant>,
    expires_at: Option<Instant>,
}

/// What a plugin said, when it was a plugin that refused.
fn message_of(detail: &Value) -> Option<String> {
    detail.get("message").and_then(Value::as_str).map(str::to_owned)
}

impl ExportRow {
    fn of(scope: &TenantScope, export: &Export) -> Self {
        Self {
            tenant_id: scope.tenant(),
            id: export.id,
            project_id: export.project,
            created_by: export.created_by,
            job_id: export.job,
            kind: export.kind.as_str().to_owned(),
            mode: export.mode.as_str().to_owned(),
            format: export.format.clone(),
            locale: export.culture.tag().to_owned(),
            options: Json(json!({
                "notification": export.notification,
                "media_type": export.media_type,
                "narrowed": export.narrowed,
            })),
            state: export.state.as_str().to_owned(),
            records: export.records,
            records_total: export.records_total,
            parts: export.parts,
            file_key: export.file_key.clone(),
            file_name: export.file_name.clone(),
            file_size: export.file_size.and_then(|size| i64::try_from(size).ok()),
            error_code: export.error_code.clone(),
            error_detail: export.error_message.as_ref().map(|message| Json(json!({ "message": message }))),
            created_at: export.created_at,
            finished_at: export.finished_at,
            expires_at: export.expires_at,
        }
    }

    /// The export of a row; nothing when a newer version wrote words that this one does not know.
    fn into_export(self) -> Option<Export> {
        let option = |name: &str| self.options.0.get(name).and_then(Value::as_str);
        let notification = option("notification");
        let media_type = option("media_type").unwrap_or(ZIP).to_owned();
        // What cannot be read must not become everybody.
        let narrowed = match self.options.0.get("narrowed") {
            Some(narrowed) => serde_json::from_value(narrowed.clone()).ok()?,
            None => Narrowed::default(),
        };
        Some(Export {
            id: self.id,
            project: self.project_id,
            created_by: self.created_by,
            job: self.job_id,
            notification: notification.and_then(|id| id.parse().ok()),
            kind: UserKind::parse(&self.kind)?,
            mode: ExportMode::parse(&self.mode)?,
            format: self.format,
            narrowed,
            culture: Culture::from_tag(&self.locale)?,
            state: ExportState::parse(&self.state)?,
            records: self.records,
            records_total: self.records_total,
            parts: self.parts,
            file_key: self.file_key,
            file_name: self.file_name,
            media_type,
            file_size: self.file_size.and_then(|size| u64::try_from(size).ok()),
            error_code: self.error_code,
            error_message: self.error_detail.and_then(|detail| message_of(&detail.0)),
            created_at: self.created_at,
            finished_at: self.finished_at,
            expires_at: self.expires_at,
        })
    }
}

/// Adds an export.
///
/// # Errors
/// The engine's.
pub fn insert(conn: &mut Conn, scope: &TenantScope, export: &Export) -> Result<(), DbError> {
    let row = ExportRow::of(scope, export);
    each!(conn, c => diesel::insert_into(exports::table).values(&row).execute(c))?;
    Ok(())
}

/// One export.
///
/// # Errors
/// The engine's.
pub fn find(conn: &mut Conn, scope: &TenantScope, id: ExportId) -> Result<Option<Export>, DbError> {
    let row: Option<ExportRow> = exports::table
        .filter(exports::tenant_id.eq(scope.tenant()))
        .filter(exports::id.eq(id))
        .select(ExportRow::as_select())
        .first(conn)
        .optional()?;
    Ok(row.and_then(ExportRow::into_export))
}

/// The export that a job does.
///
/// # Errors
/// The engine's.
pub fn find_by_job(conn: &mut Conn, scope: &TenantScope, job: JobId) -> Result<Option<Export>, DbError> {
    let row: Option<ExportRow> = exports::table
        .filter(exports::tenant_id.eq(scope.tenant()))
        .filter(exports::job_id.eq(Some(job)))
        .select(ExportRow::as_select())
        .first(conn)
        .optional()?;
    Ok(row.and_then(ExportRow::into_export))
}

/// The newest exports of somebody in a project, from `before` back in time: ids are made in order of time.
///
/// # Errors
/// The engine's.
pub fn list(
    conn: &mut Conn,
    scope: &TenantScope,
    project: ProjectId,
    created_by: UserId,
    before: Option<ExportId>,
    limit: i64,
) -> Result<Vec<Export>, DbError> {
    let mut query = exports::table
        .filter(exports::tenant_id.eq(scope.tenant()))
        .filter(exports::project_id.eq(project))
        .filter(exports::created_by.eq(created_by))
        .select(ExportRow::as_select())
        .order(exports::id.desc())
        .limit(limit)
        .into_boxed();
    if let Some(before) = before {
        query = query.filter(exports::id.lt(before));
    }
    let rows: Vec<ExportRow> = query.load(conn)?;
    Ok(rows.into_iter().filter_map(ExportRow::into_export).collect())
}

/// An export that is not over.
#[diesel::dsl::auto_type(no_type_alias)]
fn under_way(scope: &TenantScope, id: ExportId) -> _ {
    let tenant: TenantId = scope.tenant();
    let (pending, running): (&'static str, &'static str) = ("pending", "running");
    exports::table
        .filter(exports::tenant_id.eq(tenant))
        .filter(exports::id.eq(id))
        .filter(exports::state.eq(pending).or(exports::state.eq(running)))
}

/// The file of a completed export.
#[derive(Debug, Clone)]
pub struct FinishedFile {
    /// Where it is.
    pub key: String,
    /// In bytes.
    pub size: u64,
    /// Until when it can be had.
    pub expires_at: Instant,
}

/// Writes down that an export is completed.
///
/// # Errors
/// [`DbError::NotFound`] when it is gone or over.
pub fn complete(
    conn: &mut Conn,
    scope: &TenantScope,
    id: ExportId,
    file: &FinishedFile,
    now: Instant,
) -> Result<(), DbError> {
    let changed = diesel::update(under_way(scope, id))
        .set((
            exports::state.eq(ExportState::Completed.as_str()),
            exports::file_key.eq(Some(&file.key)),
            exports::file_size.eq(i64::try_from(file.size).ok()),
            exports::finished_at.eq(Some(now)),
            exports::expires_at.eq(Some(file.expires_at)),
        ))
        .execute(conn)?;
    if changed == 0 { Err(DbError::NotFound) } else { Ok(()) }
}

/// Writes down that an export will not be completed. One that is over stays as it is.
///
/// # Errors
/// The engine's.
pub fn end(
    conn: &mut Conn,
    scope: &TenantScope,
    id: ExportId,
    state: ExportState,
    error: Option<(&str, &Value)>,
    now: Instant,
) -> Result<(), DbError> {
    diesel::update(under_way(scope, id))
        .set((
            exports::state.eq(state.as_str()),
            exports::error_code.eq(error.map(|(code, _)| code)),
            exports::error_detail.eq(error.map(|(_, detail)| Json(detail.clone()))),
            exports::finished_at.eq(Some(now)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Exports of every tenant whose files are no longer to be had: what the sweeper takes away.
///
/// # Errors
/// The engine's.
pub fn expired(conn: &mut Conn, now: Instant, limit: i64) -> Result<Vec<(TenantId, ExportId)>, DbError> {
    Ok(exports::table
        .filter(exports::file_key.is_not_null())
        .filter(exports::expires_at.lt(Some(now)))
        .select((exports::tenant_id, exports::id))
        .limit(limit)
        .load(conn)?)
}

/// Forgets where a file was.
///
/// # Errors
/// The engine's.
pub fn forget_file(conn: &mut Conn, scope: &TenantScope, id: ExportId) -> Result<(), DbError> {
    diesel::update(exports::table.filter(exports::tenant_id.eq(scope.tenant())).filter(exports::id.eq(id)))
        .set(exports::file_key.eq(None::<String>))
        .execute(conn)?;
    Ok(())
}
