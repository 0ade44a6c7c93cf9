//! Before a project is deleted: where it is in use, and its name to type.
use maud::{Markup, html};

use crate::locale::Texts;
use crate::paths::Paths;
use crate::projects::model::{Project, Usage};
use crate::ui::{self, Dialog, Field, Notice, State, Width};
use crate::users::model::UserKind;

fn uses(t: Texts, paths: &Paths, project: &Project, usage: &Usage) -> Vec<(String, Markup)> {
    let mut uses: Vec<(String, Markup)> = Vec::new();
    let people = format!("{}?tab=people", paths.project(project.id));
    for (kind, label) in
        [(UserKind::Client, t.t("users-clients")), (UserKind::Specialist, t.t("users-specialists"))]
    {
        let count = usage.people.count(kind);
        if count > 0 {
            uses.push((label.into_owned(), html! { a.link href=(people) { (t.number(count)) } }));
        }
    }
    if !usage.groups.is_empty() {
        let links = html! {
            span.chips { @for (id, name) in &usage.groups { a.chip href={ (paths.group(*id)) "?tab=projects" } { (name) } } }
        };
        uses.push((t.t("groups-title").into_owned(), links));
    }
    if !usage.plugins.is_empty() {
        uses.push((t.t("projects-settings-of").into_owned(), html! { (usage.plugins.join(", ")) }));
    }
    if usage.running > 0 {
        uses.push((t.t("projects-running").into_owned(), html! { (t.number(usage.running)) }));
    }
    for (count, label, href) in [
        (usage.imports, t.t("shell-nav-imports"), paths.imports()),
        (usage.exports, t.t("shell-nav-exports"), paths.exports()),
    ] {
        if count > 0 {
            uses.push((label.into_owned(), html! { a.link href=(href) { (t.number(count)) } }));
        }
    }
    uses
}

/// The dialog.
pub fn delete_dialog(
    t: Texts,
    paths: &Paths,
    project: &Project,
    usage: &Usage,
    problem: Option<String>,
    csrf: &str,
) -> Markup {
    let needed = usage.is_needed();
    let uses = uses(t, paths, project, usage);
    let sentence = if usage.is_only {
        t.t("projects-delete-only")
    } else if needed {
        t.t("projects-delete-refused")
    } else if usage.imports + usage.exports > 0 {
        t.t("projects-delete-transfers")
    } else {
        t.t("projects-delete-unused")
    };
    let label = t.ta("projects-delete-type", &[("name", project.name.as_str().into())]);
    let body = html! {
        @if needed {
            (ui::notice(&Notice {
                state: State::Failed, icon: Some("alert-triangle"), actions: html! {}, text: html! { (sentence) },
            }))
        } @else { p { (sentence) } }
        @if !uses.is_empty() { (ui::key_figures(&uses)) }
        @if !needed {
            div.fields { (Field::text(t, "typed", label).required(true).autocomplete("off").problem(problem).width(Width::Full)) }
        }
    };
    ui::dialog(&Dialog {
        t,
        title: t.ta("projects-delete-title", &[("name", project.name.as_str().into())]),
        wide: false,
        close: paths.project(project.id),
        form: (!needed).then(|| (paths.delete_project(project.id), csrf.to_owned())),
        multipart: false,
        body,
        remark: String::new(),
        buttons: html! {
            @if !needed { button.btn.btn-danger type="submit" data-submit { (ui::icon("trash")) (t.t("projects-delete")) } }
        },
    })
}
