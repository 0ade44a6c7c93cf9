//! The companies and the services of a client: the tabs, and the dialogs in which more are chosen.
use maud::{Markup, html};

use crate::companies::model::{Anchor, CompanyPage};
use crate::companies::views::{company_row, none_found};
use crate::locale::Texts;
use crate::paths::Paths;
use crate::services::model::ServicePage;
use crate::services::views::service_row;
use crate::ui::{self, AssociateDialog, Associated, ButtonStyle, ChooseRow, Illustration, More, Pager};
use crate::users::model::User;

/// A page of what a client has, or may get.
pub struct OfPerson<'a, P> {
    /// The reader's texts.
    pub t: Texts,
    /// Addresses.
    pub paths: &'a Paths,
    /// The client.
    pub user: &'a User,
    /// What is searched for; in the dialog only.
    pub search: Option<&'a str>,
    /// The things of this page.
    pub page: &'a P,
    /// Those of them that the client has, as their check boxes send them; in the dialog only.
    pub present: &'a [String],
    /// The session's form token.
    pub csrf: &'a str,
    /// Whether the reader may associate and disassociate; in the dialog, whether the reader may add a thing.
    pub may_change: bool,
}

fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

impl<P> OfPerson<'_, P> {
    fn turned<Id: std::fmt::Display>(&self, base: &str, anchor: Option<&Anchor<Id>>) -> Option<String> {
        let search = self.search.map(|search| format!("&search={}", encoded(search))).unwrap_or_default();
        anchor.map(|anchor| format!("{base}{}{search}", anchor.as_query()))
    }

    fn offered(&self, rows: Vec<ChooseRow>) -> Vec<ChooseRow> {
        let taken = |row: &ChooseRow| {
            self.present.contains(&row.value).then(|| self.t.t("ui-associated").into_owned())
        };
        rows.into_iter().map(|row| ChooseRow { taken: taken(&row), href: None, ..row }).collect()
    }

    /// What the dialog shows when there is nothing: nothing found, or nothing to be found yet.
    fn none(&self, found: (String, String), yet: (String, String), new: (&str, String)) -> Markup {
        if self.search.is_some() {
            return ui::empty_state(Illustration::Search, &found.0, html! { (found.1) }, html! {});
        }
        let action = html! {
            @if self.may_change { (ui::link_button(ButtonStyle::Plain, new.0, Some("plus"), &new.1, "")) }
        };
        ui::empty_state(Illustration::Roster, &yet.0, html! { (yet.1) }, action)
    }
}

/// The tab of companies.
pub fn companies_panel(view: &OfPerson<'_, CompanyPage>) -> Markup {
    let (t, user) = (view.t, view.user);
    let text = |key: &str| t.t(key).into_owned();
    Associated {
        t,
        label: text("associations-companies"),
        search: None,
        action: view.paths.leave_companies(user.kind, user.id),
        csrf: view.csrf.to_owned(),
        confirm: t.ta("associations-companies-confirm", &[("name", user.full_name().as_str().into())]),
        rows: view.page.items.iter().map(|company| company_row(t, view.paths, company)).collect(),
        nothing: (text("associations-no-companies"), text("associations-no-companies-text")),
        none_found: none_found(t, view.page),
        matching: None,
        pager: Pager {
            summary: t.ta("associations-companies-shown", &[("count", view.page.items.len().into())]),
            ..Pager::default()
        },
        remark: text("associations-companies-remark"),
        more: view.may_change.then(|| More {
            href: view.paths.user_companies(user.kind, user.id),
            label: text("associations-associate-companies"),
            in_dialog: true,
        }),
    }
    .render()
}

/// The dialog in which companies are chosen.
pub fn choose_companies(view: &OfPerson<'_, CompanyPage>) -> Markup {
    let (t, user) = (view.t, view.user);
    let action = view.paths.user_companies(user.kind, user.id);
    let base = format!("{action}?");
    let rows = view.page.items.iter().map(|company| company_row(t, view.paths, company)).collect();
    let text = |key: &str| t.t(key).into_owned();
    AssociateDialog {
        t,
        title: t.ta("associations-companies-with", &[("name", user.full_name().as_str().into())]),
        action,
        csrf: view.csrf.to_owned(),
        search: view.search.unwrap_or_default().to_owned(),
        placeholder: text("companies-search-hint"),
        rows: view.offered(rows),
        empty: view.none(
            none_found(t, view.page),
            (text("companies-none"), text("companies-none-text")),
            (&view.paths.companies(), text("associations-to-companies")),
        ),
        pager: Pager {
            summary: t.ta("associations-companies-shown", &[("count", view.page.items.len().into())]),
            previous: view.turned(&base, view.page.previous.as_ref()),
            next: view.turned(&base, view.page.next.as_ref()),
        },
        close: format!("{}?tab=companies", view.paths.user(user.kind, user.id)),
    }
    .render()
}

/// The tab of services.
pub fn services_panel(view: &OfPerson<'_, ServicePage>) -> Markup {
    let (t, user) = (view.t, view.user);
    let text = |key: &str| t.t(key).into_owned();
    Associated {
        t,
        label: text("associations-services"),
        search: None,
        action: view.paths.leave_services(user.kind, user.id),
        csrf: view.csrf.to_owned(),
        confirm: t.ta("associations-services-confirm", &[("name", user.full_name().as_str().into())]),
        rows: view.page.items.iter().map(|service| service_row(t, view.paths, service)).collect(),
        nothing: (text("associations-no-services"), text("associations-no-services-text")),
        none_found: (text("services-none-found"), text("services-none-found-text")),
        matching: None,
        pager: Pager {
            summary: t.ta("associations-services-shown", &[("count", view.page.items.len().into())]),
            ..Pager::default()
        },
        remark: text("associations-services-remark"),
        more: view.may_change.then(|| More {
            href: view.paths.user_services(user.kind, user.id),
            label: text("associations-associate-services"),
            in_dialog: true,
        }),
    }
    .render()
}

/// The dialog in which services are chosen.
pub fn choose_services(view: &OfPerson<'_, ServicePage>) -> Markup {
    let (t, user) = (view.t, view.user);
    let action = view.paths.user_services(user.kind, user.id);
    let base = format!("{action}?");
    let rows = view.page.items.iter().map(|service| service_row(t, view.paths, service)).collect();
    let text = |key: &str| t.t(key).into_owned();
    AssociateDialog {
        t,
        title: t.ta("associations-services-with", &[("name", user.full_name().as_str().into())]),
        action,
        csrf: view.csrf.to_owned(),
        search: view.search.unwrap_or_default().to_owned(),
        placeholder: text("services-search-hint"),
        rows: view.offered(rows),
        empty: view.none(
            (text("services-none-found"), text("services-none-found-text")),
            (text("services-none"), text("services-none-text")),
            (&view.paths.services(), text("associations-to-services")),
        ),
        pager: Pager {
            summary: t.ta("associations-services-shown", &[("count", view.page.items.len().into())]),
            previous: view.turned(&base, view.page.previous.as_ref()),
            next: view.turned(&base, view.page.next.as_ref()),
        },
        close: format!("{}?tab=services", view.paths.user(user.kind, user.id)),
    }
    .render()
}
