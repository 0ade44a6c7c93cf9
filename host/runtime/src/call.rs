//! Calls of a guest: one store, one instance, a full budget for each guest call.

use std::sync::Arc;
use std::time::Instant;

use serde_json::{Value as Json, json};
use wasmtime::component::Instance;
use wasmtime::{Store, Trap};

use crate::bindings::{Exports, Guest};
use crate::call_error::CallError;
use crate::contract::GuestError;
use crate::failures::{FailedCall, bounded};
use crate::in_flight::Turn;
use crate::limits::{HTTP_REQUESTS, KindLimits};
use crate::log::LogLine;
use crate::plugin::{Kind, Loaded};
use crate::state::State;
use crate::statistics::Took;

/// An instance of a plugin for one tenant. Dropping it forgets everything that the guest knew.
pub struct Call {
    store: Store<State>,
    instance: Option<Instance>,
    loaded: Arc<Loaded>,
    /// When the present guest call began; the first one's time includes making the instance.
    began: Option<Instant>,
    _turn: Turn,
}

/// What a guest call is about, for figures and for what is kept of it when it fails.
#[derive(Clone, Copy)]
pub(crate) struct Question<'a> {
    kind: Kind,
    /// Its function, without the kind.
    function: &'a str,
    /// Records, cells, rows or passwords that it brings.
    rows: usize,
    /// The same in JSON, as [`Call::ask`] takes it.
    input: Option<&'a dyn Fn() -> Json>,
}

impl<'a> Question<'a> {
    pub(crate) fn new(kind: Kind, function: &'a str, rows: usize) -> Question<'a> {
        Question { kind, function, rows, input: None }
    }

    pub(crate) fn function(&self) -> &'a str {
        self.function
    }

    /// Says how to tell the input. It is only asked for when the call fails, and never in a sealed call.
    pub(crate) fn with(self, input: &'a dyn Fn() -> Json) -> Question<'a> {
        Question { input: Some(input), ..self }
    }
}

/// What the guest answers, within what the engine answers.
type Ran<T> = wasmtime::Result<Result<T, GuestError>>;

impl Call {
    pub(crate) fn begin(
        loaded: Arc<Loaded>,
        store: Store<State>,
        turn: Turn,
        began: Instant,
    ) -> Result<Call, CallError> {
        let mut call = Call { store, instance: None, loaded, began: Some(began), _turn: turn };
        // Making an instance runs its start functions: under the widest limits that any of its calls may have.
        let limits = &call.loaded.shared.limits;
        let widest = call.loaded.kinds.iter().map(|kind| limits.kind(*kind)).max_by_key(|limits| limits.fuel);
        let Some(widest) = widest else { return Err(CallError::Ended) };
        let memory = limits.memory_of(&call.loaded.kinds);
        let made = call.refill(&KindLimits { memory, ..widest }).and_then(|()| {
            let made = call.loaded.instance.instantiate(&mut call.store);
            made.map_err(|error| CallError::of_engine(&error))
        });
        call.state().watch.pause();
        match made {
            Ok(instance) => {
                call.instance = Some(instance);
                Ok(call)
            }
            Err(error) => {
                let log = call.record(widest.fuel, 0, true);
                call.keep_failure(None, &error, log);
                Err(error)
            }
        }
    }

    fn refill(&mut self, limits: &KindLimits) -> Result<(), CallError> {
        self.store.set_fuel(limits.fuel).map_err(|error| CallError::Host(error.to_string()))?;
        self.store.set_hostcall_fuel(limits.crossing);
        self.store.set_epoch_deadline(1);
        let state = self.store.data_mut();
        state.meter.most = limits.memory;
        state.output_left = limits.output;
        state.requests_left = HTTP_REQUESTS;
        state.host_failure = None;
        state.watch.begin(limits.whole_wall()).map_err(|_| CallError::Cancelled)
    }

    /// Counts a guest call that has ended, and answers what it logged.
    fn record(&mut self, budget: u64, rows: u64, failed: bool) -> Vec<LogLine> {
        let time = self.began.take().map(|began| began.elapsed()).unwrap_or_default();
        let fuel = budget.saturating_sub(self.store.get_fuel().unwrap_or(0));
        let shared = &self.loaded.shared;
        let state = self.store.data();
        let (at_ms, peak_memory) = ((shared.powers.now)(), state.meter.peak);
        shared.recorder.record(&state.tenant, &Took { at_ms, time, fuel, rows, peak_memory, failed });
        state.log.refill(&shared.limits)
    }

    /// Keeps what failed, to be read and asked again.
    fn keep_failure(&self, question: Option<Question<'_>>, error: &CallError, log: Vec<LogLine>) {
        // What the caller gave up is no failure of the plugin.
        if matches!(error, CallError::Cancelled | CallError::Busy) {
            return;
        }
        let state = self.store.data();
        let function = match question {
            Some(question) => format!("{}.{}", question.kind.as_str(), question.function),
            None => "instantiate".to_owned(),
        };
        let input = match question.and_then(|question| question.input) {
            _ if state.log.is_sealed() => json!({ "sealed": true }),
            Some(input) => bounded(input()),
            None => json!({}),
        };
        self.loaded.shared.failures.push(FailedCall {
            at_ms: (self.loaded.shared.powers.now)(),
            tenant: Arc::clone(&state.tenant),
            kind: question.map(|question| question.kind),
            function,
            code: error.code(),
            message: error.to_string(),
            input,
            log,
        });
    }

    /// Makes one guest call with a full budget.
    pub(crate) fn guest<T>(
        &mut self,
        question: Question<'_>,
        run: impl FnOnce(&Exports, &mut Guest<'_>) -> Ran<T>,
    ) -> Result<T, CallError> {
        self.checked(question, run, |_| Ok(0))
    }

    /// The same with a look at the answer, which says how many rows it brings or how it breaks the contract.
    #[allow(clippy::disallowed_methods, reason = "the time that a call takes is measured")]
    pub(crate) fn checked<T>(
        &mut self,
        question: Question<'_>,
        run: impl FnOnce(&Exports, &mut Guest<'_>) -> Ran<T>,
        check: impl FnOnce(&T) -> Result<usize, CallError>,
    ) -> Result<T, CallError> {
        let Some(instance) = self.instance else { return Err(CallError::Ended) };
        if !self.loaded.kinds.contains(&question.kind) {
            return Err(CallError::NotThisKind(question.kind));
        }
        let limits = self.loaded.shared.limits.kind(question.kind);
        self.began.get_or_insert_with(Instant::now);
        self.refill(&limits).inspect_err(|_| self.instance = None)?;
        let ran = run(&*self.loaded.exports, &mut Guest { store: &mut self.store, instance: &instance });
        self.state().watch.pause();
        let mut rows = question.rows;
        let answer = self.judge(ran, |answer| check(answer).map(|answered| rows += answered));
        let failure = answer.as_ref().err().filter(|error| !matches!(error, CallError::Guest(_)));
        let log = self.record(limits.fuel, rows as u64, failure.is_some());
        if let Some(error) = failure {
            self.instance = None;
            self.keep_failure(Some(question), error, log);
        }
        answer
    }

    fn judge<T>(
        &mut self,
        ran: Ran<T>,
        check: impl FnOnce(&T) -> Result<(), CallError>,
    ) -> Result<T, CallError> {
        let state = self.store.data_mut();
        let answer = match ran {
            Ok(Ok(answer)) => check(&answer).map(|()| answer),
            Ok(Err(error)) if state.log.is_sealed() => Err(CallError::Guest(without_texts(&error))),
            Ok(Err(error)) => Err(CallError::Guest(error)),
            Err(error) => Err(match CallError::of_engine(&error) {
                // Other causes than the engine's own traps can hold numbers that the guest chose.
                CallError::Trap { .. } if state.log.is_sealed() && error.downcast_ref::<Trap>().is_none() => {
                    CallError::Trap { summary: "in a sealed call".to_owned() }
                }
                error => error,
            }),
        };
        // What failed on our side is the cause of whatever the guest made of it, even of an answer that looks well.
        let answer = state.host_failure.take().map_or(answer, |failure| Err(CallError::Host(failure)));
        if answer.is_err() {
            state.key_values.forget();
            return answer;
        }
        state.keep_values().and(answer)
    }

    /// Whether the plugin's exports have the types of the contract.
    pub(crate) fn check_types(&mut self) -> wasmtime::Result<()> {
        let Some(instance) = self.instance else { return Ok(()) };
        self.loaded.exports.check_types(&mut Guest { store: &mut self.store, instance: &instance })
    }

    pub(crate) fn loaded(&self) -> &Loaded {
        &self.loaded
    }

    /// From here on nothing that the guest does lasts: changes of its store are forgotten, and its requests are GET and
    /// HEAD only. For asking a version on trial what another one was asked already.
    pub fn rehearse(&mut self) {
        self.state().rehearsed = true;
    }

    /// From here on the call has no log, `http` and `key-value`.
    pub(crate) fn seal(&mut self) {
        self.state().log.seal();
    }

    /// The store and the instance in it.
    pub(crate) fn inside(&mut self) -> Result<(&mut Store<State>, Instance), CallError> {
        let instance = self.instance.ok_or(CallError::Ended)?;
        Ok((&mut self.store, instance))
    }

    pub(crate) fn state(&mut self) -> &mut State {
        self.store.data_mut()
    }
}

/// An error of the guest without what it said, which might hold the secret that it was given.
fn without_texts(error: &GuestError) -> GuestError {
    use crate::contract::InvalidValue;
    match error {
        GuestError::Denied(_) => GuestError::Denied(String::new()),
        GuestError::Invalid(_) => {
            GuestError::Invalid(InvalidValue { field: String::new(), message: String::new() })
        }
        GuestError::Unsupported(_) => GuestError::Unsupported(String::new()),
        GuestError::Limit(_) => GuestError::Limit(String::new()),
        GuestError::Unavailable(_) => GuestError::Unavailable(String::new()),
        GuestError::Other(_) => GuestError::Other(String::new()),
    }
}

impl std::fmt::Debug for Call {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let ended = self.instance.is_none();
        formatter
            .debug_struct("Call")
            .field("plugin", &self.loaded.shared.name)
            .field("ended", &ended)
            .finish_non_exhaustive()
    }
}
