//! Who is meant: by id, or everybody who matches.
use elenco_db::{Conn, DbError, Instant, ProjectId, TenantScope, UserId};

use crate::bulk_changes::model::{Amount, Selection};
use crate::users;
use crate::users::model::{PageAnchor, UserFilter, UserKind};
use crate::users::service::everybody;

/// People that are counted beside a page before it is only said that there are more.
const COUNTED: u64 = 10_000;
/// Steps of that counting, when few are found on the way.
const STEPS: usize = 200;
/// People whom one step looks at when it looks for those outside a project.
const LOOKED_AT: usize = 4_000;
/// The same while somebody waits for a page that lists them, too.
const GLANCE: usize = 200;
/// People of one step of counting.
const STEP: usize = 1_000;

/// Where a walk over people has come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Step {
    /// The next people.
    pub ids: Vec<UserId>,
    /// Where the walk goes on; nothing at the end.
    pub next: Option<PageAnchor>,
}

/// The next people of a selection, from an anchor on. `now` is the same for every step, so that a filter by dates means
/// the same people throughout. A step may be short, even empty, and not be the last one.
///
/// # Errors
/// The engine's.
pub fn step(
    conn: &mut Conn,
    scope: &TenantScope,
    (project, kind): (ProjectId, UserKind),
    (selection, now): (&Selection, Instant),
    anchor: Option<&PageAnchor>,
    wanted: usize,
) -> Result<Step, DbError> {
    bounded_step(conn, scope, (project, kind), (selection, now), anchor, (wanted, LOOKED_AT))
}

/// The same, looking at so many people at most where they are looked for among all.
fn bounded_step(
    conn: &mut Conn,
    scope: &TenantScope,
    (project, kind): (ProjectId, UserKind),
    (selection, now): (&Selection, Instant),
    anchor: Option<&PageAnchor>,
    (wanted, most): (usize, usize),
) -> Result<Step, DbError> {
    let ahead = |key: &(String, UserId)| PageAnchor { sort_key: key.0.clone(), id: key.1, backwards: false };
    match selection {
        Selection::People { ids } => {
            let mut ids: Vec<UserId> =
                ids.iter().copied().filter(|id| anchor.is_none_or(|anchor| *id > anchor.id)).collect();
            ids.sort_unstable();
            ids.dedup();
            let more = ids.len() > wanted;
            ids.truncate(wanted);
            let next = ids.last().filter(|_| more).map(|id| ahead(&(String::new(), *id)));
            Ok(Step { ids, next })
        }
        Selection::Matching { filter } => {
            let limit = i64::try_from(wanted).unwrap_or(i64::MAX);
            let of = (project, kind);
            let found = users::service::matching(conn, scope, of, filter, now, anchor, limit)?;
            let next = found.last().filter(|_| found.len() >= wanted).map(ahead);
            Ok(Step { ids: found.into_iter().map(|(_, id)| id).collect(), next })
        }
        Selection::Others { search } => {
            let of = (kind, project);
            let found = everybody::walk_others(conn, scope, of, search.as_deref(), anchor, (wanted, most))?;
            let next = found.reached.as_ref().map(ahead);
            Ok(Step { ids: found.keys.into_iter().map(|(_, id)| id).collect(), next })
        }
    }
}

/// How far one counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Patience {
    /// As far as a page may look while somebody waits for it.
    Page,
    /// Beside a page that is there already.
    Beside,
    /// To the end.
    End,
}

/// How many people a selection holds.
///
/// # Errors
/// The engine's.
pub fn count(
    conn: &mut Conn,
    scope: &TenantScope,
    of: (ProjectId, UserKind),
    (selection, now): (&Selection, Instant),
    patience: Patience,
) -> Result<Amount, DbError> {
    if let Selection::Matching { filter } = selection
        && let Some(active) = whole(filter)
    {
        // Kept by the database itself.
        let counts = users::service::counts_of(conn, scope, of.0, of.1)?;
        let number = match active {
            None => counts.total(),
            Some(true) => counts.active,
            Some(false) => counts.inactive,
        };
        return Ok(Amount::Exactly(u64::try_from(number).unwrap_or(0)));
    }
    if let (Selection::Matching { filter }, Patience::Page) = (selection, patience) {
        let (number, is_all) = users::service::count_few(conn, scope, of, filter, now)?;
        return Ok(amount(number as u64, is_all));
    }
    let (mut number, mut steps, mut anchor) = (0_u64, 0, None);
    loop {
        let most = if patience == Patience::Page { GLANCE } else { LOOKED_AT };
        let found = bounded_step(conn, scope, of, (selection, now), anchor.as_ref(), (STEP, most))?;
        number += found.ids.len() as u64;
        steps += 1;
        let is_enough = match patience {
            Patience::Page => !matches!(selection, Selection::People { .. }),
            Patience::Beside => number >= COUNTED || steps == STEPS,
            Patience::End => false,
        };
        let Some(next) = found.next else { return Ok(amount(number, true)) };
        if is_enough {
            return Ok(amount(number, false));
        }
        anchor = Some(next);
    }
}

fn amount(number: u64, is_all: bool) -> Amount {
    if is_all { Amount::Exactly(number) } else { Amount::MoreThan(number) }
}

/// The state that a filter asks for when it asks for nothing else.
fn whole(filter: &UserFilter) -> Option<Option<bool>> {
    (*filter == UserFilter { active: filter.active, ..UserFilter::default() }).then_some(filter.active)
}
