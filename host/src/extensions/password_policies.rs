//! Rules for passwords, asked of every policy plugin: a password has to please them all.
use std::sync::Arc;

use elenco_runtime::Kind;
use elenco_runtime::contract::Subject;
use secrecy::SecretString;
use serde_json::{Value, json};

use super::settings::{Basis, NarrowerSettings, combine};
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
    /// The settings that the plugins judged by.
    #[serde(skip)]
    pub basis: Basis,
}

/// A policy plugin with what its settings mean.
#[derive(Debug, Clone, PartialEq)]
pub struct PolicySettings {
    /// The plugin's name.
    pub plugin: String,
    /// The schema of its settings.
    pub schema: Value,
    /// The tenant's settings, or the operator's when the tenant has none.
    pub wide: Value,
}

impl PolicySettings {
    /// The documents that it is asked with for somebody with these narrower settings.
    pub fn asked_with(&self, narrower: Option<&Vec<Value>>) -> Vec<Value> {
        let all: Vec<Value> =
            std::iter::once(&self.wide).chain(narrower.into_iter().flatten()).cloned().collect();
        combine(&self.schema, &all)
    }
}

impl PasswordVerdict {
    /// Takes up one answer. A rule that several documents ask for in the same words is shown once, and kept when it is
    /// kept in each.
    fn take(&mut self, from: usize, rule: CheckedRule) {
        self.met &= rule.met;
        let same = |known: &&mut CheckedRule| known.id == rule.id && known.label == rule.label;
        match self.rules[from..].iter_mut().find(same) {
            Some(known) => known.met &= rule.met,
            None => self.rules.push(rule),
        }
    }
}

impl Extensions {
    /// The policies that judge a tenant's passwords, in order.
    ///
    /// # Errors
    /// When there is none, or one that the operator named is not there.
    pub fn policies(&self, caller: &Caller) -> Result<Vec<PolicySettings>, ExtensionError> {
        let policies = self.required(caller, Kind::PasswordPolicy)?;
        Ok(policies
            .into_iter()
            .map(|(name, plugin)| PolicySettings {
                schema: plugin.manifest().settings_schema.clone().unwrap_or(json!({})),
                wide: serde_json::from_str(&self.wide_settings(caller, &name)).unwrap_or_default(),
                plugin: name,
            })
            .collect())
    }

    /// Asks every policy, in sealed calls, with the tenant's settings and the narrower ones of the person's projects and
    /// groups: the strictest count. An empty candidate is answered too: that is the tooltip before the first key stroke.
    ///
    /// # Errors
    /// When a policy named in `plugins.toml` is not there or fails: then no password can be set, because what nobody
    /// checked must not be taken.
    pub async fn check_password(
        &self,
        caller: &Caller,
        narrower: NarrowerSettings,
        candidate: SecretString,
        subject: Subject,
        culture: Culture,
    ) -> Result<PasswordVerdict, ExtensionError> {
        let (this, caller) = (self.clone(), caller.clone());
        Self::blocking(move || {
            let mut verdict =
                PasswordVerdict { met: true, rules: Vec::new(), plugins: Vec::new(), basis: Basis::new() };
            let settings = this.policies(&caller)?;
            for ((name, plugin), policy) in
                this.required(&caller, Kind::PasswordPolicy)?.into_iter().zip(settings)
            {
                let from = verdict.rules.len();
                let documents = policy.asked_with(narrower.get(&name));
                for document in &documents {
                    let mut scope = this.scope(&caller, &name, true);
                    scope.settings = Arc::from(document.to_string());
                    let mut call = Self::open(&name, &plugin, scope)?;
                    let rules = call.rules(culture.tag()).map_err(failed(&name))?;
                    let verdicts = call.evaluate(&candidate, &subject).map_err(failed(&name))?;
                    // A version on trial is asked with the tenant's settings; narrower ones would compare unlike things.
                    if !narrower.contains_key(&name) {
                        this.compare(&caller, &name, Kind::PasswordPolicy, "rules", || {
                            answers::of_rules(rules.clone(), culture.tag())
                        });
                        this.compare(&caller, &name, Kind::PasswordPolicy, "evaluate", || {
                            answers::of_evaluate(candidate.clone(), subject.clone(), verdicts.clone())
                        });
                    }
                    for rule in rules {
                        // A rule without a verdict was not checked, so it is not kept.
                        let met = verdicts.iter().any(|given| given.rule == rule.id && given.met);
                        verdict.take(from, CheckedRule { id: rule.id, label: rule.label, met });
                    }
                }
                verdict.plugins.push(format!("{name} {}", plugin.version()));
                verdict.basis.insert(name, documents);
            }
            Ok(verdict)
        })
        .await
    }
}
