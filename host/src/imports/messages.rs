//! What the codes of imports say to people.
use serde_json::Value;

use super::headers::How;
use super::model::{ImportError, ImportState, MappingProblem, Notice};
use crate::locale::{self, Texts};

fn variable<'a>(detail: &'a Value, name: &str) -> locale::Value<'a> {
    match detail.get(name) {
        Some(Value::String(text)) => text.as_str().into(),
        Some(Value::Number(number)) => number.as_i64().unwrap_or_default().into(),
        _ => "".into(),
    }
}

/// Why an import came to nothing, and what to do. Codes that only a plugin knows are told in the plugin's words.
pub fn error_text(t: Texts, error: &ImportError) -> String {
    match error.detail.get("in") {
        // One of the files of an archive.
        Some(Value::String(file)) => format!("{file}: {}", plain_error_text(t, error)),
        _ => plain_error_text(t, error),
    }
}

fn plain_error_text(t: Texts, error: &ImportError) -> String {
    let detail = &error.detail;
    let with = |key: &str, names: &[&str]| {
        let variables: Vec<(&str, locale::Value<'_>)> =
            names.iter().map(|name| (*name, variable(detail, name))).collect();
        t.ta(key, &variables)
    };
    let plain = match error.code.as_str() {
        "file.empty" => "imports-error-empty",
        "file.encrypted" => "imports-error-encrypted",
        "file.xls" => "imports-error-xls",
        "file.truncated" => "imports-error-truncated",
        "file.bomb" => "imports-error-bomb",
        "file.not-workbook" => "imports-error-not-workbook",
        "file.malformed" => "imports-error-malformed",
        "file.unsafe" => "imports-error-unsafe",
        "file.too-many-cells" => "imports-error-too-many-cells",
        "file.too-many-sheets" => "imports-error-too-many-sheets",
        "file.too-much-text" => "imports-error-too-much-text",
        "file.unreadable" => "imports-error-unreadable",
        "import.no-rows" => "imports-error-no-rows",
        "import.lost" => "imports-error-lost",
        "auth.forbidden" => "imports-error-forbidden",
        "job.crashed" => "imports-error-crashed",
        "import.no-format" => return with("imports-error-no-format", &["formats"]),
        "import.no-username" => return with("imports-error-no-username", &["headers"]),
        "import.repeated-header" => {
            return with("imports-error-repeated-header", &["sheet", "header", "columns", "count"]);
        }
        "import.competing-headers" => {
            return with("imports-error-competing-headers", &["sheet", "field", "headers"]);
        }
        "import.mapping-unknown" => return with("imports-error-mapping-unknown", &["header", "field"]),
        "import.mapping-other" => return with("imports-error-mapping-other", &["sheet"]),
        "import.mapping-sheet" => return with("imports-error-mapping-sheet", &["sheet"]),
        "import.mapping-no-key" => return with("imports-error-mapping-no-key", &["sheet", "field"]),
        "import.archive-broken" => return with("imports-error-archive-broken", &["file"]),
        "import.archive-many" => return with("imports-error-archive-many", &["limit"]),
        "import.archive-encrypted" => return with("imports-error-archive-encrypted", &["file"]),
        "import.archive-bomb" => return with("imports-error-archive-bomb", &["file"]),
        "import.archive-nested" => return with("imports-error-archive-nested", &["file"]),
        "import.archive-large" => {
            let limit = detail.get("limit").and_then(Value::as_u64).unwrap_or_default();
            return t.ta("imports-error-archive-large", &[("limit", t.bytes(limit).into())]);
        }
        "import.archive-empty" => "imports-error-archive-empty",
        "import.mapping-missing" => return with("imports-error-mapping-missing", &["header"]),
        "import.too-many-columns" => return with("imports-error-too-many-columns", &["limit"]),
        "import.too-many-rows" => return with("imports-error-too-many-rows", &["limit"]),
        "import.file-limit" => return with("imports-error-file-limit", &["reason"]),
        "import.format-plugin" => "imports-error-format-plugin",
        code => {
            return match detail.get("message") {
                Some(Value::String(message)) if !message.is_empty() => message.clone(),
                _ => t.ta("imports-error-other", &[("code", code.into())]),
            };
        }
    };
    t.t(plain).into_owned()
}

/// What has to be put right before an import can start.
pub fn mapping_problem_text(t: Texts, problem: &MappingProblem) -> String {
    match problem {
        MappingProblem::Unreadable { reason } => {
            t.ta("mapping-problem-unreadable", &[("reason", reason.as_str().into())])
        }
        MappingProblem::NoSheet => t.t("mapping-problem-no-sheet").into_owned(),
        MappingProblem::NoKey { sheet, field } => {
            let names = [("sheet", sheet.as_str().into()), ("field", field.as_str().into())];
            t.ta("mapping-problem-no-key", &names)
        }
        MappingProblem::Doubled { sheet, field, headers } => {
            let names = [
                ("sheet", sheet.as_str().into()),
                ("field", field.as_str().into()),
                ("headers", headers.join(", ").into()),
            ];
            t.ta("mapping-problem-doubled", &names)
        }
    }
}

/// What a notice says.
pub fn notice_text(t: Texts, notice: &Notice) -> String {
    let values = notice.values.join(", ");
    if notice.code == "tie-left" {
        return t.ta("ties-notice-left", &[("count", notice.rows.into()), ("values", values.into())]);
    }
    t.ta("imports-notice-location", &[("count", notice.rows.into()), ("values", values.into())])
}

/// By which way a column was recognised.
pub fn how_text(t: Texts, how: How) -> String {
    match how {
        How::Chosen => t.t("imports-how-chosen"),
        How::Remembered => t.t("imports-how-remembered"),
        How::Id => t.t("imports-how-id"),
        How::Label => t.t("imports-how-label"),
        How::Synonym => t.t("imports-how-synonym"),
        How::Near => t.t("imports-how-near"),
        How::Ours => t.t("imports-how-ours"),
        How::LeftOut => t.t("imports-how-left-out"),
        How::Beaten => t.t("imports-how-beaten"),
        How::Unknown => t.t("imports-how-unknown"),
    }
    .into_owned()
}

/// The word for where an import stands.
pub fn state_text(t: Texts, state: ImportState) -> String {
    match state {
        ImportState::Pending => t.t("imports-state-pending"),
        ImportState::Mapping => t.t("imports-state-mapping"),
        ImportState::Running => t.t("imports-state-running"),
        ImportState::Review => t.t("imports-state-review"),
        ImportState::Completed => t.t("imports-state-completed"),
        ImportState::Failed => t.t("imports-state-failed"),
        ImportState::Cancelled => t.t("imports-state-cancelled"),
    }
    .into_owned()
}
