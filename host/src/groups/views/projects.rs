//! The projects in which a group works.
use elenco_db::ProjectId;
use maud::{Markup, html};

use crate::groups::model::Group;
use crate::locale::Texts;
use crate::paths::Paths;
use crate::ui::{self, Choose, ChooseRow, Illustration, Pager, Tile};

/// The tab: every project that the reader may see, those of the group chosen.
pub fn projects_panel(
    t: Texts,
    paths: &Paths,
    group: &Group,
    visible: &[(ProjectId, String)],
    own: &[(ProjectId, String)],
    csrf: &str,
    may_save: bool,
) -> Markup {
    let is_own = |id: ProjectId| own.iter().any(|(own, _)| *own == id);
    // Who may not change them sees only what is.
    let shown = visible.iter().filter(|(id, _)| may_save || is_own(*id));
    let rows: Vec<ChooseRow> = shown
        .map(|(id, name)| ChooseRow {
            value: id.to_string(),
            tile: Tile::icon("folder"),
            name: name.clone(),
            note: if is_own(*id) { t.t("groups-works-there") } else { t.t("groups-works-not-there") }
                .into_owned(),
            href: None,
            marks: Vec::new(),
            checked: is_own(*id),
            taken: None,
        })
        .collect();
    let summary = t.ta("groups-projects-shown", &[("count", rows.len().into())]);
    Choose {
        t,
        label: t.t("groups-tab-projects").into_owned(),
        search: None,
        in_dialog: false,
        action: paths.group_projects(group.id),
        csrf: csrf.to_owned(),
        confirm: None,
        rows,
        empty: ui::empty_state(
            Illustration::Sheet,
            &t.t("groups-no-projects"),
            html! { (t.t("groups-no-projects-text")) },
            html! {},
        ),
        matching: None,
        pager: Pager { summary, previous: None, next: None },
        further: html! {},
        remark: t.t("groups-projects-remark").into_owned(),
        buttons: html! { @if may_save { button.btn.btn-go type="submit" { (t.t("groups-save-projects")) } } },
    }
    .render()
}
