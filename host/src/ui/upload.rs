//! The zone that files are dropped on.
use maud::{Markup, html};

use super::icon::icon_large;
use super::status::{State, progress};
use crate::locale::Texts;

/// A place for one file.
#[derive(Debug, Clone)]
pub struct FileDrop {
    /// The reader's texts.
    pub t: Texts,
    /// Its name in the form.
    pub name: &'static str,
    /// File name endings that are offered first: `.xlsx,.csv`.
    pub accept: String,
    /// What may be dropped: `Excel (.xlsx) or CSV, up to 2 GB`.
    pub help: String,
    /// The largest file that is taken, in bytes; a larger one is refused before it is sent.
    pub limit: u64,
    /// What was wrong with the last one.
    pub problem: Option<String>,
}

/// A zone for one file: drop it, or click and choose. The form around it shows how much has been sent.
pub fn file_drop(drop: &FileDrop) -> Markup {
    let t = drop.t;
    html! {
        div.drop.drop-bad[drop.problem.is_some()] data-drop data-limit=(drop.limit)
            data-too-large=(t.ta("ui-drop-too-large", &[("limit", t.bytes(drop.limit).into())])) {
            input.drop-in id={ "f-" (drop.name) } type="file" name=(drop.name) accept=(drop.accept) required
                aria-describedby={ "f-" (drop.name) "-note" };
            (icon_large("upload"))
            label.drop-t for={ "f-" (drop.name) } { b data-drop-name { (t.t("ui-drop")) } span { (drop.help) } }
            p.hint.hint-bad data-drop-problem id={ "f-" (drop.name) "-note" } role="alert" {
                (drop.problem.as_deref().unwrap_or_default())
            }
            div.drop-p data-drop-progress hidden { (progress(State::Pending, 0, &t.t("ui-sending"))) span { "0 %" } }
        }
    }
}
