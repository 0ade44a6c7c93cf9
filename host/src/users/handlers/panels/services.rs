//! The services of a client: the tab.
use maud::{Markup, html};

use crate::context::RequestContext;
use crate::error::AppError;
use crate::users::model::User;

/// The tab's panel.
pub(super) async fn panel(_cx: &RequestContext, _user: &User) -> Result<Markup, AppError> {
    Ok(html! {})
}

/// The number beside the tab's name.
pub(super) async fn count(_cx: &RequestContext, _user: &User) -> Result<Option<usize>, AppError> {
    Ok(None)
}
