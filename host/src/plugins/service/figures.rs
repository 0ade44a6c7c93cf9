//! How plugins fare, kept by the minute and told by the hour.
use std::collections::BTreeSet;
use std::time::Duration;

use elenco_db::{DbError, Instant, PluginFailureId, TenantId, TenantScope};

use crate::app::App;
use crate::auth::permission::Permission;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::extensions::ExtensionError;
use crate::plugins::model::{FailedCall, Hour, KeptFailure, LogLine, PluginMinute, Tally};
use crate::plugins::queries;

/// How often what happened is written down.
const EVERY: Duration = Duration::from_secs(60);
/// Days for which minutes are kept.
const DAYS_KEPT: i64 = 30;
/// Hours that the page shows.
const HOURS_SHOWN: i64 = 24;
/// Seconds of an hour.
const HOUR: i64 = 3_600;

/// Writes down what happened since the last time, on this server and for all tenants.
///
/// # Errors
/// The database's; what was taken from the engine is then lost, which costs one minute of a chart.
pub async fn keep(app: &App) -> Result<(), AppError> {
    let minutes = app.extensions.take_minutes();
    let failures: Vec<(PluginFailureId, FailedCall)> = app
        .extensions
        .take_failures()
        .into_iter()
        .map(|call| (PluginFailureId::from_uuid(app.ids.uuid()), call))
        .collect();
    let tenants: BTreeSet<TenantId> = minutes
        .iter()
        .map(|minute| minute.tenant)
        .chain(failures.iter().map(|(_, call)| call.tenant))
        .collect();
    for tenant in tenants {
        let scope = TenantScope::of(tenant);
        let own: Vec<PluginMinute> =
            minutes.iter().filter(|minute| minute.tenant == tenant).cloned().collect();
        let failed: Vec<_> = failures.iter().filter(|(_, call)| call.tenant == tenant).cloned().collect();
        let written = app.db.write(move |conn| {
            queries::figures::add(conn, &scope, &own)?;
            queries::figures::keep_failures(conn, &scope, &failed)
        });
        match written.await {
            // The tenant was removed in the meantime.
            Ok(()) | Err(DbError::ForeignKey { .. }) => {}
            Err(error) => return Err(AppError::Database(error)),
        }
    }
    Ok(())
}

/// Keeps figures every minute from now on, until the task is aborted, and forgets the oldest.
pub fn start_keeping(app: App) -> tokio::task::JoinHandle<()> {
    tokio::spawn(async move {
        let mut minutes = tokio::time::interval(EVERY);
        minutes.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            minutes.tick().await;
            let before = app.clock.now().plus_seconds(-DAYS_KEPT * 24 * HOUR);
            let forgotten = app.db.write(move |conn| queries::figures::forget_before(conn, before)).await;
            let compared = super::canary::keep(&app).await;
            let forgotten = forgotten.map(drop).map_err(AppError::Database);
            if let Err(error) = keep(&app).await.and(forgotten).and(compared) {
                tracing::warn!(%error, "figures of plugins are not kept for now");
            }
        }
    })
}

/// The hour in which an instant lies, as seconds since 1970-01-01T00:00:00Z.
fn hour_of(at: Instant) -> i64 {
    at.timestamp().div_euclid(HOUR) * HOUR
}

/// The last 24 hours of a plugin, the oldest first, the present one last.
///
/// # Errors
/// [`AppError::Forbidden`], the database's.
pub async fn hours(cx: &ServiceContext, plugin: &str) -> Result<Vec<Hour>, AppError> {
    cx.require(Permission::PluginsList)?;
    keep(&cx.app).await?;
    let present = hour_of(cx.app.clock.now());
    let first = present - (HOURS_SHOWN - 1) * HOUR;
    let since = Instant::from_micros(first * 1_000_000).ok_or(AppError::NotFound)?;
    let (scope, name) = (cx.scope, plugin.to_owned());
    let minutes = cx.app.db.read(move |conn| queries::figures::since(conn, &scope, &name, since)).await;
    let minutes = minutes.map_err(AppError::Database)?;
    let hour = |index: i64| {
        let begins = first + index * HOUR;
        let mut tally = Tally::default();
        for (_, found) in minutes.iter().filter(|(minute, _)| hour_of(*minute) == begins) {
            tally.add(found);
        }
        let at = Instant::from_micros(begins * 1_000_000)?;
        Some(Hour { at, tally })
    };
    Ok((0..HOURS_SHOWN).filter_map(hour).collect())
}

/// The last calls of a plugin that failed, the newest first.
///
/// # Errors
/// [`AppError::Forbidden`], the database's.
pub async fn failures(cx: &ServiceContext, plugin: &str) -> Result<Vec<KeptFailure>, AppError> {
    cx.require(Permission::PluginsList)?;
    keep(&cx.app).await?;
    let (scope, name) = (cx.scope, plugin.to_owned());
    let found = cx.app.db.read(move |conn| queries::figures::failures(conn, &scope, &name)).await;
    found.map_err(AppError::Database)
}

/// The last lines of a plugin's log, the newest first; none while it is not loaded.
///
/// # Errors
/// [`AppError::Forbidden`].
pub async fn log_lines(cx: &ServiceContext, plugin: &str) -> Result<Vec<LogLine>, AppError> {
    cx.require(Permission::PluginsList)?;
    match cx.app.extensions.log_lines(&cx.caller, plugin).await {
        Ok(mut lines) => {
            lines.reverse();
            Ok(lines)
        }
        Err(ExtensionError::NotLoaded { .. } | ExtensionError::Absent(_)) => Ok(Vec::new()),
        Err(error) => Err(AppError::Extension(error)),
    }
}

/// Asks a plugin something: what an administrator tries, and a kept call that is replayed. Answers in JSON; what went
/// wrong is an answer too.
///
/// # Errors
/// [`AppError::Forbidden`]; busy or stopping servers.
pub async fn ask(
    cx: &ServiceContext,
    plugin: &str,
    function: &str,
    input: serde_json::Value,
) -> Result<Result<serde_json::Value, (String, String)>, AppError> {
    cx.require(Permission::PluginsUpdate)?;
    match cx.app.extensions.ask(&cx.caller, plugin, function, input).await {
        Ok(answer) => Ok(Ok(answer)),
        Err(error) if error.busy_plugin().is_none() && error.plugin().is_some() => {
            Ok(Err((error.code().to_owned(), error.to_string())))
        }
        Err(error) => Err(AppError::Extension(error)),
    }
}
