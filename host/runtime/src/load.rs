//! From a file to a plugin that is ready.

use std::path::Path;
use std::sync::Arc;

use wasmtime::component::{Component, InstancePre, Linker};

use crate::bindings::{Exports, Version};
use crate::cache::ArtefactCache;
use crate::compile::compile;
use crate::error::LoadFailure;
use crate::failures::FailureRing;
use crate::inspect::{Inspected, inspected};
use crate::limits::{LimitOverrides, Limits, MAX_COMPONENT_BYTES};
use crate::log::LogRing;
use crate::manifest::{Capability, Grants, quoted};
use crate::plugin::{Kind, Loaded, Plugin};
use crate::runtime::{Inner, LoadRequest, PluginSource};
use crate::state::{Shared, State};
use crate::statistics::Recorder;
use crate::wasi;

/// The unit in which memories are declared.
const WASM_PAGE_BYTES: u64 = 64 << 10;

/// Reads, checks, compiles and links a plugin.
pub(crate) fn load(runtime: &Inner, request: LoadRequest) -> Result<Plugin, LoadFailure> {
    let bytes = match request.source {
        PluginSource::Path(path) => read(&path)?.into(),
        PluginSource::Bytes(bytes) => bytes,
    };
    let digest = blake3::hash(&bytes);
    if let Some(pinned) = request.digest_pin
        && !pinned.eq_ignore_ascii_case(&digest.to_hex())
    {
        return Err(LoadFailure::DigestMismatch { pinned, found: digest.to_hex().to_string() });
    }
    let inspected = inspected(&bytes)?;
    inspected.check_grants(&request.grants)?;
    let Inspected { version, manifest, kinds, asked, .. } = inspected;
    let http_hosts = request.grants.hosts_for(&manifest);
    let limits = narrowed(manifest.limits.as_ref(), &request.limits, &kinds)?;
    let granted: Vec<Capability> = asked.iter().copied().filter(|asked| request.grants.has(*asked)).collect();
    let component = component(runtime, &bytes, &digest)?;
    let (instance, exports) = link(runtime, &component, version, &kinds, &limits, &granted)?;
    let shared = Arc::new(Shared {
        name: request.name.into(),
        identity: request.identity.into(),
        http_hosts,
        granted,
        limits,
        powers: Arc::clone(&runtime.powers),
        log: Arc::new(LogRing::default()),
        recorder: Recorder::default(),
        failures: FailureRing::default(),
        cpu: Arc::clone(&runtime.cpu),
    });
    let loaded = Loaded {
        version,
        manifest,
        kinds,
        asked,
        digest,
        size: bytes.len() as u64,
        instance,
        exports,
        shared,
        in_flight: Arc::clone(&runtime.in_flight),
        engine: Arc::clone(&runtime.engine),
    };
    let plugin = Plugin { loaded: Arc::new(loaded) };
    plugin.check_types().map_err(against)?;
    Ok(plugin)
}

/// Loads a plugin with all that it asks for, and forgets it: what is left is the compiled component in the cache.
pub(crate) fn prepare(runtime: &Inner, bytes: &[u8]) -> Result<(), LoadFailure> {
    let Inspected { manifest, asked, .. } = inspected(bytes)?;
    let request = LoadRequest {
        name: manifest.name.clone(),
        identity: manifest.name,
        source: PluginSource::Bytes(bytes.into()),
        digest_pin: None,
        grants: Grants::from_iter(asked.iter().map(|capability| capability.as_str())),
        limits: LimitOverrides::default(),
    };
    load(runtime, request).map(drop)
}

fn against(error: wasmtime::Error) -> LoadFailure {
    LoadFailure::Signature { detail: quoted(&format!("{error:#}")) }
}

/// Links a component with what it has.
fn link(
    runtime: &Inner,
    component: &Component,
    version: &Version,
    kinds: &[Kind],
    limits: &Limits,
    granted: &[Capability],
) -> Result<(InstancePre<State>, Box<Exports>), LoadFailure> {
    check_resources(component, limits, kinds)?;
    let mut linker = Linker::new(runtime.engine.engine());
    wasi::link(&mut linker).map_err(against)?;
    (version.link)(&mut linker, granted).map_err(against)?;
    let instance = linker.instantiate_pre(component).map_err(against)?;
    let exports = (version.exports)(&instance, kinds).map_err(against)?;
    Ok((instance, exports))
}

fn read(path: &Path) -> Result<Vec<u8>, LoadFailure> {
    use std::io::Read as _;
    let unreadable =
        |error: std::io::Error| LoadFailure::Unreadable { path: path.to_owned(), detail: error.to_string() };
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    // One byte more than is allowed, so that a file which is too large is seen to be so.
    file.take(MAX_COMPONENT_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}

fn narrowed(
    manifest: Option<&LimitOverrides>,
    operator: &LimitOverrides,
    kinds: &[Kind],
) -> Result<Limits, LoadFailure> {
    let mut limits = Limits::default();
    for overrides in manifest.into_iter().chain([operator]) {
        limits = limits.narrow(overrides, kinds)?;
    }
    Ok(limits)
}

/// The compiled component, from the cache or from a compiler process.
fn component(runtime: &Inner, bytes: &[u8], digest: &blake3::Hash) -> Result<Component, LoadFailure> {
    let engine = runtime.engine.engine();
    let id = ArtefactCache::id(digest, engine);
    let kept = runtime.cache.get(id).and_then(|artefact| {
        // An artefact that the engine does not take, although it is ours, is made again.
        artefact.load(engine).map_err(|error| tracing::warn!(%error, "a compiled plugin is of no use")).ok()
    });
    if let Some(component) = kept {
        return Ok(component);
    }
    let artefact = {
        let _turn = runtime.compiling.enter();
        compile(&runtime.compiler, bytes, &runtime.compile_limits)?
    };
    let component =
        artefact.load(engine).map_err(|error| LoadFailure::Unfit { detail: format!("{error:#}") })?;
    runtime.cache.put(id, &artefact);
    Ok(component)
}

/// What every instance needs is known before the first is made.
fn check_resources(component: &Component, limits: &Limits, kinds: &[Kind]) -> Result<(), LoadFailure> {
    let Some(needed) = component.resources_required() else { return Ok(()) };
    let memory = needed.max_initial_memory_size.unwrap_or(0).saturating_mul(WASM_PAGE_BYTES);
    for (name, asked, allowed) in [
        ("memories", u64::from(needed.num_memories), limits.memories as u64),
        ("tables", u64::from(needed.num_tables), limits.tables as u64),
        ("elements of a table", needed.max_initial_table_size.unwrap_or(0), limits.table_elements as u64),
        ("bytes of memory", memory, limits.memory_of(kinds) as u64),
    ] {
        if asked > allowed {
            return Err(LoadFailure::Resources { name, asked, allowed });
        }
    }
    Ok(())
}
