//! What somebody wants to be told by e-mail, below the notifications.
use maud::{Markup, html};

use super::model::{LONG, Readiness, Wish};
use crate::locale::Texts;
use crate::paths::Paths;
use crate::ui;

/// Who reads it, and what there is to say.
pub struct WishView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// What the reader chose.
    pub chosen: Wish,
    /// Whether the reader has an e-mail address.
    pub has_address: bool,
    /// Whether e-mails are sent at all.
    pub readiness: Readiness,
    /// Token of the forms.
    pub csrf: &'a str,
}

/// The choice; or why there is none.
pub fn wish(view: &WishView<'_>) -> Markup {
    let t = view.t;
    let label = |wish: Wish| match wish {
        Wish::Never => t.t("mail-wish-never").into_owned(),
        Wish::Long => t.ta("mail-wish-long", &[("time", t.duration(LONG.unsigned_abs()).into())]),
        Wish::Always => t.t("mail-wish-always").into_owned(),
    };
    html! {
        div.inbox-mail {
            (ui::icon_small("mail"))
            @if view.readiness == Readiness::NoServer {
                p.t12.dim { (t.t("mail-no-server")) }
            } @else if !view.has_address {
                p.t12.dim { (t.t("mail-wish-no-address")) }
            } @else {
                form method="post" action=(view.paths.mail_wish()) hx-post=(view.paths.mail_wish()) hx-swap="none" hx-trigger="change" {
                    input type="hidden" name="csrf" value=(view.csrf);
                    label.t12 { span { (t.t("mail-wish")) } " "
                        select.in.in-s name="finished" {
                            @for wish in Wish::ALL {
                                option value=(wish.as_str()) selected[wish == view.chosen] { (label(wish)) }
                            }
                        }
                    }
                    noscript { button.btn.btn-s { (t.t("mail-wish-save")) } }
                }
            }
        }
    }
}
