//! The companies and suppliers of a service: the tab, and the dialog in which more are chosen.
use elenco_db::CompanyId;
use maud::{Markup, html};

use super::encoded;
use crate::companies::model::{Anchor, CompanyPage};
use crate::companies::views::{company_row, none_found};
use crate::locale::Texts;
use crate::paths::Paths;
use crate::services::model::Service;
use crate::ui::{self, AssociateDialog, Associated, ChooseRow, Illustration, More, Pager, Search};

/// A page of companies that a service has, or may get.
pub struct CompaniesView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// The service.
    pub service: &'a Service,
    /// What is searched for.
    pub search: Option<&'a str>,
    /// The companies of this page.
    pub page: &'a CompanyPage,
    /// Those of them that the service has; in the dialog only.
    pub present: &'a [CompanyId],
    /// The session's form token.
    pub csrf: &'a str,
    /// Whether the reader may associate and disassociate.
    pub may_change: bool,
}

impl CompaniesView<'_> {
    fn pager(&self, base: &str) -> Pager {
        let search = self.search.map(|search| format!("&search={}", encoded(search))).unwrap_or_default();
        let turned = |anchor: Option<&Anchor<CompanyId>>| {
            anchor.map(|anchor| format!("{base}{}{search}", anchor.as_query()))
        };
        let count = self.page.items.len();
        Pager {
            summary: self.t.ta("associations-companies-shown", &[("count", count.into())]),
            previous: turned(self.page.previous.as_ref()),
            next: turned(self.page.next.as_ref()),
        }
    }
}

/// The tab.
pub fn companies_panel(view: &CompaniesView<'_>) -> Markup {
    let (t, service) = (view.t, view.service);
    let page = view.paths.service(service.id);
    let text = |key: &str| t.t(key).into_owned();
    Associated {
        t,
        label: text("associations-companies"),
        search: Some(Search {
            action: page.clone(),
            value: view.search.unwrap_or_default().to_owned(),
            label: text("companies-search-companies"),
            placeholder: text("companies-search-hint"),
            kept: vec![("tab".to_owned(), "companies".to_owned())],
        }),
        action: view.paths.leave_service_companies(service.id),
        csrf: view.csrf.to_owned(),
        confirm: t.ta("associations-companies-confirm", &[("name", service.name.as_str().into())]),
        rows: view.page.items.iter().map(|company| company_row(t, view.paths, company)).collect(),
        nothing: (text("associations-no-companies"), text("associations-service-companies-text")),
        none_found: none_found(t, view.page),
        matching: None,
        pager: view.pager(&format!("{page}?tab=companies&")),
        remark: String::new(),
        more: view.may_change.then(|| More {
            href: view.paths.service_companies(service.id),
            label: text("associations-associate-companies"),
            in_dialog: true,
        }),
    }
    .render()
}

/// The dialog.
pub fn choose_companies(view: &CompaniesView<'_>) -> Markup {
    let (t, service) = (view.t, view.service);
    let action = view.paths.service_companies(service.id);
    let text = |key: &str| t.t(key).into_owned();
    let rows = view.page.items.iter().map(|company| {
        let taken = view.present.contains(&company.id).then(|| text("ui-associated"));
        ChooseRow { taken, href: None, ..company_row(t, view.paths, company) }
    });
    let (title, sentence) = match view.search {
        Some(_) => none_found(t, view.page),
        None => (text("companies-none"), text("companies-none-text")),
    };
    AssociateDialog {
        t,
        title: t.ta("associations-companies-with", &[("name", service.name.as_str().into())]),
        pager: view.pager(&format!("{action}?")),
        action,
        csrf: view.csrf.to_owned(),
        search: view.search.unwrap_or_default().to_owned(),
        placeholder: text("companies-search-hint"),
        rows: rows.collect(),
        empty: ui::empty_state(Illustration::Search, &title, html! { (sentence) }, html! {}),
        close: format!("{}?tab=companies", view.paths.service(service.id)),
    }
    .render()
}
