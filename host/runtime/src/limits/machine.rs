//! What bounds all plugins together: calls at one time, cores, compiling.

use std::time::Duration;

/// What bounds all plugins together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InFlightLimits {
    /// Calls that hold an instance at one time.
    pub total: usize,
    /// Calls of one tenant at one time.
    pub per_tenant: usize,
    /// How long a call waits for its turn before it is refused as busy.
    pub patience: Duration,
}

impl Default for InFlightLimits {
    fn default() -> InFlightLimits {
        InFlightLimits { total: 64, per_tenant: 32, patience: Duration::from_secs(2) }
    }
}

/// What bounds the processor time of all plugins together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CpuLimits {
    /// Guest calls that run at one time. While several tenants are about, one of them has at most all but one of
    /// these, and so have all calls together that run for longer than a [`SLICE`].
    pub cores: usize,
}

impl Default for CpuLimits {
    fn default() -> CpuLimits {
        CpuLimits { cores: std::thread::available_parallelism().map_or(1, usize::from) }
    }
}

/// What the compiling child process may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CompileLimits {
    /// Processor seconds for any component.
    pub cpu_base: u64,
    /// Processor seconds more for each MiB of component.
    pub cpu_per_mib: u64,
    /// Address space in bytes for any component.
    pub memory_base: u64,
    /// Address space in bytes more for each byte of component.
    pub memory_per_byte: u64,
    /// Wall time for each processor second; above one, because others use the processor too.
    pub patience: u32,
    /// Children at one time.
    pub children: usize,
}

impl Default for CompileLimits {
    fn default() -> CompileLimits {
        CompileLimits {
            cpu_base: 5,
            cpu_per_mib: 6,
            memory_base: 512 << 20,
            memory_per_byte: 64,
            patience: 4,
            children: 2,
        }
    }
}

impl CompileLimits {
    /// Processor seconds for a component of this size.
    pub(crate) fn cpu(&self, bytes: u64) -> u64 {
        self.cpu_base + self.cpu_per_mib * bytes.div_ceil(1 << 20)
    }

    /// Address space in bytes for a component of this size.
    pub(crate) fn memory(&self, bytes: u64) -> u64 {
        self.memory_base + self.memory_per_byte * bytes
    }

    /// Wall time for a component of this size.
    pub(crate) fn wall(&self, bytes: u64) -> Duration {
        Duration::from_secs(self.cpu(bytes)) * self.patience
    }
}
