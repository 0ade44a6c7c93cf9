//! The way in, and pages that say what went wrong.
mod password_link;

use maud::{DOCTYPE, Markup, html};

use crate::assets;
use crate::locale::{Culture, Texts};
use crate::paths::Paths;
use crate::tenants::model::Tenant;
use crate::ui::{self, ButtonStyle, Illustration, NewPasswordPage, SignInPage, SignedIn, Theme};
use crate::users::model::Problem;

pub use password_link::Door;

/// What the sign-in page shows.
pub struct SignInView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// The organisation.
    pub tenant: &'a Tenant,
    /// The reader's colours.
    pub theme: Option<Theme>,
    /// Where the page was reached.
    pub host: String,
    /// Where the form is posted.
    pub action: String,
    /// What was typed last time.
    pub username: String,
    /// Why the last try was refused.
    pub problem: Option<String>,
    /// Where to go afterwards.
    pub next: Option<String>,
    /// What was done just before.
    pub done: Option<String>,
}

impl SignInView<'_> {
    /// The page.
    pub fn render(&self) -> Markup {
        let languages = Culture::ALL
            .iter()
            .map(|culture| {
                let next =
                    self.next.as_deref().map(|next| format!("&next={}", encoded(next))).unwrap_or_default();
                (*culture, format!("{}?culture={}{next}", self.action, culture.tag()))
            })
            .collect();
        SignInPage {
            t: self.t,
            theme: self.theme,
            csrf: String::new(),
            company: self.tenant.name.clone(),
            host: self.host.clone(),
            action: format!("{}?culture={}", self.action, self.t.culture().tag()),
            username: self.username.clone(),
            problem: self.problem.clone(),
            next: self.next.clone(),
            done: self.done.clone(),
            forgot: format!(
                "{}?culture={}",
                Paths::of(&self.tenant.slug).forgot_password(),
                self.t.culture().tag()
            ),
            languages,
        }
        .render()
    }
}

/// The page on which somebody chooses another password before anything else.
pub fn new_password_page(cx: &NewPasswordView<'_>) -> Markup {
    NewPasswordPage {
        t: cx.t,
        theme: cx.theme,
        csrf: cx.csrf.to_owned(),
        company: cx.tenant.name.clone(),
        person: cx.person.clone(),
        why: cx.must.then(|| cx.t.t("new-password-why").into_owned()),
        action: cx.paths.new_password(),
        rules: cx.paths.new_password_rules(),
        hidden: Vec::new(),
        signed_in: Some(SignedIn {
            sign_out: cx.paths.sign_out(),
            choose_culture: cx.paths.choose_culture(),
        }),
        problems: cx.problems.iter().map(|problem| problem.message.clone()).collect(),
    }
    .render()
}

/// What that page shows.
pub struct NewPasswordView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// The reader's colours.
    pub theme: Option<Theme>,
    /// Addresses.
    pub paths: &'a Paths,
    /// The organisation.
    pub tenant: &'a Tenant,
    /// Whose password it is.
    pub person: String,
    /// Whether one has to.
    pub must: bool,
    /// Token of the forms.
    pub csrf: &'a str,
    /// Rules that the last try did not meet.
    pub problems: &'a [Problem],
}

fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

/// A page that says what happened and what to do next.
pub fn message_page(t: Texts, title: &str, text: Markup, way_on: Option<(String, String)>) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(t.culture().tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · Elenco" }
                link rel="icon" href=(assets::url("mark.svg")) type="image/svg+xml";
                link rel="stylesheet" href=(assets::url("elenco.css"));
            }
            body {
                main #main.message {
                    h1.sr { (title) }
                    (ui::empty_state(Illustration::Search, title, text, html! {
                        @if let Some((word, href)) = way_on { (ui::link_button(ButtonStyle::Primary, &href, None, &word, "")) }
                    }))
                }
            }
        }
    }
}
