//! Compiling, the dangerous part: a small hostile component can take minutes and gigabytes. So it happens in a
//! child process that limits itself before it reads the first byte of the component.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitCode, ExitStatus, Stdio};
use std::sync::{Condvar, Mutex, PoisonError, mpsc};

use rustix::process::{Resource, Rlimit, setrlimit};

use crate::artefact::TrustedArtefact;
use crate::engine::compilation;
use crate::error::LoadFailure;
use crate::limits::{CompileLimits, MAX_COMPONENT_BYTES};

/// The argument that the compiler program is started with.
pub const COMPILE_COMMAND: &str = "compile-plugin";

/// Exit status of the child for a component that is not valid; what is wrong stands on standard error.
const INVALID: u8 = 65;
/// Exit status of the child when it could not do its work for another reason.
const FAILED: u8 = 70;
/// Exit status of the child when the operating system gave it no more memory.
const NO_MEMORY: u8 = 71;

/// By how much the child steps back behind the server, in the operating system's units.
const NICE: i32 = 5;

/// Longest account of an error that is read from the child, in bytes.
const MAX_DETAIL_BYTES: u64 = 4 << 10;
/// Largest artefact that is read from the child, for each byte of component, with room for small ones.
const ARTEFACT_PER_BYTE: u64 = 32;
const ARTEFACT_BASE: u64 = 16 << 20;

/// The body of the hidden subcommand `compile-plugin`. Reads from `stdin` two numbers of eight bytes each, little
/// endian (address space in bytes, processor time in seconds), then the component; limits itself to these; writes
/// the artefact to `stdout`. What went wrong is said on standard error and by the exit status.
pub fn compile_child(mut stdin: impl Read, mut stdout: impl Write) -> ExitCode {
    let failed = |status: u8, detail: &str| {
        let _ = writeln!(std::io::stderr(), "{detail}");
        ExitCode::from(status)
    };
    let mut numbers = [[0; 8]; 2];
    for number in &mut numbers {
        if let Err(error) = stdin.read_exact(number) {
            return failed(FAILED, &format!("no limits on standard input: {error}"));
        }
    }
    let [memory, cpu] = numbers.map(u64::from_le_bytes);
    if let Err(error) = limit_this_process(memory, cpu) {
        return failed(FAILED, &format!("limits could not be set: {error}"));
    }
    let mut component = Vec::new();
    if let Err(error) = stdin.take(MAX_COMPONENT_BYTES).read_to_end(&mut component) {
        return failed(FAILED, &format!("the component could not be read: {error}"));
    }
    let compiled = wasmtime::Engine::new(&compilation())
        .map_err(|error| (FAILED, format!("{error:#}")))
        .and_then(|engine| {
            engine.precompile_component(&component).map_err(|error| {
                let detail = format!("{error:#}");
                (if detail.contains("Cannot allocate memory") { NO_MEMORY } else { INVALID }, detail)
            })
        });
    match compiled {
        Ok(artefact) => match stdout.write_all(&artefact).and_then(|()| stdout.flush()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => failed(FAILED, &format!("the artefact could not be written: {error}")),
        },
        Err((status, detail)) => failed(status, &detail),
    }
}

fn limit_this_process(memory: u64, cpu: u64) -> std::io::Result<()> {
    let set = |resource, most: u64| {
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) }).map_err(std::io::Error::from)
    };
    // Calls of plugins that are there already go first.
    rustix::process::nice(NICE)?;
    set(Resource::As, memory)?;
    set(Resource::Cpu, cpu)?;
    // It writes no files, opens none, and leaves no image of its memory behind.
    set(Resource::Fsize, 0)?;
    set(Resource::Nofile, 3)?;
    set(Resource::Core, 0)
}

/// Turns of compiler processes, so that many uploads do not take the machine.
pub(crate) struct Compiling {
    free: Mutex<usize>,
    freed: Condvar,
}

/// A turn; given back when dropped.
pub(crate) struct CompileTurn<'a>(&'a Compiling);

impl Compiling {
    pub(crate) fn new(children: usize) -> Compiling {
        Compiling { free: Mutex::new(children.max(1)), freed: Condvar::new() }
    }

    /// Waits for a turn; each one before it ends within its wall time.
    pub(crate) fn enter(&self) -> CompileTurn<'_> {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let mut free = self.freed.wait_while(free, |free| *free == 0).unwrap_or_else(PoisonError::into_inner);
        *free -= 1;
        CompileTurn(self)
    }
}

impl Drop for CompileTurn<'_> {
    fn drop(&mut self) {
        *self.0.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.0.freed.notify_one();
    }
}

/// Compiles a component in a child process.
pub(crate) fn compile(
    program: &Path,
    component: &[u8],
    limits: &CompileLimits,
) -> Result<TrustedArtefact, LoadFailure> {
    let size = component.len() as u64;
    let mut child = Command::new(program)
        .arg(COMPILE_COMMAND)
        .env_clear()
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| LoadFailure::Compiler {
            detail: format!("{} does not start: {error}", program.display()),
        })?;
    let (artefact, detail) = converse(&mut child, component, limits);
    // Whoever is still running now was told nothing more or has closed its outputs; both are over.
    let timed_out = artefact.is_none();
    if timed_out {
        let _ = child.kill();
    }
    let status = child.wait().map_err(|error| LoadFailure::Compiler { detail: error.to_string() })?;
    match artefact {
        Some(artefact) if status.success() && !artefact.is_empty() => Ok(TrustedArtefact::vouch(artefact)),
        _ if timed_out => Err(LoadFailure::CompileTime { seconds: limits.cpu(size) }),
        _ => Err(why(status, detail, limits, size)),
    }
}

/// Hands over limits and component, and takes what comes back; no artefact when the wall time is over.
fn converse(child: &mut Child, component: &[u8], limits: &CompileLimits) -> (Option<Vec<u8>>, String) {
    let size = component.len() as u64;
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let (sender, receiver) = mpsc::channel();
    std::thread::scope(|threads| {
        threads.spawn(move || {
            // A child that ends early closes the pipe; its status says why.
            let Some(mut stdin) = stdin else { return };
            let _ = stdin
                .write_all(&limits.memory(size).to_le_bytes())
                .and_then(|()| stdin.write_all(&limits.cpu(size).to_le_bytes()))
                .and_then(|()| stdin.write_all(component));
        });
        threads.spawn(move || {
            let most = ARTEFACT_BASE + ARTEFACT_PER_BYTE * size;
            let artefact = stdout.map(|stdout| read_all(stdout, most)).unwrap_or_default();
            let detail = stderr.map(|stderr| read_all(stderr, MAX_DETAIL_BYTES)).unwrap_or_default();
            let _ = sender.send((artefact, String::from_utf8_lossy(&detail).trim().to_owned()));
        });
        match receiver.recv_timeout(limits.wall(size)) {
            Ok((artefact, detail)) => (Some(artefact), detail),
            Err(_) => {
                // Ends the threads too: their pipes close.
                let _ = child.kill();
                (None, String::new())
            }
        }
    })
}

fn read_all(from: impl Read, most: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    match from.take(most).read_to_end(&mut bytes) {
        Ok(_) => bytes,
        Err(_) => Vec::new(),
    }
}

/// What the end of a child that made no artefact means.
fn why(status: ExitStatus, detail: String, limits: &CompileLimits, size: u64) -> LoadFailure {
    use std::os::unix::process::ExitStatusExt as _;
    let memory = LoadFailure::CompileMemory { bytes: limits.memory(size) };
    match (status.code(), status.signal()) {
        (Some(code), _) if code == i32::from(INVALID) => LoadFailure::Invalid { detail },
        (Some(code), _) if code == i32::from(NO_MEMORY) => memory,
        // SIGXCPU, or SIGKILL at the hard limit of processor time.
        (_, Some(24 | 9)) => LoadFailure::CompileTime { seconds: limits.cpu(size) },
        // Rust aborts when an allocation fails, and says so.
        (_, Some(6)) if detail.contains("memory allocation of") => memory,
        _ => LoadFailure::Compiler { detail: format!("{status}: {detail}") },
    }
}
