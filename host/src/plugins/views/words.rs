//! What kinds, powers, standings and refusals are called, in the reader's language.
use maud::{Markup, html};

use crate::locale::Texts;
use crate::plugins::model::{Described, PluginProblem, Refusal, Signature, Standing};
use crate::ui::{self, State};

/// The name of a kind.
pub fn kind(t: Texts, kind: &str) -> String {
    match kind {
        "password-policy" => t.t("plugins-kind-password-policy"),
        "field-schema" => t.t("plugins-kind-field-schema"),
        "location-autofill" => t.t("plugins-kind-location-autofill"),
        "import-format" => t.t("plugins-kind-import-format"),
        "export-format" => t.t("plugins-kind-export-format"),
        "client-lookup" => t.t("plugins-kind-client-lookup"),
        other => return other.to_owned(),
    }
    .into_owned()
}

/// What a plugin of a kind gets to see when it is asked.
pub fn sees(t: Texts, kind: &str) -> Option<String> {
    let text = match kind {
        "password-policy" => t.t("plugins-sees-password-policy"),
        "field-schema" => t.t("plugins-sees-field-schema"),
        "location-autofill" => t.t("plugins-sees-location-autofill"),
        "import-format" => t.t("plugins-sees-import-format"),
        "export-format" => t.t("plugins-sees-export-format"),
        "client-lookup" => t.t("plugins-sees-client-lookup"),
        _ => return None,
    };
    Some(text.into_owned())
}

/// The icon of a plugin: that of what it answers first.
pub fn icon(kinds: &[String]) -> &'static str {
    match kinds.first().map(String::as_str) {
        Some("password-policy") => "lock-check",
        Some("field-schema") => "forms",
        Some("location-autofill") => "map-pin",
        Some("import-format") => "file-download",
        Some("export-format") => "file-export",
        Some("client-lookup") => "plug-connected",
        _ => "puzzle",
    }
}

/// What a plugin is for, in the reader's language if its author wrote it so.
pub fn description(t: Texts, described: &Described) -> String {
    let texts = &described.description;
    let own = texts.get(t.culture().tag()).or_else(|| texts.get("en")).or_else(|| texts.values().next());
    own.cloned().unwrap_or_default()
}

/// A power: icon, what it lets the plugin do, and what that means.
pub fn power(t: Texts, capability: &str) -> (&'static str, String, String) {
    let (icon, title, text) = match capability {
        "clock" => ("clock", t.t("plugins-power-clock"), t.t("plugins-power-clock-text")),
        "random" => ("sparkles-2", t.t("plugins-power-random"), t.t("plugins-power-random-text")),
        "http" => ("world", t.t("plugins-power-http"), t.t("plugins-power-http-text")),
        "key-value" => {
            ("database-import", t.t("plugins-power-key-value"), t.t("plugins-power-key-value-text"))
        }
        other => return ("help-circle", other.to_owned(), String::new()),
    };
    (icon, title.into_owned(), text.into_owned())
}

/// How a plugin stands, as a badge.
pub fn standing(t: Texts, standing: &Standing, update_waits: bool) -> Markup {
    match standing {
        Standing::Active if update_waits => {
            ui::status_with_icon(State::Pending, &t.t("plugins-standing-update"), "hand-stop")
        }
        Standing::Active => ui::status(State::Completed, &t.t("plugins-standing-active")),
        Standing::Off => ui::status(State::Quiet, &t.t("plugins-standing-off")),
        Standing::Waiting => {
            ui::status_with_icon(State::Pending, &t.t("plugins-standing-waiting"), "hand-stop")
        }
        Standing::Preparing => {
            ui::status_with_icon(State::Pending, &t.t("plugins-standing-preparing"), "loader-2")
        }
        Standing::Failed(_) => ui::status(State::Failed, &t.t("plugins-standing-failed")),
    }
}

/// Whether and by whom it is signed.
pub fn signature(t: Texts, signature: &Signature) -> Markup {
    match signature {
        Signature::None => {
            html! { span.sig.sig-none { (ui::icon_small("circle-dashed")) (t.t("plugins-unsigned")) } }
        }
        Signature::Trusted { publisher, key } => html! {
            span.sig title=(key) {
                (ui::icon_small("circle-check"))
                (t.ta("plugins-signed-by", &[("publisher", publisher.as_str().into())]))
            }
        },
        Signature::Unknown { key } => html! {
            span.sig.sig-none {
                (ui::icon_small("help-circle"))
                (t.ta("plugins-signed-unknown", &[("key", key.as_str().into())]))
            }
        },
        Signature::Broken => html! {
            span.sig.sig-bad { (ui::icon_small("alert-triangle")) (t.t("plugins-signature-broken")) }
        },
    }
}

/// A digest, short: its beginning and its end; the whole of it for who points at it.
pub fn digest(digest: &str) -> Markup {
    let short = match (digest.get(..6), digest.get(digest.len().saturating_sub(4)..)) {
        (Some(first), Some(last)) => format!("{first}…{last}"),
        _ => digest.to_owned(),
    };
    html! { span.mono title=(digest) { "blake3 " (short) } }
}

/// Why a component is refused and what to do, in the reader's language; the particulars stay in English, because they
/// are for its author.
pub fn refusal(t: Texts, refusal: &Refusal) -> String {
    let text = match refusal.code.as_str() {
        "plugin.E001" | "plugin.component" => t.t("plugins-refused-unreadable"),
        "plugin.E002" => t.t("plugins-refused-too-large"),
        "plugin.E003" | "plugin.E004" | "plugin.E005" | "plugin.E016" => t.t("plugins-refused-no-component"),
        "plugin.E006" => t.t("plugins-refused-no-manifest"),
        "plugin.E007" | "plugin.E022" | "plugin.E023" | "plugin.E024" | "plugin.E025" | "plugin.E026"
        | "plugin.E027" => t.t("plugins-refused-manifest"),
        "plugin.E008" => t.t("plugins-refused-contract"),
        "plugin.E009" => t.t("plugins-refused-no-kind"),
        "plugin.E010" => t.t("plugins-refused-not-granted"),
        "plugin.E011" => t.t("plugins-refused-not-declared"),
        "plugin.E012" => t.t("plugins-refused-imports"),
        "plugin.E013" => t.t("plugins-refused-digest"),
        "plugin.E014" | "plugin.E015" => t.t("plugins-refused-compiling"),
        "plugin.E018" => t.t("plugins-refused-limits"),
        "plugin.E019" | "plugin.E021" => t.t("plugins-refused-resources"),
        "plugin.E020" => t.t("plugins-refused-signature"),
        _ => t.t("plugins-refused-other"),
    };
    text.into_owned()
}

/// Why something cannot be done, and what to do instead.
pub fn problem(t: Texts, problem: &PluginProblem) -> String {
    match problem {
        PluginProblem::Refused(found) => refusal(t, found),
        PluginProblem::NameTaken(name) => {
            t.ta("plugins-problem-name-taken", &[("name", name.as_str().into())])
        }
        PluginProblem::VersionTaken { plugin, version } => t.ta(
            "plugins-problem-version-taken",
            &[("plugin", plugin.as_str().into()), ("version", version.as_str().into())],
        ),
        PluginProblem::SignatureRequired(Signature::Broken) => {
            t.t("plugins-problem-signature-broken").into_owned()
        }
        PluginProblem::SignatureRequired(_) => t.t("plugins-problem-signature-required").into_owned(),
        PluginProblem::ConsentNeeded(_) => t.t("plugins-problem-consent-needed").into_owned(),
        PluginProblem::NotReady => t.t("plugins-problem-not-ready").into_owned(),
        PluginProblem::LastPolicy => t.t("plugins-problem-last-policy").into_owned(),
        PluginProblem::NothingBefore => t.t("plugins-problem-nothing-before").into_owned(),
        PluginProblem::NoFile => t.t("plugins-problem-no-file").into_owned(),
        PluginProblem::TooManyVersions { most } => {
            t.ta("plugins-problem-too-many-versions", &[("most", (*most).into())])
        }
        PluginProblem::TooManyPlugins { most } => {
            t.ta("plugins-problem-too-many-plugins", &[("most", (*most).into())])
        }
        PluginProblem::PublisherName { longest } => {
            t.ta("plugins-problem-publisher-name", &[("longest", (*longest).into())])
        }
        PluginProblem::PublisherKey => t.t("plugins-problem-publisher-key").into_owned(),
        PluginProblem::PublisherKnown => t.t("plugins-problem-publisher-known").into_owned(),
    }
}

/// The sentence with its code and, for a refused component, what its author needs to know.
pub fn problem_notice(t: Texts, found: &PluginProblem) -> Markup {
    ui::notice(&ui::Notice {
        state: State::Failed,
        icon: None,
        text: html! {
            b { (problem(t, found)) }
            @if let PluginProblem::Refused(refusal) = found { " " span.dim { (refusal.detail) } }
            " " code { (found.code()) }
        },
        actions: html! {},
    })
}
