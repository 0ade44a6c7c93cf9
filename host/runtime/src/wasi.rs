//! WASI for guests whose standard library expects it, denied by default: no files, no sockets, no environment, no
//! arguments, an empty standard input. Clocks stand still and random numbers are the same each time unless the
//! capability was granted. Standard output and error go to the plugin's log. Nothing ever waits.

use std::time::Duration;

use wasmtime::component::{HasSelf, Linker, Resource};
use wasmtime_wasi::cli::{IsTerminal, StdoutStream};
use wasmtime_wasi::p2::bindings::clocks::monotonic_clock;
use wasmtime_wasi::p2::bindings::random::random;
use wasmtime_wasi::p2::pipe::MemoryOutputPipe;
use wasmtime_wasi::p2::{DynPollable, OutputStream, Pollable, StreamResult, subscribe};
use wasmtime_wasi::{Deterministic, HostWallClock, WasiCtx, WasiCtxBuilder};

use crate::limits::MAX_RANDOM_BYTES;
use crate::log::{CallLog, LogLevel};
use crate::manifest::Capability;
use crate::runtime::NowMillis;
use crate::state::{Shared, State};

/// Where clocks stand still: 1980-01-01T00:00:00Z, the first day that a zip archive can hold.
const STILL_MS: u64 = 315_532_800_000;

/// Interfaces of WASI 0.2 that are linked.
const LINKED: [&str; 27] = [
    "cli/environment",
    "cli/exit",
    "cli/stderr",
    "cli/stdin",
    "cli/stdout",
    "cli/terminal-input",
    "cli/terminal-output",
    "cli/terminal-stderr",
    "cli/terminal-stdin",
    "cli/terminal-stdout",
    "clocks/monotonic-clock",
    "clocks/wall-clock",
    "filesystem/preopens",
    "filesystem/types",
    "io/error",
    "io/poll",
    "io/streams",
    "random/insecure",
    "random/insecure-seed",
    "random/random",
    "sockets/instance-network",
    "sockets/ip-name-lookup",
    "sockets/network",
    "sockets/tcp",
    "sockets/tcp-create-socket",
    "sockets/udp",
    "sockets/udp-create-socket",
];

/// Whether an import of WASI is linked.
pub(crate) fn is_linked(import: &str) -> bool {
    import
        .strip_prefix("wasi:")
        .and_then(|name| name.split_once('@'))
        .is_some_and(|(name, version)| version.starts_with("0.2.") && LINKED.contains(&name))
}

/// Links WASI, with a clock of our own.
pub(crate) fn link(linker: &mut Linker<State>) -> wasmtime::Result<()> {
    linker.allow_shadowing(true);
    wasmtime_wasi::p2::add_to_linker_sync(linker)?;
    // WASI's clock can be waited for, which would hold a thread of the host for as long as the guest likes.
    monotonic_clock::add_to_linker::<_, HasSelf<_>>(linker, |state: &mut State| state)?;
    random::add_to_linker::<_, HasSelf<_>>(linker, |state: &mut State| state)?;
    linker.allow_shadowing(false);
    Ok(())
}

/// What WASI is for one store.
pub(crate) fn context(shared: &Shared, log: &CallLog) -> WasiCtx {
    let mut builder = WasiCtxBuilder::new();
    builder
        .allow_tcp(false)
        .allow_udp(false)
        .allow_ip_name_lookup(false)
        .max_random_size(MAX_RANDOM_BYTES)
        .insecure_random_seed(0)
        .insecure_random(Deterministic::new((0..=255).collect()))
        .wall_clock(WallClock(shared.has(Capability::Clock).then(|| shared.powers.now.clone())))
        .stdout(LogStream { log: log.clone(), level: LogLevel::Info })
        .stderr(LogStream { log: log.clone(), level: LogLevel::Error });
    builder.build()
}

impl random::Host for State {
    fn get_random_bytes(&mut self, length: u64) -> wasmtime::Result<Vec<u8>> {
        let mut bytes = vec![0; length.min(MAX_RANDOM_BYTES) as usize];
        if bytes.len() as u64 != length {
            return Err(wasmtime::format_err!("{length} random bytes were asked for at one time"));
        }
        // Without the capability they are all the same. Rust's hash maps ask for seeds, so refusing would trap
        // plugins that need no randomness at all.
        if self.shared.has(Capability::Random) {
            (self.shared.powers.entropy)(&mut bytes);
        }
        Ok(bytes)
    }

    fn get_random_u64(&mut self) -> wasmtime::Result<u64> {
        let bytes = self.get_random_bytes(8)?;
        Ok(bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }
}

/// The time of day, if it was granted.
struct WallClock(Option<NowMillis>);

impl HostWallClock for WallClock {
    fn resolution(&self) -> Duration {
        Duration::from_millis(1)
    }

    fn now(&self) -> Duration {
        Duration::from_millis(self.0.as_ref().map_or(STILL_MS, |now| now()))
    }
}

impl monotonic_clock::Host for State {
    fn now(&mut self) -> wasmtime::Result<u64> {
        let granted = self.shared.has(Capability::Clock);
        Ok(if granted { (self.shared.powers.now)().saturating_mul(1_000_000) } else { 0 })
    }

    fn resolution(&mut self) -> wasmtime::Result<u64> {
        Ok(1_000_000)
    }

    fn subscribe_instant(&mut self, _when: u64) -> wasmtime::Result<Resource<DynPollable>> {
        self.passed()
    }

    fn subscribe_duration(&mut self, _duration: u64) -> wasmtime::Result<Resource<DynPollable>> {
        self.passed()
    }
}

impl State {
    fn passed(&mut self) -> wasmtime::Result<Resource<DynPollable>> {
        let passed = self.table.push(Passed)?;
        subscribe(&mut self.table, passed)
    }
}

/// A time that has come.
struct Passed;

#[wasmtime_wasi::async_trait]
impl Pollable for Passed {
    async fn ready(&mut self) {}
}

/// Standard output or error of a guest.
#[derive(Clone)]
struct LogStream {
    log: CallLog,
    level: LogLevel,
}

impl IsTerminal for LogStream {
    fn is_terminal(&self) -> bool {
        false
    }
}

impl StdoutStream for LogStream {
    fn p2_stream(&self) -> Box<dyn OutputStream> {
        Box::new(self.clone())
    }

    // Only later versions of WASI ask for this, and none of them is linked.
    fn async_stream(&self) -> Box<dyn tokio::io::AsyncWrite + Send + Sync> {
        MemoryOutputPipe::new(0).async_stream()
    }
}

/// Most bytes of one write.
const WRITE_BYTES: usize = 4 << 10;

#[wasmtime_wasi::async_trait]
impl OutputStream for LogStream {
    fn write(&mut self, bytes: bytes::Bytes) -> StreamResult<()> {
        self.log.write_piece(self.level, &bytes);
        Ok(())
    }

    fn flush(&mut self) -> StreamResult<()> {
        Ok(())
    }

    fn check_write(&mut self) -> StreamResult<usize> {
        Ok(WRITE_BYTES)
    }
}

#[wasmtime_wasi::async_trait]
impl Pollable for LogStream {
    async fn ready(&mut self) {}
}
