//! A plugin that is ready to be called.

use std::sync::Arc;
use std::time::Instant;

use serde::{Deserialize, Serialize};
use wasmtime::component::InstancePre;
use wasmtime::{Store, UpdateDeadline};

use crate::bindings::{Exports, Version};
use crate::call::Call;
use crate::call_error::CallError;
use crate::engine::TickingEngine;
use crate::failures::FailedCall;
use crate::in_flight::InFlight;
use crate::limits::Limits;
use crate::log::LogLine;
use crate::manifest::{Capability, Manifest};
use crate::scope::CallScope;
use crate::state::{Shared, State};
use crate::statistics::{Figures, Statistics};

/// What a plugin can be asked. One plugin may be of several kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Rules for passwords.
    PasswordPolicy,
    /// Additional fields.
    FieldSchema,
    /// Addresses from locations.
    LocationAutofill,
    /// Reads people from files.
    ImportFormat,
    /// Writes people to files.
    ExportFormat,
    /// Finds people in a system outside.
    ClientLookup,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 6] = [
        Self::PasswordPolicy,
        Self::FieldSchema,
        Self::LocationAutofill,
        Self::ImportFormat,
        Self::ExportFormat,
        Self::ClientLookup,
    ];

    /// The interface that a plugin of this kind exports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PasswordPolicy => "password-policy",
            Self::FieldSchema => "field-schema",
            Self::LocationAutofill => "location-autofill",
            Self::ImportFormat => "import-format",
            Self::ExportFormat => "export-format",
            Self::ClientLookup => "client-lookup",
        }
    }
}

/// A compiled plugin with its grants and limits.
pub struct Plugin {
    pub(crate) loaded: Arc<Loaded>,
}

/// What a call keeps alive: a plugin that was replaced serves the calls that began before.
pub(crate) struct Loaded {
    /// The version of the contract that it was made for.
    pub(crate) version: &'static Version,
    pub(crate) manifest: Manifest,
    pub(crate) kinds: Vec<Kind>,
    pub(crate) asked: Vec<Capability>,
    pub(crate) digest: blake3::Hash,
    /// Of the component, in bytes.
    pub(crate) size: u64,
    pub(crate) instance: InstancePre<State>,
    pub(crate) exports: Box<Exports>,
    pub(crate) shared: Arc<Shared>,
    pub(crate) in_flight: Arc<InFlight>,
    pub(crate) engine: Arc<TickingEngine>,
}

impl Plugin {
    /// Its name in the registry.
    pub fn name(&self) -> &str {
        &self.loaded.shared.name
    }

    /// Its version, as its manifest says.
    pub fn version(&self) -> &str {
        &self.loaded.manifest.version
    }

    /// What it can be asked.
    pub fn kinds(&self) -> &[Kind] {
        &self.loaded.kinds
    }

    /// What it says about itself.
    pub fn manifest(&self) -> &Manifest {
        &self.loaded.manifest
    }

    /// The capabilities that its manifest asks for.
    pub fn asked(&self) -> &[Capability] {
        &self.loaded.asked
    }

    /// The capabilities that it has: asked for and granted.
    pub fn granted(&self) -> &[Capability] {
        &self.loaded.shared.granted
    }

    /// blake3 of the component, in hexadecimal digits; what `digest` in `plugins.toml` pins.
    pub fn digest(&self) -> String {
        self.loaded.digest.to_hex().to_string()
    }

    /// Size of the component in bytes.
    pub fn size(&self) -> u64 {
        self.loaded.size
    }

    /// Patterns of the hosts to which it may send requests: asked for and granted.
    pub fn http_hosts(&self) -> &[String] {
        &self.loaded.shared.http_hosts
    }

    /// Its limits.
    pub fn limits(&self) -> &Limits {
        &self.loaded.shared.limits
    }

    /// The last lines of its log, oldest first.
    pub fn log_lines(&self) -> Vec<LogLine> {
        self.loaded.shared.log.lines()
    }

    /// How it fares for one tenant: since it was loaded, and by the minute.
    pub fn figures(&self, tenant: &str) -> Figures {
        self.loaded.shared.recorder.figures(tenant)
    }

    /// Its last failing calls for one tenant, newest first.
    pub fn failures(&self, tenant: &str) -> Vec<FailedCall> {
        self.loaded.shared.failures.of(tenant)
    }

    /// How it fares since it was loaded, for all tenants together.
    pub fn statistics(&self) -> Statistics {
        self.loaded.shared.recorder.statistics()
    }

    /// Whether its exports have the types of the contract. That takes an instance: one that nobody can be reached
    /// from, because its start function runs on no tenant's behalf. A plugin that makes no instance tells why in its
    /// calls.
    pub(crate) fn check_types(&self) -> wasmtime::Result<()> {
        let scope = CallScope { tenant: String::new(), settings: "{}".into(), sealed: true, cancel: None };
        self.call(scope).map_or(Ok(()), |mut call| call.check_types())
    }

    /// Makes a fresh store and instance. Waits while too many calls are in flight.
    ///
    /// # Errors
    /// [`CallError::Busy`] when it waited too long; the limits of the widest of its kinds, when making the
    /// instance runs code.
    #[allow(clippy::disallowed_methods, reason = "the time that a call takes is measured")]
    pub fn call(&self, scope: CallScope) -> Result<Call, CallError> {
        let loaded = &self.loaded;
        let tenant: Arc<str> = scope.tenant.as_str().into();
        let turn = loaded.in_flight.enter(&tenant).ok_or(CallError::Busy)?;
        let began = Instant::now();
        let limits = &loaded.shared.limits;
        let mut store =
            Store::new(loaded.engine.engine(), State::new(Arc::clone(&loaded.shared), tenant, scope));
        store.limiter(|state| &mut state.meter);
        store.set_max_component_handles(limits.handles);
        store.set_epoch_deadline(1);
        store.epoch_deadline_callback(|mut store| {
            store.data_mut().watch.tick()?;
            Ok(UpdateDeadline::Continue(1))
        });
        Call::begin(Arc::clone(loaded), store, turn, began)
    }
}

impl std::fmt::Debug for Plugin {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Plugin")
            .field("name", &self.name())
            .field("version", &self.version())
            .finish_non_exhaustive()
    }
}
