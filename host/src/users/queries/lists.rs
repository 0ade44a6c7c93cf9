//! Lists of people: filtered, sorted, page by page, with a bound on what one page looks through.
//!
//! There are two ways to a page. When one of the filters is known to let few people through, those few are read by the
//! filter's own index and sorted. Otherwise the list is walked in its order, by the index of that order, and each step's
//! people are held against the filters, until the page is full or so many were looked through that it is time to say so.
//!
//! A search by name has parts: first those whose name begins so, then those whose last name does, then user names, and
//! then those who have it anywhere else. Each of the first three stands together in an index.
mod few;
mod holding;
mod names;
mod place;
mod walk;

use elenco_db::{Conn, DbError, Instant, ProjectId, TenantScope, UserId};

use super::members::count;
use super::summaries::summaries;
use crate::fold::fold;
use crate::users::model::{Listing, Mailed, Page, PageAnchor, Sort, SortBy, UserFilter, UserKind};
pub use names::{companies_to_choose, groups_to_choose, locations_to_choose, named};
use place::{Key, Place};

/// Texts that are shorter are looked for at the beginning of names only: no index tells who has two letters somewhere,
/// and when few have them, a page would take a walk over everybody.
const SHORTEST_INSIDE: usize = 3;
/// People of a step of the walk at first and at most, when each is held against filters.
const STEPS: (usize, usize) = (200, 1000);
/// In a project of more people than this, a page of a search is looked for among the next [`TRIAL`] people of the order
/// before it is asked whether few match: what most people have is found there at once, and an index that names most
/// people is slow. In smaller ones the index is fast, and tells how many there are.
const LARGE: i64 = 20_000;
/// See [`LARGE`].
const TRIAL: usize = 200;
/// The part of a search's matches that have the text somewhere inside.
const INSIDE: u8 = 3;

/// How much one page may look at.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// People of one filter that are read and sorted at once; when it lets more through, the list is walked instead.
    pub few: usize,
    /// People whom a walk looks through at most.
    pub budget: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { few: 700, budget: 1000 }
    }
}

/// What is asked of a list.
#[derive(Debug, Clone)]
pub struct Ask {
    /// Members of this project.
    pub project: ProjectId,
    /// Clients or specialists.
    pub kind: UserKind,
    /// Whom of them.
    pub filter: UserFilter,
    /// In which order.
    pub sort: Sort,
    /// For whom is valid now.
    pub now: Instant,
    /// How much the answer may look at.
    pub bounds: Bounds,
}

/// A search as the indices see it.
#[derive(Debug, Clone)]
struct Search {
    text: String,
    is_short: bool,
}

impl Ask {
    fn search(&self) -> Option<Search> {
        let text = self.filter.search.as_deref().map(fold).filter(|text| !text.is_empty())?;
        let is_short = text.chars().count() < SHORTEST_INSIDE;
        Some(Search { text, is_short })
    }

    /// Whether the index of texts is asked: for a search, or for what stands in an e-mail address or a position.
    fn reads_texts(&self) -> bool {
        let holds = matches!(self.filter.email, Some(Mailed::Holding(_))) || self.filter.position.is_some();
        holds || self.search().is_some_and(|search| !search.is_short)
    }

    /// Whether the matches of a search come in parts: in the list's usual order.
    fn is_parted(&self) -> bool {
        self.sort == Sort::default()
    }
}

/// What a way to a page found.
#[derive(Debug, Default)]
struct Found {
    /// In the direction of the walk.
    places: Vec<Place>,
    /// How many there are in all, when they were all read.
    total: Option<usize>,
    /// Where the walk stopped before its end, and how many it had looked through.
    stopped: Option<(Place, usize)>,
}

fn is_large(conn: &mut Conn, scope: &TenantScope, ask: &Ask) -> Result<bool, DbError> {
    let (active, inactive) = count(conn, scope, ask.project, ask.kind)?;
    Ok(active + inactive > LARGE)
}

/// Who was found among few, from an anchor on.
fn among(
    conn: &mut Conn,
    scope: &TenantScope,
    ask: &Ask,
    search: Option<&Search>,
    ids: &[UserId],
    (anchor, wanted): (Option<&(Place, bool)>, usize),
) -> Result<Found, DbError> {
    let mut places = few::places(conn, scope, ask, (search, ask.is_parted()), ids)?;
    let total = places.len();
    let backwards = anchor.is_some_and(|(_, backwards)| *backwards);
    // Descending orders turn every part of a place round, and so does walking back.
    let down = ask.sort.descending != backwards;
    places.sort_by(|a, b| if down { b.cmp(a) } else { a.cmp(b) });
    if let Some((anchor, _)) = anchor {
        places.retain(|place| if down { place < anchor } else { place > anchor });
    }
    places.truncate(wanted);
    Ok(Found { places, total: Some(total), stopped: None })
}

fn find(
    conn: &mut Conn,
    scope: &TenantScope,
    ask: &Ask,
    anchor: Option<&(Place, bool)>,
    wanted: usize,
) -> Result<Found, DbError> {
    let search = ask.search();
    let parted = search.is_some() && ask.is_parted();
    if !parted && ask.reads_texts() && is_large(conn, scope, ask)? {
        let found = walk::walk(conn, scope, ask, search.as_ref(), anchor, (wanted, TRIAL))?;
        if found.places.len() >= wanted {
            return Ok(found);
        }
    }
    let mut ids = few::of_filters(conn, scope, ask)?;
    if let (None, Some(search), false) = (&ids, &search, parted) {
        ids = few::of_search(conn, scope, ask, search)?;
    }
    match ids {
        Some(ids) => among(conn, scope, ask, search.as_ref(), &ids, (anchor, wanted)),
        None => walk::walk(conn, scope, ask, search.as_ref(), anchor, (wanted, ask.bounds.budget)),
    }
}

/// How many match, as far as a page may look: the number, and whether these are all.
///
/// # Errors
/// The engine's.
pub fn count_few(conn: &mut Conn, scope: &TenantScope, ask: &Ask) -> Result<(usize, bool), DbError> {
    let plain = Ask { sort: Sort { by: SortBy::Name, descending: false }, ..ask.clone() };
    let found = find(conn, scope, &plain, None, plain.bounds.budget)?;
    let is_all = found.stopped.is_none() && found.places.len() < plain.bounds.budget;
    Ok((found.places.len(), is_all))
}

/// One page of a project's people. Always bounded: see the head of this file.
///
/// # Errors
/// The engine's.
pub fn list(
    conn: &mut Conn,
    scope: &TenantScope,
    ask: &Ask,
    anchor: Option<&PageAnchor>,
    limit: usize,
) -> Result<Listing, DbError> {
    let from = anchor.and_then(|anchor| Some((Place::read(anchor, ask.sort.by)?, anchor.backwards)));
    let backwards = from.as_ref().is_some_and(|(_, backwards)| *backwards);
    let mut found = find(conn, scope, ask, from.as_ref(), limit.saturating_add(1))?;
    let more = found.places.len() > limit;
    found.places.truncate(limit);
    if backwards {
        found.places.reverse();
    }
    let stopped = found.stopped.filter(|_| !more);
    let on = |place: Option<&Place>, backwards: bool| place.map(|place| place.anchor(backwards));
    let ahead = match &stopped {
        Some((place, _)) => Some(place),
        None if more => {
            if backwards {
                found.places.first()
            } else {
                found.places.last()
            }
        }
        None => None,
    };
    // Where one came from is behind, even when nobody was found on the way.
    let origin = from.as_ref().map(|(place, _)| place);
    let behind = if backwards { found.places.last().or(origin) } else { found.places.first().or(origin) };
    let behind = behind.filter(|_| from.is_some());
    let (next, previous) = if backwards { (behind, ahead) } else { (ahead, behind) };
    let (next, previous) = (on(next, false), on(previous, true));
    let ids: Vec<UserId> = found.places.iter().map(|place| place.id).collect();
    let mut rows = summaries(conn, scope, &ids)?;
    Ok(Listing {
        page: Page { items: ids.iter().filter_map(|id| rows.remove(id)).collect(), next, previous },
        total: found.total,
        looked_through: stopped.map(|(_, looked)| looked),
    })
}

/// Name and id of the people who match, by name, after an anchor (whose sort key is a name as it comes from here), at
/// most so many: for what is done to everybody. It is not bounded by how many are looked through, only by how many are
/// found, so no page may wait for it.
///
/// # Errors
/// The engine's.
pub fn matching(
    conn: &mut Conn,
    scope: &TenantScope,
    ask: &Ask,
    anchor: Option<&PageAnchor>,
    wanted: usize,
) -> Result<Vec<(String, UserId)>, DbError> {
    // The order is turned to plain names: parts of a search are for readers.
    let ask = Ask { sort: Sort { by: SortBy::Name, descending: false }, ..ask.clone() };
    let search = ask.search();
    let from = anchor.map(|anchor| (Place::named(anchor), anchor.backwards));
    let mut ids = few::of_filters(conn, scope, &ask)?;
    if let (None, Some(search)) = (&ids, &search) {
        ids = few::of_search(conn, scope, &ask, search)?;
    }
    let found = match ids {
        Some(ids) => {
            let mut places = few::places(conn, scope, &ask, (search.as_ref(), false), &ids)?;
            let backwards = from.as_ref().is_some_and(|(_, backwards)| *backwards);
            places.sort();
            if backwards {
                places.reverse();
            }
            if let Some((anchor, backwards)) = &from {
                places.retain(|place| if *backwards { place < anchor } else { place > anchor });
            }
            places.truncate(wanted);
            places
        }
        None => {
            walk::unparted(conn, scope, &ask, search.as_ref(), from.as_ref(), (wanted, usize::MAX))?.places
        }
    };
    Ok(found
        .into_iter()
        .map(|place| match place.key {
            Key::Text(name) => (name, place.id),
            Key::At(_) => (String::new(), place.id),
        })
        .collect())
}
