//! Rules for passwords.
//!
//! The host asks while a person types, and again before a password is saved: each rule is shown with its label and
//! marked met or not. Calls are sealed: what a policy writes to the log is thrown away, and neither `http` nor
//! `key-value` answers, because a candidate password must not leave the sandbox.
//!
//! A complete plugin:
//!
//! ```
//! use elenco_sdk::password_policy::{PasswordPolicy, Rule, Subject, Verdict};
//! use elenco_sdk::{Error, Language, Plugin};
//!
//! #[derive(serde::Deserialize)]
//! struct Settings {
//!     #[serde(default = "fifteen")]
//!     length: usize,
//! }
//!
//! fn fifteen() -> usize {
//!     15
//! }
//!
//! struct Long(Settings);
//!
//! impl Plugin for Long {
//!     type Settings = Settings;
//!     fn open(settings: Settings) -> Result<Self, Error> {
//!         Ok(Self(settings))
//!     }
//! }
//!
//! impl PasswordPolicy for Long {
//!     fn rules(&self, language: Language) -> Result<Vec<Rule>, Error> {
//!         let label = language.pick("characters or more", "caracteres o más", "caracteres ou mais");
//!         Ok(vec![Rule { id: "length".into(), label: format!("{} {label}", self.0.length) }])
//!     }
//!     fn evaluate(&self, candidate: &str, _: &Subject) -> Result<Vec<Verdict>, Error> {
//!         Ok(vec![Verdict { rule: "length".into(), met: candidate.chars().count() >= self.0.length }])
//!     }
//! }
//!
//! elenco_sdk::export_plugin!(Long: password_policy);
//!
//! let policy: Long = elenco_sdk::open(r#"{"length": 4}"#).unwrap();
//! let nobody =
//!     Subject { username: String::new(), email: String::new(), names: Vec::new(), context: Vec::new() };
//! assert!(policy.evaluate("abcd", &nobody).unwrap()[0].met);
//! ```

pub use crate::bindings::password_policy::exports::elenco::plugin::password_policy::{
    Rule, Subject, Verdict,
};
use crate::{Error, Language, Plugin};

/// A plugin with rules for passwords.
pub trait PasswordPolicy: Plugin {
    /// The rules in force, in the order of display.
    fn rules(&self, language: Language) -> Result<Vec<Rule>, Error>;

    /// One verdict for each rule, in the same order.
    fn evaluate(&self, candidate: &str, subject: &Subject) -> Result<Vec<Verdict>, Error>;
}
