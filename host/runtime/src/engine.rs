//! The one engine: how code is compiled, where instances live, how time passes.

use std::sync::mpsc::{self, RecvTimeoutError, Sender};

use wasmtime::{Config, Enabled, Engine, InstanceAllocationStrategy, PoolingAllocationConfig};

use crate::error::StartError;
use crate::limits::{InFlightLimits, KindLimits, Limits, MAX_STACK_BYTES, SLICE};
use crate::plugin::Kind;

/// What host and compiler process have to agree on. The artefact carries it, and the engine refuses another.
pub(crate) fn compilation() -> Config {
    let mut config = Config::new();
    config
        .consume_fuel(true)
        .epoch_interruption(true)
        .max_wasm_stack(MAX_STACK_BYTES)
        .concurrency_support(false);
    config
}

/// An engine whose epoch moves for as long as this lives.
pub(crate) struct TickingEngine {
    engine: Engine,
    /// Dropped with the engine, which ends the thread.
    _running: Sender<()>,
}

impl TickingEngine {
    pub(crate) fn start(in_flight: &InFlightLimits) -> Result<TickingEngine, StartError> {
        let engine = engine(in_flight)?;
        let (running, stopped) = mpsc::channel();
        let ticking = engine.clone();
        std::thread::Builder::new()
            .name("plugin-epoch".to_owned())
            .spawn(move || {
                while stopped.recv_timeout(SLICE) == Err(RecvTimeoutError::Timeout) {
                    ticking.increment_epoch();
                }
            })
            .map_err(|error| StartError::Engine(error.to_string()))?;
        Ok(TickingEngine { engine, _running: running })
    }

    pub(crate) fn engine(&self) -> &Engine {
        &self.engine
    }
}

fn engine(in_flight: &InFlightLimits) -> Result<Engine, StartError> {
    let mut pooled = compilation();
    pooled.allocation_strategy(InstanceAllocationStrategy::Pooling(pool(in_flight)));
    Engine::new(&pooled)
        .or_else(|error| {
            // The pool reserves address space, which some machines do not give. Without it each call makes its
            // own memories: slower, and otherwise the same.
            tracing::warn!(%error, "no room for a pool of plugin instances; they are made one by one");
            Engine::new(&compilation())
        })
        .map_err(|error| StartError::Engine(format!("{error:#}")))
}

/// Room for every call in flight, each of the widest plugin there may be.
fn pool(in_flight: &InFlightLimits) -> PoolingAllocationConfig {
    let limits = Limits::default();
    let calls = u32::try_from(in_flight.total).unwrap_or(u32::MAX);
    let times = |count: usize| calls.saturating_mul(u32::try_from(count).unwrap_or(u32::MAX));
    let largest = Kind::ALL.into_iter().map(|kind| KindLimits::of(kind).memory).max().unwrap_or(0);
    let mut pool = PoolingAllocationConfig::new();
    pool.total_component_instances(calls)
        .total_core_instances(times(limits.instances))
        .total_memories(times(limits.memories))
        .total_tables(times(limits.tables))
        .max_memory_size(largest)
        .table_elements(limits.table_elements)
        .max_core_instance_size(4 << 20)
        .max_component_instance_size(4 << 20)
        // How many of each one plugin may have is checked when it is loaded, with a better account of it.
        .max_tables_per_module(1_000)
        .max_memories_per_module(1_000)
        // Small guests are wiped instead of unmapped, which is where a fresh instance would spend its time.
        .linear_memory_keep_resident(256 << 10)
        .table_keep_resident(16 << 10)
        // Where the kernel can tell which pages a guest has written, only these are wiped and nothing is unmapped:
        // unmapping interrupts every core that runs another guest.
        .pagemap_scan(Enabled::Auto);
    pool
}
