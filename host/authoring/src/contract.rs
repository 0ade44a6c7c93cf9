//! The contract and the SDK, inside the binary: an author has nothing but that.

use rust_embed::RustEmbed;

/// The contract of plugins, by file name.
#[derive(RustEmbed)]
#[folder = "../../sdk/wit/v0.1"]
struct Contract;

/// Version of the contract.
pub const VERSION: &str = "0.1";

/// Files of the contract: names and texts.
pub fn files() -> Vec<(String, String)> {
    let text = |name: &str| Contract::get(name).map(|file| String::from_utf8_lossy(&file.data).into_owned());
    let mut files: Vec<(String, String)> =
        Contract::iter().filter_map(|name| Some((name.to_string(), text(&name)?))).collect();
    files.sort();
    files
}

/// Full names of all interfaces: `elenco:plugin/log@0.1.0`.
pub fn interfaces() -> Vec<String> {
    let declared = files().into_iter().flat_map(|(_, text)| {
        let names: Vec<String> = text
            .lines()
            .filter_map(|line| line.strip_prefix("interface ")?.split([' ', '{']).next().map(str::to_owned))
            .collect();
        names
    });
    declared.map(|name| format!("elenco:plugin/{name}@{VERSION}.0")).collect()
}

/// Whether a function, named with its kind, takes the reader's language as a parameter of its own.
pub fn takes_locale(function: &str) -> bool {
    // A file is opened in a language; a book that is written brings its own.
    let function = if function == "import-format.read-all" { "import-format.open" } else { function };
    let Some((kind, name)) = function.split_once('.') else { return false };
    let Some((_, text)) = files().into_iter().find(|(file, _)| file.strip_suffix(".wit") == Some(kind))
    else {
        return false;
    };
    text.lines()
        .filter_map(|line| line.trim().strip_prefix(name)?.strip_prefix(':'))
        .any(|parameters| parameters.contains("func(") && parameters.contains("locale: locale"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_functions_without_a_language_are_known() {
        for function in
            ["password-policy.rules", "field-schema.check", "client-lookup.find", "import-format.read-all"]
        {
            assert!(takes_locale(function), "{function}");
        }
        for function in
            ["password-policy.evaluate", "import-format.recognise", "export-format.write-all", "a", "b.c"]
        {
            assert!(!takes_locale(function), "{function}");
        }
    }

    #[test]
    fn every_interface_has_its_full_name() {
        let names = interfaces();
        for name in ["log", "http", "files", "types", "password-policy", "client-lookup"] {
            assert!(names.contains(&format!("elenco:plugin/{name}@0.1.0")), "{name}: {names:?}");
        }
    }
}
