//! Files that stand in additional fields.
use diesel::prelude::*;
use elenco_db::schema::field_files;
use elenco_db::{Conn, DbError, FieldFileId, Instant, TenantId, TenantScope, UserId, each};

use crate::fields::model::FieldFile;

#[derive(Debug, Insertable)]
#[diesel(table_name = field_files, treat_none_as_default_value = false)]
struct Row {
    tenant_id: TenantId,
    id: FieldFileId,
    field: String,
    name: String,
    media_type: String,
    size: i64,
    created_by: Option<UserId>,
    created_at: Instant,
}

pub(in crate::fields) fn insert(
    conn: &mut Conn,
    scope: &TenantScope,
    file: &FieldFile,
    now: Instant,
) -> Result<(), DbError> {
    let row = Row {
        tenant_id: scope.tenant(),
        id: file.id,
        field: file.field.clone(),
        name: file.name.clone(),
        media_type: file.media_type.clone(),
        size: file.size,
        created_by: file.created_by,
        created_at: now,
    };
    each!(conn, c => diesel::insert_into(field_files::table).values(&row).execute(c))?;
    Ok(())
}

/// Those of these files that are there.
pub(in crate::fields) fn find(
    conn: &mut Conn,
    scope: &TenantScope,
    ids: &[FieldFileId],
) -> Result<Vec<FieldFile>, DbError> {
    type Columns = (FieldFileId, String, String, String, i64, Option<UserId>);
    let rows: Vec<Columns> = field_files::table
        .filter(field_files::tenant_id.eq(scope.tenant()))
        .filter(field_files::id.eq_any(ids.to_vec()))
        .select((
            field_files::id,
            field_files::field,
            field_files::name,
            field_files::media_type,
            field_files::size,
            field_files::created_by,
        ))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(id, field, name, media_type, size, created_by)| FieldFile {
            id,
            field,
            name,
            media_type,
            size,
            created_by,
        })
        .collect())
}
