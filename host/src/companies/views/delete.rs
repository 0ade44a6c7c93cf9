//! Before a company is deleted: where it is in use.
use maud::{Markup, html};

use crate::companies::model::{Company, Usage};
use crate::locale::Texts;
use crate::paths::Paths;
use crate::ui::{self, Dialog};

/// The dialog.
pub fn delete_dialog(t: Texts, paths: &Paths, company: &Company, usage: Usage, csrf: &str) -> Markup {
    let page = paths.company(company.kind, company.id);
    let link = |tab: &str, text: String| html! { a.link href={ (page) "?tab=" (tab) } { (text) } };
    let mut uses: Vec<(String, Markup)> = Vec::new();
    if usage.clients > 0 {
        let count = t.ta("companies-clients-count", &[("count", usage.clients.into())]);
        uses.push((t.t("companies-tab-clients").into_owned(), link("clients", count)));
    }
    if usage.services > 0 {
        let count = t.ta("companies-services-count", &[("count", usage.services.into())]);
        uses.push((t.t("companies-tab-services").into_owned(), link("services", count)));
    }
    if usage.comments > 0 {
        let count = t.ta("companies-comments-count", &[("count", usage.comments.into())]);
        uses.push((t.t("companies-comments").into_owned(), html! { (count) }));
    }
    let body = html! {
        @if usage.is_empty() { p { (t.t("companies-delete-unused")) } }
        @else { p { (t.t("companies-delete-used")) } (ui::key_figures(&uses)) }
    };
    ui::dialog(&Dialog {
        t,
        title: t.ta("companies-delete-title", &[("name", company.name.as_str().into())]),
        wide: false,
        close: page.clone(),
        form: Some((paths.delete_company(company.kind, company.id), csrf.to_owned())),
        multipart: false,
        body,
        remark: String::new(),
        buttons: html! {
            button.btn.btn-danger type="submit" data-submit { (ui::icon("trash")) (t.t("companies-delete")) }
        },
    })
}
