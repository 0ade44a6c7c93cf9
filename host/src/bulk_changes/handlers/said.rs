//! What a page says about the change to many that led to it.
use elenco_db::BulkChangeId;

use super::may_undo;
use crate::bulk_changes::model::ChangeState;
use crate::bulk_changes::{service, views};
use crate::context::RequestContext;
use crate::error::AppError;
use crate::ui::Toast;

/// What a page says about the change that led to it, with the way to take it back.
pub(crate) async fn toast(
    cx: &RequestContext,
    change: Option<BulkChangeId>,
) -> Result<Option<Toast>, AppError> {
    let Some(id) = change else { return Ok(None) };
    let change = match service::find_change(&cx.service, id).await {
        Ok(change) => change,
        // An old address: there is nothing to say any more.
        Err(AppError::NotFound) => return Ok(None),
        Err(error) => return Err(error),
    };
    let t = cx.texts;
    let text = views::result_text(t, &change);
    let conflicts = change.outcome.undo.as_ref().is_some_and(|undo| undo.total > 0);
    let mut toast = match change.state {
        ChangeState::Pending | ChangeState::Running | ChangeState::Undoing => Toast::pending(text),
        ChangeState::Failed => Toast::failed(text),
        ChangeState::Undone if conflicts => Toast::pending(text),
        ChangeState::Completed | ChangeState::Cancelled | ChangeState::Undone => Toast::completed(text),
    };
    if may_undo(cx, &change) {
        toast.undo = Some((t.t("ui-undo").into_owned(), cx.paths.undo_bulk_change(id), cx.csrf().to_owned()));
    } else if conflicts {
        toast.link = Some((t.t("bulk-see-whom").into_owned(), cx.paths.bulk_change(id)));
    }
    Ok(Some(toast))
}
