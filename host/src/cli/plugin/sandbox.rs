//! The host's own runtime on an author's machine: the same limits, every power that the plugin asks for.
use std::path::Path;
use std::sync::Arc;

use elenco_authoring::cases::{Exchange, Outcome};
use elenco_runtime::contract::GuestError;
use elenco_runtime::{
    CallError, CallScope, Capability, Grants, Inspection, LimitOverrides, LoadFailure, LoadRequest, LogLine,
    Plugin, PluginSource, Runtime, RuntimeConfig, Slot,
};
use secrecy::SecretBox;
use serde_json::{Value as Json, json};

use super::scripted::{self, Script, Store};
use super::{CommandError, told};
use crate::clock::SystemClock;
use crate::config::{PluginHttpConfig, author_cache_dir};
use crate::extensions::catalog::installation_key;
use crate::extensions::http::{NoSecrets, PluginHttp, SystemNames};
use crate::ids::{IdSource, SystemEntropy};

/// A runtime with one plugin at a time.
pub(super) struct Sandbox {
    runtime: Runtime,
    script: Arc<Script>,
}

/// What came of one call.
pub(super) struct Asked {
    pub(super) outcome: Outcome,
    /// Fuel of all guest calls that it took.
    pub(super) fuel: u64,
    /// The most memory that it had, in bytes.
    pub(super) memory: u64,
    pub(super) log: Vec<LogLine>,
    /// What the plugin sent otherwise than the case says.
    pub(super) requests: Vec<String>,
}

impl Sandbox {
    /// With a clock and numbers that are the same every time and answers of `http` by script, for test cases;
    /// otherwise those of the machine, and requests are sent to the hosts that the manifest names.
    pub(super) fn start(reproducible: bool) -> Result<Sandbox, CommandError> {
        // Compiled plugins are code that runs unwatched: they lie in the author's own folder, never in that of a
        // plugin, which may come from a stranger.
        let cache = author_cache_dir().ok_or_else(|| {
            CommandError("no place for compiled plugins: set XDG_CACHE_HOME or HOME to a folder".to_owned())
        })?;
        std::fs::create_dir_all(&cache)
            .map_err(|error| CommandError(format!("{}: {error}", cache.display())))?;
        let ids = IdSource::new(Arc::new(SystemClock), Arc::new(SystemEntropy));
        let key = SecretBox::new(Box::new(installation_key(&cache, &ids).map_err(told)?));
        let compiler = std::env::current_exe().map_err(told)?;
        let script = Arc::new(Script::default());
        let mut config = RuntimeConfig::new(cache.join("plugins"), key, compiler);
        config.key_value = Some(Arc::new(Store::default()));
        if reproducible {
            config.now = Arc::new(|| scripted::NOW_MS);
            config.entropy = Arc::new(scripted::fill);
            config.http = Some(Arc::clone(&script) as _);
        } else {
            let limits = PluginHttpConfig::default();
            let http =
                PluginHttp::new(&limits, Arc::new(SystemNames), Arc::new(NoSecrets), Arc::new(SystemClock));
            config.http = Some(Arc::new(http.map_err(told)?));
        }
        Ok(Sandbox { runtime: Runtime::start(config).map_err(told)?, script })
    }

    /// Loads a plugin as the host would, with every power that it asks for.
    pub(super) fn load(&self, bytes: &[u8]) -> Result<Arc<Plugin>, Arc<LoadFailure>> {
        const NAME: &str = "plugin";
        let Inspection { manifest, asked, .. } = elenco_runtime::inspect(bytes)?;
        self.runtime.load(LoadRequest {
            name: NAME.to_owned(),
            identity: NAME.to_owned(),
            source: PluginSource::Bytes(bytes.into()),
            digest_pin: None,
            grants: Grants::new(asked.into_iter().map(Capability::as_str), manifest.http_hosts),
            limits: LimitOverrides::default(),
        });
        match self.runtime.plugin(NAME) {
            Some(Slot::Ready(plugin)) => Ok(plugin),
            Some(Slot::Failed(failure)) => Err(failure),
            None => Err(Arc::new(LoadFailure::NoKind)),
        }
    }

    /// Makes one call on behalf of a tenant of its own.
    pub(super) fn ask(&self, plugin: &Plugin, tenant: &str, asked: &Question<'_>) -> Asked {
        self.script.begin(asked.http.to_vec());
        let scope = CallScope {
            tenant: tenant.to_owned(),
            settings: asked.settings.into(),
            sealed: false,
            cancel: None,
        };
        let answer = plugin.call(scope).and_then(|mut call| call.ask(asked.function, asked.input));
        let figures = plugin.figures(tenant);
        let lines = plugin.log_lines().into_iter().filter(|line| *line.tenant == *tenant);
        Asked {
            outcome: answer.map_or_else(|error| Outcome::Error(error_json(&error)), Outcome::Answer),
            fuel: figures.total.fuel,
            memory: figures.total.peak_memory,
            log: lines.collect(),
            requests: self.script.end(),
        }
    }
}

/// What is asked of a plugin.
pub(super) struct Question<'a> {
    pub(super) function: &'a str,
    pub(super) settings: &'a str,
    pub(super) input: &'a Json,
    pub(super) http: &'a [Exchange],
}

/// An error as test cases write it.
fn error_json(error: &CallError) -> Json {
    match error {
        CallError::Guest(GuestError::Denied(power)) => json!({ "denied": power }),
        CallError::Guest(GuestError::Invalid(invalid)) => {
            json!({ "invalid": { "field": invalid.field, "message": invalid.message } })
        }
        CallError::Guest(GuestError::Unsupported(what)) => json!({ "unsupported": what }),
        CallError::Guest(GuestError::Limit(limit)) => json!({ "limit": limit }),
        CallError::Guest(GuestError::Unavailable(text)) => json!({ "unavailable": text }),
        CallError::Guest(GuestError::Other(text)) => json!({ "other": text }),
        failure => json!({ "code": failure.code(), "message": failure.to_string() }),
    }
}

/// Lines of a plugin's log, indented; an uncaught exception leaves its stack trace here.
pub(super) fn log_lines(log: &[LogLine]) -> Vec<String> {
    log.iter()
        .flat_map(|line| {
            let level = format!("{:?}", line.level).to_lowercase();
            line.text.lines().map(|text| format!("  log {level:<5} {text}")).collect::<Vec<_>>()
        })
        .collect()
}

/// The plugin of a folder, or a file.
pub(super) fn find_file(path: &Path) -> Result<std::path::PathBuf, CommandError> {
    if !path.is_dir() {
        return Ok(path.to_owned());
    }
    let manifest = elenco_authoring::manifest::Manifest::read(path).map_err(told)?;
    let file = path.join("dist").join(format!("{}.wasm", manifest.name));
    if file.is_file() {
        return Ok(file);
    }
    Err(CommandError(format!("{} is not there; run `elenco plugin build` first", file.display())))
}
