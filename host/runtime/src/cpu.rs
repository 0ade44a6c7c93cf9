//! Who runs guest code: slots as many as cores, shared between tenants by [`Shares`].
//!
//! A guest call holds a slot while guest code runs, and gives it back while the host works for it, so that no slot
//! waits for a disk, a network or another guest call.

mod shares;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::Thread;
use std::time::{Duration, Instant};

use wasmtime::EngineWeak;

use crate::call_error::LimitReached;
use crate::limits::{CpuLimits, SLICE, TICK};
use crate::scope::CancelFlag;
use shares::{Id, Shares, Stands};

/// The slots of one runtime.
pub(crate) struct Cpu {
    shares: Mutex<Shares<Thread>>,
    began: Instant,
    /// Its epoch is moved when somebody waits behind a long call, which gives way then.
    engine: EngineWeak,
}

#[allow(clippy::disallowed_methods, reason = "the time that guest code runs is measured")]
fn now() -> Instant {
    Instant::now()
}

impl Cpu {
    pub(crate) fn new(limits: CpuLimits, engine: EngineWeak) -> Arc<Cpu> {
        Arc::new(Cpu { shares: Mutex::new(Shares::new(limits.cores)), began: now(), engine })
    }

    fn lock(&self) -> MutexGuard<'_, Shares<Thread>> {
        self.shares.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for a slot. There is always one at some time, because guest calls have budgets. A guest call that was
    /// long before it gave its slot back still is.
    ///
    /// # Errors
    /// When the call was cancelled meanwhile.
    pub(crate) fn enter(
        self: &Arc<Self>,
        tenant: &Arc<str>,
        long: bool,
        cancel: Option<&CancelFlag>,
    ) -> Result<Slot, LimitReached> {
        let stands = self.lock().enter(tenant, long, self.began.elapsed(), std::thread::current);
        let slot = Slot { of: Arc::clone(self), id: stands.id };
        if stands.behind_long
            && let Some(engine) = self.engine.upgrade()
        {
            engine.increment_epoch();
        }
        slot.settle(stands, cancel)?;
        Ok(slot)
    }
}

/// The right to run guest code; given back when dropped.
pub(crate) struct Slot {
    of: Arc<Cpu>,
    id: Id,
}

impl Slot {
    /// A tick of a guest call: lets others go first, when it is their turn, and returns when it is its own again.
    ///
    /// # Errors
    /// When the call was cancelled meanwhile.
    pub(crate) fn tick(&self, long: bool, cancel: Option<&CancelFlag>) -> Result<(), LimitReached> {
        let stands = self.of.lock().tick(self.id, long, self.of.began.elapsed(), std::thread::current);
        self.settle(stands, cancel)
    }

    fn settle(&self, stands: Stands<Thread>, cancel: Option<&CancelFlag>) -> Result<(), LimitReached> {
        stands.wake.iter().for_each(Thread::unpark);
        if stands.runs {
            return Ok(());
        }
        while !self.of.lock().runs(self.id) {
            if cancel.is_some_and(CancelFlag::is_cancelled) {
                return Err(LimitReached::Cancelled);
            }
            std::thread::park_timeout(TICK);
        }
        Ok(())
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        let wake = self.of.lock().leave(self.id, self.of.began.elapsed());
        wake.iter().for_each(Thread::unpark);
    }
}

/// How long a guest call has run, without the time in which it was parked or the host worked for it.
pub(crate) struct RunningTime {
    ran: Duration,
    since: Instant,
}

impl RunningTime {
    pub(crate) fn begin() -> RunningTime {
        RunningTime { ran: Duration::ZERO, since: now() }
    }

    /// Counts what passed since the guest ran last. That is a slice at most: a guest that runs is asked at each, so
    /// more than that is a machine with too much to do, or the host at work.
    pub(crate) fn pause(&mut self) -> Duration {
        self.ran += self.since.elapsed().min(SLICE);
        self.ran
    }

    /// The guest runs again.
    pub(crate) fn resume(&mut self) {
        self.since = now();
    }

    /// Whether this is a long guest call.
    pub(crate) fn is_long(&self) -> bool {
        self.ran >= SLICE
    }
}
