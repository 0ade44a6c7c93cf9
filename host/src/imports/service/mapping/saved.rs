//! Mappings that a tenant keeps under a name.
use std::collections::{BTreeMap, BTreeSet};

use elenco_db::{DbError, ImportId, ImportMappingId};
use serde_json::json;

use super::proposing::proposal;
use super::{NO_MAPPING, open};
use crate::audit::model::{AuditEntry, Change};
use crate::audit::queries as audit;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::fold::fold;
use crate::imports::headers::plain;
use crate::imports::job::catalogue::Catalogue;
use crate::imports::model::{
    ColumnChoice, ImportOptions, MappingNote, Sample, SavedMapping, SheetChoice, SheetSample,
};
use crate::imports::queries;
use crate::users::model::{Problem, UserKind};

/// Longest name, in characters.
const MAPPING_NAME: usize = 80;
/// Most mappings for one kind of people.
const MOST: i64 = 200;

/// The mappings for one kind of people, by name.
///
/// # Errors
/// The database's.
pub async fn list_mappings(cx: &ServiceContext, kind: UserKind) -> Result<Vec<SavedMapping>, AppError> {
    cx.require(Permission::UsersImport)?;
    let scope = cx.scope;
    cx.app
        .db
        .read(move |conn| queries::list_mappings(conn, &scope, kind, MOST))
        .await
        .map_err(AppError::Database)
}

/// The mapping that was chosen, else the one that was changed last for files with these headers.
pub(super) async fn fitting(
    cx: &ServiceContext,
    kind: UserKind,
    chosen: Option<ImportMappingId>,
    signature: &str,
) -> Result<Option<SavedMapping>, AppError> {
    if chosen == Some(NO_MAPPING) {
        return Ok(None);
    }
    let all = list_mappings(cx, kind).await?;
    let chosen = all.iter().find(|mapping| Some(mapping.id) == chosen).cloned();
    Ok(chosen.or_else(|| {
        let alike = all.into_iter().filter(|mapping| mapping.signature == signature);
        alike.max_by_key(|mapping| mapping.updated_at)
    }))
}

/// What became of a mapping in another file.
#[derive(Default)]
pub(super) struct Applied {
    pub(super) notes: Vec<MappingNote>,
    /// Fields that are gone, by sheet and column.
    pub(super) gone: BTreeMap<(String, usize), String>,
}

/// The sheet of a mapping that is meant for a sheet of the file: by its headers, else by its name, else the only one.
fn counterpart<'a>(kept: &'a [SheetChoice], sheet: &SheetSample) -> Option<&'a SheetChoice> {
    let sorted = |headers: Vec<&str>| {
        let mut names: Vec<String> = headers.into_iter().map(plain).collect();
        names.sort();
        names
    };
    let wanted = sorted(sheet.headers.iter().map(String::as_str).collect());
    let alike = |one: &&SheetChoice| {
        sorted(one.columns.iter().map(|column| column.header.as_str()).collect()) == wanted
    };
    let read = || kept.iter().filter(|one| one.read);
    read()
        .find(alike)
        .or_else(|| kept.iter().find(|one| one.name == sheet.name))
        .or_else(|| read().next().filter(|_| read().count() == 1))
}

/// Lays a mapping over a file. Columns are found by their headers, of equal ones the first by the first.
pub(super) fn apply(
    kept: &SavedMapping,
    sample: &Sample,
    catalogue: &Catalogue,
    options: &mut ImportOptions,
) -> Applied {
    let mut applied = Applied::default();
    let (mut absent, mut fits, mut gone) = (BTreeSet::new(), false, Vec::new());
    let mut sheets = Vec::new();
    for sheet in sample.sheets.iter().filter(|sheet| !sheet.apart) {
        let Some(counterpart) = counterpart(&kept.choices.sheets, sheet) else { continue };
        let mut waiting: BTreeMap<String, Vec<&ColumnChoice>> = BTreeMap::new();
        for column in counterpart.columns.iter().rev() {
            waiting.entry(plain(&column.header)).or_default().push(column);
        }
        let columns = sheet.headers.iter().enumerate().map(|(at, header)| {
            let found = waiting.get_mut(&plain(header)).and_then(Vec::pop);
            fits |= found.is_some();
            let field = found.and_then(|column| column.field.clone());
            if let Some(missing) = field.as_ref().filter(|field| catalogue.kind(field).is_none()) {
                applied.gone.insert((sheet.name.clone(), at), missing.clone());
                gone.push(header.clone());
            }
            ColumnChoice {
                header: header.clone(),
                field,
                values: found.map(|column| column.values.clone()).unwrap_or_default(),
            }
        });
        let choice =
            SheetChoice { name: sheet.name.clone(), read: counterpart.read, columns: columns.collect() };
        if counterpart.read {
            let left = waiting.into_values().flatten().filter(|column| column.field.is_some());
            absent.extend(left.map(|column| column.header.clone()));
        }
        sheets.push(choice);
    }
    if !fits {
        // Nothing in common: the file is guessed as if there were no mapping.
        applied.notes.push(MappingNote::Other);
        options.saved = None;
        return applied;
    }
    if !gone.is_empty() {
        applied.notes.push(MappingNote::Gone { headers: gone });
    }
    if !absent.is_empty() {
        applied.notes.push(MappingNote::Absent { headers: absent.into_iter().collect() });
    }
    options.sheets = sheets;
    options.saved = Some(kept.id);
    (options.matching, options.mode) = (kept.choices.matching, kept.choices.mode);
    options.on_problem = kept.choices.on_problem;
    (options.decimal, options.dates) = (kept.choices.decimal, kept.choices.dates);
    applied
}

fn refused(code: &str, message: String) -> AppError {
    AppError::Invalid(vec![Problem { field: "name".to_owned(), code: code.to_owned(), message }])
}

fn tidy(cx: &ServiceContext, name: &str) -> Result<String, AppError> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let t = cx.texts();
    if name.is_empty() {
        return Err(refused("mapping.name-missing", t.t("mapping-name-missing").into_owned()));
    }
    if name.chars().count() > MAPPING_NAME || name.contains('\0') {
        let limit = [("limit", MAPPING_NAME.into())];
        return Err(refused("mapping.name-long", t.ta("mapping-name-long", &limit)));
    }
    Ok(name)
}

fn written(cx: &ServiceContext, error: DbError) -> AppError {
    match error {
        DbError::Unique { constraint: "import_mappings_name" } => {
            refused("mapping.name-taken", cx.texts().t("mapping-name-taken").into_owned())
        }
        DbError::NotFound => AppError::Conflict,
        other => AppError::Database(other),
    }
}

/// Keeps what is chosen and proposed for an import under a name; a mapping that has the name already is replaced.
///
/// # Errors
/// [`AppError::Invalid`] for a name that cannot be, or when there are too many; [`AppError::Conflict`] when the import
/// does not wait any more or somebody else changed the mapping meanwhile.
pub async fn save_mapping(cx: &ServiceContext, id: ImportId, name: &str) -> Result<SavedMapping, AppError> {
    let name = tidy(cx, name)?;
    let waiting = open(cx, id).await?;
    let kind = waiting.import.kind;
    let (proposal, _) = proposal(&waiting).await?;
    let all = list_mappings(cx, kind).await?;
    let old = all.iter().find(|mapping| fold(&mapping.name) == fold(&name)).cloned();
    if old.is_none() && all.len() as i64 >= MOST {
        return Err(refused(
            "mapping.too-many",
            cx.texts().ta("mapping-too-many", &[("limit", MOST.unsigned_abs().into())]),
        ));
    }
    let now = cx.app.clock.now();
    let new = SavedMapping {
        id: old.as_ref().map_or_else(|| ImportMappingId::from_uuid(cx.app.ids.uuid()), |old| old.id),
        name,
        signature: proposal.signature,
        choices: proposal.options.to_kept(),
        version: old.as_ref().map_or(1, |old| old.version + 1),
        created_at: old.as_ref().map_or(now, |old| old.created_at),
        updated_at: now,
    };
    let action = if old.is_some() { "update" } else { "create" };
    let entry = entry(cx, new.id, action, (old.as_ref().map(|old| old.name.as_str()), Some(&new.name)));
    let options = ImportOptions { saved: Some(new.id), ..proposal.options };
    let (scope, kept) = (cx.scope, new.clone());
    cx.app
        .db
        .write(move |conn| {
            match &old {
                Some(old) => queries::update_mapping(conn, &scope, kind, &kept, old.version)?,
                None => queries::insert_mapping(conn, &scope, kind, &kept)?,
            }
            queries::save_options(conn, &scope, id, &options)?;
            audit::insert(conn, &scope, std::slice::from_ref(&entry))
        })
        .await
        .map_err(|error| written(cx, error))?;
    Ok(new)
}

fn entry(
    cx: &ServiceContext,
    id: ImportMappingId,
    action: &'static str,
    (old, new): (Option<&str>, Option<&str>),
) -> AuditEntry {
    let change = Change { old: json!(old), new: json!(new) };
    let changes = [("name".to_owned(), change)].into();
    cx.audit_entry(cx.app.clock.now(), ("import_mapping", id.as_uuid()), action, changes)
}

async fn find(cx: &ServiceContext, id: ImportMappingId) -> Result<(UserKind, SavedMapping), AppError> {
    cx.require(Permission::UsersImport)?;
    let scope = cx.scope;
    let found = cx.app.db.read(move |conn| queries::find_mapping(conn, &scope, id)).await;
    found.map_err(AppError::Database)?.ok_or(AppError::NotFound)
}

/// Whom a mapping is for.
///
/// # Errors
/// [`AppError::NotFound`], for another tenant's too.
pub async fn kind_of_mapping(cx: &ServiceContext, id: ImportMappingId) -> Result<UserKind, AppError> {
    Ok(find(cx, id).await?.0)
}

/// Gives a mapping another name.
///
/// # Errors
/// As [`save_mapping`].
pub async fn rename_mapping(
    cx: &ServiceContext,
    id: ImportMappingId,
    version: i64,
    name: &str,
) -> Result<UserKind, AppError> {
    let (kind, old) = find(cx, id).await?;
    let name = tidy(cx, name)?;
    let entry = entry(cx, id, "update", (Some(&old.name), Some(&name)));
    let new = SavedMapping { name, version: version + 1, updated_at: cx.app.clock.now(), ..old };
    let scope = cx.scope;
    cx.app
        .db
        .write(move |conn| {
            queries::update_mapping(conn, &scope, kind, &new, version)?;
            audit::insert(conn, &scope, std::slice::from_ref(&entry))
        })
        .await
        .map_err(|error| written(cx, error))?;
    Ok(kind)
}

/// Deletes a mapping. Imports that waited with it keep what it said.
///
/// # Errors
/// [`AppError::NotFound`], for another tenant's too.
pub async fn delete_mapping(cx: &ServiceContext, id: ImportMappingId) -> Result<UserKind, AppError> {
    let (kind, old) = find(cx, id).await?;
    let entry = entry(cx, id, "delete", (Some(&old.name), None));
    let scope = cx.scope;
    let gone = cx
        .app
        .db
        .write(move |conn| {
            audit::insert(conn, &scope, std::slice::from_ref(&entry))?;
            queries::delete_mapping(conn, &scope, id)
        })
        .await
        .map_err(AppError::Database)?;
    if gone { Ok(kind) } else { Err(AppError::NotFound) }
}
