//! What the upload dialog asks about what people are tied to.
use maud::{Markup, html};

use crate::locale::Texts;
use crate::ui::{Choice, Field, Width};

/// What becomes of names that are not there, and of the projects of groups.
pub(super) fn choices(t: Texts) -> Markup {
    let missing = vec![
        Choice::new("refuse", t.t("ties-missing-refuse")),
        Choice::new("create", t.t("ties-missing-create")),
        Choice::new("leave", t.t("ties-missing-leave")),
    ];
    let groups =
        vec![Choice::new("only", t.t("ties-groups-only")), Choice::new("join", t.t("ties-groups-join"))];
    html! {
        details.choose-ties {
            summary { (t.t("ties-choices")) }
            div.fields {
                (Field::select(t, "missing", t.t("ties-missing"), missing, None).value("refuse")
                    .help(t.t("ties-missing-help")).width(Width::Full))
                (Field::select(t, "group_projects", t.t("ties-groups"), groups, None).value("only").width(Width::Full))
            }
        }
    }
}
