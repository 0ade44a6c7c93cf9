//! The shifts of a specialist: the tab.
use chrono::{Datelike, NaiveDate};
use maud::Markup;

use crate::auth::permission::Permission;
use crate::context::RequestContext;
use crate::error::AppError;
use crate::shifts::form::Asked;
use crate::shifts::model::Owner;
use crate::shifts::service;
use crate::shifts::views::{self, PanelView};
use crate::ui;
use crate::users::model::User;

/// Shifts that are over, on a page.
const PAGE: usize = 12;

/// The tab's panel: the month that the address names, what is to come, what is over.
pub(super) async fn panel(cx: &RequestContext, user: &User) -> Result<Markup, AppError> {
    let asked: Asked = cx.asked();
    let today: NaiveDate = cx.service.app.clock.now().to_chrono().date_naive();
    let (year, month) = asked.month().unwrap_or((today.year(), today.month()));
    let days = ui::bounds(year, month).map(|(first, next)| (first, next.pred_opt().unwrap_or(next)));
    let in_month = match days {
        Some(days) => service::list_between(&cx.service, user.id, days).await?,
        None => Vec::new(),
    };
    let list = service::list_shifts(&cx.service, user.id, today, asked.past, PAGE).await?;
    let may = |permission| cx.service.permissions.allow(permission);
    Ok(views::panel(&PanelView {
        t: cx.texts,
        paths: &cx.paths,
        owner: &Owner { id: user.id, kind: user.kind },
        today,
        month: (year, month),
        in_month: &in_month,
        list: &list,
        is_first: asked.past.is_none(),
        may: (may(Permission::ShiftsAdd), may(Permission::ShiftsUpdate), may(Permission::ShiftsDelete)),
    }))
}

/// The number beside the tab's name.
pub(super) async fn count(cx: &RequestContext, user: &User) -> Result<Option<usize>, AppError> {
    let count = service::count_shifts(&cx.service, user.id).await?;
    Ok(usize::try_from(count).ok())
}
