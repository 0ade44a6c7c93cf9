//! Before a role is deleted: who has it.
use maud::{Markup, html};

use crate::locale::Texts;
use crate::paths::Paths;
use crate::roles::model::{Role, Usage};
use crate::ui::{self, Dialog, Notice, State};

/// The dialog. `refused` says why it cannot be.
pub fn delete_dialog(
    t: Texts,
    paths: &Paths,
    role: &Role,
    usage: &Usage,
    refused: Option<&str>,
    csrf: &str,
) -> Markup {
    let mut uses: Vec<(String, Markup)> = Vec::new();
    if !usage.people.is_empty() {
        let link = format!("{}?tab=people", paths.role(role.id));
        let people = html! {
            (usage.people.join(", "))
            @if usage.more_people { " " a.link href=(link) { (t.t("roles-and-more")) } }
        };
        uses.push((t.t("roles-tab-people").into_owned(), people));
    }
    if !usage.groups.is_empty() {
        let links = html! {
            span.chips { @for group in &usage.groups { a.chip href=(paths.group(group.id)) { (group.path) } } }
        };
        uses.push((t.t("roles-tab-groups").into_owned(), links));
    }
    let body = html! {
        @if let Some(refused) = refused {
            (ui::notice(&Notice {
                state: State::Failed,
                icon: Some("alert-triangle"),
                text: html! { b { (t.t("roles-delete-refused")) } " " (refused) },
                actions: html! {},
            }))
        }
        @if uses.is_empty() { p { (t.t("roles-delete-unused")) } }
        @else { p { (t.t("roles-delete-used")) } (ui::key_figures(&uses)) }
    };
    ui::dialog(&Dialog {
        t,
        title: t.ta("roles-delete-title", &[("name", role.name.as_str().into())]),
        wide: false,
        close: paths.role(role.id),
        form: refused.is_none().then(|| (paths.delete_role(role.id), csrf.to_owned())),
        multipart: false,
        body,
        remark: String::new(),
        buttons: html! {
            @if refused.is_none() {
                button.btn.btn-danger type="submit" data-submit { (ui::icon("trash")) (t.t("roles-delete")) }
            }
        },
    })
}
