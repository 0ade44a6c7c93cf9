//! How slots are shared, as a pure structure: time and whom to wake are handed in.
//!
//! - At most as many calls run as there are cores.
//! - While other tenants are about (they ran something within [`ABOUT`]), a tenant holds at most all slots but one,
//!   and so do all long calls together: whoever makes a short call finds a slot at once, whatever runs away.
//! - Who waits is let in by how little runs of the tenant, then by who came first.
//! - A long call lets others go first at each tick.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

/// How long after its last call a tenant counts as being about.
pub(super) const ABOUT: Duration = Duration::from_secs(10);

/// A call that runs or waits.
pub(super) type Id = u64;

/// How a call stands after what happened to it.
#[derive(Debug)]
pub(super) struct Stands<W> {
    pub(super) id: Id,
    /// Whether it runs; otherwise it waits.
    pub(super) runs: bool,
    /// Whether it waits while a long call runs, which gives way at its next tick.
    pub(super) behind_long: bool,
    /// Others that run now, and are to be woken.
    pub(super) wake: Vec<W>,
}

struct Entry<W> {
    id: Id,
    tenant: Arc<str>,
    long: bool,
    /// Whom to wake when it runs again; only of one that waits.
    waker: Option<W>,
}

pub(super) struct Shares<W> {
    cores: usize,
    running: Vec<Entry<W>>,
    waiting: VecDeque<Entry<W>>,
    next: Id,
    /// The two tenants that were about last, and when.
    about: [Option<(Arc<str>, Duration)>; 2],
}

impl<W> Shares<W> {
    pub(super) fn new(cores: usize) -> Shares<W> {
        Shares {
            cores: cores.max(1),
            running: Vec::new(),
            waiting: VecDeque::new(),
            next: 0,
            about: [None, None],
        }
    }

    /// Asks for a slot.
    pub(super) fn enter(
        &mut self,
        tenant: &Arc<str>,
        long: bool,
        now: Duration,
        waker: impl FnOnce() -> W,
    ) -> Stands<W> {
        self.see(tenant, now);
        let id = self.next;
        self.next += 1;
        let entry = Entry { id, tenant: Arc::clone(tenant), long, waker: None };
        if self.waiting.is_empty() && self.fits(&entry, now) {
            self.running.push(entry);
            return Stands { id, runs: true, behind_long: false, wake: Vec::new() };
        }
        self.wait(entry, now, waker)
    }

    /// Whether this call runs.
    pub(super) fn runs(&self, id: Id) -> bool {
        self.running.iter().any(|entry| entry.id == id)
    }

    /// A tick of a running call, which may have become a long one.
    pub(super) fn tick(&mut self, id: Id, long: bool, now: Duration, waker: impl FnOnce() -> W) -> Stands<W> {
        let goes_on = Stands { id, runs: true, behind_long: false, wake: Vec::new() };
        let Some(at) = self.running.iter().position(|entry| entry.id == id) else { return goes_on };
        self.running[at].long |= long;
        let tenant = Arc::clone(&self.running[at].tenant);
        self.see(&tenant, now);
        if self.running[at].long && (!self.waiting.is_empty() || self.is_over(at, now)) {
            let entry = self.running.swap_remove(at);
            return self.wait(entry, now, waker);
        }
        Stands { wake: self.grant(now), ..goes_on }
    }

    /// Ends a call, whether it runs or waits. Answers whom to wake.
    pub(super) fn leave(&mut self, id: Id, now: Duration) -> Vec<W> {
        match self.running.iter().position(|entry| entry.id == id) {
            Some(at) => drop(self.running.swap_remove(at)),
            None => self.waiting.retain(|entry| entry.id != id),
        }
        self.grant(now)
    }

    /// Puts a call behind all that wait, and lets in whoever may, which can be this one.
    fn wait(&mut self, entry: Entry<W>, now: Duration, waker: impl FnOnce() -> W) -> Stands<W> {
        let id = entry.id;
        self.waiting.push_back(entry);
        let wake = self.grant(now);
        let runs = self.runs(id);
        if let Some(entry) = self.waiting.iter_mut().find(|entry| entry.id == id) {
            entry.waker = Some(waker());
        }
        Stands { id, runs, behind_long: !runs && self.running.iter().any(|entry| entry.long), wake }
    }

    /// Lets in whoever may, in order.
    fn grant(&mut self, now: Duration) -> Vec<W> {
        let mut wake = Vec::new();
        while !self.waiting.is_empty() {
            let fitting = self.waiting.iter().enumerate().filter(|(_, entry)| self.fits(entry, now));
            let first = fitting.min_by_key(|(at, entry)| (self.of(&entry.tenant), *at)).map(|(at, _)| at);
            let Some(mut entry) = first.and_then(|at| self.waiting.remove(at)) else { break };
            wake.extend(entry.waker.take());
            self.running.push(entry);
        }
        wake
    }

    fn of(&self, tenant: &str) -> usize {
        self.running.iter().filter(|entry| *entry.tenant == *tenant).count()
    }

    fn long(&self) -> usize {
        self.running.iter().filter(|entry| entry.long).count()
    }

    /// What a tenant may hold, and all long calls together.
    fn most(&self, tenant: &str, now: Duration) -> usize {
        let others = self.about.iter().flatten().any(|(about, at)| **about != *tenant && now < *at + ABOUT);
        if others { (self.cores - 1).max(1) } else { self.cores }
    }

    fn fits(&self, entry: &Entry<W>, now: Duration) -> bool {
        let most = self.most(&entry.tenant, now);
        self.running.len() < self.cores
            && self.of(&entry.tenant) < most
            && (!entry.long || self.long() < most)
    }

    /// Whether a running call is beyond what there may be, because somebody else is about by now.
    fn is_over(&self, at: usize, now: Duration) -> bool {
        let entry = &self.running[at];
        let most = self.most(&entry.tenant, now);
        self.of(&entry.tenant) > most || entry.long && self.long() > most
    }

    fn see(&mut self, tenant: &Arc<str>, now: Duration) {
        match &mut self.about {
            [Some((last, at)), _] if last == tenant => *at = now,
            about => {
                about.swap(0, 1);
                about[0] = Some((Arc::clone(tenant), now));
            }
        }
    }
}

#[cfg(test)]
mod tests;
