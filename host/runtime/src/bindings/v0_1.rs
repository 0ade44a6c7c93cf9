//! Version 0.1 of the contract: what the binding generator makes of `sdk/wit/v0.1`, and what a plugin of this
//! version is linked with.

mod calls;
mod capabilities;
mod files;

use wasmtime::component::{HasSelf, InstancePre, Linker};

use super::{Needed, Version};
use crate::manifest::Capability;
use crate::plugin::Kind;
use crate::state::State;

/// This version.
pub const VERSION: Version = Version { name: "0.1", ours, needed, link, exports: Exports::boxed };

#[allow(missing_docs, reason = "the documentation stands in the WIT files that this is generated from")]
mod generated {
    wasmtime::component::bindgen!({
        path: "../../sdk/wit/v0.1",
        interfaces: "
            import elenco:plugin/log@0.1.0;
            import elenco:plugin/settings@0.1.0;
            import elenco:plugin/clock@0.1.0;
            import elenco:plugin/random@0.1.0;
            import elenco:plugin/key-value@0.1.0;
            import elenco:plugin/files@0.1.0;
            export elenco:plugin/password-policy@0.1.0;
            export elenco:plugin/field-schema@0.1.0;
            export elenco:plugin/location-autofill@0.1.0;
            export elenco:plugin/import-format@0.1.0;
            export elenco:plugin/export-format@0.1.0;
            export elenco:plugin/client-lookup@0.1.0;
        ",
        imports: { default: trappable },
        additional_derives: [PartialEq],
        with: {
            "elenco:plugin/files.source": crate::bytes::Source,
            "elenco:plugin/files.sink": crate::bytes::Sink,
        },
    });
}
/// Bindings of `http` are apart, because an answer holds a handle and cannot be compared as all other types are.
#[allow(missing_docs, reason = "the documentation stands in the WIT files that this is generated from")]
mod generated_http {
    wasmtime::component::bindgen!({
        path: "../../sdk/wit/v0.1",
        interfaces: "import elenco:plugin/http@0.1.0;",
        imports: { default: trappable },
        with: {
            "elenco:plugin/types": super::generated::elenco::plugin::types,
            "elenco:plugin/http.body": crate::http_body::Body,
        },
    });
}
pub use generated::elenco::plugin as wit;
pub use generated::exports::elenco::plugin as kinds;
pub use generated_http::elenco::plugin::http;

/// The name within our package of an import or export of this version: `http` of `elenco:plugin/http@0.1.0`.
fn ours(name: &str) -> Option<&str> {
    let (interface, version) = name.strip_prefix("elenco:plugin/")?.split_once('@')?;
    version.starts_with("0.1.").then_some(interface)
}

/// What an interface of ours needs to be linked.
fn needed(interface: &str) -> Needed {
    match interface {
        "types" | "log" | "settings" | "files" => Needed::Nothing,
        other => other.parse().map_or(Needed::Unknown, Needed::Granted),
    }
}

/// Links what every plugin may use, and the capabilities that this one has.
fn link(linker: &mut Linker<State>, granted: &[Capability]) -> wasmtime::Result<()> {
    wit::types::add_to_linker::<_, HasSelf<_>>(linker, |state| state)?;
    wit::log::add_to_linker::<_, HasSelf<_>>(linker, |state| state)?;
    wit::settings::add_to_linker::<_, HasSelf<_>>(linker, |state| state)?;
    wit::files::add_to_linker::<_, HasSelf<_>>(linker, |state| state)?;
    for capability in granted {
        match capability {
            Capability::Clock => wit::clock::add_to_linker::<_, HasSelf<_>>(linker, |state| state)?,
            Capability::Random => wit::random::add_to_linker::<_, HasSelf<_>>(linker, |state| state)?,
            Capability::Http => http::add_to_linker::<_, HasSelf<_>>(linker, |state| state)?,
            Capability::KeyValue => wit::key_value::add_to_linker::<_, HasSelf<_>>(linker, |state| state)?,
        }
    }
    Ok(())
}

/// Typed handles of a plugin's exports, looked up once.
#[derive(Default)]
pub struct Exports {
    pub password_policy: Option<kinds::password_policy::GuestIndices>,
    pub field_schema: Option<kinds::field_schema::GuestIndices>,
    pub location_autofill: Option<kinds::location_autofill::GuestIndices>,
    pub import_format: Option<kinds::import_format::GuestIndices>,
    pub export_format: Option<kinds::export_format::GuestIndices>,
    pub client_lookup: Option<kinds::client_lookup::GuestIndices>,
}

impl Exports {
    fn boxed(instance: &InstancePre<State>, found: &[Kind]) -> wasmtime::Result<Box<super::Exports>> {
        Ok(Box::new(Exports::of(instance, found)?))
    }

    fn of(instance: &InstancePre<State>, found: &[Kind]) -> wasmtime::Result<Exports> {
        let mut exports = Exports::default();
        for kind in found {
            match kind {
                Kind::PasswordPolicy => {
                    exports.password_policy = Some(kinds::password_policy::GuestIndices::new(instance)?);
                }
                Kind::FieldSchema => {
                    exports.field_schema = Some(kinds::field_schema::GuestIndices::new(instance)?)
                }
                Kind::LocationAutofill => {
                    exports.location_autofill = Some(kinds::location_autofill::GuestIndices::new(instance)?);
                }
                Kind::ImportFormat => {
                    exports.import_format = Some(kinds::import_format::GuestIndices::new(instance)?)
                }
                Kind::ExportFormat => {
                    exports.export_format = Some(kinds::export_format::GuestIndices::new(instance)?)
                }
                Kind::ClientLookup => {
                    exports.client_lookup = Some(kinds::client_lookup::GuestIndices::new(instance)?)
                }
            }
        }
        Ok(exports)
    }
}
