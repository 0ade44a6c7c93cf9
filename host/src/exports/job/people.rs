//! Who goes into which workbook.
use std::collections::HashSet;

use elenco_db::UserId;
use uuid::Uuid;

use super::{files_error, stop};
use crate::context::ServiceContext;
use crate::exports::model::{Export, PART_RECORDS, Part, Shown};
use crate::exports::service::folder;
use crate::jobs::model::{JobContext, Stop};
use crate::users;
use crate::users::model::User;

/// People of one step through a list.
const STEP: usize = 1000;

fn part(number: usize, first: UserId, last: UserId, records: usize) -> Part {
    let number = i32::try_from(number).unwrap_or(i32::MAX);
    Part { number, first_user: first, last_user: last, records: records as i64, file_key: None }
}

/// Everybody: consecutive ids, so that people who come later change nothing.
pub(super) async fn everybody(job: &JobContext, export: &Export) -> Result<Vec<Part>, Stop> {
    let mut parts: Vec<Part> = Vec::new();
    let mut after: Option<UserId> = None;
    loop {
        job.check()?;
        let (scope, project, kind, limit) = (job.scope(), export.project, export.kind, PART_RECORDS as i64);
        let ids = job
            .app
            .db
            .read(move |conn| users::service::member_ids(conn, &scope, (project, kind), after, limit))
            .await?;
        let (Some(first), Some(last)) = (ids.first(), ids.last()) else { return Ok(parts) };
        parts.push(part(parts.len() + 1, *first, *last, ids.len()));
        after = Some(*last);
        if ids.len() < PART_RECORDS {
            return Ok(parts);
        }
    }
}

/// Where it is put down who goes into a workbook.
fn list_key(job: &JobContext, export: &Export, number: i32) -> String {
    format!("{}/people/{number:06}", folder(&job.scope(), export.id))
}

/// Those that a list shows, in its order, as they are found now. Who they are is put down with each workbook, because
/// the list may be another one when the work is taken up again.
pub(super) async fn shown(
    job: &JobContext,
    cx: &ServiceContext,
    export: &Export,
    shown: &Shown,
) -> Result<Vec<Part>, Stop> {
    let (mut parts, mut waiting, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
    let (of, mut anchor) = ((export.project, export.kind), None);
    loop {
        job.check()?;
        let what = (shown.filter.clone(), shown.sort);
        let (ids, next) = users::service::list_ids(cx, of, what, anchor, STEP).await.map_err(stop)?;
        // Who is renamed meanwhile may be met twice.
        waiting.extend(ids.into_iter().filter(|id| seen.insert(*id)));
        while waiting.len() >= PART_RECORDS {
            let later = waiting.split_off(PART_RECORDS);
            put_down(job, export, &mut parts, &waiting).await?;
            waiting = later;
        }
        match next {
            Some(next) => anchor = Some(next),
            None => break,
        }
    }
    if !waiting.is_empty() {
        put_down(job, export, &mut parts, &waiting).await?;
    }
    Ok(parts)
}

async fn put_down(
    job: &JobContext,
    export: &Export,
    parts: &mut Vec<Part>,
    ids: &[UserId],
) -> Result<(), Stop> {
    let (Some(first), Some(last)) = (ids.first(), ids.last()) else { return Ok(()) };
    let part = part(parts.len() + 1, *first, *last, ids.len());
    let bytes: Vec<u8> = ids.iter().flat_map(|id| id.as_uuid().into_bytes()).collect();
    let key = list_key(job, export, part.number);
    job.app.files.put(&key, bytes.into()).await.map_err(|error| stop(files_error(error)))?;
    parts.push(part);
    Ok(())
}

/// Who goes into a workbook of a list, in order.
pub(super) async fn listed(job: &JobContext, export: &Export, part: &Part) -> Result<Vec<UserId>, Stop> {
    if part.records == 0 {
        return Ok(Vec::new());
    }
    let bytes = job.app.files.get(&list_key(job, export, part.number)).await;
    let bytes = bytes.map_err(|error| stop(files_error(error)))?;
    let (ids, _) = bytes.as_chunks::<16>();
    Ok(ids.iter().map(|id| UserId::from_uuid(Uuid::from_bytes(*id))).collect())
}

/// These people in this order; those who are gone are left out.
pub(super) async fn read(cx: &ServiceContext, ids: &[UserId]) -> Result<Vec<User>, Stop> {
    users::service::export_these(cx, ids).await.map_err(stop)
}
