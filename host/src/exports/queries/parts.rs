//! Who goes into which workbook, and what is written already.
use std::collections::HashMap;

use diesel::prelude::*;
use elenco_db::schema::{export_parts, exports, locations, memberships};
use elenco_db::{
    Conn, DbError, ExportId, Instant, LocationId, ProjectId, TenantId, TenantScope, UserId, each,
};

use super::under_way;
use crate::exports::model::{ExportState, Part};

/// Writes down that the work has begun, and what there is to write.
///
/// # Errors
/// [`DbError::NotFound`] when the export is gone or over.
pub fn begin(conn: &mut Conn, scope: &TenantScope, id: ExportId, parts: &[Part]) -> Result<(), DbError> {
    let total: i64 = parts.iter().map(|part| part.records).sum();
    let changed = diesel::update(under_way(scope, id))
        .set((
            exports::state.eq(ExportState::Running.as_str()),
            exports::records_total.eq(total),
            exports::parts.eq(parts.len() as i64),
        ))
        .execute(conn)?;
    if changed == 0 {
        return Err(DbError::NotFound);
    }
    let rows: Vec<PartRow> = parts
        .iter()
        .map(|part| PartRow {
            tenant_id: scope.tenant(),
            export_id: id,
            part: part.number,
            first_user: part.first_user,
            last_user: part.last_user,
            records: part.records,
        })
        .collect();
    for chunk in rows.chunks(500) {
        each!(conn, c => diesel::insert_into(export_parts::table).values(chunk).execute(c))?;
    }
    Ok(())
}

#[derive(Debug, Insertable)]
#[diesel(table_name = export_parts)]
struct PartRow {
    tenant_id: TenantId,
    export_id: ExportId,
    part: i32,
    first_user: UserId,
    last_user: UserId,
    records: i64,
}

/// The parts of an export, in order.
///
/// # Errors
/// The engine's.
pub fn parts(conn: &mut Conn, scope: &TenantScope, id: ExportId) -> Result<Vec<Part>, DbError> {
    let rows: Vec<(i32, UserId, UserId, i64, Option<String>)> = export_parts::table
        .filter(export_parts::tenant_id.eq(scope.tenant()))
        .filter(export_parts::export_id.eq(id))
        .order(export_parts::part)
        .select((
            export_parts::part,
            export_parts::first_user,
            export_parts::last_user,
            export_parts::records,
            export_parts::file_key,
        ))
        .load(conn)?;
    let part = |(number, first_user, last_user, records, file_key)| Part {
        number,
        first_user,
        last_user,
        records,
        file_key,
    };
    Ok(rows.into_iter().map(part).collect())
}

/// A part that was written.
#[derive(Debug, Clone)]
pub struct WrittenPart {
    /// Counted from 1.
    pub number: i32,
    /// People in it.
    pub records: i64,
    /// Where it is.
    pub file_key: String,
    /// In bytes.
    pub file_size: u64,
}

/// Writes down that a part is written.
///
/// # Errors
/// The engine's.
pub fn finish_part(
    conn: &mut Conn,
    scope: &TenantScope,
    id: ExportId,
    part: &WrittenPart,
    now: Instant,
) -> Result<(), DbError> {
    diesel::update(
        export_parts::table
            .filter(export_parts::tenant_id.eq(scope.tenant()))
            .filter(export_parts::export_id.eq(id))
            .filter(export_parts::part.eq(part.number)),
    )
    .set((
        export_parts::records.eq(part.records),
        export_parts::file_key.eq(Some(&part.file_key)),
        export_parts::file_size.eq(i64::try_from(part.file_size).ok()),
        export_parts::finished_at.eq(Some(now)),
    ))
    .execute(conn)?;
    diesel::update(under_way(scope, id))
        .set(exports::records.eq(exports::records + part.records))
        .execute(conn)?;
    Ok(())
}

/// Which of these projects people belong to.
///
/// # Errors
/// The engine's.
pub fn memberships_of(
    conn: &mut Conn,
    scope: &TenantScope,
    projects: &[ProjectId],
    people: &[UserId],
) -> Result<Vec<(UserId, ProjectId)>, DbError> {
    let mut all = Vec::new();
    for people in people.chunks(500) {
        let some: Vec<(UserId, ProjectId)> = memberships::table
            .filter(memberships::tenant_id.eq(scope.tenant()))
            .filter(memberships::project_id.eq_any(projects))
            .filter(memberships::user_id.eq_any(people))
            .select((memberships::user_id, memberships::project_id))
            .load(conn)?;
        all.extend(some);
    }
    Ok(all)
}

/// Codes of locations.
///
/// # Errors
/// The engine's.
pub fn location_codes(
    conn: &mut Conn,
    scope: &TenantScope,
    ids: &[LocationId],
) -> Result<HashMap<LocationId, String>, DbError> {
    let rows: Vec<(LocationId, String)> = locations::table
        .filter(locations::tenant_id.eq(scope.tenant()))
        .filter(locations::id.eq_any(ids))
        .select((locations::id, locations::code))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}
