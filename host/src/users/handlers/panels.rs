//! What the tabs of a saved person show beside the form.
pub mod companies;
mod feedback;
mod history;
mod roles;
pub mod services;
mod shifts;
mod tokens;

use maud::Markup;

use super::detail::{Shown, detail};
use super::{ListQuery, groups, page_with};
use crate::context::RequestContext;
use crate::error::AppError;
use crate::users::form::UserForm;
use crate::users::model::{User, UserTab};

pub use roles::{associate_roles, choose_roles, dissociate_roles};
pub use tokens::{create_token, new_token, revoke_token};
/// The person's page at a tab, with a dialog over it.
async fn over(cx: &RequestContext, user: &User, tab: UserTab, dialog: Markup) -> Result<Markup, AppError> {
    let form = UserForm::of_user(user);
    let shown = Shown::of(user.kind, Some(user), &form, tab);
    let pane = Box::pin(detail(cx, shown)).await?;
    let query = ListQuery { tab: Some(tab.key().to_owned()), ..ListQuery::default() };
    page_with(cx, user.kind, &query, Some(user.id), pane, Vec::new(), dialog).await
}

/// The panel of a tab; nothing for the tabs of the form itself.
pub(super) async fn panel(
    cx: &RequestContext,
    user: &User,
    tab: UserTab,
) -> Result<Option<Markup>, AppError> {
    Ok(Some(match tab {
        UserTab::Details | UserTab::Address | UserTab::Additional => return Ok(None),
        UserTab::Groups => groups::panel(cx, user).await?,
        UserTab::Companies => companies::panel(cx, user).await?,
        UserTab::Services => services::panel(cx, user).await?,
        UserTab::Roles => roles::panel(cx, user).await?,
        UserTab::Feedback => feedback::panel(cx, user).await?,
        UserTab::Shifts => shifts::panel(cx, user).await?,
        UserTab::Tokens => tokens::panel(cx, user).await?,
        UserTab::History => history::panel(cx, user).await?,
    }))
}

/// The number beside a tab's name, where there is one.
pub(super) async fn count(cx: &RequestContext, user: &User, tab: UserTab) -> Result<Option<usize>, AppError> {
    match tab {
        UserTab::Details | UserTab::Address | UserTab::Additional => Ok(None),
        UserTab::Groups => groups::count(cx, user).await,
        UserTab::Companies => companies::count(cx, user).await,
        UserTab::Services => services::count(cx, user).await,
        UserTab::Roles => roles::count(cx, user).await,
        UserTab::Feedback => feedback::count(cx, user).await,
        UserTab::Shifts => shifts::count(cx, user).await,
        UserTab::Tokens => tokens::count(cx, user).await,
        UserTab::History => history::count(cx, user).await,
    }
}
