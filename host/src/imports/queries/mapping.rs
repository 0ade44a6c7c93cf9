//! Mappings of columns: of an import that waits for one, under a name, and what was confirmed before.
use diesel::prelude::*;
use elenco_db::dialect::OnBoth;
use elenco_db::schema::{import_mappings, import_memory, imports};
use elenco_db::{Conn, DbError, ImportId, ImportMappingId, Instant, Json, TenantId, TenantScope};
use serde_json::Value;

use super::{MAPPING, json};
use crate::fold::fold;
use crate::imports::model::{Confirmed, ImportOptions, ImportState, Memory, SavedMapping};
use crate::users::model::UserKind;

/// Most headers that are remembered for one kind of people; the oldest are then forgotten first.
const REMEMBERED: i64 = 5_000;

/// Notes that an import waits for somebody to say what its columns mean, and what its job needs to begin.
///
/// # Errors
/// The engine's.
pub fn wait_for_mapping(
    conn: &mut Conn,
    scope: &TenantScope,
    id: ImportId,
    waiting: &Value,
) -> Result<(), DbError> {
    diesel::update(imports::table.filter(imports::tenant_id.eq(scope.tenant())).filter(imports::id.eq(id)))
        .set((
            imports::state.eq(ImportState::Review.as_str()),
            imports::phase.eq(MAPPING),
            imports::waiting.eq(Some(json(waiting))),
        ))
        .execute(conn)?;
    Ok(())
}

/// Keeps what was chosen so far for an import that waits for its mapping. False when it does not wait any more.
///
/// # Errors
/// The engine's.
pub fn save_options(
    conn: &mut Conn,
    scope: &TenantScope,
    id: ImportId,
    options: &ImportOptions,
) -> Result<bool, DbError> {
    let waits = imports::table
        .filter(imports::tenant_id.eq(scope.tenant()))
        .filter(imports::id.eq(id))
        .filter(imports::state.eq(ImportState::Review.as_str()))
        .filter(imports::phase.eq(MAPPING));
    Ok(diesel::update(waits).set(imports::options.eq(json(options))).execute(conn)? > 0)
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = import_mappings, treat_none_as_default_value = false)]
struct MappingRow {
    tenant_id: TenantId,
    id: ImportMappingId,
    kind: String,
    name: String,
    name_key: String,
    signature: String,
    choices: Json<Value>,
    version: i64,
    created_at: Instant,
    updated_at: Instant,
}

impl MappingRow {
    fn of(scope: &TenantScope, kind: UserKind, mapping: &SavedMapping) -> Self {
        Self {
            tenant_id: scope.tenant(),
            id: mapping.id,
            kind: kind.as_str().to_owned(),
            name: mapping.name.clone(),
            name_key: fold(&mapping.name),
            signature: mapping.signature.clone(),
            choices: json(&mapping.choices),
            version: mapping.version,
            created_at: mapping.created_at,
            updated_at: mapping.updated_at,
        }
    }

    fn into_mapping(self) -> SavedMapping {
        SavedMapping {
            id: self.id,
            name: self.name,
            signature: self.signature,
            // A document of another shape says nothing.
            choices: serde_json::from_value(self.choices.0).unwrap_or_default(),
            version: self.version,
            created_at: self.created_at,
            updated_at: self.updated_at,
        }
    }
}

/// The mappings of a tenant for one kind of people, by name.
///
/// # Errors
/// The engine's.
pub fn list_mappings(
    conn: &mut Conn,
    scope: &TenantScope,
    kind: UserKind,
    limit: i64,
) -> Result<Vec<SavedMapping>, DbError> {
    let rows: Vec<MappingRow> = import_mappings::table
        .filter(import_mappings::tenant_id.eq(scope.tenant()))
        .filter(import_mappings::kind.eq(kind.as_str()))
        .order((import_mappings::name_key, import_mappings::id))
        .limit(limit)
        .select(MappingRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(MappingRow::into_mapping).collect())
}

/// One mapping, and for whom it is.
///
/// # Errors
/// The engine's.
pub fn find_mapping(
    conn: &mut Conn,
    scope: &TenantScope,
    id: ImportMappingId,
) -> Result<Option<(UserKind, SavedMapping)>, DbError> {
    let row: Option<MappingRow> = import_mappings::table
        .filter(import_mappings::tenant_id.eq(scope.tenant()))
        .filter(import_mappings::id.eq(id))
        .select(MappingRow::as_select())
        .first(conn)
        .optional()?;
    Ok(row.and_then(|row| Some((UserKind::parse(&row.kind)?, row.into_mapping()))))
}

/// Adds a mapping.
///
/// # Errors
/// [`DbError::Unique`] with `import_mappings_name`.
pub fn insert_mapping(
    conn: &mut Conn,
    scope: &TenantScope,
    kind: UserKind,
    mapping: &SavedMapping,
) -> Result<(), DbError> {
    diesel::insert_into(import_mappings::table).values(MappingRow::of(scope, kind, mapping)).execute(conn)?;
    Ok(())
}

/// Puts a changed mapping in the place of the one with `expected_version`.
///
/// # Errors
/// [`DbError::NotFound`] when it was changed meanwhile; [`DbError::Unique`] as in [`insert_mapping`].
pub fn update_mapping(
    conn: &mut Conn,
    scope: &TenantScope,
    kind: UserKind,
    mapping: &SavedMapping,
    expected_version: i64,
) -> Result<(), DbError> {
    let row = MappingRow::of(scope, kind, mapping);
    let changed = diesel::update(
        import_mappings::table
            .filter(import_mappings::tenant_id.eq(scope.tenant()))
            .filter(import_mappings::id.eq(mapping.id))
            .filter(import_mappings::version.eq(expected_version)),
    )
    .set((
        import_mappings::name.eq(row.name),
        import_mappings::name_key.eq(row.name_key),
        import_mappings::signature.eq(row.signature),
        import_mappings::choices.eq(row.choices),
        import_mappings::version.eq(row.version),
        import_mappings::updated_at.eq(row.updated_at),
    ))
    .execute(conn)?;
    if changed == 0 { Err(DbError::NotFound) } else { Ok(()) }
}

/// Deletes a mapping. False when there is none.
///
/// # Errors
/// The engine's.
pub fn delete_mapping(conn: &mut Conn, scope: &TenantScope, id: ImportMappingId) -> Result<bool, DbError> {
    let gone = diesel::delete(
        import_mappings::table
            .filter(import_mappings::tenant_id.eq(scope.tenant()))
            .filter(import_mappings::id.eq(id)),
    )
    .execute(conn)?;
    Ok(gone > 0)
}

/// What a tenant has confirmed of headers.
///
/// # Errors
/// The engine's.
pub fn memory(conn: &mut Conn, scope: &TenantScope, kind: UserKind) -> Result<Memory, DbError> {
    let rows: Vec<(String, Option<String>, Json<Value>)> = import_memory::table
        .filter(import_memory::tenant_id.eq(scope.tenant()))
        .filter(import_memory::kind.eq(kind.as_str()))
        .order(import_memory::confirmed_at.desc())
        .limit(REMEMBERED)
        .select((import_memory::header, import_memory::field, import_memory::value_map))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(header, field, values)| {
            (header, Confirmed { field, values: serde_json::from_value(values.0).unwrap_or_default() })
        })
        .collect())
}

/// Remembers what was confirmed; nothing for headers that are guessed rightly without it, which are forgotten.
///
/// # Errors
/// The engine's.
pub fn confirm(
    conn: &mut Conn,
    scope: &TenantScope,
    kind: UserKind,
    confirmed: &[(String, Option<Confirmed>)],
    now: Instant,
) -> Result<(), DbError> {
    for (header, confirmed) in confirmed {
        let Some(confirmed) = confirmed else {
            diesel::delete(
                import_memory::table
                    .filter(import_memory::tenant_id.eq(scope.tenant()))
                    .filter(import_memory::kind.eq(kind.as_str()))
                    .filter(import_memory::header.eq(header)),
            )
            .execute(conn)?;
            continue;
        };
        let values = json(&confirmed.values);
        OnBoth(
            diesel::insert_into(import_memory::table)
                .values((
                    import_memory::tenant_id.eq(scope.tenant()),
                    import_memory::kind.eq(kind.as_str().to_owned()),
                    import_memory::header.eq(header.clone()),
                    import_memory::field.eq(confirmed.field.clone()),
                    import_memory::value_map.eq(values.clone()),
                    import_memory::confirmed_at.eq(now),
                ))
                .on_conflict((import_memory::tenant_id, import_memory::kind, import_memory::header))
                .do_update()
                .set((
                    import_memory::field.eq(confirmed.field.clone()),
                    import_memory::value_map.eq(values),
                    import_memory::confirmed_at.eq(now),
                )),
        )
        .execute(conn)?;
    }
    Ok(())
}
