//! What the host stores of how its plugins fare: finished minutes and failing calls, each handed out once.

use std::sync::{Arc, PoisonError};

use crate::failures::FailedCall;
use crate::limits::FORMER_PLUGINS;
use crate::runtime::{Runtime, Slot};
use crate::state::Shared;
use crate::statistics::Tally;

/// Figures of one minute of one plugin for one tenant. Several of the same minute, of several processes or before and
/// after a stop, are to be added up: [`Tally::add`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MinuteFigures {
    /// The plugin's name in the registry.
    pub name: Arc<str>,
    /// The plugin's own name, the same for all of its versions.
    pub identity: Arc<str>,
    /// blake3 of the component in hexadecimal digits.
    pub digest: String,
    /// The tenant for which it was called.
    pub tenant: Arc<str>,
    /// Minutes since 1970-01-01T00:00:00Z.
    pub minute: u64,
    /// What happened in it.
    pub tally: Tally,
}

/// A failing call of a plugin.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredFailure {
    /// The plugin's name in the registry.
    pub name: Arc<str>,
    /// The plugin's own name, the same for all of its versions.
    pub identity: Arc<str>,
    /// blake3 of the component in hexadecimal digits.
    pub digest: String,
    /// The call.
    pub call: FailedCall,
}

impl Runtime {
    /// Minutes that are over, each once: of plugins in the registry and of those that were replaced or taken out.
    pub fn take_minutes(&self) -> Vec<MinuteFigures> {
        self.minutes_before((self.powers().now)() / 60_000)
    }

    /// The same with the present minute, for when the host stops.
    pub fn take_all_minutes(&self) -> Vec<MinuteFigures> {
        self.minutes_before(u64::MAX)
    }

    fn minutes_before(&self, before: u64) -> Vec<MinuteFigures> {
        let of = |(shared, digest, former): &(Arc<Shared>, blake3::Hash, bool)| {
            // One that is no longer called may be let go before its minute is over.
            let taken = shared.recorder.take(if *former { u64::MAX } else { before });
            let told = taken.into_iter().map(|(tenant, minute)| MinuteFigures {
                name: Arc::clone(&shared.name),
                identity: Arc::clone(&shared.identity),
                digest: digest.to_hex().to_string(),
                tenant,
                minute: minute.minute,
                tally: minute.tally,
            });
            told.collect::<Vec<_>>()
        };
        self.present_and_former().iter().flat_map(of).collect()
    }

    /// Failing calls, each once, oldest first for each plugin.
    pub fn take_failures(&self) -> Vec<StoredFailure> {
        let of = |(shared, digest, _): &(Arc<Shared>, blake3::Hash, bool)| {
            let told = shared.failures.take().into_iter().map(|call| StoredFailure {
                name: Arc::clone(&shared.name),
                identity: Arc::clone(&shared.identity),
                digest: digest.to_hex().to_string(),
                call,
            });
            told.collect::<Vec<_>>()
        };
        self.present_and_former().iter().flat_map(of).collect()
    }

    /// What all plugins of the registry share with their calls, and the same of those that are no longer there while
    /// a call still runs on them or something of theirs was not taken.
    fn present_and_former(&self) -> Vec<(Arc<Shared>, blake3::Hash, bool)> {
        let mut former = self.former().lock().unwrap_or_else(PoisonError::into_inner);
        former.retain(|(shared, _)| {
            Arc::strong_count(shared) > 1 || shared.recorder.has_untaken() || shared.failures.has_untaken()
        });
        let former = former.iter().map(|(shared, digest)| (Arc::clone(shared), *digest, true));
        let mut all: Vec<_> = former.collect();
        all.extend(self.plugins().into_iter().filter_map(|(_, slot)| match slot {
            Slot::Ready(plugin) => Some((Arc::clone(&plugin.loaded.shared), plugin.loaded.digest, false)),
            Slot::Failed(_) => None,
        }));
        all
    }

    /// Remembers a plugin that is no longer in the registry until its figures were taken.
    pub(crate) fn remember(&self, slot: Option<Slot>) {
        let Some(Slot::Ready(plugin)) = slot else { return };
        let mut former = self.former().lock().unwrap_or_else(PoisonError::into_inner);
        former.push_back((Arc::clone(&plugin.loaded.shared), plugin.loaded.digest));
        if former.len() > FORMER_PLUGINS {
            former.pop_front();
        }
    }
}
