//! Before a group is deleted: where it is in use.
use maud::{Markup, html};

use crate::groups::model::{Group, Usage};
use crate::locale::Texts;
use crate::paths::Paths;
use crate::ui::{self, Dialog, Notice, State};

/// The dialog.
pub fn delete_dialog(t: Texts, paths: &Paths, group: &Group, usage: &Usage, csrf: &str) -> Markup {
    let needed = usage.is_needed();
    let mut uses: Vec<(String, Markup)> = Vec::new();
    if !usage.children.is_empty() {
        let links = html! {
            span.chips { @for (id, name) in &usage.children { a.chip href=(paths.group(*id)) { (name) } } }
        };
        uses.push((t.t("groups-below").into_owned(), links));
    }
    if !usage.plugins.is_empty() {
        uses.push((t.t("groups-settings-of").into_owned(), html! { (usage.plugins.join(", ")) }));
    }
    if usage.members > 0 {
        let people = t.ta("groups-people", &[("count", usage.members.into())]);
        let link = format!("{}?tab=members", paths.group(group.id));
        uses.push((t.t("groups-tab-members").into_owned(), html! { a.link href=(link) { (people) } }));
    }
    if !usage.projects.is_empty() {
        let names: Vec<&str> = usage.projects.iter().map(|(_, name)| name.as_str()).collect();
        uses.push((t.t("groups-tab-projects").into_owned(), html! { (names.join(", ")) }));
    }
    let body = html! {
        @if needed {
            (ui::notice(&Notice {
                state: State::Failed,
                icon: Some("alert-triangle"),
                text: html! { b { (t.t("groups-delete-refused")) } " " (t.t("groups-delete-refused-text")) },
                actions: html! {},
            }))
        } @else if uses.is_empty() { p { (t.t("groups-delete-unused")) } }
        @else { p { (t.t("groups-delete-used")) } }
        @if !uses.is_empty() { (ui::key_figures(&uses)) }
    };
    ui::dialog(&Dialog {
        t,
        title: t.ta("groups-delete-title", &[("name", group.name.as_str().into())]),
        wide: false,
        close: paths.group(group.id),
        form: (!needed).then(|| (paths.delete_group(group.id), csrf.to_owned())),
        multipart: false,
        body,
        remark: String::new(),
        buttons: html! {
            @if !needed { button.btn.btn-danger type="submit" data-submit { (ui::icon("trash")) (t.t("groups-delete")) } }
        },
    })
}
