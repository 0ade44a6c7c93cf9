//! What saving would do, without doing it.
use super::{queries, save_users};
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::users::model::{Outcome, Submission};

/// What [`save_users`] would do: the same way is gone to its end, and the transaction is undone there.
///
/// # Errors
/// As [`save_users`].
pub async fn rehearse_users(
    cx: &ServiceContext,
    submissions: Vec<Submission>,
) -> Result<Vec<Outcome>, AppError> {
    if submissions.is_empty() {
        return Ok(Vec::new());
    }
    let heard: std::sync::Arc<std::sync::Mutex<Option<Vec<Outcome>>>> = std::sync::Arc::default();
    let hears = std::sync::Arc::clone(&heard);
    let undone = save_users(cx, submissions, move |_, outcomes| {
        if let Ok(mut heard) = hears.lock() {
            *heard = Some(outcomes.to_vec());
        }
        Err(queries::undo())
    })
    .await;
    match (heard.lock().ok().and_then(|mut heard| heard.take()), undone) {
        (Some(outcomes), _) => Ok(outcomes),
        (None, Err(error)) => Err(error),
        (None, Ok(_)) => Err(AppError::Internal("a rehearsal was not undone".to_owned())),
    }
}

/// What a change that runs along with saving answers when nothing of it is to stay.
pub fn undone() -> elenco_db::DbError {
    queries::undo()
}
