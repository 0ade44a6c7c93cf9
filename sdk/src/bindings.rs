//! What wit-bindgen makes of the contract. Each kind has its own bindings, because a plugin exports the kinds that
//! it has and no others; all of them share the types of `host`.

#![allow(
    missing_docs,
    clippy::all,
    unused_qualifications,
    reason = "generated; the contract is documented in wit/"
)]

/// What every plugin may import, and the types of the contract.
pub mod host {
    wit_bindgen::generate!({
        path: "wit/v0.1",
        inline: "
            package elenco:sdk;
            world host {
                include elenco:plugin/base@0.1.0;
                import elenco:plugin/types@0.1.0;
                import elenco:plugin/clock@0.1.0;
                import elenco:plugin/random@0.1.0;
                import elenco:plugin/key-value@0.1.0;
                import elenco:plugin/http@0.1.0;
                import elenco:plugin/files@0.1.0;
            }
        ",
        generate_all,
        additional_derives: [PartialEq],
        // It holds a handle, and two handles are never the same.
        additional_derives_ignore: ["response"],
    });
}

macro_rules! kind {
    ($module:ident, $world:literal $(, $interface:literal: $used:path)*) => {
        pub mod $module {
            wit_bindgen::generate!({
                path: "wit/v0.1",
                world: $world,
                with: {
                    "elenco:plugin/types@0.1.0": crate::bindings::host::elenco::plugin::types,
                    "elenco:plugin/log@0.1.0": crate::bindings::host::elenco::plugin::log,
                    "elenco:plugin/settings@0.1.0": crate::bindings::host::elenco::plugin::settings,
                    $($interface: $used,)*
                },
                pub_export_macro: true,
                default_bindings_module: "elenco_sdk::bindings",
                additional_derives: [PartialEq],
            });
        }
    };
}

kind!(password_policy, "password-policy-plugin");
kind!(field_schema, "field-schema-plugin");
kind!(location_autofill, "location-autofill-plugin");
kind!(import_format, "import-format-plugin", "elenco:plugin/files@0.1.0": crate::bindings::host::elenco::plugin::files);
kind!(export_format, "export-format-plugin", "elenco:plugin/files@0.1.0": crate::bindings::host::elenco::plugin::files);
kind!(client_lookup, "client-lookup-plugin");
