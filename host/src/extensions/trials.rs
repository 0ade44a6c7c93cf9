//! Versions on trial: asked, after the answer went out, what the active version was asked, and compared with it.
//!
//! A trial never delays or fails the live call: it waits in a short queue, is left out when the queue is full or more
//! calls come than are compared each second, and runs in one thread of its own. Nothing that a version on trial does
//! lasts. What comes of it is gathered here until somebody takes it to the database.
pub(super) mod answers;
mod reading;

use std::collections::HashMap;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use elenco_db::{Instant, TenantId};
use elenco_runtime::contract::{Concept, Entry};
use elenco_runtime::{Call, CallError, Kind};
use serde_json::{Value as Json, json};

use answers::Differing;

use super::{Caller, ExtensionError, Extensions, Installed, failed};
use crate::clock::Clock;
use crate::locale::Culture;
use crate::plugins::model::canary::{Comparison, Difference};

/// Trials that wait.
const WAITING: usize = 256;

/// Calls of one plugin of one tenant that are compared each second; the rest are left out.
const EACH_SECOND: u32 = 50;

/// Differences that are gathered of one version until they are taken.
const GATHERED: usize = 50;

/// Versions of which something is gathered at one time; beyond it nothing is.
const VERSIONS: usize = 1_000;

/// Asks the version on trial and compares: nothing when it answers the same.
type Question = Box<dyn FnOnce(&mut Call) -> Result<Option<Differing>, CallError> + Send>;

struct Trial {
    extensions: Extensions,
    caller: Caller,
    pair: Pair,
    kind: Kind,
    function: &'static str,
    question: Question,
}

/// The active version's digest, and the version on trial.
#[derive(Clone)]
struct Pair {
    active: String,
    canary: Installed,
}

enum Outcome {
    Same,
    Different(Differing),
    Failed(CallFailure),
}

struct CallFailure(Json);

#[derive(Default)]
struct Gathered {
    comparisons: Mutex<HashMap<(TenantId, String, String, String), Comparison>>,
    /// Calls that were compared in this second, by tenant and plugin.
    pace: Mutex<HashMap<(TenantId, String), (i64, u32)>>,
    waiting: Mutex<usize>,
    ended: Condvar,
}

/// The queue and what came of it.
#[derive(Clone)]
pub(super) struct Trials {
    queue: SyncSender<Trial>,
    gathered: Arc<Gathered>,
    clock: Arc<dyn Clock>,
}

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Trials {
    /// Starts the thread that trials run in. It ends when nobody can send it any more.
    pub(super) fn start(clock: Arc<dyn Clock>) -> std::io::Result<Self> {
        let (queue, waiting) = sync_channel(WAITING);
        let gathered: Arc<Gathered> = Arc::default();
        let (kept, time) = (Arc::clone(&gathered), Arc::clone(&clock));
        std::thread::Builder::new().name("trials".to_owned()).spawn(move || work(&waiting, &kept, &*time))?;
        Ok(Self { queue, gathered, clock })
    }

    /// Whether another call of this plugin may be compared in this second.
    fn in_pace(&self, tenant: TenantId, plugin: &str) -> bool {
        let second = self.clock.now().timestamp();
        let mut pace = lock(&self.gathered.pace);
        if pace.len() > VERSIONS {
            pace.retain(|_, (of, _)| *of == second);
        }
        let count = pace.entry((tenant, plugin.to_owned())).or_insert((second, 0));
        if count.0 != second {
            *count = (second, 0);
        }
        count.1 += 1;
        count.1 <= EACH_SECOND
    }

    fn send(&self, trial: Trial) {
        *lock(&self.gathered.waiting) += 1;
        // A full queue means that there is enough to do; the figures say how many were compared, not how many came.
        if self.queue.try_send(trial).is_err() {
            self.gathered.end_one();
        }
    }
}

impl Gathered {
    fn end_one(&self) {
        let mut waiting = lock(&self.waiting);
        *waiting = waiting.saturating_sub(1);
        self.ended.notify_all();
    }

    fn note(
        &self,
        tenant: TenantId,
        pair: &Pair,
        asked: (Kind, &'static str),
        outcome: Outcome,
        at: Instant,
    ) {
        let mut comparisons = lock(&self.comparisons);
        let key = (tenant, pair.canary.plugin.clone(), pair.active.clone(), pair.canary.digest.clone());
        if comparisons.len() >= VERSIONS && !comparisons.contains_key(&key) {
            return;
        }
        let comparison = comparisons.entry(key).or_insert_with(|| Comparison {
            tenant,
            plugin: pair.canary.plugin.clone(),
            active: pair.active.clone(),
            canary: pair.canary.digest.clone(),
            same: 0,
            different: 0,
            failed: 0,
            differences: Vec::new(),
        });
        let differing = match outcome {
            Outcome::Same => {
                comparison.same += 1;
                return;
            }
            Outcome::Different(differing) => {
                comparison.different += 1;
                differing
            }
            Outcome::Failed(CallFailure(failure)) => {
                comparison.failed += 1;
                Differing { input: None, active: json!("answered"), canary: failure }
            }
        };
        if comparison.differences.len() < GATHERED {
            let Differing { input, active, canary } = differing;
            let (kind, function) = (asked.0.as_str(), asked.1);
            comparison.differences.push(Difference { at, kind, function, input, active, canary });
        }
    }
}

fn work(waiting: &Receiver<Trial>, gathered: &Gathered, clock: &dyn Clock) {
    while let Ok(trial) = waiting.recv() {
        let (tenant, pair, asked) = (trial.caller.tenant, trial.pair.clone(), (trial.kind, trial.function));
        // Whatever happens in one trial, the next one is made.
        let ran = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| trial.run()));
        if let Ok(Some(outcome)) = ran {
            gathered.note(tenant, &pair, asked, outcome, clock.now());
        }
        gathered.end_one();
    }
}

/// What a failed trial says; nothing when it failed for reasons of ours.
fn outcome(answer: Result<Option<Differing>, CallError>) -> Option<Outcome> {
    match answer {
        Ok(None) => Some(Outcome::Same),
        Ok(Some(differing)) => Some(Outcome::Different(differing)),
        Err(CallError::Busy | CallError::Cancelled) => None,
        Err(error) => Some(Outcome::Failed(CallFailure(error.to_json()))),
    }
}

fn not_loaded(error: &ExtensionError) -> Outcome {
    Outcome::Failed(CallFailure(json!({ "code": error.code(), "message": error.to_string() })))
}

impl Trial {
    fn run(self) -> Option<Outcome> {
        let plugin = match self.extensions.installed(self.caller.tenant, &self.pair.canary) {
            Ok(plugin) => plugin,
            Err(error) => return Some(not_loaded(&error)),
        };
        let sealed = self.kind == Kind::PasswordPolicy;
        let scope = self.extensions.scope(&self.caller, &self.pair.canary.plugin, sealed);
        outcome(plugin.call(scope).and_then(|mut call| {
            call.rehearse();
            (self.question)(&mut call)
        }))
    }
}

impl Extensions {
    fn pair(&self, caller: &Caller, plugin: &str) -> Option<Pair> {
        let canary = caller.installs.on_trial.iter().find(|canary| canary.plugin == plugin)?;
        let active = caller.installs.own.iter().find(|active| active.plugin == plugin)?;
        Some(Pair { active: active.digest.clone(), canary: canary.clone() })
    }

    /// Has the version on trial of this plugin asked the same, if there is one; the question is only made then.
    pub(super) fn compare(
        &self,
        caller: &Caller,
        plugin: &str,
        kind: Kind,
        function: &'static str,
        question: impl FnOnce() -> Question,
    ) {
        let Some(pair) = self.pair(caller, plugin) else { return };
        if !pair.canary.kinds.contains(&kind) || !self.trials.in_pace(caller.tenant, plugin) {
            return;
        }
        let (extensions, caller) = (self.clone(), caller.clone());
        self.trials.send(Trial { extensions, caller, pair, kind, function, question: question() });
    }

    /// What came of the trials since the last time; each figure and difference is handed out once.
    pub fn take_comparisons(&self) -> Vec<Comparison> {
        lock(&self.trials.gathered.comparisons).drain().map(|(_, comparison)| comparison).collect()
    }

    /// What came of the trials of one plugin since the last time.
    pub fn take_comparisons_of(&self, tenant: TenantId, plugin: &str) -> Vec<Comparison> {
        let mut comparisons = lock(&self.trials.gathered.comparisons);
        comparisons
            .extract_if(|(of, name, ..), _| *of == tenant && name == plugin)
            .map(|(_, comparison)| comparison)
            .collect()
    }

    /// Has the active version and the one on trial check records, and notes for each whether they agree. Does nothing
    /// when no version is on trial.
    ///
    /// # Errors
    /// When the active version fails.
    pub async fn compare_records(
        &self,
        caller: &Caller,
        plugin: &str,
        concept: Concept,
        records: Vec<Vec<Entry>>,
        culture: Culture,
    ) -> Result<(), ExtensionError> {
        let (this, caller, plugin) = (self.clone(), caller.clone(), plugin.to_owned());
        Self::blocking(move || {
            let Some(pair) = this.pair(&caller, &plugin) else { return Ok(()) };
            if !pair.canary.kinds.contains(&Kind::FieldSchema) {
                return Ok(());
            }
            let active = this.named(&caller, &plugin)?;
            let mut call = Self::open(&plugin, &active, this.scope(&caller, &plugin, false))?;
            call.rehearse();
            let known = call.fields(concept, culture.tag()).map_err(failed(&plugin))?;
            let own = |entry: &Entry| known.iter().any(|field| field.id == entry.field);
            let share: Vec<Vec<Entry>> =
                records.into_iter().map(|record| record.into_iter().filter(&own).collect()).collect();
            let checked = call.check(concept, &share, culture.tag()).map_err(failed(&plugin))?;
            for (record, checked) in share.into_iter().zip(checked) {
                let question = answers::of_check(concept, vec![record], vec![checked], culture.tag());
                let (extensions, caller, pair) = (this.clone(), caller.clone(), pair.clone());
                let asked = (Kind::FieldSchema, "check");
                let trial = Trial {
                    extensions,
                    caller,
                    pair: pair.clone(),
                    kind: asked.0,
                    function: asked.1,
                    question,
                };
                let tenant = trial.caller.tenant;
                if let Some(outcome) = trial.run() {
                    this.trials.gathered.note(tenant, &pair, asked, outcome, this.trials.clock.now());
                }
            }
            Ok(())
        })
        .await
    }

    /// Waits until the trials of the calls so far are over.
    pub async fn trials_over(&self) {
        let gathered = Arc::clone(&self.trials.gathered);
        let waited = tokio::task::spawn_blocking(move || {
            let waiting = lock(&gathered.waiting);
            drop(gathered.ended.wait_while(waiting, |waiting| *waiting > 0));
        });
        // When the server stops there is nothing left to wait for.
        drop(waited.await);
    }
}
