//! The pages of somebody who forgot the password, or comes with a link from an e-mail.
use maud::{Markup, html};

use crate::locale::{Culture, Texts};
use crate::mail::model::Readiness;
use crate::paths::Paths;
use crate::tenants::model::Tenant;
use crate::ui::{DoorPage, Field, NewPasswordPage, State, Theme, Width};
use crate::users::model::Problem;

/// Who reads such a page, and where.
pub struct Door<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// The reader's colours.
    pub theme: Option<Theme>,
    /// The organisation.
    pub tenant: &'a Tenant,
    /// Addresses.
    pub paths: &'a Paths,
}

impl Door<'_> {
    fn page(&self, title: String) -> DoorPage {
        DoorPage {
            t: self.t,
            theme: self.theme,
            company: self.tenant.name.clone(),
            title,
            notice: None,
            body: html! {},
            back: Some((self.t.t("mail-back").into_owned(), self.paths.sign_in())),
            languages: Vec::new(),
        }
    }

    fn languages(address: &str) -> Vec<(Culture, String)> {
        Culture::ALL
            .iter()
            .map(|culture| (*culture, format!("{address}?culture={}", culture.tag())))
            .collect()
    }

    /// Asks for the name; or says why no e-mail can be sent.
    pub fn forgot(&self, readiness: Readiness, name: &str, problem: Option<String>) -> Markup {
        let t = self.t;
        let action = self.paths.forgot_password();
        let page = DoorPage {
            languages: Self::languages(&action),
            ..self.page(t.t("mail-forgot-title").into_owned())
        };
        if readiness != Readiness::Ready {
            let why = match readiness {
                Readiness::NoAddress => t.t("mail-no-address"),
                _ => t.t("mail-no-server"),
            };
            let text = format!("{why} {}", t.t("mail-forgot-ask"));
            return DoorPage { notice: Some((State::Note, text)), ..page }.render();
        }
        let body = html! {
            p.dim { (t.t("mail-forgot-text")) }
            form method="post" action={ (action) "?culture=" (t.culture().tag()) } data-busy {
                div.fields {
                    (Field::text(t, "name", t.t("mail-forgot-name")).value(name.to_owned()).required(true)
                        .autocomplete("username").max_length(254).width(Width::Full))
                    div.f.f-12 { button.btn.btn-go.btn-tall data-submit { (t.t("mail-forgot-send")) } }
                }
            }
        };
        DoorPage { notice: problem.map(|problem| (State::Failed, problem)), body, ..page }.render()
    }

    /// The same answer for every name.
    pub fn forgot_sent(&self) -> Markup {
        let t = self.t;
        let body = html! { p { (t.t("mail-forgot-sent")) } p.dim { (t.t("mail-forgot-nothing")) } };
        DoorPage { body, ..self.page(t.t("mail-forgot-title").into_owned()) }.render()
    }

    /// Takes what the address carries behind `#`, where only the browser sees it, and sends it on as a form.
    pub fn opening(&self) -> Markup {
        let t = self.t;
        let body = html! {
            form method="post" action=(self.paths.password_link()) data-link {
                input type="hidden" name="secret" value="";
                button.btn.btn-go.btn-tall data-submit { (t.t("mail-link-open")) }
            }
            noscript { p { (t.t("mail-link-script")) } }
        };
        DoorPage { body, ..self.page(t.t("new-password-title").into_owned()) }.render()
    }

    /// Says that a link works no more, and how to get another one.
    pub fn over(&self) -> Markup {
        let t = self.t;
        let body = html! {
            p { a.btn.btn-go.btn-tall href=(self.paths.forgot_password()) { (t.t("mail-link-again")) } }
        };
        let notice = Some((State::Failed, t.t("mail-link-over").into_owned()));
        DoorPage { notice, body, ..self.page(t.t("new-password-title").into_owned()) }.render()
    }

    /// Says that it is too soon for another try.
    pub fn wait(&self, seconds: u64) -> Markup {
        let t = self.t;
        let wait = t.ta("sign-in-wait", &[("time", t.duration(seconds).into())]);
        DoorPage { notice: Some((State::Failed, wait)), ..self.page(t.t("new-password-title").into_owned()) }
            .render()
    }

    /// The form of the password, for who came with a valid link.
    pub fn choose(&self, person: String, secret: &str, problems: &[Problem]) -> Markup {
        NewPasswordPage {
            t: self.t,
            theme: self.theme,
            csrf: String::new(),
            company: self.tenant.name.clone(),
            person,
            why: Some(self.t.t("mail-link-why").into_owned()),
            action: self.paths.choose_by_link(),
            hidden: vec![("secret", secret.to_owned())],
            rules: self.paths.password_link_rules(),
            signed_in: None,
            problems: problems.iter().map(|problem| problem.message.clone()).collect(),
        }
        .render()
    }
}
