//! The only unsafe code of the project: handing compiled code to the engine.
#![allow(unsafe_code, reason = "the engine cannot check compiled code; the cache's key does")]

use wasmtime::Engine;
use wasmtime::component::Component;

/// Compiled code that this installation made: it came from our own compiler process, or its keyed hash was right.
/// Only `cache` and `compile` make values of it.
pub(crate) struct TrustedArtefact(Vec<u8>);

impl TrustedArtefact {
    /// Takes bytes whose origin the caller has made sure of.
    pub(crate) fn vouch(bytes: Vec<u8>) -> TrustedArtefact {
        TrustedArtefact(bytes)
    }

    /// The bytes, for keeping them.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Makes a component of it.
    pub(crate) fn load(&self, engine: &Engine) -> wasmtime::Result<Component> {
        // SAFETY: `deserialize` runs whatever code the bytes hold, so they must be the output of wasmtime's
        // `precompile_component`. A value of this type is made in two places only: from the output of the
        // compiler process, which is our own program started by its configured path, and from a cache file
        // whose blake3 hash under the installation's key was right, which only this process could have made.
        // The bytes are in our own memory, so nobody changes them between that check and this use. A version
        // or configuration of the engine that does not fit is found by wasmtime itself and is an error.
        unsafe { Component::deserialize(engine, &self.0) }
    }
}
