//! Cursors: where a page begins, as one word that programs hand back unread.
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::error::AppError;
use crate::users::model::PageAnchor;

/// The word of an anchor.
pub fn write(anchor: &PageAnchor) -> String {
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(anchor).unwrap_or_default())
}

/// The anchor of a word.
///
/// # Errors
/// [`AppError::BadRequest`] for a word that no list of ours gave out.
pub fn read(word: &str) -> Result<PageAnchor, AppError> {
    let bytes = URL_SAFE_NO_PAD.decode(word).ok();
    bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).ok_or_else(|| AppError::BadRequest {
        code: "request.cursor",
        detail: "use the `next_cursor` of the page before, or leave it out".to_owned(),
    })
}
