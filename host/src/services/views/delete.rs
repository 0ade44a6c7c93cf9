//! Before a service is deleted: where it is in use.
use maud::{Markup, html};

use crate::locale::Texts;
use crate::paths::Paths;
use crate::services::model::{Service, Usage};
use crate::ui::{self, Dialog};

/// The dialog.
pub fn delete_dialog(t: Texts, paths: &Paths, service: &Service, usage: Usage, csrf: &str) -> Markup {
    let page = paths.service(service.id);
    let link = |tab: &str, text: String| html! { a.link href={ (page) "?tab=" (tab) } { (text) } };
    let mut uses: Vec<(String, Markup)> = Vec::new();
    if usage.clients > 0 {
        let count = t.ta("companies-clients-count", &[("count", usage.clients.into())]);
        uses.push((t.t("services-tab-clients").into_owned(), link("clients", count)));
    }
    if usage.companies > 0 {
        let count = t.ta("services-companies-count", &[("count", usage.companies.into())]);
        uses.push((t.t("companies-title").into_owned(), link("companies", count)));
    }
    if usage.suppliers > 0 {
        let count = t.ta("services-suppliers-count", &[("count", usage.suppliers.into())]);
        uses.push((t.t("companies-suppliers").into_owned(), link("companies", count)));
    }
    let body = html! {
        @if usage.is_empty() { p { (t.t("services-delete-unused")) } }
        @else { p { (t.t("services-delete-used")) } (ui::key_figures(&uses)) }
    };
    ui::dialog(&Dialog {
        t,
        title: t.ta("services-delete-title", &[("name", service.name.as_str().into())]),
        wide: false,
        close: page.clone(),
        form: Some((paths.delete_service(service.id), csrf.to_owned())),
        multipart: false,
        body,
        remark: String::new(),
        buttons: html! {
            button.btn.btn-danger type="submit" data-submit { (ui::icon("trash")) (t.t("services-delete")) }
        },
    })
}
