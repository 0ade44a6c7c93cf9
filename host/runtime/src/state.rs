//! What a store holds beside the guest's memory: whose call it is, what it may still use.

use std::sync::Arc;
use std::time::Duration;

use wasmtime::ResourceLimiter;
use wasmtime::component::ResourceTable;
use wasmtime_wasi::{WasiCtx, WasiCtxView, WasiView};

use crate::call_error::{CallError, LimitReached};
use crate::cpu::{Cpu, RunningTime, Slot};
use crate::failures::FailureRing;
use crate::key_value::Changes;
use crate::limits::Limits;
use crate::log::{CallLog, LogRing};
use crate::manifest::Capability;
use crate::providers::PluginScope;
use crate::runtime::Powers;
use crate::scope::{CallScope, CancelFlag};
use crate::statistics::Recorder;
use crate::wasi;

/// What all calls of a plugin share.
pub(crate) struct Shared {
    pub(crate) name: Arc<str>,
    /// The plugin's own name, the same for all of its versions.
    pub(crate) identity: Arc<str>,
    /// What it both asks for and was granted.
    pub(crate) granted: Vec<Capability>,
    /// Patterns of the hosts to which it may send requests.
    pub(crate) http_hosts: Vec<String>,
    pub(crate) limits: Limits,
    pub(crate) powers: Arc<Powers>,
    pub(crate) log: Arc<LogRing>,
    pub(crate) recorder: Recorder,
    pub(crate) failures: FailureRing,
    pub(crate) cpu: Arc<Cpu>,
}

impl Shared {
    pub(crate) fn has(&self, capability: Capability) -> bool {
        self.granted.contains(&capability)
    }
}

/// The data of one store.
pub(crate) struct State {
    pub(crate) shared: Arc<Shared>,
    pub(crate) tenant: Arc<str>,
    pub(crate) settings: Arc<str>,
    pub(crate) log: CallLog,
    pub(crate) table: ResourceTable,
    pub(crate) meter: Meter,
    pub(crate) watch: Watch,
    /// Bytes that may still be written to sinks in this guest call.
    pub(crate) output_left: u64,
    /// Requests that may still be sent in this guest call.
    pub(crate) requests_left: u32,
    /// Answers to requests that the guest holds open.
    pub(crate) http_open: u32,
    /// What this guest call has changed in the plugin's store.
    pub(crate) key_values: Changes,
    /// Whether nothing that the guest does is to last.
    pub(crate) rehearsed: bool,
    /// What went wrong on the host's side while it served the guest.
    pub(crate) host_failure: Option<String>,
    /// Made when a guest first uses it: small plugins never do.
    wasi: Option<WasiCtx>,
}

impl State {
    pub(crate) fn new(shared: Arc<Shared>, tenant: Arc<str>, scope: CallScope) -> State {
        let limits = &shared.limits;
        let now = shared.powers.now.clone();
        let log = CallLog::new(Arc::clone(&shared.log), Arc::clone(&tenant), now, scope.sealed, limits);
        let mut table = ResourceTable::new();
        table.set_max_capacity(limits.handles);
        let meter = Meter { limits: limits.clone(), most: 0, used: 0, peak: 0 };
        let watch = Watch::new(Arc::clone(&shared.cpu), Arc::clone(&tenant), scope.cancel);
        State {
            tenant,
            settings: scope.settings,
            log,
            table,
            meter,
            watch,
            output_left: 0,
            requests_left: 0,
            http_open: 0,
            key_values: Changes::default(),
            rehearsed: false,
            host_failure: None,
            wasi: None,
            shared,
        }
    }

    /// Hands what the guest call has changed in its store to the provider.
    pub(crate) fn keep_values(&mut self) -> Result<(), CallError> {
        let (Some(changes), Some(store)) = (self.key_values.take(), &self.shared.powers.key_value) else {
            return Ok(());
        };
        if self.rehearsed {
            return Ok(());
        }
        let kept = store.commit(&self.plugin_scope(), changes);
        kept.map_err(|error| CallError::Host(format!("keeping the plugin's values: {error}")))
    }

    /// Does what may take its time on the host's side: meanwhile others may run guest code.
    ///
    /// # Errors
    /// When the call was cancelled meanwhile.
    pub(crate) fn aside<T>(&mut self, work: impl FnOnce(&mut State) -> T) -> wasmtime::Result<T> {
        self.watch.pause();
        let done = work(self);
        self.watch.resume()?;
        Ok(done)
    }

    pub(crate) fn plugin_scope(&self) -> PluginScope {
        PluginScope { plugin: Arc::clone(&self.shared.identity), tenant: Arc::clone(&self.tenant) }
    }
}

impl WasiView for State {
    fn ctx(&mut self) -> WasiCtxView<'_> {
        let ctx = self.wasi.get_or_insert_with(|| wasi::context(&self.shared, &self.log));
        WasiCtxView { ctx, table: &mut self.table }
    }
}

/// Sees to the memory of a store. A refused growth is a trap, because most guests would abort at it anyway and
/// the cause would be lost.
pub(crate) struct Meter {
    limits: Limits,
    /// Bytes that all linear memories may have together.
    pub(crate) most: usize,
    used: usize,
    /// The most that they ever had.
    pub(crate) peak: usize,
}

impl ResourceLimiter for Meter {
    fn memory_growing(&mut self, current: usize, desired: usize, _: Option<usize>) -> wasmtime::Result<bool> {
        let used = self.used.saturating_add(desired.saturating_sub(current));
        if used > self.most {
            return Err(LimitReached::Memory.into());
        }
        self.used = used;
        self.peak = self.peak.max(used);
        Ok(true)
    }

    fn memory_grow_failed(&mut self, _: wasmtime::Error) -> wasmtime::Result<()> {
        Err(LimitReached::Memory.into())
    }

    fn table_growing(&mut self, _: usize, desired: usize, _: Option<usize>) -> wasmtime::Result<bool> {
        if desired > self.limits.table_elements {
            return Err(LimitReached::Memory.into());
        }
        Ok(true)
    }

    fn table_grow_failed(&mut self, _: wasmtime::Error) -> wasmtime::Result<()> {
        Err(LimitReached::Memory.into())
    }

    fn instances(&self) -> usize {
        self.limits.instances
    }

    fn tables(&self) -> usize {
        self.limits.tables
    }

    fn memories(&self) -> usize {
        self.limits.memories
    }
}

/// Sees to the time of a guest call: when it runs, and that it ends when it takes too long or is no longer wanted.
pub(crate) struct Watch {
    cpu: Arc<Cpu>,
    tenant: Arc<str>,
    cancel: Option<CancelFlag>,
    /// Held while guest code runs.
    slot: Option<Slot>,
    time: RunningTime,
    wall: Duration,
}

impl Watch {
    fn new(cpu: Arc<Cpu>, tenant: Arc<str>, cancel: Option<CancelFlag>) -> Watch {
        Watch { cpu, tenant, cancel, slot: None, time: RunningTime::begin(), wall: Duration::ZERO }
    }

    /// A guest call begins: waits for its turn.
    pub(crate) fn begin(&mut self, wall: Duration) -> Result<(), LimitReached> {
        self.check_cancelled()?;
        self.wall = wall;
        self.slot = Some(self.cpu.enter(&self.tenant, false, self.cancel.as_ref())?);
        self.time = RunningTime::begin();
        Ok(())
    }

    /// The guest does not run now: the host works, or the guest call has ended.
    pub(crate) fn pause(&mut self) {
        self.time.pause();
        self.slot = None;
    }

    fn resume(&mut self) -> Result<(), LimitReached> {
        self.slot = Some(self.cpu.enter(&self.tenant, self.time.is_long(), self.cancel.as_ref())?);
        self.time.resume();
        Ok(())
    }

    pub(crate) fn check_cancelled(&self) -> Result<(), LimitReached> {
        match &self.cancel {
            Some(cancel) if cancel.is_cancelled() => Err(LimitReached::Cancelled),
            _ => Ok(()),
        }
    }

    /// The epoch has moved while the guest ran.
    pub(crate) fn tick(&mut self) -> Result<(), LimitReached> {
        self.check_cancelled()?;
        if self.time.pause() > self.wall {
            return Err(LimitReached::Deadline);
        }
        if let Some(slot) = &self.slot {
            slot.tick(self.time.is_long(), self.cancel.as_ref())?;
        }
        self.time.resume();
        Ok(())
    }
}
