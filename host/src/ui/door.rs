//! A narrow page in front of the console: one thing to do, for somebody who is not signed in.
use maud::{Markup, html};

use super::feedback::{Notice, notice};
use super::layout::{Theme, document};
use super::status::State;
use super::tile::{Tile, hue_of};
use crate::locale::{Culture, Texts};

/// What the page shows.
#[derive(Debug, Clone)]
pub struct DoorPage {
    /// The reader's texts.
    pub t: Texts,
    /// The reader's colours.
    pub theme: Option<Theme>,
    /// The tenant's name.
    pub company: String,
    /// What the page is for.
    pub title: String,
    /// A box above everything else: its colour and what it says.
    pub notice: Option<(State, String)>,
    /// The form, or whatever else there is.
    pub body: Markup,
    /// The way back: word and address.
    pub back: Option<(String, String)>,
    /// This page in each language.
    pub languages: Vec<(Culture, String)>,
}

impl DoorPage {
    /// The page.
    pub fn render(&self) -> Markup {
        let t = self.t;
        let body = html! {
            body.door.door-one {
                main.door-in #main {
                    header.door-top {
                        (Tile::initials(&self.company, hue_of(self.company.as_bytes())).large())
                        div { p.door-co { (self.company) } }
                    }
                    div.door-form {
                        h1.door-h { (self.title) }
                        @if let Some((state, text)) = &self.notice {
                            (notice(&Notice { state: *state, icon: None, text: html! { (text) }, actions: html! {} }))
                        }
                        (self.body)
                        @if let Some((word, href)) = &self.back { p { a.link href=(href) { (word) } } }
                    }
                    footer.door-foot {
                        @if !self.languages.is_empty() {
                            nav.langs aria-label=(t.t("shell-language")) {
                                @for (culture, href) in &self.languages {
                                    a href=(href) lang=(culture.tag()) aria-current=[(*culture == t.culture()).then_some("true")] {
                                        (culture.native_name())
                                    }
                                }
                            }
                        }
                    }
                }
            }
        };
        document(t, &self.title, self.theme, "", body)
    }
}
