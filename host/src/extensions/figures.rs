//! How plugins fare, for whoever keeps it and shows it.
use elenco_db::Instant;

use super::{Caller, ExtensionError, Extensions};
use crate::plugins::model::{FailedCall, LogLine, PluginMinute};

fn instant(ms: u64) -> Option<Instant> {
    Instant::from_micros(i64::try_from(ms).ok()?.checked_mul(1_000)?)
}

fn told(line: &elenco_runtime::LogLine) -> Option<LogLine> {
    Some(LogLine { at: instant(line.at_ms)?, level: line.level, text: line.text.clone() })
}

impl Extensions {
    /// What happened since the last time, the present minute included. Each figure is handed out once.
    pub fn take_minutes(&self) -> Vec<PluginMinute> {
        let taken = self.runtime.take_all_minutes().into_iter();
        let told = taken.filter_map(|minute| {
            Some(PluginMinute {
                // Calls that the host makes for itself belong to no tenant and are not kept.
                tenant: minute.tenant.parse().ok()?,
                plugin: minute.identity.to_string(),
                digest: minute.digest,
                minute: instant(minute.minute.checked_mul(60_000)?)?,
                tally: minute.tally,
            })
        });
        told.collect()
    }

    /// The calls that failed since the last time, each once.
    pub fn take_failures(&self) -> Vec<FailedCall> {
        let taken = self.runtime.take_failures().into_iter();
        let told = taken.filter_map(|failure| {
            let call = failure.call;
            Some(FailedCall {
                tenant: call.tenant.parse().ok()?,
                plugin: failure.identity.to_string(),
                digest: failure.digest,
                at: instant(call.at_ms)?,
                kind: call.kind.map(|kind| kind.as_str().to_owned()).unwrap_or_default(),
                function: call.function,
                code: call.code.to_owned(),
                message: call.message,
                input: call.input,
                log: call.log.iter().filter_map(told).collect(),
            })
        });
        told.collect()
    }

    /// The last lines that a plugin logged for this tenant on this server, the newest last.
    ///
    /// # Errors
    /// When the plugin does not answer for this tenant.
    pub async fn log_lines(&self, caller: &Caller, plugin: &str) -> Result<Vec<LogLine>, ExtensionError> {
        let (this, caller, plugin) = (self.clone(), caller.clone(), plugin.to_owned());
        Self::blocking(move || {
            let tenant = caller.tenant.to_string();
            let lines = this.named(&caller, &plugin)?.log_lines();
            Ok(lines.iter().filter(|line| *line.tenant == *tenant).filter_map(told).collect())
        })
        .await
    }

    /// Asks a plugin any function in JSON, as its author's test cases do.
    ///
    /// # Errors
    /// When the plugin is not there, does not know the function, or fails.
    pub async fn ask(
        &self,
        caller: &Caller,
        plugin: &str,
        function: &str,
        input: serde_json::Value,
    ) -> Result<serde_json::Value, ExtensionError> {
        let (this, caller) = (self.clone(), caller.clone());
        let (plugin, function) = (plugin.to_owned(), function.to_owned());
        Self::blocking(move || {
            let ready = this.named(&caller, &plugin)?;
            // Somebody looks at the answer, so nothing in it is a secret; a candidate password seals the call itself.
            let mut call = Self::open(&plugin, &ready, this.scope(&caller, &plugin, false))?;
            call.ask(&function, &input).map_err(super::failed(&plugin))
        })
        .await
    }
}
