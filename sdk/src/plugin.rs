//! What every plugin is: something made from its settings.

use crate::{Error, InvalidValue};
use serde::de::DeserializeOwned;

/// A plugin. The host makes a fresh instance of it for every call or stream of calls; within one, settings are
/// read and parsed once.
pub trait Plugin: Sized {
    /// The settings that an administrator saved. They have passed the schema in the plugin's manifest before. Give
    /// every field a default (`#[serde(default)]`): a tenant that saved nothing has `{}`.
    type Settings: DeserializeOwned;

    /// Makes the plugin. An error is the answer to every call.
    fn open(settings: Self::Settings) -> Result<Self, Error>;
}

/// A plugin from the JSON text of its settings: what the host's call does, for tests.
///
/// # Errors
/// `invalid` for the field `settings` when the text does not fit the type, and what [`Plugin::open`] answers.
pub fn open<P: Plugin>(settings: &str) -> Result<P, Error> {
    let parsed = serde_json::from_str(settings).map_err(|error| {
        Error::Invalid(InvalidValue { field: "settings".into(), message: error.to_string() })
    })?;
    P::open(parsed)
}

/// Exports a plugin with the kinds that it has: `export_plugin!(MyPlugin: password_policy)`, or several kinds with
/// commas between them. On other targets than WebAssembly it does nothing, so that `cargo test` works as usual.
///
/// Kinds: `password_policy`, `field_schema`, `location_autofill`, `import_format`, `export_format`,
/// `client_lookup`; the trait of each is in the module of that name.
#[macro_export]
macro_rules! export_plugin {
    ($plugin:ty: $($kind:ident),+ $(,)?) => {
        #[cfg(target_arch = "wasm32")]
        const _: () = {
            struct Export;
            ::std::thread_local! {
                static INSTANCE: ::std::cell::OnceCell<::std::result::Result<$plugin, $crate::Error>> =
                    const { ::std::cell::OnceCell::new() };
            }
            impl $crate::exporting::Exported for Export {
                type Plugin = $plugin;
                fn with<T>(
                    call: impl FnOnce(&$plugin) -> ::std::result::Result<T, $crate::Error>,
                ) -> ::std::result::Result<T, $crate::Error> {
                    INSTANCE.with(|instance| {
                        match instance.get_or_init(|| $crate::open(&$crate::settings::read())) {
                            Ok(plugin) => call(plugin),
                            Err(error) => Err(error.clone()),
                        }
                    })
                }
            }
            $($crate::__export_kind!($kind);)+
        };
        // Keeps the compiler from calling the plugin unused where it is only tested.
        #[cfg(not(target_arch = "wasm32"))]
        const _: fn(&str) -> ::std::result::Result<$plugin, $crate::Error> = $crate::open::<$plugin>;
    };
}

/// The glue of each kind; used by [`export_plugin!`] only.
#[doc(hidden)]
#[macro_export]
macro_rules! __export_kind {
    (password_policy) => {
        $crate::bindings::password_policy::export!(Export with_types_in $crate::bindings::password_policy);
    };
    (field_schema) => {
        $crate::bindings::field_schema::export!(Export with_types_in $crate::bindings::field_schema);
    };
    (location_autofill) => {
        $crate::bindings::location_autofill::export!(Export with_types_in $crate::bindings::location_autofill);
    };
    (import_format) => {
        $crate::bindings::import_format::export!(Export with_types_in $crate::bindings::import_format);
    };
    (export_format) => {
        $crate::bindings::export_format::export!(Export with_types_in $crate::bindings::export_format);
    };
    (client_lookup) => {
        $crate::bindings::client_lookup::export!(Export with_types_in $crate::bindings::client_lookup);
    };
}
