//! One call from the command line.
use std::path::Path;

use elenco_authoring::cases::{Case, CaseFile, Outcome};
use serde_json::{Value as Json, json};

use super::sandbox::{Question, Sandbox, log_lines};
use super::{CommandError, check, grouped, read, refused, say, size, told};

/// On behalf of nobody: an identifier that no tenant has.
const NO_TENANT: &str = "00000000-0000-0000-0000-000000000000";

pub(super) fn run(
    file: &Path,
    function: &str,
    input: &str,
    settings: &str,
    language: &str,
) -> Result<(), CommandError> {
    let (input, settings) = (document("--input", input)?, document("--settings", settings)?);
    let bytes = read(file)?;
    let input =
        CaseFile::in_folder(Path::new("")).input(&Case::asking(function, language, input)).map_err(told)?;
    let sandbox = Sandbox::start(false)?;
    let plugin = sandbox.load(&bytes).map_err(|failure| check::refusal(file, &failure))?;
    let question = Question { function, settings: &settings.to_string(), input: &input, http: &[] };
    let asked = sandbox.ask(&plugin, NO_TENANT, &question);
    let (answer, failed) = match &asked.outcome {
        Outcome::Answer(answer) => (answer.clone(), false),
        Outcome::Error(error) => (json!({ "error": error }), true),
    };
    say(&serde_json::to_string_pretty(&answer).map_err(told)?)?;
    aside(&log_lines(&asked.log));
    aside(&[format!("{} fuel, {} of memory", grouped(asked.fuel), size(asked.memory))]);
    if failed { Err(refused()) } else { Ok(()) }
}

/// What is not the answer, so that the answer can be piped on.
#[allow(clippy::print_stderr, reason = "the answer alone goes to standard output")]
fn aside(lines: &[String]) {
    for line in lines {
        eprintln!("{line}");
    }
}

/// A JSON object, or the file that has one.
fn document(option: &str, given: &str) -> Result<Json, CommandError> {
    let text = match given.strip_prefix('@') {
        Some(file) => String::from_utf8_lossy(&read(Path::new(file))?).into_owned(),
        None => given.to_owned(),
    };
    let wrong = |reason: String| CommandError(format!("{option}: {reason}"));
    let json: Json = serde_json::from_str(&text).map_err(|error| wrong(format!("no JSON: {error}")))?;
    if json.is_object() { Ok(json) } else { Err(wrong("must be an object".to_owned())) }
}
