//! Somebody says what the columns of a file mean before it is read.
mod preview;
mod sampling;
mod saved;
mod values;

use std::collections::{BTreeMap, BTreeSet};

use elenco_db::{DbError, ImportId, ImportMappingId, JobId};

pub use saved::{delete_mapping, kind_of_mapping, list_mappings, rename_mapping, save_mapping};

use super::{PRIORITY, check_options, find_import};
use crate::audit::model::Way;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::extensions::per_file::FileSetting;
use crate::imports::headers::{self, How};
use crate::imports::job::Payload;
use crate::imports::job::catalogue::{Catalogue, Kind};
use crate::imports::job::sealed::ImportKey;
use crate::imports::job::staging::Staging;
use crate::imports::messages::error_text;
use crate::imports::model::{
    ColumnChoice, ColumnProposal, Confirmed, FieldGroup, Import, ImportOptions, ImportState, MappingNote,
    MappingProblem, Memory, PreviewRow, Proposal, ReadingChoice, Sample, SheetChoice, SheetProposal, SheetSample,
    TargetField, TypedMapping, TypedSheet, memory_key, signature, value_key,
};
use crate::imports::queries;
use crate::jobs;
use crate::jobs::model::{JobKind, NewJob};
use crate::notifications;
use crate::notifications::model::NotificationState;
use crate::users::columns::{self, ColumnKind};

/// Stands for a saved mapping when none is wanted.
const NO_MAPPING: ImportMappingId = ImportMappingId::from_uuid(uuid::Uuid::nil());
/// Sample values that a column shows.
const SAMPLES: usize = 3;
/// How many of its columns have to be known before a sheet is taken for one of people.
const KNOWN_COLUMNS: usize = 2;

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

async fn proposal(waiting: &Waiting) -> Result<(Proposal, Sample), AppError> {
    let (cx, kind) = (&waiting.cx, waiting.import.kind);
    let mut import = waiting.import.clone();
    let mut sample = sampling::sample(cx, &import, &waiting.staging).await?;
    let signature = signature_of(&sample);
    let scope = cx.scope;
    let memory =
        cx.app.db.read(move |conn| queries::memory(conn, &scope, kind)).await.map_err(AppError::Database)?;
    let mut notes = Vec::new();
    let mut gone = BTreeMap::new();
    let catalogue = Catalogue::read(cx, kind).await?;
    if import.options.sheets.is_empty()
        && let Some(kept) = saved::fitting(cx, kind, import.options.saved, &signature).await?
    {
        if kept.choices.reading != import.options.reading && !kept.choices.reading.is_empty() {
            import.options.reading.clone_from(&kept.choices.reading);
            sample = sampling::sample(cx, &import, &waiting.staging).await?;
        }
        let applied = saved::apply(&kept, &sample, &catalogue, &mut import.options);
        notes.extend(applied.notes);
        gone = applied.gone;
    }
    let fields = target_fields(cx, &catalogue);
    let mut sheets = Vec::with_capacity(sample.sheets.len());
    for sheet in &sample.sheets {
        let guess = headers::propose(&sheet.headers, &sheet.ids, &catalogue.targets, &memory);
        let proposer = Proposer { cx, import: &import, catalogue: &catalogue, memory: &memory, gone: &gone };
        sheets.push(proposer.sheet(sheet, &guess).await?);
    }
    import.options.sheets = sheets.iter().map(choice_of).collect();
    let problems = problems(cx, &sheets, &fields, &import.options, &sample);
    notes.extend(missing(&sheets, &fields, &import.options));
    if sample.more {
        notes.push(MappingNote::MoreSheets);
    }
    let settings = match &sample.plugin {
        Some(plugin) => cx.app.extensions.file_settings(&cx.caller, plugin, cx.culture).await,
        None => Ok(Vec::new()),
    };
    let settings = settings.map_err(AppError::Extension)?;
    let reading = settings.into_iter().map(|setting| reading_choice(setting, &sample)).collect();
    let lines = sample.told.iter().filter(|(name, _)| name == "line").map(|(_, line)| line.clone()).collect();
    let error = sample.error();
    let options = import.options;
    Ok((Proposal { options, fields, sheets, problems, notes, reading, lines, signature, error }, sample))
}

fn signature_of(sample: &Sample) -> String {
    let people = sample.sheets.iter().filter(|sheet| !sheet.apart);
    signature(people.map(|sheet| sheet.headers.iter().map(String::as_str).collect()))
}

fn reading_choice(setting: FileSetting, sample: &Sample) -> ReadingChoice {
    let FileSetting { name, title, choices } = setting;
    let found = sample.told.iter().find(|(told, _)| *told == name).map(|(_, value)| value.clone());
    let chosen = sample.reading.get(&name).cloned();
    ReadingChoice { name, title, choices, chosen, found }
}

fn choice_of(sheet: &SheetProposal) -> SheetChoice {
    let column = |column: &ColumnProposal| ColumnChoice {
        header: column.header.clone(),
        field: column.field.clone(),
        values: preview::meanings(column.values.iter()),
    };
    SheetChoice {
        name: sheet.name.clone(),
        read: sheet.read,
        columns: sheet.columns.iter().map(column).collect(),
    }
}

fn target_fields(cx: &ServiceContext, catalogue: &Catalogue) -> Vec<TargetField> {
    let t = cx.texts();
    let of = |id: &str, label: String, group, required, kind: Option<&Kind>| TargetField {
        id: id.to_owned(),
        label,
        group,
        required,
        secret: kind.is_some_and(Kind::is_secret),
        choices: kind.map(|kind| values::choices(cx, kind)).unwrap_or_default(),
    };
    let core = columns::core_columns().iter().map(|column| {
        let group = match column.kind {
            ColumnKind::Address(_) => FieldGroup::Address,
            _ => FieldGroup::Person,
        };
        of(column.id, t.t(column.label_key).into_owned(), group, column.required, catalogue.kind(column.id))
    });
    let additional = catalogue.targets.iter().filter(|target| columns::column(&target.id).is_none()).filter_map(
        |target| match catalogue.kind(&target.id)? {
            kind @ Kind::Field(owned) => {
                let label = catalogue.label(&target.id).unwrap_or(&owned.field.label).to_owned();
                Some(of(&target.id, label, FieldGroup::Additional, false, Some(kind)))
            }
            Kind::Core(_) => None,
        },
    );
    core.chain(additional).collect()
}

struct Proposer<'a> {
    cx: &'a ServiceContext,
    import: &'a Import,
    catalogue: &'a Catalogue,
    memory: &'a Memory,
    gone: &'a BTreeMap<(String, usize), String>,
}

impl Proposer<'_> {
    async fn sheet(
        &self,
        sheet: &SheetSample,
        guess: &[headers::Recognised],
    ) -> Result<SheetProposal, AppError> {
        let options = &self.import.options;
        let choice = options.sheets.iter().find(|choice| {
            choice.name == sheet.name && choice.fits(sheet.headers.iter().map(String::as_str))
        });
        let mut columns = Vec::with_capacity(sheet.headers.len());
        for (at, header) in sheet.headers.iter().enumerate() {
            let sample = &sheet.columns[at];
            let guessed = &guess[at];
            let chosen = choice.and_then(|choice| choice.columns.get(at));
            let field = match chosen {
                Some(chosen) => chosen.field.clone().filter(|field| self.catalogue.kind(field).is_some()),
                None => guessed.field.clone(),
            };
            let how = match &field {
                _ if field == guessed.field => guessed.how,
                Some(_) => How::Chosen,
                None => How::LeftOut,
            };
            let remembered = memory_key(header).and_then(|key| self.memory.get(&key));
            let remembered = remembered.filter(|confirmed| confirmed.field == field).map(|known| &known.values);
            let nothing = BTreeMap::new();
            let said = chosen.map(|chosen| &chosen.values).filter(|values| !values.is_empty());
            let said = said.or(remembered).unwrap_or(&nothing);
            let values = match &field {
                Some(field) => {
                    values::propose(self.cx, self.import.kind, self.catalogue, field, sample, said).await?
                }
                None => Vec::new(),
            };
            let is_secret =
                field.as_deref().and_then(|field| self.catalogue.kind(field)).is_some_and(Kind::is_secret);
            let samples = sample.values.iter().take(SAMPLES).map(|(text, _)| text.clone());
            columns.push(ColumnProposal {
                header: header.clone(),
                field,
                how,
                guess: guessed.field.clone(),
                samples: if is_secret { Vec::new() } else { samples.collect() },
                filled: sample.filled,
                values,
                more_values: sample.more,
                doubled: false,
                gone: self.gone.get(&(sheet.name.clone(), at)).cloned(),
            });
        }
        mark_doubled(&mut columns);
        let key = options.matching.field();
        let known = guess.iter().filter(|one| one.field.is_some()).count();
        let of_people = known >= KNOWN_COLUMNS && guess.iter().any(|one| one.field.as_deref() == Some(key));
        Ok(SheetProposal {
            name: sheet.name.clone(),
            apart: sheet.apart,
            read: !sheet.apart && !columns.is_empty() && choice.map_or(of_people, |choice| choice.read),
            columns,
            seen: sheet.seen,
            more: sheet.more,
        })
    }
}

fn mark_doubled(columns: &mut [ColumnProposal]) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for field in columns.iter().filter_map(|column| column.field.clone()) {
        *counts.entry(field).or_default() += 1;
    }
    for column in columns {
        column.doubled = column.field.as_ref().is_some_and(|field| counts.get(field).is_some_and(|count| *count > 1));
    }
}

fn problems(
    cx: &ServiceContext,
    sheets: &[SheetProposal],
    fields: &[TargetField],
    options: &ImportOptions,
    sample: &Sample,
) -> Vec<MappingProblem> {
    if let Some(error) = sample.error() {
        return vec![MappingProblem::Unreadable { reason: error_text(cx.texts(), &error) }];
    }
    let label = |id: &str| {
        fields.iter().find(|field| field.id == id).map_or_else(|| id.to_owned(), |field| field.label.clone())
    };
    let mut found = Vec::new();
    if sheets.iter().all(|sheet| !sheet.read) {
        found.push(MappingProblem::NoSheet);
    }
    let key = options.matching.field();
    for sheet in sheets.iter().filter(|sheet| sheet.read) {
        if sheet.columns.iter().all(|column| column.field.as_deref() != Some(key)) {
            found.push(MappingProblem::NoKey { sheet: sheet.name.clone(), field: label(key) });
        }
        let doubled: BTreeSet<&str> =
            sheet.columns.iter().filter(|column| column.doubled).filter_map(|column| column.field.as_deref()).collect();
        for field in doubled {
            let same = sheet.columns.iter().filter(|column| column.field.as_deref() == Some(field));
            found.push(MappingProblem::Doubled {
                sheet: sheet.name.clone(),
                field: label(field),
                headers: same.map(|column| column.header.clone()).collect(),
            });
        }
    }
    found
}

fn missing(sheets: &[SheetProposal], fields: &[TargetField], options: &ImportOptions) -> Vec<MappingNote> {
    if options.mode == crate::imports::model::Mode::Update {
        return Vec::new();
    }
    let key = options.matching.field();
    let lacking = |sheet: &SheetProposal| {
        let filled = |id: &str| sheet.columns.iter().any(|column| column.field.as_deref() == Some(id));
        let required = fields.iter().filter(|field| field.required && field.id != key);
        let fields: Vec<String> =
            required.filter(|field| !filled(&field.id)).map(|field| field.label.clone()).collect();
        (!fields.is_empty()).then(|| MappingNote::Missing { sheet: sheet.name.clone(), fields })
    };
    sheets.iter().filter(|sheet| sheet.read).filter_map(lacking).collect()
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
            if !queries::save_options(conn, &scope, id, &options)? || !queries::hand_on(conn, &scope, id, job)? {
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
            let Some(key) = memory_key(&column.header).filter(|_| !twice && column.how != How::Ours) else { continue };
            let values = preview::meanings(column.values.iter());
            let as_guessed = guess.field == column.field && values.is_empty();
            all.insert(key, (!as_guessed).then(|| Confirmed { field: column.field.clone(), values }));
        }
    }
    all.into_iter().collect()
}
