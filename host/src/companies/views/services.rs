//! The services of a company: the tab, and the dialog in which more are chosen.
use elenco_db::ServiceId;
use maud::{Markup, html};

use super::encoded;
use crate::companies::model::{Anchor, Company};
use crate::locale::Texts;
use crate::paths::Paths;
use crate::services::model::ServicePage;
use crate::services::views::service_row;
use crate::ui::{self, AssociateDialog, Associated, ChooseRow, Illustration, More, Pager, Search};

/// A page of services that a company has, or may get.
pub struct ServicesView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// The company.
    pub company: &'a Company,
    /// What is searched for.
    pub search: Option<&'a str>,
    /// The services of this page.
    pub page: &'a ServicePage,
    /// Those of them that the company has; in the dialog only.
    pub present: &'a [ServiceId],
    /// The session's form token.
    pub csrf: &'a str,
    /// Whether the reader may associate and disassociate.
    pub may_change: bool,
}

impl ServicesView<'_> {
    fn pager(&self, base: &str) -> Pager {
        let search = self.search.map(|search| format!("&search={}", encoded(search))).unwrap_or_default();
        let turned = |anchor: Option<&Anchor<ServiceId>>| {
            anchor.map(|anchor| format!("{base}{}{search}", anchor.as_query()))
        };
        let count = self.page.items.len();
        Pager {
            summary: self.t.ta("associations-services-shown", &[("count", count.into())]),
            previous: turned(self.page.previous.as_ref()),
            next: turned(self.page.next.as_ref()),
        }
    }
}

/// The tab.
pub fn services_panel(view: &ServicesView<'_>) -> Markup {
    let (t, company) = (view.t, view.company);
    let page = view.paths.company(company.kind, company.id);
    let text = |key: &str| t.t(key).into_owned();
    Associated {
        t,
        label: text("associations-services"),
        search: Some(Search {
            action: page.clone(),
            value: view.search.unwrap_or_default().to_owned(),
            label: text("services-search"),
            placeholder: text("services-search-hint"),
            kept: vec![("tab".to_owned(), "services".to_owned())],
        }),
        action: view.paths.leave_company_services(company.kind, company.id),
        csrf: view.csrf.to_owned(),
        confirm: t.ta("associations-services-confirm", &[("name", company.name.as_str().into())]),
        rows: view.page.items.iter().map(|service| service_row(t, view.paths, service)).collect(),
        nothing: (text("associations-no-services"), text("associations-company-services-text")),
        none_found: (text("services-none-found"), text("services-none-found-text")),
        matching: None,
        pager: view.pager(&format!("{page}?tab=services&")),
        remark: String::new(),
        more: view.may_change.then(|| More {
            href: view.paths.company_services(company.kind, company.id),
            label: text("associations-associate-services"),
            in_dialog: true,
        }),
    }
    .render()
}

/// The dialog.
pub fn choose_services(view: &ServicesView<'_>) -> Markup {
    let (t, company) = (view.t, view.company);
    let action = view.paths.company_services(company.kind, company.id);
    let text = |key: &str| t.t(key).into_owned();
    let rows = view.page.items.iter().map(|service| {
        let taken = view.present.contains(&service.id).then(|| text("ui-associated"));
        ChooseRow { taken, href: None, ..service_row(t, view.paths, service) }
    });
    let (title, sentence) = match view.search {
        Some(_) => ("services-none-found", "services-none-found-text"),
        None => ("services-none", "services-none-text"),
    };
    AssociateDialog {
        t,
        title: t.ta("associations-services-with", &[("name", company.name.as_str().into())]),
        pager: view.pager(&format!("{action}?")),
        action,
        csrf: view.csrf.to_owned(),
        search: view.search.unwrap_or_default().to_owned(),
        placeholder: text("services-search-hint"),
        rows: rows.collect(),
        empty: ui::empty_state(Illustration::Search, &text(title), html! { (text(sentence)) }, html! {}),
        close: format!("{}?tab=services", view.paths.company(company.kind, company.id)),
    }
    .render()
}
