//! Every limit on plugins, in one place: the defaults, and how an operator narrows them. `sdk/LIMITS.md` tells them to
//! authors; a test sees to it that it tells these.
//!
//! Fuel is the budget, because it counts the same on a busy machine as on an idle one: one unit is
//! about one WebAssembly instruction. The wall limit is only the backstop; it is counted in ticks of
//! [`TICK`], which are long enough that a good plugin is not stopped because others are busy.

mod bounds;
mod machine;

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::plugin::Kind;

pub use bounds::*;
pub use machine::{CompileLimits, CpuLimits, InFlightLimits};

/// The unit of wall limits, and the longest time until a cancelled call ends.
pub const TICK: Duration = Duration::from_millis(200);

/// How often the epoch moves. A guest call that has run for this long is a long one: it goes on in slices of this, and
/// lets others go first between them.
pub const SLICE: Duration = Duration::from_millis(10);

/// Largest component that is read, in bytes. A Python guest is about 18 MiB.
pub const MAX_COMPONENT_BYTES: u64 = 64 << 20;

/// Largest manifest section, in bytes.
pub const MAX_MANIFEST_BYTES: usize = 256 << 10;

/// Compiled plugins that are kept on disk; those that were not used for longest are removed first.
pub const ARTEFACTS_KEPT: usize = 1_000;

/// Bytes of all compiled plugins on disk together. A Python guest takes about 60 MiB.
pub const ARTEFACT_BYTES_KEPT: u64 = 8 << 30;

/// Longest stack of one guest, in bytes.
pub const MAX_STACK_BYTES: usize = 512 << 10;

/// Most bytes that one read of a host-owned file hands to a guest.
pub const MAX_READ_BYTES: u64 = 16 << 20;

/// Most random bytes that one call of `random` or of WASI's generators gives.
pub const MAX_RANDOM_BYTES: u64 = 64 << 10;

/// Most bytes of one answer to a request of `http`.
pub const HTTP_BODY_BYTES: u64 = 16 << 20;

/// Most bytes that one read of such an answer hands to a guest.
pub const HTTP_PIECE_BYTES: u32 = 1 << 20;

/// Most bytes of the body of a request.
pub const HTTP_REQUEST_BYTES: usize = 4 << 20;

/// Most bytes of the address and the header lines of a request together.
pub const HTTP_HEAD_BYTES: usize = 32 << 10;

/// Requests of one guest call.
pub const HTTP_REQUESTS: u32 = 20;

/// Answers that one guest keeps open at one time.
pub const HTTP_OPEN: u32 = 4;

/// Keys in the store of one plugin for one tenant.
pub const KEY_VALUE_KEYS: u64 = 1_000;

/// Bytes in the store of one plugin for one tenant, keys and values together.
pub const KEY_VALUE_BYTES: u64 = 4 << 20;

/// Longest key, in bytes.
pub const KEY_VALUE_KEY_BYTES: usize = 256;

/// Longest value, in bytes.
pub const KEY_VALUE_VALUE_BYTES: usize = 64 << 10;

/// Log lines that are kept of each plugin; older ones are forgotten.
pub const LOG_LINES_KEPT: usize = 200;

/// Longest log line that is kept, in bytes; the rest of a longer one is cut.
pub const LOG_LINE_BYTES: usize = 2 << 10;

/// Minutes of figures that are kept of one plugin and tenant.
pub const MINUTES_KEPT: usize = 60;

/// Tenants of which one plugin keeps figures; the one that was silent for longest gives way.
pub const TENANTS_KEPT: usize = 1_000;

/// Finished minutes of forgotten tenants and old calls that wait to be stored; older ones are lost.
pub const UNTAKEN_MINUTES: usize = 10_000;

/// Plugins that were replaced or taken out and whose figures wait to be stored.
pub const FORMER_PLUGINS: usize = 200;

/// Failing calls that are kept of one plugin and tenant.
pub const FAILURES_OF_TENANT: usize = 20;

/// Failing calls that are kept of one plugin.
pub const FAILURES_KEPT: usize = 100;

/// Largest input that is kept of a failing call, in bytes of JSON.
pub const FAILED_INPUT_BYTES: usize = 64 << 10;

/// Most rows that are read of a file for an answer in JSON.
pub const JSON_ROWS: u64 = 10_000;

/// Largest file that is written for an answer in JSON, in bytes.
pub const JSON_FILE_BYTES: usize = 16 << 20;

/// Budget of guest calls of one kind. Each guest call starts with a full one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct KindLimits {
    /// Units of fuel, about one for each WebAssembly instruction.
    pub fuel: u64,
    /// Wall time, rounded up to whole [`TICK`]s. Time in which the guest waits for its turn or for the host is not
    /// counted.
    pub wall: Duration,
    /// Linear memory of the whole store in bytes, all memories together.
    pub memory: usize,
    /// Bytes that may leave the guest in one crossing of the border.
    pub crossing: usize,
    /// Bytes that may be written to sinks in one guest call.
    pub output: u64,
}

const MIB: usize = 1 << 20;

impl KindLimits {
    /// The defaults of a kind.
    pub const fn of(kind: Kind) -> KindLimits {
        match kind {
            // Asked on every key stroke: small and fast.
            Kind::PasswordPolicy => KindLimits {
                fuel: 200_000_000,
                wall: Duration::from_secs(1),
                memory: 48 * MIB,
                crossing: MIB,
                output: 0,
            },
            // Batches of some hundreds of records.
            Kind::FieldSchema => KindLimits {
                fuel: 5_000_000_000,
                wall: Duration::from_secs(10),
                memory: 128 * MIB,
                crossing: 16 * MIB,
                output: 0,
            },
            Kind::LocationAutofill => KindLimits {
                fuel: 500_000_000,
                wall: Duration::from_secs(2),
                memory: 64 * MIB,
                crossing: MIB,
                output: 0,
            },
            // Opening a workbook reads all of its shared strings in one call.
            Kind::ImportFormat => KindLimits {
                fuel: 60_000_000_000,
                wall: Duration::from_secs(60),
                memory: 256 * MIB,
                crossing: 32 * MIB,
                output: 0,
            },
            // Ending a workbook writes and compresses all of it in one call.
            Kind::ExportFormat => KindLimits {
                fuel: 60_000_000_000,
                wall: Duration::from_secs(60),
                memory: 256 * MIB,
                crossing: 32 * MIB,
                output: 512 << 20,
            },
            // It waits for a system outside and reads what that sends.
            Kind::ClientLookup => KindLimits {
                fuel: 2_000_000_000,
                wall: Duration::from_secs(5),
                memory: 64 * MIB,
                crossing: 4 * MIB,
                output: 0,
            },
        }
    }

    /// The wall limit in whole ticks; at least one.
    pub(crate) fn whole_wall(&self) -> Duration {
        let ticks = self.wall.as_millis().div_ceil(TICK.as_millis()).max(1);
        TICK.saturating_mul(u32::try_from(ticks).unwrap_or(u32::MAX))
    }
}

/// Limits of one plugin: what every call shares, and what differs by kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Limits {
    /// Linear memories of one component instance.
    pub memories: usize,
    /// Core instances of one component instance; a Python guest has 25.
    pub instances: usize,
    /// Tables of one component instance.
    pub tables: usize,
    /// Elements of one table.
    pub table_elements: usize,
    /// Live handles of resources, of guest and host together.
    pub handles: usize,
    /// Log lines of one guest call; later ones are counted and dropped.
    pub log_lines: usize,
    /// Log bytes of one guest call; later ones are dropped.
    pub log_bytes: usize,
    narrowed: Option<LimitOverrides>,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            memories: 4,
            instances: 40,
            tables: 40,
            table_elements: 100_000,
            handles: 1_000,
            log_lines: 100,
            log_bytes: 32 << 10,
            narrowed: None,
        }
    }
}

impl Limits {
    /// The budget of one guest call of a kind.
    pub fn kind(&self, kind: Kind) -> KindLimits {
        let limits = KindLimits::of(kind);
        let Some(narrowed) = &self.narrowed else { return limits };
        KindLimits {
            fuel: narrowed.fuel.map_or(limits.fuel, |fuel| fuel.min(limits.fuel)),
            wall: narrowed.wall_ms.map_or(limits.wall, |ms| Duration::from_millis(ms).min(limits.wall)),
            memory: narrowed.memory.map_or(limits.memory, |bytes| bytes.min(limits.memory)),
            crossing: limits.crossing,
            output: narrowed.output.map_or(limits.output, |bytes| bytes.min(limits.output)),
        }
    }

    /// Narrows by what an operator or a manifest says. A plugin of several kinds may be given a value
    /// that is wider than the default of one of them, which then keeps its own.
    ///
    /// # Errors
    /// A value that is wider than every default of the plugin's kinds, or zero: a limit that
    /// silently does not hold would be worse than a plugin that is not there.
    pub fn narrow(&self, by: &LimitOverrides, kinds: &[Kind]) -> Result<Limits, WiderLimit> {
        let widest = |value: fn(KindLimits) -> u64| {
            kinds.iter().map(|kind| value(self.kind(*kind))).max().unwrap_or(0)
        };
        let check = |name: &'static str, asked: Option<u64>, allowed: u64| match asked {
            Some(asked) if asked > allowed || asked == 0 => Err(WiderLimit { name, asked, allowed }),
            _ => Ok(()),
        };
        check("fuel", by.fuel, widest(|limits| limits.fuel))?;
        check("wall_ms", by.wall_ms, widest(|limits| limits.wall.as_millis() as u64))?;
        check("memory", by.memory.map(|bytes| bytes as u64), widest(|limits| limits.memory as u64))?;
        check("handles", by.handles.map(|count| count as u64), self.handles as u64)?;
        check("output", by.output, widest(|limits| limits.output))?;
        check("log_lines", by.log_lines.map(|count| count as u64), self.log_lines as u64)?;
        let mut limits = self.clone();
        limits.handles = by.handles.unwrap_or(self.handles);
        limits.log_lines = by.log_lines.unwrap_or(self.log_lines);
        limits.narrowed = Some(match &self.narrowed {
            None => by.clone(),
            Some(before) => LimitOverrides {
                fuel: by.fuel.or(before.fuel),
                wall_ms: by.wall_ms.or(before.wall_ms),
                memory: by.memory.or(before.memory),
                handles: by.handles.or(before.handles),
                output: by.output.or(before.output),
                log_lines: by.log_lines.or(before.log_lines),
            },
        });
        Ok(limits)
    }

    /// The widest memory that any of these kinds may have, for making the instance.
    pub(crate) fn memory_of(&self, kinds: &[Kind]) -> usize {
        kinds.iter().map(|kind| self.kind(*kind).memory).max().unwrap_or(0)
    }
}

/// Narrower limits, as `plugins.toml` or a manifest gives them. What is left out keeps its default.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LimitOverrides {
    /// Units of fuel of one guest call.
    pub fuel: Option<u64>,
    /// Wall time of one guest call in milliseconds.
    pub wall_ms: Option<u64>,
    /// Linear memory in bytes.
    pub memory: Option<usize>,
    /// Live handles.
    pub handles: Option<usize>,
    /// Bytes written to sinks in one guest call.
    pub output: Option<u64>,
    /// Log lines of one guest call.
    pub log_lines: Option<usize>,
}

/// An override that would widen a limit, or set it to nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("limit `{name}` is {asked}; it must be between 1 and {allowed}")]
pub struct WiderLimit {
    /// The limit, as it is written in `plugins.toml`.
    pub name: &'static str,
    /// What was asked for.
    pub asked: u64,
    /// The most that is allowed.
    pub allowed: u64,
}

#[cfg(test)]
mod documented;
#[cfg(test)]
mod tests;
