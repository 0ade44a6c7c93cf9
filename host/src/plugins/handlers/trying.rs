//! Asking a plugin something, and replaying a call that failed.
use axum::Form;
use axum::extract::Path;
use axum::response::Response;
use serde::Deserialize;

use super::pages::{ListQuery, tab_page};
use crate::context::RequestContext;
use crate::error::AppError;
use crate::plugins::model::{Standing, Tried};
use crate::plugins::service;
use crate::plugins::views::{Tab, functions};

/// Longest input that is tried, in bytes.
const LONGEST_INPUT: usize = 256 << 10;

/// What the form sends.
#[derive(Debug, Deserialize)]
pub struct TryForm {
    #[serde(default)]
    function: String,
    #[serde(default)]
    input: String,
}

/// `POST /plugins/{plugin}/try`: asks the plugin and shows the answer; nothing is kept of it.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn try_it(
    cx: RequestContext,
    Path((_, name)): Path<(String, String)>,
    Form(form): Form<TryForm>,
) -> Result<Response, AppError> {
    let plugin = service::find_plugin(&cx.service, &name).await?;
    let t = cx.texts;
    let mut tried = Tried { function: form.function, input: form.input, ..Tried::default() };
    // A kept call may be a step that only the engine makes; such a one cannot be asked for.
    let known = functions(&plugin.summary.kinds).contains(&tried.function.as_str());
    if !known {
        return Err(AppError::NotFound);
    }
    if plugin.summary.standing != Standing::Active {
        tried.problem = Some(t.t("plugins-tab-asleep").into_owned());
    } else if tried.input.len() > LONGEST_INPUT {
        let limit = t.bytes(LONGEST_INPUT as u64);
        tried.problem = Some(t.ta("plugins-try-too-long", &[("limit", limit.into())]));
    } else {
        match serde_json::from_str(&tried.input) {
            Err(error) => {
                let reason = error.to_string();
                tried.problem = Some(t.ta("plugins-try-no-json", &[("reason", reason.into())]));
            }
            Ok(input) => {
                let answer = service::figures::ask(&cx.service, &name, &tried.function, input).await?;
                let pretty =
                    |answer: serde_json::Value| serde_json::to_string_pretty(&answer).unwrap_or_default();
                tried.answer = Some(answer.map(pretty));
            }
        }
    }
    tab_page(&cx, &ListQuery::of(Tab::TryIt), &name, None, &tried).await
}
