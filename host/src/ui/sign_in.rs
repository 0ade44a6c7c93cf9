//! The door of one company.
use maud::{Markup, html};

use super::feedback::{Notice, notice};
use super::field::{Field, Width};
use super::icon::brand_mark;
use super::layout::{Theme, document};
use super::status::State;
use super::tile::{Tile, hue_of};
use crate::locale::{Culture, Texts};

/// The page that asks who one is.
#[derive(Debug, Clone)]
pub struct SignInPage {
    /// The reader's texts.
    pub t: Texts,
    /// The reader's colours.
    pub theme: Option<Theme>,
    /// The form's token.
    pub csrf: String,
    /// The tenant's name.
    pub company: String,
    /// Its address, below its name.
    pub host: String,
    /// Where the form is posted: `username`, `password`.
    pub action: String,
    /// What was typed last time.
    pub username: String,
    /// Why the last try was refused.
    pub problem: Option<String>,
    /// Where to go afterwards, posted as `next`.
    pub next: Option<String>,
    /// What was done just before: a password that was chosen.
    pub done: Option<String>,
    /// The page for who forgot the password.
    pub forgot: String,
    /// This page in each language.
    pub languages: Vec<(Culture, String)>,
}

/// People who do not exist, on the wall beside the door.
const WALL: [&str; 28] = [
    "Abril Cárdenas",
    "Benício Moraes",
    "Catalina Ibáñez",
    "Dário Antunes",
    "Emilia Robledo",
    "Franco Luján",
    "Gloria Esteban",
    "Heitor Vilela",
    "Isabel Tovar",
    "Julián Arrieta",
    "Kiara Mendes",
    "Lorenzo Paz",
    "Magdalena Ruiz",
    "Nicanor Beltrán",
    "Olívia Castro",
    "Patricio Godoy",
    "Raquel Fontes",
    "Samuel Ortega",
    "Teresa Quiroga",
    "Ulises Barrios",
    "Valentina Duarte",
    "Wilson Caicedo",
    "Yolanda Peña",
    "Zacarías Montes",
    "Amaro Teles",
    "Belén Urrutia",
    "Cristóbal Vega",
    "Débora Lins",
];

impl SignInPage {
    /// The page.
    pub fn render(&self) -> Markup {
        let t = self.t;
        let body = html! {
            body.door {
                main.door-in #main {
                    header.door-top {
                        (Tile::initials(&self.company, hue_of(self.company.as_bytes())).large())
                        div { p.door-co { (self.company) } p.mono.t12.dim { (self.host) } }
                    }
                    (self.form())
                    footer.door-foot {
                        nav.langs aria-label=(t.t("shell-language")) {
                            @for (culture, href) in &self.languages {
                                a href=(href) lang=(culture.tag()) aria-current=[(*culture == t.culture()).then_some("true")] {
                                    (culture.native_name())
                                }
                            }
                        }
                        p.dim.t12 { (t.t("sign-in-other-company")) }
                        p.door-brand { (brand_mark()) span { "elenco" } }
                    }
                }
                div.door-art aria-hidden="true" {
                    ul {
                        @for (at, name) in WALL.iter().enumerate() {
                            li.is-called[at == 6] { (Tile::initials(name, 1)) span { (name) } }
                        }
                    }
                }
            }
        };
        document(t, &t.t("sign-in-title"), self.theme, &self.csrf, body)
    }

    fn form(&self) -> Markup {
        let t = self.t;
        html! {
            form.door-form method="post" action=(self.action) data-busy {
                input type="hidden" name="csrf" value=(self.csrf);
                @if let Some(next) = &self.next { input type="hidden" name="next" value=(next); }
                h1 { (t.t("sign-in-title")) }
                @if let Some(problem) = &self.problem {
                    (notice(&Notice { state: State::Failed, icon: None, text: html! { (problem) }, actions: html! {} }))
                }
                @if let Some(done) = self.done.as_ref().filter(|_| self.problem.is_none()) {
                    (notice(&Notice { state: State::Completed, icon: None, text: html! { (done) }, actions: html! {} }))
                }
                div.fields {
                    (Field::text(t, "username", t.t("sign-in-username")).value(self.username.clone())
                        .autocomplete("username").width(Width::Full))
                    (Field::current_password(t, "password", t.t("sign-in-password")).width(Width::Full))
                    div.f.f-12 { button.btn.btn-go.btn-tall data-submit { (t.t("sign-in-submit")) } }
                }
                p.door-forgot { a.link href=(self.forgot) { (t.t("sign-in-forgot")) } }
            }
        }
    }
}
