//! The rules of a password, as its tooltip shows them.
use maud::{Markup, html};

use super::icon::{icon, icon_small};
use crate::locale::Texts;

/// How a candidate stands to one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleState {
    /// Met: green.
    Met,
    /// Not met yet, more typing may do it: grey.
    Waiting,
    /// Broken: red.
    Broken,
}

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleLine {
    /// The rule in the reader's language.
    pub label: String,
    /// How the candidate stands to it.
    pub state: RuleState,
}

/// The inside of the tooltip: what the address answers that [`super::Field::password`] posts to. `checked_by` names
/// the plugin and its version. An empty candidate shows the rules without blocking, because an empty box means that
/// the password stays as it is; so pass `typed` as whether there is one.
pub fn password_rules(t: Texts, rules: &[RuleLine], checked_by: Option<&str>, typed: bool) -> Markup {
    let met = rules.iter().filter(|rule| rule.state == RuleState::Met).count();
    let missing = rules.len() - met;
    let reason = (typed && missing > 0).then(|| t.ta("ui-rules-block", &[("count", missing.into())]));
    html! {
        div data-verdict data-block=[reason] {
            p.rules-h {
                (t.t("ui-rules-title"))
                span role="status" { (t.ta("ui-rules-met", &[("met", met.into()), ("all", rules.len().into())])) }
            }
            ul {
                @for rule in rules {
                    @let (class, name, word) = match rule.state {
                        RuleState::Met => ("rule rule-ok", "circle-check", t.t("ui-rule-met")),
                        RuleState::Waiting => ("rule rule-wait", "circle-dashed", t.t("ui-rule-waiting")),
                        RuleState::Broken => ("rule rule-no", "circle-x", t.t("ui-rule-broken")),
                    };
                    li class=(class) { (icon(name)) span { (rule.label) span.sr { ": " (word) } } }
                }
            }
            @if let Some(plugin) = checked_by {
                p.rules-f { (icon_small("shield-lock")) span { (t.ta("ui-rules-by", &[("plugin", plugin.into())])) } }
            }
        }
    }
}
