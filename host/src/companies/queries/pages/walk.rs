//! The list in its order, a step at a time.
use diesel::prelude::*;
use elenco_db::schema::companies;
use elenco_db::{CompanyId, Conn, DbError, TenantScope};

use super::{Ask, BUDGET, Found, Place, few};

/// Companies of one step.
const STEP: usize = 500;
/// The part of a search in which names begin with the text, and the one of the rest.
const BEGINS: u8 = 0;
const INSIDE: u8 = 1;

/// What stands behind every name that begins so: the last character that there is, on both engines.
fn end_of(begins: &str) -> String {
    format!("{begins}{}", char::MAX)
}

/// Names that stand together in the index.
struct Span {
    part: u8,
    /// The first one, when it is bounded.
    from: Option<String>,
    /// The first one behind it.
    before: Option<String>,
}

/// The spans of a list in order.
fn spans(search: Option<&str>) -> Vec<Span> {
    match search {
        None => vec![Span { part: BEGINS, from: None, before: None }],
        Some(text) => vec![
            Span { part: BEGINS, from: Some(text.to_owned()), before: Some(end_of(text)) },
            Span { part: INSIDE, from: None, before: Some(text.to_owned()) },
            Span { part: INSIDE, from: Some(end_of(text)), before: None },
        ],
    }
}

/// Names and ids of one step in a span, from a place on.
fn step(
    conn: &mut Conn,
    scope: &TenantScope,
    ask: &Ask<'_>,
    (span, from): (&Span, Option<&Place>),
    limit: usize,
) -> Result<Vec<(String, CompanyId)>, DbError> {
    let mut query = companies::table
        .filter(companies::tenant_id.eq(scope.tenant()))
        .select((companies::name_key, companies::id))
        .limit(i64::try_from(limit).unwrap_or(i64::MAX))
        .into_boxed();
    if let Some(kind) = ask.filter.kind {
        query = query.filter(companies::kind.eq(kind.as_str()));
    }
    if let Some(active) = ask.filter.active {
        query = query.filter(companies::active.eq(active));
    }
    if let Some(first) = &span.from {
        query = query.filter(companies::name_key.ge(first));
    }
    if let Some(end) = &span.before {
        query = query.filter(companies::name_key.lt(end));
    }
    query = match from {
        Some((_, key, id)) if ask.backwards => query
            .filter(companies::name_key.le(key).and(companies::name_key.lt(key).or(companies::id.lt(*id)))),
        Some((_, key, id)) => query
            .filter(companies::name_key.ge(key).and(companies::name_key.gt(key).or(companies::id.gt(*id)))),
        None => query,
    };
    let query = if ask.backwards {
        query.order((companies::name_key.desc(), companies::id.desc()))
    } else {
        query.order((companies::name_key, companies::id))
    };
    Ok(query.load(conn)?)
}

/// Companies of one span from a place on. Each step's are held against everything that is asked.
fn walk_span(
    conn: &mut Conn,
    scope: &TenantScope,
    ask: &Ask<'_>,
    span: &Span,
    found: &mut Found,
    looked: &mut usize,
) -> Result<(), DbError> {
    // Names, kind and status are asked of the index; whatever else is asked for needs a closer look.
    let is_plain = ask.filter.of_client.is_none() && ask.filter.of_service.is_none() && ask.search.is_none();
    let limit = if is_plain { ask.wanted } else { STEP };
    let mut from = ask.edge.clone().filter(|(part, _, _)| *part == span.part);
    loop {
        let seen = step(conn, scope, ask, (span, from.as_ref()), limit)?;
        let is_last = seen.len() < limit;
        *looked += seen.len();
        from = seen.last().map(|(key, id)| (span.part, key.clone(), *id)).or(from);
        if is_plain {
            found.places.extend(seen.into_iter().map(|(key, id)| (span.part, key, id)));
        } else {
            let ids: Vec<CompanyId> = seen.iter().map(|(_, id)| *id).collect();
            let mut places = few::places(conn, scope, ask, &ids)?;
            places.sort();
            if ask.backwards {
                places.reverse();
            }
            found.places.extend(places);
        }
        if found.places.len() >= ask.wanted {
            found.places.truncate(ask.wanted);
            return Ok(());
        }
        if is_last {
            return Ok(());
        }
        if *looked >= BUDGET {
            found.stopped = from.map(|(_, _, id)| (id, *looked));
            return Ok(());
        }
    }
}

/// Walks the spans that lie ahead.
pub(super) fn walk(conn: &mut Conn, scope: &TenantScope, ask: &Ask<'_>) -> Result<Found, DbError> {
    let (mut found, mut looked) = (Found::default(), 0);
    let mut spans = spans(ask.text());
    if ask.backwards {
        spans.reverse();
    }
    let begins_in = ask.edge.as_ref().map(|(part, _, _)| *part);
    for span in spans {
        let is_behind =
            begins_in.is_some_and(|at| if ask.backwards { span.part > at } else { span.part < at });
        if is_behind || found.stopped.is_some() || found.places.len() >= ask.wanted {
            continue;
        }
        walk_span(conn, scope, ask, &span, &mut found, &mut looked)?;
    }
    Ok(found)
}
