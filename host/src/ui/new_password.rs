//! The page on which one chooses another password before anything else.
use maud::{Markup, html};

use super::feedback::{Notice, notice};
use super::field::{Field, Width};
use super::layout::{Theme, document};
use super::status::State;
use super::tile::{Tile, hue_of};
use crate::locale::{Culture, Texts};

/// What the page shows.
#[derive(Debug, Clone)]
pub struct NewPasswordPage {
    /// The reader's texts.
    pub t: Texts,
    /// The reader's colours.
    pub theme: Option<Theme>,
    /// The token of the forms.
    pub csrf: String,
    /// The tenant's name.
    pub company: String,
    /// Whose password it is.
    pub person: String,
    /// Why one has to choose another one.
    pub why: Option<String>,
    /// Where the form is posted: `password`.
    pub action: String,
    /// What goes along with it: names and values.
    pub hidden: Vec<(&'static str, String)>,
    /// Where what is typed is posted for the tooltip.
    pub rules: String,
    /// What whoever is signed in may do instead.
    pub signed_in: Option<SignedIn>,
    /// Why the last try was refused.
    pub problems: Vec<String>,
}

/// Doors for somebody who has a session and would rather not choose a password now.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Where one signs out.
    pub sign_out: String,
    /// Where another language is posted as `culture`.
    pub choose_culture: String,
}

impl NewPasswordPage {
    /// The page.
    pub fn render(&self) -> Markup {
        let t = self.t;
        let title = t.t("new-password-title");
        let password = Field::password(t, "password", t.t("new-password-label"), &self.rules)
            .autocomplete("new-password")
            .required(true)
            .width(Width::Full);
        let body = html! {
            body.door.door-one {
                main.door-in #main {
                    header.door-top {
                        (Tile::initials(&self.company, hue_of(self.company.as_bytes())).large())
                        div { p.door-co { (self.company) } p.t12.dim { (self.person) } }
                    }
                    form.door-form method="post" action=(self.action) data-busy {
                        input type="hidden" name="csrf" value=(self.csrf);
                        @for (name, value) in &self.hidden { input type="hidden" name=(name) value=(value); }
                        h1 { (title) }
                        @if let Some(why) = &self.why { p.dim { (why) } }
                        @if !self.problems.is_empty() {
                            (notice(&Notice {
                                state: State::Failed, icon: None, actions: html! {},
                                text: html! {
                                    (t.t("new-password-refused"))
                                    ul.set-problems { @for problem in &self.problems { li { (problem) } } }
                                },
                            }))
                        }
                        div.fields {
                            (password)
                            div.f.f-12 { button.btn.btn-go.btn-tall data-submit { (t.t("new-password-save")) } }
                        }
                    }
                    @if let Some(signed_in) = &self.signed_in {
                        footer.door-foot {
                            form.langs method="post" action=(signed_in.choose_culture)
                                aria-label=(t.t("shell-language"))
                            {
                                input type="hidden" name="csrf" value=(self.csrf);
                                @for culture in Culture::ALL {
                                    button name="culture" value=(culture.tag()) lang=(culture.tag())
                                        aria-current=[(culture == t.culture()).then_some("true")]
                                    { (culture.native_name()) }
                                }
                            }
                            form.inline method="post" action=(signed_in.sign_out) {
                                input type="hidden" name="csrf" value=(self.csrf);
                                button.link { (t.t("new-password-sign-out")) }
                            }
                        }
                    }
                }
            }
        };
        document(t, &title, self.theme, &self.csrf, body)
    }
}
