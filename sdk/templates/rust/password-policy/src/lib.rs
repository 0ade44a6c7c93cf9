//! Rules for passwords: what people read while they type, and whether a candidate meets it.
//!
//! Calls that carry a candidate are sealed: nothing that is written to the log is kept, and no other power answers.

use elenco_sdk::password_policy::{PasswordPolicy, Rule, Subject, Verdict};
use elenco_sdk::{Error, Language, Plugin};
use serde::Deserialize;

/// What an administrator may set; the defaults are those of `settings.schema.json`.
#[derive(Deserialize)]
#[serde(default, rename_all = "kebab-case")]
struct Settings {
    min_length: usize,
    not_own_names: bool,
    forbidden_words: Vec<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { min_length: 15, not_own_names: true, forbidden_words: Vec::new() }
    }
}

/// The plugin, for one tenant and one call.
struct Policy {
    settings: Settings,
}

impl Plugin for Policy {
    type Settings = Settings;

    fn open(settings: Settings) -> Result<Self, Error> {
        Ok(Self { settings })
    }
}

impl PasswordPolicy for Policy {
    fn rules(&self, language: Language) -> Result<Vec<Rule>, Error> {
        let length = self.settings.min_length;
        let rule = |id: &str, label: String| Rule { id: id.into(), label };
        let mut rules = vec![rule(
            "length",
            language.pick(
                format!("At least {length} characters"),
                format!("Al menos {length} caracteres"),
                format!("Pelo menos {length} caracteres"),
            ),
        )];
        if self.settings.not_own_names {
            let label = language.pick(
                "Without your name or user name",
                "Sin su nombre ni su usuario",
                "Sem o seu nome nem o seu usuário",
            );
            rules.push(rule("own-names", label.into()));
        }
        if !self.settings.forbidden_words.is_empty() {
            let label = language.pick(
                "Without words that anyone here would guess",
                "Sin palabras que aquí cualquiera adivinaría",
                "Sem palavras que qualquer um aqui adivinharia",
            );
            rules.push(rule("words", label.into()));
        }
        Ok(rules)
    }

    /// One verdict for each rule, in the same order.
    fn evaluate(&self, candidate: &str, subject: &Subject) -> Result<Vec<Verdict>, Error> {
        let lower = candidate.to_lowercase();
        let free_of = |words: &[String]| !words.iter().any(|word| lower.contains(&word.to_lowercase()));
        let verdict = |rule: &str, met: bool| Verdict { rule: rule.into(), met };
        let mut verdicts = vec![verdict("length", candidate.chars().count() >= self.settings.min_length)];
        if self.settings.not_own_names {
            verdicts.push(verdict("own-names", free_of(&own_words(subject))));
        }
        if !self.settings.forbidden_words.is_empty() {
            verdicts.push(verdict("words", free_of(&self.settings.forbidden_words)));
        }
        Ok(verdicts)
    }
}

/// The words that must not be in the password of this person: short ones would forbid too much.
fn own_words(subject: &Subject) -> Vec<String> {
    let mailbox = subject.email.split('@').next().unwrap_or_default();
    let mut words = vec![subject.username.clone(), mailbox.to_owned()];
    words.extend(subject.names.iter().cloned());
    words.retain(|word| word.chars().count() >= 3);
    words
}

elenco_sdk::export_plugin!(Policy: password_policy);
