//! The history of an object: the panel for any page that shows one.
use maud::Markup;
use serde::Deserialize;
use uuid::Uuid;

use super::model::HistoryAnchor;
use super::service;
use super::views::{self, HistoryView};
use crate::auth::permission::Permission;
use crate::context::RequestContext;
use crate::error::AppError;

/// Changes on a page.
const PAGE: usize = 25;

/// What the address of a page with a history may say about it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Asked {
    older: Option<String>,
    way: Option<String>,
}

/// The tab's panel: who changed what, from and to, when, by which way. `object` is kind and id as in the audit's
/// entries, `tab` the address of the tab, which has a query already. What the page's address says about older changes
/// and about a way, the panel reads itself.
///
/// # Errors
/// [`AppError::Forbidden`]; [`AppError::NotFound`] for a kind of object that has no history.
pub async fn panel(
    cx: &RequestContext,
    object: (&'static str, Uuid),
    tab: String,
) -> Result<Markup, AppError> {
    let asked: Asked = cx.asked();
    let older = asked.older.as_deref().and_then(HistoryAnchor::parse);
    let way = asked.way.as_deref().filter(|way| !way.is_empty());
    let page = service::list_history(&cx.service, object, way, older, PAGE).await?;
    Ok(views::panel(&HistoryView {
        t: cx.texts,
        paths: &cx.paths,
        kind: object.0,
        tab: &tab,
        page: &page,
        way,
        is_first: older.is_none(),
        may_see: (
            cx.service.permissions.allow(Permission::UsersGetObject),
            cx.service.permissions.allow(Permission::UsersImport),
        ),
        now: cx.service.app.clock.now().to_chrono(),
    }))
}
