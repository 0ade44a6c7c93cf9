//! Plugins in JavaScript or TypeScript: bundled by rolldown, put together with QuickJS by componentize-qjs. Both come
//! with the plugin's own `package.json`.

use std::path::Path;

use super::{BUILD_FOLDER, Tool, is_installed, note_installed};
use crate::contract::interfaces;
use crate::error::BuildError;

const INSTALL: &str = "install Node.js from https://nodejs.org";
const BUNDLE: &str = ".elenco/build/plugin.js";
const COMPONENT: &str = ".elenco/build/component.wasm";

/// Builds a folder.
pub(super) fn component(folder: &Path) -> Result<Vec<u8>, BuildError> {
    let programs = std::path::absolute(folder).map_err(BuildError::file(folder))?.join("node_modules/.bin");
    install(folder)?;
    let made = folder.join(BUILD_FOLDER);
    std::fs::create_dir_all(&made).map_err(BuildError::file(&made))?;
    // Those of the folder rather than through npx, which would fetch what is missing from anywhere.
    let program = |name: &str| programs.join(name).display().to_string();
    let hint = "package.json has to name it under devDependencies";
    let bundle = Tool { folder, program: &program("rolldown"), hint, environment: &[] };
    if folder.join("rolldown.config.js").is_file() {
        bundle.run(&["-c"])?;
    } else {
        let entry = if folder.join("src/plugin.ts").is_file() { "src/plugin.ts" } else { "src/plugin.js" };
        let interfaces = interfaces();
        let mut arguments = vec![entry, "--format", "esm", "--file", BUNDLE];
        // The host's functions are there when the plugin runs; a bundler looks for them in vain.
        arguments.extend(interfaces.iter().flat_map(|interface| ["--external", interface.as_str()]));
        bundle.run(&arguments)?;
    }
    // Without --sync the component is asynchronous, which the host refuses; with WASI left out an exception would lose
    // its stack trace.
    let wrap = ["-w", "wit", "-n", "plugin", "-j", BUNDLE, "--sync", "-o", COMPONENT];
    Tool { folder, program: &program("componentize-qjs"), hint, environment: &[] }.run(&wrap)?;
    let made = folder.join(COMPONENT);
    std::fs::read(&made).map_err(BuildError::file(&made))
}

/// Installs what `package.json` and its lock file name, unless that is there already.
fn install(folder: &Path) -> Result<(), BuildError> {
    let lock = folder.join("package-lock.json");
    let (wanted, command) =
        if lock.is_file() { (lock, "ci") } else { (folder.join("package.json"), "install") };
    let noted = folder.join("node_modules/.installed-for-elenco");
    if is_installed(&wanted, &noted) {
        return Ok(());
    }
    // Scripts of packages run on the author's machine, and none of these needs one.
    let arguments = [command, "--ignore-scripts", "--no-audit", "--no-fund"];
    Tool { folder, program: "npm", hint: INSTALL, environment: &[] }.run(&arguments)?;
    // npm has written the lock file meanwhile: from now on it is what counts.
    let lock = folder.join("package-lock.json");
    note_installed(if lock.is_file() { &lock } else { &wanted }, &noted)
}
