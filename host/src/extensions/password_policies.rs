//! Rules for passwords, asked of every policy plugin: a password has to please them all.
use elenco_runtime::Kind;
use elenco_runtime::contract::Subject;
use secrecy::SecretString;

use super::trials::answers;
use super::{Caller, ExtensionError, Extensions, failed};
use crate::locale::Culture;

/// A rule, and whether the candidate keeps it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct CheckedRule {
    /// Stable name of the rule within its plugin.
    pub id: String,
    /// What to do, in the reader's language.
    pub label: String,
    /// Whether it is done.
    pub met: bool,
}

/// What the policies say about a candidate.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct PasswordVerdict {
    /// Whether every rule is kept.
    pub met: bool,
    /// Each rule in order of display.
    pub rules: Vec<CheckedRule>,
    /// Names and versions of the plugins that answered, for the note below the rules.
    #[serde(skip)]
    pub plugins: Vec<String>,
}

impl Extensions {
    /// Asks every policy, in sealed calls. An empty candidate is answered too: that is the tooltip before the first
    /// key stroke.
    ///
    /// # Errors
    /// When a policy named in `plugins.toml` is not there or fails: then no password can be set, because what nobody
    /// checked must not be taken.
    pub async fn check_password(
        &self,
        caller: &Caller,
        candidate: SecretString,
        subject: Subject,
        culture: Culture,
    ) -> Result<PasswordVerdict, ExtensionError> {
        let (this, caller) = (self.clone(), caller.clone());
        Self::blocking(move || {
            let mut verdict = PasswordVerdict { met: true, rules: Vec::new(), plugins: Vec::new() };
            let policies = this.required(&caller, Kind::PasswordPolicy)?;
            for (name, plugin) in policies {
                let mut call = Self::open(&name, &plugin, this.scope(&caller, &name, true))?;
                let rules = call.rules(culture.tag()).map_err(failed(&name))?;
                let verdicts = call.evaluate(&candidate, &subject).map_err(failed(&name))?;
                this.compare(&caller, &name, Kind::PasswordPolicy, "rules", || {
                    answers::of_rules(rules.clone(), culture.tag())
                });
                this.compare(&caller, &name, Kind::PasswordPolicy, "evaluate", || {
                    answers::of_evaluate(candidate.clone(), subject.clone(), verdicts.clone())
                });
                for rule in rules {
                    // A rule without a verdict was not checked, so it is not kept.
                    let met = verdicts.iter().any(|given| given.rule == rule.id && given.met);
                    verdict.met &= met;
                    verdict.rules.push(CheckedRule { id: rule.id, label: rule.label, met });
                }
                verdict.plugins.push(format!("{name} {}", plugin.version()));
            }
            Ok(verdict)
        })
        .await
    }
}
