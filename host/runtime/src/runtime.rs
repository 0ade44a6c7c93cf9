//! The runtime: one engine, one cache, one registry.

use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use secrecy::SecretBox;

use crate::cache::ArtefactCache;
use crate::compile::Compiling;
use crate::cpu::Cpu;
use crate::engine::TickingEngine;
use crate::error::{LoadFailure, StartError};
use crate::in_flight::InFlight;
use crate::limits::{CompileLimits, CpuLimits, InFlightLimits, LimitOverrides};
use crate::load::{load, prepare};
use crate::manifest::Grants;
use crate::plugin::Plugin;
use crate::providers::{HttpProvider, KeyValueProvider};
use crate::state::Shared;

/// Tells the time in milliseconds since 1970-01-01T00:00:00Z.
pub type NowMillis = Arc<dyn Fn() -> u64 + Send + Sync>;

/// Fills a buffer with unpredictable bytes.
pub type FillRandom = Arc<dyn Fn(&mut [u8]) + Send + Sync>;

/// What a runtime is made of.
pub struct RuntimeConfig {
    /// Folder of compiled plugins; made when it is not there.
    pub cache_dir: PathBuf,
    /// The installation's key, with which compiled plugins are recognised as its own.
    pub cache_key: SecretBox<[u8; 32]>,
    /// Program that is started as `compiler compile-plugin` and runs [`crate::compile_child`].
    pub compiler: PathBuf,
    /// What compiling may use.
    pub compile: CompileLimits,
    /// How many calls there may be at one time.
    pub in_flight: InFlightLimits,
    /// How many of them run at one time.
    pub cpu: CpuLimits,
    /// The time, for log lines and plugins that were granted `clock`.
    pub now: NowMillis,
    /// Randomness, for plugins that were granted `random`.
    pub entropy: FillRandom,
    /// Who sends requests for plugins that were granted `http`.
    pub http: Option<Arc<dyn HttpProvider>>,
    /// Who keeps values for plugins that were granted `key-value`.
    pub key_value: Option<Arc<dyn KeyValueProvider>>,
}

impl RuntimeConfig {
    /// The default limits, the machine's clock and randomness, nobody for `http` and `key-value`.
    pub fn new(cache_dir: PathBuf, cache_key: SecretBox<[u8; 32]>, compiler: PathBuf) -> RuntimeConfig {
        RuntimeConfig {
            cache_dir,
            cache_key,
            compiler,
            compile: CompileLimits::default(),
            in_flight: InFlightLimits::default(),
            cpu: CpuLimits::default(),
            now: Arc::new(machine_clock),
            entropy: Arc::new(machine_entropy),
            http: None,
            key_value: None,
        }
    }
}

#[allow(clippy::disallowed_methods, reason = "the default of a parameter")]
fn machine_clock() -> u64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    u64::try_from(now.as_millis()).unwrap_or(u64::MAX)
}

fn machine_entropy(bytes: &mut [u8]) {
    use wasmtime_wasi::Rng as _;
    wasmtime_wasi::thread_rng().fill_bytes(bytes);
}

/// What host functions draw on.
pub(crate) struct Powers {
    pub(crate) now: NowMillis,
    pub(crate) entropy: FillRandom,
    pub(crate) http: Option<Arc<dyn HttpProvider>>,
    pub(crate) key_value: Option<Arc<dyn KeyValueProvider>>,
}

/// Where a component comes from.
#[derive(Debug, Clone)]
pub enum PluginSource {
    /// A file, read when the plugin is loaded.
    Path(PathBuf),
    /// The bytes themselves.
    Bytes(Arc<[u8]>),
}

/// A plugin that is to be loaded.
#[derive(Debug, Clone)]
pub struct LoadRequest {
    /// Its name in the registry; a plugin of the same name is replaced.
    pub name: String,
    /// The plugin's own name, under which its values are kept: the same for all of its versions.
    pub identity: String,
    /// Its component.
    pub source: PluginSource,
    /// blake3 of the component in hexadecimal digits, when only this very file will do.
    pub digest_pin: Option<String>,
    /// What it may do.
    pub grants: Grants,
    /// Limits that are narrower than the defaults.
    pub limits: LimitOverrides,
}

/// How a plugin of the registry stands.
#[derive(Debug, Clone)]
pub enum Slot {
    /// It can be called.
    Ready(Arc<Plugin>),
    /// It could not be loaded, and why.
    Failed(Arc<LoadFailure>),
}

/// Loads and keeps plugins. Cheap to clone.
#[derive(Clone)]
pub struct Runtime(Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) engine: Arc<TickingEngine>,
    pub(crate) cache: ArtefactCache,
    pub(crate) compiler: PathBuf,
    pub(crate) compile_limits: CompileLimits,
    pub(crate) compiling: Compiling,
    pub(crate) in_flight: Arc<InFlight>,
    pub(crate) cpu: Arc<Cpu>,
    pub(crate) powers: Arc<Powers>,
    registry: RwLock<BTreeMap<String, Slot>>,
    former: Mutex<Former>,
}

/// Plugins that are no longer in the registry, with their digests.
pub(crate) type Former = VecDeque<(Arc<Shared>, blake3::Hash)>;

impl Runtime {
    /// Starts the engine, without any plugin.
    ///
    /// # Errors
    /// [`StartError`] when the folder of compiled plugins cannot be made or this machine cannot run plugins at all.
    pub fn start(config: RuntimeConfig) -> Result<Runtime, StartError> {
        let cache = ArtefactCache::open(config.cache_dir.clone(), &config.cache_key)
            .map_err(|source| StartError::Cache { path: config.cache_dir, source })?;
        let engine = TickingEngine::start(&config.in_flight)?;
        let powers = Powers {
            now: config.now,
            entropy: config.entropy,
            http: config.http,
            key_value: config.key_value,
        };
        Ok(Runtime(Arc::new(Inner {
            cache,
            compiler: config.compiler,
            compiling: Compiling::new(config.compile.children),
            compile_limits: config.compile,
            in_flight: InFlight::new(config.in_flight),
            cpu: Cpu::new(config.cpu, engine.engine().weak()),
            engine: Arc::new(engine),
            powers: Arc::new(powers),
            registry: RwLock::default(),
            former: Mutex::default(),
        })))
    }

    /// Loads a plugin, blocking while it is compiled. The result stands in the registry. What was there under the
    /// name is replaced in one step; calls that began on it end on it.
    pub fn load(&self, request: LoadRequest) {
        let name = request.name.clone();
        let slot = match load(&self.0, request) {
            Ok(plugin) => Slot::Ready(Arc::new(plugin)),
            Err(failure) => {
                tracing::warn!(plugin = name, code = failure.code(), %failure, "a plugin did not load");
                Slot::Failed(Arc::new(failure))
            }
        };
        let former = self.0.registry.write().unwrap_or_else(PoisonError::into_inner).insert(name, slot);
        self.remember(former);
    }

    /// Compiles a component into the cache, blocking, and checks everything about it but grants: after this, loading
    /// it takes milliseconds.
    ///
    /// # Errors
    /// [`LoadFailure`], when it could not be loaded whatever it was granted.
    pub fn prepare(&self, bytes: &[u8]) -> Result<(), LoadFailure> {
        prepare(&self.0, bytes)
    }

    /// Takes a plugin out of the registry; calls that began on it end on it. Says whether it was there.
    pub fn unload(&self, name: &str) -> bool {
        let former = self.0.registry.write().unwrap_or_else(PoisonError::into_inner).remove(name);
        let was_there = former.is_some();
        self.remember(former);
        was_there
    }

    pub(crate) fn powers(&self) -> &Powers {
        &self.0.powers
    }

    pub(crate) fn former(&self) -> &Mutex<Former> {
        &self.0.former
    }

    /// How the plugin of this name stands.
    pub fn plugin(&self, name: &str) -> Option<Slot> {
        self.0.registry.read().unwrap_or_else(PoisonError::into_inner).get(name).cloned()
    }

    /// All plugins in the order of their names.
    pub fn plugins(&self) -> Vec<(String, Slot)> {
        let registry = self.0.registry.read().unwrap_or_else(PoisonError::into_inner);
        registry.iter().map(|(name, slot)| (name.clone(), slot.clone())).collect()
    }
}
