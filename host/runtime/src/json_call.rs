//! Calls in JSON: what test cases of plugin authors are written in, and what is kept of a failing call.
//!
//! [`Call::ask`] takes the name of a function, such as `field-schema.check`, and an object with its parameters by
//! the names that the contract gives them; the shape of everything follows from the contract:
//!
//! | contract | JSON |
//! |---|---|
//! | record | object by field names; an `option` may be left out |
//! | list, tuple | array; a `list<u8>` is a string in Base64, or `{"text": "…"}` |
//! | enum, case without payload | its name |
//! | case with payload | `{"name": payload}` |
//! | flags | array of names |
//! | option | the value, or `null` |
//! | result | `{"ok": …}` or `{"error": …}` |
//! | `value` | `null`, a string, `true`, `false`, a whole number; otherwise `{"decimal": "1.5"}`, `{"date": "2026-11-23"}` … |
//! | list of `entry` | also an object from field to value |
//!
//! A parameter `locale` may be left out and is then `en`.

mod files;
pub mod inputs;
mod values;

use serde_json::Value as Json;
use wasmtime::component::{Func, Type, Val};

use crate::bindings::{Exports, Guest};
use crate::call::{Call, Question};
use crate::call_error::CallError;
use crate::contract::{GuestError, InvalidValue};
use crate::plugin::Kind;

impl Call {
    /// Asks any function of any kind, with parameters and answer as JSON (see this module). Beside the contract's
    /// functions there are two for whole files, because a stream has no place in JSON:
    ///
    /// - `import-format.read-all`: `{"name", "base64" or "text", "locale"?, "max-rows"?}`; answers
    ///   `{"sheets": [{"name", "claimed-rows", "rows": [[cell]], "more"}]}`, where `more` says that rows were left out;
    /// - `export-format.write-all`: `{"format", "book", "sheets": [{"rows": [[cell]], "notes"?}]}`; answers
    ///   `{"base64", "text"?}`, the text when the file is UTF-8.
    ///
    /// A cell is `null`, a string, a boolean, a number, or `{"date": …}` and so on as a `value` is.
    ///
    /// # Errors
    /// [`CallError::Input`] for a function that there is not or parameters that are not as it takes them, before
    /// anything runs; otherwise as every method of a call.
    pub fn ask(&mut self, function: &str, input: &Json) -> Result<Json, CallError> {
        match function {
            "import-format.read-all" => return self.read_all(input),
            "export-format.write-all" => return self.write_all(input),
            _ => {}
        }
        let unknown = || CallError::Input { detail: format!("no function is called `{function}`") };
        let (kind, name) = function.split_once('.').ok_or_else(unknown)?;
        let kind = Kind::ALL.into_iter().find(|known| known.as_str() == kind).ok_or_else(unknown)?;
        let exported = self.exported(kind, name)?.ok_or_else(unknown)?;
        let arguments = values::arguments(&exported.parameters, input)?;
        if (kind, name) == (Kind::PasswordPolicy, "evaluate") {
            self.seal();
        }
        let given = || input.clone();
        let question = Question::new(kind, name, rows_in(name, &exported, &arguments)).with(&given);
        let answer = self.dynamic(question, &exported, &arguments)?;
        let answer = match (&answer, &exported.answer) {
            (Some(answer), Some(of)) => values::to_json(answer, of),
            _ => Json::Null,
        };
        Ok(answer)
    }

    /// A function of a kind's interface; nothing when the interface has none of this name.
    fn exported(&mut self, kind: Kind, name: &str) -> Result<Option<Exported>, CallError> {
        let Some(interface) = self.interface(kind)? else { return Ok(None) };
        let (store, instance) = self.inside()?;
        let found = instance
            .get_export_index(&mut *store, None, &interface)
            .and_then(|interface| instance.get_export_index(&mut *store, Some(&interface), name))
            .and_then(|index| instance.get_func(&mut *store, index));
        let Some(function) = found else { return Ok(None) };
        let of = function.ty(&*store);
        let parameters = of.params().map(|(name, of)| (name.to_owned(), of)).collect();
        let (answer, fallible) = match of.results().next() {
            Some(Type::Result(result)) => (result.ok(), true),
            answer => (answer, false),
        };
        Ok(Some(Exported { function, parameters, answer, fallible }))
    }

    /// The name under which a plugin exports the interface of a kind: with the version of its contract.
    fn interface(&self, kind: Kind) -> Result<Option<String>, CallError> {
        if !self.loaded().kinds.contains(&kind) {
            return Err(CallError::NotThisKind(kind));
        }
        let component = self.loaded().instance.component();
        let engine = self.loaded().engine.engine();
        let mut names =
            component.component_type().exports(engine).map(|(name, _)| name.to_owned()).collect::<Vec<_>>();
        names.retain(|name| (self.loaded().version.ours)(name) == Some(kind.as_str()));
        Ok(names.pop())
    }

    /// One guest call without types.
    fn dynamic(
        &mut self,
        question: Question<'_>,
        of: &Exported,
        arguments: &[Val],
    ) -> Result<Option<Val>, CallError> {
        let run = |_: &Exports, guest: &mut Guest<'_>| {
            let mut answers = [Val::Bool(false)];
            let answers = &mut answers[..usize::from(of.fallible || of.answer.is_some())];
            of.function.call(&mut *guest.store, arguments, answers)?;
            let answer = answers.first_mut().map(|answer| std::mem::replace(answer, Val::Bool(false)));
            Ok(match answer {
                Some(Val::Result(Ok(answer))) if of.fallible => Ok(answer.map(|answer| *answer)),
                Some(Val::Result(Err(error))) if of.fallible => Err(guest_error(error.map(|error| *error))),
                answer => Ok(answer),
            })
        };
        self.checked(question, run, |answer| check_count(question.function(), of, arguments, answer.as_ref()))
    }
}

/// A function that a plugin exports, with its types.
struct Exported {
    function: Func,
    parameters: Vec<(String, Type)>,
    /// What it answers when it succeeds.
    answer: Option<Type>,
    /// Whether it can answer with an error of the contract.
    fallible: bool,
}

/// What the questions of a function are, if it answers each of several.
fn questions(name: &str) -> Option<&'static str> {
    match name {
        "check" => Some("records"),
        "parse" => Some("cells"),
        "format" => Some("values"),
        _ => None,
    }
}

fn asked<'a>(name: &str, of: &Exported, arguments: &'a [Val]) -> Option<&'a [Val]> {
    let asked = questions(name)?;
    match of.parameters.iter().zip(arguments).find(|((name, _), _)| name == asked)? {
        (_, Val::List(questions)) => Some(questions),
        _ => None,
    }
}

/// What is counted of a question.
fn rows_in(name: &str, of: &Exported, arguments: &[Val]) -> usize {
    match name {
        "evaluate" | "suggest" => 1,
        _ => asked(name, of, arguments).map_or(0, <[Val]>::len),
    }
}

/// Answers belong to questions by their position.
fn check_count(
    name: &str,
    of: &Exported,
    arguments: &[Val],
    answer: Option<&Val>,
) -> Result<usize, CallError> {
    match (asked(name, of, arguments), answer) {
        (Some(asked), Some(Val::List(answers))) if asked.len() != answers.len() => Err(CallError::Contract {
            summary: format!("{} answers to {} questions", answers.len(), asked.len()),
        }),
        _ => Ok(0),
    }
}

fn guest_error(error: Option<Val>) -> GuestError {
    let Some(Val::Variant(case, payload)) = error else { return GuestError::Other(String::new()) };
    let text = |payload: Option<Box<Val>>| match payload.map(|payload| *payload) {
        Some(Val::String(text)) => text,
        _ => String::new(),
    };
    match case.as_str() {
        "denied" => GuestError::Denied(text(payload)),
        "unsupported" => GuestError::Unsupported(text(payload)),
        "limit" => GuestError::Limit(text(payload)),
        "unavailable" => GuestError::Unavailable(text(payload)),
        "invalid" => {
            let mut refused = InvalidValue { field: String::new(), message: String::new() };
            if let Some(Val::Record(fields)) = payload.map(|payload| *payload) {
                for (name, value) in fields {
                    match (name.as_str(), value) {
                        ("field", Val::String(text)) => refused.field = text,
                        ("message", Val::String(text)) => refused.message = text,
                        _ => {}
                    }
                }
            }
            GuestError::Invalid(refused)
        }
        _ => GuestError::Other(text(payload)),
    }
}

impl CallError {
    /// What went wrong, for test cases and comparisons: `{"code": "plugin.E…", "message": …}`, and `error`, the
    /// error of the contract, when the guest answered with one.
    pub fn to_json(&self) -> Json {
        let mut told = serde_json::json!({ "code": self.code(), "message": self.to_string() });
        if let CallError::Guest(error) = self {
            told["error"] = match error {
                GuestError::Denied(text) => serde_json::json!({ "denied": text }),
                GuestError::Invalid(refused) => {
                    serde_json::json!({ "invalid": { "field": refused.field, "message": refused.message } })
                }
                GuestError::Unsupported(text) => serde_json::json!({ "unsupported": text }),
                GuestError::Limit(text) => serde_json::json!({ "limit": text }),
                GuestError::Unavailable(text) => serde_json::json!({ "unavailable": text }),
                GuestError::Other(text) => serde_json::json!({ "other": text }),
            };
        }
        told
    }
}
