//! Test cases of plugins: files in `cases/` that say what is asked and what must be answered. `sdk/templates/README.md`
//! describes them for authors. This module reads, compares and writes them; who runs the plugin is another matter.

mod difference;
mod document;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Deserializer};
use serde_json::{Value as Json, json};

use crate::component::write_whole;
use crate::contract::takes_locale;
use crate::error::BuildError;

pub use difference::differences;
use document::Document;

/// A file of cases.
#[derive(Debug)]
pub struct CaseFile {
    /// Where it lies.
    pub path: PathBuf,
    /// Its cases, in order.
    pub cases: Vec<Case>,
    /// The file as its author wrote it.
    document: Document,
}

/// One case.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Case {
    /// What it shows, in a sentence.
    pub about: String,
    /// Kind and function: `password-policy.evaluate`.
    pub function: String,
    /// Language of the reader.
    pub language: Option<String>,
    /// Settings of the plugin; `{}` without.
    pub settings: Option<Json>,
    /// The function's parameters.
    #[serde(default)]
    pub input: Json,
    /// Requests that the plugin must send, in order, and what comes back. Nothing is sent.
    #[serde(default)]
    pub http: Vec<Exchange>,
    /// The answer.
    #[serde(default, deserialize_with = "given")]
    expect: Option<Json>,
    /// The error in place of an answer.
    #[serde(default, deserialize_with = "given")]
    error: Option<Json>,
}

/// A request that a plugin sends, and its answer.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Exchange {
    /// GET, POST and so on.
    pub method: String,
    /// Absolute address.
    pub url: String,
    /// Status code of the answer.
    pub status: u16,
    /// Header lines of the answer.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// Body of the answer.
    #[serde(default)]
    pub text: String,
}

/// What a plugin made of a case.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It answered.
    Answer(Json),
    /// It answered with an error of the contract, `{"invalid": …}`, or failed: `{"code": …, "message": …}`.
    Error(Json),
}

/// `null` is an answer like any other; only what is not there is none.
fn given<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Json>, D::Error> {
    Json::deserialize(value).map(Some)
}

impl CaseFile {
    /// All files of a plugin's `cases/`, by name. No folder is no cases.
    ///
    /// # Errors
    /// [`BuildError::Content`] with the file that cannot be understood.
    pub fn read_all(plugin: &Path) -> Result<Vec<CaseFile>, BuildError> {
        let folder = plugin.join("cases");
        let Ok(entries) = std::fs::read_dir(&folder) else { return Ok(Vec::new()) };
        let mut paths = Vec::new();
        for entry in entries {
            let path = entry.map_err(BuildError::file(&folder))?.path();
            if path.extension().is_some_and(|ending| ending == "json") {
                paths.push(path);
            }
        }
        paths.sort();
        paths.iter().map(|path| CaseFile::read(path)).collect()
    }

    /// One file.
    ///
    /// # Errors
    /// As [`CaseFile::read_all`].
    pub fn read(path: &Path) -> Result<CaseFile, BuildError> {
        let text = std::fs::read_to_string(path).map_err(BuildError::file(path))?;
        let wrong = |error: serde_json::Error| BuildError::content(path, error);
        // Not an untagged enum: its errors do not say what is wrong.
        let cases: Vec<Case> = if text.trim_start().starts_with('[') {
            serde_json::from_str(&text).map_err(wrong)?
        } else {
            vec![serde_json::from_str(&text).map_err(wrong)?]
        };
        let document = serde_json::from_str(&text).map_err(wrong)?;
        for case in &cases {
            case.check()
                .map_err(|detail| BuildError::content(path, format!("“{}”: {detail}", case.about)))?;
        }
        Ok(CaseFile { path: path.to_owned(), cases, document })
    }

    /// Writes the file with what its cases hold now.
    ///
    /// # Errors
    /// [`BuildError::File`].
    pub fn write(&self) -> Result<(), BuildError> {
        write_whole(&self.path, self.document.text().as_bytes())
    }

    /// No file, but a place to ask from: files that an input names lie in this folder.
    pub fn in_folder(folder: &Path) -> CaseFile {
        CaseFile { path: folder.join("input.json"), cases: Vec::new(), document: Document::List(Vec::new()) }
    }

    fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new("."))
    }

    /// What to ask the plugin for one of its cases: the input with the content of a file that it names, and the
    /// language.
    ///
    /// # Errors
    /// [`BuildError::File`] for a file that is not there.
    pub fn input(&self, case: &Case) -> Result<Json, BuildError> {
        let mut input = if case.input.is_null() { json!({}) } else { case.input.clone() };
        if let Some(name) = named_file(&case.function, &input) {
            let path = beside(self.folder(), &name)?;
            let bytes = std::fs::read(&path).map_err(BuildError::file(&path))?;
            input["name"] = json!(path.file_name().map(|name| name.to_string_lossy()));
            input["base64"] = json!(STANDARD.encode(bytes));
            if let Some(members) = input.as_object_mut() {
                members.remove("file");
            }
        }
        if let (true, Some(members)) = (takes_locale(&case.function), input.as_object_mut()) {
            members.entry("locale").or_insert_with(|| json!(case.language()));
        }
        Ok(input)
    }

    /// What is different from what the case expects; nothing when it passes.
    ///
    /// # Errors
    /// [`BuildError::File`] for a file that is not there.
    pub fn compare(&self, case: &Case, came: &Outcome) -> Result<Vec<String>, BuildError> {
        Ok(match (&case.expect, &case.error, came) {
            (Some(expected), _, Outcome::Answer(answer)) => {
                let expected = self.with_content(expected)?;
                differences("answer", &expected, &like(&expected, answer))
            }
            (_, Some(expected), Outcome::Error(error)) => {
                // Of a failure the code is stable, and its words are not.
                let code = expected.get("code").filter(|_| expected.get("message").is_none());
                match code {
                    Some(code) => differences("error.code", code, &error["code"]),
                    None => differences("error", expected, error),
                }
            }
            (_, Some(expected), Outcome::Answer(answer)) => {
                vec![format!("expected the error {expected}"), format!("came the answer  {answer}")]
            }
            (_, _, Outcome::Error(error)) => vec![format!("came the error   {error}")],
            (None, None, Outcome::Answer(answer)) => {
                vec![
                    "the case has neither `expect` nor `error`".to_owned(),
                    format!("came the answer  {answer}"),
                ]
            }
        })
    }

    /// Takes what came as what is expected, also into the file that the case names.
    ///
    /// # Errors
    /// [`BuildError::File`].
    pub fn accept(&mut self, index: usize, came: Outcome) -> Result<(), BuildError> {
        let folder = self.folder().to_owned();
        let Some(case) = self.cases.get_mut(index) else { return Ok(()) };
        let file = case.expect.as_ref().and_then(|expected| named_file(&case.function, expected));
        (case.expect, case.error) = match came {
            Outcome::Answer(answer) => match (file, answer["base64"].as_str()) {
                (Some(name), Some(encoded)) => {
                    let path = beside(&folder, &name)?;
                    let bytes =
                        STANDARD.decode(encoded).map_err(|error| BuildError::content(&path, error))?;
                    write_whole(&path, &bytes)?;
                    (case.expect.clone(), None)
                }
                _ => (Some(like(&json!({ "text": "" }), &answer)), None),
            },
            Outcome::Error(error) => match error.get("code") {
                Some(code) => (None, Some(json!({ "code": code }))),
                None => (None, Some(error)),
            },
        };
        let document = match &mut self.document {
            Document::List(items) => items.get_mut(index),
            one => Some(one),
        };
        if let Some(document) = document {
            document.set(
                "error",
                case.error.as_ref(),
                if document.has("expect") { "expect" } else { "input" },
            );
            document.set(
                "expect",
                case.expect.as_ref(),
                if document.has("error") { "error" } else { "input" },
            );
        }
        Ok(())
    }

    /// What is expected, with the content of the file that it names.
    fn with_content(&self, expected: &Json) -> Result<Json, BuildError> {
        let Some(name) = named_file(WRITE_ALL, expected) else { return Ok(expected.clone()) };
        let path = beside(self.folder(), &name)?;
        let bytes = std::fs::read(&path).map_err(BuildError::file(&path))?;
        Ok(match String::from_utf8(bytes) {
            Ok(text) => json!({ "text": text }),
            Err(error) => json!({ "base64": STANDARD.encode(error.as_bytes()) }),
        })
    }
}

const READ_ALL: &str = "import-format.read-all";
const WRITE_ALL: &str = "export-format.write-all";

/// The file that a whole-file function's input or answer names.
fn named_file(function: &str, of: &Json) -> Option<String> {
    let whole = [READ_ALL, WRITE_ALL].contains(&function);
    of.get("file").filter(|_| whole)?.as_str().map(str::to_owned)
}

/// A file beside the cases, and no other.
fn beside(folder: &Path, name: &str) -> Result<PathBuf, BuildError> {
    let plain = Path::new(name).components().all(|part| matches!(part, std::path::Component::Normal(_)));
    if plain && !name.is_empty() {
        return Ok(folder.join(name));
    }
    Err(BuildError::content(folder, format!("`{name}` must be a file beside the cases")))
}

/// An answer of a whole file comes in two forms when it is text; the one that is expected is looked at.
fn like(expected: &Json, answer: &Json) -> Json {
    let mut answer = answer.clone();
    if let (Some(members), Some(wanted)) = (answer.as_object_mut(), expected.as_object())
        && members.contains_key("base64")
        && members.contains_key("text")
    {
        let dropped = if wanted.contains_key("text") { "base64" } else { "text" };
        members.remove(dropped);
    }
    answer
}

impl Case {
    /// A question without an expected answer.
    pub fn asking(function: &str, language: &str, input: Json) -> Case {
        Case {
            about: String::new(),
            function: function.to_owned(),
            language: Some(language.to_owned()),
            settings: None,
            input,
            http: Vec::new(),
            expect: None,
            error: None,
        }
    }

    /// Language of the reader.
    pub fn language(&self) -> &str {
        self.language.as_deref().unwrap_or("en")
    }

    /// Settings as the text that the plugin reads.
    pub fn settings_text(&self) -> String {
        self.settings.as_ref().map_or_else(|| "{}".to_owned(), Json::to_string)
    }

    fn check(&self) -> Result<(), &'static str> {
        match () {
            () if self.expect.is_some() && self.error.is_some() => {
                Err("has both `expect` and `error`; keep one")
            }
            () if !self.input.is_null() && !self.input.is_object() => {
                Err("`input` must be an object with the function's parameters by name")
            }
            () if self.settings.as_ref().is_some_and(|settings| !settings.is_object()) => {
                Err("`settings` must be an object")
            }
            () => Ok(()),
        }
    }
}
