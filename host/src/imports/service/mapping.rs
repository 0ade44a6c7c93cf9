//! Somebody says what the columns of a file mean before it is read.
mod preview;
mod proposing;
mod sampling;
mod saved;
mod values;

use std::collections::BTreeMap;

use elenco_db::{DbError, ImportId, ImportMappingId, JobId};

pub use saved::{delete_mapping, kind_of_mapping, list_mappings, rename_mapping, save_mapping};

use super::{PRIORITY, check_options, find_import};
use crate::audit::model::Way;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::imports::headers::{self, How};
use crate::imports::job::Payload;
use crate::imports::job::catalogue::Catalogue;
use crate::imports::job::sealed::ImportKey;
use crate::imports::job::staging::Staging;
use crate::imports::model::{
    Confirmed, Import, ImportOptions, ImportState, Memory, PreviewRow, Proposal, SheetChoice, SheetSample,
    TypedMapping, TypedSheet, memory_key, value_key,
};
use crate::imports::queries;
use crate::jobs;
use crate::jobs::model::{JobKind, NewJob};
use crate::notifications;
use crate::notifications::model::NotificationState;
use proposing::proposal;

/// Stands for a saved mapping when none is wanted.
const NO_MAPPING: ImportMappingId = ImportMappingId::from_uuid(uuid::Uuid::nil());

/// An import that waits for its mapping.
pub(super) struct Waiting {
    pub(super) cx: ServiceContext,
    pub(super) import: Import,
    staging: Staging,
}

async fn open(cx: &ServiceContext, id: ImportId) -> Result<Waiting, AppError> {
    cx.require(Permission::UsersImport)?;
    let import = find_import(cx, id).await?;
    if import.state != ImportState::Mapping {
        return Err(AppError::Conflict);
    }
    let scope = cx.scope;
    let waiting =
        cx.app.db.read(move |conn| queries::waiting(conn, &scope, id)).await.map_err(AppError::Database)?;
    let payload = waiting.and_then(|waiting| serde_json::from_value::<Payload>(waiting).ok());
    let key = payload.and_then(|payload| ImportKey::parse(&payload.key)).ok_or(AppError::Conflict)?;
    let staging = Staging::new(cx.app.files.clone(), cx.app.ids.clone(), key, cx.scope.tenant(), id);
    // Labels are the reader's; values are read in the language of the import, which is the uploader's.
    let cx = ServiceContext { way: Way::Import(id), ..cx.clone() }.in_project(import.project_id);
    Ok(Waiting { cx, import, staging })
}

/// What is proposed, and the first rows as they would be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposed {
    /// The import.
    pub import: Import,
    /// What is proposed.
    pub proposal: Proposal,
    /// The first rows.
    pub preview: Vec<PreviewRow>,
}

/// What is proposed for an import that waits for its mapping: what was chosen so far, else a saved mapping for files
/// with the same headers, else what is guessed.
///
/// # Errors
/// [`AppError::Conflict`] when it does not wait any more; [`AppError::NotFound`] for another tenant's.
pub async fn propose(cx: &ServiceContext, id: ImportId) -> Result<Proposed, AppError> {
    let waiting = open(cx, id).await?;
    let (proposal, sample) = proposal(&waiting).await?;
    let preview = preview::preview(&waiting, &proposal, &sample).await?;
    Ok(Proposed { import: waiting.import, proposal, preview })
}

/// Keeps what was chosen so far, whatever is still wrong with it.
///
/// # Errors
/// [`AppError::Conflict`] when the import does not wait any more; [`AppError::BadRequest`] for a field that no
/// directory has.
pub async fn keep_mapping(cx: &ServiceContext, id: ImportId, chosen: ImportOptions) -> Result<(), AppError> {
    check_options(&chosen)?;
    let waiting = open(cx, id).await?;
    let was = waiting.import.options;
    let options = ImportOptions { map: true, mapping: was.mapping, locale: was.locale, ..chosen };
    let scope = cx.scope;
    let kept = cx.app.db.write(move |conn| queries::save_options(conn, &scope, id, &options)).await;
    if kept.map_err(AppError::Database)? { Ok(()) } else { Err(AppError::Conflict) }
}

/// Keeps what was typed into the form, whatever is still wrong with it: it is laid over what the form showed.
///
/// # Errors
/// As [`keep_mapping`].
pub async fn keep_typed(cx: &ServiceContext, id: ImportId, typed: &TypedMapping) -> Result<(), AppError> {
    let waiting = open(cx, id).await?;
    let (shown, sample) = proposal(&waiting).await?;
    let mut options = ImportOptions {
        matching: typed.matching,
        mode: typed.mode,
        on_problem: typed.on_problem,
        decimal: typed.decimal,
        dates: typed.dates,
        reading: typed.reading.clone(),
        ..shown.options
    };
    if let Some(chosen) = typed.choose {
        // Without one, what is guessed; no mapping has this id.
        options.saved = Some(chosen.unwrap_or(NO_MAPPING));
        options.sheets = Vec::new();
    } else if typed.signature == shown.signature {
        for (at, sheet) in options.sheets.iter_mut().enumerate() {
            let Some(typed) = typed.sheets.get(&at) else { continue };
            sheet.read = typed.read;
            lay_over(sheet, typed, &sample.sheets[at]);
        }
    }
    keep_mapping(cx, id, options).await
}

fn lay_over(sheet: &mut SheetChoice, typed: &TypedSheet, sample: &SheetSample) {
    for (at, column) in sheet.columns.iter_mut().enumerate() {
        let Some(field) = typed.columns.get(&at) else { continue };
        let field = Some(field.clone()).filter(|field| !field.is_empty());
        if field != column.field {
            // What values mean depends on the field.
            column.values.clear();
            column.field = field;
            continue;
        }
        let texts = sample.columns.get(at).map(|column| column.values.as_slice()).unwrap_or_default();
        for (value, (text, _)) in texts.iter().enumerate() {
            if let Some(meaning) = typed.values.get(&(at, value)) {
                column.values.insert(value_key(text), meaning.clone());
            }
        }
    }
}

/// What stands against starting an import that waits for its mapping.
#[derive(Debug)]
pub enum Start {
    /// Nothing: it has started.
    Started(Box<Import>),
    /// This, and nothing was started.
    Refused(Box<Proposed>),
}

/// Starts an import with what was chosen and proposed, and remembers it for the next file.
///
/// # Errors
/// [`AppError::Conflict`] when the import does not wait any more.
pub async fn start_mapped(cx: &ServiceContext, id: ImportId) -> Result<Start, AppError> {
    let waiting = open(cx, id).await?;
    let (proposal, _) = proposal(&waiting).await?;
    if !proposal.problems.is_empty() {
        let preview = Vec::new();
        return Ok(Start::Refused(Box::new(Proposed { import: waiting.import, proposal, preview })));
    }
    let catalogue = Catalogue::read(&waiting.cx, waiting.import.kind).await?;
    let confirmed = confirmed(&proposal, &catalogue);
    let (scope, now, job) = (cx.scope, cx.app.clock.now(), JobId::from_uuid(cx.app.ids.uuid()));
    let (kind, options) = (waiting.import.kind, proposal.options);
    let handed = cx
        .app
        .db
        .write(move |conn| {
            let Some(payload) = queries::waiting(conn, &scope, id)? else { return Ok(false) };
            if !queries::save_options(conn, &scope, id, &options)?
                || !queries::hand_on(conn, &scope, id, job)?
            {
                return Ok(false);
            }
            let told = serde_json::from_value::<Payload>(payload.clone()).ok();
            let new = NewJob { kind: JobKind::ImportUsers, payload, priority: PRIORITY };
            jobs::service::enqueue(conn, &scope, job, &new, now)?;
            queries::confirm(conn, &scope, kind, &confirmed, now)?;
            if let Some(told) = told {
                let pending = NotificationState::Pending;
                notifications::service::set_state(conn, &scope, told.notification, pending, now)?;
            }
            Ok::<bool, DbError>(true)
        })
        .await
        .map_err(AppError::Database)?;
    if !handed {
        return Err(AppError::Conflict);
    }
    cx.app.queue.wake();
    cx.app.bell.ring(cx.scope.tenant(), waiting.import.created_by);
    Ok(Start::Started(Box::new(find_import(cx, id).await?)))
}

/// What is to be remembered of the headers: what is guessed rightly without it is not.
fn confirmed(proposal: &Proposal, catalogue: &Catalogue) -> Vec<(String, Option<Confirmed>)> {
    let mut all = BTreeMap::new();
    for sheet in proposal.sheets.iter().filter(|sheet| sheet.read) {
        let headers: Vec<String> = sheet.columns.iter().map(|column| column.header.clone()).collect();
        let plain = headers::propose(&headers, &[], &catalogue.targets, &Memory::new());
        for (column, guess) in sheet.columns.iter().zip(plain) {
            // A header that stands twice says nothing for the next file.
            let twice = headers.iter().filter(|header| **header == column.header).count() > 1;
            let Some(key) = memory_key(&column.header).filter(|_| !twice && column.how != How::Ours) else {
                continue;
            };
            let values = preview::meanings(column.values.iter());
            let as_guessed = guess.field == column.field && values.is_empty();
            all.insert(key, (!as_guessed).then(|| Confirmed { field: column.field.clone(), values }));
        }
    }
    all.into_iter().collect()
}
