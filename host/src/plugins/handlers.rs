//! Plugins: HTTP in and out.
use maud::Markup;

use super::{service, views};
use crate::context::RequestContext;
use crate::context::console::{self, Section};
use crate::error::AppError;

/// `GET /plugins`.
///
/// # Errors
/// [`AppError`].
pub async fn list(cx: RequestContext) -> Result<Markup, AppError> {
    let plugins = service::list_plugins(&cx.service)?;
    console::page(&cx, &cx.texts.t("plugins-title"), Section::Plugins, views::list(cx.texts, &plugins)).await
}
