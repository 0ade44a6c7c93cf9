//! Queries about versions on trial: how often they answered as the active one did, and where not.
use diesel::prelude::*;
use elenco_db::schema::{plugin_comparisons, plugin_differences};
use elenco_db::{Conn, DbError, Instant, Json, PluginDifferenceId, TenantId, TenantScope, each};
use serde_json::Value;

use super::figures::plain_json;
use crate::plugins::model::canary::{Compared, Comparison, KeptDifference};

/// Differences that are kept of two versions: the first ones.
const KEPT: i64 = 50;

#[derive(Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = plugin_differences, treat_none_as_default_value = false)]
struct DifferenceRow {
    tenant_id: TenantId,
    id: PluginDifferenceId,
    plugin: String,
    active_digest: String,
    canary_digest: String,
    at: Instant,
    kind: String,
    function: String,
    input: Option<Json<Value>>,
    active: Json<Value>,
    canary: Json<Value>,
}

fn stored(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn told(count: i64) -> u64 {
    u64::try_from(count).unwrap_or(0)
}

/// Adds what was compared, with ids for its differences.
pub(in crate::plugins) fn add(
    conn: &mut Conn,
    scope: &TenantScope,
    comparison: &Comparison,
    ids: &[PluginDifferenceId],
    now: Instant,
) -> Result<(), DbError> {
    let own = || {
        plugin_comparisons::table
            .filter(plugin_comparisons::tenant_id.eq(scope.tenant()))
            .filter(plugin_comparisons::plugin.eq(&comparison.plugin))
            .filter(plugin_comparisons::active_digest.eq(&comparison.active))
            .filter(plugin_comparisons::canary_digest.eq(&comparison.canary))
    };
    let [same, different, failed] = [comparison.same, comparison.different, comparison.failed].map(stored);
    let changed = diesel::update(own())
        .set((
            plugin_comparisons::same.eq(plugin_comparisons::same + same),
            plugin_comparisons::different.eq(plugin_comparisons::different + different),
            plugin_comparisons::failed.eq(plugin_comparisons::failed + failed),
            plugin_comparisons::until.eq(now),
        ))
        .execute(conn)?;
    if changed == 0 {
        let row = (
            plugin_comparisons::tenant_id.eq(scope.tenant()),
            plugin_comparisons::plugin.eq(&comparison.plugin),
            plugin_comparisons::active_digest.eq(&comparison.active),
            plugin_comparisons::canary_digest.eq(&comparison.canary),
            plugin_comparisons::same.eq(same),
            plugin_comparisons::different.eq(different),
            plugin_comparisons::failed.eq(failed),
            plugin_comparisons::since.eq(now),
            plugin_comparisons::until.eq(now),
        );
        each!(conn, c => diesel::insert_into(plugin_comparisons::table).values(&row).execute(c))?;
    }
    let known: i64 = plugin_differences::table
        .filter(plugin_differences::tenant_id.eq(scope.tenant()))
        .filter(plugin_differences::plugin.eq(&comparison.plugin))
        .filter(plugin_differences::active_digest.eq(&comparison.active))
        .filter(plugin_differences::canary_digest.eq(&comparison.canary))
        .count()
        .get_result(conn)?;
    let room = usize::try_from(KEPT.saturating_sub(known)).unwrap_or(0);
    for (difference, id) in comparison.differences.iter().zip(ids).take(room) {
        let row = DifferenceRow {
            tenant_id: scope.tenant(),
            id: *id,
            plugin: comparison.plugin.clone(),
            active_digest: comparison.active.clone(),
            canary_digest: comparison.canary.clone(),
            at: difference.at,
            kind: difference.kind.to_owned(),
            function: difference.function.to_owned(),
            input: difference.input.as_ref().map(|input| Json(plain_json(input))),
            active: Json(plain_json(&difference.active)),
            canary: Json(plain_json(&difference.canary)),
        };
        each!(conn, c => diesel::insert_into(plugin_differences::table).values(&row).execute(c))?;
    }
    Ok(())
}

/// What was compared of two versions so far, with the first differences in the order in which they were met.
pub(in crate::plugins) fn find(
    conn: &mut Conn,
    scope: &TenantScope,
    plugin: &str,
    active: &str,
    canary: &str,
) -> Result<Compared, DbError> {
    let counts: Option<(i64, i64, i64, Instant, Instant)> = plugin_comparisons::table
        .filter(plugin_comparisons::tenant_id.eq(scope.tenant()))
        .filter(plugin_comparisons::plugin.eq(plugin))
        .filter(plugin_comparisons::active_digest.eq(active))
        .filter(plugin_comparisons::canary_digest.eq(canary))
        .select((
            plugin_comparisons::same,
            plugin_comparisons::different,
            plugin_comparisons::failed,
            plugin_comparisons::since,
            plugin_comparisons::until,
        ))
        .first(conn)
        .optional()?;
    let Some((same, different, failed, since, until)) = counts else { return Ok(Compared::default()) };
    let rows: Vec<DifferenceRow> = plugin_differences::table
        .filter(plugin_differences::tenant_id.eq(scope.tenant()))
        .filter(plugin_differences::plugin.eq(plugin))
        .filter(plugin_differences::active_digest.eq(active))
        .filter(plugin_differences::canary_digest.eq(canary))
        .order(plugin_differences::id)
        .select(DifferenceRow::as_select())
        .load(conn)?;
    let differences = rows.into_iter().map(|row| KeptDifference {
        at: row.at,
        function: format!("{}.{}", row.kind, row.function),
        input: row.input.map(|input| input.0),
        active: row.active.0,
        canary: row.canary.0,
    });
    Ok(Compared {
        same: told(same),
        different: told(different),
        failed: told(failed),
        between: Some((since, until)),
        differences: differences.collect(),
    })
}

/// Forgets what was compared of a plugin.
pub(in crate::plugins) fn forget(conn: &mut Conn, scope: &TenantScope, plugin: &str) -> Result<(), DbError> {
    diesel::delete(
        plugin_differences::table
            .filter(plugin_differences::tenant_id.eq(scope.tenant()))
            .filter(plugin_differences::plugin.eq(plugin)),
    )
    .execute(conn)?;
    diesel::delete(
        plugin_comparisons::table
            .filter(plugin_comparisons::tenant_id.eq(scope.tenant()))
            .filter(plugin_comparisons::plugin.eq(plugin)),
    )
    .execute(conn)?;
    Ok(())
}
