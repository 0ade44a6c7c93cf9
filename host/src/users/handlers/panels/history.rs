//! Who changed what about a person: the tab.
use maud::Markup;

use crate::audit;
use crate::context::RequestContext;
use crate::error::AppError;
use crate::users::model::{User, UserTab};

/// The tab's panel.
pub(super) async fn panel(cx: &RequestContext, user: &User) -> Result<Markup, AppError> {
    let tab = format!("{}?tab={}", cx.paths.user(user.kind, user.id), UserTab::History.key());
    audit::handlers::panel(cx, ("user", user.id.as_uuid()), tab).await
}

/// The number beside the tab's name: none, a history only grows.
pub(super) async fn count(_cx: &RequestContext, _user: &User) -> Result<Option<usize>, AppError> {
    Ok(None)
}
