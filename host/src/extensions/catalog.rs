//! Which plugins there are: reads `plugins.toml`, starts the engine, loads each plugin.
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use elenco_authoring::signature::TrustedPublisher;
use elenco_runtime::{
    Grants, Kind, LimitOverrides, LoadRequest, Plugin, PluginSource, Runtime, RuntimeConfig, Slot,
};
use secrecy::SecretBox;
use serde::Deserialize;

use super::outside::Outside;
use super::trials::Trials;
use super::{Caller, ExtensionError, Extensions, Signing};
use crate::config::Config;
use crate::ids::IdSource;

/// Why the plugins cannot be started at all. A single plugin that does not load is not among the reasons.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The operator's file cannot be read.
    #[error("{file}: {reason}")]
    File {
        /// Which file.
        file: String,
        /// What is wrong with it.
        reason: String,
    },
    /// What plugins may reach is not understood.
    #[error("plugin_http.allow_private in the configuration: {0}")]
    Reach(String),
    /// The engine does not start.
    #[error("engine: {0}")]
    Engine(String),
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct PluginsFile {
    /// Only components that a trusted publisher signed are taken from tenants.
    #[serde(default)]
    require_signature: bool,
    /// Publishers whom every tenant trusts.
    #[serde(default)]
    publisher: Vec<PublisherEntry>,
    #[serde(default)]
    plugin: Vec<PluginEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PublisherEntry {
    name: String,
    key: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PluginEntry {
    name: String,
    path: std::path::PathBuf,
    #[serde(default)]
    digest: Option<String>,
    #[serde(default)]
    grants: Vec<String>,
    /// Hosts that a plugin with the grant `http` may reach.
    #[serde(default, rename = "http-hosts")]
    http_hosts: Vec<String>,
    #[serde(default)]
    limits: LimitOverrides,
    #[serde(default)]
    settings: Option<toml::Value>,
}

/// The key with which compiled plugins of this folder are recognised as its own; made when there is none.
///
/// # Errors
/// [`StartError::File`].
pub fn installation_key(data_dir: &Path, ids: &IdSource) -> Result<[u8; 32], StartError> {
    let file = data_dir.join("plugin-cache.key");
    let failed = |error: std::io::Error| StartError::File {
        file: file.display().to_string(),
        reason: error.to_string(),
    };
    if let Ok(bytes) = std::fs::read(&file)
        && let Ok(key) = <[u8; 32]>::try_from(bytes)
    {
        return Ok(key);
    }
    let key = ids.secret::<32>();
    std::fs::write(&file, key).map_err(failed)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).map_err(failed)?;
    }
    Ok(key)
}

fn read_file(path: &Path) -> Result<PluginsFile, StartError> {
    let failed = |reason: String| StartError::File { file: path.display().to_string(), reason };
    match std::fs::read_to_string(path) {
        Ok(text) => toml::from_str(&text).map_err(|error| failed(error.to_string())),
        // Without the file there are no plugins, and the directory still works.
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            tracing::warn!(file = %path.display(), "there is no file of plugins: passwords cannot be set, files cannot be read");
            Ok(PluginsFile::default())
        }
        Err(error) => Err(failed(error.to_string())),
    }
}

fn signing(path: &Path, file: &PluginsFile) -> Result<Signing, StartError> {
    let publishers = file.publisher.iter().map(|publisher| {
        let key = publisher.key.parse().map_err(|error| StartError::File {
            file: path.display().to_string(),
            reason: format!("publisher {}: {error}", publisher.name),
        })?;
        Ok(TrustedPublisher { name: publisher.name.clone(), key })
    });
    Ok(Signing { required: file.require_signature, publishers: publishers.collect::<Result<_, _>>()? })
}

impl Extensions {
    /// Starts the engine and loads what `plugins.toml` names.
    ///
    /// # Errors
    /// [`StartError`]; never because of one plugin.
    pub fn start(config: &Config, ids: &IdSource, outside: Outside) -> Result<Self, StartError> {
        let file = read_file(&config.plugins)?;
        let signing = signing(&config.plugins, &file)?;
        let key = installation_key(&config.data_dir, ids)?;
        let compiler = config
            .compiler
            .clone()
            .map_or_else(std::env::current_exe, Ok)
            .map_err(|error| StartError::Engine(error.to_string()))?;
        let mut runtime_config =
            RuntimeConfig::new(config.data_dir.join("plugin-cache"), SecretBox::new(Box::new(key)), compiler);
        let components = Arc::clone(&outside.components);
        let trials = Trials::start(Arc::clone(&outside.clock))
            .map_err(|error| StartError::Engine(error.to_string()))?;
        outside.equip(&mut runtime_config, &config.plugin_http).map_err(StartError::Reach)?;
        let runtime =
            Runtime::start(runtime_config).map_err(|error| StartError::Engine(error.to_string()))?;
        let base = config.plugins.parent().unwrap_or(Path::new("")).to_owned();
        let (mut order, mut requests) = (Vec::new(), Vec::new());
        let mut defaults = HashMap::new();
        for entry in file.plugin {
            let settings = entry
                .settings
                .and_then(|settings| serde_json::to_value(settings).ok())
                .unwrap_or_else(|| serde_json::Value::Object(serde_json::Map::new()));
            defaults.insert(entry.name.clone(), Arc::from(settings.to_string()));
            requests.push(LoadRequest {
                name: entry.name.clone(),
                identity: entry.name.clone(),
                source: PluginSource::Path(base.join(&entry.path)),
                digest_pin: entry.digest,
                grants: Grants::new(entry.grants, entry.http_hosts),
                limits: entry.limits,
            });
            order.push(entry.name);
        }
        runtime.load_all(requests);
        for (name, slot) in runtime.plugins() {
            if let Slot::Failed(failure) = slot {
                tracing::error!(plugin = name, code = failure.code(), reason = %failure, "plugin did not load");
            }
        }
        Ok(Self {
            runtime,
            order: order.into(),
            defaults: Arc::new(defaults),
            components,
            loaded: Arc::default(),
            signing: Arc::new(signing),
            trials,
        })
    }

    /// The plugin of this name, when it is ready for this tenant. Blocking, as loading is.
    pub(super) fn named(&self, caller: &Caller, name: &str) -> Result<Arc<Plugin>, ExtensionError> {
        if let Some(own) = caller.installs.own.iter().find(|own| own.plugin == name) {
            return self.installed(caller.tenant, own);
        }
        match self.runtime.plugin(name) {
            Some(Slot::Ready(plugin)) if caller.takes(name) => Ok(plugin),
            Some(Slot::Failed(failure)) if caller.takes(name) => Err(ExtensionError::NotLoaded {
                plugin: name.to_owned(),
                code: failure.code(),
                reason: failure.to_string(),
            }),
            _ => Err(ExtensionError::Absent("this name")),
        }
    }

    /// The plugins of a kind, when there is at least one and none that should be has failed. A failed plugin of the
    /// operator counts only when no other answers, because its kinds are unknown; one of the tenant's own always does.
    pub(super) fn required(
        &self,
        caller: &Caller,
        kind: Kind,
    ) -> Result<Vec<(String, Arc<Plugin>)>, ExtensionError> {
        for own in caller.installs.own.iter().filter(|own| own.kinds.contains(&kind)) {
            self.installed(caller.tenant, own)?;
        }
        let ready = self.ready(caller, kind);
        if !ready.is_empty() {
            return Ok(ready);
        }
        for name in self.order.iter().filter(|name| caller.takes(name)) {
            self.named(caller, name)?;
        }
        Err(ExtensionError::Absent(kind.as_str()))
    }
}
