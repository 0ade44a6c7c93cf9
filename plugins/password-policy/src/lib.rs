//! Rules for passwords. The defaults follow NIST SP 800-63B-4: length first, a blocklist of common passwords, no
//! words from the person's own data, any character, no composition. Composition rules are there because
//! administrators are asked for them.

mod blocklist;
mod composition;
mod context;
mod folding;
mod labels;
mod repetition;
mod settings;

use elenco_sdk::password_policy::{PasswordPolicy, Rule, Subject, Verdict};
use elenco_sdk::{Error, InvalidValue, Language, Plugin};
use settings::Settings;

/// The rules in force for one tenant.
struct Policy {
    settings: Settings,
}

/// A rule of this plugin. Names in `id` are stable: audit trails and tests of others refer to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Length,
    Blocklist,
    Context,
    Repetition,
    Lower,
    Upper,
    Digit,
    Special,
    AllowedSpecials,
    ForbiddenSpecials,
    DigitEnds,
    Identical,
    Username,
}

impl Kind {
    const ALL: [Self; 13] = [
        Self::Length,
        Self::Lower,
        Self::Upper,
        Self::Digit,
        Self::Special,
        Self::AllowedSpecials,
        Self::ForbiddenSpecials,
        Self::DigitEnds,
        Self::Identical,
        Self::Repetition,
        Self::Username,
        Self::Context,
        Self::Blocklist,
    ];

    fn id(self) -> &'static str {
        match self {
            Self::Length => "length",
            Self::Blocklist => "blocklist",
            Self::Context => "context",
            Self::Repetition => "repetition",
            Self::Lower => "lower",
            Self::Upper => "upper",
            Self::Digit => "digit",
            Self::Special => "special",
            Self::AllowedSpecials => "allowed-specials",
            Self::ForbiddenSpecials => "forbidden-specials",
            Self::DigitEnds => "digit-ends",
            Self::Identical => "identical",
            Self::Username => "username",
        }
    }

    fn in_force(self, settings: &Settings) -> bool {
        match self {
            Self::Length => true,
            Self::Blocklist => settings.blocklist,
            Self::Context => settings.context,
            Self::Repetition => settings.longest_run > 0,
            Self::Lower => settings.lower > 0,
            Self::Upper => settings.upper > 0,
            Self::Digit => settings.digits > 0,
            Self::Special => settings.specials > 0,
            Self::AllowedSpecials => !settings.allowed_specials.is_empty(),
            Self::ForbiddenSpecials => !settings.forbidden_specials.is_empty(),
            Self::DigitEnds => settings.no_digit_at_ends,
            Self::Identical => settings.longest_identical > 0,
            Self::Username => settings.not_username,
        }
    }

    fn met(self, candidate: &str, subject: &Subject, settings: &Settings) -> bool {
        let at_least =
            |class: fn(char) -> bool, count| candidate.chars().filter(|c| class(*c)).count() >= count;
        match self {
            Self::Length => (settings.min_length..=settings.max_length).contains(&candidate.chars().count()),
            Self::Blocklist => !blocklist::is_common(candidate, &settings.blocked_words),
            Self::Context => !context::holds_words(candidate, subject, &settings.context_words),
            Self::Repetition => repetition::is_free_of_runs(candidate, settings.longest_run),
            Self::Lower => at_least(char::is_lowercase, settings.lower),
            Self::Upper => at_least(char::is_uppercase, settings.upper),
            Self::Digit => at_least(composition::is_digit, settings.digits),
            Self::Special => at_least(composition::is_special, settings.specials),
            Self::AllowedSpecials => composition::only_allowed(candidate, &settings.allowed_specials),
            Self::ForbiddenSpecials => composition::none_forbidden(candidate, &settings.forbidden_specials),
            Self::DigitEnds => composition::no_digit_at_ends(candidate),
            Self::Identical => repetition::longest_identical(candidate) <= settings.longest_identical,
            Self::Username => !context::holds_username(candidate, &subject.username),
        }
    }
}

impl Policy {
    fn kinds(&self) -> impl Iterator<Item = Kind> {
        Kind::ALL.into_iter().filter(|kind| kind.in_force(&self.settings))
    }
}

impl Plugin for Policy {
    type Settings = Settings;

    fn open(settings: Settings) -> Result<Self, Error> {
        if settings.min_length > settings.max_length {
            let message = format!("min-length is over max-length, {}", settings.max_length);
            return Err(Error::Invalid(InvalidValue { field: "min-length".into(), message }));
        }
        Ok(Self { settings })
    }
}

impl PasswordPolicy for Policy {
    fn rules(&self, language: Language) -> Result<Vec<Rule>, Error> {
        let rule =
            |kind: Kind| Rule { id: kind.id().into(), label: labels::label(kind, &self.settings, language) };
        Ok(self.kinds().map(rule).collect())
    }

    fn evaluate(&self, candidate: &str, subject: &Subject) -> Result<Vec<Verdict>, Error> {
        // Before anything is typed nothing is met, rather than all rules that only forbid.
        let verdict = |kind: Kind| Verdict {
            rule: kind.id().into(),
            met: !candidate.is_empty() && kind.met(candidate, subject, &self.settings),
        };
        Ok(self.kinds().map(verdict).collect())
    }
}

elenco_sdk::export_plugin!(Policy: password_policy);

#[cfg(test)]
mod tests;
