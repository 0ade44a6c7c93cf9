//! Pages of companies by name, with a bound on what one page looks through.
//!
//! There are two ways to a page. When a search, a client or a service lets few companies through, those few are read and
//! sorted. Otherwise the list is walked in its order, by an index, and each step's companies are held against the rest,
//! until the page is full or so many were looked through that it is time to say so.
//!
//! A search has two parts: first the companies whose name begins so, then those that have the text anywhere else.
mod few;
mod walk;

use diesel::prelude::*;
use elenco_db::schema::{companies, company_counts};
use elenco_db::{CompanyId, Conn, DbError, TenantScope};

use crate::companies::model::{
    Anchor, CompanyCounts, CompanyFilter, CompanyKind, CompanyPage, CompanySummary,
};
use crate::fold::fold;

/// Companies that are read and sorted at once; when there are more, the list is walked instead.
const FEW: usize = 1500;
/// Companies that one page looks through at most.
const BUDGET: usize = 1500;

type SummaryRow = (CompanyId, String, String, String, Option<String>, bool, i64);

/// Where a company stands in a list: in which part, its folded name, and its id.
type Place = (u8, String, CompanyId);

fn summary((id, kind, name, tax_id, external_id, active, clients): SummaryRow) -> CompanySummary {
    let kind = CompanyKind::parse(&kind).unwrap_or(CompanyKind::Company);
    CompanySummary { id, kind, name, tax_id, external_id, active, clients }
}

/// The part of a list in which a name stands.
fn part(search: Option<&str>, name_key: &str) -> u8 {
    u8::from(search.is_some_and(|text| !name_key.starts_with(text)))
}

/// What is asked of a list.
struct Ask<'a> {
    filter: &'a CompanyFilter,
    /// Folded.
    search: Option<String>,
    /// Where the page begins.
    edge: Option<Place>,
    backwards: bool,
    /// One more than stand on a page.
    wanted: usize,
}

impl Ask<'_> {
    fn text(&self) -> Option<&str> {
        self.search.as_deref()
    }
}

/// What a way to a page found, in the direction of the walk.
#[derive(Default)]
struct Found {
    places: Vec<Place>,
    /// The last company that was looked at, and how many were, when there may be more behind it.
    stopped: Option<(CompanyId, usize)>,
}

fn edge(
    conn: &mut Conn,
    scope: &TenantScope,
    anchor: Option<Anchor<CompanyId>>,
    search: Option<&str>,
) -> Result<Option<Place>, DbError> {
    let Some(Anchor::After(id) | Anchor::Before(id)) = anchor else { return Ok(None) };
    let key: Option<String> = companies::table
        .filter(companies::tenant_id.eq(scope.tenant()))
        .filter(companies::id.eq(id))
        .select(companies::name_key)
        .first(conn)
        .optional()?;
    Ok(key.map(|key| (part(search, &key), key, id)))
}

fn summaries(conn: &mut Conn, scope: &TenantScope, places: &[Place]) -> Result<Vec<CompanySummary>, DbError> {
    let ids: Vec<CompanyId> = places.iter().map(|(_, _, id)| *id).collect();
    let mut found = Vec::new();
    for chunk in ids.chunks(500) {
        let rows: Vec<SummaryRow> = companies::table
            .filter(companies::tenant_id.eq(scope.tenant()))
            .filter(companies::id.eq_any(chunk))
            .select((
                companies::id,
                companies::kind,
                companies::name,
                companies::tax_id,
                companies::external_id,
                companies::active,
                companies::clients,
            ))
            .load(conn)?;
        found.extend(rows.into_iter().map(summary));
    }
    let at = |id: CompanyId| ids.iter().position(|other| *other == id);
    found.sort_by_cached_key(|company| at(company.id));
    Ok(found)
}

/// A page of companies by name, and by id where a company and a supplier have the same. It may be short, even empty, and
/// still not be the last one: then it says how many it looked through.
pub fn page(
    conn: &mut Conn,
    scope: &TenantScope,
    filter: &CompanyFilter,
    anchor: Option<Anchor<CompanyId>>,
    limit: usize,
) -> Result<CompanyPage, DbError> {
    let search = filter.search.as_deref().map(fold).filter(|text| !text.is_empty());
    let edge = edge(conn, scope, anchor, search.as_deref())?;
    let backwards = edge.is_some() && matches!(anchor, Some(Anchor::Before(_)));
    let ask = Ask { filter, search, edge, backwards, wanted: limit.saturating_add(1) };
    let mut found = match few::of(conn, scope, &ask)? {
        Some(ids) => few::among(conn, scope, &ask, &ids)?,
        None => walk::walk(conn, scope, &ask)?,
    };
    let more = found.places.len() > limit;
    found.places.truncate(limit);
    let stopped = found.stopped.filter(|_| !more);
    let last = found.places.last().map(|(_, _, id)| *id);
    let ahead = match stopped {
        Some((id, _)) => Some(id),
        None => last.filter(|_| more),
    };
    if backwards {
        found.places.reverse();
    }
    // Where one came from is behind, even when nothing was found on the way.
    let origin = ask.edge.as_ref().map(|(_, _, id)| *id);
    let nearest = if backwards { found.places.last() } else { found.places.first() };
    let behind = origin.map(|origin| nearest.map_or(origin, |(_, _, id)| *id));
    let (next, previous) = if backwards { (behind, ahead) } else { (ahead, behind) };
    Ok(CompanyPage {
        items: summaries(conn, scope, &found.places)?,
        next: next.map(Anchor::After),
        previous: previous.map(Anchor::Before),
        looked_through: stopped.map(|(_, looked)| looked),
    })
}

/// How many of a kind there are. Kept by triggers, so it costs nothing.
pub fn count(conn: &mut Conn, scope: &TenantScope, kind: CompanyKind) -> Result<CompanyCounts, DbError> {
    let rows: Vec<(bool, i64)> = company_counts::table
        .filter(company_counts::tenant_id.eq(scope.tenant()))
        .filter(company_counts::kind.eq(kind.as_str()))
        .select((company_counts::active, company_counts::total))
        .load(conn)?;
    let of = |wanted: bool| rows.iter().filter(|(active, _)| *active == wanted).map(|(_, total)| total).sum();
    Ok(CompanyCounts { active: of(true), inactive: of(false) })
}
