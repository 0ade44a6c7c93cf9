//! The bar below a list of people while some are chosen: what one can do with all of them.
use maud::{Markup, html};

use super::list::ListView;
use crate::ui;

/// The actions of the bar: the word in addresses, the icon, the key of its label, and whether it cannot be done lightly.
const ACTIONS: [(&str, &str, &str); 6] = [
    ("activate", "user-check", "bulk-activate"),
    ("deactivate", "user-off", "bulk-deactivate"),
    ("associate", "user-share", "bulk-associate-more"),
    ("disassociate", "user-minus", "bulk-disassociate-here"),
    ("add-to-group", "users-group", "bulk-add-to-group-more"),
    ("delete", "trash", "bulk-delete"),
];

/// The bar. It stands in the form `#people-form`, whose check boxes are `selected`; its script shows it as soon as one
/// is checked. Everybody who matches is chosen by `all`, together with the filter of the list.
pub fn bulk_bar(view: &ListView<'_>) -> Markup {
    let t = view.t;
    let filter = serde_json::to_string(&view.state.filter).unwrap_or_default();
    let address = view.paths.new_bulk_change(view.kind);
    let is_filtered = view.state.filter != crate::users::model::UserFilter::default();
    let everybody = if is_filtered {
        t.t("bulk-all-found").into_owned()
    } else {
        t.ta("bulk-all", &[("count", view.total.into())])
    };
    let allowed = |action: &str| view.may_change.contains(&action);
    html! {
        div.bulk-bar role="region" aria-label=(t.t("bulk-bar")) data-bulk-bar hidden {
            input type="hidden" name="filter" value=(filter);
            div.bulk-bar-t {
                b data-bulk-count data-one=(t.t("ui-chosen-one")) data-other=(t.t("ui-chosen-other")) aria-live="polite" {}
                @if view.listing.page.next.is_some() || view.listing.page.previous.is_some() {
                    label.choose-all {
                        span.check { input type="checkbox" name="all" value="true" data-select-matching; }
                        (everybody)
                    }
                }
                button.btn.btn-s.btn-quiet type="button" data-bulk-clear { (t.t("bulk-clear")) kbd.key { "Esc" } }
            }
            div.bulk-bar-a {
                @for (action, icon, label) in ACTIONS {
                    @if allowed(action) {
                        button.btn.btn-s.btn-danger[action == "delete"] type="submit" formmethod="get" formaction=(address)
                            name="action" value=(action) data-bulk-action
                            hx-get=(address) hx-include="#people-form" hx-params="not csrf" hx-target="#modal"
                            hx-select="dialog[data-open]" hx-swap="innerHTML" {
                            (ui::icon_small(icon)) (t.t(label))
                        }
                    }
                }
            }
        }
    }
}
