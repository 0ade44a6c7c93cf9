//! What a schema's complaint says to whoever fills in the form.
use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::Value;

use crate::locale::Texts;
use crate::plugins::model::schema::escape;

/// Longest piece of a value or a pattern that is repeated in a message, in characters.
const SHOWN: usize = 80;

fn shown(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(SHOWN).collect()
}

fn number(limit: &Value) -> String {
    shown(&limit.to_string())
}

/// The address of the value, a stable code, and the sentence.
pub(super) fn of(error: &ValidationError<'_>, t: Texts) -> (String, String, String) {
    let mut address = error.instance_path().as_str().to_owned();
    let kind = error.kind();
    let code = format!("settings.{}", kind.keyword());
    let message = match kind {
        Kind::Required { property } => {
            address = format!("{address}/{}", escape(property.as_str().unwrap_or_default()));
            t.t("plugin-settings-required").into_owned()
        }
        Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
            let names = shown(&unexpected.join(", "));
            t.ta("plugin-settings-unexpected", &[("names", names.into())])
        }
        Kind::Minimum { limit } => t.ta("plugin-settings-minimum", &[("limit", number(limit).into())]),
        Kind::Maximum { limit } => t.ta("plugin-settings-maximum", &[("limit", number(limit).into())]),
        Kind::ExclusiveMinimum { limit } => t.ta("plugin-settings-above", &[("limit", number(limit).into())]),
        Kind::ExclusiveMaximum { limit } => t.ta("plugin-settings-below", &[("limit", number(limit).into())]),
        Kind::MultipleOf { multiple_of } => {
            t.ta("plugin-settings-multiple", &[("step", multiple_of.to_string().into())])
        }
        Kind::MinLength { limit } => t.ta("plugin-settings-short", &[("count", (*limit).into())]),
        Kind::MaxLength { limit } => t.ta("plugin-settings-long", &[("count", (*limit).into())]),
        Kind::MinItems { limit } => t.ta("plugin-settings-few", &[("count", (*limit).into())]),
        Kind::MaxItems { limit } => t.ta("plugin-settings-many", &[("count", (*limit).into())]),
        Kind::MinProperties { limit } => t.ta("plugin-settings-few", &[("count", (*limit).into())]),
        Kind::MaxProperties { limit } => t.ta("plugin-settings-many", &[("count", (*limit).into())]),
        Kind::UniqueItems => t.t("plugin-settings-twice").into_owned(),
        Kind::Pattern { pattern } => t.ta("plugin-settings-pattern", &[("pattern", shown(pattern).into())]),
        Kind::Format { format } => t.ta("plugin-settings-format", &[("format", shown(format).into())]),
        Kind::Enum { .. } | Kind::Constant { .. } => t.t("plugin-settings-choice").into_owned(),
        Kind::Type { .. } => wrong_type(error, t),
        _ => t.t("plugin-settings-unfit").into_owned(),
    };
    (address, code, message)
}

fn wrong_type(error: &ValidationError<'_>, t: Texts) -> String {
    let wanted = match error.kind() {
        Kind::Type { kind } => format!("{kind:?}").to_lowercase(),
        _ => String::new(),
    };
    if wanted.contains("integer") {
        t.t("plugin-settings-integer").into_owned()
    } else if wanted.contains("number") {
        t.t("plugin-settings-number").into_owned()
    } else {
        t.t("plugin-settings-unfit").into_owned()
    }
}
