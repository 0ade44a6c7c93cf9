//! Ctrl-C, SIGTERM and SIGHUP end the running child first, so that every guard on the way out still runs.
//!
//! Without a handler the process would die at once and leave the temporary database cluster behind.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};

use rustix::process::{Pid, Signal, kill_process};

use crate::failure::Failure;

static INTERRUPTED: AtomicBool = AtomicBool::new(false);
/// The child that is being waited for; 0 when there is none.
static CHILD: AtomicI32 = AtomicI32::new(0);
static INSTALLED: OnceLock<Result<(), String>> = OnceLock::new();

/// Installs the handler once for the whole process.
pub fn install() -> Result<(), Failure> {
    INSTALLED
        .get_or_init(|| ctrlc::set_handler(stop_child).map_err(|error| error.to_string()))
        .clone()
        .map_err(|error| Failure::new(format!("cannot listen for Ctrl-C: {error}")))
}

/// Whether a signal asked to stop.
pub fn is_requested() -> bool {
    INTERRUPTED.load(Ordering::SeqCst)
}

/// Remembers the child that a signal must end, until the returned guard is dropped.
pub fn watch(child: &std::process::Child) -> Watch {
    CHILD.store(i32::try_from(child.id()).unwrap_or(0), Ordering::SeqCst);
    // The signal may have come between starting the child and this line.
    if is_requested() {
        stop_child();
    }
    Watch
}

/// Forgets the child when dropped.
pub struct Watch;

impl Drop for Watch {
    fn drop(&mut self) {
        CHILD.store(0, Ordering::SeqCst);
    }
}

fn stop_child() {
    INTERRUPTED.store(true, Ordering::SeqCst);
    if let Some(pid) = Pid::from_raw(CHILD.load(Ordering::SeqCst)) {
        // A child that is already gone is what was wanted.
        let _ = kill_process(pid, Signal::TERM);
    }
}
