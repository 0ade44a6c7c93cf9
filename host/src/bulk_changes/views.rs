//! Dialogs and sentences about changes to many people, and the associate mode.
mod ask;
mod associate;
mod result;

use crate::bulk_changes::model::{Action, Amount};
use crate::locale::Texts;

pub use ask::{AskView, ask_dialog, counted};
pub use associate::{AssociateView, Shown, associate_panel};
pub use result::{result_dialog, result_text};

/// `37 people`, or `more than 10,000 people`.
fn amount_words(t: Texts, amount: Amount) -> String {
    match amount {
        Amount::Exactly(count) => t.ta("bulk-amount", &[("count", count.into())]),
        Amount::MoreThan(count) => t.ta("bulk-amount-more", &[("count", count.into())]),
    }
}

/// `Deactivate people`.
pub fn title(t: Texts, action: Action, target: &str) -> String {
    let name = [("name", target.into())];
    match action {
        Action::Activate => t.t("bulk-title-activate").into_owned(),
        Action::Deactivate => t.t("bulk-title-deactivate").into_owned(),
        Action::Associate => t.ta("bulk-title-associate", &name),
        Action::Disassociate => t.ta("bulk-title-disassociate", &name),
        Action::AddToGroup => t.ta("bulk-title-add-to-group", &name),
        Action::Delete => t.t("bulk-title-delete").into_owned(),
    }
}

/// The icon of an action.
pub fn icon(action: Action) -> &'static str {
    match action {
        Action::Activate => "user-check",
        Action::Deactivate => "user-off",
        Action::Associate => "user-share",
        Action::Disassociate => "user-minus",
        Action::AddToGroup => "users-group",
        Action::Delete => "trash",
    }
}
