//! What is proposed for the sheets and columns of a file.
use std::collections::{BTreeMap, BTreeSet};

use super::{Waiting, preview, sampling, saved, values};
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::extensions::per_file::FileSetting;
use crate::imports::headers;
use crate::imports::job::catalogue::{Catalogue, Kind};
use crate::imports::messages::error_text;
use crate::imports::model::{
    ColumnChoice, ColumnProposal, FieldGroup, ImportOptions, MappingNote, MappingProblem, Mode, Proposal,
    ReadingChoice, Sample, SheetChoice, SheetProposal, TargetField, signature,
};
use crate::imports::queries;
use crate::users::columns::{self, ColumnKind};
use proposer::Proposer;

mod proposer;

pub(super) async fn proposal(waiting: &Waiting) -> Result<(Proposal, Sample), AppError> {
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
    let is_only = sample.sheets.iter().filter(|sheet| !sheet.apart && !sheet.headers.is_empty()).count() == 1;
    for sheet in &sample.sheets {
        let guess = headers::propose(&sheet.headers, &sheet.ids, &catalogue.targets, &memory);
        let proposer =
            Proposer { cx, import: &import, catalogue: &catalogue, memory: &memory, gone: &gone, is_only };
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
    let lines = lines(&sample, &sheets, &fields);
    let error = sample.error();
    let options = import.options;
    Ok((Proposal { options, fields, sheets, problems, notes, reading, lines, signature, error }, sample))
}

/// The first lines of a file that is text; of one that may hold passwords only the first, which is the header.
fn lines(sample: &Sample, sheets: &[SheetProposal], fields: &[TargetField]) -> Vec<String> {
    let secret = |id: &str| fields.iter().any(|field| field.id == id && field.secret);
    let mut columns = sheets.iter().flat_map(|sheet| &sheet.columns);
    let holds_secrets = columns
        .any(|column| column.field.as_deref().is_some_and(secret) || sampling::is_secret(&column.header));
    let most = if holds_secrets { 1 } else { usize::MAX };
    let lines = sample.told.iter().filter(|(name, _)| name == "line");
    lines.map(|(_, line)| line.clone()).take(most).collect()
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
    if sheet.apart {
        // Nothing is said about it, so it is read as if nobody had been asked.
        return SheetChoice { name: sheet.name.clone(), read: true, columns: Vec::new() };
    }
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
    let additional =
        catalogue.targets.iter().filter(|target| columns::column(&target.id).is_none()).filter_map(
            |target| match catalogue.kind(&target.id)? {
                kind @ Kind::Field(owned) => {
                    let label = catalogue.label(&target.id).unwrap_or(&owned.field.label).to_owned();
                    Some(of(&target.id, label, FieldGroup::Additional, false, Some(kind)))
                }
                kind @ Kind::Tie(_) => {
                    let label = catalogue.label(&target.id).unwrap_or(&target.id).to_owned();
                    Some(of(&target.id, label, FieldGroup::Additional, false, Some(kind)))
                }
                Kind::Core(_) => None,
            },
        );
    core.chain(additional).collect()
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
        let doubled: BTreeSet<&str> = sheet
            .columns
            .iter()
            .filter(|column| column.doubled)
            .filter_map(|column| column.field.as_deref())
            .collect();
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
    if options.mode == Mode::Update {
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
