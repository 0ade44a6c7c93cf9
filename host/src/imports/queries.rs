//! Every query about imports.
mod edits;
mod failures;
mod leftovers;
mod mapping;
mod people;
mod problems;
mod ties;

use diesel::prelude::*;
use elenco_db::schema::imports;
use elenco_db::{
    Conn, DbError, ImportId, Instant, JobId, Json, ProjectId, TenantId, TenantScope, UserId, each,
};
use serde_json::Value;

use super::model::{Import, ImportError, ImportState, Notice, RowCounts, SheetPlan};
use crate::locale::Culture;
use crate::users::model::UserKind;

pub use edits::{
    SealedEdit, correct_counts, delete_failures, find_failures, find_line, forget_edits, hand_on, list_edits,
    list_waiting, put_edits, stop_waiting, wait_for_review, waiting,
};
pub use failures::{insert_failures, list_failures};
pub use leftovers::{list_leftovers, note_cleared, note_workbook};
pub use mapping::{
    confirm, delete_mapping, find_mapping, insert_mapping, list_mappings, memory, save_options,
    update_mapping, wait_for_mapping,
};
pub use people::{Known, KnownPerson, find_people};
pub use problems::{list_lines_with, list_problem_groups};
pub use ties::{Named, companies_called, people_called, things};

#[derive(Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = imports, treat_none_as_default_value = false)]
struct ImportRow {
    tenant_id: TenantId,
    id: ImportId,
    project_id: ProjectId,
    created_by: UserId,
    job_id: JobId,
    kind: String,
    file_name: String,
    file_size: i64,
    upload_key: String,
    format: Option<String>,
    locale: String,
    options: Json<Value>,
    state: String,
    phase: String,
    column_map: Json<Value>,
    notices: Json<Value>,
    rows_read: i64,
    rows_created: i64,
    rows_updated: i64,
    rows_unchanged: i64,
    rows_failed: i64,
    error_code: Option<String>,
    error_detail: Option<Json<Value>>,
    created_at: Instant,
    started_at: Option<Instant>,
    finished_at: Option<Instant>,
}

/// What stands in `phase` before rows are staged.
const READING: &str = "read";
/// What stands there while somebody is asked what the columns mean; the state is that of all who wait for somebody.
const MAPPING: &str = "map";

fn count(rows: u64) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

fn amount(rows: i64) -> u64 {
    u64::try_from(rows).unwrap_or(0)
}

fn json<T: serde::Serialize>(value: &T) -> Json<Value> {
    Json(serde_json::to_value(value).unwrap_or_default())
}

impl ImportRow {
    fn of(tenant: TenantId, import: &Import) -> Self {
        Self {
            tenant_id: tenant,
            id: import.id,
            project_id: import.project_id,
            created_by: import.created_by,
            job_id: import.job_id,
            kind: import.kind.as_str().to_owned(),
            file_name: import.file_name.clone(),
            file_size: count(import.file_size),
            upload_key: import.upload_key.clone(),
            format: import.format.clone(),
            locale: import.locale.tag().to_owned(),
            options: json(&import.options),
            state: match import.state {
                // Who waits for somebody does so in one state; the phase tells for what.
                ImportState::Mapping => ImportState::Review.as_str().to_owned(),
                state => state.as_str().to_owned(),
            },
            phase: READING.to_owned(),
            column_map: json(&import.sheets),
            notices: json(&import.notices),
            rows_read: count(import.rows.read),
            rows_created: count(import.rows.created),
            rows_updated: count(import.rows.updated),
            rows_unchanged: count(import.rows.unchanged),
            rows_failed: count(import.rows.failed),
            error_code: import.error.as_ref().map(|error| error.code.clone()),
            error_detail: import.error.as_ref().map(|error| Json(error.detail.clone())),
            created_at: import.created_at,
            started_at: import.started_at,
            finished_at: import.finished_at,
        }
    }

    /// The import of a row; nothing when a newer version wrote words that this one does not know.
    fn into_import(self) -> Option<Import> {
        let detail = self.error_detail.map_or(Value::Null, |detail| detail.0);
        Some(Import {
            id: self.id,
            project_id: self.project_id,
            created_by: self.created_by,
            job_id: self.job_id,
            kind: UserKind::parse(&self.kind)?,
            file_name: self.file_name,
            file_size: amount(self.file_size),
            upload_key: self.upload_key,
            format: self.format,
            locale: Culture::from_tag(&self.locale)?,
            options: serde_json::from_value(self.options.0).unwrap_or_default(),
            state: match ImportState::parse(&self.state)? {
                ImportState::Review if self.phase == MAPPING => ImportState::Mapping,
                state => state,
            },
            sheets: serde_json::from_value(self.column_map.0).unwrap_or_default(),
            notices: serde_json::from_value(self.notices.0).unwrap_or_default(),
            rows: RowCounts {
                read: amount(self.rows_read),
                created: amount(self.rows_created),
                updated: amount(self.rows_updated),
                unchanged: amount(self.rows_unchanged),
                failed: amount(self.rows_failed),
            },
            error: self.error_code.map(|code| ImportError { code, detail }),
            created_at: self.created_at,
            started_at: self.started_at,
            finished_at: self.finished_at,
        })
    }
}

/// Adds an import.
///
/// # Errors
/// [`DbError::ForeignKey`] when the tenant has no such project.
pub fn insert(conn: &mut Conn, scope: &TenantScope, import: &Import) -> Result<(), DbError> {
    let row = ImportRow::of(scope.tenant(), import);
    each!(conn, c => diesel::insert_into(imports::table).values(&row).execute(c))?;
    Ok(())
}

/// One import.
///
/// # Errors
/// The engine's.
pub fn find(conn: &mut Conn, scope: &TenantScope, id: ImportId) -> Result<Option<Import>, DbError> {
    let row = imports::table
        .filter(imports::tenant_id.eq(scope.tenant()))
        .filter(imports::id.eq(id))
        .select(ImportRow::as_select())
        .first(conn)
        .optional()?;
    Ok(row.and_then(ImportRow::into_import))
}

/// The import that a job does.
///
/// # Errors
/// The engine's.
pub fn find_by_job(conn: &mut Conn, scope: &TenantScope, job: JobId) -> Result<Option<Import>, DbError> {
    let row = imports::table
        .filter(imports::tenant_id.eq(scope.tenant()))
        .filter(imports::job_id.eq(job))
        .select(ImportRow::as_select())
        .first(conn)
        .optional()?;
    Ok(row.and_then(ImportRow::into_import))
}

/// Imports of a project, the newest first; ids grow with time.
///
/// # Errors
/// The engine's.
pub fn list(
    conn: &mut Conn,
    scope: &TenantScope,
    project: ProjectId,
    before: Option<ImportId>,
    limit: i64,
) -> Result<Vec<Import>, DbError> {
    let mut query = imports::table
        .filter(imports::tenant_id.eq(scope.tenant()))
        .filter(imports::project_id.eq(project))
        .select(ImportRow::as_select())
        .into_boxed();
    if let Some(before) = before {
        query = query.filter(imports::id.lt(before));
    }
    let rows = query.order(imports::id.desc()).limit(limit).load(conn)?;
    Ok(rows.into_iter().filter_map(ImportRow::into_import).collect())
}

/// Notes that the work has begun.
///
/// # Errors
/// The engine's.
pub fn begin(conn: &mut Conn, scope: &TenantScope, id: ImportId, now: Instant) -> Result<(), DbError> {
    let import = imports::table.filter(imports::tenant_id.eq(scope.tenant())).filter(imports::id.eq(id));
    diesel::update(import.filter(imports::state.eq(ImportState::Pending.as_str())))
        .set((imports::state.eq(ImportState::Running.as_str()), imports::started_at.eq(Some(now))))
        .execute(conn)?;
    Ok(())
}

/// Notes how many rows have been read so far.
///
/// # Errors
/// The engine's.
pub fn save_reading(conn: &mut Conn, scope: &TenantScope, id: ImportId, read: u64) -> Result<(), DbError> {
    diesel::update(imports::table.filter(imports::tenant_id.eq(scope.tenant())).filter(imports::id.eq(id)))
        .set(imports::rows_read.eq(count(read)))
        .execute(conn)?;
    Ok(())
}

/// Notes what the first phase found: from now on the import is in its second.
///
/// # Errors
/// The engine's.
pub fn save_plan(
    conn: &mut Conn,
    scope: &TenantScope,
    id: ImportId,
    format: &str,
    sheets: &[SheetPlan],
    read: u64,
) -> Result<(), DbError> {
    diesel::update(imports::table.filter(imports::tenant_id.eq(scope.tenant())).filter(imports::id.eq(id)))
        .set((
            imports::phase.eq("write"),
            imports::format.eq(Some(format)),
            imports::column_map.eq(json(&sheets)),
            imports::rows_read.eq(count(read)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Notes what has become of the rows so far.
///
/// # Errors
/// The engine's.
pub fn save_counts(
    conn: &mut Conn,
    scope: &TenantScope,
    id: ImportId,
    rows: &RowCounts,
    notices: &[Notice],
) -> Result<(), DbError> {
    diesel::update(imports::table.filter(imports::tenant_id.eq(scope.tenant())).filter(imports::id.eq(id)))
        .set((
            imports::rows_created.eq(count(rows.created)),
            imports::rows_updated.eq(count(rows.updated)),
            imports::rows_unchanged.eq(count(rows.unchanged)),
            imports::rows_failed.eq(count(rows.failed)),
            imports::notices.eq(json(&notices)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Ends an import that is not over yet.
///
/// # Errors
/// The engine's.
pub fn finish(
    conn: &mut Conn,
    scope: &TenantScope,
    id: ImportId,
    state: ImportState,
    error: Option<&ImportError>,
    now: Instant,
) -> Result<(), DbError> {
    let import = imports::table.filter(imports::tenant_id.eq(scope.tenant())).filter(imports::id.eq(id));
    diesel::update(import.filter(imports::finished_at.is_null()))
        .set((
            imports::state.eq(state.as_str()),
            imports::error_code.eq(error.map(|error| error.code.clone())),
            imports::error_detail.eq(error.map(|error| Json(error.detail.clone()))),
            imports::finished_at.eq(Some(now)),
        ))
        .execute(conn)?;
    Ok(())
}
