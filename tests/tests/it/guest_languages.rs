//! Plugins in JavaScript and Python: made from their templates, built with the languages' own tools, and run under the
//! host's limits, all by the program that authors use. `cargo xtask test` brings the tools.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use elenco_tests::server::{program, workspace};

const KINDS: [&str; 6] = [
    "password-policy",
    "field-schema",
    "location-autofill",
    "import-format",
    "export-format",
    "client-lookup",
];

/// The kinds that are built in Python every time: calls, batches, and a resource. Each takes half a minute of one core
/// to build and compile; all of them are built where [`EVERYTHING`] is set.
const KINDS_IN_PYTHON: [&str; 3] = ["password-policy", "field-schema", "export-format"];
const EVERYTHING: &str = "ELENCO_TEST_ALL_GUESTS";

/// Set by `cargo xtask test`: without the tools, these tests fail instead of being left out.
const REQUIRE: &str = "ELENCO_TEST_REQUIRE_GUESTS";

#[allow(clippy::disallowed_methods, reason = "how much is tested is said by variables")]
fn is_set(variable: &str) -> bool {
    std::env::var_os(variable).is_some()
}

#[derive(Clone, Copy, PartialEq)]
enum Language {
    JavaScript,
    Python,
}

impl Language {
    fn name(self) -> &'static str {
        match self {
            Self::JavaScript => "javascript",
            Self::Python => "python",
        }
    }

    /// What `cargo xtask setup` has installed for it.
    fn tools(self) -> PathBuf {
        workspace().join(match self {
            Self::JavaScript => "target/guest-node/node_modules",
            Self::Python => "target/guest-python",
        })
    }

    fn is_left_out(self) -> bool {
        if self.tools().is_dir() {
            return false;
        }
        assert!(!is_set(REQUIRE), "`cargo xtask setup` brings {}", self.tools().display());
        println!("left out: `cargo xtask setup` brings what plugins in {} are built with", self.name());
        true
    }
}

/// The program of authors. What it compiles is kept between runs.
fn elenco(arguments: &[&str], folder: &Path) -> Output {
    Command::new(program())
        .arg("plugin")
        .args(arguments)
        .current_dir(folder)
        .env("XDG_CACHE_HOME", workspace().join("target/templates/cache"))
        .env("ELENCO_PYTHON_VENV", Language::Python.tools())
        .output()
        .expect("the program starts")
}

fn succeeds(arguments: &[&str], folder: &Path) -> String {
    let output = elenco(arguments, folder);
    let told = told(&output);
    assert!(output.status.success(), "elenco plugin {} in {}: {told}", arguments.join(" "), folder.display());
    told
}

fn told(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A plugin as its template makes it, built. It is built again when the template or the contract changed.
struct Built {
    folder: PathBuf,
    /// Tests run in processes of their own, and share these folders.
    _lock: File,
}

fn built(language: Language, kind: &str) -> Built {
    let templates = workspace().join("target/templates");
    fs::create_dir_all(&templates).unwrap();
    let name = format!("{}-{kind}", language.name());
    let lock = File::create(templates.join(format!("{name}.lock"))).unwrap();
    lock.lock().unwrap();
    let (folder, fresh) = (templates.join(&name), templates.join(format!("{name}.fresh")));
    let _ = fs::remove_dir_all(&fresh);
    succeeds(
        &["new", "--kind", kind, "--language", language.name(), "--dir", path(&fresh), &name],
        &templates,
    );
    let stamp = digest(&fresh);
    let stamp_file = templates.join(format!("{name}.stamp"));
    if fs::read_to_string(&stamp_file).is_ok_and(|built| built == stamp) {
        fs::remove_dir_all(&fresh).unwrap();
    } else {
        let _ = fs::remove_dir_all(&folder);
        fs::rename(&fresh, &folder).unwrap();
        if language == Language::JavaScript {
            link_packages(&folder);
        }
        succeeds(&["build"], &folder);
        fs::write(&stamp_file, stamp).unwrap();
    }
    Built { folder, _lock: lock }
}

/// Lends the installed packages to a plugin: what `build` finds noted there it does not install.
fn link_packages(folder: &Path) {
    let packages = folder.join("node_modules");
    fs::create_dir(&packages).unwrap();
    std::os::unix::fs::symlink(Language::JavaScript.tools().join(".bin"), packages.join(".bin")).unwrap();
    fs::copy(folder.join("package.json"), packages.join(".installed-for-elenco")).unwrap();
}

fn path(path: &Path) -> &str {
    path.to_str().expect("the workspace has a path in UTF-8")
}

/// Of all files of a folder, by their paths, and of the tools.
fn digest(folder: &Path) -> String {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.insert(path.strip_prefix(folder).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    let mut hasher = DefaultHasher::new();
    files.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

fn passes_its_cases(language: Language, kind: &str) {
    let plugin = built(language, kind);
    let told = succeeds(&["test"], &plugin.folder);
    // A template that lost its cases would pass, too.
    let cases = fs::read_dir(plugin.folder.join("cases")).unwrap().count();
    assert!(cases > 0 && told.contains(" passed"), "{kind}: {told}");
    println!("{told}");
}

#[test]
fn plugins_in_javascript_pass_the_cases_of_their_templates() {
    if Language::JavaScript.is_left_out() {
        return;
    }
    for kind in KINDS {
        passes_its_cases(Language::JavaScript, kind);
    }
}

#[test]
fn plugins_in_python_pass_the_cases_of_their_templates() {
    if Language::Python.is_left_out() {
        return;
    }
    let all = is_set(EVERYTHING);
    for kind in if all { &KINDS[..] } else { &KINDS_IN_PYTHON[..] } {
        passes_its_cases(Language::Python, kind);
    }
}

/// Settings that no schema would let through make the plugin throw.
fn fails(language: Language) -> String {
    let plugin = built(language, "field-schema");
    let file = format!("dist/{}-field-schema.wasm", language.name());
    let arguments = ["run", &file, "field-schema.fields", "--input", r#"{"concept": "client"}"#];
    let output = elenco(&[&arguments[..], &["--settings", r#"{"sizes": 7}"#]].concat(), &plugin.folder);
    assert!(!output.status.success());
    told(&output)
}

#[test]
fn an_uncaught_exception_shows_its_stack_trace_in_javascript() {
    if Language::JavaScript.is_left_out() {
        return;
    }
    let told = fails(Language::JavaScript);
    for expected in ["not a function", "at fields", "plugin.js:", "plugin.E"] {
        assert!(told.contains(expected), "{expected}: {told}");
    }
}

#[test]
fn an_uncaught_exception_shows_its_stack_trace_in_python() {
    if Language::Python.is_left_out() {
        return;
    }
    let told = fails(Language::Python);
    for expected in
        ["Traceback", "in fields", "app.py", "TypeError: 'int' object is not iterable", "plugin.E"]
    {
        assert!(told.contains(expected), "{expected}: {told}");
    }
}
