//! Calls of a guest: one store, one instance, a full budget for each guest call.

use std::sync::Arc;
use std::time::Instant;

use secrecy::{ExposeSecret, SecretString};
use wasmtime::component::Instance;
use wasmtime::{Store, Trap};

use crate::bindings::v0_1::{Exports, Guest};
use crate::call_error::CallError;
use crate::contract::{
    Candidate, Checked, Concept, Entry, ExportFormat, Field, GuestError, ImportFormat, Part, Place, Rule,
    Subject, Suggestion, Value, Verdict,
};
use crate::in_flight::Turn;
use crate::limits::{HTTP_REQUESTS, KindLimits};
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
        match made {
            Ok(instance) => {
                call.instance = Some(instance);
                Ok(call)
            }
            Err(error) => {
                call.record(widest.fuel, true);
                Err(error)
            }
        }
    }

    fn refill(&mut self, limits: &KindLimits) -> Result<(), CallError> {
        self.store.set_fuel(limits.fuel).map_err(|error| CallError::Host(error.to_string()))?;
        self.store.set_hostcall_fuel(limits.crossing);
        self.store.set_epoch_deadline(1);
        let state = self.store.data_mut();
        state.watch.check_cancelled().map_err(|_| CallError::Cancelled)?;
        state.watch.ticks_left = limits.ticks();
        state.meter.most = limits.memory;
        state.output_left = limits.output;
        state.requests_left = HTTP_REQUESTS;
        state.host_failure = None;
        Ok(())
    }

    #[allow(clippy::disallowed_methods, reason = "the time that a call takes is measured")]
    fn record(&mut self, budget: u64, failed: bool) {
        let time = self.began.take().map(|began| began.elapsed()).unwrap_or_default();
        let fuel = budget.saturating_sub(self.store.get_fuel().unwrap_or(0));
        let shared = &self.loaded.shared;
        shared.recorder.record(&Took { time, fuel, peak_memory: self.store.data().meter.peak, failed });
        self.store.data().log.refill(&shared.limits);
    }

    /// Makes one guest call with a full budget.
    #[allow(clippy::disallowed_methods, reason = "the time that a call takes is measured")]
    pub(crate) fn guest<T>(
        &mut self,
        kind: Kind,
        run: impl FnOnce(&Exports, &mut Guest<'_>) -> Ran<T>,
    ) -> Result<T, CallError> {
        let Some(instance) = self.instance else { return Err(CallError::Ended) };
        if !self.loaded.kinds.contains(&kind) {
            return Err(CallError::NotThisKind(kind));
        }
        let limits = self.loaded.shared.limits.kind(kind);
        self.began.get_or_insert_with(Instant::now);
        self.refill(&limits).inspect_err(|_| self.instance = None)?;
        let ran = run(&self.loaded.exports, &mut Guest { store: &mut self.store, instance: &instance });
        let answer = self.judge(ran);
        let failed = matches!(&answer, Err(error) if !matches!(error, CallError::Guest(_)));
        if failed {
            self.instance = None;
        }
        self.record(limits.fuel, failed);
        answer
    }

    fn judge<T>(&mut self, ran: Ran<T>) -> Result<T, CallError> {
        let state = self.store.data_mut();
        let answer = match ran {
            Ok(Ok(answer)) => Ok(answer),
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

    pub(crate) fn loaded(&self) -> &Loaded {
        &self.loaded
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

    /// The rules in force, in the order of display.
    ///
    /// # Errors
    /// [`CallError`]; as every method of a call.
    pub fn rules(&mut self, locale: &str) -> Result<Vec<Rule>, CallError> {
        self.guest(Kind::PasswordPolicy, |exports, guest| exports.rules(guest, locale))
    }

    /// Which rules a candidate meets. Seals the call: from here on it has no log, `http` and `key-value`.
    ///
    /// # Errors
    /// [`CallError`]; texts of the guest are left out.
    pub fn evaluate(
        &mut self,
        candidate: &SecretString,
        subject: &Subject,
    ) -> Result<Vec<Verdict>, CallError> {
        self.seal();
        self.guest(Kind::PasswordPolicy, |exports, guest| {
            exports.evaluate(guest, candidate.expose_secret(), subject)
        })
    }

    /// The additional fields of a concept.
    ///
    /// # Errors
    /// [`CallError`].
    pub fn fields(&mut self, concept: Concept, locale: &str) -> Result<Vec<Field>, CallError> {
        self.guest(Kind::FieldSchema, |exports, guest| exports.fields(guest, concept, locale))
    }

    /// Checks and normalises records: one answer for each, in order.
    ///
    /// # Errors
    /// [`CallError`].
    pub fn check(
        &mut self,
        concept: Concept,
        records: &[Vec<Entry>],
        locale: &str,
    ) -> Result<Vec<Checked>, CallError> {
        let answers =
            self.guest(Kind::FieldSchema, |exports, guest| exports.check(guest, concept, records, locale))?;
        one_for_each(answers, records.len())
    }

    /// Reads what stands in workbook cells of one field: for each the value, or what is wrong with it.
    ///
    /// # Errors
    /// [`CallError`].
    pub fn parse(
        &mut self,
        concept: Concept,
        field: &str,
        cells: &[Value],
        locale: &str,
    ) -> Result<Vec<Result<Value, String>>, CallError> {
        let run =
            |exports: &Exports, guest: &mut Guest<'_>| exports.parse(guest, concept, field, cells, locale);
        one_for_each(self.guest(Kind::FieldSchema, run)?, cells.len())
    }

    /// Writes values of one field as people read them: one text for each, in order.
    ///
    /// # Errors
    /// [`CallError`].
    pub fn format(
        &mut self,
        concept: Concept,
        field: &str,
        values: &[Value],
        locale: &str,
    ) -> Result<Vec<String>, CallError> {
        let run =
            |exports: &Exports, guest: &mut Guest<'_>| exports.format(guest, concept, field, values, locale);
        one_for_each(self.guest(Kind::FieldSchema, run)?, values.len())
    }

    /// What to fill an address with, for a place and what was typed so far.
    ///
    /// # Errors
    /// [`CallError`].
    pub fn suggest(
        &mut self,
        place: &Place,
        typed: &[Part],
        locale: &str,
    ) -> Result<Vec<Suggestion>, CallError> {
        self.guest(Kind::LocationAutofill, |exports, guest| exports.suggest(guest, place, typed, locale))
    }

    /// The formats that the plugin reads.
    ///
    /// # Errors
    /// [`CallError`].
    pub fn import_formats(&mut self, locale: &str) -> Result<Vec<ImportFormat>, CallError> {
        self.guest(Kind::ImportFormat, |exports, guest| exports.import_formats(guest, locale))
    }

    /// How sure the plugin is that it reads a file with this name and these first bytes: 0 to 100.
    ///
    /// # Errors
    /// [`CallError`].
    pub fn recognise(&mut self, name: &str, head: &[u8]) -> Result<u8, CallError> {
        let sure = self.guest(Kind::ImportFormat, |exports, guest| exports.recognise(guest, name, head))?;
        Ok(sure.min(100))
    }

    /// People that a query finds in the system outside, the best first.
    ///
    /// # Errors
    /// [`CallError`].
    pub fn find_people(
        &mut self,
        query: &str,
        limit: u32,
        locale: &str,
    ) -> Result<Vec<Candidate>, CallError> {
        self.guest(Kind::ClientLookup, |exports, guest| exports.find_people(guest, query, limit, locale))
    }

    /// What the system outside knows of a person, by the identifiers of our fields.
    ///
    /// # Errors
    /// [`CallError`]; [`GuestError::Invalid`] when it knows nobody of that identifier.
    pub fn read_person(&mut self, id: &str, locale: &str) -> Result<Vec<Entry>, CallError> {
        self.guest(Kind::ClientLookup, |exports, guest| exports.read_person(guest, id, locale))
    }

    /// Writes changes of a person back to the system outside.
    ///
    /// # Errors
    /// [`CallError`]; [`GuestError::Unsupported`] when that system is read-only.
    pub fn write_person(&mut self, id: &str, changes: &[Entry], locale: &str) -> Result<(), CallError> {
        self.guest(Kind::ClientLookup, |exports, guest| exports.write_person(guest, id, changes, locale))
    }

    /// The formats that the plugin writes.
    ///
    /// # Errors
    /// [`CallError`].
    pub fn export_formats(&mut self, locale: &str) -> Result<Vec<ExportFormat>, CallError> {
        self.guest(Kind::ExportFormat, |exports, guest| exports.export_formats(guest, locale))
    }
}

/// Callers match answers to what they asked by position, so a missing one would shift the rest.
fn one_for_each<T>(answers: Vec<T>, asked: usize) -> Result<Vec<T>, CallError> {
    if answers.len() == asked {
        return Ok(answers);
    }
    Err(CallError::Contract { summary: format!("{} answers to {asked} questions", answers.len()) })
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
