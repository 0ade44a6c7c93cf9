//! Plugins in Python: put together with CPython by componentize-py, which comes with the plugin's own
//! `requirements.txt` into a virtual environment.

use std::path::Path;

use super::{BUILD_FOLDER, BuildOptions, Tool, is_installed, note_installed};
use crate::error::BuildError;

const INSTALL: &str = "install Python 3.10 or later; on Debian also `apt-get install python3-venv`";

/// Builds a folder.
pub(super) fn component(folder: &Path, options: &BuildOptions) -> Result<Vec<u8>, BuildError> {
    let own = folder.join(".elenco/venv");
    let environment = options.python_environment.as_deref().unwrap_or(&own);
    let environment = std::path::absolute(environment).map_err(BuildError::file(environment))?;
    install(folder, &environment)?;
    let made = folder.join(BUILD_FOLDER);
    std::fs::create_dir_all(&made).map_err(BuildError::file(&made))?;
    let output = ".elenco/build/component.wasm";
    let program = environment.join("bin/componentize-py").display().to_string();
    // From here it takes in other packages of requirements.txt.
    let variables = [("VIRTUAL_ENV", environment.as_os_str())];
    let hint = "requirements.txt has to name componentize-py";
    Tool { folder, program: &program, hint, environment: &variables }.run(&[
        "--quiet",
        "-d",
        "wit",
        "-w",
        "plugin",
        "componentize",
        "-p",
        "src",
        "app",
        "-o",
        output,
    ])?;
    let made = folder.join(output);
    std::fs::read(&made).map_err(BuildError::file(&made))
}

/// Makes the environment and installs what `requirements.txt` names, unless that is there already.
fn install(folder: &Path, environment: &Path) -> Result<(), BuildError> {
    let wanted = folder.join("requirements.txt");
    let noted = environment.join("requirements.txt");
    if is_installed(&wanted, &noted) {
        return Ok(());
    }
    let place = environment.display().to_string();
    Tool { folder, program: "python3", hint: INSTALL, environment: &[] }.run(&["-m", "venv", &place])?;
    let pip = environment.join("bin/pip").display().to_string();
    let arguments =
        ["install", "--quiet", "--disable-pip-version-check", "--requirement", "requirements.txt"];
    Tool { folder, program: &pip, hint: INSTALL, environment: &[] }.run(&arguments)?;
    note_installed(&wanted, &noted)
}
