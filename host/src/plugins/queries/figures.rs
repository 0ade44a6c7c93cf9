//! Queries about how plugins fare.
use diesel::prelude::*;
use elenco_db::schema::{plugin_failures, plugin_figures};
use elenco_db::{Conn, DbError, Instant, Json, PluginFailureId, TenantId, TenantScope, each};
use serde_json::{Value, json};

use crate::plugins::model::{FailedCall, KeptFailure, LogLevel, LogLine, PluginMinute, Tally, Times};

/// Failed calls that are kept of each plugin of a tenant.
const FAILURES_KEPT: i64 = 20;

#[derive(Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = plugin_figures)]
struct FiguresRow {
    tenant_id: TenantId,
    plugin: String,
    digest: String,
    minute: Instant,
    calls: i64,
    failures: i64,
    fuel: i64,
    rows: i64,
    peak_memory: i64,
    times: Vec<u8>,
}

fn stored(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn told(count: i64) -> u64 {
    u64::try_from(count).unwrap_or(0)
}

impl FiguresRow {
    fn of(minute: &PluginMinute, tally: &Tally) -> Self {
        Self {
            tenant_id: minute.tenant,
            plugin: minute.plugin.clone(),
            digest: minute.digest.clone(),
            minute: minute.minute,
            calls: stored(tally.calls),
            failures: stored(tally.failures),
            fuel: stored(tally.fuel),
            rows: stored(tally.rows),
            peak_memory: stored(tally.peak_memory),
            times: tally.times.to_bytes(),
        }
    }

    fn tally(&self) -> Tally {
        Tally {
            calls: told(self.calls),
            failures: told(self.failures),
            fuel: told(self.fuel),
            rows: told(self.rows),
            peak_memory: told(self.peak_memory),
            times: Times::from_bytes(&self.times),
        }
    }
}

/// Adds what happened to what is known of the same minute, which another server may have written.
pub(in crate::plugins) fn add(
    conn: &mut Conn,
    scope: &TenantScope,
    minutes: &[PluginMinute],
) -> Result<(), DbError> {
    for minute in minutes.iter().filter(|minute| minute.tenant == scope.tenant()) {
        let own = || {
            plugin_figures::table
                .filter(plugin_figures::tenant_id.eq(scope.tenant()))
                .filter(plugin_figures::plugin.eq(&minute.plugin))
                .filter(plugin_figures::digest.eq(&minute.digest))
                .filter(plugin_figures::minute.eq(minute.minute))
        };
        let known: Option<FiguresRow> = own().select(FiguresRow::as_select()).first(conn).optional()?;
        let mut tally = known.as_ref().map(FiguresRow::tally).unwrap_or_default();
        tally.add(&minute.tally);
        let row = FiguresRow::of(minute, &tally);
        if known.is_some() {
            diesel::update(own())
                .set((
                    plugin_figures::calls.eq(row.calls),
                    plugin_figures::failures.eq(row.failures),
                    plugin_figures::fuel.eq(row.fuel),
                    plugin_figures::rows.eq(row.rows),
                    plugin_figures::peak_memory.eq(row.peak_memory),
                    plugin_figures::times.eq(row.times),
                ))
                .execute(conn)?;
        } else {
            each!(conn, c => diesel::insert_into(plugin_figures::table).values(&row).execute(c))?;
        }
    }
    Ok(())
}

/// The minutes of a plugin since then, with the digest of the version that answered, in order.
pub(in crate::plugins) fn since(
    conn: &mut Conn,
    scope: &TenantScope,
    plugin: &str,
    since: Instant,
) -> Result<Vec<(Instant, Tally)>, DbError> {
    let rows: Vec<FiguresRow> = plugin_figures::table
        .filter(plugin_figures::tenant_id.eq(scope.tenant()))
        .filter(plugin_figures::plugin.eq(plugin))
        .filter(plugin_figures::minute.ge(since))
        .order(plugin_figures::minute)
        .select(FiguresRow::as_select())
        .load(conn)?;
    Ok(rows.iter().map(|row| (row.minute, row.tally())).collect())
}

/// Forgets the minutes of all tenants before then. Answers how many.
pub(in crate::plugins) fn forget_before(conn: &mut Conn, before: Instant) -> Result<usize, DbError> {
    Ok(diesel::delete(plugin_figures::table.filter(plugin_figures::minute.lt(before))).execute(conn)?)
}

#[derive(Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = plugin_failures, treat_none_as_default_value = false)]
struct FailureRow {
    tenant_id: TenantId,
    id: PluginFailureId,
    plugin: String,
    digest: String,
    at: Instant,
    kind: String,
    function: String,
    code: String,
    message: String,
    input: Option<Json<Value>>,
    log: Json<Value>,
}

fn level_word(level: LogLevel) -> &'static str {
    match level {
        LogLevel::Debug => "debug",
        LogLevel::Info => "info",
        LogLevel::Warn => "warn",
        LogLevel::Error => "error",
    }
}

fn level_of(word: &str) -> LogLevel {
    match word {
        "debug" => LogLevel::Debug,
        "info" => LogLevel::Info,
        "warn" => LogLevel::Warn,
        _ => LogLevel::Error,
    }
}

fn log_json(log: &[LogLine]) -> Value {
    let line = |line: &LogLine| json!({ "at": line.at.timestamp_micros(), "level": level_word(line.level), "text": line.text });
    Value::Array(log.iter().map(line).collect())
}

fn log_of(log: &Value) -> Vec<LogLine> {
    let line = |line: &Value| {
        Some(LogLine {
            at: Instant::from_micros(line.get("at")?.as_i64()?)?,
            level: level_of(line.get("level")?.as_str()?),
            text: line.get("text")?.as_str()?.to_owned(),
        })
    };
    log.as_array().into_iter().flatten().filter_map(line).collect()
}

/// A NUL, which PostgreSQL does not take, becomes the sign for one.
fn plain(text: &str) -> String {
    text.replace('\0', "\u{2400}")
}

pub(super) fn plain_json(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(plain(text)),
        Value::Array(list) => Value::Array(list.iter().map(plain_json).collect()),
        Value::Object(map) => {
            Value::Object(map.iter().map(|(name, value)| (plain(name), plain_json(value))).collect())
        }
        other => other.clone(),
    }
}

impl FailureRow {
    fn into_kept(self) -> KeptFailure {
        KeptFailure {
            id: self.id,
            call: FailedCall {
                tenant: self.tenant_id,
                plugin: self.plugin,
                digest: self.digest,
                at: self.at,
                kind: self.kind,
                function: self.function,
                code: self.code,
                message: self.message,
                input: self.input.map(|input| input.0).unwrap_or_default(),
                log: log_of(&self.log.0),
            },
        }
    }
}

/// Keeps failed calls of one tenant, and of each plugin only the last ones.
pub(in crate::plugins) fn keep_failures(
    conn: &mut Conn,
    scope: &TenantScope,
    failures: &[(PluginFailureId, FailedCall)],
) -> Result<(), DbError> {
    let mut plugins = std::collections::BTreeSet::new();
    for (id, call) in failures.iter().filter(|(_, call)| call.tenant == scope.tenant()) {
        let row = FailureRow {
            tenant_id: scope.tenant(),
            id: *id,
            plugin: call.plugin.clone(),
            digest: call.digest.clone(),
            at: call.at,
            kind: call.kind.clone(),
            function: call.function.clone(),
            code: call.code.clone(),
            message: plain(&call.message),
            input: Some(Json(plain_json(&call.input))),
            log: Json(plain_json(&log_json(&call.log))),
        };
        each!(conn, c => diesel::insert_into(plugin_failures::table).values(&row).execute(c))?;
        plugins.insert(call.plugin.as_str());
    }
    for plugin in plugins {
        let own = || {
            plugin_failures::table
                .filter(plugin_failures::tenant_id.eq(scope.tenant()))
                .filter(plugin_failures::plugin.eq(plugin))
        };
        let oldest: Option<PluginFailureId> = own()
            .order(plugin_failures::id.desc())
            .select(plugin_failures::id)
            .offset(FAILURES_KEPT - 1)
            .first(conn)
            .optional()?;
        if let Some(oldest) = oldest {
            diesel::delete(own().filter(plugin_failures::id.lt(oldest))).execute(conn)?;
        }
    }
    Ok(())
}

/// The kept failures of a plugin, the newest first.
pub(in crate::plugins) fn failures(
    conn: &mut Conn,
    scope: &TenantScope,
    plugin: &str,
) -> Result<Vec<KeptFailure>, DbError> {
    let rows: Vec<FailureRow> = plugin_failures::table
        .filter(plugin_failures::tenant_id.eq(scope.tenant()))
        .filter(plugin_failures::plugin.eq(plugin))
        .order(plugin_failures::id.desc())
        .select(FailureRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(FailureRow::into_kept).collect())
}
