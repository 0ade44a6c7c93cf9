//! Comments on a person: the tab.
use maud::Markup;

use crate::context::RequestContext;
use crate::error::AppError;
use crate::feedback;
use crate::feedback::model::Subject;
use crate::users::model::User;

/// The tab's panel.
pub(super) async fn panel(cx: &RequestContext, user: &User) -> Result<Markup, AppError> {
    feedback::handlers::panel(cx, Subject::User(user.id)).await
}

/// The number beside the tab's name.
pub(super) async fn count(cx: &RequestContext, user: &User) -> Result<Option<usize>, AppError> {
    feedback::handlers::count(cx, Subject::User(user.id)).await
}
